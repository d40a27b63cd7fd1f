"""Elements of a long JSON list, one by one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.sources.json_items import LONGEST_ITEM, Item, items


def read(text: str, block: int = 7) -> list[Item]:
    return list(items(iter([text[at : at + block] for at in range(0, len(text), block)])))


def test_elements_come_to_the_letter_with_their_lines() -> None:
    text = '[\n{"a": "]},[",\n "b": [1, 2]},\n\n[3, "x\\"y"], 4\n]\n'
    assert read(text) == [Item(2, '{"a": "]},[",\n "b": [1, 2]}'), Item(5, '[3, "x\\"y"]'), Item(5, "4\n")]


@pytest.mark.parametrize("text", ["", " \n", "{}", '"a"', "1", "[]", "[ \n]"])
def test_nothing_comes_of_no_list_or_an_empty_one(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "good", "line", "words"),
    [
        ("[1,\n2,\n", 2, 3, "ends before its list does"),
        ("[1]\nmore", 1, 2, "behind the end of the list"),
        ('[1,\n{"a": [2', 1, 2, "begins and does not end"),
    ],
)
def test_a_list_that_is_not_whole_gives_what_it_has_and_a_fault(text: str, good: int, line: int, words: str) -> None:
    *found, fault = read(text)
    assert len(found) == good
    assert fault.line == line
    assert words in fault.fault


def test_an_open_quote_spoils_its_line_only() -> None:
    assert [item.text for item in read('[{"a": 1},\n{"b: 2},\n{"c": 3}]')] == ['{"a": 1}', '{"b: 2}', '{"c": 3}']


def test_an_element_without_end_is_given_up_soon() -> None:
    read_on = []

    def blocks() -> Any:
        yield "["
        for number in range(100):
            read_on.append(number)
            yield "[" * 65_536

    (only,) = items(blocks())
    assert "does not end" in only.fault
    assert len(read_on) <= LONGEST_ITEM // 65_536 + 2


values = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.lists(values, max_size=6), st.sampled_from([None, 1]), st.integers(1, 9))
def test_what_json_writes_is_read_back(listed: list[Any], indent: int | None, block: int) -> None:
    for plain in (True, False):
        text = json.dumps(listed, indent=indent, ensure_ascii=plain)
        assert [json.loads(item.text) for item in read(text, block)] == listed


@settings(max_examples=60)
@given(st.text('[]{},"\\\n1a ', max_size=60), st.integers(1, 9))
def test_any_text_ends_with_lines_in_order(text: str, block: int) -> None:
    lines = [item.line for item in read("[" + text, block)]
    assert lines == sorted(lines)
