"""The lines that are typed in a round: names before a colon, and a sentence that becomes a work item or touchpoint."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.checkin import person_named
from standup.domain.dates import Direction, day_phrase_length, parse_day
from standup.domain.errors import UsageError
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.rounds import line_of
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer
from standup.workspace.names import customer_name
from standup.workspace.session import Workspace
from standup.workspace.touchpoints import new_touchpoint
from standup.workspace.work import free_key, next_key

_LONGEST_DAY = 3  # words


class Named(NamedTuple):
    """Words, and the developers named before them."""

    people: tuple[str, ...]
    """Ids."""
    text: str


class NewItem(NamedTuple):
    """What a sentence becomes."""

    record: WorkItem | Touchpoint
    text: str
    """How the minutes tell it."""
    owner: str
    """Id of a developer."""


def named_line(roster: Roster, text: str) -> Named:
    """Read `bob, zoe: rate limits`; before a colon that follows no names of the team the words are words.

    Raises UsageError where a name fits several.
    """
    active = {one.id: one.name for one in roster.developers.values() if one.active}
    lead, colon, rest = text.partition(":")
    if not colon or not rest.strip():
        return Named((), text)
    found = [person_named(name.strip().removeprefix("@"), active) for name in lead.split(",")]
    people = tuple(dict.fromkeys(one for one in found if one is not None))
    return Named(people, rest) if None not in found else Named((), text)


def people_words(roster: Roster, people: tuple[str, ...]) -> str:
    """The names in one line, safe for a terminal: `Bob Marsh, Zoë Müller`."""
    return ", ".join(shown(roster.developers[one].name) for one in people if one in roster.developers)


def new_item(workspace: Workspace, roster: Roster, text: str, owner: str) -> NewItem:
    """What `zoe: @acme fri send the quote` becomes: a touchpoint where a customer is named, else a work item.

    `owner` (an id) is meant where nobody is named. Raises UsageError and NotFoundError as adding one would.
    """
    line = named_line(roster, text)
    if len(line.people) > 1:
        raise UsageError("one person owns it; name one before the colon, or park it with p for several")
    owner = line.people[0] if line.people else owner
    today = workspace.today()
    words = line.text.split()
    customer = _taken(words, "@", "with:")
    key = _taken(words, "#", "work:")
    due = _day(words, today)
    title = line_of(" ".join(words), "sentence")
    if customer is not None and key is not None:
        raise UsageError(f"'{shown(key)}' and '{shown(customer)}': is it a work item or a touchpoint? leave one out")
    name = shown(roster.developers[owner].name) if owner in roster.developers else shown(owner)
    when = f", due {day_words(due, today)}" if due else ""
    if customer is not None:
        found = find_customer(roster, customer)
        point = new_touchpoint(workspace, found.id, title, developer=owner, today=today, due_on=due)
        return NewItem(point, f"{customer_name(roster, found.id)}: {title}{when}", owner)
    free = free_key(workspace, key, roster) if key is not None else next_key(workspace)
    if not free:
        raise UsageError(f"no work item has a numbered key yet; give this one a key, such as #API-1, for {name}")
    item = WorkItem(
        id=workspace.new_id(),
        key=free,
        title=title,
        created_on=today,
        state_since=today,
        developer=owner,
        due_on=due,
    )
    return NewItem(item, f"{free} {title}{when}", owner)


def item_words(roster: Roster, item: NewItem) -> str:
    """What a sentence becomes, in words that are safe for a terminal."""
    kind = f"touchpoint ({item.record.kind})" if isinstance(item.record, Touchpoint) else "work item"
    return f"{kind} of {people_words(roster, (item.owner,))}: {shown(item.text)}"


def _taken(words: list[str], *leads: str) -> str | None:
    """The first word that begins so, taken out of the words, without what it begins with."""
    for place, word in enumerate(words):
        for lead in leads:
            if word.startswith(lead) and len(word) > len(lead):
                return words.pop(place).removeprefix(lead)
    return None


def _day(words: list[str], today: date) -> date | None:
    """The day with which the words begin or end, taken out of them; `by` before it goes too."""
    length = day_phrase_length(words)
    if length:
        found = words[:length]
        del words[:length]
        return _ahead(" ".join(found), today)
    for size in range(min(_LONGEST_DAY, len(words)), 0, -1):
        if day_phrase_length(words[-size:]) == size:
            found = words[-size:]
            del words[-size:]
            if words and words[-1].casefold() in ("by", "on", "until"):
                words.pop()
            return _ahead(" ".join(found), today)
    return None


def _ahead(text: str, today: date) -> date:
    day = parse_day(text, today, Direction.FUTURE)
    if day < today:
        raise UsageError(f"{day_words(day, today)} is over; a new item lies ahead")
    return day
