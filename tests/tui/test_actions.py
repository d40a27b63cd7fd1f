"""The table of actions: every key means one thing, and every action exists."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.screen import Screen

from standup.tui.actions import ACTIONS, Action, Group, Scope, actions_in, bindings, footer_actions
from standup.tui.app import StandupApp
from standup.tui.board import BoardScreen
from standup.tui.page import Page
from standup.tui.team import TeamScreen
from standup.tui.widgets.rows import RowList

HOMES: dict[Scope, type] = {
    Scope.EVERYWHERE: StandupApp,
    Scope.BOARD: BoardScreen,
    Scope.TEAM: TeamScreen,
    Scope.LIST: RowList,
}


@pytest.mark.parametrize("page", [BoardScreen, TeamScreen])
def test_on_one_screen_no_key_has_two_meanings(page: type[Page]) -> None:
    for one, other in combinations(actions_in(*page.SCOPES), 2):
        assert not set(one.keys) & set(other.keys), (one.id, other.id)


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
    for page in (BoardScreen, TeamScreen):
        assert [action.id for action in footer_actions(page.SCOPES)][:3] == ["help", "quit", "command_palette"]


def test_every_group_of_the_help_has_something_to_say() -> None:
    assert {action.group for action in ACTIONS} == set(Group)
    assert issubclass(Page, Screen)
