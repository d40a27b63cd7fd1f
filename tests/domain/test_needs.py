"""What a customer needs most: the most urgent of the next step and the cadence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.cadence import Freshness
from standup.domain.needs import Need, need
from standup.domain.touchpoints import Urgency

STEPS = st.none() | st.sampled_from(Urgency)
FRESH = st.none() | st.sampled_from(Freshness)


@pytest.mark.parametrize(
    ("step", "fresh", "reason", "expected"),
    [
        (Urgency.STARVED, Freshness.RED, "", Need.STARVED),
        (None, Freshness.RED, "", Need.NO_NEXT_STEP),
        (None, None, "", Need.NO_NEXT_STEP),
        (None, Freshness.RED, "they decide in spring", Need.PAST_AT_MOST),
        (None, Freshness.FRESH, "they decide in spring", Need.NOTHING_PLANNED),
        (Urgency.UNATTENDED, Freshness.RED, "", Need.PAST_AT_MOST),
        (Urgency.UNATTENDED, Freshness.AMBER, "", Need.UNATTENDED),
        (Urgency.OVERDUE, None, "", Need.OVERDUE),
        (Urgency.TODAY, Freshness.AMBER, "", Need.TODAY),
        (Urgency.PLANNED, Freshness.AMBER, "", Need.PAST_IDEAL),
        (Urgency.SNOOZED, Freshness.FRESH, "", Need.NOTHING),
        (Urgency.UNDATED, Freshness.UNKNOWN, "", Need.NOTHING),
    ],
)
def test_what_comes_first(step: Urgency | None, fresh: Freshness | None, reason: str, expected: Need) -> None:
    assert need(step, fresh, reason=reason) is expected


@given(STEPS, FRESH, st.sampled_from(["", "they decide in spring"]))
def test_an_older_contact_or_a_missing_reason_never_makes_it_less_urgent(
    step: Urgency | None, fresh: Freshness | None, reason: str
) -> None:
    place = need(step, fresh, reason=reason).place
    assert need(step, Freshness.RED, reason=reason).place <= place
    assert need(step, fresh).place <= place
    assert need(Urgency.STARVED, fresh).place <= place


@given(STEPS, FRESH)
def test_inactive_ones_come_last(step: Urgency | None, fresh: Freshness | None) -> None:
    assert need(step, fresh, active=False) is Need.INACTIVE
    assert need(step, fresh).place < Need.INACTIVE.place
