"""`python -m tests.bench [--short] [--json FILE]`: measures, prints a table, and asserts nothing."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import cases
from tests.bench.measuring import Row, table

CASES: dict[str, Callable[[Path, int], Iterator[Row]]] = {
    "startup": cases.startup,
    "logging": cases.logging,
    "week": cases.week_of_fifty,
}


def measure(rounds: int, only: str | None = None) -> list[Row]:
    """The rows of all cases, or of one."""
    rows = []
    for name, case in CASES.items():
        if only in (None, name):
            with tempfile.TemporaryDirectory(prefix="standup-bench-") as folder:
                rows += list(case(Path(folder) / "data" if name != "startup" else Path(folder), rounds))
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few rounds, for CI")
    parser.add_argument("--case", choices=CASES, help="one case only")
    parser.add_argument("--json", type=Path, help="also write the figures to a file")
    args = parser.parse_args()
    rows = measure(5 if args.short else 21, args.case)
    print(table(rows))
    if args.json:
        figures = [row._asdict() | {"ratio": row.ratio} for row in rows]
        args.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
