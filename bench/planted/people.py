"""Errors in who: names of other texts and of the same text, names and roles swapped."""

from __future__ import annotations

import random
import re

from bench.planted.articles import Article
from bench.planted.bases import Base, Named, lower_first, upper_first
from bench.planted.lexicon import PARTIES, SPEECH, SYMMETRIC
from bench.planted.plant import Planted, Pool, plant
from groundwire.model import Name, NameKind, Token
from groundwire.reading.gazetteer import look_up

_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,2}")
_KNOWN_BODY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Co|Ltd|Plc|PLC|Bank|Group|University|Council|Association|Union|Party|Ministry|Department|Committee|Commission|"
    r"Agency|Authority|Institute|Federation|Court|Industries|Airlines|Motors|Company|Fund|Board|Service|Services|Office|College|Organisation|"
    r"Organization|Society|Trust|Foundation|Systems|Holdings|Oil|Gas|Steel|Mines|Times|Post|Journal|Entertainment|Records|Pictures)\b"
)
_REGIONS = frozenset(
    ("europe", "asia", "africa", "arab world", "middle east", "latin america", "north america", "south america", "central america",
     "western europe", "eastern europe", "gulf", "caribbean", "balkans", "west", "east", "america", "scandinavia")
)  # fmt: skip
"""What holds countries: to say it of Europe may be true where it is said of Spain."""
_WITH_THE = frozenset(
    "us uk united_states united_kingdom philippines netherlands soviet_union bahamas maldives gambia emirates".split()
)
_BODY = re.compile(r"[A-Z][\w&.'’-]+(?: (?:of|for|the|and|[A-Z][\w&.'’-]+)){1,4}")
_TIES = frozenset("and or , with to between vs versus v / - – & and the from into against".split())
_TO_SHE = {
    ("he", False): "she", ("him", False): "her", ("his", True): "her", ("his", False): "hers", ("himself", False): "herself",
}  # fmt: skip
_TO_HE = {
    ("she", False): "he", ("her", False): "him", ("her", True): "his", ("hers", False): "his", ("herself", False): "himself",
}  # fmt: skip
"""By the form and whether it is a possessive before its noun."""
ALIKE = 0.55
"""Share of a sentence's words in another sentence from which the other may tell the same of somebody else."""


def is_whole_name(name: Name) -> bool:
    """Whether a name can be put in another text: given name and surname, a body of two words or more, a country."""
    if name.kind is NameKind.PERSON:
        return _PERSON.fullmatch(name.text) is not None and len(name.mentions) >= 2
    if name.kind is NameKind.ORGANISATION:
        return is_body(name.text) and len(name.mentions) >= 2
    return is_country(name.text)


def is_body(text: str) -> bool:
    """Whether the text is plainly the name of a company or an institution, by one of its words."""
    return (
        _BODY.fullmatch(text) is not None
        and _KNOWN_BODY.search(text) is not None
        and not re.search(r"\b(?:Secretary|Minister)", text)
    )


def find_persons(article: Article) -> frozenset[str]:
    """Keys of the names that are surely persons': who has an office, or says something."""
    speakers = {quote.speaker_key for quote in article.reading.quotes if quote.speaker_key}
    return frozenset(
        name.key for name in article.reading.names if name.kind is NameKind.PERSON and (name.office or name.key in speakers)
    )


def is_country(text: str) -> bool:
    """Whether the text is the name of a country."""
    entry = look_up(text.casefold().replace(".", ""))
    known = entry is not None and entry.kind == "place" and not entry.is_adjective and not entry.stands_for
    return known and text.casefold() not in _REGIONS and text.casefold().replace(".", "").replace(" ", "_") not in _WITH_THE


