"""Whose words they are: whether the speaker a draft names can be the one a report gives, where the one of them has no name.

``reading.speakers.compare`` decides between two names. This module adds what a text tells of the nameless: a named person who
does not occur near the words is not the source they are given to; an office that another holds, or a body of another kind, is
somebody else. It says "other" only where a reader of both texts would."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.checks._said import names_outlet
from groundwire.model import Document, MentionForm, Name, NameKind, Passage, Reading, Span
from groundwire.protocols import Evidence
from groundwire.reading.names import fold, same_name
from groundwire.reading.speakers import Relation, Speaker, compare, identify

NEARBY: Final = 2
"""Sentences around a passage in which a speaker may be named for what it tells."""
_SORTS: Final = (
    "police officer officers constable detective detectives sheriff",
    "union unions steward stewards",
    "court judge judges magistrate jury tribunal justice",
    "prosecutor prosecutors attorney lawyer lawyers barrister solicitor counsel defence defense",
    "witness witnesses resident residents neighbour neighbours neighbor neighbors bystander bystanders villagers passers-by passenger "
    "passengers survivor survivors",
    "doctor doctors hospital surgeon surgeons nurse nurses medic medics paramedics",
    "firefighter firefighters fire",
    "army military soldiers general colonel navy admiral troops",
    "minister ministry government cabinet secretary president chancellor premier",
    "mayor council councillor councillors alderman",
    "scientist scientists researcher researchers professor university",
    "farmer farmers growers fishermen",
    "analyst analysts economist economists broker brokers dealers traders",
    "students pupils teachers teacher headteacher",
    "media newspaper newspapers agency press outlet outlets broadcaster broadcasters news",
)
_SORT_OF: Final = {word: number for number, line in enumerate(_SORTS) for word in line.split()}
"""Speakers of different sorts are different speakers: words of one line can mean one speaker, words of two lines cannot."""
_BODIES: Final = frozenset(
    """department group company firm bank agency committee commission board panel ministry government council court union party
    survey study report poll statement filing document letter newspaper paper magazine program programme campaign office authority
    association organisation organization federation institute bureau spokesman spokeswoman spokesperson family relatives team
    police army military""".split()
)
"""Nameless speakers that are no single known person in disguise, as "the senator" may be."""
_FOR_A_BODY: Final = frozenset(
    """executive executives official officials boss bosses manager managers management representative representatives spokesman
    spokeswoman spokesperson spokespeople director directors leadership officers""".split()
)
"""Who speaks when a company speaks."""
_RESEARCHERS: Final = frozenset({"team", "researcher", "scientist", "author"})
_LEARNED: Final = frozenset(
    "university college institute institution school laboratory lab hospital centre center academy".split()
)
_INDEFINITE: Final = frozenset({"a", "an", "another", "some", "several", "many", "one", "few", "two", "three", "most", "other"})
_WRITTEN: Final = frozenset({MentionForm.FULL, MentionForm.SHORT})
_LETTERS: Final = re.compile(r"[a-z][a-z-]+")
_LINKING: Final = frozenset({"of", "for", "at", "in", "from", "who", "with"})
_VAGUE: Final = frozenset({"he", "she", "it", "they", "who", "which", "that", "both", "others", "guys", "people", "those"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report speaks: the passage, its document and reading."""

    passage: Passage
    document: Document
    reading: Reading


