"""What a number counts, by the grammar of its sentence; and which numbers count nothing, being names or pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from groundwire.model import Document, Passage, Span, Token
from groundwire.reading.number_pairs import Piece

_LABELS = frozenset(
    [
        "article",
        "section",
        "page",
        "number",
        "no",
        "no.",
        "chapter",
        "phase",
        "level",
        "tier",
        "type",
        "category",
        "flight",
        "route",
        "highway",
        "room",
        "gate",
        "platform",
        "unit",
        "block",
        "version",
        "part",
        "resolution",
        "channel",
        "class",
        "grade",
        "size",
        "line",
        "rule",
        "law",
        "clause",
        "paragraph",
        "figure",
        "table",
        "season",
        "episode",
        "district",
        "ward",
        "apartment",
        "suite",
        "box",
        "stage",
        "act",
        "title",
        "schedule",
        "order",
        "bill",
        "formula",
        "group",
        "case",
        "bus",
        "train",
        "warehouse",
        "berth",
        "pier",
        "dock",
        "terminal",
        "hangar",
        "camp",
        "bay",
        "hall",
        "exhibit",
        "radio",
        "nos",
    ]
)
_IDIOMS = re.compile(r"(?i)(?:no|any|every|some|each|the|this|that|another|which|not)[\s-]\Z")


def is_name_or_pronoun(passage: Passage, piece: Piece, token: Token) -> bool:
    """Whether a number is part of a name ("Boeing 737", "Article 5") or the pronoun "one"."""
    tokens, text = passage.tokens, passage.text
    before = tokens[token.index - 1] if token.index else None
    after_place = index_at(tokens, passage.span.start + piece.end)
    after = tokens[after_place] if after_place < len(tokens) else None
    if text[piece.start : piece.end].lower() == "one":
        if token.tag != "CD" or _IDIOMS.search(text[max(0, piece.start - 8) : piece.start]):
            return True
        return (
            after is None
            or after.tag not in ("NN", "JJ", "NNP", "VBN", "HYPH")
            or after.lemma in ("day", "another", "thing", "way", "side", "hand", "point")
        )
    if piece.number.is_word and _is_in_title(text[piece.start], before, after):
        return True
    if before is None or before.end != token.start - 1:
        return text[max(0, piece.start - 1) : piece.start] == "#"
    is_whole = (
        piece.high is None and piece.number.value == piece.number.value.to_integral_value() and not piece.number.is_scaled
    )
    if not is_whole:
        return False
    if before.text.lower() in _LABELS and before.pos in ("NOUN", "PROPN", "ADJ", "INTJ") and not _counts(token, tokens):
        return True
    if piece.number.is_word and not text[piece.start].isupper():
        return False
    is_named = before.pos == "PROPN" and before.text[:1].isupper() and before.entity not in ("DATE", "TIME")
    return is_named and not _counts(token, tokens)


def _is_in_title(first: str, before: Token | None, after: Token | None) -> bool:
    """Whether a number in words has a capital that no sentence gave it and stands before another: "the Six Nations"."""
    if before is None or after is None or not first.isupper() or not before.text[-1:].isalpha():
        return False
    return after.pos == "PROPN" and after.text[:1].isupper()


def _counts(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether the parser hangs the number on a word after it."""
    head = tokens[token.head]
    return head.index > token.index and token.dep in ("nummod", "compound", "quantmod") and head.pos in ("NOUN", "NUM")


def token_at(passage: Passage, offset: int) -> Token | None:
    """The token over an offset of the passage's text."""
    place = index_at(passage.tokens, passage.span.start + offset)
    if place < len(passage.tokens) and passage.tokens[place].start <= passage.span.start + offset:
        return passage.tokens[place]
    return None


def index_at(tokens: Sequence[Token], place: int) -> int:
    """The first token that ends after ``place``."""
    return bisect_left(tokens, place + 1, key=lambda token: token.end)


_SINGLE = frozenset({"a", "an", "another", "this", "that", "each", "every"})
_NO_HEADS = frozenset({"percent", "cent", "pct"})


def find_counted(passage: Passage, piece: Piece) -> Token | None:
    """The head of the noun phrase that a number counts: by the parser's word where it points ahead, else the first noun that
    ends a run of adjectives and nouns right after the number, "of the" passed over."""
    tokens = passage.tokens
    place = index_at(tokens, passage.span.start + piece.end)
    last = token_at(passage, piece.end - 1)
    for _ in range(4):
        if last is None or last.head == last.index:
            break
        last = tokens[last.head]
        if last.index >= place:
            if last.pos in ("NOUN", "PROPN") and last.index - place <= 7 and _is_unbroken(tokens, place, last.index):
                return _member(tokens, place, last, piece)
            break
    while place < len(tokens) and tokens[place].text in ("-", "‑"):
        place += 1
    if place + 1 < len(tokens) and tokens[place].text.lower() == "of":
        place += 1
    limit = min(len(tokens), place + 7)
    while (
        place < limit and tokens[place].pos in ("ADJ", "DET", "NUM", "PRON") and tokens[place].tag not in ("PRP", "WDT", "WP")
    ):
        place += 1
    noun = None
    while place < limit and tokens[place].pos in ("NOUN", "PROPN") or (place < limit and noun and tokens[place].text == "-"):
        noun = tokens[place] if tokens[place].pos in ("NOUN", "PROPN") else noun
        place += 1
    return noun if noun is not None and noun.lemma not in _NO_HEADS else None


def _member(tokens: Sequence[Token], place: int, head: Token, piece: Piece) -> Token:
    """What is counted of one thing that a number describes: of "a six member board" the members, not the board."""
    first = tokens[place]
    before = tokens[first.index - 2] if first.index >= 2 else None
    is_one_thing = before is not None and before.text.lower() in _SINGLE and head.tag == "NN" and piece.number.value != 1
    return first if is_one_thing and first.tag == "NN" and first.dep == "compound" and first.head == head.index else head


def _is_unbroken(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(
        token.pos not in ("PUNCT", "CCONJ", "SCONJ", "AUX") or token.text in ("-", "'", "’", '"', ",")
        for token in tokens[start:end]
    )


def noun_span(document: Document, passage: Passage, piece: Piece, head: Token) -> Span | None:
    """The noun phrase from the word after the number to its head."""
    start = passage.span.start + piece.end
    text = passage.text
    if opening := _OPENING.match(text, start - passage.span.start, head.start - passage.span.start):
        start += opening.end() - opening.start()
    return document.span(start, head.end) if start < head.end else None


_OPENING = re.compile(
    r"(?i)[\s‑-]+(?:(?:of|or more|or so|or fewer)\s+)?(?:(?:the|a|an|its|their|his|her|our|all|these|those)\s+)?(?:of\s+)?"
)
