"""Which picture of the folder goes with a story: one that shows what the story is about, whose date fits, and that may be used. None
rather than a doubtful one.

A picture fits in one of three ways, told by its caption and the people that its metadata name:

* **a person** who is in headline or lede, and with them nobody whom the reports do not name;
* **the happening**: made on its days, at a place or body of headline or lede, and what its caption says happens is what they say;
* **the thing**: the caption is of a place or body of headline or lede and tells of no happening of its own.

Only the first and the third may be older than the news; they then say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundwire.editing.dating import MONTHS
from groundwire.editing.evidence import lemmas_of
from groundwire.model import Document, Illustration, MentionForm, NameKind, Passage, Picture, Reading, Rights, Token
from groundwire.reading.capitals import fold
from groundwire.reading.gazetteer import look_up

BEFORE, AFTER = timedelta(days=3), timedelta(days=1)
"""How long before and after the newest report a picture of the happening may have been made."""
READ = 40
"""Most captions that are read in full for one story: of pictures that may be used, then of those that share most names with it."""
TOLD = 5
"""Most pictures of which it is said why they were not used."""
_SYNTHETIC = frozenset(
    ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicallyEnhanced", "algorithmicMedia")
    + ("compositeSynthetic", "virtualRecording")
)
"""IPTC's digital source types of pictures that no camera and no hand has made, or not alone."""
_STANDING = frozenset("be stand lie see show picture view overlook house sit photograph remain rise dominate face have".split())
"""Verbs of captions that tell of no happening."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_HAPPENINGS = frozenset(
    """
    fire blaze explosion blast flood crash collision accident collapse wreck wreckage storm earthquake landslide protest rally march
    demonstration strike riot attack shooting raid arrest trial hearing funeral wedding ceremony inauguration opening festival concert
    match race final game election vote referendum summit meeting talks conference visit launch rescue evacuation aftermath parade
    celebration dispute ruin damage debris victim mourner rubble spill outbreak
    """.split()
)
"""Nouns that make a caption one of a happening."""
_VAGUE = frozenset(
    """
    say tell day week month year time people man woman child new old first last other more many one two three four five part way
    make take get go come give see show stand picture photo photograph file view monday tuesday wednesday thursday friday saturday
    sunday morning afternoon evening night town city village country street area north south east west
    """.split()
)
"""Words that two captions share without showing the same."""
_OF_BODIES = frozenset(
    "headquarters headquarter logo sign office building plant factory branch store depot works seat entrance".split()
)

_VIEWS = frozenset("view aerial panorama exterior interior front gate facade".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of headline or lede; ``forms`` are the words by which these call it: a port by its own name, whose harbour office the
    reports name too."""

    key: str
    text: str
    kind: NameKind
    forms: tuple[str, ...]
    in_headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a story is about: the names of headline and lede, everybody whom its reports name (``company``, as keys), the words of the
    headline and of headline and lede, how the two describe things ("fish" of "market"), and the ``day`` of its newest report."""

    names: tuple[Named, ...]
    company: frozenset[str]
    headline_words: frozenset[str]
    words: frozenset[str]
    described: frozenset[tuple[str, str]]
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The pictures that fit and may be used, best first, and what is to be said of those that fit and may not."""

    fitting: tuple[Illustration, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fit:
    score: int
    shows: tuple[str, ...]


def find_subject(headline: str, lede: str, reports: Sequence[tuple[Document, Reading]], lead: Reading, day: date) -> Subject:
    """What a story with that headline and lede is about, by the names that its ``reports`` have. ``lead`` is the reading of the two, its
    first passage the headline."""
    head, both = _words(headline), _words(f"{headline}\n{lede}")
    found: dict[str, Named] = {}
    company: set[str] = set()
    for document, reading in reports:
        for name in reading.names:
            forms = {name.text} | {
                document.quote(mention.span)
                for mention in name.mentions
                if mention.form in (MentionForm.FULL, MentionForm.SHORT) and mention.confidence >= 0.5
            }
            if name.kind is NameKind.PERSON:
                company.add(name.key)
            if name.kind not in (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION) or _is_word(name.text, document):
                continue
            called = tuple(sorted(form for form in forms if _has(both, form) and (fold(form) == name.key or " " in form)))
            if called or any(_has(both, form) for form in forms):
                in_headline = any(_has(head, form) for form in forms)
                one = Named(key=name.key, text=name.text, kind=name.kind, forms=called, in_headline=in_headline)
                found.setdefault(name.key, one)
    own = {word for name in found.values() for word in name.key.split()}
    return Subject(
        names=tuple(found.values()),
        company=frozenset(company),
        headline_words=_telling(lead.sentences[:1], own),
        words=_telling(lead.sentences, own),
        described=_described(lead.sentences),
        day=day,
    )


def choose(
    pictures: Sequence[Picture], subject: Subject, allowed: Sequence[str], today: date, read: Callable[[str], Reading]
) -> Choice:
    """The pictures that fit the subject and may be used, best first: by how they fit, then the newer, then by name.

    ``allowed`` are the patterns of the setting ``picture_rights``; ``read`` reads a caption as a report is read."""
    near = [
        (find_objection(picture, allowed, today), count, picture)
        for picture in pictures
        if (count := _names_in_common(picture, subject)) and picture.caption
    ]
    # Those that may be used first, so that a thousand that may not never stand before them.
    near.sort(key=lambda one: (bool(one[0]), -one[1], -_age(one[2]), one[2].path))
    fitting: list[tuple[int, Illustration]] = []
    remarks: list[str] = []
    for objection, _, picture in near[:READ]:
        fit = _find_fit(picture, subject, read(picture.caption))
        if fit is None:
            continue
        if objection:
            remarks.append(f"picture {picture.path} shows {' and '.join(fit.shows)} and is not used: {objection}")
            continue
        fitting.append((fit.score, Illustration(picture=picture, shows=fit.shows, note=_note(picture, subject.day))))
    fitting.sort(key=lambda pair: (-pair[0], -_age(pair[1].picture), pair[1].picture.path))
    return Choice(fitting=tuple(illustration for _, illustration in fitting), remarks=tuple(remarks[:TOLD]))


def find_objection(picture: Picture, allowed: Sequence[str], today: date) -> str:
    """Why a picture may not be used, with what could be done; empty where it may. Its rights must be given, by its sidecar or by a pattern
    that credit, source, copyright notice or terms of use match as a whole. Terms that no pattern matches forbid it."""
    if picture.media_type == "image/tiff":
        return "it is TIFF, which browsers do not show; export it as JPEG"
    if picture.origin in _SYNTHETIC:
        return f"it is no photograph ({picture.origin})"
    if picture.released_on and picture.released_on > today:
        return f"it may be used from {_say(picture.released_on)} only"
    if picture.expires_on and picture.expires_on < today:
        return f"it might be used until {_say(picture.expires_on)} only"
    if not credit_of(picture):
        return "it names nobody to credit; a sidecar can"
    if picture.rights is not Rights.UNKNOWN:
        return ""
    terms = [text for text in (picture.usage_terms, picture.instructions, picture.constraints) if text]
    for text in terms:
        if not _is_allowed(text, allowed):
            return f"its terms of use are not among picture_rights (“{' '.join(text.split())[:80]}”)"
    if not any(_is_allowed(text, allowed) for text in (picture.credit, picture.source, picture.copyright_notice, *terms)):
        return f"its rights are not known (credit “{credit_of(picture)[:60]}”); name them in picture_rights or in a sidecar"
    return ""


def credit_of(picture: Picture) -> str:
    """Whom the picture is credited to, in the metadata's own words: its credit line, else its maker, its source, its copyright notice."""
    return picture.credit or picture.byline or picture.source or picture.copyright_notice


def alt_text_of(picture: Picture) -> str:
    """What a reader is told who cannot see it: its alt text, else its caption."""
    return picture.alt_text or picture.caption


def _find_fit(picture: Picture, subject: Subject, caption: Reading) -> _Fit | None:
    """How the picture fits, or ``None``. One that was made after the story's days is of something else."""
    if picture.taken_on and picture.taken_on > subject.day + AFTER:
        return None
    ways = (_as_person, _as_happening, _as_thing)
    fits = [fit for way in ways if (fit := way(picture, subject, caption)) is not None]
    return max(fits, key=lambda fit: fit.score, default=None)


def _as_person(picture: Picture, subject: Subject, caption: Reading) -> _Fit | None:
    seen = [_words(person) for person in picture.people] or [
        _words(name.text) for name in caption.names if name.kind is NameKind.PERSON and " " in name.key
    ]
    if not seen or not all(any(_is_person(words, key) for key in subject.company) for words in seen):
        return None
    main = [
        name for name in subject.names if name.kind is NameKind.PERSON and any(_is_person(words, name.key) for words in seen)
    ]
    if not main:
        return None
    # A group in which one of four is meant says less than a portrait.
    score = (60 if any(name.in_headline for name in main) else 40) - 3 * (len(seen) - len(main))
    return _Fit(score + 10 * _is_of_the_day(picture, subject), tuple(name.text for name in main))


def _as_happening(picture: Picture, subject: Subject, caption: Reading) -> _Fit | None:
    if not _is_of_the_day(picture, subject) or _has_strangers(picture, subject, caption):
        return None
    named = _named_in(picture.caption, subject)
    shared = _shared(caption, subject)
    deeds = {token.lemma for passage in caption.sentences for token in _deeds(passage)}
    deeds |= _telling(caption.sentences, set()) & _HAPPENINGS
    # A caption without a deed says by its things alone what it is of, and one thing may be of anything.
    if not named or not shared or not (deeds & subject.words if deeds else len(shared) > 1):
        return None
    return _Fit(50 + 4 * min(len(shared), 3), tuple(form for _, form in named))


def _as_thing(picture: Picture, subject: Subject, caption: Reading) -> _Fit | None:
    if _has_strangers(picture, subject, caption) or any(_deeds(passage) for passage in caption.sentences):
        return None
    told, things = _telling(caption.sentences, set()), _shared(caption, subject) | _OF_BODIES | _VIEWS
    heads = {token.lemma for token in caption.sentences[0].tokens if token.head == token.index} if caption.sentences else set()
    if told & _HAPPENINGS or not heads & things:
        return None
    named = [
        (name, form)
        for name, form in _named_in(picture.caption, subject)
        if things & told - _OF_BODIES - _VIEWS or (name.kind is NameKind.ORGANISATION and heads & _OF_BODIES)
    ]
    if not named:
        return None
    return _Fit(25 + 8 * any(name.in_headline for name, _ in named), tuple(form for _, form in named))


def _named_in(text: str, subject: Subject) -> list[tuple[Named, str]]:
    """The places and bodies of headline and lede that a caption names, and how; a country is no place to take a picture of. Of a single
    word it is not sure what it names: it counts as a place."""
    words = _words(text)
    names = [name for name in subject.names if name.kind is not NameKind.PERSON or " " not in name.key]
    found = [(name, _called(name, words)) for name in names]
    return [(name, form) for name, form in found if form and not _is_country(fold(form))]


def _called(name: Named, words: Sequence[str]) -> str:
    """How the words call somebody or something of the story: by the longest of its forms, or not at all."""
    return next(
        (form for form in sorted({name.text, *name.forms}, key=lambda form: (-len(form), form)) if _has(words, form)), ""
    )


def _shared(caption: Reading, subject: Subject) -> frozenset[str]:
    """The words of the caption that are the headline's too. A thing that both describe, and each otherwise ("Christmas market" and "fish
    market"), is not the same."""
    mine = _described(caption.sentences)
    return frozenset(
        word
        for word in _telling(caption.sentences, set()) & subject.headline_words
        if not (here := {by for thing, by in mine if thing == word})
        or not (there := {by for thing, by in subject.described if thing == word})
        or here & there
    )


def _described(passages: Sequence[Passage]) -> frozenset[tuple[str, str]]:
    """(thing, word that tells it from others) for all nouns: "bridge" by "swing"."""
    return frozenset(
        (passage.tokens[token.head].lemma, token.lemma.lower())
        for passage in passages
        for token in passage.tokens
        if token.dep in ("compound", "amod") and token.head != token.index
    )


def _has_strangers(picture: Picture, subject: Subject, caption: Reading) -> bool:
    """Whether somebody is in the picture whom the reports do not name."""
    seen = picture.people or [name.text for name in caption.names if name.kind is NameKind.PERSON and " " in name.key]
    return not all(any(_is_person(_words(person), key) for key in subject.company) for person in seen)


def _is_of_the_day(picture: Picture, subject: Subject) -> bool:
    return picture.taken_on is not None and subject.day - BEFORE <= picture.taken_on <= subject.day + AFTER


def _note(picture: Picture, day: date) -> str:
    if picture.taken_on is None:
        return "File picture, undated"
    return "" if day - BEFORE <= picture.taken_on else f"File picture, {_say(picture.taken_on)}"


def _deeds(passage: Passage) -> list[Token]:
    """The finite verbs of a caption that tell what happens; those of standing there do not."""
    return [token for token in passage.tokens if token.tag in _FINITE and token.lemma not in _STANDING]


def _is_word(text: str, document: Document) -> bool:
    """Whether a name of one word is written small elsewhere in its report: a word that opened a sentence."""
    return " " not in text and re.search(rf"\b{re.escape(text.lower())}\b", document.text) is not None


def _telling(passages: Sequence[Passage], besides: set[str]) -> frozenset[str]:
    """The words that tell what is shown or what happened, names and vague words aside."""
    proper = {token.text.lower() for passage in passages for token in passage.tokens if token.pos == "PROPN"}
    found = {lemma for passage in passages for lemma in lemmas_of(passage)}
    return frozenset(lemma for lemma in found - _VAGUE - besides - proper if lemma.isalpha() and len(lemma) > 2)


def _names_in_common(picture: Picture, subject: Subject) -> int:
    words = _words("\n".join((picture.caption, picture.headline, *picture.people)))
    return sum(bool(_called(name, words)) for name in subject.names)


def _is_country(key: str) -> bool:
    entry = look_up(key)
    return entry is not None and entry.kind == "place" and not entry.stands_for


def _is_person(words: Sequence[str], key: str) -> bool:
    """Whether the words name the person of that key: the whole name with whatever stands before and behind it; a single name alone."""
    return _has(words, key) if " " in key else list(words) == [key]


def _has(words: Sequence[str], key: str) -> bool:
    """Whether the key stands in the words, in one run."""
    wanted = _words(key)
    return bool(wanted) and any(list(words[at : at + len(wanted)]) == wanted for at in range(len(words) - len(wanted) + 1))


def _words(text: str) -> list[str]:
    """The words of a text, each folded as names are."""
    return [folded for word in re.findall(r"[^\W_](?:[\w'’.-]*[^\W_.])?", text) if (folded := fold(word))]


def _is_allowed(text: str, allowed: Sequence[str]) -> bool:
    folded = fold(text)
    return bool(folded) and any(
        re.fullmatch(".*".join(re.escape(fold(part)) for part in pattern.split("*")), folded, re.DOTALL) for pattern in allowed
    )


def _age(picture: Picture) -> int:
    return picture.taken_on.toordinal() if picture.taken_on else 0


def _say(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
