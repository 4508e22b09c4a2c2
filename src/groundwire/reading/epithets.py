"""Whom a description means that gives no office told before: "the 30-year-old", "the world record holder", "the Swiss bank".

News tells something new about somebody by calling him so in the next sentence. That is only believed of the
subject of a sentence, when the sentence before speaks of exactly one person or has one in its main clause, and when nobody without a name
is about whom it could mean as well. Bodies are told apart by what they are: "the bank" is the one of the text that is called a bank."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Mention, MentionForm, NameKind, Passage, Role, Token
from groundwire.reading.antecedents import LESSER, MOST_HOLDERS, Introduction, Person, plain, span_of
from groundwire.reading.capitals import fold
from groundwire.reading.gazetteer import GENERIC_BODIES, OFFICE_HEADS, look_up
from groundwire.reading.pronouns import CLOSING, OPENING, SUBJECTS

_CONFIDENCE: Final = 0.6
LOOK_BACK: Final = 2
"""Sentences back to the last one that speaks of a person, at most."""
LONGEST: Final = 10
"""Tokens of a description, article included."""
_MORE_CALLINGS: Final = frozenset(
    """
    holder star veteran legend favourite favorite player singer-songwriter frontman mogul magnate incumbent newcomer hopeful candidate
    nominee academic conservationist naturalist chef model fielder seamer driver racer rider runner athlete swimmer skier
    """.split()
)
_ON_BEHALF: Final = frozenset(
    """
    spokesman spokeswoman spokesperson officer analyst lawyer solicitor barrister attorney prosecutor judge coroner magistrate detective
    inspector constable doctor nurse reporter correspondent journalist adviser advisor aide consultant diplomat representative counsel chair
    """.split()
)
"""Those who come into a report to speak about others: without a name they are somebody else."""
_OF_A_THING: Final = frozenset(
    """
    owner operator manager boss tenant landlord landlady employer director head chief keeper neighbour neighbor host organiser organizer
    """.split()
)
"""What somebody is to a thing or a house, which has one although the report has not named him yet: "the owner denied it"."""
_FIRMS: Final = frozenset(
    """
    agency company bank firm airline carmaker manufacturer retailer club group broadcaster charity lender insurer publisher supermarket
    startup
    """.split()
)
"""What a body may be that is only known by its name."""
_ANY_FIRM: Final = frozenset({"company", "firm", "group"})
"""Words for every firm: that one is called so does not tell it from the others."""
_CHOOSING: Final = frozenset("only first second third next other last best same latter".split())
"""Words that pick somebody out who has not been spoken of yet."""
_PUBLIC: Final = frozenset(
    """
    president premier minister secretary chancellor governor mayor senator ambassador commissioner judge justice attorney general king queen
    pope archbishop bishop speaker congressman congresswoman chairman chairwoman chief director head leader
    """.split()
)
"""Offices that one person has: without a word in the text they are only given to the one whom the first sentence is about."""
_PARTIES: Final = frozenset("democrat republican conservative tory liberal socialist communist independent nationalist".split())
_NAMELESS: Final = frozenset(
    """
    man woman boy girl teenager teen suspect driver victim pensioner youth child defendant pedestrian passenger gunman student
    """.split()
)
_STOPS: Final = frozenset(",;:(")
_NARROWING: Final = frozenset({"PROPN", "NOUN", "NUM", "PART"})
_NARROWS: Final = frozenset({"of", "for", "who", "that", "which", "-"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name outside quotations: its key, its first and last token, and whether it is the subject of the main clause."""

    key: str
    token: int
    last: int
    is_main: bool


def find_epithets(
    passages: Sequence[Passage],
    people: Sequence[Person],
    introductions: Mapping[str, Introduction],
    offices: Mapping[str, Sequence[Mention]],
) -> dict[str, list[Mention]]:
    """The mentions by description, by key of the name. ``offices`` are those already found."""
    text = _Text(passages, people, introductions, offices)
    found: dict[str, list[Mention]] = defaultdict(list)
    for passage in passages:
        for first, head in _descriptions(passage) if passage.role is not Role.HEADLINE else ():
            if key := text.meant(passage, first, head):
                found[key].append(Mention(span=span_of(passage, first, head), form=MentionForm.OFFICE, confidence=_CONFIDENCE))
        text.pass_by(passage)
    return found


