"""Acts of attribution in one parsed sentence: which word hands which clause to whom.

Read off the dependency tree with the word lists of ``cues``: a cue verb with a clause ("said the bridge would open"), an
infinitive ("hopes to deepen"), an object ("denied the charge"), the clause a cue interrupts or follows ("..., Wang said"),
"according to X", a noun with a clause ("warnings that ..."), and the colon ("Minister: we will"). Cue, source (here: speaker)
and content are the terms of PolNeAR (Newell, Margolin and Ruths 2018). Each sentence is linear in its tokens. The
module is a few lines over its measure: the forms of attribution exclude each other and are read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.headline_speech import find_swallowed, find_two_deeds, is_cue_by_its_clause
from groundwire.reading.subjects import AGENTS, find_cited, find_speaker, phrase_at
from groundwire.reading.tree import CLOSE_MODIFIERS, Tree

LONGEST_SENTENCE = 600
"""Tokens beyond which a passage is no sentence (a table, a list without stops) and its grammar tells nothing."""
_ADJUNCTS = frozenset({"prep", "advmod", "npadvmod", "cc", "advcl", "intj", "punct", "mark"})
_REFUSALS = frozenset({"decline", "refuse", "fail", "unable"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act of attribution by offsets in the document. ``scope`` is where words in quotation marks are this speaker's own
    (at least the content); ``content`` is ``None`` where the cue carries no clause. ``carrier`` is who passed it on
    ("Reuters reported, citing Xinhua": speaker Xinhua, carrier Reuters). ``cue_token`` and ``speaker_token`` count in the
    passage."""

    passage: int
    cue_token: int
    cue: tuple[int, int]
    lemma: str
    speaker_token: int | None = None
    speaker: tuple[int, int] | None = None
    content: tuple[int, int] | None = None
    scope: tuple[int, int] | None = None
    carrier: tuple[int, int] | None = None
    carrier_token: int | None = None
    is_negated: bool = False


def find_acts(tree: Tree, number: int) -> list[Act]:
    """Every act of attribution in a sentence, in the order of its cues. ``number`` is kept as ``Act.passage``."""
    if len(tree.tokens) > LONGEST_SENTENCE:
        return []
    acts: list[Act] = []
    for token in tree.tokens:
        is_noun = token.pos in ("NOUN", "PROPN") or token.dep in ("dobj", "pobj")
        if is_cue_by_its_clause(tree, token):
            acts.extend(_verb_act(tree, token, number))
        elif is_noun and token.lemma in cues.NOUNS:
            acts.extend(_noun_act(tree, token, number))
        elif token.pos in ("VERB", "AUX") or (token.dep in ("ROOT", "parataxis") and token.lemma in cues.SPEECH):
            acts.extend(_verb_act(tree, token, number))
        if token.text.lower() in ("according", "per"):
            acts.extend(_according(tree, token, number))
    turn = list(_colon(tree, number))
    if turn and acts and not all(token.text.isupper() for token in tree.tokens[: turn[0].cue_token]):
        return acts
    return [*turn, *acts]  # "RASK: I think ...": his turn holds what he says he thinks


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb_act(tree: Tree, verb: Token, number: int) -> Iterator[Act]:
    if verb.lemma not in cues.CLAUSE and verb.lemma not in cues.INFINITIVE and verb.lemma not in cues.OBJECT:
        return
    head = tree.tokens[verb.head]
    if verb.dep == "xcomp" and head.lemma in _REFUSALS:
        return
    speaker, carrier = find_speaker(tree, verb.index)
    is_passive = tree.child(verb.index, "nsubjpass", "auxpass") is not None
    if verb.lemma in cues.EVIDENCE_VERBS - {"point", "indicate", "suggest", "reveal"} and (
        speaker is None or tree.tokens[speaker].lemma not in cues.EVIDENCE_NOUNS
    ):
        return
    content = _content(tree, verb, speaker)
    if (headline := find_two_deeds(tree, verb)) is not None and (speaker is None or speaker < verb.index):
        speaker, carrier, content = headline[0], None, _clause(tree, verb, headline[1], None)
    elif (swallowed := find_swallowed(tree, verb)) is not None:
        speaker, carrier, content = swallowed[0], None, tree.offsets(verb.index + 1, tree.high[swallowed[1]])
    if (
        is_passive
        and speaker is None
        and not (content and verb.lemma in cues.SPEECH | cues.BELIEF | cues.JUDGEMENT | cues.FORECAST)
    ):
        return
    if speaker is None and not is_passive and verb.dep not in ("ROOT", "ccomp", "parataxis", "conj"):
        return
    speaker, carrier = find_cited(tree, verb, speaker, carrier)
    yield Act(
        passage=number,
        cue_token=verb.index,
        cue=cue_at(tree, verb),
        lemma=verb.lemma,
        speaker_token=speaker,
        speaker=phrase_at(tree, speaker),
        content=content,
        scope=_scope(tree, verb, content),
        carrier=phrase_at(tree, carrier),
        carrier_token=carrier,
        is_negated=tree.child(verb.index, "neg") is not None,
    )


