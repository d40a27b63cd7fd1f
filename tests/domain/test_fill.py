"""What fills a day: its rest, and what recurs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.dates import Direction, parse_day
from standup.domain.errors import UsageError
from standup.domain.fill import check_recurring, day_word, rest, still_due
from standup.domain.logline import EntryDraft
from standup.domain.records import Bucket, TimeEntry

TODAY = date(2026, 11, 23)
STANDUP = (EntryDraft(day=TODAY, minutes=15, bucket=Bucket.OTHER, note="daily standup"),)
MAIL = (EntryDraft(day=TODAY, minutes=30, bucket=Bucket.CUSTOMER, customer="acme", note="mail"),)
BOTH = (
    EntryDraft(day=TODAY, minutes=20, bucket=Bucket.PRODUCTION, work_item="OPS-1", note="on call"),
    EntryDraft(day=TODAY, minutes=10, bucket=Bucket.CUSTOMER, customer="acme", note="on call"),
)


def logged(draft: EntryDraft, minutes: int = 5) -> TimeEntry:
    return TimeEntry(
        id="e",
        developer="dana",
        day=draft.day,
        minutes=minutes,
        bucket=draft.bucket,
        work_item=draft.work_item,
        customer=draft.customer,
        note=draft.note.upper(),
    )


def test_the_rest_is_what_is_not_logged_and_never_below_zero() -> None:
    assert rest(480, 375) == 105
    assert rest(480, 500) == 0
    assert rest(None, 0) == 0


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.integers(0, 400))
def test_the_word_of_a_day_is_read_as_that_day(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    word = day_word(day, today)
    assert (parse_day(word, today, Direction.PAST) if word else today) == day


def test_what_is_there_in_whatever_length_is_not_due() -> None:
    assert still_due([STANDUP, MAIL], []) == [STANDUP, MAIL]
    assert still_due([STANDUP, MAIL], [logged(STANDUP[0])]) == [MAIL]
    assert still_due([STANDUP, STANDUP], [logged(STANDUP[0])]) == [STANDUP]
    assert still_due([MAIL], [logged(STANDUP[0])]) == [MAIL]


def test_both_sides_of_a_split_have_to_be_there() -> None:
    assert still_due([BOTH], [logged(BOTH[0])]) == [BOTH]
    assert still_due([BOTH], [logged(draft) for draft in BOTH]) == []


@given(st.lists(st.sampled_from([STANDUP, MAIL, BOTH]), max_size=6), st.data())
def test_logging_what_is_due_leaves_nothing_due(lines: list[tuple[EntryDraft, ...]], data: st.DataObject) -> None:
    begun = [logged(draft) for drafts in lines for draft in drafts if data.draw(st.booleans())]
    due = still_due(lines, begun)
    assert still_due(lines, [*begun, *(logged(draft) for drafts in due for draft in drafts)]) == []


@pytest.mark.parametrize("text", ["15m ~ daily standup", "30m @acme +mail", "9:00-9:15 other", "1h #A-1 @acme 70/30"])
def test_a_duration_and_a_bucket_recur(text: str) -> None:
    check_recurring(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fri 15m ~", "takes no day: 'fri'"),
        ("15m ~ for:dana", "takes no developer: 'for:dana'"),
        ("15m @acme > call", "takes no next step"),
        ("~ standup", "needs one duration"),
        ("15m 20m ~", "needs one duration"),
        ("15m standup", "needs a #work item"),
        ('15m ~ "x', "never closed"),
    ],
)
def test_what_cannot_recur_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check_recurring(text)
