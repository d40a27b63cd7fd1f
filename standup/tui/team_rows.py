"""The rows of the Team: people, decisions, the plot of the weeks, figures, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual.content import Content

from standup.domain.after_hours import DEFINITION
from standup.domain.cadence import last_contact_words
from standup.domain.decisions import CustomerCase, Decision, LateCase, Need
from standup.domain.duration import format_minutes
from standup.domain.split import ENOUGH_COVERAGE, Band, Split, percent
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.domain.why import (
    Reason,
    WeekPoint,
    why_after_hours,
    why_capacity,
    why_decisions,
    why_interrupts,
    why_late,
    why_no_next_step,
    why_production,
    why_split,
    why_weeks,
)
from standup.reports.bars import PARTS, parts_of
from standup.reports.summary import MemberWeek
from standup.reports.words import member_facts, team_facts, team_row_title
from standup.reports.wrapping import wrap
from standup.tui.actions import Table
from standup.tui.text import Cell, fitted, plain, row_of
from standup.tui.widgets.splitbars import HATCH, split_bar
from standup.tui.widgets.weeksplot import plot_legend, weeks_plot
from standup.tui.widgets.whiskers import top_of, whiskers
from standup.workspace.team_view import LeadView, TeamView

_MUTED = "$foreground-muted"
_PLOT_LINES = 8
_WIDE_PLOT, _TALL_PLOT = 60, 12
"""From how many cells on a plot has more lines, and how many."""


class Columns(NamedTuple):
    """Widths in cells of the table of people."""

    name: int
    bar: int
    number: int
    coverage: int


def columns(width: int) -> Columns:
    """The widths of the table in so many cells."""
    name, number, coverage = (22, 10, 8) if width >= 110 else (16, 6, 6)
    bar = width - name - coverage - (number + 1) * len(PARTS) - 2
    return Columns(name, max(6, bar), number, coverage)


@dataclass(frozen=True)
class TeamRow:
    """One row; keys act on the developer, touchpoint or customer that it names."""

    id: str
    developer: str = ""
    name: str = ""
    """What the row is about, as people call it."""
    touchpoint: str = ""
    customer: str = ""

    def draw(self, width: int) -> Content:
        """The first line."""
        raise NotImplementedError

    def details(self, width: int) -> Sequence[Content]:
        """The lines below."""
        return ()

    def reasons(self) -> tuple[Reason, ...]:
        """Why its figures are what they are."""
        return ()


@dataclass(frozen=True, kw_only=True)
class PersonRow(TeamRow):
    """A developer, or the team with an empty `developer`."""

    split: Split
    band: Band
    top: int
    """The end of the scale of whiskers, in per cent."""
    facts: tuple[str, ...] = ()
    state: str = ""
    """Whether the week is closed; empty where there is nothing to close."""
    capacity: tuple[tuple[Week, Split], ...] | None = None

    @property
    def is_thin(self) -> bool:
        """Whether too little is logged."""
        return self.split.coverage is not None and self.split.coverage < ENOUGH_COVERAGE

    def draw(self, width: int) -> Content:
        """Name, bar, minutes of each part, coverage."""
        wide = columns(width)
        numbers = [
            Cell(Content(format_minutes(minutes) if minutes else "–"), wide.number, right=True)
            for minutes in parts_of(self.split)
        ]
        return row_of(
            [
                Cell(plain(self.name, "bold" if self.developer else "bold $accent"), wide.name),
                Cell(split_bar(self.split, wide.bar, self.band, hatched=self.is_thin), wide.bar),
                *numbers,
                Cell(self._coverage, wide.coverage, right=True),
            ]
        )

    @property
    def _coverage(self) -> Content:
        coverage = self.split.coverage
        if coverage is None:
            return Content("?" if self.split.available is None else "–")
        if self.is_thin:
            return Content.assemble((f"{HATCH} {percent(coverage)} %", "$text-warning"))
        return Content(f"{percent(coverage)} %")

    def details(self, width: int) -> Sequence[Content]:
        """Closed or not, the share on its scale, and the facts, which go on below where there is no more room."""
        wide = columns(width)
        facts = [*self.facts, *(["under 80 % logged"] if self.is_thin else [])]
        first, rest = facts[0], facts[1:]
        line = row_of(
            [
                Cell(Content.assemble((self.state, _MUTED)), wide.name),
                Cell(whiskers(self.split, wide.bar, self.band, self.top), wide.bar),
            ]
        ) + Content(" ")
        lines = [line + plain(first)]
        beside = wide.name + wide.bar + 2
        for number, fact in enumerate(rest):
            more = plain(f" · {fact}", _MUTED)
            if lines[-1].cell_length + more.cell_length <= width:
                lines[-1] += more
                continue
            # Beside the first fact where all that follows fits there, else from the left, which takes fewer lines.
            following = plain(" · ".join(rest[number:])).cell_length
            lines.append(Content(" " * (beside if beside + following <= width else 2)) + plain(fact, _MUTED))
        return [fitted(one, width) for one in lines]

    def reasons(self) -> tuple[Reason, ...]:
        """The split, and a developer's capacity."""
        capacity = () if self.capacity is None else (why_capacity(self.capacity),)
        return (*why_split(self.split, self.band), *capacity)


