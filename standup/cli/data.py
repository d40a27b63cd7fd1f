"""`standup doctor`, `backup` and `restore`: the health of the data folder."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown

_STANDARD = Path("-")


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    match name:
        case "doctor":
            parser.add_argument("--repair", action="store_true", help="set damaged files aside and rebuild what can be")
            parser.add_argument("--json", action="store_true", help="as JSON")
            parser.set_defaults(run=_doctor)
        case "backup":
            parser.add_argument("file", type=Path, help="such as standup.tar.gz; - is standard output")
            parser.set_defaults(run=_backup)
        case _:
            parser.add_argument("file", type=Path, help="a file that `standup backup` wrote; - is standard input")
            parser.set_defaults(run=_restore)


def _doctor(args: Namespace, context: Context) -> int:
    from standup.store.doctor import examine, examine_journal, repair

    if context.demo:
        raise UsageError("the sample team needs no doctor; run it on your own data folder")
    if args.repair:
        for done in repair(context.data, datetime.now(UTC)):
            context.out.line(shown(str(done)))
    findings = examine(context.data)
    if context.settings.me:
        findings += examine_journal(context.journal_path(context.data, context.settings.me))
    if args.json:
        context.out.json([finding._asdict() for finding in findings])
    elif not findings:
        context.out.line(f"{shown(str(context.data))} is in good order")
    else:
        for finding in findings:
            context.out.line(f"{finding.severity}: {shown(finding.file)}: {shown(finding.problem)}")
            context.out.line(f"  {shown(finding.advice)}")
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _backup(args: Namespace, context: Context) -> None:
    from standup.store.backup import backup

    if context.demo:
        raise UsageError("the sample team is thrown away at the end; there is nothing to back up")
    if args.file == _STANDARD:
        if context.out.is_terminal:
            raise UsageError("a backup is no text for a terminal; write it to a file or into a pipe")
        with TemporaryDirectory(prefix="standup-backup-") as folder:
            backup(context.data, Path(folder) / "backup")
            sys.stdout.buffer.write((Path(folder) / "backup").read_bytes())
        return
    backup(context.data, args.file)
    context.out.line(
        f"Wrote {shown(str(args.file))}; it holds everything in {shown(str(context.data))}, so keep it private"
    )


def _restore(args: Namespace, context: Context) -> None:
    from standup.store.backup import restore

    if context.demo:
        raise UsageError("a backup cannot be restored into the sample team")
    if args.file == _STANDARD:
        with TemporaryDirectory(prefix="standup-restore-") as folder:
            file = Path(folder) / "standard input"
            file.write_bytes(sys.stdin.buffer.read())
            aside = restore(file, context.data, datetime.now(UTC))
    else:
        aside = restore(args.file, context.data, datetime.now(UTC))
    source = "standard input" if args.file == _STANDARD else shown(str(args.file))
    context.out.line(f"Restored {shown(str(context.data))} from {source}")
    if aside:
        context.out.line(f"What was there before is kept in {shown(str(aside))}")
