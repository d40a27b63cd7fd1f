"""Who knows a customer, and what becomes of what somebody has open."""

from __future__ import annotations

from collections.abc import Callable

from standup.domain.errors import UsageError
from standup.domain.knowing import LOOK_BACK_DAYS, Knower
from standup.domain.records import Developer, Touchpoint
from standup.domain.text import shown
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.handover import hand_over, handover
from standup.workspace.knowing import who_of
from standup.workspace.lines import handover_line
from standup.workspace.touchpoints import edit_touchpoint

_TITLE = f"Who knows them? the last {LOOK_BACK_DAYS} days; enter gives it to one"


def ask_who(host: Host, touchpoint: Touchpoint) -> None:
    """Show who knows the customer of a touchpoint, and give it to the one who is chosen; nobody is by itself."""
    known = host.attempt(lambda: who_of(host.workspace, touchpoint, period=False))
    if known is None:
        return

    def give(person: Knower) -> Callable[[], str]:
        def act() -> str:
            if person.is_owner:
                raise UsageError(f"{shown(person.name)} has it already; choose somebody else")
            edit_touchpoint(host.workspace, touchpoint.id, seen=touchpoint, developer=person.developer)
            return f"{known.about} is {shown(person.name)}'s"

        return act

    choices = [Choice(person.name, words, give(person)) for person, words in known.people]
    host.ask("Given", ChoiceDialog(_TITLE, known.about, choices, wide=True))


def ask_hand_over(host: Host, developer: Developer) -> None:
    """Hand over what a developer has open, or plan it anew, after asking for a line that says how."""
    listed = host.attempt(lambda: handover(host.workspace, developer.id))
    if listed is None:
        return

    def run(text: str, *, dry: bool) -> str:
        line = handover_line(host.workspace, text)
        return hand_over(
            host.workspace,
            developer.id,
            to=line.to,
            unassign=line.to_nobody,
            due_on=line.due_on,
            per_day=line.per_day,
            overdue_only=line.overdue_only,
            dry=dry,
        )

    touchpoints, work = len(listed.touchpoints), len(listed.work)
    dialog = LineDialog(
        "Hand over or plan anew",
        f"{listed.name} has {touchpoints} touchpoint{'s' * (touchpoints != 1)}"
        f" and {work} work item{'s' * (work != 1)} open",
        check=lambda text: run(text, dry=True),
        act=lambda text: run(text, dry=False),
        hint="to whom, or a day to plan on; `standup handover` lists it all and takes some by name",
        examples=(
            ("to bob", "all of it"),
            ("overdue to bob", "overdue touchpoints alone"),
            ("to nobody", "so that the team sees it is free"),
            ("overdue plan mon 3 a day", "after a holiday: three a day from Monday"),
        ),
    )
    host.ask("Handed over", dialog)