def foreign_name(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A person, body or country of another report in the place of one of this."""
    for named in chance.sample(base.named, len(base.named)):
        new = _stranger(named, base, pool, chance) if _is_movable(base, named) else None
        if new:
            return plant(base, [(named.start, named.end, new)])
    return None


def _stranger(named: Named, base: Base, pool: Pool, chance: random.Random) -> str | None:
    if named.kind is NameKind.PLACE and not is_country(named.text):
        return None
    if named.kind is NameKind.PERSON and named.name.key not in find_persons(base.article):
        return None
    if named.kind is NameKind.ORGANISATION and not is_body(named.text):
        return None
    options = [
        name for name in pool.names.get(named.kind, ()) if not any(base.says(word) for word in name.split() if len(word) > 3)
    ]
    if not options:
        return None
    new = chance.choice(options)
    return new.split()[-1] if named.kind is NameKind.PERSON and " " not in named.text else new


def _is_movable(base: Base, named: Named) -> bool:
    """Whether the name stands alone: no part of a longer one or of a compound, and not in quotation marks."""
    if named.mention.form == "adjective" or base.is_quoted(named.start, named.end):
        return False
    if any(other is not named and other.start <= named.start and named.end <= other.end for other in base.named):
        return False
    before, after = base.text[: named.start], base.text[named.end :]
    if (
        re.search(r"[A-Z][\w.]* (?:of|for|and|&) (?:the )?$|\b[Tt]he $", before)
        and named.kind is not NameKind.ORGANISATION
        or re.search(r"[A-Z][\w.]* (?:of|for|&) (?:the )?$", before)
    ):
        return False
    if re.match(r"-|’?'?s? [A-Z][a-z]+ (?:Bank|Act|Cup|League)|\.\w| [A-Z]", after) or re.search(
        r"[-/]$|[a-z] [A-Z]\w+ $", before
    ):
        return named.introduction is not None and not re.match(r"-|\.\w| [A-Z]", after)
    last = base.token_at(named.end - 1)
    return last is not None and last.pos == "PROPN" and last.dep not in ("compound", "amod", "nmod")


def find_others(base: Base, named_key: str, kind: NameKind) -> list[Name]:
    """Names of the article of this kind that the sentence does not have, none an alias of the one with this key."""
    mine = next((n.name.text for n in base.named if n.name.key == named_key), named_key)
    words = {word.casefold() for word in re.findall(r"\w{3,}", f"{mine} {named_key}")}
    persons = find_persons(base.article)
    found = []
    for name in base.article.reading.names:
        if name.kind is not kind or name.key == named_key or any(n.name.key == name.key for n in base.named):
            continue
        if kind is NameKind.PERSON and not (_PERSON.fullmatch(name.text) and name.key in persons):
            continue
        if kind is NameKind.ORGANISATION and not is_body(name.text):
            continue
        if kind is NameKind.PLACE and not is_country(name.text):
            continue
        theirs = {word.casefold() for word in re.findall(r"\w{3,}", name.text)}
        initials = "".join(word[0] for word in name.text.split()).casefold()
        if words & theirs or initials in words or any(word in base.text.casefold() for word in theirs):
            continue
        found.append(name)
    return found


def tells_the_same(base: Base, name: Name) -> bool:
    """Whether a sentence of the article that has this name says much of what the base says."""
    wanted = content_of(base.tokens)
    for passage in base.article.reading.sentences:
        is_here = any(passage.span.covers(mention.span) for mention in name.mentions)
        if is_here and wanted and len(wanted & content_of(passage.tokens)) / len(wanted) >= ALIKE:
            return True
    return False


def content_of(tokens: tuple[Token, ...]) -> set[str]:
    """The words of a sentence that tell what happened, as lemmas."""
    return {
        token.lemma.lower() for token in tokens if token.pos in ("NOUN", "VERB", "NUM", "ADJ") and token.lemma not in SPEECH
    }


def other_name(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A person, body or country of the same report in the place of another."""
    speakers = [quote.speaker for quote in base.quotes if quote.speaker]
    for named in chance.sample(base.named, len(base.named)):
        if not _is_movable(base, named) or any(s.start <= named.start and named.end <= s.end for s in speakers):
            continue
        if named.kind is NameKind.PERSON and named.name.key not in find_persons(base.article):
            continue
        if named.kind is NameKind.PLACE and not is_country(named.text):
            continue
        options = [name for name in find_others(base, named.name.key, named.kind) if not tells_the_same(base, name)]
        if options:
            new = chance.choice(options).text
            if named.kind is NameKind.PERSON and " " not in named.text:
                new = new.split()[-1]
            return plant(base, [(named.start, named.end, new)])
    return None


def swapped_names(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Two names of the sentence in each other's place."""
    movable = [named for named in base.named if _is_movable(base, named) and named.kind is not NameKind.OTHER]
    couples = [
        (left, right)
        for place, left in enumerate(movable)
        for right in movable[place + 1 :]
        if left.kind is right.kind
        and left.name.key != right.name.key
        and left.end < right.start
        and _is_telling(base, left, right)
    ]
    for left, right in chance.sample(couples, len(couples)):
        planted = plant(base, [(left.start, left.end, right.text), (right.start, right.end, left.text)])
        if planted:
            return planted
    return None


def pronoun(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """ "She" and its forms for "he", or the other way about, wherever the sentence has them outside quotations."""
    spoken = [token for token in base.tokens if token.pos == "PRON" and not base.is_quoted(token.start, token.end)]
    for forms in chance.sample((_TO_SHE, _TO_HE), 2):
        edits = [
            (token.start, token.end, upper_first(new) if token.text[0].isupper() else new)
            for token in spoken
            if (new := forms.get((token.text.lower(), token.tag == "PRP$")))
        ]
        if edits and (planted := plant(base, edits)):
            return planted
    return None


def _is_telling(base: Base, left: Named, right: Named) -> bool:
    """Whether it matters which of the two names comes first."""
    between = base.text[left.end : right.start]
    if set(between.lower().replace(",", " , ").split()) <= _TIES or base.lemmas & (SYMMETRIC - {"be", "have", "include"}):
        return False
    if re.search(r"\b(?:between|among|along with|together with|both)\b", base.text.lower()) or re.fullmatch(
        r",? [a-z]{1,4} ", between
    ):
        return False
    if set(left.text.lower().split()) & set(right.text.lower().split()):
        return False
    one, other = base.token_at(left.end - 1), base.token_at(right.end - 1)
    if one is None or other is None or one.head == other.head or _joined(base, one, other) or _joined(base, other, one):
        # Two names under one word are alike in what is said of them, unless one does it to the other.
        return bool(one and other and {one.dep, other.dep} in ({"nsubj", "dobj"}, {"nsubjpass", "agent"}))
    if left.kind is NameKind.PLACE:
        return is_country(left.text) and is_country(right.text)
    return True


def _joined(base: Base, one: Token, other: Token) -> bool:
    """Whether ``one`` hangs on ``other`` by "and", a comma or as its other name."""
    seen = one
    for _ in range(6):
        if seen.dep not in ("conj", "appos", "compound", "nmod", "npadvmod"):
            return False
        seen = base.tokens[seen.head]
        if seen.index == other.index:
            return True
    return False


def roles(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Who did it and to whom, exchanged."""
    for token in chance.sample(base.tokens, len(base.tokens)):
        if token.pos != "VERB" or token.lemma in SYMMETRIC | SPEECH or base.is_quoted(token.start, token.end):
            continue
        found = _doer_and_done(base, token)
        if found is None:
            continue
        one, other = found
        left, right = _place_of(base, one), _place_of(base, other)
        if left[0] > right[0]:
            one, other, left, right = other, one, right, left
        if left[1] > token.start or right[0] < token.end or not (_is_party(base, one) and _is_party(base, other)):
            continue
        if base.is_quoted(*left) or base.is_quoted(*right) or _has_pronoun(base, left) or _has_pronoun(base, right):
            continue
        if re.search(r"\d", base.text[slice(*left)] + base.text[slice(*right)]):
            continue
        if re.search(r"\b[A-Z]{5,}\b", base.text):
            continue
        if max(len(base.text[a:b].split()) for a, b in (left, right)) > 7 or not _named_in(base, left, right):
            continue
        first = base.token_at(left[0])
        new_left = upper_first(base.text[slice(*right)]) if left[0] == 0 else base.text[slice(*right)]
        new_right = lower_first(base.text[slice(*left)], first)
        return plant(base, [(*left, new_left), (*right, new_right)])
    return None


def _place_of(base: Base, index: int) -> tuple[int, int]:
    """Where a party stands: a name with its office alone, else everything under the noun."""
    token = base.tokens[index]
    start, end = base.under(index)
    named = next((n for n in base.named if n.start <= token.start < n.end), None)
    return (start, named.end) if named is not None and start <= named.start else (start, end)


def _doer_and_done(base: Base, verb: Token) -> tuple[int, int] | None:
    """The subject and the object, or the agent, of a verb in the past."""
    tree = base.tree
    if tree.child(verb.index, "neg", "xcomp", "prt", "dative", "ccomp") is not None:
        return None
    subject, patient = tree.child(verb.index, "nsubj"), tree.child(verb.index, "nsubjpass")
    if patient is not None and verb.tag == "VBN":
        agent = tree.child(verb.index, "agent")
        by = tree.child(agent, "pobj") if agent is not None else None
        same = by is not None and (base.tokens[by].tag in ("NNS", "NNPS")) == (base.tokens[patient].tag in ("NNS", "NNPS"))
        return (patient, by) if by is not None and same else None
    thing = tree.child(verb.index, "dobj")
    if subject is None or thing is None or verb.tag not in ("VBD", "VBN") or verb.dep not in ("ROOT", "ccomp", "conj", "advcl"):
        return None
    if verb.tag == "VBN" and not any(base.tokens[child].text.lower() == "had" for child in tree.children[verb.index]):
        return None
    return subject, thing


def _is_party(base: Base, index: int) -> bool:
    token = base.tokens[index]
    is_named = any(n.start <= token.start < n.end and n.kind is not NameKind.OTHER for n in base.named)
    return is_named or token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.lemma.lower() in PARTIES


def _has_pronoun(base: Base, place: tuple[int, int]) -> bool:
    return any(t.tag in ("PRP", "PRP$", "WP", "WDT", "WP$") for t in base.tokens if place[0] <= t.start < place[1])


def _named_in(base: Base, *places: tuple[int, int]) -> bool:
    return any(start <= named.start < end for start, end in places for named in base.named)
