"""`standup init`, `join`, `locate` and `config`."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path

from standup.cli.context import Context
from standup.cli.people import checked_region, hours_of, person_options
from standup.config.settings import WatchedSource
from standup.config.system import system_zone
from standup.domain.errors import UsageError
from standup.domain.text import did_you_mean, shown

_CONFIG_HELP = """examples:
  standup config                              every setting
  standup config round_timer_to 15            set one
  standup config import.rules 'client~acme=customer' 'tags~meeting=other'
  standup config keymap.fill ctrl+f           another key for what `f` does on the Board
  standup config --default                    a config file that explains every setting
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    match name:
        case "init":
            from standup.workspace.setup import TEAM_NAME

            parser.add_argument("--name", required=True, help="your name")
            person_options(parser)
            parser.add_argument("--team", default=TEAM_NAME, help="the team's name")
            parser.add_argument("--shared", action="store_true", help="let the folder's group read and write the files")
            parser.set_defaults(run=_init)
        case "join":
            parser.add_argument("folder", type=Path, help="the team's data folder")
            who = parser.add_mutually_exclusive_group(required=True)
            who.add_argument("--name", help="your name, to be added to the team")
            who.add_argument("--as", dest="known", metavar="DEVELOPER", help="the developer there who is you already")
            person_options(parser)
            parser.set_defaults(run=_join)
        case "locate":
            parser.add_argument("what", nargs="?", choices=("config", "data", "state", "cache", "themes"))
            parser.add_argument("--json", action="store_true", help="as JSON")
            parser.set_defaults(run=_locate)
        case _:
            parser.epilog = _CONFIG_HELP
            parser.add_argument("key", nargs="?", help="a setting, such as theme")
            parser.add_argument("value", nargs="*", default=[], help="its new value; import.rules takes several")
            parser.add_argument("--json", action="store_true", help="as JSON")
            parser.add_argument(
                "--default", action="store_true", help="print a commented config file with every setting"
            )
            parser.set_defaults(run=_config)


def _init(args: Namespace, context: Context) -> None:
    _refuse_demo(context)
    checked_region(args)
    hours = hours_of(args.hours)
    timezone = args.timezone or system_zone()
    developer = context.setup.begin(
        args.name,
        team=args.team,
        shared=args.shared,
        timezone=timezone,
        hours=hours,
        hours_from=_start(args.hours_from),
        country=args.country,
        region=args.region,
    )
    context.out.line(f"Began team {shown(args.team)} in {shown(str(context.data))}")
    context.out.line(f"You are {shown(developer.name)} ({developer.id}), its lead, in {timezone}")
    if hours is None:
        context.out.line(
            f"Without hours there is no range and no verdict: `standup developer edit {developer.id} --hours 40` "
            "sets them"
        )
    context.out.line('Next: standup customer add acme --name "Acme Corp", standup work add API-12 "Title", or standup')


def _join(args: Namespace, context: Context) -> None:
    _refuse_demo(context)
    checked_region(args)
    folder = args.folder.expanduser().resolve()
    details = {
        "hours": hours_of(args.hours),
        "hours_from": _start(args.hours_from),
        "country": args.country,
        "region": args.region,
    }
    if args.known:
        developer = context.setup.join_as(folder, args.known, timezone=args.timezone, **details)
    else:
        developer = context.setup.join(folder, args.name, timezone=args.timezone or system_zone(), **details)
    context.out.line(f"You are {shown(developer.name)} ({developer.id}) in {shown(str(folder))}")


def _start(text: str | None) -> date | None:
    from standup.domain.dates import Direction, parse_day

    return parse_day(text, datetime.now().astimezone().date(), Direction.PAST) if text else None


def _refuse_demo(context: Context) -> None:
    if context.demo:
        raise UsageError("the sample team is complete; leave out --demo to set up your own")


def _locate(args: Namespace, context: Context) -> None:
    found = {
        "config": context.places.config,
        "data": context.data,
        "state": context.places.state,
        "cache": context.places.cache,
        "themes": context.places.themes,
    }
    if args.what:
        context.out.line(os.fspath(found[args.what]))
    elif args.json:
        context.out.json({name: os.fspath(path) for name, path in found.items()})
    else:
        context.out.table(("WHAT", "WHERE"), ((name, os.fspath(path)) for name, path in found.items()))


def _config(args: Namespace, context: Context) -> None:
    from standup.config import KEYMAP, default_text, value_of_words, values_by_key, write_value

    if args.default:
        context.out.write(default_text())
    elif args.value:
        value = value_of_words(args.key, args.value)
        if args.key.startswith(KEYMAP):
            from standup.cli.board import check_keymap

            check_keymap({**context.settings.keymap, args.key.removeprefix(KEYMAP): tuple(args.value)})
        if args.key == "git.repositories":
            # As the shell sees them from here; those in a file begin at its folder.
            value = [word if word.startswith("~") else str(Path(word).absolute()) for word in args.value]
        if args.key == "theme":
            _check_theme(str(value), context)
        write_value(context.places.config, args.key, value)
        later = "; a running standup takes it at its next start" if args.key.startswith(KEYMAP) else ""
        context.out.line(f"Set {shown(args.key)} in {shown(str(context.places.config))}{later}")
    else:
        values = values_by_key(context.settings)
        if args.key is not None and args.key not in values:
            raise UsageError(f"no setting '{shown(args.key)}'{did_you_mean(args.key, values)}")
        chosen = values if args.key is None else {args.key: values[args.key]}
        if args.json:
            context.out.json({name: _paths_as_text(one) for name, one in chosen.items()})
        else:
            context.out.table(("KEY", "VALUE"), ((name, _value_words(value)) for name, value in chosen.items()))


def _check_theme(name: str, context: Context) -> None:
    """Raises StandupError where there is no such theme."""
    from standup.config import themes_folder
    from standup.tui.theme_folders import check_name  # Textual knows the names of its own themes

    check_name(name, themes_folder(), context.places.themes)


def _paths_as_text(value: object) -> object:
    if isinstance(value, tuple):
        return [_paths_as_text(one) for one in value]
    return os.fspath(value) if isinstance(value, Path) else value


def _value_words(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(one.path if isinstance(one, WatchedSource) else str(one) for one in value) or "not set"
    if isinstance(value, dict):
        return ", ".join(value) or "not set"
    return "not set" if value is None else str(value)
