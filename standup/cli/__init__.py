"""The command line; imports the terminal app only to open the board."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 not understood."""
    import sys

    from standup.cli.running import run

    return run(sys.argv[1:] if argv is None else argv)
