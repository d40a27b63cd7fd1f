"""`standup checkin`, `round`, `blocker`, `yesterday` and `today --aloud`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.repositories import Repo, git


def test_what_is_offered_can_be_read_back_in(team: Run) -> None:
    team("work", "move", "API-12", "doing")
    team("log", "fri 2h #API-12 secret")
    shown = team("checkin")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "# Check-in for Mon 23 Nov, not said yet; `standup checkin --prefilled` says it as it stands",
        "did: API-12 Retry failed uploads",
        "# did: secret",
        "plan: API-12 Retry failed uploads",
        "# plan: Acme Corp: Renewal call",
    ]
    assert team("round").out == "Check-ins, Mon 23 Nov\n\nNot checked in yet: Dana\n"
    said = team("checkin", "-", stdin=shown.out)
    assert said.out.splitlines() == [
        "Checked in for Mon 23 Nov; `standup undo` takes it back",
        "did: API-12 Retry failed uploads",
        "plan: API-12 Retry failed uploads",
    ]
    kept = team("export", "json").json["check_ins"][0]
    assert kept["plan"] == [{"text": "API-12 Retry failed uploads", "work_item": "API-12"}]
    assert team("checkin").out.splitlines()[0] == "# Check-in for Mon 23 Nov, said today"
    assert "secret" not in team("round", "--md").out


def test_parts_by_options_and_what_is_missing(team: Run) -> None:
    team("developer", "add", "Bob Marsh")
    ran = team("checkin", "--did", "API-12", "--blocker", "bob: review [x]", "--blocker", "bbo-marsh: x")
    assert ran.out.splitlines() == [
        "Checked in for Mon 23 Nov; `standup undo` takes it back",
        "did: API-12",
        "blocker: Bob Marsh: review [x]",
        "blocker: bbo-marsh: x",
        "Missing: plan; add it with `standup checkin --plan TEXT`",
        "'bbo-marsh' is nobody on the team; did you mean bob-marsh or Bob Marsh?",
    ]
    again = team("checkin", "--plan", "acme corp: renewal call", "--json").json
    assert (again["did"], again["plan"][0]["touchpoint"] is not None) == (["API-12"], True)
    assert team("undo").code == team("undo").code == 0
    assert "not said yet" in team("checkin").out


def test_sections_of_standard_input(team: Run) -> None:
    text = "Did:\n- API-12 [x]\n- #API-12 is a line\n\nplan: sleep\nblockers:\n# a comment\nlegal: sign: both\n"
    ran = team("checkin", "-", stdin=text)
    assert ran.out.splitlines()[1:] == [
        "did: API-12 [x]",
        "did: #API-12 is a line",
        "plan: sleep",
        "blocker: legal: sign: both",
    ]


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("", "standard input says nothing; write lines such as did: ..., plan: ... and blocker: ..."),
        ("# did: x\nplan:\n", "standard input says nothing; write lines such as did: ..., plan: ... and blocker: ..."),
        ("hello", "line 1 of standard input belongs to no part: 'hello'; begin it with did:, plan: or blocker:"),
        (b"did: \xff", "standard input is not UTF-8; write the lines in that encoding"),
        ("blocker: review", "who must act, and what? write 'bob: review API-12', not 'review'"),
        ("did: x\nblocker: dana: x", "'dana' is you; a blocker needs somebody else to act"),
    ],
)
def test_bad_input_changes_nothing(team: Run, stdin: str | bytes, message: str) -> None:
    assert team("checkin", "-", stdin=stdin) == (2, "", f"standup: {message}\n")
    assert "Not checked in yet: Dana" in team("round").out


def test_the_round_as_markdown(team: Run, as_person: Callable[[str], None]) -> None:
    team("developer", "add", "Bob *M*", "--timezone", "Europe/Berlin")
    team("developer", "add", "Wei")
    team("leave", "add", "today", "--developer", "wei")
    team("checkin", "--did", "[x] @here *now*", "--plan", "API-12", "--blocker", "bob-m: review")
    assert team("round", "--md").out.splitlines() == [
        "# Check-ins, 2026-11-23",
        "",
        "**Dana**",
        "",
        "- did: \\[x\\] \\@\u2060here \\*now\\*",
        "- plan: API-12 Retry failed uploads",
        "- blocked: Bob \\*M\\*: review",
        "",
        "Not checked in yet: Bob \\*M\\*",
        "",
        "Away: Wei (leave)",
    ]
    found = team("round", "--json").json
    assert (found["missing"], found["away"]) == (["bob-m"], [{"developer": "wei", "why": "leave"}])
    as_person("bob-m")
    [row] = team("blocker", "list", "--json").json
    assert (row["developer"], row["who"]) == ("dana", "bob-m")
    assert "review" in team("blocker", "list").out
    assert team("blocker", "resolve", row["ref"]).out == "Resolved: review; `standup undo` takes it back\n"
    assert "Bob \\*M\\*: review (resolved)" in team("round", "--md").out
    assert team("blocker", "resolve", row["ref"]).code == 2


def test_ten_lines_to_say(team: Run) -> None:
    for number in range(20):
        team("work", "add", f"WEB-{number}", "Part", "--state", "doing")
        team("log", f"fri 10m #WEB-{number} secret")
    team("checkin", "--blocker", "legal: sign")
    told = team("today", "--aloud").out.splitlines()
    assert len(told) == 10
    assert [line for line in told if not line.startswith("- ")] == ["Fri 20 Nov:", "Today:", "Blocked:"]
    told = team("yesterday").out.splitlines()
    assert (len(told), told[:2], told[-1]) == (10, ["Fri 20 Nov", "- WEB-0 Part"], "- and 12 more")
    assert not any("secret" in line or "10m" in line for line in told)
    assert "secret" in team("yesterday", "--entries").out
    assert team("today", "fri", "--aloud").code == 2


def test_commits_are_offered_and_never_logged(team: Run, home: Path) -> None:
    git(home, "config", "--global", "user.email", "dana@example.com")
    repo = Repo(home / "api")
    repo.commit("API-12 begun", "2026-11-20T09:40:00+01:00")
    repo.commit("Bump the docs", "2026-11-21T11:00:00+01:00")
    repo.commit("today", "2026-11-23T08:00:00+01:00")
    team("config", "git.repositories", "~/api", "~/gone")
    shown = team("checkin").out
    assert "did: API-12 Retry failed uploads\ndid: Bump the docs\n" in shown
    assert "#   standup log 'fri 30m #API-12'" in shown
    assert "# Not read: ~/gone: there is no such folder" in shown
    assert "today" not in shown.replace("said", "")
    assert "- Bump the docs" in team("yesterday").out
    assert team("yesterday", "--json").json["entries"] == []
