"""Labels that hand a line to a speaker: "MAYOR PENCE: ...", "Speaker 1: ...", "Q. ...", "@port: ...".

Sections, pictures and places are labelled in the same way ("PHOTO: ...", "BUDAPEST: ..."), so that a label alone proves
nothing: it has to be a form that only speakers have, or the name of a person of the text, or one that comes again; and
something in the labelled lines has to be talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from groundwire.model import MentionForm, Name, NameKind, Passage, Role
from groundwire.reading.capitals import fold
from groundwire.reading.gazetteer import CALENDAR, HONORIFICS, OFFICE_HEADS, OFFICE_WORDS

LONGEST_LABEL: Final = 60
"""Characters of the longest label, office and place included."""
_MARKUP_ROOM: Final = 8
"""Characters of markup that may stand before a label."""
_MARKUP: Final = r"[\s*_>#•]*"
_NAMED: Final = r"(?=[^\W\d_])[^\n:;!?()\[\]“”\"]{1,60}?"
_LABEL: Final = re.compile(
    rf"""{_MARKUP}(?:
        (?P<asked>(?:Q|A|Question|Answer)\s?\d{{0,3}})[*_]*(?:[:)]|\.(?=[\s*_]))
      | (?P<handle>@\w{{1,30}})[*_]*:
      | (?P<label>{_NAMED})(?:\s*\([^()\n]{{1,60}}\))?[*_]*\s?:
    )[*_]*(?=\s+\S)\s+""",
    re.VERBOSE,
)
_ROLES: Final = re.compile(
    r"""(?ix)(?:(?:unidentified|unknown|male|female|first|second|third)\s+)*
    (?:speaker|voice|interviewer|interviewee|moderator|host|co-host|presenter|anchor|announcer|reporter|journalist|questioner
       |operator|caller|participant|audience\s+member|man|woman|judge|chair|chairman|chairwoman|clerk|witness|counsel)
    (?:\s+(?:\d{1,3}|[A-Z]))?"""
)
_NO_SPEAKERS: Final = frozenset(
    """photo photos picture image video audio graphic map caption credit file update updated breaking live latest note notes editor
    editor's correction clarification key points point facts takeaways summary background context analysis opinion comment exclusive
    read more related watch listen see also next source sources sport sports weather tickets info information contact phone email
    website web date time place location venue address price score scores result results final goals scorers attendance referee
    step part chapter day week warning tip tips pros cons verdict rating bottom line details what when where why how who whether
    headline topic subject re fact question answer number numbers ingredients method example reminder today tomorrow yesterday""".split()
)
_SMALL: Final = frozenset({"of", "the", "de", "van", "von", "la", "bin", "al"})
"""Words in small letters that a name may hold."""
_TALK: Final = re.compile(r"(?i)\b(?:i|we|my|our|me|us|you|your|yes|no|thanks|thank)\b")
_END: Final = re.compile(r"[.!?…][\"”’')\]*_]*$")


class Kind(Enum):
    """What a label looks like."""

    ASKED = "asked"
    """"Q", "A"."""
    HANDLE = "handle"
    ROLE = "role"
    NAME = "name"
    """The name or office of a person of the text."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of passage ``passage``: its words at ``start``/``end``, the words it hands over from ``content`` on,
    and the key of the name it stands for, empty where the text does not say."""

    passage: int
    start: int
    end: int
    content: int
    kind: Kind
    text: str
    key: str = ""


def find_labels(text: str, passages: Sequence[Passage], names: Sequence[Name]) -> list[Label]:
    """The labels of speakers in text order: none in a text that is no transcript, but for those of posts ("@port: ...")."""
    people = _People(names)
    found = [
        label for number, passage in enumerate(passages) if (label := _label_at(text, passage, number, people)) is not None
    ]
    found = _in_full(found)
    handles = [label for label in found if label.kind is Kind.HANDLE]
    asked = [label for label in found if label.kind is Kind.ASKED]
    if len({label.text[0] for label in asked}) < 2:
        asked = []
    spoken = list(_spoken(found))
    speakers = Counter(label.key or label.text.casefold() for label in spoken)
    if len(speakers) + bool(asked) < 2 or not (
        asked or max(speakers.values()) > 1 or any(label.kind is Kind.ROLE for label in spoken)
    ):
        spoken = []  # one voice, or each once: teasers, a list of candidates and what they need
    if not _is_talk(text, [*asked, *spoken], passages):
        asked, spoken = [], []
    return sorted([*handles, *asked, *spoken], key=lambda label: label.start)


def _label_at(text: str, passage: Passage, number: int, people: _People) -> Label | None:
    start = passage.span.start
    before = text[max(0, start - _MARKUP_ROOM) : start]
    line = max(before.rfind("\n"), before.rfind("\u2028")) + 1
    opens_line = (line > 0 or start < _MARKUP_ROOM) and not any(character.isalnum() for character in before[line:])
    found = _LABEL.match(text, start, min(len(text), start + LONGEST_LABEL * 3))
    if found is None or passage.role in (Role.HEADLINE, Role.CORRECTION) or found.end() >= len(text):
        return None
    group = found.lastgroup or "label"
    words = found[group]
    if group == "asked":
        is_label = opens_line or text[found.end(group)] == ":"
        return Label(number, *found.span(group), found.end(), Kind.ASKED, words) if is_label else None
    if not opens_line:
        return None
    if group == "handle":
        return Label(number, *found.span(group), found.end(), Kind.HANDLE, words)
    bare = words.split(",")[0].strip(" *_")
    label = Label(number, found.start(group), found.start(group) + len(words.rstrip(" *_")), found.end(), Kind.OTHER, bare)
    folded = [word.strip(".") for word in fold(bare).split()]
    if not folded or len(folded) > 6 or _NO_SPEAKERS & set(folded) or all(word in CALENDAR for word in folded):
        return None
    if _ROLES.fullmatch(bare):
        return replace(label, kind=Kind.ROLE)
    kind, key = people.who(label, folded)
    is_whole = kind is not Kind.OTHER or bare == words.strip(" *_")
    is_name = is_whole and all(word[:1].isupper() or word in _SMALL for word in bare.split())
    return replace(label, kind=kind, key=key) if is_name and kind is not None else None


def _in_full(found: Sequence[Label]) -> list[Label]:
    """The labels, one that is a surname taken for the one longer label that ends in it: "OLAV TRANE: ..." and then "TRANE: ..."."""
    longer: dict[str, set[str]] = {}
    for label in found:
        words = fold(label.text).split()
        if label.kind in (Kind.NAME, Kind.OTHER) and len(words) > 1:
            longer.setdefault(words[-1], set()).add(label.key)
    full = []
    for label in found:
        if label.kind in (Kind.NAME, Kind.OTHER) and " " not in label.key:
            key = _one(longer.get(fold(label.text).split()[-1], set()))
            label = replace(label, key=key or label.key)
        full.append(label)
    return full


def _spoken(found: Sequence[Label]) -> Iterator[Label]:
    """The labels of roles and people, if there are two, and with them the names that nothing else tells of but that come again."""
    sure = [label for label in found if label.kind in (Kind.ROLE, Kind.NAME)]
    times = Counter(label.text.casefold() for label in found)
    again = [label for label in found if label.kind is Kind.OTHER and times[label.text.casefold()] > 1]
    if len(sure) + len(again) >= 2 and (sure or len({label.text for label in again}) > 1):
        yield from sure
        # Beside those who are known, somebody who speaks once is somebody too: "MAYOR PENCE: ..." and "BREND: ...".
        are_several = len({label.key or label.text.casefold() for label in sure}) > 1
        once = [
            label
            for label in found
            if label.kind is Kind.OTHER and len(sure) > 1 and (are_several or label.text.isupper() or " " in label.text)
        ]
        yield from {id(label): label for label in (*again, *once)}.values()


def _is_talk(text: str, labels: Sequence[Label], passages: Sequence[Passage]) -> bool:
    """Whether people talk to each other in the labelled lines: questions, or an "I" and a "you", and sentences in at least half of
    them."""
    lines = [text[label.content : max(label.content, passages[label.passage].span.end)] for label in labels]
    lines = [line or text[label.content : label.content + 80] for line, label in zip(lines, labels, strict=True)]
    talk = ["?" in line or _TALK.search(line) is not None for line in lines]
    told = [is_talk or _END.search(line.rstrip()) is not None for line, is_talk in zip(lines, talk, strict=True)]
    return any(talk) and sum(told) * 2 >= len(lines) > 1


class _People:
    """The people of a text by the ways in which a label can call them."""

    def __init__(self, names: Sequence[Name]) -> None:
        persons = [name for name in names if name.kind is NameKind.PERSON]
        self._by_surname: dict[str, set[str]] = {}
        self._by_initials: dict[str, set[str]] = {}
        self._by_office: dict[str, set[str]] = {}
        for name in persons:
            words = name.key.split()
            self._by_surname.setdefault(words[-1] if words else "", set()).add(name.key)
            self._by_initials.setdefault("".join(word[0] for word in words), set()).add(name.key)
            for word in fold(name.office).split():
                self._by_office.setdefault(word, set()).add(name.key)
        self._at = {
            mention.span.end: name for name in names for mention in name.mentions if mention.form is not MentionForm.PRONOUN
        }

    def who(self, label: Label, words: Sequence[str]) -> tuple[Kind | None, str]:
        """What kind of label this is, ``None`` for no speaker's, and the key of the name it stands for."""
        here = self._at.get(label.start + len(label.text)) or self._at.get(label.end)
        if here is not None and here.kind is NameKind.PERSON:
            return Kind.NAME, here.key if len(here.key.split()) > 1 else self._only(words) or here.key
        if here is not None and here.kind is NameKind.PLACE:
            return None, ""
        offices = [word for word in words if word in OFFICE_WORDS or word in HONORIFICS]
        if (key := self._only([word for word in words if word not in offices])) or (key := self._initials(label.text)):
            return Kind.NAME, key
        if len(offices) == len(words) and any(word in OFFICE_HEADS for word in words):
            return Kind.ROLE, _one(set.intersection(*(self._by_office.get(word, set()) for word in words)))
        return Kind.OTHER, here.key if here is not None else ""

    def _only(self, words: Sequence[str]) -> str:
        """The key of the one person whose surname, or whole name, these words are."""
        if not words:
            return ""
        found = {key for key in self._by_surname.get(words[-1], ()) if set(words) <= set(key.split())}
        return _one({key for key in found if " " in key} or found)

    def _initials(self, text: str) -> str:
        letters = text.replace(".", "").replace(" ", "")
        if not 2 <= len(letters) <= 3 or not letters.isupper():
            return ""
        return _one(self._by_initials.get(letters.casefold(), set()))


def _one(keys: set[str]) -> str:
    """The key, if it is the only one."""
    return next(iter(keys)) if len(keys) == 1 else ""
