"""A true sentence made ready for an error: its words, and what reading found in it, by offsets in the sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bench.planted.articles import Article
from groundwire.model import Figure, Mention, Name, NameKind, Passage, Quote, Reading, Span, Time, Token
from groundwire.reading.tree import Tree

Edit = tuple[int, int, str]
"""(start, end, new words)."""
_GLUED = re.compile(
    r"[a-z] (?:The|A|An|To|In|On|It|He|She|Also|Giving|Every|But|And|For|From|As|At|There|This|That|We|They|Photograph|Image|Hundreds|"
    r"Two|Three|Four|Thousands|Dozens|Police|Security|Protesters|Activists|Officials|More|About|People|Rescuers|Some|If|When|With|By|"
    r"After|One|What|Who|Why|How|Get|See|Read|Watch)\b(?! [A-Z])"
)
"""A headline or a picture's caption run into the sentence."""
_MARKS = {"“": "”", '"': '"', "‘": "’"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One place where a name stands. ``introduction`` is the place of office and name together, where the sentence gives them so."""

    start: int
    end: int
    text: str
    name: Name
    mention: Mention
    introduction: tuple[int, int] | None = None

    @property
    def kind(self) -> NameKind:
        """What it is the name of."""
        return self.name.kind


@dataclass(frozen=True, kw_only=True)
class Base:
    """A true sentence. ``form`` tells how it was come by: ``verbatim``, ``condensed`` or ``headline``; ``article`` is what backs it."""

    text: str
    form: str
    article: Article
    tokens: tuple[Token, ...]
    named: tuple[Named, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    origin: str = ""
    """The source sentence it says again; empty for a headline."""

    @cached_property
    def tree(self) -> Tree:
        """The dependencies of its words."""
        return Tree(self.tokens)

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where its quotation marks stand, the marks included; an open one reaches to the end."""
        found, at = [], 0
        while at < len(self.text):
            closing = _MARKS.get(self.text[at])
            opens = closing is not None and (at == 0 or self.text[at - 1] in " (—-[“‘")
            if closing and opens and not (self.text[at] == "‘" and closing not in self.text[at + 1 :]):
                end = self.text.find(closing, at + 1)
                end = len(self.text) if end < 0 else end + 1
                found.append((at, end))
                at = end
            else:
                at += 1
        return tuple(found)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Its words, as lemmas in lower case."""
        return frozenset(token.lemma.lower() for token in self.tokens)

    def is_free(self, start: int, end: int) -> bool:
        """Whether these words stand outside quotation marks and outside names."""
        return not self.is_quoted(start, end) and not any(named.start < end and start < named.end for named in self.named)

    def is_outside(self, start: int, end: int) -> bool:
        """Whether these words neither lie in quotation marks nor cut any in two."""
        return all(end <= left or right <= start or (start <= left and right <= end) for left, right in self.quoted)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether any of these words stands in quotation marks."""
        return any(left < end and start < right for left, right in self.quoted)

    def token_at(self, offset: int) -> Token | None:
        """The word that stands there."""
        return next((token for token in self.tokens if token.start <= offset < token.end), None)

    def under(self, index: int) -> tuple[int, int]:
        """Where the words under a word begin and end."""
        return self.tokens[self.tree.low[index]].start, self.tokens[self.tree.high[index]].end

    def says(self, word: str) -> bool:
        """Whether the article, anywhere, has this word or phrase."""
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.article.document.text, re.IGNORECASE) is not None


def make_base(passage: Passage, reading: Reading, article: Article, form: str, origin: str = "") -> Base:
    """The passage with everything that ``reading`` has in it."""
    span, by = passage.span, passage.span.start

    def inside(place: Span) -> bool:
        return span.covers(place)

    return Base(
        text=passage.text,
        form=form,
        article=article,
        tokens=tuple(replace(token, start=token.start - by, end=token.end - by) for token in passage.tokens),
        named=tuple(_find_named(reading, passage)),
        figures=tuple(replace(item, span=_shift(item.span, by)) for item in reading.figures if inside(item.span)),
        times=tuple(replace(item, span=_shift(item.span, by)) for item in reading.times if inside(item.span)),
        quotes=tuple(_shift_quote(item, span, by) for item in reading.quotes if inside(item.content)),
        origin=origin or passage.text,
    )


