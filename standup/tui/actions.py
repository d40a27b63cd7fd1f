"""One table of all actions: bindings, footer, help, palette and the README's key table are made of it.

Who adds a key adds a row. A screen or dialog with keys of its own adds a member to `Scope` too, names it in its
`SCOPES` and has an `action_ID` method for each row; `KeyedScreen` and `KeyedModal` (keyed.py) do the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable

from textual.binding import Binding

from standup.tui.keynames import key_names


class Scope(StrEnum):
    """Where an action can be called."""

    ALWAYS = "always"
    """On every screen and in every dialog."""
    HISTORY = "history"
    """On every screen, and in dialogs that show what they change."""
    EVERYWHERE = "everywhere"
    """On every screen, but in no dialog."""
    BOARD = "board"
    ROW = "row"
    """On the Board, and in the details of a row."""
    PRODUCTION = "production"
    """On the Board, while its production side has the focus."""
    CUSTOMER = "customer"
    """On the Board, while its customer's side has the focus."""
    TEAM = "team"
    ROUND = "round"
    """On the Standup."""
    DAY = "day"
    MY_WEEK = "my week"
    CUSTOMERS = "customers"
    ONE_CUSTOMER = "one customer"
    """On the Customers, and in the details of one."""
    LIST = "list"
    """In a pane of rows, while it has the focus."""
    FILTER = "filter"
    LOG_BAR = "log bar"
    FIELD = "field"
    """While somebody types a line whose names are completed."""
    LINE = "line"
    """In a dialog that asks for one line."""
    TICKS = "ticks"
    """In a dialog that asks for one line about rows."""
    CHECK_IN = "check-in"
    """In the dialog of my check-in."""
    FILL = "fill"
    """In the dialog that fills a day."""
    SPLIT = "split"
    """In the dialog that splits time between production and a customer."""
    INTERRUPT = "interrupt"
    """In the dialog that logs an interrupt."""
    CHOICE = "choice"
    """In a dialog that offers a few things to choose from."""
    RECORD = "record"
    """In the form of a work item, touchpoint or customer."""
    DETAIL = "detail"
    PLAYBOOK = "playbook"
    """In the details of a touchpoint."""
    TEXT = "text"
    """Where a text scrolls."""
    THEMES = "themes"
    """In the list of themes."""
    HELP = "help"
    FORM = "form"
    """On the screens that are shown before there is a Board."""
    FIRST_RUN = "first run"
    """On the screen that makes a new team."""


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    HERE = "Here"
    ROW = "The selected row"
    TIME = "Time"
    MOVE = "Move"
    LOOK = "Look at"
    REST = "And"


class Action(NamedTuple):
    """One thing that a key does."""

    id: str
    """Names the binding in a keymap, and the action method."""
    keys: tuple[str, ...]
    label: str
    """A word or two, for the footer."""
    tooltip: str
    """One sentence, for help and palette."""
    group: Group
    scope: Scope
    shown_keys: str = ""
    """What stands for the keys in footer and help where their names one by one would be too much."""
    footer: int = 0
    """Place in the footer; where there is no room, those with the highest number go first. 0 is not in it."""
    typing: bool = False
    """Whether it works while somebody types; then none of its keys is text."""

    @property
    def shown(self) -> str:
        """The keys as people read them."""
        return self.shown_keys or key_names(self.keys)

    @property
    def shortest(self) -> str:
        """The first of the keys, for the footer; all of them where they follow each other, as `1-8` do."""
        every = key_names(self.keys)
        return key_names(self.keys[:1]) if " " in every else every

    @property
    def calls(self) -> Iterator[tuple[str, str]]:
        """Each key with the action that it calls."""
        if self.has_minutes:
            return ((key, f"{self.id}({minutes})") for key, minutes in self.minutes)
        return ((key, self.id) for key in self.keys)

    @property
    def has_minutes(self) -> bool:
        """Whether each of its keys stands for minutes."""
        return self.id in ("quick_log", "split_minutes", "interrupt_minutes")

    @property
    def minutes(self) -> Iterator[tuple[str, int]]:
        """Each key of quick-log, or of a split, with the minutes that it stands for."""
        return ((key, step * QUARTER) for step, key in enumerate(self.keys, 1))


QUARTER = 15
"""Minutes that each step of a quick-log key stands for."""

