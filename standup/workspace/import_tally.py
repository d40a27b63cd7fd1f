"""What became of the rows of a file, whatever it brings: a value that adds up, with lines for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown

EXAMPLES = 20


class ImportTally(Struct, kw_only=True):
    """Each row accounted for: `read` = `imported` + `updated` + `unchanged` + the sum of `skipped`."""

    file: str
    source: str
    encoding: str
    encoding_guessed: bool = False
    dry_run: bool = False
    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: dict[Skip, int] = field(default_factory=dict)
    bad: list[SkippedRow] = field(default_factory=list)
    """The first rows that cannot be read, with line and reason; `skipped` has their number."""

    @property
    def adds_up(self) -> bool:
        """Whether each row that was read is accounted for."""
        return self.read == self.imported + self.updated + self.unchanged + sum(self.skipped.values())

    def skip(self, row: SkippedRow) -> None:
        """Count a row that is not imported, and keep it as an example where it cannot be read."""
        self.skipped[row.skip] = self.skipped.get(row.skip, 0) + 1
        if row.skip is Skip.BAD and len(self.bad) < EXAMPLES:
            self.bad.append(row)

    def sum_words(self) -> Iterator[str]:
        """Which file was read and how, and the sum of its rows."""
        guess = " (it is not UTF-8; names may look odd)" if self.encoding_guessed else ""
        yield f"{shown(self.file)}, read as {self.encoding}{guess}" + (": nothing is written" if self.dry_run else "")
        parts = [f"{self.imported} imported", f"{self.updated} updated", f"{self.unchanged} unchanged"]
        parts += [f"{count} skipped ({skip})" for skip, count in self.skipped.items() if count]
        yield f"{counted(self.read, 'row')} read = {' + '.join(parts)}"

    def bad_words(self) -> Iterator[str]:
        """The first rows that cannot be read, with line and reason, and how many more there are."""
        for row in self.bad:
            yield f"line {row.line}: {shown(row.words)}"
        if self.skipped.get(Skip.BAD, 0) > len(self.bad):
            yield f"... and {self.skipped[Skip.BAD] - len(self.bad)} more that cannot be read"


def map_user(names: Iterable[str], likely: Mapping[str, str]) -> str:
    """The option that says who is who, for the first of these names of whom a developer's id may be meant."""
    name = next((name for name in names if name in likely), None)
    return '--map-user "NAME=id"' if name is None else f"--map-user {shlex.quote(f'{shown(name)}={likely[name]}')}"


def counted(number: int, what: str) -> str:
    """A number with its noun, such as `1 row` and `2 rows`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
