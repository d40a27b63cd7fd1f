"""One writer at a time: an inter-process lock on a file beside the data, which also holds between threads.

Meant for a local disk: network file systems are known to lie about locks.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec

from standup.domain.text import shown
from standup.store.errors import UNDECODABLE, BusyError

TIMEOUT = 10.0  # seconds
_LINE = 512  # bytes
_SHORTEST, _LONGEST = 0.001, 0.005
"""Seconds between two tries. Some ms at most: between two writes of one who writes all the time lies about one."""


class Holder(msgspec.Struct):
    """Who holds the lock, as the lock file tells those who wait."""

    name: str
    pid: int
    host: str


@cache  # written at each lock; asking the system for names takes longer than taking the lock
def _signature(pid: int) -> bytes:
    """A holder as it stands in the lock file: of one length, since cutting the file costs more than all the rest."""
    return msgspec.json.encode(Holder(_user(), pid, _host())).ljust(_LINE)


@contextmanager
def locked(path: Path, *, mode: int = 0o600, timeout: float = TIMEOUT, signed: bool = True) -> Iterator[None]:
    """Hold the lock file at `path`, made with `mode` where it is missing.

    Raises BusyError, naming the holder, when it cannot be had within `timeout` seconds, and OSError where the folder
    cannot be written. A lock that only one's own processes take, for moments, need not be `signed` with a name.
    """
    descriptor = _opened(path, mode)
    try:
        deadline = time.monotonic() + timeout
        pause = _SHORTEST
        while not _try(descriptor):
            if time.monotonic() >= deadline:
                raise _busy(path, timeout, signed=signed)
            # Waiters that all poll in step would meet again and again: each pause is a little off.
            time.sleep(pause * (0.5 + time.monotonic_ns() % 997 / 997))
            pause = min(pause * 1.5, _LONGEST)
        if signed:
            _sign(descriptor)
        yield
    finally:
        os.close(descriptor)  # which lets the lock go


def _opened(path: Path, mode: int) -> int:
    try:
        return os.open(path, os.O_RDWR)
    except FileNotFoundError:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, mode)
        _allow(descriptor, mode)
        return descriptor


def _sign(descriptor: int) -> None:
    """Say who holds the lock; a process that held it last has its name there still.

    Whatever is written here would be flushed together with the change that the lock is held for.
    """
    signature = _signature(os.getpid())
    if os.read(descriptor, _LINE) != signature:
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, signature)


def _busy(path: Path, timeout: float, *, signed: bool) -> BusyError:
    try:
        holder = msgspec.json.decode(path.read_bytes() if signed else b"", type=Holder)
    except (OSError, *UNDECODABLE):
        who = "another program"
    else:
        place = f"process {holder.pid} on {shown(holder.host)}"
        who = f"{shown(holder.name)} ({place})"
    return BusyError(
        f"{shown(str(path.parent))} is being written by {who}; waited {timeout:g} s, nothing was changed. "
        "Repeat in a moment, or end that program"
    )


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows forbids others to read what is locked, and they shall read who holds it

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _allow(descriptor: int, mode: int) -> None:
        """Windows keeps to the rights of the folder."""

    def _user() -> str:
        return os.getlogin()

    def _host() -> str:
        return os.environ.get("COMPUTERNAME", "this computer")

else:
    import fcntl
    import pwd

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _allow(descriptor: int, mode: int) -> None:
        if os.fstat(descriptor).st_uid == os.getuid():
            os.fchmod(descriptor, mode)  # the umask would shut out a team that shares the folder

    def _user() -> str:
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return f"user {os.getuid()}"

    def _host() -> str:
        return os.uname().nodename
