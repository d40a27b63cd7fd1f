"""A real pseudo-terminal with a program in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

PATIENCE = 30.0  # seconds; machines are slow at times


class Terminal:
    """Runs a command in a pseudo-terminal of its own, and keeps all that it writes."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 40) -> None:
        self.output = b""
        self._writing = threading.Lock()
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
            # The size is the terminal's to tell; a test runner may have put another one into the environment.
            env={name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        )
        self._is_closing = threading.Event()
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
        self.hang_up()

    def _read(self) -> None:
        while not self._is_closing.is_set():
            if not select.select([self._master], [], [], 0.05)[0]:
                continue
            try:
                piece = os.read(self._master, 65536)
            except OSError:
                return
            if not piece:
                return
            with self._writing:
                self.output += piece

    def forget(self) -> None:
        """Begin anew with what was written."""
        with self._writing:
            self.output = b""

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the program is told by a signal."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str) -> None:
        """Press keys, however many a terminal takes at a time."""
        rest = keys.encode()
        while rest:
            rest = rest[os.write(self._master, rest) :]

    def paste(self, text: str) -> None:
        """Paste a text, in the brackets that a terminal puts around it."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def wait_for(self, words: str) -> float:
        """Wait until the words have been written since the last wait; seconds that it took."""
        began = time.monotonic()
        wanted = words.encode()
        end = began + PATIENCE
        while wanted not in self.output:
            if time.monotonic() > end:
                raise AssertionError(
                    f"{words!r} never came; the last of {self.output[-4000:].decode(errors='replace')}"
                )
            time.sleep(0.02)
        took = time.monotonic() - began
        with self._writing:
            self.output = self.output[self.output.rindex(wanted) + len(wanted) :]
        return took

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def wait_until_stopped(self) -> None:
        """Wait until the system has stopped the program, as ctrl+z does."""
        status = Path(f"/proc/{self.process.pid}/stat")
        end = time.monotonic() + PATIENCE
        while status.read_text().rpartition(")")[2].split()[0] != "T":
            assert time.monotonic() < end, "it never stopped"
            time.sleep(0.02)

    def hang_up(self) -> None:
        """Close the terminal, as a window does; nobody may be reading it then, or it stays open for them."""
        self._is_closing.set()
        self._reader.join()
        for number in (self._slave, self._master):
            if number >= 0:
                os.close(number)
        self._slave = self._master = -1

    def wait(self) -> int:
        """The exit code."""
        return self.process.wait(PATIENCE)

    def is_as_before(self) -> bool:
        """Whether the program left the terminal's settings as it found them."""
        return termios.tcgetattr(self._slave) == self.before
