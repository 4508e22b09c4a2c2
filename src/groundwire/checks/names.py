"""Names: does every name of a sentence stand in the sources, in the place and office that they give it?

Three ways to be wrong: a name that no source has (not found); a name of the sources in the place of another ("the source has
Wang meeting Pinter, not Orban"); an office that the sources give to somebody else. The check blocks or stays silent; a true
sentence must not be blocked because it says "Beijing" where the source says "China"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from groundwire.checks._grammar import NameInPlace, View, Views, neighbours, same_sort, shared, slot
from groundwire.checks._kept import KeptPerEvidence
from groundwire.checks._known_names import NEAR, KnownNames, words_of
from groundwire.editing.matching import LIGHT
from groundwire.model import Draft, Mention, MentionForm, Name, NameKind, Outcome, Passage, Ruling, Span
from groundwire.protocols import Evidence, Tools
from groundwire.reading.gazetteer import HONORIFICS, OFFICE_HEADS, is_seat_of, look_up
from groundwire.reading.name_spans import find_office_before
from groundwire.reading.names import fold, is_form_of, same_name

NAME: Final = "names"
STRONG: Final = 0.6
"""Least share of a sentence's content words that a passage must have before its names may contradict the sentence's."""
RIVAL: Final = 0.6
"""A passage with this much of the best one's share that does have the name, clears it."""

MOST_NAMES: Final = 40
"""A sentence with more names than this is a list, in which places tell nothing."""

_WRITTEN: Final = (MentionForm.FULL, MentionForm.SHORT, MentionForm.ADJECTIVE)
_LABELS: Final = frozenset(
    {"key points", "background", "what happened", "why it matters", "see also", "read next", "what is next", "groundwire"}
)
_EVERYDAY: Final = frozenset({"conservative", "liberal", "green", "western", "orthodox", "allied"})
"""Adjectives that name a party or a group only with a capital."""
_RANKS: Final = frozenset({"vice", "deputy", "assistant", "acting"})
_STATE_OFFICES: Final = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "governor", "mayor", "pope"}
)


class NamesCheck:
    """``Check`` of who and what a sentence names."""

    name = NAME

    def __init__(self) -> None:
        self._known = KeptPerEvidence(KnownNames)

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each name that no source has, or that stands in another's place or office."""
        known = self._known.of(evidence)
        views = Views(evidence)
        rulings: list[Ruling] = []
        for number, passage in enumerate(draft.reading.sentences):
            view = views.of(passage, draft.reading)
            found = list(_missing(draft, number, view, known))
            found += _wrong_offices(draft, number, view, known)
            if not found and any(one.mention.form in _WRITTEN for one in view.names):
                swapped = _swapped(draft, number, view, views.search(passage.text), known)
                found = [ruling for ruling in swapped if not known.is_outlet(passage.text[slice(*ruling.part)])]
            rulings.extend(found)
        return tuple(rulings)


# --- is it there at all? ----------------------------------------------------------------------------------------------


def _missing(draft: Draft, number: int, view: View, known: KnownNames) -> Iterator[Ruling]:
    reported: set[str] = set()
    for name, mention in _written(draft, view):
        text = draft.document.quote(mention.span)
        if name.key in reported or fold(text) in _LABELS:
            continue
        if mention.confidence < 0.5 and known.has_any_word(text):
            continue
        if known.has(name, text) or _is_only_adjective(draft, view, mention, known):
            continue
        reported.add(name.key)
        yield _rule(draft, number, view.passage, mention.span, Outcome.NOT_FOUND, f"no source names {' '.join(text.split())}")


def _is_only_adjective(draft: Draft, view: View, mention: Mention, known: KnownNames) -> bool:
    """Whether the words describe rather than name: "Confederate" where a source has the Confederacy, or an everyday adjective whose capital
    comes from the sentence's beginning ("Conservative Justice Orm") where no source speaks of parties."""
    text = draft.document.quote(mention.span)
    first = next((token for token in view.passage.tokens if token.start == mention.span.start), None)
    if first is None or first.end != mention.span.end:
        return False
    if first.index == 0 and text.casefold() in _EVERYDAY and mention.form is MentionForm.ADJECTIVE:
        return not known.names_parties
    head = view.passage.tokens[first.head]
    is_before_noun = first.tag == "JJ" or (first.dep == "compound" and head.text.islower())
    return is_before_noun and known.has_root(text)


def _written(draft: Draft, view: View) -> list[tuple[Name, Mention]]:
    return [(one.name, one.mention) for one in view.names if one.mention.form in _WRITTEN]


def _rule(
    draft: Draft, number: int, passage: Passage, span: Span, outcome: Outcome, note: str, evidence: tuple[Span, ...] = ()
) -> Ruling:
    part = (span.start - passage.span.start, span.end - passage.span.start)
    return Ruling(draft_id=draft.id, sentence=number, part=part, check=NAME, outcome=outcome, note=note, evidence=evidence)


# --- does it stand in another's place? --------------------------------------------------------------------------------


