"""From the text of a log line to what it says, or to an error that points at the part at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import NoReturn

from msgspec.structs import replace

from standup.domain.dates import Direction, parse_day
from standup.domain.duration import duration_minutes, format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline.doubts import day_in_note
from standup.domain.logline.errors import LogLineError
from standup.domain.logline.grammar import CLASSES, Kind, Part, Scan, scan, scan_next
from standup.domain.logline.resolving import check_not_future, resolve, stretches
from standup.domain.logline.values import NONE_NAMED, ClockRange, Context, LogLine, NextStep, Ratio
from standup.domain.records import LONGEST_DAY, MINUTES_PER_DAY, InterruptClass
from standup.domain.text import did_you_mean, shown, storable
from standup.domain.touchpoints import no_step_reason
from standup.domain.weeks import day_words

_HOW_LONG = (Kind.DURATION, Kind.RANGE, Kind.EXACT)
_WHICH_BUCKET = (Kind.WORK, Kind.CUSTOMER, Kind.OTHER)
_ONCE = (Kind.RATIO, Kind.DAY, Kind.OTHER, Kind.INTERRUPT, Kind.WORK, Kind.CUSTOMER, Kind.WHO, Kind.ASKED)
_KEEP_AS_TEXT = "keep one, or put the other in double quotes as text"


def parse(text: str, context: Context) -> LogLine:
    """What a log line says, complete: time and bucket are there (the bucket from the selection, if need be).

    Raises LogLineError for what is missing, doubled, unknown, contradictory, impossible on that day, or in the
    future.
    """
    reader = _Reader(text, context)
    line = reader.line()
    reader.demand_all(line)
    return line


def parse_parts(text: str, context: Context) -> LogLine:
    """What a log line says where nothing need be complete, as for a timer, an edit, or the end of a touchpoint.

    The selection, if there is one, gives the bucket where the line names none.
    Raises LogLineError for what is doubled, unknown, contradictory or in the future.
    """
    return _Reader(text, context).line()


class _Reader:
    """One line being read; each method reads one kind of part."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = storable(text)
        self.context = context
        self.scan: Scan = scan(self.text)

    def line(self) -> LogLine:
        """The line as it stands; where it names no bucket, that of the selected row."""
        self._refuse_doubles()
        developer = self._developer()
        today = self.context.today(developer)
        minutes, clock, start = self._time()
        asked_by = self._asked_by()
        line = LogLine(
            minutes=minutes,
            clock=clock,
            start=start,
            work_item=self._named(Kind.WORK),
            customer=self._named(Kind.CUSTOMER),
            ratio=self._ratio(),
            other=self._part(Kind.OTHER) is not None,
            interrupt=self._part(Kind.INTERRUPT) is not None or bool(asked_by),
            interrupt_class=self._interrupt_class(),
            asked_by=asked_by,
            tags=tuple(dict.fromkeys(part.value for part in self.scan.all(Kind.TAG))),
            day=self._day(today),
            developer=developer,
            next_step=self._next_step(today),
            note=self.scan.note,
        )
        if not line.has_bucket and self.context.selection is not None:
            selected = self.context.selection
            line = replace(line, work_item=selected.work_item, customer=selected.customer)
        self._refuse_contradictions(line)
        self._blame(lambda: check_not_future(line, self.context), Kind.EXACT, Kind.RANGE)
        return line

    def demand_all(self, line: LogLine) -> None:
        """Raise LogLineError where the line lacks something or cannot be resolved."""
        both = self.scan.all(Kind.WORK, Kind.CUSTOMER)
        if len(both) == 2 and line.ratio is None:
            names = " and ".join(self._shown(part) for part in both)
            self._fail(both[1], f"both {names} in one line", "add 70/30, production first")
        self._blame(lambda: stretches(line, self.context), Kind.RANGE)
        self._blame(lambda: resolve(line, self.context), Kind.RATIO)

    def _refuse_doubles(self) -> None:
        for part in self.scan.all(Kind.CLOCK):
            self._fail(part, f"{part.value}: clock or duration?", _clock_hint(part.value))
        times = self.scan.all(*_HOW_LONG)
        if len(times) > 1:
            self._fail_pair(times[0], times[1], _sum_hint(times[0], times[1]))
        for kind in _ONCE:
            found = self.scan.all(kind)
            if len(found) > 1:
                self._fail_pair(found[0], found[1], _KEEP_AS_TEXT)
        buckets = self.scan.all(*_WHICH_BUCKET)
        if len(buckets) > 1 and any(part.kind is Kind.OTHER for part in buckets):
            self._fail_pair(buckets[0], buckets[1], f"time goes to one bucket; {_KEEP_AS_TEXT}")

    def _refuse_contradictions(self, line: LogLine) -> None:
        ratio, following = self._part(Kind.RATIO), self._part(Kind.NEXT)
        if ratio and (line.work_item is None or line.customer is None):
            hint = "add both, or put it in double quotes as text"
            self._fail(ratio, f"{ratio.value} splits time between a #work item and a @customer", hint)
        if following and not line.customer:
            hint = "add @customer, or put the > in double quotes as text"
            self._fail(following, "a next step is one with a customer", hint)
        exact, day = self._part(Kind.EXACT), self._part(Kind.DAY)
        if exact and day:
            self._fail_pair(exact, day, "the exact start has its day; leave out the other")

    def _developer(self) -> str | None:
        part = self._part(Kind.WHO)
        if part is None:
            return None
        if not self.context.may_log_for_others:
            self._fail(part, "only a lead logs for others", f"leave out {self._shown(part)}")
        names = self.context.names
        return self._known(part, "developer", names.developer, names.all_developers)

    def _interrupt_class(self) -> InterruptClass | None:
        part = self._part(Kind.INTERRUPT)
        return CLASSES.get(part.value.casefold().lstrip("!").removeprefix("interrupt:")) if part else None

    def _asked_by(self) -> str:
        part = self._part(Kind.ASKED)
        if part is None:
            return ""
        if not part.value:
            self._fail(part, f"{self._shown(part)} names nobody", "leave it out, or write who asked")
        return part.value

    def _named(self, kind: Kind) -> str | None:
        part = self._part(kind)
        if part is None:
            return None
        if not part.value and '"' in self._shown(part):
            return NONE_NAMED
        names = self.context.names
        if kind is Kind.WORK:
            return self._known(part, "work item", names.work_item, names.all_work_items)
        return self._known(part, "customer", names.customer, names.all_customers)

    def _known(
        self, part: Part, what: str, find: Callable[[str], str | None], known: Callable[[], Iterable[str]]
    ) -> str:
        if not part.value:
            self._fail(part, f"{self._shown(part)} names no {what}", "write the name right after it, without a space")
        found = find(part.value)
        if found is None:
            self._fail(part, f"no {what} '{shown(part.value)}'{did_you_mean(part.value, known())}")
        return found

    def _time(self) -> tuple[int | None, ClockRange | None, datetime | None]:
        for part in self.scan.all(*_HOW_LONG):
            if part.kind is Kind.DURATION:
                return self._minutes(part, part.value, MINUTES_PER_DAY), None, None
            if part.kind is Kind.RANGE:
                start, end = (self._clock(part, clock) for clock in part.value.replace("–", "-").split("-"))
                return None, ClockRange(start, end), None
            begin, duration = part.value.split("/")
            return self._minutes(part, duration, LONGEST_DAY), None, self._exact(part, begin)
        return None, None, None

    def _minutes(self, part: Part, text: str, most: int) -> int:
        minutes = duration_minutes(text)
        if minutes is None or not 1 <= minutes <= most:
            self._fail(part, f"'{text}' is not from 1m to {format_minutes(most)}", "write 45m, 1h30 or 1.5h")
        return minutes

    def _clock(self, part: Part, text: str) -> time:
        hour, minute = map(int, text.split(":"))
        if (hour, minute) == (24, 0):
            return time()
        if hour > 23 or minute > 59:
            self._fail(part, f"'{text}' is no clock time", "write 0:00 to 23:59")
        return time(hour, minute)

    def _exact(self, part: Part, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            self._fail(part, f"'{text}' is no date and time", "write 2026-11-20T09:00:30+01:00")

    def _ratio(self) -> Ratio | None:
        part = self._part(Kind.RATIO)
        if part is None:
            return None
        ratio = Ratio(*map(int, part.value.split("/")))
        if sum(ratio) != 100:
            hint = "write 70/30, production first; a day is written 2026-11-20 or on 3 Nov"
            self._fail(part, f"{part.value} adds up to {sum(ratio)}, not to 100", hint)
        if 0 in ratio:
            self._fail(part, f"{part.value} leaves one of the two nothing", "name only the other one, without a ratio")
        return ratio

    def _day(self, today: date) -> date | None:
        part = self._part(Kind.DAY)
        if part is None:
            self._refuse_day_to_come(today)
            return None
        day = self._read_day(part, today, Direction.PAST)
        if day > today:
            self._fail(part, f"{day_words(day, today)} has not come yet", "log it when it is over")
        return day

    def _refuse_day_to_come(self, today: date) -> None:
        """`1h #API-12 tomorrow` has no note that anybody meant, and is not logged today."""
        found = day_in_note(self.scan)
        if found is None or not found.is_alone:
            return
        try:
            day = parse_day(found.text, today, Direction.PAST)
        except UsageError:
            return
        if day > today:
            part = Part(Kind.DAY, found.text, found.start, found.end)
            hint = "log it when it is over, or put it in double quotes as text"
            self._fail(part, f"{day_words(day, today)} has not come yet", hint)

    def _next_step(self, today: date) -> NextStep | None:
        part = self._part(Kind.NEXT)
        if part is None:
            return None
        day_part, words = scan_next(self.text, part.end - len(part.value))
        day = self._read_day(day_part, today, Direction.FUTURE) if day_part else None
        if day_part and day and day < today:
            self._fail(day_part, f"{day_words(day, today)} is over", "a next step lies ahead")
        if day is None and not words:
            self._fail(part, "the next step is empty", "write when and what: > fri send quote")
        self._blame(lambda: no_step_reason(words), Kind.NEXT)
        return NextStep(day, words)

    def _read_day(self, part: Part, today: date, direction: Direction) -> date:
        try:
            return parse_day(part.value, today, direction)
        except UsageError as error:
            self._fail(part, str(error))

    def _part(self, kind: Kind) -> Part | None:
        return next(iter(self.scan.all(kind)), None)

    def _shown(self, part: Part) -> str:
        return shown(self.text[part.start : part.end])

    def _blame(self, check: Callable[[], object], *kinds: Kind) -> None:
        """Run a check; what it refuses is the fault of the first of these parts, or else of the whole line."""
        try:
            check()
        except UsageError as error:
            parts = [part for kind in kinds for part in self.scan.all(kind)]
            start, end = (parts[0].start, parts[0].end) if parts else (0, 0)
            raise LogLineError(self.text, start, end, str(error)) from None

    def _fail(self, part: Part, reason: str, hint: str = "") -> NoReturn:
        raise LogLineError(self.text, part.start, part.end, reason, hint)

    def _fail_pair(self, first: Part, second: Part, hint: str) -> NoReturn:
        """Refuse the second of two parts that exclude each other, and show both."""
        kinds = f"a second {second.kind.value}" if first.kind is second.kind else "two parts that exclude each other"
        self._fail(second, f"{kinds}: {self._shown(first)} and {self._shown(second)}", hint)


def _clock_hint(clock: str) -> str:
    hour, minute = map(int, clock.split(":"))
    if hour > 23 or minute > 59:
        return "write 1h30 or 9:00-10:30"
    return f"write {format_minutes(hour * 60 + minute)} or {clock}-{(hour + 2) % 24}:00"


def _sum_hint(first: Part, second: Part) -> str:
    one, two = duration_minutes(first.value), duration_minutes(second.value)
    if first.kind is second.kind is Kind.DURATION and one and two and second.start - first.end == 1:
        return f"write {format_minutes(one + two)}, or put one in double quotes as text"
    return _KEEP_AS_TEXT
