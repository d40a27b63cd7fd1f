"""`python -m standup` and the `standup` command."""

from __future__ import annotations

import gc
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Start-up makes objects that stay; with the interpreter's own threshold, looking for garbage among them takes
    # a twelfth of what `standup log` takes.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from standup.cli import main as run

    code = run()
    # The interpreter looks twice more for garbage before it goes; what lies here goes with the process.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
