"""Days on the command line: read as people write them, shown as people say them."""

from __future__ import annotations

from datetime import date

from standup.cli.context import Context
from standup.domain.dates import Direction, parse_day
from standup.domain.weeks import day_words


def future_day(text: str | None, context: Context) -> date | None:
    """A day to come, as a due date is; None where none was given."""
    return None if text is None else parse_day(text, context.workspace.today(), Direction.FUTURE)


def past_day(text: str | None, context: Context) -> date:
    """A day gone by or today, as a log has it; today where none was given."""
    today = context.workspace.today()
    return today if text is None else parse_day(text, today, Direction.PAST)


def day_text(day: date | None, today: date) -> str:
    """A day for a listing; empty where there is none."""
    return "" if day is None else day_words(day, today)
