"""Names: does every name of a sentence stand in the sources, in the place and office that they give it?

Three ways to be wrong: a name that no source has (not found); a name of the sources in the place of another ("the source has
Wang meeting Pinter, not Orban"); an office that the sources give to somebody else. The check blocks or stays silent; a true
sentence must not be blocked because it says "Beijing" where the source says "China"."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from groundwire.checks._grammar import NameInPlace, View, Views, neighbours, same_sort, shared, slot, stem_word
from groundwire.model import Draft, Mention, MentionForm, Name, NameKind, Outcome, Passage, Ruling, Span
from groundwire.protocols import Evidence, Tools
from groundwire.reading.gazetteer import (
    CALENDAR,
    GENERIC_BODIES,
    HONORIFICS,
    OFFICE_HEADS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    get_capital_country,
    is_seat_of,
    look_up,
)
from groundwire.reading.name_spans import find_office_before
from groundwire.reading.names import fold, initials, is_form_of, same_name

NAME: Final = "names"
STRONG: Final = 0.6
"""Least share of a sentence's content words that a passage must have before its names may contradict the sentence's."""
RIVAL: Final = 0.6
"""A passage with this much of the best one's share that does have the name, clears it."""

MOST_NAMES: Final = 40
"""A sentence with more names than this is a list, in which places tell nothing."""

_WRITTEN: Final = (MentionForm.FULL, MentionForm.SHORT, MentionForm.ADJECTIVE)
_GENERIC: Final = (
    ORGANISATION_WORDS | GENERIC_BODIES | PLACE_WORDS | OFFICE_HEADS | HONORIFICS | CALENDAR
    | frozenset(
        """
        of the and for & in on at a an - 's ' government state national federal republic day week world war new bachelor
        master masters arts science sciences order tribute award awards prize trophy cup championship championships series medal
        """.split()
    )
)  # fmt: skip
_NEAR: Final = {
    "europe": ("european union", "european commission", "western europe", "eastern europe", "central europe"),
    "european union": ("europe", "european community", "european economic community"),
    "united kingdom": ("england", "scotland", "wales", "northern ireland"),
    "england": ("united kingdom",),
    "russia": ("soviet union",),
    "soviet union": ("russia",),
    "germany": ("west germany", "east germany"),
}
"""Places that writers use for one another."""
_LABELS: Final = frozenset(
    {"key points", "background", "what happened", "why it matters", "see also", "read next", "what is next", "groundwire"}
)
_RANKS: Final = frozenset({"vice", "deputy", "assistant", "acting"})
_STATE_OFFICES: Final = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "governor", "mayor", "pope"}
)


class NamesCheck:
    """``Check`` of who and what a sentence names."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each name that no source has, or that stands in another's place or office."""
        known = _Known(evidence)
        views = Views(evidence)
        rulings: list[Ruling] = []
        for number, passage in enumerate(draft.reading.sentences):
            view = views.of(passage, draft.reading)
            found = list(_missing(draft, number, view, known))
            found += _wrong_offices(draft, number, view, known)
            if not found and any(one.mention.form in _WRITTEN for one in view.names):
                swapped = _swapped(draft, number, view, views.search(passage.text))
                found = [ruling for ruling in swapped if not known.is_outlet(passage.text[slice(*ruling.part)])]
            rulings.extend(found)
        return tuple(rulings)


# --- is it there at all? ----------------------------------------------------------------------------------------------


