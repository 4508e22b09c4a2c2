"""Acts that name the matter spoken of instead of saying what was said: "criticised the bill", "called for an inquiry", "declined to
comment".

They are attributions too (PolNeAR marks them; Newell, Margolin and Ruths 2018), but carry no proposition that could be put into somebody's
mouth, so that they are kept apart from quotes: who stands where on what. The verbs are those with which news does so more often than
not; what they govern counts only where somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.speech import LONGEST_SENTENCE, Act, cue_at
from groundwire.reading.subjects import find_speaker, phrase_at
from groundwire.reading.tree import Tree

_WITH_OBJECT: Final = cues.OBJECT | frozenset(
    """acknowledge advocate applaud articulate assail back bemoan cheer commend congratulate decry defend demand denounce detail discuss
    disavow echo emphasise emphasize endorse express favour favor highlight lament mention note oppose outline question rebuke
    recite recommend recount reference reiterate report repudiate ridicule support thank tout trumpet""".split()
)
_ABOUT: Final = {
    "agree": frozenset({"with"}),
    "allude": frozenset({"to"}),
    "apologise": frozenset({"for"}),
    "apologize": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "ask": frozenset({"about", "for"}),
    "boast": frozenset({"about", "of"}),
    "brag": frozenset({"about", "of"}),
    "call": frozenset({"for", "on"}),
    "campaign": frozenset({"against", "for"}),
    "comment": frozenset({"on", "about"}),
    "complain": frozenset({"about", "of"}),
    "dwell": frozenset({"on"}),
    "elaborate": frozenset({"on"}),
    "hint": frozenset({"at"}),
    "inquire": frozenset({"about"}),
    "joke": frozenset({"about"}),
    "lash": frozenset({"at"}),
    "object": frozenset({"to"}),
    "plead": frozenset({"for"}),
    "point": frozenset({"to"}),
    "press": frozenset({"for"}),
    "protest": frozenset({"against", "about"}),
    "rail": frozenset({"against", "at"}),
    "react": frozenset({"to"}),
    "refer": frozenset({"to"}),
    "respond": frozenset({"to"}),
    "say": frozenset({"about", "of"}),
    "speak": frozenset({"about", "of", "against"}),
    "talk": frozenset({"about", "of"}),
    "testify": frozenset({"about", "against"}),
    "warn": frozenset({"of", "about", "against"}),
    "wonder": frozenset({"about"}),
    "write": frozenset({"about"}),
}
"""Verbs with the prepositions that lead to the matter."""
_REFUSING: Final = frozenset({"decline", "refuse"})
_NAMING: Final = frozenset({"call", "term", "dub", "label", "brand", "deem"})
_PARTS: Final = frozenset({"dobj", "oprd", "prep", "acomp", "attr", "xcomp", "dative", "advcl"})


def find_stances(tree: Tree, number: int, told: Iterable[Act]) -> Iterator[Act]:
    """The acts of a sentence whose content is their matter, in the order of their cues; none for a cue that already hands over a clause
    (``told``). ``number`` is kept as ``Act.passage``."""
    if len(tree.tokens) > LONGEST_SENTENCE:
        return
    taken = {act.cue_token for act in told if act.content is not None}
    for token in tree.tokens:
        if (
            token.pos == "VERB"
            and token.dep != "xcomp"
            and token.index not in taken
            and (found := _matter(tree, token)) is not None
        ):
            cue, content = found
            speaker, carrier = find_speaker(tree, token.index)
            if speaker is None or (tree.tokens[speaker].pos == "NUM" and not tree.tokens[speaker].entity):
                continue
            yield Act(
                passage=number,
                cue_token=token.index,
                cue=cue,
                lemma=token.lemma,
                speaker_token=speaker,
                speaker=phrase_at(tree, speaker),
                content=content,
                scope=content,
                carrier=phrase_at(tree, carrier),
                carrier_token=carrier,
                is_negated=tree.child(token.index, "neg") is not None,
            )


def _matter(tree: Tree, verb: Token) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The cue and the matter of a verb, by offsets; ``None`` where it names none."""
    after = [child for child in tree.children[verb.index] if child > verb.index]
    for child in after:
        leads = tree.tokens[child].text.lower() in _ABOUT.get(verb.lemma, frozenset())
        if leads and tree.tokens[child].dep in ("prep", "agent") and tree.child(verb.index, "dobj") is None:
            content = tree.offsets(child + 1, tree.high[child])
            start, _ = cue_at(tree, verb)
            return ((start, tree.tokens[child].end), content) if content else None
    if verb.lemma in _REFUSING and (refused := tree.child(verb.index, "xcomp")) is not None:
        content = tree.offsets(tree.low[refused], tree.high[refused])
        return (cue_at(tree, verb), content) if content else None
    if verb.lemma not in _WITH_OBJECT:
        return None
    matter = next((child for child in after if tree.tokens[child].dep in ("dobj", "oprd")), None)
    if matter is None or tree.tokens[matter].pos == "PRON":
        return None
    if verb.lemma in _NAMING and not any(tree.tokens[child].dep in ("oprd", "acomp", "attr", "ccomp") for child in after):
        return None  # "called the control room"
    last = max(tree.high[child] for child in after if tree.tokens[child].dep in _PARTS and _belongs(tree, verb, child, matter))
    content = tree.offsets(tree.low[matter], last)
    return (cue_at(tree, verb), content) if content else None


def _belongs(tree: Tree, verb: Token, child: int, matter: int) -> bool:
    """Whether what hangs on the verb is part of the matter: the object, and what it is called or blamed for."""
    token = tree.tokens[child]
    return child == matter or token.dep in ("oprd", "acomp", "attr") or token.lemma in ("as", "for", "of", "to")
