"""A program on a terminal of its own: what it prints, and what it cost until then."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.measuring import ROOT, Command, Cost, peak_mib

_PATIENCE = 30.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


class Frame(NamedTuple):
    """What a program took until it had painted something."""

    cost: Cost
    peak_mib: float


class Terminal:
    """A program on a pseudo-terminal; a context that ends it without asking."""

    def __init__(self, command: Command, *, columns: int = 120, lines: int = 40) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            command.arguments(),
            env=command.environ,
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._terminal = ours
        self._printed = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def until(self, words: str) -> float:
        """Seconds until the program prints these words; raises RuntimeError where it ends or takes too long."""
        begun = time.perf_counter()
        wanted = words.encode()
        while wanted not in self._printed:
            left = _PATIENCE - (time.perf_counter() - begun)
            if left < 0 or not self._read(left):
                raise RuntimeError(f"'{words}' was not printed, but: {self._printed[-2000:]!r}")
        self._printed = b""
        return time.perf_counter() - begun

    def rest(self, seconds: float) -> None:
        """Let it print what it likes for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        self._printed = b""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU so far, in ticks of the system's."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS

    def end(self) -> Frame:
        """Kill the program; what it took until then."""
        if self._process.returncode is not None:
            return Frame(Cost(0, 0), 0)
        peak = peak_mib(self._process.pid)
        self._process.send_signal(signal.SIGKILL)
        wall = time.perf_counter() - self._begun
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        os.close(self._terminal)
        return Frame(Cost((used.ru_utime + used.ru_stime) * 1000, wall * 1000), peak)

    def _read(self, seconds: float) -> bool:
        """Read what is printed within some seconds; False where nothing more will come."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if ready:
            try:
                self._printed += os.read(self._terminal, 1 << 16)
            except OSError:
                return False
        return True
