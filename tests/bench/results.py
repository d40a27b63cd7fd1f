"""What the bench found: rows of tables, as Markdown and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from tests.bench.measuring import Cost


class Row(NamedTuple):
    """What was measured, against what, and the aim (a ratio of `by`)."""

    what: str
    cost: Cost
    baseline: str
    base: Cost
    aim: float | None = None
    by: str = "cpu"

    @property
    def ratio(self) -> float:
        """How many times the baseline it takes."""
        return float(getattr(self.cost, self.by)) / max(float(getattr(self.base, self.by)), 1e-9)


class Figure(NamedTuple):
    """One number; the aim is to have at most so much."""

    what: str
    value: float
    unit: str
    aim: float | None = None


class Files(NamedTuple):
    """What one action did with files: those of the data folder, and those of one's own cache and list of changes."""

    what: str
    stored: str
    opened: int
    read: int
    written: int
    own_opened: int
    own_read: int


class Missing(NamedTuple):
    """What could not be measured, and why."""

    what: str
    why: str


Result: TypeAlias = Row | Figure | Files | Missing


def machine() -> str:
    """The machine in words, without its name."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def report(results: Sequence[Result]) -> str:
    """All results as Markdown."""
    parts = [_times([one for one in results if isinstance(one, Row)])]
    parts.append(_figures([one for one in results if isinstance(one, Figure)]))
    parts.append(_files([one for one in results if isinstance(one, Files)]))
    parts.extend(f"Not measured: {one.what}, since {one.why}." for one in results if isinstance(one, Missing))
    return "\n\n".join(part for part in parts if part)


def as_json(results: Iterable[Result]) -> dict[str, Any]:
    """All results as JSON has them."""
    kinds: dict[type[Result], str] = {Row: "times", Figure: "figures", Files: "files", Missing: "missing"}
    found: dict[str, Any] = {"machine": machine(), **{name: [] for name in kinds.values()}}
    for one in results:
        extra: dict[str, Any] = {}
        if isinstance(one, Row):
            extra = {"cost": one.cost._asdict(), "base": one.base._asdict(), "ratio": one.ratio}
        found[kinds[type(one)]].append(one._asdict() | extra)
    return found


def _times(rows: Sequence[Row]) -> str:
    heads = ("What", "CPU ms", "wall ms", "against", "CPU ms", "wall ms", "ratio", "aim")
    return _table(
        heads,
        "lrrlrrrr",
        [
            (
                row.what,
                f"{row.cost.cpu:.1f}",
                f"{row.cost.wall:.1f}",
                row.baseline,
                f"{row.base.cpu:.1f}",
                f"{row.base.wall:.1f}",
                f"{row.ratio:.2f}x {row.by}",
                "" if row.aim is None else f"{row.aim:.1f}x",
            )
            for row in rows
        ],
    )


def _figures(figures: Sequence[Figure]) -> str:
    rows = [
        (one.what, f"{_number(one.value)} {one.unit}", "" if one.aim is None else f"{one.aim:g} {one.unit}")
        for one in figures
    ]
    return _table(("What", "found", "aim"), "lrr", rows)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _files(files: Sequence[Files]) -> str:
    heads = ("Action", "stored", "files opened", "bytes read", "bytes written", "own files", "own bytes")
    rows = [
        (one.what, one.stored, *(f"{number:,}" for number in (one.opened, one.read, one.written)), *_own(one))
        for one in files
    ]
    return _table(heads, "llrrrrr", rows)


def _own(one: Files) -> tuple[str, str]:
    return f"{one.own_opened:,}", f"{one.own_read:,}"


def _table(heads: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    rule = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
