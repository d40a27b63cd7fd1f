"""What the help says below the keys: what the glyphs of the Board mean, and the grammar of the log line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from standup.domain.duty import MARK
from standup.reports.bars import PARTS
from standup.tui.widgets.columns import (
    NO_NEXT_STEP,
    NO_NEXT_STEP_GLYPH,
    SERIES_GLYPH,
    STATE_GLYPHS,
    TIMER_GLYPH,
    URGENCY_GLYPHS,
)

_STATE_NAMES = {"todo": "to do"}

GRAMMAR = (
    ("45m 1h30 1.5h", "duration, 1 minute to 24 hours"),
    ("9:00-10:30", "clock range; past midnight it is split"),
    ("#API-12", "work item: production"),
    ("@acme", "customer; counts for the open touchpoint if there is exactly one"),
    ('#"" or @""', "production, or customer time, of nothing that is named"),
    ("70/30", "with both: so much production, so much customer"),
    ("~ or other", "meetings, admin, training"),
    ("! or interrupt", "somebody asked for it now; !expedite !fixed !standard !intangible say its class"),
    ("asked:karin", "who asked; an interrupt"),
    ("+shaping", "a tag; it never changes the bucket"),
    ("yesterday, on mon", "the day; today without it"),
    ("for:dana", "for somebody else; a lead only"),
    ("> fri send quote", "completes the touchpoint and plans the next step"),
    ('"call mon 1/2"', "note, to the letter; anything else is note, too"),
)


def grammar(width: int) -> Iterator[Content]:
    """The parts of the log line."""
    yield from table("The line", GRAMMAR)


def table(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[Content]:
    """Examples with what they mean, below a heading."""
    column = max((len(example) for example, _ in rows), default=0) + 2
    yield Content.assemble((title, "bold $primary"))
    for example, words in rows:
        yield Content.assemble((f"{example:<{column}}", "$accent"), words)


def glyphs(width: int) -> Iterator[Content]:
    """What the glyphs of the Board mean, in lines of at most `width` cells."""
    states = {state.value: glyph for state, glyph in STATE_GLYPHS.items()}
    legend = [
        {"the timer runs": TIMER_GLYPH} | {_STATE_NAMES.get(name, name): glyph for name, glyph in states.items()},
        {urgency.value: glyph for urgency, glyph in URGENCY_GLYPHS.items()} | {NO_NEXT_STEP: NO_NEXT_STEP_GLYPH},
        {part.name: (part.glyph, f"${part.name}") for part in PARTS},
        {
            "target band: customer time has to begin in it": ("[]", "bold"),
            "postponed twice": ("↷2", "$text-warning"),
            "comes again": (SERIES_GLYPH, "$foreground-muted"),
            "away": ("⌂", "$foreground-muted"),
            "on duty": (MARK, "$accent"),
        },
    ]
    yield Content.assemble(("Glyphs", "bold $primary"))
    for row in legend:
        line = Content("")
        for name, (glyph, colour) in row.items():
            entry = Content.assemble((glyph, colour), f" {name}   ")
            if line and line.cell_length + entry.cell_length > width:
                yield line
                line = Content("")
            line += entry
        yield line
