"""True sentences that people wrote about a report: headlines, roundups, summaries.

Not every one is backed by its own text: headlines know more, roundups draw on what a reader knows. Only those are kept whose names,
figures and days all stand in the text and most of whose words do, by a rule that asks none of Groundwire's checks (``is_plainly_backed``);
what the rule leaves of error was read by eye and is stated in docs/bench.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.data import read_happenings, read_rows
from bench.extracts import sentences_of
from bench.planted.articles import find_rows, mend_marks, split_of
from bench.planted.lexicon import MONTHS, NUMBERS, WEEKDAYS
from groundwire.model import digest

SHARE = 0.75
"""Share of a sentence's content words that its text must have."""
LONGEST_RUN = 0.6
"""Share of its words from which a run of them that stands in the text makes a sentence a copy, not a paraphrase."""
PER_SUMMARY = 4
"""Sentences of one document of ``summedits``: its 25 documents have many summaries each, which say the same."""
_LIGHT = frozenset(
    """the a an of in on at to for by with from and or but as is are was were be been being has have had do does did will would can could
    may might should must that which who whom whose this these those it its he she they them his her their there not no over after
    before into about up down out off more than also say says said new amid against under between during while when where how what
    why if so such all some any most many much other one two first last year years day days week time people make makes made get gets
    take takes took report reports reported""".split()
)
_NO_SENTENCE = re.compile(
    r"[?!|…;]|\.\.\.|\.\.$| [-–—] |^[^a-z]*$|: |\bhow\b.*\.$|^(?:Why|How|What|Where|Who|When|Here)|[a-z]['’”\"] [A-Z][a-z]+ "
)
_LEANING = re.compile(
    r"[\"“'‘]?(?:He|She|It|They|We|I|You|This|These|That|Those|His|Her|Their|Its|Our|My|But|And|So|Both|Such|The (?:latter|pair|man))\b"
)
_STEM = re.compile(r"(?:ations?|ings?|ed|es|s|ly|ment|ion|ers?|al|e)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence somebody wrote about ``texts``. ``is_headline`` where it stood above one of them."""

    id: str
    source: str
    split: str
    text: str
    texts: tuple[str, ...]
    is_headline: bool = False


def read_written(folder: Path, split: str, most: Mapping[str, int]) -> Iterator[Written]:
    """The kept sentences of a part, source by source, the first of each in the order of their ids' digests: as many as ``most`` says.
    Raises ``MissingData``."""
    by_source: dict[str, list[Written]] = {}
    for read in (_bbc_headlines, _neus, _bump, _summedits):
        for item in read(folder):
            if item.split == split and is_whole(item.text):
                by_source.setdefault(item.source, []).append(item)
    for source, found in by_source.items():
        ordered = sorted(found, key=lambda item: digest(item.id))
        kept = (item for item in ordered if is_plainly_backed(item.text, item.texts) and not is_copied(item))
        yield from islice(kept, most[source])


def _bbc_headlines(folder: Path) -> Iterator[Written]:
    for split in ("dev", "test"):
        for row in find_rows(folder, "bbc", split):
            yield Written(
                id=f"{row.id}-headline",
                source="headline (bbc)",
                split=split,
                text=_stopped(row.title),
                texts=(row.text,),
                is_headline=True,
            )


def _neus(folder: Path) -> Iterator[Written]:
    for happening in read_happenings(folder, "train", "val", "test"):
        texts = tuple(article.text for article in happening.articles)
        for number, article in enumerate(happening.articles):
            if is_sentence_case(article.title):
                yield Written(
                    id=f"{happening.id}-{number}", source="headline (neus)", split=split_of(happening.id), text=_stopped(article.title),
                    texts=(article.text,), is_headline=True,
                )  # fmt: skip
        for number, text in enumerate(sentences_of(happening.roundup.text)):
            yield Written(
                id=f"{happening.id}-r{number}", source="roundup (neus)", split=split_of(happening.id), text=text, texts=texts
            )


def _bump(folder: Path) -> Iterator[Written]:
    seen: set[str] = set()
    for row in read_rows(folder / "bump_task1.jsonl.gz"):
        for number, line in enumerate(row["reference_summary"].split(" . ")):
            text = _stopped(_join(line))
            if text not in seen:
                seen.add(text)
                article = f"bump-{row['article_id']}"
                yield Written(
                    id=f"{article}-{number}",
                    source="summary (bump)",
                    split=split_of(article),
                    text=text,
                    texts=(row["article"],),
                )


def _summedits(folder: Path) -> Iterator[Written]:
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for row in read_rows(folder / "summedits_news.jsonl.gz"):
        document = digest(row["doc"])
        for number, text in enumerate(sentences_of(row["summary"]) if int(row["label"]) == 1 else ()):
            if text in seen or counts.get(document, 0) >= PER_SUMMARY:
                continue
            seen.add(text)
            if is_whole(text) and is_plainly_backed(text, (row["doc"],)):
                counts[document] = counts.get(document, 0) + 1
            yield Written(
                id=f"summedits-{row['id']}-{number}",
                source="summary (summedits)",
                split=split_of(document),
                text=text,
                texts=(row["doc"],),
            )


def _stopped(text: str) -> str:
    text = " ".join(mend_marks(text).split())
    return text if text.endswith((".", "!", "?", "”", '"')) else text + "."


def _join(text: str) -> str:
    text = re.sub(r" ([,.;:!?%)])", r"\1", text.strip())
    return re.sub(r" ('s|n't|'re|'ve|'ll)\b", r"\1", re.sub(r"([(]) ", r"\1", text)).rstrip(" .")


# --- what is kept -----------------------------------------------------------------------------------------------------


def is_sentence_case(title: str) -> bool:
    """Whether a headline is written like a sentence: its long words mostly in lower case."""
    long = [word for word in title.split()[1:] if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].islower() for word in long) / len(long) > 0.4