def _find_named(reading: Reading, passage: Passage) -> Iterable[Named]:
    by = passage.span.start
    found = []
    for name in reading.names:
        introduction = name.introduction if name.introduction and passage.span.covers(name.introduction) else None
        for mention in name.mentions:
            if passage.span.covers(mention.span) and mention.form in ("full", "short", "adjective"):
                start, end = mention.span.start - by, mention.span.end - by
                around = (introduction.start - by, introduction.end - by) if introduction else None
                if around and not around[0] <= start <= end <= around[1]:
                    around = None
                found.append(
                    Named(start=start, end=end, text=passage.text[start:end], name=name, mention=mention, introduction=around)
                )
    return sorted(found, key=lambda named: (named.start, -named.end))


def _shift(span: Span, by: int) -> Span:
    return replace(span, start=span.start - by, end=span.end - by)


def _shift_quote(quote: Quote, span: Span, by: int) -> Quote:
    return replace(
        quote,
        content=_shift(quote.content, by),
        speaker=_shift(quote.speaker, by) if quote.speaker and span.covers(quote.speaker) else None,
        cue=_shift(quote.cue, by) if quote.cue and span.covers(quote.cue) else None,
    )


# --- changing a sentence ----------------------------------------------------------------------------------------------


def change(text: str, edits: Sequence[Edit]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with the edits made, none of which may overlap, and where the new words stand; where words only went, the place is
    the word on either side."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = length = 0
    for start, end, new in sorted(edits):
        if start < at:
            raise ValueError("edits overlap")
        parts += [text[at:start], new]
        length += start - at
        places.append((length, length + len(new)))
        length += len(new)
        at = end
    made = "".join([*parts, text[at:]])
    return made, tuple(_widen(made, *place) for place in places)


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start:end].strip():
        return start, end
    before = re.search(r"\S+\s*$", text[:start])
    after = re.match(r"\s*\S+", text[end:])
    return (before.start() if before else start), (end + after.end() if after else end)


def lower_first(phrase: str, token: Token | None) -> str:
    """The phrase as it stands inside a sentence; ``token`` is its first word."""
    if token is None or token.text == "I" or (token.text.isupper() and len(token.text) > 1):
        return phrase
    if token.pos not in ("DET", "NUM", "PRON", "ADP") and (token.pos == "PROPN" or token.entity):
        return phrase
    return phrase[:1].lower() + phrase[1:]


def upper_first(phrase: str) -> str:
    """The phrase as it stands at the head of a sentence."""
    return phrase[:1].upper() + phrase[1:]


def is_alone(base: Base) -> bool:
    """Whether the sentence can be understood by itself: no "he" or "it" in it that only the sentence before explains, whole marks."""
    text = base.text
    if not 8 <= len(text.split()) <= 48 or not re.match(r"[A-Z“\"]", text) or not re.search(r"[.!][”\"’]?$", text):
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")") or " ... " in text:
        return False
    if (
        re.search(r"\b[A-Z]{5,}\b.*\b[A-Z]{5,}\b|https?:|\bClick\b|@|\||\bNEW:|[.!?][”\"] [A-Z]", text)
        or _GLUED.search(text)
        or re.search(r"\b[A-Z]\w+: [A-Z]", text)
    ):
        return False
    return not _leans(base)


def _leans(base: Base) -> bool:
    """Whether a pronoun, "this" or "the latter" comes before any noun that it could stand for."""
    for token in base.tokens:
        word = token.text.lower()
        if base.is_quoted(token.start, token.end):
            continue
        if token.pos == "PROPN" or (token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")):
            return False
        if token.tag in ("PRP", "PRP$") and word not in ("there",):
            return not (word == "it" and token.dep == "expl")
        if (word in ("this", "that", "these", "those", "such") and token.dep in ("nsubj", "nsubjpass", "det")) or word in (
            "latter", "former", "both", "others", "another", "neither", "either",
        ):  # fmt: skip
            return True
    return True
