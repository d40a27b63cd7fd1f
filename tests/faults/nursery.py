"""Makes processes that act until they are killed; run as `python -m tests.faults.nursery` (see `main`).

A process is forked from one that has imported everything, since starting Python would take most of the time.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from standup.store import staging
from tests.faults.actor import acting

STEPS = ("open", "write", "fchmod", "fsync", "replace", "unlink", "mkdir")
"""The calls of `os` that every change is made of; of `open`, those that only read are not counted."""
ENDED = b"ended\n"


class Life(msgspec.Struct):
    """One process: where and how it acts, and when it is killed."""

    folder: str
    seed: int
    start_ms: int
    after_seconds: float | None = None
    at_call: int | None = None
    """Killed just before so many calls of STEPS have been made."""
    actions: int = 10_000


def say(line: bytes) -> None:
    """Write a line to standard output at once; short enough not to be torn."""
    os.write(1, line)


def killed_at(call: int) -> None:
    """Let this process kill itself just before a call of STEPS."""
    made = 0

    def watched(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            nonlocal made
            only_reads = name == "open" and args[1] & (os.O_RDWR | os.O_WRONLY) == 0
            if not only_reads and args[:1] != (1,):  # standard output
                made += 1
                if made == call:
                    os.kill(os.getpid(), signal.SIGKILL)
            return original(*args, **kwargs)

        return wrapper

    for name in STEPS:
        setattr(os, name, watched(name, getattr(os, name)))


def live(life: Life) -> None:
    """Act on files that keep few changes, so that old ones move beside them all the time."""
    staging.MOST_CHANGES, staging.MOVED_CHANGES = 12, 6
    if life.at_call is not None:
        killed_at(life.at_call)
    acting(Path(life.folder), life.seed, life.start_ms, life.actions, say)


def main() -> None:
    """With an argument, act as it says. Without, fork a process for each line of standard input, say when it ended."""
    if len(sys.argv) > 1:
        live(msgspec.json.decode(sys.argv[1], type=Life))
        return
    for line in sys.stdin.buffer:
        life = msgspec.json.decode(line, type=Life)
        child = os.fork()
        if child == 0:
            live(life)
            os._exit(0)
        if life.after_seconds is not None:
            time.sleep(life.after_seconds)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        say(ENDED if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else b"failed\n")


if __name__ == "__main__":
    main()
