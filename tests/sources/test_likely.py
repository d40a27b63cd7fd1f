"""Files of the wrong kind: refused with one line that names the likely kind."""

from __future__ import annotations

import io

import pytest

from standup.domain.errors import NotFoundError, UsageError
from standup.sources.cells import DateOrder
from standup.sources.time_source import open_log, time_kinds

FILES = {
    "toggl": "User,Email,Client,Project,Description,Start date,Start time,End date,End time,Duration,Tags\n"
    "Dana,,,,x,2026-11-20,09:00:00,2026-11-20,10:00:00,01:00:00,\n",
    "clockify": "Project,Client,Description,Tags,"
    "Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)\n"
    'P,C,D,,13/11/2026,09:00,13/11/2026,10:00,01:00:00,"1,00"\n',
    "timewarrior": '[\n{"id":1,"start":"20261120T080000Z","end":"20261120T093000Z","tags":["API-12"]}\n]\n',
    "watson": '[[1539683175, 1539685649, "project1", "41dc", ["tag1"], 1539685649]]',
    "timeclock": "; a comment\n\ni 2026-11-20 09:00:00 acme:support  call\no 2026-11-20 10:30:00\n",
    "klog": "2026-11-20 (8h!)\nA day\n  9:00 - 10:30 call #acme\n",
}
OTHERS = {
    '{"tasks": {}}': "JSON of another program",
    "BEGIN:VCALENDAR\nEND:VCALENDAR\n": "a calendar",
    "inc 20261120T080000Z - 20261120T093000Z # API-12\n": "import what `timew export` writes",
    "2003/12/20 Organic Co-op\n  Expenses:Food  $ 37.50\n  Assets:Cash\n": "a journal without check-ins",
}


def refusal(text: str, kind: str) -> str:
    with pytest.raises(UsageError) as error:
        open_log(io.BytesIO(text.encode()), "their.log", kind)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_every_kind_is_opened_by_its_name() -> None:
    assert time_kinds() == ["clockify", "csv", "klog", "timeclock", "timewarrior", "toggl", "watson"]
    for kind, text in FILES.items():
        log = open_log(io.BytesIO(text.encode()), "their.log", kind)
        assert (log.source, log.size, log.names_people) == (kind, len(text), kind == "toggl")
        assert len(list(log.rows())) == 1
        assert log.position == log.size


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("actual", FILES)
def test_a_file_of_another_kind_is_refused_and_told(kind: str, actual: str) -> None:
    if kind != actual:
        assert refusal(FILES[actual], kind).endswith(f"it looks like a log of {actual}: say `standup import {actual}`")


@pytest.mark.parametrize("kind", [*FILES, "csv"])
@pytest.mark.parametrize("text", OTHERS)
def test_files_of_other_programs_are_told_too(kind: str, text: str) -> None:
    assert OTHERS[text] in refusal(text, kind)


def test_a_table_of_any_tool_may_be_read_as_csv() -> None:
    for kind in ("toggl", "clockify"):
        assert open_log(io.BytesIO(FILES[kind].encode()), "their.log", "csv").source == "csv"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("klog", "some words\nand more\n", "such a file has a line with a date"),
        ("timeclock", "some words\n", "check-ins such as i 2026-11-20"),
        ("timewarrior", "[]", "the JSON list that `timew export` writes"),
        ("watson", '[{"key": "API-12", "fields": {}}]', "as Watson keeps frames"),
        ("watson", "some words", "is no Watson log"),
        ("klog", " \n", "is empty"),
        ("timeclock", "PK\x03\x04" + "\0" * 40, "is a spreadsheet"),
    ],
)
def test_what_is_nothing_known_is_told_what_was_wanted(kind: str, text: str, words: str) -> None:
    assert words in refusal(text, kind)


def test_a_line_of_another_format_in_a_summary_does_not_mislead() -> None:
    text = "2026-11-20\ni 2026-11-20 09:00:00 is how ledger writes it\n  1h\n"
    assert len(list(open_log(io.BytesIO(text.encode()), "log.klg", "klog").rows())) == 1


def test_options_of_tables_and_unknown_kinds_are_refused() -> None:
    stream = io.BytesIO(FILES["klog"].encode())
    with pytest.raises(UsageError, match="--date-order is for tables"):
        open_log(stream, "log.klg", "klog", date_order=DateOrder.DMY)
    with pytest.raises(UsageError, match="--map is for tables"):
        open_log(stream, "log.klg", "klog", columns={"start": "Begin"})
    with pytest.raises(NotFoundError, match="did you mean klog"):
        open_log(stream, "log.klg", "klogg")
