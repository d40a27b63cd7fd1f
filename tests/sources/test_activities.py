"""Activities of CRM programs, row by row."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.errors import NotFoundError, StandupError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.touchpoint_import import Person, SourceActivity
from standup.sources.activities import FIELDS, Activities, activity_kinds, load_activity_preset
from standup.sources.cells import DateOrder
from standup.sources.plain import plain_text
from standup.sources.preset import preset_names
from tests.shared_data import SHARED, needs_shared
from tests.sources.calendars import BERLIN, FIRST, LAST

HUBSPOT = SHARED / "crm" / "dbt_hubspot" / "integration_tests" / "seeds"


def rows(
    text: str | bytes, kind: str = "csv", columns: Mapping[str, str] | None = None, order: DateOrder | None = None
) -> list[SourceActivity | SkippedRow]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(
        Activities(io.BytesIO(data), "a.csv", kind, BERLIN, columns=columns, date_order=order).rows(FIRST, LAST)
    )


def only(text: str, kind: str = "csv", columns: Mapping[str, str] | None = None) -> SourceActivity:
    (row,) = rows(text, kind, columns)
    assert isinstance(row, SourceActivity), row
    return row


def test_presets_name_fields_that_exist_and_are_no_presets_of_time() -> None:
    assert activity_kinds() == ("csv", "hubspot", "pipedrive", "salesforce")
    for name in activity_kinds():
        preset = load_activity_preset(name)
        assert {*preset.columns, *preset.needs} <= set(FIELDS)
        assert set(preset.needs) <= set(preset.columns)
    assert "hubspot" not in preset_names()
    with pytest.raises(NotFoundError, match="did you mean hubspot"):
        load_activity_preset("hubsot")


def test_pipedrive() -> None:
    text = (
        "ID,Subject,Type,Due date,Due time,Duration,Organization,Contact person,Assigned to user,Done,Note\n"
        '7,"Call [/b] back",call,2026-12-02,09:30,01:30,Acme,Jane Doe,Dana,To do,'
        '"<p>Ask&nbsp;for<br>SSO &amp; <b>price</b></p>"\n'
        "8,Lunch,lunch,45631.0,,00:30,,,,Done,\n"
        "9,Later,task,,,,,,,0,a < b\n"
        "10,Odd,task,soon,,,,,,0,\n"
    )
    call, lunch, later, odd = rows(text, "pipedrive")
    assert isinstance(call, SourceActivity)
    assert (call.key, call.title, call.kind, call.day, call.company, call.owner) == (
        *("7", "Call [/b] back", "call", date(2026, 12, 2), "Acme", "Dana"),
    )
    assert (call.people, call.done, call.note) == ((Person("Jane Doe", ""),), False, "Ask for\nSSO & price")
    assert isinstance(lunch, SourceActivity)
    assert (lunch.day, lunch.done, lunch.kind) == (date(2024, 12, 5), True, "")
    assert isinstance(later, SourceActivity)
    assert (later.day, later.done, later.note) == (None, False, "a < b")
    assert isinstance(odd, SkippedRow)
    assert (odd.line, odd.skip) == (5, Skip.BAD)
    assert "'soon' is no date" in odd.words


def test_salesforce() -> None:
    text = (
        "Id,Subject,ActivityDate,Status,Priority,WhoId,WhatId,OwnerId,IsClosed,IsDeleted\n"
        "\n"
        "00T1,Quote,2026-12-02,Not Started,Normal,000000000000000AAA,001A,005A,0,0\n"
        "00T2,Demo,2026-11-02,Completed,Normal,003A,000000000000000AAA,,1,0\n"
        "00T3,Gone,2026-11-02,Completed,Normal,,,,1,1\n"
    )
    quote, demo, gone = rows(text, "salesforce")
    assert isinstance(quote, SourceActivity)
    assert (quote.line, quote.people, quote.company, quote.done) == (3, (), "001A", False)
    assert isinstance(demo, SourceActivity)
    assert (demo.people, demo.company, demo.done) == ((Person("003A", ""),), "", True)
    assert isinstance(gone, SkippedRow)
    assert gone.skip is Skip.CALLED_OFF


def test_hubspot_times_are_utc() -> None:
    text = (
        "engagement_id,start_time,end_time,meeting_outcome,title,body\n"
        "1,2026-12-02 23:30:00,2026-12-03 00:30:00,SCHEDULED,Late,\n"
        "2,2026-11-02 09:00:00.123456,,NO_SHOW,Nobody,\n"
        "3,2026-11-02 09:00:00,,CANCELED,Off,\n"
        "4,1970-01-01 00:00:00,,COMPLETED,,<p>First line</p><p>second</p>\n"
        "5,1796340600000,,,Epoch,\n"
    )
    late, nobody, off, first, epoch = (row for row in rows(text, "hubspot") if isinstance(row, SourceActivity))
    assert (late.day, late.done) == (date(2026, 12, 3), False)
    assert (nobody.done, nobody.outcome) == (True, "no answer: no show")
    assert off.called_off
    assert (first.title, first.day, first.done) == ("First line", date(1970, 1, 1), True)
    assert (epoch.day, epoch.done) == (date(2026, 12, 4), None)


def test_a_table_of_any_kind() -> None:
    row = only(
        "Purpose;Visit on;Account;With;Mail\nDemo;2.12.2026;Acme;Jane; Al;j@a.example\n".replace("; Al", ""),
        columns={"title": "Purpose", "day": "visit on", "email": "Mail"},
    )
    assert (row.title, row.day, row.company) == ("Demo", date(2026, 12, 2), "Acme")
    assert row.people == (Person("Jane", "j@a.example"),)
    several = only('Title,Date,Attendees,Email\nx,2026-12-02,"Jane; Al","j@a.example, al@b.example; c@d.example"\n')
    assert [one.email for one in several.people] == ["j@a.example", "al@b.example", "c@d.example"]
    assert only("Title,Date,Attendees\nx,2026-12-02,j@a.example\n").people == (Person("", "j@a.example"),)


@pytest.mark.parametrize("day", ["3. Dez. 2026", "3 déc. 2026", "Dec 3, 2026", "3 dic 2026 10:00"])
def test_months_may_have_names(day: str) -> None:
    assert only(f'Title,Date\nx,"{day}"\n').day == date(2026, 12, 3)


def test_the_first_column_that_says_anything_counts() -> None:
    assert only("Subject,Title,Date\n,Second,2026-12-02\n").title == "Second"


def test_ambiguous_dates_need_an_order() -> None:
    text = "Title,Date\nx,03/04/2026\n"
    with pytest.raises(UsageError, match="day or month first"):
        rows(text)
    (row,) = rows(text, order=DateOrder.MDY)
    assert isinstance(row, SourceActivity)
    assert row.day == date(2026, 3, 4)
    settled = rows(text + "y,20/11/2026\n")
    assert [row.day for row in settled if isinstance(row, SourceActivity)] == [date(2026, 4, 3), date(2026, 11, 20)]
    with pytest.raises(UsageError, match="some dates have the day first"):
        rows(text + "y,20/11/2026\nz,11/20/2026\n")


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("", "csv", "is empty"),
        ("A,B\n1,2\n", "csv", "no column 'Title'; it has A, B"),
        ("Subject,When\n1,2\n", "pipedrive", "no column 'Due date'"),
        (b"PK\x03\x04", "hubspot", "export the table as CSV"),
    ],
)
def test_a_file_of_another_kind_is_refused(text: str | bytes, kind: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        rows(text, kind)


def test_a_wrong_map_is_told() -> None:
    with pytest.raises(UsageError, match="did you mean title"):
        rows("Title\nx\n", columns={"titel": "Title"})
    with pytest.raises(UsageError, match="no column 'Purpose'"):
        rows("Title\nx\n", columns={"note": "Purpose"})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" as it is [/b] & 1 < 2 > 0 ", "as it is [/b] & 1 < 2 > 0"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("<p>un<b>closed", "unclosed"),
        ("&lt;b&gt;", "<b>"),
        ("<!-- x -->y", "y"),
    ],
)
def test_html_becomes_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def _survives(data: bytes, kind: str) -> None:
    try:
        words = [row.words for row in rows(data, kind) if isinstance(row, SkippedRow)]
    except StandupError as error:
        words = [str(error)]
    assert all("\n" not in text for text in words)


@given(st.binary(max_size=300), st.sampled_from(activity_kinds()))
def test_random_bytes_give_rows_or_one_clear_line(data: bytes, kind: str) -> None:
    _survives(data, kind)
    _survives(b"Id,Subject,Due date,Note,Done,Email\n1,x,2026-12-02,<p>x,0,a@b\n" + data, kind)


CELL = st.sampled_from(
    [
        "",
        "2026-12-02",
        "45631.5",
        "99999",
        "1796340600000",
        "9999999999999",
        "03/04/2026",
        "2026-12-02T23:59Z",
        "x@y",
        "1",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, max_size=6), max_size=5), st.sampled_from(activity_kinds()))
def test_odd_cells_do_too(lines: list[list[str]], kind: str) -> None:
    text = "Id,Subject,Due date,start_time,Done,Email\n" + "\n".join(",".join(line) for line in lines)
    _survives(text.encode(), kind)


@given(st.text(max_size=200))
def test_any_note_becomes_text(text: str) -> None:
    assert plain_text(f"<p>{text}").strip() == plain_text(f"<p>{text}")


@needs_shared
@pytest.mark.parametrize(
    ("name", "read"), [("meeting", 100), ("task", 2), ("call", 1), ("email", 1), ("note", 1), ("communication", 1)]
)
def test_real_tables_of_engagements(name: str, read: int) -> None:
    with (HUBSPOT / f"engagement_{name}_data.csv").open("rb") as stream:
        found = list(Activities(stream, name, "hubspot", BERLIN).rows(FIRST, LAST))
    assert len(found) == read
    assert all(isinstance(row, SourceActivity) and row.key and row.day for row in found)
