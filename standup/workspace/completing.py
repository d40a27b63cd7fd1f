"""Completing a touchpoint or a work item with one line: minutes if any, the outcome, and the next step."""

from __future__ import annotations

from standup.domain.change import Op, create, remove
from standup.domain.differences import state_words
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.logline import EntryDraft, LogLine, Selection, describe, parse_parts, resolve
from standup.domain.logline.grammar import scan
from standup.domain.records import Timer, Touchpoint, WorkItem, WorkState
from standup.domain.text import shown
from standup.domain.timer import must_ask
from standup.domain.touchpoints import completed, is_contact, no_step_reason
from standup.workspace.aftermath import aftermath
from standup.workspace.names import find_work
from standup.workspace.reading import Logged, OpenTouchpoints, Plan, Reading, new_entry, next_touchpoint, reading
from standup.workspace.session import Workspace, zone_of
from standup.workspace.timer import completing_drafts, runs_on
from standup.workspace.touchpoints import label, touchpoint_named
from standup.workspace.work import move_work, moved, work_named

NO_NEXT_STEP_HINT = "no next step: add > fri send quote, or > none: because ..."
"""What is said before a customer is left without a next step; nobody is kept from it."""
_TIMER_STOPS = "the timer stops"


def complete_touchpoint(workspace: Workspace, touchpoint: Touchpoint, text: str = "", *, round_to: int = 1) -> Logged:
    """Complete a touchpoint with one line: minutes if any, the outcome, and the next step after `>`.

    The outcome is the line's note. Without minutes nothing is logged, but for those of my timer where it runs on the
    touchpoint: it stops, and its minutes are rounded to a multiple of `round_to`.
    """
    return _committed(workspace, _touchpoint_plan(workspace, touchpoint, text, round_to))


def complete_work(workspace: Workspace, key: str, text: str = "", *, round_to: int = 1) -> Logged:
    """Move a work item to done, and log the minutes of the line or of my timer, as for a touchpoint."""
    return _committed(workspace, _work_plan(workspace, work_named(workspace, key), text, round_to))


def move_item(workspace: Workspace, key: str, state: WorkState, *, blocker: str = "", round_to: int = 1) -> str:
    """Move a work item to another state, and say so in words; my timer on one that is done or dropped stops with it.

    The minutes that it measured are logged: they were spent, also where the work is given up.
    """
    item = work_named(workspace, key)
    timer = None if state.is_open or blocker else runs_on(workspace, item)
    if timer:
        if must_ask(timer, workspace.now(), zone_of(workspace.developer())):
            raise UsageError(f"the timer has been running on {shown(item.key)} since another day; stop it first")
        return _committed(workspace, _work_plan(workspace, item, "", round_to, state)).words
    now = move_work(workspace, item.key, state, blocker=blocker)
    return f"{shown(now.key)} is {state_words(state)}" + (f" by {shown(now.blocker)}" if now.blocker else "")


def complete(workspace: Workspace, name: str, text: str = "", *, round_to: int = 1) -> Logged:
    """Complete the open work item with this key, or else the touchpoint of this customer or with this reference."""
    roster = workspace.store.roster()
    key = name.strip().removeprefix("#")
    item = None if name.startswith("@") else find_work(workspace.store, roster, key, first=workspace.me)
    if item is not None and (item.state.is_open or name.startswith("#")):
        return complete_work(workspace, item.key, text, round_to=round_to)
    try:
        touchpoint = touchpoint_named(workspace, name, roster, scan(text).note)
    except NotFoundError:
        if item is None:
            raise
        return complete_work(workspace, item.key, text, round_to=round_to)  # it is closed, and says so
    return complete_touchpoint(workspace, touchpoint, text, round_to=round_to)


def preview_done(workspace: Workspace, target: WorkItem | Touchpoint, text: str, *, round_to: int = 1) -> str:
    """What completing a row with this line would do, in words; raises what completing it would raise."""
    if isinstance(target, WorkItem):
        plan, name = _work_plan(workspace, target, text, round_to), _work_name(target)
    else:
        plan, name = _touchpoint_plan(workspace, target, text, round_to), label(workspace.store.roster(), target)
    logged = plan.logged.words.removeprefix(f"done: {name}").removeprefix("; ")
    done = plan.logged.completed
    outcome = f"outcome: {shown(done.outcome)}" if done and done.outcome else ""
    hint = NO_NEXT_STEP_HINT if plan.logged.hint else ""
    return "; ".join(filter(None, ("done", logged or "nothing logged", outcome, hint)))


