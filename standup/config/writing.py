"""Set a key of `config.toml` as a person would: the comments stay."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from standup.config.keys import WrongValue, default_text, key_of
from standup.config.reading import decode, parse, read_text, value_in_words
from standup.config.settings import ConfigError
from standup.domain.errors import StandupError
from standup.domain.text import shown


def write_value(path: Path, key: str, value: str | int | list[str]) -> None:
    """Set one key in the config file, as `write_values` does."""
    write_values(path, {key: value})


def write_values(path: Path, values: Mapping[str, str | int | list[str]]) -> None:
    """Set keys in the config file, which is made if it is absent; comments and all other lines stay.

    The file is replaced in one step and is readable by its owner alone. Raises ConfigError, and leaves the file as it
    is, where a key or a value is wrong or the file cannot be read.
    """
    text = _text_now(path)
    for key, value in values.items():
        reader = key_of(key)
        try:
            reader.read(value, path.parent)
        except WrongValue as wrong:
            raise ConfigError(f"{key} must be {wrong}, not {value_in_words(value)}") from None
        text = _with_value(text, key, value)
    parse(text, path)
    with _prepared(path, text) as (temporary, target):
        temporary.replace(target)


def write_map(path: Path, name: str, columns: Mapping[str, str]) -> None:
    """Keep a column map under a name, in place of one of that name; raises as `write_values` does."""
    import tomlkit

    document = tomlkit.parse(_text_now(path))
    home: Any = document.setdefault("import", tomlkit.table())
    maps: Any = home.setdefault("maps", tomlkit.table(is_super_table=True))
    maps[name] = dict(columns)
    text = tomlkit.dumps(document)
    parse(text, path)
    with _prepared(path, text) as (temporary, target):
        temporary.replace(target)


def check_writable(path: Path) -> None:
    """Try whether the config file can be written, for who is about to do what the file then has to tell.

    Alters nothing but makes the folder. Raises ConfigError where the file is wrong, StandupError where it cannot be
    written.
    """
    text = _text_now(path)
    parse(text, path)
    with _prepared(path, text):
        pass


def _text_now(path: Path) -> str:
    text = read_text(path) or default_text()
    decode(text, path)
    return text


def _with_value(text: str, key: str, value: str | int | list[str]) -> str:
    """The text with the key set: where its line stands as a comment, that line is used, as a person would."""
    import tomlkit

    document = tomlkit.parse(text)
    table, _, leaf = key.rpartition(".")
    home: Any = document.setdefault(table, tomlkit.table()) if table else document
    if leaf not in home:
        line = f"{leaf} = {tomlkit.item(value).as_string()}"
        uncommented = re.sub(rf"^# ?{leaf} = .*$", lambda _: line, text, count=1, flags=re.MULTILINE)
        if _sets(uncommented, key, value):
            return uncommented
    home[leaf] = value
    return tomlkit.dumps(document)


def _sets(text: str, key: str, value: object) -> bool:
    """Whether the text is TOML that gives the key this value."""
    import tomllib

    found: Any = tomllib.loads(text)
    for name in key.split("."):
        found = found.get(name, {})
    return bool(found == value)


@contextmanager
def _prepared(path: Path, text: str) -> Iterator[tuple[Path, Path]]:
    """The text in a temporary file beside the file that it is for, and that file; what is left of it is removed."""
    import tempfile

    target = path.resolve()  # a link into somebody's dotfiles stays a link
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            yield temporary, target
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StandupError(f"cannot write {shown(str(path))}: {error.strerror}") from None
