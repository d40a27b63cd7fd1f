"""What an import did, as a value that adds up and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from standup.domain.duration import format_minutes
from standup.domain.records import Bucket
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.workspace.import_tally import EXAMPLES, ImportTally, counted, map_user

MOST_ALIKE = 1000  # different words kept, whatever the file is


class Written(Struct):
    """Entries and minutes that an import wrote into one bucket."""

    entries: int = 0
    minutes: int = 0


class Alike(Struct):
    """Rows that say the same: the line of the first one, and how many there are."""

    line: int
    rows: int = 0


class ImportReport(ImportTally, kw_only=True):
    """What became of each row of a time log, and what people should know of it.

    All of the counts are rows of the file; a row that is cut at midnight is one row and two entries.
    """

    unclassified: dict[str, Alike] = field(default_factory=dict)
    """Rows that no rule covers, by their words, so that rules can be written from them."""
    unknown_people: dict[str, int] = field(default_factory=dict)
    """Rows by the name of a person who is no developer here."""
    likely_people: dict[str, str] = field(default_factory=dict)
    """Names that nobody here has, with the id of the developer who may be meant."""
    unmatched_clients: dict[str, int] = field(default_factory=dict)
    """Customer rows by a client that is no customer here."""
    rows_by_developer: dict[str, int] = field(default_factory=dict)
    created_developers: list[str] = field(default_factory=list)
    created_customers: list[str] = field(default_factory=list)
    overlaps: int = 0
    overlapping_lines: list[int] = field(default_factory=list)
    disagreements: int = 0
    disagreeing_lines: list[int] = field(default_factory=list)
    written: dict[Bucket, Written] = field(default_factory=dict)
    leave_days: int = 0
    """Whole days of leave written; their rows count as imported or updated like all others."""
    leave_halves: int = 0
    leave_removed: int = 0
    """Days of leave of earlier imports whose rows were corrected to less than half a day's leave."""
    rerounded: int = 0
    """Entries of unchanged rows whose minutes moved because a neighbour's seconds did."""
    removed: int = 0
    """Entries of a further day that a corrected row no longer reaches, or whose row is leave now."""
    missing: int = 0
    """Entries and leave that an earlier import of this source made and the file no longer has; they are kept."""
    closed_weeks: list[str] = field(default_factory=list)
    """Closed weeks that the import altered, as `dana 2026-W27`."""
    unused_maps: list[str] = field(default_factory=list)
    """Names of the map of users that no row has."""

    def skip(self, row: SkippedRow) -> None:
        """Count a row that is not imported, and keep it as an example where people have to act on it."""
        super().skip(row)
        alike = row.words in self.unclassified or len(self.unclassified) < MOST_ALIKE
        if row.skip is Skip.UNCLASSIFIED and alike:
            self.unclassified.setdefault(row.words, Alike(row.line)).rows += 1

    def words(self) -> list[str]:
        """The report as lines; names and texts of the file in them are safe to print."""
        return list(self._words())

    def _words(self) -> Iterator[str]:
        yield from self.sum_words()
        verb = "would be written" if self.dry_run else "written"
        for bucket, written in sorted(self.written.items(), key=lambda item: list(Bucket).index(item[0])):
            yield f"{bucket}: {format_minutes(written.minutes)} in {_entries(written.entries)} {verb}"
        if self.leave_days or self.leave_halves:
            parts = (counted(self.leave_days, "day"), counted(self.leave_halves, "half day"))
            yield f"leave: {' and '.join(part for part in parts if not part.startswith('0 '))} {verb}"
        yield from self._created()
        yield from self._to_act_on()
        yield from self._remarks()

    def _created(self) -> Iterator[str]:
        verb = "to create" if self.dry_run else "created"
        for what, names in (("developers", self.created_developers), ("customers", self.created_customers)):
            if names:
                yield f"{what} {verb}: {', '.join(map(shown, names))}"
        for name in self.created_developers:
            if name in self.likely_people:
                before = "" if self.dry_run else "`standup undo`, and import "
                already = f"{shown(name)} may be {shown(self.likely_people[name])}, who is here already"
                yield f"{already}: if so, {before}with {map_user([name], self.likely_people)}"

    def _to_act_on(self) -> Iterator[str]:
        yield from self.bad_words()
        if self.unclassified:
            yield "no rule covers these rows; add --rule or --default:"
            often = sorted(self.unclassified.items(), key=lambda item: (-item[1].rows, item[1].line))[:EXAMPLES]
            for words, alike in often:
                yield f"  {counted(alike.rows, 'row')}, first in line {alike.line}: {shown(words)}"
            told = sum(alike.rows for _, alike in often)
            if (more := self.skipped.get(Skip.UNCLASSIFIED, 0) - told) > 0:
                yield f"  ... and {counted(more, 'row')} with other words"
        if self.unknown_people:
            pair = map_user(self.unknown_people, self.likely_people)
            yield (
                f"not developers here: {_listed(self.unknown_people)}; map them, as {pair}, or add --create-developers"
            )
        if self.unmatched_clients:
            yield (
                f"clients that are no customers here: {_listed(self.unmatched_clients)}; "
                "their time counts as customer time; add them with `standup customer add`, or all with "
                "--create-customers, and import again"
            )
        if edited := self.skipped.get(Skip.EDITED):
            yield f"{counted(edited, 'corrected row')} left alone: the entry was edited here since it was imported"
        if self.unused_maps:
            yield f"no row is by {', '.join(map(shown, self.unused_maps))}, whom the map of users names"

    def _remarks(self) -> Iterator[str]:
        if self.overlaps:
            lines = _lines(self.overlapping_lines)
            yield f"{counted(self.overlaps, 'row')} overlapping an earlier entry, kept: {lines}"
        if self.disagreements:
            yield (
                f"{counted(self.disagreements, 'row')} with a duration that is not start to end; "
                f"start and end were taken: {_lines(self.disagreeing_lines)}"
            )
        if self.rerounded:
            yield f"{_entries(self.rerounded)} of unchanged rows moved by a minute, so that their days add up"
        if self.removed:
            yield f"{_entries(self.removed)} removed, whose rows now end before midnight or are leave"
        if self.leave_removed:
            yield f"leave removed: {counted(self.leave_removed, 'day')} whose rows were corrected to less"
        if self.missing:
            what = "entry or day of leave" if self.missing == 1 else "entries or days of leave"
            yield f"kept: {self.missing} {what} of earlier imports that this file no longer has"
        if self.closed_weeks:
            yield f"closed weeks altered: {', '.join(self.closed_weeks)}"


def _listed(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = ", ".join(f"{shown(name)} ({counted(count, 'row')})" for name, count in ordered[:EXAMPLES])
    return words + (f" and {len(ordered) - EXAMPLES} more" if len(ordered) > EXAMPLES else "")


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _lines(lines: list[int]) -> str:
    return f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))}"
