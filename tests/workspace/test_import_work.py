"""Import of work items: three ways between here, there and what was said last; nothing lost, nothing guessed."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standup.domain.change import create
from standup.domain.differences import differences
from standup.domain.errors import StandupError, UsageError
from standup.domain.records import Developer, WorkItem, WorkState
from standup.domain.skipped import Skip
from standup.sources.work_file import WorkFile, work_kinds
from standup.workspace import import_work as module
from standup.workspace.import_work import import_work
from standup.workspace.names import find_work
from standup.workspace.undo import redo, undo
from standup.workspace.work import edit_work, list_work, move_work
from standup.workspace.work_report import WorkReport
from tests.shared_data import SHARED, needs_shared
from tests.workspace.office import BERLIN, Office

HEAD = "Issue key,Summary,Status,Assignee,Original estimate,Due date,Created,Resolved,Labels,Labels\n"
JIRA = (
    HEAD + "OPS-1,[infra][x] Rotate,In Progress,Dana Osei,28800,2026-12-01,09/Jan/24 3:54 PM,,,Acme Corp\n"
    'OPS-2,"Say ""hi"", twice",Done,bob,,,09/Jan/24 3:54 PM,10/Jan/24 9:00 AM,,\n'
    "OPS-3,Old,To Do,Somebody Else,,,,,,\n"
)
GITHUB = [
    {"number": 7, "title": "Crash [red]", "state": "OPEN", "assignees": [{"login": "dana"}], "milestone": None,
     "labels": [], "url": "https://github.com/us/api/issues/7"},
    {"number": 8, "title": "No", "state": "CLOSED", "stateReason": "NOT_PLANNED", "closedAt": "2026-11-20T23:30:00Z",
     "assignees": [], "milestone": {"title": "v2", "dueOn": "2026-12-24T00:00:00Z"}, "labels": [{"name": "acme"}],
     "url": "https://github.com/us/api/issues/8"},
]  # fmt: skip


@pytest.fixture
def office() -> Office:
    return Office()


def take(office: Office, text: str | bytes, kind: str = "jira", **options: Any) -> WorkReport:
    data = text if isinstance(text, bytes) else text.encode()
    reading = {name: options.pop(name) for name in ("columns", "prefix", "point", "date_order") if name in options}
    source = WorkFile(io.BytesIO(data), "their.file", kind, BERLIN, **reading)
    report = import_work(office.dana, source, **options)
    assert report.adds_up
    assert all("\n" not in words for words in report.words())
    return report


def item(office: Office, key: str) -> WorkItem:
    found = find_work(office.store, office.store.roster(), key)
    assert found is not None
    return found


def test_rows_come_in_to_the_letter_with_all_that_has_a_place(office: Office) -> None:
    report = take(office, JIRA)
    assert (report.read, report.imported) == (3, 3)
    first = item(office, "OPS-1")
    assert (first.title, first.state, first.developer) == ("[infra][x] Rotate", WorkState.DOING, "dana")
    assert (first.estimate, first.due_on, first.customer) == (480, date(2026, 12, 1), "acme")
    assert first.created_on == date(2024, 1, 9)
    second = item(office, "OPS-2")
    assert (second.title, second.developer, second.closed_on) == ('Say "hi", twice', "bob", date(2024, 1, 10))
    assert item(office, "OPS-3").developer is None
    assert report.unknown_people == {"Somebody Else": 1}
    assert any("Somebody Else (1 row)" in words for words in report.words())


def test_importing_again_changes_nothing_and_one_undo_takes_it_back(office: Office) -> None:
    take(office, JIRA)
    changes = len(office.store.history(99))
    again = take(office, JIRA)
    assert (again.unchanged, again.imported, again.updated) == (3, 0, 0)
    assert len(office.store.history(99)) == changes
    undo(office.dana)
    assert find_work(office.store, office.store.roster(), "OPS-1") is None
    redo(office.dana)
    assert item(office, "OPS-1").title == "[infra][x] Rotate"


def test_what_changed_there_is_an_update_with_a_line_of_history(office: Office) -> None:
    take(office, JIRA)
    report = take(office, JIRA.replace("Rotate,In Progress", "Rotate twice,Done"))
    assert (report.updated, report.unchanged) == (1, 2)
    later = item(office, "OPS-1")
    assert (later.title, later.state, later.state_since) == (
        "[infra][x] Rotate twice",
        WorkState.DONE,
        date(2026, 11, 23),
    )
    change = office.store.record_history(later)[0]
    assert differences(change.before, change.after) == (
        "moved to done; title [infra][x] Rotate twice, was [infra][x] Rotate"
    )


def test_what_was_edited_here_stays_while_the_source_says_the_same(office: Office) -> None:
    take(office, JIRA)
    edit_work(office.dana, "OPS-1", title="Ours", estimate=60)
    report = take(office, JIRA)
    assert (report.unchanged, report.clashing) == (3, 0)
    assert (item(office, "OPS-1").title, item(office, "OPS-1").estimate) == ("Ours", 60)


def test_what_both_changed_is_kept_as_ours_and_told_until_theirs_is_asked_for(office: Office) -> None:
    take(office, JIRA)
    edit_work(office.dana, "OPS-1", title="Ours")
    theirs = JIRA.replace("[infra][x] Rotate", "Theirs")
    for _ in range(2):
        report = take(office, theirs)
        assert report.skipped == {Skip.EDITED: 1}
        assert report.clashes[0].words == "title is 'Ours' here, 'Theirs' there"
        assert item(office, "OPS-1").title == "Ours"
    assert take(office, theirs, theirs=True).updated == 1
    assert item(office, "OPS-1").title == "Theirs"
    assert take(office, theirs).unchanged == 3


def test_one_field_is_updated_while_another_is_kept(office: Office) -> None:
    take(office, JIRA)
    edit_work(office.dana, "OPS-1", title="Ours")
    report = take(office, JIRA.replace("[infra][x] Rotate,In Progress", "Theirs,Blocked"))
    assert (report.updated, report.clashing) == (1, 1)
    assert (item(office, "OPS-1").title, item(office, "OPS-1").state) == ("Ours", WorkState.BLOCKED)


def test_both_sides_coming_to_say_the_same_is_no_clash(office: Office) -> None:
    take(office, JIRA)
    edit_work(office.dana, "OPS-1", title="Same")
    report = take(office, JIRA.replace("[infra][x] Rotate", "Same"))
    assert (report.unchanged, report.clashing) == (3, 0)
    assert take(office, JIRA).updated == 1  # what it says now counts from here on


def test_what_was_dropped_here_stays_dropped(office: Office) -> None:
    take(office, JIRA)
    move_work(office.dana, "OPS-1", WorkState.DROPPED)
    report = take(office, JIRA.replace("Rotate,In Progress", "Rotate,Blocked"))
    assert report.skipped == {Skip.DELETED: 1}
    assert item(office, "OPS-1").state is WorkState.DROPPED
    take(office, JIRA, theirs=True)
    assert item(office, "OPS-1").state is WorkState.DOING


def test_a_column_that_is_missing_says_nothing(office: Office) -> None:
    take(office, JIRA)
    report = take(office, "Issue key,Summary\nOPS-1,[infra][x] Rotate\n")
    assert report.unchanged == 1
    assert item(office, "OPS-1").developer == "dana"
    take(office, "Issue key,Summary,Assignee\nOPS-1,[infra][x] Rotate,\n")
    assert item(office, "OPS-1").developer is None


def test_a_work_item_of_the_same_key_here_is_met_and_not_overwritten(office: Office) -> None:
    report = take(office, "Issue key,Summary,Status,Due date\nAPI-12,Another title,In Progress,2026-12-24\n")
    assert report.clashing == 1
    met = item(office, "API-12")
    assert (met.id, met.title, met.due_on) == ("w1", "Retry failed uploads", date(2026, 12, 24))
    assert take(office, "ID,Title,Status\nAPI-12,Third,Todo\n", "linear").skipped == {Skip.KEY_TAKEN: 1}


def test_states_that_nobody_knows_are_left_out_and_listed_until_a_rule_names_them(office: Office) -> None:
    text = "Issue key,Summary,Status\nOPS-1,A,Waiting for godot\nOPS-2,B,IN_PROGRESS\n"
    report = take(office, text)
    assert report.skipped == {Skip.UNKNOWN_STATE: 1}
    assert report.unknown_states == {"Waiting for godot": 1}
    assert take(office, text, states={"waiting for Godot": WorkState.BLOCKED}).imported == 1
    assert item(office, "OPS-1").state is WorkState.BLOCKED


def test_a_category_helps_and_a_resolution_tells_dropped_from_done(office: Office) -> None:
    take(
        office,
        "Issue key,Summary,Status,Status Category,Resolution\n"
        "OPS-1,A,Deploying,In Progress,\nOPS-2,B,Done,Done,Won't Do\nOPS-3,C,Done,Done,Fixed\n",
    )
    assert [item(office, key).state for key in ("OPS-1", "OPS-2", "OPS-3")] == [
        WorkState.DOING,
        WorkState.DROPPED,
        WorkState.DONE,
    ]


def test_issues_of_github_take_their_keys_from_repository_or_prefix(office: Office) -> None:
    assert take(office, json.dumps(GITHUB), "github").imported == 2
    first, second = item(office, "api-7"), item(office, "api-8")
    assert (first.title, first.state, first.developer, first.due_on) == ("Crash [red]", WorkState.TODO, "dana", None)
    assert (second.state, second.closed_on) == (WorkState.DROPPED, date(2026, 11, 21))
    assert (second.due_on, second.customer) == (date(2026, 12, 24), "acme")
    assert take(office, json.dumps(GITHUB), "github", prefix="OTHER").unchanged == 2  # the same issues
    bare = json.dumps([{"number": 3, "title": "x", "state": "OPEN"}])
    with pytest.raises(UsageError, match="--prefix"):
        take(office, bare, "github")
    take(office, bare, "github", prefix="GH")
    assert item(office, "GH-3").title == "x"


def test_issues_come_as_a_list_in_an_object_as_lines_or_alone(office: Office) -> None:
    search = {
        "total": 1,
        "issues": [{"key": "J-1", "fields": {"summary": "S", "status": {"name": "Done"}, "assignee": None}}],
    }
    assert take(office, json.dumps(search), "jira").imported == 1
    assert item(office, "J-1").state is WorkState.DONE
    assert take(office, "\n".join(map(json.dumps, GITHUB)), "github").imported == 2
    hook = {"action": "opened", "issue": {**GITHUB[0], "number": 9}}
    assert take(office, json.dumps(hook), "github").imported == 1
    with pytest.raises(UsageError, match="no list of work items"):
        take(office, '{"ref": "refs/heads/main"}', "github")


def test_linear_estimates_are_points(office: Office) -> None:
    text = (
        "ID,Team,Title,Description,Status,Estimate,Priority,Creator,Assignee,Labels,"
        "Created,Started,Completed,Due Date\n"
        "ENG-1,Eng,Fix,,In Progress,2,High,x@y.z,d@example.com,,"
        "Mon Jan 09 2023 23:40:29 GMT+0000 (GMT),2026-11-02T08:00:00.000Z,,2026-11-30\n"
    )
    office.dana.commit("", [create(Developer(id="dee", name="Dee", timezone="UTC", emails=("D@example.com",)))])
    report = take(office, text, "linear")
    assert report.troubled == 1
    made = item(office, "ENG-1")
    assert (made.developer, made.estimate, made.created_on) == ("dee", None, date(2023, 1, 10))
    assert (made.state_since, made.due_on) == (date(2026, 11, 2), date(2026, 11, 30))
    assert take(office, text, "linear", point=240).updated == 1
    assert item(office, "ENG-1").estimate == 480


def test_an_assignee_is_mapped_by_hand_and_never_guessed_of_two(office: Office) -> None:
    office.dana.commit("", [create(Developer(id="bob-2", name="Bob Marsh", timezone="UTC"))])
    text = "Key,Title,Assignee\nA-1,One,Bob Marsh\nA-2,Two,B. M.\n"
    report = take(office, text, "csv", map_users={"b. m.": "bob", "Nobody": "dana"})
    assert report.unknown_people == {"Bob Marsh": 1}
    assert report.unused_maps == ["Nobody"]
    assert (item(office, "A-1").developer, item(office, "A-2").developer) == (None, "bob")


def test_an_assignee_who_may_be_somebody_here_is_told_with_the_option(office: Office) -> None:
    office.dana.commit("", [create(Developer(id="ida", name="Ida", timezone="UTC"))])
    words = take(office, "Key,Title,Assignee\nA-1,One,Somebody\nA-2,Two,Ida Müller\n", "csv").words()
    assert any("map them, as --map-user 'Ida Müller=ida', and import again" in line for line in words)


def test_bad_rows_and_cells_are_told_and_the_rest_comes_in(office: Office) -> None:
    text = (
        "Key,Title,Due\nA-1,One,tomorrow\nhas space,Two,\nA-3,,\nA-1,Again,\n,No key,\n"
        f"A-5,{'x' * 1001},\nA-6,Six,2026-13-40\n"
    )
    report = take(office, text, "csv")
    assert (report.imported, report.skipped) == (2, {Skip.BAD: 4, Skip.REPEATED: 1})
    assert report.troubled == 2
    assert item(office, "A-1").due_on is None


def test_a_dry_run_writes_nothing(office: Office) -> None:
    assert take(office, JIRA, dry_run=True).imported == 3
    assert find_work(office.store, office.store.roster(), "OPS-1") is None


def test_too_many_at_once_are_refused_whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WRITTEN", 2)
    with pytest.raises(UsageError, match="in parts"):
        take(office, JIRA)
    assert [one.key for one in list_work(office.dana, everyone=True)] == ["API-12", "DB-4"]


WORDS = st.sampled_from(
    (
        "",
        "A-1",
        "A-2",
        "Done",
        "In Progress",
        "dana",
        "2026-11-20",
        "03/04/2026",
        "[x]",
        '"',
        "\x1b[2J",
        "1e999",
        "{",
        "[",
    )
)
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(",".join), max_size=8).map("\n".join)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*GITHUB[0], "issue", "fields", "key", "summary"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@given(
    kind=st.sampled_from(work_kinds()),
    data=st.binary(max_size=300)
    | ROWS.map(lambda rows: (HEAD + rows).encode())
    | JSONS.map(lambda value: json.dumps(value).encode())
    | st.tuples(st.sampled_from([JIRA, json.dumps(GITHUB)]), st.integers(0, 500), st.binary(max_size=4)).map(
        lambda cut: cut[0].encode()[: cut[1]] + cut[2] + cut[0].encode()[cut[1] + 1 :]
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_file_holds_the_report_adds_up_and_a_second_time_changes_nothing(kind: str, data: bytes) -> None:
    office = Office()
    try:
        first = take(office, data, kind, prefix="P")
    except StandupError:
        return
    again = take(office, data, kind, prefix="P")
    assert (again.imported, again.updated) == (0, 0)
    assert again.unchanged + again.skipped.get(Skip.EDITED, 0) == first.imported + first.updated + first.unchanged + (
        first.skipped.get(Skip.EDITED, 0)
    )


VALUES = {
    "title": st.sampled_from("abc"),
    "state": st.sampled_from(["To Do", "In Progress", "Done"]),
    "due": st.sampled_from(["", "2026-12-01", "2026-12-02"]),
}


@given(st.lists(st.fixed_dictionaries(VALUES), min_size=2, max_size=4), st.sampled_from(["x", "b", None]))
@settings(max_examples=60, deadline=None)
def test_an_edit_here_is_never_lost_and_all_else_follows_the_source(
    said: list[dict[str, str]], edit: str | None
) -> None:
    office = Office()
    for number, row in enumerate(said):
        take(office, f"Key,Title,State,Due\nA-1,{row['title']},{row['state']},{row['due']}\n", "csv")
        if number == 0 and edit and edit != row["title"]:
            edit_work(office.dana, "A-1", title=edit)
    now = item(office, "A-1")
    assert now.due_on == (date.fromisoformat(said[-1]["due"]) if said[-1]["due"] else None)
    if edit is None:
        assert now.title == said[-1]["title"]
    elif edit == "x" and edit not in {row["title"] for row in said}:
        assert now.title == edit


@needs_shared
def test_the_reduced_export_of_a_real_jira(office: Office) -> None:
    path = SHARED / "workitems" / "trustyai" / "jira_issues.csv"
    report = take(office, path.read_bytes())
    assert (report.read, report.imported, report.written) == (64, 64, {"done": 26, "to do": 38})
    assert item(office, "RHOAIENG-46335").title == "[TrustyAI Service Python][metrics] Drift-detection metrics"
    assert item(office, "RHOAIENG-27964").closed_on == date(2026, 4, 16)
    assert take(office, path.read_bytes()).unchanged == 64


@needs_shared
def test_the_tables_of_jira_are_read_or_refused(office: Office) -> None:
    read = {}
    for path in sorted((SHARED / "workitems" / "dbt_jira").rglob("*.csv")):
        try:
            read[path.name] = take(office, path.read_bytes(), states={"3": WorkState.DOING, "10003": WorkState.TODO})
        except UsageError:
            continue
    assert {name: (report.read, report.imported) for name, report in read.items()} == {
        "epic.csv": (1, 1),
        "issue.csv": (4, 4),
    }


@needs_shared
def test_the_payloads_of_github_are_read_or_refused(office: Office) -> None:
    paths = sorted((SHARED / "workitems" / "octokit-webhooks").rglob("*.json"))
    issues = [path for path in paths if path.parent.name == "issues"]
    assert [take(office, path.read_bytes(), "github").read for path in issues] == [1] * 28
    pushes = [path for path in paths if path.parent.name == "push"]
    assert len(pushes) == 6
    for path in pushes:
        with pytest.raises(UsageError, match="no list of work items"):
            take(office, path.read_bytes(), "github")
