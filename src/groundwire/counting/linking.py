"""Names to rows: where a text speaks of a subject of a table.

A form of words on the table's roll (``rolls``) links only where nothing speaks against it: no longer name that holds it ("Bank
of America Stadium"), no other name of the text that it could be short for, no other country, kind or ticker beside it. Unsure
means no link."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.counting.link_doubts import Place, Word, is_name_of, may_link
from groundwire.counting.link_namesakes import is_namesake
from groundwire.counting.rolls import LEGAL_FORMS, WORD, Called, Form, Roll, fold_word, words_of
from groundwire.model import MentionForm, Name, NameKind, Passage, Reading, Span
from groundwire.reading.names import is_form_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place of a text and the subject of a table that it speaks of. ``span`` takes in a legal form and a ticker in brackets;
    it is not ``is_named`` by "he" or "the minister"."""

    subject: str
    span: Span
    passage: int
    is_named: bool = True


def link_subjects(reading: Reading, roll: Roll) -> tuple[Link, ...]:
    """The places of a text that speak of subjects of the roll, in order, none overlapping another. An office or a pronoun links
    where the reading has it for a name that links."""
    owners = _owners(reading)
    found: list[Link] = []
    for passage in reading.sentences:
        found += _links_in(passage, reading, roll, owners)
    return _with_other_mentions(found, reading, roll)


def subjects_named(readings: Iterable[Reading], roll: Roll) -> tuple[str, ...]:
    """The subjects of the roll that texts speak of by name, in the order in which they are met."""
    links = (link for reading in readings for link in link_subjects(reading, roll))
    return tuple(dict.fromkeys(link.subject for link in links if link.is_named))


def _owners(reading: Reading) -> Mapping[int, list[tuple[Span, Name]]]:
    """The mentions of names by sentence, offices and pronouns left out."""
    grouped: dict[int, list[tuple[Span, Name]]] = defaultdict(list)
    for name in reading.names:
        for mention in name.mentions:
            passage = reading.passage_at(mention.span)
            if passage is not None and mention.form not in (MentionForm.OFFICE, MentionForm.PRONOUN):
                grouped[passage.index].append((mention.span, name))
    return grouped


def _links_in(passage: Passage, reading: Reading, roll: Roll, owners: Mapping[int, list[tuple[Span, Name]]]) -> list[Link]:
    words = [Word(fold_word(m[0]), m[0], m.start(), m.end()) for m in WORD.finditer(passage.text)]
    links: list[Link] = []
    place = 0
    while place < len(words):
        match = next((one for one in roll.beginning(words[place].folded) if _is_at(one, words, place, passage.text)), None)
        if match is None:
            place += 1
            continue
        last = place + len(match.words) - 1
        last, end, ticker = _extend(match, words, last, passage.text)
        context = Place(passage=passage, words=words, first=place, last=last, end=end, called=match, ticker=ticker)
        if may_link(context, reading, roll, owners.get(passage.index, ())) and not is_namesake(context, reading, roll):
            span = Span(
                document_id=passage.span.document_id,
                start=passage.span.start + words[place].start,
                end=passage.span.start + end,
            )
            links.append(Link(subject=match.subject, span=span, passage=passage.index))
        place = last + 1
    return links


_JOINED: Final = re.compile(r"[\s.\-‐‑–&/’']{1,3}|\s?&\s?")


_BEFORE_LEGAL: Final = re.compile(r",?\.?\s|\.")


_TICKER: Final = re.compile(
    r"\s?\((?:(?P<market>[A-Z]{2,12})\s?:\s?)?(?P<ticker>[A-Z0-9]{1,8})(?:[.:](?P<suffix>[A-Z]{1,4}))?\)"
)


