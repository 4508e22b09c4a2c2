"""What our stories stand beside: sentences picked from the reports by Lead, LexRank and TextRank.

LexRank (Erkan and Radev 2004) and TextRank (Mihalcea and Tarau 2004) are sumy's, with its English stop words and stemmer.
Its tokenizer wants NLTK's punkt data, which has to be downloaded; sentences are nupunkt's instead, the same that
Groundwire reads with, and words are runs of letters and digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)?")
Picker = Callable[[Sequence[str], "Enough"], list[str]]
"""Turns the articles' texts into the picked sentences, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """When to stop picking: at ``sentences`` sentences, or with the sentence that reaches ``words`` words."""

    sentences: int | None = None
    words: int | None = None

    def of(self, ranked: Sequence[str]) -> int:
        """How many of the sentences, best first, are picked."""
        if self.sentences is not None:
            return self.sentences
        count, words = 0, 0
        for text in ranked:
            if self.words is not None and words >= self.words:
                break
            count, words = count + 1, words + len(text.split())
        return count


class Tokenizer:
    """What sumy asks of a tokenizer."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a text."""
        return tuple(sentences_of(text))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words of a sentence."""
        return tuple(_WORD.findall(sentence))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, white space at their ends left out."""
    from nupunkt import sent_tokenize

    return [found for sentence in sent_tokenize(text) if (found := str(sentence).strip())]


def cut_words(text: str, limit: int) -> str:
    """The first ``limit`` words of a text."""
    return " ".join(text.split()[:limit])


def lead(texts: Sequence[str], enough: Enough) -> list[str]:
    """The first sentence of each article, then the second of each, and so on."""
    columns = [sentences_of(text) for text in texts]
    rounds = [column[row] for row in range(max(map(len, columns), default=0)) for column in columns if row < len(column)]
    return rounds[: enough.of(rounds)]


def lex_rank(texts: Sequence[str], enough: Enough) -> list[str]:
    """LexRank over all sentences of all articles."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _rank(LexRankSummarizer, texts, enough)


def text_rank(texts: Sequence[str], enough: Enough) -> list[str]:
    """TextRank over all sentences of all articles."""
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _rank(TextRankSummarizer, texts, enough)


PICKERS: dict[str, Picker] = {"Lead": lead, "LexRank": lex_rank, "TextRank": text_rank}


def _rank(summarizer: Callable[[Any], Any], texts: Sequence[str], enough: Enough) -> list[str]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    tokenizer = Tokenizer()
    paragraphs = [Paragraph([Sentence(text, tokenizer) for text in sentences_of(article)]) for article in texts]
    ranker = summarizer(Stemmer("english"))
    ranker.stop_words = get_stop_words("english")

    def pick(ranked: Sequence[Any]) -> Sequence[Any]:
        return ranked[: enough.of([str(info.sentence) for info in ranked])]

    return [str(sentence) for sentence in ranker(ObjectDocumentModel(paragraphs), pick)]
