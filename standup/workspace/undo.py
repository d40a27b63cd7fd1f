"""Undo and redo of my own changes, across weeks, and the history of what is mine and the team's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from standup.domain.change import ChangeKind, Conflict, Journaled, PastChange, redo_stack, undo_stack
from standup.domain.errors import StandupError, UsageError
from standup.domain.forgetting import ForgottenError
from standup.domain.records import ClosedWeek
from standup.domain.text import shown
from standup.workspace.session import Workspace


class Undone(NamedTuple):
    """What was taken back or brought back, in words."""

    why: str
    changes: int
    records: tuple[str, ...] = ()
    """The ids of the records that are there again or as they were."""


def undo(workspace: Workspace) -> Undone:
    """Take back my last change that is in force; a group, such as an import, at once.

    What lost its text to `forget` cannot come back: it is passed over, and the words say so. Raises UsageError where
    there is nothing to undo or a week would be open again that the lead has published, Conflict where somebody has
    altered its records since.
    """
    return _take_back(workspace, ChangeKind.UNDO)


def redo(workspace: Workspace) -> Undone:
    """Bring back what my last undo took away; raises UsageError where nothing was undone since my last change."""
    return _take_back(workspace, ChangeKind.REDO)


def _take_back(workspace: Workspace, kind: ChangeKind) -> Undone:
    whys: list[str] = []
    records: list[str] = []
    group: str | None = None
    passed = 0
    for line in _steps(workspace, kind):
        if whys and line.group != group:
            break
        try:
            found = workspace.store.taken_back(line.id, line.where)
        except Conflict as conflict:
            raise workspace.told(conflict, kind) from None
        except ForgottenError:
            passed += 1
            continue
        if found is None:
            continue  # noted, but never applied: the process ended between the two
        if any(isinstance(op.before, ClosedWeek) for op in found.ops):
            from standup.workspace.closing import check_stays_closed  # rare, and it brings all of a summary

            try:
                check_stays_closed(workspace, found.ops)
            except UsageError as error:
                raise UsageError(f"{kind.value} ends at '{shown(found.why)}': {error}") from None
        workspace.write(found.why, found.ops, kind=kind, of=line.id, group=line.group)
        whys.append(found.why)
        records += [op.after.id for op in found.ops if op.after is not None]
        group = line.group
        if group is None:
            break
    if not whys:
        raise UsageError(f"nothing to {kind.value}{_passed_words(passed)}")
    return Undone(f"{_together(whys)}{_passed_words(passed)}", len(whys), tuple(records))


def _passed_words(passed: int) -> str:
    if not passed:
        return ""
    changes = "1 change" if passed == 1 else f"{passed} changes"
    return f"; {changes} of yours lost text to `standup forget` and cannot be taken back"


def _together(whys: Sequence[str]) -> str:
    """The words of one change, or what those of a group have in common: `import log.csv (157 changes)`."""
    if len(whys) == 1:
        return whys[0]
    heads = {why.rpartition(": ")[0] for why in whys}
    return f"{heads.pop() if len(heads) == 1 and '' not in heads else whys[-1]} ({len(whys)} changes)"


def _steps(workspace: Workspace, kind: ChangeKind) -> list[Journaled]:
    """What may be taken back, the next first.

    A line is noted before its change is written, and where that failed it must count for nothing: an undo that was
    never applied hides what it should have taken back, and a change that was not made leaves redo as it was. Only
    lines newer than the next step can do that.
    """
    lines = list(workspace.changes.read())
    while True:
        stack = undo_stack(lines) if kind is ChangeKind.UNDO else redo_stack(lines)
        never = _never_applied(workspace, lines, stack[-1] if stack else None, kind)
        if never is None:
            return stack[::-1]
        lines.remove(never)


def _never_applied(
    workspace: Workspace, lines: Sequence[Journaled], top: Journaled | None, kind: ChangeKind
) -> Journaled | None:
    for line in reversed(lines):
        if line == top:
            return None
        if kind is ChangeKind.UNDO and line.kind is ChangeKind.DO:
            continue
        if not _was_applied(workspace, line):
            return line
        if line.kind is ChangeKind.DO:
            return None  # a new change: nothing older can be brought back
    return None


def _was_applied(workspace: Workspace, line: Journaled) -> bool:
    try:
        return workspace.store.taken_back(line.id, line.where) is not None
    except StandupError:
        return True  # it is there, and somebody has altered its records since


def history(workspace: Workspace, limit: int = 20) -> Sequence[PastChange]:
    """The latest changes of what is mine and of what is the team's, newest first.

    Nobody, a lead included, gets those in the files of others: the words of a log hold hours.
    """
    return workspace.store.history(limit, [workspace.me, None])
