"""What an import of work items did, as a value that adds up and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from standup.domain.text import shown
from standup.workspace.import_tally import EXAMPLES, ImportTally, counted, map_user

MOST_NAMES = 1000  # different names kept, whatever the file is


class Clash(Struct, frozen=True):
    """A work item that was edited here and changed at its source."""

    line: int
    key: str
    words: str
    """What is kept, and what the source says; not yet safe for a terminal."""


class WorkReport(ImportTally, kw_only=True):
    """What became of each row of a file of work items, and what people should know of it."""

    written: dict[str, int] = field(default_factory=dict)
    """Work items imported or updated, by the state that they have now."""
    unknown_people: dict[str, int] = field(default_factory=dict)
    """Rows by an assignee who is no developer here; their work items are nobody's."""
    likely_people: dict[str, str] = field(default_factory=dict)
    """Assignees who are no developers here, with the id of the one who may be meant."""
    unknown_states: dict[str, int] = field(default_factory=dict)
    """Rows by a state that no rule names; they are left out."""
    clashes: list[Clash] = field(default_factory=list)
    """The first that were edited here and changed there; ours are kept."""
    clashing: int = 0
    troubles: list[str] = field(default_factory=list)
    """The first cells that could not be read and were left out of a row that was imported."""
    troubled: int = 0
    unused_maps: list[str] = field(default_factory=list)
    """Names of the map of users that no row has."""

    def clash(self, clash: Clash) -> None:
        """Count a work item that both sides changed."""
        self.clashing += 1
        if len(self.clashes) < EXAMPLES:
            self.clashes.append(clash)

    def trouble(self, line: int, words: str) -> None:
        """Count a cell that was left out."""
        self.troubled += 1
        if len(self.troubles) < EXAMPLES:
            self.troubles.append(f"line {line}: {words}")

    def words(self) -> list[str]:
        """The report as lines; names and texts of the file in them are safe to print."""
        return list(self._words())

    def _words(self) -> Iterator[str]:
        yield from self.sum_words()
        if self.written:
            verb = "would be" if self.dry_run else "are"
            yield f"now {verb}: {', '.join(f'{count} {state}' for state, count in self.written.items())}"
        yield from self.bad_words()
        if self.unknown_states:
            yield (
                f"no state of ours is {_listed(self.unknown_states)}; these were left out: "
                "say --state 'NAME=doing' (todo, doing, blocked, done, dropped) for each"
            )
        if self.unknown_people:
            yield (
                f"not developers here: {_listed(self.unknown_people)}; their work items are nobody's: "
                f"map them, as {map_user(self.unknown_people, self.likely_people)}, and import again"
            )
        if self.clashing:
            what = counted(self.clashing, "work item")
            yield f"{what} edited here and changed there; ours stay, --theirs takes theirs:"
            for clash in self.clashes:
                yield f"  {shown(clash.key)} (line {clash.line}): {shown(clash.words)}"
            yield from self._more(self.clashing - len(self.clashes))
        if self.troubled:
            yield f"{counted(self.troubled, 'cell')} left out, because they cannot be read:"
            yield from (f"  {shown(words)}" for words in self.troubles)
            yield from self._more(self.troubled - len(self.troubles))
        if self.unused_maps:
            yield f"no row is by {', '.join(map(shown, self.unused_maps))}, whom the map of users names"

    @staticmethod
    def _more(count: int) -> Iterator[str]:
        if count > 0:
            yield f"  ... and {count} more"


def _listed(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = ", ".join(f"{shown(name)} ({counted(count, 'row')})" for name, count in ordered[:EXAMPLES])
    return words + (f" and {len(ordered) - EXAMPLES} more" if len(ordered) > EXAMPLES else "")
