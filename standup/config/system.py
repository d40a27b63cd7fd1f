"""What this computer knows of the person at it; a proposal where they are asked, and never taken unasked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_PATIENCE = 1.0  # seconds for git to answer


def system_zone() -> str:
    """The IANA name of the system's time zone, UTC where it has none."""
    from zoneinfo import available_timezones

    names = [os.environ.get("TZ", "").removeprefix(":")]
    local = Path("/etc/localtime")
    if local.is_symlink():
        names.append("/".join(local.resolve().parts).partition("zoneinfo/")[2])
    timezone = Path("/etc/timezone")
    if timezone.is_file():
        names.append(timezone.read_text(encoding="utf-8", errors="replace").strip())
    known = available_timezones()
    return next((name for name in names if name in known), "UTC")


def system_name(environ: Mapping[str, str]) -> str:
    """The person's name by git, else by the system's list of users, else their login; empty where none is known."""
    return _one_line(_git_name(environ)) or _one_line(_login_name())


def _one_line(text: str) -> str:
    from standup.domain.text import shown

    lines = text.strip().splitlines()
    return shown(lines[0].strip()) if lines else ""


def _git_name(environ: Mapping[str, str]) -> str:
    """The name in the person's own git config; that of a repository which happens to be here is not asked for."""
    import shutil
    import subprocess

    git = shutil.which("git", path=environ.get("PATH"))
    if git is None:
        return ""
    try:
        asked = subprocess.run(
            [git, "config", "--global", "--get", "user.name"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.decode(errors="replace") if asked.returncode == 0 else ""


def _login_name() -> str:
    try:
        import pwd

        person = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return ""  # no such list on this system, or a user without an entry
    full = person.pw_gecos.split(",")[0].replace("&", person.pw_name.capitalize())
    return full.strip() or person.pw_name
