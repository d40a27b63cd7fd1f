"""HTML: one safe file that needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from standup.domain.closing import Correction, Since
from standup.domain.decisions import Act, Decision, Need
from standup.domain.split import share_words, verdict_words
from standup.domain.text import shown
from standup.reports.as_html import render_html
from standup.reports.plot import trend_share
from standup.reports.summary import TEAM as FOR_TEAM
from standup.reports.summary import Audience, DueTouchpoint, MemberWeek, Publication, WeekSummary, WeekTouchpoints
from tests.reports.examples import BOB, DANA, SAM, TEAM, THURSDAY, WEEK, WEI, example, split
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
        assert page.texts("bdi", "customer") == [shown(name)] * 2
        assert page.texts("bdi", "decision") == [shown(name)]
        assert page.texts("bdi", "title") == [shown(name)]
        assert [tag for tag, _, _ in page.elements] == tags, name


def _named(name: str) -> WeekSummary:
    member = MemberWeek(developer="x", name=name, split=BOB.split)
    due = DueTouchpoint(customer=name, title=name, due_on=THURSDAY, owner=name)
    return example(
        member,
        team_name=name,
        touchpoints=WeekTouchpoints(due=(due,)),
        corrections=(Correction(developer="x", name=name, week=WEEK - 1, since=Since.PUBLISHING, other=5),),
        decisions=(Decision(need=Need.AWAY, words=name, evidence=name, action=Act.ASK),),
        published=Publication(on=THURSDAY, by=name),
    )


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


def test_nothing_at_all_may_be_loaded_or_sent() -> None:
    [policy] = [
        attributes["content"]
        for tag, attributes, _ in Page(render_html(example())).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_a_mail_program_without_style_and_drawings_still_tells_everything() -> None:
    summary = example()
    bare = re.sub(r"<(style|svg)\b.*?</\1>", "", render_html(summary), flags=re.DOTALL)
    told = " ".join("".join(text) for tag, _, text in Page(bare).elements if tag == "body")
    assert summary.headline in told
    for member in summary.members:
        assert share_words(member.split) in told
        assert verdict_words(member.split, summary.band) in told
    for week in summary.trend:
        assert re.search(rf"{week.week}\s*{re.escape(trend_share(week))}", told)
    words = [one.words for one in summary.decisions] + [one.words for one in summary.corrections]
    assert len(words) == 4
    assert all(line in told for line in words)


def test_the_plot_has_a_mark_for_each_week_solid_where_it_is_closed() -> None:
    page = Page(render_html(example()))
    marks = [(attributes["class"], attributes["cx"]) for tag, attributes, _ in page.elements if tag == "circle"]
    plotted = [css for css, place in marks if place != "50%" and place is not None and css is not None]
    assert plotted[-4:] == ["point", "point", "point open", "point open"]  # one of the five weeks has no share
    words = page.texts("desc")[-1]
    assert "Target band 10-20 %. W43 12 % (12-17 %), closed; W44 16 % (14-22 %), closed; W45 no share; " in words


def test_the_version_of_the_team_has_no_table_of_people_and_nothing_to_decide() -> None:
    report = render_html(example(audience=FOR_TEAM))
    assert "Developers" not in report
    assert "Decisions needed" not in report
    assert 'class="name"' not in report
    assert "under 3 people" in report


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