ACTIONS = (
    Action("help", ("question_mark",), "Help", "All keys of this screen", Group.REST, Scope.ALWAYS, footer=1),
    Action(
        "help_while_typing",
        ("f1",),
        "Help",
        "Help, also while you type: the keys of a dialog, the grammar of the line",
        Group.REST,
        Scope.ALWAYS,
        footer=3,
        typing=True,
    ),
    Action(
        "suspend_process",
        ("ctrl+z",),
        "Suspend",
        "Back to the shell for now; fg comes back here",
        Group.REST,
        Scope.ALWAYS,
        typing=True,
    ),
    Action("quit", ("q",), "Quit", "Leave; everything is stored already", Group.REST, Scope.EVERYWHERE, footer=2),
    Action(
        "command_palette",
        ("ctrl+p",),
        "Palette",
        "Find developers, work items, customers, weeks, themes and actions by name",
        Group.REST,
        Scope.EVERYWHERE,
        footer=3,
    ),
    Action("open_log", ("l", "colon"), "Log", "Open the log bar and type one line", Group.TIME, Scope.BOARD, footer=4),
    Action(
        "quick_log",
        tuple("12345678"),
        "15m-2h",
        "Log 15 minutes to 2 hours to the selected row, at once",
        Group.ROW,
        Scope.BOARD,
        footer=5,
    ),
    Action(
        "timer",
        ("space",),
        "Timer",
        "Start the timer on the selected row, stop it, or switch it to this row",
        Group.ROW,
        Scope.BOARD,
        footer=6,
    ),
    Action(
        "fill",
        ("f",),
        "Fill",
        "Fill the rest of today, a gap, or what recurs each workday",
        Group.TIME,
        Scope.BOARD,
        footer=9,
    ),
    Action(
        "split",
        ("s",),
        "Split",
        "Log time that is part production and part customer, and set the ratio with the arrow keys",
        Group.TIME,
        Scope.BOARD,
        footer=14,
    ),
    Action(
        "interrupt",
        ("i",),
        "Interrupt",
        "Log an interrupt: who asked, its class, and how long; enter or a digit logs at once",
        Group.TIME,
        Scope.BOARD,
        footer=15,
    ),
    Action(
        "done",
        ("d",),
        "Done",
        "Complete the selected row: minutes, outcome and next step in one line",
        Group.ROW,
        Scope.ROW,
        footer=7,
    ),
    Action(
        "snooze",
        ("z",),
        "Snooze",
        "Postpone the selected touchpoint: until when, and why",
        Group.ROW,
        Scope.CUSTOMER,
        footer=8,
    ),
    Action(
        "edit",
        ("E",),
        "Edit",
        "Alter the fields of the selected row: title, due date, owner and so on",
        Group.ROW,
        Scope.ROW,
        footer=15,
    ),
    Action(
        "block",
        ("b",),
        "Blocked",
        "Say who or what blocks the selected work item; on a blocked one, or on a blocker, take that away",
        Group.ROW,
        Scope.PRODUCTION,
        footer=16,
    ),
    Action(
        "move",
        ("m",),
        "Move",
        "Move the selected row to another state: to do, doing, done, dropped",
        Group.ROW,
        Scope.ROW,
        footer=17,
    ),
    Action(
        "who",
        ("w",),
        "Who",
        "Who knows the customer of the selected touchpoint, in facts; enter gives it to one of them",
        Group.ROW,
        Scope.ROW,
    ),
    Action(
        "hand_over",
        ("H",),
        "Hand over",
        "Give what this developer has open to somebody else, or plan it anew",
        Group.ROW,
        Scope.BOARD,
    ),
    Action(
        "new",
        ("n",),
        "New",
        "A new work item or touchpoint, on the side that has the focus",
        Group.ROW,
        Scope.BOARD,
        footer=14,
    ),
    Action(
        "check_in",
        ("c",),
        "Check-in",
        "My check-in of today: what I did, what I plan, who must act for me; each is offered",
        Group.TIME,
        Scope.BOARD,
        footer=9,
    ),
    Action("undo", ("u",), "Undo", "Take back my last change", Group.TIME, Scope.HISTORY, footer=10),
    Action("redo", ("ctrl+r",), "Redo", "Bring back what undo took away", Group.TIME, Scope.HISTORY, footer=13),
    Action("day", ("D",), "My day", "The entries of one of my days", Group.LOOK, Scope.EVERYWHERE, footer=9),
    Action(
        "customers",
        ("C",),
        "Customers",
        "How each customer stands: last contact, cadence, next step, who knows them",
        Group.LOOK,
        Scope.EVERYWHERE,
        footer=11,
    ),
    Action("team", ("T",), "Team", "How the team's week is split", Group.LOOK, Scope.EVERYWHERE, footer=10),
    Action(
        "standup",
        ("S",),
        "Standup",
        "The round of today, one developer after the other",
        Group.LOOK,
        Scope.EVERYWHERE,
        footer=10,
    ),
    Action(
        "next_turn",
        ("enter", "right", "full_stop"),
        "Next",
        "Begin the round, go on to the next turn, and end the round after the last one",
        Group.HERE,
        Scope.ROUND,
        footer=4,
    ),
    Action("round_note", ("n",), "Note", "Write down a line of what is said", Group.HERE, Scope.ROUND, footer=5),
    Action(
        "park",
        ("p",),
        "Park",
        "Put a topic off until after the round, with those who talk about it",
        Group.HERE,
        Scope.ROUND,
        footer=5,
    ),
    Action(
        "take_up",
        ("a",),
        "New",
        "Turn a sentence into a work item or a touchpoint with an owner",
        Group.HERE,
        Scope.ROUND,
        footer=5,
    ),
    Action("decide", ("d",), "Decide", "Write down a decision", Group.HERE, Scope.ROUND, footer=5),
    Action(
        "end_round",
        ("f",),
        "End",
        "End the round: its minutes go to a file and to the clipboard, and are kept with the day",
        Group.HERE,
        Scope.ROUND,
        footer=6,
    ),
    Action("skip_turn", ("s",), "Skip", "Leave this turn out, and say why", Group.HERE, Scope.ROUND, footer=7),
    Action(
        "previous_turn", ("left", "comma"), "Previous", "Back to the turn before", Group.HERE, Scope.ROUND, footer=7
    ),
    Action(
        "pause_round",
        ("space",),
        "Pause",
        "Stop the timers, or let them run again",
        Group.HERE,
        Scope.ROUND,
        footer=8,
    ),
    Action(
        "order_round",
        ("o",),
        "Order",
        "How the round walks: rotated, by name, shuffled, or through the board by work item",
        Group.HERE,
        Scope.ROUND,
        footer=8,
    ),
    Action("board", ("B",), "Board", "My Board", Group.LOOK, Scope.EVERYWHERE, footer=10),
    Action(
        "plan_touchpoint",
        ("n",),
        "New",
        "Plan a touchpoint with the selected customer",
        Group.ROW,
        Scope.ONE_CUSTOMER,
        footer=5,
    ),
    Action(
        "edit_customer",
        ("E",),
        "Edit",
        "Alter the selected customer: cadence, stage, notes, contact persons and so on",
        Group.ROW,
        Scope.ONE_CUSTOMER,
        footer=6,
    ),
    Action(
        "order_customers",
        ("o",),
        "Order",
        "Sort by urgency, by last contact, or by name",
        Group.LOOK,
        Scope.CUSTOMERS,
        footer=7,
    ),
    Action(
        "show_inactive",
        ("a",),
        "Inactive",
        "Show inactive customers too, or no longer",
        Group.LOOK,
        Scope.CUSTOMERS,
        footer=8,
    ),
    Action(
        "previous_developer",
        ("comma", "left_square_bracket"),
        "Previous",
        "The Board of the previous developer",
        Group.LOOK,
        Scope.BOARD,
    ),
    Action(
        "next_developer",
        ("full_stop", "right_square_bracket"),
        "Next",
        "The Board of the next developer",
        Group.LOOK,
        Scope.BOARD,
        footer=11,
    ),
    Action("previous_week", ("less_than_sign",), "Week before", "The week before", Group.LOOK, Scope.TEAM, footer=4),
    Action("next_week", ("greater_than_sign",), "Week after", "The week after", Group.LOOK, Scope.TEAM, footer=5),
    Action(
        "my_week",
        ("W",),
        "My week",
        "What the lead will see of my week; close it, or open it again",
        Group.LOOK,
        Scope.BOARD,
        footer=12,
    ),
    Action(
        "close_week",
        ("W",),
        "Close",
        "Say that this week is complete; what is logged in it later shows as a correction",
        Group.HERE,
        Scope.MY_WEEK,
        footer=4,
    ),
    Action(
        "reopen_week",
        ("R",),
        "Reopen",
        "Open this week again, until the lead publishes it",
        Group.HERE,
        Scope.MY_WEEK,
        footer=5,
    ),
    Action(
        "my_week_before", ("less_than_sign",), "Week before", "The week before", Group.LOOK, Scope.MY_WEEK, footer=6
    ),
    Action(
        "my_week_after", ("greater_than_sign",), "Week after", "The week after", Group.LOOK, Scope.MY_WEEK, footer=7
    ),
    Action(
        "go_to_week", ("o",), "Other week", "A week by its number, or by a day in it", Group.LOOK, Scope.TEAM, footer=9
    ),
    Action("this_week", ("t",), "This week", "Back to the running week", Group.LOOK, Scope.TEAM, footer=10),
    Action(
        "why",
        ("y",),
        "Why",
        "The rule and the minutes that made the figures of the selected row",
        Group.ROW,
        Scope.TEAM,
        footer=4,
    ),
    Action(
        "give_slot",
        ("p",),
        "Slot",
        "Give the touchpoint of the selected row a day on which it is its turn",
        Group.ROW,
        Scope.TEAM,
        footer=6,
    ),
    Action(
        "reassign",
        ("H",),
        "Hand over",
        "Give the touchpoint of the selected row, or what its developer has open, to somebody else",
        Group.ROW,
        Scope.TEAM,
        footer=6,
    ),
    Action(
        "ask",
        ("a",),
        "Ask",
        "Copy a question to the developer of the selected row, to be sent",
        Group.ROW,
        Scope.TEAM,
        footer=7,
    ),
    Action(
        "plan_next",
        ("n",),
        "New",
        "Plan a touchpoint with the customer of the selected row",
        Group.ROW,
        Scope.TEAM,
        footer=7,
    ),
    Action(
        "change_band",
        ("b",),
        "Band",
        "Agree on another target band, or budget of interrupts",
        Group.REST,
        Scope.TEAM,
        footer=8,
    ),
    Action(
        "publish",
        ("P",),
        "Publish",
        "Hand the week on: its summary is kept as it is now; first you see who has not closed it",
        Group.REST,
        Scope.TEAM,
        footer=8,
    ),
    Action(
        "next_part",
        ("tab",),
        "Next part",
        "To the next part: people, decisions, weeks, touchpoints",
        Group.MOVE,
        Scope.TEAM,
        footer=11,
    ),
    Action("part_before", ("shift+tab",), "Part before", "To the part before", Group.MOVE, Scope.TEAM),
    Action(
        "log_on_day",
        ("l", "colon"),
        "Log",
        "Open the log bar; a line without a day means the day shown",
        Group.TIME,
        Scope.DAY,
        footer=4,
    ),
    Action(
        "fill_day",
        ("f",),
        "Fill",
        "Fill the selected gap, or else the rest of the day",
        Group.TIME,
        Scope.DAY,
        footer=5,
    ),
    Action("delete_entry", ("x", "delete"), "Delete", "Delete the selected entry", Group.ROW, Scope.DAY, footer=6),
    Action("move_entry", ("m",), "Move", "Move the selected entry to another day", Group.ROW, Scope.DAY, footer=7),
    Action(
        "change_bucket",
        ("b",),
        "Bucket",
        "Production to customer time, that to other, and other to production",
        Group.ROW,
        Scope.DAY,
        footer=8,
    ),
    Action("copy_entry", ("y",), "Again today", "Log the same once more, today", Group.ROW, Scope.DAY, footer=12),
    Action(
        "previous_day",
        ("less_than_sign", "comma", "left_square_bracket", "left"),
        "Day before",
        "The day before",
        Group.LOOK,
        Scope.DAY,
        footer=10,
    ),
    Action(
        "next_day",
        ("greater_than_sign", "full_stop", "right_square_bracket", "right"),
        "Day after",
        "The day after",
        Group.LOOK,
        Scope.DAY,
        footer=10,
    ),
    Action("today", ("t",), "Today", "Back to today", Group.LOOK, Scope.DAY, footer=11),
    Action("go_to_day", ("o",), "Other day", "A day by its name or date", Group.LOOK, Scope.DAY, footer=11),
    Action(
        "duty_rota",
        ("r",),
        "Duty",
        "Who takes the interrupts of the next weeks: look at the rota, plan and alter it",
        Group.LOOK,
        Scope.EVERYWHERE,
        footer=16,
    ),
    Action(
        "export", ("e",), "Export", "Write the summary of the week to files", Group.REST, Scope.EVERYWHERE, footer=12
    ),
    Action(
        "switch_pane",
        ("tab", "shift+tab", "left", "right"),
        "Other side",
        "To the other pane",
        Group.MOVE,
        Scope.BOARD,
        "tab ← →",
    ),
    Action("cursor_down", ("j", "down"), "Down", "To the next row", Group.MOVE, Scope.LIST),
    Action("cursor_up", ("k", "up"), "Up", "To the row before", Group.MOVE, Scope.LIST),
    Action("first", ("g", "home"), "First", "To the first row", Group.MOVE, Scope.LIST),
    Action("last", ("G", "end"), "Last", "To the last row", Group.MOVE, Scope.LIST),
    Action("page_down", ("pagedown",), "Page down", "A page down", Group.MOVE, Scope.LIST),
    Action("page_up", ("pageup",), "Page up", "A page up", Group.MOVE, Scope.LIST),
    Action(
        "filter",
        ("slash",),
        "Filter",
        "Show only the rows that have all words typed; enter keeps them, escape shows all again",
        Group.MOVE,
        Scope.LIST,
        footer=11,
    ),
    Action("clear_filter", ("escape",), "All rows", "Clear the filter", Group.MOVE, Scope.LIST),
    Action(
        "keep_filter",
        ("enter",),
        "Keep",
        "Keep the filter and go back to the rows that it leaves",
        Group.REST,
        Scope.FILTER,
        footer=1,
        typing=True,
    ),
    Action("drop_filter", ("escape",), "Clear", "Show all rows again", Group.REST, Scope.FILTER, footer=2, typing=True),
    Action(
        "filter_up", ("up",), "Up", "To the row before, while you type", Group.MOVE, Scope.FILTER, footer=3, typing=True
    ),
    Action(
        "filter_down",
        ("down",),
        "Down",
        "To the next row, while you type",
        Group.MOVE,
        Scope.FILTER,
        footer=4,
        typing=True,
    ),
    Action(
        "open",
        ("enter",),
        "Open",
        "Details of the row, with its history; unfold the snoozed; on Team, a Board or why; on My day, edit or fill",
        Group.ROW,
        Scope.LIST,
    ),
    Action("log_line", ("enter",), "Log", "Log the line", Group.HERE, Scope.LOG_BAR, footer=1, typing=True),
    Action(
        "leave_log",
        ("escape",),
        "Leave",
        "Leave the log bar; the text stays for the next time",
        Group.HERE,
        Scope.LOG_BAR,
        footer=2,
        typing=True,
    ),
    Action(
        "accept",
        ("enter",),
        "Do it",
        "Do what the answer below the line says",
        Group.HERE,
        Scope.LINE,
        footer=1,
        typing=True,
    ),
    Action("leave", ("escape",), "Leave", "Close, and change nothing", Group.HERE, Scope.LINE, footer=2, typing=True),
    Action(
        "rows_or_line",
        ("tab", "shift+tab"),
        "Rows, line",
        "From the line to the rows, and back",
        Group.HERE,
        Scope.TICKS,
        footer=3,
        typing=True,
    ),
    Action(
        "tick_row",
        ("space", "x"),
        "Tick",
        "Take this row alone, with others that are ticked; without a tick all are taken",
        Group.HERE,
        Scope.TICKS,
        footer=4,
    ),
    Action("tick_down", ("j", "down"), "Down", "To the next row", Group.HERE, Scope.TICKS),
    Action("tick_up", ("k", "up"), "Up", "To the row before", Group.HERE, Scope.TICKS),
    Action("choose", ("enter",), "Do it", "Do what the cursor stands on", Group.HERE, Scope.CHOICE, footer=1),
    Action("choice_down", ("j", "down"), "Down", "To the next one", Group.HERE, Scope.CHOICE),
    Action("choice_up", ("k", "up"), "Up", "To the one before", Group.HERE, Scope.CHOICE),
    Action(
        "split_line",
        ("ctrl+s",),
        "Split",
        "Set the ratio of this line with the arrow keys",
        Group.HERE,
        Scope.LOG_BAR,
        footer=5,
        typing=True,
    ),
    Action(
        "complete",
        ("tab",),
        "Complete",
        "Take the chosen name, tag or day; → at the end of the line does the same",
        Group.REST,
        Scope.FIELD,
        footer=3,
        typing=True,
    ),
    Action(
        "choose_previous",
        ("up", "shift+tab"),
        "Earlier",
        "The one before in the list; without a list the line that you logged before",
        Group.REST,
        Scope.FIELD,
        typing=True,
    ),
    Action(
        "choose_next",
        ("down",),
        "Later",
        "The next one in the list; without a list the line after, and at last what you had begun",
        Group.REST,
        Scope.FIELD,
        typing=True,
    ),
    Action(
        "say_check_in",
        ("c", "ctrl+s"),
        "Check in",
        "Check in with what is ticked; everybody can read it",
        Group.HERE,
        Scope.CHECK_IN,
        footer=1,
    ),
    Action(
        "tick_line",
        ("space",),
        "Tick",
        "Take the line into the check-in, or out; a blocker without a tick is resolved",
        Group.ROW,
        Scope.CHECK_IN,
        footer=2,
    ),
    Action("add_line", ("a", "n"), "Add", "Type another line of this part", Group.ROW, Scope.CHECK_IN, footer=3),
    Action("change_line", ("E",), "Edit", "Say the line in other words", Group.ROW, Scope.CHECK_IN, footer=6),
    Action(
        "log_commits",
        ("l",),
        "Log",
        "Log the commits of the selected row as they are offered",
        Group.ROW,
        Scope.CHECK_IN,
        footer=5,
    ),
    Action(
        "leave_check_in",
        ("escape", "q"),
        "Leave",
        "Close without a check-in; your ticks and lines are there again when you open it next",
        Group.HERE,
        Scope.CHECK_IN,
        footer=4,
    ),
    Action(
        "fill_row",
        ("enter",),
        "Do it",
        "Log the line; the rest of today and a gap are finished in the log bar",
        Group.REST,
        Scope.FILL,
        footer=1,
    ),
    Action("finish_row", ("l", "colon"), "Log bar", "Finish the line in the log bar", Group.REST, Scope.FILL, footer=2),
    Action("leave_fill", ("escape", "f"), "Leave", "Close, and change nothing", Group.REST, Scope.FILL, footer=3),
    Action(
        "leave_choice",
        ("escape", "q"),
        "Leave",
        "Close, and change nothing",
        Group.HERE,
        Scope.CHOICE,
        footer=2,
    ),
    Action(
        "save_form",
        ("ctrl+s",),
        "Save",
        "Store what stands in the fields; enter does so in the last one",
        Group.HERE,
        Scope.RECORD,
        footer=1,
        typing=True,
    ),
    Action(
        "leave_form",
        ("escape",),
        "Leave",
        "Close; what you typed is there again when you open the form next",
        Group.HERE,
        Scope.RECORD,
        footer=2,
        typing=True,
    ),
    Action(
        "field_after",
        ("tab", "down"),
        "Next field",
        "To the next field; tab takes the name that is offered, enter what was typed",
        Group.HERE,
        Scope.RECORD,
        footer=4,
        typing=True,
    ),
    Action(
        "field_before",
        ("shift+tab", "up"),
        "Field before",
        "To the field before",
        Group.HERE,
        Scope.RECORD,
        typing=True,
    ),
    Action(
        "close_detail",
        ("escape", "q", "enter"),
        "Close",
        "Close the details",
        Group.HERE,
        Scope.DETAIL,
        footer=2,
    ),
    Action(
        "tick",
        ("x", "space"),
        "Tick",
        "Tick the step of the playbook with the cursor, or take its tick away",
        Group.HERE,
        Scope.PLAYBOOK,
        footer=4,
    ),
    Action(
        "log_split",
        ("enter",),
        "Log",
        "Log both entries",
        Group.HERE,
        Scope.SPLIT,
        footer=1,
        typing=True,
    ),
    Action(
        "leave_split",
        ("escape",),
        "Leave",
        "Close, and change nothing",
        Group.HERE,
        Scope.SPLIT,
        footer=2,
        typing=True,
    ),
    Action(
        "split_less",
        ("left",),
        "Customer",
        "5 per cent less production",
        Group.HERE,
        Scope.SPLIT,
        footer=4,
    ),
    Action(
        "split_more",
        ("right",),
        "Production",
        "5 per cent more production",
        Group.HERE,
        Scope.SPLIT,
        footer=4,
    ),
    Action(
        "split_bit_less",
        ("shift+left",),
        "Bit less",
        "1 per cent less production",
        Group.HERE,
        Scope.SPLIT,
    ),
    Action(
        "split_bit_more",
        ("shift+right",),
        "Bit more",
        "1 per cent more production",
        Group.HERE,
        Scope.SPLIT,
    ),
    Action(
        "split_longer",
        ("up",),
        "Longer",
        "15 minutes more",
        Group.HERE,
        Scope.SPLIT,
        footer=5,
    ),
    Action(
        "split_shorter",
        ("down",),
        "Shorter",
        "15 minutes less",
        Group.HERE,
        Scope.SPLIT,
        footer=5,
    ),
    Action(
        "split_minutes",
        ("1", "2", "3", "4", "5", "6", "7", "8"),
        "15m-2h",
        "15 minutes to 2 hours",
        Group.HERE,
        Scope.SPLIT,
        footer=6,
    ),
    Action(
        "split_other",
        ("tab",),
        "Other side",
        "To the name of the other side: what you type takes its place",
        Group.HERE,
        Scope.SPLIT,
        footer=3,
    ),
    Action(
        "log_interrupt",
        ("enter",),
        "Log",
        "Log the line as it is",
        Group.HERE,
        Scope.INTERRUPT,
        footer=1,
        typing=True,
    ),
    Action(
        "leave_interrupt",
        ("escape",),
        "Leave",
        "Close, and change nothing",
        Group.HERE,
        Scope.INTERRUPT,
        footer=2,
        typing=True,
    ),
    Action(
        "interrupt_minutes",
        tuple("12345678"),
        "15m-2h",
        "Log 15 minutes to 2 hours, at once",
        Group.HERE,
        Scope.INTERRUPT,
        footer=3,
    ),
    Action(
        "interrupt_line",
        ("tab",),
        "Line",
        "To the line, to say where the time went, another name or a note",
        Group.HERE,
        Scope.INTERRUPT,
        footer=4,
    ),
    Action(
        "interrupt_who", ("down",), "Who", "The next of those who asked before", Group.HERE, Scope.INTERRUPT, footer=5
    ),
    Action("interrupt_who_before", ("up",), "Who before", "The one before", Group.HERE, Scope.INTERRUPT),
    Action("interrupt_class", ("right",), "Class", "The next class", Group.HERE, Scope.INTERRUPT, footer=6),
    Action("interrupt_class_before", ("left",), "Class before", "The class before", Group.HERE, Scope.INTERRUPT),
    Action(
        "keep_theme",
        ("enter",),
        "Keep",
        "Keep the theme that you see, also for the next time",
        Group.HERE,
        Scope.THEMES,
        footer=1,
        typing=True,
    ),
    Action(
        "old_theme",
        ("escape",),
        "Leave",
        "Close, with the theme that it was before",
        Group.HERE,
        Scope.THEMES,
        footer=2,
        typing=True,
    ),
    Action("theme_down", ("down",), "Down", "To the next theme", Group.MOVE, Scope.THEMES, typing=True),
    Action("theme_up", ("up",), "Up", "To the theme before", Group.MOVE, Scope.THEMES, typing=True),
    Action("theme_page_down", ("pagedown",), "Page down", "A page down", Group.MOVE, Scope.THEMES, typing=True),
    Action("theme_page_up", ("pageup",), "Page up", "A page up", Group.MOVE, Scope.THEMES, typing=True),
    Action(
        "close_help",
        ("escape", "q", "question_mark", "f1"),
        "Close",
        "Close the help",
        Group.HERE,
        Scope.HELP,
        footer=1,
    ),
    Action("scroll_down", ("j", "down"), "Down", "A line down", Group.HERE, Scope.TEXT),
    Action("scroll_up", ("k", "up"), "Up", "A line up", Group.HERE, Scope.TEXT),
    Action(
        "go_on",
        ("enter",),
        "Next",
        "To the next field, and from the last one on",
        Group.MOVE,
        Scope.FORM,
        footer=1,
        typing=True,
    ),
    Action(
        "next_field",
        ("tab", "down"),
        "Next field",
        "To the next field",
        Group.MOVE,
        Scope.FORM,
        footer=8,
        typing=True,
    ),
    Action(
        "previous_field",
        ("shift+tab", "up"),
        "Field before",
        "To the field before",
        Group.MOVE,
        Scope.FORM,
        typing=True,
    ),
    Action(
        "begin",
        ("f2",),
        "Begin",
        "Begin with a new team, as its lead",
        Group.REST,
        Scope.FIRST_RUN,
        footer=5,
        typing=True,
    ),
    Action(
        "sample_team",
        ("f3",),
        "Sample team",
        "Look at a sample team first, in a folder that is thrown away",
        Group.REST,
        Scope.FIRST_RUN,
        footer=6,
        typing=True,
    ),
    Action("join_team", ("f4",), "Join", "Join a team that exists", Group.REST, Scope.FIRST_RUN, footer=7, typing=True),
    Action("back", ("escape",), "Leave", "Back; nothing is made", Group.REST, Scope.FORM, footer=4, typing=True),
    Action("leave_app", ("ctrl+q",), "Leave", "Leave without making anything", Group.REST, Scope.FORM, typing=True),
)


