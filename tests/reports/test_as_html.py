"""HTML: one safe file that needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from standup.domain.text import shown
from standup.reports.as_html import render_html
from standup.reports.summary import Audience, DueTouchpoint, MemberWeek, WeekSummary, WeekTouchpoints
from tests.reports.examples import BOB, DANA, SAM, TEAM, THURSDAY, WEI, example, split
from tests.reports.naughty import names

VOID = {"meta", "rect", "line", "circle"}


class Page(HTMLParser):
    """Reads a page into elements with their text; fails where tags do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def texts(self, tag: str, css: str | None = None) -> list[str]:
        """The text of every such element."""
        return ["".join(text) for name, attrs, text in self.elements if name == tag and attrs.get("class") == css]


def test_names_are_read_back_to_the_letter() -> None:
    tags = [tag for tag, _, _ in Page(render_html(_named("plain"))).elements]
    for name in names():
        page = Page(render_html(_named(name)))
        assert page.texts("bdi", "name") == [shown(name)]
        assert page.texts("bdi", "customer") == [shown(name)]
        assert page.texts("bdi", "title") == [shown(name)]
        assert [tag for tag, _, _ in page.elements] == tags, name


def _named(name: str) -> WeekSummary:
    member = MemberWeek(developer="x", name=name, split=BOB.split)
    due = DueTouchpoint(customer=name, title=name, due_on=THURSDAY, owner=name)
    return example(member, team_name=name, touchpoints=WeekTouchpoints(due=(due,)))


def test_the_file_is_alone_and_has_no_script() -> None:
    report = render_html(example())
    page = Page(report)
    assert report.startswith("<!doctype html>\n")
    for tag, attributes, _ in page.elements:
        assert tag not in ("script", "link", "img", "iframe", "object", "base", "form")
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "href", "srcset")]
    assert re.findall(r"url\((.*?)\)", report) == re.findall(r"url\((#\w+)\)", report)
    assert "@import" not in report
    assert not re.search(r"https?:|//\w", report)


def test_the_page_has_a_language_a_title_and_a_name_for_every_drawing() -> None:
    page = Page(render_html(example()))
    assert ("html", "en") in [(tag, attributes.get("lang")) for tag, attributes, _ in page.elements]
    assert page.texts("title")[0] == "Platform · 2026-W47"
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    drawings = [attributes for tag, attributes, _ in page.elements if tag == "svg"]
    for attributes in drawings:
        named = (attributes.get("aria-labelledby") or "").split()
        assert attributes.get("aria-hidden") == "true" or (len(named) == 2 and set(named) <= set(ids))
    assert "17h production, 3h15 customer, 2h30 other, 1h15 unlogged, 16h left" in page.texts("desc")


def test_it_is_made_for_dark_rooms_paper_and_telephones() -> None:
    report = render_html(example())
    assert "@media (prefers-color-scheme: dark)" in report
    assert "@page { size: A4;" in report
    assert 'name="viewport"' in report


def test_no_share_is_said_in_words_and_drawn_as_nothing() -> None:
    page = Page(render_html(example(WEI)))
    assert page.texts("p", "big none") == ["no share"]
    assert page.texts("span", "share") == ["no production or customer time logged"] * 2
    assert "gauge" not in [attributes.get("class") for tag, attributes, _ in page.elements if tag == "svg"]


def test_unknown_hours_are_called_unknown_and_have_no_range() -> None:
    page = Page(render_html(example(SAM)))
    assert page.texts("span", "unknown") == ["unknown"] * 6
    assert not [1 for tag, attributes, _ in page.elements if tag == "line" and attributes.get("x1") == "None%"]
    assert "16 % customer (range unknown: no hours set)" in page.texts("span", "share")


def test_withheld_totals_are_explained() -> None:
    report = render_html(example(DANA, BOB, audience=Audience("bob")))
    assert "Team: no totals, because" in report
    assert "Team of" not in report
    assert "Dana Okafor" not in report.split("Touchpoints")[0]


def test_gauges_share_one_scale_that_holds_them_all() -> None:
    short, whole = (
        render_html(example(DANA)),
        render_html(example(*TEAM, MemberWeek(developer="c", name="C", split=split(10, 90, 0, 100)))),
    )
    assert "of 0-50 %" in short
    assert "of 0-100 %" in whole
    for report in (short, whole):
        assert all(float(place) <= 100 for place in re.findall(r'(?:x[12]|cx|x|width)="([\d.]+)%"', report))
