"""Whether words taken out of a quotation still say what they said in it.

The words around an excerpt are looked at in the sentence they were spoken in: a "not", an "only" or an "if" that governs the excerpt
and was left behind, a question that lost its mark, a condition or a "but" that took it back. What the draft says again in its own
words ("said it was not “a good idea”") is not left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._polarities import MODALS, NEGATING_ADJECTIVES, NEGATING_VERBS, NEGATIVE_PRONOUNS, NEGATIVE_WORDS
from groundwire.editing.clauses import children_of
from groundwire.model import Passage, Token
from groundwire.reading import cues

_NO: Final = NEGATIVE_WORDS | NEGATIVE_PRONOUNS | {"no", "without", "cannot"}
_IF: Final = frozenset({"if", "unless", "whether", "until", "provided", "except"})
_BARELY: Final = frozenset({"only", "hardly", "barely", "scarcely", "almost", "nearly"})
_MAYBE: Final = frozenset({"may", "might", "could", "perhaps", "maybe", "possibly"})
_TURNS: Final = frozenset({"but", "although", "though", "however", "yet"})
_UNSURE: Final = frozenset("think believe say know mean suggest claim expect suppose feel imply see guess argue agree".split())
_TRUTH: Final = frozenset("true clear sure certain likely convinced obvious proven evident".split())
_EVIDENCE: Final = (
    cues.NOUNS | cues.EVIDENCE_NOUNS | frozenset("proof sign indication information word reason documentation".split())
)
"""Nouns that bring a clause: who has none of them does not say what it says."""
_ASKING: Final = frozenset("ask wonder question query inquire enquire whether why how what".split())
_OPEN: Final = _MAYBE | {"would", "should", "can", "possible", "likely", "chance", "hope", "consider", "plan", "suggest"}
_SCOPED: Final = frozenset({"attr", "acomp", "xcomp", "oprd", "amod", "advmod", "ccomp"})
"""How an excerpt may hang on a word for the word's "not" to be the excerpt's too."""
_ANSWERS: Final = {
    "not": _NO | NEGATING_VERBS | NEGATING_ADJECTIVES | {"against", "doubt", "opposed", "oppose", "rule", "lack", "reject"},
    "if": _IF | {"condition", "conditional", "should", "would", "could", "once", "when", "case", "depend"},
    "only": _BARELY | {"just", "alone", "sole"},
    "may": _OPEN,
    "?": _ASKING | {"?"},
    "but": _TURNS | {"while", "despite", "still", "except"},
}
"""Words of the draft outside the marks that say again what the excerpt left behind."""
_STOPS: Final = frozenset({".", "!", "?", "...", "…"})
_MARKING: Final = frozenset({"neg", "mark", "advmod", "aux", "det", "preconj"})
"""How a word may hang on another for it to be asked what leaving it behind does."""
CLIMBED: Final = 6
"""Words above an excerpt that are asked whether they turn it round."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What an excerpt left behind: the word, and whether its sense is surely turned (else an editor is only told)."""

    word: str
    is_sure: bool


def find_cut(passages: Sequence[Passage], start: int, end: int, is_question: bool, around: Sequence[Token]) -> Cut | None:
    """What the words at ``start:end`` of a report lost by being quoted alone, or ``None``. ``around`` are the draft's own words
    outside the marks; ``is_question`` tells that the excerpt keeps a question mark of its own."""
    said_again = {form for token in around for form in (token.lemma, token.text.lower())}
    for passage in passages:
        found = _lost(passage, start, end, is_question)
        for kind, word, is_sure in found:
            if not _ANSWERS[kind] & said_again:
                return Cut(word, is_sure)
    return None


def _lost(passage: Passage, start: int, end: int, is_question: bool) -> list[tuple[str, str, bool]]:
    tokens = passage.tokens
    inside = [token.index for token in tokens if start <= token.start and token.end <= end]
    if not any(tokens[index].text[:1].isalnum() for index in inside):
        return []
    low, high = _bounds(tokens, inside[0], inside[-1])
    first, last = inside[0], inside[-1]
    found: list[tuple[str, str, bool]] = []
    if _asks(passage, end) and not is_question and any(tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in inside):
        found.append(("?", "?", True))
    beside = [*tokens[low:first], *tokens[last + 1 : high]]
    if not any(token.text[:1].isalnum() for token in beside):
        return found
    before = next((token for token in reversed(tokens[low:first]) if token.text[:1].isalnum() or token.lemma in _NO), None)
    if before is not None and first - before.index == 1 and (kind := _kind(before)):
        found.append((kind, before.text, True))
    inside = [index for index in inside if index < high]
    return found + _governing(tokens, inside, low, high) + _following(tokens[:high], inside)


