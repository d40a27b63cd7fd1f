"""Logging, editing, timing and taking back on the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Run


def minutes(run: Run) -> list[int]:
    """The minutes of today's entries."""
    return [one["minutes"] for one in run("today", "--json").json["entries"]]


def test_an_error_in_a_line_points_at_it(team: Run) -> None:
    ran = team("log", "45m", "@acmee", "call")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "standup: no customer 'acmee'; did you mean acme?\n  45m @acmee call\n      ^^^^^^\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1:30 ~", "clock or duration?"),
        ("45m @acme #API-12", "add 70/30"),
        ("45m", "where did the time go?"),
        ("~ 45m 30m", "a second duration: 45m and 30m"),
        ("2h 2027-01-01 ~", "has not come yet"),
        ("45m ~ for:bob", "no developer 'bob'"),
        ('45m ~ "open', "this double quote is never closed"),
        ("2026-03-29 2:30-3:30 ~", "does not exist"),
        ("0m ~", "is not from 1m to 24h"),
        ("30m @acme > ", "the next step is empty"),
        ("", "how long?"),
        ("45m #API-12 %s %d %(x)s \x1b", None),
    ],
)
def test_lines_that_are_refused_and_one_that_is_not(team: Run, line: str, message: str | None) -> None:
    ran = team("log", line)
    assert "\x1b" not in ran.out + ran.err
    if message is None:
        assert (ran.code, ran.err) == (0, "")
    else:
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err
    assert len(minutes(team)) == (message is None)


def test_words_that_look_like_options_or_numbers(team: Run) -> None:
    assert team("log", "30m ~ -v --json").code == 0
    assert team("log", "--", "30m", "~", "--force", "-5").code == 0
    assert team("log", "30m", "~", "-5", "degrees").code == 0
    assert [one["note"] for one in team("today", "--json").json["entries"]] == ["-v --json", "--force -5", "-5 degrees"]


