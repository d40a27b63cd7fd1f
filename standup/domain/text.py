"""Text from people and files: made safe for a terminal, and made into slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_BIDI = {0x061C, 0x200E, 0x200F, 0xFEFF} | set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x2028, 0x2029}
_SHOWN: dict[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "␡"}
    | dict.fromkeys(range(128, 160), "�")
    | dict.fromkeys(_BIDI, "�")
    | dict.fromkeys(range(55296, 57344), "�")
)
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))])


def shown(text: str) -> str:
    """The text as one line that no terminal can misread.

    Control characters become their pictures (`␛`, `␊`); C1 controls, bidirectional controls and lone surrogates
    become `�`. Everything else, markup included, stays to the letter.
    """
    return text.translate(_SHOWN)


def storable(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced by `�`; all else to the letter."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "�", text)


def slug(text: str) -> str:
    """A short ASCII id made of a name: `Zoë Müller` gives `zoe-muller`; never empty, never a path or device name."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    if not words:
        words = "-".join(f"u{ord(character):x}" for character in text.strip()[:4]) or "unnamed"
    return f"{words}-1" if words in _RESERVED else words


def unused_slug(text: str, taken: Collection[str]) -> str:
    """The slug of a name, numbered where it is taken: `dana`, `dana-2`, `dana-3`."""
    base = slug(text)
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def closest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words most like the given one, best first; case does not count."""
    from difflib import get_close_matches

    by_fold = {name.casefold(): name for name in known}
    return [by_fold[match] for match in get_close_matches(word.casefold(), by_fold, n=limit, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error message: `; did you mean acme or apex?`, or nothing where no name is close."""
    matches = [shown(match) for match in closest(word, known)]
    if not matches:
        return ""
    return f"; did you mean {' or '.join(matches)}?"
