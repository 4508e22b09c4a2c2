"""A headline out of the lede: present tense, no articles, no more than the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from groundwire.editing.clauses import children_of, subtree
from groundwire.editing.copyedit import (
    Copy,
    Edit,
    apply_edits,
    attribution_spans,
    opening_cuts,
    quoted_ranges,
)
from groundwire.editing.shortening import segments, trailing_clause
from groundwire.model import NameKind, Passage, Quote, Reading, Token
from groundwire.reading.claims import main_verb

PLURAL_NOUNS = frozenset("people police crew staff officials troops".split())
NEUTRAL_CUES = frozenset("say tell report announce state confirm add accord".split())
"""Cues that carry a fact along; any other ("accused", "warned") stays in the headline."""
BODIES = frozenset(
    """police service authority ministry agency government court hospital council department office commission company bank parliament
    army navy coastguard inspectorate university prosecutor official""".split()
)
LEAST_WORDS = 4
_POINTING = frozenset("then now so this that these those such here there".split())
"""Opening words that lean on what came before: no headline begins with them."""


def make_headline(passage: Passage, reading: Reading, limit: int, disputed: Sequence[str] = ()) -> Copy | None:
    """A headline of at most ``limit`` characters from ``passage``, or ``None`` where no honest cut is short enough. A second deed told
    with one of the ``disputed`` figures is left out."""
    root = main_verb(passage.tokens)
    if root is None or passage.tokens[0].lemma in _POINTING:
        return None
    cuts = [*opening_cuts(passage), *_time_cuts(passage, reading)]
    kept = attribution_spans(passage, reading)
    attribution, verb = _neutral_attribution(passage, reading)
    if attribution is not None:
        cuts.append(attribution)
        kept = ()
    verb = verb or root
    cuts += _disputed_deeds(passage, verb, disputed)
    changes = [*_articles(passage), *_present(passage, verb)]
    end = attribution.start if attribution is not None else passage.span.end
    lengths = [segments(passage, kept), [*_joined_clauses(passage, verb, end), *_tails(passage, verb, end)]]
    copy = _trim(apply_edits(passage, [*_clear(cuts), *_outside(changes, cuts)]))
    for cut in [*lengths[0], *filter(None, [trailing_clause(passage, kept)]), *lengths[1]]:
        if len(copy.text) <= limit:
            break
        if any(edit.start < cut[1] and cut[0] < edit.end for edit in cuts):
            continue
        cuts.append(Edit(*cut))
        copy = _trim(apply_edits(passage, [*_clear(cuts), *_outside(changes, cuts)]))
    return copy if len(copy.text) <= limit and copy.words >= LEAST_WORDS else None


def _joined_clauses(passage: Passage, verb: Token, end: int) -> list[tuple[int, int]]:
    """What "and" or "but" joins to the main clause at its end, last first: of two things that are both so, a headline may tell one."""
    tokens, children = passage.tokens, children_of(passage.tokens)
    last = max((token.index for token in tokens if token.pos != "PUNCT" and token.end <= end), default=0)
    found = []
    for index in reversed(children[verb.index]):
        joints = [tokens[i] for i in children[verb.index] if tokens[i].dep == "cc" and i < index]
        reach = [i for i in subtree(tokens, index, children) if tokens[i].pos != "PUNCT"]
        if tokens[index].dep == "conj" and joints and joints[-1].lemma in ("and", "but") and reach[-1] == last:
            found.append((joints[-1].start, tokens[last].end))
            last = joints[-1].index - 1
    return found


def _disputed_deeds(passage: Passage, verb: Token, disputed: Sequence[str]) -> list[Edit]:
    """Cuts of what is joined to the main verb by "and" and holds a figure that the reports differ on."""
    tokens, children = passage.tokens, children_of(passage.tokens)
    cuts = []
    for index in children[verb.index]:
        inside = [tokens[i] for i in subtree(tokens, index, children)]
        if tokens[index].dep == "conj" and any(token.text.lower() in disputed for token in inside):
            joint = next((tokens[i] for i in children[verb.index] if tokens[i].dep == "cc" and i < index), inside[0])
            cuts.append(Edit(min(joint.start, inside[0].start), inside[-1].end))
    return cuts


def sentence_case(title: str, passages: Sequence[Passage]) -> str:
    """A headline that a wire sent in capitals alone, as its own copy writes the words: names and abbreviations keep their capitals."""
    forms: dict[str, str] = {}
    for passage in passages:
        for token in passage.tokens[1:]:
            if token.pos == "PROPN" or token.text[1:].lower() != token.text[1:]:
                forms.setdefault(token.text.lower(), token.text)
    words = [forms.get(word.lower(), word.lower()) for word in re.findall(r"[\w.&]*\w|\W", title)]
    text = "".join(words)
    return text[:1].upper() + text[1:]


def _trim(copy: Copy) -> Copy:
    return Copy(copy.text.removesuffix(".").rstrip(" ,"), copy.evidence)


def _clear(cuts: Sequence[Edit]) -> list[Edit]:
    """Cuts without those that lie inside another."""
    return [
        c
        for c in cuts
        if not any(o is not c and o.start <= c.start and c.end <= o.end and (o.start, o.end) != (c.start, c.end) for o in cuts)
    ]


def _outside(changes: Sequence[Edit], cuts: Sequence[Edit]) -> list[Edit]:
    return [change for change in changes if not any(cut.start < change.end and change.start < cut.end for cut in cuts)]


_BEFORE_TIMES = frozenset("on in at early late shortly just after before around about".split())
_BINDING = frozenset("of for to since until till by from between within during through over".split())
"""Prepositions that bind a time to what stands before it: it cannot go without leaving them behind."""


def _time_cuts(passage: Passage, reading: Reading) -> list[Edit]:
    """Times go from a headline, with the preposition before them."""
    cuts = []
    for time in reading.times:
        if not passage.span.covers(time.span):
            continue
        inside = [token for token in passage.tokens if time.span.start <= token.start < time.span.end]
        if (
            not inside
            or inside[0].dep in ("poss", "compound", "nsubj")
            or _is_listed(inside[0], passage.tokens)
            or (inside[-1].index + 1 < len(passage.tokens) and passage.tokens[inside[-1].index + 1].tag == "POS")
        ):
            continue
        start = inside[0].start
        previous = passage.tokens[inside[0].index - 1].lemma if inside[0].index else ""
        if previous in _BINDING:
            continue
        for token in reversed(passage.tokens[: inside[0].index]):
            if token.text.lower() not in _BEFORE_TIMES:
                break
            start = token.start
        cuts.append(Edit(start, inside[-1].end))
    return cuts


def _is_listed(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a time hangs on something told in a row or an aside ("one on 29 January and another ..."), not on a verb."""
    current = token
    for _ in tokens:
        if current.pos in ("VERB", "AUX") or current.head == current.index:
            return False
        if current.dep in ("appos", "conj") or current.pos == "NUM" and current.index != token.index:
            return True
        current = tokens[current.head]
    return False