def _work_name(item: WorkItem) -> str:
    return f"{shown(item.key)} {shown(item.title)}"


def _committed(workspace: Workspace, plan: Plan) -> Logged:
    workspace.commit(plan.why, plan.ops)
    return plan.logged


def _touchpoint_plan(workspace: Workspace, touchpoint: Touchpoint, text: str, round_to: int) -> Plan:
    read = reading(workspace, Selection(customer=touchpoint.customer, touchpoint=touchpoint.id))
    line = parse_parts(text, read.context)
    name = label(read.names.roster, touchpoint)
    if line.customer != touchpoint.customer or line.work_item is not None:
        raise UsageError(f"this completes {name}; leave out other work items and customers")
    today = read.context.today()
    timer = _timer_on(workspace, touchpoint, line)
    drafts = _drafts(workspace, read, line, timer, round_to)
    owner = line.developer or read.me.id
    entries = tuple(new_entry(workspace, owner, draft, touchpoint) for draft in drafts)
    done = completed(touchpoint, line.day or today, line.note)
    ops = [*([remove(timer)] if timer else []), *(create(entry) for entry in entries), Op(touchpoint, done)]
    planned = None
    reason = no_step_reason(line.next_step.text) if line.next_step is not None else ""
    if line.next_step is not None and not reason:
        planned = next_touchpoint(
            workspace, touchpoint.customer, touchpoint, line.next_step, owner=read.me.id, today=today
        )
        ops.append(create(planned))
    theirs = [one for one in OpenTouchpoints(workspace, read.names).all if one.customer == touchpoint.customer]
    follows = aftermath(
        workspace,
        read.names.roster,
        touchpoint.customer,
        line.day or today,
        open_ones=theirs,
        ended=done,
        contacted=is_contact(done.outcome),
        is_planned=planned is not None,
        reason=reason,
    )
    ops += follows.ops
    step = None if reason else line.next_step
    does = describe(drafts, step, read.names, today, developer=line.developer)
    said = (f"done: {name}", does, _TIMER_STOPS if timer else "", follows.words)
    next_one = planned or follows.made
    goes_on = bool(next_one or reason) or any(one.id != touchpoint.id for one in theirs)
    hint = "" if goes_on else _plan_one_hint(touchpoint.customer)
    logged = Logged("; ".join(filter(None, said)), entries, done, next_one, hint)
    return Plan(logged, tuple(ops), f"done with {name}", private=False)


def _plan_one_hint(customer: str) -> str:
    """What is said after a customer was left without a next step: the touchpoint that could have had one is closed."""
    return f"no next step; plan one with `standup touchpoint add {customer} 'send quote' --due fri`"


def _work_plan(
    workspace: Workspace, item: WorkItem, text: str, round_to: int, state: WorkState = WorkState.DONE
) -> Plan:
    read = reading(workspace, Selection(work_item=item.key))
    line = parse_parts(text, read.context)
    if line.work_item != item.key or line.customer is not None:
        raise UsageError(f"this completes {shown(item.key)}; leave out other work items and customers")
    today = read.context.today()
    timer = _timer_on(workspace, item, line)
    drafts = _drafts(workspace, read, line, timer, round_to)
    entries = tuple(new_entry(workspace, line.developer or read.me.id, draft) for draft in drafts)
    later = moved(item, state, line.day or today)
    logs = describe(drafts, None, read.names, today, developer=line.developer)
    words = "; ".join(filter(None, (f"{state.value}: {_work_name(item)}", logs, _TIMER_STOPS if timer else "")))
    ops = (*([remove(timer)] if timer else []), *(create(entry) for entry in entries), Op(item, later))
    why = f"done with {shown(item.key)}" if state is WorkState.DONE else f"move {shown(item.key)} to {state.value}"
    return Plan(Logged(words, entries), ops, why, private=False)


def _timer_on(workspace: Workspace, target: WorkItem | Touchpoint, line: LogLine) -> Timer | None:
    """My timer, where it runs on what is completed: it would go on counting time that is logged now."""
    return runs_on(workspace, target) if line.developer in (None, workspace.me) else None


def _drafts(
    workspace: Workspace, read: Reading, line: LogLine, timer: Timer | None, round_to: int
) -> tuple[EntryDraft, ...]:
    if timer is not None:
        return completing_drafts(workspace, read, timer, line, round_to)
    timed = line.minutes is not None or line.clock is not None
    return resolve(line, read.context) if timed else ()