class Table(NamedTuple):
    """The actions with the keys that they have for one person."""

    actions: tuple[Action, ...] = ACTIONS

    def in_scopes(self, *scopes: Scope) -> list[Action]:
        """The actions of these scopes, in the order of the table."""
        return [action for action in self.actions if action.scope in scopes]

    def footer(self, scopes: Iterable[Scope]) -> list[Action]:
        """What the footer shows of these scopes, in its order."""
        shown = [action for action in self.in_scopes(*scopes) if action.footer]
        return sorted(shown, key=lambda action: action.footer)

    def of_key(self, key: str, scopes: Iterable[Scope]) -> Action | None:
        """The action that a key calls in these scopes."""
        return next((action for action in self.in_scopes(*scopes) if key in action.keys), None)

    def key(self, action: str) -> str:
        """The key that a sentence names for an action; raises StopIteration where there is no such action."""
        key = next(row.shortest for row in self.actions if row.id == action)
        return f"ctrl+{key[1:]}" if len(key) > 1 and key.startswith("^") else key

    def with_keys(self, keymap: Mapping[str, tuple[str, ...]]) -> Table:
        """The table with other keys for some actions, by their ids."""
        return Table(
            tuple(row._replace(keys=keymap[row.id], shown_keys="") if row.id in keymap else row for row in self.actions)
        )


