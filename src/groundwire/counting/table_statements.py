"""What a sentence says of a table: its typed words, clause by clause, into sayings that can be counted again.

Every clause is read for what it says (``sayings_in``), then each saying for whose number it is, of which column and at which
time; what a clause leaves out the sentence lends it, and a sentence without a subject takes that of the one before. A clause
that denies, doubts, looks ahead or quotes is not read at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.counting.clause_words import Clause, Found
from groundwire.counting.linking import Link
from groundwire.counting.measures import OWN, Measures, fits_unit, is_bare, stem
from groundwire.counting.sayings import sayings_in
from groundwire.counting.subjects_said import Lent, find_subjects
from groundwire.counting.table_terms import DOWN, RULES, UP
from groundwire.counting.tables_said import ComparisonSaid, CountSaid, RankSaid, RecordSaid, Said, SentenceSaid
from groundwire.counting.typed_words import Item, rewrite, type_words
from groundwire.model import FigureKind, Passage, Reading, Time

_UNSURE: Final = frozenset(
    """
    not n't no never neither nor without may might could would should will shall can must if unless whether likely
    unlikely perhaps probably possibly reportedly allegedly hopes hoped plans planned aims aimed wants wanted predicted
    predicts denied denies nearly-all
    """.split()
)
"""Words that make of what is told something that need not be so."""
_QUOTES: Final = frozenset('“”"«»„')
_PREDICATES: Final = "FUDXYN"
"""Kinds of items of which something is said."""
_SPLITS: Final = frozenset({";", "while", "whereas", "but", "although", "though"})
_NEUTRAL: Final = frozenset(
    """
    be is was were are been being have has had do did stand stood come came reach reached hit total totalled totaled
    totalling totaling amount amounted become became record recorded post posted report reported register registered see saw
    seen mark marked bring brought leave left take took taken get got make made go went gone end ended finish finished show
    showed shown put account accounts accounted accounting number numbered equal equalled average averaged averages
    averaging compare compared follow followed accord according rank ranked place placed rate rated figure level value
    change changed just also then now so far still only alone overall together combined all respective same year month week
    day session quarter period time trading point points percent percentage cent per half share shares stock stocks part
    portion row running straight consecutive successive position spot biggest table data mean meant such further well back
    move moves movement gap difference forecast forecasts expected expectations than as its their his her it they he she
    this that these those the third pct around about slightly sharply volume volumes monthly yearly daily
    """.split()
)
"""Words that tell nothing beside what the saying in which they stand tells."""
_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV", "INTJ", "X"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a sentence lends to the next: its one subject and its one time."""

    subject: str = ""
    time: Time | None = None


def read_statements(
    passage: Passage, reading: Reading, links: Sequence[Link], measures: Measures, own: frozenset[str], carried: Carried
) -> tuple[SentenceSaid, Carried]:
    """What a sentence says of the table whose ``measures`` these are and whose card has the ``own`` words; and what it lends to
    the next."""
    items = _typed(passage, reading, links, measures)
    clauses = _split(items, measures.rows)
    times = [item.time for item in items if item.time is not None]
    subjects = list(dict.fromkeys(item.link.subject for item in items if item.link is not None))
    lent = Lent(subjects=[] if subjects else [carried.subject] if carried.subject else [])
    said: list[Said] = []
    left: list[tuple[int, int]] = []
    for clause in clauses:
        found = () if _is_unsure(clause) else sayings_in(clause)
        only = times[0] if len({(one.begins, one.month, one.day, one.text) for one in times}) == 1 else None
        for one in found:
            made = _place(one, clause, measures, lent, only if times else carried.time)
            if made is not None:
                said.append(made)
            else:
                left.append(_part(one, clause))
        left += _left_in(clause, own, bool(found))
    lends = Carried(
        subject=subjects[0] if len(subjects) == 1 else "" if subjects else carried.subject,
        time=times[0] if times else carried.time,
    )
    return SentenceSaid(said=tuple(said), left=tuple(left)), lends


def _typed(passage: Passage, reading: Reading, links: Sequence[Link], measures: Measures) -> list[Item]:
    """The items of a sentence with its terms put together and its measures marked; a column's own word is no rise or fall."""
    marked = [_measure(item, measures, least=OWN) for item in type_words(passage, reading, links)]
    return [_measure(item, measures, least=1) for item in rewrite(marked, RULES)]


