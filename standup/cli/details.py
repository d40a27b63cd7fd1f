"""The details of one work item or touchpoint on the command line: as text, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from standup.cli.context import Context
from standup.domain.cells import cell_width, pad
from standup.domain.text import shown

if TYPE_CHECKING:
    from standup.workspace.detail_words import Line
    from standup.workspace.details import Happening, TouchpointDetail, WorkDetail
    from standup.workspace.playbooks import Checklist


def show_work(context: Context, key: str, *, as_json: bool) -> None:
    """Print a work item."""
    from standup.workspace.details import work_detail

    detail = work_detail(context.workspace, key)
    if not as_json:
        _print(context, detail)
        return
    context.out.json(
        _fields(detail.item)
        | {
            "owner_name": detail.owner,
            "customer_name": detail.customer,
            "my_minutes": detail.spent,
            "my_weeks": [{"week": str(one.week), "minutes": one.minutes} for one in detail.weeks],
            "my_entries": detail.entries,
            "touchpoints": [{"ref": row.reference, **_fields(row.touchpoint)} for row in detail.touchpoints],
            "history": _history(detail.history),
        }
    )


def show_touchpoint(context: Context, text: str, *, as_json: bool) -> None:
    """Print a touchpoint."""
    from standup.workspace.details import touchpoint_detail

    detail = touchpoint_detail(context.workspace, text)
    if not as_json:
        _print(context, detail)
        return
    context.out.json(
        {"ref": detail.row.reference}
        | _fields(detail.row.touchpoint)
        | {
            "state": detail.row.state,
            "evidence": detail.row.evidence,
            "owner_name": detail.owner,
            "customer_name": detail.row.customer,
            "last_contact": detail.rhythm.last_contact,
            "next_dates": [one.due_on for one in detail.rhythm.after_it],
            "playbook": [_checklist(one) for one in detail.playbook],
            "known_by": [{"id": person.developer, "words": words} for person, words in detail.known_by],
            "contacts": detail.contacts,
            "customer_notes": detail.notes,
            "earlier": [one.touchpoint for one in detail.earlier],
            "history": _history(detail.history),
        }
    )


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _checklist(found: Checklist) -> dict[str, Any]:
    steps = [
        {"number": one.number, "section": one.section, "text": one.text, "ticked": one.is_ticked} for one in found.steps
    ]
    return {"title": found.title, "about": found.about, "trouble": found.trouble, "steps": steps}


def _history(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    return [{"at": one.at, "day": one.day, "by": one.by, "what": one.words} for one in happenings]


def _print(context: Context, detail: WorkDetail | TouchpointDetail) -> None:
    from standup.reports.wrapping import wrap
    from standup.workspace.detail_words import sections, title_of

    out = context.out
    out.line(out.styled(shown(title_of(detail)), "bold"))
    for section in sections(detail):
        if not section.is_part:
            out.line()
        if section.title:
            out.line(out.styled(f"{'  ' * section.is_part}{shown(section.title)}", "bold"))
        labels = [_label(line) for line in section.lines]
        width = max(map(cell_width, labels))
        room = max(20, (out.width or 100) - width - 4)
        for label, line in zip(labels, section.lines, strict=True):
            first, *more = wrap(shown(line.text), room)
            out.line(f"  {pad(label, width)}  {first}".rstrip())
            for rest in more:
                out.line(f"  {' ' * width}  {rest}")


def _label(line: Line) -> str:
    """What stands before a line: of a step its number, and whether it is ticked."""
    return shown(line.label) if line.step is None else f"{line.step.number:>2} [{'x' if line.step.is_ticked else ' '}]"
