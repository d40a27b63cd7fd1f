"""Reports read back: any format as text, and workbooks with nothing but the standard library."""

from __future__ import annotations

import io
import re
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

from standup.reports.render import Format, rendered
from standup.reports.summary import WeekSummary

Cell = str | float
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")


def text_of(summary: WeekSummary, format: Format) -> str:
    """Everything that a file of that format says; of a workbook its parts one after the other."""
    content = rendered(summary, format)
    if format == "xlsx":
        return "\n".join(Workbook.read(content).parts.values())
    return content.decode("utf-8")


class Workbook(NamedTuple):
    """A workbook as a spreadsheet would read it."""

    parts: dict[str, str]
    """The XML of each part by its name in the archive."""
    sheets: dict[str, list[dict[str, Cell]]]
    """The rows of each sheet: cells by their column, without the empty ones."""

    @classmethod
    def read(cls, content: bytes) -> Workbook:
        """Read every cell; the parts must be well-formed."""
        with ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        trees = {name: ElementTree.fromstring(text) for name, text in parts.items()}
        strings = [
            "".join(text.text or "" for text in item.iter(f"{_SPREADSHEET}t"))
            for item in trees["xl/sharedStrings.xml"].iter(f"{_SPREADSHEET}si")
        ]
        names = [sheet.get("name", "") for sheet in trees["xl/workbook.xml"].iter(f"{_SPREADSHEET}sheet")]
        return cls(
            parts,
            {
                name: _rows(trees[f"xl/worksheets/sheet{number}.xml"], strings)
                for number, name in enumerate(names, start=1)
            },
        )

    def table(self, sheet: str, first: str) -> list[dict[str, Cell]]:
        """The rows below the header whose first cell is `first`, by the names in the header."""
        rows = self.sheets[sheet]
        at = next(number for number, row in enumerate(rows) if row.get("A") == first)
        header = {column: str(name) for column, name in rows[at].items()}
        return [{header[column]: value for column, value in row.items() if column in header} for row in rows[at + 1 :]]


def _rows(sheet: ElementTree.Element, strings: list[str]) -> list[dict[str, Cell]]:
    found = []
    for row in sheet.iter(f"{_SPREADSHEET}row"):
        cells: dict[str, Cell] = {}
        for cell in row.iter(f"{_SPREADSHEET}c"):
            assert cell.find(f"{_SPREADSHEET}f") is None, "a formula"
            value = cell.findtext(f"{_SPREADSHEET}v")
            if value is not None:
                column = re.sub(r"\d", "", cell.get("r", ""))
                is_text = cell.get("t") == "s"
                cells[column] = _unescaped(strings[int(value)]) if is_text else float(value)
        found.append(cells)
    return found


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
