"""Playbooks: a short checklist for a kind of touchpoint and for the stage of a customer, read from Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.records import Touchpoint
from standup.domain.text import shown

STAGES = ("lead", "qualify", "discovery", "demo", "proposal", "close", "onboard", "renew")
_WARNINGS = ("do not ", "don't ", "never ")
"""How the heading of a section begins that says what not to do."""
_MOST_LINES = 400
"""A checklist is short; a file that is longer is cut, and says so."""


class Step(NamedTuple):
    """One line to tick, or to heed."""

    section: str
    text: str

    @property
    def is_task(self) -> bool:
        """Whether it is to be done and ticked; what stands below `Do not promise` or the like is only to be heeded."""
        return not self.section.casefold().startswith(_WARNINGS)


class Playbook(NamedTuple):
    """A title, a sentence on what this is about, and the steps in their order; safe for a terminal, never markup."""

    title: str
    about: str
    steps: tuple[Step, ...]
    is_cut: bool = False

    @property
    def sections(self) -> list[tuple[str, list[Step]]]:
        """The steps by section, in the order of the file."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.section, []).append(step)
        return list(found.items())


def read_playbook(markdown: str, name: str) -> Playbook:
    """The playbook of a Markdown text: `# title`, sentences, `## section`, and `- steps`; anything else is a sentence.

    A text without a title is called by `name`. Tasks written `- [ ]` are steps, too.
    """
    title, about, section = "", [], ""
    steps: list[Step] = []
    lines = markdown.splitlines()
    for line in lines[:_MOST_LINES]:
        words = shown(" ".join(line.split()))
        if words.startswith("## "):
            section = words[3:]
        elif words.startswith("# "):
            title = title or words[2:]
        elif words[:2] in ("- ", "* "):
            text = words[2:].removeprefix("[ ] ").removeprefix("[x] ").strip()
            if text:
                steps.append(Step(section, text))
        elif words and steps and line[:1].isspace():
            steps[-1] = Step(steps[-1].section, f"{steps[-1].text} {words}")
        elif words.strip("-*"):
            about.append(words)
    return Playbook(title or name, " ".join(about), tuple(dict.fromkeys(steps)), len(lines) > _MOST_LINES)


def stage_of(text: str) -> str:
    """The stage that a person wrote, by its name or a beginning of it; `none` is none. Raises UsageError."""
    word = text.strip().casefold()
    if word in ("", "none"):
        return ""
    found = [stage for stage in STAGES if stage == word] or [stage for stage in STAGES if stage.startswith(word)]
    if len(found) != 1:
        raise UsageError(f"'{shown(text)}' is no stage; the stages are {', '.join(STAGES)}")
    return found[0]


def ticked(touchpoint: Touchpoint, step: str) -> tuple[str, ...]:
    """The ticks of a touchpoint with one step turned: ticked where it was not, and the other way round."""
    if step in touchpoint.ticks:
        return tuple(one for one in touchpoint.ticks if one != step)
    return (*touchpoint.ticks, step)


def open_steps(playbooks: Iterable[Playbook], touchpoint: Touchpoint) -> list[Step]:
    """The steps that are not ticked yet, in their order."""
    tasks = [step for playbook in playbooks for step in playbook.steps if step.is_task]
    return [step for step in tasks if step.text not in touchpoint.ticks]
