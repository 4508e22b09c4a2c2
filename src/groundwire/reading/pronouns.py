"""Whom "he", "she" and "it" mean, where the text leaves no doubt.

Unsure means no mention at all: a wrong antecedent puts words into the wrong mouth. The rules look at one sentence and the one
before it, and want exactly one candidate that fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Mention, MentionForm, NameKind, Passage, Span, Token
from groundwire.reading.antecedents import Person, plain, span_of
from groundwire.reading.gazetteer import OFFICE_HEADS
from groundwire.reading.given_names import GIVEN_NAMES

HE: Final = frozenset({"he", "him", "his", "himself"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})
_IT: Final = frozenset({"it"})
_MALE: Final = frozenset(
    """
    mr sir lord king prince emperor pope spokesman chairman congressman actor duke baron father brother businessman
    """.split()
)
_FEMALE: Final = frozenset(
    """
    mrs ms miss dame lady queen princess empress spokeswoman chairwoman congresswoman actress duchess baroness sister
    businesswoman
    """.split()
)
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_OBJECTS: Final = frozenset({"dobj", "dative"})
OPENING: Final = frozenset({"“", "‘‘", "``"})
CLOSING: Final = frozenset({"”", "''", "’’"})
LONGEST_SENTENCE: Final = 400
"""Most words of a sentence in which pronouns are resolved: beyond that it is no sentence."""
_DOERS: Final = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "boy", "girl", "nurse", "victim", "official")
"""Endings of words for people. A word for a thing that ends so costs an antecedent, no more."""
_TELLS: Final = 0.9
"""Confidence from which a pronoun tells whether a person is "he" or "she"."""
_EXPLETIVE: Final = frozenset(
    ["be", "seem", "appear", "look", "take", "rain", "snow", "become", "happen", "turn", "emerge", "mean"]
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A written or resolved mention in a passage; ``verb`` is the token that its head depends on."""

    key: str
    token: int
    verb: int
    is_subject: bool
    is_main: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the pronouns of a text mean: mentions by key, and of each person spoken of so, "he" or "she"."""

    mentions: Mapping[str, Sequence[Mention]]
    pronouns: Mapping[str, str]


def find_pronouns(passages: Sequence[Passage], people: Sequence[Person], offices: Mapping[str, Sequence[Mention]]) -> Resolved:
    """Pronouns with exactly one antecedent in this or the previous sentence. Those in quotations are left alone.

    The text is gone through twice: whom "she" could only mean the first time is no candidate for "he" the second time."""
    titled = {person.key: _gender(person) for person in people if person.kind is NameKind.PERSON}
    first = _resolve(passages, people, offices, titled)
    learnt = {key: titled[key] or _spoken_of(passages, first.get(key, ())) for key in titled}
    mentions = first if learnt == titled else _resolve(passages, people, offices, learnt)
    return Resolved(mentions, {key: pronoun for key, pronoun in learnt.items() if pronoun})


def _spoken_of(passages: Sequence[Passage], mentions: Sequence[Mention]) -> str:
    """ "he" or "she" where every sure pronoun that is a subject agrees, else nothing."""
    starts = [passage.span.start for passage in passages]
    found = set()
    for mention in mentions:
        if mention.confidence < _TELLS:
            continue
        tokens = passages[bisect_right(starts, mention.span.start) - 1].tokens
        token = tokens[bisect_left(tokens, mention.span.start, key=lambda token: token.start)]
        if token.dep in SUBJECTS:  # "her" in "Holm praised her work" may be anybody's
            found.add("he" if token.text.casefold() in HE else "she")
    return found.pop() if len(found) == 1 else ""


def _resolve(
    passages: Sequence[Passage],
    people: Sequence[Person],
    offices: Mapping[str, Sequence[Mention]],
    gender: Mapping[str, str],
) -> dict[str, list[Mention]]:
    kinds = {person.key: person.kind for person in people}
    seen = _see_all(passages, people, offices)
    found: dict[str, list[Mention]] = defaultdict(list)
    unknown: dict[int, set[str]] = {}
    for place, passage in enumerate(passages):
        if len(passage.tokens) > LONGEST_SENTENCE:
            continue
        before = seen.get(place - 1, []) if place and passage.paragraph - passages[place - 1].paragraph <= 1 else []
        if place and passages[place - 1].role == "headline":
            before = []
        unknown[place] = set()
        for token in outside_quotations(passage):
            word = token.text.casefold()
            here = [one for one in seen[place] if one.token < token.index]
            if word in _IT:
                chosen = _choose_body(token, passage, here, before, kinds)
            elif _kind_of(word) in unknown.get(place - 1, ()) and not any(kinds[one.key] is NameKind.PERSON for one in here):
                chosen = None  # whom "he" of the sentence before means is not known
            elif here or not has_nameless(passage.tokens[: token.index]):
                chosen = _choose_person(token, word, here, before, kinds, gender)
            else:
                chosen = None
            if chosen:
                key, confidence = chosen
                span = span_of(passage, token.index, token.index)
                found[key].append(Mention(span=span, form=MentionForm.PRONOUN, confidence=confidence))
                seen[place].append(_see(key, passage, span, confidence))
            elif token.dep in SUBJECTS and passage.tokens[token.head].dep == "ROOT" and word not in _IT:
                unknown[place].add(_kind_of(word))
    return found


def _see_all(
    passages: Sequence[Passage], people: Sequence[Person], offices: Mapping[str, Sequence[Mention]]
) -> dict[int, list[_Seen]]:
    """The written mentions of each passage."""
    seen: dict[int, list[_Seen]] = defaultdict(list)
    starts = [passage.span.start for passage in passages]
    for person in people:
        for mention in (*person.mentions, *offices.get(person.key, ())):
            place = bisect_right(starts, mention.span.start) - 1
            if place >= 0 and mention.form is not MentionForm.ADJECTIVE and mention.confidence >= 0.5:
                seen[place].append(_see(person.key, passages[place], mention.span, 1.0))
    return seen


def _kind_of(word: str) -> str:
    """ "he" or "she", of whichever form."""
    return "she" if word in SHE else "he"


def _gender(person: Person) -> str:
    for candidate in person.candidates:
        words = {candidate.honorific}
        if candidate.office:
            words |= {plain(token) for token in candidate.passage.tokens[candidate.office[0] : candidate.office[1] + 1]}
        if words & _MALE:
            return "he"
        if words & _FEMALE:
            return "she"
    given = {GIVEN_NAMES.get(candidate.folded.split()[0], "") for candidate in person.candidates if " " in candidate.folded}
    return given.pop() if len(given) == 1 else ""


def has_nameless(tokens: Sequence[Token]) -> bool:
    """Whether somebody without a name acts in these words of a sentence: "A crane driver said he"."""
    return any(
        token.dep in SUBJECTS and token.pos == "NOUN" and (token.lemma in OFFICE_HEADS or token.lemma.endswith(_DOERS))
        for token in tokens
    )


def _see(key: str, passage: Passage, span: Span, confidence: float) -> _Seen:
    tokens = passage.tokens
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    inside = tokens[first : bisect_left(tokens, span.end, key=lambda token: token.start)]
    if not inside:
        return _Seen(key, 0, -1, False, False, confidence)
    indexes = {token.index for token in inside}
    head = next((token for token in inside if token.head not in indexes or token.head == token.index), inside[-1])
    is_subject = head.dep in SUBJECTS
    verb = tokens[head.head]
    return _Seen(
        key, head.index, head.head, is_subject, is_subject and (verb.head == verb.index or verb.dep == "ROOT"), confidence
    )


def outside_quotations(passage: Passage) -> list[Token]:
    """The forms of he, she and it that stand in no quotation of the passage: within one, whom they mean is the speaker's matter."""
    found = []
    depth = 0
    straight = False
    for token in passage.tokens:
        if token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            depth = max(0, depth - 1)
        elif token.text == '"':
            straight = not straight
        elif not depth and not straight and token.pos == "PRON" and token.text.casefold() in HE | SHE | _IT:
            found.append(token)
    return found


