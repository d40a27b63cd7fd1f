"""The first run: what is asked, what is made of it, and that nothing is made where something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from standup.config import Settings, load
from standup.domain.records import Role, Team
from standup.store.finding import team_in
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.tui.first_run import BeginScreen, FormScreen, Opening
from standup.tui.joining import JoinScreen, PeopleList
from standup.tui.widgets.choice import Choice
from standup.tui.widgets.formfield import FormField
from standup.workspace.people import add_developer
from standup.workspace.sample import sample_workspace
from standup.workspace.session import Workspace
from standup.workspace.setup import Setup, new_team
from tests.tui.conftest import Clock
from tests.tui.reading import board_of, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SMALL, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
ZONE = "Europe/Berlin"


class Beginner:
    """Somebody without a team, and the folders that they could get one in."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.config = folder / "config" / "config.toml"
        self.data = folder / "data"
        self.scratch = folder / "scratch"
        self.clock = clock
        self.samples = 0

    def opened(self, folder: Path, me: str = "", *, journal: bool = False) -> Workspace:
        return Workspace(TinyStore.open(folder), me, now=self.clock)

    def sample(self) -> Workspace:
        self.samples += 1
        return sample_workspace(self.scratch, now=self.clock)

    def opening(self, *, name: str = "Dana Ito", me: str | None = None) -> Opening:
        return Opening(Setup(self.config, self.data, False, self.opened, self.clock), self.sample, name, ZONE, me)

    def app(self, *, name: str = "Dana Ito", me: str | None = None) -> StandupApp:
        return StandupApp(BeginScreen(self.opening(name=name, me=me)), settings=Settings())

    def joining_app(self, *, name: str = "Dana Ito", me: str | None = None) -> StandupApp:
        found = team_in(self.data)
        return StandupApp(JoinScreen(self.opening(name=name, me=me), found=found), settings=Settings())

    @property
    def has_made_nothing(self) -> bool:
        return not self.config.exists() and not (self.data / "team.json").exists()

    @property
    def me(self) -> str | None:
        return load(self.config, {}).me


@pytest.fixture
def beginner(tmp_path: Path, clock: Clock) -> Beginner:
    return Beginner(tmp_path, clock)


@pytest.fixture
def team_of_two(tmp_path: Path, clock: Clock) -> Path:
    """A folder with a team of two, which somebody else made."""
    folder = tmp_path / "theirs"
    made = new_team("Bob [ops] Brandt", team="Platform [x]", timezone=ZONE)
    store = TinyStore.create(folder, made.team, [made.lead])
    add_developer(Workspace(store, made.lead.id, now=clock), "Zoë", timezone=ZONE)
    return folder


def form_of(app: StandupApp) -> FormScreen:
    assert isinstance(app.screen, FormScreen)
    return app.screen


def put(app: StandupApp, field: str, text: str) -> None:
    """Type over a field."""
    app.screen.query_one(f"#{field} Input", Input).value = text


def answer(app: StandupApp, field: str) -> str:
    """What stands below a field."""
    return str(app.screen.query_one(f"#{field} .answer", Widget).render())


@SIZES
async def test_enter_on_both_fields_makes_the_team_and_opens_the_board(
    beginner: Beginner, size: tuple[int, int]
) -> None:
    app = beginner.app()
    async with app.run_test(size=size) as pilot:
        text = screen_text(app)
        for words in ("Name", "Dana Ito", "Hours a week", "40", "8h a day, Mon-Fri", "Look at a sample team", "Join a"):
            assert words in text
        assert "dana-ito, the lead of a new team" in text
        await pilot.press("enter")
        assert beginner.has_made_nothing
        await pilot.press("enter")
        await settled(pilot)
        assert board_of(app).view is not None
        assert "dana-ito, its lead, in Europe/Berlin" in toasts(app)[-1]
        assert "No work items yet." in screen_text(app)
    roster = TinyStore.open(beginner.data).roster()
    [dana] = roster.developers.values()
    assert (dana.name, dana.role, dana.timezone, roster.team.name) == ("Dana Ito", Role.LEAD, ZONE, "Our team")
    assert dana.hours[0].minutes == (480,) * 5 + (0, 0)
    assert beginner.me == "dana-ito"


