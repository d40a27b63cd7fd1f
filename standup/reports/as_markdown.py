"""The weekly summary as Markdown, for chats, wikis and pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from standup.domain.split import Split, share_words, verdict_words
from standup.domain.text import shown
from standup.reports.summary import WeekSummary
from standup.reports.words import (
    COLUMNS,
    NO_TOUCHPOINTS,
    audience,
    dates,
    duration_or_unknown,
    member_gaps,
    minutes_of,
    state,
    team_gaps,
    team_row_title,
    team_title,
    touchpoint_sections,
)

_WORD_JOINER = "\u2060"
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>|~$^&#!@]"  # marks anywhere
    r"|:(?=\S)"  # addresses and emoji
    r"|^[-+=:]"  # lists and underlines at the start
    r"|[-+=](?=[-+=])|(?<=[-+=])[-+=]"  # dashes, insertions, highlights
    r"|(?<=\S)\.(?=\S)(?!(?<=\d\.)\d)"  # host names and ellipses, but no decimals
    r"|(?:(?<=^\d)|(?<=\d\d))[.)](?=\s|$)"  # numbered lists
)
_REFERENCE = re.compile(r"(?<=[@#!:])(?=\w)")
_EDGE_BLANKS = re.compile(r"^\s+|\s+$")


def markdown(text: str) -> str:
    """The text so that Markdown renders it to the letter: no markup, link, mention, reference or line break.

    Control characters are shown as `text.shown` shows them. An invisible word joiner stands between `@`, `#`, `!`
    or `:` and the word after it, because GitHub and others look for mentions after they have taken escapes away.
    """
    safe = _REFERENCE.sub(_WORD_JOINER, shown(text))
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", safe)
    return _EDGE_BLANKS.sub(lambda found: "".join(f"&#{ord(blank)};" for blank in found[0]), escaped)


def render_markdown(summary: WeekSummary) -> str:
    """The summary as a heading, one table with a row for each developer and the team, and lists of touchpoints."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: WeekSummary) -> Iterator[str]:
    yield f"# {markdown(team_title(summary))} · {summary.week}"
    yield ""
    yield f"{dates(summary)}, {state(summary)}. Target band {summary.band} customer; {markdown(audience(summary))}."
    yield ""
    columns = ["Name", *(column.capitalize() for column in COLUMNS), "Share", "Verdict", "Closed", "Remarks"]
    yield _row(columns)
    yield _row(["---", *["---:"] * len(COLUMNS), "---", "---", "---", "---"])
    for member in summary.members:
        closed = "closed" if member.closed else "open"
        yield _row([markdown(member.name), *_figures(member.split, summary, closed, member_gaps(member))])
    if summary.team:
        team = summary.team
        yield _row([markdown(team_row_title(team)), *_figures(team.split, summary, "", team_gaps(team))])
    else:
        yield ""
        yield f"Team: {markdown(summary.withheld)}."
    yield ""
    yield "## Touchpoints"
    yield ""
    sections = touchpoint_sections(summary)
    if not sections:
        yield NO_TOUCHPOINTS
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield f"### {section.title}"
        yield ""
        for line in section.lines:
            words = f"{line.customer}: {line.title}" if line.title else line.customer
            yield f"- {markdown(f'{words} ({line.rest})' if line.rest else words)}"


def _figures(split: Split, summary: WeekSummary, closed: str, gaps: Iterable[str]) -> list[str]:
    minutes = [duration_or_unknown(figure) for figure in minutes_of(split)]
    says = (share_words(split), verdict_words(split, summary.band), closed, "; ".join(gaps))
    return [*minutes, *(markdown(words) for words in says)]


def _row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
