"""Plain text of a cell that may hold HTML, as CRM programs keep notes."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6});")
_BREAKING = frozenset(["br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "pre"])
_UNSEEN = frozenset(["script", "style", "head", "title"])


def plain_text(text: str) -> str:
    """The words of the text, with its line breaks; what has neither tags nor entities stays to the letter, trimmed."""
    if not _TAG.search(text):
        return text.strip()
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__(convert_charrefs=True)
            self.words: list[str] = []
            self.unseen = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.unseen += tag in _UNSEEN
            if tag in _BREAKING:
                self.words.append("\n")
            if tag == "li":
                self.words.append("- ")

        def handle_endtag(self, tag: str) -> None:
            self.unseen = max(0, self.unseen - (tag in _UNSEEN))
            if tag in _BREAKING:
                self.words.append("\n")

        def handle_data(self, data: str) -> None:
            if not self.unseen:
                self.words.append(re.sub(r"\s+", " ", data))

    parser = Words()
    parser.feed(text)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.words).split("\n"))
    return "\n".join(line for line in lines if line)
