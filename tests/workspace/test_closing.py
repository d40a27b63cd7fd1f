"""Closing, reopening and publishing a week, and what is corrected in it afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from standup.cli.output import json_text
from standup.domain.errors import ForbiddenError, StandupError, UsageError
from standup.domain.records import Bucket, ClosedWeek, Leave, PublishedWeek, Record, Sums
from standup.domain.weeks import Week
from standup.workspace.closing import close_week, corrections, published_week, reopen_week
from standup.workspace.entries import delete_entry
from standup.workspace.publishing import NotClosedError, not_closed_words, publish_week
from standup.workspace.session import Workspace
from standup.workspace.summary import week_summary
from standup.workspace.time import log
from standup.workspace.undo import history, redo, undo
from tests.workspace.office import Office, entry

W46, W47, W48 = Week(2026, 46), Week(2026, 47), Week(2026, 48)
THURSDAY = date(2026, 11, 19)


def logged(developer: str, minutes: int, bucket: Bucket = Bucket.PRODUCTION, day: date = THURSDAY) -> Record:
    return entry(f"{developer}-{bucket}-{minutes}-{day}", minutes, developer=developer, day=day, bucket=bucket)


def three_logged(*records: Record) -> Office:
    return Office(
        logged("dana", 600), logged("dana", 60, Bucket.CUSTOMER), logged("bob", 300), logged("zoe", 120), *records
    )


def told(workspace: Workspace, *weeks: Week) -> list[tuple[str, str]]:
    return [(one.developer, one.words) for one in corrections(workspace, workspace.store.roster(), weeks)]


def all_close(office: Office, week: Week = W47) -> None:
    for person in ("dana", "bob", "zoe"):
        close_week(office.by(person), week)


def test_closing_keeps_what_was_logged_and_undo_opens_again() -> None:
    office = three_logged()
    assert close_week(office.dana, W47).logged == Sums(production=600, customer=60)
    assert week_summary(office.dana, W47).members[1].closed
    assert [one.why for one in history(office.dana, 1)] == ["close 2026-W47"]
    assert undo(office.dana).why == "close 2026-W47"
    assert office.store.week("dana", W47).closed is None
    redo(office.dana)
    assert office.store.week("dana", W47).closed is not None
    assert office.store.week("bob", W47).closed is None


def test_a_week_is_closed_once_and_not_before_it_began() -> None:
    office = three_logged()
    close_week(office.bob, W47)
    with pytest.raises(UsageError, match="you closed 2026-W47 on Mon 23 Nov; nothing was changed"):
        close_week(office.bob, W47)
    close_week(office.bob, W48)
    with pytest.raises(UsageError, match="2026-W49 has not begun"):
        close_week(office.bob, Week(2026, 49))


def test_a_week_is_reopened_until_the_lead_publishes_it() -> None:
    office = three_logged()
    with pytest.raises(UsageError, match="2026-W47 is open"):
        reopen_week(office.bob, W47)
    all_close(office)
    reopen_week(office.bob, W47)
    assert office.store.week("bob", W47).closed is None
    assert undo(office.bob).why == "reopen 2026-W47"
    publish_week(office.dana, W47)
    with pytest.raises(UsageError, match="published on Mon 23 Nov and stays closed"):
        reopen_week(office.bob, W47)
    assert office.store.week("bob", W47).closed is not None


def test_undo_opens_no_week_that_is_published_by_now() -> None:
    office = three_logged()
    all_close(office)
    publish_week(office.dana, W47)
    for _ in range(2):
        with pytest.raises(
            UsageError, match="undo ends at 'close 2026-W47': 2026-W47 was published on Mon 23 Nov and stays closed"
        ):
            undo(office.bob)
    assert office.store.week("bob", W47).closed is not None
    log(office.bob, "30m #API-12 2026-11-19")
    assert undo(office.bob).why.startswith("log 30 min")
    assert undo(office.dana).why == "publish 2026-W47"
    assert undo(office.bob).why == "close 2026-W47"


def test_redo_opens_no_week_that_is_published_by_now() -> None:
    office = three_logged()
    close_week(office.bob, W47)
    reopen_week(office.bob, W47)
    assert undo(office.bob).why == "reopen 2026-W47"
    publish_week(office.dana, W47, anyway=True)
    with pytest.raises(UsageError, match="redo ends at 'reopen 2026-W47': 2026-W47 was published on Mon 23 Nov"):
        redo(office.bob)
    assert office.store.week("bob", W47).closed is not None


def test_what_is_logged_or_deleted_in_a_closed_week_is_kept_and_told() -> None:
    office = three_logged()
    all_close(office)
    assert told(office.dana, W47) == []
    log(office.bob, f"45m @acme {THURSDAY}")
    assert told(office.bob, W46, W47) == [("bob", "corrected since closing: +45 min customer")]
    [before] = [one for one in office.store.week("bob", W47).entries if one.bucket is Bucket.PRODUCTION]
    delete_entry(office.bob, before)
    assert told(office.bob, W47) == [("bob", "corrected since closing: -300 min production, +45 min customer")]
    undo(office.bob)
    undo(office.bob)
    assert told(office.bob, W47) == []


def test_an_open_week_and_one_closed_before_sums_were_kept_have_no_corrections() -> None:
    old = ClosedWeek(id="c", developer="zoe", week="2026-W47", closed_at=Office().clock())
    assert told(three_logged(old).dana, W47, W48) == []
    assert told(three_logged(old).dana) == []


def test_a_lead_is_told_of_all_and_anybody_else_of_themselves() -> None:
    office = three_logged()
    all_close(office)
    for person in ("bob", "zoe"):
        log(office.by(person), f"45m @acme {THURSDAY}")
    assert [who for who, _ in told(office.dana, W47)] == ["bob", "zoe"]
    assert [who for who, _ in told(office.by("zoe"), W47)] == ["zoe"]


def test_publishing_keeps_the_leads_summary_to_the_letter() -> None:
    office = three_logged()
    all_close(office)
    log(office.bob, f"45m @acme {THURSDAY}")
    seen = week_summary(office.dana, W47)
    record = publish_week(office.dana, W47)
    log(office.bob, f"30m @acme {THURSDAY}")
    log(office.by("zoe"), f"10m other {THURSDAY}")
    published = published_week(office.dana, W47)
    assert published is not None
    assert (published.summary, published.by, published.at) == (seen, "dana", office.clock())
    assert record.summary == office.store.published(W47).summary  # type: ignore[union-attr]
    assert told(office.dana, W47) == [
        ("bob", "corrected since publishing: +30 min customer"),
        ("zoe", "corrected since publishing: +10 min other"),
    ]


def test_publishing_is_for_leads_once_and_says_who_has_not_closed() -> None:
    office = three_logged()
    with pytest.raises(ForbiddenError, match="only a lead may publish a week"):
        publish_week(office.bob, W47)
    close_week(office.bob, W47)
    with pytest.raises(NotClosedError, match="Dana Osei and Zoë Müller have not closed 2026-W47; nothing was pub"):
        publish_week(office.dana, W47)
    assert office.store.published(W47) is None
    publish_week(office.dana, W47, anyway=True)
    with pytest.raises(UsageError, match="2026-W47 was published on Mon 23 Nov and is kept as it was then"):
        publish_week(office.dana, W47, anyway=True)
    assert undo(office.dana).why == "publish 2026-W47"
    assert published_week(office.dana, W47) is None
    with pytest.raises(UsageError, match="2026-W49 has not begun"):
        publish_week(office.dana, Week(2026, 49))


def test_who_was_away_all_week_need_not_close_it() -> None:
    away = Leave(id="l", developer="zoe", first=W46.monday, last=W46.sunday)
    office = Office(logged("bob", 60, day=W46.monday), away)
    for person in ("bob", "dana"):
        close_week(office.by(person), W46)
    publish_week(office.dana, W46)


def test_names_who_have_not_closed_are_joined() -> None:
    assert not_closed_words(W47, ("Bob",)) == "Bob has not closed 2026-W47"
    assert not_closed_words(W47, ("Bob", "Dana", "Zoë")) == "Bob, Dana and Zoë have not closed 2026-W47"


def test_a_developer_gets_of_a_published_week_no_more_than_of_any_week() -> None:
    office = three_logged(Leave(id="l", developer="zoe", first=THURSDAY, last=THURSDAY, note="sentinel-note"))
    publish_week(office.dana, W47, anyway=True)
    published = published_week(office.bob, W47)
    assert published is not None
    assert published.summary == replace(week_summary(office.bob, W47), trend=(), published=None)
    assert "sentinel-note" not in json_text(office.store.published(W47))
    lone = Office(logged("dana", 397))
    publish_week(lone.dana, W47, anyway=True)
    seen = published_week(lone.bob, W47)
    assert seen is not None
    assert "397" not in json_text(seen)
    assert [(row.developer, row.split.logged) for row in seen.summary.members] == [("bob", 0)]


def test_a_published_summary_of_another_shape_is_told_in_words() -> None:
    office = Office()
    odd = PublishedWeek(id="p", week="2026-W47", published_at=office.clock(), by="dana", summary={"members": [1]})
    strange = Office(odd)
    for read in (lambda: published_week(strange.dana, W47), lambda: told(strange.dana, W47)):
        with pytest.raises(StandupError, match="published summary of 2026-W47 cannot be read"):
            read()


def test_over_capacity_counts_the_last_three_closed_weeks() -> None:
    days = [W47.monday - timedelta(weeks=back) for back in range(2)]
    office = Office(*(logged("bob", 1500, day=day + timedelta(days=step)) for day in days for step in (0, 1)))

    def over(week: Week = W47) -> bool | None:
        [row] = [row for row in week_summary(office.dana, week).members if row.developer == "bob"]
        return row.over_capacity

    assert over() is None
    for week in (W46, W46 - 1, W46 - 2):
        close_week(office.bob, week)
    assert over() is False
    close_week(office.bob, W47)
    assert over() is True
    assert over(W46) is False
