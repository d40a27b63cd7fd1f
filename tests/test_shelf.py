"""Playbooks from the package, and a team's own before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from standup.domain.errors import StandupError
from standup.domain.playbooks import STAGES
from standup.domain.touchpoints import KINDS
from standup.shelf import SHIPPED, Shelf

SECTIONS = ["Ask", "Bring", "Do not promise", "Write down"]


@pytest.mark.parametrize(("kind", "stage"), [*((kind, "") for kind in KINDS), *(("", stage) for stage in STAGES)])
def test_every_kind_and_stage_has_a_short_checklist_with_all_four_parts(kind: str, stage: str) -> None:
    (found,) = Shelf().of(kind, stage)
    assert [section for section, _ in found.sections] == SECTIONS
    assert 5 <= len(found.steps) <= 12
    assert found.about


def test_the_package_holds_no_other_playbooks() -> None:
    assert {path.stem for path in (SHIPPED / "kinds").glob("*.md")} == set(KINDS)
    assert {path.stem for path in (SHIPPED / "stages").glob("*.md")} == set(STAGES)


def test_kind_and_stage_come_together_and_nothing_is_read_of_names_that_are_none(tmp_path: Path) -> None:
    assert [one.title for one in Shelf().of("call", "lead")] == ["Call", "Lead"]
    assert Shelf(tmp_path).of("../../etc/passwd", "nothing") == []


def test_a_teams_own_playbook_goes_first_and_a_bad_one_is_named(tmp_path: Path) -> None:
    kinds = tmp_path / "kinds"
    kinds.mkdir()
    (kinds / "call.md").write_text("# Ours\n- Ask about the [dog]\n", encoding="utf-8")
    (kinds / "demo.md").write_bytes(b"# \xff\n")
    (kinds / "review.md").mkdir()
    shelf = Shelf(tmp_path)
    assert shelf.of("call")[0].title == "Ours"
    assert shelf.of("support")[0].title == "Support"
    for kind in ("demo", "review"):
        with pytest.raises(StandupError, match=f"{kind}.md"):
            shelf.of(kind)
