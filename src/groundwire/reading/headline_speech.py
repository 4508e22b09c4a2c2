"""Who speaks in a headline that tells two deeds of one subject: "Council blasts union, says strike is over"."""

from __future__ import annotations

from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.tree import Tree

_CLOSING = frozenset({",", ";", ":", "-", "–", "—"})
_SPEAKING = frozenset({"NOUN", "PROPN", "PRON"})


def find_two_deeds(tree: Tree, verb: Token) -> tuple[int, int] | None:
    """The tokens of the speaker and of the head of what is said, or ``None`` where ``verb`` is no second verb of a headline.

    A comma right before the cue that closes nothing joins two deeds, whatever the parser makes of the first verb: a clause ("Council
    blasts union" as what is said) or a noun ("Council blasts" as whoever says it)."""
    tokens = tree.tokens
    if verb.lemma not in cues.CLAUSE or verb.tag not in ("VBZ", "VBP") or verb.index < 3 or tokens[verb.index - 1].text != ",":
        return None
    said = next((child for child in tree.children[verb.index] if child > verb.index and tokens[child].dep == "ccomp"), None)
    before = tokens[: verb.index - 1]
    if said is None or any(token.text in _CLOSING for token in before):
        return None
    subject = tree.child(verb.index, "nsubj")
    speaker = (
        _subject_of_deed(tree, verb) if subject is None else _subject_of_noun(tokens, before) if subject < verb.index else None
    )
    return (speaker, said) if speaker is not None and tokens[speaker].pos in _SPEAKING else None


def _subject_of_deed(tree: Tree, verb: Token) -> int | None:
    deed = next(
        (child for child in tree.children[verb.index] if child < verb.index and tree.tokens[child].dep == "ccomp"), None
    )
    return tree.child(deed, "nsubj") if deed is not None else None


def _subject_of_noun(tokens: tuple[Token, ...], before: tuple[Token, ...]) -> int | None:
    """The word before a verb that the parser took for a plural noun."""
    taken = next(
        (t.index for t in before[1:-1] if t.tag == "NNS" and t.text.islower() and t.dep in ("compound", "nsubj")), None
    )
    return taken - 1 if taken is not None and tokens[taken - 1].pos != "ADJ" else None
