"""What the archives of a story remember of earlier ones: any of them is asked, and the first keeps what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from groundwire.errors import StoreError
from groundwire.model import Document, Reading
from groundwire.protocols import Store

if TYPE_CHECKING:
    from groundwire.protocols import Vector


class RememberedReadings:
    """``Readings`` in stores. One that may only be read, or that another process is busy with, remembers nothing new."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = stores

    def find(self, documents: Sequence[Document]) -> Mapping[str, Reading]:
        """See ``protocols.Readings``."""
        found: dict[str, Reading] = {}
        for store in self._stores:
            found |= store.readings([document for document in documents if document.id not in found])
        return found

    def keep(self, readings: Mapping[Document, Reading]) -> None:
        """See ``protocols.Readings``."""
        for store in self._stores[:1]:
            with suppress(StoreError):
                store.keep_readings(readings)


class RememberedMeanings:
    """``Meanings`` in stores, likewise."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = stores

    def find(self, texts: Sequence[str]) -> Mapping[str, Vector]:
        """See ``protocols.Meanings``."""
        found: dict[str, Vector] = {}
        for store in self._stores:
            found |= store.meanings([text for text in texts if text not in found])
        return found

    def keep(self, vectors: Mapping[str, Vector]) -> None:
        """See ``protocols.Meanings``."""
        for store in self._stores[:1]:
            with suppress(StoreError):
                store.keep_meanings(vectors)
