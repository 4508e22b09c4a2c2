"""One frozen ``Settings``: defaults, then a TOML file, then ``GROUNDWIRE_*`` environment variables, later ones winning."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from groundwire.errors import SettingsError

PREFIX = "GROUNDWIRE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. Each field's comment is its documentation (docs/reference/settings.md is made from it)."""

    # Who writes when the command line does not say: a file on the shelf ``writers/``.
    writer: str = "template"
    # Formats a story is written in by ``write --out``: files on the shelf ``formats/``.
    formats: tuple[str, ...] = ("markdown", "web_page")
    # Checks that every sentence meets; empty means every file on the shelf ``checks/``.
    checks: tuple[str, ...] = ()
    # How much proof a sentence needs: ``strict``, or ``lenient``, which blocks fewer true sentences and lets more false ones
    # through (docs/bench.md has both failures of both).
    gate: str = "strict"
    # Who judges whether a passage says what a sentence says: a file on the shelf ``judges/``, or a module as ``package.module:make``.
    judge: str = "minilm"
    # Folder of a Hugging Face sequence-classification model trained on NLI, for ``judge = "hugging_face"``.
    judge_folder: str = ""
    # Languages that are read, as ISO 639-1 codes. Only English has a reading today.
    languages: tuple[str, ...] = ("en",)
    # Largest source taken in, in bytes.
    max_source_bytes: int = 8_000_000
    # Most characters of one report that are read in full; a longer text is refused.
    max_report_characters: int = 200_000
    # Most files that one folder may bring in.
    max_sources: int = 5_000
    # Where ``archive add`` keeps reports and ``archive search`` looks for them, when the command line does not say: a file, or a
    # database as ``postgresql://user:password@host/database``.
    archive: str = "groundwire.db"
    # Most reports of an archive that are read in full as background for one story.
    background_reports: int = 12
    # Folder in which ``write`` looks for a picture when the command line does not say; none is looked for where it is empty.
    pictures: str = ""
    # Whose pictures may be used: patterns (``*`` stands for anything) that credit, source, copyright notice or terms of use of a picture
    # must match as a whole. A picture whose rights neither these nor its sidecar give is never used.
    picture_rights: tuple[str, ...] = ()
    # Largest picture taken in, in bytes. A page holds its picture, so this is about how large a page may become.
    max_picture_bytes: int = 8_000_000
    # Most pictures of the folder that are looked at.
    max_pictures: int = 2_000
    # The newsroom's standing data tables, which every story and every check may rest on: files of data, their cards, or addresses.
    tables: tuple[str, ...] = ()
    # Seconds before a fetch is given up.
    fetch_timeout: float = 20.0
    # Whether URLs on private, loopback and link-local addresses may be fetched.
    allow_private_addresses: bool = False
    # Longest headline, in characters.
    headline_characters: int = 90
    # Longest lede, in words.
    lede_words: int = 30
    # Most words a story aims at, headline and key points left aside.
    story_words: int = 450
    # Longest run of words shared with a source that is neither own nor licensed before a licence warning is given.
    copying_words: int = 12
    # Fewest reported sentences a story may stand on; below that the answer is a refusal.
    least_sentences: int = 2
    # What asks a language model, for ``writer = "chat"`` and ``second_opinion``: a file on the shelf ``chat_models/``.
    chat_model: str = "openai_compatible"
    # Address of the server, up to and with its version: ``http://localhost:11434/v1`` (Ollama), ``https://api.openai.com/v1``; Azure's
    # deployments end with ``?api-version=...``.
    chat_url: str = ""
    # Name of the model as the server knows it.
    chat_name: str = ""
    # Key for the server. Better set as ``GROUNDWIRE_CHAT_KEY`` in the environment than in a file; it is never shown or logged.
    chat_key: str = field(default="", repr=False)
    # Seconds without a word of the model's before it is given up; an answer may take ten times as long in all.
    chat_timeout: float = 120.0
    # Most tokens of question and answer together that the model has room for.
    chat_context: int = 8_192
    # Where what language models were asked and answered, and what it cost, is kept: a file, made where missing.
    chat_ledger: str = "groundwire-chat.db"
    # Most tokens a day (UTC, by the machine's own clock), question and answer together; no call is made that might go beyond.
    chat_daily_tokens: int = 2_000_000
    # Most money a day, in the currency of ``chat_prices``.
    chat_daily_money: float = 5.0
    # What models cost, for a million tokens of question and of answer: ``gpt-5-mini 0.25 2.00``. One that is not listed costs nothing.
    chat_prices: tuple[str, ...] = ()
    # Story (``.story.json``) whose questions and answers ``chat_model = "scripted"`` plays again.
    chat_script: str = ""
    # The newsroom's style: a TOML file (docs/how-to/use-a-language-model.md). Its sections hold for every writer, the rest for
    # ``writer = "chat"``.
    house_style: str = ""
    # Whether the language model is asked about sentences that the judge is unsure of. Its word can only stop a sentence.
    second_opinion: bool = False


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``path`` (or from the file that ``GROUNDWIRE_SETTINGS`` names) and the environment.

    Returns the defaults where neither says anything. Raises ``SettingsError`` for an unreadable file, an unknown
    name or a value of the wrong type."""
    environment = os.environ if environment is None else environment
    if path is None and (named := environment.get(PREFIX + "SETTINGS")):
        path = Path(named)
    settings = Settings()
    if path is not None:
        try:
            table = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"settings file {path}: {error}; give a readable TOML file") from error
        settings = replace(settings, **{name: _value(name, value, str(path)) for name, value in table.items()})
    from_environment = {
        name[len(PREFIX) :].lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name != PREFIX + "SETTINGS"
    }
    return replace(settings, **{n: _value(n, v, PREFIX + n.upper()) for n, v in from_environment.items()})


def _value(name: str, value: Any, where: str) -> Any:
    """``value`` as the type of the setting ``name``; strings (from the environment) are converted."""
    choices = {field.name: field for field in fields(Settings)}
    if name not in choices:
        raise SettingsError(f"{where}: no setting called '{name}'; there is {', '.join(choices)}")
    default = choices[name].default
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else {"true": True, "1": True, "false": False, "0": False}[value.lower()]
        if isinstance(default, tuple):
            parts = value.split(",") if isinstance(value, str) else value
            return tuple(str(part).strip() for part in parts if str(part).strip())
        kind = _kind(default)
        if kind is int and isinstance(value, (bool, float)):
            raise ValueError
        converted = kind(value)
        if kind in (int, float) and not converted > 0:
            raise ValueError
        return converted
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        kind_names = {
            bool: "true or false",
            tuple: "a list",
            int: "a whole number above 0",
            float: "a number above 0",
            str: "text",
        }
        raise SettingsError(f"{where}: setting '{name}' must be {kind_names[_kind(default)]}, not {value!r}") from error


def _kind(default: object) -> type[Any]:
    return type(default)
