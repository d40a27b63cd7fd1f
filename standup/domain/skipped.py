"""Why a row of a foreign file does not come in: one set of reasons for every import, so that reports add up alike."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Skip(StrEnum):
    """Why a row was not imported, in the words of the report."""

    BAD = "cannot be read"
    RUNNING = "still running"
    EMPTY = "lasts no time"
    TAKEN_OFF = "taken off the entry before it"
    NOBODY = "unknown person"
    NOT_YOURS = "somebody else's"
    UNCLASSIFIED = "unclassified"
    NO_LEAVE = "no leave to take"
    NO_EVENT = "no event"
    PRIVATE = "marked as private"
    CALLED_OFF = "called off"
    PAST = "in the past"
    OUTSIDE = "outside the days asked for"
    UNMATCHED = "no customer found"
    DELETED = "deleted here"
    CLOSED = "done or dropped here"
    EDITED = "edited here"
    UNKNOWN_STATE = "unknown state"
    KEY_TAKEN = "the key is another's here"
    REPEATED = "repeated"
    STOPPED = "not reached"


class SkippedRow(Struct, frozen=True):
    """A row that is not imported, with the reason in words."""

    line: int
    skip: Skip
    words: str
