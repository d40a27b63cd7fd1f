"""Every refusal: its message, and the part that the carets point at."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from standup.domain.errors import UsageError
from standup.domain.logline import LogLineError, parse
from tests.domain.logline.team import context

LONG = "x" * 200
WHERE = "where did the time go? add #KEY (or work:KEY) for production, @customer (or with:customer), or ~ (or other)"
EXCLUDE = "two parts that exclude each other"
SAY_WHY = "say why: none: because they decide in spring"
TO_COME = "not come yet; log it when it is over, or put it in double quotes as text"
KEEP = "keep one, or put the other in double quotes as text"


def refusal(text: str, *, lead: bool = True, now: datetime | None = None) -> LogLineError:
    with pytest.raises(LogLineError) as refused:
        parse(text, context(lead=lead, now=now) if now else context(lead=lead))
    return refused.value


@pytest.mark.parametrize(
    ("text", "at_fault", "message"),
    [
        # time
        ("1:30 ~", "1:30", "1:30: clock or duration? write 1h30 or 1:30-3:00"),
        ("~ call 9:30", "9:30", "9:30: clock or duration? write 9h30 or 9:30-11:00"),
        ("9:00 30m ~ call", "9:00", "9:00: clock or duration? write 9h or 9:00-11:00"),
        ("0:99 ~", "0:99", "0:99: clock or duration? write 1h30 or 9:00-10:30"),
        ("0m ~", "0m", "'0m' is not from 1m to 24h; write 45m, 1h30 or 1.5h"),
        ("24h01 ~", "24h01", "'24h01' is not from 1m to 24h; write 45m, 1h30 or 1.5h"),
        ("9:60-10:00 ~", "9:60-10:00", "'9:60' is no clock time; write 0:00 to 23:59"),
        ("9:00-24:30 ~", "9:00-24:30", "'24:30' is no clock time; write 0:00 to 23:59"),
        ("17:30-18:30 ~", "17:30-18:30", "18:30 has not come yet, it is 18:00; was it yesterday?"),
        ("22:30-00:15 ~", "22:30-00:15", "Mon 23 Nov 00:15 has not come yet, it is 18:00; was it yesterday?"),
        (
            "2026-03-29 2:30-3:30 ~",
            "2:30-3:30",
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go forward",
        ),
        (
            "2026-03-29 1:30-2:30 ~",
            "1:30-2:30",
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go forward",
        ),
        (
            "2026-11-20T09:99:00+01:00/45m ~",
            "2026-11-20T09:99:00+01:00/45m",
            "'2026-11-20T09:99:00+01:00' is no date and time; write 2026-11-20T09:00:30+01:00",
        ),
        (
            "2026-11-22T18:30+01:00/45m ~",
            "2026-11-22T18:30+01:00/45m",
            "19:15 has not come yet, it is 18:00; was it yesterday?",
        ),
        ("2026-11-24T08:30Z/45m ~", "2026-11-24T08:30Z/45m", "Tue 24 Nov has not come yet; log it when it is over"),
        ("~ standup", "", "how long? write 45m, 1h30 or 9:00-10:30"),
        ("", "", "how long? write 45m, 1h30 or 9:00-10:30"),
        ("-30m ~", "", "how long? write 45m, 1h30 or 9:00-10:30"),
        # a second part of a kind
        ("2h 30m ~", "30m", "a second duration: 2h and 30m; write 2h30, or put one in double quotes as text"),
        ("2h ~ retro 30m", "30m", f"a second duration: 2h and 30m; {KEEP}"),
        ("2h 9:00-10:00 ~", "9:00-10:00", f"{EXCLUDE}: 2h and 9:00-10:00; {KEEP}"),
        ("2h #API-12 #WEB-7", "#WEB-7", f"a second work item: #API-12 and #WEB-7; {KEEP}"),
        ("2h @acme with:globex", "with:globex", f"a second customer: @acme and with:globex; {KEEP}"),
        ("2h #API-12 @acme 70/30 60/40", "60/40", f"a second ratio: 70/30 and 60/40; {KEEP}"),
        ("2h ~ other", "other", f"a second other: ~ and other; {KEEP}"),
        ("2h ~ ! interrupt", "interrupt", f"a second interrupt: ! and interrupt; {KEEP}"),
        ("mon 2h ~ on tue", "on tue", f"a second day: mon and on tue; {KEEP}"),
        ("2h ~ for:wei for:dana", "for:dana", f"a second developer: for:wei and for:dana; {KEEP}"),
        (
            "mon 2026-11-20T09:00+01:00/45m ~",
            "mon",
            f"{EXCLUDE}: 2026-11-20T09:00+01:00/45m and mon; the exact start has its day; leave out the other",
        ),
        # bucket
        ("45m call", "", WHERE),
        (
            "45m ~ #API-12",
            "#API-12",
            f"{EXCLUDE}: ~ and #API-12; time goes to one bucket; {KEEP}",
        ),
        (
            "45m @acme call other",
            "other",
            f"{EXCLUDE}: @acme and other; time goes to one bucket; {KEEP}",
        ),
        ("45m #API-12 @acme", "@acme", "both #API-12 and @acme in one line; add 70/30, production first"),
        ("45m @acme #API-12", "#API-12", "both @acme and #API-12 in one line; add 70/30, production first"),
        (
            "45m #API-12 @acme 70/20",
            "70/20",
            "70/20 adds up to 90, not to 100; write 70/30, production first; a day is written 2026-11-20 or on 3 Nov",
        ),
        (
            "45m #API-12 @acme 100/0",
            "100/0",
            "100/0 leaves one of the two nothing; name only the other one, without a ratio",
        ),
        ("1m #API-12 @acme 70/30", "70/30", "70/30 of 1 min leaves the customer nothing; log one of them alone"),
        ("1m #API-12 @acme 30/70", "30/70", "30/70 of 1 min leaves production nothing; log one of them alone"),
        (
            "45m #API-12 70/30",
            "70/30",
            "70/30 splits time between a #work item and a @customer; add both, or put it in double quotes as text",
        ),
        # names
        ("45m @acmee", "@acmee", "no customer 'acmee'; did you mean acme?"),
        ("45m @zzz, call", "@zzz", "no customer 'zzz'"),
        ('45m @"Acme Crop"', '@"Acme Crop"', "no customer 'Acme Crop'; did you mean Acme Corp or acme?"),
        ("45m #API-1", "#API-1", "no work item 'API-1'; did you mean API-12?"),
        ("45m work:WEB7", "work:WEB7", "no work item 'WEB7'; did you mean WEB-7?"),
        ("45m ~ for:dan", "for:dan", "no developer 'dan'; did you mean Dana?"),
        ('45m ~ for:""', 'for:""', 'for:"" names no developer; write the name right after it, without a space'),
        ("45m with: acme", "with:", "with: names no customer; write the name right after it, without a space"),
        # days
        ("tomorrow 45m ~", "tomorrow", "Mon 23 Nov has not come yet; log it when it is over"),
        ("30m tomorrow ~", "tomorrow", f"Mon 23 Nov has {TO_COME}"),
        ("1h #API-12 tomorrow", "tomorrow", f"Mon 23 Nov has {TO_COME}"),
        ("1h tomorrow #API-12 pairing", "tomorrow", f"Mon 23 Nov has {TO_COME}"),
        ("1h #API-12 in 3 days", "in 3 days", f"Wed 25 Nov has {TO_COME}"),
        ("1h #API-12 next fri", "next fri", f"Fri 27 Nov has {TO_COME}"),
        ("2026-11-23 9:00-10:00 ~", "2026-11-23", "Mon 23 Nov has not come yet; log it when it is over"),
        (
            "45m ~ on 03/04",
            "on 03/04",
            "'03/04' can mean Fri 3 Apr 2026 or Wed 4 Mar 2026; write 2026-04-03 or 2026-03-04",
        ),
        ("45m ~ on 30 Feb", "on 30 Feb", "30 Feb does not exist in any year; look at the calendar"),
        # next step
        (
            "45m ~ > fri send",
            "> fri send",
            "a next step is one with a customer; add @customer, or put the > in double quotes as text",
        ),
        ("45m @acme >", ">", "the next step is empty; write when and what: > fri send quote"),
        ("45m @acme > 2026-11-01 x", "2026-11-01", "Sun 1 Nov is over; a next step lies ahead"),
        ("45m @acme > 3 days ago x", "3 days ago", "Thu 19 Nov is over; a next step lies ahead"),
        (
            "45m @acme > 03/04 x",
            "03/04",
            "'03/04' can mean Sat 3 Apr 2027 or Thu 4 Mar 2027; write 2027-04-03 or 2027-03-04",
        ),
        ("45m @acme call > none", "> none", SAY_WHY),
        ("45m @acme > none:", "> none:", SAY_WHY),
        ("45m @acme > None: because ", "> None: because ", SAY_WHY),
        # quotes
        ('45m ~ say "hello', '"hello', 'this double quote is never closed; close it with ", or leave it out'),
        ('45m @"acme', '"acme', 'this double quote is never closed; close it with ", or leave it out'),
        ('45m @acme > "hello', '"hello', 'this double quote is never closed; close it with ", or leave it out'),
        ('45m ~ "a"b', '"', 'after the closing quote comes a space; a double quote inside is written twice: ""'),
    ],
)
def test_a_refusal_says_what_is_wrong_and_points_at_it(text: str, at_fault: str, message: str) -> None:
    error = refusal(text)
    assert error.message == message
    assert text[error.start : error.end] == at_fault
    assert isinstance(error, UsageError)
    assert error.exit_code == 2


def test_only_a_lead_logs_for_others() -> None:
    error = refusal("45m ~ for:wei", lead=False)
    assert str(error) == (
        "only a lead logs for others; leave out for:wei\n"
        "  45m ~ for:wei\n"
        "        ^^^^^^^"
    )  # fmt: skip


def test_a_whole_line_at_fault_is_one_line() -> None:
    assert str(refusal("45m call")) == WHERE


def test_carets_count_terminal_cells_and_the_line_is_safe() -> None:
    error = refusal("45m 会議\x1b[31m e\u0301 @acmée")
    assert error.caret() == (
        "45m 会議␛[31m e\u0301 @acmée\n"
        "                ^^^^^^"
    )  # fmt: skip


def test_a_long_line_is_cut_around_the_part_at_fault() -> None:
    line, carets = refusal(f"45m ~ {LONG} @acmee {LONG}").caret().splitlines()
    assert len(line) < 100
    assert line.startswith("…x")
    assert line.endswith("x…")
    assert line[carets.index("^") :].startswith("@acmee x")
    assert carets.strip() == "^" * len("@acmee")


def test_a_long_part_at_fault_is_cut_too() -> None:
    line, carets = refusal(f"45m @{LONG}").caret().splitlines()
    assert len(carets) <= len(line) < 100


def test_a_range_may_end_this_minute_but_not_the_next() -> None:
    now = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert parse("17:00-18:00 ~", context(now=now))
    assert refusal("17:00-18:01 ~", now=now).message == "18:01 has not come yet, it is 18:00; was it yesterday?"


def test_a_touched_midnight_that_is_too_small_for_a_ratio_is_refused() -> None:
    error = refusal("yesterday 23:59-1:00 #API-12 @acme 70/30")
    assert error.message == "70/30 of 1 min leaves the customer nothing; log one of them alone"
