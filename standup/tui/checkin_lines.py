"""The lines of the check-in dialog, and what of them is kept while it is closed without a check-in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from standup.domain.checkin import Offer, folded
from standup.domain.records import Blocker, PlanItem
from standup.workspace.checkin import Draft
from standup.workspace.commits import UnloggedSession


class Part(StrEnum):
    """The parts of a check-in as the dialog lists them; the last one is no part of it."""

    DID = "did"
    PLAN = "plan"
    BLOCKED = "blocked"
    UNLOGGED = "no log"


class Line(NamedTuple):
    """One row of the dialog; text is to the letter, not yet safe for a terminal."""

    part: Part
    text: str
    is_ticked: bool = True
    why: str = ""
    item: PlanItem | None = None
    blocker: Blocker | None = None
    """Mine that is open already; without a tick it is resolved."""
    session: UnloggedSession | None = None
    waits: bool = False
    """A work item of mine that is blocked: it is told with the check-in, and altered on the Board."""
    adds: bool = False
    """The row that asks for another line."""
    is_first: bool = False
    """Of its part."""
    offered: str = ""
    """The text that was offered; empty for what was typed."""
    was_ticked: bool = True
    """When it was offered."""

    @classmethod
    def of(cls, part: Part, offer: Offer) -> Line:
        """What is offered for a part."""
        item = offer.item if part is Part.PLAN else None
        ticked = offer.is_ticked
        return cls(part, offer.text, ticked, offer.why, item, offered=offer.text, was_ticked=ticked)

    @property
    def is_open(self) -> bool:
        """Whether it can be taken into the check-in, or out."""
        return self.session is None and not self.waits and not self.adds

    def saying(self, text: str) -> Line:
        """The line in other words, for the same work item or touchpoint."""
        item = self.item and PlanItem(text=text, work_item=self.item.work_item, touchpoint=self.item.touchpoint)
        return self._replace(text=text, item=item)


_TICKED, _OUT = "x", "-"
"""How a kept line begins; its text follows."""


def kept_name(draft: Draft) -> str:
    """Under which name the lines of a draft are kept: a day's own, until the check-in of that day is said otherwise."""
    return f"check-in {draft.day} {draft.said.version if draft.said else 0}"


def kept_lines(lines: Iterable[Line]) -> dict[str, str]:
    """What somebody typed, ticked or said otherwise than it was offered."""
    return {
        _name(line): f"{_TICKED if line.is_ticked else _OUT}{line.text}"
        for line in lines
        if line.is_open and (line.text, line.is_ticked) != (line.offered, line.was_ticked)
    }


def put_back(kept: Mapping[str, str], line: Line) -> Line:
    """A line that is offered, as somebody left it."""
    found = kept.get(_name(line))
    return line if found is None else line.saying(found[1:])._replace(is_ticked=found[0] == _TICKED)


def typed_before(kept: Mapping[str, str], there: Iterable[Line]) -> list[Line]:
    """What somebody had typed and is not offered by now."""
    known = {(line.part, folded(line.text)) for line in there}
    found = []
    for name, value in kept.items():
        part, plus, _ = name.partition("+")
        line = Line(Part(part), value[1:], value[0] == _TICKED, "typed") if plus and part in set(Part) else None
        if line is not None and (line.part, folded(line.text)) not in known:
            found.append(line)
    return found


def _name(line: Line) -> str:
    return f"{line.part}={line.offered}" if line.offered else f"{line.part}+{line.text}"
