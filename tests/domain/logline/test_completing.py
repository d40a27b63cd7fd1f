"""What the word under the cursor can become."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.logline import LogLineError, parse_parts
from standup.domain.logline.completing import MOST, Completion, Vocabulary, completions, known
from standup.domain.logline.grammar import Kind, scan
from tests.domain.logline.team import CUSTOMERS, DEVELOPERS, WORK, context

TODAY = date(2026, 11, 22)  # a Sunday
TEAM = Vocabulary(
    TODAY,
    work=[known("WEB-7", "Dark mode"), known("API-12", "Retry uploads"), known("DB-4", "Web partition")]
    + [known(key) for key in WORK if key not in ("WEB-7", "API-12")],
    customers=[known(one, name) for one, name in CUSTOMERS.items()],
    tags=[known("shaping"), known("review"), known("no tag"), known("code-review")],
    developers=[known(one, name) for one, name in DEVELOPERS.items()],
)


def offered(line: str, vocabulary: Vocabulary = TEAM) -> list[str]:
    """The replacements where `|` is the cursor."""
    cursor = line.index("|")
    return [one.replacement for one in completions(line.replace("|", "", 1), cursor, vocabulary)]


def accepted(line: str, number: int = 0) -> str:
    """The line after one of them was accepted."""
    cursor = line.index("|")
    text = line.replace("|", "", 1)
    one = completions(text, cursor, TEAM)[number]
    return text[: one.start] + one.replacement + text[one.end :]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("45m #w|", "45m #WEB-7"),
        ("45m #api|-1 fixed it", "45m #API-12 fixed it"),
        ("45m WORK:retry|", "45m WORK:API-12"),
        ("@glo| 1h", "@globex 1h"),
        ('1h @"acme c| call', "1h @acme call"),
        ('1h @"acme c|orp" call', "1h @acme call"),
        ("(1h @ac|)", "(1h @acme)"),
        ("1h #odd|, x", '1h #"odd key", x'),
        ("1h #a|", "1h #API-12"),
        ("2h +sh| x", "2h +shaping x"),
        ("1h for:w|", "1h for:wei"),
        ("y| 1h @acme", "yesterday 1h @acme"),
        ("f|", "fri"),
        ("1h ~ on th|", "1h ~ on thu"),
        ("1h ~ yes|", "1h ~ yesterday"),
        ("1h @acme > |", "1h @acme > tomorrow"),
        ("1h @acme > f| send quote", "1h @acme > fri send quote"),
        ("1h @acme > next t|", "1h @acme > next tue"),
        ("1h @acme next: on w|", "1h @acme next: on wed"),
    ],
)
def test_the_first_one_accepted(line: str, after: str) -> None:
    assert accepted(line) == after


@pytest.mark.parametrize(
    "line",
    ["|", "1h |", "1h ~ call m|", 'note "#a| b" 1h', "1h @acme > fri @g|", "1h @acme > send #a|", "mail a@b|", "+49|",
     "1h @zzz|", "1h with:acme c|", "on |#a", "1h ~ see tod| and more", "1h @acme next|:"],
)  # fmt: skip
def test_where_nothing_is_offered(line: str) -> None:
    assert offered(line) == []


def test_what_is_complete_offers_nothing_and_what_goes_on_comes_after_it() -> None:
    vocabulary = Vocabulary(TODAY, work=[known("A-12"), known("A-1"), known("B-1")])
    assert offered("1h #B-1|", vocabulary) == []
    assert offered("1h #a-1|", vocabulary) == ["#A-1", "#A-12"]


def test_what_begins_so_comes_before_what_has_it_within_and_that_before_what_has_its_letters() -> None:
    vocabulary = Vocabulary(
        TODAY, work=[known("X-1", "a w e b"), known("X-2", "cobweb"), known("X-3", "the web"), known("WEB-1", "")]
    )
    assert offered("#web|", vocabulary) == ["#X-3", "#WEB-1", "#X-2", "#X-1"]


def test_no_more_are_given_than_anybody_reads() -> None:
    vocabulary = Vocabulary(TODAY, work=[known(f"A-{number}") for number in range(500)])
    assert len(offered("#|", vocabulary)) == MOST
    assert len(offered("#a|", vocabulary)) == MOST
    assert offered("x" * 5000 + " #a|", vocabulary) == []


def test_days_say_which_day_they_are() -> None:
    [first, *_] = completions("y", 1, TEAM)
    assert first == Completion(0, 1, "yesterday", "Sat 21 Nov")
    assert completions("sat", 3, TEAM) == []
    [friday] = completions("1h @acme > fr", 13, TEAM)
    assert friday.label == "Fri 27 Nov"


_BITS = st.sampled_from(
    ["1h ", "@", "#", "+", "for:", "with:", "work:", '"', "acme", "api", "a", "odd", "on ", "m", "fri ", "~ ", "> ",
     "next: ", "yes", "to", ", ", ".", ")", "70/30 ", "note ", "王", "#API-12 ", "sh"]
)  # fmt: skip


@given(st.lists(_BITS, max_size=8), st.lists(_BITS, max_size=4))
def test_an_accepted_name_is_read_as_that_name(before: list[str], after: list[str]) -> None:
    text, cursor = "".join(before + after), len("".join(before))
    for one in completions(text, cursor, TEAM):
        line = text[: one.start] + one.replacement + text[one.end :]
        assert 0 <= one.start <= cursor <= one.end <= len(text)
        try:
            parts = scan(line).parts
        except LogLineError:
            continue  # what stands behind it was never closed
        kind = scan(one.replacement).parts[0].kind if scan(one.replacement).parts else Kind.DAY
        if any(part.kind is Kind.NEXT and part.start < one.start for part in parts):
            kind = Kind.NEXT
        found = [part for part in parts if part.kind is kind and part.start <= one.start < part.end]
        assert found, (text, line, one)


@pytest.mark.parametrize("lead", ["#", "work:"])
def test_every_work_item_reads_back(lead: str) -> None:
    for one in completions(f"1h {lead}", 3 + len(lead), TEAM):
        line = parse_parts(f"1h {one.replacement} note", context()) if "DB-4" not in one.replacement else None
        assert line is None or (line.work_item in WORK and line.note == "note")


def test_every_customer_developer_and_tag_reads_back() -> None:
    for lead, known_names in (("@", CUSTOMERS), ("for:", DEVELOPERS)):
        found = completions(f"1h {lead}", 3 + len(lead), TEAM)
        assert len(found) == len(known_names)
        for one in found:
            line = parse_parts(f"1h {one.replacement}", context())
            assert line.customer in CUSTOMERS or line.developer in DEVELOPERS
    assert offered("1h +|") == ["+shaping", "+review", "+code-review"]
