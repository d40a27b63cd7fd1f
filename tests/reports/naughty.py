"""Names that break programs: some of our own, and the strings of the shared folder where it is present."""

from __future__ import annotations

import json

from tests.shared_data import SHARED

OWN = (
    "Dana [bold]x[/bold] [/]",
    "<script>alert(1)</script>&amp;<!-- -->",
    "\"quoted\" 'twice' `code`",
    "a | b \\| c \\",
    "\x1b[31mred\x1b[0m\x07\x9b1m",
    "abc\u202edef\u2066ghi\ufeff",
    "two\r\nlines\rand\nmore\ttab\x00\x7f",
    "=SUM(A1)",
    "  =1+1",
    "'=1+1",
    "+49 30 1234",
    "-1",
    "@dana #12 !3 :tada: ~x~ $y$ GH-1",
    "＝1＋1",
    "\t=1",
    "\r=1",
    "{{ 7 * 7 }}{% raw %}",
    "* item\n# head\n> quote\n---",
    "1. one",
    "12) twelve",
    "- [ ] task",
    "+ plus",
    "=====",
    "https://example.com www.example.com a@example.com <https://example.com>",
    "[x](y) ![x](y) [x]: y [^1]",
    "**strong** __strong__ ~~gone~~ ==mark== --ins-- a_b_c",
    "&lt;b&gt; &#64; &",
    "\u3000wide edges\xa0",
    "王伟 山田商事株式会社",
    "Zoë Mu\u0308ller 👩\u200d👩\u200d👧",
    "x" * 200,
    "王" * 60,
)


def names() -> list[str]:
    """Every naughty name; a name is not empty."""
    found = list(OWN)
    folder = SHARED / "strings" / "naughty"
    if folder.is_dir():
        found += json.loads((folder / "blns.json").read_text("utf-8"))
    return [name for name in dict.fromkeys(found) if name]