def _neutral_attribution(passage: Passage, reading: Reading) -> tuple[Edit | None, Token | None]:
    """The cut of a trailing neutral attribution (", the port authority said") and the main verb of what is left; else nothing."""
    for quote in reading.quotes:
        if not _is_trailing(quote, passage) or quote.cue is None or quote.speaker is None:
            continue
        cue = next((token for token in passage.tokens if quote.cue.start <= token.start < quote.cue.end), None)
        if cue is None or cue.lemma not in NEUTRAL_CUES or quote.is_direct or not _is_authority(quote, passage, reading):
            continue
        verb = next(
            (t for t in passage.tokens if t.head == cue.index and t.dep in ("ccomp", "parataxis") and t.start < cue.start),
            None,
        )
        start = min(span.start for span in (quote.cue, quote.speaker))
        if verb is None and cue.lemma != "accord":
            continue
        comma = next((t for t in reversed(passage.tokens) if t.text == "," and t.start < start), None)
        return Edit(comma.start if comma else start, passage.span.end), verb
    return None, None


def _is_authority(quote: Quote, passage: Passage, reading: Reading) -> bool:
    """Whether the speaker is a body whose plain statement of fact a headline may give without naming it. What one person says stays
    that person's in the headline too."""
    speaker = quote.speaker
    if speaker is None:
        return False
    words = {token.lemma for token in passage.tokens if speaker.start <= token.start < speaker.end}
    named = any(name.kind is NameKind.ORGANISATION and name.key == quote.speaker_key for name in reading.names)
    return named or bool(words & BODIES)


def _is_trailing(quote: Quote, passage: Passage) -> bool:
    return quote.cue is not None and passage.span.covers(quote.cue) and quote.content.end <= quote.cue.start


def _articles(passage: Passage) -> list[Edit]:
    quoted = quoted_ranges(passage)
    return [
        Edit(token.start, token.end)
        for token in passage.tokens
        if token.lemma in ("a", "an", "the")
        and token.pos == "DET"
        and not any(start <= token.start < end for start, end in quoted)
    ]


