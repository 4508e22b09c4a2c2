"""Who did what to whom: the clauses of a report as deeds that can be laid beside another report's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from groundwire.editing.clauses import children_of
from groundwire.editing.firmness import SUBJECTS, is_firm, is_negated
from groundwire.editing.outcomes_named import ACTS
from groundwire.model import (
    Document,
    Figure,
    Grain,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Passage,
    Quote,
    Reading,
    Role,
    Span,
    Time,
    Token,
)

_Found = TypeVar("_Found")
SURE: Final = 0.5
"""Mentions below this confidence are not built on."""
LONGEST_SENTENCE: Final = 80
"""Most words of a sentence that is compared: what is longer is a list or a parser's mistake."""
_CLAUSES: Final = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "xcomp"})
_LINKS: Final = frozenset({"be", "remain", "stay", "keep", "become", "lie", "stand", "prove", "sit"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Party:
    """Who or what fills a place of a deed: the ``head`` of the phrase, and the names that are its own."""

    head: Token
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    names_around: tuple[Name, ...]
    """All names of the phrase, those that only tell which one is meant too: "shares of Norvane Lines"."""

    @property
    def is_unknown(self) -> bool:
        """Whether it is a pronoun that nobody resolved."""
        return self.head.pos == "PRON" and not self.names


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deed:
    """One clause of a report. ``act`` is the verb's, or what a linking verb links to ("closed"); ``tokens`` are the clause's own words,
    ``head`` the word that names the act. ``around`` holds what hangs on its prepositions. ``days`` and ``places`` (keys) are
    the whole sentence's. ``is_firm`` where it is told as done or so; ``speaker`` is who says it (a name's key or the
    words), empty where the report says it itself; ``is_quoted`` where it stands in quotation marks."""

    document: Document
    passage: Passage
    verb: Token
    head: Token
    act: str
    doer: Party | None
    object: Party | None
    around: Mapping[str, Party]
    tokens: tuple[Token, ...]
    times: tuple[Time, ...]
    days: tuple[Time, ...]
    places: frozenset[str]
    figures: tuple[Figure, ...]
    is_negated: bool
    is_firm: bool
    is_quoted: bool
    speaker: str
    cue: str

    @property
    def span(self) -> Span:
        """The sentence."""
        return self.passage.span


def find_deeds(document: Document, reading: Reading) -> tuple[Deed, ...]:
    """Every deed that the report's copy tells, in text order; headlines and corrections tell none."""
    finder = _Finder(document, reading)
    return tuple(
        deed
        for passage in reading.sentences
        if passage.role in (Role.LEAD, Role.BODY) and len(passage.tokens) <= LONGEST_SENTENCE
        for deed in finder.deeds(passage)
    )


def quoted_ranges(reading: Reading) -> list[Span]:
    """What stands in quotation marks and is more than a word or two held at arm's length."""
    return [quote.content for quote in reading.quotes if quote.is_direct and quote.content.end - quote.content.start > 24]


class _Finder:
    """What one report's deeds are found with: names, quotes, times and figures by sentence."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document = document
        self._reading = reading
        self._mentions: dict[int, list[tuple[Mention, Name]]] = {}
        for name in reading.names:
            for mention in name.mentions:
                self._file(self._mentions, mention.span, (mention, name))
        self._times: dict[int, list[Time]] = {}
        for time in reading.times:
            self._file(self._times, time.span, time)
        self._figures: dict[int, list[Figure]] = {}
        for figure in reading.figures:
            self._file(self._figures, figure.span, figure)
        self._quotes: dict[int, list[Quote]] = {}
        for quote in reading.quotes:
            for passage in _spread(reading, quote.content):
                self._quotes.setdefault(passage.index, []).append(quote)

    def _file(self, into: dict[int, list[_Found]], span: Span, item: _Found) -> None:
        passage = self._reading.passage_at(span)
        if passage is not None:
            into.setdefault(passage.index, []).append(item)

    def deeds(self, passage: Passage) -> list[Deed]:
        tokens = passage.tokens
        children = children_of(tokens)
        found = []
        for token in tokens:
            if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "amod", "compound"):
                continue
            found.append(self._deed(passage, token, children))
        return found

    def _deed(self, passage: Passage, verb: Token, children: Sequence[Sequence[int]]) -> Deed:
        tokens = passage.tokens
        head = _named_by(verb, tokens, children)
        own = _own_tokens(verb, tokens, children)
        doer, acted_on = self._parties(passage, verb, children)
        quote = self._speech_over(passage, verb)
        places = {token.start for token in own}
        particle = next((tokens[child].lemma for child in children[verb.index] if tokens[child].dep == "prt"), "")
        act = ACTS.get(head.lemma, ACTS.get(head.text.casefold(), head.lemma)) + (
            f" {particle}" if particle and head is verb else ""
        )
        return Deed(
            document=self._document,
            passage=passage,
            verb=verb,
            head=head,
            act="begin" if act in ("break out", "begin out", "start off") else act,
            doer=doer,
            object=acted_on,
            around=self._around(passage, verb, children),
            tokens=own,
            times=tuple(t for t in self._times.get(passage.index, ()) if any(t.span.start <= p < t.span.end for p in places)),
            days=tuple(time for time in self._times.get(passage.index, ()) if time.grain is not Grain.HOUR and not time.clock),
            places=frozenset(n.key for _, n in self._mentions.get(passage.index, ()) if n.kind is NameKind.PLACE),
            figures=tuple(f for f in self._figures.get(passage.index, ()) if f.span.start in places),
            is_negated=is_negated(verb, tokens, children),
            is_firm=is_firm(verb, tokens, children) and not passage.text.rstrip("”\"’' ").endswith("?"),
            is_quoted=any(q.is_direct and q.content.end - q.content.start > 24 and q.content.start <= verb.start < q.content.end
                          for q in self._quotes.get(passage.index, ())),
            speaker=self._call(quote) if quote else "",
            cue=self._cue(passage, quote) if quote else "",
        )  # fmt: skip

    def _speech_over(self, passage: Passage, verb: Token) -> Quote | None:
        for quote in self._quotes.get(passage.index, ()):
            if quote.speaker is not None and quote.content.start <= verb.start < quote.content.end:
                inside_cue = quote.cue is not None and quote.cue.start <= verb.start < quote.cue.end
                if not inside_cue:
                    return quote
        return None

    def _call(self, quote: Quote) -> str:
        return quote.speaker_key or (self._document.quote(quote.speaker).casefold() if quote.speaker else "")

    def _cue(self, passage: Passage, quote: Quote) -> str:
        if quote.cue is None:
            return ""
        return next((t.lemma for t in passage.tokens if quote.cue.start <= t.start < quote.cue.end and t.pos == "VERB"), "")

    # --- who and what -------------------------------------------------------------------------------------------------

    def _parties(self, passage: Passage, verb: Token, children: Sequence[Sequence[int]]) -> tuple[Party | None, Party | None]:
        """Who does it and to whom it is done, passives turned round."""
        tokens = passage.tokens
        subject = _subject_of(verb, tokens, children)
        is_passive = any(tokens[child].dep in ("nsubjpass", "auxpass") for child in children[verb.index])
        is_passive = is_passive or (verb.dep in ("acl", "relcl") and verb.tag == "VBN" and subject == verb.head)
        direct = next((child for child in children[verb.index] if tokens[child].dep in ("dobj", "obj")), None)
        by = [child for child in children[verb.index] if tokens[child].dep == "agent"]
        agent = next((below for child in by for below in children[child] if tokens[below].dep == "pobj"), None)
        party = self._party
        if is_passive:
            return party(passage, agent, children), party(passage, subject, children)
        return party(passage, subject, children), party(passage, direct, children)

    def _is_time(self, passage: Passage, token: Token) -> bool:
        return any(time.span.start <= token.start < time.span.end for time in self._times.get(passage.index, ()))

    def _party(self, passage: Passage, index: int | None, children: Sequence[Sequence[int]]) -> Party | None:
        if index is None:
            return None
        tokens = passage.tokens
        inside = _phrase(index, tokens, children)
        head = tokens[index]
        around: dict[str, Name] = {}
        own: dict[str, Name] = {}
        for mention, name in self._mentions.get(passage.index, ()):
            is_sure = mention.confidence >= SURE or mention.form in (MentionForm.FULL, MentionForm.SHORT)
            places = [place for place in inside if mention.span.start <= tokens[place].start < mention.span.end]
            if is_sure and places:
                around[name.key] = name
                if any(_is_core(place, index, tokens) for place in places):
                    own[name.key] = name
        return Party(
            head=head,
            tokens=tuple(tokens[place] for place in inside),
            names=tuple(own.values()),
            names_around=tuple(around.values()),
        )

    def _around(self, passage: Passage, verb: Token, children: Sequence[Sequence[int]]) -> dict[str, Party]:
        """What hangs on each preposition of the clause, on its verb or its object; the first of each."""
        tokens = passage.tokens
        found: dict[str, Party] = {}
        above = [
            verb.index,
            *(c for c in children[verb.index] if tokens[c].dep in ("dobj", "attr", "nsubj", "nsubjpass", "acomp")),
        ]
        for holder in above:
            for child in children[holder]:
                below = next((c for c in children[child] if tokens[c].dep == "pobj"), None)
                if tokens[child].dep == "prep" and below is not None and not self._is_time(passage, tokens[below]):
                    party = self._party(passage, below, children)
                    if party is not None:
                        found.setdefault(tokens[child].lemma, party)
        return found


def _is_core(place: int, head: int, tokens: Sequence[Token]) -> bool:
    """Whether a word is of the phrase's head itself: "Trump" in "President Trump", neither "Velden" in "a man from Velden" nor in
    "Velden's mayor"."""
    current = place
    for _ in tokens:
        if current == head:
            return True
        if tokens[current].dep not in ("compound", "flat", "conj", "appos", "nmod", "det"):
            return False
        current = tokens[current].head
    return False


def _spread(reading: Reading, span: Span) -> list[Passage]:
    first = reading.passage_at(span)
    if first is None:
        return []
    found = [first]
    for passage in reading.sentences[first.index + 1 :]:
        if passage.span.start >= span.end:
            break
        found.append(passage)
    return found


def _phrase(index: int, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> list[int]:
    """The words of a noun phrase without the clauses that hang on it."""
    found, stack = [], [index]
    while stack:
        place = stack.pop()
        found.append(place)
        stack.extend(
            child
            for child in children[place]
            if tokens[child].dep not in ("relcl", "acl", "advcl", "ccomp", "parataxis", "punct")
        )
    return sorted(found)


def _subject_of(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> int | None:
    """The subject of a verb, or the one it takes from above: "the dock, which closed"; "a bomb exploded, killing nine"."""
    current = verb
    for _ in range(4):
        own = next((child for child in children[current.index] if tokens[child].dep in SUBJECTS), None)
        if own is not None and tokens[own].tag not in ("WDT", "WP"):
            return own
        if current.dep in ("relcl", "acl"):
            return current.head
        if current.dep not in ("xcomp", "conj", "advcl") or current.head == current.index:
            return None
        current = tokens[current.head]
    return None


def _named_by(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> Token:
    """The word that names the act: the verb, or what a linking verb links to ("was closed", "remains at large")."""
    if verb.lemma not in _LINKS:
        return verb
    for child in children[verb.index]:
        if tokens[child].dep in ("acomp", "oprd", "attr") and tokens[child].pos in ("ADJ", "VERB", "ADV", "ADP"):
            return tokens[child]
        if tokens[child].dep in ("prt", "advmod", "prep") and tokens[child].lemma in ("on", "off") and not children[child]:
            return tokens[child]
    return verb


def _own_tokens(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> tuple[Token, ...]:
    """The words of a clause without the clauses below it that have a subject or stand beside it."""
    found, stack = [], [verb.index]
    while stack:
        place = stack.pop()
        found.append(place)
        for child in children[place]:
            is_clause = tokens[child].dep in _CLAUSES and tokens[child].pos in ("VERB", "AUX")
            if not is_clause or tokens[child].dep == "xcomp":
                stack.append(child)
    return tuple(tokens[place] for place in sorted(found))


def share_names(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Whether the two have a name in common; a person's surname is enough."""
    return any(same_bearer(a, b) for a in one for b in other)


def same_bearer(one: Name, other: Name) -> bool:
    """Whether two names may be one bearer's: the same key, or words of a person's in common."""
    if one.key == other.key:
        return True
    a, b = set(one.key.split()), set(other.key.split())
    return bool(a & b) if NameKind.PERSON in (one.kind, other.kind) else a <= b or b <= a


def clause_text(deed: Deed) -> str:
    """The core of a clause in the report's own words: from its subject to the word that names the act."""
    tokens = deed.passage.tokens
    children = children_of(tokens)
    subject = _subject_of(deed.verb, tokens, children)
    group = [deed.verb.index, deed.head.index]
    group += [child for child in children[deed.verb.index] if tokens[child].dep in ("aux", "auxpass", "neg", "prt")]
    if subject is not None:
        inside = _phrase(subject, tokens, children)
        first = min([*group, *inside])
        last = max(group)
        if deed.object is not None and deed.object.head.index > last and deed.object.head.index - last <= 8:
            last = max(place.index for place in deed.object.tokens)
        if all(place in (*group, *inside) or place > max(inside) for place in range(first, last + 1)):
            return _words(deed.passage, tokens[first], tokens[last])
    return _words(deed.passage, tokens[min(group)], tokens[max(group)])


def _words(passage: Passage, first: Token, last: Token) -> str:
    return " ".join(passage.text[first.start - passage.span.start : last.end - passage.span.start].split())
