"""The playbook of a touchpoint: which steps it has, and the ticks that it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Touchpoint
from standup.shelf import Shelf
from standup.workspace.customers import edit_customer
from standup.workspace.detail_words import sections
from standup.workspace.details import TouchpointDetail, touchpoint_detail
from standup.workspace.playbooks import tick_number
from standup.workspace.touchpoints import drop, edit_touchpoint, touchpoint_named
from standup.workspace.undo import undo
from tests.workspace.office import MONDAY, Office

CALL = Touchpoint(id="t1", customer="acme", title="Call", kind="call", developer="dana", created_on=MONDAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A team's own playbook of calls."""
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "call.md").write_text(
        "# Our call\nShort.\n- Smile\n## Ask\n- How is [it]?\n- Who else?\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def office(folder: Path) -> Office:
    """An office with that playbook, and a call."""
    return Office(CALL, playbooks_of=Shelf(folder).of)


def detail(office: Office) -> TouchpointDetail:
    return touchpoint_detail(office.dana, "acme")


def test_steps_of_kind_and_stage_are_numbered_through(office: Office) -> None:
    (ours,) = detail(office).playbook
    assert (ours.title, ours.about) == ("Our call", "Short.")
    assert [(step.number, step.section, step.text) for step in ours.steps] == [
        (1, "", "Smile"),
        (2, "Ask", "How is [it]?"),
        (3, "Ask", "Who else?"),
    ]
    edit_customer(office.dana, "acme", stage="lead")
    ours, lead = detail(office).playbook
    assert (lead.title, lead.steps[0].number) == ("Lead", 4)


def test_a_tick_stays_is_told_and_can_be_taken_back(office: Office) -> None:
    assert tick_number(office.dana, "acme", 2).is_ticked
    assert [step.number for step in detail(office).playbook[0].steps if step.is_ticked] == [2]
    assert detail(office).history[0].words == "ticked: How is [it]?"
    told = {section.title: section.lines for section in sections(detail(office))}
    assert [line.text for line in told["Playbook: Our call · 2 of 3 open"]] == ["Short.", "Smile"]
    assert [(line.label, line.text) for line in told["Ask"]] == [("2", "How is [it]?"), ("3", "Who else?")]
    assert not tick_number(office.dana, "acme", 2).is_ticked
    undo(office.dana)
    undo(office.dana)
    assert touchpoint_named(office.dana, "acme").ticks == ()


def test_a_step_that_is_not_there_is_refused_with_what_is(office: Office) -> None:
    with pytest.raises(UsageError, match=r"no step 4 for Call; its steps are 1 to 3"):
        tick_number(office.dana, "acme", 4)
    with pytest.raises(UsageError, match="it has no playbook"):
        tick_number(Office(CALL).dana, "acme", 1)
    drop(office.dana, "acme")
    with pytest.raises(NotFoundError):
        tick_number(office.dana, "acme", 1)


def test_what_was_ticked_stays_when_the_playbook_no_longer_has_it(office: Office, folder: Path) -> None:
    tick_number(office.dana, "acme", 1)
    tick_number(office.dana, "acme", 3)
    (folder / "kinds" / "call.md").write_text("# Our call\n- Who else?\n", encoding="utf-8")
    ours, gone = detail(office).playbook
    assert [(step.number, step.text, step.is_ticked) for step in ours.steps] == [(1, "Who else?", True)]
    assert (gone.title, [(step.number, step.text) for step in gone.steps]) == ("Ticked before", [(2, "Smile")])
    edit_touchpoint(office.dana, "acme", kind="demo")
    assert [step.text for step in detail(office).playbook[-1].steps] == ["Smile", "Who else?"]


def test_a_bad_file_is_told_in_a_line_and_keeps_nothing_else_away(office: Office, folder: Path) -> None:
    edit_customer(office.dana, "acme", stage="lead")
    (folder / "kinds" / "call.md").write_bytes(b"# \xff\n")
    bad, lead = detail(office).playbook
    assert "call.md is not UTF-8" in bad.trouble
    assert (bad.steps, lead.title, lead.steps[0].number) == ((), "Lead", 1)
    assert any("call.md is not UTF-8" in line.text for section in sections(detail(office)) for line in section.lines)


def test_a_file_that_is_too_long_says_so(office: Office, folder: Path) -> None:
    (folder / "kinds" / "call.md").write_text("# Long\n" + "- a step\n" * 500, encoding="utf-8")
    assert "longer than a checklist" in detail(office).playbook[0].trouble
