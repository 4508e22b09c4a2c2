"""Who speaks in a headline that the parser cannot take apart: of two deeds of one subject ("Council blasts union, says strike is over"),
or with a cue that it took for an auxiliary, a noun or a part of one ("Harlow claims vaccine safe")."""

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


def is_cue_by_its_clause(tree: Tree, token: Token) -> bool:
    """Whether what the parser calls a noun is the cue of its clause: of "officials estimate the flood cost 4m" subject and content hang
    on "estimate"."""
    if token.pos != "NOUN" or token.lemma not in cues.CLAUSE or token.dep not in ("ROOT", "parataxis", "ccomp"):
        return False
    subject, said = tree.child(token.index, "nsubj"), tree.child(token.index, "ccomp")
    return subject is not None and said is not None and subject < token.index < said


def find_swallowed(tree: Tree, verb: Token) -> tuple[int, int] | None:
    """The tokens of the speaker and of the head of what is said where the parser hung the cue on its own content, as an auxiliary of the
    verb or a part of its subject; or ``None``."""
    if verb.lemma not in cues.CLAUSE or verb.tag not in ("VBZ", "VBP", "VBD") or verb.head <= verb.index:
        return None
    head = tree.tokens[verb.head]
    if verb.dep == "compound" and head.dep in ("nsubj", "nsubjpass"):
        head = tree.tokens[head.head]
    elif verb.dep != "aux":
        return None
    subjects = [
        child for place in (verb.index, head.index) for child in tree.children[place] if tree.tokens[child].dep == "nsubj"
    ]
    speaker = next(iter(subjects), None)
    is_told = speaker is not None and speaker < verb.index and tree.tokens[speaker].pos in _SPEAKING
    return (speaker, head.index) if speaker is not None and is_told else None
