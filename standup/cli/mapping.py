"""Column maps: those that have a name, and one made by hand while looking at the rows that it gives."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from standup.cli.context import Context
from standup.cli.opening import opened
from standup.cli.output import Output
from standup.domain.duration import format_minutes
from standup.domain.errors import StandupError, UsageError
from standup.domain.skipped import SkippedRow
from standup.domain.text import did_you_mean, shown

if TYPE_CHECKING:
    from standup.domain.time_import import SourceRow
    from standup.domain.work_import import SourceWork
    from standup.sources.proposing import Sample

_ROWS = 5
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CLIPPED = 40  # characters of a cell that is shown
_SHOWS = "FIELD=COLUMN changes one (the column's name or number, - for none); enter takes it, q leaves"


class _Made(NamedTuple):
    """What rows of a table are made into, and how a person sees them."""

    columns: Mapping[str, Sequence[str]]
    """The usual names of each field."""
    fields: Sequence[str]
    kinds: Mapping[str, str]
    """What the cells of some fields are, for the proposal."""
    rows: Callable[[Mapping[str, str]], Iterator[Sequence[str] | SkippedRow]]
    titles: Sequence[str]


def columns_of(texts: Sequence[str], context: Context, example: str) -> dict[str, str]:
    """The column map of `--map`, field to column: pairs, and before them the saved maps that are named."""
    named: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not equals:
            named |= _saved(text.strip(), context, example)
        elif field.strip() and column.strip():
            pairs[field.strip()] = column.strip()
        else:
            raise UsageError(f"'{shown(text)}' names no pair; write --map {example}")
    return named | pairs


def _saved(name: str, context: Context, example: str) -> Mapping[str, str]:
    maps = context.settings.import_maps
    if name not in maps:
        raise UsageError(
            f"'{shown(name)}' names no pair and no saved map; write --map {example}{did_you_mean(name, maps)}"
        )
    return maps[name]


def map_by_hand(args: Namespace, context: Context, stream: BinaryIO, name: str, *, is_work: bool) -> dict[str, str]:
    """Ask for the column map of a table, line by line, and save it under a name if the person gives one.

    Raises StandupError where the person leaves, and UsageError for a file that is no table.
    """
    from standup.sources.proposing import propose, sample_of

    sample = sample_of(stream, name)
    made = (_work if is_work else _time)(args, context, stream, name)
    given = columns_of(args.map, context, "title=Task" if is_work else "description=Notes")
    chosen = propose(sample, made.columns, made.kinds) | given
    out = context.out
    out.line(f"{shown(name)} has the columns {', '.join(f'{n} {shown(c)}' for n, c in enumerate(sample.header, 1))}")
    while True:
        fits = _show(context, made, sample, chosen)
        answer = _asked(context, f"{_SHOWS}: ")
        if answer == "" and fits:
            break
        if answer == "":
            out.line("these columns give no rows yet; change one, or q leaves")
        elif answer == "q":
            raise StandupError("stopped; nothing was imported or saved")
        else:
            _change(context, made, sample, chosen, answer)
    whole = _whole(made, sample, chosen)
    _save(context, whole)
    return whole


def _show(context: Context, made: _Made, sample: Sample, chosen: Mapping[str, str]) -> bool:
    """The map and the first rows as they would come in; False where the map gives none."""
    out = context.out
    rows = []
    for field in made.fields:
        column = chosen.get(field, "-")
        cells = sample.cells(column) if column in sample.header else []
        rows.append((field, column, cells[0][:_CLIPPED] if cells else ""))
    out.table(("FIELD", "COLUMN", "FIRST"), rows)
    out.line()
    try:
        first = list(islice(made.rows(_whole(made, sample, chosen)), _ROWS))
    except UsageError as error:
        out.line(f"Not yet: {error}")
        return False
    good = [row for row in first if not isinstance(row, SkippedRow)]
    out.table(made.titles, [[cell[:_CLIPPED] for cell in row] for row in good])
    for row in first:
        if isinstance(row, SkippedRow):
            out.line(f"line {row.line}: {row.skip}{f' ({shown(row.words)})' if row.words else ''}")
    return bool(good)


def _change(context: Context, made: _Made, sample: Sample, chosen: dict[str, str], answer: str) -> None:
    field, equals, column = (part.strip() for part in answer.partition("="))
    out = context.out
    if not equals or field not in made.fields:
        hint = did_you_mean(field, made.fields)
        out.line(f"'{shown(field)}' is no field; say one of them and a column, such as {made.fields[0]}=1{hint}")
    elif column == "-" or not column:
        chosen.pop(field, None)
    elif column.isascii() and column.isdecimal() and column not in sample.header:
        number = int(column) if len(column) < 6 else 0
        if 1 <= number <= len(sample.header):
            _take(out, chosen, field, sample.header[number - 1])
        else:
            out.line(f"there is no column {column}; they are 1 to {len(sample.header)}")
    elif found := next((one for one in sample.header if one.casefold() == column.casefold()), None):
        _take(out, chosen, field, found)
    else:
        out.line(f"no column '{shown(column)}'{did_you_mean(column, sample.header)}")


def _take(out: Output, chosen: dict[str, str], field: str, column: str) -> None:
    """Give a field a column, and take it from the field that had it: nobody means that `9:00` is a length as well."""
    for other in [one for one, theirs in chosen.items() if theirs == column and one != field]:
        out.line(f"{shown(column)} was {other} before; {other} has no column now")
        del chosen[other]
    chosen[field] = column


def _whole(made: _Made, sample: Sample, chosen: Mapping[str, str]) -> dict[str, str]:
    """The map with a `-` for each field whose usual column is there and was taken away."""
    titles = {" ".join(title.casefold().split()) for title in sample.header}
    whole = dict(chosen)
    for field, names in made.columns.items():
        if field not in whole and any(name.casefold() in titles for name in names):
            whole[field] = "-"
    return whole


def _save(context: Context, columns: Mapping[str, str]) -> None:
    from standup.config import write_map

    while name := _asked(context, "Save this map under a name (enter: do not save): "):
        if not _NAME.fullmatch(name):
            context.out.line("a name has letters, digits, - and _, at most 40 of them")
            continue
        replaced = " in place of the one of this name" if name in context.settings.import_maps else ""
        write_map(context.places.config, name, columns)
        context.out.line(f"Saved{replaced}; `standup import csv FILE --map {name}` uses it")
        return


def _asked(context: Context, question: str) -> str:
    context.out.write(question)
    context.out.stream.flush()
    answer = sys.stdin.readline()
    if not answer:
        context.out.line()
        raise StandupError("stopped; nothing was imported")
    return answer.strip()


def _order(args: Namespace) -> str | None:
    return str(args.date_order) if args.date_order else None


def _time(args: Namespace, context: Context, stream: BinaryIO, name: str) -> _Made:
    from standup.sources.cells import DateOrder
    from standup.sources.preset import FIELDS, load_preset
    from standup.sources.timelog import TimeLog

    order = _order(args)

    def rows(columns: Mapping[str, str]) -> Iterator[Sequence[str] | SkippedRow]:
        log = TimeLog(stream, name, "csv", columns=columns, date_order=DateOrder(order) if order else None)
        for row in log.rows():
            yield row if isinstance(row, SkippedRow) else _time_words(row)

    kinds = {"start": "moment", "end": "moment", "date": "day", "duration": "duration", "description": "words"}
    titles = ("DAY", "START", "END", "LENGTH", "DESCRIPTION", "PROJECT", "CLIENT", "TAGS", "WHO")
    return _Made(load_preset("csv").columns, FIELDS, kinds, rows, titles)


def _time_words(row: SourceRow) -> Sequence[str]:
    day = row.start.date() if row.start is not None else row.day
    length = "" if row.seconds is None else format_minutes(row.seconds // 60)
    start, end = (f"{at:%H:%M}" if at is not None else "" for at in (row.start, row.end))
    who = row.user or row.email
    return (str(day or ""), start, end, length, row.description, row.project, row.client, ", ".join(row.tags), who)


def _work(args: Namespace, context: Context, stream: BinaryIO, name: str) -> _Made:
    from standup.sources.cells import DateOrder
    from standup.sources.work_file import WORK_FIELDS, WorkFile, load_work_preset
    from standup.workspace.session import zone_of

    order = _order(args)
    zone = zone_of(context.workspace.developer())

    def rows(columns: Mapping[str, str]) -> Iterator[Sequence[str] | SkippedRow]:
        file = WorkFile(stream, name, "csv", zone, columns=columns, date_order=DateOrder(order) if order else None)
        for row in file.rows():
            yield row if isinstance(row, SkippedRow) else _work_words(row)

    kinds = {"key": "key", "due": "day", "title": "words"}
    titles = ("KEY", "TITLE", "STATE", "ASSIGNEE", "ESTIMATE", "DUE")
    return _Made(load_work_preset("csv").columns, WORK_FIELDS, kinds, rows, titles)


def _work_words(row: SourceWork) -> Sequence[str]:
    estimate = "" if row.estimate is None else format_minutes(row.estimate)
    return (row.key, row.title, row.state, ", ".join(row.assignees[:1]), estimate, str(row.due_on or ""))


def check_interactive(args: Namespace) -> None:
    """Raise UsageError where there is nobody to ask, or no table to ask about."""
    if args.source != "csv":
        raise UsageError(f"--interactive is for csv; the columns of {args.source} are known")
    if args.file == "-":
        raise UsageError("--interactive asks on standard input; name a file")
    if Path(args.file).is_fifo():
        raise UsageError(f"{shown(args.file)} can be read only once, and --interactive looks at it first; name a file")
    if args.json:
        raise UsageError("--interactive is for people; leave out --json")


def interactive_map(args: Namespace, context: Context, *, is_work: bool) -> None:
    """Put what the person chose in the place of `--map`."""
    check_interactive(args)
    with opened(args.file) as (stream, name):
        columns = map_by_hand(args, context, stream, name, is_work=is_work)
    args.map = [f"{field}={column}" for field, column in columns.items()]
