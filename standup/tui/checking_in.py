"""The dialog of my check-in: what is offered for did, plan and blockers, each to be ticked or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from standup.domain.checkin import folded
from standup.domain.errors import StandupError, UsageError
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui.actions import Scope, bindings, table_in
from standup.tui.checkin_lines import Line, Part, kept_lines, kept_name, put_back, typed_before
from standup.tui.completing import WorkspaceCompleter
from standup.tui.dialogs import LineDialog
from standup.tui.host import UNDO_HINT, Host
from standup.tui.keyed import KeyedModal
from standup.tui.page import READING
from standup.tui.text import Cell, fitted, plain, row_of
from standup.tui.widgets.line import Completer
from standup.tui.widgets.prose import Prose
from standup.tui.widgets.rows import RowList
from standup.workspace.blockers import blocker_preview
from standup.workspace.checkin import Draft, add_commits, check_in
from standup.workspace.checkin_words import blocker_text, waiting_text
from standup.workspace.commits import MyCommits, my_commits_between
from standup.workspace.session import names_of_active
from standup.workspace.time import log

_MUTED = "$foreground-muted"
_LABEL = 8  # cells
_WHY = 24  # cells


_ADDS = {
    Part.DID: "add what else you did",
    Part.PLAN: "add what else you plan",
    Part.BLOCKED: "add who must act, and what",
}


class CheckInList(RowList[Line]):
    """The lines of a check-in, part by part."""

    DEFAULT_CSS = "CheckInList { height: 1fr; }"

    def row_id(self, row: Line) -> str:
        """Its part and its text: no two are the same."""
        return f"{row.part} + " if row.adds else f"{row.part} {row.text}"

    def empty(self) -> list[Content]:
        """Never seen: each part has the row that adds to it."""
        return []

    def draw(self, row: Line, width: int) -> Content:
        """The part, whether it is in the check-in, the text, and where that comes from."""
        why = _WHY if width >= 80 else 0
        mark = Content("[x]" if row.is_ticked else "[ ]")
        text = plain(row.text, "" if row.is_ticked else _MUTED)
        if not row.is_open:
            sign = " + " if row.adds else " ■ " if row.waits else " ? "
            mark = Content.assemble((sign, "$text-error" if row.waits else "$text-warning"))
            text = plain(row.text, _MUTED if row.adds else "")
        cells = [
            Cell(Content.assemble((row.part.value if row.is_first else "", "bold $accent")), _LABEL),
            Cell(mark, 3),
            Cell(text, max(4, width - _LABEL - 3 - 2 - (why + 1 if why else 0))),
            Cell(plain(row.why, _MUTED), why),
        ]
        return row_of(cells)

    def details(self, row: Line, width: int) -> Sequence[Content]:
        """Where it comes from, or what its key does."""
        if row.session is not None:
            return [fitted(plain(f"→ {row.session.does}", "$text-success" if row.session.is_ready else _MUTED), width)]
        return [fitted(plain(row.why, _MUTED), width)] if row.why else []


class CheckInDialog(KeyedModal[str]):
    """Shows a draft; its result is that I have checked in, in words. My commits are read while it is open."""

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    CheckInDialog {
        align: center middle;
        background: $background 60%;
        & #dialog {
            width: 96%;
            max-width: 110;
            height: 92%;
            max-height: 36;
            padding: 0 1;
            border: round $accent;
            border-title-color: $accent;
            border-title-style: bold;
            border-subtitle-color: $foreground-muted;
            background: $surface;
        }
        & .about { height: 1; margin-bottom: 1; }
        & .why { color: $text-error; height: auto; display: none; padding: 0 1; &.-shown { display: block; } }
    }
    """
    NAME = "the check-in"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CHECK_IN, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CHECK_IN)]

    @dataclass
    class Read(Message):
        """My commits were read."""

        commits: tuple[MyCommits, ...] | StandupError

    def __init__(self, host: Host, draft: Draft) -> None:
        super().__init__()
        self._host = host
        self._draft = draft
        self._list = CheckInList()
        roster = host.workspace.store.roster()
        self._kept = host.drafts.get(kept_name(draft), {})
        offered = [Line.of(Part.DID, one) for one in draft.did] + [Line.of(Part.PLAN, one) for one in draft.plan]
        for one in draft.blockers:
            text, since = blocker_text(roster, one), f"since {day_words(one.since, draft.day)}"
            offered.append(Line(Part.BLOCKED, text, True, since, blocker=one, offered=text))
        offered += [Line(Part.BLOCKED, waiting_text(one), True, "on the Board", waits=True) for one in draft.waiting]
        self._lines = [put_back(self._kept, line) for line in offered]
        self._lines += typed_before(self._kept, self._lines)

    def compose(self) -> ComposeResult:
        """What the check-in is about, its lines, what is wrong, and the keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(f"Check-in · {day_words(self._draft.day)}")
            box.border_subtitle = "everybody can read it; no hours"
            yield Static(classes="about")
            yield self._list
            yield Prose(classes="why")
            yield self.key_line()

    def on_mount(self) -> None:
        """Show what is known, and read the commits; what was told before would lie over it."""
        self.app.clear_notifications()
        self._show("reading commits ...")
        self._list.focus()
        self.run_worker(self._read_commits, thread=True, exclusive=True, group=READING)

    def _read_commits(self) -> None:
        worker = get_current_worker()
        found: tuple[MyCommits, ...] | StandupError
        try:
            found = my_commits_between(self._host.workspace, self._draft.since, self._draft.until)
        except StandupError as error:
            found = error
        if not worker.is_cancelled:
            self.post_message(self.Read(found))

    def on_check_in_dialog_read(self, event: Read) -> None:
        """Add what commits tell; ticks and typed lines stay."""
        if isinstance(event.commits, StandupError):
            self._complain(event.commits)
            self._show()
            return
        self._draft = add_commits(self._draft, event.commits)
        there = {
            folded(line.offered or line.text): place for place, line in enumerate(self._lines) if line.part is Part.DID
        }
        for offer in self._draft.did:
            place = there.get(folded(offer.text))
            if place is None:
                self._lines.append(put_back(self._kept, Line.of(Part.DID, offer)))
            else:
                self._lines[place] = self._lines[place]._replace(why=offer.why)
        self._lines += [Line(Part.UNLOGGED, one.words, False, session=one) for one in self._draft.unlogged]
        self._show()

    def _show(self, state: str = "") -> None:
        draft = self._draft
        since = day_words(draft.since, draft.day)
        told = [f"did: since {since}"]
        if self._kept:
            told.append("as you left it")
        if draft.compared is not None:
            told.append(f"{day_words(draft.compared.day, draft.day)}: {draft.compared.words}")
        told += [state] if state else [f"not read: {trouble}" for trouble in draft.troubles[:1]]
        self.query_one(".about", Static).update(plain(f" {' · '.join(told)}", _MUTED))
        rows: list[Line] = []
        for part in Part:
            of_part = [line for line in self._lines if line.part is part]
            if part in _ADDS:
                of_part.append(Line(part, _ADDS[part], False, adds=True))
            rows += [line._replace(is_first=not number) for number, line in enumerate(of_part)]
        self._list.show(rows)
        self.refresh_keys()

    @property
    def _place(self) -> int | None:
        """The place of the selected line among those of the check-in."""
        row = self._list.selected
        if row is None or row.adds:
            return None
        return next((n for n, line in enumerate(self._lines) if (line.part, line.text) == (row.part, row.text)), None)

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act on the selected line."""
        row = self._list.selected
        match action:
            case "tick_line" | "change_line" if row and row.waits:
                return f"it is told as it stands; {table_in(self.app).key('block')} on the Board says that it goes on"
            case "tick_line" if not (row and row.is_open):
                return "only a line of the check-in can be ticked"
            case "change_line" if not (row and row.is_open) or (row and row.blocker):
                return "only what is not stored yet can be altered"
            case "add_line" if row and row.session:
                return "commits are logged, not added; choose a part of the check-in"
            case "log_commits" if not (row and row.session):
                return "only commits without a log can be logged"
        return None

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        row = self._list.selected
        if row is None:
            return
        if row.adds:
            self.action_add_line()
        elif row.session is not None:
            self.action_log_commits()
        elif (why := self.refusal("tick_line")) is not None:
            self._host.complain(UsageError(why))
        else:
            self.action_tick_line()

    def action_tick_line(self) -> None:
        """Take the line in, or out."""
        place = self._place
        if place is not None and self._lines[place].is_open:
            self._lines[place] = self._lines[place]._replace(is_ticked=not self._lines[place].is_ticked)
            self._show()

    def action_add_line(self) -> None:
        """Type another line of this part."""
        row = self._list.selected
        if row is not None and row.part in _ADDS:
            self._ask(row.part, "", lambda text: self._put(Line(row.part, text, why="typed")))

    def action_change_line(self) -> None:
        """Say the line in other words."""
        place = self._place
        if place is not None and self._lines[place].is_open and self._lines[place].blocker is None:
            line = self._lines[place]
            self._ask(line.part, line.text, lambda text: self._put(line.saying(text)._replace(is_ticked=True), place))

    def _put(self, line: Line, place: int | None = None) -> None:
        others = [one for n, one in enumerate(self._lines) if n != place and one.part is line.part]
        if any(folded(one.text) == folded(line.text) for one in others):
            raise UsageError("that line is there already")
        if place is None:
            self._lines.append(line)
        else:
            self._lines[place] = line

    def _ask(self, part: Part, value: str, put: Callable[[str], None]) -> None:
        workspace = self._host.workspace

        def check(text: str) -> str:
            if part is Part.BLOCKED:
                return blocker_preview(workspace, text)
            if not text.strip():
                raise UsageError("a few words for the others")
            return shown(" ".join(text.split()))

        def act(text: str) -> str:
            check(text)
            put(" ".join(text.split()))
            return "added"

        is_blocker = part is Part.BLOCKED
        examples = (("bob: review API-12", "a name, and what it is that has to be done"),) if is_blocker else ()
        dialog = LineDialog(
            {Part.DID: "Did", Part.PLAN: "Plan", Part.BLOCKED: "Blocked"}[part],
            "Who must act, and what?" if is_blocker else "In words for the others; no hours",
            check=check,
            act=act,
            examples=examples,
            hint="tab completes a name" if is_blocker else "",
            value=value,
            complete=self._people() if is_blocker else WorkspaceCompleter(workspace),
        )
        self.app.push_screen(dialog, lambda _: self._show())

    def _people(self) -> Completer:
        from standup.tui.asking.rows import name_completer

        names = names_of_active(self._host.workspace.store.roster())
        return name_completer([f"{name}: " for name in names])

    def action_log_commits(self) -> None:
        """Log the commits of the selected row as they are offered."""
        row = self._list.selected
        session = row.session if row is not None else None
        if session is None:
            return
        if not session.is_ready:
            self._complain(UsageError(session.does))
            return
        try:
            logged = log(self._host.workspace, session.line)
        except StandupError as error:
            self._complain(error)
            return
        self._lines = [line for line in self._lines if line.session is not session]
        self._show()
        self._host.tell("Logged", f"{logged.words} · {UNDO_HINT}")

    def _complain(self, error: StandupError) -> None:
        why = self.query_one(".why", Static)
        why.add_class("-shown")
        why.update(plain(str(error)))

    def action_say_check_in(self) -> None:
        """Check in with what is ticked."""
        ticked = [line for line in self._lines if line.is_open and line.is_ticked]
        did = [line.text for line in ticked if line.part is Part.DID]
        plan = [line.item or line.text for line in ticked if line.part is Part.PLAN]
        new = [line.text for line in ticked if line.part is Part.BLOCKED and line.blocker is None]
        gone = [line.blocker.id for line in self._lines if line.blocker is not None and not line.is_ticked]
        try:
            view = check_in(self._host.workspace, did=did, plan=plan, blockers=new, resolve=gone)
        except StandupError as error:
            self._complain(error)
            return
        self._host.drafts.pop(kept_name(self._draft), None)
        counts = [f"{len(did)} did", f"{len(plan)} planned"]
        still = sum(one.resolved_on is None for one in view.blockers)
        self.dismiss(", ".join([*counts, *([f"{still} blocked"] if still else [])]))

    def action_leave_check_in(self) -> None:
        """Close; ticks and what was typed are there again when the dialog is opened next."""
        kept, name = kept_lines(self._lines), kept_name(self._draft)
        if kept:
            self._host.drafts[name] = kept
        else:
            self._host.drafts.pop(name, None)
        self.dismiss("")
        if kept:
            self._host.tell("Not checked in", "what you ticked and typed is there again when you open this")
