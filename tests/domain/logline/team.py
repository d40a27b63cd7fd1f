"""A small team to read log lines against: Sunday 22 Nov 2026, 18:00 in Berlin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from standup.domain.logline import Context, Selection

BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)

WORK = ("API-12", "WEB-7", "odd key", 'a "b"', "v1.", "#1", "~")
CUSTOMERS = {"acme": "Acme Corp", "globex": "Globex", "mueller-s": "Müller & S.", "for:x": "For X"}
DEVELOPERS = {"dana": "Dana", "wei": "Wei"}


class TeamNames:
    """The names of the team; keys, ids and names are found in any case."""

    def work_item(self, key: str) -> str | None:
        return {known.casefold(): known for known in WORK}.get(key.casefold())

    def customer(self, name: str) -> str | None:
        return self._find(CUSTOMERS, name)

    def developer(self, name: str) -> str | None:
        return self._find(DEVELOPERS, name)

    def all_work_items(self) -> Iterable[str]:
        return WORK

    def all_customers(self) -> Iterable[str]:
        return [*CUSTOMERS, *CUSTOMERS.values()]

    def all_developers(self) -> Iterable[str]:
        return [*DEVELOPERS, *DEVELOPERS.values()]

    def customer_name(self, customer: str) -> str:
        return CUSTOMERS[customer]

    def developer_name(self, developer: str) -> str:
        return DEVELOPERS[developer]

    def zone(self, developer: str) -> tzinfo:
        return AUCKLAND if developer == "wei" else BERLIN

    @staticmethod
    def _find(known: dict[str, str], name: str) -> str | None:
        folded = name.casefold()
        return next((id_ for id_, full in known.items() if folded in (id_.casefold(), full.casefold())), None)


def context(
    *, now: datetime = NOW, zone: tzinfo = BERLIN, lead: bool = True, selection: Selection | None = None
) -> Context:
    """What a line is read against, for Dana in Berlin."""
    return Context(now=now, zone=zone, names=TeamNames(), may_log_for_others=lead, selection=selection)
