"""Import of time logs into a workspace."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from standup.domain.bucket_rules import parse_rules
from standup.domain.change import Conflict, Op, create, remove
from standup.domain.errors import ForbiddenError, NotFoundError, UsageError
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Customer,
    Developer,
    Role,
    Team,
    TimeEntry,
    Tombstone,
    WorkItem,
    WorkState,
)
from standup.domain.skipped import Skip
from standup.domain.weeks import Week
from standup.sources.timelog import TimeLog
from standup.store.protocol import Receipt
from standup.workspace.entries import edit_entry, remove_entry
from standup.workspace.import_report import Alike, ImportReport
from standup.workspace.imports import ImportStopped, import_time
from standup.workspace.session import Workspace
from standup.workspace.undo import undo
from tests.memory_store import MemoryStore
from tests.shared_data import SHARED, needs_shared

DANA = Developer(id="dana", name="Dana", timezone="Europe/Berlin", role=Role.LEAD)
BOB = Developer(id="bob", name="Bob [ops]", timezone="Europe/Berlin")
RULES = parse_rules(
    ["description,tags,client~client|customer=customer", "description~stand-?up|meeting|training|timesheet=other"]
)
HEADER = [
    "User",
    "Email",
    "Client",
    "Project",
    "Task",
    "Description",
    "Start date",
    "Start time",
    "End date",
    "End time",
    "Duration",
    "Tags",
]
W47 = Week(2026, 47)

Line = dict[str, str]


def line(
    user: str = "Dana", day: str = "2026-11-18", start: str = "09:00:00", end: str = "10:00:00", **cells: str
) -> Line:
    return {
        "User": user,
        "Start date": day,
        "Start time": start,
        "End date": cells.pop("end_day", day),
        "End time": end,
        **{name.capitalize(): text for name, text in cells.items()},
    }


def log(lines: Sequence[Line], name: str = "log.csv") -> TimeLog:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return TimeLog(io.BytesIO(text.getvalue().encode()), name, "toggl")


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(MemoryStore(Team(), DANA, BOB), "dana", now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


def take(workspace: Workspace, lines: Sequence[Line], **options: Any) -> ImportReport:
    options.setdefault("rules", RULES)
    options.setdefault("default", Bucket.PRODUCTION)
    report = import_time(workspace, log(lines), **options)
    assert report.adds_up
    return report


def entries(workspace: Workspace, developer: str = "dana") -> list[TimeEntry]:
    store = workspace.store
    found = [entry for week in store.weeks(developer) for entry in store.week(developer, week).entries]
    return sorted(found, key=lambda entry: (entry.day, entry.start or datetime.min.replace(tzinfo=UTC)))


LINES = [
    line(description="API-12 retry", tags="shaping, Big Bug"),
    line(start="10:00:00", end="10:45:00", description="Client call", client="Acme Corp"),
    line(start="11:00:00", end="11:15:00", description="Stand-up"),
    line("Bob [ops]", description="[ui] fix the [/b] tag"),
]


def test_rows_become_entries_of_their_developers(workspace: Workspace) -> None:
    workspace.commit("", [create(Customer(id="acme", name="Acme Corp"))])
    item = WorkItem(id="w", key="API-12", title="Retry", created_on=date(2026, 1, 1), state_since=date(2026, 1, 1))
    workspace.commit("", [create(item)])
    report = take(workspace, LINES)
    assert (report.read, report.imported, report.skipped) == (4, 4, {})
    work, call, other = entries(workspace)
    assert (work.minutes, work.bucket, work.work_item, work.note) == (60, Bucket.PRODUCTION, "API-12", "API-12 retry")
    assert work.tags == ("shaping", "Big-Bug")
    assert work.start is not None
    assert work.start.isoformat() == "2026-11-18T09:00:00+01:00"
    assert (call.minutes, call.bucket, call.customer) == (45, Bucket.CUSTOMER, "acme")
    assert (other.minutes, other.bucket) == (15, Bucket.OTHER)
    assert [entry.note for entry in entries(workspace, "bob")] == ["[ui] fix the [/b] tag"]
    assert {bucket: (one.entries, one.minutes) for bucket, one in report.written.items()} == {
        Bucket.PRODUCTION: (2, 120),
        Bucket.CUSTOMER: (1, 45),
        Bucket.OTHER: (1, 15),
    }


def test_a_closed_work_item_is_known_too(workspace: Workspace) -> None:
    item = WorkItem(
        id="w", key="API-9", title="x", created_on=date(2026, 1, 1), state=WorkState.DONE, state_since=date(2026, 2, 1)
    )
    workspace.commit("", [create(item)])
    take(workspace, [line(task="api-9")])
    assert entries(workspace)[0].work_item == "API-9"


def test_importing_again_changes_nothing(workspace: Workspace) -> None:
    take(workspace, LINES)
    changes = len(workspace.changes.read())
    report = take(workspace, LINES)
    assert (report.imported, report.updated, report.unchanged) == (0, 0, 4)
    assert report.written == {}
    assert len(workspace.changes.read()) == changes


def test_a_longer_file_adds_only_its_new_rows(workspace: Workspace) -> None:
    take(workspace, LINES)
    report = take(workspace, [line(day="2026-11-16"), *LINES, line(start="15:00:00", end="15:01:00")])
    assert (report.imported, report.unchanged) == (2, 4)


@pytest.mark.parametrize(
    "corrected",
    [
        line(start="09:00:00", end="10:20:00", description="API-12 retry", tags="shaping, Big Bug"),
        line(description="API-12 retry, again", tags="shaping, Big Bug"),
        line(description="API-12 retry", tags=""),
        line(description="customer API-12", tags=""),
        line(start="09:10:00", description="API-12 retry", tags="shaping, Big Bug"),
    ],
)
def test_a_corrected_row_updates_its_entry_only(workspace: Workspace, corrected: Line) -> None:
    take(workspace, LINES)
    before = {entry.id: entry for entry in entries(workspace)}
    report = take(workspace, [corrected, *LINES[1:]])
    assert (report.imported, report.updated, report.unchanged) == (0, 1, 3)
    after = {entry.id: entry for entry in entries(workspace)}
    assert before.keys() == after.keys()
    assert len([entry for entry in after.values() if entry != before[entry.id]]) == 1
    assert take(workspace, [corrected, *LINES[1:]]).unchanged == 4


def test_a_row_that_is_corrected_over_midnight_and_back(workspace: Workspace) -> None:
    short = line(day="2026-11-22", start="22:00:00", end="23:00:00")
    long = line(day="2026-11-22", start="22:00:00", end_day="2026-11-23", end="01:00:00")
    take(workspace, [short])
    report = take(workspace, [long])
    assert (report.read, report.updated) == (1, 1)
    assert [(entry.day.day, entry.minutes) for entry in entries(workspace)] == [(22, 120), (23, 60)]
    report = take(workspace, [short])
    assert (report.updated, report.removed) == (1, 1)
    assert [(entry.day.day, entry.minutes) for entry in entries(workspace)] == [(22, 60)]


def test_one_undo_takes_the_import_back_and_it_can_be_imported_again(workspace: Workspace) -> None:
    lines = [*LINES, line(day="2026-11-02"), line("New One", day="2026-10-05")]
    take(workspace, lines, create_developers=True, create_customers=True)
    groups = {change.group for change in workspace.changes.read()}
    assert len(groups) == 1
    assert None not in groups
    undo(workspace)
    assert entries(workspace) == entries(workspace, "bob") == []
    assert set(workspace.store.roster().developers) == {"dana", "bob"}
    assert not workspace.store.roster().customers
    assert take(workspace, lines, create_developers=True).imported == 6


def test_an_entry_edited_here_is_not_overwritten_unasked(workspace: Workspace) -> None:
    take(workspace, LINES)
    entry = entries(workspace)[0]
    edited = replace(entry, minutes=50, version=entry.version + 1)
    workspace.commit("edit", [Op(entry, edited)])
    assert take(workspace, LINES).unchanged == 4
    corrected = [line(end="09:30:00", description="API-12 retry"), *LINES[1:]]
    report = take(workspace, corrected)
    assert report.skipped == {Skip.EDITED: 1}
    assert entries(workspace)[0] == edited
    assert any("edited here" in words for words in report.words())
    assert take(workspace, corrected, overwrite_edited=True).updated == 1
    assert entries(workspace)[0].minutes == 30


def test_an_entry_deleted_here_does_not_come_back(workspace: Workspace) -> None:
    take(workspace, LINES)
    entry = entries(workspace)[0]
    grave = Tombstone(id="t", source_id=entry.source_id, developer="dana", day=entry.day)
    workspace.commit("rm", [remove(entry), create(grave)])
    report = take(workspace, LINES)
    assert report.skipped == {Skip.DELETED: 1}
    assert len(entries(workspace)) == 2


def test_entries_deleted_edited_or_moved_by_a_person_stay_as_they_are(workspace: Workspace) -> None:
    lines = [*LINES, line(day="2026-11-11", start="09:00:20", end="09:31:00")]
    take(workspace, lines)
    far, work, call, _ = entries(workspace)
    remove_entry(workspace, far.id)
    edit_entry(workspace, work.id, "2026-11-11")
    edit_entry(workspace, call.id, "50m")
    before, changes = entries(workspace), len(workspace.changes.read())
    report = take(workspace, lines)
    assert (report.unchanged, report.skipped) == (3, {Skip.DELETED: 2})
    assert (entries(workspace), len(workspace.changes.read())) == (before, changes)


# People


def test_people_are_found_by_id_or_name_and_unknown_ones_are_told(workspace: Workspace) -> None:
    report = take(workspace, [line("DANA"), line("bob"), line("Nobody"), line("Nobody"), line("")])
    assert report.rows_by_developer == {"dana": 1, "bob": 1}
    assert report.skipped == {Skip.NOBODY: 3}
    assert report.unknown_people == {"Nobody": 2, "(no name)": 1}
    assert any('Nobody (2 rows), (no name) (1 row); map them, as --map-user "NAME=id"' in w for w in report.words())


def test_an_e_mail_stands_in_for_a_missing_name(workspace: Workspace) -> None:
    assert take(workspace, [line("", email="bob@example.com")]).rows_by_developer == {"bob": 1}


def test_people_are_found_by_their_addresses_where_their_names_are_others(workspace: Workspace) -> None:
    workspace.commit("", [Op(DANA, replace(DANA, emails=("D.Osei@example.com",)))])
    lines = [line("Dana Osei", email="d.osei@EXAMPLE.com"), line("", email="d.osei@example.com"), line("Bob [ops]")]
    assert take(workspace, lines, create_developers=True).rows_by_developer == {"dana": 2, "bob": 1}


def test_who_may_be_somebody_here_is_told_with_the_option_that_says_so(workspace: Workspace) -> None:
    lines = [line("Dana Osei"), line("Danae"), line("Osei, Dana", start="12:00:00", end="13:00:00")]
    unknown = take(workspace, lines).words()
    assert any("map them, as --map-user 'Dana Osei=dana', or" in words for words in unknown)
    planned = take(workspace, lines, create_developers=True, dry_run=True).words()
    assert "Dana Osei may be dana, who is here already: if so, with --map-user 'Dana Osei=dana'" in planned
    assert not any("Danae may be" in words for words in planned)
    made = take(workspace, lines, create_developers=True).words()
    told = "Osei, Dana may be dana, who is here already: if so, `standup undo`, and import with"
    assert f"{told} --map-user 'Osei, Dana=dana'" in made
    again = take(workspace, lines, create_developers=True)
    assert (again.created_developers, again.unchanged) == ([], 3)


def test_a_name_that_several_may_have_suggests_nobody(workspace: Workspace) -> None:
    workspace.commit("", [create(Developer(id="dan-2", name="Dana Two", timezone="UTC"))])
    assert any('as --map-user "NAME=id"' in words for words in take(workspace, [line("Dana Two Three")]).words())


def test_people_can_be_mapped_by_name_or_e_mail(workspace: Workspace) -> None:
    lines = [line("O'Neil, Pat=x"), line("Someone", email="S@x.org"), line("Dana")]
    report = take(workspace, lines, map_users={"o'neil, pat=x": "bob", "s@x.org": "Bob [ops]", "Dev Z": "dana"})
    assert report.rows_by_developer == {"bob": 2, "dana": 1}
    assert report.unused_maps == ["Dev Z"]
    with pytest.raises(NotFoundError, match="did you mean bob"):
        take(workspace, lines, map_users={"x": "bobb"})


def test_all_rows_can_be_one_developers(workspace: Workspace) -> None:
    assert take(workspace, LINES, developer="bob").rows_by_developer == {"bob": 4}
    with pytest.raises(NotFoundError):
        take(workspace, LINES, developer="nobody")


def test_a_log_without_people_is_ones_own(workspace: Workspace) -> None:
    own = TimeLog(io.BytesIO(b'Date,Hours,Notes\n2026-11-18,1.5,a\n2026-11-18,"0,5",b\n'), "own.csv", "csv")
    report = import_time(workspace, own, default=Bucket.OTHER)
    assert report.imported == 2
    assert sorted(entry.minutes for entry in entries(workspace)) == [30, 90]
    assert import_time(workspace, own, default=Bucket.OTHER).unchanged == 2


def test_developers_can_be_created_with_hours(workspace: Workspace) -> None:
    report = take(
        workspace,
        [line("Zoë Müller"), line("=SUM(A1)"), line("zoë müller", day="2026-11-19")],
        create_developers=True,
        timezone="Europe/Berlin",
        hours=40 * 60,
    )
    assert report.created_developers == ["Zoë Müller", "=SUM(A1)"]
    zoe = workspace.store.roster().developers["zoe-muller"]
    assert zoe.timezone == "Europe/Berlin"
    assert zoe.hours[0].minutes == (480, 480, 480, 480, 480, 0, 0)
    assert len(entries(workspace, "zoe-muller")) == 2
    assert take(workspace, [line("Zoë Müller")], create_developers=True).unchanged == 1


def test_names_of_one_slug_stay_apart(workspace: Workspace) -> None:
    lines = [line("李 Wei"), line("Wei", start="12:00:00", end="13:00:00")]
    assert take(workspace, lines, create_developers=True).rows_by_developer == {"wei": 1, "wei-2": 1}
    assert take(workspace, lines, create_developers=True).unchanged == 2


def test_created_developers_have_no_hours_unless_given(workspace: Workspace) -> None:
    take(workspace, [line("New")], create_developers=True)
    assert workspace.store.roster().developers["new"].hours == ()
    with pytest.raises(UsageError, match="--create-developers"):
        take(workspace, LINES, hours=2400)
    with pytest.raises(UsageError, match="0 to 120"):
        take(workspace, LINES, hours=9000, create_developers=True)


def test_only_a_lead_imports_for_others(workspace: Workspace) -> None:
    workspace.me = "bob"
    report = take(workspace, LINES)
    assert (report.imported, report.skipped) == (1, {Skip.NOT_YOURS: 3})
    options: list[dict[str, Any]] = [{"developer": "dana"}, {"map_users": {"x": "dana"}}, {"create_developers": True}]
    for option in options:
        with pytest.raises(ForbiddenError, match="only a lead"):
            take(workspace, LINES, **option)
    assert take(workspace, LINES, developer="bob").read == 4


# Clients, rules and what the report says


def test_unknown_clients_are_told_or_created(workspace: Workspace) -> None:
    lines = [line(description="client call", client="Müller & Söhne"), line(day="2026-11-19", client="Müller & Söhne")]
    rules = parse_rules(["client~.=customer"])
    report = take(workspace, lines, rules=rules)
    assert report.unmatched_clients == {"Müller & Söhne": 2}
    assert entries(workspace)[1].note == "Müller & Söhne"
    report = take(workspace, lines, rules=rules, create_customers=True)
    assert report.created_customers == ["Müller & Söhne"]
    assert report.updated == 2
    assert {entry.customer for entry in entries(workspace)} == {"muller-sohne"}
    assert take(workspace, lines, rules=rules, create_customers=True).unchanged == 2


def test_rows_that_nothing_covers_are_told_and_not_imported(workspace: Workspace) -> None:
    report = take(workspace, [*LINES, line(day="2026-11-19", description="\x1b[31mred")], default=None)
    assert report.imported == 2
    assert report.skipped == {Skip.UNCLASSIFIED: 3}
    assert report.unclassified["API-12 retry"] == Alike(line=2, rows=1)
    assert "  1 row, first in line 6: ␛[31mred" in report.words()
    later = take(workspace, LINES)
    assert (later.imported, later.unchanged) == (2, 2)


def test_rows_that_nothing_covers_are_told_by_their_words_the_commonest_first(workspace: Workspace) -> None:
    days = [f"2026-10-{day:02}" for day in range(1, 31)]
    lines = [line(day=day, description=f"once {day}") for day in days]
    lines += [line(day=day, start="14:00", end="15:00", description="refactor export") for day in days[:3]]
    report = take(workspace, lines, default=None)
    told = [words for words in report.words() if words.startswith("  ")]
    assert told[0] == "  3 rows, first in line 32: refactor export"
    assert len(told) == 21
    assert told[-1] == "  ... and 11 rows with other words"


def test_the_report_adds_up_whatever_the_rows(workspace: Workspace) -> None:
    lines = [
        *LINES,
        line(day="13/15/2024"),
        line(end=""),
        line(start="08:00:00", end="07:00:00"),
        line(start="07:00:00", end="07:00:00"),
        line(start="09:30:00", end="09:45:00"),
        line(day="2026-11-17", duration="02:00:00"),
        line("Nobody"),
    ]
    report = take(workspace, lines)
    assert report.read == 11
    assert report.imported == 6
    assert report.skipped == {Skip.BAD: 2, Skip.RUNNING: 1, Skip.EMPTY: 1, Skip.NOBODY: 1}
    assert [row.line for row in report.bad] == [6, 8]
    assert (report.overlaps, report.overlapping_lines) == (1, [10])
    assert (report.disagreements, report.disagreeing_lines) == (1, [11])
    words = report.words()
    assert words[0] == "log.csv, read as UTF-8"
    assert words[1].startswith("11 rows read = 6 imported + 0 updated + 0 unchanged + 2 skipped (cannot be read)")
    assert any(text.startswith("line 6: 13/15/2024 is no date") for text in words)
    assert all("\n" not in text for text in words)


def test_a_closed_week_that_is_altered_is_told(workspace: Workspace) -> None:
    closed = ClosedWeek(id="c", developer="dana", week=str(W47), closed_at=datetime(2026, 11, 20, tzinfo=UTC))
    workspace.commit("close", [create(closed)])
    assert take(workspace, LINES).closed_weeks == [f"dana {W47}"]
    assert take(workspace, LINES).closed_weeks == []


def test_a_dry_run_reports_the_same_and_writes_nothing(workspace: Workspace) -> None:
    lines = [*LINES, line("New"), line(description="client", client="Globex", day="2026-11-19")]
    options: dict[str, Any] = {"create_developers": True, "create_customers": True}
    dry = take(workspace, lines, dry_run=True, **options)
    assert not workspace.changes.read()
    wet = take(workspace, lines, **options)
    dry.dry_run = False
    assert dry == wet


# Interrupts and others who write


class Stubborn(Workspace):
    """A workspace whose second change meets a person who interrupts, or another process."""

    raises: BaseException | None = None

    def commit(self, why: str, ops: Any, *, group: str | None = None) -> Receipt:
        """Make a change, or raise what the test asks for."""
        if self.raises is not None and len(self.changes.read()) == 1:
            raised, self.raises = self.raises, None
            raise raised
        return super().commit(why, ops, group=group)


def test_an_interrupt_leaves_whole_weeks_and_importing_again_completes(workspace: Workspace) -> None:
    lines = [line(day=f"2026-11-{day:02}") for day in (2, 9, 16)]
    stopped = Stubborn(workspace.store, "dana")
    stopped.raises = KeyboardInterrupt()
    with pytest.raises(ImportStopped) as interrupt:
        take(stopped, lines)
    report = interrupt.value.report
    assert report.adds_up
    assert (report.imported, report.skipped) == (1, {Skip.STOPPED: 2})
    assert len(entries(workspace)) == 1
    again = take(stopped, lines)
    assert (again.imported, again.unchanged) == (2, 1)


def test_a_week_that_somebody_else_changed_meanwhile_is_planned_anew(workspace: Workspace) -> None:
    lines = [line(day=f"2026-11-{day:02}") for day in (2, 9)]
    met = Stubborn(workspace.store, "dana")
    met.raises = Conflict(DANA, None)
    assert take(met, lines).imported == 2
    assert len(entries(workspace)) == 2


def test_progress_is_told_in_order(workspace: Workspace) -> None:
    told: list[tuple[str, int, int]] = []
    lines = [line(start=f"{n // 60:02}:{n % 60:02}:00", end=f"{n // 60:02}:{n % 60:02}:30") for n in range(1_200)]
    take(workspace, lines, progress=lambda *step: told.append(step))
    assert [step for step, _, _ in told] == ["reading"] * 3 + ["writing"] * 2
    for step in ("reading", "writing"):
        done = [at for name, at, _ in told if name == step]
        assert done == sorted(done)
        assert [at == whole for name, at, whole in told if name == step][-1]


# Real files


def _truth_of(workspace: Workspace) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for developer in workspace.store.roster().developers.values():
        for entry in entries(workspace, developer.id):
            of_day = found.setdefault(developer.name, {}).setdefault(str(entry.day), {})
            of_day[entry.bucket] = of_day.get(entry.bucket, 0) + entry.minutes * 60
    return found


@needs_shared
@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC"])
def test_the_log_of_a_team_gives_its_known_sums(workspace: Workspace, zone: str) -> None:
    with (SHARED / "generated" / "team_log.csv").open("rb") as file:
        read = TimeLog(file, "team_log.csv", "toggl")
        options: dict[str, Any] = {
            "rules": RULES,
            "default": Bucket.PRODUCTION,
            "create_developers": True,
            "timezone": zone,
            "map_users": {},
        }
        report = import_time(workspace, read, **options)
        again = import_time(workspace, read, **options)
    assert report.adds_up
    assert (report.read, report.imported, report.skipped) == (4045, 4045, {})
    assert (again.unchanged, again.written) == (4045, {})
    truth = json.loads((SHARED / "generated" / "truth.json").read_text("utf-8"))
    found = _truth_of(workspace)
    for person, days in truth.items():
        assert found[person].keys() == days.keys()
        for day, buckets in days.items():
            assert found[person][day].keys() == buckets.keys()
            assert abs(sum(found[person][day].values()) - sum(buckets.values())) <= 30
            assert all(abs(found[person][day][bucket] - seconds) < 60 for bucket, seconds in buckets.items())


@needs_shared
def test_a_real_export_goes_in(workspace: Workspace) -> None:
    with (SHARED / "timelogs" / "timba" / "toggl.csv").open("rb") as file:
        report = import_time(
            workspace, TimeLog(file, "toggl.csv", "toggl"), default=Bucket.PRODUCTION, map_users={"Jonas": "dana"}
        )
    assert (report.read, report.imported, report.overlaps) == (11, 11, 0)
    assert sum(entry.minutes for entry in entries(workspace)) == 645