DEFAULT = Table()


@runtime_checkable
class HasTable(Protocol):
    """An app in which a person may have keys of their own."""

    table: Table


def table_in(app: object) -> Table:
    """The table of the person who uses an app."""
    return app.table if isinstance(app, HasTable) else DEFAULT


def bindings(*scopes: Scope) -> list[Binding]:
    """The bindings of all actions in these scopes, each with an id under which a keymap can name it.

    All have priority: the app then acts on one key before it looks at the next, so that what is typed ahead of a
    slow terminal acts on the right row and never reaches a list when it was meant for the line that the key before
    had opened. `KeyedScreen.check_action` keeps them away from whoever types. Those that work while somebody types have
    none, but for the help: they wait until what was typed before them stands in the line.
    """
    return [
        Binding(
            key,
            call,
            action.label,
            show=bool(action.footer),
            id=binding_id(call),
            tooltip=action.tooltip,
            group=Binding.Group(action.group.value),
            priority=not action.typing or action.scope is Scope.ALWAYS,
        )
        for action in DEFAULT.in_scopes(*scopes)
        for key, call in action.calls
    ]


def binding_id(call: str) -> str:
    """Names the binding of a call in a keymap of Textual: `quick_log.15` of `quick_log(15)`."""
    return call.replace("(", ".").rstrip(")")
