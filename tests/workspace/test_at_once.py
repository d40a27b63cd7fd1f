"""Two processes that log at once: what one has planned still holds when it writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest

from standup.domain.change import Journaled, create
from standup.domain.errors import UsageError
from standup.domain.logline import Selection
from standup.domain.records import Developer, Team, TimeEntry, WorkItem
from standup.domain.weeks import Week
from standup.store.tiny import TinyStore
from standup.workspace.entries import copy_entry, edit_entry, move_entry
from standup.workspace.session import MemoryList, Workspace
from standup.workspace.time import log, log_all, quick_log

FRIDAY, THURSDAY = date(2026, 11, 20), date(2026, 11, 19)
HALF = 13 * 60
"""More than half of a day: it holds one of these, not two."""
HELD = 0.3  # seconds, in which whoever does not wait for the lock has long written


class Meanwhile(MemoryList):
    """A list of changes that lets somebody else act between the plan of a change and its writing."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.refused: list[UsageError] = []
        self._thread = Thread(target=self._tried, args=(act,))

    def append(self, line: Journaled) -> None:
        super().append(line)
        if self._thread.ident is None:
            self._thread.start()
            self._thread.join(HELD)

    def wait(self) -> None:
        """Until the other has acted."""
        self._thread.join()

    def _tried(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UsageError as error:
            self.refused.append(error)


def logged(workspace: Workspace) -> object:
    return log(workspace, "13h #API-12")


def pressed(workspace: Workspace) -> object:
    return quick_log(workspace, Selection(work_item="API-12"), HALF)


def several(workspace: Workspace) -> object:
    return log_all(workspace, ["6h30 #API-12", "6h30 ~"])


def copied(workspace: Workspace) -> object:
    return copy_entry(workspace, yesterday(workspace), FRIDAY)


def moved(workspace: Workspace) -> object:
    return move_entry(workspace, yesterday(workspace), FRIDAY)


def edited(workspace: Workspace) -> object:
    return edit_entry(workspace, yesterday(workspace).id, "fri")


def yesterday(workspace: Workspace) -> TimeEntry:
    [found] = [one for one in workspace.store.week("dana", Week.of(THURSDAY)).entries if one.day == THURSDAY]
    return found


@pytest.mark.parametrize("act", [logged, pressed, several, copied, moved, edited])
def test_a_day_holds_no_more_than_it_has_though_two_log_at_once(
    tmp_path: Path, act: Callable[[Workspace], object]
) -> None:
    here = TinyStore.create(tmp_path / "data", Team(), [Developer(id="dana", name="Dana", timezone="UTC")])
    now = datetime(2026, 11, 20, 18, tzinfo=UTC)
    before = Workspace(here, "dana", now=lambda: now)
    item = WorkItem(id="w", key="API-12", title="Uploads", developer="dana", created_on=THURSDAY, state_since=THURSDAY)
    before.commit("new", [create(item)])
    log(before, "2026-11-19 13h #API-12")
    other = Workspace(TinyStore.open(tmp_path / "data"), "dana", now=lambda: now)
    meanwhile = Meanwhile(lambda: log(other, "13h ~"))
    act(Workspace(here, "dana", now=lambda: now, changes=meanwhile))
    meanwhile.wait()
    assert here.minutes_on("dana", FRIDAY) == HALF
    assert [str(error)[:30] for error in meanwhile.refused] == ["Fri 20 Nov would hold more tha"]


def test_what_is_read_after_a_write_shows_it_while_nobody_else_writes(tmp_path: Path) -> None:
    store = TinyStore.create(tmp_path / "data", Team(), [Developer(id="dana", name="Dana", timezone="UTC")])
    workspace = Workspace(store, "dana", now=lambda: datetime(2026, 11, 20, 18, tzinfo=UTC))

    def act() -> list[int]:
        seen = [store.minutes_on("dana", FRIDAY)]
        for minutes in (10, 20):
            log(workspace, f"{minutes}m ~")
            seen.append(store.together(lambda: store.minutes_on("dana", FRIDAY)))
        return seen

    assert store.alone(act) == [0, 10, 30]
    assert store.minutes_on("dana", FRIDAY) == 30
