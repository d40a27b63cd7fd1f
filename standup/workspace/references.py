"""Short references: how people name an entry or a touchpoint in a command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Record
from standup.domain.text import shown

R = TypeVar("R", bound=Record)

SHORTEST = 4


def reference(record_id: str) -> str:
    """The short form of an id that people type: its last characters, which are random."""
    return record_id[-SHORTEST:]


def matching(records: Iterable[R], text: str) -> list[R]:
    """The records whose id ends with a reference of at least four characters."""
    wanted = text.strip().casefold()
    return [record for record in records if len(wanted) >= SHORTEST and record.id.endswith(wanted)]


def only(found: list[R], text: str, what: str, where: str) -> R:
    """The one record found; raises NotFoundError where there is none, UsageError where the reference is too short.

    `what` names the kind of record and `where` says where its reference can be read.
    """
    if not found:
        raise NotFoundError(f"no {what} '{shown(text)}'; {where} shows the reference of each")
    if len(found) > 1:
        longer = " or ".join(record.id[-2 * SHORTEST :] for record in found)
        raise UsageError(f"'{shown(text)}' names {len(found)} of them; write {longer}")
    return found[0]
