"""The playbook of one touchpoint: the steps of its kind and of its customer's stage, with the ticks that it keeps."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from standup.domain.errors import StandupError, UsageError
from standup.domain.playbooks import Playbook
from standup.domain.records import Touchpoint
from standup.domain.text import shown
from standup.store.protocol import Roster
from standup.workspace.session import Workspace
from standup.workspace.touchpoints import tick, touchpoint_named


class Checked(NamedTuple):
    """One step of a playbook; those to tick are numbered from 1 through all playbooks of a touchpoint."""

    number: int
    """0 for what is only to be heeded."""
    section: str
    text: str
    is_ticked: bool


class Checklist(NamedTuple):
    """A playbook with the ticks of one touchpoint."""

    title: str
    about: str
    steps: tuple[Checked, ...]
    trouble: str = ""
    """Why the file cannot be read, or that it was cut; empty where all is well."""

    @property
    def sections(self) -> list[tuple[str, list[Checked]]]:
        """The steps by section, in their order."""
        found: dict[str, list[Checked]] = {}
        for step in self.steps:
            found.setdefault(step.section, []).append(step)
        return list(found.items())


_NOT_IN_IT = "Ticked before"
"""The section of steps that no playbook has any longer."""


def checklists(workspace: Workspace, roster: Roster, touchpoint: Touchpoint) -> tuple[Checklist, ...]:
    """The playbook of the touchpoint's kind, then that of the customer's stage; one that cannot be read says why.

    What was ticked and is in none of them any longer comes last.
    """
    customer = roster.customers.get(touchpoint.customer)
    found = []
    steps = 0
    for kind, stage in ((touchpoint.kind, ""), ("", customer.stage if customer else "")):
        try:
            books = list(workspace.playbooks_of(kind, stage))
        except StandupError as error:
            found.append(Checklist(kind or stage, "", (), str(error)))
            continue
        for book in books:
            found.append(_checked(book, touchpoint, steps))
            steps += sum(step.is_task for step in book.steps)
    known = {step.text for one in found for step in one.steps}
    gone = [text for text in touchpoint.ticks if text not in known]
    if gone:
        rest = tuple(Checked(steps + place, "", text, is_ticked=True) for place, text in enumerate(gone, 1))
        found.append(Checklist(_NOT_IN_IT, "", rest))
    return tuple(found)


def _checked(book: Playbook, touchpoint: Touchpoint, before: int) -> Checklist:
    numbers = count(before + 1)
    steps = tuple(
        Checked(next(numbers) if step.is_task else 0, step.section, step.text, step.text in touchpoint.ticks)
        for step in book.steps
    )
    return Checklist(
        book.title, book.about, steps, "the file is longer than a checklist; this is its begin" if book.is_cut else ""
    )


def tick_number(workspace: Workspace, text: str, number: int) -> Checked:
    """Tick the step with a number, or take its tick away; gives the step as it is then.

    Raises UsageError where there is no such step, and NotFoundError for the touchpoint.
    """
    roster = workspace.store.roster()
    touchpoint = touchpoint_named(workspace, text, roster)
    every = [step for one in checklists(workspace, roster, touchpoint) for step in one.steps]
    steps = {step.number: step for step in every if step.number}
    if number not in steps:
        have = f"its steps are 1 to {len(steps)}" if steps else "it has no playbook"
        raise UsageError(f"there is no step {number} for {shown(touchpoint.title)}; {have}")
    step = steps[number]
    return step._replace(is_ticked=step.text in tick(workspace, text, step.text).ticks)
