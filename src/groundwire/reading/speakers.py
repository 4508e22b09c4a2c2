"""Whether the speaker named in one text can be the speaker named in another.

Names are compared by their keys (a surname stands for its bearer), other speakers by the words that describe them. The
answer is
"other" only where both are known to be somebody, and somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from groundwire.model import Document, MentionForm, Name, NameKind, Quote, Reading, Span
from groundwire.reading.gazetteer import are_of_two_countries
from groundwire.reading.names import fold, same_name

_EMPTY = frozenset(
    """the a an and of for in at on to by from with as who that his her its their our mr mrs ms dr sir top senior former new
    one some several many he she they it we you i is was were had has been also not all both two three other others""".split()
)
_CROWDS = frozenset(
    """police officials official analysts analyst experts expert witnesses witness residents resident critics critic economists
    economist scientists scientist researchers researcher doctors lawyers neighbours neighbors traders diplomats media
    newspapers
    newspaper agency campaigners activists sources source""".split()
)
"""Speakers who are told apart from a named person although they have no name."""
_WHERE = (["in"], ["at"], ["near"], ["from"], ["outside"])
_BEHIND = frozenset({"in", "of", "at", "from", "for", "who", "with"})
"""Words behind the noun that says what somebody is."""
_REPORTS = frozenset("report article story dispatch account reports".split())


class Relation(Enum):
    """How two speakers stand to each other."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as a text gives him: his words there, the name they resolve to, and folded words that describe him."""

    text: str
    name: Name | None
    words: frozenset[str]
    is_pronoun: bool = False

    @property
    def shown(self) -> str:
        """How an editor is told of him: by full name where it is known."""
        return self.name.text if self.name else self.text

    @property
    def is_person(self) -> bool:
        """Whether the speaker is known to be a person."""
        return self.name is not None and self.name.kind is NameKind.PERSON

    @property
    def is_the_report(self) -> bool:
        """Whether the words mean the report itself ("the report", "the article")."""
        return self.name is None and bool(self.words & _REPORTS) and len(self.words) <= 2


def speaker_of(document: Document, reading: Reading, quote: Quote) -> Speaker | None:
    """Who speaks a quote of the reading; ``None`` where the text does not say."""
    return speaker_at(document, reading, quote.speaker, quote.speaker_key) if quote.speaker else None


def speaker_at(document: Document, reading: Reading, span: Span, key: str = "") -> Speaker:
    """The speaker at ``span``. ``key`` is the name he resolves to; without one the last name whose mention ends the
    span is taken."""
    text = document.quote(span)
    name = name_by_key(reading, key) if key else _name_in(document, reading, span)
    described = [text]
    if name is not None:
        described += [name.text, name.office]
        if name.introduction is not None:
            described.append(document.quote(name.introduction))
    is_pronoun = text.lower() in ("he", "she", "they", "it", "who", "we", "i", "which", "that")
    return Speaker(text, name, _words(" ".join(described)), is_pronoun)


def identify(speaker: Speaker, readings: Iterable[Reading]) -> Speaker:
    """The speaker under the name that other texts give him: a short draft says "Wang" of whom its sources introduce in full.

    Returned as he came where those texts know nobody, or more than one, of that name."""
    if speaker.name is None:
        return speaker
    mine = speaker.name
    known = {
        name.key: name for reading in readings for name in reading.names if same_name(mine, name) or _shares_surname(mine, name)
    }
    if mine.key in known:
        return replace(speaker, name=known[mine.key])
    if len(known) == 1:
        (name,) = known.values()
        return replace(speaker, name=name, words=speaker.words | _words(f"{name.text} {name.office}"))
    if known and all(name.kind is NameKind.PERSON for name in known.values()):
        return replace(speaker, name=replace(mine, kind=NameKind.PERSON))
    return speaker


def name_by_key(reading: Reading, key: str) -> Name | None:
    """The name of that key, or ``None``."""
    return next((name for name in reading.names if name.key == key), None)


