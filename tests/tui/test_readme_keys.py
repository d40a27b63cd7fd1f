"""The README's tables of keys are those of the app."""

from __future__ import annotations

import difflib
import runpy
from pathlib import Path

MAKER = Path(__file__).parents[2] / "docs" / "make_keys.py"


def test_the_readme_shows_the_keys_of_the_app() -> None:
    made = runpy.run_path(str(MAKER))
    now = made["README"].read_text(encoding="utf-8")
    new = made["with_keys"](now)
    difference = "\n".join(
        difflib.unified_diff(now.splitlines(), new.splitlines(), "README.md", "the app", lineterm="")
    )
    assert not difference, f"run `python docs/make_keys.py`:\n{difference}"
