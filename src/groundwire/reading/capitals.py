"""Runs of capitalised words: where a run begins and ends, and where one name in it ends and the next begins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from groundwire.model import Passage, Token
from groundwire.reading.gazetteer import (
    CALENDAR,
    HONORIFICS,
    LONGEST_ENTRY,
    OFFICE_HEADS,
    OFFICE_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    look_up,
)

_NAME_ENTITIES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_PARTICLES: Final = frozenset(
    {"de", "la", "del", "van", "von", "der", "den", "bin", "ibn", "al", "el", "du", "da", "dos", "di", "ter", "le", "ul", "y"}
)
_LINKS: Final = frozenset({"of", "the", "and", "&", "for", "on", "in"})
_HEADS_OF: Final = frozenset(
    "order house duke duchess earl prince court bank ministry department university college institute council church isle gulf "
    "bay strait cape lord port bureau office league museum academy faculty association federation society tower".split()
)
"""Words that go on with "of" inside a name."""
_SAINTS: Final = frozenset({"st", "saint"})
DASHES: Final = frozenset({"-", "‐", "‑"})
POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’", "s'"})
NO_NAMES: Final = frozenset(
    """
    ai it tv gdp pc pcs cd cds dvd dvds hiv aids dna rna ceo cfo mp mps pm ipo vat tb pr hr usd ok id iq r&d lcd gps sms
    sim usb wifi wi-fi internet web http https www i i'm i'd i've i'll mr mrs ms dr sir lord lady inc ltd plc god
    covid-19 covid rss url ugc q1 q2 q3 q4 vs no nos fig g7 dlr dlrs mln bln cts pct tonne tonnes shr net revs rev qtly
    qtr oper avg shrs note loss profit vs. video photo image breaking update exclusive analysis opinion live monday's
    continued page mph kph km kg gb mb ghz mhz am yes oh please thanks hello well but and or so if when while because
    however yet he she they we you his her their our your its this that these those what why how who where which whose
    there here not then now also still just even only all any some most many few both each every such other another
    nothing everything anyone everyone according meanwhile moreover
    """.split()
)
_FUNCTION_WORDS: Final = frozenset(
    """
    the a an of in on at to for by with from and or but as is are was were be been it its into over after before amid
    than that via vs not up out off about against under between during their his her our your this these those has have
    had will may can s
    """.split()
)


_TYPOGRAPHY: Final = str.maketrans(
    dict(zip("’‘ʼ‐‑–øØłŁđĐı", "'''---oOlLdDi", strict=True)) | {".": "", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
)
"""Letters and marks that normalisation leaves alone."""


def fold(text: str) -> str:
    """``text`` as a key: marks, dots and case dropped, white space collapsed, leading "the" and forms of address dropped.

    The same name has the same key in every report: "The  Orbán" and "orban" both give ``orban``. May be empty."""
    plain = "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))
    plain = plain.translate(_TYPOGRAPHY).casefold()
    words = plain.split()
    if words and words[-1] in {"'s", "'"}:
        words.pop()
    elif words and words[-1].endswith("'s"):
        words[-1] = words[-1][:-2]
    while len(words) > 1 and (words[0] == "the" or words[0] in HONORIFICS):
        words.pop(0)
    return " ".join(words)


def is_title_case(passage: Passage) -> bool:
    """Whether capitals tell nothing here: a headline in title case, or a passage all in capitals."""
    words = [token.text for token in passage.tokens if token.text[:1].isalpha()]
    long_words = [word for word in words if len(word) > 3 and word.casefold() not in _FUNCTION_WORDS]
    if len(long_words) < 3:
        return False
    if sum(word.isupper() for word in long_words) * 10 >= 9 * len(long_words):
        return True
    if passage.text.rstrip(" \t\r\n\"'”’)")[-1:] in {".", "!", "?"} and passage.role != "headline":
        return False
    return not any(word[0].islower() for word in long_words)


def find_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Maximal runs of name-like words with the small words that may stand inside a name."""
    index = 0
    count = len(tokens)
    while index < count:
        if not _is_namelike(tokens, index):
            index += 1
            continue
        last = index
        while True:
            following = last + 1
            if following < count and _is_namelike(tokens, following):
                last = following
                continue
            bridge = _bridge(tokens, last)
            if bridge is None:
                break
            last = bridge
        yield index, last
        index = last + 1


