"""The colours of all themes that come with the app: can they be read, and told apart."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.screen import ModalScreen

from standup.config import Settings, themes_folder
from standup.domain.touchpoints import Urgency
from standup.reports.bars import PARTS
from standup.tui.app import StandupApp
from standup.tui.contrast import ENHANCED_TEXT, GRAPHICS, TEXT, contrast, luminance, pairs_of, weak_pairs
from standup.tui.help import KeyList
from standup.tui.theme_folders import ThemeFolders
from standup.tui.theming import OWN_VARIABLES, FileTheme, colours_of, read_theme
from standup.tui.widgets.columns import NO_NEXT_STEP_GLYPH, STATE_GLYPHS, URGENCY_GLYPHS
from standup.tui.widgets.footer import KeyLine
from standup.tui.widgets.splitbars import BAND_MARKS
from tests.tui.conftest import FRIDAY, THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.eyes import EYES, ciede2000, seen
from tests.tui.painted import Painted, painted
from tests.tui.reading import screen_text, settled
from tests.tui.test_first_run import Beginner
from tests.tui.tour import tour

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

BAR_CELLS = frozenset("█▓▒░·▰▱")
FRAMES = frozenset("".join(map(chr, range(0x2500, 0x25A0))) + "▁▔▊▎") - BAR_CELLS
APART = 12
"""Least CIEDE2000 between two colours that mean different things; some 1 can just be seen side by side, and cells of a
terminal are small."""


IN_ALL_COLOURS = ("toast", "help", "form", "log line refused", "team", "themes")
"""Stops at which every theme is tried: together they show every variable that a screen uses."""


def shipped() -> dict[str, FileTheme]:
    folders = ThemeFolders(themes_folder())
    folders.look()
    return folders.themes


THEMES = shipped()
MIXED = [name for name, theme in THEMES.items() if not theme.ansi]


def least(theme: str) -> float:
    return ENHANCED_TEXT if theme.startswith("high-contrast") else TEXT


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#fff", "#fff", 1), ("#777", "#fff", 4.48), ("#767676", "#fff", 4.54), ("#f00", "#fff", 4)],
)
def test_contrast_is_what_the_guidelines_say(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(Color.parse(other), Color.parse(one)) == contrast(Color.parse(one), Color.parse(other))


def test_luminance_goes_from_black_to_white() -> None:
    assert luminance(Color.parse("black")) == 0
    assert luminance(Color.parse("white")) == pytest.approx(1)


@pytest.mark.parametrize("name", MIXED)
def test_every_colour_of_a_text_can_be_read_on_every_ground(name: str) -> None:
    assert weak_pairs(THEMES[name]) == []
    if least(name) > TEXT:
        shapes = ("unlogged", "left", "foreground-disabled")
        assert [
            pair for pair in pairs_of(THEMES[name]) if pair.contrast < least(name) and pair.text not in shapes
        ] == []


def test_weak_colours_are_found_the_worst_first(tmp_path: Path) -> None:
    path = tmp_path / "weak.toml"
    path.write_text('primary = "#6ca8f5"\nbackground = "#000"\nforeground = "#888"\n[variables]\nother = "#222"\n')
    weak = weak_pairs(read_theme(path))
    assert weak[0].text == "other"
    assert any(pair.text == "foreground-muted" for pair in weak)
    assert not any(pair.text == "primary" and pair.ground == "background" for pair in weak)


def too_weak(one: Painted, theme: str, disabled: Color) -> bool:
    """Whether a piece of a screen cannot be read.

    Frames are ornament; marks on a bar are graphics; a cell of a bar is told by its shape against what lies around it;
    keys that cannot act are exempt by WCAG and yet have the contrast of graphics.
    """
    assert one.color is not None
    assert one.ground is not None
    if FRAMES.issuperset(one.text):
        return False
    if set(BAND_MARKS).issuperset(one.text):
        return contrast(one.color, one.ground) < GRAPHICS
    if BAR_CELLS.issuperset(one.text):
        return contrast(one.color, one.under) < GRAPHICS
    if isinstance(one.widget, KeyLine | KeyList) and one.color == disabled:
        return contrast(one.color, one.ground) < GRAPHICS
    return contrast(one.color, one.ground) < least(theme)


def weak_pieces(app: StandupApp, least_count: int = 8) -> list[Painted]:
    """What cannot be read on the screen, which shows at least so much."""
    disabled = Color.parse(app.theme_variables["foreground-disabled"])
    pieces = usable(app)
    assert len(pieces) > least_count
    return [one for one in pieces if too_weak(one, app.theme, disabled)]


def usable(app: StandupApp) -> list[Painted]:
    """What stands on the screen, without what lies under a dialog, which cannot be used."""
    return [one for one in painted(app) if not isinstance(one.widget, ModalScreen)]


def dress(app: StandupApp, theme: str) -> None:
    """Give the screen the colours of a theme at once, without waiting for the next frame."""
    app.theme = theme
    app.refresh_css(animate=False)
    app.screen.query("*").refresh()


def odd_in_sixteen_colours(one: Painted) -> bool:
    """Whether a piece is not in a safe colour of the terminal's own on its own ground.

    Black and white, bright or not, are the colour of the ground in many terminals.
    """
    default, unsafe = -1, {0, 7, 8, 15}
    if FRAMES.issuperset(one.text) or set(BAND_MARKS).issuperset(one.text):
        return False
    colored = one.color is not None and one.color.ansi is not None and one.color.ansi not in unsafe
    return not colored or not (one.ground is None or one.ground.ansi == default)


async def test_everything_on_every_screen_can_be_read_in_every_theme(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        async for stop in tour(app, pilot):
            assert weak_pieces(app) == [], stop
            if stop not in IN_ALL_COLOURS:
                continue
            for theme in MIXED:
                dress(app, theme)
                assert weak_pieces(app) == [], (stop, theme)
            dress(app, "terminal")
            assert [one for one in usable(app) if odd_in_sixteen_colours(one)] == [], stop
            dress(app, MIXED[0])


async def test_the_palette_can_be_read(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        for theme in ("standup-dark", "high-contrast-light", "terminal"):
            dress(app, theme)
            await pilot.press("ctrl+p", "t")
            await pilot.pause(0.2)  # its search runs beside
            await settled(pilot)
            assert "Theme: choose" in screen_text(app)
            if theme in MIXED:
                assert weak_pieces(app) == [], theme
            else:
                assert [one for one in usable(app) if odd_in_sixteen_colours(one)] == []
            await pilot.press("escape")
            await settled(pilot)


async def test_the_first_run_can_be_read_in_every_theme(tmp_path: Path, clock: Clock) -> None:
    app = Beginner(tmp_path, clock).app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for theme in MIXED:
            dress(app, theme)
            assert weak_pieces(app) == [], theme


async def test_text_that_cannot_be_read_is_found(make_workspace: MakeWorkspace, clock: Clock, tmp_path: Path) -> None:
    clock.at = THURSDAY
    (tmp_path / "weak.toml").write_text('primary = "blue"\n[variables]\nforeground-muted = "#333"\n', encoding="utf-8")
    app = StandupApp(make_workspace(), settings=Settings(theme="weak"), user_themes=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert len(weak_pieces(app)) > 15


@pytest.mark.parametrize("theme", [name for name in MIXED if name.startswith("red-green-safe")])
@pytest.mark.parametrize("eyes", EYES)
def test_colours_stay_apart_without_red_or_green(theme: str, eyes: str) -> None:
    colours = colours_of(THEMES[theme])
    urgency = [colour.removeprefix("$") for _, colour in URGENCY_GLYPHS.values()]
    states = [colour.removeprefix("$") for _, colour in STATE_GLYPHS.values()]
    for group in (OWN_VARIABLES, [*urgency, "text-success"], states):
        for one, other in combinations(sorted(set(group)), 2):
            pair = [seen(Color.parse(colours[name]), EYES[eyes]) for name in (one, other)]
            assert ciede2000(*pair) >= APART, (one, other)


def test_ordinary_colours_do_not_stay_apart_without_red_or_green() -> None:
    red, green = Color.parse("#c85050"), Color.parse("#788c00")
    assert ciede2000(seen(red, EYES["full colour vision"]), seen(green, EYES["full colour vision"])) > APART
    assert ciede2000(seen(red, EYES["deuteranopia"]), seen(green, EYES["deuteranopia"])) < APART


@pytest.mark.parametrize("theme", MIXED)
def test_the_parts_of_a_bar_stay_apart_in_every_theme(theme: str) -> None:
    colours = colours_of(THEMES[theme])
    for one, other in combinations([part.name for part in PARTS], 2):
        pair = [seen(Color.parse(colours[name]), EYES["full colour vision"]) for name in (one, other)]
        assert ciede2000(*pair) >= 10, (one, other)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_of_colours_is_that_of_its_authors(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    """From the table of test data of Sharma, Wu and Dalal (2005)."""
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)


def test_what_a_colour_says_a_glyph_says_too() -> None:
    assert len({part.glyph for part in PARTS}) == len(PARTS)
    assert len({glyph for glyph, _ in STATE_GLYPHS.values()}) == len(STATE_GLYPHS)
    rows = [glyph for glyph, _ in (*URGENCY_GLYPHS.values(), NO_NEXT_STEP_GLYPH)]
    assert len(set(rows)) == len(rows) == len(Urgency) + 1


@pytest.mark.parametrize("theme", ["standup-dark", "terminal"])
async def test_without_colours_every_screen_tells_the_same(
    make_app: MakeApp, clock: Clock, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    """Grey is left, and of the terminal's own colours none; marks and words say what colours said."""
    monkeypatch.setenv("NO_COLOR", "1")
    clock.at = FRIDAY
    app = make_app(theme=theme)
    marks = {
        "board": "▸ Dana ▌ ● ■ ○ ✓ ✖ ◆ ▲ ◇ █ ▓ ▒ ░ · ↷2 ⌂ blocked over today",
        "the other side, unfolded": "▌ ⋯ until snoozed:",
        "toast": "Logged",
        "running timer": "▶",
        "another board": "No hours here",
        "help": "Keys of this screen",
        "snooze refused": "begin with a day",
        "log line": "→ 45 min",
        "team": "▌ within above can't tell yet",
        "themes": "▌ ✓",
    }
    told = {}
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        async for stop in tour(app, pilot):
            pieces = list(painted(app))
            told[stop] = " ".join(one.text for one in pieces)
            for one in pieces:
                for color in (one.color, one.ground):
                    assert color is None or color.ansi == -1 or color.r == color.g == color.b, (stop, one)
    for stop, words in marks.items():
        for word in words.split():
            assert word in told[stop], (stop, word)
