"""The real files that tests also run against, where they are present beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Folder of real time logs, calendars and strings; a checkout on its own has none."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of real files is not beside the project")
