from __future__ import annotations

import re
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.config import (
    ConfigError,
    Settings,
    check_writable,
    default_text,
    load,
    parse,
    places,
    themes_folder,
    value_of_words,
    values_by_key,
    write_value,
    write_values,
)
from standup.config.keys import KEYS
from standup.domain.errors import StandupError
from standup.domain.records import Bucket

FULL = """\
me = "dana"
data = "team"
theme = "nord"
round_timer_to = 15
turn_minutes = 3

[fill]
lines = ["15m ~ daily standup", "30m @acme +mail"]

[keymap]
open_log = "o"
timer = ["ctrl+t", "space"]

[git]
repositories = ["api", "~/web"]
emails = ["dana@example.com"]
names = ["Dana Osei"]

[import]
default = "customer"
rules = [
  'description,tags~client|customer=customer',
  'project~^Meetings=other',
]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


# --- reading


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file, {}) == Settings()
    file.write_text("")
    assert load(file, {}) == Settings()


def test_every_key_is_read(file: Path, home: Path) -> None:
    file.write_text(FULL)
    assert load(file, {}) == Settings(
        me="dana",
        data=file.parent / "team",
        theme="nord",
        round_timer_to=15,
        turn_minutes=3,
        fill_lines=("15m ~ daily standup", "30m @acme +mail"),
        keymap={"open_log": ("o",), "timer": ("ctrl+t", "space")},
        git_repositories=(file.parent / "api", home / "web"),
        git_emails=("dana@example.com",),
        git_names=("Dana Osei",),
        import_default=Bucket.CUSTOMER,
        import_rules=("description,tags~client|customer=customer", "project~^Meetings=other"),
    )


def test_the_data_folder_of_the_environment_goes_first(file: Path, tmp_path: Path) -> None:
    environ = {"STANDUP_DATA": str(tmp_path / "other")}
    assert load(file, environ).data == tmp_path / "other"
    file.write_text(FULL)
    assert load(file, environ).data == tmp_path / "other"
    assert load(file, environ).me == "dana"


def test_a_data_folder_may_lie_in_the_home(file: Path, home: Path) -> None:
    assert parse('data = "~/team"', file).data == home / "team"


def test_what_an_editor_adds_is_no_error(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert load(file, {}).theme == "nord"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('me = "dana"\n\ntheem = "x"', "3: unknown key 'theem'; did you mean theme?"),
        ('me = "dana"\r\n\r\ntheem = "x"\r\n', "3: unknown key 'theem'; did you mean theme?"),
        ('[import]\n# why\ndefualt = "other"', "3: unknown key 'import.defualt'; did you mean import.default?"),
        ('\n[imprt]\ndefault = "other"', "2: unknown key 'imprt'; did you mean import?"),
        ('"a.b" = 1', f"1: unknown key 'a.b'; the keys are {', '.join(KEYS)}"),
        ('"\\u001b" = 1', f"1: unknown key '␛'; the keys are {', '.join(KEYS)}"),
        ("fill.lines = 1", "1: fill.lines must be a list of log lines in quotes, not 1"),
        (
            "[fill]\nlines = ['~ standup']",
            "2: fill.lines: '~ standup' needs one duration; write it as 15m ~ daily standup",
        ),
        (
            "[fill]\nlines = ['15m standup']",
            "2: fill.lines: '15m standup' needs a #work item, a @customer or ~ for other; "
            "write it as 15m ~ daily standup",
        ),
        ("[fill]\nlines = ['fri 15m ~']", "2: fill.lines: a recurring entry takes no day: 'fri'"),
        (
            "[fill]\nlines = ['15m ~ \"x']",
            "2: fill.lines: '15m ~ \"x': this double quote is never closed; close it with \", or leave it out",
        ),
        ("import = 3", "1: 'import' is a table; write [import] and its keys below that line"),
        ("\nme = 3", "2: me must be a text in quotes, not 3"),
        ('me = " "', "1: me must be a text in quotes, not ' '"),
        ('data = "a\\u0000b"', "1: data must be a text without control characters, not 'a␀b'"),
        ('data = "~nobody-here/x"', "1: data must be a folder in a home that exists, not '~nobody-here/x'"),
        ("theme = true", "1: theme must be a text in quotes, not true"),
        ("[theme]\nname = 1", "1: theme must be a text in quotes, not a table"),
        ('round_timer_to = "5"', "1: round_timer_to must be a whole number of minutes from 1 to 60, not '5'"),
        ("round_timer_to = 0", "1: round_timer_to must be a whole number of minutes from 1 to 60, not 0"),
        ("round_timer_to = true", "1: round_timer_to must be a whole number of minutes from 1 to 60, not true"),
        ("import.default = 1", '1: import.default must be "production", "customer" or "other", not 1'),
        ("import = {default = []}", '1: import.default must be "production", "customer" or "other", not []'),
        ('[import]\nrules = "x"', "2: import.rules must be a list of rules in quotes, not 'x'"),
        ("[import]\nrules = [\n  1,\n]", "2: import.rules must be a text in quotes, not [1]"),
        ("git = 3", "1: 'git' is a table; write [git] and its keys below that line"),
        ("[git]\nrepos = []", "2: unknown key 'git.repos'; did you mean git.repositories?"),
        ("[git]\nrepositories = '~/api'", "2: git.repositories must be a list of folders in quotes, not '~/api'"),
        ("[git]\nemails = 'a@b'", "2: git.emails must be a list of texts in quotes, not 'a@b'"),
        ("[git]\nnames = ['']", "2: git.names must be a text in quotes, not ['']"),
        ("keymap = 3", "1: 'keymap' is a table; write [keymap] and its keys below that line"),
        ("[keymap]\ndone = []", '2: keymap.done must be a key such as "o", or a list of keys, not []'),
        ("[keymap]\n\ndone = 3", '3: keymap.done must be a key such as "o", or a list of keys, not 3'),
        ("[keymap]\ndone = ['']", "2: keymap.done must be a key such as \"o\", or a list of keys, not ['']"),
        (
            "[keymap]\nquick_log.15 = '1'",
            '2: keymap.quick_log must be a key such as "o", or a list of keys, not a table',
        ),
        ("x = " + "[" * 9999, "1: values are nested too deeply"),
    ],
)
def test_an_error_names_file_line_key_and_what_would_be_right(file: Path, text: str, message: str) -> None:
    file.write_bytes(text.encode())
    with pytest.raises(ConfigError) as caught:
        load(file, {})
    assert str(caught.value) == f"{file}:{message}"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [('me = "dana"\nme = "bob"', 2), ('\nme = "dana\n', 2), ('x = """\n\n', 3), ("\n\nme =\n\n", 3), ("me\rx", 1)],
)
def test_what_is_not_toml_is_refused_with_its_line(file: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"{file}:{line}: this is not TOML: ")):
        parse(text, file)


