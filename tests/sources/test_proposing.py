"""A column is proposed by its name, by a name like it, or by what its first rows hold."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.sources.preset import load_preset
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


def test_times_of_day_beside_a_day_are_start_and_end_and_a_day_is_no_tag() -> None:
    kinds = {"start": "moment", "end": "moment", "date": "day", "duration": "duration", "description": "words"}
    columns = load_preset("csv").columns
    german = "Tag;Von;Bis;Dauer;Was\n20.11.2026;9:00;10:30;1:30;Anruf\n21.11.2026;22:00;0:30;2:30;Nacht\n"
    german += "22. Nov. 2026;9:00;;;läuft\n23.11.2026;9:00;9:15;0:15;x\n"
    found = propose(sample_of(io.BytesIO(german.encode()), "x"), columns, kinds)
    assert found == {"date": "Tag", "start": "Von", "end": "Bis", "duration": "Dauer", "description": "Was"}
    lengths = b"Day;Gross;Break;What\n20.11.2026;8:00;0:30;a\n21.11.2026;7:30;0:45;b\n"
    found = propose(sample_of(io.BytesIO(lengths), "x"), columns, kinds)
    assert (found["duration"], "start" in found) == ("Gross", False)
    tagged = b"Day;Hours;Tag;What\n20.11.2026;8;ops;a\n"
    assert propose(sample_of(io.BytesIO(tagged), "x"), columns, kinds)["tags"] == "Tag"


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
