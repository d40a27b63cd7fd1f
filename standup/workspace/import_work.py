"""Import of work items of other programs, as one change that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol, TypeAlias

from standup.domain.change import Conflict, Op, create
from standup.domain.differences import state_words
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.records import WorkItem, WorkState
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.time_import import fold
from standup.domain.weeks import day_words
from standup.domain.work_import import SourceWork, States, Wanted, matched, merged, new_item
from standup.sources.source_file import SourceFile
from standup.sources.work_file import usual_states
from standup.store.protocol import Roster
from standup.workspace.import_people import who_may_be
from standup.workspace.session import Workspace, find_developer, owners
from standup.workspace.work import checked_key
from standup.workspace.work_report import MOST_NAMES, Clash, WorkReport

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the step, how far it is, and how much there is."""

MOST_WRITTEN = 20_000
"""Work items of one import; a change is kept in memory until it is written."""
_ROWS_PER_STEP = 500
_TRIES = 3
_FIELD_WORDS = {"developer": "owner", "due_on": "due"}


class WorkSource(SourceFile, Protocol):
    """A file of work items as the import sees it."""

    @property
    def states(self) -> Mapping[str, list[str]]:
        """What the program calls its own states, by ours."""

    def rows(self) -> Iterator[SourceWork | SkippedRow]:
        """The rows from the first on; one that cannot be read comes as a SkippedRow."""


