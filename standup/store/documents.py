"""A whole team as plain documents, and a new data folder made of them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import fields

from standup.domain.errors import StandupError
from standup.domain.records import Record
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.store.errors import UNDECODABLE, DataFolderError, StoreError, told, undecodable_words
from standup.store.files import PRIVATE, fill_folder, make_folder, modes_of, sync_folder
from standup.store.finding import team_in
from standup.store.layout import KINDS, PEOPLE, TABLES, home, week_of
from standup.store.protocol import Document
from standup.store.staging import file_of
from standup.store.tables import decode_documents, decode_tables
from standup.store.view import View


def documents(view: View, weeks_of: Collection[str] | None) -> dict[type[Record], Sequence[Document]]:
    """All records of a folder by kind, in the order of their ids; raises DamagedFileError where one is none.

    With `weeks_of`, the weeks of other developers are not read. Tables of kinds that this version does not know are
    passed over.
    """
    found: dict[type[Record], list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    for owner in (None, *view.people()):
        for relative in view.files_of(owner):
            is_others = owner is not None and weeks_of is not None and owner not in weeks_of
            if is_others and week_of(relative.rpartition("/")[2]) is not None:
                continue
            data = view.data(relative)
            if data is None:
                continue
            path = view.folder / relative
            decode_tables(data, path)  # says which record is damaged, if one is
            for table, by_number in decode_documents(data, path).tables.items():
                if kind := KINDS.get(table):
                    found[kind] += [msgspec.json.decode(text) for text in by_number.values()]
    return {kind: sorted(of_kind, key=lambda document: str(document["id"])) for kind, of_kind in found.items()}


@cache
def defaults(kind: type[Record]) -> Mapping[str, Any]:
    """The fields of a kind of record that a file may lack, as plain data."""
    found = {field.name: field.default for field in fields(kind) if field.default is not msgspec.NODEFAULT}
    return msgspec.json.decode(msgspec.json.encode(found), type=dict[str, Any])


def complete(kind: type[Record], document: Document) -> dict[str, Any]:
    """A document with every field of its kind, also those at their default, and then what we do not know."""
    usual = defaults(kind)
    known = {name: document.get(name, usual.get(name)) for name in kind.__struct_fields__}
    return {**known, **document}


def lean(kind: type[Record], document: Document) -> dict[str, Any]:
    """A document as it is stored: its id, and no other field at its default; the inverse of `complete`."""
    usual = defaults(kind)
    return {
        name: value for name, value in document.items() if name == "id" or name not in usual or value != usual[name]
    }


def checked(tables: Mapping[str, Sequence[Document]], name: str) -> dict[str, bytes]:
    """The files of a new data folder that holds these documents, each decoded once.

    `name` is where they come from. Raises StoreError that names the first document that is no record of its kind,
    belongs nowhere, or is there twice.
    """
    files: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for table, of_table in tables.items():
        seen: set[str] = set()
        for number, document in enumerate(of_table, 1):
            where = f"{shown(name)}: {table} {number}"
            try:
                record = msgspec.convert(document, KINDS[table])
                relative = home(record)
                if isinstance(week := getattr(record, "week", None), str):
                    Week.parse(week, date.min)
            except (*UNDECODABLE, StandupError) as error:
                raise StoreError(f"{where}: {shown(undecodable_words(error))}; nothing was changed") from None
            if document.get("id") != record.id:
                raise StoreError(f"{where}: it has no id; nothing was changed")
            if record.id in seen:
                raise StoreError(f"{where}: '{shown(record.id)}' is there twice; nothing was changed")
            seen.add(record.id)
            files.setdefault(relative, []).append((table, lean(type(record), document)))
    return {relative: file_of(of_file) for relative, of_file in files.items()}


def refuse_taken(folder: Path) -> None:
    """Raise DataFolderError unless the folder is missing or empty, so that nothing of another team gets lost."""
    if team_in(folder) is not None:
        raise DataFolderError(
            f"{shown(str(folder))} already holds a team, and nothing is merged into one; name a new folder with --data"
        )
    with told(folder, "read"):
        if folder.is_dir() and any(folder.iterdir()):
            raise DataFolderError(f"{shown(str(folder))} is not empty; name a new folder with --data")


def refill(folder: Path, files: Mapping[str, bytes], now: datetime) -> None:
    """Make a new data folder of these files: it is there whole, or not at all.

    Raises DataFolderError as `refuse_taken` does, StoreError where it cannot be written. A writer that is killed
    leaves at most a folder beside it, named after it and the moment.
    """
    refuse_taken(folder)
    with told(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        modes = modes_of(folder) if folder.is_dir() else PRIVATE
        prepared = folder.with_name(f"{folder.name}.restoring-{now:%Y%m%dT%H%M%S%f}")
        prepared.mkdir(mode=0o700)  # another import of the same moment has its own, or none
        try:
            prepared.chmod(modes.folder)
            make_folder(prepared / PEOPLE, modes.folder)
            fill_folder(prepared, files, modes)
            prepared.rename(folder)  # refused where somebody began a team there meanwhile
        except BaseException:
            shutil.rmtree(prepared, ignore_errors=True)  # only what was written here
            raise
        sync_folder(folder.parent)
