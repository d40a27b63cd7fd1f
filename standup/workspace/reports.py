"""Reports over ranges of days, for the person who asks.

A lead gets sums of all, by developer over whole weeks or months only. Anyone else gets their own time; of the team's,
totals in which at least three people have part. The time of others is never shown for less than a week.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from standup.domain.errors import ForbiddenError
from standup.domain.grouping import LEAST_PEOPLE, Group, Grouped, Grouping, Piece, folded, grouped, keys_of
from standup.domain.records import Bucket, Role
from standup.domain.spans import Span, week_span
from standup.domain.weeks import Week
from standup.reports.ranges import RangeReport, RangeRow
from standup.reports.summary import WITHHELD
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, at_one_moment, owners

_BY_SUMS = (Grouping.WEEK, Grouping.DEVELOPER, Grouping.BUCKET)
"""What the sums of a whole week answer, so that its entries need not be read."""
_NONE = {Grouping.CUSTOMER: "no customer", Grouping.WORK_ITEM: "no work item", Grouping.TAG: "no tag"}
_ORDER = {bucket.value: number for number, bucket in enumerate(Bucket)}
_WEEK_DAYS = 7


@at_one_moment
def range_report(workspace: Workspace, span: Span, by: Grouping, *, of_team: bool | None = None) -> RangeReport:
    """Minutes of a span of days by group: of the team, or with `of_team` False one's own; None is as the role has it.

    Raises ForbiddenError where the person who asks may not see it, with what they may ask instead.
    """
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    is_lead = me.role is Role.LEAD
    if not (is_lead if of_team is None else of_team):
        found = grouped(_pieces(workspace, [me.id], span, by))
        return _report(workspace, roster, span, by, me.name, found, is_own=True)
    _refuse_days(workspace, span, by, is_lead)
    found = grouped(_pieces(workspace, roster.developers, span, by))
    whose = roster.team.name.strip() or "Team"
    if is_lead:
        return _report(workspace, roster, span, by, whose, found)
    if found.whole.people and len(found.whole.people) < LEAST_PEOPLE:
        told = f"{WITHHELD[0].upper()}{WITHHELD[1:]}"
        return RangeReport(span=span, by=by, whose=whose, is_own=False, rows=(), rest=None, total=None, withheld=told)
    seen, rest = folded(found.groups)
    return _report(workspace, roster, span, by, whose, Grouped(seen, found.whole), rest=rest, only_totals=True)


def _refuse_days(workspace: Workspace, span: Span, by: Grouping, is_lead: bool) -> None:
    if by is Grouping.DEVELOPER:
        if not is_lead:
            raise ForbiddenError(
                "the hours of each person are theirs and the lead's; leave out --team, or choose --by week"
            )
        if not span.is_whole(workspace.today()):
            weeks = f"--from {Week.of(span.first)} --to {Week.of(span.last)}"
            raise ForbiddenError(
                f"the hours of a person are shown by whole weeks or months, and {span} cuts one; write {weeks}"
            )
    if span.days < _WEEK_DAYS:
        raise ForbiddenError(
            f"the time of others is shown for a week or more, and {span} is less; write --from {Week.of(span.first)} "
            f"--to {Week.of(span.last)}, or --mine for your own"
        )


def _pieces(workspace: Workspace, developers: Collection[str], span: Span, by: Grouping) -> Iterator[Piece]:
    """What was logged in the span: from the sums of its whole weeks where those suffice, else entry by entry."""
    totals = workspace.store.totals(developers, Week.of(span.first), Week.of(span.last))
    for (developer, week), buckets in totals.items():
        if span.holds(week) and (by in _BY_SUMS or (by is Grouping.MONTH and _in_one_month(week))):
            for bucket, minutes in buckets.items():
                yield Piece(developer, (_key(developer, week, bucket, by),), bucket, minutes)
        else:
            for entry in workspace.store.week(developer, week).entries:
                if entry.day in span:
                    yield Piece(developer, keys_of(entry, by), entry.bucket, entry.minutes)


def _in_one_month(week: Week) -> bool:
    days = week_span(week)
    return days.first.month == days.last.month


def _key(developer: str, week: Week, bucket: Bucket, by: Grouping) -> str:
    match by:
        case Grouping.WEEK:
            return str(week)
        case Grouping.MONTH:
            return f"{week.monday:%Y-%m}"
        case Grouping.DEVELOPER:
            return developer
        case _:
            return bucket.value


def _report(
    workspace: Workspace,
    roster: Roster,
    span: Span,
    by: Grouping,
    whose: str,
    found: Grouped,
    *,
    is_own: bool = False,
    rest: Group | None = None,
    only_totals: bool = False,
) -> RangeReport:
    names = _names(workspace, roster, by, found.groups)
    rows = [_row(key, names.get(key, key), group, only_totals) for key, group in found.groups.items()]
    added = sum(row.minutes for row in rows) + (rest.total if rest else 0)
    return RangeReport(
        span=span,
        by=by,
        whose=whose,
        is_own=is_own,
        rows=tuple(sorted(rows, key=lambda row: _place(row, by))),
        rest=_row("", "the rest", rest, only_totals) if rest is not None and rest.people else None,
        total=_row("", "total", found.whole, only_totals),
        overlaps=added > found.whole.total,
    )


def _row(key: str, name: str, group: Group, only_totals: bool) -> RangeRow:
    if only_totals:
        return RangeRow(key=key, name=name, minutes=group.total)
    production, customer, other = (group.minutes.get(bucket, 0) for bucket in Bucket)
    return RangeRow(key=key, name=name, minutes=group.total, production=production, customer=customer, other=other)


def _place(row: RangeRow, by: Grouping) -> tuple[object, ...]:
    """Time goes on, buckets have their order, and all else is by name: nothing is ranked."""
    if by in (Grouping.WEEK, Grouping.MONTH):
        return (row.key,)
    if by is Grouping.BUCKET:
        return (_ORDER[row.key],)
    return (not row.key, row.name.casefold(), row.key)


def _names(workspace: Workspace, roster: Roster, by: Grouping, keys: Collection[str]) -> Mapping[str, str]:
    match by:
        case Grouping.DEVELOPER:
            names = {one.id: one.name for one in roster.developers.values()}
        case Grouping.CUSTOMER:
            names = {one.id: one.name for one in roster.customers.values()}
        case Grouping.TAG:
            names = {key: f"+{key}" for key in keys}
        case Grouping.WORK_ITEM:
            names = {key: f"{key} {title}" for key, title in titles_of(workspace, roster, keys).items()}
        case _:
            names = {}
    return names | ({"": _NONE[by]} if by in _NONE else {})


def titles_of(workspace: Workspace, roster: Roster, keys: Collection[str]) -> dict[str, str]:
    """The titles of work items by key: of open ones first, then of closed ones, as far back as is needed."""
    store = workspace.store
    sought = {key for key in keys if key}
    found = {
        item.key: item.title for owner in owners(roster) for item in store.desk(owner).work_items if item.key in sought
    }
    years = (
        [(year, owner) for owner in owners(roster) for year in store.closed_years(owner)] if sought - set(found) else []
    )
    for year, owner in sorted(years, key=lambda one: -one[0]):
        if not sought - set(found):
            break
        for item in store.closed(owner, year).work_items:
            if item.key in sought:
                found.setdefault(item.key, item.title)
    return found
