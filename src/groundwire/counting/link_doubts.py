"""What speaks against taking words for a subject of a table: a longer name, another kind, country or listing, another name of
the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.counting.rolls import LEGAL_FORMS, Called, Form, Roll, words_of
from groundwire.model import Name, NameKind, Passage, Reading, Span
from groundwire.reading.gazetteer import (
    HONORIFICS,
    OFFICE_WORDS,
    Entry,
    are_of_two_countries,
    look_up,
)
from groundwire.reading.names import initials, is_form_of

_QUALIFIED: Final = re.compile(
    r",\s(?P<place>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?)(?=[,.;:)]|\Z|\s(?:and|on|in|at|said|has|had|was|is)\b)"
)


_OTHER_KINDS_AFTER: Final = frozenset(
    """
    variant variants wave waves strain virus river valley delta juice tree trees pie peel stadium arena airport university
    college museum cathedral festival street bridge cup marathon derby foundation embassy consulate band album film novel
    opera symphony crater asteroid orphanage orchestra choir syndrome protocol accord accords agreement pact treaty summit declaration
    convention communique
    """.split()
)
"""What a name is no longer itself with: "the Delta variant"."""


_OTHER_KINDS_BEFORE: Final = frozenset(
    """
    storm hurricane typhoon cyclone asteroid comet yacht ferry trawler tanker freighter frigate racehorse horse dog song
    album film novel band rapper singer actor actress striker midfielder goalkeeper defender winger novelist painter
    composer model comedian boxer sprinter cyclist golfer swimmer footballer pianist operation codename apartment hamlet
    lake mount river island saint surname
    """.split()
)
"""What a name is no body's or place's with: "the singer Varna"."""


_PERSONAL: Final = HONORIFICS - {"the"}


_MODIFIERS: Final = frozenset(
    """
    new north south east west northern southern eastern western upper lower old greater little great port fort cape san santa
    saint st los las el al de van von mc le la
    """.split()
)


_NEAR: Final = 3
"""Words before a name in which its country is told: "the Norwegian steel maker Varna"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, as it is compared and as it stands there."""

    folded: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A form of words where it stands: from word ``first`` to word ``last``, up to the offset ``end``."""

    passage: Passage
    words: Sequence[Word]
    first: int
    last: int
    end: int
    called: Called
    ticker: re.Match[str] | None

    @property
    def before(self) -> Word | None:
        """The word right before, where only a space lies between."""
        if self.first == 0:
            return None
        word = self.words[self.first - 1]
        gap = self.passage.text[word.end : self.words[self.first].start]
        return word if gap in (" ", "-", "\u00a0", ". ", " “", ' "') and not (gap == ". " and len(word.text) > 4) else None

    @property
    def after(self) -> Word | None:
        """The word right behind, where only a space or a dash lies between."""
        if self.last + 1 >= len(self.words):
            return None
        word = self.words[self.last + 1]
        is_possessive = self.words[self.last].text.endswith(("’s", "'s", "’", "'"))
        return word if self.passage.text[self.end : word.start] in (" ", "-", "\u00a0", " & ") and not is_possessive else None


def may_link(place: Place, reading: Reading, roll: Roll, owners: Sequence[tuple[Span, Name]]) -> bool:
    """Whether nothing speaks against it; ``owners`` are the mentions of names in the sentence."""
    return (
        not _is_other_ticker(place, roll)
        and not _is_in_longer_name(place, roll, owners)
        and not _is_of_other_kind(place, roll)
        and not _is_of_other_country(place, roll)
        and not _is_elsewhere(place, roll)
        and not _is_short_for_another(place, reading, roll, owners)
    )


def _is_other_ticker(place: Place, roll: Roll) -> bool:
    """Whether the brackets behind the name hold another listing than the row's."""
    if place.ticker is None or place.called.form is Form.TICKER:
        return False
    own = words_of(roll.tickers(place.called.subject))
    told = words_of(place.ticker["ticker"])
    is_listing = bool(place.ticker["market"] or place.ticker["suffix"])
    return bool(own) and is_listing and told != own[-1:] and "".join(told) not in "".join(own)


