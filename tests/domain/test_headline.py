"""One sentence: within, out, or can't tell yet, and on what."""

from __future__ import annotations

import pytest
from hypothesis import given

from standup.domain.headline import headline
from standup.domain.split import Band, Split, share_words, verdict_words
from tests.reports.laws import splits

BAND = Band(10, 20)


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (
            Split(production=1700, customer=300, other=208, available=2400, unlogged=192),
            "15 % customer (14-22 %), within 10-20 %, on 92 % logged",
        ),
        (
            Split(production=1200, customer=180, available=1920, unlogged=540),
            "13 % customer (9-38 %), can't tell yet on 72 % logged: 2h36 of the unlogged makes it 80 % logged",
        ),
        (Split(production=2280, customer=120, available=2400), "5 % customer, below 10-20 %, on 100 % logged"),
        (
            Split(production=1900, customer=450, available=2400, unlogged=50),
            "19 % customer (19-21 %), at the edge of 10-20 %, on 98 % logged",
        ),
        (Split(other=60, available=480, unlogged=420), "No share: no production or customer time logged"),
        (
            Split(production=90, customer=10, available=None, unlogged=None, left=None),
            "10 % customer (range unknown: no hours set), so no verdict",
        ),
    ],
)
def test_the_sentence_of_a_week(split: Split, words: str) -> None:
    assert headline(split, BAND) == words


def test_starved_touchpoints_are_counted() -> None:
    split = Split(production=85, customer=15, available=100)
    assert headline(split, BAND, 1).endswith("on 100 % logged; 1 touchpoint starved")
    assert headline(split, BAND, 3).endswith("on 100 % logged; 3 touchpoints starved")


@given(split=splits())
def test_it_claims_no_more_than_the_verdict(split: Split) -> None:
    words = headline(split, BAND)
    assert share_words(split) in words
    verdict = verdict_words(split, BAND)
    if not verdict:
        assert words.startswith("No share") or words.endswith("so no verdict")
    elif "can't tell yet" in verdict:
        assert "can't tell yet" in words
        assert verdict.partition(": ")[2] in words
    else:
        assert words.endswith(verdict)
