"""Where names stand in a sentence, before anybody asks which of them are the same.

The parser's entities are one witness; runs of capitalised words, offices and title words before a name, and the gazetteer are
the others. Each candidate keeps its votes for a kind, so that the same string can be judged over the whole text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from groundwire.model import NameKind, Passage, Token
from groundwire.reading.gazetteer import (
    CALENDAR,
    GENERIC_BODIES,
    HONORIFICS,
    LONGEST_ENTRY,
    OFFICE_HEADS,
    OFFICE_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    Entry,
    look_up,
)

_NAME_ENTITIES: Final = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_PARTICLES: Final = frozenset({"de", "la", "del", "van", "von", "der", "den", "bin", "ibn", "al", "el", "du", "da", "dos", "di", "ter", "le", "ul", "y"})
_LINKS: Final = frozenset({"of", "the", "and", "&", "for", "on", "in"})
_DASHES: Final = frozenset({"-", "‐", "‑"})
_POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’", "s'"})
_NO_NAMES: Final = frozenset(
    "ai it tv gdp pc pcs cd cds dvd dvds hiv aids dna rna ceo cfo mp mps pm ipo vat tb pr hr usd ok id iq r&d lcd gps sms sim usb wifi "
    "wi-fi internet web http https www i i'm i'd i've i'll mr mrs ms dr sir lord lady inc ltd plc god covid-19 covid rss url ugc q1 q2 "
    "q3 q4 vs no nos fig mps g7 dlr dlrs mln bln cts pct tonne tonnes shr net revs rev qtly qtr oper avg shrs note loss profit vs. "
    "video photo image breaking update exclusive analysis opinion live monday's continued page mph kph km kg gb mb ghz mhz am pm "
    "yes no oh please thanks hello well but and or so if when while because however yet he she they we you his her their our your its this that these those "
    "what why how who where which whose there here not then now also still just even only all any some most many few both each "
    "every such other another nothing everything anyone everyone according meanwhile moreover".split()
)
_TRIMMED: Final = frozenset({"the", "a", "an", "of", "and", "&", "for", "on", "in", "-"})
_FUNCTION_WORDS: Final = frozenset(
    "the a an of in on at to for by with from and or but as is are was were be been it its into over after before amid than that via vs not "
    "up out off about against under between during their his her our your this these those has have had will may can s".split()
)
_PERSON, _ORGANISATION, _PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE
_KIND_OF: Final = {
    "PERSON": (_PERSON, 1.0),
    "ORG": (_ORGANISATION, 0.7),
    "GPE": (_PLACE, 1.0),
    "LOC": (_PLACE, 1.0),
    "FAC": (_PLACE, 0.6),
    "NORP": (NameKind.GROUP, 0.8),
}


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


_TYPOGRAPHY: Final = {
    ord("."): "", ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("ø"): "o", ord("Ø"): "o",
    ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("Đ"): "d", ord("ı"): "i", ord("æ"): "ae", ord("Æ"): "ae", ord("œ"): "oe", ord("Œ"): "oe",
}  # fmt: skip


@dataclass(slots=True)
class Candidate:
    """A place that looks like a name. ``first``/``last`` are token indexes in the passage (inclusive); ``office`` are the (first,
    last) token indexes of an office or calling directly before; ``honorific`` its form of address, folded."""

    passage: Passage
    first: int
    last: int
    text: str
    folded: str
    entry: Entry | None = None
    office: tuple[int, int] | None = None
    honorific: str = ""
    is_sure: bool = True
    votes: dict[NameKind, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Offset in the document at which the name begins."""
        return self.passage.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset in the document at which the name ends."""
        return self.passage.tokens[self.last].end

    def vote(self, kind: NameKind, weight: float) -> None:
        """One witness more for ``kind``."""
        self.votes[kind] = self.votes.get(kind, 0.0) + weight


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


def find_candidates(document_text: str, passage: Passage) -> Iterator[Candidate]:
    """The candidates of one passage in text order; in title case none (see ``find_known``)."""
    if is_title_case(passage):
        return
    tokens = passage.tokens
    for first, last in _runs(tokens):
        for piece_first, piece_last in _split(tokens, first, last):
            candidate = _make(document_text, passage, piece_first, piece_last)
            if candidate:
                yield candidate


def find_known(document_text: str, passage: Passage, known: frozenset[str], longest: int) -> Iterator[Candidate]:
    """Candidates of a title-case passage: only strings known from elsewhere in the text or from the gazetteer, longest first;
    whatever else the parser calls a name there is given as unsure."""
    tokens = passage.tokens
    shouts = passage.text.isupper()
    index = 0
    while index < len(tokens):
        if not tokens[index].text[:1].isupper():
            index += 1
            continue
        found = None
        for size in range(min(longest, len(tokens) - index), 0, -1):
            text = document_text[tokens[index].start : tokens[index + size - 1].end]
            folded = fold(text)
            entry = look_up(folded, text.isupper() and not (shouts and size == 1 and len(text) < 4 and "." not in text))
            if folded in known or (entry and (entry.kind != "group" or tokens[index].entity == "NORP")):
                found = Candidate(passage, index, index + size - 1, text, folded, entry)
                break
        if found:
            yield found
            index = found.last + 1
            continue
        last = _entity_end(tokens, index)
        if last is not None and tokens[index].entity in {"PERSON", "GPE", "ORG"} and all(t.pos == "PROPN" for t in tokens[index : last + 1]):
            candidate = _make(document_text, passage, index, last)
            if candidate and not shouts:
                candidate.is_sure = False
                yield candidate
            index = last
        index += 1


def _entity_end(tokens: Sequence[Token], index: int) -> int | None:
    if not tokens[index].entity:
        return None
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].entity and not tokens[last + 1].entity_begins:
        last += 1
    return last


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
    if index == 0 or tokens[index - 1].text in {"“", '"', "‘", "'", ":", ";", "(", "[", "—", "–", "--", "...", "…", "`"} or tokens[index - 1].tag == ".":
        return False
    return token.pos not in {"PRON", "DET", "AUX", "CCONJ", "SCONJ", "ADP", "PUNCT", "NUM"} and lower not in _NO_NAMES


def _same_entity(tokens: Sequence[Token], left: int, right: int) -> bool:
    return all(tokens[i].entity in _NAME_ENTITIES for i in range(left, right + 1)) and not any(
        tokens[i].entity_begins for i in range(left + 1, right + 1)
    )


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
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
        if gap == 1 and words[0] in _DASHES and tokens[last].end == between[0].start and between[0].end == tokens[target].start:
            return target
        if words == ["and"] and _is_unnamed(tokens[last]) and _is_unnamed(tokens[target]) and not tokens[last].dep.startswith("nsubj"):
            return target
        if all(word in _PARTICLES or word in _DASHES for word in words) and words[0] in _PARTICLES and tokens[target].pos == "PROPN":
            return target
        if all(word in _LINKS or word in _PARTICLES or word in _POSSESSIVES for word in words) and _same_entity(tokens, last, target):
            head = look_up(fold(tokens[last].text))
            if any(word in _POSSESSIVES for word in words) and (head or tokens[target].entity == "PERSON"):
                return None
            return target
        return None
    return None


def _is_unnamed(token: Token) -> bool:
    """A proper noun that the parser gave no kind: half of "Belt and Road Initiative"."""
    return token.pos == "PROPN" and not token.entity and _plain(token) not in OFFICE_HEADS


def _split(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where one name ends and another begins: at the parser's entity borders, after offices, after nationalities."""
    cuts = {first}
    for index in range(first + 1, last + 1):
        if tokens[index].entity_begins and (tokens[index - 1].entity or _is_office(tokens, first, index - 1)):
            cuts.add(index)
        elif not tokens[index].entity and tokens[index - 1].entity == "NORP":
            cuts.add(index)
    bounds = [*sorted(cuts), last + 1]
    for begin, end in zip(bounds, bounds[1:], strict=False):
        yield from _split_office(tokens, begin, end - 1)


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    return _plain(tokens[last]) in OFFICE_HEADS or _plain(tokens[last]) in HONORIFICS


