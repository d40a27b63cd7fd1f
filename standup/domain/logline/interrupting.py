"""A line that logs an interrupt: who asked and the class altered in its text, all else kept."""

from __future__ import annotations

from standup.domain.logline.formatting import format_line, named
from standup.domain.logline.grammar import CLASSES, Kind, Part, scan
from standup.domain.logline.values import NONE_NAMED, LogLine
from standup.domain.records import InterruptClass

CLASS_ORDER = (None, *InterruptClass)


def interrupt_line(minutes: int, asked_by: str = "", of_class: InterruptClass | None = None) -> str:
    """A whole line for an interrupt: production on no work item, until the person says where it went."""
    return format_line(
        LogLine(
            minutes=minutes, work_item=NONE_NAMED, interrupt=True, interrupt_class=of_class, asked_by=asked_by.strip()
        )
    )


def class_of(text: str) -> InterruptClass | None:
    """The class that the line says; None where it says none. Raises LogLineError for a quote that is not closed."""
    part = _part(text, Kind.INTERRUPT)
    return CLASSES.get(part.value.casefold().lstrip("!").removeprefix("interrupt:")) if part else None


def requester_of(text: str) -> str:
    """Who asked by the line; empty where it says nobody. Raises LogLineError for a quote that is not closed."""
    part = _part(text, Kind.ASKED)
    return part.value if part else ""


def with_class(text: str, of_class: InterruptClass | None) -> str:
    """The line with this class in place of its own, or in front."""
    word = "!" + next((name for name, one in CLASSES.items() if one is of_class), "")
    return _with(text, _part(text, Kind.INTERRUPT), word)


def with_requester(text: str, asked_by: str) -> str:
    """The line with this person in place of its own, or in front."""
    return _with(text, _part(text, Kind.ASKED), named("asked:", asked_by))


def _with(text: str, part: Part | None, word: str) -> str:
    return text[: part.start] + word + text[part.end :] if part else f"{word} {text}".strip()


def _part(text: str, kind: Kind) -> Part | None:
    return next(iter(scan(text).all(kind)), None)
