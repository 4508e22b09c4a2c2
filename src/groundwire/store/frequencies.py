"""How many texts hold a word or name: counted as texts get their places, asked for to weigh what two share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, update

from groundwire.editing.sketches import Rarity, Sketch
from groundwire.store.rows import lookup
from groundwire.store.schema import FREQUENCIES

_COUNTED: Final = ""


def read_rarity(connection: Connection, sketches: Iterable[Sketch], known: Rarity | None = None) -> Rarity:
    """How rare everything in the sketches is; what is ``known`` is not looked up again."""
    wanted = {key for one in sketches for key in one.keys}
    if known is not None:
        more = _holding(connection, (key for key in wanted if key not in known.holding))
        return Rarity(known.texts, {**known.holding, **more})
    holding = _holding(connection, wanted | {_COUNTED})
    return Rarity(holding.pop(_COUNTED, 0), holding)


def count_words(connection: Connection, sketches: Sequence[Sketch]) -> None:
    """Count the words of the reports."""
    counts = Counter(key for one in sketches for key in one.keys)
    counts[_COUNTED] = len(sketches)
    have = _holding(connection, counts)
    if new := [{"word": word, "texts": count} for word, count in counts.items() if word not in have]:
        connection.execute(FREQUENCIES.insert(), new)
    if more := [{"key": word, "count": have[word] + count} for word, count in counts.items() if word in have]:
        statement = update(FREQUENCIES).where(FREQUENCIES.c.word == bindparam("key"))
        connection.execute(statement.values(texts=bindparam("count")), more)


def _holding(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    rows = lookup(connection, FREQUENCIES.c.word, words, FREQUENCIES.c.word, FREQUENCIES.c.texts)
    return {word: int(texts) for word, texts in rows}
