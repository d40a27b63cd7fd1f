"""`standup work show` and `standup touchpoint show`."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.cli.conftest import Run


def test_a_work_item_is_shown_with_its_history(team: Run) -> None:
    team("work", "move", "API-12", "blocked", "--by", "bob: schema review")
    team("log", "45m #API-12 read the code")
    ran = team("work", "show", "api-12")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("API-12 Retry failed uploads\n\n  Blocked   bob: schema review\n")
    assert "\n  Spent     45m of 8h\n" in ran.out
    assert "\nMy latest entries\n  Mon 23 Nov  45m read the code\n" in ran.out
    assert "\n  Mon 23 Nov 10:00  Dana  moved to blocked: bob: schema review\n" in ran.out
    assert ran.out.endswith("\n  Mon 23 Nov 10:00  Dana  added\n")
    found = team("work", "show", "API-12", "--json").json
    assert (found["key"], found["owner_name"], found["my_minutes"]) == ("API-12", "Dana", 45)
    assert [one["what"] for one in found["history"]] == ["moved to blocked: bob: schema review", "added"]
    assert found["my_weeks"] == [{"week": "2026-W48", "minutes": 45}]
    assert team("work", "show", "API-13").code == 2


def test_a_touchpoint_is_shown_with_its_history(team: Run) -> None:
    assert team("snooze", "acme", "tomorrow", "waiting", "for", "legal").out.startswith(
        "Snoozed until Tue 24 Nov (waiting for legal): Renewal call; still due Fri 27 Nov"
    )
    ran = team("touchpoint", "show", "acme")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Acme Corp: Renewal call\n\n  Snoozed       until tomorrow, Tue 24 Nov\n")
    assert "\nSnoozed\n  Mon 23 Nov  until Tue 24 Nov: waiting for legal · Dana\n" in ran.out
    assert "\n  Mon 23 Nov 10:00  Dana  snoozed until Tue 24 Nov: waiting for legal\n" in ran.out
    found = team("touchpoint", "show", "acme", "--json").json
    assert (found["customer_name"], found["due_on"], found["earlier"]) == ("Acme Corp", "2026-11-27", [])
    assert found["snoozes"][0]["note"] == "for legal"
    assert team("done", "acme", "they take it").code == 0
    assert "\n  Outcome       they take it\n" in team("touchpoint", "show", found["ref"]).out


def test_long_words_are_wrapped_under_themselves(team: Run) -> None:
    team("work", "move", "API-12", "blocked", "--by", "waits " * 40)
    lines = team("work", "show", "API-12").out.splitlines()
    assert all(len(line) <= 100 for line in lines)
    assert lines[3].startswith("            waits")


def test_the_playbook_is_shown_numbered_and_ticked(team: Run) -> None:
    assert team("touchpoint", "tick", "acme", "1").out == "Ticked: How is it going with what we delivered last?\n"
    shown = team("touchpoint", "show", "acme").out
    assert "\nPlaybook: Call · " in shown
    assert "\n  Ask\n   1 [x]  How is it going with what we delivered last?\n   2 [ ]  What costs you" in shown
    found = team("touchpoint", "show", "acme", "--json").json
    assert (found["state"], found["evidence"]) == ("planned", "")
    steps = found["playbook"][0]["steps"]
    assert steps[0] == {
        "number": 1,
        "section": "Ask",
        "text": "How is it going with what we delivered last?",
        "ticked": True,
    }
    assert team("touchpoint", "tick", "acme", "1").out.startswith("No longer ticked: How is it going")
    refused = team("touchpoint", "tick", "acme", "99")
    assert (refused.code, refused.out) == (2, "")
    assert "there is no step 99" in refused.err


def test_a_teams_own_playbook_lies_in_the_data_folder_and_a_bad_one_is_told(team: Run) -> None:
    own = Path(team("locate", "data").out.strip()) / "playbooks" / "kinds"
    own.mkdir(parents=True)
    (own / "call.md").write_text("# Ours\n- Ask about the [dog]\n", encoding="utf-8")
    assert "\n   1 [ ]  Ask about the [dog]\n" in team("touchpoint", "show", "acme").out
    (own / "call.md").write_bytes(b"\xff")
    shown = team("touchpoint", "show", "acme")
    assert shown.code == 0
    assert "call.md is not UTF-8" in " ".join(shown.out.split())


def test_done_says_where_a_customer_is_left_without_a_next_step(team: Run) -> None:
    told = team("done", "acme", "20m no answer").out.splitlines()[-1]
    assert told == "No next step; plan one with `standup touchpoint add acme 'send quote' --due fri`"
    command = shlex.split(told.split("`")[1])[1:]
    assert "Planned follow-up: send quote, due Fri 27 Nov" in team(*command).out