class Roster:
    """Everybody whom the evidence names, found by a word of the name: one pass over the evidence, none per sentence."""

    def __init__(self, evidence: Evidence) -> None:
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        self._outlets: dict[str, list[str]] = defaultdict(list)
        for document in evidence.documents:
            if document.source.name:
                self._outlets[document.source.name].append(document.id)
            for name in evidence.reading(document.id).names:
                for word in _forms(name):
                    self._by_word[word].append(name)

    def identify(self, speaker: Speaker) -> Speaker:
        """See ``reading.speakers.identify``: the speaker under the name that the evidence gives him."""
        if speaker.name is None:
            return speaker
        like = self._like(speaker.name)
        words = _ordered(speaker.name)
        turned = [name for name in like if name.kind is speaker.name.kind is NameKind.ORGANISATION and _ordered(name) == words]
        if turned and not any(name.key == speaker.name.key for name in like):
            return replace(speaker, name=turned[0])
        known = {(name.key, name.text, name.office): name for name in like}
        return identify(speaker, [Reading(document_id="", sentences=(), names=tuple(known.values()))])

    def own_reports(self, speaker: Speaker) -> frozenset[str]:
        """Ids of the documents that the speaker, an outlet, published."""
        return frozenset(
            document_id for outlet, found in self._outlets.items() if names_outlet(speaker, outlet) for document_id in found
        )

    def is_named(self, speaker: Speaker, evidence: Evidence) -> bool:
        """Whether any report names the speaker, or a passage that a search finds holds the words."""
        if speaker.name is not None and any(same_name(speaker.name, name) for name in self._like(speaker.name)):
            return True
        return any(_holds(speaker, hit.passage.text) for hit in evidence.search(speaker.text))

    def _like(self, name: Name) -> list[Name]:
        return [other for word in sorted(_forms(name)) for other in self._by_word.get(word, ())]

    def relate(self, mine: Speaker, theirs: Speaker, place: Place) -> Relation:
        """How the draft's speaker stands to a report's speaker at a place of that report."""
        if theirs.name is None and head_of(theirs) in _FOR_A_BODY and _may_be_a_body(mine):
            return Relation.UNKNOWN
        if mine.name is None and theirs.is_person and _may_be_called(mine, theirs, place):
            return Relation.UNKNOWN
        found = compare(mine, theirs)
        if found is not Relation.UNKNOWN or mine.is_pronoun or theirs.is_pronoun:
            return found
        if theirs.name is None and _is_spoken_of(mine, theirs, place):
            return Relation.OTHER
        if _last_word(theirs) in _VAGUE or _last_word(mine) in _VAGUE:
            return found
        if mine.is_person and theirs.name is None:
            return self._named_for_nameless(mine, theirs, place)
        if mine.name is None and (theirs.name is None or theirs.is_person):
            return _nameless_for_another(mine, theirs, place)
        return found

    def _named_for_nameless(self, mine: Speaker, theirs: Speaker, place: Place) -> Relation:
        if _is_another_name(theirs, place):
            return Relation.OTHER
        if sorts_of(mine) and sorts_of(theirs) and not sorts_of(mine) & sorts_of(theirs):
            return Relation.OTHER
        if sorts_of(mine) & sorts_of(theirs) and is_named_near(mine, place):
            return Relation.UNKNOWN  # "a judge" of a caption, beside Justice Marsh in the text
        is_new = theirs.text.split()[0].lower() in _INDEFINITE
        if is_new and _is_named_before(mine, place):
            return Relation.OTHER
        if is_named_near(mine, place):
            return Relation.UNKNOWN
        if is_new or _is_body(theirs):
            return Relation.OTHER
        bearers = [name for name in place.reading.names if theirs.words <= frozenset(_described(name, place))]
        is_another = bool(bearers) and not any(mine.name and same_name(mine.name, name) for name in bearers)
        return Relation.OTHER if is_another else Relation.UNKNOWN


def _is_spoken_of(mine: Speaker, theirs: Speaker, place: Place) -> bool:
    """Whether unnamed people speak in a sentence that names the body besides: what "analysts expect Harlow Steel to do" is no word of
    Harlow Steel's. "The bank" may be the one named."""
    name = mine.name
    if name is None or name.kind is not NameKind.ORGANISATION or not is_crowd(theirs) or sorts_of(mine) & sorts_of(theirs):
        return False
    return any(
        same_name(name, one) and mention.form in _WRITTEN and place.passage.span.covers(mention.span)
        for one in place.reading.names
        for mention in one.mentions
    )


def is_crowd(speaker: Speaker) -> bool:
    """Whether the words bring in unnamed people: "critics", "Norland's state media", "one analyst"."""
    first = speaker.text.split()[0].lower()
    if first in _INDEFINITE:
        return bool(sorts_of(speaker))
    return first != "the" and (_is_plural(head_of(speaker)) or head_of(speaker) == "media")


def _may_be_a_body(speaker: Speaker) -> bool:
    """Whether one word is all that is known of a "person": no first name, no office, nobody who is "he" or "she"; many a company reads
    like that."""
    name = speaker.name
    return (
        name is not None
        and len(name.key.split()) == 1
        and not name.office
        and name.introduction is None
        and all(mention.form is not MentionForm.PRONOUN for mention in name.mentions)
    )


def _may_be_called(mine: Speaker, theirs: Speaker, place: Place) -> bool:
    """Whether a nameless speaker can be the named one: "scientists" a professor, "a witness" whoever testifies, whatever else he is."""
    if head_of(mine) in ("witness", "witnesses") and any(token.lemma == "testify" for token in place.passage.tokens):
        return True
    return bool(sorts_of(mine) & sorts_of(theirs))


