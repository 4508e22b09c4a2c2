"""Errors that put something in: a cause, a detail, a comparison or a superlative that no source has."""

from __future__ import annotations

import random
import re

from bench.planted.bases import Base, Named
from bench.planted.lexicon import SPEECH
from bench.planted.people import find_persons
from bench.planted.plant import Planted, Pool, plant
from groundwire.model import FigureKind, NameKind

_CAUSES = (
    "owing to a shortage of trained staff|staff", "prompted by a dispute over pay|pay",
    "following pressure from environmental campaigners|environmental", "largely on account of bad weather|weather",
    "triggered by a computer failure|computer", "out of concern for public health|health",
    "in response to threats of legal action|legal", "on the advice of foreign consultants|consultants",
    "under pressure from trade unions|unions", "in an attempt to win over younger people|younger",
    "as a consequence of an accounting error|accounting", "for fear of a cyber attack|cyber",
    "partly out of concern over rising insurance premiums|insurance",
    "thanks to a donation from an anonymous businessman|donation", "in retaliation for a broken promise|promise",
    "on grounds of national security|security", "owing to a printing error|printing",
    "at the insistence of the tax authorities|tax", "as punishment for late payments|punishment",
    "blamed on a faulty valve|valve", "in the hope of calming the currency markets|currency", "for tax reasons|tax",
    "largely thanks to cheap labour|labour",
)  # fmt: skip
"""A cause and the word that may not be in the article."""
_OF_PERSON = (
    "a father of three|father", "who trained as a dentist|dentist", "speaking by telephone from Geneva|Geneva",
    "who has twice been married|married", "a keen amateur sailor|sailor", "who grew up on a farm|farm",
    "a graduate of Heidelberg University|Heidelberg", "who took up the post in the spring|spring",
    "a former schoolteacher|teacher", "who was recovering from surgery|surgery", "flanked by two of the deputies|flanked",
    "visibly moved|moved",
)  # fmt: skip
_OF_BODY = (
    "which was founded by two brothers|brothers", "which moved to new premises last spring|premises",
    "whose main office is in Rotterdam|Rotterdam", "which is partly owned by a Swedish pension fund|Swedish",
    "which employs many part-time workers|part-time", "whose founder died recently|founder",
)  # fmt: skip
_OF_EVENT = (
    "in front of a crowd of several hundred|crowd", "live on national radio|radio", "at a hotel near the airport|hotel",
    "after talks that lasted until midnight|midnight", "in the presence of two notaries|notaries",
    "in a letter to shareholders|shareholders", "behind closed doors|closed doors", "on a stormy night|stormy",
    "with the help of a Danish partner|Danish", "in a ceremony held by candlelight|candlelight",
    "at a cost that was not disclosed|disclosed", "by a narrow margin after a recount|recount",
    "from a temporary office in a container|container", "on the second attempt|attempt",
)  # fmt: skip
_AFTER_FIGURE = (
    "more than in any previous year", "the highest figure since records began", "twice as much as a year before",
    "well above the European average", "a national record", "the lowest figure in more than two decades",
    "more than all its rivals together", "far more than had been expected",
)  # fmt: skip
_AT_END = (
    ", the first time that this has happened", ", for longer than anybody before", ", more than any of its rivals",
    ", faster than anyone before", ", on a scale never seen before", ", the biggest step of its kind so far",
)  # fmt: skip
_SUPERLATIVES = (
    "the largest",
    "the oldest",
    "the most expensive",
    "the most important",
    "the fastest-growing",
    "the most successful",
)
_RANKED = frozenset(
    """company bank airline factory plant deal strike storm airport port hospital university club team school hotel store theatre film
    album stadium bridge festival museum fund project programme program network newspaper magazine manufacturer producer retailer
    brewery refinery mine station campaign charity exhibition contract group maker supplier exporter importer chain firm brand""".split()
)
_COMPARED = re.compile(
    r"\b(?:record|records|unprecedented|ever|largest|biggest|highest|lowest|most|first time|twice|doubled?|never|since|more than any|"
    r"rivals?|average)\b", re.IGNORECASE
)  # fmt: skip
_REASONED = re.compile(
    r"\b(?:because|due to|after|following|owing|thanks|so that|in order|as a result|amid|caused|blam\w+|prompted|since|for)\b"
)
_STATES = frozenset(
    "be have seem remain appear include contain mean cost own belong exist know like want need think believe".split()
)


