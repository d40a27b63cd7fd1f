"""`python -m tests.bench [--short] [--case NAME] [--json FILE]`: measures, prints tables, and asserts nothing."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.bench import attention, boards, commands, importing, reporting, scrolling, storing, weeks
from tests.bench.bench import Bench
from tests.bench.results import Result, as_json, machine, report

_FEW, _MANY = 5, 21

Measure: TypeAlias = Callable[[Bench], Iterator[Result]]


class Case(NamedTuple):
    """A part of the bench; `long` ones are left out of a short run."""

    measure: Measure
    long: bool = False


CASES: dict[str, Case] = {
    "startup": Case(commands.startup),
    "logging": Case(storing.logging),
    "files": Case(storing.files),
    "week": Case(weeks.summary),
    "totals": Case(weeks.totals, long=True),
    "attention": Case(attention.attention, long=True),
    "reports": Case(reporting.reporting, long=True),
    "frame": Case(boards.first_frame),
    "keys": Case(boards.keys),
    "rows": Case(scrolling.rows),
    "import": Case(importing.importing, long=True),
}


def measure(*, short: bool, only: str | None = None) -> list[Result]:
    """The results of all cases, or of one."""
    found: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="standup-bench-") as folder:
        bench = Bench(Path(folder), rounds=_FEW if short else _MANY, short=short)
        for name, case in CASES.items():
            if only == name or (only is None and not (short and case.long)):
                print(f"measuring: {name}", file=sys.stderr)
                found += case.measure(bench)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few rounds, and no case that takes long")
    parser.add_argument("--case", choices=CASES, help="one case only")
    parser.add_argument("--json", type=Path, help="also write the figures to a file")
    args = parser.parse_args()
    found = measure(short=args.short, only=args.case)
    print(f"{machine()}\n\n{report(found)}")
    if args.json:
        args.json.write_text(json.dumps(as_json(found), indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
