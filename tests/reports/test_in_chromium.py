"""The page of a week in a real browser: it fits, is silent, has names, and prints on A4."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standup.domain.weeks import Week
from standup.reports.render import render
from standup.reports.summary import TEAM, Audience, MemberWeek, WeekSummary
from standup.workspace.sample import sample_workspace
from standup.workspace.summary import week_summary
from tests.reports.chromium import PROGRAM, Tab, browser
from tests.reports.examples import BOB, DANA, example
from tests.reports.naughty import OWN

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed: the page was not looked at in a browser"),
]
SIZES = [(width, scheme) for width in (1200, 400) for scheme in ("light", "dark")]
A4 = (595, 842)
"""In points."""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> WeekSummary:
    """The sample team on a Thursday, as its lead sees it."""
    now = datetime(2026, 11, 26, 15, tzinfo=UTC)
    folder = tmp_path_factory.mktemp("sample") / "data"
    return week_summary(sample_workspace(folder, timezone="Europe/Berlin", now=lambda: now), Week(2026, 48))


def page_of(summary: WeekSummary, folder: Path) -> Path:
    path = folder / "week.html"
    path.write_text(render(summary, "html"), encoding="utf-8")
    return path


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_page_fits_its_window_is_silent_and_takes_the_colours_asked_for(
    tab: Tab, sample: WeekSummary, tmp_path: Path, width: int, scheme: str
) -> None:
    tab.open(page_of(sample, tmp_path), width=width, scheme=scheme)
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.complaints == []
    picture = tab.picture()
    assert size_of(picture)[0] == width
    assert len(picture) > 20_000  # a page of one colour is a tenth of that
    is_dark = tab.value("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) < 128")
    assert is_dark is (scheme == "dark")


@pytest.mark.parametrize(
    "summary",
    [
        example(),
        example(audience=TEAM),
        example(DANA, BOB, audience=Audience("bob")),
        *(
            example(MemberWeek(developer="x", name=name, split=BOB.split), team_name=name)
            for name in OWN
            if len(name) > 50 or "<" in name or "\u202e" in name
        ),
    ],
    ids=lambda summary: ascii(summary.members[0].name[:12]) if summary.members else "team",
)
def test_no_name_and_no_version_makes_a_telephone_scroll_sideways(
    tab: Tab, summary: WeekSummary, tmp_path: Path
) -> None:
    tab.open(page_of(summary, tmp_path), width=400, scheme="light")
    assert tab.value("document.documentElement.scrollWidth") <= 400
    assert tab.complaints == []


def test_whoever_listens_is_told_every_drawing_table_and_heading(tab: Tab, sample: WeekSummary, tmp_path: Path) -> None:
    tab.open(page_of(sample, tmp_path), width=1200, scheme="light")
    names = tab.names()
    assert all(names["image"])
    assert sum(name.startswith("Customer share of the weeks Target band 10-20 %. W41 ") for name in names["image"]) == 1
    for member in sample.members:
        assert sum(name.startswith(f"Split of {member.name} ") for name in names["image"]) == 1
    assert names["table"] == ["Developers"]  # the figures of the weeks are folded
    assert {"Developers", "Touchpoints", "What moved", "Decisions needed"} <= set(names["heading"])
    assert {member.name for member in sample.members} <= {
        re.sub(r" (✓|not) closed$", "", name) for name in names["rowheader"]
    }
    tab.value("document.querySelector('details').open = true")
    assert len(tab.names()["table"]) == 2


def test_it_prints_on_a4_with_every_row_whole(tab: Tab, sample: WeekSummary, tmp_path: Path) -> None:
    tab.open(page_of(sample, tmp_path), width=1200, scheme="dark")
    pdf = tab.paper()
    boxes = [box.split() for box in re.findall(rb"/MediaBox \[([^]]*)\]", pdf)]
    assert {tuple(round(float(number)) for number in box) for box in boxes} == {(0, 0, *A4)}
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
    tab.print_style()
    for row in (".developers > tbody", "li", ".weeks", ".touchpoints section", ".team"):
        styles = tab.value(f"[...document.querySelectorAll('{row}')].map(one => getComputedStyle(one).breakInside)")
        assert set(styles) == {"avoid"}, row


def test_a_page_that_complains_is_noticed(tab: Tab, tmp_path: Path) -> None:
    odd = tmp_path / "odd.html"
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    wide = "<p style='width:3000px'>x</p>"
    odd.write_text(f"<!doctype html>{policy}<script>1</script>{wide}", encoding="utf-8")
    tab.open(odd, width=400, scheme="light")
    assert tab.complaints
    assert tab.value("document.documentElement.scrollWidth") == 400  # the policy took the inline style away
    tab.complaints.clear()
    odd.write_text(f"<!doctype html>{wide}<script>console.log('said')</script>", encoding="utf-8")
    tab.open(odd, width=400, scheme="light")
    assert "said" in tab.complaints[0]
    assert tab.value("document.documentElement.scrollWidth") > 400
    tab.complaints.clear()
