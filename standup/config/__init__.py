"""Settings from `config.toml`, the environment and the defaults, and the places where things are kept."""

from standup.config.keys import KEYMAP, default_text, value_of_words, values_by_key
from standup.config.places import Places, places, themes_folder
from standup.config.reading import load, parse, place_of
from standup.config.settings import ConfigError, Settings, WatchedSource
from standup.config.writing import check_writable, write_map, write_value, write_values

__all__ = [
    "KEYMAP",
    "ConfigError",
    "Places",
    "Settings",
    "WatchedSource",
    "check_writable",
    "default_text",
    "load",
    "parse",
    "place_of",
    "places",
    "themes_folder",
    "value_of_words",
    "values_by_key",
    "write_map",
    "write_value",
    "write_values",
]
