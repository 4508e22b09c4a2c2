"""Pronouns: is "he" the person that the sources speak of as "he"?

A summary that writes "he" for "she", or a name for a "he" that is somebody else, tells a true deed of the wrong person; every name and
figure of it is still in the sources. Two things are asked. Does the place in the sentence that the pronoun fills ("... would publish",
"... deputy") hold another pronoun in the passages that tell the same? And is the person whom the pronoun plainly means one of whom the
sources say another? Where a passage has a noun in the place, or words that somebody says of himself, the check keeps silent: it blocks or
says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._grammar import NameInPlace, Slot, View, Views, shared, slot, stem
from groundwire.checks._kept import KeptPerEvidence
from groundwire.editing.evidence import passages_behind
from groundwire.model import Draft, MentionForm, Name, NameKind, Outcome, Passage, Ruling, Token
from groundwire.protocols import Evidence, Tools
from groundwire.reading.gazetteer import OFFICE_HEADS
from groundwire.reading.names import same_name
from groundwire.reading.pronouns import HE, LONGEST_SENTENCE, SHE, outside_quotations

NAME: Final = "pronouns"
ALIKE: Final = 0.5
"""Share of the sentence's content words that a passage must have for its "he" to speak against a "she"."""
SAME: Final = 0.75
"""The same for "they" and "it", and for verbs of saying, which stand beside everybody's name."""
SURE: Final = 0.9
"""Confidence of a pronoun's antecedent from which what the sources call that person counts."""
LOOK_BACK: Final = 3
"""Sentences before a pronoun in which nobody else may be spoken of for it to mean the one person there."""
_OTHERS: Final = {
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    "it": "it",
    "its": "it",
    "itself": "it",
}
_FIRST: Final = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "you", "your"})
_ROLES: Final = frozenset({"subj", "obj", "poss", "to"})
_LIGHT: Final = frozenset({"say", "be", "have", "do", "make", "take", "get", "go"})
_TOLD: Final = frozenset({"acomp", "attr", "dobj", "xcomp", "ccomp", "prt", "dative"})
_PEOPLE: Final = frozenset(
    """man woman boy girl father mother husband wife son daughter brother sister friend colleague neighbour neighbor victim suspect
    witness official aide judge lawyer patient passenger resident defendant person""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """What fills a place in a passage: ``word`` is "he", "she", "they" or "it" where that is a pronoun, else empty."""

    word: str
    token: Token
    view: View


class PronounsCheck:
    """``Check`` of who "he" and "she" are."""

    name = NAME

    def __init__(self) -> None:
        self._people = KeptPerEvidence(_People)

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each pronoun, and each name in a pronoun's place, that the sources have otherwise."""
        people, views, own = self._people.of(evidence), Views(evidence), Views(evidence)
        rulings: list[Ruling] = []
        for number, passage in enumerate(draft.reading.sentences):
            if not passage.tokens or len(passage.tokens) > LONGEST_SENTENCE:
                continue
            near: list[_Told] | None = None
            mine = own.of(passage, draft.reading)
            for asked in _asked(mine, people):
                near = _near(draft, number, evidence, views) if near is None else near
                found = _in_place(asked, mine, near) or _of_person(asked, number, draft, mine, near, people)
                if found is not None:
                    note, source = found
                    rulings.append(_rule(draft, number, passage, asked, note, source))
        return tuple(rulings)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A pronoun of the draft, or a name whose pronoun the sources tell: ``word`` is "he" or "she"."""

    word: str
    first: Token
    last: Token
    slot: Slot
    name: str


class _Told:
    """A near passage and what fills its places, worked out once for all pronouns of a sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.fillers = _fillers(view)


class _People:
    """Whom the sources speak of as "he" or "she", by the last word of the name."""

    def __init__(self, evidence: Evidence) -> None:
        self._names: dict[str, list[Name]] = defaultdict(list)
        for document in evidence.documents:
            for name in evidence.reading(document.id).names:
                if name.pronoun:
                    self._names[name.key.split()[-1]].append(name)

    def of(self, name: Name) -> str:
        """ "he" or "she" where the sources agree on it for that person, else nothing."""
        known = {other.pronoun for other in self._names.get(name.key.split()[-1], ()) if same_name(name, other)}
        return known.pop() if len(known) == 1 else ""


def _asked(mine: View, people: _People) -> Iterator[_Asked]:
    tokens = mine.passage.tokens
    for token in outside_quotations(mine.passage):
        if word := _word(token):
            yield _Asked(word, token, token, _place(tokens, token.index), "")
    for one in mine.names:
        if _is_written(one) and (word := people.of(one.name)):
            yield _Asked(word, tokens[one.first], tokens[one.last], _place(tokens, one.head), one.name.text)


def _place(tokens: Sequence[Token], index: int) -> Slot:
    """The grammatical place of a word; of verbs that say little, with what they say of it ("be optimistic", "have time")."""
    role, governor = slot(tokens, index)
    if governor in _LIGHT:
        verb = tokens[index].head
        told = next((token for token in tokens if token.head == verb and token.dep in _TOLD and token.index != index), None)
        governor = f"{governor} {stem(told)}" if told is not None else governor
    return role, governor


def _is_written(one: NameInPlace) -> bool:
    return one.name.kind is NameKind.PERSON and one.mention.form in (MentionForm.FULL, MentionForm.SHORT)


def _word(token: Token) -> str:
    """ "he" or "she" for their forms, else nothing."""
    plain = token.text.casefold()
    return "he" if plain in HE else "she" if plain in SHE else ""


def _near(draft: Draft, number: int, evidence: Evidence, views: Views) -> list[_Told]:
    """The passages that tell most nearly the same, those that the sentence rests on first."""
    own = [views.of(passage) for passage in passages_behind(draft.sentences[number], evidence)]
    found = [*own, *(view for view in views.search(draft.sentences[number].text) if view not in own)]
    return [_Told(view) for view in found]


def _in_place(asked: _Asked, mine: View, near: Sequence[_Told]) -> tuple[str, Passage] | None:
    """What speaks against the word where every passage that fills its place fills it with another pronoun."""
    role, governor = asked.slot
    if role not in _ROLES or not governor:
        return None
    against: Filler | None = None
    for told in near:
        alike = shared(mine, told.view)
        for filler in told.fillers.get(asked.slot, ()):
            is_weak = filler.word in ("they", "it") or governor in _LIGHT
            if not filler.word or filler.word == asked.word:
                return None
            if alike >= (SAME if is_weak or asked.name else ALIKE) and against is None:
                against = filler
    if against is None or (asked.name and against.word in ("they", "it")):
        return None
    theirs = _phrase(against.view.passage, against.token)
    if asked.name:
        return f"the source has “{theirs}” here, and speaks of {asked.name} as “{asked.word}”", against.view.passage
    return f"the source says “{theirs}”, the sentence “{_phrase(mine.passage, asked.first)}”", against.view.passage


def _fillers(view: View) -> Mapping[Slot, Sequence[Filler]]:
    tokens = view.passage.tokens
    found: dict[Slot, list[Filler]] = defaultdict(list)
    for token in tokens:
        plain = token.text.casefold()
        if token.pos == "PRON" and plain not in _FIRST:
            word = _word(token) or _OTHERS.get(plain, "")
            found[_place(tokens, token.index)].append(Filler(word, token, view))
        elif token.pos in ("NOUN", "PROPN", "PRON"):
            found[_place(tokens, token.index)].append(Filler("", token, view))
    return found


def _of_person(
    asked: _Asked, number: int, draft: Draft, mine: View, near: Sequence[_Told], people: _People
) -> tuple[str, Passage] | None:
    """What speaks against the word where it plainly means a person of whom the sources say another, and could mean nobody else."""
    before = draft.reading.sentences[max(0, number - LOOK_BACK) : number + 1]
    if asked.name or _has_others(before, asked.first):
        return None
    told_of = {
        name.key
        for name in draft.reading.names
        if name.kind is NameKind.PERSON
        and any(passage.span.covers(mention.span) for passage in before for mention in name.mentions)
    }
    for one in mine.names:
        is_only = told_of == {one.name.key} and _is_written(one) and one.mention.span.end < asked.first.start
        is_meant = one.mention.span.start == asked.first.start and one.mention.confidence >= SURE
        if not (is_meant or is_only) or not (theirs := people.of(one.name)) or theirs == asked.word:
            continue
        told = [each.view for each in near if one.name.key in each.view.keys]
        if told and not any(_word(token) == asked.word for view in told for token in view.passage.tokens):
            return f"the source speaks of {one.name.text} as “{theirs}”, the sentence as “{asked.word}”", told[0].passage
    return None


def _has_others(passages: Sequence[Passage], pronoun: Token) -> bool:
    """Whether somebody without a name is spoken of before the pronoun: he may be meant."""
    return any(
        token.lemma in OFFICE_HEADS or token.lemma in _PEOPLE
        for passage in passages
        for token in passage.tokens
        if token.pos == "NOUN" and token.start < pronoun.start
    )


def _phrase(passage: Passage, token: Token) -> str:
    """The pronoun with the word it goes with, as the text has it."""
    head = passage.tokens[token.head]
    first, last = min(token.index, head.index), max(token.index, head.index)
    if last - first > 4:
        return token.text
    start = passage.span.start
    return " ".join(passage.text[passage.tokens[first].start - start : passage.tokens[last].end - start].split())


def _rule(draft: Draft, number: int, passage: Passage, asked: _Asked, note: str, source: Passage) -> Ruling:
    offset = passage.span.start
    return Ruling(
        draft_id=draft.id, sentence=number, part=(asked.first.start - offset, asked.last.end - offset), check=NAME,
        outcome=Outcome.CONTRADICTED, note=note, evidence=(source.span,),
    )  # fmt: skip


def make(tools: Tools) -> PronounsCheck:
    """The check; it needs no tools."""
    return PronounsCheck()