def _is_in_longer_name(place: Place, roll: Roll, owners: Sequence[tuple[Span, Name]]) -> bool:
    """Whether the words are part of a longer name: a capital stands beside them that is no office, no word of the card and no
    other row, or the reading's name has more words."""
    before, after = place.before, place.after
    if after is not None and _is_name_word(after) and not _is_beside(after, roll):
        return True
    if before is not None and before.folded in _MODIFIERS and before.text[:1].isupper() and before.folded not in roll.own:
        return True
    if before is not None and _is_name_word(before) and place.first > 1 and not _is_beside(before, roll):
        return True
    if before is not None and place.first == 1 and _is_name_word(before) and not _is_beside(before, roll):
        return place.passage.tokens[0].pos == "PROPN" or place.passage.tokens[0].tag == "NNP"
    start, end = place.passage.span.start + place.words[place.first].start, place.passage.span.start + place.end
    own = set(words_of(place.passage.text[place.words[place.first].start : place.end]))
    for span in (_item_of(span, start, place.passage) for span, _ in owners):
        if span.start <= start and span.end > end and (span.end - span.start) > (end - start):
            extra = [
                word
                for word in place.words
                if span.start - place.passage.span.start <= word.start < span.end - place.passage.span.start
            ]
            if any(_is_name_word(word) and word.folded not in own and not _is_beside(word, roll) for word in extra):
                return True
    return _is_of_something(place, roll)


def _item_of(span: Span, at: int, passage: Passage) -> Span:
    """The part of a name at ``at``, where the reading has a list of names for one."""
    base = passage.span.start
    found = _LISTED.finditer(passage.text, span.start - base, span.end - base)
    cuts = [(match.start() + base, match.end() + base) for match in found]
    first = max((end for _, end in cuts if end <= at), default=span.start)
    last = min((start for start, _ in cuts if start > at), default=span.end)
    return Span(document_id=span.document_id, start=first, end=last)


def _is_name_word(word: Word) -> bool:
    return word.text[:1].isupper() and word.folded not in ("i", "the", "a", "an")


def _is_beside(word: Word, roll: Roll) -> bool:
    """Whether a word with a capital may stand beside a name without being part of it."""
    if word.text.endswith(("’s", "'s")):
        return True
    is_title = word.folded in OFFICE_WORDS or word.folded in HONORIFICS
    return word.folded in roll.own or (is_title and roll.are_people) or word.folded in _CALENDAR or word.folded in _OPENING or (
        (entry := look_up(word.folded)) is not None and entry.is_adjective
    )  # fmt: skip


_CALENDAR: Final = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday shares stock
    """.split()
)


_OPENING: Final = frozenset(
    """
    in at for from of with by on when while but and as since after before if although while that both only even also
    unlike like not yet so now meanwhile
    """.split()
)


_PLACES_OF: Final = frozenset("town village city river county valley island district hamlet parish suburb".split())
_OF_NAMES: Final = frozenset(
    """
    university bank museum bishop archbishop battle treaty siege king queen prince duke earl church orchestra festival bay
    gulf straits lord mayor
    """.split()
)


def _is_of_something(place: Place, roll: Roll) -> bool:
    """Whether the name is what another one is of: "the University of Varna", "Treaty of Varna", and of a company "the town of Varna"."""
    if place.first < 2 or place.words[place.first - 1].folded != "of":
        return False
    head = place.words[place.first - 2]
    if head.folded in _PLACES_OF and not roll.are_places and head.folded not in roll.own:
        return True
    return head.folded in _OF_NAMES and head.text[:1].isupper()


def _is_of_other_kind(place: Place, roll: Roll) -> bool:
    before, after = place.before, place.after
    if after is not None and after.folded in _OTHER_KINDS_AFTER and after.folded not in roll.own:
        return True
    if before is None or roll.are_people:
        return False
    if before.folded in _PERSONAL and before.text[:1].isupper():
        return True
    return before.folded in _OTHER_KINDS_BEFORE and before.folded not in roll.own


def _is_of_other_country(place: Place, roll: Roll) -> bool:
    """Whether a country right before the name is another than one of its row's labels: "the Norwegian steel maker Duna"."""
    words = place.words[max(0, place.first - _NEAR) : place.first]
    told = [word.folded for word in words if (entry := look_up(word.folded)) is not None and _tells_country(word, entry)]
    if not told:
        return False
    stretch = place.passage.text[words[0].start : place.words[place.first].start]
    if re.search(r"[,;:()]|\b(?:and|or|from|than|of|by|to|with)\b", stretch[stretch.find(" ") + 1 :]):
        return False
    known = [" ".join(words_of(label)) for label in roll.labels(place.called.subject)]
    known = [label for label in known if look_up(label) is not None]
    return any(are_of_two_countries(one, label) for one in told for label in known)


