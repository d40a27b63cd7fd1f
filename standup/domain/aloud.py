"""What one would say at the standup, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

MOST_LINES = 10


def few_lines(sections: Sequence[tuple[str, Sequence[str]]], most: int = MOST_LINES) -> list[str]:
    """Sections of a heading and its items, in at most so many lines; what is left out is counted.

    Items are left out where a section has the most of them. A section takes two lines at least, so that `most` has to
    be twice their number or more.
    """
    shown = [len(items) for _, items in sections]

    def lines_of(number: int) -> int:
        return 1 + shown[number] + (shown[number] < len(sections[number][1]))

    while sum(map(lines_of, range(len(sections)))) > most:
        longest = max(range(len(sections)), key=lambda number: shown[number])
        if not shown[longest]:
            break
        is_whole = shown[longest] == len(sections[longest][1])
        shown[longest] = max(0, shown[longest] - (2 if is_whole else 1))
    found = []
    for number, (heading, items) in enumerate(sections):
        found.append(heading)
        found += [f"- {item}" for item in items[: shown[number]]]
        left = len(items) - shown[number]
        found += [f"- and {left} more" if shown[number] else f"- {left} things"] if left else []
    return found
