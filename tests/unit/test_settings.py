"""Settings: defaults, then the file, then the environment; every mistake is one line that says what is possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundwire.errors import SettingsError
from groundwire.settings import Settings, load_settings


def test_defaults_hold_where_nothing_is_said() -> None:
    assert load_settings(environment={}) == Settings()


def test_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "groundwire.toml"
    file.write_text('writer = "other"\nlede_words = 20\nformats = ["markdown"]\n', "utf-8")
    settings = load_settings(environment={"GROUNDWIRE_SETTINGS": str(file), "GROUNDWIRE_LEDE_WORDS": "25"})
    assert (settings.writer, settings.lede_words, settings.formats) == ("other", 25, ("markdown",))
    assert settings.headline_characters == Settings().headline_characters


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CHECKS", "quotes, figures,", ("quotes", "figures")),
        ("ALLOW_PRIVATE_ADDRESSES", "true", True),
        ("ALLOW_PRIVATE_ADDRESSES", "0", False),
        ("FETCH_TIMEOUT", "2.5", 2.5),
        ("MAX_SOURCES", "12", 12),
    ],
)
def test_environment_values_become_the_setting_s_own_type(name: str, value: str, expected: object) -> None:
    assert getattr(load_settings(environment={"GROUNDWIRE_" + name: value}), name.lower()) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEDE_WORDS", "many"),
        ("LEDE_WORDS", "0"),
        ("LEDE_WORDS", "-3"),
        ("FETCH_TIMEOUT", "nan"),
        ("ALLOW_PRIVATE_ADDRESSES", "perhaps"),
        ("NO_SUCH_THING", "1"),
    ],
)
def test_wrong_value_or_name_is_one_line_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(environment={"GROUNDWIRE_" + name: value})
    assert name.lower() in str(error.value).lower() and "\n" not in str(error.value)


def test_unknown_setting_is_answered_with_the_choices() -> None:
    with pytest.raises(SettingsError, match="lede_words"):
        load_settings(environment={"GROUNDWIRE_LEDEWORDS": "20"})


@pytest.mark.parametrize("text", ["lede_words = ", "lede_words = 12.5", 'lede_words = "x"', "formats = 3", "other = 1"])
def test_bad_settings_file_is_named_in_the_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "groundwire.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"groundwire\.toml"):
        load_settings(file, {})


def test_missing_settings_file_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="absent"):
        load_settings(tmp_path / "absent.toml", {})


def test_other_environment_variables_are_none_of_our_business() -> None:
    assert load_settings(environment={"PATH": "/bin", "GROUNDWIR_LEDE_WORDS": "3"}) == Settings()
