"""One person who does one thing after the other, chosen by chance, and acknowledges each change once it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

import msgspec

from standup.domain.change import ChangeKind, Op
from standup.domain.errors import UsageError
from standup.domain.records import SnoozeReason, TimeEntry, WorkState
from standup.domain.weeks import Week
from standup.store.protocol import Receipt, Store
from standup.workspace.completing import complete_touchpoint
from standup.workspace.entries import edit_entry
from standup.workspace.session import Workspace
from standup.workspace.time import log, log_all
from standup.workspace.timer import Ending, start, stop
from standup.workspace.touchpoints import edit_touchpoint, snooze
from standup.workspace.undo import redo, undo
from standup.workspace.work import move_work
from tests.faults.team import CUSTOMERS, FRIDAY, KEYS, NOON, Clock, at_work, picture

WEEKS = (Week.of(FRIDAY), Week.of(FRIDAY - timedelta(days=7)), Week.of(FRIDAY - timedelta(days=14)))


class Acknowledged(msgspec.Struct):
    """What the actor says after a change: its kind and words, and a digest of all that is stored then."""

    kind: ChangeKind
    why: str
    digest: str


def digest(store: Store) -> str:
    """A short word for the picture of all records."""
    return blake2b("\n".join(picture(store)).encode(), digest_size=12).hexdigest()


class Noting(Workspace):
    """A workspace that notes the kind and words of each change that is stored."""

    def __init__(self, plain: Workspace) -> None:
        super().__init__(plain.store, plain.me, now=plain.now, changes=plain.changes)
        self.made: list[tuple[ChangeKind, str]] = []

    def write(
        self,
        why: str,
        ops: tuple[Op, ...],
        *,
        kind: ChangeKind,
        of: str | None = None,
        group: str | None = None,
    ) -> Receipt:
        """Write a change, and note it."""
        receipt = super().write(why, ops, kind=kind, of=of, group=group)
        self.made.append((kind, why))
        return receipt


class Actor:
    """Dana, at work with a random generator of her own."""

    def __init__(self, folder: Path, seed: int, start_ms: int) -> None:
        self.workspace = Noting(at_work(folder, now=Clock(NOON + timedelta(milliseconds=start_ms))))
        self.chance = Random(seed)

    def act(self) -> Acknowledged | None:
        """Do one thing; None where it was refused."""
        self.workspace.made.clear()
        action = self.chance.choices(
            (self._log, self._move_entry, self._move_work, self._complete, self._log_next, self._snooze, self._give),
            (4, 4, 3, 4, 2, 2, 1),
        )[0]
        action = self.chance.choices((action, self._undo, self._redo, self._timer), (12, 4, 3, 1))[0]
        try:
            action()
        except UsageError:
            return None
        if not self.workspace.made:
            return None
        kind, why = self.workspace.made[-1]
        if self.chance.random() < 0.2:
            self.workspace.store.work_totals("dana")  # which writes the cache
        return Acknowledged(kind, why, digest(self.workspace.store))

    def _log(self) -> None:
        lines = [f"{self.chance.randrange(1, 9)}m #{self.chance.choice(KEYS)} note", "10m #API-12 @acme 70/30 pairing"]
        if self.chance.random() < 0.2:
            log_all(self.workspace, [*lines, "3m ~ yesterday retro"])
        else:
            log(self.workspace, self.chance.choice(lines))

    def _entries(self) -> list[TimeEntry]:
        return [entry for week in WEEKS for entry in self.workspace.store.week("dana", week).entries]

    def _move_entry(self) -> None:
        entries = self._entries()
        if entries:
            entry = self.chance.choice(entries)
            days = [week.monday for week in WEEKS if week.monday != entry.day]
            edit_entry(self.workspace, entry.id, f"{self.chance.choice(days)}")

    def _move_work(self) -> None:
        key = self.chance.choice(KEYS)
        move_work(self.workspace, key, self.chance.choice((WorkState.DONE, WorkState.DOING, WorkState.TODO)))

    def _complete(self) -> None:
        open_ones = [one for owner in ("dana", "bob") for one in self.workspace.store.desk(owner).touchpoints]
        complete_touchpoint(self.workspace, self.chance.choice(open_ones), "4m they take it > mon send contract")

    def _log_next(self) -> None:
        log(self.workspace, f"6m @{self.chance.choice(CUSTOMERS).id} call > fri send quote")

    def _snooze(self) -> None:
        until = FRIDAY + timedelta(days=self.chance.randrange(1, 9))
        snooze(self.workspace, self.chance.choice(CUSTOMERS).id, until, SnoozeReason.PRODUCTION)

    def _give(self) -> None:
        edit_touchpoint(self.workspace, self.chance.choice(CUSTOMERS).id, developer=self.chance.choice(("dana", "bob")))

    def _timer(self) -> None:
        if self.workspace.store.desk("dana").timer is None:
            start(self.workspace, "#API-12")
        else:
            stop(self.workspace, Ending(minutes=5))

    def _undo(self) -> None:
        undo(self.workspace)

    def _redo(self) -> None:
        redo(self.workspace)


def acting(folder: Path, seed: int, start_ms: int, count: int, say: Callable[[bytes], object]) -> None:
    """Do so many things, and say each acknowledged one as a line of JSON."""
    actor = Actor(folder, seed, start_ms)
    for _ in range(count):
        acknowledged = actor.act()
        if acknowledged is not None:
            say(msgspec.json.encode(acknowledged) + b"\n")


def half_told(store: Store) -> list[str]:
    """Customers that do not have exactly one open touchpoint: one completed without its next step, or the reverse.

    Every contact of the actor completes one touchpoint and plans the next, as one change of several files.
    """
    found = Counter(one.customer for owner in ("dana", "bob", None) for one in store.desk(owner).touchpoints)
    return [one.id for one in CUSTOMERS if found[one.id] != 1]