@pytest.mark.parametrize("words", [("30m", "other", "standup"), ("2h #API-12 @acme 70/30",), ("1:30", "~"), ("",)])
def test_words_without_a_parser_do_what_the_parser_makes_of_them(team: Run, words: tuple[str, ...]) -> None:
    bare, parsed = team("log", *words), team("log", "--", *words)
    assert bare.code == parsed.code
    assert (bare.out.partition("(")[0], bare.err) == (parsed.out.partition("(")[0], parsed.err)
    found = minutes(team)
    assert found[: len(found) // 2] == found[len(found) // 2 :]


def test_references_say_what_they_name(team: Run) -> None:
    ran = team("log", "2h #API-12 @acme 70/30 > fri send quote")
    entries = " ".join(one["ref"] for one in team("today", "--json").json["entries"])
    [planned] = team("touchpoint", "list", "--json").json
    assert f"(entries {entries})\n" in ran.out
    assert f"Planned follow-up: send quote, due Fri 27 Nov ({planned['ref']})\n" in ran.out
    [other] = team("log", "--json", "30m", "~").json
    assert team("edit", other["ref"], "20m").code == 0


def test_days_to_come_as_a_count(team: Run) -> None:
    assert "due Thu 26 Nov" in team("touchpoint", "add", "acme", "Roadmap", "--due", "3d").out


def test_a_weekday_in_the_note_is_pointed_out(team: Run) -> None:
    ran = team("log", "30m ~ fri")
    assert ran.out.endswith("\nFri is part of the note: for the day write on fri\n")


def test_what_is_logged_as_json(team: Run) -> None:
    first, second = team("log", "--json", "2h #API-12 @acme 70/30").json
    assert (first["minutes"], second["minutes"], second["customer"]) == (84, 36, "acme")
    assert first["ref"] == first["id"][-4:]


def test_lines_from_standard_input_are_all_or_none(team: Run) -> None:
    ran = team("log", "-", stdin="45m ~ one\n\n  30m #API-12\n1h nowhere\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("standup: line 3: where did the time go?")
    assert minutes(team) == []
    assert team("log", "-", stdin="45m ~ one\n\n  30m #API-12\n").out.count("Logged") == 2
    assert minutes(team) == [45, 30]
    assert team("undo").out == "Undone: log 2 lines, 1h15\n"
    assert minutes(team) == []
    assert team("log", "-").out == "Standard input holds no line; nothing logged\n"
    assert team("log", "-", stdin=b"45m ~ \xff\n") == (
        2,
        "",
        "standup: standard input is not UTF-8; write the lines in that encoding\n",
    )


def test_an_entry_is_altered_deleted_and_brought_back(team: Run) -> None:
    ref = team("log", "--json", "45m ~ retro").json[0]["ref"]
    assert team("edit", ref, "1h", "@acme").out == "Now 60 min customer on Acme Corp, today\n"
    assert team("rm", ref).out == "Deleted 1h customer Acme Corp, Mon 23 Nov; `standup undo` brings it back\n"
    assert team("rm", ref).code == 2
    assert team("undo").out == "Undone: delete 60 min customer on Acme Corp, Mon 23 Nov\n"
    assert team("undo").out.startswith("Undone: edit 45 min other, Mon 23 Nov to 60 min customer")
    assert team("redo").out.startswith("Redone: edit 45 min other")
    assert minutes(team) == [60]


def test_undo_ends_with_a_word(team: Run) -> None:
    for _ in range(3):
        assert team("undo").code == 0
    assert team("undo") == (2, "", "standup: nothing to undo\n")
    for _ in range(3):
        assert team("redo").code == 0
    assert team("redo") == (2, "", "standup: nothing to redo\n")


def test_done_takes_a_line(team: Run) -> None:
    told = team("done", "acme", "30m they want a quote > fri send quote").out.splitlines()
    assert told[0] == "Done: Acme Corp: Renewal call; 30 min customer on Acme Corp, today; next: Fri 27 Nov, send quote"
    assert told[1].startswith("Planned follow-up: send quote, due Fri 27 Nov (")
    assert team("done", "#api-12").out == "Done: API-12 Retry failed uploads\n"
    assert team("done", "API-12").err == "standup: API-12 is done already\n"
    assert team("done", "nothing").code == 2


def test_the_timer_is_started_switched_and_stopped(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.conftest import NOW

    def at(hour: int, minute: int) -> None:
        monkeypatch.setattr("standup.cli.context.system_now", lambda: NOW.replace(hour=hour, minute=minute))

    assert team("start", "#API-12", "review").out == "The timer runs on API-12\n"
    assert team("start", "~").code == 2
    at(10, 42)
    told = team("switch", "with:acme", "call").out
    assert told == "Stopped: 42 min production on API-12, today from 10:00\nThe timer runs on Acme Corp\n"
    at(11, 30)
    assert team("stop", "--at", "11:00").out == "Stopped: 18 min customer on Acme Corp, today from 10:42\n"
    assert team("stop").code == 2
    team("start", "~")
    assert team("stop", "--minutes", "20m", "--discard").code == 2
    assert team("stop", "--discard").out == "Stopped: nothing logged of other\n"
    team("config", "round_timer_to", "15")
    team("start", "~")
    at(11, 40)
    assert team("stop").out == "Stopped: 15 min other, today from 11:30\n"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("--at", "10:30"), "30 min other, Mon 23 Nov from 10:00"),
        (("--minutes", "45m"), "45 min other, Mon 23 Nov from 10:00"),
        (("--all",), "840 min other, Mon 23 Nov from 10:00; 540 min other, today from 0:00"),
        (("--discard",), "nothing logged of other"),
    ],
)
def test_a_timer_of_yesterday_asks(
    team: Run, monkeypatch: pytest.MonkeyPatch, answer: tuple[str, ...], expected: str
) -> None:
    from tests.cli.conftest import NOW

    team("start", "~")
    monkeypatch.setattr("standup.cli.context.system_now", lambda: NOW.replace(day=24, hour=9))
    asked = team("stop")
    assert (asked.code, asked.out, asked.err.count("\n")) == (2, "", 1)
    assert "(23h); say when you stopped: `standup stop --at 18:10`, `--minutes 45m`, `--all`" in asked.err
    assert "since another day: `standup stop --at`" in team("status").out
    assert team("stop", *answer).out == f"Stopped: {expected}\n"