def is_whole(text: str) -> bool:
    """Whether it can be a sentence of a story: long enough, no question, no label or slogan, not two of them run together, nothing that
    leans on what came before."""
    return (
        5 <= len(text.split()) <= 45
        and not _NO_SENTENCE.search(text)
        and not _LEANING.match(text)
        and re.match(r"[A-Z$£]", text) is not None
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
    )


def is_plainly_backed(text: str, texts: tuple[str, ...]) -> bool:
    """Whether every name, figure, day and quotation of the sentence stands in the texts, and ``SHARE`` of its content words do, by
    their stems. It knows nothing of meaning: what it passes is true in all but few cases, and what it drops may be true too."""
    around = " ".join(texts)
    known = {stem(word) for word in re.findall(r"[A-Za-z][\w-]*", around)} | {
        stem(part) for word in re.findall(r"\w+(?:-\w+)+", around) for part in word.split("-")
    }
    plain = " ".join(re.sub(r"[^\w\s]", " ", around.casefold()).split())
    for quotation in re.findall(r"[“\"]([^“”\"]+)[”\"]|(?<!\w)['‘]([^'‘’]{3,})['’](?!\w)", text):
        if " ".join(re.sub(r"[^\w\s]", " ", "".join(quotation).casefold()).split()) not in plain:
            return False
    figures = {_figure(word) for word in re.findall(r"\d[\d,.]*", around)} | {
        str(NUMBERS.index(word.lower()) + 1) for word in re.findall(r"[A-Za-z]+", around) if word.lower() in NUMBERS
    }
    if any(_figure(word) not in figures for word in re.findall(r"\d[\d,.]*", text)):
        return False
    words = re.findall(r"[A-Za-z][\w'’-]*", text)
    content = [word for word in words if _bare(word).lower() not in _LIGHT and len(_bare(word)) > 2]
    for place, word in enumerate(words):
        bare = _bare(word)
        is_name = (place > 0 and bare[0].isupper()) or bare in WEEKDAYS or bare in MONTHS or bare.lower() in NUMBERS[1:]
        if is_name and bare.lower() not in _LIGHT and stem(bare) not in known and bare.lower() not in plain.split():
            return False
    found = sum(stem(_bare(word)) in known for word in content)
    return len(content) >= 3 and found / len(content) >= SHARE


def is_copied(item: Written) -> bool:
    """Whether the sentence, in a long run of its words, stands in one of the texts as it is."""
    words = re.findall(r"\w+", item.text.casefold())
    run = max(3, round(len(words) * LONGEST_RUN))
    around = [" ".join(re.findall(r"\w+", text.casefold())) for text in item.texts]
    return any(
        f" {' '.join(words[start : start + run])} " in f" {text} " for text in around for start in range(len(words) - run + 1)
    )


def stem(word: str) -> str:
    """A crude stem: enough to know a word again in another form."""
    word = _bare(word).lower().replace("-", "")
    return (_STEM.sub("", word) if len(word) > 4 else word)[:8]


def _bare(word: str) -> str:
    return re.sub(r"['’](?:s|t|re|ve|ll|d|m)?$", "", word).strip("-'’") or word


def _figure(text: str) -> str:
    return text.rstrip(".,").replace(",", "")