def _plain(token: Token) -> str:
    return token.text.casefold().rstrip(".").replace("’", "'")


def _split_office(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    whole = fold(" ".join(token.text for token in tokens[first : last + 1]))
    if look_up(whole):
        yield first, last
        return
    words = [_plain(token) for token in tokens[first : last + 1]]
    if first < last and not (words[-1] in ORGANISATION_WORDS or words[0] in ORGANISATION_WORDS & {"bank", "ministry", "university"}):
        for place in range(len(words) - 2, -1, -1):
            if words[place] in OFFICE_HEADS or words[place] in HONORIFICS:
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
    while end > first and (_plain(tokens[end - 1]) in OFFICE_WORDS or _plain(tokens[end - 1]) in HONORIFICS):
        end -= 1
    size = _leading_place(tokens, first, office)
    if size:
        yield first, first + size - 1
        if first + size < end:
            yield first + size, end - 1
    elif first < end:
        body = end
        while body < office and _plain(tokens[body]) in ORGANISATION_WORDS:
            body += 1
        yield first, body - 1


def _leading_place(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many words of a country, adjective or known body a run begins with."""
    for size in range(min(LONGEST_ENTRY, last - first + 1), 0, -1):
        text = " ".join(token.text for token in tokens[first : first + size])
        if look_up(fold(text), text.isupper()):
            return size
    return 0


def _make(document_text: str, passage: Passage, first: int, last: int) -> Candidate | None:
    tokens = passage.tokens
    while first <= last and (_plain(tokens[first]) in _TRIMMED or tokens[first].text[:1] in "\"“‘'"):
        first += 1
    honorific = ""
    while first < last and _plain(tokens[first]) in HONORIFICS:
        honorific = _plain(tokens[first])
        first += 1
    while last >= first and (tokens[last].text in _POSSESSIVES or _plain(tokens[last]) in _TRIMMED or not tokens[last].text[-1:].isalnum() and len(tokens[last].text) == 1):
        last -= 1
    if first > last:
        return None
    text = document_text[tokens[first].start : tokens[last].end]
    folded = fold(text)
    words = folded.split()
    if not words or not any(character.isalpha() for character in folded) or len(words) > 12 or len(text) > 120:
        return None
    if first == 0 and len(words) == 1 and folded in ORGANISATION_WORDS | GENERIC_BODIES:
        return None
    if folded in _NO_NAMES or all(word in CALENDAR for word in words) or (len(folded) == 1):
        return None
    if all(word in OFFICE_WORDS or word in HONORIFICS for word in words) and not look_up(folded, text.isupper()):
        return None
    candidate = Candidate(passage, first, last, text, folded, look_up(folded, text.isupper()))
    if first > 0 and not honorific and _plain(tokens[first - 1]) in HONORIFICS:
        honorific = _plain(tokens[first - 1])
    candidate.honorific = honorific
    candidate.office = find_office_before(tokens, first)
    _cast_votes(candidate, words)
    return candidate


def find_office_before(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The office directly before a name, with the nationality before it: "Hungarian foreign minister"."""
    last = first - 1
    while last >= 0 and _plain(tokens[last]) in HONORIFICS:
        last -= 1
    if last < 0:
        return None
    head = _office_head(tokens, last)
    if head is None:
        return None
    begin = head
    for _ in range(8):
        before = begin - 1
        if before < 0:
            break
        word = _plain(tokens[before])
        if word in OFFICE_WORDS - {"the", "at"} and tokens[before].pos not in {"VERB", "ADV"}:
            begin = before
        elif word in _DASHES and before > 0 and tokens[before - 1].end == tokens[before].start:
            begin = before - 1
        elif tokens[before].text[:1].isupper() and (look_up(fold(tokens[before].text), tokens[before].text.isupper()) is not None):
            begin = before
        else:
            break
    while begin < head and _plain(tokens[begin]) in {"of", "for", "and", "at", "the", "in", "then"}:
        begin += 1
    return begin, last


def _office_head(tokens: Sequence[Token], last: int) -> int | None:
    """The noun of the office that ends at ``last``: the word itself, or "Secretary" of "Secretary of State"."""
    if _plain(tokens[last]) in OFFICE_HEADS and tokens[last].pos not in {"VERB", "AUX"}:
        return last
    for link in range(last - 1, max(last - 4, 0), -1):
        if _plain(tokens[link]) in {"of", "for"}:
            is_office = _plain(tokens[link - 1]) in OFFICE_HEADS and all(_plain(t) in OFFICE_WORDS for t in tokens[link + 1 : last + 1])
            return link - 1 if is_office else None
    return None


def _cast_votes(candidate: Candidate, words: list[str]) -> None:
    tokens = candidate.passage.tokens
    label = tokens[candidate.last].entity or tokens[candidate.first].entity
    if label in _KIND_OF:
        kind, weight = _KIND_OF[label]
        candidate.vote(kind, weight * (0.6 if label == "ORG" and len(words) == 1 else 1.0))
    elif label:
        candidate.vote(NameKind.OTHER, 0.7)
    if (candidate.honorific or candidate.office) and words[-1] not in ORGANISATION_WORDS:
        candidate.vote(_PERSON, 3.0)
    if words[-1] in ORGANISATION_WORDS or (len(words) > 2 and words[0] in ORGANISATION_WORDS and words[1] in {"of", "for"}):
        candidate.vote(_ORGANISATION, 2.5)
    elif len(words) > 1 and words[-1] in PLACE_WORDS and label != "PERSON":
        candidate.vote(_PLACE, 1.0)
    following = tokens[candidate.last + 1 : candidate.last + 4]
    if len(following) == 3 and following[0].text == "," and following[1].text.isdigit() and len(following[1].text) < 3 and following[2].text == ",":
        candidate.vote(_PERSON, 2.0)