def _tells_country(word: Word, entry: Entry) -> bool:
    return entry.is_adjective or word.text.endswith(("’s", "'s"))


def _is_elsewhere(place: Place, roll: Roll) -> bool:
    """Whether another place stands behind a place's name to tell it from its namesakes: "Paris, Texas"."""
    if not roll.are_places or place.called.form is not Form.FULL:
        return False
    if _qualifies(place, roll):
        return True
    match = _QUALIFIED.match(place.passage.text, place.end)
    if match is None:
        return False
    words = words_of(match["place"])
    if any(tuple(words[: len(one.words)]) == one.words for one in roll.beginning(words[0])) or set(words) <= roll.own:
        return False
    if place.passage.text[match.end() : match.end() + 4] == " and":
        return False
    labels = {word for label in roll.labels(place.called.subject) for word in words_of(label)}
    return not set(words) <= labels


def _qualifies(place: Place, roll: Roll) -> bool:
    """Whether the place tells another one from its namesakes: "Atlanta, Georgia,"."""
    if place.first == 0 or place.passage.text[place.end : place.end + 1] not in (",", ".", ";", ")"):
        return False
    before = place.words[place.first - 1]
    is_beside = place.passage.text[before.end : place.words[place.first].start] == ", " and before.text[:1].isupper()
    return is_beside and before.folded not in roll.last_words


_LISTED: Final = re.compile(r",\s|\sand\s")
"""What stands between names that the reading has for one: "Orchard and Varna"."""


def _is_short_for_another(place: Place, reading: Reading, roll: Roll, owners: Sequence[tuple[Span, Name]]) -> bool:
    """Whether the text has another name that the words may be short for: "Ford" where it has told of the Ford Foundation."""
    words, subject = place.called.words, place.called.subject
    own = " ".join(words_of(subject))
    start = place.passage.span.start + place.words[place.first].start
    # A full name of several words is its own; the reading may have it for short of a body that is named after it.
    is_whole = place.called.form is Form.FULL and len(words) > 1
    for span, name in owners:
        if not is_whole and span.start <= start < span.end and not is_name_of(name, own, words, roll):
            return True
    if place.called.form is Form.SURNAME and place.first and place.words[place.first - 1].folded == "the":
        return place.after is None or _is_name_word(place.after)
    if place.called.form is Form.TICKER or (place.called.form is Form.FULL and len(words) > 1):
        return False
    short = " ".join(words)
    for name in reading.names:
        key = " ".join(words_of(name.text))
        is_listed = short in (" ".join(words_of(part)) for part in _LISTED.split(name.text))
        if (
            is_listed
            or key in (short, own)
            or is_form_of(key, own, name.kind)
            or (len(words) > 1 and is_form_of(own, key, name.kind))
        ):
            continue
        is_alone = len(words) == 1 and place.called.form <= Form.LOOSE and not is_name_of(name, own, words, roll)
        if is_alone and name.kind is not NameKind.PLACE and short in (key.split()[0], key.split()[-1]):
            return True
        if place.called.form is Form.INITIALS and initials(key) == short:
            return True
        if place.called.form is Form.SURNAME and name.kind is NameKind.PERSON and key.split()[-1:] == [short]:
            return True
        if place.called.form in (Form.SHORT, Form.LOOSE) and key.startswith(short + " ") and not _is_legal(key[len(short) :]):
            return True
    return False


def _is_legal(words: str) -> bool:
    return all(word in LEGAL_FORMS for word in words.split())


def is_name_of(name: Name, own: str, words: Sequence[str], roll: Roll) -> bool:
    """Whether the reading's name can be the subject's: the same but for legal forms, words of the card, or a person's middle
    name."""
    key = next((part for part in map(words_of, _LISTED.split(name.text)) if set(words) & set(part)), words_of(name.text))
    left = [word for word in key if word not in LEGAL_FORMS | roll.own | {"of", "the"} and word not in words]
    if not left or not set(left) - set(own.split()):
        return True
    if all((entry := look_up(word)) is not None and entry.is_adjective for word in left):
        return True
    joined = " ".join(key)
    if roll.are_people:
        return is_form_of(joined, own, NameKind.PERSON) or is_form_of(own, joined, NameKind.PERSON)
    entry = look_up(joined)
    return entry is not None and look_up(" ".join(words)) is not None and look_up(" ".join(words)) == entry
