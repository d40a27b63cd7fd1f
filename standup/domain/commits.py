"""Commits as facts: whose they are, on which day, and which work item they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from standup.domain.records import Developer

_SHAPE = r"(?<![^\W_])[^\W\d_][^\W_]*-[0-9]{1,15}(?![^\W_])"
"""What most keys look like: `API-12`, also within `feature/API-12-retry`."""
_AROUND = ".,:;!?()[]{}<>'\"`*"
"""What stands around a key in a sentence and is no part of it."""


class Commit(NamedTuple):
    """One commit as git has it; text is to the letter, not yet safe for a terminal."""

    id: str
    repository: str
    """The name of the repository's folder."""
    at: datetime
    """The author date, aware."""
    author: str
    email: str
    subject: str
    branch: str = ""
    """The branch that is checked out, where the commit is on no other."""


class Identity(NamedTuple):
    """The e-mail addresses and names under which somebody commits, folded."""

    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, emails: Iterable[str] = (), names: Iterable[str] = ()) -> Identity:
        """The identity of addresses and names as people write them; empty ones count for nobody."""
        return cls(
            frozenset(filter(None, map(folded, emails))),
            frozenset(filter(None, map(folded, names))),
        )


class History(NamedTuple):
    """What the repositories hold of a span of time."""

    commits: tuple[Commit, ...] = ()
    """In order of their author dates; each once, in however many repositories it is."""
    troubles: tuple[str, ...] = ()
    """What could not be read and why, a line each, safe for a terminal."""
    mine: Identity = Identity()
    """Under which I commit, by my config and git's."""


class Authors:
    """Tells whose a commit is: by the author's e-mail address, and by the name only where nobody has the address.

    An address or a name that several developers share is nobody's, unless it is mine by my own config.
    """

    def __init__(self, developers: Iterable[Developer], me: str, mine: Identity) -> None:
        people = list(developers)
        self._emails = _claims((one.id, one.emails) for one in people) | dict.fromkeys(mine.emails, me)
        self._names = _claims((one.id, (one.name,)) for one in people) | dict.fromkeys(mine.names, me)

    def owner(self, commit: Commit) -> str | None:
        """The id of the developer whose commit it is; None where it is nobody's on the team."""
        email = folded(commit.email)
        return self._emails[email] if email in self._emails else self._names.get(folded(commit.author))


def _claims(people: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str | None]:
    """Who has each word: None where several do."""
    found: dict[str, str | None] = {}
    for person, words in people:
        for word in filter(None, {folded(word) for word in words}):
            found[word] = None if word in found else person
    return found


def folded(text: str) -> str:
    """A name or an address as it is compared: whatever its case, its spaces and the composition of its letters."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def has_key_shape(text: str) -> bool:
    """Whether a text holds something that looks like `API-12`."""
    return re.search(_SHAPE, text) is not None


def key_in(text: str, known: Mapping[str, str]) -> str | None:
    """The first key of a work item that a subject or the name of a branch holds.

    `known` has the keys as they are stored by their folded form. Only what is known counts, so `UTF-8` is a key where
    somebody made it one. A key without both a letter and a digit counts only behind a `#`.
    """
    return next((known[word] for word in _words(text) if word in known), None)


def _words(text: str) -> Iterator[str]:
    for raw in text.split():
        token = raw.strip(_AROUND)
        if token.startswith("#"):
            yield token[1:].casefold()
        for part in dict.fromkeys((token, *token.split("/"), *re.findall(_SHAPE, token))):
            if re.search(r"[^\W\d_]", part) and re.search(r"\d", part):
                yield part.removeprefix("#").casefold()
