"""What the command line prints: tables for people, JSON for programs, colour only where it is welcome."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import msgspec

from standup.domain.cells import cell_width, clip, pad
from standup.domain.text import shown

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Output:
    """Writes to a stream; knows whether it is a terminal, how wide it is, and whether it takes colour."""

    def __init__(self, stream: IO[str] | None = None, environ: Mapping[str, str] | None = None) -> None:
        self.stream = stream if stream is not None else sys.stdout
        environ = os.environ if environ is None else environ
        self.is_terminal = self.stream.isatty()
        self.color = self.is_terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None where the output is no terminal and nothing needs to be cut."""
        return os.get_terminal_size(self.stream.fileno()).columns if self.is_terminal else None

    def line(self, text: str = "") -> None:
        """One line that our own code made; text of people inside it has been through `shown`."""
        print(text, file=self.stream)

    def write(self, text: str) -> None:
        """A whole rendering, to the letter."""
        self.stream.write(text)

    def file(self, content: bytes) -> None:
        """A file that is no text, for a pipe."""
        self.stream.flush()
        sys.stdout.buffer.write(content)

    def document(self, text: str) -> None:
        """A file's content: to the letter for a pipe; on a terminal made safe, because there it is only looked at."""
        self.write("\n".join(map(shown, text.split("\n"))) if self.is_terminal else text)

    def styled(self, text: str, style: str) -> str:
        """The text in a style where the output takes colour."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.color else text

    def json(self, value: Any) -> None:
        """A value as indented JSON in ASCII, so that no control character reaches a terminal raw."""
        self.line(json_text(value))

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
        """Rows under headers, aligned by cells; texts are made safe here, the last column is cut to the terminal."""
        safe = [[shown(cell) for cell in row] for row in rows]
        widths = [max(cell_width(row[n]) for row in [list(headers), *safe]) for n in range(len(headers))]
        for number, row in enumerate([list(headers), *safe]):
            cells = [pad(cell, widths[n], right=n in right) for n, cell in enumerate(row)]
            text = "  ".join(cells).rstrip()
            text = clip(text, self.width) if self.width else text
            self.line(text if number else self.styled(text, "dim"))


def plain(value: Any) -> Any:
    """Records and other values as JSON types, with every field of a record, also those at their default."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return msgspec.to_builtins(value)


def json_text(value: Any) -> str:
    """JSON in ASCII with an indent of two."""
    import json

    return json.dumps(plain(value), ensure_ascii=True, indent=2)