class _Known:
    """Every name and every word of the evidence, for looking up."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        self._by_word: dict[str, dict[str, Name]] = defaultdict(dict)
        texts: list[str] = []
        for document in evidence.documents:
            for name in evidence.reading(document.id).names:
                self._by_key[name.key].append(name)
                for handle in _handles(name.key):
                    self._by_word[handle].setdefault(name.key, name)
            texts.extend((document.text, document.source.name, document.url, document.source.url, *document.authors))
        words = _words(" \n ".join(texts))
        self._words = frozenset(words)
        self._stems = frozenset(stem_word(word) for word in words)
        self._text = f" {' '.join(words)} "
        self._squashed = frozenset(a + b for a, b in zip(words, words[1:], strict=False)) | self._words
        self._answers: dict[str, bool] = {}

    def is_outlet(self, text: str) -> bool:
        """Whether these words are the outlet of some source: it may be named beside what it reports though its own text does not."""
        words = " ".join(_words(text))
        return any(
            words == " ".join(_words(document.source.name)) for document in self.evidence.documents if document.source.name
        )

    def names_of(self, name: Name) -> list[Name]:
        """The names of the evidence that this one can be, whatever report they stand in."""
        found = list(self._by_key.get(name.key, ()))
        near: dict[str, Name] = {}
        for handle in _handles(name.key):
            near.update(self._by_word.get(handle, {}))
        for key in sorted(near):
            if key != name.key and same_name(name, near[key]):
                found.extend(self._by_key[key])
        return found

    def people_with_offices(self) -> list[Name]:
        """Every person of the evidence whose office is told."""
        return [name for names in self._by_key.values() for name in names if name.office and name.kind is NameKind.PERSON]

    def has(self, name: Name, text: str) -> bool:
        """Whether some source has the name, under any of its forms, or at least the words as they stand."""
        if name.key in self._by_key or self.has_text(text) or self.names_of(name):
            return True
        capital = get_capital_country(name.key)
        if capital and capital in self._by_key:
            return True
        if name.kind is NameKind.PLACE and any(is_seat_of(key, name.key) for key in self._by_key):
            return True
        if any(near in self._by_key for near in _NEAR.get(name.key, ())):
            return True
        return self._has_parts(name, text)

    def has_text(self, text: str) -> bool:
        """Whether the words stand in some source in this order, case, marks and dots aside."""
        wanted = " ".join(_words(text))
        if wanted not in self._answers:
            squashed = wanted.replace(" ", "")
            self._answers[wanted] = f" {wanted} " in self._text or squashed in self._squashed
        return self._answers[wanted]

    def has_any_word(self, text: str) -> bool:
        """Whether at least one word of the text, or its stem, stands in some source."""
        return any(word in self._words or stem_word(word) in self._stems for word in _words(text))

    def _has_parts(self, name: Name, text: str) -> bool:
        """Bodies and things described with other generic words: "the Hungarian government" of a source with "Hungary"."""
        if name.kind is NameKind.PERSON:
            return False
        words = _words(text)
        if len(words) > 2 and any(
            look_up(" ".join(words[:size])) and self.has_text(" ".join(words[size:])) for size in (1, 2)[: len(words) - 2]
        ):
            return True
        telling = [word for word in words if word not in _GENERIC]
        if not telling:
            return True
        return all(self._has_part(word) for word in telling) and (
            len(telling) < len(words) or len(telling) > 1 or name.kind is NameKind.GROUP
        )

    def _has_part(self, word: str) -> bool:
        entry = look_up(word)
        if entry and entry.key in self._by_key:
            return True
        return word in self._words or (len(word) > 4 and stem_word(word) in self._stems)


def _handles(key: str) -> Iterator[str]:
    """The strings under which a name can be found by another form of it."""
    words = key.split()
    yield from dict.fromkeys(words)
    yield "=" + key.replace(" ", "").replace("-", "")
    letters = initials(key)
    yield letters or key


def _words(text: str) -> list[str]:
    """Lower-case words without marks, dots and possessives; hyphens part words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = plain.replace("’", "'").replace("‘", "'").replace(".", "").replace("'s", " ")
    return "".join(c if c.isalnum() or c == "&" else " " for c in plain).split()


