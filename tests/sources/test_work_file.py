"""Work items of other programs: dates and estimates in their shapes, labels of several columns, JSON in its shapes."""

from __future__ import annotations

import io
import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.skipped import SkippedRow
from standup.domain.time_import import fold
from standup.domain.work_import import SourceWork
from standup.sources.cells import CellError, DateOrder
from standup.sources.json_cells import json_rows
from standup.sources.work_file import WorkFile, load_work_preset, read_day, usual_states, work_kinds

BERLIN = ZoneInfo("Europe/Berlin")


def rows(text: str, kind: str = "jira", **options: object) -> list[SourceWork | SkippedRow]:
    return list(WorkFile(io.BytesIO(text.encode()), "x", kind, BERLIN, **options).rows())  # type: ignore[arg-type]


def only(text: str, kind: str = "jira", **options: object) -> SourceWork:
    [row] = rows(text, kind, **options)
    assert isinstance(row, SourceWork)
    return row


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("09/Jan/24 3:54 PM", date(2024, 1, 9)),
        ("9 January 2024", date(2024, 1, 9)),
        ("Jan 9, 2024", date(2024, 1, 9)),
        ("Mon Jan 09 2023 15:40:29 GMT+0000 (GMT)", date(2023, 1, 9)),
        ("Mon Jan 09 2023 23:40:29 GMT+0000 (GMT)", date(2023, 1, 10)),
        ("2023-01-09T23:40:29.953Z", date(2023, 1, 10)),
        ("2024-01-09T23:54:00.000+0100", date(2024, 1, 9)),
        ("20.11.2026", date(2026, 11, 20)),
        ("2020-04-01 08:33:58", date(2020, 4, 1)),
    ],
)
def test_a_day_is_read_in_the_zone_of_the_person(text: str, day: date) -> None:
    assert read_day(text, None, BERLIN) == day


@pytest.mark.parametrize(
    "text", ["09/Foo/24", "31/Feb/24", "Feb 30, 2024", "01/Jan/1024", "9999", "soon", "03/04/2026"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        read_day(text, None, BERLIN)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,2}[/ -][A-Za-z]{3}[/ -][0-9]{2,4}.{0,10}", fullmatch=True))
def test_any_text_is_a_day_or_no_day(text: str) -> None:
    for order in (None, *DateOrder):
        try:
            assert isinstance(read_day(text, order, BERLIN), date)
        except CellError:
            continue


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("Estimate", "4h", 240),
        ("Estimate", "1:30", 90),
        ("Estimate", "2", None),
        ("Estimate (h)", "1,5", 90),
        ("Estimate (seconds)", "28800", 480),
        ("Estimate", "0", None),
        ("Estimate (h)", "99999999", None),
        ("Estimate (h)", "-1", None),
    ],
)
def test_an_estimate_needs_a_unit(header: str, cell: str, minutes: int | None) -> None:
    row = only(f'Key,Title,{header}\nA-1,One,"{cell}"\n', "csv")
    assert row.estimate == minutes
    assert (minutes is not None) == ("estimate" in row.said)
    assert bool(row.troubles) == (minutes is None)


def test_points_count_what_the_person_says() -> None:
    assert only("Key,Title,Estimate\nA-1,One,1.5\n", "csv", point=60).estimate == 90


def test_labels_of_several_columns_all_count_and_the_first_that_says_anything_of_others() -> None:
    row = only('Issue key,Summary,Labels,Labels,Sprint,Labels,Assignee,Assignee\nA-1,One,x,,1,"y, z",,dana\n')
    assert (row.labels, row.assignees) == (("x", "y", "z"), ("dana",))


def test_a_column_map_names_fields_and_a_dash_takes_one_away() -> None:
    row = only("Key,Title,State,Other\nA-1,One,Done,Two\n", "csv", columns={"title": "Other", "state": "-"})
    assert (row.title, row.state, row.said) == ("Two", "", frozenset(["title"]))
    with pytest.raises(UsageError, match="names 'colour'"):
        only("Key,Title\nA-1,One\n", "csv", columns={"colour": "Key"})


def test_dates_whose_order_is_open_are_refused_for_the_file() -> None:
    with pytest.raises(UsageError, match="--date-order"):
        only("Key,Title,Due\nA-1,One,03/04/2026\n", "csv")
    assert only("Key,Title,Due\nA-1,One,03/04/2026\n", "csv", date_order=DateOrder.DMY).due_on == date(2026, 4, 3)


def test_objects_are_found_whatever_stands_around_them() -> None:
    one, two = {"key": "A-1", "title": "One"}, {"key": "A-2", "title": "Two"}
    for text in (
        json.dumps([one, two], indent=1),
        json.dumps({"total": 2, "issues": [one, two], "more": "x"}),
        f"{json.dumps(one)}\n{json.dumps(two)}\n",
        f"\ufeff [{json.dumps(one)},{json.dumps(two)}]",
    ):
        assert [row.title for row in rows(text, "csv") if isinstance(row, SourceWork)] == ["One", "Two"]


def test_a_bad_object_spoils_only_itself_and_null_says_that_there_is_nothing() -> None:
    found = rows('[{"key":"A-1","title":"[x]","due":null},\n{"key":},\n7,\n{"key":"A-2","title":"Two"}]', "csv")
    assert [type(row).__name__ for row in found] == ["SourceWork", "SkippedRow", "SkippedRow", "SourceWork"]
    assert [row.line for row in found] == [1, 2, 3, 4]
    first, last = found[0], found[-1]
    assert isinstance(first, SourceWork)
    assert isinstance(last, SourceWork)
    assert ("due_on" in first.said, "due_on" in last.said) == (True, False)


def test_a_list_that_ends_early_is_told() -> None:
    assert isinstance(rows('[{"key":"A-1","title":"One"},', "csv")[-1], SkippedRow)


def test_deep_and_wide_objects_are_bounded() -> None:
    deep = "[" + '{"a":' * 5000 + "1" + "}" * 5000 + "]"
    [row] = json_rows(iter([deep]))
    assert len(row.cells) < 10
    wide = json.dumps([{f"n{number}": number for number in range(5000)}])
    [row] = json_rows(iter([wide]))
    assert len(row.cells) <= 2002


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_in_blocks_gives_rows_that_end(blocks: list[str]) -> None:
    assert len(list(json_rows(iter(blocks)))) <= sum(map(len, blocks)) + 1


def test_each_preset_has_what_it_needs() -> None:
    assert work_kinds() == ("csv", "github", "jira", "linear")
    for kind in work_kinds():
        preset = load_work_preset(kind)
        assert set(preset.needs) <= set(preset.columns)
    with pytest.raises(NotFoundError, match="did you mean jira"):
        load_work_preset("jirra")


def test_a_state_of_any_language_means_one_of_ours() -> None:
    said = [fold(name) for names in usual_states().values() for name in names]
    assert len(set(said)) == len(said)
    assert "Erledigt".casefold() in usual_states()["done"]
    assert "À faire".casefold() in usual_states()["todo"]
    assert "En curso".casefold() in usual_states()["doing"]
