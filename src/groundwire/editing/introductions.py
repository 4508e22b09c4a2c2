"""People are introduced once, in full and with their office, and go by their surname after that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from groundwire.editing.copyedit import Edit, apply_edits, quoted_ranges
from groundwire.model import Draft, Mention, MentionForm, Name, NameKind, Passage, Reading, Sentence, Span, Token
from groundwire.protocols import Evidence, quote
from groundwire.reading.gazetteer import OFFICE_WORDS
from groundwire.reading.names import same_name

_POSSESSIVE = re.compile(r"[’']s$")
"""What a name may have been read with."""
SURE = 0.7
"""Least confidence at which a pronoun is replaced by the name."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the story: how they are introduced, with what backs it, and the short form that the reports use."""

    key: str
    full: str
    introduction: str
    introduced_at: Span | None
    short: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody the evidence names, by the key each report's reading gives them."""

    people: dict[str, Person]

    def get(self, key: str) -> Person | None:
        """The person that ``key`` stands for, if it stands for one."""
        return self.people.get(key)


def make_cast(evidence: Evidence) -> Cast:
    """The people of all documents, one entry for each key. Where two share a surname, neither goes by it."""
    groups: list[list[tuple[Name, str]]] = []
    found: list[tuple[Name, str]] = []
    for document in evidence.documents:
        for name in evidence.reading(document.id).names:
            if name.kind is not NameKind.PERSON:
                continue
            found.append((name, document.id))
    # Fullest names first: "Berg" alone belongs to Anna or Karl Berg only where there is no other.
    for name, document_id in sorted(found, key=lambda pair: -len(pair[0].text.split())):
        fitting = [group for group in groups if any(same_name(name, other) for other, _ in group)]
        if not fitting:
            groups.append([(name, document_id)])
        elif len(fitting) == 1:
            fitting[0].append((name, document_id))
    people = [_person(group, evidence) for group in groups]
    shorts = [person.short.casefold() for person in people]
    cast: dict[str, Person] = {}
    for group, person in zip(groups, people, strict=True):
        if shorts.count(person.short.casefold()) > 1:
            person = Person(person.key, person.full, person.introduction, person.introduced_at, person.full)
        for name, _ in group:
            cast.setdefault(name.key, person)
    return Cast(cast)


def _person(group: Sequence[tuple[Name, str]], evidence: Evidence) -> Person:
    fullest = max((name for name, _ in group), key=lambda name: len(name.text.split()))
    full = _POSSESSIVE.sub("", fullest.text)
    span = next((name.introduction for name, _ in group if name.introduction), None)
    introduction = full
    if span is not None:
        introduction, span = _introduction(span, evidence) or (full, None)
    shorts: list[str] = []
    for name, document_id in group:
        document = evidence.document(document_id)
        shorts += [document.quote(mention.span) for mention in name.mentions if mention.form is MentionForm.SHORT]
    usable = [short for short in shorts if " " not in short and short in full.split()]
    short = max(sorted(set(usable)), key=usable.count) if usable else full
    return Person(fullest.key, full, _POSSESSIVE.sub("", introduction), span, short)


def _introduction(span: Span, evidence: Evidence) -> tuple[str, Span] | None:
    """An introduction as it stands inside a sentence, with all that belongs to the office ("union leader", "the company's head") and
    without a capital that only opened its own sentence; ``None`` where the office is somebody's ("his deputy") and leans."""
    document = evidence.document(span.document_id)
    passage = evidence.reading(span.document_id).passage_at(span)
    if passage is None:
        return document.quote(span).strip(" ,"), span
    tokens = passage.tokens
    inside = [token.index for token in tokens if span.start <= token.start < span.end]
    first = inside[0] if inside else 0
    while (
        first > 0 and tokens[first - 1].head in inside and tokens[first - 1].dep in ("compound", "amod", "nmod", "det", "poss")
    ):
        first -= 1
        inside.append(first)
    if not inside or tokens[first].tag == "PRP$":
        return None
    whole = document.span(min(span.start, tokens[first].start), span.end)
    text = document.quote(whole).strip(" ,")
    is_plain = tokens[first].pos not in ("PROPN",) and not tokens[first].text[1:2].isupper()
    if whole.start == passage.span.start and is_plain and (whole.start < span.start or tokens[first].pos == "DET"):
        text = text[:1].lower() + text[1:]
    return text, whole


