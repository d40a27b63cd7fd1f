"""Delimited text as people's tools write it: any of the usual encodings and delimiters, read row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from standup.domain.errors import UsageError
from standup.domain.text import shown

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 200  # lines: a quote that is still open then was never closed
_BLOCK = 1 << 20
_TEXT_BLOCK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")


class Encoding(NamedTuple):
    """How the bytes of a file were read: the codec, its name for people, and whether it had to be guessed."""

    codec: str
    name: str
    guessed: bool = False


class Record(NamedTuple):
    """The fields of one row, with the number of the line on which it begins; `fault` says why it cannot be read."""

    line: int
    fields: Sequence[str]
    fault: str = ""


def encoding_of(stream: BinaryIO, name: str, advice: str = "export the log as CSV") -> Encoding:
    """How to read the file: by its byte order mark, as UTF-8 where that fits all of it, else as cp1252.

    Leaves the stream at its beginning. Raises UsageError for an empty file and for one that is no text.
    """
    stream.seek(0)
    head = stream.read(8192)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UsageError(f"{shown(name)} is empty; nothing to import")
    for mark, codec, words in _MARKS:
        if head.startswith(mark):
            stream.seek(0)
            return Encoding(codec, words)
    if head.startswith(b"PK\x03\x04"):
        raise UsageError(f"{shown(name)} is a spreadsheet or an archive, not text; {advice}")
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    if controls * 20 > len(head):
        raise UsageError(f"{shown(name)} is not a text file; {advice}")
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return Encoding("cp1252", "cp1252", guessed=True)
    finally:
        stream.seek(0)
    return Encoding("utf-8", "UTF-8")


def lines_of(stream: BinaryIO, encoding: Encoding) -> Generator[str, None, None]:
    """The lines of the file with their ends, from its beginning; bytes that mean nothing become `�`."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding.codec, errors="replace", newline="")
    try:
        yield from iter(text.readline, "")  # `yield from text` would close it, and the stream with it
    finally:
        text.detach()


def blocks_of(stream: BinaryIO, encoding: Encoding) -> Generator[str, None, None]:
    """The text of the file in pieces of a bounded size, from its beginning, for formats that may be one long line."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding.codec, errors="replace")
    try:
        while block := text.read(_TEXT_BLOCK):
            yield block
    finally:
        text.detach()


def records(lines: Iterator[str], delimiter: str) -> Iterator[Record]:
    """The rows of the file, blank ones left out, with their true line numbers where quotes hold line breaks.

    A quote that is never closed spoils only its own line: the lines after it are read anew.
    """
    waiting: deque[str] = deque()
    number = 0
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        taken = 1
        if line.count('"') % 2 == 0:
            record = _parsed(number, (line,), delimiter)
        else:
            while len(waiting) < LONGEST_RECORD and (more := next(lines, None)) is not None:
                waiting.append(more)
            record, taken = _quoted(number, line, waiting, delimiter)
        for _ in range(taken - 1):
            waiting.popleft()
        if record.fault or any(field and not field.isspace() for field in record.fields):
            yield record
        number += taken - 1


def _quoted(number: int, line: str, following: deque[str], delimiter: str) -> tuple[Record, int]:
    lines = (line, *following)
    reader = csv.reader(iter(lines), delimiter=delimiter)
    try:
        fields = next(reader)
    except csv.Error:
        return Record(number, (), "a quote is opened and not closed"), 1
    taken = reader.line_num
    if taken == len(lines) and taken > 1 and sum(text.count('"') for text in lines) % 2:
        return Record(number, (), "a quote is opened and not closed"), 1
    return _checked(number, fields, lines[:taken]), taken


def _parsed(number: int, lines: Sequence[str], delimiter: str) -> Record:
    try:
        fields = next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error as error:
        return Record(number, (), str(error))
    return _checked(number, fields, lines)


def _checked(number: int, fields: Sequence[str], lines: Sequence[str]) -> Record:
    if any("\0" in line for line in lines):
        return Record(number, (), "contains a NUL byte")
    return Record(number, fields)
