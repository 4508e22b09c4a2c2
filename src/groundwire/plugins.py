"""Plug-ins by file name: ``load("checks", "figures", tools)`` imports ``groundwire/checks/figures.py`` and calls its ``make(tools)``.

From outside the package the name is ``"their_package.module:make"``. There is no list to edit and no decorator."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from typing import Any

from groundwire.errors import UnknownPlugin
from groundwire.protocols import Tools


def names(shelf: str) -> tuple[str, ...]:
    """The built-in plug-ins of a shelf, sorted. Nothing is imported but the shelf's package itself."""
    package = importlib.import_module(f"groundwire.{shelf}")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_")))


def load(shelf: str, name: str, tools: Tools) -> Any:
    """The plug-in ``name`` of ``shelf``, made with ``tools``: an object of the shelf's protocol.

    Raises ``UnknownPlugin`` where there is no such file, module or function."""
    module_name, _, maker = name.partition(":")
    if maker:
        try:
            module = importlib.import_module(module_name)
            make = getattr(module, maker)
        except (ImportError, AttributeError, ValueError, TypeError) as error:
            raise UnknownPlugin(shelf, name, names(shelf)) from error
        return make(tools)
    if name not in names(shelf):
        raise UnknownPlugin(shelf, name, names(shelf))
    return importlib.import_module(f"groundwire.{shelf}.{name}").make(tools)
