"""Time logs of other tools, row by row."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import NotFoundError, StandupError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow
from standup.sources.cells import DateOrder
from standup.sources.preset import FIELDS, load_preset, preset_names
from standup.sources.timelog import TimeLog
from tests.shared_data import SHARED, needs_shared

TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Sum"
GOOD = 'Dana,d@x.org,Acme,Platform,,"call, long",No,2026-11-20,09:00:00,2026-11-20,10:30:05,01:30:05,"bug, urgent",'


def log(
    text: str | bytes,
    preset: str = "toggl",
    columns: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
) -> TimeLog:
    data = text if isinstance(text, bytes) else text.encode()
    return TimeLog(io.BytesIO(data), "log.csv", preset, columns=columns, date_order=date_order)


def rows(*lines: str, header: str = TOGGL) -> list[SourceRow | SkippedRow]:
    return list(log("\n".join((header, *lines, ""))).rows())


def table(text: str, preset: str = "csv", **columns: str) -> list[SourceRow | SkippedRow]:
    return list(log(text, preset, columns).rows())


def only(text: str, **columns: str) -> SourceRow:
    (row,) = table(text, **columns)
    assert isinstance(row, SourceRow), row
    return row


def test_presets_name_fields_that_exist() -> None:
    assert preset_names() == ["clockify", "csv", "toggl"]
    for name in preset_names():
        preset = load_preset(name)
        assert {*preset.columns, *preset.needs} <= set(FIELDS)
        assert set(preset.needs) <= set(preset.columns)


def test_an_unknown_preset_is_told_with_the_closest() -> None:
    with pytest.raises(NotFoundError, match="did you mean toggl"):
        load_preset("togl")


def test_a_row_has_everything_that_the_file_says() -> None:
    assert rows(GOOD) == [
        SourceRow(
            line=2,
            day=date(2026, 11, 20),
            start=datetime.fromisoformat("2026-11-20T09:00:00"),
            end=datetime.fromisoformat("2026-11-20T10:30:05"),
            seconds=5405,
            user="Dana",
            email="d@x.org",
            description="call, long",
            project="Platform",
            client="Acme",
            tags=("bug", "urgent"),
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, end: str) -> None:
    header, cells = TOGGL.replace(",", delimiter), "Zoë,,,,,täglich,,2026-11-20,9:00,2026-11-20,10:00,,,"
    found = list(log((header + end + cells.replace(",", delimiter) + end).encode(encoding)).rows())
    assert [(row.user, row.description) for row in found if isinstance(row, SourceRow)] == [("Zoë", "täglich")]


def test_a_line_that_names_the_delimiter_is_passed_over() -> None:
    text = "sep=;\n" + TOGGL.replace(",", ";") + "\nDana;;;;;;;2026-11-20;9:00;2026-11-20;10:00;;;\n"
    (row,) = log(text).rows()
    assert row.line == 3
    assert isinstance(row, SourceRow)


def test_blank_rows_do_not_count_and_lines_stay_right() -> None:
    found = rows("", GOOD, ",,,,,,,,,,,,,", "  ", GOOD.replace('"call, long"', '"two\nlines"'), GOOD)
    assert [row.line for row in found] == [3, 6, 8]


@pytest.mark.parametrize(
    ("old", "new", "skip", "words"),
    [
        ("2026-11-20,09", "13/15/2024,09", Skip.BAD, "13/15/2024 is no date"),
        ("2026-11-20,09", ",09", Skip.BAD, "says no date"),
        ("09:00:00", "morning", Skip.BAD, "'morning' is no time of day"),
        ("10:30:05", "", Skip.RUNNING, "no end"),
        ("2026-11-20,10:30:05,01:30:05", ",,", Skip.RUNNING, "no end"),
        ('"bug, urgent",', '"bug, urgent",,surplus', Skip.BAD, "has 15 columns, the header has 14"),
        (',01:30:05,"bug, urgent",', "", Skip.BAD, "has 11 columns, the header has 14"),
        ("Platform", "Plat\0form", Skip.BAD, "NUL"),
        ('"call, long"', '"call', Skip.BAD, "has 8 columns, the header has 14"),
        ('"bug, urgent"', '"bug, urgent', Skip.BAD, "a quote is opened and not closed"),
    ],
)
def test_a_bad_row_comes_with_line_and_reason_and_the_others_are_read(
    old: str, new: str, skip: Skip, words: str
) -> None:
    assert old in GOOD
    good, bad, after = rows(GOOD, GOOD.replace(old, new, 1), GOOD)
    assert isinstance(good, SourceRow)
    assert isinstance(after, SourceRow)
    assert isinstance(bad, SkippedRow)
    assert (bad.line, bad.skip) == (3, skip)
    assert words in bad.words


def test_blank_surplus_and_unused_missing_columns_do_not_matter() -> None:
    found = rows(GOOD + ",,", GOOD.removesuffix(","))
    assert all(isinstance(row, SourceRow) for row in found)


def test_missing_columns_are_named_with_what_the_file_has() -> None:
    with pytest.raises(UsageError, match="no column 'End time'; it has User, Email") as error:
        rows(GOOD, header=TOGGL.replace("End time", "Finish"))
    assert "\n" not in str(error.value)
    with pytest.raises(UsageError, match="when a row starts; it has Notes, Hours"):
        table("Notes,Hours\nx,1\n")
    with pytest.raises(UsageError, match="how long a row lasts"):
        table("Date,Notes\n2026-11-20,x\n")


def test_repeated_columns_that_differ_are_named() -> None:
    header = TOGGL.replace("Billable", "Description")
    with pytest.raises(UsageError, match="2 columns 'Description', and in line 2 they differ"):
        rows(GOOD, header=header)
    (row,) = rows(GOOD.replace(",No,", ',"call, long",'), header=header)
    assert isinstance(row, SourceRow)
    assert rows(GOOD, header=TOGGL.replace("Sum", "Billable"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "empty"), (TOGGL, "a header and no rows"), (TOGGL + "\n\n , \n", "a header and no rows"), ("\n\n", "empty")],
)
def test_files_without_rows_are_refused(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        log(text)


# The order of dates

DATED = "Date,Start,End,Notes\n"


def test_an_ambiguous_date_needs_an_order() -> None:
    text = DATED + "03/04/2026,9:00,10:00,\n05/06/2026,9:00,10:00,\n"
    with pytest.raises(UsageError, match=r"03/04/2026 \(line 2\): day or month first\? say --date-order"):
        log(text, "csv")
    for order, day in ((DateOrder.DMY, date(2026, 4, 3)), (DateOrder.MDY, date(2026, 3, 4))):
        first, _ = log(text, "csv", date_order=order).rows()
        assert isinstance(first, SourceRow)
        assert first.day == day


def test_one_row_settles_the_order_for_the_file() -> None:
    text = DATED + "03/04/2026,9:00,10:00,\n" * 3_000 + "11/20/2026,9:00,10:00,\n"
    read = log(text, "csv")
    assert read.date_order is DateOrder.MDY
    first = next(read.rows())
    assert isinstance(first, SourceRow)
    assert first.day == date(2026, 3, 4)


def test_dates_that_are_one_day_either_way_settle_nothing_and_doubt_nothing() -> None:
    same = "04/04/2026,9:00,10:00,\n" * 300
    assert all(isinstance(row, SourceRow) for row in log(DATED + same, "csv").rows())
    assert log(DATED + same + "13/04/2026,9:00,10:00,\n", "csv").date_order is DateOrder.DMY
    with pytest.raises(UsageError, match=r"03/04/2026 \(line 302\)"):
        log(DATED + same + "03/04/2026,9:00,10:00,\n", "csv")


def test_contradicting_dates_are_told_and_an_order_makes_the_others_bad_rows() -> None:
    text = DATED + "20/11/2026,9:00,10:00,\n11/20/2026,9:00,10:00,\n"
    with pytest.raises(UsageError, match=r"20/11/2026 \(line 2\) and 11/20/2026 \(line 3\)"):
        log(text, "csv")
    found = list(log(text, "csv", date_order=DateOrder.DMY).rows())
    assert [isinstance(row, SourceRow) for row in found] == [True, False]


def test_a_file_of_impossible_dates_is_read_row_by_row() -> None:
    (row,) = table(DATED + "13/15/2024,9:00,10:00,\n")
    assert isinstance(row, SkippedRow)
    assert "no such day" in row.words


# Other shapes


def test_a_column_map_goes_before_the_usual_names() -> None:
    row = only('Begin at,What,Comment,Hours\n2026-11-20 9:00,a,b,"1,5"\n', start="Begin at", description="what")
    assert (row.description, row.seconds) == ("a", 5400)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"start": "Began"}, "no column 'Began'.*did you mean Begin"),
        ({"begin": "Begin"}, "column map names 'begin'"),
        ({"descriptoin": "Begin"}, "did you mean description"),
        ({"start": " "}, "no column for start"),
    ],
)
def test_a_wrong_column_map_is_told(columns: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        table("Begin,Hours\n2026-11-20,1\n", **columns)


def test_a_day_with_decimal_hours_has_no_start() -> None:
    row = only("Date;Hours;Notes\n20.11.2026;1,25;x\n")
    assert (row.day, row.start, row.seconds) == (date(2026, 11, 20), None, 4500)


def test_twelve_hour_times() -> None:
    row = only("Date,Start,End\n2026-11-20,11:30 AM,1:00 PM\n")
    assert row.start is not None
    assert row.end is not None
    assert row.end - row.start == timedelta(minutes=90)


def test_an_end_that_is_earlier_by_the_clock_is_on_the_next_day() -> None:
    assert only("Date,Start,End\n2026-11-20,22:30,0:15\n").end == datetime.fromisoformat("2026-11-21T00:15:00")


def test_months_may_have_names() -> None:
    row = only("Date,Start,End\n20. Nov. 2026,9:00,10:30\n")
    assert (str(row.start), str(row.end)) == ("2026-11-20 09:00:00", "2026-11-20 10:30:00")
    row = only("Started;Ended\n20 nov. 2026 22:00;21 nov. 2026 00:30\n")
    assert (str(row.start), str(row.end)) == ("2026-11-20 22:00:00", "2026-11-21 00:30:00")


def test_offsets_make_times_aware() -> None:
    row = only("Start,End\n2026-11-20T09:00:00+01:00,2026-11-20T10:00:00+01:00\n")
    assert row.start == datetime(2026, 11, 20, 8, tzinfo=UTC)
    begun = only("Start,End\n2026-11-20T09:00:00+01:00,10:00\n")
    assert begun.end == datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Date,Duration\n2026-11-20,5400\n", "no unit"),
        ("Date,Hours\n2026-11-20,\n", "neither when it starts nor how long"),
        ("Date,Start,End\n2026-11-20,,10:00\n", "neither when it starts nor how long"),
        ("Start,End\n2026-11-20 9:00,2026-11-20T10:00Z\n", "its end has an offset"),
    ],
)
def test_rows_that_say_too_little(text: str, words: str) -> None:
    (row,) = table(text)
    assert isinstance(row, SkippedRow)
    assert words in row.words


def test_a_start_without_a_duration_is_running() -> None:
    (row,) = table("Start,Hours\n2026-11-20 9:00,\n")
    assert isinstance(row, SkippedRow)
    assert row.skip is Skip.RUNNING


def test_clockify() -> None:
    header = (
        "Project,Client,Description,Task,User,Group,Email,Tags,Billable,"
        "Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)\n"
    )
    line = 'P,C,D,,Dana,,d@x.org,"a, b",Yes,11/13/2026,01:00 PM,11/13/2026,02:30 PM,01:30:00,1.50\n'
    (row,) = table(header + line, "clockify")
    assert isinstance(row, SourceRow)
    assert (row.day, row.seconds, row.tags) == (date(2026, 11, 13), 5400, ("a", "b"))


@pytest.mark.parametrize(
    ("begin", "end", "decimal", "minutes"),
    [
        ("13/11/2026,13:00", "13/11/2026,14:30", '"1,50"', 90),
        ("11/13/2026,01:00:00 PM", "11/13/2026,02:30:00 PM", "1.50", 90),
        ("11/13/2026,11:30 PM", "11/14/2026,12:30 AM", "1.00", 60),
        ("2026-11-13,09:00", "2026-11-13,10:00", '"1,00"', 60),
        ("13.11.2026,09:00", "13.11.2026,10:00", "1.00", 60),
    ],
)
def test_clockify_follows_the_account_in_dates_times_and_decimals(
    begin: str, end: str, decimal: str, minutes: int
) -> None:
    header = "Project,Client,Description,Tags,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)\n"
    (row,) = table(f"{header}P,C,D,,{begin},{end},,{decimal}\n", "clockify")
    assert isinstance(row, SourceRow)
    assert row.start is not None
    assert row.end is not None
    assert row.end - row.start == timedelta(minutes=minutes)
    assert row.seconds == minutes * 60
    (running,) = table(f"{header}P,C,D,,{begin},,,,\n", "clockify")
    assert isinstance(running, SkippedRow)
    assert running.skip is Skip.RUNNING


@needs_shared
def test_a_real_export() -> None:
    with (SHARED / "timelogs" / "timba" / "toggl.csv").open("rb") as file:
        read = TimeLog(file, "toggl.csv", "toggl")
        found = [row for row in read.rows() if isinstance(row, SourceRow)]
        assert read.names_people
        assert read.position == read.size
    assert len(found) == 11
    assert sum(row.seconds or 0 for row in found) == 645 * 60
    assert {row.project for row in found} == {"INF-VERT6"}


# Anything


def _survives(data: bytes, preset: str) -> None:
    try:
        words = [row.words for row in log(data, preset).rows() if isinstance(row, SkippedRow)]
    except StandupError as error:
        words = [str(error)]
    assert all(text and "\n" not in text for text in words)


@given(st.binary(max_size=400), st.sampled_from(["toggl", "csv"]))
def test_random_bytes_give_rows_or_one_clear_line(data: bytes, preset: str) -> None:
    _survives(data, preset)


@given(st.binary(max_size=200))
def test_random_bytes_behind_a_good_header_do_too(data: bytes) -> None:
    _survives(f"{TOGGL}\n{GOOD}\n".encode() + data, "toggl")


cell = st.sampled_from(
    ["", "2026-11-20", "03/04/2026", "9:00", "25:00", "1,5", '"', "\0", "-1", "2026-11-20 9:00", "\n"]
)


@given(st.lists(st.lists(cell, max_size=5), max_size=6))
def test_odd_cells_do_too(lines: list[list[str]]) -> None:
    text = "Date,Start,End,Duration,Notes\n" + "\n".join(",".join(line) for line in lines)
    _survives(text.encode(), "csv")
