"""What opens a dialog, and what its answer does; each module is imported when it is first asked for.

Together they import every dialog, which would take longer than drawing the Board; so screens write
`asking.rows.ask_done(...)` (the pattern of SPEC 1, https://scientific-python.org/specs/spec-0001/).
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standup.tui.asking import (
        care,
        checkin,
        customers,
        duty,
        entries,
        files,
        fill,
        interrupts,
        rounds,
        rows,
        split,
        team,
        timers,
        week,
    )

__all__ = [
    "care",
    "checkin",
    "customers",
    "duty",
    "entries",
    "files",
    "fill",
    "interrupts",
    "rounds",
    "rows",
    "split",
    "team",
    "timers",
    "week",
]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
