"""A team made of an export, in an empty data folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from standup.domain.errors import StandupError
from standup.domain.records import Developer
from standup.domain.text import shown
from standup.store.documents import checked
from standup.store.errors import UNDECODABLE, undecodable_words
from standup.store.layout import TABLES
from standup.workspace.export import SCHEMA, VERSION


class Export(NamedTuple):
    """An export that was read and found whole."""

    name: str
    """Of the file."""
    of: str
    """Id of the developer who made it."""
    whole: bool
    """It holds the records of everybody."""
    developers: Mapping[str, Developer]
    counts: Mapping[str, int]
    """Records by table."""
    files: Mapping[str, bytes]
    """The files of a data folder that holds it."""

    @property
    def of_name(self) -> str:
        """The name of the developer who made it."""
        return self.developers[self.of].name

    @property
    def words(self) -> str:
        """What it holds: `6 developers, 4 customers, 120 time entries`."""
        return ", ".join(
            f"{count} {_one(table) if count == 1 else table.replace('_', ' ')}"
            for table, count in self.counts.items()
            if count and table != "team"
        )


def _one(table: str) -> str:
    words = table.replace("_", " ")
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def read_export(data: bytes, name: str) -> Export:
    """Read and check all of an export that `standup export json` wrote; `name` is the file's.

    Raises StandupError on one line where it is damaged, of a newer standup, or none at all.
    """
    told = shown(name)
    try:
        found = msgspec.json.decode(data)
    except UNDECODABLE as error:
        why = shown(undecodable_words(error))
        raise StandupError(f"{told} cannot be read as JSON: {why}; nothing was changed") from None
    schema = str(found.get("schema")) if isinstance(found, dict) else ""
    if schema.startswith("standup.own/"):
        raise StandupError(f"{told} was written by a standup whose exports were no whole backup; nothing was changed")
    if not isinstance(found, dict) or not (form := re.fullmatch(rf"{SCHEMA}/(\d{{1,9}})", schema)):
        raise StandupError(f"{told} is no file that `standup export json` wrote; nothing was changed")
    if int(form[1]) > VERSION:
        raise StandupError(f"{told} was written by a newer standup; update standup, nothing was changed")
    tables = _tables(found, told)
    files = checked(tables, name)
    developers = {one["id"]: msgspec.convert(one, Developer) for one in tables["developers"]}
    if len(tables["team"]) != 1 or tables["team"][0]["id"] != "team":
        raise StandupError(f"{told} is damaged: it holds no team; nothing was changed")
    if str(found.get("of")) not in developers:
        raise StandupError(f"{told} is damaged: who wrote it is no developer in it; nothing was changed")
    counts = {table: len(documents) for table, documents in tables.items()}
    return Export(name, found["of"], found.get("whole") is True, developers, counts, files)


def _tables(found: Mapping[str, Any], told: str) -> dict[str, list[dict[str, Any]]]:
    tables = {}
    for table in TABLES.values():
        documents = found.get(table, [])
        if not isinstance(documents, list) or not all(isinstance(one, dict) for one in documents):
            raise StandupError(f"{told} is damaged: {table} is no list of records; nothing was changed")
        tables[table] = documents
    return tables
