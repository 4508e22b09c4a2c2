"""Names that cannot both be right: another doer or sufferer of the same act, another speaker of the same words, another holder of the
same office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.deeds import SURE, Deed, Party, same_bearer, share_names
from groundwire.editing.same_matter import (
    REPEATABLE,
    Matter,
    figures_clash,
    is_own_opinion,
    mutual_likeness,
    places_clash,
    same_party,
    same_times,
    surroundings_clash,
)
from groundwire.model import Document, MentionForm, Name, NameKind, Passage, Quote, Span

SAME_REST: Final = 0.62
"""Least likeness of two clauses, the disputed names aside, each way."""
SAME_QUOTE: Final = 6
"""Fewest words of a quotation that can be recognised as the same."""
SAME_WORDS_QUOTED: Final = 0.8
"""Least share of a quotation's words that are the same in the same order of pairs."""
_WORD: Final = re.compile(r"\w+")
_UNIQUE: Final = re.compile(
    r"(?i)\b(?:prime minister|chancellor|mayor|governor|king|queen|pope|chief executive|ceo|chair(?:man|woman|person)?|"
    r"chief|minister|commissioner|attorney general|secretary[- ]general|general secretary|secretary of \w+|"
    r"head of|director of|owner|captain|coach|manager|head ?teacher|principal|bishop|harbour master|ambassador|president of)\b"
)
_PAST_OFFICE: Final = re.compile(
    r"(?i)\b(?:former|ex|then|late|deputy|vice|acting|interim|assistant|one-time|incoming|outgoing|senior)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Named:
    """A name in its place: ``span`` is where it stands, ``passage`` its sentence."""

    document: Document
    passage: Passage
    name: Name
    span: Span
    point: str
    """What is asked: "who was arrested", "who is mayor of Velden"."""


def clashing_doers(one: Sequence[Deed], other: Sequence[Deed], matter: Matter) -> Iterator[tuple[Named, Named]]:
    """The pairs of different names that two reports put into the same place of one deed."""
    for a in one:
        for b in other:
            if a.act == b.act and a.is_firm and b.is_firm and a.is_negated is b.is_negated and _may_be_one(a, b, matter):
                yield from _swapped(a, b, one, other, matter)


def _may_be_one(a: Deed, b: Deed, matter: Matter) -> bool:
    if a.act in REPEATABLE or is_own_opinion(a, b):
        return False
    return same_times(a.times, b.times) is not False and not figures_clash(a, b) and not surroundings_clash(a, b, matter)


def _swapped(a: Deed, b: Deed, one: Sequence[Deed], other: Sequence[Deed], matter: Matter) -> Iterator[tuple[Named, Named]]:
    passages = (a.passage, b.passage)
    places = ((a.doer, b.doer, a.object, b.object, True), (a.object, b.object, a.doer, b.doer, False))
    for mine, theirs, my_rest, their_rest, is_doer in places:
        names = _apart_names(mine, theirs)
        if names is None or mine is None or theirs is None:
            continue
        rest = same_party(my_rest, their_rest, matter, passages)
        if rest is False or (is_doer and (my_rest is None) is not (their_rest is None)):
            continue
        # The place that is not disputed must be another report's place too, or the rest of the sentence must say the same.
        if mutual_likeness(a, b, matter, (mine.tokens, theirs.tokens)) < (SAME_REST if rest else SAME_REST + 0.02):
            continue
        if (
            _does(names[1], a.act, one, is_doer)
            or _does(names[0], a.act, other, is_doer)
            or places_clash_beyond(a, b, mine, theirs, matter)
        ):
            continue
        point = _question(a, is_doer)
        yield _named(a, names[0], mine, point), _named(b, names[1], theirs, point)


def places_clash_beyond(a: Deed, b: Deed, mine: Party, theirs: Party, matter: Matter) -> bool:
    """Whether the sentences name different places, the disputed names themselves aside."""
    if any(name.kind is NameKind.PLACE for party in (mine, theirs) for name in party.names):
        return False
    return places_clash(a, b)


def _apart_names(mine: Party | None, theirs: Party | None) -> tuple[Name, Name] | None:
    """The two names where each party is one name of the same kind and they are surely not the same bearer."""
    if (
        mine is None
        or theirs is None
        or len(mine.names) != 1
        or len(theirs.names) != 1
        or share_names(mine.names, theirs.names)
    ):
        return None
    a, b = mine.names[0], theirs.names[0]
    kinds = {a.kind, b.kind}
    is_mixed = len(kinds) > 1 and kinds != {NameKind.ORGANISATION, NameKind.OTHER}
    if is_mixed or kinds == {NameKind.OTHER} or _initials_of(a, b) or mine.head.pos == "PRON" or theirs.head.pos == "PRON":
        return None
    return a, b


def _initials_of(a: Name, b: Name) -> bool:
    short, long = sorted((a.text, b.text), key=len)
    return short.replace(".", "").isupper() and short.replace(".", "") == "".join(
        word[0] for word in long.split() if word[:1].isupper()
    )


def _does(name: Name, act: str, deeds: Sequence[Deed], is_doer: bool) -> bool:
    """Whether a report tells the same act of the other's name as well: then both did it."""
    for deed in deeds:
        party = deed.doer if is_doer else deed.object
        if deed.act == act and party is not None and share_names(party.names, (name,)):
            return True
    return False


def _named(deed: Deed, name: Name, party: Party, point: str) -> Named:
    inside = (party.tokens[0].start, party.tokens[-1].end)
    mention = next((m for m in name.mentions if inside[0] <= m.span.start < inside[1]), name.mentions[0])
    return Named(document=deed.document, passage=deed.passage, name=name, span=mention.span, point=point)


def _question(deed: Deed, is_doer: bool) -> str:
    """ "who bought the mill", "who was arrested"."""
    if is_doer:
        what = f" {_phrase_of(deed, deed.object)}" if deed.object is not None else ""
        if deed.verb.tag in ("VBD", "VBZ"):
            return f"who {deed.verb.text}{what}"
        helper = next((t.text for t in deed.tokens if t.dep == "auxpass" and t.head == deed.verb.index), "was")
        return f"by whom{what} {helper} {deed.verb.text}" if what else f"who did the {deed.verb.text}"
    if deed.verb.tag in ("VBN", "VBD"):
        return f"who was {deed.verb.text}"
    return "whom it befell"


def _phrase_of(deed: Deed, party: Party | None) -> str:
    if party is None:
        return ""
    tokens = party.tokens
    text = deed.passage.text[tokens[0].start - deed.passage.span.start : tokens[-1].end - deed.passage.span.start]
    text = " ".join(text.split())
    return (
        f"the {text[len(tokens[0].text) :].strip()}"
        if tokens[0].pos == "DET" and tokens[0].lemma in ("a", "an", "the")
        else text
    )


# --- speakers ---------------------------------------------------------------------------------------------------------


def clashing_speakers(one: Document, other: Document, matter: Matter) -> Iterator[tuple[Named, Named]]:
    """The same words in quotation marks, given to different people."""
    for mine in _quotations(one, matter):
        for theirs in _quotations(other, matter):
            a, b = _speaker(one, mine, matter), _speaker(other, theirs, matter)
            if a is None or b is None or same_bearer(a, b) or {a.kind, b.kind} != {NameKind.PERSON}:
                continue
            if _same_quote(one.quote(mine.content), other.quote(theirs.content)):
                words = " ".join(one.quote(mine.content).split())
                short = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
                point = f"who said “{short.rstrip(',.')}”"
                found = [_spoken(d, q, n, point, matter) for d, q, n in ((one, mine, a), (other, theirs, b))]
                if found[0] is not None and found[1] is not None:
                    yield found[0], found[1]


def _quotations(document: Document, matter: Matter) -> list[Quote]:
    return [
        quote
        for quote in matter.reading(document.id).quotes
        if quote.is_direct and quote.speaker_key and quote.confidence >= 0.7
        and len(_WORD.findall(document.quote(quote.content))) >= SAME_QUOTE
    ]  # fmt: skip


def _speaker(document: Document, quote: Quote, matter: Matter) -> Name | None:
    return next((name for name in matter.reading(document.id).names if name.key == quote.speaker_key), None)


def _same_quote(one: str, other: str) -> bool:
    pairs = []
    for text in (one, other):
        words = [word.casefold() for word in _WORD.findall(text)]
        pairs.append(set(zip(words, words[1:], strict=False)))
    least = min(len(pairs[0]), len(pairs[1]))
    return least > 0 and len(pairs[0] & pairs[1]) >= SAME_WORDS_QUOTED * least


def _spoken(document: Document, quote: Quote, name: Name, point: str, matter: Matter) -> Named | None:
    place = quote.speaker or quote.content
    passage = matter.reading(document.id).passage_at(place)
    return Named(document=document, passage=passage, name=name, span=place, point=point) if passage else None


# --- offices ----------------------------------------------------------------------------------------------------------


def clashing_holders(one: Document, other: Document, matter: Matter) -> Iterator[tuple[Named, Named]]:
    """Different people in the same office of the same body, where neither report knows the other's."""
    for office, mine in _holders(one, matter):
        for same, theirs in _holders(other, matter):
            if office == same and not same_bearer(mine.name, theirs.name):
                places = [_place_keys(named, matter) for named in (mine, theirs)]
                if all(places) and places[0] != places[1]:
                    continue
                if not _mentions(other, mine.name, matter) and not _mentions(one, theirs.name, matter):
                    yield mine, theirs


def _holders(document: Document, matter: Matter) -> Iterator[tuple[tuple[str, ...], Named]]:
    reading = matter.reading(document.id)
    for name in reading.names:
        if (
            name.kind is not NameKind.PERSON
            or not name.office
            or not _UNIQUE.search(name.office)
            or _PAST_OFFICE.search(name.office)
        ):
            continue
        words = tuple(sorted({word.casefold() for word in _WORD.findall(name.office)} - {"the", "a", "of", "s", "and"}))
        if len(words) < 2:
            continue
        mention = next((m for m in name.mentions if m.form is MentionForm.FULL and m.confidence >= SURE), None)
        passage = reading.passage_at(mention.span) if mention else None
        before = passage.text[: max(0, mention.span.start - passage.span.start)][-40:] if passage and mention else ""
        if passage is None or mention is None or _PAST_OFFICE.search(before):
            continue
        office = " ".join(name.office.split())
        yield words, Named(document=document, passage=passage, name=name, span=mention.span, point=f"who is {office}")


def _place_keys(named: Named, matter: Matter) -> set[str]:
    names = matter.reading(named.document.id).names
    return {n.key for n in names if n.kind is NameKind.PLACE and any(named.passage.span.covers(m.span) for m in n.mentions)}


def _mentions(document: Document, name: Name, matter: Matter) -> bool:
    return any(same_bearer(name, other) for other in matter.reading(document.id).names if other.kind is NameKind.PERSON)