def _descriptions(passage: Passage) -> Iterator[tuple[int, int]]:
    """(article, head) of each "the ..." that does something and that nothing behind it narrows, outside quotations."""
    tokens = passage.tokens
    outside = _outside(passage)
    for article, token in enumerate(tokens):
        head = token.head
        if token.text.lower() != "the" or not article < head < article + LONGEST or not outside[article]:
            continue
        is_one = tokens[head].dep in SUBJECTS and tokens[head].tag in ("NN", "NNP", "JJ")
        if is_one and not any(tokens[place].text in _STOPS for place in range(article, head)):
            following = tokens[head + 1] if head + 1 < len(tokens) else None
            if following is None or not (following.pos in _NARROWING or following.text.lower() in _NARROWS):
                yield article, head


def _outside(passage: Passage) -> list[bool]:
    """For each token whether it stands outside quotation marks."""
    found, depth, straight = [], 0, False
    for token in passage.tokens:
        if token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            depth = max(0, depth - 1)
        elif token.text == '"':
            straight = not straight
        found.append(not depth and not straight)
    return found


class _Text:
    """What has been told up to the sentence that is read."""

    def __init__(
        self,
        passages: Sequence[Passage],
        people: Sequence[Person],
        introductions: Mapping[str, Introduction],
        offices: Mapping[str, Sequence[Mention]],
    ) -> None:
        self._passages = passages
        self._people = {person.key for person in people if person.kind is NameKind.PERSON}
        self._bodies = {person.key for person in people if person.kind is NameKind.ORGANISATION}
        self._known = self._people | self._bodies
        self._offices = {key: frozenset(_words(found.office)) for key, found in introductions.items()}
        self._holders: dict[str, list[str]] = defaultdict(list)
        for key, office in self._offices.items():
            for word in office & OFFICE_HEADS:
                self._holders[word].append(key)
        self._seen = _see(passages, people, offices)
        self._called = _called(people)
        self._learned: dict[str, str] = {}
        self._nameless = -LOOK_BACK - 1
        self._indefinite: set[str] = set()

    def meant(self, passage: Passage, first: int, head: int) -> str:
        """The key of the name that the description ``first:head`` means; an empty string where that is open."""
        noun = plain(passage.tokens[head])
        is_person, is_body = _is_person(passage.tokens, head), noun in GENERIC_BODIES
        named = [one for one in self._seen[passage.index] if first <= one.token <= head]
        if not (is_person or is_body) or any(
            one.key in self._people or one.last >= head for one in named if one.key in self._known
        ):
            return ""
        phrase = " ".join(plain(token) for token in passage.tokens[first + 1 : head + 1])
        key = self._learned.get(phrase) or (
            self._person(passage, first, head) if is_person else self._body(passage, first, head)
        )
        if key:
            self._learned[phrase] = key
            self._seen[passage.index].append(_Seen(key, first, head, _is_main(passage, head)))
        return key

    def pass_by(self, passage: Passage) -> None:
        """Notes who is spoken of without a name in a passage that has been read."""
        tokens = passage.tokens
        self._indefinite |= {plain(tokens[token.head]) for token in tokens if token.text.lower() in ("a", "an", "another")}
        if any(token.lemma in _NAMELESS for token in tokens if token.pos == "NOUN"):
            self._nameless = passage.index

    def _person(self, passage: Passage, first: int, head: int) -> str:
        noun = plain(passage.tokens[head])
        here = any(one.token < first for one in self._seen[passage.index] if one.key in self._people)
        if here or noun in self._indefinite or passage.index - self._nameless <= LOOK_BACK:
            return ""
        for place in range(passage.index - 1, max(-1, passage.index - 1 - LOOK_BACK), -1):
            if self._passages[place].role is Role.HEADLINE:
                return ""
            people = [one for one in self._seen[place] if one.key in self._people]
            if people:
                leading = {one.key for one in people if one.is_main} or {one.key for one in people}
                key = next(iter(leading)) if len(leading) == 1 else ""
                words = frozenset(plain(token) for token in passage.tokens[first + 1 : head + 1])
                return key if key and self._may_be(key, noun, words, place, people) else ""
        return ""

    def _may_be(self, key: str, noun: str, words: frozenset[str], place: int, people: Sequence[_Seen]) -> bool:
        """Whether nothing that is known of the person, or of others, speaks against the description."""
        holders = self._holders[noun]
        others = {one for one in holders[:MOST_HOLDERS] if one != key and words <= self._offices[one]}
        if len(holders) > MOST_HOLDERS or any(not (self._offices[one] & LESSER) - words for one in others):
            return False
        if noun not in _PUBLIC:
            return True
        office = self._offices.get(key, frozenset())
        if office & OFFICE_HEADS:
            return False  # else the office had been enough
        opens = place == 0 or (place == 1 and self._passages[0].role is Role.HEADLINE)
        return opens and any(one.is_main for one in people if one.key == key)

    def _body(self, passage: Passage, first: int, head: int) -> str:
        noun, start = plain(passage.tokens[head]), passage.tokens[first].start
        if any(token.text[:1].isupper() for token in passage.tokens[first + 1 : head]):
            return ""  # "the US firm": whose country it is the text may not have said
        called = (
            {key for key, begins in self._called[noun].items() if begins < start}
            if len(self._called[noun]) < MOST_HOLDERS
            else set()
        )
        if len(called) == 1 and noun not in _ANY_FIRM:
            return next(iter(called))
        if not called and (noun not in _FIRMS or noun in self._indefinite):
            return ""
        near = {one.key for one in self._seen[passage.index - 1] if one.is_main} if passage.index else set()
        near |= {one.key for one in self._seen[passage.index] if one.token < first and one.is_main}
        near &= self._bodies if noun in _ANY_FIRM else called or self._bodies
        return next(iter(near)) if len(near) == 1 else ""


