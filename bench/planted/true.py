"""True sentences made of a report's own: appositions, brackets and side clauses left out, joined clauses parted, reported speech
turned round, active for passive, figures written the other way. Nothing inside quotation marks is touched."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Callable, Iterator

from bench.planted.articles import Article, Readings
from bench.planted.bases import Base, Edit, change, is_alone, lower_first, make_base, upper_first
from bench.planted.lexicon import NUMBERS, SYMMETRIC, SYNONYMS
from groundwire.model import Document, Quote, Role, Source, Token, document_id

Rule = Callable[[Base], Iterator[Edit]]
SHORTEST = 7
"""Words that a condensed sentence keeps."""
_JOINED = re.compile(r", (?:and|but|while) (?=(?:the|a|an|his|her|its|their|[A-Z]\w+) )")


# --- small edits that go together ------------------------------------------------------------------------------------


def without_apposition(base: Base) -> Iterator[Edit]:
    """ "Wang, a minister, said" as "Wang said"."""
    for token in base.tokens:
        if token.dep == "appos" and base.tokens[token.head].pos in ("PROPN", "NOUN"):
            yield from _between_commas(base, token)


def without_side_clause(base: Base) -> Iterator[Edit]:
    """A clause with "which" or "who" between commas left out."""
    for token in base.tokens:
        start, _ = base.under(token.index)
        if token.dep == "relcl" and re.match(r"(?:which|who|whose|where) ", base.text[start:]):
            yield from _between_commas(base, token)


def _between_commas(base: Base, token: Token) -> Iterator[Edit]:
    start, end = base.under(token.index)
    while base.text[end - 1] in ",.":
        end -= 1
    head = base.tokens[token.head]
    if (
        head.end > start
        or not base.text[:start].endswith(", ")
        or not base.is_outside(start, end)
        or len(base.text[start:end].split()) < 2
    ):
        return
    if re.search(r"\b(?:and|or)\b", base.text[end : end + 6]) or re.match(r"(?:and|or|including|such)\b", base.text[start:]):
        return
    if _is_list(base, token, head):
        return
    if base.text[end : end + 1] == ",":
        yield start - 2, end + 1, ""
    elif re.fullmatch(r"\.?", base.text[end:]):
        yield start - 2, end, ""


def _is_list(base: Base, token: Token, head: Token) -> bool:
    """Whether the words between commas are one of several things told, or a place's province ("Springfield, Ohio,")."""
    if any(
        base.tokens[child].dep in ("conj", "cc")
        for child in (*base.tree.children[head.index], *base.tree.children[token.index])
    ):
        return True
    return token.dep == "appos" and token.pos == "PROPN" and head.entity in ("GPE", "LOC")


def without_brackets(base: Base) -> Iterator[Edit]:
    """Words in round brackets left out."""
    for match in re.finditer(r" \([^()]{3,80}\)", base.text):
        if base.is_outside(*match.span()):
            yield match.start(), match.end(), ""


def without_opening(base: Base) -> Iterator[Edit]:
    """A linking word at the head left out."""
    match = re.match(
        r"(?:But|And|However,|Meanwhile,|In addition,|Also,|Moreover,|Nevertheless,|Still,|Indeed,) (?=\w)", base.text
    )
    if match:
        first = base.text[match.end()]
        yield 0, match.end() + 1, first.upper()


def other_words(base: Base) -> Iterator[Edit]:
    """Wordings that say the same."""
    for pattern, new in SYNONYMS:
        for match in re.finditer(pattern, base.text):
            if base.is_free(*match.span()):
                yield match.start(), match.end(), new


def other_figures(base: Base) -> Iterator[Edit]:
    """ "5" for "five", "76 percent" for "76%", "1,500,000" for "1.5 million"."""
    for figure in base.figures:
        start, end = figure.span.start, figure.span.end
        text = base.text[start:end]
        if not base.is_free(start, end) or figure.kind == "ordinal" or figure.kind == "age":
            continue
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(NUMBERS[1:10])})(?![\w-]| of\b)", text):
            if start + match.start() > 0:
                yield start + match.start(), start + match.end(), str(NUMBERS.index(match[0]) + 1)
        for match in re.finditer(r"(?<=\d)(%| percent| per cent)", text):
            yield start + match.start(), start + match.end(), " percent" if match[0] == "%" else "%"
        for match in re.finditer(r"(?<![\d.,$£€])(\d)\.(\d) million\b", text):
            yield start + match.start(), start + match.end(), f"{match[1]},{match[2]}00,000"


EDITS: tuple[Rule, ...] = (
    without_apposition, without_side_clause, without_brackets, without_opening, other_words, other_figures,
)  # fmt: skip


# --- the sentence told anew ------------------------------------------------------------------------------------------