def _choose_person(
    token: Token,
    word: str,
    here: Sequence[_Seen],
    before: Sequence[_Seen],
    kinds: Mapping[str, NameKind],
    gender: Mapping[str, str],
) -> tuple[str, float] | None:
    wanted = "he" if word in HE else "she"
    # Who does it is not to whom it is done: "Holm thanked her" is not Holm (Chomsky 1981, principle B).
    doers = {one.key for one in here if one.is_subject and one.verb == token.head} if token.dep in _OBJECTS else set()
    near = [
        one
        for one in (*before, *here)
        if kinds[one.key] is NameKind.PERSON and gender.get(one.key, "") in ("", wanted) and one.key not in doers
    ]
    keys = list(dict.fromkeys(one.key for one in near))
    if len(keys) == 1:
        is_subject = any(one.is_subject for one in near)
        known_gender = gender.get(keys[0]) == wanted
        limit = min(1.0, max(one.confidence for one in near) + 0.0)
        return keys[0], min(limit, 0.9 if is_subject or known_gender else 0.7)
    for group in (here, before):
        subjects = list(dict.fromkeys(one.key for one in group if one in near and one.is_main))
        others = {one.key for one in here if one in near} - set(subjects)
        if len(subjects) == 1 and (group is here or not others) and (token.dep in SUBJECTS or group is here):
            return subjects[0], 0.65
    return None


def _choose_body(
    token: Token, passage: Passage, here: Sequence[_Seen], before: Sequence[_Seen], kinds: Mapping[str, NameKind]
) -> tuple[str, float] | None:
    """Subject to subject only: "The agency closed the dock. It said ..."."""
    verb = passage.tokens[token.head]
    if token.dep not in SUBJECTS or here or verb.lemma in _EXPLETIVE or token.index > 3:
        return None
    bodies = (NameKind.ORGANISATION, NameKind.PLACE)
    keys = {one.key for one in before if kinds[one.key] in bodies}
    subjects = [one for one in before if one.is_main and kinds[one.key] in bodies]
    if len(keys) == 1 and len(subjects) == 1:
        return subjects[0].key, 0.6
    return None
