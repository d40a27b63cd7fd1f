"""Rules that say which bucket a row belongs to."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

import pytest

from standup.domain.bucket_rules import RULE_FIELDS, Absence, bucket_of, parse_rule, parse_rules
from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.time_import import SourceRow


def row(**words: Any) -> SourceRow:
    return SourceRow(line=2, day=date(2026, 11, 20), **words)


def test_a_rule_has_fields_a_pattern_and_a_bucket() -> None:
    rule = parse_rule("description,tags,client~client|customer=customer")
    assert rule.fields == ("description", "tags", "client")
    assert rule.pattern.pattern == "client|customer"
    assert rule.bucket is Bucket.CUSTOMER


def test_a_star_means_all_fields() -> None:
    assert parse_rule("*~acme=customer").fields == RULE_FIELDS


def test_a_user_is_searched_where_a_rule_names_it() -> None:
    assert parse_rule("user~bob=other").covers(row(user="Bob [ops]"))
    assert not parse_rule("*~bob=other").covers(row(user="Bob [ops]"))


def test_the_last_equals_sign_is_before_the_bucket() -> None:
    rule = parse_rule("description~a=b~c=other")
    assert rule.pattern.pattern == "a=b~c"
    assert rule.bucket is Bucket.OTHER


@pytest.mark.parametrize(
    ("covered", "words"),
    [
        (True, {"description": "Call with a CLIENT"}),
        (True, {"tags": ("urgent", "Client Meeting")}),
        (False, {"client": "Client AG"}),
        (False, {}),
    ],
)
def test_a_rule_looks_at_its_fields_whatever_the_case(covered: bool, words: dict[str, object]) -> None:
    assert parse_rule("description,tags~client=customer").covers(row(**words)) is covered


def test_a_pattern_does_not_reach_from_one_tag_into_the_next() -> None:
    assert not parse_rule("tags~^bug urgent$=other").covers(row(tags=("bug", "urgent")))


def test_the_first_rule_that_covers_the_row_counts() -> None:
    rules = parse_rules(["description~customer=customer", "description~meeting=other"])
    assert bucket_of(row(description="customer meeting"), rules, Bucket.PRODUCTION) is Bucket.CUSTOMER
    assert bucket_of(row(description="meeting"), rules, Bucket.PRODUCTION) is Bucket.OTHER


def test_the_default_takes_the_rest_and_without_one_there_is_no_bucket() -> None:
    assert bucket_of(row(), (), Bucket.PRODUCTION) is Bucket.PRODUCTION
    assert bucket_of(row(), (), None) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("customer", "no '~'"),
        ("description~client", "no '='"),
        ("description~=customer", "pattern between"),
        ("descripton~client=customer", "did you mean description?"),
        ("~client=customer", "'' is no field"),
        ("description~client=custmer", "did you mean customer?"),
        ("description~(client=customer", "unterminated subpattern at character 1"),
        ("description~cli**ent=customer", "multiple repeat at character 5"),
        ("description~(a+)+$=customer", "repeats a repeat"),
        (r"description~(\w*)*=other", "repeats a repeat"),
        ("description~(a+){2,}=other", "repeats a repeat"),
    ],
)
def test_what_is_wrong_is_named(text: str, part: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_rule(text)
    assert part in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("pattern", [r"(a\+)+", "[+*]+", "(ab)+", r"(?:\w+-)*\d", "(a|b)+"])
def test_harmless_repeats_are_let_through(pattern: str) -> None:
    assert parse_rule(f"description~{pattern}=other").pattern.pattern == pattern


def test_a_long_text_is_searched_at_its_beginning_only() -> None:
    rule = parse_rule("description~a.*b.*c.*!=other")
    began = perf_counter()
    assert not rule.covers(row(description="abcd" * 100_000))
    assert not rule.covers(row(description="x" * 600 + "abcd!"))
    assert perf_counter() - began < 5


def test_a_rule_sees_accounts() -> None:
    rule = parse_rule("account~:support:=customer")
    assert rule.covers(row(account="acme:support:tickets"))
    assert not rule.covers(row(account="acme:build"))
    assert parse_rule("*~support=customer").covers(row(account="acme:support"))


def test_a_rule_may_name_leave_and_a_misspelt_one_is_told() -> None:
    rules = parse_rules(["account~:leave:=leave", "account~.=other"])
    assert bucket_of(row(account="time:leave:sick"), rules, None) is Absence.LEAVE
    assert bucket_of(row(account="time:work"), rules, None) is Bucket.OTHER
    with pytest.raises(UsageError, match="say production, customer, other or leave; did you mean leave"):
        parse_rule("account~x=leaves")
