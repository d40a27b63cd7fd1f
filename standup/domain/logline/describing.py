"""What a log line will do, in words: for the preview while it is typed, and as the answer when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from standup.domain.logline.values import EntryDraft, Names, NextStep, clock_words
from standup.domain.records import Bucket
from standup.domain.text import shown
from standup.domain.weeks import day_words


def describe(
    drafts: Sequence[EntryDraft],
    next_step: NextStep | None,
    names: Names,
    today: date | None = None,
    *,
    kept: bool = False,
    developer: str | None = None,
) -> str:
    """The drafts and the next step in words, safe for a terminal.

    `84 min production on API-12, 36 min customer on Acme Corp, Fri 20 Nov; next: Fri 27 Nov, send quote`.
    With `today` given, that day is called so, and days of other years show their year. Words that are `kept` call no
    day today, since they are read on another one. With the id of a `developer`, they say for whom.
    """
    clauses = [
        _on_day(day, list(of_day), names, today, kept) for day, of_day in groupby(drafts, key=lambda draft: draft.day)
    ]
    if developer is not None and clauses:
        clauses[-1] += f", for {shown(names.developer_name(developer))}"
    if next_step is not None:
        day = [_day(next_step.day, today, kept)] if next_step.day else []
        text = [shown(next_step.text)] if next_step.text else []
        clauses.append(f"next: {', '.join(day + text)}")
    return "; ".join(clauses)


def _on_day(day: date, drafts: Sequence[EntryDraft], names: Names, today: date | None, kept: bool) -> str:
    words = [_entry(draft, names) for draft in drafts]
    start = drafts[0].start
    words.append(_day(day, today, kept) + (f" from {clock_words(start.time())}" if start else ""))
    words += [_interrupt(drafts[0], kept)] * drafts[0].interrupt + [f"+{shown(tag)}" for tag in drafts[0].tags]
    return ", ".join(words)


def _interrupt(draft: EntryDraft, kept: bool) -> str:
    """`expedite interrupt, asked by Karin`; who asked is no word to be kept, as a note is none."""
    words = f"{draft.interrupt_class.value} interrupt" if draft.interrupt_class else "interrupt"
    return f"{words}, asked by {shown(draft.asked_by)}" if draft.asked_by and not kept else words


def _entry(draft: EntryDraft, names: Names) -> str:
    words = f"{draft.minutes} min {draft.bucket}"
    if draft.bucket is Bucket.PRODUCTION and draft.work_item:
        return f"{words} on {shown(draft.work_item)}"
    if draft.bucket is Bucket.CUSTOMER and draft.customer:
        return f"{words} on {shown(names.customer_name(draft.customer))}"
    return words


def _day(day: date, today: date | None, kept: bool) -> str:
    return "today" if day == today and not kept else day_words(day, today)