def test_a_lead_logs_for_others_and_nobody_else_does(team: Run, as_person: Callable[[str], None]) -> None:
    team("developer", "add", "Bob", "--hours", "40")
    assert team("log", "45m", "~", "for:bob").code == 0
    assert minutes(team) == []
    as_person("bob")
    assert minutes(team) == [45]
    assert team("log", "45m", "~", "for:dana").code == 2


def test_who_the_config_names_must_be_in_the_team(team: Run) -> None:
    team("config", "me", "nobody")
    ran = team("today")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "you are 'nobody' by your config" in ran.err


def test_work_and_customers_are_edited(team: Run) -> None:
    assert team("work", "move", "api-12", "blocked", "--by", "bob: review").out == "API-12 is blocked by bob: review\n"
    assert "blocked: bob: review" in team("work", "list").out
    assert team("work", "edit", "API-12", "--title", "New", "--due", "3 Dec").out == "Changed API-12 New\n"
    assert team("work", "edit", "API-12") == (
        2,
        "",
        "standup: nothing to change; name at least one field, such as --estimate 4h\n",
    )
    assert team("work", "add", "X", "x", "--estimate", "1:30").code == 2
    assert team("work", "add", "X", "x", "--due", "03/04").code == 2
    assert team("customer", "edit", "acme", "--contact", "Jane, +49 1").code == 0
    assert "Jane · +49 1" in team("customer", "show", "acme").out
    assert team("touchpoint", "edit", "acme", "--due", "yesterday").code == 0
    assert "1 day over" in team("touchpoint", "list").out
    assert team("touchpoint", "drop", "acme").out == "Dropped touchpoint: Renewal call\n"
    assert team("snooze", "acme", "fri", "away").code == 2


def test_an_edit_takes_fields_away(team: Run) -> None:
    ref = team("log", "9:00-9:30 #API-12 +shaping ! wrong words", "--json").json[0]["ref"]
    assert team("edit", ref, "--clear", "note", "--clear", "tags", "--clear", "interrupt", "--clear", "start").code == 0
    [entry] = team("today", "--json").json["entries"]
    assert (entry["note"], entry["tags"], entry["interrupt"], entry["start"]) == ("", [], False, None)
    assert (entry["minutes"], entry["work_item"]) == (30, "API-12")
    assert team("edit", ref, "45m", "right words").code == 0
    assert team("edit", ref, "--clear", "bucket").code == 2
    assert team("edit", ref).code == 2
    assert team("undo").code == 0
    assert team("undo").code == 0
    assert team("today", "--json").json["entries"][0]["note"] == "wrong words"


def test_a_work_item_and_a_touchpoint_lose_what_they_had(team: Run) -> None:
    assert team("work", "edit", "API-12", "--due", "fri", "--customer", "acme").code == 0
    assert team("work", "edit", "API-12", "--clear", "due", "--clear", "estimate", "--clear", "customer").code == 0
    [item] = team("work", "list", "--json").json
    assert (item["due_on"], item["estimate"], item["customer"]) == (None, None, None)
    assert team("touchpoint", "edit", "acme", "--contact", "Jane").code == 0
    assert team("touchpoint", "edit", "acme", "--clear", "due", "--clear", "contact").code == 0
    [touchpoint] = team("touchpoint", "list", "--json").json
    assert (touchpoint["due_on"], touchpoint["contact"]) == (None, "")
