"""The roll of a table: every form of words under which one of its subjects may be named, and whose it is.

A subject answers to its full name and its aliases, to the name without its legal form ("BYD" for "BYD Co., Ltd."), to its
initials where they are three or more ("HSA"), to its ticker, and a person to the surname. A form that two subjects share is
nobody's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from groundwire.model import ColumnKind
from groundwire.protocols import Table
from groundwire.reading.capitals import fold
from groundwire.reading.gazetteer import ORGANISATION_WORDS, PLACE_WORDS
from groundwire.reading.given_names import GIVEN_NAMES

WORD: Final = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*")
LEGAL_FORMS: Final = frozenset(
    """
    inc incorporated corp co cos ltd limited plc llc llp lp ag se gmbh kg kgaa sa sarl sas nv bv spa srl ab as asa oyj oy
    zrt nyrt kft bt doo dd ad ead ood jsc ojsc pjsc pao oao kk bhd tbk pt pty sab de cv sl sgps saa adr nl rt
    """.split()
)
"""What tells a body's legal form and may be left off its name."""
_LOOSE: Final = frozenset("corporation company group holding holdings international industries enterprises".split())
"""What a body's name may be left without where no other subject then answers to it."""
_PEOPLE: Final = frozenset(
    """
    person people player minister ministers member members candidate candidates politician lawmaker mp senator official
    athlete driver rider golfer manager director author artist winner
    """.split()
)
"""Words by which a card tells that its rows are about people."""
_SMALL: Final = frozenset("of the and for in on at & de la".split())
_LEAST_INITIALS: Final = 3
_MOST_TICKERS: Final = 500
"""Subjects whose tickers are looked up one by one; those of a longer roll are known by name alone."""


class Form(IntEnum):
    """How a form of words stands for a subject, the surest first."""

    FULL = 0
    SHORT = 1
    """Without its legal form."""
    LOOSE = 2
    SURNAME = 3
    INITIALS = 4
    TICKER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One form of words and the subject that alone answers to it. ``words`` are folded."""

    words: tuple[str, ...]
    subject: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What the subjects of a table are called, by the first word. ``own`` are the words of the card's own title, source, row
    and labels: beside a name they speak for it ("the port of Varna"). ``labels`` gives the words that a subject's row says of
    it."""

    called: Mapping[str, tuple[Called, ...]]
    last_words: frozenset[str]
    own: frozenset[str]
    are_people: bool
    are_places: bool
    labels: Callable[[str], tuple[str, ...]]
    tickers: Callable[[str], str]

    def beginning(self, word: str) -> tuple[Called, ...]:
        """The forms whose first word this is, the longest first."""
        return self.called.get(word, ())


def make_roll(table: Table) -> Roll:
    """The roll of a table's subjects."""
    card = table.card
    subjects = table.subjects()
    own = frozenset(words_of(" ".join((card.title, card.row, card.source, card.subject.replace("_", " ")))))
    are_people = bool(own & _PEOPLE)

    def label(subject: str, column: str) -> str:
        cell = table.label(subject, column) if column else None
        return cell.value if cell is not None else ""

    forms: dict[tuple[str, ...], set[tuple[Form, str]]] = defaultdict(set)
    for subject in subjects:
        for called in _forms_of(subject, are_people):
            forms[called.words].add((called.form, subject))
        if card.ticker and len(subjects) <= _MOST_TICKERS and (ticker := label(subject, card.ticker)):
            forms[tuple(words_of(ticker))].add((Form.TICKER, subject))
    known = set(subjects)
    for alias in card.aliases:
        for text in alias.words:
            if alias.subject in known:
                forms[tuple(words_of(text))].add((Form.FULL, alias.subject))
    names = [column.name for column in card.columns if column.kind is ColumnKind.LABEL]
    return Roll(
        called=_by_first_word(forms),
        last_words=frozenset(words[-1] for words in forms if words),
        own=own | {word[:-1] for word in own if word.endswith("s")},
        are_people=are_people,
        are_places=not card.ticker and not are_people and bool(own & (PLACE_WORDS | _PLACES)),
        labels=lambda subject: tuple(text for name in names if (text := label(subject, name))),
        tickers=lambda subject: label(subject, card.ticker),
    )


_PLACES: Final = frozenset("country countries city cities state states capital ports towns regions counties districts".split())


def words_of(text: str) -> list[str]:
    """The folded words of a text, without dots and possessives."""
    return [word for match in WORD.finditer(text) if (word := fold_word(match[0]))]


def fold_word(word: str) -> str:
    """One word as forms are compared by it."""
    return fold(word).replace(".", "")


def _by_first_word(forms: Mapping[tuple[str, ...], set[tuple[Form, str]]]) -> dict[str, tuple[Called, ...]]:
    """The forms that one subject alone answers to; a full name beats another's shorter form, two equal claims are nobody's."""
    called: dict[str, list[Called]] = defaultdict(list)
    for words, claims in forms.items():
        if not words:
            continue
        is_full = any(form is Form.FULL for form, _ in claims)
        holders = sorted({(form, subject) for form, subject in claims if not is_full or form is Form.FULL})
        if len({subject for _, subject in holders}) == 1:
            called[words[0]].append(Called(words=words, subject=holders[0][1], form=holders[0][0]))
    return {first: tuple(sorted(some, key=lambda one: (-len(one.words), one.words))) for first, some in called.items()}


def _forms_of(subject: str, are_people: bool) -> Iterator[Called]:
    words = words_of(re.sub(r"\([^)]*\)", " ", subject)) or words_of(subject)
    yield Called(words=tuple(words), subject=subject, form=Form.FULL)
    if "&" in subject:
        yield Called(words=tuple(words_of(subject.replace("&", " and "))), subject=subject, form=Form.FULL)
    short = _without(words, LEGAL_FORMS)
    yield Called(words=tuple(short), subject=subject, form=Form.SHORT)
    if _is_person(short, are_people):
        yield Called(words=(short[-1],), subject=subject, form=Form.SURNAME)
        return
    yield Called(words=tuple(_without(short, LEGAL_FORMS | _LOOSE)), subject=subject, form=Form.LOOSE)
    initials = "".join(word[0] for word in short if word not in _SMALL)
    if len(initials) >= _LEAST_INITIALS:
        yield Called(words=(initials,), subject=subject, form=Form.INITIALS)


def _without(words: Sequence[str], last: frozenset[str]) -> list[str]:
    """The words without those of ``last`` at their end; never without all."""
    kept = list(words)
    while len(kept) > 1 and kept[-1] in last:
        kept.pop()
    return kept


def _is_person(words: Sequence[str], are_people: bool) -> bool:
    if not 2 <= len(words) <= 4 or set(words) & ORGANISATION_WORDS:
        return False
    return are_people or (words[0] in GIVEN_NAMES and not set(words) & PLACE_WORDS and words[-1] not in _SMALL)
