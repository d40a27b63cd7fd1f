"""Check-ins in words: what one would say aloud, and the day's check-ins as one text for a chat; no hours anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from standup.domain.aloud import few_lines
from standup.domain.checkin import Offer
from standup.domain.conflicts import blocker_words
from standup.domain.records import Blocker, WorkItem
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.checkin import CheckInView, DayOfCheckIns, Draft
from standup.workspace.session import Workspace, known_names

NOTHING_LOGGED = "Nothing logged: unknown, not zero"
NOTHING_TO_TELL = "Logged, but nothing to tell of: no work item, customer or touchpoint"


def said_yesterday(draft: Draft) -> list[str]:
    """What I would say of the last working day, in ten lines that are safe for a terminal."""
    did = _did(draft)
    heading = day_words(draft.since, draft.day)
    return few_lines([(heading, did)]) if did else [heading, NOTHING_TO_TELL if draft.has_log else NOTHING_LOGGED]


def said_today(workspace: Workspace, draft: Draft) -> list[str]:
    """What I would say today of all three parts, in ten lines that are safe for a terminal."""
    plan = [shown(offer.text) for offer in _both_sides(draft)]
    nothing = "nothing to tell of what I logged" if draft.has_log else "nothing that I logged"
    names = known_names(workspace.store.roster())
    blockers = [*(blocker_words(one, names) for one in draft.blockers), *map(waiting_text, draft.waiting)]
    sections: list[tuple[str, Sequence[str]]] = [
        (f"{day_words(draft.since, draft.day)}:", _did(draft) or [nothing]),
        ("Today:", plan or ["nothing planned yet"]),
    ]
    if blockers:
        sections.append(("Blocked:", blockers))
    return few_lines(sections)


def _both_sides(draft: Draft) -> list[Offer]:
    """My plan as I said it; as it is offered, work items and the rest take turns, so that none is cut off whole."""
    plan = [offer for offer in draft.plan if offer.is_ticked]
    if draft.said is not None and draft.said.plan:
        return plan
    work = [offer for offer in plan if offer.work_item is not None]
    others = [offer for offer in plan if offer.work_item is None]
    return [one for pair in zip_longest(work, others) for one in pair if one is not None]


def _did(draft: Draft) -> list[str]:
    return [shown(offer.text) for offer in draft.did if offer.is_ticked]


def blocker_text(roster: Roster, blocker: Blocker) -> str:
    """Who must act and what, and that it is resolved where it is; safe for a terminal."""
    words = blocker_words(blocker, known_names(roster))
    return words if blocker.resolved_on is None else f"{words} (resolved)"


def waiting_text(item: WorkItem) -> str:
    """A blocked work item, and who or what it waits for; safe for a terminal."""
    return shown(f"{item.key} {item.title}, waits for {item.blocker or 'nobody who is named'}")


def round_text(workspace: Workspace, day: DayOfCheckIns) -> str:
    """The check-ins of a day as plain text, safe for a terminal, and who has not checked in."""
    roster = workspace.store.roster()
    lines = [f"Check-ins, {day_words(day.day, workspace.today())}"]
    for view in day.checked_in:
        lines += ["", shown(view.developer.name)]
        lines += [f"  {part}: {text}" for part, texts in _parts(roster, view) for text in texts]
    lines += ["", *_others(day, is_past=day.day < workspace.today())]
    return "\n".join(lines).strip() + "\n"


def round_markdown(workspace: Workspace, day: DayOfCheckIns) -> str:
    """The check-ins of a day as Markdown for a chat, and who has not checked in; text of people stays text."""
    from standup.reports.as_markdown import markdown

    roster = workspace.store.roster()
    lines = [f"# Check-ins, {day.day.isoformat()}"]
    for view in day.checked_in:
        lines += ["", f"**{markdown(view.developer.name)}**", ""]
        lines += [f"- {part}: {markdown(text)}" for part, texts in _parts(roster, view) for text in texts]
    others = [markdown(line) for line in _others(day, is_past=day.day < workspace.today())]
    lines += [line for other in others for line in ("", other)]
    return "\n".join(lines) + "\n"


def _parts(roster: Roster, view: CheckInView) -> Iterator[tuple[str, list[str]]]:
    yield "did", [shown(text) for text in view.check_in.did]
    yield "plan", [shown(item.text) for item in view.check_in.plan]
    yield "blocked", [*(blocker_text(roster, one) for one in view.blockers), *map(waiting_text, view.waiting)]


def _others(day: DayOfCheckIns, *, is_past: bool) -> list[str]:
    """Who has not checked in, and who does not need to."""
    found = []
    if day.missing:
        yet = "" if is_past else " yet"
        found.append(f"Not checked in{yet}: {_names(one.name for one in day.missing)}")
    elif day.checked_in:
        found.append(f"Everybody who {'was' if is_past else 'is'} at work has checked in")
    if day.not_begun:
        found.append(f"Their day has not begun: {_names(one.name for one in day.not_begun)}")
    if day.away:
        found.append(f"Away: {', '.join(f'{shown(one.name)} ({shown(why)})' for one, why in day.away)}")
    return found


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(shown, names))
