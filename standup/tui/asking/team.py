"""What a lead is asked on the Team: which week, another band, a slot for a touchpoint, and whether to publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from standup.domain.split import Band
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.lines import agreed_line
from standup.workspace.people import edit_team
from standup.workspace.publishing import publish_week, running_words
from standup.workspace.team_view import give_slot


def ask_week(host: Host, show: Callable[[Week], None]) -> None:
    """Show another week, after asking which."""

    def read(text: str) -> Week:
        return Week.parse(text, host.workspace.today())

    def words(text: str) -> str:
        week = read(text)
        return f"{week}: {day_words(week.monday)} - {day_words(week.sunday)} {week.sunday.year}"

    def act(text: str) -> str:
        show(read(text))
        return ""

    dialog = LineDialog(
        "Which week?",
        "The Team in a week",
        check=words,
        act=act,
        hint="a week",
        examples=(
            ("W47", "by its number, of this year"),
            ("2026-W47", "of any year"),
            ("last", "the week before this one"),
            ("2026-11-20", "by a day in it"),
        ),
    )
    host.ask("", dialog)


def ask_band(host: Host, band: Band) -> None:
    """Agree on another target band, or on another budget of interrupts."""
    budget = host.workspace.store.roster().team.interrupt_budget

    def act(text: str) -> str:
        line = agreed_line(text)
        edit_team(host.workspace, band=line.band, interrupt_budget=line.interrupt_budget)
        return line.words

    dialog = LineDialog(
        "Which target band, or budget?",
        f"Now {band} customer, and interrupts up to {budget} % of the logged time",
        check=lambda text: agreed_line(text).words,
        act=act,
        hint="two per cents; or interrupts, and one",
        value=f"{band.low}-{band.high}",
        offered=True,
        examples=(
            ("10-20", "one to two hours of ten are for customers"),
            ("interrupts 20", "what those not on duty may spend on what comes in between"),
        ),
    )
    host.ask("Agreed", dialog)


def ask_slot(host: Host, touchpoint: str, name: str) -> None:
    """Give a touchpoint a day; `name` is what people call it."""
    dialog = LineDialog(
        "On which day is it its turn?",
        name,
        check=lambda text: give_slot(host.workspace, touchpoint, text, dry=True),
        act=lambda text: give_slot(host.workspace, touchpoint, text),
        hint="a day from today on; it becomes the due date",
        examples=(("fri", "the next Friday"), ("tomorrow", "or today"), ("2026-12-01", "any day")),
    )
    host.ask("Slot", dialog)


def ask_publish(host: Host, week: Week, open_for: Sequence[str]) -> None:
    """Publish a week, after showing who has not closed it."""

    def publish() -> str:
        publish_week(host.workspace, week, anyway=True)
        return f"{week} is published; later changes show as corrections"

    about = f"{week}: everybody has closed it"
    notes: tuple[str, ...] = ()
    if open_for:
        about = f"{week}: {len(open_for)} {'has' if len(open_for) == 1 else 'have'} not closed it"
        notes = (", ".join(map(shown, open_for)),)
    if running := running_words(week, host.workspace.today()):
        notes = (*notes, running)
    choices = [
        Choice("wait", "publish nothing now", lambda: ""),
        Choice("publish", "keep the summary as it is now" + (", all the same" if open_for else ""), publish),
    ]
    host.ask("Published", ChoiceDialog("Publish the week?", about, choices if open_for else choices[::-1], notes=notes))