def _is_at(called: Called, words: Sequence[Word], place: int, text: str) -> bool:
    """Whether the form stands at a word, written as a name is: initials and tickers in capitals, other forms with a capital
    first."""
    count = len(called.words)
    if place + count > len(words) or any(words[place + i].folded != called.words[i] for i in range(1, count)):
        return False
    stretch = words[place : place + count]
    gaps = [text[one.end : other.start] for one, other in zip(stretch, stretch[1:], strict=False)]
    if not all(
        _JOINED.fullmatch(gap) or (other.folded in LEGAL_FORMS and gap == ", ")
        for gap, other in zip(gaps, stretch[1:], strict=True)
    ):
        return False
    if called.form in (Form.INITIALS, Form.TICKER):
        return stretch[0].text.isupper() and (called.form is Form.INITIALS or _is_quoted_as_ticker(stretch, text))
    short = called.subject if count == 1 else ""
    if short.isupper() and len(short) <= 5:
        return stretch[0].text.removesuffix("’s").removesuffix("'s").isupper()
    return (
        stretch[0].text[:1].isupper() or stretch[0].text[:1].isdigit() or any(word.text[:1].isupper() for word in stretch[1:])
    )


def _is_quoted_as_ticker(stretch: Sequence[Word], text: str) -> bool:
    """Whether a ticker stands where tickers do: in brackets, behind its market or behind a dollar sign."""
    before = text[max(0, stretch[0].start - 16) : stretch[0].start]
    return bool(re.search(r"\((?:[A-Z]{2,12}\s?:\s?)?\Z|\$\Z|\b[A-Z]{2,12}:\s?\Z", before))


def _extend(called: Called, words: Sequence[Word], last: int, text: str) -> tuple[int, int, re.Match[str] | None]:
    """Where the name ends with its legal form and ticker: the last word of the name proper, the offset, and the ticker
    found."""
    end = words[last].end
    while last + 1 < len(words) and words[last + 1].folded in LEGAL_FORMS and called.form is not Form.SURNAME:
        if not _BEFORE_LEGAL.fullmatch(text[end : words[last + 1].start]) or not words[last + 1].text[:1].isupper():
            break
        last += 1
        end = words[last].end
    if (
        text[end : end + 2] in (".)", ". ")
        and words[last].folded in LEGAL_FORMS
        and text[end + 1 : end + 3].strip()[:1].islower()
    ):
        end += 1
    ticker = _TICKER.match(text, end)
    if ticker is None:
        return last, end, None
    while last + 1 < len(words) and words[last + 1].start < ticker.end():
        last += 1
    return last, ticker.end(), ticker


def _with_other_mentions(found: Sequence[Link], reading: Reading, roll: Roll) -> tuple[Link, ...]:
    """The links with those of the other mentions of the same names: a surname, "the minister", "he"."""
    links = list(found)
    for name in reading.names:
        subjects = {link.subject for link in found for mention in name.mentions if link.span.overlaps(mention.span)}
        if not subjects and roll.are_people and name.kind is NameKind.PERSON:
            subjects = _subjects_named(name, roll)
        if len(subjects) != 1:
            continue
        for mention in name.mentions:
            passage = reading.passage_at(mention.span)
            is_sure = mention.confidence >= 0.5 and mention.form is not MentionForm.ADJECTIVE
            if passage is None or not is_sure or any(link.span.overlaps(mention.span) for link in links):
                continue
            if mention.form is MentionForm.FULL and not is_name_of(name, " ".join(words_of(next(iter(subjects)))), (), roll):
                continue
            is_named = mention.form not in (MentionForm.OFFICE, MentionForm.PRONOUN)
            subject = next(iter(subjects))
            links.append(Link(subject=subject, span=mention.span, passage=passage.index, is_named=is_named))
    return tuple(sorted(links, key=lambda link: link.span))


def _subjects_named(name: Name, roll: Roll) -> set[str]:
    """The people on the roll whose name this one is a form of, by a middle name or a familiar form more or less."""
    key = " ".join(words_of(name.text))
    words = key.split()
    if len(words) < 2:
        return set()
    surname = [one for one in roll.beginning(words[-1]) if one.form is Form.SURNAME and len(one.words) == 1]
    return {one.subject for one in surname if is_form_of(key, " ".join(words_of(one.subject)), NameKind.PERSON)}
