"""Check-ins: the days that one tells of, what is offered for it, and a plan beside what became of it.

Nothing here holds hours: what a developer logged is told as the work items, touchpoints and customers that it was for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.availability import HolidaysOf, is_workday
from standup.domain.errors import UsageError
from standup.domain.matching import folded as unaccented
from standup.domain.records import Bucket, Developer, Leave, PlanItem, TimeEntry, Touchpoint, WorkItem
from standup.domain.text import shown, storable

LONGEST_LINE = 300
"""Characters of one line of a check-in."""
MOST_LINES = 50
"""Of one part of a check-in."""
LOOK_BACK_DAYS = 400
"""How long the last working day is searched for; longer than any leave."""
MOST_SUBJECTS = 5
"""Commits without a work item that are offered each for itself."""


NO_SUBJECT = "commit without a subject"


class Offer(NamedTuple):
    """A line that may become part of a check-in; text is to the letter, not yet safe for a terminal."""

    text: str
    is_ticked: bool
    """Whether it is part of it unless somebody takes it out."""
    why: str = ""
    """Where it comes from: `logged`, `finished`, `2 commits`."""
    work_item: str | None = None
    """A key."""
    touchpoint: str | None = None
    """An id."""

    @property
    def item(self) -> PlanItem:
        """The same as part of a plan."""
        return PlanItem(text=self.text, work_item=self.work_item, touchpoint=self.touchpoint)


class Labels(NamedTuple):
    """What people call the things that a check-in names."""

    work_item: Callable[[str], str]
    """By key: `API-12 Retry failed uploads`."""
    customer: Callable[[str], str]
    """By id: `Acme Corp`."""
    touchpoint: Callable[[str], str | None]
    """By id: `Acme Corp: Renewal`; None where nobody knows it any more."""


class Committed(NamedTuple):
    """What a check-in needs to know of one commit."""

    work_item: str | None
    """A key."""
    subject: str
    repository: str


class Compared(NamedTuple):
    """A plan beside what became of it: counts, and no judgement."""

    day: date
    """Of the plan."""
    planned: int
    did: int
    interrupts: int
    open: tuple[PlanItem, ...] = ()
    """What is still to be done, as far as anybody knows."""

    @property
    def words(self) -> str:
        """`planned 5, did 3, 2 interrupts`."""
        many = f"{self.interrupts} interrupt{'' if self.interrupts == 1 else 's'}"
        return ", ".join([f"planned {self.planned}", f"did {self.did}", *([many] if self.interrupts else [])])


def last_workday(developer: Developer, before: date, leave: Iterable[Leave], holidays_of: HolidaysOf) -> date:
    """The latest workday of a developer before a day: weekends, holidays, leave and days without hours are passed over.

    The day before where there is none in more than a year.
    """
    absences = [one for one in leave if one.developer == developer.id]
    for back in range(1, LOOK_BACK_DAYS):
        day = before - timedelta(days=back)
        if is_workday(developer, day, absences, holidays_of(developer, day.year)):
            return day
    return before - timedelta(days=1)


def did_offers(
    entries: Iterable[TimeEntry], finished: Iterable[WorkItem], completed: Iterable[Touchpoint], labels: Labels
) -> list[Offer]:
    """What entries, finished work items and completed touchpoints of some days offer, each thing once.

    Notes are offered and not ticked: they were written for their developer alone.
    """
    whys: dict[Offer, list[str]] = {}
    for entry in entries:
        for offer in _of_entry(entry, labels):
            whys.setdefault(offer, ["note of an entry" if not offer.is_ticked else "logged"])
    for item in finished:
        whys.setdefault(Offer(labels.work_item(item.key), True, work_item=item.key), []).append(item.state.value)
    for point in completed:
        text = labels.touchpoint(point.id) or f"{labels.customer(point.customer)}: {point.title}"
        whys.setdefault(Offer(text, True, touchpoint=point.id), []).append(point.state.value)
    return [offer._replace(why=", ".join(why)) for offer, why in whys.items()]


def _of_entry(entry: TimeEntry, labels: Labels) -> Iterable[Offer]:
    if entry.bucket is Bucket.PRODUCTION and entry.work_item is not None:
        yield Offer(labels.work_item(entry.work_item), True, work_item=entry.work_item)
    elif entry.bucket is Bucket.CUSTOMER and entry.customer is not None:
        known = labels.touchpoint(entry.touchpoint) if entry.touchpoint else None
        yield Offer(known or labels.customer(entry.customer), True, touchpoint=entry.touchpoint if known else None)
    if entry.note.strip():
        yield Offer(entry.note.strip(), False)


def with_commits(offers: Iterable[Offer], commits: Iterable[Committed], labels: Labels) -> list[Offer]:
    """The offers with what commits tell: work items by their key, other commits by their subject.

    A commit of a work item that is offered already is counted beside it.
    """
    found = list(offers)
    keyed: dict[str, int] = {}
    subjects: dict[str, int] = {}
    for one in commits:
        told, name = (keyed, one.work_item) if one.work_item is not None else (subjects, one.subject.strip())
        told[name or NO_SUBJECT] = told.get(name or NO_SUBJECT, 0) + 1
    for key, count in keyed.items():
        place = next((n for n, offer in enumerate(found) if offer.work_item == key), None)
        if place is None:
            found.append(Offer(labels.work_item(key), True, commit_words(count), work_item=key))
        else:
            found[place] = found[place]._replace(why=f"{found[place].why}, {commit_words(count)}".removeprefix(", "))
    there = {folded(offer.text) for offer in found}
    fresh = [(subject, count) for subject, count in subjects.items() if folded(subject) not in there]
    found += [
        Offer(subject, number < MOST_SUBJECTS, commit_words(count)) for number, (subject, count) in enumerate(fresh)
    ]
    return found


def commit_words(count: int) -> str:
    """`1 commit`, `6 commits`."""
    return "1 commit" if count == 1 else f"{count} commits"


def compared(
    day: date,
    plan: Sequence[PlanItem],
    *,
    work_items: Iterable[str | None],
    touchpoints: Iterable[str | None],
    did: Iterable[str],
    interrupts: int,
) -> Compared:
    """A plan of a day beside what was done since: keys, ids of touchpoints, and the lines of the next check-in."""
    keys, ids, lines = set(work_items), set(touchpoints), {folded(text) for text in did}

    def is_done(item: PlanItem) -> bool:
        named = (item.work_item is not None and item.work_item in keys) or (
            item.touchpoint is not None and item.touchpoint in ids
        )
        return named or folded(item.text) in lines

    left = tuple(item for item in plan if not is_done(item))
    return Compared(day, len(plan), len(plan) - len(left), interrupts, left)


def retaken(offers: Iterable[Offer], said: Sequence[PlanItem], why: str) -> list[Offer]:
    """Offers where something was said already: that alone is ticked, and stands first where nothing offers it."""
    found = list(offers)
    by_text = {folded(offer.text): place for place, offer in enumerate(found)}
    taken: set[int] = set()
    added = []
    for item in said:
        place = by_text.get(folded(item.text))
        if place is None:
            added.append(Offer(item.text, True, why, item.work_item, item.touchpoint))
        else:
            taken.add(place)
    return [*added, *(offer._replace(is_ticked=place in taken) for place, offer in enumerate(found))]


def lines_of(texts: Iterable[str], part: str) -> tuple[str, ...]:
    """The lines of one part of a check-in, trimmed, each once; raises UsageError where it is far too much."""
    found: dict[str, str] = {}
    for text in texts:
        line = " ".join(storable(text).split())
        if len(line) > LONGEST_LINE:
            raise UsageError(
                f"a line of {part} has {len(line)} characters; {LONGEST_LINE} are the most: '{shown(line[:40])}...'"
            )
        if line:
            found.setdefault(folded(line), line)
    if len(found) > MOST_LINES:
        raise UsageError(f"{len(found)} lines are too many for {part}; {MOST_LINES} are the most")
    return tuple(found.values())


def split_blocker(text: str) -> tuple[str, str]:
    """Who must act, and what, of words such as `bob: review API-12`; raises UsageError where one of them is missing."""
    who, colon, what = text.partition(":")
    [who, what] = [" ".join(storable(part).split()) for part in (who, what)]
    if not colon or not who or not what:
        raise UsageError(f"who must act, and what? write 'bob: review API-12', not '{shown(text.strip()[:60])}'")
    return who, what


def person_named(who: str, people: Mapping[str, str]) -> str | None:
    """The id of the developer whom a word names: by id, by name, or by one word of it; None where it is nobody.

    Accents may be left out. `people` has the names by id. Raises UsageError where the word fits several.
    """
    wanted, bare = folded(who), unaccented(who).split()
    by_id = {one for one in people if one.casefold() == wanted}
    by_name = {one for one, name in people.items() if folded(name) == wanted}
    by_bare_name = {one for one, name in people.items() if unaccented(name).split() == bare}
    by_word = {one for one, name in people.items() if len(bare) == 1 and bare[0] in unaccented(name).split()}
    found = by_id or by_name or by_bare_name or by_word
    return _only(who, found) if found else None


def _only(who: str, found: set[str]) -> str:
    if len(found) > 1:
        raise UsageError(f"'{shown(who)}' may be {' or '.join(sorted(found))}; write which one")
    return found.pop()


def folded(text: str) -> str:
    """A text as it is compared: whatever its case and its spaces."""
    return " ".join(text.casefold().split())
