"""The report of a terminal."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.cells import cell_width
from standup.domain.split import Split
from standup.domain.text import shown
from standup.reports.as_text import render_text
from standup.reports.bars import apportion
from standup.reports.summary import TEAM, Audience, MemberWeek, Publication, TeamWeek, WeekTouchpoints
from standup.reports.wrapping import wrap
from tests.reports.examples import BOB, DANA, NEXT_MONDAY, SAM, WEI, example, split
from tests.reports.laws import teams
from tests.reports.naughty import names

GOLDEN = """\
Platform · 2026-W47 · Mon 16 Nov - Sun 22 Nov 2026
18 % customer (range unknown: no hours set), so no verdict; 1 touchpoint
starved.
so far, as of Thu 19 Nov · target band 10-20 % customer · the lead's version

█ production  ▓ customer  ▒ other  ░ unlogged  · left

Name                    Available Production Customer Other Unlogged Left Closed
Bob                           24h        12h      30m    1h    10h30  16h no
 ████▓▒░░░░······  4 % customer (2-48 %)
                   can't tell yet: 5h42 of the unlogged makes it 80 % logged
                   1 workday without a log
                   over capacity in 2 of the last 3 closed weeks
Dana Okafor                   24h        17h     3h15  2h30     1h15  16h no
 ███████▓▒░······  16 % customer (15-21 %) · within 10-20 %, on 95 % logged
                   shaping 29-59 % of production
Sam [x] | imported              ?       8h25     1h35    0m        ?    ? no
 █████████████▓▓▓  16 % customer (range unknown: no hours set)
Zoë Müller                    16h        11h       5h    0m       0m   8h yes
 ████████▓▓▓·····  31 % customer · above 10-20 %, on 100 % logged
                   1.5 days of leave
王伟                          16h         0m       0m    0m      16h  16h no
 ░░░░░░░░········  no production or customer time logged
                   2 workdays without a log
                   holiday Wed 18 Nov (Buß- und Bettag)
────────────────────────────────────────────────────────────────────────────────
Team of 5                       ?      48h25    10h20  3h30        ?    ?
 ████████████▓▓▓▒  18 % customer (range unknown: no hours set)
                   hours unknown for 1 of 5: no range · 3 workdays without a log

The last 5 weeks  ● closed  ○ not closed  ├ ┤ range  · target band
                             0        10        20                          50 %
 2026-W43 ● 12 % (12-17 %)             ··●────┤···
 2026-W44 ● 16 % (14-22 %)             ····├─●─────┤
 2026-W45 ○ no share                   ···········
 2026-W46 ○ 13 % (9-37 %)             ├───○───────────────────────┤
 2026-W47 ○ 18 % (?)                   ········○··

Touchpoints
 Starved (1)
  ✖ Umbrella [x]: Renewal (16 days over, due Tue 3 Nov: overtaken 6 of 11 days,
    2 leave, 3 unknown, Bob)
 Unattended (1)
  ◆ Globex: Demo of the new export (due Wed 4 Nov, 15 days over)
 Overdue (1)
  ▲ 山田商事株式会社: Quarterly review (due Wed 18 Nov, 1 day over)
 Due this week (1)
  ● Initech: Send the quote (due today, Zoë Müller)
 Due the week after (1)
  ○ Initech: Did the quote arrive? (due Tue 24 Nov)
 Done (1)
  ✓ Acme Corp: Renewal call (agreed, Dana Okafor)
 No next step (2)
  ◌ Müller & Söhne (last contact Mon 5 Oct, because they decide in spring)
  ◌ Stark

What moved
 Snoozed (1)
  ⋯ Hooli: Ask for the roll-out plan, the names of those who run it and the date
    of the first pilot (until Mon 30 Nov, customer asked, due Fri 13 Nov, Dana
    Okafor)
 Corrected (2)
  ± Bob (2026-W44 corrected since closing: +45 min customer)
  ± Dana Okafor (2026-W43 corrected since closing: -30 min production, +90 min
    customer)

Decisions needed
  ▸ Umbrella [x]: Renewal: give Bob a slot for it, or hand it over · due
    Tue 3 Nov: overtaken 6 of 11 days, 2 leave, 3 unknown
  ▸ Stark has no next step: plan one · no contact is known
