"""What a name of an archive means: a file of SQLite, or the address of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groundwire.errors import StoreError

if TYPE_CHECKING:
    from groundwire.store.sql import SqlStore


def is_address(place: str) -> bool:
    """Whether the name is the address of a PostgreSQL database."""
    scheme = place.partition("://")[0].partition("+")[0]
    return "://" in place and scheme in ("postgresql", "postgres")


def is_store(place: str) -> bool:
    """Whether a store is named rather than a file or a folder of reports. Nothing is opened but the first bytes of a file."""
    from groundwire.database import is_database

    return is_address(place) or is_database(Path(place))


def is_there(place: str) -> bool:
    """Whether an archive can be opened at ``place`` without making its file. Raises ``StoreError`` where there is no folder for one."""
    if is_address(place):
        return True
    from groundwire.store.sqlite import MEMORY

    if not (place == MEMORY or Path(place).absolute().parent.is_dir()):
        raise StoreError(place, "there is no such folder", "make the folder first")
    return Path(place).exists()


def open_store(place: str, *, make: bool = False, patience: float = 30.0) -> SqlStore:
    """The archive at ``place``: a file, ``:memory:``, or the address of a PostgreSQL database. Where there is none it is made if ``make``
    says so. A writer waits ``patience`` seconds for its turn. Raises ``StoreError``."""
    from groundwire.store.sql import SqlStore

    if is_address(place):
        from groundwire.store.postgresql import PostgresqlFinder

        postgresql = PostgresqlFinder(place, patience)
        return SqlStore(postgresql.place, postgresql, make=make)
    from groundwire.store.sqlite import MEMORY, SqliteFinder

    if not is_there(place) and place != MEMORY and not make:
        raise StoreError(place, "there is none", "make one with 'groundwire archive add', or name another")
    return SqlStore(place, SqliteFinder(place, patience), make=make)
