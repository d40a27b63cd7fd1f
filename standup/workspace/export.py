"""Everything as plain data: a lead's backup of the team, anyone's own backup with what the team shares.

These are the only exports with notes and clock times. Documents are to the letter what is stored, and have every field
that a record may have, so that a team can be made of them again (`standup.workspace.restoring`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from standup.domain.records import (
    Customer,
    Developer,
    Leave,
    Record,
    Round,
    RoundNote,
    Team,
    Touchpoint,
    WorkItem,
)
from standup.store.documents import complete
from standup.store.layout import TABLES
from standup.store.protocol import Document
from standup.store.tables import plain
from standup.workspace.people import list_developers, list_leave
from standup.workspace.session import Workspace, at_one_moment

SCHEMA = "standup.records"
VERSION = 1
"""Of the export's form; a reader refuses a greater one."""
_SHARED = (Team, Customer, WorkItem, Touchpoint, Round, RoundNote)
"""Kinds that are no secret in a team; of all others one keeps one's own."""


@at_one_moment
def team_records(workspace: Workspace) -> dict[str, Any]:
    """All records of the team, with the notes and clock times of everybody; a lead only.

    It is what a copy of the data folder holds, but for the list of changes.
    """
    workspace.require_lead("export everybody's records")
    return _export(workspace, workspace.store.documents(), whole=True)


@at_one_moment
def own_records(workspace: Workspace) -> dict[str, Any]:
    """My entries with notes and clock times, closed weeks and timer, and what I may see of the team's.

    That is team, developers, customers, work items, touchpoints, leave, and the rounds with
    their minutes. Nobody else's entries are in it, whoever
    asks; the hours of others only where a lead asks, and the notes of others' leave never.
    """
    me = workspace.me
    stored = workspace.store.documents([me])
    found: dict[type[Record], Sequence[Document]] = {
        kind: documents if kind in _SHARED else [one for one in documents if one.get("developer") == me]
        for kind, documents in stored.items()
    }
    found[Developer] = _as_seen(stored[Developer], list_developers(workspace), {me})
    found[Leave] = _as_seen(stored[Leave], list_leave(workspace), {one["id"] for one in found[Leave]})
    return _export(workspace, found, whole=False)


def _as_seen(stored: Iterable[Document], seen: Iterable[Record], mine: Collection[str]) -> list[Document]:
    """Mine to the letter, those of others as I may see them, which says nothing of fields that we do not know."""
    own = {document["id"]: document for document in stored if document["id"] in mine}
    return [own.get(record.id) or plain(record) for record in sorted(seen, key=lambda record: record.id)]


def _export(workspace: Workspace, found: Mapping[type[Record], Sequence[Document]], *, whole: bool) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMA}/{VERSION}",
        "of": workspace.developer().id,
        "at": msgspec.to_builtins(workspace.now()),
        "whole": whole,
        **{table: [complete(kind, one) for one in found.get(kind, ())] for kind, table in TABLES.items()},
    }


def records_text(export: Mapping[str, Any]) -> str:
    """An export as JSON in ASCII, with a line for each record, so that two can be compared."""
    return "{\n" + ",\n".join(f"  {json.dumps(key)}: {_value(value)}" for key, value in export.items()) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n" + ",\n".join(_lines(value)) + "\n  ]"


def _lines(documents: Sequence[Document]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=True).encode
    return (f"    {encode(document)}" for document in documents)
