"""Sayings that set things in order: streaks, records, places, shares, and one subject beside another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from groundwire.counting.clause_words import Clause, Found, sign_of, stated_in
from groundwire.counting.table_terms import Move, Superlative, grain_of
from groundwire.counting.tables_said import (
    Base,
    ComparisonSaid,
    OvertakingSaid,
    RankSaid,
    RecordSaid,
    ShareSaid,
    Since,
    StreakSaid,
)
from groundwire.counting.typed_words import Item, join_codes, over
from groundwire.editing.figure_agreement import Stated


def streak_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "For a third month running"."""
    items = clause.items[first : last + 1]
    stated = stated_in(items, "ocu")
    if stated is None or stated.figure.value != int(stated.figure.value):
        return None
    sign = sign_of(items) or sign_of(clause.items[:first][::-1]) or sign_of(clause.items[last + 1 :])
    words = [item.code for item in items] + [stated.figure.unit]
    if "winning" in words:
        sign = 1
    if "losing" in words:
        sign = -1
    if not sign:
        return None
    for place, item in enumerate(clause.items):
        if isinstance(item.value, Move) and item.value.sign == sign and abs(place - first) <= 6:
            neighbours = clause.items[place + 1 : place + 3]
            if not any(one.kind == "F" and one.code[-1] in "cmuqp" and one not in items for one in neighbours):
                clause.used.add(place)
    grain = next((grain for word in words if (grain := grain_of(word)) is not None), None)
    return Found(saying=StreakSaid(sign=sign, count=int(stated.figure.value), grain=grain), first=first, last=last)


def record_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Its highest close since 14 March"."""
    items = clause.items[first : last + 1]
    since = next((item.value for item in items if isinstance(item.value, Since)), Since())
    best = next((item.value for item in items if isinstance(item.value, Superlative)), None)
    if best is not None and best.place != 1:
        return None
    sign = best.sign if best is not None else -1 if "low" in match[0].split() else 1
    move = sign_of(items)
    if move and best is not None:
        return Found(saying=RecordSaid(sign=move, since=since, of_change=True), first=first, last=last)
    return Found(saying=RecordSaid(sign=sign, since=since), first=first, last=last)


def _total_of(items: Sequence[Item]) -> int | None:
    stated = next((item.stated for item in reversed(items) if item.stated is not None and item.code[-1] == "c"), None)
    return int(stated.figure.value) if stated is not None else None


def ranked_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Ranked third of 12"."""
    items = clause.items[first : last + 1]
    stated = stated_in(items, "oc")
    if stated is None:
        return None
    total = _total_of(items[next(place for place, item in enumerate(items) if item.stated is stated) + 1 :]) or _opening_total(
        clause
    )
    base = next((item.value for item in items if isinstance(item.value, Base)), None)
    saying = RankSaid(sign=1, place=int(stated.figure.value), total=total, base=base)
    return Found(saying=saying, first=first, last=last)


def _opening_total(clause: Clause) -> int | None:
    """ "Of the 12 companies, ..." """
    codes, starts = join_codes(clause.items)
    match = over(r"(?:of|among|out of) (?:the |all )?(?P<count>F\d+c)").search(codes)
    if match is None:
        return None
    place = bisect_left(starts, match.start("count"))
    if place in clause.used:
        return None
    clause.used |= set(range(bisect_left(starts, match.start()), place + 1))
    stated = clause.items[place].stated
    return int(stated.figure.value) if stated is not None else None


