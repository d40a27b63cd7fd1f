"""The laws of the inverse: what is written reads back the same."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.logline import (
    ClockRange,
    LogLine,
    LogLineError,
    NextStep,
    Ratio,
    format_entry,
    format_line,
    is_tag,
    parse,
    quoted,
    resolve,
    tag_of,
)
from standup.domain.records import Bucket, InterruptClass, TimeEntry
from standup.domain.text import storable
from tests.domain.logline.team import BERLIN, CUSTOMERS, DEVELOPERS, WORK, context
from tests.shared_data import SHARED, needs_shared

NASTY = [
    *('"', '""', "'\"'", "\\", "\\\\", '\\"', "a\nb", "\x00\x1b[31m", "\u202eevil", "[/x] [bold]", " padded ", "a  b"),
    *("30m", "~", "!", "other", "interrupt", "mon", "on mon", "3 Nov", "on 3 Nov", "x yesterday", "1/2", "70/30"),
    *(
        "#API-12",
        "@acme",
        "+tag",
        "for:dana",
        "work:",
        "next:",
        "asked:",
        "asked:x",
        "!expedite",
        "interrupt:fixed",
        "> fri x",
        ">",
        "a > b",
        "9:30",
        "at 9:30",
    ),
    *("9:00-10:00", "2026-11-20T09:00Z/45m", "+49 30 1234", "see 1/2 of retro 30m later"),
    *("\u3000", "\x1c", "Müller 会議 👩‍👩‍👧", '<a href="x">'),
]
WORDS = st.sampled_from([*NASTY, "call", "fri", "with", "retro", '"quoted', 'x"', '"a b"', "-", ",", "work:x", ">fri"])
notes = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=5).map(" ".join), st.sampled_from(NASTY))
tags = st.lists(
    st.one_of(st.sampled_from(["shaping", "x", "code-review", "Büro"]), st.text(max_size=8).filter(is_tag)),
    max_size=3,
    unique=True,
).map(tuple)
requesters = st.just("") | notes.map(storable)
NO_INTERRUPT: dict[str, object] = {"interrupt": False, "interrupt_class": None, "asked_by": ""}
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
past_days = st.dates(date(2025, 1, 1), date(2026, 11, 20))
steps = st.builds(NextStep, st.none() | st.dates(date(2026, 11, 23), date(2030, 1, 1)), notes)
ratios = st.integers(10, 90).map(lambda customer: Ratio(100 - customer, customer))


@st.composite
def lines(draw: st.DrawFn) -> LogLine:
    """Any line that `parse` could give back."""
    work_item = draw(st.none() | st.sampled_from(["", *WORK]))
    customer = draw(st.none() | st.sampled_from(["", *CUSTOMERS]))
    both = work_item is not None and customer is not None
    ranged = draw(st.booleans())
    step = draw(st.none() | steps) if customer else None
    asked_by, asks_for = draw(requesters), draw(st.none() | st.sampled_from(InterruptClass))
    return LogLine(
        minutes=None if ranged else draw(st.integers(10, 1440)),
        clock=ClockRange(draw(clocks), draw(clocks)) if ranged else None,
        day=draw(past_days if ranged else st.none() | past_days),
        work_item=work_item,
        customer=customer,
        ratio=draw(ratios) if both else None,
        other=work_item is None and customer is None,
        interrupt=bool(asked_by or asks_for) or draw(st.booleans()),
        interrupt_class=asks_for,
        asked_by=asked_by,
        tags=draw(tags),
        developer=draw(st.none() | st.sampled_from(list(DEVELOPERS))),
        next_step=step if step and (step.day or step.text) else None,
        note=draw(notes),
    )


@settings(max_examples=250)
@given(line=lines())
def test_a_line_that_is_written_reads_back_the_same(line: LogLine) -> None:
    text = format_line(line)
    try:
        read = parse(text, context())
    except LogLineError as error:
        if line.clock:  # some clock times are skipped, and some ranges too short for their ratio
            assume("does not exist" not in error.reason)
            assume(line.ratio is None or "nothing" not in error.reason)
        raise
    assert read == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (LogLine(minutes=45, customer="acme", note="call"), "45m @acme call"),
        (LogLine(minutes=90, other=True, day=date(2026, 11, 20)), "2026-11-20 1h30 ~"),
        (
            LogLine(minutes=120, work_item="API-12", customer="acme", ratio=Ratio(70, 30), note="pairing with ops"),
            "2h #API-12 @acme 70/30 pairing with ops",
        ),
        (
            LogLine(clock=ClockRange(time(22, 30), time()), work_item="odd key", interrupt=True, tags=("a", "b")),
            '22:30-0:00 #"odd key" ! +a +b',
        ),
        (
            LogLine(minutes=5, customer="acme", developer="wei", next_step=NextStep(date(2026, 11, 27), "send quote")),
            "5m @acme for:wei > 2026-11-27 send quote",
        ),
        (LogLine(minutes=5, customer="acme", next_step=NextStep(None, "fri x")), '5m @acme > "fri x"'),
        (
            LogLine(
                minutes=5,
                other=True,
                interrupt=True,
                interrupt_class=InterruptClass.FIXED_DATE,
                asked_by="Karin Holm",
            ),
            '5m ~ !fixed asked:"Karin Holm"',
        ),
        (LogLine(minutes=5, other=True, note="call mon"), "5m ~ call mon"),
        (LogLine(minutes=5, other=True, note="fri"), '5m ~ "fri"'),
        (LogLine(minutes=5, other=True, note="next fri"), '5m ~ "next fri"'),
        (LogLine(minutes=5, other=True, note="call on mon"), '5m ~ "call on mon"'),
        (LogLine(minutes=5, other=True, note='5" disk'), '5m ~ "5"" disk"'),
        (LogLine(minutes=5, work_item="", note="see 1/2 of it"), '5m #"" see 1/2 of it'),
    ],
)
def test_lines_are_written_as_people_write_them(line: LogLine, text: str) -> None:
    assert format_line(line) == text


@pytest.mark.parametrize("note", NASTY)
def test_any_text_as_a_quoted_note_comes_back_to_the_letter(note: str) -> None:
    assert parse(f"30m ~ {quoted(note)}", context()).note == note
    assert parse(f"{quoted(note)} 30m @acme", context()).note == note


@needs_shared
def test_every_naughty_string_as_a_quoted_note_comes_back_to_the_letter() -> None:
    strings = json.loads((SHARED / "strings/naughty/blns.json").read_text("utf-8"))
    assert len(strings) > 500
    for note in strings:
        line = parse(f"30m ~ {quoted(note)}", context())
        assert line == LogLine(minutes=30, other=True, note=note)
        assert parse(format_line(line), context()) == line


@settings(max_examples=200)
@given(text=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join)))
def test_any_text_is_read_or_refused_where_it_is_wrong(text: str) -> None:
    try:
        line = parse(f"{text} 30m #API-12", context())
    except LogLineError as error:
        assert 0 <= error.start <= error.end <= len(error.text)  # noqa: PT017 - many texts are lines
        assert "\n" not in error.message  # noqa: PT017
        assert len(str(error).splitlines()) in (1, 3)  # noqa: PT017
    else:
        assert parse(format_line(line), context()) == line


def test_endless_numbers_are_text() -> None:
    assert parse(f"{'9' * 5000}m 30m ~", context()).note == f"{'9' * 5000}m"


@given(text=st.one_of(st.text(max_size=20), st.sampled_from(NASTY)))
def test_a_tag_made_of_foreign_text_is_a_tag(text: str) -> None:
    tag = tag_of(text)
    if tag is not None:
        assert is_tag(tag)
        assert tag_of(tag) == tag
        assert parse(f"30m ~ +{tag}", context()).tags == (tag,)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (" Code review ", "Code-review"),
        ("#urgent", "urgent"),
        ("a@b#c", "a-b-c"),
        ("R&D", "R&D"),
        ("c++", "c"),
        ("Büro", "Büro"),
        ("会議", "会議"),
        ("q4: plan,", "q4:-plan"),
        ("a\x1bb", "a-b"),
        ("2024", None),
        ("", None),
        ("!?", None),
    ],
)
def test_foreign_tags_are_trimmed(text: str, tag: str | None) -> None:
    assert tag_of(text) == tag


ZONES = [BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Africa/Cairo"), UTC]
CHANGES = [datetime(2025, 10, 26, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC), datetime(2025, 11, 2, 5, tzinfo=UTC)]
moments = st.one_of(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 20), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    st.builds(lambda at, minutes: at + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(-240, 240)),
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[TimeEntry, tzinfo]:
    """Any entry that a line can log, with the zone of its developer."""
    zone = draw(st.sampled_from(ZONES))
    start = draw(st.none() | moments)
    local = start.astimezone(zone) if start else None
    bucket = draw(st.sampled_from(Bucket))
    entry = TimeEntry(
        id="e1",
        developer="dana",
        day=local.date() if local else draw(past_days),
        minutes=draw(st.integers(1, 1440)),
        bucket=bucket,
        start=local,
        work_item=draw(st.none() | st.sampled_from(WORK)) if bucket is Bucket.PRODUCTION else None,
        customer=draw(st.none() | st.sampled_from(list(CUSTOMERS))) if bucket is Bucket.CUSTOMER else None,
        note=draw(notes),
        tags=draw(tags),
        interrupt=True,
        interrupt_class=draw(st.none() | st.sampled_from(InterruptClass)),
        asked_by=draw(requesters),
    )
    return (entry if draw(st.booleans()) else replace(entry, **NO_INTERRUPT)), zone


FACTS = (
    "day",
    "minutes",
    "bucket",
    "work_item",
    "customer",
    "note",
    "tags",
    "interrupt",
    "interrupt_class",
    "asked_by",
)


def assert_same_facts(entry: TimeEntry, zone: tzinfo) -> str:
    against = context(zone=zone)
    text = format_entry(entry, zone, against.today())
    [draft] = resolve(parse(text, against), against)
    assert [getattr(draft, fact) for fact in FACTS] == [getattr(entry, fact) for fact in FACTS]
    assert (draft.start and draft.start.astimezone(UTC)) == (entry.start and entry.start.astimezone(UTC))
    return text


@settings(max_examples=250)
@given(made=entries())
def test_an_entry_that_is_written_gives_its_facts_back(made: tuple[TimeEntry, tzinfo]) -> None:
    assert_same_facts(*made)


def entry_at(start: datetime | None, minutes: int, day: date) -> TimeEntry:
    return TimeEntry(id="e1", developer="dana", day=day, minutes=minutes, bucket=Bucket.OTHER, start=start)


@pytest.mark.parametrize(
    ("start", "minutes", "day", "text"),
    [
        (None, 45, "2026-11-22", "45m ~"),
        (None, 45, "2026-11-20", "2026-11-20 45m ~"),
        ("2026-11-20T09:00+01:00", 90, "2026-11-20", "2026-11-20 9:00-10:30 ~"),
        ("2026-11-20T22:30+01:00", 90, "2026-11-20", "2026-11-20 22:30-0:00 ~"),
        ("2025-10-26T01:30+02:00", 180, "2025-10-26", "2025-10-26 1:30-3:30 ~"),
        # no clock range says these: the second 2:30, seconds, beyond midnight, an end in the second 2 o'clock
        ("2025-10-26T02:30+01:00", 60, "2025-10-26", "2025-10-26T02:30:00+01:00/1h ~"),
        ("2026-11-20T09:00:30+01:00", 90, "2026-11-20", "2026-11-20T09:00:30+01:00/1h30 ~"),
        ("2026-11-20T23:30+01:00", 31, "2026-11-20", "2026-11-20T23:30:00+01:00/31m ~"),
        ("2025-10-26T01:30+02:00", 120, "2025-10-26", "2025-10-26T01:30:00+02:00/2h ~"),
        # logged in another zone than the one the developer lives in now
        ("2026-11-20T22:00-05:00", 60, "2026-11-20", "2026-11-20T22:00:00-05:00/1h ~"),
    ],
)
def test_an_exact_start_is_written_only_where_no_clock_range_says_it(
    start: str | None, minutes: int, day: str, text: str
) -> None:
    entry = entry_at(datetime.fromisoformat(start) if start else None, minutes, date.fromisoformat(day))
    assert assert_same_facts(entry, BERLIN) == text