def _missing(draft: Draft, number: int, view: View, known: _Known) -> Iterator[Ruling]:
    reported: set[str] = set()
    for name, mention in _written(draft, view):
        text = draft.document.quote(mention.span)
        if name.key in reported or fold(text) in _LABELS:
            continue
        if mention.confidence < 0.5 and known.has_any_word(text):
            continue
        if known.has(name, text):
            continue
        reported.add(name.key)
        yield _rule(draft, number, view.passage, mention.span, Outcome.NOT_FOUND, f"no source names {' '.join(text.split())}")


def _written(draft: Draft, view: View) -> list[tuple[Name, Mention]]:
    return [(one.name, one.mention) for one in view.names if one.mention.form in _WRITTEN]


def _rule(
    draft: Draft, number: int, passage: Passage, span: Span, outcome: Outcome, note: str, evidence: tuple[Span, ...] = ()
) -> Ruling:
    part = (span.start - passage.span.start, span.end - passage.span.start)
    return Ruling(draft_id=draft.id, sentence=number, part=part, check=NAME, outcome=outcome, note=note, evidence=evidence)


# --- does it stand in another's place? --------------------------------------------------------------------------------


def _swapped(draft: Draft, number: int, view: View, sources: Sequence[View]) -> list[Ruling]:
    """Names that stand where the best passage has another. Passages that say as much and have the name clear it."""
    if not sources or not view.content:
        return []
    shares = [shared(view, source) for source in sources]
    best = max(shares)
    if best < STRONG:
        return []
    source = sources[shares.index(best)]
    if max(len(view.names), len(source.names)) > MOST_NAMES:
        return []
    rivals = [other for other, share in zip(sources, shares, strict=True) if share >= RIVAL * best]
    rulings: list[Ruling] = []
    for one in view.names:
        if one.mention.form not in _WRITTEN or any(_has_in_place(rival, view, one) for rival in rivals):
            continue
        there = _counterpart(view, one, source)
        if there is None or not _is_telling(view, source, one, sources):
            continue
        mine, theirs = one.name.text, there.name.text
        note = f"the source has {theirs} here, not {mine}"
        rulings.append(_rule(draft, number, view.passage, one.mention.span, Outcome.CONTRADICTED, note, (source.passage.span,)))
    return rulings


def _has_in_place(source: View, view: View, one: NameInPlace) -> bool:
    """Whether the source passage has the name, and not only in a place where the sentence has another of its names."""
    same = [other for other in source.names if _may_be(one.name, other.name)]
    if not same:
        return False
    mine = _places(view, one)
    if any(mine & _places(source, other) for other in same):
        return True
    taken = [other for other in source.names if mine & _places(source, other) and not _may_be(one.name, other.name)]
    if not taken:
        return True
    crossing = [
        mate
        for mate in view.names
        if not _may_be(mate.name, one.name) and any(_places(view, mate) & _places(source, other) for other in same)
    ]
    return not any(_may_be(mate.name, other.name) for mate in crossing for other in taken)


def _places(view: View, one: NameInPlace) -> frozenset[tuple[str, str]]:
    role, governor = slot(view.passage.tokens, one.head)
    return frozenset({(role, governor)}) if governor else frozenset()


def _counterpart(view: View, one: NameInPlace, source: View) -> NameInPlace | None:
    """The other name that the source passage has in this name's place: same role with the same word, or the same neighbours."""
    mine = _places(view, one)
    beside = neighbours(view.passage.tokens, one.first, one.last)
    is_adjective = one.mention.form is MentionForm.ADJECTIVE
    told: NameInPlace | None = None
    for other in source.names:
        if _may_be(one.name, other.name) or not same_sort(one.name.kind, other.name.kind):
            continue
        if is_adjective != (other.mention.form is MentionForm.ADJECTIVE):
            continue
        places = _places(source, other)
        if not mine & places and beside != neighbours(source.passage.tokens, other.first, other.last):
            continue
        if not any(_may_be(other.name, mate.name) for mate in view.names):
            return other
        if not any(role == "party" for role, _ in mine & places):
            told = told or other
    return told


