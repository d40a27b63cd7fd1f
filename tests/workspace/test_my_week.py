"""My own week before I close it: what the lead will see, and what is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from standup.domain.records import Bucket, Leave, Record
from standup.domain.weeks import Week
from standup.reports.as_text import render_rows, render_text
from standup.reports.words import member_facts
from standup.workspace.closing import close_week
from standup.workspace.entries import delete_entry, preview_altered, preview_moved
from standup.workspace.my_week import my_week, state_words
from standup.workspace.publishing import publish_week
from standup.workspace.summary import week_summary
from standup.workspace.time import log, preview
from tests.workspace.office import BERLIN, Office, entry

W47, W48 = Week(2026, 47), Week(2026, 48)
THURSDAY = date(2026, 11, 19)
ODD = "sentinel-note"


def logged(minutes: int, day: date, bucket: Bucket = Bucket.PRODUCTION, **fields: object) -> Record:
    return entry(f"{day}-{bucket}-{minutes}", minutes, developer="bob", day=day, bucket=bucket, **fields)


def long_weeks() -> list[Record]:
    """Bob logged much more than he had, in this week and the two before it, with a day of leave."""
    days = [(W47 - back).monday + timedelta(days=day) for back in range(3) for day in range(3)]
    start = datetime(2026, 11, 19, 4, 17, tzinfo=BERLIN)
    return [
        *(logged(1000, day) for day in days),
        logged(300, THURSDAY, Bucket.CUSTOMER, note=ODD, start=start, tags=("shaping",)),
        Leave(id="l", developer="bob", first=W47.days[4], last=W47.days[4]),
    ]


@pytest.mark.parametrize("week", [W47, W48], ids=str)
@pytest.mark.parametrize("records", [[], long_weeks()], ids=["nothing logged", "much logged"])
def test_i_see_what_the_lead_sees_once_it_is_closed(week: Week, records: list[Record]) -> None:
    office = Office(*records)
    for back in (2, 1):
        close_week(office.bob, week - back)
    before = my_week(office.bob, week)
    close_week(office.bob, week)
    lead = week_summary(office.dana, week)
    [row] = [one for one in lead.members if one.developer == "bob"]
    assert before.row == row == my_week(office.bob, week).row
    assert member_facts(before.row, before.summary) == member_facts(row, lead)
    seen = [" ".join(line.split()) for line in render_text(lead).splitlines()]
    for line in render_rows(before.summary).splitlines():
        assert " ".join(line.split()) in seen


def test_over_capacity_is_told_before_closing_as_it_will_be_after() -> None:
    office = Office(*long_weeks())
    assert my_week(office.bob, W47).row.over_capacity is False
    close_week(office.bob, W47 - 1)
    assert my_week(office.bob, W47).row.over_capacity is True
    assert [one.over_capacity for one in week_summary(office.dana, W47).members if one.developer == "bob"] == [False]


def test_gaps_are_lines_of_each_day_up_to_today() -> None:
    office = Office(logged(480, W47.days[0]), logged(300, W47.days[1]))
    found = [(gap.day, gap.minutes, gap.line) for gap in my_week(office.bob, W47).gaps]
    assert found[0] == (W47.days[1], 180, "tue 3h")
    assert [day for day, _, _ in found] == list(W47.days[1:5])
    assert [(gap.day, gap.line) for gap in my_week(office.bob, W48).gaps] == [(W48.monday, "8h")]
    assert my_week(office.bob, W48 + 1).gaps == ()


def test_the_state_of_a_week_in_words() -> None:
    office = Office(logged(480, W47.days[0]))
    assert state_words(my_week(office.bob, W47)) == "open"
    assert state_words(my_week(office.bob, W48 + 1)) == "not begun"
    close_week(office.bob, W47)
    publish_week(office.dana, W47, anyway=True)
    assert state_words(my_week(office.bob, W47)) == "closed on Mon 23 Nov, published on Mon 23 Nov"


def test_logging_into_a_closed_week_says_so_before_and_after() -> None:
    office = Office()
    close_week(office.bob, W47)
    line = f"45m @acme {THURSDAY}"
    assert "closed" not in preview(office.bob, "45m @acme")
    assert preview(office.bob, line).endswith("; 2026-W47 is closed: shows as a correction")
    assert log(office.bob, line).words == preview(office.bob, line)
    view = my_week(office.bob, W47)
    assert view.correction is not None
    assert view.correction.words == "corrected since closing: +45 min customer"
    [one] = office.store.week("bob", W47).entries
    closed = "2026-W47 is closed: shows as a correction"
    assert preview_altered(office.bob, one, "30m").endswith(closed)
    assert closed not in preview_altered(office.bob, one, '"only a note"')
    assert preview_moved(office.bob, one, W48.monday).endswith(closed)
    assert delete_entry(office.bob, one).endswith(closed)
    assert preview(office.dana, f"for:bob {line}").endswith("shows as a correction")
    assert "closed" not in preview(office.dana, line)
