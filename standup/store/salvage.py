"""What can still be read of a damaged file: every document before the first damage, and every one that is valid."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

from standup.store.layout import CHANGES, FORMAT, KINDS, VERSION
from standup.store.tables import Raw, invalid_documents

_decoder = JSONDecoder()
_SPACE = re.compile(r"\s*")


class Salvaged(NamedTuple):
    """The sound documents of a damaged file, and what was lost, in words."""

    raw: Raw
    lost: list[str]


def salvage(data: bytes) -> Salvaged:
    """Read what can be read; the result is a file that every reader accepts."""
    lost: list[str] = []
    raw: Raw = {}
    for table, key, document in _documents(data.decode("utf-8", "replace"), lost):
        if key.isascii() and key.isdecimal() and isinstance(document, dict):
            raw.setdefault(table, {})[int(key)] = document
        else:
            lost.append(f"{table} {key}: no document with a number")
    for table, number, why in list(invalid_documents(raw)):
        bad = raw[table].pop(number)
        lost.append(f"{table} {number}: {why}" + _from_history(raw, table, number, bad))
    raw.setdefault(FORMAT, {})
    if not raw[FORMAT]:
        raw[FORMAT][1] = {"name": "standup", "version": VERSION}
    return Salvaged(raw, lost)


def _from_history(raw: Raw, table: str, number: int, bad: dict[str, Any]) -> str:
    """Put back what the record was before its last change, if a change here tells; words for that."""
    if table not in KINDS:
        return ""
    changes = raw.get(CHANGES, {})
    sound = {kind: documents for kind, documents in raw.items() if kind == CHANGES}
    unsound = {key for _, key, _ in invalid_documents(sound)}
    for key in sorted(changes.keys() - unsound, reverse=True):
        for past in changes[key].get("before", ()):
            if past["kind"] == table and past["record"].get("id") == bad.get("id"):
                if any(True for _ in invalid_documents({table: {number: past["record"]}})):
                    return ""
                raw[table][number] = past["record"]
                return " (put back as it was before its last change)"
    return ""


def _documents(text: str, lost: list[str]) -> list[tuple[str, str, Any]]:
    """Table, key and value of each document up to the first damage, or to the end."""
    found: list[tuple[str, str, Any]] = []
    try:
        position = _expect(text, 0, "{")
        while not _at(text, position, "}"):
            table, position = _key(text, position)
            position = _expect(text, position, "{")
            while not _at(text, position, "}"):
                key, position = _key(text, position)
                value, position = _decoder.raw_decode(text, _skip(text, position))
                found.append((table, key, value))
                position = _comma(text, position)
            position = _comma(text, _expect(text, position, "}"))
        _expect(text, position, "}")
    except (JSONDecodeError, RecursionError) as error:
        where = getattr(error, "pos", 0)
        after = f" after {found[-1][0]} {found[-1][1]}" if found else ""
        lost.append(f"everything{after}, from character {where} of {len(text)} on")
    return found


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _at(text: str, position: int, sign: str) -> bool:
    return text.startswith(sign, _skip(text, position))


def _expect(text: str, position: int, sign: str) -> int:
    if not _at(text, position, sign):
        raise JSONDecodeError(f"expected {sign}", text, position)
    return _skip(text, position) + 1


def _comma(text: str, position: int) -> int:
    return _expect(text, position, ",") if _at(text, position, ",") else position


def _key(text: str, position: int) -> tuple[str, int]:
    key, position = _decoder.raw_decode(text, _skip(text, position))
    if not isinstance(key, str):
        raise JSONDecodeError("expected a name", text, position)
    return key, _expect(text, position, ":")
