"""The sayings of a clause: which typed words say together what a table can be asked for.

Each finder looks for one kind of saying, the surest first, and takes the words that it used, so that no word says two things:
in "up 2.3% to 312.40 yuan, its highest close since March" a change, a level and a record. What stays of the figures are
levels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from groundwire.counting.clause_words import Clause, Found, base_of, sign_of, stated_in
from groundwire.counting.orders_said import (
    above_all_said,
    compared_said,
    led_said,
    level_with_said,
    mover_said,
    none_above_said,
    overtaking_said,
    ranked_said,
    record_said,
    share_said,
    streak_said,
    superlative_said,
    times_as_much_said,
)
from groundwire.counting.table_terms import Denied, Multiple, grain_of
from groundwire.counting.tables_said import (
    Base,
    ChangeSaid,
    CountSaid,
    LevelSaid,
    SurpriseSaid,
)
from groundwire.counting.typed_words import join_codes, over
from groundwire.model import FigureKind, Precision

_NOUNS: Final = r"(?:(?:K|[a-z'-]+) ){0,3}"


_ROW: Final = r"(?:straight|consecutive|successive)"


_RUNNING: Final = r"(?:running|in a row)"


_FORECAST: Final = r"(?:forecasts?|expectations?|estimates?|predictions?|consensus|guidance|target)"


_TOGETHER: Final = frozenset({"together", "combined", "altogether", "overall", "all", "total", "totalled", "totaled"})


_AVERAGE: Final = frozenset({"average", "averages", "averaged", "averaging"})
_SHARED_OUT: Final = frozenset({"each", "apiece", "per"})


def sayings_in(clause: Clause) -> tuple[Found, ...]:
    """The sayings of a clause in the order in which they stand; of one that tells an average only numbers are read."""
    found: list[Found] = []
    is_average = any(item.code in _AVERAGE for item in clause.items)
    for pattern, make in _FINDERS:
        for first, last, match in _matches(clause, pattern):
            one = make(clause, first, last, match)
            if one is None:
                continue
            places = set(range(one.first, one.last + 1))
            clause.used |= places - {place for place in places if clause.items[place].kind in ("S", "T")}
            if is_average and not isinstance(one.saying, LevelSaid | CountSaid):
                clause.unread |= places
            else:
                found.append(one)
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _matches(clause: Clause, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The places where a pattern matches items of which none is used yet."""
    codes, starts = join_codes(clause.items)
    for match in pattern.finditer(codes):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end()) - 1
        if first <= last and not any(place in clause.used for place in range(first, last + 1)):
            yield first, last, match


