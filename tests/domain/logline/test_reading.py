"""Every row of the grammar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from standup.domain.logline import ClockRange, LogLine, NextStep, Ratio, Selection, parse, parse_parts
from standup.domain.logline.grammar import CLASSES
from standup.domain.records import InterruptClass
from tests.domain.logline.team import context


def clock(start: str, end: str) -> ClockRange:
    return ClockRange(time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # duration
        ("45m ~", {"minutes": 45}),
        ("1h30 ~", {"minutes": 90}),
        ("1h30m ~", {"minutes": 90}),
        ("1.5h ~", {"minutes": 90}),
        ("1,5h ~", {"minutes": 90}),
        ("2h ~", {"minutes": 120}),
        ("1m ~", {"minutes": 1}),
        ("24h ~", {"minutes": 1440}),
        # clock range
        ("9:00-10:30 ~", {"clock": clock("09:00", "10:30")}),
        ("9:00–10:30 ~", {"clock": clock("09:00", "10:30")}),
        ("yesterday 22:30-00:15 ~", {"clock": clock("22:30", "00:15"), "day": date(2026, 11, 21)}),
        ("yesterday 22:30-24:00 ~", {"clock": clock("22:30", "00:00"), "day": date(2026, 11, 21)}),
        # other, interrupt, tags
        ("30m other standup", {"minutes": 30, "note": "standup"}),
        ("standup 30m OTHER", {"minutes": 30, "note": "standup"}),
        ("30m ~ ! router", {"minutes": 30, "interrupt": True, "note": "router"}),
        ("30m ~ router interrupt", {"minutes": 30, "interrupt": True, "note": "router"}),
        *(
            (
                f"30m ~ {lead}{word} router",
                {"minutes": 30, "interrupt": True, "interrupt_class": meant, "note": "router"},
            )
            for lead in ("!", "interrupt:", "INTERRUPT:")
            for word, meant in CLASSES.items()
        ),
        ("30m ~ see !expedite there", {"minutes": 30, "note": "see !expedite there"}),
        ("30m ~ !soon", {"minutes": 30, "note": "!soon"}),
        ("30m ~ asked:karin router", {"minutes": 30, "interrupt": True, "asked_by": "karin", "note": "router"}),
        (
            'router asked:"Karin Holm", 30m ~ !fixed',
            {
                "minutes": 30,
                "interrupt": True,
                "interrupt_class": InterruptClass.FIXED_DATE,
                "asked_by": "Karin Holm",
                "note": "router",
            },
        ),
        ("30m ~ they asked: when", {"minutes": 30, "note": "they asked: when"}),
        (
            "30m ~ plan +shaping the +quarter-4 next",
            {"minutes": 30, "tags": ("shaping", "quarter-4"), "note": "plan the next"},
        ),
        ("30m ~ +a +b +a", {"minutes": 30, "tags": ("a", "b")}),
        ("30m ~ called +49 30 1234", {"minutes": 30, "note": "called +49 30 1234"}),
        # day
        ("yesterday 30m ~", {"minutes": 30, "day": date(2026, 11, 21)}),
        ("30m ~ mail yesterday", {"minutes": 30, "day": date(2026, 11, 21), "note": "mail"}),
        ("today 30m ~", {"minutes": 30, "day": date(2026, 11, 22)}),
        ("mon 30m ~", {"minutes": 30, "day": date(2026, 11, 16)}),
        ("Sunday 30m ~", {"minutes": 30, "day": date(2026, 11, 22)}),
        ("30m ~ mon", {"minutes": 30, "note": "mon"}),
        ("30m mon ~ x", {"minutes": 30, "note": "mon ~ x", "work_item": "API-12", "other": False}),
        ("30m on mon ~ call", {"minutes": 30, "day": date(2026, 11, 16), "note": "call"}),
        ("30m ~ call on 3 Nov", {"minutes": 30, "day": date(2026, 11, 3), "note": "call"}),
        (
            "30m ~ call on 3 November 2025 !",
            {"minutes": 30, "day": date(2025, 11, 3), "note": "call", "interrupt": True},
        ),
        ("30m ~ on call", {"minutes": 30, "note": "on call"}),
        ("2026-11-20 30m ~", {"minutes": 30, "day": date(2026, 11, 20)}),
        ("30m 2026-11-20 ~", {"minutes": 30, "day": date(2026, 11, 20)}),
        ("3 Nov 30m ~", {"minutes": 30, "day": date(2026, 11, 3)}),
        ("last fri 30m ~", {"minutes": 30, "day": date(2026, 11, 20)}),
        ("30m ~ on 13/04", {"minutes": 30, "day": date(2026, 4, 13)}),
        # literals
        ('30m ~ "call mon 1/2"', {"minutes": 30, "note": "call mon 1/2"}),
        ('"call mon" 30m ~', {"minutes": 30, "note": "call mon"}),
        ('30m ~ "#API-12 @acme  +tag ~"', {"minutes": 30, "note": "#API-12 @acme  +tag ~"}),
        ('30m ~ "she said ""no"""', {"minutes": 30, "note": 'she said "no"'}),
        ('30m ~ "C:\\new\\" ok', {"minutes": 30, "note": "C:\\new\\ ok"}),
        ('30m ~ about "mon", then 5" disks', {"minutes": 30, "note": 'about mon, then 5" disks'}),
        ('30m ~ ""', {"minutes": 30}),
        # what stands inside keeps its words
        ("30m ~ see 1/2 of retro 30m later", {"minutes": 30, "note": "see 1/2 of retro 30m later"}),
        (
            "30m ~ the ~ and ! and 9:00-10:00 and today count here",
            {"minutes": 30, "note": "the ~ and ! and 9:00-10:00 and today count here"},
        ),
        ("30m ~ call at 9:30", {"minutes": 30, "note": "call at 9:30"}),
        ("30m ~ issue # 5 @ home", {"minutes": 30, "note": "issue # 5 @ home"}),
        ("30m ~ a -> b >= c >200ms bob@acme.com", {"minutes": 30, "note": "a -> b >= c >200ms bob@acme.com"}),
        ("~  two\t words   30m", {"minutes": 30, "note": "two words"}),
    ],
)
def test_parts_that_need_no_name(text: str, says: dict[str, Any]) -> None:
    expected = LogLine(**({"other": True} | says))
    assert parse(text, context(selection=Selection(work_item="API-12"))) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("45m #API-12 retry", {"work_item": "API-12", "note": "retry"}),
        ("45m work:api-12 retry", {"work_item": "API-12", "note": "retry"}),
        ("45m fixed #API-12, then rest", {"work_item": "API-12", "note": "fixed then rest"}),
        ('45m #"odd key"', {"work_item": "odd key"}),
        ('45m work:"a ""b""", x', {"work_item": 'a "b"', "note": "x"}),
        ('45m #""', {"work_item": ""}),
        ("45m @acme call", {"customer": "acme", "note": "call"}),
        ("45m call with:ACME", {"customer": "acme", "note": "call"}),
        ('45m @"acme corp" call', {"customer": "acme", "note": "call"}),
        ('45m With:"Müller & S."', {"customer": "mueller-s"}),
        ('45m @""', {"customer": ""}),
        ("45m #API-12 @acme 70/30", {"work_item": "API-12", "customer": "acme", "ratio": Ratio(70, 30)}),
        ("45m @acme #API-12 70/30", {"work_item": "API-12", "customer": "acme", "ratio": Ratio(70, 30)}),
        (
            "70/30 pairing @acme their ops #API-12 45m",
            {"work_item": "API-12", "customer": "acme", "ratio": Ratio(70, 30), "note": "pairing their ops"},
        ),
        ("45m @acme for:wei", {"customer": "acme", "developer": "wei"}),
        (
            "45m @acme call > fri send quote",
            {"customer": "acme", "note": "call", "next_step": NextStep(date(2026, 11, 27), "send quote")},
        ),
        (
            "45m @acme call next: fri send quote",
            {"customer": "acme", "note": "call", "next_step": NextStep(date(2026, 11, 27), "send quote")},
        ),
        ("45m @acme NEXT:fri send", {"customer": "acme", "next_step": NextStep(date(2026, 11, 27), "send")}),
        ("45m @acme >fri send", {"customer": "acme", "next_step": NextStep(date(2026, 11, 27), "send")}),
        (
            "45m @acme > on 3 Jan #1 @you +x 30m",
            {"customer": "acme", "next_step": NextStep(date(2027, 1, 3), "#1 @you +x 30m")},
        ),
        ("45m @acme > in 2 weeks", {"customer": "acme", "next_step": NextStep(date(2026, 12, 6), "")}),
        ("45m @acme > send quote", {"customer": "acme", "next_step": NextStep(None, "send quote")}),
        ('45m @acme > "fri" > @"x', {"customer": "acme", "next_step": NextStep(None, 'fri > @"x')}),
        (
            "call @acme 45m > today again",
            {"customer": "acme", "note": "call", "next_step": NextStep(date(2026, 11, 22), "again")},
        ),
    ],
)
def test_parts_that_name_something(text: str, says: dict[str, Any]) -> None:
    assert parse(text, context()) == LogLine(minutes=45, **says)


