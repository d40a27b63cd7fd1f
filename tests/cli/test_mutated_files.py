"""Real files of other programs, damaged at random: read or refused in words, never with a traceback, and in time."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.shared_data import SHARED, needs_shared

pytestmark = [pytest.mark.slow, needs_shared]

KINDS: dict[str, tuple[str, tuple[str, ...], int]] = {
    "toggl": ("timelogs/timba/*.csv", ("--create-developers", "--create-customers"), 40),
    "watson": ("timelogs/watson/tests/resources/**/*frames*", (), 20),
    "timeclock": ("timelogs/ledger/test/**/*.test", (), 4),
    "jira": ("workitems/*/**/*issue*.csv", ("--as", "work"), 10),
    "github": ("workitems/octokit-webhooks/**/*.json", ("--as", "work"), 3),
    "hubspot": ("crm/dbt_hubspot/**/*engagement*.csv", ("--as", "touchpoints"), 6),
    "ics": ("ics/**/*.ics", ("--as", "touchpoints"), 1),
}
"""For each kind: its real files, what the command needs, and how often each file is damaged."""
MOST = 60
"""Files of one kind; of more, these are drawn."""
PATIENCE = 10.0
"""Seconds of one command on a busy machine; a reader that hangs takes for ever."""


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one thing wrong that happens to files: cut, doubled, shifted, garbled or of another encoding."""
    place, size = rng.randrange(len(data) + 1), rng.randrange(1, 200)
    kind = rng.randrange(6)
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + data[place : place + size] * 3 + data[place:]
    if kind == 2:
        return data[:place] + data[place + size :]
    if kind == 3:
        return data[:place] + rng.randbytes(size) + data[place + size :]
    if kind == 4:
        return data.replace(rng.choice((b",", b'"', b"\n", b":", b"0", b"\r")), rng.choice((b"", b'"', b"\0", b"9")))
    return data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "cp1252", "utf-8-sig")), "replace")


def cases(kind: str) -> Iterator[bytes]:
    """The real files of a kind, each damaged some times; the same ones in every run."""
    pattern, _, times = KINDS[kind]
    rng = random.Random(kind)
    files = sorted(path for path in SHARED.glob(pattern) if path.is_file())
    assert files, kind
    for path in files if len(files) <= MOST else rng.sample(files, MOST):
        data = path.read_bytes()
        for _ in range(times):
            yield damaged(data, rng)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused_in_words(
    team: Run, tmp_path: Path, kind: str, record_property: Callable[[str, object], None]
) -> None:
    file = tmp_path / "file"
    codes: Counter[int] = Counter()
    slowest = 0.0
    for data in cases(kind):
        file.write_bytes(data)
        begun = time.perf_counter()
        ran = team("import", kind, str(file), "--dry-run", *KINDS[kind][1])
        slowest = max(slowest, time.perf_counter() - begun)
        codes[ran.code] += 1
        assert "Traceback" not in ran.out + ran.err, data
        assert "\x1b" not in ran.out + ran.err, data
        assert ran.code in (0, 1, 2), (ran, data)
        assert ran.code == 0 or ran.err.startswith("standup: "), (ran, data)
    assert slowest < PATIENCE
    record_property(
        "counts",
        f"{codes.total()} damaged files: {codes[0]} read, {codes.total() - codes[0]} refused, slowest {slowest:.2f} s",
    )
