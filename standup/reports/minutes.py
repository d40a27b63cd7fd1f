"""The minutes of a standup round as Markdown: who was there, blockers, decisions, what was parked; never hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.weeks import day_words
from standup.reports.as_markdown import markdown


class Line(NamedTuple):
    """A line of the minutes and the names that belong to it; text is to the letter."""

    text: str
    names: tuple[str, ...] = ()
    """Whose words, who is blocked, who talk about it, or who owns it."""
    who: str = ""
    """Who must act, of a blocker."""


class Minutes(NamedTuple):
    """What is to be read of a round afterwards; text is to the letter, not yet safe for a terminal."""

    team: str
    day: date
    number: int
    """Of the rounds of that day, from 1."""
    is_over: bool
    there: tuple[str, ...]
    absent: tuple[tuple[str, str], ...]
    """Who was not there or was skipped, and why."""
    notes: tuple[Line, ...]
    blockers: tuple[Line, ...]
    decisions: tuple[Line, ...]
    parked: tuple[Line, ...]
    items: tuple[Line, ...]
    walked: tuple[str, ...] = ()
    """The work items that were talked about, where the board was walked."""


def minutes_markdown(minutes: Minutes) -> str:
    """The minutes as one Markdown document; every text is rendered to the letter."""
    return "\n".join(_lines(minutes)) + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    team = f" · {markdown(minutes.team)}" if minutes.team else ""
    number = f", round {minutes.number}" if minutes.number > 1 else ""
    yield f"# Standup of {day_words(minutes.day)} {minutes.day.year}{number}{team}"
    yield ""
    yield f"- There: {_names(minutes.there) or 'nobody'}"
    if minutes.absent:
        yield f"- Not there: {', '.join(_absent(*one) for one in minutes.absent)}"
    if minutes.walked:
        yield f"- Walked: {_names(minutes.walked)}"
    if not minutes.is_over:
        yield "- This round is not over yet."
    yield from _section("Blocked", (_blocker(one) for one in minutes.blockers))
    yield from _section("Decisions", (markdown(one.text) for one in minutes.decisions))
    yield from _section("Parking lot", (_with(one, "with ") for one in minutes.parked))
    yield from _section("New", (_with(one) for one in minutes.items))
    yield from _section("Notes", (_said(one) for one in minutes.notes))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"## {title}", "", *(f"- {line}" for line in found))


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(markdown, names))


def _absent(name: str, why: str) -> str:
    return f"{markdown(name)} ({markdown(why)})" if why else markdown(name)


def _blocker(line: Line) -> str:
    who = f"**{markdown(line.who)}**" if line.who else "somebody"
    return f"{_names(line.names)} needs {who}: {markdown(line.text)}"


def _with(line: Line, lead: str = "") -> str:
    return f"{markdown(line.text)} ({lead}{_names(line.names)})" if line.names else markdown(line.text)


def _said(line: Line) -> str:
    return f"{_names(line.names)}: {markdown(line.text)}" if line.names else markdown(line.text)