def _measure(item: Item, measures: Measures, least: int) -> Item:
    if item.kind or item.pos not in ("NOUN", "VERB", "ADJ", "PROPN", "ADV", "ADP") or len(item.code) < 3:
        return item
    weights = measures.weights.get(stem(item.code), {})
    is_superlative = item.code.endswith("est") or item.code in ("most", "least", "more", "less")
    if not weights or max(weights.values()) < least or is_superlative:
        return item
    if least < OWN and item.code in UP | DOWN:
        return item
    return Item(code="K", start=item.start, end=item.end, pos=item.pos, value=item.code)


def _split(items: Sequence[Item], rows: frozenset[str]) -> list[Clause]:
    """The clauses: apart at a semicolon, "while", "but", and where behind a comma or "and" another subject gets its own
    predicate."""
    cuts = [0]
    for place, item in enumerate(items):
        is_new = item.code in _SPLITS
        if item.kind == "S" and place and items[place - 1].code in (",", "and"):
            begun = items[cuts[-1] : place]
            behind = items[place + 1 : place + 12]
            is_list = (
                bool(behind)
                and behind[0].code in (",", "and")
                or not any(one.kind in _PREDICATES and one.kind for one in behind)
            )
            is_new = (
                any(one.kind and one.kind in _PREDICATES for one in begun)
                and not is_list
                and any(one.kind == "S" for one in begun)
            )
        if is_new and place > cuts[-1]:
            cuts.append(place)
    cuts.append(len(items))
    return [Clause(items=list(items[start:end]), rows=rows) for start, end in zip(cuts, cuts[1:], strict=False) if end > start]


def _is_unsure(clause: Clause) -> bool:
    return any(
        not item.kind and (item.code in _UNSURE or item.code in _QUOTES or item.code.endswith("n't")) for item in clause.items
    )


# --- whose number, of what, when --------------------------------------------------------------------------------------


def _place(found: Found, clause: Clause, measures: Measures, lent: Lent, only: Time | None) -> Said | None:
    if isinstance(found.saying, CountSaid):
        clause.used |= set(range(found.first, found.last + 1))
        columns = tuple(column.name for column in measures.columns[:1])
        return Said(
            saying=found.saying,
            subject="",
            columns=columns,
            time=_time_of(found, clause, only),
            part=_part(found, clause),
            is_measured=False,
        )
    whose = find_subjects(found, clause, lent)
    columns, is_measured = _columns_of(found, clause, measures, lent)
    if whose is None or not columns:
        return None
    if whose.subject:
        lent.subjects.append(whose.subject)
    lent.columns, lent.is_measured = columns, is_measured
    clause.used |= set(range(found.first, found.last + 1))
    return Said(
        saying=found.saying,
        subject=whose.subject,
        along=whose.along,
        among=whose.among,
        columns=columns,
        time=_time_of(found, clause, only),
        part=_part(found, clause),
        is_measured=is_measured,
    )


def _part(found: Found, clause: Clause) -> tuple[int, int]:
    return clause.items[found.first].start, clause.items[found.last].end


def _time_of(found: Found, clause: Clause, only: Time | None) -> Time | None:
    """The time right behind, else the clause's one time, else the nearest, else the sentence's one time."""
    items = clause.items
    places = [place for place, item in enumerate(items) if item.time is not None and item.kind == "T"]
    if not places:
        return only
    places = [place for place in places if not _is_of_another(place, items, found)] or places
    end = found.last
    if [item.code for item in items[end + 1 : end + 2]] == ["to"] and not found.is_level and items[end + 2 : end + 3]:
        end += 2
    after = [place for place in places if place > end and not any(item.kind == "F" for item in items[end + 1 : place])]
    before = [place for place in places if place < found.first]
    inside = [place for place in places if found.first <= place <= found.last]
    chosen = (inside or (after[:1] if len(places) > 1 else places[:1]) or before[-1:] or places[:1])[0]
    clause.used.add(chosen)
    return items[chosen].time