def _multiple(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    value = clause.items[first].value
    if not isinstance(value, Multiple):
        return None
    base, last = base_of(clause, first, last)
    hedge = clause.items[first].parts[0].code if clause.items[first].parts else ""
    sign = {"more": 1, "almost": -1, "nearly": -1}.get(hedge, 0)
    return Found(saying=ChangeSaid(sign=sign, times=value.times, base=base), first=first, last=last)


def _changed(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    items = clause.items[first : last + 1]
    stated = stated_in(items)
    sign = sign_of(items)
    if stated is None or not sign:
        return None
    base, last = base_of(clause, first, last)
    return Found(saying=ChangeSaid(sign=sign, stated=stated, base=base), first=first, last=last)


def _beside(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "5% above the level of a week earlier"."""
    stated, base = clause.items[first].stated, clause.items[last].value
    sign = 1 if "above" in match[0].split() else -1
    if not isinstance(base, Base):
        return None
    return Found(saying=ChangeSaid(sign=sign, stated=stated, base=base), first=first, last=last)


def _by_part(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Risen by more than a third"."""
    item = clause.items[last]
    part = int(item.stated.figure.value) if item.stated is not None else 0
    if item.stated is None or not _LEAST_PART <= part <= _MOST_PART:
        return None
    hedge = item.parts[0].code if item.parts else ""
    precision = {"more": Precision.MORE_THAN, "over": Precision.MORE_THAN, "less": Precision.LESS_THAN}.get(
        hedge, Precision.ABOUT
    )
    figure = replace(item.stated.figure, value=Decimal(100) / part, unit="%", kind=FigureKind.PERCENT, precision=precision)
    base, last = base_of(clause, first, last)
    stated = replace(item.stated, figure=figure, step=Decimal(1), nearly=hedge in ("nearly", "almost"))
    return Found(
        saying=ChangeSaid(sign=sign_of(clause.items[first : last + 1]), stated=stated, base=base), first=first, last=last
    )


_LEAST_PART: Final = 3


_MOST_PART: Final = 10


def _moved(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    sign = sign_of(clause.items[first : last + 1])
    base, last = base_of(clause, first, last)
    return Found(saying=ChangeSaid(sign=sign, base=base), first=first, last=last)


def _unchanged(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    base, last = base_of(clause, first, last)
    return Found(saying=ChangeSaid(sign=0, is_slight="changed" in match[0].split(), base=base), first=first, last=last)


_BEATS: Final = {
    **dict.fromkeys("beat beating topped topping exceeded exceeding above over surpassed ahead".split(), 1),
    **dict.fromkeys("missed missing short below under undershot behind".split(), -1),
    **dict.fromkeys("matched line met as".split(), 0),
}
"""How words put a number beside its forecast."""
_GAPS: Final = [word for word in _BEATS if word != "as"]


def _surprise(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    items = clause.items[first : last + 1]
    words = [word for word in (match.groupdict().get("verb") or "").split() if word in _BEATS]
    sign = _BEATS[words[-1]] if words else sign_of(items) or None
    figures = {item.code: item.stated for item in items if item.stated is not None}
    named = match.groupdict()
    expected = figures.get(named.get("of") or "")
    gap = figures.get(named.get("by") or named.get("lead") or "")
    return Found(saying=SurpriseSaid(sign=sign, stated=gap, expected=expected), first=first, last=last)


def _level(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    stated = stated_in(clause.items[first : last + 1])
    if stated is None:
        return None
    base = next((item.value for item in clause.items[first : last + 1] if isinstance(item.value, Base)), None)
    if base is None and clause.items[first].code == "when":
        base = next((item.value for item in clause.items[max(0, first - 2) : first] if isinstance(item.value, Base)), None)
        if base is None:
            return None
    if base is not None:
        stated = stated_in(clause.items[first : last + 1]) or stated
        return Found(saying=LevelSaid(stated=stated, base=base), first=first, last=last)
    if clause.items[first].code == "from" and not any(item.time is not None for item in clause.items[last + 1 : last + 4]):
        told = next((item.value for item in clause.items if isinstance(item.value, Base)), Base())
        return Found(saying=LevelSaid(stated=stated, base=told), first=first, last=last)
    counted = clause.items[last + 1 : last + 2]
    if stated.figure.unit in clause.rows and not any(item.kind == "K" or grain_of(item.code) for item in counted):
        return Found(saying=CountSaid(stated=stated), first=first, last=last)
    words = {item.code for item in clause.items} | {str(item.value) for item in clause.items if item.kind == "K"}
    before = " ".join(item.code for item in clause.items[:first])
    if re.search(r"F\d+q of the\Z|F\d+q of the (?:combined|total)\b[^F]*(?:F\d+c[^F]*)?\Z", before):
        return Found(saying=LevelSaid(stated=stated), first=first, last=last, is_whole=True)
    is_average = bool(words & _AVERAGE)
    is_whole = bool(words & (_SHARED_OUT if is_average else _TOGETHER)) and not any(
        item.link is not None for item in clause.items
    )
    return Found(saying=LevelSaid(stated=stated, is_average=is_average), first=first, last=last, is_whole=is_whole)


def _denied(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    value = clause.items[first].value
    if not isinstance(value, Denied):
        return None
    base, last = base_of(clause, first, last)
    return Found(saying=ChangeSaid(sign=value.sign, is_denied=True, base=base), first=first, last=last)


def _loss(clause: Clause, first: int, last: int, match: re.Match[str]) -> Found | None:
    """ "Made a loss of 1.2 million euros": a profit below nought."""
    stated = clause.items[last].stated
    told = next(item for item in clause.items[first:last] if item.kind == "D")
    if stated is None or told.parts[0].code not in ("loss", "losses"):
        return None
    below = replace(stated, figure=replace(stated.figure, value=-stated.figure.value))
    return Found(saying=LevelSaid(stated=below), first=first, last=last, speaks="profit")


Finder = tuple[re.Pattern[str], Callable[[Clause, int, int, re.Match[str]], Found | None]]


_FINDERS: Final[tuple[Finder, ...]] = (
    (over(r"(?:(?<=B , )|(?<=B ))when (?:it|they) (?:was|were|stood at) F\d+[cmuq]"), _level),
    (over(rf"(?P<lead>F\d+[cmu]) (?P<verb>above|below|over|under|short|ahead|behind)(?: of)? "
          rf"(?:the |a |an |its |their |market |analysts |' |K )*{_FORECAST}"
          r"(?: of (?P<of>F\d+[cmuq]))?"), _surprise),
    (over(r"(?:exactly |just )?(?P<verb>as) forecast"), _surprise),
    (over(rf"(?:(?P<lead>F\d+[qp]) )?(?P<verb>{'|'.join(_GAPS)}|(?:fell|D|fallen|falling|just) (?:short|above|below)|[UD] than)"
          rf"(?: of| with)? (?:in |line |with |the |a |an |its |their |market |analysts |' |K )*{_FORECAST}"
          r"(?: of (?P<of>F\d+[cmuq]))?(?: by (?P<by>F\d+[cmuqp]))?"), _surprise),
    (over(rf"(?:in) (?P<verb>line) with (?:the |a |an |its |their |market )*{_FORECAST}(?: of (?P<of>F\d+[cmuq]))?"), _surprise),
    (over(r"(?:analysts )?had (?:been )?(?:expected|forecast|predicted) (?:(?:S\d+|K|[a-z]+) ){1,6}(?P<of>F\d+[cmu])"), _surprise),
    (over(rf"(?:against|versus|compared with|compared to) (?:the |a |an |its |their )*{_FORECAST} of (?P<of>F\d+[cmuq])"), _surprise),
    (over(rf"(?:the |a |its )*{_FORECAST} (?:was|of|had been) (?:for )?(?P<of>F\d+[cmuq])"), _surprise),
    (over(r"(?:K|made|posted|reported|recorded|had|suffered|booked|(?:swung|slipped|plunged|moved|D) (?:in)?to) "
          r"(?:a |an |its )?(?:K |[a-z]+ )?D of F\d+m"), _loss),
    (over(rf"(?:for )?(?:a |the |its |their )?F\d+o {_NOUNS}(?:(?:U|D) )?{_ROW}(?: (?:K|U|D|[a-z]+)){{1,3}}"), streak_said),
    (over(rf"(?:for )?(?:a |the |its |their )?F\d+o {_ROW}(?: (?:K|U|D|[a-z]+)){{1,3}}"), streak_said),
    (over(rf"(?:for )?(?:a |the |its |their )?F\d+o {_NOUNS}(?:(?:U|D) )?(?:K )?{_RUNNING}"), streak_said),
    (over(rf"(?:for )?(?:F\d+[cu]) (?:{_ROW} )?(?:U |D |days |months |years |weeks |sessions |[a-z]+ )*(?:{_RUNNING})"), streak_said),
    (over(rf"(?:for )?(?:F\d+[cu]) {_ROW} (?:(?:monthly|daily|weekly|yearly|annual) )?(?:U|D|days|months|years|"
        r"weeks|sessions)"), streak_said),
    (over(r"(?:a |its |their )?F\d+u - (?:day|month|week|year) (?:winning|losing) (?:streak|run)|(?:a |its "
        r"|their )?F\d+u (?:winning|losing) (?:streak|run)"), streak_said),
    (over(rf"(?:the |its |their |a )?X {_NOUNS}(?:(?:U|D) )?(?:K )?(?:in |of |at |for )?Z"), record_said),
    (over(r"(?:a |the |its |an )?(?:new )?(?:record|all - time) (?:high|low)(?: K)?"), record_said),
    (over(r"(?:a |the |its )record (?=F|K)"), record_said),
    (over(r"Q (?:(?:K|[a-z]+) ){1,4}(?:U|D) (?:(?:K|T\d+|[a-z]+) ){0,5}than S\d+"), none_above_said),
    (over(r"(?:overtook|overtaking|overtaken|passed|surpassed|leapfrogged|overtake) S\d+"), overtaking_said),
    (over(r"(?:level|tied) with S\d+"), level_with_said),
    (over(r"(?:ranked|ranks|came|finished|was|placed|in) (?:the |joint )?(?:F\d+o|(?:no|number) (?:\. )?F\d+c)"
        r"(?: (?:place|spot|position))?(?: (?:of|among|out of) (?:the |all )?F\d+c)?(?: B)?"), ranked_said),
    (over(r"(?:is|was|remains|remained) (?:joint )?F\d+o(?= (?:,|\.|with|in T\d+)|$)"), ranked_said),
    (over(r"F\d+o (?:place |spot )?(?:of|among|out of) (?:the |all )?F\d+c"), ranked_said),
    (over(r"X (?:of |among )?(?:the )?(?:gainers?|risers?|climbers?|winners?|losers?|fallers?|decliners?|"
        r"laggards?)(?: (?:of|among|out of) (?:the |all )?F\d+c)?"), mover_said),
    (over(r"(?:a |the )?share of (?:all|the|total|overall) (?:K )?(?:was|is|stood at|came to|reached) F\d+q"), share_said),
    (over(r"(?:led|leading|topped|topping|headed) (?:the |a )?(?:list of )?"
          r"(?:gainers|risers|climbers|winners|losers|fallers|decliners|laggards)"),
     led_said),
    (over(r"F\d+q (?:of|share of) (?:all|the|total|overall)(?: (?:total|overall))?"), share_said),
    (over(r"(?:account(?:s|ed|ing)? for|made up|a share of|represented|took) F\d+q(?: of)?"), share_said),
    (over(r"(?:a )?F\d+q (?:market )?share"), share_said),
    (over(r"(?:F\d+c times|(?:U than |D than |nearly |almost |about |over )?(?:twice|double|triple|thrice|"
        r"half)) (?:as (?:many|much|large|big|high|busy) |the |that of |what )?(?:(?!F|X|U|D)\S+ ){0,5}S\d+"), times_as_much_said),
    (over(r"(?:F\d+[cmuqp] )?(?:U|D) (?:(?!F|X|U|D|B)\S+ ){0,4}than (?:in |at |that of |those of |those "
        r"at |the )*S\d+"), compared_said),
    (over(r"(?:F\d+[cmuqp] )?(?:larger|bigger|smaller|busier) (?:(?!F|X|U|D|B)\S+ ){0,4}than (?:in |at |that "
        r"of |the )*S\d+"), compared_said),
    (over(r"F\d+[cmuqp] (?:above|below) (?:that of |those of |the )*S\d+"), compared_said),
    (over(r"F\d+q of (?:that of |those of )?S\d+"), times_as_much_said),
    (over(r"(?:ahead of|behind|trailed|trailing|led|leading) S\d+ by F\d+[cmuqp]"), compared_said),
    (over(r"(?:F\d+[cmuqp] )?(?:ahead of|behind|trailed|trailing) S\d+"), compared_said),
    (over(r"(?:U|D) (?:(?:K|[a-z]+) ){0,3}than any(?: other)?(?: [a-z]+)?(?: of (?:the )?F\d+c)?"), above_all_said),
    (over(r"Y(?: (?:from|to|on))?"), _multiple),
    (over(r"(?:U|D) (?:the )?X(?: (?:of|among|out of) (?:the |all )?F\d+c)?"), superlative_said),
    (over(rf"X {_NOUNS}(?:(?:U|D) |K )?(?:(?:of|among|out of) (?:the |all )?F\d+c)"), superlative_said),
    (over(r"X (?:(?:K|[a-z]+) )?(?:U|D)(?= |$)"), superlative_said),
    (over(r"X(?: (?:K|[a-z]+)){1,2}"), superlative_said),
    (over(r"X"), superlative_said),
    (over(r"(?:a |an |the |its )?(?:K )?(?:U|D) (?:in K )?(?:by |of |another |an? |a further |as much as "
        r"|just |only )?F\d+[cmuqp]"), _changed),
    (over(r"(?:a |an |the |its )?F\d+[cmuqp] (?:K )?(?:U|D)(?! than S)"), _changed),
    (over(r"F\d+[cmuqp] (?:above|below) (?:(?!F|S|X|U|D)\S+ ){0,4}B"), _beside),
    (over(r"(?:U|D) (?:by )?(?:a |an )?F\d+o"), _by_part),
    (over(r"unchanged|flat|(?:little|barely|hardly) changed"), _unchanged),
    (over(r"(?:from |after |against |versus |compared with )?(?:the )?F\d+[cmuq] (?:(?!F|S|U|D|T)\S+ ){0,2}B"), _level),
    (over(r"B (?:at|with|on) F\d+[cmuq]"), _level),
    (over(r"(?:from (?:a |an |the )?(?:K |[a-z]+ )?of |at |to |of |from )?F\d+[cmuq]"), _level),
    (over(r"N"), _denied),
    (over(r"U|D"), _moved),
)  # fmt: skip
