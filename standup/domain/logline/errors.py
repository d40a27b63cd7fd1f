"""Why a log line was refused, and where in it."""

from __future__ import annotations

from standup.domain.cells import cell_width
from standup.domain.errors import UsageError
from standup.domain.text import shown

_ROOM = 30  # characters of the line on either side of the offending part


class LogLineError(UsageError):
    """A log line cannot be understood; `text[start:end]` is the part at fault, an empty part means the whole line.

    `reason` says what is wrong and `hint` what would be right. `str()` is the message, and below it the line with
    carets where a part is at fault.
    """

    def __init__(self, text: str, start: int, end: int, reason: str, hint: str = "") -> None:
        self.text = text
        self.start = start
        self.end = end
        self.reason = reason
        self.hint = hint
        super().__init__(text, start, end, reason, hint)

    @property
    def message(self) -> str:
        """One line: what is wrong and what would be right."""
        joint = " " if self.reason.endswith("?") else "; "
        return f"{self.reason}{joint}{self.hint}" if self.hint else self.reason

    def caret(self) -> str:
        """Two lines: the log line around the part at fault, safe for a terminal, and carets under that part.

        Empty where the whole line is at fault. Carets count terminal cells.
        """
        if self.start >= self.end:
            return ""
        first = max(0, self.start - _ROOM)
        last = min(len(self.text), max(self.start + _ROOM, self.end), self.start + 2 * _ROOM)
        before = ("…" if first else "") + shown(self.text[first : self.start])
        fault = shown(self.text[self.start : min(self.end, last)])
        after = shown(self.text[self.end : last + _ROOM]) + ("…" if last + _ROOM < len(self.text) else "")
        return f"{before}{fault}{after}\n{' ' * cell_width(before)}{'^' * max(1, cell_width(fault))}"

    def __str__(self) -> str:
        below = "".join(f"\n  {row}" for row in self.caret().splitlines())
        return f"{self.message}{below}"
