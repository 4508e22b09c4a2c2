"""What a judge is not asked about, because it stands in no passage and other checks rule on it: a date told anew ("on 2 March" for
"Monday") and the outlet or report that it comes from ("..., the Lindmere Echo reported", "according to an undated report")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from groundwire.editing.clauses import children_of, subtree
from groundwire.model import Draft, Passage, Token

_LEADS: Final = frozenset({"on", "in", "at", "since", "by", "until", "from", "during", "of"})
_REPORTS: Final = frozenset({"report", "source", "article", "dispatch"})
_REPORTING: Final = frozenset({"report", "say", "write", "tell", "announce"})


def unsaid_in(draft: Draft, passage: Passage, near: Sequence[Passage], outlets: frozenset[int]) -> Mapping[int, str]:
    """For the tokens to be left out of a sentence where they begin, and nothing in their place."""
    tokens = passage.tokens
    told = " ".join(other.text for other in near).casefold()
    silent: set[int] = set()
    for time in draft.reading.times:
        if not passage.span.covers(time.span) or draft.document.quote(time.span).casefold() in told:
            continue
        inside = [token.index for token in tokens if time.span.start <= token.start < time.span.end]
        silent.update(inside)
        if inside and inside[0] > 0 and tokens[inside[0] - 1].lemma in _LEADS:
            silent.add(inside[0] - 1)
    silent |= _frame(tokens, outlets)
    return {tokens[index].start: "" for index in silent}


def _frame(tokens: Sequence[Token], outlets: frozenset[int]) -> set[int]:
    """ "The Echo reported that" or ", the Echo reported": subject, verb and what joins them to the rest, where the subject is an outlet."""
    children = children_of(tokens)
    found: set[int] = set()
    for verb in tokens:
        if verb.lemma not in _REPORTING or verb.pos not in ("VERB", "AUX"):
            continue
        subjects = [child for child in children[verb.index] if tokens[child].dep == "nsubj"]
        words = {index for subject in subjects for index in subtree(tokens, subject, children)}
        if not any(tokens[index].start in outlets for index in words):
            continue
        content = [child for child in children[verb.index] if tokens[child].dep in ("ccomp", "parataxis")]
        found |= words | {verb.index}
        found |= {mark for clause in content for mark in children[clause] if tokens[mark].dep == "mark"}
        found |= {child for child in children[verb.index] if tokens[child].dep in ("mark", "aux")}
    return found | _according_to_reports(tokens, outlets, children)


def _according_to_reports(tokens: Sequence[Token], outlets: frozenset[int], children: Sequence[Sequence[int]]) -> set[int]:
    """ "According to a separate, undated report" or "according to the Echo": not what a police report or a minister says."""
    found: set[int] = set()
    for word in tokens:
        if word.lemma not in ("accord", "according"):
            continue
        phrase = subtree(tokens, word.index, children)
        objects = [tokens[index] for index in phrase if tokens[index].dep == "pobj"]
        rest = [
            tokens[index] for index in phrase if tokens[index].pos in ("NOUN", "PROPN") and tokens[index] not in objects[:1]
        ]
        is_ours = bool(objects) and (objects[0].start in outlets or (objects[0].lemma in _REPORTS and not rest))
        found |= set(phrase) if is_ours else set()
    return found
