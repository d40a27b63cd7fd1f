"""The workbook, read back with nothing but the standard library."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from standup.domain.closing import Correction, Since
from standup.domain.decisions import Act, Decision, Need
from standup.domain.text import shown, storable
from standup.reports.as_xlsx import render_xlsx
from standup.reports.summary import TEAM, Audience, DueTouchpoint, MemberWeek, WeekTouchpoints
from tests.reports.examples import BOB, DANA, THURSDAY, WEEK, example
from tests.reports.laws import teams
from tests.reports.naughty import names
from tests.reports.reread import Workbook


def test_names_are_read_back_to_the_letter_and_none_is_a_formula_or_a_link() -> None:
    every = names()
    people = [MemberWeek(developer=f"d{number}", name=name, split=BOB.split) for number, name in enumerate(every)]
    due = tuple(DueTouchpoint(customer=name, title=name, due_on=THURSDAY, owner=name) for name in every)
    since = [Correction(developer="x", name=name, week=WEEK, since=Since.CLOSING, other=5) for name in every]
    decisions = tuple(Decision(need=Need.AWAY, words=name, evidence=name, action=Act.ASK) for name in every)
    touchpoints = WeekTouchpoints(due=due)
    summary = example(*people, touchpoints=touchpoints, corrections=tuple(since), decisions=decisions)
    book = Workbook.read(render_xlsx(summary))  # fails where a cell is a formula
    plain = [storable(shown(name)) for name in every]
    rows = book.table("Week", "Name")
    assert [row["Name"] for row in rows[:-1]] == [storable(shown(member.name)) for member in summary.members]
    listed = book.table("Touchpoints", "State")
    assert [(row["Customer or name"], row["Title"]) for row in listed[: len(every)]] == [(name, name) for name in plain]
    assert [row["Customer or name"] for row in listed[len(every) :]] == plain
    assert book.sheets["Decisions"][1:] == [{"A": name, "B": name} for name in plain]
    assert not re.search(r"<hyperlink|relationships/hyperlink|<f>", "".join(book.parts.values()))


def test_the_name_of_the_team_is_a_text() -> None:
    for name in ("=1+1", "@x", "\x1b[31m", "https://example.com"):
        book = Workbook.read(render_xlsx(example(DANA, team_name=name)))
        assert book.sheets["Week"][0] == {"A": f"{shown(name)} · 2026-W47"}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "https://example.com", "mailto:a@example.com", "12"])
def test_a_text_stays_a_text_also_when_its_cell_is_edited(name: str) -> None:
    book = Workbook.read(render_xlsx(example(MemberWeek(developer="x", name=name, split=BOB.split))))
    assert book.table("Week", "Name")[0]["Name"] == name
    sheet = book.parts["xl/worksheets/sheet1.xml"]
    style = int(re.findall(r'<c r="A6" s="(\d+)" t="s">', sheet)[0])
    formats = re.findall(r"<xf [^>]*>", book.parts["xl/styles.xml"].partition("<cellXfs")[2])
    assert 'quotePrefix="1"' in formats[style]


def test_what_is_unknown_is_an_empty_cell() -> None:
    silent = MemberWeek(developer="s", name="S", split=example().members[2].split)
    row = Workbook.read(render_xlsx(example(silent, DANA))).table("Week", "Name")[1]
    assert {"Available", "Unlogged", "Left", "Low", "High", "Logged", "Verdict"}.isdisjoint(row)
    assert row["Share"] == 0.1583


def test_the_weeks_stand_in_a_table_with_a_plot_that_is_described() -> None:
    book = Workbook.read(render_xlsx(example()))
    weeks = book.table("Weeks", "Week")
    assert [row["Week"] for row in weeks] == [f"2026-W{number}" for number in range(43, 48)]
    assert [row["Closed"] for row in weeks] == ["closed", "closed", "not closed", "not closed", "not closed"]
    assert "Share" not in weeks[2]
    chart = book.parts["xl/charts/chart1.xml"]
    assert (chart.count("<c:ser>"), chart.count("<c:errBars>")) == (3, 1)
    reach = re.findall(r"<c:(?:plus|minus)>.*?</c:(?:plus|minus)>", chart, re.DOTALL)
    assert [len(re.findall(r"<c:v>", one)) for one in reach] == [5, 5]
    assert 'descr="Customer share of each week' in book.parts["xl/drawings/drawing1.xml"]


def test_the_version_of_the_team_holds_no_figure_of_a_person() -> None:
    book = Workbook.read(render_xlsx(example(audience=TEAM)))
    assert [row["Name"] for row in book.table("Week", "Name")] == ["Team of 5"]
    assert "Decisions" not in book.sheets
    weeks = book.table("Weeks", "Week")
    assert [("Production" in row) for row in weeks] == [True, False, False, True, True]
    assert str(weeks[1]["Remarks"]).startswith("no totals, because")


def test_withheld_totals_are_explained() -> None:
    book = Workbook.read(render_xlsx(example(DANA, BOB, audience=Audience("bob"))))
    bob, team = book.sheets["Week"][-2:]
    assert bob["A"] == "Bob"
    assert str(team["A"]).startswith("Team: no totals, because")


@given(members=teams())
@settings(max_examples=15)
def test_any_team_makes_a_workbook(members: list[MemberWeek]) -> None:
    book = Workbook.read(render_xlsx(example(*members)))
    assert list(book.sheets) == ["Week", "Weeks", "Touchpoints", "Decisions"]