def mention_edits(
    passage: Passage,
    reading: Reading,
    cast: Cast,
    introduced: frozenset[str],
    cuts: Sequence[tuple[int, int]] = (),
) -> tuple[list[Edit], frozenset[str]]:
    """The edits that introduce whoever this sentence is first to name and shorten whoever is known; and who is known after it.
    Mentions inside ``cuts`` will not be printed and introduce nobody."""
    edits: list[Edit] = []
    known = set(introduced)
    quoted = quoted_ranges(passage)
    sure = resolved_pronouns(passage, reading)
    opening = next((token for token in passage.tokens if token.pos not in ("PUNCT", "CCONJ", "ADV")), None)
    for mention, name in _people_in(passage, reading):
        person = cast.get(name.key)
        if person is None or any(start <= mention.span.start < end for start, end in (*quoted, *cuts)):
            continue
        own = name.introduction if name.introduction and name.introduction.covers(mention.span) else None
        if own is not None and not passage.span.covers(own):
            own = None
        if mention.form is MentionForm.PRONOUN:
            is_first_word = opening is not None and opening.start == mention.span.start
            if mention.span not in sure or not (is_first_word or _follows_quotation(passage, mention)):
                continue
        edit = _edit(passage, mention, own, person, person.key in known)
        known.add(person.key)
        if edit:
            edits.append(edit)
    return edits, frozenset(known)


def refer_once(sentences: Sequence[Sentence], draft: Draft, evidence: Evidence) -> list[Sentence]:
    """Sentences of one story, of which ``draft`` is the reading, with everybody introduced at first reference in the running text and
    called by the surname after that. Pronouns are left alone: who they mean was settled in the report, and its order is gone."""
    people, known, settled = make_cast(evidence).people, frozenset[str](), list(sentences)
    by_short = {person.short.casefold(): person for person in people.values()}
    # A draft may have nothing of somebody but the surname; no two people go by one.
    short = {n.key: by_short[n.key] for n in draft.reading.names if n.key in by_short and n.kind is NameKind.PERSON}
    cast = Cast(short | people)
    own = {document.id for document in evidence.documents}
    introductions = {person.introduced_at for person in people.values()}
    for number, (sentence, passage) in enumerate(zip(sentences, draft.reading.sentences, strict=True)):
        if sentence.beat.is_apart or not any(isinstance(item, Span) for item in sentence.evidence):
            continue
        pronouns = [token.start for token in passage.tokens if token.pos == "PRON"]
        edits, known = mention_edits(passage, draft.reading, cast, known)
        copy = apply_edits(passage, [edit for edit in edits if edit.start not in pronouns])
        if copy.text != sentence.text:
            more = [span for span in copy.evidence if span.document_id in own]
            left = [item for item in sentence.evidence if item not in introductions or quote(evidence, item) in copy.text]
            settled[number] = replace(sentence, text=copy.text, evidence=tuple(dict.fromkeys((*left, *more))))
    return settled


def resolved_pronouns(passage: Passage, reading: Reading) -> tuple[Span, ...]:
    """The pronouns of the passage that surely stand for a known person: the reading is sure, and nobody else is named in this sentence
    before them or in the sentence before."""
    found = []
    people = [name for name in reading.names if name.kind is NameKind.PERSON]
    before = reading.sentences[passage.index - 1] if passage.index else None
    for name in reading.names:
        for mention in name.mentions:
            if mention.form is not MentionForm.PRONOUN or mention.confidence < SURE or not passage.span.covers(mention.span):
                continue
            others = [other for other in people if other.key != name.key]
            if _is_another(name, mention, passage, before, reading):
                continue
            if not any(
                _is_named(other, passage, mention.span.start) or (before and _is_named(other, before)) for other in others
            ):
                found.append(mention.span)
    return tuple(found)


_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def _is_another(name: Name, mention: Mention, passage: Passage, before: Passage | None, reading: Reading) -> bool:
    """Whether a pronoun speaks against its person: they are "she" elsewhere, or a like pronoun near it is somebody else's ("Her father,
    Farouk Osman, ...; she says")."""
    words = {token.start: token.text.lower() for near in (before, passage) if near for token in near.tokens}
    gender = _GENDERS.get(words.get(mention.span.start, ""))
    own = {other.span.start for other in name.mentions}
    for other in name.mentions:
        place = reading.passage_at(other.span) if other.form is MentionForm.PRONOUN else None
        text = place.text[other.span.start - place.span.start : other.span.end - place.span.start].lower() if place else ""
        if _GENDERS.get(text, gender) != gender:
            return True
    alike = [start for start, word in words.items() if start < mention.span.start and _GENDERS.get(word) == gender]
    return gender is not None and any(start not in own for start in alike)


