"""`standup completion SHELL`: a completion script for bash, zsh or fish."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from standup.cli.context import Context

_HOW = """examples:
  bash   standup completion bash > ~/.local/share/bash-completion/completions/standup
  zsh    standup completion zsh > ~/.zfunc/_standup
  fish   standup completion fish > ~/.config/fish/completions/standup.fish
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    parser.epilog = _HOW
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))
    parser.set_defaults(run=_print)


def _print(args: Namespace, context: Context) -> None:
    import shtab

    from standup.cli.parsing import whole_parser

    context.out.write(f"{shtab.complete(whole_parser(), shell=args.shell).rstrip()}\n")
