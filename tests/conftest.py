"""Every test runs in a home, a time zone and an environment of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("standup", derandomize=True, deadline=None, max_examples=100, database=None)
settings.load_profile("standup")

ZONE = "Europe/Berlin"
"""The system's zone in every test: one with summer time, so that a forgotten zone shows."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
"""What a test may see of the machine; pip's and pytest's own variables too (see `_is_passed_on`)."""


def _is_passed_on(name: str) -> bool:
    tools = ("PIP_", "PYTEST", "PYTHON", "SSL_", "REQUESTS_", "COV_", "TEXTUAL_SNAPSHOT")
    return name in _PASSED_ON or name.upper().startswith(tools) or name.lower().endswith("_proxy")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder for this test; nothing of the real one, and no option of the caller, is seen."""
    folder = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if not _is_passed_on(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", ZONE)
    time.tzset()
    yield folder
    monkeypatch.undo()
    time.tzset()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests counted: kills, processes, cut files."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    told = [
        f"{report.nodeid.rpartition('::')[2]}: {words}"
        for report in reports
        if report.when == "call"
        for name, words in report.user_properties
        if name == "counts"
    ]
    if told:
        terminalreporter.section("counts")
        for line in sorted(told):
            terminalreporter.write_line(line)
