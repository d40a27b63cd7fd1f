"""Who may import what, as seen at run time; import-linter checks the same floors in the source."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import standup

ROOT = Path(__file__).parents[1]
TERMINAL_APP = ("textual", "rich")
RARE = ("jinja2", "holidays", "shtab", "tomlkit", "xlsxwriter", "icalendar", "recurring_ical_events")
"""Libraries that cost start-up time and that everyday commands do without."""


def loaded(code: str, *arguments: str, names: Sequence[str]) -> list[str]:
    """Which of the named modules are there after the code has run in a fresh interpreter."""
    probe = f"{code}\nimport json, sys\nprint('\\n' + json.dumps([n for n in {list(names)!r} if n in sys.modules]))"
    command = [sys.executable, "-c", probe, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return found


def run(*words: str, names: Sequence[str] = (*TERMINAL_APP, *RARE)) -> list[str]:
    """Which of the named modules a command has loaded when it is done."""
    code = "import sys\nfrom standup.cli import main\nassert main(sys.argv[1:]) == 0"
    return loaded(code, *words, names=names)


def modules() -> list[str]:
    """Every module of the project, save the terminal app and the one that starts on import."""
    found = pkgutil.walk_packages(standup.__path__, "standup.")
    names = [module.name for module in found]
    return [name for name in names if not name.startswith("standup.tui") and name != "standup.__main__"]


def test_no_module_below_the_terminal_app_loads_it() -> None:
    names = modules()
    assert "standup.domain.split" in names
    code = "\n".join(f"import {name}" for name in names)
    assert loaded(code, names=TERMINAL_APP) == []


def test_no_command_of_every_day_loads_the_terminal_app_or_a_rare_library() -> None:
    assert run("--version") == []
    run("init", "--name", "Dana", "--hours", "40", names=())
    assert run("log", "30m", "other", "standup") == []
    assert run("today") == []
    assert run("week") == []


def test_a_short_line_is_logged_without_what_longer_ones_need() -> None:
    run("init", "--name", "Dana", "--hours", "40", names=())
    assert run("log", "30m", "other", "standup", names=("argparse", "fractions", "dateutil", "difflib")) == []
    of_git = ("subprocess", "standup.sources.git", "standup.domain.commits")
    assert run("log", "30m", "other", "standup", names=of_git) == []
    compiled = (
        "import re, sys\nfrom standup.cli import main\nassert main(sys.argv[1:]) == 0\n"
        "from standup.domain import dates\nfrom standup.domain.logline import grammar\n"
        "from standup.store import layout\n"
        "ours = {value for one in (dates, grammar, layout) for value in vars(one).values() if type(value) is str}\n"
        "if [pattern for _, pattern, _ in re._cache if pattern in ours]: import fractions"
    )
    assert loaded(compiled, "log", "30m", "other", "standup", names=("fractions",)) == []


def test_the_end_of_a_command_looks_for_no_garbage() -> None:
    code = (
        "import atexit, gc, sys\nfrom standup.__main__ import main\nsys.argv = ['standup', '--version']\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1000))\nmain()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.stdout == f"standup {standup.__version__}\nTrue\n"
    assert ran.returncode == 0


def test_the_version_needs_no_library_at_all() -> None:
    everything = ("msgspec", "tinydb", "platformdirs", "dateutil", "uuid_utils", "argparse", *TERMINAL_APP, *RARE)
    assert run("--version", names=everything) == []


def test_the_package_is_only_a_version() -> None:
    assert loaded("import standup", names=("standup.domain", "standup.cli", "msgspec")) == []


def test_every_room_stands_on_a_floor() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [floors] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    rooms = {room.strip() for floor in floors for room in floor.split("|")}
    children = {f"standup.{module.name}" for module in pkgutil.iter_modules(standup.__path__)}
    assert children <= rooms
