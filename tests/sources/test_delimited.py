"""Encodings, delimiters and rows of delimited text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.sources.delimited import Record, encoding_of, lines_of, records


def read(text: str, delimiter: str = ",") -> list[Record]:
    return list(records(iter(io.StringIO(text, newline="")), delimiter))


@pytest.mark.parametrize(
    ("data", "name", "guessed"),
    [
        ("Zoë".encode(), "UTF-8", False),
        ("Zoë".encode("utf-8-sig"), "UTF-8", False),
        ("Zoë".encode("utf-16"), "UTF-16", False),
        ("Zoë".encode("utf-32"), "UTF-32", False),
        ("Zoë".encode("cp1252"), "cp1252", True),
    ],
)
def test_encodings_are_told_apart(data: bytes, name: str, guessed: bool) -> None:
    stream = io.BytesIO(data)
    encoding = encoding_of(stream, "log.csv")
    assert (encoding.name, encoding.guessed) == (name, guessed)
    assert list(lines_of(stream, encoding)) == ["Zoë"]


def test_one_byte_at_the_end_of_a_long_file_decides() -> None:
    stream = io.BytesIO(b"a,b\n" * 600_000 + "ü".encode("cp1252"))
    assert encoding_of(stream, "log.csv").name == "cp1252"


def test_the_stream_stays_open() -> None:
    stream = io.BytesIO(b"a\nb\n")
    for line in lines_of(stream, encoding_of(stream, "log.csv")):
        assert line == "a\n"
        break
    assert not stream.closed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04" + bytes(40), "export the log as CSV"),
        (bytes(range(256)) * 4, "not a text file"),
        ("User,Email\n".encode("utf-16-le"), "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        encoding_of(io.BytesIO(data), "log.csv")


def test_rows_know_the_line_on_which_they_begin() -> None:
    text = 'a,b\n\n"one\ntwo\n\nthree",4\r\n , \n5,6\n'
    assert [(record.line, list(record.fields)) for record in read(text)] == [
        (1, ["a", "b"]),
        (3, ["one\ntwo\n\nthree", "4"]),
        (8, ["5", "6"]),
    ]


def test_a_quote_that_is_never_closed_spoils_one_line_only() -> None:
    rows = read('1,a\n2,"b\n3,c\n4,"d"\n')
    assert [(record.line, record.fault) for record in rows if record.fault] == [(2, "a quote is opened and not closed")]
    assert [list(record.fields) for record in rows if not record.fault] == [["1", "a"], ["3", "c"], ["4", "d"]]


def test_a_quote_that_is_never_closed_does_not_swallow_a_long_file() -> None:
    rows = read('x,"y\n' + "1,2\n" * 5_000)
    assert len(rows) == 5_001
    assert rows[-1].line == 5_001


def test_a_quote_within_a_field_is_only_a_character() -> None:
    assert [list(record.fields) for record in read('5" disk,a\nb,c\n')] == [['5" disk', "a"], ["b", "c"]]


def test_a_nul_byte_is_a_fault_of_its_row() -> None:
    assert [(record.line, record.fault) for record in read("a\nb\0c\nd\n")][1] == (2, "contains a NUL byte")


def test_a_field_that_is_far_too_long_is_a_fault_of_its_row() -> None:
    rows = read("a,b\n" + "x" * 200_000 + "\nc,d\n")
    assert [bool(record.fault) for record in rows] == [False, True, False]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=8), st.sampled_from(",;\t|"))
def test_what_csv_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    found = [list(record.fields) for record in read(text.getvalue(), delimiter)]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]


@given(st.text('",\n\rab\0', max_size=60))
def test_any_text_gives_rows_in_the_order_of_their_lines(text: str) -> None:
    lines = [record.line for record in read(text)]
    assert lines == sorted(set(lines))
