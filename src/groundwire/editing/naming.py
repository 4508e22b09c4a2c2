""" "He" by his name: a sentence lifted out of its text says whom it speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from groundwire.model import MentionForm, NameKind, Passage, Reading, Span

SURE = 0.7
"""Confidence of a pronoun's antecedent from which the name is put in its place."""
_POSSESSIVE = frozenset({"his", "its", "their", "her"})
_LEFT_ALONE = frozenset({"himself", "herself", "itself", "themselves", "who", "whom", "whose", "which", "that"})


class Pronouns:
    """The pronouns of one reading whose antecedent is sure, found once for all its passages."""

    def __init__(self, reading: Reading) -> None:
        self._found: dict[Span, dict[int, str]] = {}
        for name in reading.names:
            if name.kind is NameKind.PLACE:
                continue
            pronouns = [m for m in name.mentions if m.form is MentionForm.PRONOUN and m.confidence >= SURE]
            named = [m for m in name.mentions if m.form in (MentionForm.FULL, MentionForm.SHORT)]
            for mention in pronouns:
                passage = reading.passage_at(mention.span)
                if passage is None or any(passage.span.covers(other.span) for other in named):
                    continue
                said = _say(passage, mention.span, name.text)
                if said:
                    self._found.setdefault(passage.span, {})[mention.span.start] = said

    def of(self, passage: Passage) -> Mapping[int, str]:
        """For the pronouns of a passage that names nobody they could mean: where they begin, and the name that is meant."""
        return self._found.get(passage.span, {})


def _say(passage: Passage, span: Span, name: str) -> str:
    """The name in the pronoun's case; empty where a name cannot stand there."""
    token = next((token for token in passage.tokens if token.start == span.start), None)
    if token is None or token.text.lower() in _LEFT_ALONE:
        return ""
    is_possessive = token.text.lower() in _POSSESSIVE and token.tag == "PRP$"
    return name + ("’" if name.endswith("s") else "’s") * is_possessive