def test_a_wrong_rule_is_named_with_its_place(file: Path) -> None:
    text = "[import]\n\nrules = [\n  'tags~client=customer',\n  'tags~client',\n]\n"
    with pytest.raises(ConfigError, match=re.escape(f"{file}:3: rule 'tags~client' has no '='")):
        parse(text, file)


def test_a_value_of_many_lines_is_found_by_its_first(file: Path) -> None:
    text = "# me\n" * 500 + "[import]\nrules = [\n" + "  # rules = 3\n" * 500 + "  3,\n]\ndefault = 'other'\n"
    with pytest.raises(ConfigError, match=r"config.toml:502: import.rules must be"):
        parse(text, file)


def test_a_file_of_another_encoding_is_refused_with_its_line(file: Path) -> None:
    file.write_bytes('me = "dana"\ntheme = "zoë"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=re.escape(f"{file}:2: this is not UTF-8")):
        load(file, {})


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"cannot read {tmp_path}: Is a directory")):
        load(tmp_path, {})


@given(st.text(max_size=80) | st.lists(st.sampled_from([*"=[]\"'#\n.", "me", "import", "rules", "1"])).map("".join))
def test_any_file_gives_settings_or_one_line_of_error(text: str) -> None:
    with suppress(ConfigError):
        parse(text, Path("config.toml"))
        return
    with pytest.raises(ConfigError, match=r"\Aconfig\.toml:\d+: [^\n]*\Z"):
        parse(text, Path("config.toml"))


# --- the default file


def test_the_default_file_says_the_defaults(file: Path) -> None:
    assert parse(default_text(), file) == Settings()


