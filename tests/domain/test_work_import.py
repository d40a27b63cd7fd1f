"""States, prefixes and the three ways, as values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.records import WorkItem, WorkState
from standup.domain.work_import import Prefix, SourceWork, States, Wanted, merged, new_item, parse_state_rule

DAY = date(2026, 11, 23)
KNOWN = {"doing": ["in progress"], "done": ["done"], "dropped": ["won't do"]}


def row(state: str = "", category: str = "", resolution: str = "") -> SourceWork:
    return SourceWork(
        line=1,
        key="A-1",
        source_key="A-1",
        title="One",
        said=frozenset(),
        state=state,
        category=category,
        resolution=resolution,
    )


def wanted(title: str, state: WorkState) -> Wanted:
    return Wanted("A-1", "csv:a-1", {"title": title, "state": state}, DAY, DAY)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, WorkState.TODO),
        ({"state": "IN_PROGRESS"}, WorkState.DOING),
        ({"state": " In  Progress "}, WorkState.DOING),
        ({"state": "odd"}, None),
        ({"state": "odd", "category": "Done"}, WorkState.DONE),
        ({"state": "mine", "category": "Done"}, WorkState.BLOCKED),
        ({"state": "done", "resolution": "Won’t Do"}, WorkState.DROPPED),
        ({"state": "in progress", "resolution": "Won't do"}, WorkState.DOING),
    ],
)
def test_a_state_is_known_by_rule_name_or_category(fields: dict[str, str], state: WorkState | None) -> None:
    assert States(KNOWN, {"Mine": WorkState.BLOCKED}).of(row(**fields)) is state


def test_a_rule_of_states_is_read() -> None:
    assert parse_state_rule("a=b=doing", WorkState) == ("a=b", WorkState.DOING)
    with pytest.raises(UsageError, match="says no state"):
        parse_state_rule("doing", WorkState)


def test_numbers_get_a_prefix() -> None:
    assert Prefix().key("7", "https://api.github.com/repos/us/web.api/issues/7") == ("web.api-7", "us/web.api#7")
    assert Prefix("GH-").key("7", "") == ("GH-7", "GH-7")
    assert Prefix().key("7", "https://example.com") is None


TITLES = st.sampled_from("abc")
STATES = st.sampled_from([WorkState.TODO, WorkState.DOING, WorkState.DONE])


@given(TITLES, STATES, TITLES, STATES, TITLES, STATES)
def test_three_ways(
    title: str, state: WorkState, ours: str, our_state: WorkState, theirs: str, their_state: WorkState
) -> None:
    made = new_item(wanted(title, state), "id")
    edited = WorkItem(
        **{name: getattr(made, name) for name in made.__struct_fields__} | {"title": ours, "state": our_state}
    )
    result = merged(edited, wanted(theirs, their_state), theirs=False)
    now = result.item or edited
    for field, base, mine, new in (("title", title, ours, theirs), ("state", state, our_state, their_state)):
        assert getattr(now, field) == (mine if new in (base, mine) else new if mine == base else mine)
        assert (field in result.clashes) == (len({base, mine, new}) == 3)
    again = merged(now, wanted(theirs, their_state), theirs=False)
    assert again.item is None
    assert again.clashes == result.clashes
    taken = merged(now, wanted(theirs, their_state), theirs=True)
    after = taken.item or now
    assert (after.title, after.state, taken.clashes) == (theirs, their_state, ())
