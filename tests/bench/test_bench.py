"""The bench runs, and what does not depend on the machine's noise is asserted: files touched, and memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.__main__ import CASES, measure
from tests.bench.bench import Bench
from tests.bench.importing import ROWS, import_rows
from tests.bench.measuring import Cost, interleaved, peak_mib
from tests.bench.results import Figure, Files, Missing, Result, Row, as_json, report
from tests.bench.storing import files_of_fifty, files_of_one

ACTIONS = ["log", "undo", "week", "Board"]
WEEKS_BEFORE = 11
"""Weeks before its own that a week's summary tells of, however many there are."""
WEEKS_OF_INTERRUPTS = 2
"""Weeks of these whose entries it reads as well, for the budget of interrupts."""
MOST_WEEK = 32 * 1024
"""Bytes of the file of one developer's week."""
MOST_OWN = 256 * 1024
"""Bytes that the list of changes and the caches of one developer's time may have after five years.

They are the minutes by work item (for a log, too) and, for the Board, what was done for which customer on which day.
"""


@pytest.fixture(scope="session")
def make_bench(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Bench]:
    """A bench with few rounds."""
    return lambda: Bench(tmp_path_factory.mktemp("bench"), rounds=3, short=False)


def by_stored(results: Iterator[Files]) -> list[list[Files]]:
    """The results of all actions for each thing stored."""
    found = list(results)
    groups = [found[start : start + len(ACTIONS)] for start in range(0, len(found), len(ACTIONS))]
    assert all([one.what for one in group] == ACTIONS for group in groups)
    return groups


def _more(fresh: Files, old: Files, people: int) -> bool:
    """Whether five years cost what they may: no file and byte more, but for the weeks that a summary tells of."""
    weeks = people * (WEEKS_BEFORE + WEEKS_OF_INTERRUPTS) if old.what == "week" else 0
    return (
        old.opened == fresh.opened + weeks
        and fresh.read <= old.read <= fresh.read + weeks * MOST_WEEK
        and old.written == fresh.written
    )


def test_five_years_cost_no_more_files_and_bytes_than_the_first_day(tmp_path: Path) -> None:
    first_day, five_years, _ = by_stored(files_of_one(tmp_path))
    for fresh, old in zip(first_day, five_years, strict=True):
        assert _more(fresh, old, people=1), old.what
        assert old.own_opened == fresh.own_opened, old.what
        assert old.own_read <= MOST_OWN, old.what


def test_many_open_work_items_are_read_once_and_only_where_they_are_shown(tmp_path: Path) -> None:
    first_day, _, much_open = by_stored(files_of_one(tmp_path))
    more = [full.read - few.read for few, full in zip(first_day, much_open, strict=True)]
    assert [(one.opened, one.written) for one in much_open] == [(one.opened, one.written) for one in first_day]
    assert more[:2] == [0, 0]
    assert more[2] == more[3] > 0


@pytest.mark.slow
def test_five_years_of_fifty_cost_no_more_files_and_bytes_than_their_first_day(make_bench: Callable[[], Bench]) -> None:
    first_day, five_years = by_stored(files_of_fifty(make_bench()))
    for fresh, old in zip(first_day, five_years, strict=True):
        assert _more(fresh, old, people=50), old.what
        people = 50 if old.what in ("week", "Board") else 1  # these two ask what all fifty did for the customers
        assert old.own_read <= people * MOST_OWN, old.what


@pytest.mark.slow
def test_short_bench_measures_what_it_promises(capsys: pytest.CaptureFixture[str]) -> None:
    found = measure(short=True)
    with capsys.disabled():
        print(f"\n{report(found)}")
    names = " ".join(one.what for one in found)
    for what in ("`standup log`", "`standup --version`", "`watson add`", "one entry logged", "week summary", "key `3`"):
        assert what in names
    assert all(one.cost.wall > 0 and one.base.wall > 0 for one in found if isinstance(one, Row))
    memory = next(one for one in found if isinstance(one, Figure) and one.what.startswith("memory of the Board"))
    assert memory.aim is not None
    assert memory.value <= memory.aim


@pytest.mark.slow
def test_a_large_import_needs_little_memory(make_bench: Callable[[], Bench]) -> None:
    bench = make_bench()
    _, peak = import_rows(bench, bench.person("import", weeks=0), ROWS)
    assert peak < 300


def test_results_are_told_as_tables_and_as_json() -> None:
    found: list[Result] = [
        Row("log", Cost(3, 4), "bare", Cost(1.5, 2), 1.5),
        Figure("p50", 12.34, "ms", 20),
        Figure("import", 12345.6, "rows/s"),
        Files("log", "nothing", 2, 1158, 481, 1, 0),
        Missing("`timew track`", "timew is not installed"),
    ]
    text = report(found)
    assert "| log | 3.0 | 4.0 | bare | 1.5 | 2.0 | 2.00x cpu | 1.5x |" in text
    assert "| p50 | 12.3 ms | 20 ms |" in text
    assert "| import | 12,346 rows/s |  |" in text
    assert "| log | nothing | 2 | 1,158 | 481 | 1 | 0 |" in text
    assert "Not measured: `timew track`, since timew is not installed." in text
    told = json.loads(json.dumps(as_json(found)))
    assert told["times"][0]["ratio"] == 2
    assert [len(told[name]) for name in ("times", "figures", "files", "missing")] == [1, 2, 1, 1]


def test_runs_are_called_in_turn_and_prepared_unmeasured() -> None:
    calls: list[str] = []
    found = interleaved(
        2, before=lambda: calls.append("-"), one=lambda: calls.append("1"), two=lambda: calls.append("2")
    )
    assert "".join(calls) == "-1-2" * 3
    assert set(found) == {"one", "two"}


def test_memory_and_cases_are_known() -> None:
    assert peak_mib() > 5
    assert [name for name, case in CASES.items() if case.long] == ["totals", "attention", "reports", "import"]
