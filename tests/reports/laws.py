"""Generated teams, for laws that hold for every week."""

from __future__ import annotations

from hypothesis import strategies as st

from standup.domain.split import Split
from standup.reports.summary import MemberWeek

minutes = st.integers(0, 3000)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """A split as the domain makes it: unlogged is what is missing, or all of it is unknown."""
    production, customer, other = draw(minutes), draw(minutes), draw(minutes)
    available = draw(st.none() | minutes)
    if available is None:
        return Split(production=production, customer=customer, other=other, available=None, unlogged=None, left=None)
    return Split(
        production=production,
        customer=customer,
        other=other,
        available=available,
        unlogged=max(0, available - production - customer - other),
        left=draw(minutes),
    )


@st.composite
def teams(draw: st.DrawFn, least: int = 0) -> list[MemberWeek]:
    """A team with ids `d0`, `d1` and so on, and names `Dev 0` and so on."""
    found = draw(st.lists(splits(), min_size=least, max_size=6))
    return [
        MemberWeek(
            developer=f"d{number}",
            name=f"Dev {number}",
            split=split,
            closed=draw(st.booleans()),
            leave_half_days=draw(st.integers(0, 10)),
            unknown_days=draw(st.integers(0, 5)),
        )
        for number, split in enumerate(found)
    ]