def _swapped(draft: Draft, number: int, view: View, sources: Sequence[View], known: KnownNames) -> list[Ruling]:
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
    quoted = [quote for quote in draft.reading.quotes if quote.is_direct]
    rulings: list[Ruling] = []
    for one in view.names:
        if one.mention.form not in _WRITTEN or any(_has_in_place(rival, view, one) for rival in rivals):
            continue
        if any(run.content.covers(one.mention.span) and known.has_text(draft.document.quote(run.content)) for run in quoted):
            continue  # the words in the marks are the source's: whether they stay with their speaker is for the check of quotes
        if any(_does_the_same(other, view, one) for other in sources):
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
    same = [other for other in source.names if _is_called_alike(view, one, source, other)]
    if not same:
        return False
    mine = _places(view, one)
    if any(mine & _places(source, other) for other in same):
        return True
    taken = [other for other in source.names if mine & _places(source, other) and other not in same]
    if not taken:
        return True
    crossing = [
        mate
        for mate in view.names
        if not _may_be(mate.name, one.name) and any(_places(view, mate) & _places(source, other) for other in same)
    ]
    return not any(_may_be(mate.name, other.name) for mate in crossing for other in taken)


def _is_called_alike(view: View, one: NameInPlace, source: View, other: NameInPlace) -> bool:
    """Whether the two may be one name, or are written alike where they stand: a source may spell out "HL" elsewhere and use it here. A
    thing may have its maker's name before it."""
    if _may_be(one.name, other.name):
        return True
    mine, theirs = (fold(_text_of(*pair)) for pair in ((view, one), (source, other)))
    if mine == theirs:
        return True
    is_person = NameKind.PERSON in (one.name.kind, other.name.kind)
    return not is_person and bool(theirs) and f" {theirs} " in f" {mine} "


def _text_of(view: View, one: NameInPlace) -> str:
    start = view.passage.span.start
    return view.passage.text[one.mention.span.start - start : one.mention.span.end - start]


def _does_the_same(source: View, view: View, one: NameInPlace) -> bool:
    """Whether the passage has the name in the same place of the same deed, with another of the sentence's names in its own place there:
    "Brandt sued Orsk" clears "Brandt is suing Orsk over its dams" though another report has the ministry sue."""
    mine = {place for place in _places(view, one) if place[1] not in LIGHT and place[1] != "say"}
    if not any(mine & _places(source, other) for other in source.names if _may_be(one.name, other.name)):
        return False
    deeds = {deed for _, deed in mine}
    for mate in view.names:
        shared_places = {place for place in _places(view, mate) if place[1] in deeds} - mine
        if any(shared_places & _places(source, other) for other in source.names if _may_be(mate.name, other.name)):
            return True
    return False


def _places(view: View, one: NameInPlace) -> frozenset[tuple[str, str]]:
    role, governor = slot(view.passage.tokens, one.head)
    return frozenset({(role, governor)}) if governor else frozenset()


def _counterpart(view: View, one: NameInPlace, source: View) -> NameInPlace | None:
    """The other name that the source passage has in this name's place: same role with the same word, or the same neighbours. One that the
    sentence has in that very place beside this name ("Brandt and Orm left") leaves room for it."""
    mine = _places(view, one)
    beside = neighbours(view.passage.tokens, one.first, one.last)
    is_adjective = one.mention.form is MentionForm.ADJECTIVE
    told: NameInPlace | None = None
    for other in source.names:
        if _is_called_alike(view, one, source, other) or not same_sort(one.name.kind, other.name.kind):
            continue
        if is_adjective != (other.mention.form is MentionForm.ADJECTIVE):
            continue
        places = _places(source, other)
        if not mine & places and beside != neighbours(source.passage.tokens, other.first, other.last):
            continue
        mates = [mate for mate in view.names if _may_be(other.name, mate.name)]
        if not mates:
            return other
        is_beside = any(mine & _places(view, mate) for mate in mates)
        if not is_beside and not any(role == "party" for role, _ in mine & places):
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
    if b.key in NEAR.get(a.key, ()):
        return True
    short, long = sorted((a.key, b.key), key=len)
    return f" {short} " in f" {long} " or is_form_of(short, long)


# --- is it the right office? ------------------------------------------------------------------------------------------


def _wrong_offices(draft: Draft, number: int, view: View, known: KnownNames) -> list[Ruling]:
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
    words = [
        word for word in words_of(text.replace("-", " ")) if word not in {"of", "for", "the", "and", "former", "then", "ex"}
    ]
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


def _is_called(text: str, name: Name, known: KnownNames) -> bool:
    """Whether some source has office and name in these words, not as the end of a lower rank ("Vice President")."""
    words = f"{text} {name.text}"
    return known.has_text(words) and not any(known.has_text(f"{rank} {words}") for rank in sorted(_RANKS))


def _held_by_other(text: str, name: Name, given: Sequence[tuple[Name, str]], known: KnownNames) -> bool:
    """Whether the sources give this very state office to somebody else, and only other offices to this person."""
    head, words = _split_office(text)
    if head not in _STATE_OFFICES or not given or any(_split_office(office)[0] == head for _, office in given):
        return False
    return any(
        not same_name(other, name) and _split_office(other.office) == (head, words) for other in known.people_with_offices
    )


def make(tools: Tools) -> NamesCheck:
    """The check; it needs no tools."""
    return NamesCheck()
