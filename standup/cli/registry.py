"""The commands: what each is called, what it is for, and the module that knows how."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command; its module is imported only when it runs."""

    name: str
    module: str
    summary: str
    group: str
    takes_format: bool = False
    """`--format` and a template are all that it needs: its module's `run_format` takes it, and no parser is made."""
    takes_words: bool = False
    """Words that are no options are all that it needs: its module's `run_words` takes them, and no parser is made."""


GROUPS = ("Log time", "Timer", "Standup", "Plan", "People", "Weeks", "Files", "Set up")

COMMANDS = (
    Command("log", "time", "log time with one line", "Log time", takes_words=True),
    Command("today", "time", "what is logged today, and what is left", "Log time"),
    Command("yesterday", "time", "what you would say of the last working day", "Log time"),
    Command("gaps", "time", "workdays with time that is not logged", "Log time"),
    Command("commits", "commits", "your commits of a day, and those without a log as ready lines", "Log time"),
    Command("edit", "time", "alter an entry", "Log time"),
    Command("rm", "time", "delete an entry", "Log time"),
    Command("undo", "undo", "take back your last change, any number of times", "Log time"),
    Command("redo", "undo", "bring back what you undid", "Log time"),
    Command("history", "undo", "your latest changes", "Log time"),
    Command("start", "timer", "start the timer", "Timer"),
    Command("stop", "timer", "stop the timer and log its time", "Timer"),
    Command("switch", "timer", "stop the timer and start another", "Timer"),
    Command(
        "status",
        "timer",
        "the running timer and today in one line, or as a prompt needs it",
        "Timer",
        takes_format=True,
    ),
    Command("checkin", "checkins", "your check-in of today: did, plan, blockers", "Standup"),
    Command(
        "round",
        "checkins",
        "the day's check-ins as one text, and who has not checked in; its minutes",
        "Standup",
    ),
    Command("blocker", "checkins", "what waits for somebody: list, resolve", "Standup"),
    Command("work", "work", "production work items: add, list, show, move, edit", "Plan"),
    Command("touchpoint", "touchpoints", "planned contacts with customers: add, list, edit, skip, end, drop", "Plan"),
    Command("done", "time", "complete a touchpoint or a work item", "Plan"),
    Command("snooze", "touchpoints", "postpone a touchpoint, with the reason", "Plan"),
    Command("customer", "customers", "customers: add, list, edit", "Plan"),
    Command("who", "care", "who knows a customer, with the facts", "Plan"),
    Command("handover", "care", "hand over or re-plan what somebody has open", "Plan"),
    Command("playbook", "care", "a short checklist for a kind of touchpoint", "Plan"),
    Command("prefer", "care", "which touchpoints you like to do", "People"),
    Command("developer", "people", "developers: add, list, edit", "People"),
    Command("leave", "people", "days off: add, list, rm", "People"),
    Command("duty", "duty", "who takes the interrupts of which week: show, plan, set, swap", "People"),
    Command("team", "people", "the team's name, target band and budget of interrupts", "People"),
    Command("week", "weeks", "the summary of a week", "Weeks"),
    Command("close", "closing", "say that your week is complete, seeing what the lead will see", "Weeks"),
    Command("publish", "closing", "keep the summary of a week as it is handed on (a lead)", "Weeks"),
    Command("report", "reports", "minutes over a range of days, by week, customer, tag and so on", "Weeks"),
    Command("export", "weeks", "write a week in all formats, a time sheet, a calendar, or everything as JSON", "Weeks"),
    Command("import", "imports", "bring in time logs, touchpoints, work items, or an export as JSON", "Files"),
    Command("sync", "sync", "import the files of the config that have changed", "Files"),
    Command("doctor", "data", "check the data folder; --repair mends it", "Files"),
    Command("backup", "data", "write the data folder into one file", "Files"),
    Command("restore", "data", "bring a backup back", "Files"),
    Command("forget", "forget", "take text out of records and history for good; sums stay", "Files"),
    Command("locate", "setup", "where config, data and themes are", "Files"),
    Command("init", "setup", "begin a new team", "Set up"),
    Command("join", "setup", "join a team whose folder exists", "Set up"),
    Command("config", "setup", "show or set your configuration", "Set up"),
    Command("completion", "completion", "shell completion for bash, zsh or fish", "Set up"),
)

BY_NAME = {command.name: command for command in COMMANDS}