def import_work(
    workspace: Workspace,
    source: WorkSource,
    *,
    states: Mapping[str, WorkState] | None = None,
    map_users: Mapping[str, str] | None = None,
    theirs: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> WorkReport:
    """Import work items; importing them again changes nothing, and what changed at the source is an update.

    `states` are foreign states with ours, `map_users` names and addresses with developers. What was edited here and
    changed there is kept as it is here and told, or with `theirs` as it is there; what was dropped here stays
    dropped. All is one change. Raises UsageError for unknown developers and for more than `MOST_WRITTEN` changes.
    """
    for tries_left in reversed(range(_TRIES)):
        importing = _Import(workspace, source, States(usual_states() | _more(source.states), states or {}), theirs)
        importing.know(map_users or {})
        report = importing.run(progress)
        report.dry_run = dry_run
        if dry_run or not importing.ops:
            return report
        try:
            workspace.commit(f"import {shown(source.name)}: work items", importing.ops)
            return report
        except Conflict:
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def _more(states: Mapping[str, list[str]]) -> dict[str, list[str]]:
    usual = usual_states()
    return {state: [*usual.get(state, ()), *names] for state, names in states.items()}


class _Import:
    """One reading of the file against what the store holds now."""

    def __init__(self, workspace: Workspace, source: WorkSource, states: States, theirs: bool) -> None:
        self.ops: list[Op] = []
        self._workspace = workspace
        self._source = source
        self._states = states
        self._theirs = theirs
        self._roster: Roster = workspace.store.roster()
        self._today = workspace.today(workspace.developer(self._roster))
        self._people = _people(self._roster)
        self._customers = {fold(one.name): one.id for one in self._roster.customers.values()}
        self._customers |= {fold(one.id): one.id for one in self._roster.customers.values()}
        self._unmet: dict[str, str] = {}
        self._met: set[str] = set()
        self._by_source: dict[str, WorkItem] = {}
        self._by_key: dict[str, WorkItem] = {}
        for item in workspace.store.together(lambda: list(_all_work(workspace, self._roster))):
            self._by_key[item.key.casefold()] = item
            if item.source_id:
                self._by_source[item.source_id] = item
        self._report = WorkReport(
            file=source.name,
            source=source.source,
            encoding=source.encoding.name,
            encoding_guessed=source.encoding.guessed,
        )

    def know(self, users: Mapping[str, str]) -> None:
        """Take over who is whom."""
        for name, developer in users.items():
            self._people[fold(name)] = find_developer(self._roster, developer).id
            self._unmet[fold(name)] = name

    def run(self, progress: Progress | None) -> WorkReport:
        """Read the file from end to end, and plan what is to be written."""
        report = self._report
        for row in self._source.rows():
            report.read += 1
            skipped = row if isinstance(row, SkippedRow) else self._take(row)
            if skipped is not None:
                report.skip(skipped)
            if len(self.ops) > MOST_WRITTEN:
                raise UsageError(
                    f"{shown(self._source.name)} has more than {MOST_WRITTEN:,} work items to write at once; "
                    "export it in parts, such as a year each"
                )
            if progress and report.read % _ROWS_PER_STEP == 0:
                progress("reading", self._source.position, self._source.size)
        report.unused_maps = list(self._unmet.values())
        return report

    def _take(self, row: SourceWork) -> SkippedRow | None:
        try:
            key = checked_key(row.key)
        except UsageError as error:
            return SkippedRow(row.line, Skip.BAD, str(error))
        source_id = f"{self._source.source}:{row.source_key}".casefold()
        if key.casefold() in self._met or source_id in self._met:
            return SkippedRow(row.line, Skip.REPEATED, key)
        self._met |= {key.casefold(), source_id}
        state = self._states.of(row)
        if state is None:
            _add(self._report.unknown_states, row.state or row.category)
            return SkippedRow(row.line, Skip.UNKNOWN_STATE, row.state)
        item = self._by_source.get(source_id) or self._by_key.get(key.casefold())
        if item is not None and item.source_id not in (None, source_id):
            return SkippedRow(row.line, Skip.KEY_TAKEN, key)
        for words in row.troubles:
            self._report.trouble(row.line, words)
        wanted = self._wanted(row, key, source_id, state)
        if item is not None:
            return self._merge(row, item, wanted)
        self._create(wanted)
        return None

    def _create(self, wanted: Wanted) -> None:
        item = new_item(wanted, self._workspace.new_id())
        self.ops.append(create(item))
        self._report.imported += 1
        self._count(item)

    def _merge(self, row: SourceWork, item: WorkItem, wanted: Wanted) -> SkippedRow | None:
        result = merged(item, wanted, theirs=self._theirs)
        if result.dropped:
            return SkippedRow(row.line, Skip.DELETED, item.key)
        if result.item is not None:
            self.ops.append(Op(item, result.item))
        if result.clashes:
            words = "; ".join(self._clash_words(field, item, wanted) for field in result.clashes)
            self._report.clash(Clash(row.line, item.key, words))
        if result.updated and result.item is not None:
            self._report.updated += 1
            self._count(result.item)
        elif result.clashes:
            return SkippedRow(row.line, Skip.EDITED, item.key)
        else:
            self._report.unchanged += 1
        return None

    def _wanted(self, row: SourceWork, key: str, source_id: str, state: WorkState) -> Wanted:
        values: dict[str, Any] = {"title": row.title}
        if "state" in row.said:
            values["state"] = state
        if "developer" in row.said:
            values["developer"] = self._owner(row)
        if "estimate" in row.said:
            values["estimate"] = row.estimate
        if "due_on" in row.said:
            values["due_on"] = row.due_on
        if customer := matched([row.customer, *row.labels], self._customers):
            values["customer"] = customer
        days = [day for day in (row.created_on, row.started_on, row.closed_on) if day is not None]
        since = row.started_on if state is WorkState.DOING else row.created_on if state is WorkState.TODO else None
        if not state.is_open:
            since = row.closed_on
        return Wanted(
            key=key,
            source_id=source_id,
            values=values,
            created_on=self._past(row.created_on or min(days, default=self._today)),
            state_since=self._past(since or self._today),
        )

    def _past(self, day: date) -> date:
        return min(day, self._today)

    def _owner(self, row: SourceWork) -> str | None:
        found = matched(row.assignees, self._people)
        if found is None and row.assignees:
            name = row.assignees[0]
            if name not in self._report.unknown_people and (meant := self._likely(name)) is not None:
                self._report.likely_people[name] = meant
            _add(self._report.unknown_people, name)
        for name in row.assignees:
            self._unmet.pop(fold(name), None)
        return found

    def _likely(self, name: str) -> str | None:
        return who_may_be(name, self._roster.developers.values())

    def _count(self, item: WorkItem) -> None:
        _add(self._report.written, state_words(item.state))

    def _clash_words(self, field: str, item: WorkItem, wanted: Wanted) -> str:
        ours, theirs = (self._value(field, value) for value in (getattr(item, field), wanted.values[field]))
        return f"{_FIELD_WORDS.get(field, field)} is {ours} here, {theirs} there"

    def _value(self, field: str, value: Any) -> str:
        match value:
            case None:
                return "none"
            case WorkState():
                return state_words(value)
            case date():
                return day_words(value, self._today)
            case int():
                return format_minutes(value)
            case _ if field == "developer":
                found = self._roster.developers.get(value)
                return found.name if found else str(value)
            case _:
                return f"'{value}'"


def _people(roster: Roster) -> dict[str, str]:
    """Developers by id, name and address; a name that several have stands for nobody."""
    found: dict[str, str | None] = {}
    for developer in roster.developers.values():
        for name in {fold(text) for text in (developer.name, *developer.emails)}:
            found[name] = None if name in found else developer.id
    known = {name: one for name, one in found.items() if one is not None}
    return known | {fold(one): one for one in roster.developers}


def _all_work(workspace: Workspace, roster: Roster) -> Iterator[WorkItem]:
    """All work items, closed ones first, so that an open one is found by a key that both have."""
    store = workspace.store
    for owner in owners(roster):
        for year in store.closed_years(owner):
            yield from store.closed(owner, year).work_items
    for owner in owners(roster):
        yield from store.desk(owner).work_items


def _add(counts: dict[str, int], name: str) -> None:
    if name in counts or len(counts) < MOST_NAMES:
        counts[name] = counts.get(name, 0) + 1
