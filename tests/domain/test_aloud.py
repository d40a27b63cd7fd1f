"""Ten lines to say, whatever there is to say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.aloud import MOST_LINES, few_lines

sections = st.lists(
    st.tuples(st.sampled_from(["Fri:", "Today:", "Blocked:"]), st.lists(st.sampled_from("abcdef"), max_size=40)),
    max_size=5,
)


@given(sections)
def test_it_is_ten_lines_at_most_and_every_item_is_said_or_counted(told: list[tuple[str, list[str]]]) -> None:
    lines = few_lines(told)
    assert len(lines) <= MOST_LINES
    left = sum(int(word) for line in lines for word in line.split() if word.isdigit())
    said = sum(line.startswith("- ") and not any(word.isdigit() for word in line.split()) for line in lines)
    assert said + left == sum(len(items) for _, items in told)
    assert [line for line in lines if not line.startswith("- ")] == [heading for heading, _ in told]


def test_what_fits_is_said_whole_and_the_longest_section_gives_way() -> None:
    assert few_lines([("A:", ["x", "y"]), ("B:", [])]) == ["A:", "- x", "- y", "B:"]
    assert few_lines([("A:", list("abcdefgh")), ("B:", ["z"])], 6) == ["A:", "- a", "- b", "- and 6 more", "B:", "- z"]
