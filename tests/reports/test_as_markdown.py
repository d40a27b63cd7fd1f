"""Markdown: what people wrote is read as text, by CommonMark and by its dialects with links and tables."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from standup.domain.cells import cell_width
from standup.domain.closing import Correction, Since
from standup.domain.decisions import Act, Decision, Need
from standup.domain.text import shown
from standup.reports.as_markdown import markdown, render_markdown
from standup.reports.summary import (
    TEAM,
    Audience,
    DueTouchpoint,
    MemberWeek,
    WeekTouchpoints,
    WithoutNextStep,
)
from tests.reports.examples import BOB, DANA, NEXT_MONDAY, THURSDAY, WEEK, WEI, example
from tests.reports.naughty import names

READERS = (MarkdownIt("commonmark").enable("table"), MarkdownIt("gfm-like", {"typographer": False}))
PLAIN = {"text", "text_special"}
WORD_JOINER = "\u2060"


def inlines(tokens: list[Token], container: str) -> list[str]:
    """The text inside of the blocks of one kind; anything in them that is not text fails."""
    found = []
    for n, token in enumerate(tokens):
        if token.type == container:
            inline = next(following for following in tokens[n:] if following.type == "inline")
            children = inline.children or []
            assert {child.type for child in children} <= PLAIN, (container, inline.content)
            found.append("".join(child.content for child in children))
    return found


def test_names_are_read_back_to_the_letter_from_heading_table_and_list() -> None:
    for name in names():
        member = MemberWeek(developer="x", name=name, split=BOB.split)
        touchpoints = WeekTouchpoints(
            due=(DueTouchpoint(customer=name, title=name, due_on=THURSDAY, owner=name),),
            no_next_step=(WithoutNextStep(customer=name),),
        )
        title = name if name.strip() else "Team"
        corrections = (Correction(developer="x", name=name, week=WEEK - 1, since=Since.CLOSING, other=5),)
        decisions = (Decision(need=Need.AWAY, words=name, evidence=name, action=Act.ASK),)
        report = render_markdown(
            example(member, team_name=name, touchpoints=touchpoints, corrections=corrections, decisions=decisions)
        )
        for reader in READERS:
            tokens = reader.parse(report)
            heading = inlines(tokens, "heading_open")[0].replace(WORD_JOINER, "")
            assert heading.strip() == f"{shown(title.strip())} · 2026-W47".replace(WORD_JOINER, "").strip()
            cells = [text.replace(WORD_JOINER, "") for text in inlines(tokens, "td_open")]
            assert len(cells) == 2 * 7
            assert cells[0] == shown(name).replace(WORD_JOINER, "")
            items = [text.replace(WORD_JOINER, "") for text in inlines(tokens, "list_item_open")]
            plain = shown(name).replace(WORD_JOINER, "")
            assert [item for item in items if item.startswith(f"{plain} (not closed): ")] == items[:1]
            due, without, corrected, decision = items[2:]
            assert (due, without) == (f"{plain}: {plain} (due today, {plain})", plain)
            assert corrected.startswith(f"{plain} (2026-W46 corrected since closing: ")
            assert decision == f"{plain} · {plain}"


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=0x250) | st.sampled_from("\\`*_[](){}<>|#@!~:-+.1 ")))
def test_any_text_in_a_list_is_read_as_text(text: str) -> None:
    for reader in READERS:
        tokens = reader.parse(f"- {markdown(text)} end\n")
        assert [token.type for token in tokens[:3]] == ["bullet_list_open", "list_item_open", "paragraph_open"]
        assert inlines(tokens, "list_item_open") == [(markdown_joined(text) + " end") if text else "end"]


def markdown_joined(text: str) -> str:
    return re.sub(r"(?<=[@#!:])(?=\w)", WORD_JOINER, shown(text))


def test_mentions_and_references_are_broken_for_readers_that_look_after_escapes() -> None:
    assert not re.search(r"[@#]\w", markdown("@dana fixed #12"))


def test_ordinary_names_stay_readable_in_the_source() -> None:
    for plain in ("Dana Okafor", "Acme Corp.", "Zoë Müller-Lüdenscheidt (Berlin)", "O'Neill, Pat", "1.5 days"):
        assert markdown(plain) == plain


def test_no_share_is_said_in_words() -> None:
    report = render_markdown(example(WEI))
    assert "no production or customer time logged" in report
    assert "| 0 %" not in report


def test_withheld_totals_are_explained() -> None:
    report = render_markdown(example(DANA, BOB, audience=Audience("bob")))
    assert "Team: no totals, because" in report
    assert "Team of" not in report


def test_the_source_keeps_its_tables_and_its_plot_to_80_columns() -> None:
    for report in (render_markdown(example(DANA, BOB)), render_markdown(example(DANA, BOB, today=NEXT_MONDAY))):
        drawn = [line for line in report.splitlines() if line.startswith(("|", " "))]
        assert len(drawn) > 8
        assert all(cell_width(line) <= 80 for line in drawn)
        assert len({cell_width(line) for line in drawn if line.startswith("|")}) == 1


def test_the_version_of_the_team_has_no_table_of_people() -> None:
    report = render_markdown(example(audience=TEAM))
    assert "| Team of 5 |" in report
    assert "| Bob" not in report
    alone = render_markdown(example(DANA, BOB, audience=TEAM))
    assert "|" not in alone.replace("Sam [x] |", "").split("## Touchpoints")[0]
    assert "Team: no totals, because" in alone
