"""Templates: fields filled, braces kept, and one line whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.fields import filled

FIELDS = {"due": lambda: "3", "name": lambda: "{due}", "evil": lambda: "a\nb\x1b[31m"}


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{due} due", "3 due"),
        ("{due}{due}", "33"),
        ("{{due}} {due}", "{due} 3"),
        ("{name}", "{due}"),
        ("{evil}", "a␊b␛[31m"),
        ("a\nb", "a␊b"),
        ("", ""),
        ("100 %", "100 %"),
    ],
)
def test_a_template_is_filled(template: str, line: str) -> None:
    assert filled(template, FIELDS) == line


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{du}", "no field 'du'; did you mean due? the fields are due, name, evil"),
        ("{}", "no field ''; the fields are due, name, evil"),
        ("{due.real}", "no field 'due.real'"),
        ("{due", "a lone { in the format"),
        ("due}", "a lone } in the format; write a field such as {timer}, or }}"),
    ],
)
def test_what_is_no_field_is_refused_in_one_line(template: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        filled(template, FIELDS)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_field_is_made_once_and_only_where_it_is_named() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "x"

    assert filled("plain", {"x": make}) == "plain"
    with pytest.raises(UsageError):
        filled("{x} {y}", {"x": make})
    assert made == []
    assert filled("{x}{x}", {"x": make}) == "xx"
    assert made == ["x"]


@given(st.text(max_size=30), st.text(max_size=20))
def test_whatever_is_in_it_it_is_one_line_or_refused(template: str, value: str) -> None:
    try:
        line = filled(template, {"due": lambda: value})
    except UsageError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - many texts are templates
    else:
        assert len(line.splitlines()) <= 1
