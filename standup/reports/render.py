"""The weekly summary in any format; a renderer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from standup.reports.summary import WeekSummary

Format: TypeAlias = Literal["text", "markdown", "html", "csv", "json"]

FORMATS: Mapping[Format, str] = MappingProxyType(
    {"text": ".txt", "markdown": ".md", "html": ".html", "csv": ".csv", "json": ".json"}
)
"""Every format with the suffix of its files."""


def render(summary: WeekSummary, format: Format, color: bool = False) -> str:
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
