"""Strings that break programs, as quoted notes: to the letter in the store and in JSON, harmless on a screen."""

from __future__ import annotations

import json
import re

from standup.domain.logline import quoted
from standup.domain.text import storable
from tests.cli.conftest import Run
from tests.shared_data import SHARED, needs_shared

OWN = (
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "\x00\x01\x1b[31m\x7f\x9b",
    "\u202eabc\u2066",
    "<script>alert(1)</script>",
    "'; DROP TABLE users; --",
    "\"quoted\" 'single'",
    "=1+1",
    "[/x] [bold]",
    " leading and trailing ",
    "two\nlines\r\nand\ttabs",
    "\ud800 half",
    "#API-12 @acme 70/30 > fri ! ~ 45m",
    "",
    "田中さんにあげて下さい 🙂👩‍👩‍👧",
    "\ufeff",
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def check(run: Run, strings: list[str]) -> None:
    """Log each string as a quoted note, and find it again everywhere."""
    lines = "\n".join(f"1m ~ {quoted(text)}" for text in strings if "\n" not in text and "\r" not in text)
    for text in strings:
        ran = run("log", f"1m ~ {quoted(text)}")
        assert (ran.code, ran.err) == (0, ""), text
        assert not CONTROL.search(ran.out), text
    expected = [storable(text) for text in strings]
    assert [one["note"] for one in run("today", "--json").json["entries"]] == expected
    assert [one["note"] for one in run("export", "json").json["time_entries"]] == expected
    for words in (("today",), ("history", "-n", "999"), ("week",), ("status",)):
        assert not CONTROL.search(run(*words).out)
    assert lines
    json.loads(run("week", "--json").out)


def test_own_examples(team: Run) -> None:
    check(team, list(OWN))


def test_as_names_and_titles(team: Run) -> None:
    for number, text in enumerate(OWN):
        if not text.strip():
            continue
        assert team("customer", "add", f"c{number}", "--name", text).code == 0, text
        assert team("touchpoint", "add", f"c{number}", text).code == 0, text
        assert team("work", "add", f"W-{number}", text).code == 0, text
    for words in (("customer", "list"), ("touchpoint", "list"), ("work", "list"), ("week",), ("history",)):
        told = team(*words)
        assert (told.code, told.err) == (0, "")
        assert not CONTROL.search(told.out)
    names = [one["name"] for one in team("customer", "list", "--json").json]
    assert sorted(names) == sorted(["Acme Corp", *(storable(text).strip() for text in OWN if text.strip())])


@needs_shared
def test_the_big_list(team: Run) -> None:
    strings = json.loads((SHARED / "strings" / "naughty" / "blns.json").read_text(encoding="utf-8"))
    check(team, strings)