def _is_whereabouts(document: Document, span: Span, place: Span) -> bool:
    """Whether the place only tells where the speaker is: "a judge in Perth" is not Perth."""
    before = document.text[span.start : place.start].lower().split()
    return before[-1:] == ["the"] and before[-2:-1] in _WHERE or before[-1:] in _WHERE


def _name_in(document: Document, reading: Reading, span: Span) -> Name | None:
    for name in reading.names:
        for mention in name.mentions:
            sure = mention.confidence >= 0.5 and mention.form in (MentionForm.FULL, MentionForm.SHORT, MentionForm.OFFICE)
            if sure and span.covers(mention.span) and mention.span.end == span.end:
                return None if name.kind is NameKind.PLACE and _is_whereabouts(document, span, mention.span) else name
    return None


def _words(text: str) -> frozenset[str]:
    words = (fold(word.strip("'’\"“”,.()")) for word in text.replace("’s", " ").replace("'s", " ").replace("-", " ").split())
    return frozenset(word for word in words if word and word not in _EMPTY)


def compare(a: Speaker, b: Speaker) -> Relation:
    """Whether ``a`` (a draft's) and ``b`` (a source's) can be one speaker, cannot, or nobody can tell."""
    if a.name is not None and b.name is not None:
        return _compare_names(a, b, a.name, b.name)
    if a.is_pronoun or b.is_pronoun:
        return Relation.UNKNOWN
    if a.words & b.words:
        return Relation.OTHER if _are_of_two_countries(a, b) else Relation.SAME
    named, nameless = (a, b) if a.name is not None else (b, a)
    if named.is_person and nameless.name is None and _is_crowd(nameless):
        return Relation.OTHER
    return Relation.UNKNOWN


def _are_of_two_countries(a: Speaker, b: Speaker) -> bool:
    """Whether both are nameless and told by the country they speak for, and it is not the same: "U.S. officials", "Hungarian officials"."""
    if a.name is not None or b.name is not None:
        return False
    mine, theirs = _descriptions(a), _descriptions(b)
    return any(are_of_two_countries(one, other) for one in mine for other in theirs)


def _descriptions(speaker: Speaker) -> frozenset[str]:
    """The words before the noun that says what somebody is, singly and in pairs."""
    words = list(takewhile(lambda word: word not in _BEHIND and not word.endswith(","), fold(speaker.text).split()))
    return frozenset(" ".join(words[start : start + size]) for start in range(len(words)) for size in (1, 2))


def _is_crowd(speaker: Speaker) -> bool:
    words = speaker.text.split()
    if not words or words[0].lower() == "a":
        return False
    last = words[-1]
    is_plural = len(last) > 4 and last.islower() and last.endswith("s") and not last.endswith("ss")
    return last.lower() in _CROWDS or (is_plural and not any(word in ("of", "for", "at") for word in words))


def _compare_names(a: Speaker, b: Speaker, mine: Name, theirs: Name) -> Relation:
    if same_name(mine, theirs) or _shares_surname(mine, theirs):
        return Relation.SAME
    kinds = (mine.kind, theirs.kind)
    if kinds == (NameKind.PERSON, NameKind.PERSON):
        return Relation.OTHER
    if a.words & b.words:
        return Relation.SAME
    if NameKind.PERSON in kinds:
        return Relation.OTHER if mine.kind is NameKind.PERSON and theirs.kind is not NameKind.OTHER else Relation.UNKNOWN
    if NameKind.OTHER in kinds or mine.kind is not theirs.kind:
        return Relation.UNKNOWN
    return Relation.OTHER


def _shares_surname(mine: Name, theirs: Name) -> bool:
    """Whether one is a single word of the other's name: family names stand first in some languages."""
    short, long = sorted((mine.key.split(), theirs.key.split()), key=len)
    return len(short) == 1 and (short[0] in long or long[-1].endswith("-" + short[0]))
