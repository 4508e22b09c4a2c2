"""What a sentence can do without, found by its grammar: parts between commas and trailing clauses. Never a condition, a doubt, an
exception, or who said it: what stays may not say more than the whole."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.editing.clauses import children_of, subtree
from groundwire.editing.copyedit import quoted_ranges
from groundwire.editing.outcomes_named import ACTS
from groundwire.model import Passage, Span, Token

CONDITIONS = frozenset("if unless until till whether lest provided providing once although though despite except".split())
"""What these open may never be cut: without it the rest says more than the source."""
QUALIFIERS = frozenset(
    """except apart only merely solely barring excluding exception save besides otherwise allegedly reportedly purportedly supposedly
    apparently seemingly provisionally preliminary unconfirmed alleged purported suspected verify confirm prove deny dispute contest
    provide condition unless if instead rather""".split()
)
"""A part with one of these narrows or doubts what the rest says: it stays."""
_OPINING = frozenset(
    "say see put claim argue believe think describe call tell report state note suggest maintain allege".split()
)
_DASHES = frozenset(("—", "–", "--"))


def dispensable(passage: Passage, kept: Sequence[Span] = ()) -> list[tuple[int, int]]:
    """The (start, end) of everything that the sentence can do without, in the order in which it goes."""
    return [*segments(passage, kept), *filter(None, [trailing_clause(passage, kept)])]


def add_cut(cuts: Sequence[tuple[int, int]], cut: tuple[int, int]) -> list[tuple[int, int]]:
    """The cuts with one more, which takes the place of those inside it."""
    return [*(one for one in cuts if not (cut[0] <= one[0] and one[1] <= cut[1])), cut]


def segments(passage: Passage, kept: Sequence[Span] = ()) -> list[tuple[int, int]]:
    """The (start, end) of the parts that the sentence can do without, outermost last part first: what stands between commas, hangs
    on the rest by one word only, and is neither a condition nor any of ``kept`` (who said it)."""
    tokens = passage.tokens
    if not tokens or _is_misread(tokens):
        return []
    commas = [token.index for token in tokens if token.text == "," or token.text in _DASHES]
    ends = [*commas[1:], _last_word(tokens) + 1][: len(commas)]
    found = []
    quoted = quoted_ranges(passage)
    for start, end in zip(commas, ends, strict=True):
        inside = [token for token in tokens[start + 1 : end] if token.pos != "PUNCT"]
        if not inside or not _hangs_by_one(inside, tokens, start, end):
            continue
        first, last = tokens[start + 1], inside[-1]
        dashes = [tokens[index] for index in (start, end) if index < len(tokens) and tokens[index].text in _DASHES]
        if len(dashes) == 1 and (end < len(tokens) and tokens[end].text == "," or tokens[start].text == ","):
            continue
        if first.lemma in CONDITIONS or first.pos == "CCONJ" or any(token.dep == "ROOT" for token in inside):
            continue
        if _qualifies(inside, tokens) or _tells_toll(inside):
            continue
        if any(first.start < span.end and span.start < last.end for span in kept):
            continue
        if any(
            first.start < stop and begin < last.end and not (first.start <= begin and stop <= last.end)
            for begin, stop in quoted
        ):
            continue
        # A pair of dashes goes with what it holds; commas are mended when the cut is made.
        places = [first.start, last.end, *(place for dash in dashes for place in (dash.start, dash.end))]
        # Inside another insertion only one of its commas goes: the other closes the outer one.
        places += [tokens[start].start] if _is_nested(inside, tokens, start) else []
        found.append((min(places), max(places)))
    return sorted(found, reverse=True)


def _is_nested(inside: Sequence[Token], tokens: Sequence[Token], comma: int) -> bool:
    """Whether the part behind ``comma`` belongs to an insertion that an earlier comma opened ("Lund, head of its bank, Norve, ...")."""
    index = next((token.head for token in inside if token.head < comma), comma)
    for _ in range(comma):
        token = tokens[index]
        if token.head == index or token.head >= comma:
            return False
        if token.dep in ("appos", "relcl", "acl") and any(each.text == "," for each in tokens[token.head : index]):
            return True
        index = token.head
    return False


def _is_misread(tokens: Sequence[Token]) -> bool:
    """Whether the parser took an inserted phrase for the predicate ("the bridge, closed since May, reopened"): a subject stands with a bare
    participle, or its verb right behind a comma. Then it cannot say what may go."""
    helped = {token.head for token in tokens if token.dep in ("aux", "auxpass")}
    subjects = [token for token in tokens if token.dep in ("nsubj", "nsubjpass")]
    return any(
        (tokens[token.head].tag in ("VBN", "VBG") and token.head not in helped)
        or (token.head == token.index + 2 and tokens[token.index + 1].text == ",")
        for token in subjects
    )


def _qualifies(inside: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a part narrows, doubts or carries what the rest of its sentence says, so that the rest alone would say more."""
    first = inside[0]
    own = {token.index for token in inside}
    heads = {token.index for token in inside if token.head not in own or token.head == token.index}
    # A "not" that belongs to a clause deeper inside takes nothing from what stays.
    if any(token.lemma in QUALIFIERS or (token.dep == "neg" and token.head in heads) for token in inside):
        return True
    if first.lemma == "as" and any(token.lemma in _OPINING for token in inside):
        return True
    ahead = any(token.tag == "MD" and token.head == each.head for each in inside for token in tokens if each.dep == "advcl")
    return ahead and first.lemma in ("after", "when", "as", "while", "where", "once", "before")


