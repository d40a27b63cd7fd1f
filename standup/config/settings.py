"""What one person can set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from standup.domain.errors import UsageError
from standup.domain.records import Bucket


class ConfigError(UsageError):
    """The config file says something that cannot be understood; the message names file, line and key."""


class WatchedSource(Struct, frozen=True):
    """A file that `standup sync` imports: the kind and the options as `standup import` takes them."""

    path: str
    """Absolute."""
    kind: str
    options: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """What one person set; where nothing is set, the defaults."""

    me: str | None = None
    """Id of the developer who acts."""
    data: Path | None = None
    """The data folder; None for the system's usual place."""
    theme: str | None = None
    """Name of a colour theme; None for the app's own."""
    round_timer_to: int = 1
    """Minutes."""
    turn_minutes: int = 2
    """Of each in a round that I begin."""
    fill_lines: tuple[str, ...] = ()
    """Recurring entries of each workday, as log lines without a day."""
    keymap: Mapping[str, tuple[str, ...]] = {}
    """Keys of actions of the terminal app, as the person wrote them, by the action's name."""
    git_repositories: tuple[Path, ...] = ()
    """Folders of the repositories whose commits are read."""
    git_emails: tuple[str, ...] = ()
    """Addresses under which I commit; without one, git's own `user.email` in each repository."""
    git_names: tuple[str, ...] = ()
    """Names under which I commit, where nobody has the address."""
    import_default: Bucket | None = None
    """The bucket of imported rows that no rule covers; None leaves them out as unclassified."""
    import_rules: tuple[str, ...] = ()
    """Bucket rules in the form of `domain.bucket_rules.parse_rule`, the first match wins."""
    import_maps: Mapping[str, Mapping[str, str]] = {}
    """Column maps by name: which column is which, as `--map NAME` takes them."""
    sources: tuple[WatchedSource, ...] = ()
    """What `standup sync` reads."""
