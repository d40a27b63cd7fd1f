"""Disks that are full, cannot be written, or forbid it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NOBODY = 65534
PAGE = 4096


def mounted(point: Path, size: int) -> bool:
    """Mount a small disk of our own; False where this machine does not allow it."""
    point.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(point)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def remounted(point: Path, how: str) -> None:
    """Let a mounted disk be `ro` or `rw`."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(point)], check=True)


def unmounted(point: Path) -> None:
    """Take the disk away."""
    subprocess.run(["umount", str(point)], check=True)


def filled(point: Path, left: int) -> Path:
    """Fill a disk until so many pages are left; the file that does it."""
    ballast = point / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(PAGE))
    os.truncate(ballast, ballast.stat().st_size - left * PAGE)
    return ballast


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let no write reach beyond so many bytes of a file, as on a full disk: a first write may still be cut short."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Let a folder be read but not written by us; root, whom modes do not stop, is nobody meanwhile."""
    modes = {path: path.stat().st_mode for path in [folder, *folder.rglob("*")]}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)
