"""The table of actions: every key means one thing, and every action exists."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.screen import Screen

from standup import tui
from standup.tui.actions import ACTIONS, DEFAULT, Action, Group, Scope, bindings
from standup.tui.app import StandupApp
from standup.tui.board import BoardScreen
from standup.tui.checking_in import CheckInDialog
from standup.tui.choosing import ChoiceDialog
from standup.tui.customers import CustomerScreen, CustomersScreen
from standup.tui.day import DayScreen
from standup.tui.detail import DetailScreen
from standup.tui.dialogs import LineDialog
from standup.tui.filling import FillDialog
from standup.tui.first_run import BeginScreen, FormScreen
from standup.tui.forms import RecordFormScreen
from standup.tui.help import HelpScreen
from standup.tui.interrupting import InterruptDialog
from standup.tui.joining import JoinScreen
from standup.tui.keyed import keyed_screens
from standup.tui.keymap import clashes
from standup.tui.keynames import character_of
from standup.tui.my_week import MyWeekScreen
from standup.tui.page import Page
from standup.tui.screens import WITH_KEYS
from standup.tui.splitting import SplitDialog
from standup.tui.standup import StandupScreen
from standup.tui.team import TeamScreen
from standup.tui.theme_picker import ThemePicker
from standup.tui.ticking import TickDialog
from standup.tui.widgets.filterbar import FilterBar
from standup.tui.widgets.line import LineField
from standup.tui.widgets.logbar import LogBar
from standup.tui.widgets.rows import RowList

HOMES: dict[Scope, type] = {
    Scope.ALWAYS: StandupApp,
    Scope.HISTORY: StandupApp,
    Scope.EVERYWHERE: StandupApp,
    Scope.BOARD: BoardScreen,
    Scope.PRODUCTION: BoardScreen,
    Scope.CUSTOMER: BoardScreen,
    Scope.FILTER: FilterBar,
    Scope.LOG_BAR: LogBar,
    Scope.LINE: LineDialog,
    Scope.FIELD: LineField,
    Scope.TICKS: TickDialog,
    Scope.CHECK_IN: CheckInDialog,
    Scope.FILL: FillDialog,
    Scope.ROW: BoardScreen,
    Scope.DETAIL: DetailScreen,
    Scope.PLAYBOOK: DetailScreen,
    Scope.RECORD: RecordFormScreen,
    Scope.CHOICE: ChoiceDialog,
    Scope.TEXT: HelpScreen,
    Scope.SPLIT: SplitDialog,
    Scope.INTERRUPT: InterruptDialog,
    Scope.THEMES: ThemePicker,
    Scope.HELP: HelpScreen,
    Scope.TEAM: TeamScreen,
    Scope.ROUND: StandupScreen,
    Scope.DAY: DayScreen,
    Scope.MY_WEEK: MyWeekScreen,
    Scope.CUSTOMERS: CustomersScreen,
    Scope.ONE_CUSTOMER: CustomersScreen,
    Scope.LIST: RowList,
    Scope.FORM: FormScreen,
    Scope.FIRST_RUN: BeginScreen,
}


def test_on_one_screen_no_key_has_two_meanings() -> None:
    screens = {
        BoardScreen,
        TeamScreen,
        DayScreen,
        MyWeekScreen,
        StandupScreen,
        CustomersScreen,
        CustomerScreen,
        LineDialog,
        FillDialog,
        HelpScreen,
        BeginScreen,
        JoinScreen,
    }
    screens |= {TickDialog, ThemePicker, SplitDialog, InterruptDialog, DetailScreen, RecordFormScreen, ChoiceDialog}
    assert screens <= set(keyed_screens())
    assert [(key, one.id, other.id, screen) for key, one, other, screen in clashes(DEFAULT)] == []


def test_every_module_with_such_a_screen_is_looked_at() -> None:
    for one in pkgutil.iter_modules(tui.__path__):
        if one.name != "driver":  # of terminals that only some systems have
            importlib.import_module(f"{tui.__name__}.{one.name}")
    modules = {screen.__module__ for screen in keyed_screens() if screen.__module__.startswith(tui.__name__)}
    assert modules == {f"{tui.__name__}.{name}" for name in (*WITH_KEYS, "keyed", "page")}


def test_what_works_while_somebody_types_has_no_key_that_is_text() -> None:
    for action in ACTIONS:
        assert not action.typing or not any(map(character_of, action.keys)), action.id


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_a_tooltip_and_a_footer_label_that_fits(action: Action) -> None:
    assert hasattr(HOMES[action.scope], f"action_{action.id}")
    assert action.tooltip
    assert not action.tooltip.endswith(".")
    assert len(action.label) <= 12


def test_every_binding_has_an_id_of_its_own_for_each_action() -> None:
    made = bindings(*Scope)
    assert all(binding.id and binding.tooltip for binding in made)
    assert len({binding.id for binding in made}) == len({binding.action for binding in made})


def test_the_footer_begins_with_help_quit_and_palette() -> None:
    for page in (BoardScreen, TeamScreen, DayScreen, MyWeekScreen, CustomersScreen, StandupScreen):
        shown = [action.id for action in DEFAULT.footer(page.SCOPES) if not action.typing]
        assert shown[:3] == ["help", "quit", "command_palette"]


def test_every_group_of_the_help_has_something_to_say() -> None:
    assert {action.group for action in ACTIONS} == set(Group)
    assert issubclass(Page, Screen)