"""


def test_the_whole_report_at_80_columns() -> None:
    assert render_text(example()) == GOLDEN


def test_colour_adds_nothing_but_colour() -> None:
    colored = render_text(example(), color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[\d*m", "", colored) == GOLDEN


@given(members=teams())
@settings(max_examples=40)
def test_no_line_is_wider_than_the_terminal(members: list[MemberWeek]) -> None:
    for line in render_text(example(*members)).splitlines():
        assert cell_width(line) <= 80


def test_names_of_any_kind_keep_to_the_lines_and_stay_whole() -> None:
    for name in names():
        member = MemberWeek(developer="x", name=name, split=BOB.split)
        report = render_text(example(member, DANA, team_name=name))
        assert all(cell_width(line) <= 80 for line in report.splitlines()), name
        assert shown(report.replace("\n", "")) == report.replace("\n", "")
        packed = re.sub(r"\s", "", report)
        assert re.sub(r"\s", "", shown(name)) in packed, name


def test_wide_names_do_not_move_the_figures() -> None:
    narrow = render_text(example(MemberWeek(developer="x", name="Anna", split=DANA.split)))
    wide = render_text(example(MemberWeek(developer="x", name="王伟", split=DANA.split)))
    assert narrow.replace("Anna", "王伟") == wide


def test_no_share_is_said_in_words_and_never_as_zero_per_cent() -> None:
    report = render_text(example(WEI, touchpoints=WeekTouchpoints()))
    assert "no production or customer time logged" in report
    assert "2 workdays without a log" in report
    assert not re.search(r"\b0 %", report)


def test_unknown_hours_have_no_range_and_no_verdict() -> None:
    report = render_text(example(SAM))
    assert "16 % customer (range unknown: no hours set)" in report
    assert "hours unknown for 1 of 1: no range" in report
    assert "within" not in report


def test_unknown_hours_without_a_log_are_still_said() -> None:
    silent = MemberWeek(developer="sam", name="Sam", split=split(0, 0, 0, None))
    assert "hours unknown" in render_text(example(silent, DANA))


def test_withheld_totals_are_explained_in_the_place_of_the_team() -> None:
    report = render_text(example(DANA, BOB, audience=Audience("bob")))
    assert "Team: no totals, because" in report
    assert "Dana Okafor" not in report.split("Touchpoints")[0]


def test_leave_and_holidays_are_said() -> None:
    halves = MemberWeek(developer="x", name="X", split=split(60, 0, 0, 480), leave_half_days=1)
    assert "half a day of leave" in render_text(example(halves))
    assert "1.5 days of leave" in GOLDEN
    assert "holiday Wed 18 Nov (Buß- und Bettag)" in GOLDEN


def test_a_week_without_anybody_and_without_touchpoints_says_so() -> None:
    summary = example(DANA, touchpoints=WeekTouchpoints(), team_name=" ")
    report = render_text(summary)
    assert report.startswith("Team · 2026-W47")
    assert "No touchpoints done or due" in report
    assert "nobody" not in report
    empty = render_text(replace(summary, members=(), team=TeamWeek(split=Split(), people=0)))
    assert "Team of 0" in empty
    assert "nobody had hours in the week or logged any time" in empty
    assert "─" * 80 not in empty


def test_the_version_of_the_team_has_no_row_of_a_person() -> None:
    report = render_text(example(audience=TEAM))
    assert "the team's version, without figures of single people" in report
    assert "Team of 5" in report
    assert not re.search(r"^(Bob|Dana|Zoë)", report, re.MULTILINE)
    withheld = render_text(example(DANA, BOB, audience=TEAM))
    assert "No totals, because" in withheld
    assert "under 3 people" in withheld
    assert not re.search(r"\b17h\b|Available", withheld)


def test_a_published_week_says_by_whom_it_was() -> None:
    report = render_text(example(published=Publication(on=NEXT_MONDAY, by="Dana [x]\x1b")))
    assert "published Mon 23 Nov by Dana [x]␛" in report


@given(parts=st.lists(st.integers(0, 5000), min_size=5, max_size=5), width=st.integers(5, 60))
def test_a_bar_is_full_and_shows_every_part_that_is_not_nothing(parts: list[int], width: int) -> None:
    shared = apportion(parts, width)
    assert sum(shared) == (width if any(parts) else 0)
    assert [bool(cells) for cells in shared] == [bool(part) for part in parts]


def test_a_bar_shares_out_by_size() -> None:
    assert apportion([3, 1, 0, 0, 0], 16) == [12, 4, 0, 0, 0]
    assert apportion([1, 1, 1, 0, 0], 16) == [6, 5, 5, 0, 0]
    assert apportion([10_000, 1, 1, 1, 1], 16) == [12, 1, 1, 1, 1]


@given(
    words=st.lists(st.sampled_from(["ab", "", "(Mon 1 Mar)", "Mon 1 Mar 2027", "fri 27 nov", "Sun 30 Nov-Tue 2 Dec;"])),
    width=st.integers(2, 40),
)
def test_wrapping_breaks_no_day_that_has_room(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words).replace(" ", "")
    for day in ("(Mon 1 Mar)", "Mon 1 Mar 2027", "Sun 30 Nov-Tue 2 Dec;"):
        if len(day) <= width:
            assert sum(line.count(day) for line in lines) == words.count(day)


@given(text=st.text(st.sampled_from("ab 王e\u0301")), width=st.integers(2, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
