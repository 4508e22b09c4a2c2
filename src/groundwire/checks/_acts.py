"""What somebody does by speaking: denying, admitting, declining to comment, laying blame. A report that has him do the opposite, or
has nobody but another speak of the matter, does not bear it out.

Only acts whose contrast is sure are compared; which of two kinds of praise is warmer is not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from groundwire.checks._owners import Place, Roster, head_of
from groundwire.checks._said import NEGATIONS, Statements, call, words_of
from groundwire.editing.clauses import children_of
from groundwire.model import Document, Draft, Outcome, Passage, Reading, Ruling, Token
from groundwire.reading import cues
from groundwire.reading.names import fold
from groundwire.reading.speakers import Relation, Speaker, compare, speaker_at
from groundwire.reading.tree import Tree


class Kind(Enum):
    """What is done; the value completes "the report has Pike ..."."""

    DENY = "deny it"
    ADMIT = "confirm or admit it"
    DECLINE = "give no answer"
    BLAME = "lay blame"
    REJECT = "reject it"
    WELCOME = "welcome it"


_KINDS: Final = {
    **dict.fromkeys(("deny", "refute", "rebut", "disavow"), Kind.DENY),
    **dict.fromkeys(("admit", "confirm", "concede", "acknowledge", "confess"), Kind.ADMIT),
    **dict.fromkeys(("blame", "accuse", "fault"), Kind.BLAME),
    **dict.fromkeys(
        "reject dismiss rebuff oppose criticise criticize condemn denounce slam decry deplore".split(), Kind.REJECT
    ),
    **dict.fromkeys(
        "welcome praise hail applaud back endorse support embrace share defend accept approve".split(), Kind.WELCOME
    ),
}
_CONTRASTS: Final = {
    Kind.DENY: frozenset({Kind.ADMIT, Kind.DECLINE}),
    Kind.ADMIT: frozenset({Kind.DENY, Kind.DECLINE, Kind.REJECT}),
    Kind.DECLINE: frozenset({Kind.DENY, Kind.ADMIT}),
    Kind.BLAME: frozenset[Kind](),
    Kind.REJECT: frozenset({Kind.WELCOME, Kind.ADMIT}),
    Kind.WELCOME: frozenset({Kind.REJECT}),
}
_REFUSING: Final = frozenset({"decline", "refuse"})
_ANSWERING: Final = frozenset({"comment", "say", "discuss", "answer", "respond", "reply", "speculate", "elaborate", "confirm"})
_REPLYING: Final = frozenset({"respond", "reply", "comment", "answer"})
_OWN: Final = frozenset({"comment", "answer", "reply", "respond", "request", "question", "decline", "refuse"}) | frozenset(
    _KINDS
)
"""Words of the act itself, which are no part of what it is about."""
MOST_OF: Final = 0.6
"""Share of what blame is about that another's statement must hold for the blame to be his."""


@dataclass(frozen=True, slots=True)
class Act:
    """A speaker's act in one passage, and the content words of what it is about: of blame, who or what is blamed."""

    kind: Kind
    verb: Token
    speaker: Speaker
    topic: frozenset[str]


def judge_acts(sentence: Passage, draft: Draft, source: Statements, roster: Roster, check: str) -> list[Ruling]:
    """A ruling for each act of the sentence that the reports have otherwise."""
    rulings = []
    for act in _acts(sentence, draft.document, draft.reading):
        mine = Act(act.kind, act.verb, roster.identify(act.speaker), act.topic)
        found = _contrast(sentence, mine, source) or _anothers(sentence, mine, source, roster)
        if found is None:
            continue
        outcome, note, passage = found
        offset = sentence.span.start
        rulings.append(
            Ruling(
                draft_id=draft.id,
                sentence=sentence.index,
                part=(act.verb.start - offset, act.verb.end - offset),
                check=check,
                outcome=outcome,
                note=note,
                evidence=(passage.span,),
            )
        )
    return rulings


def _acts(passage: Passage, document: Document, reading: Reading) -> Iterator[Act]:
    if not any(token.lemma in _KINDS or token.lemma in _REFUSING or token.lemma in _REPLYING for token in passage.tokens):
        return
    tree = Tree(passage.tokens)
    children = children_of(passage.tokens)
    for token in passage.tokens:
        kind = _kind(token, passage.tokens, children)
        subject = tree.child(token.index, "nsubj")
        if subject is None and token.dep == "conj":
            subject = tree.child(token.head, "nsubj")
        if kind is None or subject is None or passage.tokens[subject].tag in ("WP", "WDT"):
            continue
        first, last = tree.phrase(subject)
        span = document.span(passage.tokens[first].start, passage.tokens[last].end)
        low, high = tree.low[token.index], tree.high[token.index]
        if kind is Kind.BLAME:
            blamed = tree.child(token.index, "dobj")
            low, high = tree.phrase(blamed) if blamed is not None else (0, -1)
        for other in tree.children[token.index]:
            if passage.tokens[other].dep == "conj" and passage.tokens[other].pos == "VERB":
                high = min(high, tree.low[other] - 1)  # what he does besides has a matter of its own
        under = passage.tokens[low : high + 1]
        topic = words_of(word for word in under if not first <= word.index <= last) - _OWN
        yield Act(kind, token, speaker_at(document, reading, span, _key(passage.tokens[subject], reading, document)), topic)


