"""What an import of touchpoints did, as a value that adds up and as lines for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from msgspec import Struct, field

from standup.domain.customer_match import NO_WORDS
from standup.domain.skipped import Skip
from standup.domain.text import shown
from standup.workspace.import_report import MOST_ALIKE, Alike
from standup.workspace.import_tally import EXAMPLES, ImportTally, counted

_NO_CUSTOMERS = "`standup customer add acme` adds one, and there is none yet"


class Unmatched(Struct):
    """Rows with one text that means no customer, or several."""

    rows: Alike
    several: bool = False


class TouchpointReport(ImportTally, kw_only=True):
    """What became of each row of a calendar or a table of activities, and what people should know of it.

    A row is an event that comes once, an activity, or one occurrence of an event that comes again.
    """

    first: str = ""
    """The first day that was asked for."""
    last: str = ""
    planned: int = 0
    """Open touchpoints written."""
    contacts: int = 0
    """Contacts of the past written."""
    dropped: int = 0
    """Open touchpoints of earlier imports whose events were called off."""
    replanned: int = 0
    """Touchpoints of a cadence that a contact moved."""
    rows_by_customer: dict[str, int] = field(default_factory=dict)
    unmatched: dict[str, Unmatched] = field(default_factory=dict)
    """Rows whose customer nobody can tell, by the text that says most of them."""
    mapped: dict[str, str] = field(default_factory=dict)
    """Texts that are remembered from now on, with their customers."""
    no_customers: bool = False
    """Whether there is no customer yet whom a text could mean."""
    other_owners: dict[str, int] = field(default_factory=dict)
    """Rows of colleagues, which a lead may import."""

    def miss(self, line: int, text: str, *, several: bool) -> None:
        """Count a row whose customer nobody can tell."""
        if text in self.unmatched or len(self.unmatched) < MOST_ALIKE:
            self.unmatched.setdefault(text, Unmatched(Alike(line), several)).rows.rows += 1

    def words(self, command: str) -> list[str]:
        """The report as lines; names and texts of the file in them are safe to print.

        `command` is what imports the file, for options to be put behind it.
        """
        return list(self._words(command))

    def _words(self, command: str) -> Iterator[str]:
        yield from self.sum_words()
        verb = "would be written" if self.dry_run else "written"
        parts = [counted(self.planned, "touchpoint")] if self.planned else []
        parts += [f"{counted(self.contacts, 'contact')} of the past"] if self.contacts else []
        if parts:
            yield f"{' and '.join(parts)} {verb}, from {self.first} to {self.last}"
        if self.rows_by_customer:
            ordered = sorted(self.rows_by_customer.items(), key=lambda item: (-item[1], item[0]))
            listed = ", ".join(f"{shown(name)} {count}" for name, count in ordered[:EXAMPLES])
            yield f"by customer: {listed}{f' and {len(ordered) - EXAMPLES} more' if len(ordered) > EXAMPLES else ''}"
        if self.dropped:
            yield f"{counted(self.dropped, 'touchpoint')} dropped: called off there"
        if self.replanned:
            yield f"{counted(self.replanned, 'touchpoint')} of a cadence re-planned by these contacts"
        for text, customer in self.mapped.items():
            remembered = "would be remembered" if self.dry_run else "remembered"
            yield f"{remembered}: {shown(text)} means {shown(customer)}"
        yield from self.bad_words()
        yield from self._unmatched_words(command)
        yield from self._remarks()

    def _unmatched_words(self, command: str) -> Iterator[str]:
        if not self.unmatched:
            return
        often = sorted(self.unmatched.items(), key=lambda item: (-item[1].rows.rows, item[1].rows.line))[:EXAMPLES]
        text = next((shown(text) for text, _ in often if text != NO_WORDS), "TEXT")
        pair = shlex.quote(f"{text}=CUSTOMER")
        yield (
            f"no customer found for these; say it once for each text, as {command} --map {pair}, or for many by a word "
            "in them, as --rule '*~WORD=CUSTOMER'" + (f"; {_NO_CUSTOMERS}" if self.no_customers else "") + ":"
        )
        for text, found in often:
            several = " (several customers fit)" if found.several else ""
            yield f"  {counted(found.rows.rows, 'row')}, first in line {found.rows.line}: {shown(text)}{several}"
        told = sum(found.rows.rows for _, found in often)
        if (more := self.skipped.get(Skip.UNMATCHED, 0) - told) > 0:
            yield f"  ... and {counted(more, 'row')} with other words"

    def _remarks(self) -> Iterator[str]:
        if self.skipped.get(Skip.PAST):
            yield "what is past counts as a contact only with --past-as-contacts"
        if self.skipped.get(Skip.OUTSIDE):
            yield f"asked for: {self.first} to {self.last}; --from and --to say other days"
        if edited := self.skipped.get(Skip.EDITED):
            yield f"{counted(edited, 'corrected row')} left alone: the touchpoint was edited here since it was imported"
        if self.other_owners:
            owners = sorted(self.other_owners.items())[:EXAMPLES]
            names = ", ".join(f"{shown(name)} ({count})" for name, count in owners)
            yield f"rows of colleagues, which a lead may import: {names}"
        if self.skipped.get(Skip.STOPPED):
            yield "the file has more than can come in at once; say fewer days with --from and --to"