def first_clause(base: Base) -> str | None:
    """The first of two joined clauses."""
    for match in _JOINED.finditer(base.text):
        if base.is_quoted(*match.span()) or re.search(
            r"\b(?:if|when|although|between|both|either|not only)\b", base.text[: match.start()].lower()
        ):
            continue
        before = [t for t in base.tokens if t.end <= match.start()]
        after = [t for t in base.tokens if t.start >= match.end()]
        root = next((t for t in before if t.dep == "ROOT" and t.tag in ("VBD", "VBZ", "VBP", "VBN", "VB")), None)
        joined = next((t for t in after if t.dep == "conj" and root is not None and t.head == root.index), None)
        if root is None or joined is None or base.tree.child(joined.index, "nsubj", "nsubjpass") is None:
            continue
        if base.tree.child(root.index, "ccomp") is not None and root.lemma in ("say", "add", "tell"):
            continue
        return base.text[: match.start()] + "."
    return None


def without_tail(base: Base) -> str | None:
    """The sentence without a closing ", adding that ..." or ", leaving ..."."""
    match = re.search(r", ([a-z]+ing) [^,“”\"]+\.$", base.text)
    token = base.token_at(match.start(1)) if match else None
    if (
        match is None
        or token is None
        or token.tag != "VBG"
        or token.dep not in ("advcl", "acl")
        or match[1] in ("including", "according")
    ):
        return None
    return base.text[: match.start()] + "." if not base.is_quoted(*match.span()) else None


def speaker_last(base: Base) -> str | None:
    """ "X said that C" as "C, X said" or "C, according to X"."""
    quote, content = _reported(base)
    if (
        quote is None
        or quote.speaker is None
        or quote.cue is None
        or not (quote.speaker.start == 0 and quote.cue.end <= quote.content.start)
    ):
        return None
    if base.text[quote.cue.start : quote.cue.end] != "said" or base.text[quote.speaker.end : quote.cue.start].strip():
        return None
    between = base.text[quote.cue.end : quote.content.start].strip()
    speaker = base.text[quote.speaker.start : quote.speaker.end]
    if (
        base.token_at(0) is None
        or base.tokens[0].pos == "PRON"
        or between not in ("", "that")
        or base.text[quote.content.end :].strip(" .")
        or len(speaker.split()) > 9
    ):
        return None
    who = lower_first(speaker, base.token_at(0))
    form = "{}, {} said." if len(content) % 2 else "{}, according to {}."
    return form.format(upper_first(content), who)


def speaker_first(base: Base) -> str | None:
    """ "C, X said" as "X said that C"."""
    quote, content = _reported(base)
    if (
        quote is None
        or quote.speaker is None
        or quote.cue is None
        or quote.content.start != 0
        or quote.cue.start < quote.content.end
    ):
        return None
    speaker = base.text[quote.speaker.start : quote.speaker.end]
    if (
        base.text[quote.cue.start : quote.cue.end] != "said"
        or len(speaker.split()) > 9
        or speaker.lower() in ("he", "she", "it", "they", "we")
    ):
        return None
    rest = base.text[quote.content.end :]
    if rest.strip(" ,.") not in (f"{speaker} said", f"said {speaker}"):
        return None
    return f"{upper_first(speaker)} said that {lower_first(content, base.token_at(0))}."


def _reported(base: Base) -> tuple[Quote | None, str]:
    """The one report of somebody's words in the sentence, and the words, which may not lean on anything before them."""
    found = [quote for quote in base.quotes if not quote.is_direct]
    if len(found) != 1 or base.quoted or len(base.quotes) != 1:
        return None, ""
    quote = found[0]
    content = re.sub(r"^that ", "", base.text[quote.content.start : quote.content.end]).strip(" ,.")
    first = base.token_at(base.text.find(content))
    if not content or first is None or first.tag in ("PRP", "PRP$") or first.text.lower() in ("there", "this", "these", "such"):
        return None, ""
    inside = [t for t in base.tokens if quote.content.start <= t.start < quote.content.end]
    if not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in inside) or any(
        t.text.lower() in ("he", "she", "his", "her") for t in inside
    ):
        return None, ""
    return quote, content


def to_passive(base: Base) -> str | None:
    """ "X rejected the offer." as "The offer was rejected by X."; regular verbs only, whose participle is sure."""
    root = next((t for t in base.tokens if t.dep == "ROOT"), None)
    if root is None or root.tag != "VBD" or not root.text.endswith("ed") or root.lemma in SYMMETRIC or base.quoted:
        return None
    subject, thing = base.tree.child(root.index, "nsubj"), base.tree.child(root.index, "dobj")
    if (
        subject is None
        or thing is None
        or base.tree.child(root.index, "neg", "prt", "xcomp", "ccomp", "dative", "conj", "aux") is not None
    ):
        return None
    left, right = base.under(subject), base.under(thing)
    if left[0] != 0 or left[1] + 1 != root.start or right[0] != root.end + 1 or _has_pronoun(base, 0, len(base.text)):
        return None
    if base.tree.child(root.index, "advcl", "oprd") is not None or not re.match(r"[ .]", base.text[right[1] :]):
        return None
    head = base.tokens[thing]
    many = head.tag in ("NNS", "NNPS") or base.tree.child(thing, "conj") is not None
    if head.pos not in ("NOUN", "PROPN") or "," in base.text[: right[1]] or len(base.text[: right[1]].split()) > 18:
        return None
    agent = lower_first(base.text[left[0] : left[1]], base.token_at(0))
    return f"{upper_first(base.text[slice(*right)])} {'were' if many else 'was'} {root.text} by {agent}{base.text[right[1] :]}"


