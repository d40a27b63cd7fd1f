"""The details of one work item, touchpoint or customer on the command line: as text, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from standup.cli.context import Context
from standup.domain.cells import cell_width, pad
from standup.domain.text import shown

if TYPE_CHECKING:
    from datetime import date

    from standup.workspace.customer_views import CustomerRow
    from standup.workspace.detail_words import Line, Section
    from standup.workspace.details import Happening
    from standup.workspace.playbooks import Checklist
    from standup.workspace.touchpoint_rows import TouchpointRow


def show_work(context: Context, key: str, *, as_json: bool) -> None:
    """Print a work item."""
    from standup.workspace.detail_words import sections, title_of
    from standup.workspace.details import work_detail

    detail = work_detail(context.workspace, key)
    if not as_json:
        _print(context, title_of(detail), sections(detail))
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
    from standup.workspace.detail_words import sections, title_of
    from standup.workspace.details import touchpoint_detail

    detail = touchpoint_detail(context.workspace, text)
    if not as_json:
        _print(context, title_of(detail), sections(detail))
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


def show_customer(context: Context, name: str, *, as_json: bool) -> None:
    """Print a customer."""
    from standup.workspace.customer_views import customer_detail
    from standup.workspace.customer_words import customer_sections

    detail = customer_detail(context.workspace, name)
    if not as_json:
        _print(context, detail.row.customer.name, customer_sections(detail))
        return
    context.out.json(
        customer_fields(detail.row, detail.today)
        | {
            "next_steps": [_step(one) for one, _ in detail.steps],
            "who_knows": [{"id": one.developer, "words": words} for one, words in detail.people],
            "team_weeks" if detail.is_team else "my_weeks": [
                {"week": str(one.week), "minutes": one.minutes} for one in detail.weeks
            ],
            "past": [one.record for one in detail.past],
        }
    )


def customer_fields(row: CustomerRow, today: date) -> dict[str, Any]:
    """A customer's record for JSON, with how they stand."""
    return _fields(row.customer) | {
        "last_contact": row.last_contact,
        "days_since_contact": (today - row.last_contact).days if row.last_contact else None,
        "cadence_state": row.freshness,
        "need": row.need,
        "next_step": _step(row.step) if row.step else None,
        "open_touchpoints": row.open,
        "known_by": [one.name for one in row.known_by],
    }


def _step(row: TouchpointRow) -> dict[str, Any]:
    return {"ref": row.reference, **_fields(row.touchpoint), "state": row.urgency, "evidence": row.evidence}


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _checklist(found: Checklist) -> dict[str, Any]:
    steps = [
        {"number": one.number, "section": one.section, "text": one.text, "ticked": one.is_ticked} for one in found.steps
    ]
    return {"title": found.title, "about": found.about, "trouble": found.trouble, "steps": steps}


def _history(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    return [{"at": one.at, "day": one.day, "by": one.by, "what": one.words} for one in happenings]


def _print(context: Context, title: str, sections: Sequence[Section]) -> None:
    from standup.reports.wrapping import wrap

    out = context.out
    out.line(out.styled(shown(title), "bold"))
    for section in sections:
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
