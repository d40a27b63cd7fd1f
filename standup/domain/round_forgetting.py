"""What is forgotten of standup rounds: who took part goes under another name, and texts are told anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from standup.domain.records import Round, RoundNote, RoundNoteKind, Turn


def reasons_retold(record: Round, retell: Callable[[str], str]) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    """The turns of a round, and those who are absent, with each reason told anew."""
    turns, absent = (
        tuple(replace(one, why=retell(one.why)) for one in those) for those in (record.turns, record.absent)
    )
    return turns, absent


def round_without(record: Round, old: str, new: str) -> dict[str, Any]:
    """The fields of a round with a developer under another id, without the reasons and the times of their turns.

    Where they began it, its clock times go too.
    """
    fields: dict[str, Any] = {
        "turns": _renamed(record.turns, old, new),
        "absent": _renamed(record.absent, old, new),
        "there": tuple(new if one == old else one for one in record.there),
    }
    if record.by == old:
        over = record.ended_at and _midnight(record.ended_at)
        fields |= {"by": new, "begun_at": _midnight(record.begun_at), "since": None, "ended_at": over}
    return fields


def note_without(note: RoundNote, old: str, new: str) -> dict[str, Any]:
    """The fields of a line of the minutes with a developer under another id; what was noted in their own turn goes."""
    is_theirs = note.about == old and note.kind in (RoundNoteKind.NOTE, RoundNoteKind.BLOCKER)
    return {
        "text": "" if is_theirs else note.text,
        "by": new if note.by == old else note.by,
        "about": new if note.about == old else note.about,
        "people": tuple(new if one == old else one for one in note.people),
    }


def _renamed(turns: tuple[Turn, ...], old: str, new: str) -> tuple[Turn, ...]:
    return tuple(Turn(who=new, state=one.state) if one.who == old else one for one in turns)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), datetime.min.time(), UTC)
