"""The terminal driver of Textual, with pastes from which no control character gets out as a key."""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around what is pasted."""
_ESCAPE, _PICTURE = "\x1b", "␛"


class PasteParser(XTermParser):
    """Textual's parser takes an escape within a paste for the beginning of a key, and what follows it for keys.

    A paste could then press enter. Here its escapes arrive as pictures of themselves; all else is as it was.
    """

    _is_pasting = False
    _tail = ""
    """The end of what came before: a mark may be cut in two."""
    _held = ""
    """What may be the beginning of the mark at the end of the paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what the terminal sent."""
        safe = self._safe(data)
        if safe or not data:  # nothing at all is the end of the input
            yield from super().feed(safe)

    def _safe(self, data: str) -> str:
        safe: list[str] = []
        rest = self._held + data
        self._held = ""
        while rest:
            rest = self._pasted(rest, safe) if self._is_pasting else self._typed(rest, safe)
        return "".join(safe)

    def _typed(self, text: str, safe: list[str]) -> str:
        """Pass on what comes before a paste, and its mark; what is left then."""
        place = (self._tail + text).find(BEGIN)
        self._is_pasting = place >= 0
        cut = place + len(BEGIN) - len(self._tail) if self._is_pasting else len(text)
        safe.append(text[:cut])
        self._tail = "" if self._is_pasting else (self._tail + text)[1 - len(BEGIN) :]
        return text[cut:]

    def _pasted(self, text: str, safe: list[str]) -> str:
        """Pass on what is pasted, and the mark at its end; what is left then."""
        body, mark, rest = text.partition(END)
        if mark:
            self._is_pasting = False
        else:
            cut = next((size for size in range(len(END) - 1, 0, -1) if body.endswith(END[:size])), 0)
            body, self._held = body[: len(body) - cut], body[len(body) - cut :]
        safe += (body.replace(_ESCAPE, _PICTURE), mark)
        return rest


class PasteDriver(linux_driver.LinuxDriver):
    """Textual's driver with that parser."""

    def run_input_thread(self) -> None:
        """Read keys until the app ends."""
        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # the name by which the driver makes its parser
        super().run_input_thread()
