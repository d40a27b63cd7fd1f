"""CSV: to the letter for programs, harmless in spreadsheets."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.text import storable
from standup.reports.as_csv import HEADER, csv_cell, render_csv
from standup.reports.summary import TEAM, Audience, MemberWeek
from tests.reports.examples import BOB, DANA, SAM, example
from tests.reports.naughty import names


def rows(report: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report, newline="")))


def without_apostrophe(cell: str) -> str:
    """The inverse of `csv_cell`."""
    return cell[1:] if cell.startswith("'") and csv_cell(cell[1:]) == cell else cell


@pytest.mark.parametrize(
    "text", ["=SUM(A1)", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1", "\u200b=1", "\x00=1"]
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Dana", "a=b", "O'Neill", "'quoted'", "16 % customer", "王伟"])
def test_other_text_stays_to_the_letter(text: str) -> None:
    assert csv_cell(text) == text


@given(text=st.text(st.sampled_from("'=+-@\t\r\n a＝\u200b")))
def test_no_cell_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    cell = csv_cell(text)
    assert not re.match(r"[\s\u200b]*[=+\-@＝]|[\t\r\n]", cell)
    assert without_apostrophe(cell) == text


def test_names_are_read_back_to_the_letter_and_no_cell_is_a_formula() -> None:
    for name in names():
        member = MemberWeek(developer="x", name=name, split=BOB.split)
        report = render_csv(example(member, team_name=name))
        report.encode("utf-8")
        found = rows(report)
        assert [row["row"] for row in found] == ["developer", "team", *["trend"] * 5]
        assert without_apostrophe(found[0]["name"]) == storable(name)
        for row in found:
            assert all(not re.match(r"[=+\-@\t\r]", cell) for cell in row.values())


def test_the_header_and_the_ends_of_lines() -> None:
    report = render_csv(example())
    assert report.splitlines()[0] == ",".join(f'"{name}"' for name in HEADER)
    assert "\r" not in report
    assert not report.startswith("\ufeff")
    assert all(len(row) == len(HEADER) for row in csv.reader(io.StringIO(report, newline="")))


def test_unknown_hours_are_empty_cells_and_not_zeros() -> None:
    sam = rows(render_csv(example(SAM)))[0]
    assert [sam[name] for name in ("available", "unlogged", "left", "coverage", "share_low", "share_high")] == [""] * 6
    assert sam["share"] == "0.1583"
    assert sam["verdict"] == "none"


def test_every_row_says_what_is_missing() -> None:
    bob = rows(render_csv(example()))[0]
    assert bob["in_words"] == (
        "4 % customer (2-48 %); can't tell yet: 5h42 of the unlogged makes it 80 % logged; "
        "1 workday without a log; over capacity in 2 of the last 3 closed weeks"
    )


def test_withheld_totals_are_a_row_without_figures_that_says_why() -> None:
    own, team, *trend = rows(render_csv(example(DANA, BOB, audience=Audience("bob"))))
    assert own["id"] == "bob"
    assert {(row["row"], row["id"], row["name"]) for row in trend} == {("trend", "bob", "Bob")}
    assert team["in_words"].startswith("no totals, because")
    assert {value for name, value in team.items() if name in HEADER[8:-1]} == {""}


def test_a_week_of_the_plot_is_a_row_with_the_same_columns() -> None:
    trend = [row for row in rows(render_csv(example())) if row["row"] == "trend"]
    assert [(row["week"], row["closed"]) for row in trend][:2] == [("2026-W43", "yes"), ("2026-W44", "yes")]
    assert (trend[0]["production"], trend[0]["customer"], trend[0]["in_words"]) == (
        "2980",
        "420",
        "12 % customer (12-17 %); within 10-20 %, on 95 % logged",
    )


def test_a_week_that_would_tell_one_persons_time_is_empty_for_the_team() -> None:
    week = rows(render_csv(example(audience=TEAM)))[2]
    assert week["in_words"].startswith("no totals, because")
    assert {value for name, value in week.items() if name in HEADER[8:-1]} == {""}