def _is_named(name: Name, passage: Passage, until: int | None = None) -> bool:
    return any(
        mention.form is not MentionForm.PRONOUN
        and passage.span.covers(mention.span)
        and (until is None or mention.span.start < until)
        for mention in name.mentions
    )


def _people_in(passage: Passage, reading: Reading) -> list[tuple[Mention, Name]]:
    found = [
        (mention, name)
        for name in reading.names
        if name.kind is NameKind.PERSON
        for mention in name.mentions
        if passage.span.covers(mention.span) and mention.form in (MentionForm.FULL, MentionForm.SHORT, MentionForm.PRONOUN)
    ]
    return sorted(found, key=lambda pair: pair[0].span)


def _follows_quotation(passage: Passage, mention: Mention) -> bool:
    """Whether a pronoun is the speaker of the quotation that opens the sentence ("...," he said)."""
    before = passage.text[: mention.span.start - passage.span.start].rstrip()
    after = passage.text[mention.span.end - passage.span.start :].lstrip()[:12].lower()
    return before.endswith(("”", '"', "»", ",")) and after.startswith(
        ("said", "told", "added", "says", "warned", "noted", "wrote")
    )


def _edit(passage: Passage, mention: Mention, own: Span | None, person: Person, is_known: bool) -> Edit | None:
    text = passage.text[mention.span.start - passage.span.start : mention.span.end - passage.span.start]
    if _POSSESSIVE.search(text) or (own is not None and not is_known):
        return None
    if own is not None:
        # Only an office before the name goes; an apposition after it may say something new.
        return _shorten(passage, own, person) if own.end == mention.span.end else None
    words = person.short if is_known else person.introduction
    if mention.form is MentionForm.PRONOUN and text.lower() in ("his", "her", "their", "its"):
        owner = person.short if is_known or "," in words else words
        apostrophe = "'" if "'" in passage.text and "’" not in passage.text else "’"
        return Edit(mention.span.start, mention.span.end, f"{owner}{apostrophe}s", _backing(person))
    if is_known and mention.form is not MentionForm.PRONOUN:
        shortened = _shorten(passage, mention.span, person)
        return shortened if shortened.start < mention.span.start or words != text else None
    title = _title_before(passage, mention.span)
    start = title[0].start if title and _is_polite(title) else mention.span.start
    if title and not _is_polite(title):
        # The report's own title stands; a surname behind it is made the full name.
        return Edit(start, mention.span.end, person.full, _backing(person)) if mention.form is MentionForm.SHORT else None
    following = passage.text[mention.span.end - passage.span.start :][:2]
    if text == words:
        return None
    if following.startswith(("’s", "'s")) and "," in words:
        return Edit(start, mention.span.end, person.full, _backing(person))
    if "," in words and following[:1] not in ",.;:":
        words += ","
    return Edit(start, mention.span.end, words, _backing(person))


HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame".split())


def _is_polite(title: Sequence[Token]) -> bool:
    return all(token.lemma in HONORIFICS for token in title)


def _shorten(passage: Passage, place: Span, person: Person) -> Edit:
    """The surname in place of a known person's name and of the title before it, unless an article or pronoun holds on to the title."""
    title = _title_before(passage, place)
    first = title[0].index if title else -1
    is_held = first > 0 and passage.tokens[first - 1].pos in ("DET", "PRON")
    start = title[0].start if title and not is_held else place.start
    return Edit(start, place.end, person.short)


def _title_before(passage: Passage, place: Span) -> list[Token]:
    """The words that stand before a name as its title ("President", "Mr.", "House Minority"), in order."""
    inside = {token.index for token in passage.tokens if place.start <= token.start < place.end}
    title: list[Token] = []
    for token in reversed(passage.tokens[: min(inside, default=0)]):
        is_part = token.head in inside or any(token.head == other.index for other in title)
        is_owner = token.tag == "POS" or token.dep == "poss"
        if not (is_part and (token.dep in ("compound", "nmod", "amod") or is_owner) and token.tag != "PRP$"):
            break
        title.insert(0, token)
    # "The votes to convict Trump": after a "to" parsers take a verb for a title.
    before = passage.tokens[title[0].index - 1].text if title and title[0].index else ""
    is_verb = before == "to" and title[0].text.islower() and title[0].text not in OFFICE_WORDS
    return [] if is_verb else title


def _backing(person: Person) -> tuple[Span, ...]:
    return (person.introduced_at,) if person.introduced_at else ()
