"""One way in to every format, and nothing imported that is not asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from standup.reports.render import FORMATS, Format, TextFormat, render, rendered
from tests.reports.examples import example


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert tuple(FORMATS) == get_args(Format)
    assert len(set(FORMATS.values())) == len(FORMATS)


@pytest.mark.parametrize("format", get_args(TextFormat))
def test_every_text_ends_in_one_line_feed_and_can_be_written(format: TextFormat) -> None:
    report = render(example(), format)
    assert report.endswith("\n")
    assert not report.endswith("\n\n")
    assert rendered(example(), format) == report.encode("utf-8")


@pytest.mark.parametrize("format", get_args(Format))
def test_the_same_summary_gives_the_same_file(format: Format) -> None:
    assert rendered(example(), format) == rendered(example(), format)


def test_a_renderer_is_imported_only_when_asked_for() -> None:
    code = (
        "import sys, standup.reports.render, standup.reports.summary\n"
        "rare = {'jinja2', 'xlsxwriter', 'csv', 'json', 'standup.reports.as_html', 'standup.reports.as_csv'}\n"
        "print(sorted(set(sys.modules) & rare))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