async def test_what_is_typed_is_what_counts(beginner: Beginner) -> None:
    app = beginner.app(name="")
    async with app.run_test(size=SMALL) as pilot:
        await typed(pilot, "q [/x] 1")
        await pilot.press("tab")
        put(app, "hours", "8,8,8,8,4")
        await settled(pilot)
        assert answer(app, "hours") == "→ 8h Mon-Thu, 4h Fri"
        await pilot.press("enter")
        await settled(pilot)
        assert board_of(app).view is not None
    [one] = TinyStore.open(beginner.data).roster().developers.values()
    assert (one.name, one.id, one.hours[0].minutes[4]) == ("q [/x] 1", "q-x-1", 240)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "  ", "the name is empty"),
        ("hours", "0", "with no hours there is nothing to plan"),
        ("hours", "400", "are more than five days have"),
        ("hours", "", "is no number of hours"),
        ("hours", "lots [/x]", "'lots [/x]' is no number of hours"),
    ],
)
@pytest.mark.parametrize("key", ["enter", "f2"])
async def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_made(
    beginner: Beginner, field: str, text: str, words: str, key: str
) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        put(app, field, text)
        await settled(pilot)
        assert words in answer(app, field)
        app.set_focus(app.screen.query_one("#hours Input"))
        await pilot.press(key)
        await settled(pilot)
        assert isinstance(app.screen, BeginScreen)
        assert app.focused is app.screen.query_one(f"#{field} Input")
        assert words in answer(app, field)
    assert beginner.has_made_nothing


async def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_half_made(beginner: Beginner) -> None:
    beginner.data.parent.mkdir(exist_ok=True)
    beginner.data.write_text("a file", encoding="utf-8")
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, BeginScreen)
        assert str(beginner.data)[:20] in str(app.screen.query_one("#trouble", Widget).render())
        await pilot.press("f3")
        await settled(pilot)
        assert app.is_demo, "what failed stands in nobody's way"
    assert not beginner.config.exists()


async def test_where_the_config_cannot_be_written_no_team_is_made(beginner: Beginner) -> None:
    beginner.config.parent.parent.mkdir(exist_ok=True)
    beginner.config.parent.write_text("a file where the folder should be", encoding="utf-8")
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert "config.toml" in str(app.screen.query_one("#trouble", Widget).render())
    assert not beginner.data.exists()


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_makes_nothing(beginner: Beginner, key: str) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await typed(pilot, " and more")
        await pilot.press("tab", key)
        await settled(pilot)
        assert not app.is_running
    assert app.return_code == 0
    assert beginner.has_made_nothing
    assert not beginner.config.parent.exists()


async def test_what_is_typed_takes_the_place_of_what_was_proposed(beginner: Beginner) -> None:
    app = beginner.app(name="root")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"Mira", "tab", *"32")
        fields = [one.text for one in app.screen.query(FormField)]
        assert fields == ["Mira", "32"]
        await pilot.press("shift+tab", *"s")
        assert app.screen.query_one("#name", FormField).text == "Miras"  # what somebody typed is not taken away


async def test_the_keys_of_the_board_are_text_here(beginner: Beginner) -> None:
    app = beginner.app(name="")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q", "T", "question_mark", "u", "1", "ctrl+p", "ctrl+c")
        await settled(pilot)
        assert form_of(app).name_field.text == "qT?u1"
        assert "esc leaves" in toasts(app)


