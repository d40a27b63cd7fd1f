"""`standup duty`."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_the_rota_is_planned_shown_altered_and_undone(team: Run) -> None:
    team("developer", "add", "Bob", "--hours", "20", "--timezone", "Europe/Berlin")
    assert "nobody" in team("duty").out
    planned = team("duty", "plan", "--weeks", "3")
    assert planned.out.splitlines() == [
        "WEEK      FROM        ON DUTY",
        "2026-W48  Mon 23 Nov  Dana",
        "2026-W49  Mon 30 Nov  Bob",
        "2026-W50  Mon 7 Dec   Dana",
        "Planned 3 weeks; `standup undo` takes it back",
    ]
    assert team("duty", "plan", "--weeks", "3").out.endswith("Every week had somebody\n")
    assert team("duty", "set", "2026-W48", "bob").out == "2026-W48: Bob is on duty\n"
    assert team("duty", "swap", "this", "2026-W50").out == "2026-W48: Dana is on duty\n2026-W50: Bob is on duty\n"
    assert team("duty", "clear", "2026-W49").out == "2026-W49: nobody is on duty\n"
    assert "nobody on duty in 2026-W49" in team("undo").out
    assert team("duty", "show", "--weeks", "1", "--json").json == [
        {"week": "2026-W48", "developer": "dana", "name": "Dana", "trouble": ""}
    ]


def test_what_is_wrong_is_told_on_one_line(team: Run) -> None:
    ran = team("duty", "set", "2026-W54", "dana")
    assert (ran.code, ran.out) == (2, "")
    assert "2026 has no week 54" in ran.err
    assert team("duty", "plan", "--weeks", "99").code == 2
    assert team("duty", "set", "this", "nobody-here").code != 0
