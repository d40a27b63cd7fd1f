"""`standup close` and `standup publish`."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.cli.conftest import Run


def test_close_shows_what_the_lead_will_see_and_closes(team: Run) -> None:
    team("log", "3h #API-12 mon")
    shown = team("close", "--show")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("2026-W48 · Mon 23 Nov - Sun 29 Nov 2026 · open\n")
    assert "What the lead will see of you once you close it, word for word:" in shown.out
    assert "The week is running" in shown.out
    assert "  Mon 23 Nov        5h  standup log '5h ...'" in shown.out
    assert team("week", "--json").json["developers"][0]["closed"] is False
    closed = team("close")
    assert closed.out.endswith(
        "Closed 2026-W48; `standup close 2026-W48 --reopen` opens it until the lead publishes it\n"
    )
    summary = team("week").out.splitlines()
    assert "What the lead will see of you, word for word:" in closed.out
    rows = [line for line in closed.out.splitlines() if line.startswith(("Name", "Dana", " █"))]
    assert len(rows) == 3
    assert set(rows) <= set(summary)
    again = team("close", "this")
    assert (again.code, again.out) == (2, "")
    assert "you closed 2026-W48 on Mon 23 Nov" in again.err
    assert "Undone: close 2026-W48" in team("undo").out
    assert "Nothing is missing" not in team("close", "2026-W49", "--show").out
    assert "2026-W49 has not begun" in team("close", "2026-W49").err


def test_a_closed_week_can_be_reopened_and_corrected(team: Run) -> None:
    team("close", "last")
    logged = team("log", "45m @acme 2026-11-19")
    assert logged.out.startswith("Logged 45 min customer on Acme Corp, Thu 19 Nov")
    assert "2026-W47 is closed: shows as a correction" in logged.out
    assert "Corrected since closing: +45 min customer\n" in team("close", "last", "--show").out
    assert team("close", "last", "--reopen").out == "Reopened 2026-W47; `standup close 2026-W47` closes it again\n"
    assert team("close", "last", "--reopen").code == 2
    assert team("close", "last", "--reopen", "--show").code == 2
    assert "Corrected" not in team("close", "last", "--show").out


def test_publishing_names_who_has_not_closed_and_keeps_the_summary(team: Run, as_person: Callable[[str], None]) -> None:
    team("log", "3h #API-12 2026-11-19")
    missing = team("publish", "last", "--show")
    assert (missing.code, missing.out) == (2, "")
    assert "2026-W47 has not been published; `standup week 2026-W47`" in missing.err
    refused = team("publish", "last")
    assert (refused.code, refused.out) == (2, "")
    assert "Dana has not closed 2026-W47; nothing was published" in refused.err
    as_it_was = team("week", "last", "--json").json
    published = team("publish", "last", "--anyway").out
    assert published.startswith("Published 2026-W47; ")
    assert "running" not in published
    team("log", "30m @acme 2026-11-19")
    shown = team("publish", "last", "--show").out
    assert " · published Mon 23 Nov by Dana\n" in shown
    assert "  ± Dana (2026-W47 corrected since publishing: +30 min customer)\n" in shown
    kept = json.loads(team("publish", "last", "--show", "--format", "json").out)
    assert kept.pop("published") == {"on": "2026-11-23", "by": "Dana"}
    [since] = kept.pop("corrections")
    assert (since["id"], since["since"], since["customer"]) == ("dana", "publishing", 30)
    assert (as_it_was.pop("published"), as_it_was.pop("corrections")) == (None, [])
    assert kept == as_it_was
    for form in ("markdown", "html"):
        assert "corrected since publishing: +30 min customer" in team("publish", "last", "--show", "--format", form).out
    closed = team("close", "last")
    assert closed.code == 0
    assert closed.out.endswith(
        "Closed 2026-W47, which was published on Mon 23 Nov: what you log in it shows as a correction\n"
    )
    assert "2026-W47 was published on Mon 23 Nov and stays closed" in team("close", "last", "--reopen").err
    assert team("developer", "add", "Bob", "--hours", "40").code == 0
    as_person("bob")
    denied = team("publish", "last")
    assert (denied.code, denied.out) == (2, "")
    assert "only a lead may publish a week" in denied.err
    seen = team("publish", "last", "--show", "--format", "json").json
    assert [one["id"] for one in seen["developers"]] == ["bob"]


def test_publishing_a_running_week_says_what_that_means(team: Run) -> None:
    published = team("publish", "--anyway").out.splitlines()
    assert published[1] == (
        "2026-W48 is still running: what is logged in it from now on shows as a correction; "
        "`standup undo` takes the publishing back"
    )
    assert team("undo").out == "Undone: publish 2026-W48\n"