async def test_the_sample_team_by_key(beginner: Beginner) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await settled(pilot)
        assert "sample team" in screen_lines(app)[0]
        assert "Retry failed uploads" in screen_text(app)
        await pilot.press("1")
        await settled(pilot)
        assert "15 min production on API-12" in toasts(app)[-1]
    assert beginner.has_made_nothing
    assert beginner.samples == 1


@pytest.mark.parametrize(("place", "mode"), [(0, "board"), (1, "sample"), (2, "join")])
async def test_each_choice_by_mouse_and_by_walking_to_it(beginner: Beginner, place: int, mode: str) -> None:
    for by_mouse in (True, False):
        app = beginner.app()
        async with app.run_test(size=SMALL) as pilot:
            if by_mouse:
                await pilot.click(list(app.screen.query(Choice))[place])
            else:
                await pilot.press("down", "down", *["down"] * place)
                assert app.focused is list(app.screen.query(Choice))[place]
                await pilot.press("up", "down", "enter")
            await settled(pilot)
            assert isinstance(app.screen, JoinScreen) == (mode == "join")
            assert app.is_demo == (mode == "sample")
        if mode == "board":
            assert beginner.me == "dana-ito"
            return


async def test_the_keys_line_can_be_clicked(beginner: Beginner) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        line = screen_lines(app)[-1]
        await pilot.click(offset=(line.index("F4"), 23))
        await settled(pilot)
        assert isinstance(app.screen, JoinScreen)


async def test_joining_a_folder(beginner: Beginner, team_of_two: Path) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert not app.screen.query_one(PeopleList).display
        await typed(pilot, str(team_of_two))
        text = screen_text(app)
        assert "Platform [x], 2 developers" in text
        assert "Bob [ops] Brandt" in text
        assert "Zoë" in text
        assert "dana-ito, a new developer of the team" in text
        await pilot.press("enter", "enter", "enter")
        await settled(pilot)
        assert board_of(app).view is not None
        assert "you are dana-ito, developer" in toasts(app)[-1]
        assert "Platform [x]" in screen_lines(app)[0]
    assert TinyStore.open(team_of_two).roster().developers["dana-ito"].hours[0].minutes[0] == 480
    assert (beginner.me, load(beginner.config, {}).data) == ("dana-ito", team_of_two)