def cause(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A reason that nobody gives. Another thing of the same report is never told as the reason: too often it is."""
    if _REASONED.search(base.text) or not _tells_event(base) or not _ends_plainly(base):
        return None
    texts = _usable(base, _CAUSES)
    return _at_end(base, [f" {text}" if text.startswith(("out ", "for ", "in ")) else f", {text}" for text in texts], chance)


def detail(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A detail about a person, a body or the occasion that nobody tells."""
    for named in chance.sample(base.named, len(base.named)):
        texts = _usable(base, {NameKind.PERSON: _OF_PERSON, NameKind.ORGANISATION: _OF_BODY}.get(named.kind, ()))
        if named.kind is NameKind.PERSON and named.name.key not in find_persons(base.article):
            continue
        if texts and named.mention.form == "full" and _takes_apposition(base, named):
            return plant(base, [(named.end, named.end, f", {chance.choice(texts)},")])
    return (
        _at_end(base, [f" {text}" for text in _usable(base, _OF_EVENT)], chance)
        if _tells_event(base) and _ends_plainly(base)
        else None
    )


def _usable(base: Base, templates: tuple[str, ...]) -> list[str]:
    found = []
    for template in templates:
        text, _, word = template.partition("|")
        if not base.says(word) and not base.says(word + "s"):
            found.append(text)
    return found


def _takes_apposition(base: Base, named: Named) -> bool:
    """Whether the name ends the subject of a verb that follows at once."""
    last = base.token_at(named.end - 1)
    if last is None or base.is_quoted(named.start, named.end) or last.dep not in ("nsubj", "nsubjpass"):
        return False
    after = base.token_at(named.end + 1)
    head = base.tokens[last.head]
    return (
        base.text[named.end : named.end + 1] == " "
        and after is not None
        and after.tag in ("VBD", "VBZ", "VBP", "MD")
        and (after.index in (head.index, *base.tree.children[head.index]))
    )


def _tells_event(base: Base) -> bool:
    """Whether the main verb tells what somebody did or will do."""
    root = next((t for t in base.tokens if t.dep == "ROOT"), None)
    return root is not None and root.tag in ("VBD", "VBN", "VB", "VBZ") and root.lemma not in _STATES and root.pos == "VERB"


def _ends_plainly(base: Base) -> bool:
    """Whether something can be put at the end that belongs to the main verb: no quotation, no speaker, no list, no late clause."""
    root = next((t for t in base.tokens if t.dep == "ROOT"), None)
    if root is None or not base.text.endswith(".") or base.quoted or len(base.text.split()) > 28:
        return False
    if root.lemma in SPEECH or any(t.lemma in SPEECH for t in base.tokens[-7:]):
        return False
    late = [
        t
        for t in base.tokens
        if t.start > root.start and t.pos in ("VERB", "AUX") and t.tag in ("VBD", "VBZ", "VBP", "MD", "VB", "VBG")
    ]
    return not late and "," not in base.text[root.end :]


def _at_end(base: Base, texts: list[str], chance: random.Random) -> Planted | None:
    stop = len(base.text) - 1
    return plant(base, [(stop, stop, chance.choice(texts))]) if texts else None


def comparison(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A comparison, a record or a superlative that nobody gives."""
    if _COMPARED.search(base.text):
        return None
    ways = [_after_figure, _superlative, _end]
    for way in chance.sample(ways, len(ways)):
        found = way(base, chance)
        if found:
            return found
    return None


def _after_figure(base: Base, chance: random.Random) -> Planted | None:
    for figure in chance.sample(base.figures, len(base.figures)):
        if (
            figure.kind not in (FigureKind.COUNT, FigureKind.MONEY)
            or figure.value < 15
            or base.is_quoted(figure.span.start, figure.span.end)
        ):
            continue
        last = base.token_at(figure.span.end - 1)
        if last is None:
            continue
        end, head = figure.span.end, base.tokens[last.head]
        if head.start == figure.span.end + 1 and head.pos == "NOUN":
            end = head.end
        after = base.text[end:]
        texts = [text for text in _AFTER_FIGURE if not base.says(text)]
        if texts and re.match(r"\.$|,? (?:in|on|from|for|by|at|to|last|and) ", after):
            text = chance.choice(texts)
            return plant(base, [(end, end, f", {text}" if after.startswith((".", ",")) else f", {text},")])
    return None


def _superlative(base: Base, chance: random.Random) -> Planted | None:
    for token in chance.sample(base.tokens, len(base.tokens)):
        if token.lemma not in _RANKED or token.pos != "NOUN" or not base.is_free(token.start, token.end):
            continue
        det = base.tree.child(token.index, "det")
        if det is None or base.tokens[det].text.lower() not in ("a", "an") or token.dep == "compound":
            continue
        word = base.tokens[det]
        new = chance.choice(_SUPERLATIVES)
        return plant(base, [(word.start, word.end, new.capitalize() if word.text[0].isupper() else new)])
    return None


def _end(base: Base, chance: random.Random) -> Planted | None:
    if not (_tells_event(base) and _ends_plainly(base)):
        return None
    return _at_end(base, [text for text in _AT_END if not base.says(text.strip(", "))], chance)
