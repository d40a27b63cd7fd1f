"""What the terminal sends: a paste arrives whole, and presses no key, wherever it is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from standup.tui.driver import BEGIN, END, PasteParser

PIECES = st.sampled_from(["\x1b", "[", "200~", "201~", "20", "x", "\r", "q", "~", "\x1b[31m", "é", "\x1b[201"])
TEXTS = st.lists(PIECES, max_size=12).map("".join).filter(lambda text: END not in text)


def read(parser: XTermParser, data: str, cuts: list[int]) -> list[Message]:
    """The events of data that comes in pieces."""
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [event for start, end in pairwise(edges) for event in parser.feed(data[start:end])]


def told(events_: list[Message]) -> list[tuple[str, str]]:
    """Keys and pastes in their order."""
    return [
        ("key", one.key) if isinstance(one, events.Key) else ("paste", one.text)
        for one in events_
        if isinstance(one, events.Key | events.Paste)
    ]


@given(text=TEXTS, cuts=st.lists(st.integers(0, 80), max_size=8))
def test_a_paste_is_one_event_however_it_is_cut(text: str, cuts: list[int]) -> None:
    found = told(read(PasteParser(), f"a{BEGIN}{text}{END}b", cuts))
    assert found == [("key", "a"), ("paste", text.replace("\x1b", "␛")), ("key", "b")]


@pytest.mark.parametrize("data", ["abc", "\x1b[A\x1b[B", "a\x1b[3~b", "\x1bOP", "\x1b[200", "\x1b[200~", "é\r\t"])
@pytest.mark.parametrize("cuts", [[], [1], [2], [1, 2, 3, 4, 5]])
def test_keys_are_read_as_they_were(data: str, cuts: list[int]) -> None:
    assert told(read(PasteParser(), data, cuts)) == told(read(XTermParser(), data, cuts))


def test_two_pastes_one_after_the_other() -> None:
    data = f"{BEGIN}one\x1bq{END}{BEGIN}two{END}\r"
    assert told(read(PasteParser(), data, [])) == [("paste", "one␛q"), ("paste", "two"), ("key", "enter")]
