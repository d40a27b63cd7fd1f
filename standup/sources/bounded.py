"""Another program's output, bounded in time and in bytes: whatever it does, it ends and leaves no process behind."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO

_CHUNK = 65_536
_MOST_COMPLAINTS = 8_192  # bytes of stderr that are kept


class Bounded:
    """A program that runs in a process group of its own; leaving the `with` block ends it, if it has not ended.

    `patience` is in seconds and counts from the start; `most_bytes` bounds what is read of its output. Its standard
    input is empty, or a file from where that stands.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        *,
        patience: float,
        most_bytes: int,
        stdin: IO[bytes] | None = None,
    ) -> None:
        self.is_late = False
        """Whether it was still at it when patience ended."""
        self.is_too_long = False
        """Whether it wrote more than was to be read."""
        self.complaints = ""
        """What it wrote to stderr, the beginning."""
        self._deadline = time.monotonic() + patience
        self._most_bytes = most_bytes
        self._errors = bytearray()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environ),
            bufsize=0,
            start_new_session=True,
        )

    def __enter__(self) -> Bounded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    @property
    def succeeded(self) -> bool:
        """Whether it came to its end by itself and said that all is well."""
        return self._process.returncode == 0

    def chunks(self) -> Iterator[bytes]:
        """Its output as it comes, until it ends or a bound is met; then the other fields tell how it went."""
        out, errors = self._process.stdout, self._process.stderr
        assert out is not None and errors is not None  # noqa: S101, PT018  # both are pipes
        read = 0
        with selectors.DefaultSelector() as selector:
            for stream in (out, errors):
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                left = self._deadline - time.monotonic()
                ready = selector.select(left) if left > 0 else []
                if not ready:
                    self.is_late = True
                    return
                for key, _ in ready:
                    chunk = os.read(key.fd, _CHUNK)
                    if not chunk:
                        selector.unregister(key.fileobj)
                    elif key.fileobj is errors:
                        self._complain(chunk)
                    else:
                        read += len(chunk)
                        yield chunk
                        if read > self._most_bytes:
                            self.is_too_long = True
                            return
        self._await_end()

    def output(self) -> str:
        """All that it writes, read as UTF-8; what is not becomes `�`."""
        return b"".join(self.chunks()).decode("utf-8", errors="replace")

    def _complain(self, chunk: bytes) -> None:
        self._errors += chunk[: _MOST_COMPLAINTS - len(self._errors)]
        self.complaints = self._errors.decode("utf-8", errors="replace")

    def _await_end(self) -> None:
        try:
            self._process.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.is_late = True
