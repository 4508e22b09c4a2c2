"""Places for made reports, so that placing can be measured in an archive of any size without placing all of it first.

Every report that waits gets the rows that ``Store.place`` would write for one that nothing is kin to: its own sketch (the headline and half
the sentences are those of the real report it was made from), a happening and a thread of its own, its bearing names, and its words in the
table of frequencies. What this is not: an archive with threads of its own age and size; and names keep the share of reports that they have
in the real ones, where in the news of years they come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, delete, func, select, tuple_, update
from tqdm import tqdm

from groundwire.editing.placing import bearing_names
from groundwire.editing.sketches import Rarity, Sketch, as_text, sketch
from groundwire.store.neighbours import BY_NAME
from groundwire.store.rows import lookup, read_documents
from groundwire.store.schema import BEARING, DOCUMENTS, FREQUENCIES, KIN

AT_ONCE: Final = 500
_COUNTED: Final = ""
"""The word under which the table of frequencies has how many texts were counted."""


def write_places(engine: Engine) -> None:
    """Give every report that has no place yet one of its own. What was placed before says which names are rare."""
    with engine.connect() as connection:
        last = connection.execute(select(func.max(KIN.c.number))).scalar() or 0
        waiting = select(DOCUMENTS.c.number).where(DOCUMENTS.c.number > last, DOCUMENTS.c.first == DOCUMENTS.c.number)
        numbers = list(connection.execute(waiting.order_by(DOCUMENTS.c.number)).scalars())
        holding = {row.word: row.texts for row in connection.execute(select(FREQUENCIES))}
    rarity = Rarity(holding.pop(_COUNTED, 0), holding)
    counts = Counter[str]()
    for start in tqdm(range(0, len(numbers), AT_ONCE), desc="places of made reports", leave=False):
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            documents = read_documents(connection, numbers[start : start + AT_ONCE])
            sketches = {number: sketch(document) for number, document in documents.items()}
            _write(connection, sketches, rarity)
        counts.update(key for one in sketches.values() for key in one.keys)
    counts[_COUNTED] = len(numbers)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _count(connection, counts)
        _forget_older(connection)
    if engine.dialect.name == "postgresql":
        # A server that has run for a while knows its tables.
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("ANALYZE")


def copy_places(source: Engine, target: Engine) -> None:
    """Write down in ``target`` what was decided in ``source``: both hold the same reports under the same numbers so far."""
    for table in (KIN, BEARING, FREQUENCIES):
        with source.connect() as reading, target.connect().execution_options(writes=True) as writing, writing.begin():
            rows: list[dict[str, Any]] = [dict(row) for row in reading.execute(select(table)).mappings()]
            for start in range(0, len(rows), AT_ONCE):
                writing.execute(table.insert(), rows[start : start + AT_ONCE])


def _write(connection: Connection, sketches: dict[int, Sketch], rarity: Rarity) -> None:
    rows = [
        {"number": number, "original": number, "event": number, "thread": number, "sketch": as_text(one)}
        for number, one in sorted(sketches.items())
    ]
    connection.execute(KIN.insert(), rows)
    names = [
        {"name": name, "number": number} for number, one in sorted(sketches.items()) for name in bearing_names(one, rarity)
    ]
    if names:
        connection.execute(BEARING.insert(), names)


def _forget_older(connection: Connection) -> None:
    """Leave what placing would have left: of the texts that bear a name the last ones."""
    place = func.row_number().over(partition_by=BEARING.c.name, order_by=BEARING.c.number.desc()).label("place")
    ranked = select(BEARING, place).subquery()
    older = select(ranked.c.name, ranked.c.number).where(ranked.c.place > BY_NAME)
    connection.execute(delete(BEARING).where(tuple_(BEARING.c.name, BEARING.c.number).in_(older)))


def _count(connection: Connection, counts: Counter[str]) -> None:
    have = {row.word for row in _known(connection, counts)}
    if new := [{"word": word, "texts": count} for word, count in counts.items() if word not in have]:
        connection.execute(FREQUENCIES.insert(), new)
    if more := [{"key": word, "more": count} for word, count in counts.items() if word in have]:
        statement = update(FREQUENCIES).where(FREQUENCIES.c.word == bindparam("key"))
        connection.execute(statement.values(texts=FREQUENCIES.c.texts + bindparam("more")), more)


def _known(connection: Connection, words: Iterable[str]) -> list[Any]:
    return lookup(connection, FREQUENCIES.c.word, words, FREQUENCIES.c.word)
