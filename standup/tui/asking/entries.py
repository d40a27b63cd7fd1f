"""What is asked of an entry: what it says instead, on which day it lies, where its time went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from standup.domain.dates import Direction, parse_day
from standup.domain.duration import format_minutes
from standup.domain.records import Bucket
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui.completing import WorkspaceCompleter
from standup.tui.dialogs import LineDialog
from standup.tui.host import UNDO_HINT, Host
from standup.workspace.entries import (
    alter_entry,
    copy_entry,
    delete_entry,
    line_of,
    move_entry,
    preview_altered,
    preview_moved,
    preview_rewritten,
    rewrite_entry,
)
from standup.workspace.myday import EntryRow

_DAYS = (
    ("yesterday", "the day before today"),
    ("fri", "the last Friday"),
    ("3 Nov", "that day, this year or last"),
    ("2026-11-20", "that day"),
)


def ask_edit(host: Host, row: EntryRow) -> None:
    """Write an entry anew, after asking for the line that it is to be."""
    workspace, entry = host.workspace, row.entry
    line = host.attempt(lambda: line_of(workspace, entry))
    if line is None:
        return

    def act(text: str) -> str:
        logged = rewrite_entry(workspace, entry, text)
        return logged.words if logged else ""

    dialog = LineDialog(
        "Edit",
        _about(row, host.workspace.today()),
        check=lambda text: preview_rewritten(workspace, entry, text),
        act=act,
        value=line,
        hint="the whole line, as it is to be",
        complete=WorkspaceCompleter(workspace),
    )
    host.ask("Edited", dialog)


def ask_move(host: Host, row: EntryRow) -> None:
    """Move an entry to another day, after asking which."""
    workspace, entry = host.workspace, row.entry
    dialog = LineDialog(
        "Move to which day?",
        _about(row, host.workspace.today()),
        check=lambda text: preview_moved(workspace, entry, past_day(host, text)),
        act=lambda text: move_entry(workspace, entry, past_day(host, text)).words,
        hint="a day; the clock time goes with it",
        examples=_DAYS,
    )
    host.ask("Moved", dialog)


def change_bucket(host: Host, row: EntryRow) -> None:
    """Move an entry on to the next bucket: customer time to other at once, the others after asking what for."""
    workspace, entry = host.workspace, row.entry
    if entry.bucket is Bucket.CUSTOMER:
        told(host, "Edited", lambda: alter_entry(workspace, entry, "~").words)
        return
    examples = (
        ("@acme", "customer time with Acme"),
        ("#API-12", "production on that work item"),
        ("~", "other: meetings, admin, training"),
    )
    dialog = LineDialog(
        "Where did the time go?",
        _about(row, host.workspace.today()),
        check=lambda text: preview_altered(workspace, entry, text, needs_bucket=True),
        act=lambda text: alter_entry(workspace, entry, text, needs_bucket=True).words,
        hint="@customer, #work item, or ~ for other",
        examples=examples if entry.bucket is Bucket.PRODUCTION else (examples[1], examples[0]),
        complete=WorkspaceCompleter(workspace),
    )
    host.ask("Edited", dialog)


def delete(host: Host, row: EntryRow) -> None:
    """Delete an entry at once; undo brings it back."""
    told(host, "Deleted", lambda: delete_entry(host.workspace, row.entry))


def copy_to_today(host: Host, row: EntryRow) -> None:
    """Log the same once more, today."""
    told(host, "Logged", lambda: copy_entry(host.workspace, row.entry, host.workspace.today()).words)


def ask_day(host: Host, show: Callable[[date], None]) -> None:
    """Show another day, after asking which."""

    def act(text: str) -> str:
        show(past_day(host, text))
        return ""

    dialog = LineDialog(
        "Which day?",
        "One of my days",
        check=lambda text: day_words(past_day(host, text), host.workspace.today()),
        act=act,
        hint="a day",
        examples=_DAYS,
    )
    host.ask("", dialog)


def past_day(host: Host, text: str) -> date:
    """The day that a person wrote, of those gone by where it is not fully said; raises UsageError."""
    return parse_day(text, host.workspace.today(), Direction.PAST)


def told(host: Host, title: str, act: Callable[[], str]) -> None:
    """Do something at once, and tell what it did."""
    words = host.attempt(act)
    if words:
        host.tell(title, f"{words} · {UNDO_HINT}")


def _about(row: EntryRow, today: date) -> str:
    entry = row.entry
    what = " ".join(filter(None, (format_minutes(entry.minutes), entry.bucket.value, shown(row.about))))
    return ", ".join(filter(None, (what, row.clock, day_words(entry.day, today))))
