"""A real pseudo-terminal with a program in it."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Sequence
from types import TracebackType

PATIENCE = 30.0  # seconds; machines are slow at times


class Terminal:
    """Runs a command in a pseudo-terminal of its own, and keeps all that it writes."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 40) -> None:
        self.output = b""
        self._master, self._slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self._slave)
        # The terminal has to be the controlling one of the program: a shim takes it, and then becomes the program.
        shim = (
            "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", shim, *command],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for number in (self._slave, self._master):
            if number >= 0:
                os.close(number)

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._master, 65536)
            except OSError:
                return
            if not piece:
                return
            self.output += piece

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the program is told by a signal."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until the words have been written since the last wait."""
        wanted = words.encode()
        end = time.monotonic() + PATIENCE
        while wanted not in self.output:
            if time.monotonic() > end:
                raise AssertionError(
                    f"{words!r} never came; the last of {self.output[-4000:].decode(errors='replace')}"
                )
            time.sleep(0.02)
        self.output = self.output[self.output.rindex(wanted) + len(wanted) :]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a window does."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def wait(self) -> int:
        """The exit code."""
        return self.process.wait(PATIENCE)

    def is_as_before(self) -> bool:
        """Whether the program left the terminal's settings as it found them."""
        return termios.tcgetattr(self._slave) == self.before
