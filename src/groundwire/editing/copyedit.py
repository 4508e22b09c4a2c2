"""Copy-editing: a source's sentence is cut, opened and introduced as a desk editor would, never reworded.

Every change is an ``Edit`` of a range of the passage: a cut, or a replacement by words that stand elsewhere in the evidence (then it
brings that span along) or by words of the desk's own that claim nothing ("the report says"). Nothing inside quotation marks is ever
touched. ``apply_edits`` mends commas, spaces and the capital, and returns the text with all it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from groundwire.editing.clauses import children_of, subtree
from groundwire.model import Passage, Quote, Reading, Span, Token
from groundwire.reading import cues

CONNECTIVES = frozenset(
    "but and yet so still however meanwhile moreover also besides furthermore additionally nevertheless".split()
)
_WITHOUT_COMMA = frozenset("but and meanwhile moreover furthermore".split())
"""Connectives that are cut even where no comma follows; "So far ...", "Besides the mayor, ..." are none."""
ASIDE = 8
"""Words of the longest "..., Lund noted, ..." that opens a sentence."""
LEANING = frozenset(
    "elsewhere this that these those such they it he she his her its their him them another others both".split()
)
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson spokespeople statement communique letter source".split())
_BARE = frozenset({"det", "punct", "acl", "appos", "relcl", "advmod"})
"""What may hang on "the spokesman" and still not tell whose he is."""
_CLOSERS = frozenset(",.;:!?")
_MARKS = '“”"«»'


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace ``start``..``end`` (offsets in the document) by ``text``; an empty text cuts. ``evidence`` backs new words."""

    start: int
    end: int
    text: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished sentence and everything it rests on."""

    text: str
    evidence: tuple[Span, ...]

    @property
    def words(self) -> int:
        """Length in words."""
        return len(self.text.split())


def quoted_ranges(passage: Passage) -> list[tuple[int, int]]:
    """The (start, end) of every run of the passage inside double quotation marks, marks included; an unclosed one runs to the end."""
    ranges, opened = [], -1
    for offset, character in enumerate(passage.text, start=passage.span.start):
        if character not in _MARKS:
            continue
        if opened < 0:
            opened = offset
        elif character not in "“«":
            ranges.append((opened, offset + 1))
            opened = -1
    if opened >= 0:
        ranges.append((opened, passage.span.end))
    return ranges


def apply_edits(passage: Passage, edits: Iterable[Edit]) -> Copy:
    """The passage with ``edits`` made. An edit that reaches into a quotation or a bracket, outside the passage or over an earlier edit
    is left out."""
    quoted = quoted_ranges(passage)
    kept: list[Edit] = []
    commas = _clause_commas(passage)
    for edit in sorted(edits):
        inside = passage.span.start <= edit.start <= edit.end <= passage.span.end
        gone = passage.text[max(0, edit.start - passage.span.start) : max(0, edit.end - passage.span.start)]
        inside = inside and all(gone.count(pair[0]) == gone.count(pair[1]) for pair in ("()", "[]"))
        partly = any(
            edit.start < end and start < edit.end and not (edit.start <= start and end <= edit.end) for start, end in quoted
        )
        if inside and not partly and (not kept or kept[-1].end <= edit.start):
            kept.append(edit)
    text, base = passage.text, passage.span.start
    out, position = "", 0
    for edit in kept:
        out += text[position : edit.start - base]
        position = edit.end - base
        if edit.text:
            out += edit.text
        else:
            out, position = _close_gap(out, text, position, commas)
    out = finish(out + text[position:])
    return Copy(out, (passage.span, *(span for edit in kept for span in edit.evidence)))


def _clause_commas(passage: Passage) -> frozenset[int]:
    """The offsets (in the passage) of commas between clauses: nothing binds the words before one to those after it but a clause to its
    attribution ("It will open, the minister said") or to the clause that follows; and of those that open an insertion ("Wuhan, China, the
    centre of the outbreak, ..."). Such a comma outlives a cut before it."""
    tokens = passage.tokens
    tightest = [len(tokens)] * len(tokens)
    for token in tokens:
        if token.dep in _LOOSE or token.pos == "PUNCT":
            continue
        low, high = sorted((token.index, token.head))
        tightest[high] = min(tightest[high], low)
    found, reach = [], len(tokens)
    for token in reversed(tokens):
        if token.text == "," and reach > token.index:
            found.append(token.start - passage.span.start)
        reach = min(reach, tightest[token.index])
    below = children_of(tokens)
    for token in tokens:
        if token.dep in ("appos", "relcl", "acl") and token.head < token.index:
            comma = subtree(tokens, token.index, below)[0] - 1
            if comma > token.head and tokens[comma].text == ",":
                found.append(tokens[comma].start - passage.span.start)
    return frozenset(found)


_LOOSE = frozenset(("ccomp", "parataxis", "ROOT"))


def _close_gap(out: str, text: str, position: int, commas: frozenset[int]) -> tuple[str, int]:
    """Mend what a cut leaves: ``out`` is what stands before it, ``position`` where the text goes on."""
    left = out.rstrip()
    while position < len(text) and text[position].isspace():
        position += 1
    following = text[position : position + 1]
    if not left:
        while position < len(text) and (text[position].isspace() or text[position] in ",;"):
            position += 1
        return "", position
    if following in _CLOSERS and following:
        if following == "." and left.endswith("."):
            return left, position + 1
        if left.endswith(",") and position in commas:
            return left, position + 1
        if left.endswith(","):
            left = left[:-1]
            if following == ",":
                return left + " ", _skip_blank(text, position + 1)
            if following == "." and left.endswith("."):
                return left, position + 1
        return left, position
    return left + " ", position


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def finish(text: str) -> str:
    """One sentence with a capital and a full stop; its inside is not touched."""
    text = " ".join(text.split())
    if text[:1].islower():
        text = text[0].upper() + text[1:]
    body = text.rstrip("”\"’'»)")
    if body and body[-1] not in ".!?…":
        text = text.rstrip(",;: ") if body == text else text
        text += "."
    return text


def append(copy: Copy, words: str, evidence: Sequence[Span] = ()) -> Copy:
    """The copy with ``words`` (an attribution) set after a comma at its end. A text that ends inside a quotation takes the comma
    inside the closing mark, as newspapers do."""
    text = copy.text
    closers = ""
    while text and text[-1] in "”\"’'»":
        closers = text[-1] + closers
        text = text[:-1]
    text = text[:-1] if text.endswith(".") else text
    joined = f"{text},{closers} {words}" if text[-1:] not in "!?" else f"{text}{closers} {words}"
    return Copy(finish(joined), (*copy.evidence, *evidence))


# --- openings ---------------------------------------------------------------------------------------------------------


def opening_cuts(passage: Passage) -> list[Edit]:
    """Cuts of connectives that lean on the sentence before: "But", "Meanwhile,", and an "also" near the subject."""
    cuts = []
    tokens = passage.tokens
    index = 0
    while index < len(tokens) - 1 and (_connects(tokens, index) or (index and tokens[index].text == ",")):
        if tokens[index].text != ",":
            cuts.append(Edit(tokens[index].start, tokens[index].end))
        index += 1
    cuts += _unparted_cue(tokens, index) if cuts else []
    for phrase in (
        "in addition,",
        "at the same time,",
        "on the other hand,",
        "as a result,",
        "for its part,",
        "for his part,",
        "for her part,",
    ):
        if passage.text.lower().startswith(phrase):
            cuts.append(Edit(passage.span.start, passage.span.start + len(phrase)))
    cuts += [Edit(passage.span.start + start, passage.span.start + end) for start, end in wire_marks(passage.text)]
    cuts += [Edit(token.start, token.end) for token in tokens[1:8] if token.lemma == "also" and token.dep == "advmod"]
    return cuts


def _unparted_cue(tokens: Sequence[Token], first: int) -> list[Edit]:
    """ "Yet, Lund noted, two firms sell it" without its "Yet": the comma that closed the aside becomes "that"."""
    if first < 2 or tokens[first - 1].text != ",":
        return []
    comma = next((token for token in tokens[first : first + ASIDE] if token.text == ","), None)
    cue = tokens[comma.index - 1] if comma is not None and comma.index > first else None
    if comma is None or cue is None or cue.tag != "VBD" or cues.lemma_of(cue) not in cues.CLAUSE:
        return []
    return [Edit(comma.start, comma.end, " that")]


def _connects(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word at the opening only joins the sentence to the one before. "But for the storm, ..." is a condition."""
    lemma, following = tokens[index].lemma, tokens[index + 1].lemma
    if lemma in _WITHOUT_COMMA:
        return following != "for"
    return lemma in CONNECTIVES and (following == "," or (lemma == "yet" and index > 0))


def leans(passage: Passage, resolved: Sequence[Span] = ()) -> bool:
    """Whether the sentence cannot be understood without the one before it: it opens on a pronoun or demonstrative that is not
    in ``resolved``. What quotations say about themselves does not count."""
    quoted = quoted_ranges(passage)
    if quoted and quoted[0][0] == passage.span.start:
        return False
    if passage.text.lower().startswith(("nor ", "neither did", "neither was", "neither has", "so did ", "so was ")):
        return True
    opening = [token for token in passage.tokens if token.pos not in ("PUNCT", "CCONJ", "ADV")][:1]
    for token in opening:
        if token.lemma in ("he", "she", "it", "they") and token.text.lower() == "it" and _is_expletive(token, passage.tokens):
            continue
        word = token.text.lower()
        if word in LEANING and not any(span.start <= token.start < span.end for span in resolved):
            return True
    return _is_unnamed_speaker(passage, resolved)


def _is_unnamed_speaker(passage: Passage, resolved: Sequence[Span]) -> bool:
    """Whether "the spokesman" or "the statement", whose the sentence does not say, is its subject."""
    for token in passage.tokens:
        if token.lemma not in _SPEAKERS or token.dep not in ("nsubj", "nsubjpass"):
            continue
        below = [other for other in passage.tokens if other.head == token.index and other is not token]
        is_bare = any(other.text.lower() == "the" for other in below) and all(other.dep in _BARE for other in below)
        if is_bare and not any(span.start <= token.start < span.end for span in resolved):
            return True
    return False


def _is_expletive(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it rained"; not "it announced that"."""
    verb = tokens[token.head]
    clause = any(other.dep in ("ccomp", "xcomp", "csubj") and other.head == verb.index for other in tokens)
    return token.dep == "expl" or (clause and verb.lemma in ("be", "seem", "appear", "turn", "happen", "remain", "become"))


def softened_determiners(passage: Passage) -> list[Edit]:
    """ "such efforts" becomes "the efforts": the noun is known by now, the pointing word leans."""
    tokens = passage.tokens
    return [
        Edit(token.start, token.end, "the")
        for token, following in zip(tokens, tokens[1:], strict=False)
        if token.text == "such" and following.pos == "NOUN" and following.tag == "NNS" and token.head > token.index
    ]


def wire_marks(text: str) -> list[tuple[int, int]]:
    """What wires print for machines and readers do not need: stock symbols ("<SHP.L>"), and the brackets round a firm's name
    ("<Shipley Lines Plc>")."""
    symbols = [match.span() for match in _SYMBOL.finditer(text)]
    brackets = [
        place
        for match in _FIRM.finditer(text)
        for place in ((match.start(), match.start() + 1), (match.end() - 1, match.end()))
    ]
    return sorted(symbols + brackets)


def without_wire_marks(text: str) -> str:
    """The text as readers are to see it."""
    for start, end in reversed(wire_marks(text)):
        text = text[:start] + text[end:]
    return text


_SYMBOL = re.compile(r"\s*<[A-Z.]{1,8}>")
_FIRM = re.compile(r"<[A-Z][\w&.,'’ -]{0,80}[a-z][\w&.,'’ -]{0,80}>")


def attribution_spans(passage: Passage, reading: Reading) -> tuple[Span, ...]:
    """The speakers, cues and carriers of everything attributed in the passage: never to be cut."""
    return tuple(
        span for quote in quotes_in(passage, reading) for span in (quote.speaker, quote.cue, *quote.via) if span is not None
    )


def quotes_in(passage: Passage, reading: Reading) -> tuple[Quote, ...]:
    """The attributions whose cue or content lies in the passage."""
    return tuple(
        quote
        for quote in reading.quotes
        if passage.span.overlaps(quote.cue or quote.content) or passage.span.overlaps(quote.content)
    )