def to_active(base: Base) -> str | None:
    """ "The offer was rejected by X." as "X rejected the offer."."""
    root = next((t for t in base.tokens if t.dep == "ROOT"), None)
    if root is None or root.tag != "VBN" or not root.text.endswith("ed") or base.quoted:
        return None
    subject, agent = base.tree.child(root.index, "nsubjpass"), base.tree.child(root.index, "agent")
    by = base.tree.child(agent, "pobj") if agent is not None else None
    if (
        subject is None
        or agent is None
        or by is None
        or base.tree.child(root.index, "conj", "neg", "advmod", "xcomp", "prt") is not None
    ):
        return None
    left, right = base.under(subject), base.under(by)
    helper = base.text[left[1] : root.start].strip()
    if (
        left[0] != 0
        or helper not in ("was", "were")
        or base.tokens[agent].start != root.end + 1
        or _has_pronoun(base, 0, len(base.text))
    ):
        return None
    if base.tree.child(root.index, "advcl", "oprd") is not None or not re.match(r"[ .]", base.text[right[1] :]):
        return None
    if base.tokens[by].pos not in ("NOUN", "PROPN") or "," in base.text[: right[1]] or base.tokens[by].tag == "VBG":
        return None
    patient = lower_first(base.text[slice(*left)], base.token_at(0))
    return f"{upper_first(base.text[slice(*right)])} {root.text} {patient}{base.text[right[1] :]}"


def _has_pronoun(base: Base, start: int, end: int) -> bool:
    return any(t.tag in ("PRP", "PRP$", "WP", "WDT") for t in base.tokens if start <= t.start < end)


WHOLES: tuple[Callable[[Base], str | None], ...] = (
    first_clause,
    without_tail,
    speaker_last,
    speaker_first,
    to_passive,
    to_active,
)


# --- all together ----------------------------------------------------------------------------------------------------


def reword(base: Base) -> str | None:
    """The sentence condensed or told another way, as far as the rules go; ``None`` where none applies. The same base, the same words."""
    chance = random.Random(base.text)
    edits: list[Edit] = []
    for rule in chance.sample(EDITS, len(EDITS)):
        for edit in rule(base):
            if not any(edit[0] < end and start < edit[1] for start, end, _ in edits):
                edits.append(edit)
    whole = next((text for rule in chance.sample(WHOLES, len(WHOLES)) if (text := rule(base))), None)
    # A sentence told anew is no longer the text that the edits have their places in; one of the two is enough.
    text = whole if whole and (not edits or chance.random() < 0.6) else change(base.text, edits)[0] if edits else None
    if text is None:
        return None
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?=[,.;:])", "", upper_first(text))
    if re.search(r" [-–—] (?:\w+ ){0,3}\w+\.$", text):
        return None
    return text if len(text.split()) >= SHORTEST and text != base.text else None


def told_anew(base: Base) -> float:
    """How far a condensed sentence is from its source: the share of the words of both that only one has, or that stand elsewhere."""
    ours, theirs = base.text.split(), base.origin.split()
    return 1 - difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def find_bases(article: Article, readings: Readings) -> tuple[Base, ...]:
    """The sentences of an article that can be understood alone, each as it stands and, where it can be, told another way; a report's
    headline too where it is one of its own words only (see ``written``)."""
    verbatim = [
        base
        for passage in article.reading.sentences
        # The first sentence of a t17 report has its headline run into it more often than not.
        if not (passage.index == 0 and article.collection == "t17")
        and passage.role in (Role.LEAD, Role.BODY)
        and is_alone(base := make_base(passage, article.reading, article, "verbatim"))
    ]
    told = [(base, text) for base in verbatim if (text := reword(base))]
    return (*verbatim, *read_texts(article, [(text, base.text) for base, text in told], "condensed", readings))


def read_texts(article: Article, texts: list[tuple[str, str]], form: str, readings: Readings) -> tuple[Base, ...]:
    """Sentences (with what each comes from) as bases on an article: read like a draft, together."""
    if not texts:
        return ()
    whole = "\n\n".join(text for text, _ in texts)
    places, at = [], 0
    for text, _ in texts:
        places.append((at, at + len(text)))
        at += len(text) + 2
    source = Source()
    document = Document(id=document_id(source, "", whole), text=whole, source=source, extractor="bench")
    reading = readings.read(document, places)
    return tuple(
        make_base(passage, reading, article, form, origin)
        for passage, (_, origin) in zip(reading.sentences, texts, strict=True)
    )