def _key(subject: Token, reading: Reading, document: Document) -> str:
    """The name that the subject stands for, pronouns and offices included, or nothing."""
    for name in reading.names:
        for mention in name.mentions:
            if mention.confidence >= 0.5 and mention.span.start <= subject.start and subject.end <= mention.span.end:
                return name.key
    return ""


def _kind(token: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> Kind | None:
    if token.pos != "VERB":
        return None
    below = [tokens[child] for child in children[token.index]]
    is_negated = any(child.text.lower() in NEGATIONS for child in below)
    if token.lemma in _REFUSING and any(child.dep == "xcomp" and child.lemma in _ANSWERING for child in below):
        return None if is_negated else Kind.DECLINE
    if is_negated:
        return Kind.DECLINE if token.lemma in _REPLYING else None
    if any(child.dep == "aux" and child.tag == "MD" for child in below) or token.dep in ("xcomp", "amod"):
        return None
    return _KINDS.get(cues.lemma_of(token))


def _contrast(sentence: Passage, mine: Act, source: Statements) -> tuple[Outcome, str, Passage] | None:
    """The same speaker's contrary act in a passage found for the sentence, unless another passage bears the sentence out."""
    against: tuple[Act, Passage] | None = None
    for hit in source.evidence.search(sentence.text):
        identity = hit.passage.span.document_id
        document, reading = source.evidence.document(identity), source.evidence.reading(identity)
        if mine.kind is Kind.DENY and any(
            said.negations and _is_same(mine, said.links) for said in source.near(hit.passage) if not said.is_denied
        ):
            return None
        for act in _acts(hit.passage, document, reading):
            if not _is_same(mine, [act.speaker]) or not _shares_topic(mine, act):
                continue
            if act.kind is mine.kind:
                return None
            if act.kind in _CONTRASTS[mine.kind] and against is None:
                against = (act, hit.passage)
    if against is None:
        return None
    act, passage = against
    note = f"the report has {call(act.speaker)} {act.kind.value} (“{act.verb.text}”); the sentence says “{mine.verb.text}”"
    return Outcome.CONTRADICTED, note, passage


def _is_same(mine: Act, links: Sequence[Speaker]) -> bool:
    """Whether one of the links is the speaker; of two without one name the words that say what they are must agree."""
    for link in links:
        nameless = next((one for one in (mine.speaker, link) if one.name is None), None)
        other = link if nameless is mine.speaker else mine.speaker
        if compare(mine.speaker, link) is Relation.SAME and (nameless is None or fold(head_of(nameless)) in other.words):
            return True
    return False


def _shares_topic(mine: Act, theirs: Act) -> bool:
    """Whether two acts are about one matter; who gives no answer gives none to anything, and who rejects one thing may welcome much."""
    if {mine.kind, theirs.kind} & {Kind.REJECT, Kind.WELCOME}:
        return bool(mine.topic) and len(mine.topic & theirs.topic) >= MOST_OF * min(len(mine.topic), len(theirs.topic))
    if Kind.DECLINE in (mine.kind, theirs.kind):
        return not theirs.topic or not mine.topic or theirs.kind is Kind.DECLINE or bool(mine.topic & theirs.topic)
    return bool(mine.topic & theirs.topic)


def _anothers(sentence: Passage, mine: Act, source: Statements, roster: Roster) -> tuple[Outcome, str, Passage] | None:
    """Blame by somebody the reports name, for what only others speak of there."""
    if mine.kind is not Kind.BLAME or mine.speaker.name is None or not mine.topic:
        return None
    owners: list[tuple[str, Passage]] = []
    for hit in source.evidence.search(sentence.text):
        if not mine.topic & words_of(hit.passage.tokens):
            continue
        identity = hit.passage.span.document_id
        place = Place(hit.passage, source.evidence.document(identity), source.evidence.reading(identity))
        if _has_part(mine.speaker, place):
            return None
        for said in source.near(hit.passage):
            relations = [roster.relate(mine.speaker, link, place) for link in said.links]
            if said.quote.confidence < 0.5 or any(relation is not Relation.OTHER for relation in relations):
                return None
            if len(mine.topic & said.words) >= MOST_OF * len(mine.topic):
                owners.append((said.chain, hit.passage))
    if not owners:
        return None
    who, passage = owners[0]
    shown = call(mine.speaker)
    return (
        Outcome.NOT_FOUND,
        f"the report has {who} speak of this, not {shown}; nothing found there has {shown} blame anyone",
        passage,
    )


def _has_part(speaker: Speaker, place: Place) -> bool:
    """Whether the passage itself names the speaker or points at him."""
    return any(
        compare(speaker, Speaker(name.text, name, frozenset())) is not Relation.OTHER
        and mention.span.overlaps(place.passage.span)
        for name in place.reading.names
        if speaker.name is not None and name.kind is speaker.name.kind
        for mention in name.mentions
    )
