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
_NAMING = frozenset(
    """describe call brand label dub term deem bill know refer characterize characterise portray depict hail cast regard""".split()
)
"""Participles that leave unsaid who calls a thing so."""
_PERCEIVED = frozenset("hear see film record show video".split())
"""Passives whose subject does what the next verb says: "is heard asking"."""
_GOING_ON = frozenset("add note stress emphasise emphasize".split())
"""What a speaker does who goes on speaking."""
_MESSAGES = frozenset("statement interview letter tweet post speech release email message note remark address video".split())
"""In these somebody speaks who is named elsewhere in the sentence."""
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
        if (outer := _carried_on(tree, verb)) is not None:
            index = outer
            continue
        if tree.child(index, "nsubjpass") is not None or tree.child(index, "auxpass") is not None:
            return _agent(tree, index), None
        if verb.tag == "VBN" and verb.dep in ("acl", "advcl", "pcomp") and (agent := _agent(tree, index)) is not None:
            return agent, None
        if (subject := _subject(tree, index)) is not None:
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
        if (moved := _made_to(tree, verb, head)) is not None:
            return moved, None
        if verb.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            if _is_named_only(verb, head):
                return None, None
            if (teller := _teller(tree, verb, head)) is None:
                return head.index, None
            index = teller
            continue
        if verb.dep == "pcomp" and head.lemma == "as":
            return _quoted(tree, head.head)
        if verb.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl"):
            return None, None
        if verb.dep == "ccomp" and (verb.tag != "VBG"):
            return None, None
        index = verb.head
    return None, None


def _made_to(tree: Tree, verb: Token, head: Token) -> int | None:
    """The one whom another verb makes or finds do what this one says: "the ruling led Lund to suggest", "Lund is heard asking"."""
    if head.lemma in _MAKE_DO and verb.dep in ("xcomp", "ccomp", "advcl") and verb.tag == "VB":
        between = [child for child in tree.children[head.index] if head.index < child < verb.index]
        return next((child for child in between if tree.tokens[child].dep == "dobj"), None)
    if head.lemma in _PERCEIVED and verb.dep in ("xcomp", "ccomp", "advcl", "oprd") and verb.tag in ("VBG", "VB"):
        return tree.child(head.index, "nsubjpass")
    return None


def _is_named_only(verb: Token, noun: Token) -> bool:
    """Whether the noun does not do what the verb behind it says: "a show described as", "their capacity to identify"."""
    if verb.tag == "VBN":
        return verb.lemma in _NAMING
    return verb.tag == "VB" and noun.pos == "NOUN" and noun.lemma not in AGENTS


def _subject(tree: Tree, index: int) -> int | None:
    """The subject of a verb; of two ("the deputy chief of police Ines Calder said") the name."""
    found = [child for child in tree.children[index] if tree.tokens[child].dep in _SUBJECTS]
    if len(found) > 1 and found[-1] < index and tree.tokens[found[-1]].entity == "PERSON":
        return found[-1]
    return found[0] if found else None


def _carried_on(tree: Tree, verb: Token) -> int | None:
    """The verb of saying that the verb goes on from, hung on what is said by the parser: "Lund said the dock was shut, adding ..."."""
    head = tree.tokens[verb.head]
    is_hung = (verb.dep == "advcl" and verb.tag == "VBG") or (verb.dep == "conj" and verb.tag in ("VBD", "VBZ"))
    if verb.lemma not in _GOING_ON or not is_hung or head.index >= verb.index or tree.child(verb.index, "nsubj") is not None:
        return None
    for _ in range(DEEPEST):
        above = tree.tokens[head.head]
        if above.index == head.index:
            return None
        if head.dep == "ccomp" and above.lemma in cues.SPEECH | cues.JUDGEMENT and above.index < head.index:
            return above.index
        if head.dep not in ("ccomp", "conj", "acl", "relcl", "advcl", "xcomp"):
            return None
        head = above
    return None


def _teller(tree: Tree, verb: Token, message: Token) -> int | None:
    """The verb whose subject speaks in a message: "praised the law in a statement calling it ..."."""
    preposition = tree.tokens[message.head]
    if verb.tag != "VBG" or message.lemma not in _MESSAGES or message.dep != "pobj":
        return None
    above = tree.tokens[preposition.head]
    return above.index if preposition.lemma in ("in", "during", "at", "on") and above.pos == "VERB" else None


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
        or verb.lemma in ("tell", "quote", "cite", "ask", "urge", "warn", "remind", "inform", "assure", "advise")
        or tree.tokens[following].entity in ("DATE", "TIME")
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
    is_noun = token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET") or token.entity in ("PERSON", "ORG")
    return is_noun and token.lemma not in ("there", "what", "this")


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
