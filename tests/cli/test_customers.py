"""`standup customer list` and `show`: how customers stand, as text and as JSON."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Run


def test_the_list_tells_last_contact_cadence_stage_and_next_step(team: Run) -> None:
    team("customer", "edit", "acme", "--every", "14d", "--at-most", "30d", "--stage", "renew")
    team("log", "45m @acme yesterday")
    head, row = team("customer", "list").out.splitlines()
    assert head.split() == ["KEY", "NAME", "LAST", "CONTACT", "CADENCE", "STAGE", "NEXT", "STEP", "OPEN", "KNOWN", "BY"]
    for words in ("acme", "Acme Corp", "yesterday", "fresh", "renew", "Fri: call · Renewal call", "Dana"):
        assert words in row


def test_the_list_as_json_and_its_orders(team: Run) -> None:
    team("customer", "add", "globex", "--name", "Aardvark")
    names = [one["id"] for one in team("customer", "list", "--json").json]
    assert names == ["globex", "acme"]
    acme, other = team("customer", "list", "--order", "urgency", "--json").json[::-1]
    assert (other["id"], other["need"], other["next_step"], other["last_contact"]) == (
        "globex",
        "no next step",
        None,
        None,
    )
    assert (acme["next_step"]["title"], acme["next_step"]["state"]) == ("Renewal call", "planned")
    assert (acme["open_touchpoints"], acme["cadence_state"], acme["days_since_contact"]) == (1, None, None)
    assert team("customer", "list", "--order", "size").code == 2


def test_inactive_ones_are_listed_on_request(team: Run) -> None:
    team("customer", "edit", "acme", "--inactive")
    assert "customer add" in team("customer", "list").out
    assert team("customer", "list", "--inactive").out.splitlines()[1].endswith("inactive")


def test_one_customer_in_full(team: Run) -> None:
    team("customer", "edit", "acme", "--contact", "Jane Doe, +49 30 901820", "--every", "14d")
    team("log", "45m @acme yesterday")
    out = team("customer", "show", "Acme Corp").out
    for words in ("every 14 days: fresh", "Jane Doe · +49 30 901820", "call · Renewal call · Dana", "2026-W47  45m"):
        assert words in out
    told = team("customer", "show", "acme", "--json").json
    assert (told["last_contact"], told["cadence_state"]) == ("2026-11-22", "fresh")
    assert told["team_weeks"][-1] == {"week": "2026-W47", "minutes": 45}
    assert [one["title"] for one in told["next_steps"]] == ["Renewal call"]
    assert told["who_knows"][0]["id"] == "dana"


def test_who_is_no_lead_gets_their_own_weeks(team: Run, as_person: Callable[[str], None]) -> None:
    assert team("developer", "add", "Bob", "--hours", "40").code == 0
    team("log", "6h37 @acme")
    as_person("bob")
    told = team("customer", "show", "acme", "--json")
    assert told.json["my_weeks"] == []
    assert "team_weeks" not in told.json
    for secret in ("397", "6h37"):
        assert secret not in told.out + team("customer", "show", "acme").out


def test_an_unknown_customer_is_refused_with_the_closest(team: Run) -> None:
    told = team("customer", "show", "acmee")
    assert told.code == 2
    assert "did you mean acme" in told.err
