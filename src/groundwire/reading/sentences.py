"""Sentences with exact offsets, by nupunkt (Bommarito et al. 2025): paragraph by paragraph, so that no headline or dateline is
glued to the sentence after it, and never split inside a quotation that the same paragraph closes."""

from __future__ import annotations




def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) of every sentence in ``text[start:end]``, a paragraph, in order and without surrounding white space.

    Takes any text; a paragraph of blanks has no sentences."""
    import nupunkt

    paragraph = text[start:end]
    if not paragraph.strip():
        return []
    spans = [(int(a), int(b)) for a, b in nupunkt.sent_spans(paragraph)]
    trimmed = [_trim(paragraph, a, b) for a, b in spans]
    return [(start + a, start + b) for a, b in _attach_orphans(paragraph, [pair for pair in trimmed if pair[0] < pair[1]])]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _attach_orphans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join to its predecessor a piece that cannot be a sentence: a closing mark alone, or what follows a quotation's own full
    stop or question mark in lower case ('"Will it hold?" she asked.')."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        piece = text[start:end]
        is_orphan = not any(character.isalnum() for character in piece)
        continues = bool(joined) and text[joined[-1][0] : joined[-1][1]].endswith(('"', "”", "’", "'")) and piece[:1].islower()
        if joined and (is_orphan or continues):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
