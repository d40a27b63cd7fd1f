"""A column is proposed by its name, by a name like it, or by what its first rows hold."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.sources.proposing import Sample, propose, sample_of

USUAL = {"start": ["Start", "Begin"], "end": ["End"], "title": ["Title"], "date": ["Date"], "key": ["Key"]}
KINDS = {"start": "moment", "date": "day", "key": "key", "title": "words"}


def proposed(text: str) -> dict[str, str]:
    return propose(sample_of(io.BytesIO(text.encode()), "x.csv"), USUAL, KINDS)


def test_usual_names_go_first_then_those_like_them() -> None:
    assert proposed("Begn,start,Titel\na,b,c\n") == {"start": "start", "title": "Titel"}
    assert proposed("Till,END\n1,2\n") == {"end": "END"}


def test_what_cells_hold_tells_the_rest_and_no_column_counts_twice() -> None:
    text = "A,B,C,D\nOPS-1,09/Jan/24,short,quite a long sentence\nOPS-2,31.12.2026,x,another of them\n"
    assert proposed(text) == {"key": "A", "date": "B", "title": "D"}
    assert proposed("A\n2026-11-20 09:00\n") == {"start": "A"}
    assert proposed("A\n\n") == {}


def test_the_sample_is_short_and_leaves_out_what_does_not_fit() -> None:
    text = "A;B;A\n" + "1;2;3\n" * 30
    sample = sample_of(io.BytesIO(text.encode()), "x.csv")
    assert sample.header == ["A", "B"]
    assert len(sample.rows) == 20


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_gives_a_proposal_or_a_refusal(data: bytes) -> None:
    try:
        sample = sample_of(io.BytesIO(data), "x")
    except UsageError:
        return
    chosen = propose(sample, USUAL, KINDS)
    assert len(set(chosen.values())) == len(chosen)
    assert isinstance(sample, Sample)
    assert set(chosen.values()) <= set(sample.header)
