"""What others took off my desk: rows that were mine and are somebody else's now, told in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.store.errors import DamagedFileError
from standup.workspace.session import Workspace, at_one_moment, owners

Mine: TypeAlias = Mapping[str, WorkItem | Touchpoint]
"""What was open on my desk, by id."""


@at_one_moment
def my_desk(workspace: Workspace) -> Mine:
    """What is open on the desk of the person who acts."""
    desk = workspace.store.desk(workspace.me)
    return {**{one.id: one for one in desk.work_items}, **{one.id: one for one in desk.touchpoints}}


@at_one_moment
def taken_over(workspace: Workspace, before: Mine) -> str:
    """Who took over or handed on what of `before` that is open and no longer mine: `Bob took over 3 touchpoints`.

    Empty where nothing is, or where I did it myself; the words are safe for a terminal.
    """
    now = my_desk(workspace)
    lost = {one_id: one for one_id, one in before.items() if one_id not in now}
    if not lost:
        return ""
    names = {one_id: shown(one.name) for one_id, one in workspace.store.roster().developers.items()}
    groups: dict[tuple[str, str | None], list[WorkItem | Touchpoint]] = {}
    for one in _elsewhere(workspace, lost):
        changes = workspace.store.record_history(one)
        if changes and changes[0].by != workspace.me:
            groups.setdefault((changes[0].by, one.developer), []).append(one)
    told = []
    for (by, owner), records in groups.items():
        name, what = names.get(by, shown(by)), _counted(records)
        if owner is None:
            told.append(f"{name} made {what} of yours nobody's")
        elif owner == by:
            told.append(f"{name} took over {what} of yours")
        else:
            told.append(f"{name} gave {what} of yours to {names.get(owner, shown(owner))}")
    return "; ".join(told)


def _elsewhere(workspace: Workspace, lost: Mine) -> Iterable[WorkItem | Touchpoint]:
    """Those that are open on another desk; what was closed or removed lies on none."""
    for owner in owners(workspace.store.roster()):
        if owner == workspace.me:
            continue
        try:
            desk = workspace.store.desk(owner)
        except DamagedFileError:  # of one person, whose own Board says more
            continue
        yield from (one for one in desk.work_items if one.id in lost)
        yield from (one for one in desk.touchpoints if one.id in lost)


def _counted(records: Iterable[WorkItem | Touchpoint]) -> str:
    kinds = [isinstance(one, Touchpoint) for one in records]
    counts = ((sum(kinds), "touchpoint"), (len(kinds) - sum(kinds), "work item"))
    return ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts if count)