def test_the_default_file_explains_every_setting(file: Path) -> None:
    assert {key.field for key in KEYS.values()} == set(Settings.__struct_fields__)
    uncommented = re.sub(r"^# (\w+ = |\[\[source)", r"\1", default_text(), flags=re.MULTILINE)
    settings = parse(uncommented, file)
    for field in Settings.__struct_fields__:
        value = getattr(settings, field)
        assert value is not None
        assert value != ()
    assert settings.round_timer_to == Settings().round_timer_to


def test_sources_and_maps_are_read_and_paths_begin_at_the_file(file: Path) -> None:
    text = (
        '[[source]]\npath = "x/a.csv"\nkind = "jira"\n\n'
        '[[source]]\npath = "/b.csv"\nkind = "csv"\noptions = ["--as", "work"]\n'
        '[import.maps.visits]\nstart = "Begin"\n'
    )
    settings = parse(text, file)
    assert [(one.path, one.kind, one.options) for one in settings.sources] == [
        (str(file.parent / "x" / "a.csv"), "jira", ()),
        ("/b.csv", "csv", ("--as", "work")),
    ]
    assert settings.import_maps == {"visits": {"start": "Begin"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source = 1", "source must be one or more tables [[source]] with path, kind and options, not 1"),
        ('[[source]]\npath = "x"', "a [[source]] has no kind"),
        ('[[source]]\npath = "x"\nkind = "y"\ncolour = 1', "a [[source]] has no key 'colour'"),
        ("[import]\nmaps = 1", "import.maps must be tables [import.maps.NAME]"),
        ("[import.maps.x]\nstart = 1", "import.maps must be a text in quotes"),
    ],
)
def test_sources_and_maps_that_say_nothing_are_refused(file: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        parse(text, file)


def test_tables_are_not_set_by_words() -> None:
    for name in ("source", "import.maps"):
        with pytest.raises(ConfigError, match="is a table"):
            value_of_words(name, ["x"])


# --- writing


def test_the_first_value_makes_the_documented_file_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    write_value(file, "me", "dana")
    text = file.read_text()
    assert load(file, {}) == Settings(me="dana")
    assert text == default_text().replace('# me = "dana"', 'me = "dana"')
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_every_key_can_be_written_and_written_again(file: Path) -> None:
    for _ in range(2):
        write_value(file, "import.rules", ["project~^Meetings=other"])
        write_value(file, "import.default", "production")
        write_value(file, "keymap.open_log", ["ctrl+t"])
        write_value(file, "round_timer_to", 15)
        write_value(file, "turn_minutes", 4)
        write_value(file, "theme", 'a "quoted" name')
        write_value(file, "data", str(file.parent))
        write_value(file, "me", "zoë")
    assert load(file, {}) == Settings(
        me="zoë",
        data=file.parent,
        theme='a "quoted" name',
        round_timer_to=15,
        turn_minutes=4,
        import_default=Bucket.PRODUCTION,
        keymap={"open_log": ("ctrl+t",)},
        import_rules=("project~^Meetings=other",),
    )
    assert len(file.read_text().splitlines()) == len(default_text().splitlines())


def test_what_a_person_wrote_stays(file: Path) -> None:
    file.write_text("# mine\nround_timer_to = 15  # quarter hours\n\n[import]\n  default = 'other'\n")
    write_value(file, "round_timer_to", 10)
    write_value(file, "me", "dana")
    assert load(file, {}) == Settings(me="dana", round_timer_to=10, import_default=Bucket.OTHER)
    text = file.read_text()
    assert text.startswith("# mine\nround_timer_to = 10  # quarter hours\n")
    assert text.endswith("[import]\n  default = 'other'\n")


def test_a_comment_elsewhere_is_not_taken_for_the_key(file: Path) -> None:
    file.write_text("[import]\n# me = 'not here'\n")
    write_value(file, "me", "dana")
    assert load(file, {}).me == "dana"
    assert "# me = 'not here'" in file.read_text()


def test_a_table_is_added_where_there_is_none(file: Path) -> None:
    file.write_text('me = "dana"')
    write_value(file, "import.default", "other")
    assert load(file, {}) == Settings(me="dana", import_default=Bucket.OTHER)


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n")
    file.symlink_to(real)
    write_value(file, "me", "dana")
    assert file.is_symlink()
    assert load(real, {}).me == "dana"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("theem", "x", "unknown key 'theem'; did you mean theme?"),
        ("default", "x", "unknown key 'default'; did you mean import.default?"),
        ("import", "x", "'import' is a table; write [import] and its keys below that line"),
        ("round_timer_to", 61, "round_timer_to must be a whole number of minutes from 1 to 60, not 61"),
        ("me", "a\udcff", "me must be a text without control characters, not 'a�'"),
        ("import.rules", ["tags~x"], "rule 'tags~x' has no '='"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(
    file: Path, key: str, value: str | int | list[str], message: str
) -> None:
    file.write_text(FULL)
    with pytest.raises(StandupError, match=re.escape(message)):
        write_value(file, key, value)
    assert file.read_text() == FULL


def test_a_damaged_file_is_not_overwritten(file: Path) -> None:
    file.write_text("me = \n")
    with pytest.raises(ConfigError, match=":1: this is not TOML"):
        write_value(file, "me", "dana")
    assert file.read_text() == "me = \n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    file = tmp_path / "taken" / "config.toml"
    with pytest.raises(StandupError, match=r"Not a directory"):
        write_value(file, "me", "dana")


def test_the_words_of_a_command_line_become_values() -> None:
    assert value_of_words("me", ["dana"]) == "dana"
    assert value_of_words("round_timer_to", ["10"]) == 10
    assert value_of_words("round_timer_to", ["ten"]) == "ten"
    assert value_of_words("keymap.timer", ["ctrl+t"]) == ["ctrl+t"]
    assert value_of_words("import.rules", ["a~b=other", "c~d=other"]) == ["a~b=other", "c~d=other"]
    with pytest.raises(ConfigError, match="theme takes one value, not 2"):
        value_of_words("theme", ["my", "own"])
    with pytest.raises(ConfigError, match="did you mean theme"):
        value_of_words("theem", ["x"])


def test_values_are_listed_by_the_keys_of_the_file(file: Path) -> None:
    found = values_by_key(parse(FULL, file))
    assert set(found) == {*KEYS, "keymap.timer"}
    assert found["keymap.timer"] == ("ctrl+t", "space")
    assert (found["me"], found["import.default"]) == ("dana", Bucket.CUSTOMER)


# --- places


def test_the_environment_names_the_places(tmp_path: Path) -> None:
    found = places(
        {
            "STANDUP_CONFIG": str(tmp_path / "my.toml"),
            "STANDUP_DATA": "data",
            "STANDUP_STATE": str(tmp_path / "state"),
            "STANDUP_CACHE": str(tmp_path / "cache"),
        }
    )
    assert found.config == tmp_path / "my.toml"
    assert found.themes == tmp_path / "themes"
    assert found.data == Path("data").absolute()
    assert (found.state, found.cache) == (tmp_path / "state", tmp_path / "cache")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other usual places")
def test_without_it_they_are_the_usual_ones_of_the_system(home: Path) -> None:
    assert places({"STANDUP_DATA": ""}) == (
        home / "config" / "standup" / "config.toml",
        home / "data" / "standup",
        home / "state" / "standup",
        home / "cache" / "standup",
        home / "config" / "standup" / "themes",
    )


def test_the_shipped_themes_are_found() -> None:
    assert themes_folder().is_dir()
    assert themes_folder().name == "themes"


def test_settings_cost_no_library_where_nothing_is_set(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from standup.config import load, places\n"
        f"e = {{'STANDUP_' + name: {str(tmp_path)!r} + '/x' for name in ('CONFIG', 'DATA', 'STATE', 'CACHE')}}\n"
        "load(places(e).config, e)\n"
        "print([name for name in ('tomllib', 'tomlkit', 'platformdirs', 'tempfile', 'difflib') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_several_values_are_written_in_one_step_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    with pytest.raises(ConfigError, match="round_timer_to must be"):
        write_values(file, {"me": "dana", "round_timer_to": 400})
    assert not file.exists()
    write_values(file, {"me": "dana", "round_timer_to": 15})
    assert (load(file, {}).me, load(file, {}).round_timer_to) == ("dana", 15)


def test_whether_the_config_can_be_written_is_tried_without_writing_it(tmp_path: Path) -> None:
    file = tmp_path / "config" / "config.toml"
    check_writable(file)
    assert list(file.parent.iterdir()) == []
    file.write_text("theme = ", encoding="utf-8")
    with pytest.raises(ConfigError, match="this is not TOML"):
        check_writable(file)
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    with pytest.raises(StandupError, match="cannot"):
        check_writable(tmp_path / "in-the-way" / "config.toml")
