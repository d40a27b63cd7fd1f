"""What is asked in a standup round: notes, decisions, topics to park, sentences to take up, and where minutes go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from standup.domain.logline.completing import Completion
from standup.domain.records import Order, Round, RoundNote
from standup.domain.rounds import line_of
from standup.domain.text import shown
from standup.reports.minutes import minutes_markdown
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.tui.widgets.line import Completer
from standup.workspace.round_view import RoundView
from standup.workspace.rounds import (
    add_note,
    decide,
    finish,
    minutes_of,
    park,
    parked_words,
    rounds_on,
    skip,
    take_up,
    taken_up_words,
)
from standup.workspace.session import Workspace, names_of_active
from standup.workspace.summary import write_text


def ask_note(host: Host, round_: Round, name: str) -> None:
    """Write down a line of what was said."""
    _ask(host, "Note", name, partial(add_note, host.workspace, round_), lambda text: shown(line_of(text, "note")))


def ask_decision(host: Host, round_: Round) -> None:
    """Write down a decision."""
    _ask(
        host,
        "Decision",
        "What was decided?",
        partial(decide, host.workspace, round_),
        lambda text: shown(line_of(text, "decision")),
    )


def ask_park(host: Host, round_: Round) -> None:
    """Park a topic for later, with those who talk about it."""
    _ask(
        host,
        "Parked",
        "What is for later, and with whom?",
        partial(park, host.workspace, round_),
        lambda text: parked_words(host.workspace, text),
        examples=(
            ("bob, zoe: rate limits", "for the two"),
            ("the release on Friday", "for everybody"),
        ),
        complete=_names(host),
    )


def ask_take_up(host: Host, round_: Round) -> None:
    """Turn a sentence into a work item or a touchpoint with an owner."""
    _ask(
        host,
        "Added",
        "A work item or a touchpoint, and whose it is",
        partial(take_up, host.workspace, round_),
        lambda text: taken_up_words(host.workspace, round_, text),
        examples=(
            ("describe the retries", "a work item of whoever has the turn"),
            ("bob: #DB-9 drop the old index by fri", "with owner, key and due date"),
            ("zoe: @acme send the quote tomorrow", "a touchpoint"),
        ),
        complete=_names(host),
    )


def _ask(
    host: Host,
    title: str,
    about: str,
    act: Callable[[str], RoundNote],
    check: Callable[[str], str],
    *,
    examples: tuple[tuple[str, str], ...] = (),
    complete: Completer | None = None,
) -> None:
    def done(text: str) -> str:
        return shown(act(text).text)

    dialog = LineDialog(title, about, check=check, act=done, examples=examples, complete=complete)
    host.ask(title, dialog)


def ask_skip(host: Host, round_: Round, name: str) -> None:
    """Leave out whose turn it is, after asking why."""

    def act(text: str) -> str:
        skip(host.workspace, round_, text)
        return f"skipped: {shown(name)}"

    dialog = LineDialog(
        "Skip",
        f"{name}: why? enter alone gives no reason",
        check=lambda text: f"skipped: {shown(text.strip())}" if text.strip() else "skipped",
        act=act,
        hint="such as on a call, comes later",
    )
    host.ask("Skipped", dialog)


def ask_order(host: Host, view: RoundView, choose: Callable[[Order, int | None], None]) -> None:
    """Choose how the next round walks."""
    seed = view.plan.seed if view.plan else view.today.toordinal()

    def chosen(order: Order, number: int | None) -> str:
        choose(order, number)
        return f"the order is {order.value}"

    orders = (
        (Order.ROTATED.value, "each workday another one begins", Order.ROTATED, None),
        (Order.FIXED.value, "always the same", Order.FIXED, None),
        (Order.SHUFFLED.value, "another order each day, the same on all screens", Order.SHUFFLED, None),
        ("shuffled anew", "where the day's is not to your liking", Order.SHUFFLED, seed + 1),
        (Order.BOARD.value, "walk the board: blocked first, then the oldest in its state", Order.BOARD, None),
    )
    choices = [Choice(name, words, partial(chosen, order, number)) for name, words, order, number in orders]
    host.ask("Order", ChoiceDialog("In which order?", "The next round", choices), undo_hint=False)


def ask_minutes(host: Host, round_: Round, copy: Callable[[str], None]) -> None:
    """End the round if it goes on, write its minutes to a file, and copy them; asks for the file first."""
    workspace = host.workspace

    def act(text: str) -> str:
        now = next(one for one in rounds_on(workspace, round_.day) if one.round.id == round_.id)
        if now.round.ended_at is None:
            finish(workspace, now.round)
        path = _path(text)
        write_text(path, minutes_text(workspace, round_))
        copy(minutes_text(workspace, round_))
        return f"minutes copied, and written to {shown(str(path))}"

    dialog = LineDialog(
        "End the round" if round_.ended_at is None else "Minutes",
        "Minutes as Markdown, into this file and to the clipboard:",
        check=lambda text: shown(str(_path(text))),
        act=act,
        value=str(Path.cwd() / f"standup-{round_.day}.md"),
    )
    host.ask("The round is over", dialog, undo_hint=False)


def minutes_text(workspace: Workspace, round_: Round) -> str:
    """The minutes of a round as Markdown, as they are stored now."""
    of = next(one for one in rounds_on(workspace, round_.day) if one.round.id == round_.id)
    return minutes_markdown(minutes_of(workspace, of))


def _path(text: str) -> Path:
    return Path(text.strip() or ".").expanduser()


def _names(host: Host) -> Completer:
    """Completes a name before the colon."""
    people = host.attempt(lambda: names_of_active(host.workspace.store.roster())) or []

    def complete(text: str, cursor: int) -> Sequence[Completion]:
        head = text[:cursor]
        if ":" in head:
            return []
        start = head.rfind(",") + 1
        start += len(head[start:]) - len(head[start:].lstrip())
        typed = head[start:].casefold()
        found = [one for one in people if typed and one.casefold().startswith(typed) and len(one) > len(typed)]
        return [Completion(start, cursor, f"{name}: ", "") for name in found]

    return complete
