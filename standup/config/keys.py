"""The keys of `config.toml`: how each is read, and how the commented default file explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from standup.config.places import DATA_VARIABLE
from standup.config.settings import ConfigError, Settings, WatchedSource
from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.text import closest, shown


class WrongValue(Exception):
    """A value is not of the kind that the message names."""


class Key(NamedTuple):
    """One key of the file."""

    field: str
    """Of `Settings`."""
    read: Callable[[Any, Path], Any]
    """From the TOML value and the folder of the config file."""
    example: str
    words: tuple[str, ...]


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValue("a text in quotes")
    if shown(value) != value:
        raise WrongValue("a text without control characters")
    return value


def _folder(value: Any, folder: Path) -> Path:
    try:
        return (folder / Path(_text(value, folder)).expanduser()).absolute()
    except RuntimeError:
        raise WrongValue("a folder in a home that exists") from None


def _minutes(value: Any, folder: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 60:
        raise WrongValue("a whole number of minutes from 1 to 60")
    return value


def _bucket(value: Any, folder: Path) -> Bucket:
    try:
        return Bucket(value)
    except ValueError:
        raise WrongValue('"production", "customer" or "other"') from None


def _rules(value: Any, folder: Path) -> tuple[str, ...]:
    from standup.domain.bucket_rules import parse_rules

    if not isinstance(value, list):
        raise WrongValue("a list of rules in quotes")
    rules = tuple(_text(rule, folder) for rule in value)
    parse_rules(rules)
    return rules


def _recurring(value: Any, folder: Path) -> tuple[str, ...]:
    from standup.domain.fill import check_recurring
    from standup.domain.logline import LogLineError

    if not isinstance(value, list):
        raise WrongValue("a list of log lines in quotes")
    lines = tuple(_text(line, folder) for line in value)
    for line in lines:
        try:
            check_recurring(line)
        except LogLineError as error:
            raise ConfigError(f"fill.lines: '{shown(line)}': {error.message}") from None
        except UsageError as error:
            raise ConfigError(f"fill.lines: {error}") from None
    return lines


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongValue("a list of texts in quotes")
    return tuple(_text(one, folder) for one in value)


def _folders(value: Any, folder: Path) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise WrongValue("a list of folders in quotes")
    return tuple(_folder(one, folder) for one in value)


def _keys(value: Any, folder: Path) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key for key in keys):
        raise WrongValue('a key such as "o", or a list of keys')
    return tuple(keys)


def _maps(value: Any, folder: Path) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict) or not all(isinstance(columns, dict) for columns in value.values()):
        raise WrongValue("tables [import.maps.NAME] of fields and the names of their columns")
    return {
        _text(name, folder): {field: _text(column, folder) for field, column in columns.items()}
        for name, columns in value.items()
    }


def _sources(value: Any, folder: Path) -> tuple[WatchedSource, ...]:
    if not isinstance(value, list) or not all(isinstance(source, dict) for source in value):
        raise WrongValue("one or more tables [[source]] with path, kind and options")
    return tuple(_source(source, folder) for source in value)


def _source(value: Mapping[str, Any], folder: Path) -> WatchedSource:
    for name in value:
        if name not in ("path", "kind", "options"):
            raise ConfigError(f"a [[source]] has no key '{shown(name)}'; its keys are path, kind and options")
    for name in ("path", "kind"):
        if name not in value:
            raise ConfigError(f"a [[source]] has no {name}; it needs path and kind")
    path = _folder(value["path"], folder)
    return WatchedSource(str(path), _text(value["kind"], folder), _texts(value.get("options", []), folder))


SOURCE = "source"
KEYS: dict[str, Key] = {
    "me": Key(
        "me",
        _text,
        '"dana"',
        (
            "Who you are: your id in the team of the data folder. `standup init` and `standup join` set it.",
            "Keys and commands act for this person.",
        ),
    ),
    "data": Key(
        "data",
        _folder,
        '"~/standup"',
        (
            "The data folder. ~ is your home, and a relative path begins at the folder of this file. Without it,",
            "standup uses the system's place for application data, which `standup locate` shows.",
            f"The environment goes first: {DATA_VARIABLE}=FOLDER.",
        ),
    ),
    "theme": Key(
        "theme",
        _text,
        '"nord"',
        (
            "The colours: the name of a theme. Your own themes are TOML files in the folder `themes` beside this",
            "file. Without it, standup uses its own colours.",
        ),
    ),
    "round_timer_to": Key(
        "round_timer_to",
        _minutes,
        str(Settings().round_timer_to),
        ("What a timer measured is logged in steps of so many minutes, 1 to 60.",),
    ),
    "turn_minutes": Key(
        "turn_minutes",
        _minutes,
        str(Settings().turn_minutes),
        (
            "How many minutes each has in a round of the Standup, 1 to 60: those of whoever begins it hold for all.",
            "The timers change their glyph, words and colour, and stop nobody.",
        ),
    ),
    "fill.lines": Key(
        "fill_lines",
        _recurring,
        '["15m ~ daily standup", "30m ~ e-mail"]',
        (
            "Entries that recur each workday, as log lines without a day. `f` on the Board offers those that the day",
            "does not hold yet. A line is there already when the day has an entry with the same bucket and note.",
        ),
    ),
    "keymap.open_log": Key(
        "keymap",
        _keys,
        '["l", ":"]',
        (
            "Other keys for what keys do, by the names of the README's table of keys: one key or a list, in place of",
            "all that the action had. Keys are written as the character, or as space, enter, tab, esc, up, pgdn, home,",
            "F2, ctrl+l and the like. quick_log takes eight keys, for 15 minutes to 2 hours. Two actions of one screen",
            "cannot have the same key; standup then says which, and does not open the Board.",
        ),
    ),
    "git.repositories": Key(
        "git_repositories",
        _folders,
        '["~/src/api", "~/src/web"]',
        (
            "Git repositories whose commits `standup commits` shows, by their top folders. What is on the branch that",
            "is checked out counts, merges left out. Commits are only read, and never logged by themselves.",
        ),
    ),
    "git.emails": Key(
        "git_emails",
        _texts,
        '["dana@example.com"]',
        (
            "The e-mail addresses under which you commit. Without it, git's own user.email in each repository. Those",
            "of your colleagues are in the team's data: `standup developer edit NAME --email ADDRESS`.",
        ),
    ),
    "git.names": Key(
        "git_names",
        _texts,
        '["Dana Osei"]',
        ("Other names under which you commit; they count where nobody on the team has the address.",),
    ),
    "import.default": Key(
        "import_default",
        _bucket,
        '"production"',
        (
            'The bucket of imported rows that no rule covers: "production", "customer" or "other". Without it, they',
            "are reported as unclassified and not imported. `standup import --default BUCKET` goes first.",
        ),
    ),
    "import.rules": Key(
        "import_rules",
        _rules,
        "['description,tags~client|customer=customer', 'project~^Meetings=other']",
        (
            "Which bucket an imported row belongs to: FIELDS~PATTERN=BUCKET. The fields are description, project,",
            "client, task, account and tags, or * for all of them; the pattern is a regular expression that is looked",
            "for in each, whatever the case. In place of a bucket a rule may say leave: such rows are days of leave.",
            "The first rule that covers a row wins; rules given as `standup import --rule` come before these. Single",
            "quotes spare you doubling each backslash.",
        ),
    ),
    "import.maps": Key(
        "import_maps",
        _maps,
        '{ visits = { description = "Notes", start = "Begin", end = "End" } }',
        (
            "Column maps by name, for `standup import csv FILE --map NAME`; a column - means that there is none.",
            "`standup import csv FILE --interactive` makes one, as a table [import.maps.NAME].",
        ),
    ),
    SOURCE: Key(
        "sources",
        _sources,
        'path = "exports/jira.csv"\nkind = "jira"\noptions = ["--as", "work"]',
        (
            "A file that `standup sync` reads when it has changed; repeat the table for others. Kind and options are",
            "as `standup import` takes them, each word in quotes. A relative path begins at the folder of this file.",
        ),
    ),
}
TABLES = ("fill", "keymap", "git", "import")
KEYMAP = "keymap."
_TABLES = ("import.maps", SOURCE)
_NUMBERS = ("round_timer_to", "turn_minutes")
_LISTS = ("fill.lines", "git.repositories", "git.emails", "git.names", "import.rules")


def key_of(name: str) -> Key:
    """How a key of the file is read; those of [keymap] are named by what there is in the terminal app.

    Raises ConfigError for an unknown key.
    """
    if name.startswith(KEYMAP) and name != KEYMAP:
        return KEYS["keymap.open_log"]
    if name not in KEYS:
        raise unknown_key(name)
    return KEYS[name]


def value_of_words(name: str, words: Sequence[str]) -> str | int | list[str]:
    """The value that the words of a command line give a key: a list, a number or a text, as the key needs.

    Raises ConfigError for an unknown key and where a key that takes one word gets none or several.
    """
    key_of(name)
    if name in _TABLES:
        raise ConfigError(f"{name} is a table; write it into the config file, which `standup locate config` names")
    if name in _LISTS or name.startswith(KEYMAP):
        return list(words)
    if len(words) != 1:
        raise ConfigError(f"{name} takes one value, not {len(words)}; put quotes around one with spaces")
    return int(words[0]) if re.fullmatch(r"[0-9]{1,9}", words[0]) and name in _NUMBERS else words[0]


def values_by_key(settings: Settings) -> dict[str, object]:
    """What each key of the file is set to, in the order of the default file."""
    values: dict[str, object] = {}
    for name, key in KEYS.items():
        value = getattr(settings, key.field)
        if name.startswith(KEYMAP):
            values |= {f"{KEYMAP}{action}": keys for action, keys in value.items()}
        else:
            values[name] = value
    return values


def unknown_key(name: str) -> ConfigError:
    """The error about a key that there is not, with the nearest ones."""
    if name in TABLES:
        return ConfigError(f"'{name}' is a table; write [{name}] and its keys below that line")
    table, dot, leaf = name.rpartition(".")
    leaves = [key.removeprefix(table + dot) for key in KEYS if key.startswith(table + dot)]
    siblings = [key for key in leaves if "." not in key]
    hint = f"; the keys are {', '.join(KEYS)}"
    if near := closest(leaf, siblings, limit=1):
        hint = f"; did you mean {table}{dot}{near[0]}?"
    elif near := closest(name, [*KEYS, *TABLES], limit=1):
        hint = f"; did you mean {near[0]}?"
    return ConfigError(f"unknown key '{shown(name)}'{hint}")


def default_text() -> str:
    """A config file that says nothing but the defaults, and explains every key."""
    lines = [
        "# The settings of standup. Lines that begin with # do nothing: they show the default, or an",
        "# example where there is none. Take the # away to set a key. `standup config --default` prints this text.",
    ]
    table = ""
    for name, key in KEYS.items():
        head, dot, leaf = name.rpartition(".")
        if dot and head != table:
            table = head
            lines += ["", f"[{table}]"]
        lines += ["", *(f"# {line}" for line in key.words)]
        if name == SOURCE:  # a table of its own, which stands last
            lines += ["#", "# [[source]]", *(f"# {line}" for line in key.example.split("\n"))]
        else:
            lines.append(f"# {leaf} = {key.example}")
    return "\n".join(lines) + "\n"