@dataclass(frozen=True, kw_only=True)
class WordsRow(TeamRow):
    """A glyph or key, words, and below them what says so."""

    sign: str = ""
    sign_style: str = "bold $accent"
    words: str = ""
    style: str = ""
    evidence: str = ""
    why: tuple[Reason, ...] = ()

    def draw(self, width: int) -> Content:
        """The first line of the words."""
        return self._lines(width)[0]

    def details(self, width: int) -> Sequence[Content]:
        """The rest of the words, and the evidence."""
        return self._lines(width)[1:]

    def _lines(self, width: int) -> list[Content]:
        indent = len(self.sign) + 1 if self.sign else 0
        room = max(10, width - indent)
        first, *more = wrap(shown(self.words), room)
        sign = Content.assemble((f"{self.sign} ", self.sign_style)) if self.sign else Content("")
        lines = [sign + Content.assemble((first, self.style))]
        lines += [Content.assemble(" " * indent, (line, self.style)) for line in more]
        if self.evidence:
            lines += [Content.assemble(" " * indent, (line, _MUTED)) for line in wrap(shown(self.evidence), room)]
        return [fitted(line, width) for line in lines]

    def reasons(self) -> tuple[Reason, ...]:
        """The rule that brought it here."""
        return self.why


@dataclass(frozen=True, kw_only=True)
class PlotRow(TeamRow):
    """The last weeks."""

    points: tuple[WeekPoint, ...]
    band: Band

    def draw(self, width: int) -> Content:
        """What the glyphs mean."""
        return plot_legend(self.band, width)

    def details(self, width: int) -> Sequence[Content]:
        """The plot."""
        return weeks_plot(self.points, self.band, width, _PLOT_LINES if width < _WIDE_PLOT else _TALL_PLOT)

    def reasons(self) -> tuple[Reason, ...]:
        """The minutes of each week."""
        return (why_weeks(self.points, self.band),)


class TeamParts(NamedTuple):
    """The rows of the screen by what they are about; all but the people are empty for anyone but a lead."""

    people: tuple[TeamRow, ...]
    decisions: tuple[TeamRow, ...] = ()
    weeks: tuple[TeamRow, ...] = ()
    waiting: tuple[TeamRow, ...] = ()


def team_parts(view: TeamView, table: Table) -> TeamParts:
    """All rows of a view; `table` names the keys that act on decisions."""
    lead = view.lead
    people = tuple(_people(view))
    if lead is None:
        return TeamParts(people)
    return TeamParts(
        people,
        tuple(_decisions(view, lead, table)) or (_nothing("decisions-none", "Nothing to decide", (why_decisions(),)),),
        tuple(_weeks(lead, view.summary.band)),
        tuple(_waiting(view, lead)),
    )


def top(view: TeamView) -> int:
    """The end of the scale on which everybody's share has room, in per cent."""
    summary = view.summary
    splits = [one.split for one in summary.members] + ([summary.team.split] if summary.team else [])
    return top_of(splits, summary.band)


def _people(view: TeamView) -> Iterator[TeamRow]:
    summary, lead, scale = view.summary, view.lead, top(view)
    for one in summary.members:
        corrected = lead.corrections.get(one.developer) if lead else None
        yield PersonRow(
            one.developer,
            one.developer,
            one.name,
            split=one.split,
            band=summary.band,
            top=scale,
            facts=(*member_facts(one, summary), *([corrected] if corrected else [])),
            state=_state(one, lead),
            capacity=tuple(lead.closed.get(one.developer, ())) if lead else None,
        )
    if summary.team is not None:
        yield PersonRow(
            "team",
            name=team_row_title(summary.team),
            state=view.published,
            split=summary.team.split,
            band=summary.band,
            top=scale,
            facts=tuple(team_facts(summary.team, summary)),
        )


