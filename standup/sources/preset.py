"""Presets: what other tools call the columns of their logs. They are data, one TOML file each."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import msgspec
from msgspec import Struct

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.text import did_you_mean, shown

FIELDS = (
    *("user", "email", "description", "project", "client", "task", "tags"),
    *("date", "start", "end_date", "end", "duration", "hours", "minutes", "seconds"),
)
"""What a column can be mapped to; `start` and `end` hold a time of day, or a date and a time of day."""
NO_COLUMN = "-"
"""In a column map: the file has no column for this."""
_ALIASES = {"start_date": "date", "start_time": "start", "end_time": "end"}


class Preset(Struct, frozen=True, forbid_unknown_fields=True):
    """How one tool writes its log."""

    title: str
    columns: dict[str, list[str]]
    """The names that a field's column may have, the usual one first; case and space do not count."""
    needs: list[str] = []
    """Fields without which the file is not of this tool."""
    signs: list[str] = []
    """Columns that together no other tool has: they tell whose a file is."""
    tag_separator: str = ","


def preset_names() -> list[str]:
    """The tools whose logs can be read."""
    folder = files("standup.sources") / "presets"
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


def load_preset(name: str) -> Preset:
    """The preset of a tool; raises NotFoundError with the closest names."""
    names = preset_names()
    if name not in names:
        raise NotFoundError(f"no preset '{shown(name)}'; say {', '.join(names)}{did_you_mean(name, names)}")
    data = (files("standup.sources") / "presets" / f"{name}.toml").read_bytes()
    return msgspec.toml.decode(data, type=Preset)


def with_columns(preset: Preset, columns: Mapping[str, str]) -> Preset:
    """The preset with a column map, field to column name, put before its own names; raises UsageError.

    A column `-` means that the file has none.
    """
    mapped = dict(preset.columns)
    for field, column in columns.items():
        name = field.strip().casefold().replace(" ", "_")
        name = _ALIASES.get(name, name)
        if name not in FIELDS:
            raise UsageError(
                f"the column map names '{shown(field)}'; say {', '.join(FIELDS)}{did_you_mean(name, FIELDS)}"
            )
        if not column.strip():
            raise UsageError(f"the column map gives no column for {name}; write {name}='Name of the column'")
        if column == NO_COLUMN and name not in preset.needs:
            mapped.pop(name, None)
            continue
        mapped[name] = [column]
    asked = [name for name, names in mapped.items() if names != preset.columns.get(name)]
    return Preset(preset.title, mapped, [*preset.needs, *asked], preset.signs, preset.tag_separator)