def _tells_toll(inside: Sequence[Token]) -> bool:
    """Whether a part says how many were killed or hurt ("in which around 40 people drowned"): told there or nowhere."""
    return any(t.pos == "NUM" for t in inside) and any(ACTS.get(t.lemma) in ("kill", "injure") for t in inside)


def _last_word(tokens: Sequence[Token]) -> int:
    return max((token.index for token in tokens if token.pos != "PUNCT"), default=0)


def _hangs_by_one(inside: Sequence[Token], tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the tokens between two commas hang on one word outside, and nothing outside hangs on them but what could as well hang
    on the main clause (parsers chain adverbials that stand in a row)."""
    low, high = start + 1, end - 1
    outer = {token.head for token in inside if not low <= token.head <= high}
    roots = [token for token in inside if not low <= token.head <= high]
    hung = any(
        low <= token.head <= high and token.dep not in _ADVERBIAL
        for token in tokens
        if not low <= token.index <= high and token.pos != "PUNCT"
    )
    return len(outer) == 1 and not hung and all(token.dep in _REMOVABLE for token in roots)


_ADVERBIAL = frozenset(("advcl", "prep", "npadvmod"))
_REMOVABLE = frozenset(("advcl", "prep", "relcl", "appos", "npadvmod", "acl", "advmod", "mark", "agent", "amod"))


def trailing_clause(passage: Passage, kept: Sequence[Span] = ()) -> tuple[int, int] | None:
    """The (start, end) of an adverbial clause without a comma that ends the sentence or stands before its attribution ("as the
    two mark ..."), if there is one that may go."""
    tokens = passage.tokens
    children = children_of(tokens)
    for token in reversed(tokens):
        if token.dep != "advcl":
            continue
        indexes = subtree(tokens, token.index, children)
        first, last = tokens[indexes[0]], tokens[indexes[-1]]
        if indexes[-1] - indexes[0] + 1 != len(indexes) or first.lemma not in (
            "as",
            "while",
            "when",
            "after",
            "because",
            "since",
        ):
            continue
        if _qualifies([tokens[index] for index in indexes], tokens):
            continue
        if any(
            token.lemma in ("as", "so", "such", "same", "only", "just", "even", "not")
            for token in tokens[max(0, first.index - 2) : first.index]
        ):
            continue
        if first.index == 0 or any(first.start < span.end and span.start < last.end for span in kept):
            continue
        return first.start, last.end
    return None