def _see(
    passages: Sequence[Passage], people: Sequence[Person], offices: Mapping[str, Sequence[Mention]]
) -> dict[int, list[_Seen]]:
    """The names of each passage that stand outside quotations."""
    starts = [passage.span.start for passage in passages]
    outside: dict[int, list[bool]] = {}
    seen: dict[int, list[_Seen]] = defaultdict(list)
    for person in people:
        for mention in (*person.mentions, *offices.get(person.key, ())):
            place = bisect_right(starts, mention.span.start) - 1
            if place < 0 or mention.form is MentionForm.ADJECTIVE or mention.confidence < 0.5:
                continue
            tokens = passages[place].tokens
            first = bisect_left(tokens, mention.span.start, key=lambda token: token.start)
            last = bisect_left(tokens, mention.span.end, key=lambda token: token.start) - 1
            if place not in outside:
                outside[place] = _outside(passages[place])
            if first <= last and outside[place][first]:
                is_main = any(_is_main(passages[place], index) for index in range(first, last + 1))
                seen[place].append(_Seen(person.key, first, last, is_main))
    return seen


def _is_main(passage: Passage, index: int) -> bool:
    """Whether the token heads the subject of the main clause."""
    tokens = passage.tokens
    verb = tokens[tokens[index].head]
    return tokens[index].dep in SUBJECTS and (verb.head == verb.index or verb.dep == "ROOT")


def _is_person(tokens: Sequence[Token], head: int) -> bool:
    """Whether the description is of one person: by age, calling, party or country."""
    noun = plain(tokens[head])
    if any(plain(token) in _CHOOSING for token in tokens[max(0, head - LONGEST) : head] if token.head == head):
        return False
    if noun == "old":
        return head > 2 and plain(tokens[head - 2]) in ("year", "month")
    if not tokens[head].text[:1].isupper():
        return noun in (OFFICE_HEADS | _MORE_CALLINGS) - _ON_BEHALF - _OF_A_THING
    entry = look_up(fold(tokens[head].text), False)
    is_native = entry is not None and entry.is_adjective and not noun.endswith(("sh", "ch", "ese", "s"))
    return is_native or noun in _PARTIES or noun.endswith(("man", "woman"))


def _called(people: Sequence[Person]) -> dict[str, dict[str, int]]:
    """Which bodies are called a bank, a club: key and beginning by noun. The word is in the name, before it or in apposition behind it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for person in people:
        if person.kind is not NameKind.ORGANISATION:
            continue
        begins = person.mentions[0].span.start
        for noun in frozenset(person.key.split()) & GENERIC_BODIES:
            found[noun][person.key] = begins
        for candidate in person.candidates:
            tokens = candidate.passage.tokens
            beside = [tokens[candidate.first - 1]] if candidate.first else []
            beside += [
                token
                for token in tokens[candidate.last + 1 : candidate.last + LONGEST + 2]
                if token.dep in ("appos", "attr") and _belongs(tokens, token, candidate.first, candidate.last)
            ]
            for token in beside:
                if token.pos == "NOUN" and plain(token) in GENERIC_BODIES:
                    found[plain(token)].setdefault(person.key, candidate.start)
    return found


def _words(office: str) -> list[str]:
    return [word.strip(".,") for word in office.casefold().replace("-", " ").split()]


def _belongs(tokens: Sequence[Token], token: Token, first: int, last: int) -> bool:
    """Whether a noun is in apposition to the name ``first:last``, or is what the sentence says the name is."""
    if token.dep == "appos":
        return first <= token.head <= last
    verb = tokens[token.head]
    return verb.lemma == "be" and any(other.head == verb.index and other.dep == "nsubj" for other in tokens[first : last + 1])
