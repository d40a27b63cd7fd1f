"""Whose rows of an import are whose: known developers, mapped ones, and newcomers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from standup.domain.availability import spread_week
from standup.domain.errors import ForbiddenError, UsageError
from standup.domain.records import Developer, Role
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow, fold
from standup.store.protocol import Roster
from standup.workspace.people import new_developer
from standup.workspace.session import Workspace, find_developer


class Newcomers(NamedTuple):
    """What developers get whom an import creates: an IANA zone and, where known, the minutes of a week."""

    timezone: str
    week_minutes: int | None = None


class People:
    """Finds the developer of each row.

    All rows are those of `owner` where one is given, and one's own where the file names nobody; else `users` maps
    names and e-mails to developers, others are found by name, id or e-mail, and `newcomers` says that the rest is
    created.
    Raises ForbiddenError where somebody who is no lead acts for others, and UsageError for an unknown developer.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        owner: str | None,
        users: Mapping[str, str],
        named: bool,
        newcomers: Newcomers | None,
    ) -> None:
        self.roster: Roster = workspace.store.roster()
        self.created: dict[str, Developer] = {}
        self.unmet = {fold(user): user for user in users}
        """Names of the map that no row has had so far."""
        self.likely: dict[str, str] = {}
        """Names that nobody has, with the id of the one developer who may be meant."""
        me = workspace.developer(self.roster)
        self._me = me.id
        self._lead = me.role is Role.LEAD
        self._newcomers = newcomers
        if newcomers and newcomers.week_minutes is not None and not 0 <= newcomers.week_minutes <= 5 * 24 * 60:
            raise UsageError("the hours of a week are 0 to 120, Monday to Friday")
        self._everyone = find_developer(self.roster, owner) if owner else None if named else me
        self._mapped = {fold(user): find_developer(self.roster, name) for user, name in users.items()}
        chosen = [*self._mapped.values(), *([self._everyone] if self._everyone else [])]
        if newcomers and not self._lead:
            raise ForbiddenError("only a lead may create developers")
        if not self._lead and any(one.id != self._me for one in chosen):
            raise ForbiddenError("only a lead may import for others; your own rows are yours to import")
        everyone = self.roster.developers.values()
        self._by_name = {fold(one.id): one for one in everyone} | {fold(one.name): one for one in everyone}
        self._by_email = {fold(email): one for one in everyone for email in one.emails}
        self._seen: dict[tuple[str, str], Developer | SkippedRow] = {}

    def whose(self, row: SourceRow) -> Developer | SkippedRow:
        """The developer of a row, or why there is none."""
        if self._everyone is not None:
            return self._everyone
        key = row.user, row.email
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._find(row)
        return found if isinstance(found, Developer) else SkippedRow(row.line, found.skip, found.words)

    def _find(self, row: SourceRow) -> Developer | SkippedRow:
        user, email = fold(row.user), fold(row.email)
        for name in (user, email):
            if name and name in self._mapped:
                self.unmet.pop(name, None)
                return self._mapped[name]
        name = row.user or row.email.partition("@")[0]
        if not fold(name):
            return SkippedRow(row.line, Skip.NOBODY, "(no name)")
        found = self._by_name.get(fold(name)) or self._by_email.get(email)
        if found is None:
            meant = who_may_be(name, self.roster.developers.values())
            self.likely |= {} if meant is None else {name: meant}
        if found is None and self._newcomers is not None:
            found = self._new(name, self._newcomers)
        if found is None:
            return SkippedRow(row.line, Skip.NOBODY, row.user or row.email)
        if found.id != self._me and not self._lead:
            return SkippedRow(row.line, Skip.NOT_YOURS, row.user or row.email)
        return found

    def _new(self, name: str, newcomers: Newcomers) -> Developer:
        developer = new_developer(
            name,
            taken=[*self.roster.developers, *self.created],
            timezone=newcomers.timezone,
            hours=None if newcomers.week_minutes is None else spread_week(newcomers.week_minutes),
        )
        self.created[developer.id] = developer
        self._by_name[fold(name)] = developer
        return developer


def who_may_be(name: str, developers: Iterable[Developer]) -> str | None:
    """The id of the one developer who may be meant, as Dana Osei may be Dana; only a person can tell for sure."""
    words = _words(name)
    meant = [one.id for one in developers if words <= _words(one.name) or words >= _words(one.name)]
    return meant[0] if words and len(meant) == 1 else None


def _words(name: str) -> set[str]:
    return set(fold(name).replace(",", " ").split())
