"""`standup commits`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import day_words

if TYPE_CHECKING:
    from standup.domain.commits import Commit

_MOST_STRANGERS = 3
_HELP = """examples:
  standup config git.repositories '~/src/api' '~/src/web'       which repositories are read
  standup commits yesterday

Commits count by their author date in your time zone, on the branch that is checked out, merges left out. Those
within 90 minutes of each other make one session; its first commit counts 30 minutes. A commit counts for the work
item whose key its subject or its branch names. Nothing is logged by itself.
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    parser.epilog = _HELP
    parser.add_argument("day", nargs="?", help="such as yesterday, tue or 2026-11-20; today by default")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_commits)


def _commits(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day
    from standup.workspace.commits import my_commits

    if not context.settings.git_repositories:
        raise UsageError("no repository is set; name some with `standup config git.repositories FOLDER ...`")
    day = past_day(args.day, context)
    found = my_commits(context.workspace, day)
    out = context.out
    if args.json:
        out.json(
            {
                "day": day,
                "commits": [one._asdict() for one in found.commits],
                "unlogged": [one._asdict() for one in found.unlogged],
                "troubles": found.troubles,
            }
        )
        return
    out.line(out.styled(day_words(day, context.workspace.today()), "bold"))
    if found.commits:
        rows = (
            (f"{one.at:%H:%M}" if one.at else "", one.repository, one.work_item or "", one.subject)
            for one in found.commits
        )
        out.table(("TIME", "WHERE", "WORK", "WHAT"), rows)
    else:
        out.line("No commits of yours")
        _tell_strangers(found.strangers, context)
    for one in found.unlogged:
        out.line(f"{one.words[0].upper()}{one.words[1:]}")
        out.line(f"  standup log '{shown(one.line)}'" if one.is_ready else f"  {one.does}")
    for trouble in found.troubles:
        out.line(f"Not read: {trouble}")


def _tell_strangers(commits: Sequence[Commit], context: Context) -> None:
    """Whose commits there are, where it may be that I am not known by my address."""
    people = list(dict.fromkeys((one.author, one.email) for one in commits))
    if not people:
        return
    names = ", ".join(shown(f"{author} <{email}>") for author, email in people[:_MOST_STRANGERS])
    more = f" and {len(people) - _MOST_STRANGERS} more" if len(people) > _MOST_STRANGERS else ""
    are = "1 commit is" if len(commits) == 1 else f"{len(commits)} commits are"
    context.out.line(f"{are} by nobody known here: {names}{more}")
    context.out.line("If that is you: `standup config git.emails ADDRESS ...`")
