"""Commands that see to it that customers get their turn: who knows them, cadence, series, states, handing over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run
from tests.cli.test_naughty import CONTROL, OWN

AsPerson = Callable[[str], None]


def ok(ran: Ran) -> str:
    """The output of a command that must have worked."""
    assert (ran.code, ran.err) == (0, ""), ran
    return ran.out


def refused(ran: Ran) -> str:
    """The message of a command that must have been refused."""
    assert ran.code in (1, 2), ran
    assert (ran.out, ran.err.count("\n")) == ("", 1), ran
    return ran.err


def add(run: Run, title: str, *options: str, customer: str = "acme") -> str:
    """Plan a touchpoint; its reference."""
    return ok(run("touchpoint", "add", customer, title, *options)).splitlines()[0].rpartition("(")[2].rstrip(")")


def listed(run: Run, *options: str) -> dict[str, dict[str, Any]]:
    """The touchpoints as JSON, by title."""
    return {one["title"]: one for one in run("touchpoint", "list", "--json", *options).json}


@pytest.fixture
def three(team: Run) -> Run:
    """The team with Bob and Zoe in it."""
    for name in ("Bob", "Zoe"):
        ok(team("developer", "add", name, "--hours", "40"))
    return team


class TestCustomers:
    def test_a_cadence_and_a_stage_are_said_in_one_line(self, team: Run) -> None:
        told = ok(team("customer", "add", "init", "--name", "Initech", "--every", "14d", "--at-most", "30d"))
        assert told == "Added customer Initech, every 14 days, at most 30; log time with @init\n"
        ok(team("customer", "add", "hooli", "--every", "2w", "--stage", "Proposal"))
        found = {one["id"]: one for one in team("customer", "list", "--json").json}
        assert (found["init"]["cadence_ideal"], found["init"]["cadence_max"], found["init"]["stage"]) == (14, 30, "")
        assert (found["hooli"]["cadence_ideal"], found["hooli"]["stage"]) == (14, "proposal")
        ok(team("customer", "edit", "init", "--clear", "every", "--stage", "renew"))
        edited = {one["id"]: one for one in team("customer", "list", "--json").json}["init"]
        assert (edited["cadence_ideal"], edited["cadence_max"], edited["stage"]) == (None, None, "renew")

    @pytest.mark.parametrize(
        "options",
        [
            ("--every", "often"),
            ("--every", "0d"),
            ("--every", "-3d"),
            ("--every", "30d", "--at-most", "14d"),
            ("--at-most", "14d"),
            ("--stage", "love"),
            ("--every", "9" * 40),
        ],
    )
    def test_what_is_no_cadence_or_stage_adds_nobody(self, team: Run, options: tuple[str, ...]) -> None:
        assert team("customer", "add", "init", *options).code in (1, 2)
        assert [one["id"] for one in team("customer", "list", "--json").json] == ["acme"]


class TestStates:
    def starve(self, run: Run) -> None:
        """Three days on which production went first."""
        for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
            ok(run("log", "8h", "#API-12", day))

    def test_each_state_is_told_with_its_evidence(self, team: Run) -> None:
        self.starve(team)
        for title, due in (
            ("starved", "2026-11-16"),
            ("overdue", "2026-11-20"),
            ("today", "today"),
            ("folded", "2026-11-20"),
        ):
            add(team, title, "--due", due)
        add(team, "unattended", "--due", "2026-11-10", "--unowned")
        add(team, "someday")
        folded = listed(team)["folded"]["ref"]
        ok(team("snooze", folded, "fri", "customer asked"))
        found = listed(team, "--all")
        assert {title: one["state"] for title, one in found.items()} == {
            "starved": "starved",
            "overdue": "overdue",
            "today": "today",
            "folded": "snoozed",
            "unattended": "unattended",
            "someday": "planned",
            "Renewal call": "planned",
        }
        assert found["starved"]["evidence"] == "due Mon 16 Nov: overtaken 3 of 4 days, 1 unknown"
        assert found["unattended"]["evidence"] == "due Tue 10 Nov: nobody owns it"
        assert found["today"]["evidence"] == ""
        assert next(iter(found)) == "starved"

    def test_the_table_says_it_in_words(self, team: Run) -> None:
        self.starve(team)
        name = add(team, "They wait", "--due", "2026-11-16")
        told = ok(team("touchpoint", "list"))
        assert "starved" in told.splitlines()[1]
        assert f"{name}  Acme Corp, due Mon 16 Nov: overtaken 3 of 4 days, 1 unknown" in told

    def test_closed_ones_keep_the_state_that_they_ended_in(self, team: Run) -> None:
        ok(team("done", "acme", "20m they are happy"))
        assert listed(team, "--closed")["Renewal call"]["state"] == "done"


class TestSeries:
    def test_it_is_said_in_words_with_the_next_five_dates(self, team: Run) -> None:
        told = ok(team("touchpoint", "add", "acme", "Review", "--repeat", "first Monday of the month")).splitlines()
        assert told[0].startswith("Planned review: Review, due Mon 7 Dec (")
        assert told[1] == "Comes again: first Monday of the month"
        assert told[2] == "Dates: Mon 7 Dec, Mon 4 Jan 2027, Mon 1 Feb 2027, Mon 1 Mar 2027, Mon 5 Apr 2027"

    def test_skip_leaves_one_out_and_end_lets_it_be_the_last(self, team: Run) -> None:
        name = add(team, "Review", "--repeat", "every 2 weeks", "--due", "mon")
        told = ok(team("touchpoint", "skip", name))
        assert told.startswith("Skipped: Review; next: ")
        after = listed(team)["Review"]
        assert after["ref"] != name
        assert ok(team("touchpoint", "end", after["ref"])) == "The last of its series: Review\n"
        ok(team("done", after["ref"], "20m fine"))
        assert "Review" not in listed(team)
        for _ in range(3):
            ok(team("undo"))
        assert listed(team)["Review"]["ref"] == name

    def test_what_is_no_series_is_refused(self, team: Run) -> None:
        assert "only one of a series" in refused(team("touchpoint", "skip", "acme"))
        refused(team("touchpoint", "end", "acme"))
        assert team("touchpoint", "add", "acme", "Review", "--repeat", "now and then").code in (1, 2)
        assert team("touchpoint", "add", "acme", "Review", "--repeat", "FREQ=SECONDLY").code in (1, 2)
        assert list(listed(team)) == ["Renewal call"]


class TestNextStep:
    def test_done_takes_none_because(self, team: Run) -> None:
        told = ok(team("done", "acme", "20m they are happy > none: because they decide in spring"))
        assert "no next step: they decide in spring" in told
        assert listed(team) == {}
        assert team("customer", "list", "--json").json[0]["no_next_step"] == "they decide in spring"
        ok(team("undo"))
        assert list(listed(team)) == ["Renewal call"]

    def test_done_plans_the_next_one_by_the_cadence(self, team: Run) -> None:
        ok(team("customer", "edit", "acme", "--every", "14d"))
        assert "next by the cadence: Mon 7 Dec" in ok(team("done", "acme", "20m they are happy"))
        assert listed(team)["Renewal call"]["due_on"] == "2026-12-07"


class TestWho:
    def test_people_are_named_with_the_facts_and_nobody_is_assigned(self, three: Run) -> None:
        ok(three("log", "2h", "@acme", "2026-11-20"))
        ok(three("prefer", "call", "learning"))
        before = listed(three)
        told = ok(three("who", "acme")).splitlines()
        assert told[0] == "Acme Corp: Renewal call"
        assert told[1].startswith(
            "  Dana: 2h and contact on 1 day in 180 days, last Fri 20 Nov; wants to learn it: call"
        )
        assert told[1].endswith("; has it now")
        assert told[-1].startswith("Give it to one of them with `standup touchpoint edit ")
        assert len(told) >= 4, "a sole expert is never the only name"
        assert listed(three) == before

    def test_as_json(self, three: Run) -> None:
        found = three("who", "acme", "--json").json
        assert found["about"] == "Acme Corp: Renewal call"
        assert found["ref"] == listed(three)["Renewal call"]["ref"]
        assert len(found["people"]) >= 2
        assert all(one["words"] and one["name"] for one in found["people"])

    def test_a_customer_with_several_touchpoints_is_asked_about_as_a_customer(self, three: Run) -> None:
        add(three, "Another")
        told = ok(three("who", "acme"))
        assert told.startswith("Acme Corp\n")
        assert "touchpoint edit" not in told

    def test_who_is_nobody_knows(self, three: Run) -> None:
        assert "TOUCHPOINT" in refused(three("who", "TOUCHPOINT"))

    def test_others_learn_how_much_it_was_and_no_hours(self, three: Run, as_person: AsPerson) -> None:
        ok(three("log", "6h37", "@acme", "2026-11-20"))
        as_person("bob")
        told = ok(three("who", "acme"))
        assert "6h37" not in told
        assert "Dana: some time and contact on 1 day" in told
        people = three("who", "acme", "--json").json["people"]
        assert ["left this week" in one["words"] for one in people if one["id"] != "bob"] == [False] * (len(people) - 1)


class TestHandover:
    def test_what_is_open_is_listed_and_goes_to_another_in_one_undo(self, three: Run) -> None:
        told = ok(three("handover", "dana"))
        assert "Renewal call" in told
        assert "API-12" in told
        assert "Hand it over with `standup handover dana --to NAME`" in told
        assert ok(three("handover", "dana", "--to", "bob")) == (
            "Handed over 1 touchpoint, 1 work item of Dana to Bob; `standup undo` takes it back\n"
        )
        assert ok(three("handover", "dana")) == "Dana has nothing open\n"
        ok(three("undo"))
        assert [one["title"] for one in three("handover", "dana", "--json").json["touchpoints"]] == ["Renewal call"]

    def test_the_list_says_what_is_unattended_and_what_is_snoozed(self, three: Run) -> None:
        add(three, "Late", "--due", "2026-11-10")
        ok(three("snooze", add(three, "Later", "--due", "2026-11-20"), "fri", "customer asked"))
        rows = ok(three("handover", "dana")).splitlines()
        assert "13 days over, unattended" in rows[1]
        assert any("snoozed to Fri" in row and "Later" in row for row in rows)
        assert "required: developer;" in refused(three("handover"))

    def test_overdue_ones_are_planned_anew_after_a_holiday(self, three: Run) -> None:
        for number in range(3):
            add(three, f"Late {number}", "--due", "2026-11-16")
        told = ok(three("handover", "dana", "--overdue", "--plan", "wed", "--per-day", "2"))
        assert told.startswith("Handed over 3 touchpoints, 0 work items of Dana due Wed 25 Nov and on;")
        due = sorted(one["due_on"] for title, one in listed(three).items() if title.startswith("Late"))
        assert due == ["2026-11-25", "2026-11-25", "2026-11-26"]

    def test_json_has_states_and_who_else_knows_them(self, three: Run, as_person: AsPerson) -> None:
        as_person("bob")
        ok(three("log", "1h", "@acme"))
        found = three("handover", "dana", "--json").json
        assert found["touchpoints"][0]["known_by"] == ["Bob"]
        assert found["touchpoints"][0]["state"] == "planned"
        assert found["work"] == [{"key": "API-12", "title": "Retry failed uploads", "state": "todo"}]

    @pytest.mark.parametrize(
        "words",
        [
            ("nobody", "--to", "bob"),
            ("dana", "--to", "nobodyy"),
            ("dana", "--to", "dana"),
            ("dana", "--to", "bob", "--unowned"),
            ("dana", "NOPE-1", "--to", "bob"),
            ("dana", "--plan", "wed", "--per-day", "0"),
            ("dana", "--plan", "someday"),
        ],
    )
    def test_what_makes_no_sense_changes_nothing(self, three: Run, words: tuple[str, ...]) -> None:
        before = three("handover", "dana", "--json").out
        ran = three("handover", *words)
        assert ran.code in (1, 2)
        assert ran.err.startswith("standup")
        assert three("handover", "dana", "--json").out == before


class TestPreferAndPlaybook:
    def test_a_preference_is_said_shown_and_taken_back(self, team: Run) -> None:
        assert "demo: nothing said" in ok(team("prefer"))
        assert ok(team("prefer", "demo", "rather", "not")) == "demo: rather not\n"
        assert ok(team("prefer", "demo")) == "demo: rather not\n"
        assert ok(team("prefer", "demo", "none")) == "demo: nothing said\n"
        assert "'dmo' is no kind of touchpoint" in refused(team("prefer", "dmo", "fine"))
        refused(team("prefer", "demo", "hate"))

    def test_a_playbook_is_a_checklist_that_the_data_folder_can_replace(self, team: Run) -> None:
        told = ok(team("playbook", "demo", "--stage", "lead"))
        assert told.splitlines()[0] == "Demo"
        assert told.count("  - ") > 8
        assert "feasibility" in refused(team("playbook", "dmo"))
        own = Path(team("locate", "data").out.strip()) / "playbooks" / "kinds" / "demo.md"
        own.parent.mkdir(parents=True)
        own.write_text("# Our demo\n\nShort.\n\n## Bring\n\n- The small cable \x1b[31m\n", encoding="utf-8")
        told = ok(team("playbook", "demo"))
        assert told.startswith("Our demo\nShort.\n\nBring\n  - The small cable")
        assert not CONTROL.search(told)


def test_strings_that_break_programs_do_no_harm(team: Run) -> None:
    for number, text in enumerate(one for one in OWN if one.strip()):
        ok(team("customer", "add", f"c{number}", "--name", text, "--every", "14d"))
        name = add(team, text, "--repeat", "quarterly", customer=f"c{number}")
        for words in (("who", name), ("who", f"c{number}"), ("touchpoint", "skip", name)):
            told = ok(team(*words))
            assert not CONTROL.search(told), text
        done = ok(team("done", f"c{number}", "20m > none: because they decide later"))
        assert not CONTROL.search(done), text
    for words in (("handover", "dana"), ("touchpoint", "list", "--all")):
        assert not CONTROL.search(ok(team(*words)))
    for text in OWN:
        for words in (("who", text), ("handover", text), ("prefer", text, text), ("playbook", text)):
            ran = team(*words)
            assert not CONTROL.search(ran.out + ran.err.rstrip("\n")), (words, ran)
            assert "Traceback" not in ran.err
