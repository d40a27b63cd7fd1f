"""What the word under the cursor of a log line can become: names, tags and days, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from standup.domain.dates import Direction, parse_day
from standup.domain.logline.errors import LogLineError
from standup.domain.logline.formatting import named
from standup.domain.logline.grammar import Kind, Place, is_tag, place, scan, scan_next
from standup.domain.weeks import WEEKDAYS, day_words

MOST = 50
"""How many completions are given at most."""
_LONGEST_LINE = 2000  # characters; who pastes more does not look for a name in it
_SHORTEST_DAY = 3  # letters of a day that stands behind other words
_SPACES = re.compile(r"\s+")


class Known(NamedTuple):
    """One thing that a line can name."""

    name: str
    """As the line writes it: a key, an id, or a tag without its sign."""
    label: str
    """What it is: a title or a full name; found as well, and shown beside it."""
    folded: str
    """Name and label, to be searched; made by `known`."""


def known(name: str, label: str = "") -> Known:
    """A thing that a line can name, ready to be searched."""
    return Known(name, label, f"{name} {label}".casefold())


class Vocabulary(NamedTuple):
    """What a line can name; in each list the likeliest come first."""

    today: date
    work: Sequence[Known] = ()
    customers: Sequence[Known] = ()
    tags: Sequence[Known] = ()
    developers: Sequence[Known] = ()
    """Empty where the person may not log for others."""
    requesters: Sequence[Known] = ()
    """Who asked for earlier interrupts of the person."""


class Completion(NamedTuple):
    """`text[start:end]` can become the replacement; the label says what that is."""

    start: int
    end: int
    replacement: str
    label: str


def completions(text: str, cursor: int, vocabulary: Vocabulary) -> list[Completion]:
    """What the word under the cursor can become, best first; nothing where it is complete or is plain text.

    What begins with what is typed comes before what has it within, and that before what has its letters in their
    order; among equals the order of the vocabulary holds. Names are quoted where they need it.
    """
    if len(text) > _LONGEST_LINE or not 0 <= cursor <= len(text):
        return []
    here = place(text, cursor)
    if here is None:
        return []
    found = list(_names(here, vocabulary) if here.lead else _days(text, cursor, here, vocabulary.today))
    return [] if len(found) == 1 and found[0].replacement == text[found[0].start : found[0].end] else found


def _names(here: Place, vocabulary: Vocabulary) -> Iterator[Completion]:
    lists = {
        "#": vocabulary.work,
        "work:": vocabulary.work,
        "@": vocabulary.customers,
        "with:": vocabulary.customers,
        "for:": vocabulary.developers,
        "asked:": vocabulary.requesters,
        "+": vocabulary.tags,
    }
    for one in _found(lists[here.lead.lower()], " ".join(here.typed.casefold().split())):
        if here.lead != "+":
            yield Completion(here.start, here.end, named(here.lead, one.name), one.label)
        elif is_tag(one.name):
            yield Completion(here.start, here.end, f"+{one.name}", one.label)


def _found(names: Sequence[Known], wanted: str) -> list[Known]:
    if not wanted:
        return list(names[:MOST])
    same: list[Known] = []
    begins: list[Known] = []
    within: list[Known] = []
    rest: list[Known] = []
    inner = f" {wanted}"
    for one in names:
        if wanted not in one.folded:
            rest.append(one)
        elif one.folded.startswith(wanted):
            (same if one.name.casefold() == wanted else begins).append(one)
        else:
            (begins if inner in one.folded else within).append(one)
    found = [*same, *begins, *within][:MOST]
    if len(found) < MOST:
        found += islice((one for one in rest if _has_letters(one.folded, wanted)), MOST - len(found))
    return found


def _has_letters(text: str, wanted: str) -> bool:
    """Whether all letters are in the text, in their order, the first one at the beginning of a word."""
    at = 0 if text.startswith(wanted[0]) else text.find(f" {wanted[0]}")
    if at < 0:
        return False
    for letter in wanted[1:]:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _days(text: str, cursor: int, here: Place, today: date) -> Iterator[Completion]:
    """Days where the line can say one; each is read in its place before it is offered."""
    if here.following:
        candidates, direction = _days_ahead(today), Direction.FUTURE
    else:
        candidates, direction = _days_back(today), Direction.PAST
    phrase = _SPACES.sub(" ", text[here.days : cursor].casefold())
    for day in candidates:
        if day.startswith(phrase) and (phrase or here.following):
            start = here.days
        elif not here.following and day in ("today", "yesterday") and _begins(day, here.typed.casefold()):
            start = here.start
        else:
            continue
        after = f"{text[:start]}{day}{text[here.end :]}"
        if _is_day(after, start, start + len(day), following=here.following):
            yield Completion(start, here.end, day, day_words(parse_day(day, today, direction), today))


def _begins(day: str, typed: str) -> bool:
    return len(typed) >= _SHORTEST_DAY and day.startswith(typed)


def _is_day(text: str, start: int, end: int, *, following: bool) -> bool:
    """Whether the line has a day that ends there and begins there, or with an `on` before it."""
    try:
        found = scan(text).all(Kind.NEXT if following else Kind.DAY)
        days = [scan_next(text, part.end - len(part.value))[0] for part in found] if following else found
    except LogLineError:
        return False
    return any(day is not None and day.start <= start and day.end == end for day in days)


def _days_back(today: date) -> list[str]:
    return ["yesterday", "today", *(_weekday(today - timedelta(days=back)) for back in range(1, 8))]


def _days_ahead(today: date) -> list[str]:
    week = [_weekday(today + timedelta(days=ahead)) for ahead in range(1, 8)]
    further = ["next mon", "in 2 days", "in 3 days", "in 1 week", "in 2 weeks", "in 1 month"]
    return ["tomorrow", *week, *further, *(f"next {day}" for day in week if day != "mon"), "today"]


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()].lower()
