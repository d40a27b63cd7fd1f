"""The weekly summary as CSV for spreadsheets: a row per developer, then the team."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from standup.domain.split import Split, share_words, verdict, verdict_words
from standup.domain.text import storable
from standup.domain.weeks import Week
from standup.reports.summary import WITHHELD, WeekSummary
from standup.reports.words import (
    COLUMNS,
    decimal,
    member_facts,
    minutes_of,
    team_facts,
    team_title,
)

HEADER = (
    "week",
    "from",
    "to",
    "as_of",
    "row",
    "id",
    "name",
    "closed",
    *COLUMNS,
    "coverage",
    "share",
    "share_low",
    "share_high",
    "verdict",
    "unknown_days",
    "leave_days",
    "in_words",
)

_UNKNOWN = ("",) * (len(HEADER) - len(("week", "from", "to", "as_of", "row", "id", "name", "closed", "in_words")))

# What a spreadsheet takes for the start of a formula, in ASCII and full width, behind blanks that it may drop.
_FORMULA = re.compile(r"['\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@\u2212＝＋－＠]|'*[\t\r\n]")


def csv_cell(text: str) -> str:
    """The text for a spreadsheet's cell: what it would take for a formula gets an apostrophe in front.

    An apostrophe in front of what already is such a text with apostrophes gets another one, so that no two texts
    become the same cell. Everything else stays to the letter, lone surrogates apart, which no file can hold.
    """
    text = storable(text)
    return f"'{text}" if _FORMULA.match(text) else text


def render_csv(summary: WeekSummary) -> str:
    """The summary as CSV: header, a row per developer, a row for the team, and a row `trend` for each week of the plot;
    each row says what is missing in words.

    Minutes are integers, shares and coverage fractions from 0 to 1 with four digits; a cell is empty where there is
    no figure or it is unknown, and so are the team's where totals are withheld. Text is quoted, to the letter but
    for `csv_cell`. Lines end in a line feed, to be written without translation as UTF-8 without a byte order mark:
    a mark would become part of the first column's name for every reader but Excel.
    """
    out = io.StringIO(newline="")
    # Quoting all text also keeps lone carriage returns, and semicolons where they separate columns.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADER)
    week = _week(summary.week, summary)
    for member in summary.members:
        who = ("developer", csv_cell(member.developer), csv_cell(member.name), "yes" if member.closed else "no")
        gaps = (member.unknown_days, member.leave_half_days / 2, _in_words(member_facts(member, summary)))
        writer.writerow((*week, *who, *_figures(member.split, summary), *gaps))
    who = ("team", "", csv_cell(team_title(summary)), "")
    if summary.team:
        gaps_of_team = (summary.team.unknown_days, "", _in_words(team_facts(summary.team, summary)))
        writer.writerow((*week, *who, *_figures(summary.team.split, summary), *gaps_of_team))
    else:
        writer.writerow((*week, *who, *_UNKNOWN, csv_cell(summary.withheld)))
    own = [csv_cell(words) for member in summary.members for words in (member.developer, member.name)]
    of = own if summary.audience.member is not None else ["", csv_cell(team_title(summary))]
    for one in summary.trend:
        who = ("trend", of[0], of[1], "yes" if one.closed else "no")
        if one.split is None:
            writer.writerow((*_week(one.week, summary), *who, *_UNKNOWN, csv_cell(WITHHELD)))
        else:
            words = (share_words(one.split), verdict_words(one.split, summary.band))
            told = ("", "", _in_words(filter(None, words)))
            writer.writerow((*_week(one.week, summary), *who, *_figures(one.split, summary), *told))
    return out.getvalue()


def _week(week: Week, summary: WeekSummary) -> tuple[str, ...]:
    return (str(week), week.monday.isoformat(), week.sunday.isoformat(), summary.today.isoformat())


def _figures(split: Split, summary: WeekSummary) -> tuple[object, ...]:
    low, high = split.range or (None, None)
    fractions = (decimal(split.coverage), decimal(split.share), decimal(low), decimal(high))
    numbers = ("" if number is None else number for number in (*minutes_of(split), *fractions))
    return (*numbers, verdict(split, summary.band).kind.value)


def _in_words(facts: Iterable[str]) -> str:
    return csv_cell("; ".join(facts))
