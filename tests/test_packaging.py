"""What people install: the wheel, and an editable checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import standup

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
WHERE = "import standup, standup.config as c; print(standup.__file__); print(c.themes_folder())"


def run(*command: str | Path) -> str:
    """What a command prints, away from the checkout and without its modules on the path."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env=environ, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a machine with nothing but Python and pip."""
    folder = tmp_path_factory.mktemp("machine")
    venv.create(folder, with_pip=True)
    return folder / "bin"


def test_the_wheel_holds_every_file_of_the_package_and_the_themes(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    package = {path for path in (ROOT / "standup").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    themes = set((ROOT / "themes").glob("*.toml"))
    assert themes
    assert {path.relative_to(ROOT).as_posix() for path in package} <= inside
    assert {f"standup/themes/{path.name}" for path in themes} <= inside
    assert not any(name.startswith(("tests/", "docs/", "themes/")) for name in inside)
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_an_installed_wheel_runs_and_finds_its_themes_and_so_does_a_checkout(wheel: Path, machine: Path) -> None:
    run(machine / "python", "-m", "pip", "install", "--quiet", wheel)
    package, themes = (Path(line) for line in run(machine / "python", "-c", WHERE).splitlines())
    assert package.is_relative_to(machine.parent)
    assert themes == package.parent / "themes"
    assert list(themes.glob("*.toml"))
    assert run(machine / "standup", "--version") == f"standup {standup.__version__}\n"
    assert "Production" in run(machine / "standup", "--demo", "week")

    run(machine / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--editable", ROOT)
    assert run(machine / "python", "-c", WHERE).splitlines() == [
        str(ROOT / "standup/__init__.py"),
        str(ROOT / "themes"),
    ]
    assert run(machine / "standup", "--version") == f"standup {standup.__version__}\n"
