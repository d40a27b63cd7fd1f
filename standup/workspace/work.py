"""Production work items: add, list, move and edit."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from itertools import count
from typing import Any

from standup.domain.change import Op, altered, create
from standup.domain.conflicts import edit_words
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import WorkItem, WorkState
from standup.domain.text import did_you_mean, shown, storable
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer
from standup.workspace.names import find_work
from standup.workspace.people import required
from standup.workspace.session import Workspace, at_one_moment, find_developer, known_names, open_work, owners

_KEY = re.compile(r'[^\s"#@<>]{1,60}')
_ORDER = {state: place for place, state in enumerate(("doing", "blocked", "todo", "done", "dropped"))}


def add_work(
    workspace: Workspace,
    key: str,
    title: str,
    *,
    estimate: int | None = None,
    due_on: date | None = None,
    developer: str | None = None,
    unowned: bool = False,
    customer: str | None = None,
    state: WorkState = WorkState.TODO,
) -> WorkItem:
    """Add a work item, mine unless `developer` or `unowned` says otherwise; `estimate` in minutes.

    Raises UsageError for a key that is taken (open or closed) or cannot be typed.
    """
    roster = workspace.store.roster()
    key = free_key(workspace, key, roster)
    me = workspace.developer(roster)
    owner = None if unowned else me.id if developer is None else find_developer(roster, developer).id
    today = workspace.today(me)
    item = WorkItem(
        id=workspace.new_id(),
        key=key,
        title=required(title, "title"),
        created_on=today,
        state=state,
        state_since=today,
        developer=owner,
        estimate=estimate,
        due_on=due_on,
        customer=None if customer is None else find_customer(roster, customer).id,
    )
    workspace.commit(f"add {shown(key)} {shown(item.title)}", [create(item)])
    return item


def free_key(workspace: Workspace, key: str, roster: Roster | None = None) -> str:
    """The key that a person wrote; raises UsageError where it is taken (open or closed) or cannot be typed."""
    key = checked_key(key)
    taken = find_work(workspace.store, roster or workspace.store.roster(), key, first=workspace.me)
    if taken is not None:
        raise UsageError(f"{shown(taken.key)} exists already: {shown(taken.title)} ({taken.state.value})")
    return key


def checked_key(key: str) -> str:
    """The key without what stands around it; raises UsageError where it cannot be typed."""
    key = storable(key).strip().removeprefix("#")
    if not _KEY.fullmatch(key) or shown(key) != key:
        raise UsageError(f"'{shown(key[:80])}' is no key; write it without spaces and quotes, such as API-12")
    return key


def next_key(workspace: Workspace) -> str:
    """The next free key with the prefix that I, or else anybody, used last: `API-22` after `API-21`.

    Empty where no work item has a key that ends with a number.
    """
    store, roster = workspace.store, workspace.store.roster()
    mine = [*store.desk(workspace.me).work_items]
    for year in store.closed_years(workspace.me)[:1]:
        mine += store.closed(workspace.me, year).work_items
    everyones = [*mine, *open_work(store, roster)]
    latest = max((item for item in mine if _NUMBERED.fullmatch(item.key)), key=_age, default=None) or max(
        (item for item in everyones if _NUMBERED.fullmatch(item.key)), key=_age, default=None
    )
    if latest is None:
        return ""
    prefix = _prefix(latest.key)
    highest = max(_number(item.key) for item in everyones if _prefix(item.key) == prefix)
    return next(
        key
        for key in (f"{prefix}{number}" for number in count(highest + 1))
        if find_work(store, roster, key, first=workspace.me) is None
    )


_NUMBERED = re.compile(r"(.*?)([0-9]{1,15})")


def _age(item: WorkItem) -> tuple[date, str]:
    return item.created_on, item.id


def _prefix(key: str) -> str:
    match = _NUMBERED.fullmatch(key)
    return match[1] if match else ""


def _number(key: str) -> int:
    match = _NUMBERED.fullmatch(key)
    return int(match[2]) if match else 0


def work_named(workspace: Workspace, key: str, roster: Roster | None = None) -> WorkItem:
    """The work item with a key, open or closed; raises NotFoundError with the closest matches."""
    roster = roster or workspace.store.roster()
    plain = key.strip().removeprefix("#")
    item = find_work(workspace.store, roster, plain, first=workspace.me)
    if item is None:
        known = [one.key for one in open_work(workspace.store, roster)]
        raise NotFoundError(f"no work item '{shown(plain)}'{did_you_mean(plain, known)}")
    return item


def in_order(items: list[WorkItem]) -> list[WorkItem]:
    """Doing, blocked, to do, then closed ones; the longest in its state first."""
    return sorted(items, key=lambda item: (_ORDER[item.state.value], item.state_since, item.id))


@at_one_moment
def list_work(
    workspace: Workspace, *, developer: str | None = None, everyone: bool = False, closed: bool = False
) -> list[WorkItem]:
    """Work items of one developer (me by default) or of everyone and nobody; closed ones on request."""
    roster = workspace.store.roster()
    chosen = workspace.me if developer is None else find_developer(roster, developer).id
    people = list(owners(roster)) if everyone else [chosen]
    items = [item for owner in people for item in workspace.store.desk(owner).work_items]
    if closed:
        items += [
            item
            for owner in people
            for year in workspace.store.closed_years(owner)
            for item in workspace.store.closed(owner, year).work_items
        ]
    return in_order(items)


def moved(item: WorkItem, state: WorkState, today: date, blocker: str = "") -> WorkItem:
    """The work item in another state; raises UsageError where it is in it already."""
    if state is item.state and blocker == item.blocker:
        raise UsageError(f"{shown(item.key)} is {state.value} already")
    since = item.state_since if state is item.state else today
    return altered(item, state=state, state_since=since, blocker=blocker if state is WorkState.BLOCKED else "")


def move_work(workspace: Workspace, key: str, state: WorkState, *, blocker: str = "") -> WorkItem:
    """Move a work item to another state; `blocker` says who or what has to act while it is blocked."""
    item = work_named(workspace, key)
    blocker = storable(blocker).strip()
    if blocker and state is not WorkState.BLOCKED:
        raise UsageError(f"'{shown(blocker)}' blocks nothing that is {state.value}; move it to blocked")
    later = moved(item, state, workspace.today(), blocker)
    words = f"move {shown(item.key)} to {state.value}"
    workspace.commit(f"{words}: {shown(blocker)}" if blocker else words, [Op(item, later)])
    return later


def unblock(workspace: Workspace, key: str) -> WorkItem:
    """Move a blocked work item back to the state in which it was when it got blocked; doing where nobody knows."""
    item = work_named(workspace, key)
    if item.state is not WorkState.BLOCKED:
        raise UsageError(f"{shown(item.key)} is not blocked")
    return move_work(workspace, item.key, _before_blocked(workspace, item))


def _before_blocked(workspace: Workspace, item: WorkItem) -> WorkState:
    for change in workspace.store.record_history(item):
        before = change.before
        if isinstance(before, WorkItem) and before.state is not WorkState.BLOCKED:
            return before.state if before.state.is_open else WorkState.DOING
    return WorkState.DOING


CLEARED = {"estimate": "estimate", "due": "due_on", "customer": "customer"}
"""What an edit can take away from a work item, and the field that is None then."""


def edit_work(
    workspace: Workspace,
    key: str,
    *,
    unassign: bool = False,
    clear: Collection[str] = (),
    seen: WorkItem | None = None,
    **fields: Any,
) -> WorkItem:
    """Alter title, estimate (minutes), due date, developer or customer; raises UsageError where nothing is named.

    `clear` names what to take away, of the keys of `CLEARED`. With `seen`, the work item as the person saw it, an
    edit of what others have altered since is a Conflict.
    """
    roster = workspace.store.roster()
    item = seen or work_named(workspace, key, roster)
    changed = {name: value for name, value in fields.items() if value is not None}
    if "title" in changed:
        changed["title"] = required(changed["title"], "title")
    if "developer" in changed:
        changed["developer"] = find_developer(roster, changed["developer"]).id
    if "customer" in changed:
        changed["customer"] = find_customer(roster, changed["customer"]).id
    if unassign:
        changed["developer"] = None
    changed |= {CLEARED[name]: None for name in clear}
    if not changed:
        raise UsageError("nothing to change; name at least one field, such as --estimate 4h")
    edited = altered(item, **changed)
    workspace.commit(edit_words(shown(item.key), item, edited, known_names(roster)), [Op(item, edited)])
    return edited


def state_of(text: str) -> WorkState:
    """The state that a person wrote, by its name or a beginning of it; raises UsageError with the states."""
    word = text.strip().casefold()
    matches = [state for state in WorkState if state.value == word] or [
        state for state in WorkState if word and state.value.startswith(word)
    ]
    if len(matches) != 1:
        raise UsageError(f"'{shown(text)}' is no state; the states are {', '.join(WorkState)}")
    return matches[0]
