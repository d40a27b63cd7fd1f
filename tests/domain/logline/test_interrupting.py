"""An interrupt's line: its class and who asked altered, all else kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.logline import parse
from standup.domain.logline.interrupting import (
    CLASS_ORDER,
    class_of,
    interrupt_line,
    requester_of,
    with_class,
    with_requester,
)
from standup.domain.records import InterruptClass
from standup.domain.text import storable
from tests.domain.logline.team import context

EXPEDITE = InterruptClass.EXPEDITE


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('15m #"" !', '15m #"" !expedite'),
        ("15m ~ interrupt:fixed router", "15m ~ !expedite router"),
        ("15m ~ router", "!expedite 15m ~ router"),
    ],
)
def test_a_class_takes_the_place_of_another_or_comes_in_front(line: str, after: str) -> None:
    assert with_class(line, EXPEDITE) == after
    assert class_of(after) is EXPEDITE


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("15m ~ ! asked:bob router", '15m ~ ! asked:"Karin Holm" router'),
        ("15m ~ ! router", 'asked:"Karin Holm" 15m ~ ! router'),
    ],
)
def test_who_asked_takes_the_place_of_another_or_comes_in_front(line: str, after: str) -> None:
    assert with_requester(line, "Karin Holm") == after
    assert requester_of(after) == "Karin Holm"


@given(st.text(max_size=20).map(storable).map(str.strip), st.sampled_from(CLASS_ORDER), st.sampled_from(CLASS_ORDER))
def test_what_a_line_offers_is_read_back(
    name: str, of_class: InterruptClass | None, other: InterruptClass | None
) -> None:
    line = interrupt_line(15, name, of_class)
    assert (class_of(line), requester_of(line)) == (of_class, name)
    assert class_of(with_class(line, other)) is other
    assert parse(interrupt_line(15, "Karin", of_class), context()).interrupt
