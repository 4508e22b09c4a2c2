"""Which name a speaker is: from the mentions of the reading's names, and for "he" and "she" from who acted and spoke before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.model import Mention, MentionForm, Name, NameKind, Passage, Token
from groundwire.reading import cues
from groundwire.reading.gazetteer import OFFICE_HEADS
from groundwire.reading.pronouns import LONGEST_SENTENCE, SHE, has_nameless

LOOK_BACK = 3
"""Sentences that a pronoun may reach back."""
UNSURE = 0.4
CERTAIN = 0.7
"""Confidence from which a pronoun's antecedent is taken over from the names without asking again."""
STILL = 0.7
"""Confidence that the one who spoke last is still meant."""
FARTHEST_NAME = 20
"""Tokens between an office and the name of its bearer, at most."""
NEAR = 3
"""Sentences after which he no longer is."""
_PERSONAL = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who spoke last: the key of the name and the passage in which the words end."""

    key: str
    passage: int


def _is_main(verb: Token) -> bool:
    """Whether the verb is that of a main clause, or one of saying that the parser hung on what is said."""
    return verb.head == verb.index or (verb.lemma in cues.SPEECH and verb.dep in ("ccomp", "parataxis"))


def _has_comma(passage: Passage, first: int, last: int) -> bool:
    """Whether anything but words stands between two tokens."""
    return any(token.text in (",", ";", ":", "(", "-", "–", "—") for token in passage.tokens[first:last])


class Voices:
    """Answers who is meant by a token. Filled once from names and passages; ``inside`` tells whether an offset lies in
    a quotation."""

    def __init__(self, passages: Sequence[Passage], names: Sequence[Name], inside: Sequence[tuple[int, int]]) -> None:
        """``inside`` are the outermost quotations in text order."""
        self._passages = passages
        self._by_key = {name.key: name for name in names}
        self._mentions = sorted(((m.span.start, m.span.end, m, n) for n in names for m in n.mentions), key=lambda row: row[:2])
        self._starts = [row[0] for row in self._mentions]
        self._quoted = list(inside)
        self._quoted_starts = [start for start, _ in self._quoted]
        self._subjects: dict[int, list[tuple[int, str, bool]]] = {}
        self._follow_pronouns()

    def _follow_pronouns(self) -> None:
        """Works out sentence by sentence whom a subject "he" stands for where the names leave it open, so that "He added" may follow on
        "He said"."""
        for number, passage in enumerate(self._passages):
            if len(passage.tokens) > LONGEST_SENTENCE:
                continue
            for token in passage.tokens:
                if token.dep != "nsubj" or token.text.lower() not in _PERSONAL:
                    continue
                if self.is_quoted(token.start) or self._row(token) is not None:
                    continue
                key, confidence = self._antecedent(number, token.index, None)
                if confidence >= CERTAIN and key:
                    verb = passage.tokens[token.head]
                    self._persons(number).append((token.index, key, _is_main(verb)))

    def name_of(self, token: Token) -> tuple[str, float] | None:
        """Key and confidence of the name that a mention on this token belongs to."""
        row = self._row(token)
        return (row[1].key, row[0].confidence) if row else None

    def _row(self, token: Token) -> tuple[Mention, Name] | None:
        place = bisect_right(self._starts, token.start) - 1
        found: tuple[Mention, Name] | None = None
        for back in range(place, max(-1, place - 4), -1):
            start, end, mention, name = self._mentions[back]
            if start <= token.start and token.end <= end and (found is None or mention.form is MentionForm.OFFICE):
                found = mention, name
                if mention.form is not MentionForm.ADJECTIVE:
                    break  # else "the Aldmoor Democrat" may be somebody
        return found

    def resolve(self, number: int, index: int, speaking: Speaking | None = None) -> tuple[str, float]:
        """Key and confidence for the speaker headed by token ``index`` of passage ``number``; an empty key where it is
        unsure. ``speaking`` is who spoke last: "he added" is still him."""
        passage = self._passages[number]
        token = passage.tokens[index]
        if token.text.lower() == "it":
            return self._body(number, index, speaking)
        row = self._row(token)
        if (bearer := self._bearer(passage, token, row)) is not None:
            return bearer
        if row and row[0].confidence >= 0.5 and not (token.pos == "PRON" and self._stands_in_quotes(row[1], number, token)):
            if (
                token.pos != "PRON"
                or row[0].confidence >= CERTAIN
                or self._antecedent(number, index, speaking)[0] == row[1].key
            ):
                return row[1].key, row[0].confidence
            return "", UNSURE
        if token.lemma in _PERSONAL or token.text.lower() in _PERSONAL:
            return self._antecedent(number, index, speaking)
        return "", UNSURE if token.pos == "PRON" else 0.8

    def _bearer(self, passage: Passage, token: Token, row: tuple[Mention, Name] | None) -> tuple[str, float] | None:
        """The person named with the office that speaks: "the harbour master, Ines Calder, said", "the head of works Ines Calder said"."""
        is_office = token.text.casefold() in OFFICE_HEADS
        if token.pos == "PRON" or (row is not None and not is_office and row[1].kind is not NameKind.OTHER):
            return None
        for other in passage.tokens[token.index + 1 : token.index + FARTHEST_NAME]:
            named = self._row(other)
            if named is None or named[1].kind is not NameKind.PERSON or (row is not None and named[1].key == row[1].key):
                continue
            is_beside = other.head == token.index and other.dep == "appos"
            if is_beside or (is_office and other.index + 1 == token.head and not _has_comma(passage, token.index, other.index)):
                return named[1].key, named[0].confidence
        return None

    def _body(self, number: int, index: int, speaking: Speaking | None) -> tuple[str, float]:
        """The body "it" stands for: the subject of the clause it is told in, else the one that spoke last, else who acted just before."""
        passage = self._passages[number]
        place = index
        for _ in range(6):
            head = passage.tokens[place].head
            if head == place:
                break
            place = head
            for subject in passage.tokens[max(0, place - 30) : min(place, index)]:
                row = self._row(subject) if subject.head == place and subject.dep in ("nsubj", "nsubjpass") else None
                if row and row[1].kind in (NameKind.ORGANISATION, NameKind.PLACE) and row[0].confidence >= 0.5:
                    return row[1].key, STILL
        if speaking is not None and self._still(speaking, number, "it"):
            return speaking.key, STILL
        row = self._row(passage.tokens[index])
        return (row[1].key, row[0].confidence) if row and row[0].confidence >= 0.5 else ("", UNSURE)

    def _stands_in_quotes(self, name: Name, number: int, pronoun: Token) -> bool:
        """Whether the name is mentioned before the pronoun in its sentence, but only inside quotations: what is spoken
        of there is
        seldom who speaks."""
        span = self._passages[number].span
        before = [m for m in name.mentions if span.start <= m.span.start < pronoun.start]
        return bool(before) and not self.is_quoted(pronoun.start) and all(self.is_quoted(m.span.start) for m in before)

    def _still(self, speaking: Speaking, number: int, pronoun: str) -> bool:
        """Whether who spoke last, a sentence or two before, can be meant: nobody else has acted outside quotations since."""
        name = self._by_key.get(speaking.key)
        if name is None or not 0 <= number - speaking.passage <= NEAR:
            return False
        if pronoun == "it":
            return name.kind is NameKind.ORGANISATION
        since = range(speaking.passage + 1, number)
        others = {key for between in since for _, key, _ in self._persons(between)}
        if any(self._has_nameless(between) for between in since):
            return False
        return name.kind is NameKind.PERSON and name.pronoun in ("", pronoun) and others <= {speaking.key}

    def _antecedent(self, number: int, index: int, speaking: Speaking | None) -> tuple[str, float]:
        """The person "he" or "she" stands for: the subject of the sentence it is told in, else who acted or spoke just
        before."""
        passage = self._passages[number]
        place = index
        for _ in range(6):
            head = passage.tokens[place].head
            if head == place:
                break
            place = head
            above = [
                key for subject, key, _ in self._persons(number) if passage.tokens[subject].head == place and subject < index
            ]
            if above:
                return above[0], 0.8
        pronoun = "she" if passage.tokens[index].text.casefold() in SHE else "he"
        here = {key: None for subject, key, _ in self._persons(number) if subject < index and self._fits(key, pronoun)}
        if len(here) == 1:
            return next(iter(here)), 0.7
        if len(here) > 1:
            return "", UNSURE
        if speaking is not None and self._still(speaking, number, pronoun):
            return speaking.key, STILL
        for back in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
            persons = [person for person in self._persons(back) if self._fits(person[1], pronoun)]
            keys = list(dict.fromkeys(key for _, key, _ in persons))
            if len(keys) == 1:
                return keys[0], 0.7
            if keys:
                leading = list(dict.fromkeys(key for _, key, is_main in persons if is_main))
                return (leading[0], 0.55) if len(leading) == 1 else ("", UNSURE)
            if self._has_nameless(back):
                return "", UNSURE
        return "", UNSURE

    def _has_nameless(self, number: int) -> bool:
        """Whether somebody without a name acts in a passage, outside quotations."""
        return has_nameless([token for token in self._passages[number].tokens if not self.is_quoted(token.start)])

    def _fits(self, key: str, pronoun: str) -> bool:
        """Whether the report does not speak of that person as the other."""
        return self._by_key[key].pronoun in ("", pronoun)

    def _persons(self, number: int) -> list[tuple[int, str, bool]]:
        """The people who are subjects in a passage outside quotations: token, key, and whether they act in its main clause."""
        if number not in self._subjects:
            passage = self._passages[number]
            found = []
            for token in passage.tokens:
                # "Lund and Brook said", "the mayor, Anna Holt, said"
                subject = passage.tokens[token.head] if token.dep in ("conj", "appos") else token
                if subject.dep not in ("nsubj", "nsubjpass") or self.is_quoted(token.start):
                    continue
                row = self._row(token)
                if row and row[1].kind is NameKind.PERSON and row[0].confidence >= 0.5:
                    verb = passage.tokens[subject.head]
                    is_main = _is_main(verb)
                    found.append((token.index, row[1].key, is_main or row[0].form is MentionForm.FULL and verb.dep == "conj"))
            self._subjects[number] = found
        return self._subjects[number]

    def is_quoted(self, offset: int) -> bool:
        """Whether the offset lies inside an outermost quotation."""
        place = bisect_right(self._quoted_starts, offset) - 1
        return place >= 0 and offset < self._quoted[place][1]