def is_spoken_for(speaker: Speaker, place: Place) -> bool:
    """Whether the speaker is a university or the like that the report names, and the place tells of a team that may be its own."""
    name = speaker.name
    if name is None or name.kind is not NameKind.ORGANISATION or not speaker.words & _LEARNED:
        return False
    index = place.passage.index
    near = place.reading.sentences[max(0, index - NEARBY) : index + NEARBY]
    is_team = any(token.lemma in _RESEARCHERS for sentence in near for token in sentence.tokens)
    return is_team and is_named_in(speaker, place.document, place.reading)


def is_named_in(speaker: Speaker, document: Document, reading: Reading) -> bool:
    """Whether the document names the speaker."""
    if speaker.name is not None and any(same_name(speaker.name, name) for name in reading.names):
        return True
    return _holds(speaker, document.text)


def _forms(name: Name) -> frozenset[str]:
    """What names that may be the same share: a word, or the initials of a body."""
    words = name.key.replace("-", " ").split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else ""
    return frozenset(form for form in (name.key, *words, initials) if form)


def _ordered(name: Name) -> tuple[str, ...]:
    """A name's words in one order: "Harlow University" and "the University of Harlow" are one."""
    return tuple(sorted(word for word in name.key.split() if word not in ("of", "the", "for", "in", "at")))


def _holds(speaker: Speaker, text: str) -> bool:
    return (speaker.name.text if speaker.name else speaker.text).lower() in text.lower()


def is_named_near(speaker: Speaker, place: Place) -> bool:
    """Whether the speaker is spoken of in the passage or close by, by a word that only he shares."""
    index = place.passage.index
    near = place.reading.sentences[max(0, index - NEARBY) : index + NEARBY]
    if not near:
        return False
    span = Span(document_id=place.document.id, start=near[0].span.start, end=near[-1].span.end)
    if speaker.name is not None:
        return any(
            same_name(speaker.name, name) and any(span.overlaps(mention.span) for mention in name.mentions)
            for name in place.reading.names
        )
    return bool(speaker.words & frozenset(fold(token.text) for sentence in near for token in sentence.tokens))


def _is_named_before(speaker: Speaker, place: Place) -> bool:
    """Whether the report has named the speaker before: "a spokesman" then is somebody new."""
    start = place.passage.span.start
    return speaker.name is not None and any(
        same_name(speaker.name, name) and any(mention.span.start < start for mention in name.mentions)
        for name in place.reading.names
    )


def head_of(speaker: Speaker) -> str:
    """The word that says what a nameless speaker is: "spokesman" of "the spokesman for the union"."""
    words = [word.lower().strip(",.") for word in speaker.text.split()]
    return next(
        (words[place - 1] for place, word in enumerate(words) if place and word in _LINKING), words[-1] if words else ""
    )


def _nameless_for_another(mine: Speaker, theirs: Speaker, place: Place) -> Relation:
    """ "The mayor" for a fire chief, "the union" for the police; or a sort of speaker that the whole report has none of. Silent where
    the passage itself speaks of such a one."""
    here = frozenset(fold(token.text) for token in place.passage.tokens)
    sorts = sorts_of(mine)
    if mine.words & here or not sorts:
        return Relation.UNKNOWN
    if sorts_of(theirs):
        return Relation.OTHER if not sorts & sorts_of(theirs) else Relation.UNKNOWN
    everywhere = frozenset(_LETTERS.findall(place.document.text.lower()))
    is_nowhere = not any(_SORT_OF[word] in sorts for word in everywhere if word in _SORT_OF)
    return Relation.OTHER if is_nowhere else Relation.UNKNOWN


def sorts_of(speaker: Speaker) -> frozenset[int]:
    """The sorts of speaker that the words name; empty where they name none."""
    return frozenset(_SORT_OF[word] for word in speaker.words if word in _SORT_OF)


def _is_another_name(theirs: Speaker, place: Place) -> bool:
    """Whether the words are a name although nobody could tell whose: "Eder", "Mr. King"."""
    words = theirs.text.split()
    if len(words) > 3 or not all(word[:1].isupper() for word in words) or words[0].lower() in _INDEFINITE | {"the"}:
        return False
    last = next((token for token in place.passage.tokens if token.text == words[-1]), None)
    return last is not None and last.tag == "NNP"


def _is_body(theirs: Speaker) -> bool:
    return head_of(theirs) in _BODIES or _is_plural(head_of(theirs))


def _is_plural(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _last_word(speaker: Speaker) -> str:
    return speaker.text.split()[-1].lower() if speaker.text.split() else "it"


def _described(name: Name, place: Place) -> Sequence[str]:
    if name.kind is not NameKind.PERSON:
        return ()
    introduction = place.document.quote(name.introduction) if name.introduction else ""
    return fold(f"{name.text} {name.office} {introduction}").replace("-", " ").split()


ROSTERS: Final = KeptPerEvidence(Roster)
"""The roster of each evidence."""
