"""Where config, data, state, cache and themes are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FILE_VARIABLE, DATA_VARIABLE = "STANDUP_CONFIG", "STANDUP_DATA"
STATE_VARIABLE, CACHE_VARIABLE = "STANDUP_STATE", "STANDUP_CACHE"
_APP = "standup"


class Places(NamedTuple):
    """Where things are: one file and four folders; none of them needs to exist."""

    config: Path
    data: Path
    state: Path
    cache: Path
    themes: Path
    """Folder of the person's own themes."""


def places(environ: Mapping[str, str]) -> Places:
    """The usual places of this system, or those that the environment names; `Settings.data` goes before `data`."""
    config = _place(environ, FILE_VARIABLE, "config")
    return Places(
        config=config,
        data=_place(environ, DATA_VARIABLE, "data"),
        state=_place(environ, STATE_VARIABLE, "state"),
        cache=_place(environ, CACHE_VARIABLE, "cache"),
        themes=config.parent / "themes",
    )


def _place(environ: Mapping[str, str], variable: str, kind: str) -> Path:
    if named := environ.get(variable):
        return Path(named).absolute()
    import platformdirs

    match kind:
        case "config":
            return platformdirs.user_config_path(_APP, appauthor=False) / "config.toml"
        case "data":
            return platformdirs.user_data_path(_APP, appauthor=False)
        case "state":
            return platformdirs.user_state_path(_APP, appauthor=False)
        case _:
            return platformdirs.user_cache_path(_APP, appauthor=False)


def themes_folder() -> Path:
    """The folder of the themes that come with the app: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"
