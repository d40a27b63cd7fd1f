"""JSON objects as rows of cells: each value under the path of its names, so that presets find it as in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from standup.domain.time_import import fold
from standup.sources.json_items import Item, items

_LIST = re.compile(r'"(?:issues|nodes|items|data)"\s*:\s*(?=\[)')
_MOST_CELLS = 2_000
_DEEPEST = 8


class JsonRow(NamedTuple):
    """One object: its texts by path, such as `milestone.dueon`, or why it cannot be read.

    A path without texts is one whose value is null or an empty list.
    """

    line: int
    cells: Mapping[str, list[str]]
    fault: str = ""


def json_rows(blocks: Iterator[str]) -> Iterator[JsonRow]:
    """The objects of a list, of an object that has one (`{"issues": [...]}`), or one by one as they stand."""
    first = next(blocks, "")
    start = first.lstrip("\ufeff \t\r\n")
    is_wrapped = False
    if start.startswith("{"):
        found = _LIST.search(first)
        is_wrapped = found is not None
        blocks = chain((first[found.end() :],), blocks) if found else chain(("[", first), blocks, ("]",))
    else:
        blocks = chain((start,), blocks)
    for item in items(blocks):
        if is_wrapped and item.fault.startswith("something stands behind"):
            return
        yield _row(item)


def _row(item: Item) -> JsonRow:
    if item.fault:
        return JsonRow(item.line, {}, item.fault)
    try:
        value = msgspec.json.decode(item.text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return JsonRow(item.line, {}, "is no JSON")
    if not isinstance(value, dict):
        return JsonRow(item.line, {}, "is no object")
    cells: dict[str, list[str]] = {}
    _gather(value, "", cells, 0)
    return JsonRow(item.line, cells)


def _gather(value: Any, path: str, cells: dict[str, list[str]], depth: int) -> None:
    if depth > _DEEPEST or len(cells) > _MOST_CELLS:
        return
    match value:
        case dict():
            if not value:
                cells.setdefault(path, [])
            for name, inner in value.items():
                _gather(inner, f"{path}.{fold(str(name))}" if path else fold(str(name)), cells, depth + 1)
        case list():
            cells.setdefault(path, [])
            for inner in value[:_MOST_CELLS]:
                _gather(inner, path, cells, depth + 1)
        case None:
            cells.setdefault(path, [])
        case bool():
            cells.setdefault(path, []).append("true" if value else "false")
        case _:
            cells.setdefault(path, []).append(str(value).strip())
