"""What a line becomes: entries on their days, in their buckets, whose minutes add up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.duration import round_half_up
from standup.domain.errors import UsageError
from standup.domain.logline import (
    ClockRange,
    EntryDraft,
    LogLine,
    NextStep,
    Ratio,
    Selection,
    describe,
    parse,
    resolve,
)
from standup.domain.records import Bucket
from tests.domain.logline.team import AUCKLAND, BERLIN, TeamNames, context

TODAY = date(2026, 11, 22)


def drafts(text: str, selection: Selection | None = None) -> tuple[EntryDraft, ...]:
    against = context(selection=selection)
    return resolve(parse(text, against), against)


def brief(text: str) -> list[tuple[str, str, int, str]]:
    """Day, bucket, minutes and start on the clock of each draft."""
    return [
        (str(draft.day), draft.bucket.value, draft.minutes, f"{draft.start:%H:%M%z}" if draft.start else "")
        for draft in drafts(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45m #API-12", [("2026-11-22", "production", 45, "")]),
        ("45m @acme", [("2026-11-22", "customer", 45, "")]),
        ("45m ~", [("2026-11-22", "other", 45, "")]),
        ("2h #API-12 @acme 70/30", [("2026-11-22", "production", 84, ""), ("2026-11-22", "customer", 36, "")]),
        ("5m #API-12 @acme 50/50", [("2026-11-22", "production", 2, ""), ("2026-11-22", "customer", 3, "")]),
        ("9:00-10:30 ~", [("2026-11-22", "other", 90, "09:00+0100")]),
        (
            "9:00-11:00 @acme #API-12 70/30",
            [("2026-11-22", "production", 84, "09:00+0100"), ("2026-11-22", "customer", 36, "10:24+0100")],
        ),
        (
            "yesterday 22:30-00:15 ~",
            [("2026-11-21", "other", 90, "22:30+0100"), ("2026-11-22", "other", 15, "00:00+0100")],
        ),
        ("yesterday 22:30-24:00 ~", [("2026-11-21", "other", 90, "22:30+0100")]),
        (
            "yesterday 22:30-00:15 #API-12 @acme 70/30",
            [
                ("2026-11-21", "production", 63, "22:30+0100"),
                ("2026-11-21", "customer", 27, "23:33+0100"),
                ("2026-11-22", "production", 10, "00:00+0100"),
                ("2026-11-22", "customer", 5, "00:10+0100"),
            ],
        ),
        (
            "2026-11-20 9:00-9:00 ~",
            [("2026-11-20", "other", 900, "09:00+0100"), ("2026-11-21", "other", 540, "00:00+0100")],
        ),
        ("2025-10-26 1:30-3:30 ~ autumn", [("2025-10-26", "other", 180, "01:30+0200")]),
        ("2026-03-29 1:30-3:30 ~ spring", [("2026-03-29", "other", 60, "01:30+0100")]),
        ("2025-10-26 2:30-3:30 ~ the first 2:30", [("2025-10-26", "other", 120, "02:30+0200")]),
        ("2025-10-26 1:30-2:30 ~ to the first 2:30", [("2025-10-26", "other", 60, "01:30+0200")]),
        (
            "2025-10-25 23:00-3:00 ~",
            [("2025-10-25", "other", 60, "23:00+0200"), ("2025-10-26", "other", 240, "00:00+0200")],
        ),
        ("2025-10-26 0:00-0:00 ~ the longest day", [("2025-10-26", "other", 1500, "00:00+0200")]),
        (
            "2025-10-26 1:00-4:00 #API-12 @acme 50/50",
            [("2025-10-26", "production", 120, "01:00+0200"), ("2025-10-26", "customer", 120, "02:00+0100")],
        ),
        ("9:00-10:00 ~ for:wei", [("2026-11-23", "other", 60, "09:00+1300")]),
    ],
)
def test_minutes_lie_on_their_day_and_in_their_bucket(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    if "for:wei" in text:
        against = context(now=datetime(2026, 11, 22, 22, 0, tzinfo=UTC))
        [draft] = resolve(parse(text, against), against)
        assert draft.start == datetime(2026, 11, 23, 9, 0, tzinfo=AUCKLAND)
        assert draft.day == date(2026, 11, 23)
    else:
        assert brief(text) == expected


def test_drafts_carry_the_facts_of_their_bucket_alone() -> None:
    production, customer = drafts("2h #API-12 @acme 70/30 pairing with ops ! +shaping")
    shared = EntryDraft(
        day=TODAY,
        minutes=120,
        bucket=Bucket.OTHER,
        note="pairing with ops",
        tags=("shaping",),
        interrupt=True,
    )
    assert production == replace(shared, minutes=84, bucket=Bucket.PRODUCTION, work_item="API-12")
    assert customer == replace(shared, minutes=36, bucket=Bucket.CUSTOMER, customer="acme")


def test_a_bucket_without_a_name_names_nothing() -> None:
    assert drafts('30m #""') == (EntryDraft(day=TODAY, minutes=30, bucket=Bucket.PRODUCTION),)
    assert drafts('30m @""') == (EntryDraft(day=TODAY, minutes=30, bucket=Bucket.CUSTOMER),)


def test_the_touchpoint_of_the_selected_row_counts_for_its_customer_only() -> None:
    selected = Selection(customer="acme", touchpoint="t1")
    assert [draft.touchpoint for draft in drafts("45m call", selected)] == ["t1"]
    assert [draft.touchpoint for draft in drafts("45m @acme call", selected)] == ["t1"]
    assert [draft.touchpoint for draft in drafts("45m @globex call", selected)] == [None]
    assert [draft.touchpoint for draft in drafts("45m #API-12 @acme 50/50", selected)] == [None, "t1"]
    assert [draft.touchpoint for draft in drafts("45m ~", selected)] == [None]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LogLine(minutes=45), "where did the time go?"),
        (LogLine(other=True), "how long?"),
        (LogLine(minutes=45, work_item="API-12", customer="acme"), "add 70/30"),
        (LogLine(minutes=2, work_item="API-12", customer="acme", ratio=Ratio(90, 10)), "leaves the customer nothing"),
        (
            LogLine(clock=ClockRange(time(2, 30), time(4)), day=date(2026, 3, 29), other=True),
            "02:30 does not exist on 2026-03-29",
        ),
    ],
)
def test_a_line_that_cannot_become_entries_is_refused(line: LogLine, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        resolve(line, context())


@given(minutes=st.integers(1, 1440), customer=st.integers(1, 99))
def test_a_ratio_adds_up_and_rounds_customer_minutes_half_up(minutes: int, customer: int) -> None:
    line = LogLine(minutes=minutes, work_item="API-12", customer="acme", ratio=Ratio(100 - customer, customer))
    share = round_half_up(Fraction(minutes * customer, 100))
    if 0 < share < minutes:
        assert [draft.minutes for draft in resolve(line, context())] == [minutes - share, share]
    else:
        with pytest.raises(UsageError, match="nothing"):
            resolve(line, context())


@given(
    day=st.dates(date(2025, 1, 1), date(2026, 11, 20)) | st.sampled_from([date(2025, 10, 25), date(2026, 3, 28)]),
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
    ratio=st.none() | st.integers(40, 60),
)
def test_a_clock_range_adds_up_to_its_real_time(day: date, start: int, end: int, ratio: int | None) -> None:
    line = LogLine(
        clock=ClockRange(time(*divmod(start, 60)), time(*divmod(end, 60))),
        day=day,
        work_item="API-12",
        customer="acme" if ratio else None,
        ratio=Ratio(ratio, 100 - ratio) if ratio else None,
    )
    try:
        made = resolve(line, context())
    except UsageError as error:
        assert "does not exist" in str(error) or "nothing" in str(error)  # noqa: PT017 - most ranges are fine
        return
    first = datetime.combine(day, line.clock.start, BERLIN) if line.clock else None
    last = datetime.combine(day + timedelta(days=end <= start), time(*divmod(end, 60)), BERLIN)
    assert first
    assert sum(draft.minutes for draft in made) * 60 == (last.astimezone(UTC) - first.astimezone(UTC)).total_seconds()
    at = first.astimezone(UTC)
    for draft in made:
        assert draft.start
        assert draft.start.astimezone(UTC) == at
        assert draft.start.astimezone(BERLIN).date() == draft.day
        at += timedelta(minutes=draft.minutes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on fri 2h #API-12 @acme 70/30", "84 min production on API-12, 36 min customer on Acme Corp, Fri 20 Nov"),
        ("45m @acme call > fri send quote", "45 min customer on Acme Corp, today; next: Fri 27 Nov, send quote"),
        ("45m @acme call > send", "45 min customer on Acme Corp, today; next: send"),
        ("45m @acme call > 8 Jan", "45 min customer on Acme Corp, today; next: Fri 8 Jan 2027"),
        ("30m ~ ! +ops", "30 min other, today, interrupt, +ops"),
        ('30m #""', "30 min production, today"),
        ("2025-10-26 1:30-3:30 ~", "180 min other, Sun 26 Oct 2025 from 1:30"),
        ("yesterday 22:30-00:15 ~", "90 min other, Sat 21 Nov from 22:30; 15 min other, today from 0:00"),
    ],
)
def test_a_line_is_told_in_words(text: str, words: str) -> None:
    line = parse(text, context())
    assert describe(resolve(line, context()), line.next_step, TeamNames(), TODAY) == words


def test_words_without_today_name_every_day_and_are_safe() -> None:
    step = NextStep(None, "\x1b[31mred\u202e")
    made = drafts("45m ~")
    assert describe(made, step, TeamNames()) == "45 min other, Sun 22 Nov; next: ␛[31mred�"