def _present(passage: Passage, verb: Token) -> list[Edit]:
    """The past tense of the main verb, and of verbs joined to it, made present; a passive and a perfect lose their auxiliary."""
    tokens = passage.tokens
    children = children_of(tokens)
    edits: list[Edit] = []
    verbs = [verb, *(tokens[i] for i in children[verb.index] if tokens[i].dep == "conj" and tokens[i].tag in ("VBD", "VBN"))]
    for each in verbs:
        plural = _is_plural(tokens, children, each if _subject(tokens, children, each) else verb)
        auxiliaries = [tokens[i] for i in children[each.index] if tokens[i].dep in ("aux", "auxpass")]
        if any(a.tag == "MD" or a.lemma == "do" for a in auxiliaries) or any(
            tokens[i].dep == "neg" for i in children[each.index]
        ):
            continue
        if any(a.dep == "auxpass" for a in auxiliaries):
            edits += [Edit(a.start, a.end) for a in auxiliaries]
        elif each.lemma == "be" and auxiliaries:
            continue
        elif each.tag == "VBN" and any(a.lemma == "have" for a in auxiliaries):
            edits += [Edit(a.start, a.end) for a in auxiliaries] + [Edit(each.start, each.end, present(each.lemma, plural))]
        elif (
            (each.tag == "VBD" or (each.tag == "VBN" and _subject(tokens, children, each)))
            and not auxiliaries
            and not _is_to_be(tokens, children, each)
        ):
            edits.append(Edit(each.start, each.end, present(each.lemma, plural)))
            edits += _shifted_perfect(tokens, children, each)
    return edits


def _is_plural(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> bool:
    subject = _subject(tokens, children, verb)
    if subject is None:
        return False
    either = any(tokens[i].lemma in ("nor", "or", "neither", "either") for i in children[subject.index])
    joined = not either and any(tokens[i].dep == "conj" for i in children[subject.index])
    return joined or subject.tag in ("NNS", "NNPS") or subject.lemma in PLURAL_NOUNS


def _subject(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    return next((tokens[i] for i in children[verb.index] if tokens[i].dep in ("nsubj", "nsubjpass")), None)


def _is_to_be(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> bool:
    """ "was to open": what was planned, which "is to open" would promise."""
    return verb.lemma == "be" and any(tokens[i].dep == "xcomp" and tokens[i].tag == "VB" for i in children[verb.index])


def _shifted_perfect(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> list[Edit]:
    """What a reporting verb in the present carries along: "said it had shot" becomes "says it has shot"."""
    edits = []
    for clause in (
        tokens[i] for i in children[verb.index] if tokens[i].dep == "ccomp" and tokens[i].tag == "VBN" and i > verb.index
    ):
        had = [tokens[i] for i in children[clause.index] if tokens[i].text == "had" and tokens[i].dep == "aux"]
        subject = _subject(tokens, children, clause)
        plural = subject is not None and (subject.lemma == "they" or _is_plural(tokens, children, clause))
        edits += [Edit(each.start, each.end, "have" if plural else "has") for each in had]
    return edits


def present(lemma: str, plural: bool) -> str:
    """The present tense of a verb: ``present("offer", False)`` is "offers"."""
    if lemma == "be":
        return "are" if plural else "is"
    if plural:
        return lemma
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _completes(preposition: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Whether what a phrase hangs on means little without it: a verb with no object of its own ("siding with"), a number ("a dozen of")."""
    head = tokens[preposition.head]
    if head.pos == "NUM" or head.lemma in ("dozen", "number", "part", "one", "some", "most", "kind", "lack", "series"):
        return True
    objects = any(tokens[i].dep in ("dobj", "attr", "acomp", "xcomp", "ccomp", "nsubjpass") for i in children[head.index])
    first = next((i for i in children[head.index] if tokens[i].dep == "prep" and i > head.index), preposition.index)
    return head.pos == "VERB" and not objects and first == preposition.index


def _tails(passage: Passage, verb: Token, end: int) -> list[tuple[int, int]]:
    """Prepositional phrases that end the main clause, last first, reaching no further than offset ``end``: the least a headline can
    spare. One that stands before something that stays is no tail."""
    tokens = [token for token in passage.tokens if token.end <= end]
    children = children_of(passage.tokens)
    last = max((token.index for token in tokens if token.pos != "PUNCT"), default=0)
    found = []
    for token in reversed(tokens):
        if token.dep != "prep" or token.index <= verb.index or _completes(token, passage.tokens, children):
            continue
        indexes = [index for index in subtree(passage.tokens, token.index, children) if passage.tokens[index].pos != "PUNCT"]
        if indexes[-1] == last and indexes[0] == token.index:
            found.append((token.start, passage.tokens[last].end))
            last = token.index - 1
    return found
