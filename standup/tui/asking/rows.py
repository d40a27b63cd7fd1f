"""What is asked of a row: how it was done, until when it is snoozed, who blocks it, where it moves, what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from standup.domain.differences import state_words
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline.completing import Completion
from standup.domain.records import Touchpoint, WorkItem, WorkState
from standup.domain.text import shown, storable
from standup.domain.weeks import day_words
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.completing import WorkspaceCompleter
from standup.tui.dialogs import LineDialog
from standup.tui.forms import RecordFormScreen
from standup.tui.host import UNDO_HINT, Host
from standup.tui.widgets.line import Completer
from standup.workspace.completing import complete_touchpoint, complete_work, move_item, preview_done
from standup.workspace.lines import snooze_line
from standup.workspace.record_forms import RecordForm, TouchpointForm, WorkForm
from standup.workspace.session import Workspace, names_of_active
from standup.workspace.timer import measured_on, runs_on
from standup.workspace.touchpoints import drop, end_series, skip, snooze
from standup.workspace.work import move_work, unblock


def ask_done(host: Host, target: WorkItem | Touchpoint, name: str) -> None:
    """Complete a row, after asking for minutes, outcome and next step; `name` is what the person calls it."""

    step = host.settings.round_timer_to

    def act(text: str) -> str:
        if isinstance(target, WorkItem):
            return complete_work(host.workspace, target.key, text, round_to=step).words
        return complete_touchpoint(host.workspace, target, text, round_to=step).words

    timed = host.attempt(lambda: measured_on(host.workspace, target, round_to=step)) or 0
    examples: tuple[tuple[str, str], ...] = (("45m", "done, with the last 45 minutes"),)
    if not isinstance(target, WorkItem):
        examples = (
            ("20m they take it", "minutes and outcome"),
            ("20m they take it > fri send contract", "and the next step, on Friday"),
            ("20m > none: because they decide in spring", "or why there is none"),
            ("no answer", "nobody was reached: no contact"),
        )
    dialog = LineDialog(
        "Done",
        name,
        check=lambda text: preview_done(host.workspace, target, text, round_to=step),
        act=act,
        examples=((format_minutes(timed), "as the timer measured, which stops"), *examples) if timed else examples,
        value=format_minutes(timed) if timed else "",
        offered=bool(timed),
        complete=WorkspaceCompleter(host.workspace),
    )
    host.ask("Done", dialog)


def ask_snooze(host: Host, touchpoint: Touchpoint, name: str) -> None:
    """Snooze a touchpoint, after asking until when and why."""

    def act(text: str) -> str:
        line = snooze_line(host.workspace, text)
        snooze(host.workspace, touchpoint.id, line.until, line.reason, line.note, seen=touchpoint)
        return f"{shown(name)}, {line.words}"

    dialog = LineDialog(
        "Snooze until when, and why?",
        name,
        check=lambda text: snooze_line(host.workspace, text).words,
        act=act,
        hint="a day and a reason; the due date stays",
        examples=(
            ("fri production", "pushed aside by production"),
            ("in 3 days customer asked", "they want it later"),
            ("tomorrow waiting for legal", "what follows the reason is kept as a note"),
            ("2026-12-01 away", "one of us is not there"),
        ),
    )
    host.ask("Snoozed", dialog)


def ask_edit(host: Host, record: WorkItem | Touchpoint) -> None:
    """Alter the fields of a record in its form."""

    def form() -> RecordForm:
        if isinstance(record, WorkItem):
            return WorkForm(host.workspace, record)
        return TouchpointForm(host.workspace, record)

    screen = host.attempt(lambda: RecordFormScreen(host, form()))
    if screen is not None:
        host.ask("Changed", screen)


def ask_new(host: Host, form: Callable[[Workspace], RecordForm], added: Callable[[str], None]) -> None:
    """Fill a form on something new; `added` is called with the id of its record once that is stored."""
    screen = host.attempt(lambda: RecordFormScreen(host, form(host.workspace)))
    if screen is not None:
        host.ask("Added", screen, then=lambda: added(screen.record_id))


def ask_blocked(host: Host, item: WorkItem, name: str) -> None:
    """Block a work item, after asking by whom or what."""

    def blocker(text: str) -> str:
        words = storable(text).strip()
        if not words:
            raise UsageError("who or what has to act? a name, or a few words")
        return words

    def act(text: str) -> str:
        moved = move_work(host.workspace, item.key, WorkState.BLOCKED, blocker=blocker(text))
        return f"{shown(moved.key)} is blocked: {shown(moved.blocker)}"

    people = host.attempt(lambda: names_of_active(host.workspace.store.roster()))
    dialog = LineDialog(
        "Blocked by whom or what?",
        name,
        check=lambda text: f"blocked: {shown(blocker(text))}",
        act=act,
        hint="who or what has to act; tab completes a name",
        complete=name_completer(people or ()),
    )
    host.ask("Blocked", dialog)


def name_completer(people: Sequence[str]) -> Completer:
    """Completes one of these names at the beginning of a line."""

    def complete(text: str, cursor: int) -> Sequence[Completion]:
        typed = text[:cursor].casefold()
        found = [one for one in people if typed and one.casefold().startswith(typed) and len(one) > cursor]
        return [Completion(0, cursor, name, "") for name in found]

    return complete


def take_block_away(host: Host, item: WorkItem) -> None:
    """Move a blocked work item back to where it was."""
    moved = host.attempt(lambda: unblock(host.workspace, item.key))
    if moved is not None:
        host.tell("No longer blocked", f"{shown(moved.key)} is {state_words(moved.state)} · {UNDO_HINT}")


_MEANINGS = {
    WorkState.TODO: "nobody works on it yet",
    WorkState.DOING: "somebody works on it",
    WorkState.DONE: "complete; d also takes minutes",
    WorkState.DROPPED: "given up; it stays in the history",
}


def ask_move(host: Host, record: WorkItem | Touchpoint, name: str) -> None:
    """Move a record to another state, after asking which; a touchpoint can only be dropped."""
    workspace = host.workspace

    def move(item: WorkItem, state: WorkState) -> str:
        return move_item(workspace, item.key, state, round_to=host.settings.round_timer_to)

    if isinstance(record, WorkItem):
        item = record
        choices = [
            Choice(state_words(state), words, partial(move, item, state))
            for state, words in _MEANINGS.items()
            if state is not item.state
        ]
    else:
        choices = _touchpoint_moves(workspace, record, name)
    now = state_words(record.state) if isinstance(record, WorkItem) else record.state.value
    host.ask("Moved", ChoiceDialog("Move it to", f"{name} · {now}", choices))


def _touchpoint_moves(workspace: Workspace, point: Touchpoint, name: str) -> list[Choice]:
    """Giving it up; one of a series can also be left out, or be the last."""

    def skipped() -> str:
        _, after = skip(workspace, point.id)
        day = f"; next: {day_words(after.due_on, workspace.today())}" if after and after.due_on else ""
        return f"skipped: {shown(name)}{day}"

    def dropped() -> str:
        timed = runs_on(workspace, point)
        drop(workspace, point.id)
        goes_on = "; the timer goes on, for the customer" if timed else ""
        return f"dropped: {shown(name)}{goes_on}"

    def ended() -> str:
        end_series(workspace, point.id)
        return f"the last of its series: {shown(name)}"

    if not point.rule:
        return [Choice("dropped", "no contact, given up; it stays in the history", dropped)]
    return [
        Choice("skipped", "no contact this time; the next of the series takes its place", skipped),
        Choice("last of its series", "it stays open, and none comes after it", ended),
        Choice("dropped", "no contact, given up, and the series with it", dropped),
    ]
