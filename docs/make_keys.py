"""Makes the tables of keys in the README, from the app's table of actions: `python docs/make_keys.py`.

All that stands between the two comments is made anew; a test fails while it is not current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from standup.tui.actions import DEFAULT, Group, Scope
from standup.tui.keynames import key_name

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- keys: made by `python docs/make_keys.py` -->", "<!-- end of keys -->"
_MAIN = (
    Scope.ROW,
    Scope.BOARD,
    Scope.PRODUCTION,
    Scope.CUSTOMER,
    Scope.LIST,
    Scope.HISTORY,
    Scope.EVERYWHERE,
    Scope.ALWAYS,
)
_SEVERAL = 3


def with_keys(text: str) -> str:
    """The text of the README with its tables of keys made anew."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return "".join((before, BEGIN, "\n", "\n".join(lines()), "\n", END, after))


def lines() -> Iterator[str]:
    """The keys of the Board and of every screen; and folded those of the other screens and of dialogs."""
    main = [action for group in Group for action in DEFAULT.in_scopes(*_MAIN) if action.group is group]
    yield from _table(("Key", "Does", "Name"), ((_keys(one.keys), one.tooltip, f"`{one.id}`") for one in main))
    yield ""
    yield "<details><summary>Keys of other screens and of dialogs</summary>"
    yield ""
    others = [action for action in DEFAULT.actions if action.scope not in _MAIN]
    yield from _table(
        ("Where", "Key", "Does", "Name"),
        ((one.scope.value, _keys(one.keys), one.tooltip, f"`{one.id}`") for one in others),
    )
    yield ""
    yield "</details>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _keys(keys: Sequence[str]) -> str:
    """Keys as code: `l` `:`, and `1` ... `8` where several follow each other."""
    names = [_code(key) for key in keys]
    is_run = len(keys) > _SEVERAL and all(len(key) == 1 for key in keys)
    return f"{names[0]} ... {names[-1]}" if is_run else " ".join(names)


def _code(key: str) -> str:
    name = key if "+" in key else key_name(key)
    if name == "`":
        return "`` ` ``"
    return f"`{name}`".replace("|", "\\|")


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
