"""The parts of a log line by their form alone: what each word is, and which of them count where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from standup.domain.dates import Direction, day_phrase_length
from standup.domain.duration import duration_minutes
from standup.domain.logline.errors import LogLineError
from standup.domain.records import InterruptClass
from standup.domain.text import shown


class Kind(Enum):
    """The kinds of parts; the value is their name in messages."""

    DURATION = "duration"
    RANGE = "clock range"
    EXACT = "exact start"
    CLOCK = "clock time"
    RATIO = "ratio"
    DAY = "day"
    OTHER = "other"
    INTERRUPT = "interrupt"
    WORK = "work item"
    CUSTOMER = "customer"
    WHO = "developer"
    ASKED = "requester"
    TAG = "tag"
    NEXT = "next step"
    LITERAL = "literal"
    TEXT = "text"


class Part(NamedTuple):
    """One part of a line: its kind, what it says, and where it stands."""

    kind: Kind
    value: str
    start: int
    end: int


class Scan(NamedTuple):
    """A line taken apart: the parts that count, in their order, and the note."""

    parts: tuple[Part, ...]
    note: str
    words: tuple[Part, ...]
    """The parts that count and the words of the note, in their order."""

    def all(self, *kinds: Kind) -> list[Part]:
        """The parts of these kinds, in the order of the line."""
        return [part for part in self.parts if part.kind in kinds]


_BY_PLACE = frozenset(
    {Kind.DURATION, Kind.RANGE, Kind.EXACT, Kind.CLOCK, Kind.RATIO, Kind.DAY, Kind.OTHER, Kind.INTERRUPT}
)
"""Kinds that count only in the unbroken run of parts at the start or the end of the line."""
_TIME = (Kind.DURATION, Kind.RANGE, Kind.EXACT)
_NAMED = {
    **{"#": Kind.WORK, "work:": Kind.WORK, "@": Kind.CUSTOMER, "with:": Kind.CUSTOMER},
    **{"for:": Kind.WHO, "asked:": Kind.ASKED},
}
CLASSES = {
    "expedite": InterruptClass.EXPEDITE,
    "fixed": InterruptClass.FIXED_DATE,
    "standard": InterruptClass.STANDARD,
    "intangible": InterruptClass.INTANGIBLE,
}
"""What follows the sign or word of an interrupt, in one word, and the class that it means."""
_FIXED = {
    **{"~": Kind.OTHER, "other": Kind.OTHER, "!": Kind.INTERRUPT, "interrupt": Kind.INTERRUPT},
    **dict.fromkeys((f"{lead}{name}" for name in CLASSES for lead in ("!", "interrupt:")), Kind.INTERRUPT),
}
_SINGLE_DAYS = frozenset({"today", "yesterday"})
_SIGILS = "#@+~!>"
_CLOSERS = ",.;:?!)]}"
"""Punctuation that ends a sentence or a bracket rather than a name."""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\S+")
# These are compiled for the first line with a sign that they need: a short line starts `standup log` the faster.
_OPENING = r'(#|@|work:|with:|for:|asked:)?"'
_QUOTED = r'([^"]*+(?:""[^"]*+)*+)"'
_AFTER_QUOTE = r"[,.;:?)\]}]*(?=\s|\Z)"
_PREFIXED = r"(#|@|work:|with:|for:|asked:)(.*)"
_NEXT = r'next:|>(?=\s|\Z|"|[^\W\d_]|[0-9]{4}-)'
_RANGE = r"[0-9]{1,2}:[0-9]{2}[-–][0-9]{1,2}:[0-9]{2}"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}"
_RATIO = r"[0-9]{1,3}/[0-9]{1,3}"
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_EXACT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[-+][0-9:.]+)/[0-9]+[hm][0-9hm]*"
_OF_ARROW = (">", "n", "N")
"""The letters with which a next step begins."""
_OF_PREFIX = "#@wWfFaA"
"""The letters with which a prefix begins."""
_FORMS = ((_RANGE, Kind.RANGE), (_CLOCK, Kind.CLOCK), (_RATIO, Kind.RATIO), (_EXACT, Kind.EXACT))
_LONGEST_DURATION = 20  # characters; longer ones are no durations, and Python refuses to read endless numbers


class _Word(NamedTuple):
    """One word as it is written; `kind` is set where it was in double quotes."""

    text: str
    start: int
    end: int
    kind: Kind | None = None

    @property
    def plain(self) -> str:
        """What it is as a word of the grammar; nothing where it was quoted."""
        return "" if self.kind else self.text


def scan(text: str) -> Scan:
    """Take a line apart; raises LogLineError for a double quote that is not closed well.

    Inside double quotes everything is literal, and a double quote is written twice.
    """
    words: list[_Word] = []
    following: list[Part] = []
    at = _skip(text, 0)
    while at < len(text):
        if arrow := _arrow(text, at):
            following = [Part(Kind.NEXT, text[arrow.end() :], at, len(text))]
            break
        words.append(_word(text, at, names=True))
        at = _skip(text, words[-1].end)
    parts = _settled(list(_parts(words))) + following
    note = " ".join(part.value for part in parts if part.kind in (Kind.TEXT, Kind.LITERAL) and part.value)
    return Scan(tuple(part for part in parts if part.kind not in (Kind.TEXT, Kind.LITERAL)), note, tuple(parts))


def scan_next(text: str, start: int) -> tuple[Part | None, str]:
    """The day, if one comes first, and the words of the next step that begins at `text[start:]`."""
    words: list[_Word] = []
    at = _skip(text, start)
    while at < len(text):
        words.append(_word(text, at, names=False))
        at = _skip(text, words[-1].end)
    plain = [word.plain for word in words]
    skipped = 1 if plain and plain[0].casefold() == "on" else 0
    length = day_phrase_length(plain[skipped:])
    if not length:
        return None, " ".join(word.text for word in words)
    last = skipped + length - 1
    day = Part(Kind.DAY, " ".join(plain[: last + 1]), words[0].start, words[last].end)
    return day, " ".join(word.text for word in words[last + 1 :])


class Place(NamedTuple):
    """Where in a line somebody types: the word of the cursor, and how far it is typed."""

    lead: str
    """What begins a name, as it is written: `#`, `@`, `+`, `work:`, `with:`, `for:`, `asked:`; or nothing."""
    typed: str
    """What stands between the lead and the cursor, without quotes."""
    start: int
    end: int
    """Behind the word; punctuation that ends a sentence is no part of it."""
    days: int
    """From where words can be a day together: the start of the line or of the next step, or behind the last `on`."""
    following: bool
    """In the next step, where no names count."""


def place(text: str, cursor: int) -> Place | None:
    """Where the cursor stands; None where what is typed is to the letter, as in double quotes."""
    days = at = _skip(text, 0)
    following = False
    while at < cursor:
        arrow = None if following else _arrow(text, at)
        if arrow:
            following, days = True, _skip(text, arrow.end())
            if cursor < arrow.end():
                return None
            at = days
            continue
        opening = _opening(text, at)
        if opening is not None and (opening[1] is None or not following):
            inside = re.compile(_QUOTED).match(text, opening.end())
            if inside is None or cursor < inside.end():
                return _in_quotes(text, cursor, opening, inside, days)
            at = _skip(text, inside.end())
            continue
        word = _WORD.match(text, at)
        if word is None or cursor <= word.end():
            break
        at = _skip(text, word.end())
        if word[0].casefold() == "on":
            days = at
    return _in_word(text, min(at, cursor), cursor, days, following=following)


def _in_quotes(text: str, cursor: int, opening: re.Match[str], inside: re.Match[str] | None, days: int) -> Place | None:
    """The place in a name in double quotes, which may not be closed yet."""
    if opening[1] is None or cursor < opening.end():
        return None
    rest = _WORD.match(text, cursor)
    end = inside.end() if inside else rest.end() if rest else cursor
    typed = text[opening.end() : cursor].replace('""', '"')
    return Place(opening[1], typed, opening.start(), end, days, following=False)


def _in_word(text: str, start: int, cursor: int, days: int, *, following: bool) -> Place | None:
    word = _WORD.match(text, start)
    end = max(cursor, word.end() if word else cursor)
    while end > cursor and text[end - 1] in _CLOSERS:
        end -= 1
    prefixed = None if following else re.compile(_PREFIXED, re.IGNORECASE | re.DOTALL).match(text, start, end)
    lead = prefixed[1] if prefixed else "+" if not following and text.startswith("+", start, end) else ""
    if cursor < start + len(lead):
        return None
    return Place(lead, text[start + len(lead) : cursor], start, end, days, following)


def quoted(text: str) -> str:
    """The text as a literal of the line: in double quotes, with those inside it doubled; `scan` takes any text back."""
    return '"' + text.replace('"', '""') + '"'


def is_tag(text: str) -> bool:
    """Whether `+text` is a tag: begins with a letter, has no space, sigil or control, ends in no punctuation."""
    return (
        text[:1].isalpha()
        and not any(character.isspace() or character in _SIGILS + '"' for character in text)
        and shown(text) == text
        and text[-1] not in _CLOSERS
    )


def tag_of(text: str) -> str | None:
    """A tag made of foreign text, such as `code-review` of ` Code review`; None where nothing is left of it."""
    parted = "".join(
        "-" if character.isspace() or character in _SIGILS + '"' or shown(character) != character else character
        for character in text
    )
    while parted and not parted[0].isalpha():
        parted = parted[1:]
    return re.sub(r"-{2,}", "-", parted).rstrip("-" + _CLOSERS) or None


def _arrow(text: str, at: int) -> re.Match[str] | None:
    """What begins a next step, if it stands at this place."""
    return re.compile(_NEXT, re.IGNORECASE).match(text, at) if text[at : at + 1] in _OF_ARROW else None


def _opening(text: str, at: int) -> re.Match[str] | None:
    """What opens a text in double quotes, if it stands at this place."""
    return re.compile(_OPENING, re.IGNORECASE).match(text, at) if '"' in text else None


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _word(text: str, at: int, *, names: bool) -> _Word:
    """The word at a place that is no space; `names` lets a name such as `@"Acme Corp"` be quoted."""
    opening = _opening(text, at)
    if opening is None or (opening[1] and not names):
        found = _WORD.match(text, at)
        end = found.end() if found else len(text)
        return _Word(text[at:end], at, end)
    inside = re.compile(_QUOTED).match(text, opening.end())
    if inside is None:
        reason = "this double quote is never closed"
        raise LogLineError(text, opening.end() - 1, len(text), reason, 'close it with ", or leave it out')
    after = re.compile(_AFTER_QUOTE).match(text, inside.end())
    if after is None:
        reason = "after the closing quote comes a space"
        raise LogLineError(text, inside.end() - 1, inside.end(), reason, 'a double quote inside is written twice: ""')
    value = inside[1].replace('""', '"')
    if opening[1]:
        return _Word(value, at, after.end(), _NAMED[opening[1].lower()])
    return _Word(value + after[0], at, after.end(), Kind.LITERAL)


def _parts(words: Sequence[_Word]) -> Iterator[Part]:
    """Each word, or group of words that is a day, as the part that its form says, wherever it stands."""
    at = 0
    while at < len(words):
        word = words[at]
        length = _day_length(words, at)
        if length:
            last = words[at + length - 1]
            value = " ".join(part.text for part in words[at : at + length])
            yield Part(Kind.DAY, value, word.start, last.end)
        else:
            length = 1
            yield Part(word.kind, word.text, word.start, word.end) if word.kind else _part(word)
        at += length


def _day_length(words: Sequence[_Word], at: int) -> int:
    """How many words from here are a day: any form in front of the line or after `on`, few forms elsewhere."""
    word = words[at].plain
    if word.casefold() == "on":
        length = day_phrase_length([later.plain for later in words[at + 1 : at + 4]], Direction.PAST)
        return length + 1 if length else 0
    if word.casefold() in _SINGLE_DAYS or (len(word) == 10 and re.fullmatch(_ISO_DAY, word)):
        return 1
    if at == 0 and not ("/" in word and re.fullmatch(_RATIO, word)):
        return day_phrase_length([later.plain for later in words[:3]], Direction.PAST)
    return 0


def _part(word: _Word) -> Part:
    text, start, end = word.text, word.start, word.end
    if kind := _FIXED.get(text.casefold()):
        return Part(kind, text, start, end)
    if len(text) <= _LONGEST_DURATION and duration_minutes(text) is not None:
        return Part(Kind.DURATION, text, start, end)
    for form, kind in _FORMS if "0" <= text[0] <= "9" else ():
        if re.fullmatch(form, text):
            return Part(kind, text, start, end)
    bare = text.rstrip(_CLOSERS)
    if bare.startswith("+") and is_tag(bare[1:]):
        return Part(Kind.TAG, bare[1:], start, start + len(bare))
    is_prefix = text[0] in _OF_PREFIX and (text[0] in "#@" or ":" in text)
    if is_prefix and (match := re.fullmatch(_PREFIXED, text, re.IGNORECASE | re.DOTALL)):
        name = match[2].rstrip(_CLOSERS)
        # A lone # or @ is text, and so is `they asked:`; `with:` and a space is a slip that is told.
        if name or (len(match[1]) > 1 and _NAMED[match[1].lower()] is not Kind.ASKED):
            return Part(_NAMED[match[1].lower()], name, start, start + len(match[1]) + len(name))
    return Part(Kind.TEXT, text, start, end)


def _settled(parts: list[Part]) -> list[Part]:
    """The parts with those that count only by their place made text where they stand elsewhere.

    A lone clock time in the run at the end is text too if the line says its time otherwise: `call at 9:30`.
    """
    counting = _counting(parts)
    head = _run(parts)
    without = [_as_text(part) if part.kind is Kind.CLOCK and at >= head else part for at, part in enumerate(parts)]
    clearer = _counting(without)
    return clearer if any(part.kind in _TIME for part in clearer) else counting


def _counting(parts: list[Part]) -> list[Part]:
    head, tail = _run(parts), len(parts) - _run(parts[::-1])
    return [_as_text(part) if part.kind in _BY_PLACE and head <= at < tail else part for at, part in enumerate(parts)]


def _run(parts: Sequence[Part]) -> int:
    """How many parts come before the first that is text."""
    return next((at for at, part in enumerate(parts) if part.kind is Kind.TEXT), len(parts))


def _as_text(part: Part) -> Part:
    return part._replace(kind=Kind.TEXT)
