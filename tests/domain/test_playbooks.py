"""Playbooks: what is read of a Markdown file, and what is ticked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.errors import UsageError
from standup.domain.playbooks import Playbook, Step, open_steps, read_playbook, stage_of, ticked
from standup.domain.records import Touchpoint

TEXT = """# Call

Listen first.
Then speak.

## Ask

- How is it [going]?
- [ ] Who else
  should hear it?
* Who else should hear it?

## Bring
- Pen
-
"""
ONE = Touchpoint(id="t", customer="acme", title="Call", created_on=date(2026, 11, 23))


def test_title_sentences_sections_and_steps_are_read() -> None:
    assert read_playbook(TEXT, "call") == Playbook(
        "Call",
        "Listen first. Then speak.",
        (Step("Ask", "How is it [going]?"), Step("Ask", "Who else should hear it?"), Step("Bring", "Pen")),
    )
    assert [section for section, _ in read_playbook(TEXT, "call").sections] == ["Ask", "Bring"]


def test_a_text_without_title_is_called_by_its_name_and_a_very_long_one_is_cut() -> None:
    assert read_playbook("", "call") == Playbook("call", "", ())
    assert read_playbook("- a\n" * 500, "call").is_cut


def test_a_step_is_ticked_and_unticked() -> None:
    once = replace(ONE, ticks=ticked(ONE, "Pen"))
    assert once.ticks == ("Pen",)
    assert ticked(once, "Pen") == ()
    assert [step.text for step in open_steps([read_playbook(TEXT, "call")], once)] == [
        "How is it [going]?",
        "Who else should hear it?",
    ]


def test_stages_by_name_or_beginning() -> None:
    assert [stage_of(text) for text in ("demo", "Disc", "none", "")] == ["demo", "discovery", "", ""]
    for text in ("d", "sold"):
        with pytest.raises(UsageError):
            stage_of(text)


@given(st.text(max_size=300))
def test_any_text_is_a_playbook_of_one_line_steps_that_no_terminal_misreads(text: str) -> None:
    found = read_playbook(text, "x")
    for words in (found.title, found.about, *(step.text for step in found.steps)):
        assert "\n" not in words
        assert "\x1b" not in words


def test_what_is_not_to_be_done_is_no_task() -> None:
    book = read_playbook("## Ask\n- Why?\n## Do not promise\n- A date\n## Write down\n- Who does what\n", "call")
    assert [step.text for step in book.steps if step.is_task] == ["Why?", "Who does what"]
    assert [step.text for step in open_steps([book], ONE)] == ["Why?", "Who does what"]
