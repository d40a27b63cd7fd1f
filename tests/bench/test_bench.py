"""The bench runs, and what does not depend on the machine's noise is asserted: how many files a command touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import measure
from tests.bench.cases import files_touched
from tests.bench.data import WEEKS_IN_FIVE_YEARS
from tests.bench.measuring import table


@pytest.mark.slow
def test_short_bench_measures_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    rows = measure(rounds=5)
    with capsys.disabled():
        print(f"\n{table(rows)}")
    assert {row.what for row in rows} >= {"`standup log`", "`standup --version`", "week summary of 50 developers"}
    assert all(row.cost.wall > 0 and row.base.wall > 0 for row in rows)


def test_five_years_cost_no_more_files_and_bytes_than_the_first_day(tmp_path: Path) -> None:
    fresh = files_touched(tmp_path / "fresh", people=1, weeks=0)
    old = files_touched(tmp_path / "old", people=1, weeks=WEEKS_IN_FIVE_YEARS)
    assert old == fresh
