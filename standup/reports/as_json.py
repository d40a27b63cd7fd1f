"""The weekly summary as JSON, schema `standup.week/1`: fields are added, never changed or taken away."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from standup.domain.closing import Correction
from standup.domain.shaping import Shaping
from standup.domain.split import Band, Split, share_words, verdict, verdict_words
from standup.reports.summary import Audience, DueTouchpoint, MemberWeek, TrendWeek, WeekSummary
from standup.reports.words import COLUMNS, days_over, decimal, minutes_of

SCHEMA = "standup.week/1"


def render_json(summary: WeekSummary) -> str:
    """The summary as an object, text to the letter, in ASCII so that no terminal can misread it.

    Minutes are integers, null where hours are unknown. Coverage and shares are fractions from 0 to 1 with four
    digits: coverage is null where nothing was available, `share` is null where there is none, its `low` and `high`
    are null where hours are unknown. `verdict` is one of the words of `VerdictKind`. `team` is null where the
    reader may not see totals, and `team_withheld` says why; so are the `figures` of a week of the `trend`. Minutes of
    `corrections` are differences, and may be negative.
    """
    return json.dumps(week_object(summary), indent=2, ensure_ascii=True) + "\n"


def week_object(summary: WeekSummary) -> dict[str, Any]:
    """The object of `render_json`, before it is written."""
    team = summary.team
    return {
        "schema": SCHEMA,
        "week": str(summary.week),
        "from": _day(summary.week.monday),
        "to": _day(summary.week.sunday),
        "as_of": _day(summary.today),
        "running": summary.running,
        "audience": _audience(summary.audience),
        "team_name": summary.team_name,
        "headline": summary.headline,
        "published": None
        if summary.published is None
        else {"on": _day(summary.published.on), "by": summary.published.by},
        "band": {"low": summary.band.low, "high": summary.band.high},
        "team": None
        if team is None
        else {
            **_figures(team.split, summary.band),
            "people": team.people,
            "without_hours": team.without_hours,
            "unknown_days": team.unknown_days,
        },
        "team_withheld": summary.withheld or None,
        "developers": [_developer(member, summary.band) for member in summary.members],
        "trend": [_trend_week(one, summary.band) for one in summary.trend],
        "touchpoints": _touchpoints(summary),
        "corrections": [_correction(one) for one in summary.corrections],
        "decisions": [
            {"need": one.need.value, "words": one.words, "evidence": one.evidence} for one in summary.decisions
        ],
    }


def _audience(audience: Audience) -> str | None:
    if audience.is_team:
        return "team"
    return "lead" if audience.is_lead else audience.member


def _trend_week(one: TrendWeek, band: Band) -> dict[str, Any]:
    return {
        "week": str(one.week),
        "closed": one.closed,
        "figures": None if one.split is None else _figures(one.split, band),
    }


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "id": one.developer,
        "name": one.name,
        "week": str(one.week),
        "since": one.since.value,
        "production": one.production,
        "customer": one.customer,
        "other": one.other,
    }


def _developer(member: MemberWeek, band: Band) -> dict[str, Any]:
    return {
        "id": member.developer,
        "name": member.name,
        "closed": member.closed,
        **_figures(member.split, band),
        "leave_days": member.leave_half_days / 2,
        "holidays": [{"day": _day(day), "name": name} for day, name in member.holidays],
        "unknown_days": member.unknown_days,
        "shaping": _shaping(member.shaping),
        "over_capacity": member.over_capacity,
    }


def _shaping(shaping: Shaping) -> dict[str, Any] | None:
    """The shaping share of production as a range; None where too little time is tagged to tell."""
    if shaping.range is None:
        return None
    low, high = shaping.range
    return {"low": decimal(low), "high": decimal(high)}


def _figures(split: Split, band: Band) -> dict[str, Any]:
    low, high = split.range or (None, None)
    return {
        **dict(zip(COLUMNS, minutes_of(split), strict=True)),
        "coverage": decimal(split.coverage),
        "share": None
        if split.share is None
        else {"point": decimal(split.share), "low": decimal(low), "high": decimal(high)},
        "verdict": verdict(split, band).kind.value,
        "share_words": share_words(split),
        "verdict_words": verdict_words(split, band),
    }


def _touchpoints(summary: WeekSummary) -> dict[str, Any]:
    found = summary.touchpoints
    return {
        "done": [
            {
                "customer": item.customer,
                "title": item.title,
                "outcome": item.outcome,
                "owner": item.owner,
                "closed_on": _day(item.closed_on),
            }
            for item in found.done
        ],
        **{
            name: [_late(item, summary.today) for item in late]
            for name, late in (
                ("starved", found.starved),
                ("unattended", found.unattended),
                ("overdue", found.overdue),
            )
        },
        **{
            name: [
                {"customer": item.customer, "title": item.title, "due_on": _day(item.due_on), "owner": item.owner}
                for item in planned
            ]
            for name, planned in (("due", found.due), ("next", found.next))
        },
        "snoozed": [
            {
                "customer": item.customer,
                "title": item.title,
                "until": _day(item.until),
                "reason": item.reason,
                "due_on": _day(item.due_on),
                "owner": item.owner,
            }
            for item in found.snoozed
        ],
        "no_next_step": [
            {"customer": item.customer, "last_contact": _day(item.last_contact), "reason": item.reason}
            for item in found.no_next_step
        ],
    }


def _late(item: DueTouchpoint, today: date) -> dict[str, Any]:
    return {
        "customer": item.customer,
        "title": item.title,
        "due_on": _day(item.due_on),
        "days_over": days_over(item, today),
        "owner": item.owner,
        "evidence": item.evidence,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
