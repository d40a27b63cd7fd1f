"""JSON: schema `standup.week/1`, to the letter."""

from __future__ import annotations

import json

from hypothesis import given, settings

from standup.reports.as_json import render_json
from standup.reports.summary import TEAM, Audience, MemberWeek, Publication
from tests.reports.examples import BOB, DANA, SAM, THURSDAY, WEI, example
from tests.reports.laws import teams
from tests.reports.naughty import names

FIGURES = {"available", "production", "customer", "other", "unlogged", "left", "coverage", "share", "verdict"}


def test_the_schema_holds_what_it_promises() -> None:
    read = json.loads(render_json(example()))
    assert read["schema"] == "standup.week/1"
    assert read["week"] == "2026-W47"
    assert set(read["team"]) >= FIGURES
    assert [row["id"] for row in read["developers"]] == ["bob", "dana", "sam", "zoe", "wei"]
    for row in read["developers"]:
        assert set(row) >= FIGURES | {"id", "name", "closed"}
    kinds = {"done", "starved", "unattended", "overdue", "due", "next", "snoozed", "no_next_step"}
    assert set(read["touchpoints"]) == kinds


def test_the_sentence_the_weeks_and_the_decisions_are_told() -> None:
    read = json.loads(render_json(example(published=Publication(on=THURSDAY, by="Dana Okafor"))))
    assert read["headline"] == ("18 % customer (range unknown: no hours set), so no verdict; 1 touchpoint starved")
    assert read["published"] == {"on": "2026-11-19", "by": "Dana Okafor"}
    assert [(one["week"], one["closed"]) for one in read["trend"]] == [
        ("2026-W43", True),
        ("2026-W44", True),
        ("2026-W45", False),
        ("2026-W46", False),
        ("2026-W47", False),
    ]
    assert set(read["trend"][0]["figures"]) >= FIGURES
    assert read["corrections"][1] == {
        "id": "dana",
        "name": "Dana Okafor",
        "week": "2026-W43",
        "since": "closing",
        "production": -30,
        "customer": 90,
        "other": 0,
    }
    assert [one["need"] for one in read["decisions"]] == ["starved", "no next step"]


def test_a_week_that_would_tell_one_persons_time_has_no_figures_for_the_team() -> None:
    read = json.loads(render_json(example(audience=TEAM)))
    assert [one["figures"] is None for one in read["trend"]] == [False, True, True, False, False]
    assert (read["developers"], read["corrections"], read["decisions"]) == ([], [], [])


def test_a_developer_is_told_in_full() -> None:
    dana = json.loads(render_json(example()))["developers"][1]
    assert dana == {
        "id": "dana",
        "name": "Dana Okafor",
        "closed": False,
        "available": 1440,
        "production": 1020,
        "customer": 195,
        "other": 150,
        "unlogged": 75,
        "left": 960,
        "coverage": 0.9479,
        "share": {"point": 0.1605, "low": 0.1512, "high": 0.2093},
        "verdict": "within",
        "share_words": "16 % customer (15-21 %)",
        "verdict_words": "within 10-20 %, on 95 % logged",
        "leave_days": 0.0,
        "holidays": [],
        "unknown_days": 0,
        "shaping": {"low": 0.2941, "high": 0.5882},
        "over_capacity": None,
    }


def test_touchpoints_are_told_in_words_and_dates() -> None:
    found = json.loads(render_json(example()))["touchpoints"]
    assert found["starved"][0] == {
        "customer": "Umbrella [x]",
        "title": "Renewal",
        "due_on": "2026-11-03",
        "days_over": 16,
        "owner": "Bob",
        "evidence": "due Tue 3 Nov: overtaken 6 of 11 days, 2 leave, 3 unknown",
    }
    assert [one["customer"] for one in found["unattended"]] == ["Globex"]
    assert found["snoozed"][0]["reason"] == "customer asked"
    assert found["done"][0]["outcome"] == "agreed"
    assert found["no_next_step"] == [
        {"customer": "Müller & Söhne", "last_contact": "2026-10-05", "reason": "they decide in spring"},
        {"customer": "Stark", "last_contact": None, "reason": ""},
    ]


def test_what_is_unknown_is_null_and_never_zero() -> None:
    sam = json.loads(render_json(example(SAM)))["developers"][0]
    assert [sam[name] for name in ("available", "unlogged", "left", "coverage")] == [None] * 4
    assert sam["share"] == {"point": 0.1583, "low": None, "high": None}
    wei = json.loads(render_json(example(WEI)))["developers"][0]
    assert wei["share"] is None
    assert wei["verdict"] == "none"
    assert wei["holidays"] == [{"day": "2026-11-18", "name": "Buß- und Bettag"}]


def test_withheld_totals_are_null_with_the_reason() -> None:
    read = json.loads(render_json(example(DANA, BOB, audience=Audience("bob"))))
    assert read["team"] is None
    assert read["team_withheld"].startswith("no totals, because")
    assert read["audience"] == "bob"
    assert [row["id"] for row in read["developers"]] == ["bob"]


def test_names_are_read_back_to_the_letter_and_no_control_character_gets_out() -> None:
    for name in names():
        member = MemberWeek(developer="x", name=name, split=BOB.split)
        report = render_json(example(member, team_name=name))
        assert report.replace("\n", "").isprintable()
        assert report.isascii()
        read = json.loads(report)
        assert (read["developers"][0]["name"], read["team_name"]) == (name, name)


@given(members=teams(least=1))
@settings(max_examples=50)
def test_shares_lie_in_their_ranges_and_minutes_are_whole(members: list[MemberWeek]) -> None:
    read = json.loads(render_json(example(*members)))
    for row in (*read["developers"], read["team"]):
        share = row["share"]
        assert (share is None) == (row["production"] + row["customer"] == 0)
        if share and share["low"] is not None:
            assert 0 <= share["low"] <= share["point"] <= share["high"] <= 1
        assert row["coverage"] is None or 0 <= row["coverage"] <= 1
        assert all(isinstance(row[name], int) for name in ("production", "customer", "other"))
