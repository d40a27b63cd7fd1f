"""The command line; imports the terminal app only to open the board."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 not understood."""
    import sys

    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        from standup import __version__

        sys.stdout.write(f"standup {__version__}\n")
        return 0
    from standup.cli.running import run

    return run(arguments)
