"""The log line: one grammar for the log bar and `standup log`, with its inverse.

`parse` reads a line, `resolve` makes drafts of entries of it, `describe` says in words what they will do,
and `doubt` what it may have meant otherwise;
`format_line` and `format_entry` write lines that read back the same.
"""

from standup.domain.logline.describing import describe
from standup.domain.logline.doubts import doubt
from standup.domain.logline.errors import LogLineError
from standup.domain.logline.formatting import format_entry, format_line, format_span
from standup.domain.logline.grammar import is_tag, quoted, tag_of
from standup.domain.logline.reading import parse, parse_parts
from standup.domain.logline.resolving import resolve
from standup.domain.logline.values import (
    NONE_NAMED,
    ClockRange,
    Context,
    EntryDraft,
    LogLine,
    Names,
    NextStep,
    Ratio,
    Selection,
)

__all__ = [
    "NONE_NAMED",
    "ClockRange",
    "Context",
    "EntryDraft",
    "LogLine",
    "LogLineError",
    "Names",
    "NextStep",
    "Ratio",
    "Selection",
    "describe",
    "doubt",
    "format_entry",
    "format_line",
    "format_span",
    "is_tag",
    "parse",
    "parse_parts",
    "quoted",
    "resolve",
    "tag_of",
]
