"""The weekly summary in any format; a renderer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from standup.reports.summary import WeekSummary

TextFormat: TypeAlias = Literal["text", "markdown", "html", "csv", "json"]
Format: TypeAlias = Literal["text", "markdown", "html", "csv", "json", "xlsx"]

FORMATS: Mapping[Format, str] = MappingProxyType(
    {"text": ".txt", "markdown": ".md", "html": ".html", "csv": ".csv", "json": ".json", "xlsx": ".xlsx"}
)
"""Every format with the suffix of its files."""


def render(summary: WeekSummary, format: TextFormat, color: bool = False) -> str:
    """The summary as one string that ends in a line feed, to be written as UTF-8 without newline translation.

    `color` holds for text only.
    """
    match format:
        case "text":
            from standup.reports.as_text import render_text

            return render_text(summary, color=color)
        case "markdown":
            from standup.reports.as_markdown import render_markdown

            return render_markdown(summary)
        case "html":
            from standup.reports.as_html import render_html

            return render_html(summary)
        case "csv":
            from standup.reports.as_csv import render_csv

            return render_csv(summary)
        case "json":
            from standup.reports.as_json import render_json

            return render_json(summary)


def rendered(summary: WeekSummary, format: Format) -> bytes:
    """The summary as the bytes of a file of that format; the same bytes for the same summary."""
    if format == "xlsx":
        from standup.reports.as_xlsx import render_xlsx

        return render_xlsx(summary)
    return render(summary, format).encode("utf-8")
