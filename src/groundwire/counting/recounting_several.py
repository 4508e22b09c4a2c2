"""What several numbers come to, counted again: of some subjects, by themselves or together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from groundwire.counting.measures import fits_unit
from groundwire.counting.recounting_peers import Peers
from groundwire.counting.recounts import HUNDRED, UNKNOWN, Recount, Row, Standing, factor, fits, ruled
from groundwire.counting.table_wording import say_value, say_when
from groundwire.counting.tables_said import Among, LevelSaid, Saying, ShareSaid
from groundwire.model import Column, Sums
from groundwire.protocols import Table


def join_recounts(each: Sequence[Recount], among: Among) -> Recount:
    """What comes of saying one thing of several subjects: it agrees where it does for each, and differs where it does for one, or, where it
    may be said of them together, for all."""
    wrong = [one for one in each if one.standing is Standing.DIFFERS]
    if all(one.standing is Standing.AGREES for one in each):
        shown, standing = list(each), Standing.AGREES
    elif wrong and (among is Among.EACH or len(wrong) == len(each)):
        shown, standing = wrong, Standing.DIFFERS
    else:
        return UNKNOWN
    cells = tuple(dict.fromkeys(cell for one in shown for cell in one.cells))
    return Recount(standing=standing, words=" and ".join(one.words for one in shown), cells=cells)


def recount_together(saying: Saying, column: Column, rows: Sequence[Row], table: Table) -> Recount:
    """A sum of some subjects, or its share of the sum of all; only of what may be added."""
    points = tuple(point for row in rows for point in row.points)
    names = " and ".join(row.now.subject for row in rows)
    if column.sums is Sums.RATE or column.unit == "%" or len({row.now.when for row in rows}) > 1:
        return UNKNOWN
    total = sum((row.value for row in rows), Decimal(0))
    when = say_when(rows[0].points, table.card)
    if isinstance(saying, LevelSaid) and saying.base is None and fits_unit(saying.stated, column):
        words = f"{say_value(total, column)} for {names} together{when}"
        return ruled(fits(saying.stated, total, factor(column, saying.stated)), words, points)
    peers = Peers.at(rows[0], column, table) if isinstance(saying, ShareSaid) else None
    if not isinstance(saying, ShareSaid) or peers is None or any(value < 0 for _, value in peers.values):
        return UNKNOWN
    whole = sum((value for _, value in peers.values), Decimal(0))
    share = total / whole * HUNDRED if whole else Decimal(0)
    return ruled(fits(saying.stated, share), f"{share:.1f}% of all for {names} together{when}", (*points, *peers.points))
