"""Who knows a customer, and what becomes of what somebody has open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from standup.domain.errors import UsageError
from standup.domain.knowing import LOOK_BACK_DAYS, Knower
from standup.domain.records import Developer, Touchpoint
from standup.domain.text import shown
from standup.domain.touchpoints import Urgency
from standup.domain.weeks import day_words
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.host import Host
from standup.tui.text import counted
from standup.tui.ticking import Tickable, TickDialog
from standup.workspace.handover import hand_over, handover
from standup.workspace.knowing import who_of
from standup.workspace.lines import handover_line
from standup.workspace.touchpoint_rows import TouchpointRow
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

    if not listed.touchpoints and not listed.work:
        host.tell("Hand over", f"{shown(listed.name)} has nothing open")
        return
    people = sorted(one.id for one in host.workspace.store.roster().developers.values() if one.active)
    taker = next((one for one in people if one != developer.id), "")
    giving = (
        [(taker, "all of it, or what is ticked"), (f"overdue to {taker}", "overdue touchpoints alone")] if taker else []
    )

    def run(text: str, ticked: Collection[str], *, dry: bool) -> str:
        line = handover_line(host.workspace, text)
        return hand_over(
            host.workspace,
            developer.id,
            to=line.to,
            due_on=line.due_on,
            per_day=line.per_day,
            overdue_only=line.overdue_only,
            names=ticked,
            dry=dry,
        )

    today = listed.today
    rows = [
        *(Tickable(row.touchpoint.id, row.customer, _touchpoint_words(row, today)) for row in listed.touchpoints),
        *(Tickable(item.id, item.key, item.title) for item in listed.work),
    ]
    dialog = TickDialog(
        "Hand over or plan anew",
        f"{listed.name} has {counted(len(listed.touchpoints), 'touchpoint')}"
        f" and {counted(len(listed.work), 'work item')} open",
        rows,
        check=lambda text, ticked: run(text, ticked, dry=True),
        act=lambda text, ticked: run(text, ticked, dry=False),
        hint="to whom, or a day to plan on",
        examples=(
            *(giving if taker else ()),
            ("nobody", "so that the team sees it is free"),
            ("overdue plan mon 3 a day", "after a holiday: three on each day"),
        ),
    )
    host.ask("Handed over", dialog)


def _touchpoint_words(row: TouchpointRow, today: date) -> str:
    until = row.touchpoint.snoozed_until if row.urgency is Urgency.SNOOZED else None
    snoozed = f", snoozed to {day_words(until, today)}" if until else ""
    return f"{row.touchpoint.title} · {row.due or 'no date'}{snoozed}"
