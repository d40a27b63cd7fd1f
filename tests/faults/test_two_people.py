"""Two people edit one touchpoint: the second hears of the first, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from standup.domain.change import Change, Conflict
from standup.domain.errors import StandupError
from standup.domain.records import SnoozeReason, Touchpoint, TouchpointState
from standup.domain.weeks import Week
from standup.store.protocol import Receipt
from standup.store.tiny import TinyStore
from standup.workspace.completing import complete_touchpoint
from standup.workspace.session import Workspace
from standup.workspace.touchpoints import drop, edit_touchpoint, snooze
from standup.workspace.undo import undo
from tests.faults.command import Person
from tests.faults.conftest import Tell
from tests.faults.team import FRIDAY, at_work, full_folder, picture

_LONG = 0.3  # seconds, in which whoever does not wait for the lock has long written
FIRST: dict[str, Callable[[Workspace], object]] = {
    "snooze": lambda bob: snooze(bob, "acme", FRIDAY + timedelta(days=3), SnoozeReason.AWAY),
    "edit": lambda bob: edit_touchpoint(bob, "acme", title="Ask for the quote"),
    "give": lambda bob: edit_touchpoint(bob, "acme", developer="bob"),
    "drop": lambda bob: drop(bob, "acme"),
    "done": lambda bob: complete_touchpoint(bob, _acme(bob), "20m they take it > mon send contract"),
}
ARGUMENTS = {
    "snooze": ("snooze", "acme", "fri", "waiting"),
    "edit": ("touchpoint", "edit", "acme", "--title", "Call again"),
    "drop": ("touchpoint", "drop", "acme"),
    "done": ("done", "acme", "45m they think about it > wed ask again"),
}


def _acme(workspace: Workspace) -> Touchpoint:
    return next(one for one in workspace.store.desk("dana").touchpoints if one.customer == "acme")


@pytest.mark.parametrize("first", FIRST)
def test_who_holds_an_old_touchpoint_hears_who_changed_it(tmp_path: Path, first: str) -> None:
    folder = full_folder(tmp_path / "data").folder
    dana, bob = at_work(folder, "dana"), at_work(folder, "bob")
    held = _acme(dana)
    FIRST[first](bob)
    left = picture(dana.store)
    with pytest.raises(Conflict, match=r"^Bob.* changed Acme.*: .*; your change was not made"):
        complete_touchpoint(dana, held, "45m they think about it > wed ask again")
    assert picture(dana.store) == left
    assert undo(bob).why
    assert complete_touchpoint(dana, held, "45m > wed ask again").completed is not None


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("second", ARGUMENTS)
def test_of_two_commands_at_once_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    """Bob's change is stored after Dana's command has read and before it writes."""
    folder = full_folder(tmp_path / "data").folder
    dana = Person(tmp_path / "dana", folder, "dana")
    write = TinyStore.write
    left: list[list[str]] = []

    def late(store: TinyStore, change: Change) -> Receipt:
        monkeypatch.setattr(TinyStore, "write", write)
        FIRST[first](at_work(folder, "bob"))
        left.append(picture(store))
        return write(store, change)

    monkeypatch.setattr(TinyStore, "write", late)
    answer = dana(*ARGUMENTS[second])
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("standup: Bob")
    assert " changed Acme" in answer.err
    assert answer.err.endswith("; your change was not made. Look again and repeat\n")
    assert [picture(TinyStore.open(folder))] == left
    assert dana("undo").err == "standup: nothing to undo\n"


@pytest.mark.parametrize("other", FIRST)
def test_who_acts_while_somebody_logs_waits_and_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """Bob comes after Dana's line has been read against the touchpoint and before it is written."""
    folder = full_folder(tmp_path / "data").folder
    held = _acme(at_work(folder, "dana"))
    dana = Person(tmp_path / "dana", folder, "dana")
    write = TinyStore.write
    outcomes: list[object] = []

    def acts() -> None:
        try:
            outcomes.append(FIRST[other](at_work(folder, "bob")))
        except StandupError as error:
            outcomes.append(error)

    bob = Thread(target=acts)

    def late(store: TinyStore, change: Change) -> Receipt:
        monkeypatch.setattr(TinyStore, "write", write)
        bob.start()
        bob.join(_LONG)
        assert outcomes == []
        return write(store, change)

    monkeypatch.setattr(TinyStore, "write", late)
    assert dana("log", "45m", "@acme", "call", ">", "wed ask again").code == 0
    bob.join()
    store = TinyStore.open(folder)
    done = [one for one in store.closed("dana", FRIDAY.year).touchpoints if one.id == held.id]
    assert [one.state for one in done] == [TouchpointState.DONE]
    assert 45 in [one.minutes for one in store.week("dana", Week.of(FRIDAY)).entries]
    assert len(outcomes) == 1


def test_what_two_people_do_to_two_touchpoints_is_no_conflict(tmp_path: Path, tell: Tell) -> None:
    folder = full_folder(tmp_path / "data").folder
    dana, bob = Person(tmp_path / "dana", folder, "dana"), Person(tmp_path / "bob", folder, "bob")
    assert dana("done", "acme", "20m they take it").code == 0
    assert bob("snooze", "globex", "in 3 days", "away").code == 0
    assert dana("undo").out.startswith("Undone: done with Acme")
    assert bob("undo").out.startswith("Undone: snooze Globex")
    states = {one.state for one in at_work(folder).store.desk("dana").touchpoints}
    assert states == {TouchpointState.OPEN}
    tell(f"{len(FIRST)} edits by one person against {1 + len(ARGUMENTS)} of another: each a conflict in words")