def _bounds(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Where the sentences spoken begin and end that the excerpt stands in: a passage may hold several in one pair of marks."""
    low = next((place + 1 for place in range(first - 1, -1, -1) if tokens[place].text in _STOPS), 0)
    high = next((place for place in range(last, len(tokens)) if tokens[place].text in _STOPS), len(tokens))
    return low, max(high, last if tokens[last].text in _STOPS else last + 1)


def _asks(passage: Passage, end: int) -> bool:
    """Whether the sentence is a question that ends with the excerpt."""
    rest = passage.text[max(0, end - passage.span.start) :].strip(" ”\"'’")
    return rest[:1] == "?"


def _kind(token: Token) -> str:
    """What leaving the word behind does: one of the keys of ``_ANSWERS``, or nothing."""
    word = token.text.lower()
    if token.lemma in _NO or word in _NO:
        return "not"
    if word in ("if", "unless", "whether", "until"):
        return "if"
    if word in _BARELY:
        return "only"
    return "may" if word in ("may", "might", "could") else ""


def _governing(tokens: Sequence[Token], inside: Sequence[int], low: int, high: int) -> list[tuple[str, str, bool]]:
    """The words left outside that govern the excerpt's uppermost word: its own, and those of the words it depends on."""
    children = children_of(tokens)
    within = set(inside)
    found: list[tuple[str, str, bool]] = []
    current = _top(tokens, inside)
    for step in range(CLIMBED if current is not None else 0):
        assert current is not None
        for child in children[current]:
            token = tokens[child]
            is_outside = low <= child < high and child not in within
            kind = _kind(token) if is_outside and token.dep in _MARKING else ""
            if kind == "if" and child > inside[-1] or kind in ("only", "may") and (step or child > inside[0]):
                continue
            if kind:
                found.append((kind, token.text, True))
        above = tokens[current].head
        if not low <= above < high or above == current or above in within or not _carries(current, tokens):
            break
        current = above
    return found


def _carries(index: int, tokens: Sequence[Token]) -> bool:
    """Whether a "not" on the word above says no to this one too: "I do not think it is safe", "I have had no report saying it is safe"."""
    token, above = tokens[index], tokens[tokens[index].head]
    if token.dep == "dobj":
        return token.lemma in _EVIDENCE
    if token.tag == "VBG" and token.dep in ("acl", "advcl") and token.lemma in cues.CLAUSE:
        return any(one.lemma in _EVIDENCE and (one is above or one.head == above.index) for one in tokens[above.index : index])
    if token.dep in ("acl", "ccomp") and above.lemma in _EVIDENCE:
        return True
    if token.dep == "ccomp":
        is_telling = above.dep in ("acl", "advcl") and above.lemma in cues.CLAUSE
        return is_telling or above.lemma in _UNSURE | _TRUTH | {"be"}
    return token.dep in _SCOPED


def _top(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """The excerpt's uppermost word where it says something: a verb, or what is said of a subject."""
    within = set(inside)
    tops = [index for index in inside if tokens[index].head not in within or tokens[index].head == index]
    verb = next((index for index in tops if tokens[index].pos in ("VERB", "AUX")), None)
    return verb if verb is not None else next((index for index in tops if tokens[index].dep in ("attr", "acomp")), None)


def _following(tokens: Sequence[Token], inside: Sequence[int]) -> list[tuple[str, str, bool]]:
    """A condition or a "but" right behind the excerpt, where the excerpt is a clause of its own."""
    if not any(tokens[index].tag in ("VBD", "VBZ", "VBP", "MD") for index in inside):
        return []
    rest = [token for token in tokens[inside[-1] + 1 :] if token.text[:1].isalnum()]
    if not rest:
        return []
    word = rest[0].text.lower()
    if word == "only" and len(rest) > 1 and rest[1].text.lower() == "if":
        word = "if"
    if word in ("if", "unless", "until", "provided", "except") and len(rest) > 2:
        return [("if", rest[0].text, True)]
    if word in _TURNS and len(rest) > 1:
        return [("but", rest[0].text, _takes_back([tokens[index] for index in inside], rest[1:]))]
    return []


def _takes_back(said: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what follows "but" says no to what came before it, rather than adding to it: "we would like to, but we cannot"."""
    clause = after[:8]
    has_no = [any(token.lemma in _NO or token.text.lower() in _NO for token in part) for part in (said, clause)]
    is_wish = any(token.text.lower() in MODALS or token.lemma in ("want", "like", "hope", "try", "wish") for token in said)
    return has_no == [False, True] and is_wish
