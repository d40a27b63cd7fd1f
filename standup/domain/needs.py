"""What a customer needs most, and the order in which that puts customers."""

from __future__ import annotations

from enum import StrEnum

from standup.domain.cadence import Freshness
from standup.domain.touchpoints import Urgency


class Need(StrEnum):
    """What comes first with a customer, most urgent first."""

    STARVED = "starved"
    NO_NEXT_STEP = "no next step"
    PAST_AT_MOST = "past at most"
    UNATTENDED = "unattended"
    OVERDUE = "overdue"
    TODAY = "today"
    PAST_IDEAL = "past ideal"
    NOTHING = "nothing now"
    NOTHING_PLANNED = "nothing planned, for a reason"
    INACTIVE = "inactive"

    @property
    def place(self) -> int:
        """Where it stands among all, 0 first."""
        return _ORDER[self]


_ORDER = {one: place for place, one in enumerate(Need)}
_BY_URGENCY = {
    Urgency.STARVED: Need.STARVED,
    Urgency.UNATTENDED: Need.UNATTENDED,
    Urgency.OVERDUE: Need.OVERDUE,
    Urgency.TODAY: Need.TODAY,
}
_BY_FRESHNESS = {Freshness.RED: Need.PAST_AT_MOST, Freshness.AMBER: Need.PAST_IDEAL}


def need(step: Urgency | None, fresh: Freshness | None, *, reason: str = "", active: bool = True) -> Need:
    """What a customer needs most: the most urgent of their next step and their cadence.

    `step` is where the most urgent open touchpoint stands, None where none is open; then `reason` may say why.
    """
    if not active:
        return Need.INACTIVE
    found = [_BY_FRESHNESS[fresh]] if fresh in _BY_FRESHNESS else []
    if step is not None:
        found.append(_BY_URGENCY.get(step, Need.NOTHING))
    else:
        found.append(Need.NOTHING_PLANNED if reason else Need.NO_NEXT_STEP)
    return min(found, key=lambda one: one.place)