def test_an_exact_start_is_one_entry_at_that_moment() -> None:
    line = parse("2025-10-26T02:30:05+01:00/45m ~", context())
    assert line.start == datetime(2025, 10, 26, 1, 30, 5, tzinfo=UTC)
    assert (line.minutes, line.day, line.clock) == (45, None, None)


@pytest.mark.parametrize(
    ("selection", "says"),
    [
        (Selection(work_item="API-12"), {"work_item": "API-12"}),
        (Selection(customer="acme", touchpoint="t1"), {"customer": "acme"}),
    ],
)
def test_without_a_bucket_the_selected_row_counts(selection: Selection, says: dict[str, Any]) -> None:
    assert parse("45m call", context(selection=selection)) == LogLine(minutes=45, note="call", **says)
    assert parse("45m ~", context(selection=selection)) == LogLine(minutes=45, other=True)


def test_a_next_step_may_rely_on_the_selected_touchpoint() -> None:
    line = parse("45m > fri quote", context(selection=Selection(customer="acme", touchpoint="t1")))
    assert (line.customer, line.next_step) == ("acme", NextStep(date(2026, 11, 27), "quote"))


def test_the_day_is_that_of_the_developer_the_line_is_for() -> None:
    monday_morning = parse("today 30m ~ for:wei", context())
    assert monday_morning.day == date(2026, 11, 23)
    assert parse("mon 30m ~ for:wei", context()).day == date(2026, 11, 23)
    assert parse("mon 30m ~ for:dana", context()).day == date(2026, 11, 16)


def test_parts_alone_need_neither_time_nor_bucket() -> None:
    selected = context(selection=Selection(work_item="API-12"))
    assert parse_parts("#WEB-7 dark mode +ui", selected) == LogLine(work_item="WEB-7", note="dark mode", tags=("ui",))
    assert parse_parts("", context()) == LogLine()
    assert parse_parts("9:00-9:30", context()) == LogLine(clock=clock("09:00", "09:30"))


def test_parts_alone_rely_on_the_selected_row_too() -> None:
    selected = context(selection=Selection(customer="acme", touchpoint="t1"))
    assert parse_parts("", selected) == LogLine(customer="acme")
    assert parse_parts("30m > fri", selected).next_step == NextStep(date(2026, 11, 27), "")
    assert parse_parts("#WEB-7", selected) == LogLine(work_item="WEB-7")
