"""The keys that act on one row, on the Board and in its details: done, snooze, edit, blocked, move."""

from __future__ import annotations

from standup.domain.records import Touchpoint, WorkItem, WorkState
from standup.domain.text import shown
from standup.tui import asking
from standup.tui.host import Host

NO_ROW = "no row is selected; choose one with j, k and tab"
_ON_ROWS = frozenset(["done", "snooze", "edit", "block", "move", "who"])


class RowKeys:
    """What Board and details share; `record` is what keys act on."""

    host: Host

    @property
    def record(self) -> WorkItem | Touchpoint | None:
        """The work item or touchpoint of the selected row."""
        raise NotImplementedError

    @property
    def record_name(self) -> str:
        """What people call it; not yet safe for a terminal."""
        raise NotImplementedError

    def row_refusal(self, action: str) -> str | None:
        """Why a key cannot act on the record."""
        record = self.record
        if action not in _ON_ROWS:
            return None
        match action:
            case "snooze" if not isinstance(record, Touchpoint):
                return "only a touchpoint can be snoozed; choose one on the customer's side"
            case "who" if not isinstance(record, Touchpoint):
                return "only a touchpoint has a customer to know; choose one on the customer's side"
            case "block" if not isinstance(record, WorkItem):
                return "only a work item can be blocked; choose one on the production side"
        if record is None:
            return NO_ROW
        if record.state.is_open or (isinstance(record, WorkItem) and action in ("edit", "move")):
            return None
        name = shown(record.key) if isinstance(record, WorkItem) else "this touchpoint"
        return f"{name} is {record.state.value} already"

    def action_done(self) -> None:
        """Complete it."""
        if self.record is not None:
            asking.rows.ask_done(self.host, self.record, self.record_name)

    def action_snooze(self) -> None:
        """Postpone it."""
        if isinstance(self.record, Touchpoint):
            asking.rows.ask_snooze(self.host, self.record, self.record_name)

    def action_edit(self) -> None:
        """Alter its fields."""
        if self.record is not None:
            asking.rows.ask_edit(self.host, self.record)

    def action_block(self) -> None:
        """Say who or what has to act; where that is said already, take it away."""
        record = self.record
        if not isinstance(record, WorkItem):
            return
        if record.state is WorkState.BLOCKED:
            asking.rows.take_block_away(self.host, record)
        else:
            asking.rows.ask_blocked(self.host, record, self.record_name)

    def action_who(self) -> None:
        """Who knows its customer."""
        if isinstance(self.record, Touchpoint):
            asking.care.ask_who(self.host, self.record)

    def action_move(self) -> None:
        """Move it to another state."""
        if self.record is not None:
            asking.rows.ask_move(self.host, self.record, self.record_name)
