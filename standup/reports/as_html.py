"""The weekly summary as one HTML file that needs nothing else: no script, no network."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.split import Split, VerdictKind, percent, share_words, verdict, verdict_words
from standup.domain.text import shown
from standup.reports.bars import PARTS, parts_of
from standup.reports.plot import scale_of, trend_share, trend_splits, trend_title
from standup.reports.summary import TrendWeek, WeekSummary
from standup.reports.words import (
    COLUMNS,
    NO_TOUCHPOINTS,
    audience,
    dates,
    member_gaps,
    minutes_of,
    moved_sections,
    published,
    state,
    team_gaps,
    team_row_title,
    team_title,
    touchpoint_sections,
)

if TYPE_CHECKING:
    from jinja2 import Template

_GLYPHS = {
    VerdictKind.BELOW: "▼",
    VerdictKind.WITHIN: "●",
    VerdictKind.ABOVE: "▲",
    VerdictKind.EDGE: "◆",
    VerdictKind.CANT_TELL: "?",
}


class Figure(NamedTuple):
    """One number of a row."""

    name: str
    minutes: int | None
    words: str


class Segment(NamedTuple):
    """One part of a bar, in per cent of its width."""

    name: str
    start: float
    width: float


class Gauge(NamedTuple):
    """A share with its honest range on the common scale, in per cent of the scale's width."""

    point: float
    low: float | None
    high: float | None


class PlotWeek(NamedTuple):
    """One week of the plot, in per cent of the drawing's width and height; places are None where nothing is drawn."""

    week: str
    label: str
    words: str
    logged: str
    verdict_words: str
    closed: bool
    x: float
    point: float | None
    low: float | None
    high: float | None
    percent: str
    """The share as a number; empty where there is none."""


class Plot(NamedTuple):
    """The weeks on one scale."""

    weeks: tuple[PlotWeek, ...]
    scale: int
    middle: float
    """Where half of the scale is."""
    top: float
    bottom: float
    band_top: float
    band_height: float
    words: str


class Row(NamedTuple):
    """One row of the table, or the team's."""

    name: str
    closed: bool
    figures: tuple[Figure, ...]
    segments: tuple[Segment, ...]
    bar_words: str
    gauge: Gauge | None
    share: str
    """The share in per cent; empty where there is none."""
    share_words: str
    range_words: str
    """The range alone, for where the share itself stands beside it in large."""
    glyph: str
    verdict: str
    verdict_words: str
    gaps: tuple[str, ...]


def render_html(summary: WeekSummary) -> str:
    """The summary as a page with inline style and drawings, in light and dark, for screen and A4 paper.

    What the drawings tell is told in words too, for mail programs that show neither them nor the style.

    Text from people is escaped, and shown with control characters neutralised.
    """
    team = summary.team
    splits = [member.split for member in summary.members] + ([team.split] if team else [])
    band, scale = summary.band, scale_of(splits, summary.band)
    return _template().render(
        title=team_title(summary),
        week=str(summary.week),
        dates=dates(summary),
        state=state(summary),
        published=published(summary),
        headline=summary.headline,
        verdict=_verdict(summary),
        audience=audience(summary),
        band=band,
        band_start=band.low * 100 / scale,
        band_width=(band.high - band.low) * 100 / scale,
        band_label=min(max((band.low + band.high) * 50 / scale, 15), 70),
        scale=scale,
        parts=[part for part in PARTS if not (summary.over and part.name == "left")],
        columns=[name for name in COLUMNS if not (summary.over and name == "left")],
        team=_row(team_row_title(team), team.split, team_gaps(team), summary=summary, scale=scale) if team else None,
        withheld=summary.withheld,
        rows=[
            _row(
                member.name,
                member.split,
                member_gaps(member),
                summary=summary,
                scale=scale,
                closed=member.closed,
            )
            for member in summary.members
        ],
        plot=_plot(summary),
        plot_title=trend_title(summary),
        sections=touchpoint_sections(summary),
        moved=moved_sections(summary),
        decisions=summary.decisions,
        no_touchpoints=NO_TOUCHPOINTS,
    )


def _verdict(summary: WeekSummary) -> str:
    """The name of the verdict that the headline tells; empty where it claims nothing."""
    if summary.audience.member is not None:
        return _name(verdict(summary.members[0].split, summary.band).kind)
    return _name(verdict(summary.team.split, summary.band).kind) if summary.team else ""