def _is_telling(view: View, source: View, one: NameInPlace, sources: Sequence[View]) -> bool:
    """Whether the two surely speak of one matter: several words in common, or else no passage near that has the name at all."""
    if len(view.content & source.content) >= 3:
        return True
    return not any(_may_be(one.name, other.name) for near in sources for other in near.names)


def _may_be(a: Name, b: Name) -> bool:
    """Whether two names may mean the same, a capital and its country included."""
    if a.key == b.key or same_name(a, b) or is_seat_of(a.key, b.key) or is_seat_of(b.key, a.key):
        return True
    if b.key in _NEAR.get(a.key, ()):
        return True
    short, long = sorted((a.key, b.key), key=len)
    return f" {short} " in f" {long} " or is_form_of(short, long)


# --- is it the right office? ------------------------------------------------------------------------------------------


def _wrong_offices(draft: Draft, number: int, view: View, known: _Known) -> list[Ruling]:
    rulings: list[Ruling] = []
    tokens = view.passage.tokens
    for one in view.names:
        if one.name.kind is not NameKind.PERSON or one.mention.form not in (MentionForm.FULL, MentionForm.SHORT):
            continue
        place = find_office_before(tokens, one.first)
        if place is None:
            continue
        text = " ".join(token.text for token in tokens[place[0] : place[1] + 1])
        given = [(name, name.office) for name in known.names_of(one.name) if name.office]
        clash = _clash(text, [office for _, office in given]) or _held_by_other(text, one.name, given, known)
        if not clash or _is_called(text, one.name, known):
            continue
        span = Span(document_id=view.passage.span.document_id, start=tokens[place[0]].start, end=one.mention.span.end)
        introduced = next((name.introduction for name, office in given if name.introduction), None)
        note = f"the source calls {one.name.text} {given[0][1]}, not {text}"
        rulings.append(
            _rule(draft, number, view.passage, span, Outcome.CONTRADICTED, note, (introduced,) if introduced else ())
        )
    return rulings


def _split_office(text: str) -> tuple[str, frozenset[str]]:
    """The noun of an office and the words that narrow it, nationality and "former" left aside."""
    words = [word for word in _words(text.replace("-", " ")) if word not in {"of", "for", "the", "and", "former", "then", "ex"}]
    head = next((word for word in words if word in _STATE_OFFICES), next((word for word in words if word in OFFICE_HEADS), ""))
    return head, frozenset(
        word for word in words if word != head and look_up(word, word.isupper()) is None and word not in HONORIFICS
    )


def _clash(text: str, offices: Sequence[str]) -> bool:
    """Whether all offices that the sources give under this noun are narrowed by other words, or by a rank left out here."""
    head, words = _split_office(text)
    same = [found for noun, found in map(_split_office, offices) if noun == head]
    if not head or not same:
        return False
    if words and all(found and not (found & words) for found in same):
        return True
    return all((found & _RANKS) != (words & _RANKS) for found in same)


def _is_called(text: str, name: Name, known: _Known) -> bool:
    """Whether some source has office and name in these words, not as the end of a lower rank ("Vice President")."""
    words = f"{text} {name.text}"
    return known.has_text(words) and not any(known.has_text(f"{rank} {words}") for rank in sorted(_RANKS))


def _held_by_other(text: str, name: Name, given: Sequence[tuple[Name, str]], known: _Known) -> bool:
    """Whether the sources give this very state office to somebody else, and only other offices to this person."""
    head, words = _split_office(text)
    if head not in _STATE_OFFICES or not given or any(_split_office(office)[0] == head for _, office in given):
        return False
    return any(
        not same_name(other, name) and _split_office(other.office) == (head, words) for other in known.people_with_offices()
    )


def make(tools: Tools) -> NamesCheck:
    """The check; it needs no tools."""
    return NamesCheck()
