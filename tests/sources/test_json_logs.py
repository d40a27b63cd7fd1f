"""Timewarrior and Watson."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow
from standup.sources.time_source import open_log
from tests.shared_data import SHARED, needs_shared

INTERVAL = {"id": 1, "start": "20261120T080000Z", "end": "20261120T093000Z"}
FRAME: list[Any] = [1539683175, 1539685649, "project1", "41dc", ["tag1"], 1539685649]


def rows(kind: str, *entries: object) -> list[SourceRow | SkippedRow]:
    text = "[\n" + ",\n".join(one if isinstance(one, str) else json.dumps(one) for one in entries) + "\n]\n"
    return list(open_log(io.BytesIO(text.encode()), "their.json", kind).rows())


def test_an_interval_of_timewarrior_is_in_utc() -> None:
    (row,) = rows("timewarrior", {**INTERVAL, "tags": ["API-12", "acme corp"], "annotation": "the\nretry"})
    assert isinstance(row, SourceRow)
    assert (row.line, row.tags, row.description) == (2, ("API-12", "acme corp"), "the retry")
    assert (row.start, row.end) == (datetime(2026, 11, 20, 8, tzinfo=UTC), datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


def test_an_interval_without_an_end_is_running() -> None:
    _, row = rows("timewarrior", INTERVAL, {"id": 2, "start": "20261120T100000Z", "tags": ["x"]})
    assert row == SkippedRow(3, Skip.RUNNING, "it has no end")


def test_a_frame_of_watson_counts_seconds_in_utc() -> None:
    (row,) = rows("watson", FRAME)
    assert isinstance(row, SourceRow)
    assert (row.project, row.tags) == ("project1", ("tag1",))
    assert (row.start, row.end) == (datetime.fromtimestamp(FRAME[0], UTC), datetime.fromtimestamp(FRAME[1], UTC))


def test_what_watson_tells_as_json_is_read_too() -> None:
    told = {"start": "2026-11-20T09:00:00+01:00", "stop": "2026-11-20T10:00:00+01:00", "project": "p", "tags": []}
    done, running = rows("watson", told, {"start": told["start"], "project": "p"})
    assert isinstance(done, SourceRow)
    assert done.start == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert isinstance(running, SkippedRow)
    assert running.skip is Skip.RUNNING


@pytest.mark.parametrize(
    ("kind", "entry", "words"),
    [
        ("timewarrior", {"start": "2026-11-20"}, "'2026-11-20' is no time of Timewarrior"),
        ("timewarrior", {**INTERVAL, "start": "20261399T080000Z"}, "is no time of Timewarrior"),
        ("timewarrior", {**INTERVAL, "end": "30261120T080000Z"}, "the year is 3026"),
        ("timewarrior", {"end": "20261120T080000Z"}, "missing required field `start`"),
        ("timewarrior", {**INTERVAL, "tags": "API-12"}, "Expected `array`"),
        ("timewarrior", "{'id': 1}", "is no entry"),
        ("timewarrior", 7, "is no entry"),
        ("timewarrior", "[" * 3000 + "]" * 3000, "is no entry"),
        ("watson", ["a", 2, "p"], "is no entry"),
        ("watson", [1e300, 2, "p"], "is no time of Watson"),
        ("watson", [4e9 * 3, 2, "p"], "the year is 2350"),
        ("watson", [1, 2], "is no entry"),
        ("watson", {"start": "2026-11-20T09:00:00", "stop": None}, "no time with an offset"),
    ],
)
def test_a_bad_entry_comes_with_line_and_reason_and_the_others_are_read(kind: str, entry: object, words: str) -> None:
    good = INTERVAL if kind == "timewarrior" else FRAME
    before, bad, after = rows(kind, good, entry, good)
    assert isinstance(before, SourceRow)
    assert isinstance(after, SourceRow)
    assert isinstance(bad, SkippedRow)
    assert (bad.line, bad.skip) == (3, Skip.BAD)
    assert words in bad.words
    assert "\n" not in bad.words


@needs_shared
@pytest.mark.parametrize(
    ("file", "count", "seconds"), [("autocompletion/frames", 10, 20_749), ("frames-with-conflict", 3, 95)]
)
def test_real_frames(file: str, count: int, seconds: int) -> None:
    with (SHARED / "timelogs" / "watson" / "tests" / "resources" / file).open("rb") as stream:
        found = [row for row in open_log(stream, file, "watson").rows() if isinstance(row, SourceRow)]
    assert len(found) == count
    assert sum((row.end - row.start).total_seconds() for row in found if row.start and row.end) == seconds
