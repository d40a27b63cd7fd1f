"""Rules that say which bucket a row of a foreign time log belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.text import did_you_mean, shown

RULE_FIELDS = ("description", "project", "client", "task", "account", "tags")
"""What `*` stands for; a rule can also name the user, whose name says nothing of the work."""
_NAMED = (*RULE_FIELDS, "user")
LONGEST_SEARCHED = 500  # characters of a field: some patterns take a time that grows with the square of the text
_REPEATED_REPEAT = re.compile(r"(?<!\\)(?:\\\\)*[*+}][?+]?\)(?:[*+]|\{\d*,\}|\{\d+\})")
_EXAMPLE = "write it as 'description,tags~client|customer=customer'"


class Absence(StrEnum):
    """What a rule may say of a row in place of a bucket: that nobody worked."""

    LEAVE = "leave"


class RowText(Protocol):
    """The words of a row that rules look at."""

    @property
    def description(self) -> str: ...
    @property
    def project(self) -> str: ...
    @property
    def client(self) -> str: ...
    @property
    def task(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def tags(self) -> Sequence[str]: ...


class BucketRule(NamedTuple):
    """One rule: where the pattern is found in any of the fields, the row belongs to the bucket, or is leave."""

    fields: tuple[str, ...]
    pattern: re.Pattern[str]
    bucket: Bucket | Absence
    text: str
    """The rule as it was written."""

    def covers(self, row: RowText) -> bool:
        """Whether the pattern is found in one of the fields, whatever the case; each tag is searched by itself."""
        search = self.pattern.search
        for field in self.fields:
            if field == "tags":
                if any(search(tag[:LONGEST_SEARCHED]) for tag in row.tags):
                    return True
            elif search(getattr(row, field)[:LONGEST_SEARCHED]):
                return True
        return False


def parse_rule(text: str) -> BucketRule:
    """Read `description,tags~client|customer=customer`: fields (`*` for all), a pattern, a bucket after the last `=`.

    In place of a bucket a rule may say `leave`. Raises UsageError that names the part that is wrong.
    """
    fields_text, tilde, rest = text.partition("~")
    if not tilde:
        raise UsageError(f"rule '{shown(text)}' has no '~' between fields and pattern; {_EXAMPLE}")
    pattern_text, equals, bucket_text = rest.rpartition("=")
    if not equals:
        raise UsageError(f"rule '{shown(text)}' has no '=' before the bucket; {_EXAMPLE}")
    return BucketRule(
        _fields(fields_text, text),
        rule_pattern(pattern_text, text, _EXAMPLE),
        _bucket_or_leave(bucket_text, f"rule '{shown(text)}'"),
        text,
    )


def parse_rules(texts: Iterable[str]) -> tuple[BucketRule, ...]:
    """Read several rules, in their order; raises UsageError for the first that is wrong."""
    return tuple(parse_rule(text) for text in texts)


def _bucket_or_leave(text: str, where: str) -> Bucket | Absence:
    name = text.strip().casefold()
    names: list[Bucket | Absence] = [*Bucket, *Absence]
    for found in names:
        if found == name:
            return found
    hint = did_you_mean(name, names)
    raise UsageError(f"{where}: '{shown(text.strip())}' is no bucket; say production, customer, other or leave{hint}")


def bucket_of(row: RowText, rules: Sequence[BucketRule], default: Bucket | None) -> Bucket | Absence | None:
    """The bucket, or leave, that the first covering rule gives, else the default; None where nothing covers the row."""
    for rule in rules:
        if rule.covers(row):
            return rule.bucket
    return default


def _fields(fields_text: str, rule: str) -> tuple[str, ...]:
    names = [name.strip().casefold() for name in fields_text.split(",")]
    if names == ["*"]:
        return RULE_FIELDS
    for name in names:
        if name not in _NAMED:
            raise UsageError(
                f"rule '{shown(rule)}': '{shown(name)}' is no field; "
                f"say {', '.join(_NAMED)} or *{did_you_mean(name, _NAMED)}"
            )
    return tuple(dict.fromkeys(names))


def rule_pattern(pattern: str, rule: str, example: str) -> re.Pattern[str]:
    """The pattern of a rule, for whatever case; raises UsageError for what is none or could take for ever."""
    where = f"rule '{shown(rule)}': the pattern '{shown(pattern)}'"
    if not pattern:
        raise UsageError(f"rule '{shown(rule)}': the pattern between '~' and '=' is empty; {example}")
    if _REPEATED_REPEAT.search(pattern):
        raise UsageError(f"{where} repeats a repeat, which can take for ever; write (a+)+ as a+")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        at = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(f"{where} is no regular expression: {error.msg}{at}") from None
    except (OverflowError, RecursionError):
        raise UsageError(f"{where} is too large") from None