def _is_namelike(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    word = token.text
    if not word[:1].isalnum() or not any(character.isalpha() for character in word):
        return False
    lower = word.casefold()
    if token.entity in {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}:
        return False
    is_capital = word[0].isupper() or any(character.isupper() for character in word[1:3])
    if not is_capital or (lower in CALENDAR and token.entity not in {"PERSON", "ORG"}):
        return False
    if token.pos == "PROPN" or token.entity in _NAME_ENTITIES:
        return True
    if (
        index == 0
        or tokens[index - 1].text in {"“", '"', "‘", "'", ":", ";", "(", "[", "—", "–", "--", "...", "…", "`"}
        or tokens[index - 1].tag == "."
    ):
        return False
    return token.pos not in {"PRON", "DET", "AUX", "CCONJ", "SCONJ", "ADP", "PUNCT", "NUM"} and lower not in NO_NAMES


def _bridge(tokens: Sequence[Token], last: int) -> int | None:
    """The index of the name-like word that the name goes on with after one to three small words, or ``None``."""
    for gap in (1, 2, 3):
        target = last + gap + 1
        if target >= len(tokens):
            return None
        between = tokens[last + 1 : target]
        if not _is_namelike(tokens, target):
            continue
        words = [token.text.casefold() for token in between]
        is_tied = words[0] in DASHES and tokens[last].end == between[0].start and between[0].end == tokens[target].start
        if gap == 1 and (is_tied or (words[0] in POSSESSIVES and _is_saints(tokens, last, target))):
            return target
        if (
            words == ["and"]
            and _is_unnamed(tokens[last])
            and _is_unnamed(tokens[target])
            and not tokens[last].dep.startswith("nsubj")
        ):
            return target
        if (
            all(word in _PARTICLES or word in DASHES for word in words)
            and words[0] in _PARTICLES
            and tokens[target].pos == "PROPN"
        ):
            return target
        if (
            words[0] == "of"
            and plain(tokens[last]) in _HEADS_OF
            and tokens[target].pos == "PROPN"
            and set(words) <= {"of", "the"}
        ):
            return target
        if all(word in _LINKS or word in _PARTICLES or word in POSSESSIVES for word in words) and _same_entity(
            tokens, last, target
        ):
            head = look_up(fold(tokens[last].text))
            if any(word in POSSESSIVES for word in words) and (head or tokens[target].entity == "PERSON"):
                return None
            return target
        return None
    return None


def _is_saints(tokens: Sequence[Token], last: int, target: int) -> bool:
    """Whether a house is called after a saint: "St Brannoc's Primary School"."""
    house = next((t for t in tokens[target : target + 3] if plain(t) in ORGANISATION_WORDS | PLACE_WORDS), None)
    between = tokens[target : house.index] if house is not None else ()
    is_house = house is not None and house.text[:1].isupper() and all(token.text[:1].isupper() for token in between)
    return is_house and last > 0 and plain(tokens[last - 1]) in _SAINTS


def _is_unnamed(token: Token) -> bool:
    """A proper noun that the parser gave no kind: half of "Belt and Road Initiative"."""
    return token.pos == "PROPN" and not token.entity and plain(token) not in OFFICE_HEADS


def _same_entity(tokens: Sequence[Token], left: int, right: int) -> bool:
    return all(tokens[i].entity in _NAME_ENTITIES for i in range(left, right + 1)) and not any(
        tokens[i].entity_begins for i in range(left + 1, right + 1)
    )


def split_run(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where one name ends and another begins: at the parser's entity borders, after offices, after nationalities."""
    cuts = {first}
    for index in range(first + 1, last + 1):
        if (
            tokens[index].entity_begins
            and (tokens[index - 1].entity or _is_office(tokens, first, index - 1))
            or not tokens[index].entity
            and tokens[index - 1].entity == "NORP"
            and look_up(fold(tokens[index - 1].text))
        ):
            cuts.add(index)
    bounds = [*sorted(cuts), last + 1]
    for begin, end in zip(bounds, bounds[1:], strict=False):
        yield from _split_office(tokens, begin, end - 1)


def _split_office(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    whole = fold(" ".join(token.text for token in tokens[first : last + 1]))
    if look_up(whole):
        yield first, last
        return
    if first == 0 and last > 0 and tokens[0].pos != "PROPN" and look_up(fold(" ".join(t.text for t in tokens[1 : last + 1]))):
        yield 1, last
        return
    words = [plain(token) for token in tokens[first : last + 1]]
    is_one_person = (
        tokens[first].entity == "PERSON" and entity_end(tokens, first) == last and words[0] not in OFFICE_WORDS | HONORIFICS
    )
    if (
        first < last
        and not is_one_person
        and not (words[-1] in ORGANISATION_WORDS or words[0] in ORGANISATION_WORDS & {"bank", "ministry", "university"})
    ):
        for place in range(len(words) - 2, -1, -1):
            if (words[place] in OFFICE_HEADS or words[place] in HONORIFICS) and words[place + 1] not in {
                "jr",
                "sr",
                "ii",
                "iii",
            }:
                yield from _before_office(tokens, first, first + place)
                yield first + place + 1, last
                return
    size = _leading_place(tokens, first, last)
    rest = " ".join(token.text for token in tokens[first + size : last + 1])
    if size and size <= last - first and look_up(fold(rest), rest.isupper()) and size < 3:
        yield first, first + size - 1
        yield first + size, last
        return
    if size and size <= last - first and all(word in OFFICE_WORDS or word in HONORIFICS for word in words[size:]):
        yield first, first + size - 1
        return
    yield first, last


def _before_office(tokens: Sequence[Token], first: int, office: int) -> Iterator[tuple[int, int]]:
    """What stands before an office in one run: the country or body it is an office of ("Federal Reserve Chairman")."""
    end = office
    while end > first and (plain(tokens[end - 1]) in OFFICE_WORDS or plain(tokens[end - 1]) in HONORIFICS):
        end -= 1
    size = _leading_place(tokens, first, office)
    if size:
        yield first, first + size - 1
        if first + size < end:
            yield first + size, end - 1
    elif first < end:
        body = end
        while body < office and plain(tokens[body]) in ORGANISATION_WORDS:
            body += 1
        yield first, body - 1


def _leading_place(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many words of a country, adjective or known body a run begins with."""
    for size in range(min(LONGEST_ENTRY, last - first + 1), 0, -1):
        text = " ".join(token.text for token in tokens[first : first + size])
        if look_up(fold(text), text.isupper()):
            return size
    return 0


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    return plain(tokens[last]) in OFFICE_HEADS or plain(tokens[last]) in HONORIFICS


def entity_end(tokens: Sequence[Token], index: int) -> int | None:
    """The index of the last token of the parser's name that begins or goes on at ``index``, or ``None``."""
    if not tokens[index].entity:
        return None
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].entity and not tokens[last + 1].entity_begins:
        last += 1
    return last


def plain(token: Token) -> str:
    """The word as the lists have it: lower-case, without a closing dot, its apostrophe straight."""
    return token.text.casefold().rstrip(".").replace("’", "'")
