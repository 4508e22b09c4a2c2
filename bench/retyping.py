"""Benchmark texts set again as a newsroom would type them.

FRANK and BUMP hand their summaries over as some summariser's tokens: lower case ("mr yeaman"), marks apart (" ." and " 's"), brackets as
"-lrb-", quotation marks as "``", backslashes before apostrophes. XSum's articles have lost the space between paragraphs ("border.The").
No desk ever sees such text. Before it is checked

- marks are closed up and brackets and quotation marks written as such; nothing is added to or taken from the words;
- a claim without any capital gets its capitals from the article beside it, by the words' neighbours first and by the words alone
  second; a word that the article lacks gets those that it mostly has in the middle of sentences of all articles of the set and of
  ``bbc_news``, so that an invented name is not given away by standing in small letters; sentences begin with a capital.

Labels play no part in it. ``--as-typed`` leaves all of it out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"(?i)(?!(?<=\w['’])(?:s|t|m|d|re|ve|ll)\b)[^\W_]+(?:[.&](?=[^\W_]))?(?:[^\W_]+[.&]?)*")
_CLOSED_UP = (
    (re.compile(r"\\(?=['\"])"), ""),
    (re.compile(r"(?i)\s*-(lrb|lsb)-\s*"), " ("),
    (re.compile(r"(?i)\s*-(rrb|rsb)-"), ")"),
    (re.compile(r"``\s*"), '"'),
    (re.compile(r"\s*''(?=\w)"), '" '),
    (re.compile(r"\s*''"), '"'),
    (re.compile(r"(?<!\S)[`'] ([^'`]{1,120}?) '(?=[\s.,;:!?]|$)"), r"'\1'"),
    (re.compile(r'(?<!\S)" ([^"]+?) "(?=\W|$)'), r'"\1"'),
    (re.compile(r"(?<!\S)# ?(?=\d)"), "£"),
    (re.compile(r"\s+(?=(?:n't|'(?:s|re|ve|ll|d|m))\b)"), ""),
    (re.compile(r"\s+(?=[.,;:!?%)](?:\s|[.,\"')]|$))"), ""),
    (re.compile(r"(?<=[£$€(])\s+(?=\w)"), ""),
    (re.compile(r"\s{2,}"), " "),
)
_GLUED = re.compile(r"(?<=[a-z\d%)])([.!?])([\"”’]?)(?=[\"“‘]?[A-Z])")
_BEGINS = re.compile(r"(?:^|(?<!\b[A-Z])[.!?][\"”’']?\s+)[\"“‘'(]*(?=\w)")
_AFTER_STOP = re.compile(r"(?:^|[.!?:][\"”’')]*\s*|\n\s*)[\"“‘'(]*$")


def close_up(text: str) -> str:
    """The text with its marks where a typist puts them; one that is typed so comes back as it is."""
    for pattern, replacement in _CLOSED_UP:
        text = pattern.sub(replacement, text)
    return text.strip()


def part_sentences(text: str) -> str:
    """The text with the space after a full stop that a lost line break left out ("border.The", "border.\"We")."""

    def apart(found: re.Match[str]) -> str:
        stop, mark = found.groups()
        is_opening = mark == '"' and text.count('"', 0, found.start()) % 2 == 0
        return f"{stop} {mark}" if is_opening else f"{stop}{mark} "

    return _GLUED.sub(apart, text)


class Casing:
    """How some articles write their words in the middle of a sentence."""

    def __init__(self, articles: Iterable[str]) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._first: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._beside: defaultdict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
        for article in articles:
            self._learn(article)

    def _learn(self, article: str) -> None:
        found = list(_WORD.finditer(article))
        lowered = [match.group().lower() for match in found]
        for place, match in enumerate(found):
            word = match.group()
            before = article[found[place - 1].end() if place else 0 : match.start()]
            if not place or _AFTER_STOP.search(before[-6:]):
                self._first[lowered[place]][word] += 1
                continue
            self._forms[lowered[place]][word] += 1
            self._beside[lowered[place - 1], lowered[place], 1][word] += 1
            if place + 1 < len(found):
                self._beside[lowered[place], lowered[place + 1], 0][word] += 1

    def beside(self, before: str, word: str, after: str) -> str | None:
        """The form of ``word`` between these neighbours, if it stands beside one of them."""
        forms = self._beside.get((before, word, 1), Counter()) + self._beside.get((word, after, 0), Counter())
        return _most(forms)

    def alone(self, word: str) -> str | None:
        """The form that the word mostly has in the middle of a sentence, if it stands in one."""
        return _most(self._forms.get(word))

    def first(self, word: str) -> str | None:
        """The form that it has at a sentence's beginning, if it stands at one."""
        return _most(self._first.get(word))


def _most(forms: Counter[str] | None) -> str | None:
    """The commonest form, the first in order among equally common ones."""
    return min(forms, key=lambda form: (-forms[form], form)) if forms else None


def set_capitals(claim: str, own: Casing, others: Casing) -> str:
    """The claim with the capitals of its own article, then of all articles; one that has capitals comes back as it is ("UNK", a word that
    the summariser did not know, is none)."""
    if any(character.isupper() for character in claim.replace("UNK", "")):
        return claim
    found = list(_WORD.finditer(claim))
    words = ["", *(match.group().lower() for match in found), ""]
    pieces, end = [], 0
    for place, match in enumerate(found, start=1):
        word = words[place]
        is_unknown = match.group() == "UNK"
        pieces += [
            claim[end : match.start()],
            "UNK" if is_unknown else _form(word, words[place - 1], words[place + 1], own, others),
        ]
        end = match.end()
    text = "".join(pieces) + claim[end:]
    for found_start in _BEGINS.finditer(text):
        place = found_start.end()
        text = text[:place] + text[place].upper() + text[place + 1 :]
    return text


def _form(word: str, before: str, after: str, own: Casing, others: Casing) -> str:
    """The word as its article writes it, else as others do, in the middle of a sentence if it stands in one."""
    form = own.beside(before, word, after) or own.alone(word) or others.alone(word)
    return form or own.first(word) or others.first(word) or ("I" if word == "i" else word)


def retype(claims: Sequence[tuple[str, Sequence[str]]], elsewhere: Iterable[str] = ()) -> list[str]:
    """Each claim of (claim, its articles) closed up and with capitals; the articles of all of them, and texts from ``elsewhere``, know the
    words that its own lack."""
    articles = dict.fromkeys(part_sentences(article) for _, texts in claims for article in texts)
    others = Casing([*articles, *elsewhere])
    own = {article: Casing([article]) for article in articles}
    return [
        set_capitals(
            close_up(claim),
            own[part_sentences(texts[0])] if len(texts) == 1 else Casing([part_sentences(text) for text in texts]),
            others,
        )
        for claim, texts in claims
    ]
