"""Whose a commit is, and which work item it names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from standup.domain.commits import Authors, Commit, Identity, has_key_shape, key_in
from standup.domain.records import Developer

DANA = Developer(id="dana", name="Dana Osei", timezone="UTC", emails=("dana@example.com", "shared@example.com"))
BOB = Developer(id="bob", name="Bob", timezone="UTC", emails=("Bob@Example.com", "shared@example.com"))
ZOE = Developer(id="zoe", name="Zoë Müller", timezone="UTC")
KNOWN = {key.casefold(): key for key in ("API-12", "API-120", "WEB7", "docs", "12", "MY-API-3", "Größe-1")}


def owner(author: str, email: str, *people: Developer, mine: Identity | None = None) -> str | None:
    """Whose a commit is on a team in which I am Dana."""
    team = people or (DANA, BOB, ZOE)
    commit = Commit("0", "api", datetime(2026, 11, 20, tzinfo=UTC), author, email, "x")
    return Authors(team, "dana", mine or Identity()).owner(commit)


def test_the_address_says_whose_it_is_whatever_its_case() -> None:
    assert owner("whoever", "DANA@example.com") == "dana"
    assert owner("Dana Osei", " bob@example.com ") == "bob"


def test_the_name_says_it_where_nobody_has_the_address() -> None:
    assert owner("zoe\u0308  MU\u0308LLER", "home@example.com") == "zoe"
    assert owner("Zoë", "home@example.com") is None
    assert owner("dependabot[bot]", "") is None


def test_what_several_share_is_nobodys() -> None:
    assert owner("Dana Osei", "shared@example.com") is None
    other = Developer(id="bob-2", name="bob", timezone="UTC")
    assert owner("Bob", "home@example.com", DANA, BOB, other) is None


def test_my_own_config_goes_before_all_else() -> None:
    mine = Identity.of(["shared@example.com", ""], ["Bob", " "])
    assert owner("x", "Shared@example.com", mine=mine) == "dana"
    assert owner("Bob", "home@example.com", mine=mine) == "dana"
    assert owner("Bob", "bob@example.com", mine=mine) == "bob"
    assert owner("", "", mine=mine) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("API-12 retry", "API-12"),
        ("retry (api-12)", "API-12"),
        ("[API-12][WEB7] both", "API-12"),
        ("feature/API-12-retry-uploads", "API-12"),
        ("fix: WEB7, at last", "WEB7"),
        ("bugfix/web7", "WEB7"),
        ("API-120: not the other", "API-120"),
        ("API-1200", None),
        ("XAPI-12", None),
        ("MY-API-3: whole keys", "MY-API-3"),
        ("größe-1 angepasst", "Größe-1"),
        ("UTF-8 and SHA-256", None),
        ("docs: words are no keys", None),
        ("behind a sign they are: #docs", "docs"),
        ("12 monkeys", None),
        ("closes #12.", "12"),
        ("", None),
        ("#", None),
    ],
)
def test_a_key_is_found_where_the_team_has_it(text: str, key: str | None) -> None:
    assert key_in(text, KNOWN) == key


def test_a_branch_may_look_as_if_it_named_a_work_item() -> None:
    assert has_key_shape("feature/API-12-retry")
    assert not has_key_shape("main")
    assert not has_key_shape("release-")
