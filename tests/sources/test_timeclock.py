"""Timeclock logs of hledger, ledger and Emacs."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow, span_of
from standup.sources.time_source import open_log
from standup.sources.timeclock import read_timeclock
from tests.shared_data import SHARED, needs_shared


def rows(*lines: str) -> list[SourceRow | SkippedRow]:
    return list(read_timeclock(iter([f"{line}\n" for line in lines])))


def only(*lines: str) -> SourceRow:
    (row,) = rows(*lines)
    assert isinstance(row, SourceRow), row
    return row


def told(*lines: str) -> list[tuple[int, Skip | str]]:
    return [(row.line, row.skip if isinstance(row, SkippedRow) else row.account) for row in rows(*lines)]


IN, OUT = "i 2026-11-20 09:00:00 acme:support  call", "o 2026-11-20 10:30:00"


def test_a_session_has_its_account_and_words() -> None:
    row = only(IN + "  ; billable:, urgent", OUT)
    assert row == SourceRow(
        line=1,
        day=date(2026, 11, 20),
        start=datetime.fromisoformat("2026-11-20T09:00:00"),
        end=datetime.fromisoformat("2026-11-20T10:30:00"),
        account="acme:support",
        description="call; billable:, urgent",
        tags=("billable",),
    )


@pytest.mark.parametrize(
    ("line", "account", "description"),
    [
        ("i 2026/11/20 9:00 Work:Dev [odd name]", "Work:Dev [odd name]", ""),
        ("I 2026.11.20 09:00 Work  Two words  and more", "Work", "Two words  and more"),
        ("i 2026-11-20 09:00:00", "", ""),
        ("i\t2026-11-20\t09:00\tWork\tnote", "Work", "note"),
        ("i 2026-11-20 09:00:00 Work ; only a note", "Work", "only a note"),
        ("i 2026-11-20 09:00:00 [/b] \x1b[31m  =SUM(A1)", "[/b] \x1b[31m", "=SUM(A1)"),
    ],
)
def test_shapes_of_check_ins(line: str, account: str, description: str) -> None:
    row = only(line, "O 2026-11-20 10:00:00")
    assert (row.account, row.description) == (account, description)


@pytest.mark.parametrize(
    ("begin", "end", "description"),
    [
        ("i 2026-11-20 09:00:00 Work", "o 2026-11-20 10:00:00 Work  Done", "Done"),
        ("i 2026-11-20 09:00:00 Work", "o 2026-11-20 10:00:00  Morning done", "Morning done"),
        ("i 2026-11-20 09:00:00 Work", "o 2026-11-20 10:00:00 read papers and the Web", "read papers and the Web"),
        ("i 2026-11-20 09:00:00 Work  Morning", "o 2026-11-20 10:00:00 Work  Done  ; whole", "Morning; whole"),
    ],
)
def test_a_check_out_may_say_what_was_done(begin: str, end: str, description: str) -> None:
    assert only(begin, end).description == description


@pytest.mark.parametrize(
    ("note", "tags"),
    [
        (":billable:urgent:", ("billable", "urgent")),
        ("client:acme, billable:", ("client:acme", "billable")),
        ("just words", ()),
        (":a: b:c", ("a", "b:c")),
    ],
)
def test_tags_of_notes(note: str, tags: tuple[str, ...]) -> None:
    assert only(f"i 2026-11-20 09:00:00 Work  x  ; {note}", OUT).tags == tags


def test_offsets_make_times_aware() -> None:
    row = only("i 2026-11-20 09:00:00+0100 Work", "o 2026-11-20 10:00:00+0100")
    assert row.start == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_sessions_of_several_accounts_are_told_apart() -> None:
    a, b = "i 2026-11-20 09:00:00 A", "i 2026-11-20 09:30:00 B"
    assert told(a, b, "o 2026-11-20 10:00:00 A", "o 2026-11-20 10:30:00 B") == [(1, "A"), (2, "B")]
    assert told(a, b, "o 2026-11-20 10:00:00", "o 2026-11-20 10:30:00") == [(2, "B"), (1, "A")]
    assert told(a, b, "o 2026-11-20 10:00:00 C") == [(3, Skip.BAD), (1, Skip.RUNNING), (2, Skip.RUNNING)]


def test_a_double_check_in_leaves_the_first_without_an_end() -> None:
    first, second = rows("i 2026-11-20 09:00:00 A  one", "i 2026-11-20 10:00:00 A  two", "o 2026-11-20 11:00:00")
    assert first == SkippedRow(1, Skip.BAD, "A is checked in again in line 2 without a check-out")
    assert isinstance(second, SourceRow)
    assert second.description == "two"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([OUT], [(1, Skip.BAD)]),
        ([IN, OUT, OUT], [(1, "acme:support"), (3, Skip.BAD)]),
        ([IN], [(1, Skip.RUNNING)]),
        (["i 2026-13-20 09:00:00 A", OUT, IN, OUT], [(1, Skip.BAD), (2, Skip.BAD), (3, "acme:support")]),
        ([IN, "o 2026-11-20 25:00:00", IN, OUT], [(2, Skip.BAD), (3, "acme:support")]),
        (["i 2026-11-20", IN, OUT], [(1, Skip.BAD), (2, "acme:support")]),
        (["what is this", IN, OUT], [(1, Skip.BAD), (2, "acme:support")]),
        (["i 2026-11-20 09:00:00 " + "x" * 100_001, IN, OUT], [(1, Skip.BAD), (2, "acme:support")]),
    ],
)
def test_what_does_not_fit_is_told_by_line_and_stops_nothing(
    lines: list[str], found: list[tuple[int, Skip | str]]
) -> None:
    assert told(*lines) == found


def test_comments_directives_transactions_and_test_blocks_are_no_rows() -> None:
    noise = ["; one", "# two", "* three", "  indented", "", "bucket Equity:Time", "2026/11/20 Shop", "    Food  $ 3"]
    block = ["test reg", "i 2026-11-20 08:00:00 never", "o nonsense", "end test", "comment", OUT, "end comment"]
    assert told(*noise, *block, IN, *noise, OUT, "b 2026-11-20 00:00:00") == [(16, "acme:support")]


def test_a_block_without_an_end_is_told() -> None:
    _, bad = rows(IN, OUT, "test reg", IN)
    assert isinstance(bad, SkippedRow)
    assert (bad.line, bad.words) == (3, "'test' begins here without an 'end test'; the rest is not read")


# What each real file has: sessions, minutes, rows that cannot be read, and running ones.
REAL = {
    "baseline/opt-time-report": (5, 240, 0, 0),
    "baseline/opt-time-round": (1, 7, 0, 0),
    "regress/1018": (5, 240, 0, 0),
    "regress/1607": (1, 240, 0, 0),
    "regress/1608": (3, 53, 0, 0),
    "regress/1696": (3, 360, 0, 0),
    "regress/620": (2, 150, 0, 0),
    "regress/722": (1, 26, 0, 0),
    "regress/723": (8, 464, 0, 0),
    "regress/cov5-timelog-clock-in-out": (1, 480, 0, 0),
    "regress/cov6-timelog-checkout-noin": (1, 540, 1, 0),
    "regress/cov8-timelog-no-match": (0, 0, 1, 2),
    "regress/cov9-timelog-basic": (1, 480, 0, 0),
    "regress/cov9-timelog-multi-checkin": (2, 660, 0, 0),
    "regress/coverage-timelog-auto-close": (0, 0, 0, 1),
    "regress/coverage-timelog-auto-multi": (0, 0, 0, 2),
    "regress/coverage-timelog-basic": (2, 270, 0, 0),
    "regress/coverage-timelog-checkout-no-checkin": (0, 0, 1, 0),
    "regress/coverage-timelog-desc-transfer": (1, 180, 0, 0),
    "regress/coverage-timelog-double-checkin": (0, 0, 1, 1),
    "regress/coverage-timelog-errors": (0, 0, 1, 0),
    "regress/coverage-timelog-multi-checkin": (2, 120, 0, 0),
    "regress/coverage-timelog-new": (2, 570, 0, 0),
    "regress/coverage-timelog-nomatch": (0, 0, 1, 2),
    "regress/coverage-timelog-note-transfer": (1, 180, 0, 0),
    "regress/coverage-timelog-note": (1, 180, 0, 0),
    "regress/coverage-timelog-notes": (2, 450, 0, 0),
    "regress/coverage-timelog-out-before-in": (0, 0, 1, 0),
    "regress/coverage-timelog-out-no-in": (0, 0, 1, 0),
    "regress/coverage-timelog-payee": (2, 420, 0, 0),
    "regress/coverage-wave11-timelog-clock-inout": (2, 330, 0, 0),
    "regress/coverage-wave11-timelog": (2, 480, 0, 0),
}


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_real_logs_give_what_ledger_reports(name: str) -> None:
    data = (SHARED / "timelogs" / "ledger" / "test" / f"{name}.test").read_bytes()
    seconds, skipped = [], []
    for row in open_log(io.BytesIO(data), name, "timeclock").rows():
        span = row if isinstance(row, SkippedRow) else span_of(row, UTC)
        if isinstance(span, SkippedRow):
            skipped.append(span.skip)
        else:
            seconds.append(sum(part.seconds for part in span.parts))
    minutes = timedelta(seconds=sum(seconds)) // timedelta(minutes=1)
    assert (len(seconds), minutes, skipped.count(Skip.BAD), skipped.count(Skip.RUNNING)) == REAL[name]