def _name(kind: VerdictKind) -> str:
    return kind.name.lower().replace("_", "-")


_PLOT_TOP, _PLOT_BOTTOM = 9.0, 86.0
_PLOT_LEFT = 9.0


def _plot(summary: WeekSummary) -> Plot | None:
    if not summary.trend:
        return None
    scale = scale_of(trend_splits(summary.trend), summary.band)
    top, bottom = (_height(Fraction(edge, 100), scale) for edge in (summary.band.high, summary.band.low))
    step = (100 - _PLOT_LEFT) / len(summary.trend)
    weeks = tuple(
        _plot_week(one, round(_PLOT_LEFT + (number + 0.5) * step, 3), scale, summary)
        for number, one in enumerate(summary.trend)
    )
    told = "; ".join(f"{one.label} {one.words}{', closed' if one.closed else ''}" for one in weeks)
    words = f"Target band {summary.band}. {told}"
    middle = _height(Fraction(scale, 200), scale)
    return Plot(weeks, scale, middle, _PLOT_TOP, _PLOT_BOTTOM, top, round(bottom - top, 3), words)


def _plot_week(one: TrendWeek, x: float, scale: int, summary: WeekSummary) -> PlotWeek:
    split = one.split or Split()
    share, (low, high) = split.share, split.range or (None, None)
    coverage = split.coverage if one.split else None
    return PlotWeek(
        week=str(one.week),
        label=f"W{one.week.number:02}",
        words=trend_share(one),
        logged="" if coverage is None else f"{percent(coverage)} %",
        verdict_words=verdict_words(split, summary.band),
        closed=one.closed,
        x=x,
        point=None if share is None else _height(share, scale),
        low=None if low is None else _height(low, scale),
        high=None if high is None else _height(high, scale),
        percent="" if share is None else str(percent(share)),
    )


def _height(share: Fraction, scale: int) -> float:
    """Where a share is drawn, from the top."""
    return round(_PLOT_BOTTOM - float(share * 100 / scale) * (_PLOT_BOTTOM - _PLOT_TOP), 3)


def _row(
    name: str, split: Split, gaps: tuple[str, ...], *, summary: WeekSummary, scale: int, closed: bool = False
) -> Row:
    kind = verdict(split, summary.band).kind
    share = "" if split.share is None else f"{percent(split.share)} %"
    says = share_words(split)
    return Row(
        name=name,
        closed=closed,
        figures=tuple(
            Figure(column, minutes, "unknown" if minutes is None else format_minutes(minutes))
            for column, minutes in zip(COLUMNS, minutes_of(split), strict=True)
            if not (summary.over and column == "left")
        ),
        segments=_segments(split),
        bar_words=", ".join(
            f"{format_minutes(minutes)} {part.name}"
            for part, minutes in zip(PARTS, parts_of(split), strict=True)
            if minutes
        )
        or "nothing logged",
        gauge=_gauge(split, scale),
        share=share,
        share_words=says,
        range_words=_range_words(says, share),
        glyph=_GLYPHS.get(kind, ""),
        verdict=_name(kind),
        verdict_words=verdict_words(split, summary.band),
        gaps=gaps,
    )


def _range_words(says: str, share: str) -> str:
    if not share:
        return says
    inner = says.removeprefix(f"{share} customer ").strip("()")
    return inner if inner.startswith("range") else f"range {inner}"


def _segments(split: Split) -> tuple[Segment, ...]:
    parts = parts_of(split)
    whole = sum(parts)
    found, start = [], 0
    for part, minutes in zip(PARTS, parts, strict=True):
        if minutes:
            found.append(Segment(part.name, round(start * 100 / whole, 3), round(minutes * 100 / whole, 3)))
        start += minutes
    return tuple(found)


def _gauge(split: Split, scale: int) -> Gauge | None:
    if split.share is None:
        return None
    low, high = split.range or (None, None)
    return Gauge(_place(split.share, scale), *(None if end is None else _place(end, scale) for end in (low, high)))


def _place(share: Fraction, scale: int) -> float:
    return round(float(share * 10_000 / scale), 3)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=PackageLoader("standup.reports", "templates"),
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("week.html.j2")


def _safe(value: object) -> object:
    """What an expression of the template gives, as a page may show it; markup that the template made stays markup."""
    return shown(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
