"""Errors in what is said of them: verb, noun, negation, modality, direction, scope."""

from __future__ import annotations

import random
import re

from bench.planted import lexicon
from bench.planted.bases import Base
from bench.planted.lexicon import SPEECH, inflect
from bench.planted.plant import Planted, Pool, plant
from groundwire.model import Token

_VERBS = lexicon.verbs()
_NOUNS = lexicon.pairs(lexicon.NOUNS)
_DIRECTIONS = lexicon.pairs(lexicon.DIRECTIONS)
_SUM = r"[$£€]?\d[\d,.]*\d(?: ?(?:%|percent|million|billion))?"
_FROM_TO = re.compile(rf"\b(to) ({_SUM}) from ({_SUM})(?![\d-])|\b(from) ({_SUM}) to ({_SUM})(?![\d-])")
_FINITE = ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG")
_SOFT = frozenset(
    "only also just even still already yet ever almost nearly barely hardly no never not nothing nobody none few little".split()
)
_AUXILIARIES = frozenset("is are was were has had have will would can could should must".split())


def verb(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A verb that contrasts."""
    for token in chance.sample(base.tokens, len(base.tokens)):
        options = _VERBS.get(token.lemma.lower(), [])
        if token.pos != "VERB" or token.tag not in _FINITE or not options or not base.is_free(token.start, token.end):
            continue
        if token.dep not in ("ROOT", "ccomp", "conj", "advcl", "xcomp", "relcl", "parataxis") or not _is_plain(base, token):
            continue
        able = [word for word, where in options if _fits(base, token, where)]
        new = inflect(chance.choice(able), token.tag) if able else None
        if new and not base.says(new):
            return plant(base, [(token.start, token.end, new.capitalize() if token.text[0].isupper() else new)])
    return None


def _is_plain(base: Base, token: Token) -> bool:
    return base.tree.child(token.index, "neg", "prt") is None and "-" not in base.text[max(0, token.start - 1) : token.end + 1]


def _fits(base: Base, token: Token, where: str) -> bool:
    tree = base.tree
    thing, passive = tree.child(token.index, "dobj"), tree.child(token.index, "nsubjpass")
    person = thing is not None and base.tokens[thing].entity in ("PERSON", "NORP")
    clause = tree.child(token.index, "ccomp", "xcomp") is not None
    return {
        "t": (thing is not None or passive is not None) and not clause and (thing is None or base.tokens[thing].pos != "PRON"),
        "ta": thing is not None and not clause and base.tokens[thing].pos != "PRON",
        "ti": thing is not None and not person and not clause,
        "n": thing is None
        and passive is None
        and not clause
        and tree.child(token.index, "agent") is None
        and token.tag != "VBN",
        "c": thing is not None or tree.child(token.index, "ccomp") is not None,
        "o": clause and thing is None and tree.child(token.index, "ccomp", "xcomp") is not None and _asks_somebody(base, token),
        "x": tree.child(token.index, "xcomp") is not None and thing is None and passive is None,
    }[where]


def _asks_somebody(base: Base, token: Token) -> bool:
    """Whether somebody is asked to do something: "urged the minister to resign"."""
    return any(
        base.tokens[child].dep in ("ccomp", "xcomp")
        and base.tokens[child].tag == "VB"
        and base.tree.child(child, "nsubj") is not None
        for child in base.tree.children[token.index]
    )


def noun(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A noun of the same sort that means something else."""
    found = [
        match
        for old in _NOUNS
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-]|’s? |' ?s? )", base.text)
        if base.is_free(*match.span())
    ]
    for match in chance.sample(found, len(found)):
        new = _NOUNS[match[0]]
        token = base.token_at(match.end() - 1)
        if token is None or token.pos != "NOUN" or token.dep in ("compound", "nmod", "amod") or base.says(new):
            continue
        if any(base.says(word) for word in (new.rstrip("s"), new.split()[-1])):
            continue
        if base.tree.child(token.index, "compound") is not None and match[0] not in ("president", "spokesman"):
            continue
        return plant(base, [(match.start(), match.end(), new)])
    return None


