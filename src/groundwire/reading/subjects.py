"""Who does what a verb says: its subject, the agent of a passive, the one a clause leans on, and who only passed the words on."""

from __future__ import annotations

from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.tree import Tree

DEEPEST = 6
"""Steps up the tree to look for the subject of a verb that has none of its own."""
_MAKE_DO = frozenset("inspire lead prompt force persuade cause push drive compel move spur oblige allow enable".split())
"""Verbs whose object does what the next verb says."""
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
AGENTS = frozenset(
    """official source report ministry minister agency police people person newspaper media paper spokesman spokeswoman
    spokesperson
    document study witness statement broadcaster television""".split()
)


def find_speaker(tree: Tree, index: int) -> tuple[int | None, int | None]:
    """The token that heads the subject of the verb, and who carried the words, going up the tree where it has none of
    its own."""
    for _ in range(DEEPEST):
        verb = tree.tokens[index]
        if tree.child(index, "nsubjpass") is not None or tree.child(index, "auxpass") is not None:
            return _agent(tree, index), None
        if verb.tag == "VBN" and verb.dep in ("acl", "advcl", "pcomp") and (agent := _agent(tree, index)) is not None:
            return agent, None
        if (subject := tree.child(index, *_SUBJECTS)) is not None:
            if tree.tokens[subject].lemma in ("who", "which", "that") and verb.dep == "relcl":
                return verb.head, None
            return (subject, None) if _may_speak(tree.tokens[subject]) else (None, None)
        if (subject := _inverted(tree, index)) is not None:
            return subject, None
        if (subject := _torn_off(tree, index)) is not None:
            return subject, None
        head = tree.tokens[verb.head]
        if head.index == index:
            return None, None
        if head.lemma in _MAKE_DO and verb.dep in ("xcomp", "ccomp", "advcl") and verb.tag == "VB":
            moved = next(
                (c for c in tree.children[head.index] if head.index < c < index and tree.tokens[c].dep == "dobj"), None
            )
            if moved is not None:
                return moved, None  # "the ruling led Lund to suggest"
        if verb.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head.index, None
        if verb.dep == "pcomp" and head.lemma == "as":
            return _quoted(tree, head.head)
        if verb.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl"):
            return None, None
        if verb.dep == "ccomp" and (verb.tag != "VBG"):
            return None, None
        index = verb.head
    return None, None


def _agent(tree: Tree, index: int) -> int | None:
    """The one by whom something is done in the passive."""
    by = next((c for c in tree.children[index] if c > index and tree.tokens[c].text.lower() == "by"), None)
    return tree.child(by, "pobj") if by is not None else None


def _quoted(tree: Tree, index: int) -> tuple[int | None, int | None]:
    """Speaker and carrier of "Xinhua quoted Wang as saying" and "Wang was quoted as saying"."""
    if (speaker := tree.child(index, "nsubjpass")) is not None:
        return speaker, _agent(tree, index)
    return tree.child(index, "dobj"), tree.child(index, "nsubj")


def _inverted(tree: Tree, index: int) -> int | None:
    """The subject that the parser took for an object: "..., said Wang"."""
    verb = tree.tokens[index]
    for clause in tree.children[index]:  # "..., reported Reuters citing the ministry": the parser hangs Reuters on "citing"
        if clause > index and tree.tokens[clause].tag == "VBG" and (subject := tree.child(clause, "nsubj")) is not None:
            return subject if tree.phrase(subject)[0] == index + 1 else None
    following = tree.child(index, "dobj", "oprd", "attr", "npadvmod", "dep", "appos")
    if (
        following is None
        or following < index
        or verb.lemma in ("tell", "quote", "cite", "ask", "urge")
        or verb.tag not in ("VBD", "VBZ", "VBP")
    ):
        return None
    if tree.child(index, "ccomp") is None and verb.lemma not in ("say", "add"):
        return None
    first, _ = tree.phrase(following)
    return following if first == index + 1 and tree.tokens[following].pos in ("PROPN", "NOUN", "PRON") else None


def _torn_off(tree: Tree, index: int) -> int | None:
    """The subject that the parser joined to a name before it: "he trained in Holland and Lund said"."""
    before = tree.tokens[index - 1] if index else None
    if before is None or before.pos != "PROPN" or before.dep != "conj" or tree.tokens[index].tag not in ("VBD", "VBZ", "VBP"):
        return None
    first, _ = tree.phrase(before.index)
    return before.index if first and tree.tokens[first - 1].pos == "CCONJ" else None


def _may_speak(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET") and token.lemma not in ("there", "what", "this")


def find_cited(tree: Tree, verb: Token, speaker: int | None, carrier: int | None) -> tuple[int | None, int | None]:
    """Speaker and carrier where the cue goes on "citing X": X speaks, and the subject carries it."""
    if verb.lemma not in cues.SPEECH or speaker is None:
        return speaker, carrier
    places = [*tree.children[verb.index], *tree.children[speaker]]
    for place in places:
        token = tree.tokens[place]
        if token.lemma in ("cite", "quote") and token.tag == "VBG" and (cited := tree.child(place, "dobj")) is not None:
            first, last = tree.phrase(cited)
            if tree.tokens[cited].lemma in AGENTS or any(t.entity in ("ORG", "PERSON") for t in tree.tokens[first : last + 1]):
                return cited, speaker
    return speaker, carrier


def phrase_at(tree: Tree, index: int | None) -> tuple[int, int] | None:
    """The noun phrase headed by a token, by offsets; ``None`` for no token."""
    return None if index is None else tree.offsets(*tree.phrase(index))
