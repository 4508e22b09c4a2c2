"""Commands run as a person runs them, with models that are loaded once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.writing_desk import BRIDGE

from groundwire.cli import main
from groundwire.encoders.lazy import LazyEncoders


@pytest.fixture(autouse=True)
def shared_models(encoders: LazyEncoders, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real models, loaded once for all tests instead of once for each command."""
    monkeypatch.setattr("groundwire.encoders.lazy.LazyEncoders", lambda: encoders)
    for name in [name for name in os.environ if name.startswith("GROUNDWIRE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small report, in the folder that commands run in."""
    path = tmp_path / "report.txt"
    path.write_text(BRIDGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


class Outcome:
    """What a command gave back."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def error(self) -> str:
        """The one line on standard error."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("groundwire: ")
        return self.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