def negation(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A "not" put in where the source has none, or left out where it has one."""
    edits = _drop_not(base, chance) if chance.random() < 0.5 else None
    return plant(base, edits or _put_not(base, chance) or _drop_not(base, chance) or [])


def _drop_not(base: Base, chance: random.Random) -> list[tuple[int, int, str]]:
    for token in chance.sample(base.tokens, len(base.tokens)):
        if token.dep != "neg" or token.text.lower() not in ("not", "n't", "n’t") or base.is_quoted(token.start, token.end):
            continue
        head, before = base.tokens[token.head], base.tokens[token.index - 1]
        if re.search(r"\b(?:yet|any|anyone|anything|ever|until|either|but|only|because)\b", base.text[token.end :]):
            continue
        following = base.text[token.end : token.end + 1]
        if before.lemma == "do" and before.dep == "aux":
            form = inflect(head.lemma, before.tag) if head.index == token.index + 1 else None
            return [(before.start, head.end, form)] if form else []
        if before.text.lower() in ("ca", "wo", "sha"):
            return [(before.start, token.end, {"ca": "can", "wo": "will", "sha": "shall"}[before.text.lower()])]
        if before.text.lower() in _AUXILIARIES | {"may", "might", "do", "did", "be"}:
            return [(before.end, token.end, "")] if following else []
    return []


def _put_not(base: Base, chance: random.Random) -> list[tuple[int, int, str]]:
    for token in chance.sample(base.tokens, len(base.tokens)):
        if token.dep not in ("ROOT", "ccomp") or token.tag not in _FINITE or base.is_quoted(token.start, token.end):
            continue
        if base.tree.child(token.index, "neg") is not None or token.lemma in SPEECH or token.text[0].isupper():
            continue
        words = [base.tokens[child] for child in base.tree.children[token.index]]
        if any(w.text.lower() in _SOFT or w.dep in ("expl", "preconj") or w.lemma in ("only", "no") for w in words):
            continue
        helper = next((w for w in words if w.dep in ("aux", "auxpass") and w.text.lower() in _AUXILIARIES), None)
        if not any(w.dep in ("nsubj", "nsubjpass") and w.start < token.start for w in words):
            continue
        if helper is not None and helper.start < token.start:
            return [(helper.end, helper.end, " not")]
        if token.text.lower() in _AUXILIARIES and token.lemma == "be":
            return [(token.end, token.end, " not")]
        if helper is None and token.tag in ("VBD", "VBZ", "VBP") and token.lemma not in ("be", "have"):
            do = {"VBD": "did", "VBZ": "does", "VBP": "do"}[token.tag]
            return [(token.start, token.end, f"{do} not {token.lemma.lower()}")]
    return []


def modality(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """What may be told as what will be, what is planned as what is done, what is alleged as what is so."""
    kinds = [_may, _planned, _would, _will, _alleged]
    for kind in chance.sample(kinds, len(kinds)):
        edits = kind(base)
        if edits:
            return plant(base, edits)
    return None


def _may(base: Base) -> list[tuple[int, int, str]]:
    for token in base.tokens:
        if token.text in ("may", "might", "could") and token.tag == "MD" and base.is_free(token.start, token.end):
            head = base.tokens[token.head]
            if token.text == "could" and head.dep not in ("ROOT", "ccomp"):
                continue
            if (
                head.tag == "VB"
                and base.tree.child(head.index, "neg") is None
                and base.tokens[token.index + 1].text not in ("have", "not")
            ):
                return [(token.start, token.end, "will")]
    return []


def _planned(base: Base) -> list[tuple[int, int, str]]:
    pattern = (
        r"\b(?:(plans|intends|hopes|aims|wants)|(plan|intend|hope|aim|want)|(planned|intended|hoped|wanted)|"
        r"(is|are|was|were) (?:expected|likely|due|set|planning|hoping|scheduled|preparing|about)) to (\w+)\b"
    )
    for match in re.finditer(pattern, base.text):
        token = base.token_at(match.start(5))
        verb_ = base.token_at(match.start())
        if (
            verb_ is None
            or verb_.pos not in ("VERB", "AUX")
            or base.is_quoted(*match.span())
            or token is None
            or token.tag != "VB"
            or re.search(r"\bnot\b|n't", base.text[: match.start()][-12:])
        ):
            continue
        participle = inflect(token.lemma.lower(), "VBN")
        if token.lemma in ("be", "have") or participle is None:
            continue
        have = "has" if match[1] or match[4] == "is" else "have" if match[2] or match[4] == "are" else "had"
        return [(match.start(), match.end(), f"{have} {participle}")]
    return []


def _would(base: Base) -> list[tuple[int, int, str]]:
    for token in base.tokens:
        if token.text != "would" or token.index + 1 >= len(base.tokens) or base.is_quoted(token.start, token.end):
            continue
        head, following = base.tokens[token.head], base.tokens[token.index + 1]
        speech = base.tokens[head.head]
        reported = head.dep == "ccomp" and speech.lemma in SPEECH and "if" not in base.lemmas
        if following.index == head.index and head.tag == "VB" and reported and head.lemma not in ("be", "have"):
            participle = inflect(head.lemma.lower(), "VBN")
            return [(token.start, head.end, f"had {participle}")]
    return []


def _will(base: Base) -> list[tuple[int, int, str]]:
    for token in base.tokens:
        if (
            token.text != "will"
            or token.tag != "MD"
            or token.index + 1 >= len(base.tokens)
            or base.is_quoted(token.start, token.end)
        ):
            continue
        head = base.tokens[token.head]
        subject = base.tree.child(head.index, "nsubj")
        if head.index != token.index + 1 or head.tag != "VB" or head.lemma in ("be", "have") or subject is None:
            continue
        noun_ = base.tokens[subject]
        many = (
            noun_.tag in ("NNS", "NNPS") or noun_.text.lower() in ("they", "we") or base.tree.child(subject, "conj") is not None
        )
        participle = inflect(head.lemma.lower(), "VBN")
        if participle and noun_.tag not in ("WDT", "WP") and "if" not in base.lemmas:
            return [(token.start, head.end, f"{'have' if many else 'has'} already {participle}")]
    return []


def _alleged(base: Base) -> list[tuple[int, int, str]]:
    table = {
        "alleged": "proven", "suspected": "convicted", "allegedly": "", "reportedly": "", "apparently": "",
        "probably": "certainly", "possibly": "certainly", "possible": "inevitable", "proposed": "completed",
        "planned": "completed", "potential": "inevitable", "likely": "inevitable", "perhaps": "certainly",
        "unconfirmed": "confirmed", "preliminary": "final", "tentative": "final", "provisional": "final",
    }  # fmt: skip
    for token in base.tokens:
        new = table.get(token.text)
        if new is None or not base.is_free(token.start, token.end) or token.pos not in ("ADJ", "ADV", "VERB"):
            continue
        after = base.text[token.end :]
        if (
            token.text in ("possible", "likely", "potential", "proposed", "planned", "suspected", "alleged")
            and token.dep != "amod"
        ):
            continue
        if not re.match(r" [a-z]", after) or base.says(new or "confirmed"):
            continue
        return [(token.start, token.end + (not new), new)]
    return []


def direction(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """The other way: lower for higher, "from 3 to 5" for "from 5 to 3"."""
    swapped = _FROM_TO.search(base.text)
    if swapped and chance.random() < 0.6 and not base.is_quoted(*swapped.span()):
        one, other = (2, 3) if swapped[1] else (5, 6)
        if not re.fullmatch(r"(?:19|20)\d\d", swapped[one]) and swapped[one] != swapped[other]:
            return plant(base, [(*swapped.span(one), swapped[other]), (*swapped.span(other), swapped[one])])
    found = [
        match
        for old in _DIRECTIONS
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", base.text)
        if base.is_free(*match.span()) and _goes(base, match)
    ]
    for match in chance.sample(found, len(found)):
        if re.search(rf"\b{re.escape(_DIRECTIONS[match[0]])}\b", base.text):
            continue
        longer = any(other is not match and other.start() <= match.start() and match.end() < other.end() for other in found)
        if not longer:
            return plant(base, [(match.start(), match.end(), _DIRECTIONS[match[0]])])
    return None


def _goes(base: Base, match: re.Match[str]) -> bool:
    """Whether the word tells a direction here: "up 3 %", not "set up"."""
    after = base.text[match.end() :]
    if match[0] in ("up", "down"):
        before = base.text[: match.start()]
        measured = re.match(
            r",? (?:by |from |to |about |almost |nearly |more than |just |some |a further )?(?:[$£€]?\d|from|sharply|slightly)",
            after,
        )
        return (
            measured is not None
            and not re.search(r"(?:made|set|taken?|end\w*|sum\w*|catch|it|put|turn\w*) $", before)
            and not after.startswith(" to")
        )
    if match[0] in ("above", "below"):
        return re.match(r" (?:the |its |a |[$£€]?\d|average|expect|forecast|target|zero|last)", after) is not None
    if match[0] in ("lower", "higher"):
        return (word := base.token_at(match.start())) is not None and word.tag in ("JJR", "RBR")
    if match[0] in ("rising", "falling", "growing"):
        return (
            re.match(r" [a-z]+", after) is not None
            and (token := base.token_at(match.start())) is not None
            and token.dep == "amod"
        )
    if match[0] in ("inside", "outside"):
        return re.match(r" (?:the|a|his|her|its|their) ", after) is not None
    return not after.startswith((" house", " court", " education"))


def scope(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """More of it than the source says, or the rest of it."""
    found = [
        (match, new)
        for pattern, new in lexicon.SCOPES
        for match in re.finditer(pattern, base.text, re.IGNORECASE)
        if not base.is_quoted(*match.span())
    ]
    for match, new in chance.sample(found, len(found)):
        before = base.text[: match.start()]
        if re.search(r"\b(?:not|n't|no|all)(?: \w+)? $|-$", before) or (not before and not new[0].isalpha()):
            continue
        if "exclusively" in new and re.match(r" (?:because|due|to the|of the)?$", base.text[match.end() :]):
            continue
        return plant(base, [(match.start(), match.end(), new.capitalize() if match[0][0].isupper() else new)])
    return None
