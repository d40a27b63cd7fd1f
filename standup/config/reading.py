"""Read `config.toml`, and say where in it something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from standup.config.keys import KEYMAP, TABLES, WrongValue, key_of
from standup.config.places import DATA_VARIABLE
from standup.config.settings import ConfigError, Settings
from standup.domain.errors import UsageError
from standup.domain.text import shown

_TOML_LINE = r"(.*) \(at line (\d+), column \d+\)"


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of a config file, which may be absent; a data folder named by the environment goes before it.

    Raises ConfigError that names file, line, key and, for an unknown key, the nearest valid ones.
    """
    text = read_text(path)
    settings = parse(text, path) if text else Settings()
    if named := environ.get(DATA_VARIABLE):
        from msgspec.structs import replace

        return replace(settings, data=Path(named).absolute())
    return settings


def parse(text: str, path: Path) -> Settings:
    """The settings that the text of a config file makes; `path` is named in errors, and relative paths begin there."""
    fields: dict[str, Any] = {}
    for names, value in _values(decode(text, path)):
        name = ".".join(names)
        try:
            key = key_of(name)
            read = key.read(value, path.parent)
            if name.startswith(KEYMAP):
                fields.setdefault(key.field, {})[name.removeprefix(KEYMAP)] = read
            else:
                fields[key.field] = read
        except WrongValue as wrong:
            raise ConfigError(
                f"{_where(path, text, names)}: {name} must be {wrong}, not {value_in_words(value)}"
            ) from None
        except UsageError as error:
            raise ConfigError(f"{_where(path, text, names)}: {error}") from None
    return Settings(**fields)


def read_text(path: Path) -> str:
    """The text of a config file, empty where there is none; raises ConfigError where it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigError(f"cannot read {shown(str(path))}: {error.strerror}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown(str(path))}:{line}: this is not UTF-8; save the file in that encoding") from None


def decode(text: str, path: Path) -> dict[str, Any]:
    """The TOML of a config file; raises ConfigError that names file and line."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.fullmatch(_TOML_LINE, str(error), re.DOTALL)
        what, line = (match[1], int(match[2])) if match else (str(error), text.count("\n") + 1)
        raise ConfigError(f"{shown(str(path))}:{line}: this is not TOML: {shown(what)}") from None
    except RecursionError:
        raise ConfigError(f"{shown(str(path))}:1: values are nested too deeply") from None


def _values(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in data.items():
        if name in TABLES and isinstance(value, dict):
            yield from (((name, leaf), inner) for leaf, inner in value.items())
        else:
            yield (name,), value


def _where(path: Path, text: str, names: tuple[str, ...]) -> str:
    """File and line of a key: the first line after which the file, cut off there, has the key or ends within it."""
    lines = text.replace("\r\n", "\n").split("\n")
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        if _is_set_by(lines, middle, names):
            high = middle
        else:
            low = middle + 1
    return f"{shown(str(path))}:{low}"


def place_of(path: Path, *names: str) -> str:
    """File and line where a config file sets a key, as errors name it."""
    return _where(path, read_text(path), names)


def _is_set_by(lines: list[str], count: int, names: tuple[str, ...]) -> bool:
    import tomllib

    for end in range(count, len(lines) + 1):
        try:
            found: Any = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # the cut goes through a value of several lines
        for name in names:
            if name not in found:
                return False
            found = found[name]
        return True
    return True


def value_in_words(value: Any) -> str:
    """A value of the file as an error names it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    return f"'{shown(str(value))}'" if isinstance(value, str) else shown(str(value))