def superlative_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "The second-largest", "gained the most"."""
    items = clause.items[first : last + 1]
    best = next(item.value for item in items if isinstance(item.value, Superlative))
    total = _total_of(items) or _opening_total(clause)
    move = sign_of(items)
    if not move and first and clause.items[first].kind == "X" and clause.items[first - 1].kind in ("U", "D"):
        move, first = sign_of(clause.items[first - 1 : first]), first - 1
    if not move and first > 1 and isinstance(clause.items[first - 2].value, Move) and clause.items[first - 1].code == "the":
        move, first = sign_of(clause.items[first - 2 : first]), first - 2
    if move:
        saying = RankSaid(sign=move, place=best.place, total=total, of_change=True)
    else:
        saying = RankSaid(sign=best.sign, place=best.place, total=total, is_still=_is_still(clause, first))
    return Found(saying=saying, first=first, last=last)


_STILL: Final = frozenset({"remain", "remains", "remained", "remaining", "stays", "stayed"})
_FAR: Final = 6
"""Words before a superlative in which it may be said to be so still: "remains the county with the highest"."""


def _is_still(clause: Clause, first: int) -> bool:
    for place in range(max(0, first - _FAR), first):
        if clause.items[place].code in _STILL:
            clause.used.add(place)
            return True
    return False


def mover_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "The biggest gainer", "the top loser of the 12"."""
    items = clause.items[first : last + 1]
    best = next(item.value for item in items if isinstance(item.value, Superlative))
    sign = 1 if re.search(r"gainers?|risers?|climbers?|winners?", match[0]) else -1
    total = _total_of(items) or _opening_total(clause)
    return Found(saying=RankSaid(sign=sign, place=best.place, total=total, of_change=True), first=first, last=last)


def led_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Led the gainers"."""
    sign = 1 if clause.items[last].code in ("gainers", "risers", "climbers", "winners") else -1
    return Found(saying=RankSaid(sign=sign, place=1, total=_opening_total(clause), of_change=True), first=first, last=last)


def overtaking_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Overtook Cambry"."""
    link = clause.items[last].link
    if link is None:
        return None
    clause.others.add(last)
    clause.used.add(last)
    return Found(saying=OvertakingSaid(other=link.subject), first=first, last=last)


def share_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "31% of all containers"."""
    stated = stated_in(clause.items[first : last + 1], "q")
    return Found(saying=ShareSaid(stated=stated), first=first, last=last) if stated is not None else None


def _other(clause: Clause, last: int) -> str:
    link = clause.items[last].link
    if link is None:
        return ""
    clause.others.add(last)
    clause.used.add(last)
    return link.subject


def times_as_much_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "More than twice as many as Cambry"."""
    items = clause.items[first : last + 1]
    other = _other(clause, last)
    times: Stated | Decimal | None = stated_in(items, "cq")
    word = next((word for word in match[0].split() if word in _TIMES), "")
    if times is None:
        times = _TIMES.get(word)
    if times is None or not other:
        return None
    words = set(match[0].split()[:1])
    sign = sign_of(items) or (1 if "over" in words else -1 if words & {"nearly", "almost"} else 0)
    return Found(saying=ComparisonSaid(other=other, sign=sign, times=times), first=first, last=last)


_TIMES: Final = {"twice": Decimal(2), "double": Decimal(2), "thrice": Decimal(3), "triple": Decimal(3), "half": Decimal("0.5")}


def compared_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "3% more than Cambry", "ahead of Cambry"."""
    items = clause.items[first : last + 1]
    other = _other(clause, next(place for place in range(last, first - 1, -1) if clause.items[place].link is not None))
    words = match[0].split()
    sign = sign_of(items) or (-1 if set(words) & {"behind", "smaller", "trailed", "trailing", "below"} else 1)
    stated = stated_in(items)
    return Found(saying=ComparisonSaid(other=other, sign=sign, stated=stated), first=first, last=last) if other else None


def above_all_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "More than any other of the five"."""
    items = clause.items[first : last + 1]
    return Found(saying=RankSaid(sign=sign_of(items), place=1, total=_total_of(items)), first=first, last=last)


def none_above_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "No port handled more than Cambry"."""
    return Found(saying=RankSaid(sign=sign_of(clause.items[first : last + 1]), place=1), first=first, last=last)


def level_with_said(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Level with Cambry"."""
    other = _other(clause, last)
    return Found(saying=ComparisonSaid(other=other, sign=0), first=first, last=last) if other else None