def cue_at(tree: Tree, verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries and adverbs where they stand before it ("has repeatedly denied", "pointed out")."""
    first = last = verb.index
    beside = {child for child in tree.children[verb.index] if tree.tokens[child].dep in ("aux", "auxpass", "neg", "advmod")}
    while first - 1 in beside and tree.tokens[first - 1].tag not in ("WRB", "IN"):
        first -= 1
    if last + 1 < len(tree.tokens) and tree.tokens[last + 1].dep == "prt" and tree.tokens[last + 1].head == verb.index:
        last += 1
    return tree.tokens[first].start, tree.tokens[last].end


def _content(tree: Tree, verb: Token, speaker: int | None) -> tuple[int, int] | None:
    if verb.lemma in cues.CLAUSE:
        if (clause := tree.child(verb.index, "ccomp")) is not None and not (
            tree.tokens[clause].tag == "VBG" and clause > verb.index and tree.child(clause, "nsubj") is None
        ):
            return _clause(tree, verb, clause, speaker)
        if (around := _around(tree, verb)) is not None:
            return around
    if verb.lemma in cues.INFINITIVE | cues.FORECAST | cues.CLAUSE:
        clause = tree.child(verb.index, "xcomp")
        if clause is not None and clause > verb.index and tree.tokens[clause].pos in ("VERB", "AUX"):
            return tree.offsets(tree.low[clause], tree.high[clause])
    if (
        verb.lemma in ("accuse", "blame", "charge", "fault", "suspect")
        and (charged := tree.child(verb.index, "dobj")) is not None
    ):
        charge = next(
            (c for c in tree.children[verb.index] if c > charged and tree.tokens[c].lemma in ("of", "for", "with")), None
        )
        if charge is not None:
            return tree.offsets(tree.low[charged], tree.high[charge])
    if (verb.lemma in cues.DENIAL or verb.lemma in cues.FORECAST) and (
        denied := tree.child(verb.index, "dobj", "xcomp")
    ) is not None:
        is_claim = verb.lemma in ("deny", "dispute", "refute", "rebut", "contradict") or verb.lemma in cues.FORECAST
        if denied > verb.index and (is_claim or tree.tokens[denied].lemma in cues.CLAIM_NOUNS):
            return tree.offsets(tree.low[denied], tree.high[denied])
    return None


def _clause(tree: Tree, verb: Token, clause: int, speaker: int | None) -> tuple[int, int] | None:
    """The clause a cue verb carries, where it stands before, around or after the cue."""
    first, last = tree.low[clause], tree.high[clause]
    if last < verb.index:
        group = verb.index
        if speaker is not None and last < tree.phrase(speaker)[0] < verb.index:
            group = tree.phrase(speaker)[0]
        while group - 1 > last and tree.tokens[group - 1].pos not in ("PUNCT",):
            group -= 1
        last = max(last, group - 1)
        for child in tree.children[verb.index]:
            if child < first and tree.tokens[child].dep in _ADJUNCTS:
                first = min(first, tree.low[child])
        return tree.offsets(first, last)
    if first > verb.index:
        while first < last and (tree.tokens[first].pos == "PUNCT" or _is_conjunction(tree.tokens[first])):
            first += 1
        if tree.tokens[verb.index + 1].text == "," and first > verb.index + 2:
            hung = [c for c in tree.children[verb.index] if verb.index + 1 < c < first]
            first = verb.index + 2 if hung and tree.low[hung[0]] == verb.index + 2 else first
        return tree.offsets(first, last)
    return tree.offsets(first, last)


def _is_conjunction(token: Token) -> bool:
    """Whether this is the "that" which only opens a clause."""
    return token.text.lower() == "that" and (token.tag == "IN" or token.dep in ("mark", "advmod"))


def _around(tree: Tree, verb: Token) -> tuple[int, int] | None:
    """The clause that the cue's own clause is set into: "The plan, Wang said, will fail"; "as Wang said, the plan ..."."""
    is_as = any(tree.tokens[c].text.lower() == "as" for c in tree.children[verb.index] if c < verb.index)
    if verb.head == verb.index or verb.dep not in (("parataxis", "advcl") if is_as else ("parataxis",)):
        return None
    if is_as and tree.child(verb.index, "dobj", "pobj") is not None:
        return None
    low, high = tree.low[verb.head], tree.high[verb.head]
    if tree.high[verb.index] >= high - 1:
        high = tree.low[verb.index] - 1
    if tree.low[verb.index] <= low + 1:
        low = tree.high[verb.index] + 1
    return tree.offsets(low, high) if low <= high else None


def _scope(tree: Tree, verb: Token, content: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where words in marks are the speaker's: the content, or what stands after a verb whose objects can hold a quotation."""
    if content is not None and verb.lemma not in ("accuse", "blame", "charge", "deny", "dismiss", "reject"):
        return content
    if verb.lemma not in cues.OBJECT:
        return content
    labels = ("dobj", "oprd", "prep", "ccomp", "xcomp", "acomp", "attr", "pobj", "advcl")
    after = [c for c in tree.children[verb.index] if c > verb.index and tree.tokens[c].dep in labels]
    if verb.dep == "acl":  # "a plan described by the union as ...": the parser may hang "as" on the plan
        after += [c for c in tree.children[verb.head] if c > verb.index and tree.tokens[c].lemma == "as"]
    return (tree.tokens[verb.index].end, max(tree.tokens[tree.high[c]].end for c in after)) if after else content


# --- nouns, according to, the colon -----------------------------------------------------------------------------------


def _noun_act(tree: Tree, noun: Token, number: int) -> Iterator[Act]:
    clause = next(
        (c for c in tree.children[noun.index] if c > noun.index and tree.tokens[c].dep in ("acl", "ccomp", "relcl")), None
    )
    if clause is None or tree.tokens[tree.low[clause]].text.lower() != "that":
        return
    if any(tree.tokens[c].dep in ("nsubj", "dobj") and tree.tokens[c].text.lower() == "that" for c in tree.children[clause]):
        return
    speaker = _owner(tree, noun)
    if speaker is None:
        return
    content = tree.offsets(tree.low[clause] + 1, tree.high[clause])
    first, last = tree.phrase(speaker)
    if first <= noun.index <= last:
        first, last = speaker, speaker
        while (
            first > 0 and tree.tokens[first - 1].dep in CLOSE_MODIFIERS and tree.tokens[first - 1].head in (speaker, noun.index)
        ):
            first -= 1
    while last > first and tree.tokens[last].dep == "case":
        last -= 1
    yield Act(
        passage=number,
        cue_token=noun.index,
        cue=(noun.start, noun.end),
        lemma=noun.lemma,
        speaker_token=speaker,
        speaker=tree.offsets(first, last),
        content=content,
        scope=content,
    )


def _owner(tree: Tree, noun: Token) -> int | None:
    """Who makes the claim a noun names: "Pompeo's warnings", "European Commission warnings", "a warning by Pompeo"."""
    if (owner := tree.child(noun.index, "poss")) is not None:
        return owner
    for child in tree.children[noun.index]:
        token = tree.tokens[child]
        if token.lemma in ("by", "from") and (owner := tree.child(child, "pobj")) is not None:
            return owner
        if child == noun.index - 1 and token.entity in ("ORG", "PERSON", "GPE", "NORP"):
            return child
    head = tree.tokens[noun.head]
    if noun.dep == "dobj" and head.lemma in ("make", "issue", "voice", "express", "repeat", "raise", "have", "hold"):
        return find_speaker(tree, head.index)[0]
    return None


def _according(tree: Tree, token: Token, number: int) -> Iterator[Act]:
    tokens, cue_end = tree.tokens, token.index
    following = token.index + 1
    if following >= len(tokens):
        return
    if token.text.lower() == "according":
        if tokens[following].text.lower() != "to":
            return
        cue_end, following = following, following + 1
    elif tokens[following].entity not in ("ORG", "PERSON"):
        return
    objects = (tree.child(place, "pobj") for place in (cue_end, token.index))
    speaker = next((place for place in objects if place is not None and place > cue_end), None)
    if speaker is None:
        return
    first, last = tree.phrase(speaker)
    first = following if following <= speaker else first
    content = _beside(tree, token.index, last)
    yield Act(
        passage=number,
        cue_token=token.index,
        cue=(token.start, tokens[cue_end].end),
        lemma="according",
        speaker_token=speaker,
        speaker=tree.offsets(first, last),
        content=content,
        scope=content,
    )


def _beside(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """What the phrase from ``first`` to ``last`` leaves of the sentence: the rest after it, before it, or around it."""
    tokens = tree.tokens
    end = len(tokens) - 1
    while end > last and tokens[end].pos == "PUNCT":
        end -= 1
    if all(token.pos in ("PUNCT", "CCONJ", "ADV") for token in tokens[max(0, first - 3) : first]) and first <= 3:
        return tree.offsets(last + 1, end)
    if end <= last or tree.tokens[min(last + 1, end)].text in (";", "-", "–", "—"):
        return tree.offsets(0, first - 1)
    after = last + 2 if tokens[last + 1].text == "," else last + 1
    if after <= end and tokens[after].text.lower() in ("and", "but", "while", "although", "with", "who", "which"):
        return tree.offsets(0, first - 1)
    return tree.offsets(0, end)


def _colon(tree: Tree, number: int) -> Iterator[Act]:
    """ "Minister: we will": a short noun phrase that opens the sentence, then a colon."""
    tokens = tree.tokens
    place = next((t.index for t in tokens[1:9] if t.text == ":"), None)
    if place is None or place + 2 >= len(tokens):
        return
    before = tokens[:place]
    is_named = any(token.entity in ("PERSON", "ORG", "GPE", "NORP") for token in before) or before[-1].lemma in AGENTS
    is_named = is_named or all(token.pos == "PROPN" for token in before) or before[-1].lemma in cues.EVIDENCE_NOUNS
    if not any(token.pos in ("VERB", "AUX") for token in tokens[place + 1 :]):
        return  # a credit ("Source: Nordwire"), a time
    if not is_named or any(token.pos not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "PUNCT") for token in before):
        return
    content = tree.offsets(place + 1, len(tokens) - 1)
    speaker = tree.offsets(0, place - 1)
    if content and speaker:
        yield Act(
            passage=number,
            cue_token=place,
            cue=(tokens[place].start, tokens[place].end),
            lemma=":",
            speaker_token=place - 1,
            speaker=speaker,
            content=content,
            scope=content,
        )
