"""Set a key of `config.toml` as a person would: the comments stay."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from standup.config.keys import KEYS, WrongValue, default_text, unknown_key
from standup.config.reading import decode, parse, read_text, value_in_words
from standup.config.settings import ConfigError
from standup.domain.errors import StandupError
from standup.domain.text import shown


def write_value(path: Path, key: str, value: str | int | list[str]) -> None:
    """Set one key in the config file, which is made if it is absent; comments and all other lines stay.

    The file is replaced in one step and is readable by its owner alone. Raises ConfigError, and leaves the file as it
    is, where the key or the value is wrong or the file cannot be read.
    """
    if key not in KEYS:
        raise unknown_key(key)
    before = read_text(path) or default_text()
    decode(before, path)
    try:
        KEYS[key].read(value, path.parent)
    except WrongValue as wrong:
        raise ConfigError(f"{key} must be {wrong}, not {value_in_words(value)}") from None
    after = _with_value(before, key, value)
    parse(after, path)
    _replace(path, after)


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


def _replace(path: Path, text: str) -> None:
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
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StandupError(f"cannot write {shown(str(path))}: {error.strerror}") from None
