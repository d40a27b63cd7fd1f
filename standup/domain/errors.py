"""Errors that are told to people: one line that says what is wrong, where, and what to do."""

from __future__ import annotations


class StandupError(Exception):
    """Something that a person can act on; `str()` is the whole message and carries no traceback."""

    exit_code = 1


class UsageError(StandupError):
    """What was asked for cannot be understood or is not allowed; nothing was changed."""

    exit_code = 2


class NotFoundError(UsageError):
    """A key, name or reference that is not known; the message carries the closest matches."""


class ForbiddenError(UsageError):
    """The privacy rules do not let this person see or do this."""