async def test_leaving_the_form_for_joining_leads_back(beginner: Beginner) -> None:
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f4", "escape")
        await settled(pilot)
        assert isinstance(app.screen, BeginScreen)
        assert app.is_running
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert board_of(app).view is not None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: "", "which folder?"),
        (lambda folder: str(folder / "nowhere"), "there is no team in"),
        (str, "there is no team in"),
        (lambda folder: "~nobody-of-that-name/x", "is no folder"),
        (lambda folder: str(folder / "file"), "is no folder; choose another"),
        (lambda folder: str(folder / "damaged"), "is damaged"),
        (lambda folder: str(folder / "remains"), "team.json is damaged: it is missing"),
    ],
)
async def test_a_folder_without_a_team_is_told_beside_its_field(
    beginner: Beginner, tmp_path: Path, make: Callable[[Path], str], words: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name, file in (("damaged", "team.json"), ("remains", "closed-2026.json")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("{", encoding="utf-8")
    app = beginner.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await typed(pilot, make(tmp_path))
        await pilot.press("enter", "enter", "enter")
        await settled(pilot)
        assert app.focused is app.screen.query_one("#folder Input")
        assert words in answer(app, "folder").replace("\n", " ")
        assert not app.screen.query_one(PeopleList).display
    assert beginner.has_made_nothing


async def test_a_name_that_is_taken_is_told_beside_it(beginner: Beginner, team_of_two: Path) -> None:
    before = (team_of_two / "team.json").read_bytes()
    app = beginner.app(name="zoë")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await typed(pilot, str(team_of_two))
        await pilot.press("enter", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, JoinScreen)
        assert "Zoë is in the team already; if that is you, choose the name below" in answer(app, "name")
    assert (team_of_two / "team.json").read_bytes() == before
    assert beginner.has_made_nothing


@SIZES
async def test_a_folder_with_a_team_asks_who_one_is_and_guesses_nothing(
    beginner: Beginner, team_of_two: Path, size: tuple[int, int]
) -> None:
    team_of_two.rename(beginner.data)
    app = beginner.joining_app(name="Zoë", me="nobody [/x]")
    async with app.run_test(size=size) as pilot:
        text = screen_text(app)
        assert "This folder has a team: Platform [x]. Who are you?" in text
        assert "Your config says 'nobody [/x]', whom the team does not know." in text
        assert "Zoë is in the team already" in text
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert beginner.me is None if beginner.config.exists() else True
        app.set_focus(app.screen.query_one(PeopleList))
        await pilot.press("j", "enter")
        await settled(pilot)
        assert board_of(app).host.workspace.me == "zoe"
    assert beginner.me == "zoe"
    assert len(TinyStore.open(beginner.data).roster().developers) == 2


async def test_a_name_of_the_list_by_two_clicks(beginner: Beginner, team_of_two: Path) -> None:
    team_of_two.rename(beginner.data)
    app = beginner.joining_app()
    async with app.run_test(size=SMALL) as pilot:
        line = next(number for number, text in enumerate(screen_lines(app)) if "Bob [ops]" in text)
        await pilot.click(offset=(20, line))
        assert not beginner.config.exists()
        await pilot.click(offset=(20, line), times=2)
        await settled(pilot)
        assert board_of(app).host.workspace.me == "bob-ops-brandt"


async def test_leaving_the_question_who_one_is_makes_nothing(beginner: Beginner, team_of_two: Path) -> None:
    team_of_two.rename(beginner.data)
    app = beginner.joining_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        await settled(pilot)
        assert not app.is_running
    assert not beginner.config.exists()
    assert len(TinyStore.open(beginner.data).roster().developers) == 2


async def test_the_first_to_join_an_empty_team_is_its_lead(beginner: Beginner) -> None:
    TinyStore.create(beginner.data, Team(name="Nobody's"))
    app = beginner.joining_app()
    async with app.run_test(size=SMALL) as pilot:
        assert "dana-ito, the lead of the team" in screen_text(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert board_of(app).host.workspace.is_lead


async def test_a_config_that_names_somebody_where_no_team_is_asks_for_the_disk(beginner: Beginner) -> None:
    app = beginner.app(me="dana")
    async with app.run_test(size=SMALL):
        assert "Your config says that you are 'dana'" in screen_text(app)
        assert "Is a disk missing?" in screen_text(app).replace("\n", " ")


async def test_others_are_seen_after_the_first_run(beginner: Beginner, clock: Clock) -> None:
    app = beginner.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        elsewhere = Workspace(TinyStore.open(beginner.data), "dana-ito", now=clock)
        add_developer(elsewhere, "Newcomer", timezone=ZONE)
        await pilot.pause(0.8)
        assert "Newcomer" in screen_lines(app)[1]


@SIZES
@pytest.mark.parametrize("screen", ["begin", "wrong", "join", "who", "board", "team"])
def test_picture(
    snap_compare: Callable[..., bool],
    beginner: Beginner,
    team_of_two: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("HOME", str(team_of_two.parent))
    keys = {"begin": (), "wrong": ("tab",), "join": ("f4",), "who": ("tab", "tab"), "board": ("f2",), "team": ("f2",)}
    if screen == "who":
        team_of_two.rename(beginner.data)
    app = beginner.joining_app() if screen == "who" else beginner.app()

    async def before(pilot: Pilot[None]) -> None:
        await pilot.press(*keys[screen])
        await settled(pilot)
        while screen in ("board", "team") and not toasts(app):
            await pilot.pause()
        if screen == "wrong":
            put(app, "hours", "400")
        if screen == "team":
            await pilot.press("T")
        app.clear_notifications()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