def _state(one: MemberWeek, lead: LeadView | None) -> str:
    if one.closed:
        return "✓ closed"
    return "○ not closed" if lead is not None and one.name in lead.open_for else ""


def _decisions(view: TeamView, lead: LeadView, table: Table) -> Iterator[TeamRow]:
    late = {one.touchpoint: one for one in lead.late}
    for number, one in enumerate(lead.decisions):
        yield WordsRow(
            f"decision-{number}",
            one.developer,
            late[one.touchpoint].name if one.touchpoint in late else "",
            one.touchpoint,
            one.customer,
            sign=table.key(one.action),
            words=one.words,
            evidence=one.evidence,
            why=(*_why_decided(view, lead, one), why_decisions()),
        )


def _why_decided(view: TeamView, lead: LeadView, one: Decision) -> tuple[Reason, ...]:
    """The figures that a decision stands on."""
    summary = view.summary
    match one.need:
        case Need.OVER_CAPACITY:
            return (why_capacity(lead.closed.get(one.developer, ())),)
        case Need.LOGGING:
            splits = [member.split for member in summary.members if member.developer == one.developer]
            return tuple(reason for split in splits for reason in why_split(split, summary.band))
        case Need.BAND:
            return why_split(summary.team.split, summary.band) if summary.team else ()
        case Need.INTERRUPTS:
            return (why_interrupts(lead.unplanned, lead.interrupts, lead.budget),)
        case Need.NO_NEXT_STEP:
            return (why_no_next_step(one.evidence),)
        case need:
            starved = any(late.is_starved for late in lead.late if late.touchpoint == one.touchpoint)
            return (why_late(one.evidence, starved=starved or need is Need.STARVED),)


def _weeks(lead: LeadView, band: Band) -> Iterator[TeamRow]:
    yield PlotRow("weeks", points=lead.weeks, band=band)
    figures = (
        ("Interrupts", lead.unplanned.words, why_interrupts(lead.unplanned, lead.interrupts, lead.budget)),
        ("Production", lead.unplanned.production_words, why_production(lead.unplanned)),
        ("After hours", lead.after_hours.words, why_after_hours(lead.after_hours)),
    )
    for name, words, why in figures:
        notes = {"After hours": DEFINITION, "Interrupts": lead.interrupts.class_words}
        note = notes.get(name, "")
        yield WordsRow(f"figure-{name}", sign=f"{name:<11}", sign_style="bold", words=words, evidence=note, why=(why,))


def _waiting(view: TeamView, lead: LeadView) -> Iterator[TeamRow]:
    today = view.summary.today
    for one in lead.late:
        yield _late(one)
    for customer in lead.quiet:
        yield _quiet(customer, today)
    if not lead.late and not lead.quiet:
        words = "Nothing starves, and every active customer has a next step"
        yield _nothing("waiting-none", words, (why_late("", starved=True), why_no_next_step("")))


def _late(one: LateCase) -> TeamRow:
    sign, style = ("✖", "$error") if one.is_starved else ("◆", "$warning")
    kind = "starved" if one.is_starved else "unattended"
    return WordsRow(
        f"late-{one.touchpoint}",
        one.developer,
        one.name,
        one.touchpoint,
        one.customer,
        sign=sign,
        sign_style=style,
        words=f"{one.name}, {one.owner}" if one.owner else one.name,
        evidence=f"{kind}: {one.evidence}" if one.evidence else kind,
        why=(why_late(one.evidence, starved=one.is_starved),),
    )


def _quiet(one: CustomerCase, today: date) -> TeamRow:
    last = last_contact_words(one.last_contact, today) or "no contact is known"
    because = f", because {one.reason}" if one.reason else ""
    return WordsRow(
        f"quiet-{one.customer}",
        name=one.name,
        customer=one.customer,
        sign="◌",
        sign_style=_MUTED,
        words=one.name,
        evidence=f"no next step{because}; {last}",
        why=(why_no_next_step(last),),
    )


def _nothing(row_id: str, words: str, why: tuple[Reason, ...]) -> TeamRow:
    return WordsRow(row_id, words=words, style=_MUTED, why=why)


def heading(title: str, why: tuple[Reason, ...] = ()) -> TeamRow:
    """A line between parts that stand in one list."""
    return WordsRow(f"part-{title}", words=title, style="bold $primary", why=why)