def _is_of_another(place: int, items: Sequence[Item], found: Found) -> bool:
    """Whether a time belongs to another figure, right before it: "from 31,336 tonnes in April to ..."."""
    if items[place - 1].code not in ("in", "on") or place < 2:
        return False
    figure = next((one for one in (place - 2, place - 3) if one >= 0 and items[one].kind == "F"), None)
    return figure is not None and items[figure - 1].code == "from" and not found.first <= figure <= found.last


def _columns_of(found: Found, clause: Clause, measures: Measures, lent: Lent) -> tuple[tuple[str, ...], bool]:
    """The columns that the words beside a saying speak of, those that fit its unit first; and whether words speak of them at
    all."""
    measured = [(place, str(item.value)) for place, item in enumerate(clause.items) if item.kind == "K"]
    if found.speaks:
        return (_best(measures.weigh([found.speaks]), measures), True) if measures.speaks(found.speaks) else ((), False)
    stated = found.stated
    fitting = {
        column.name
        for column in measures.columns
        if not column.forecast_of and not column.year_before_of and (stated is None or fits_unit(stated, column))
    }
    inside = [word for place, word in measured if found.first <= place <= found.last]
    for words in (
        [*inside, *_noun_words(found, measures)],
        [word for _, word in sorted(measured, key=lambda one: _distance(one[0], found))],
    ):
        weights = _first_fitting(words, measures, fitting)
        if weights:
            clause.used |= {place for place, _ in measured}
            return _best(weights, measures), True
    if lent.columns and (stated is None or set(lent.columns) & fitting):
        return tuple(name for name in lent.columns if stated is None or name in fitting), lent.is_measured
    if measured and stated is not None:
        return _best(measures.weigh([word for _, word in measured]), measures), True
    if stated is None or is_bare(stated) or not fitting:
        names = dict.fromkeys((one.name for one in measures.columns if not one.forecast_of and not one.year_before_of), 1)
        chosen = _best(names, measures)
        is_order = isinstance(found.saying, RankSaid | RecordSaid | ComparisonSaid)
        is_in_other_money = stated is not None and stated.figure.kind is FigureKind.MONEY
        return (chosen, False) if (not found.is_level or is_in_other_money) and (len(chosen) == 1 or is_order) else ((), False)
    return _best(dict.fromkeys(fitting, 1), measures), False


def _noun_words(found: Found, measures: Measures) -> list[str]:
    """The nouns that a figure counts, where they speak of a column."""
    if found.stated is None or not found.is_level:
        return []
    return [noun for noun in sorted(found.stated.nouns) if measures.speaks(noun)]


def _distance(place: int, found: Found) -> int:
    return min(abs(place - found.first), abs(place - found.last))


def _first_fitting(words: Sequence[str], measures: Measures, fitting: set[str]) -> dict[str, int]:
    """The columns of the first word that speaks of any fitting one, weighed by all the words."""
    total = measures.weigh(words)
    for word in words:
        names = set(measures.weigh([word])) & fitting
        if names:
            return {name: total[name] for name in names}
    return {}


def _best(weights: dict[str, int], measures: Measures) -> tuple[str, ...]:
    """The columns of the greatest weight, in the card's order; of several prices of a day the closing one is meant."""
    top = max(weights.values(), default=0)
    names = [column.name for column in measures.columns if weights.get(column.name, 0) == top and top]
    closing = [name for name in names if measures.is_closing(name)]
    return tuple(closing if len(closing) == 1 else names)


# --- what is left -----------------------------------------------------------------------------------------------------


def _left_in(clause: Clause, own: frozenset[str], has_sayings: bool) -> list[tuple[int, int]]:
    """The places of words of a clause that nothing accounts for."""
    left: list[tuple[int, int]] = []
    stems = {stem(word) for word in own}
    for place, item in enumerate(clause.items):
        if place in clause.used - clause.unread:
            continue
        if item.kind in ("B", "Z", "X", "U", "D", "Y", "N", "Q", "F", "S", "T"):
            left.append((item.start, item.end))
        elif item.kind == "K":
            if not has_sayings:
                left.append((item.start, item.end))
        elif item.pos in _CONTENT and item.code not in _NEUTRAL and stem(item.code) not in stems:
            left.append((item.start, item.end))
    return left
