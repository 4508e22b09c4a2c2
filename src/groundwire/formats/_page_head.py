"""What a page says of itself where it is listed and shared: its title, its description, and schema.org's NewsArticle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from groundwire.editing.sections import find_placed
from groundwire.formats._wording import find_link, on_one_line
from groundwire.model import BUILT_IN, BeatRole, Document, Outcome, Status, Story, Verdict

_SOURCE_TYPES = {
    BUILT_IN: "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
    "chat": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
"""IPTC's word for how a writer makes text; a writer that is not listed is not described rather than guessed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The page's title, its description in a sentence, and the words of schema.org as JSON that cannot end its script element."""

    title: str
    description: str
    metadata: Markup


def make_head(story: Story, verdicts: Sequence[Verdict]) -> Head:
    """The head of the story's page: search title and social line where they are backed, else headline and lede."""
    lede = next((sentence.text for sentence in story.sentences if sentence.beat is BeatRole.LEDE), "")
    return Head(
        title=_backed(story, verdicts, BeatRole.SEARCH_TITLE) or story.headline.text,
        description=_backed(story, verdicts, BeatRole.SOCIAL_LINE) or lede,
        metadata=Markup(_metadata(story)),
    )


def iso(moment: datetime) -> str:
    """A moment as machines read it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def title_of(document: Document) -> str:
    """The document's title on one line."""
    return on_one_line(document.title_text)


def _backed(story: Story, verdicts: Sequence[Verdict], role: BeatRole) -> str:
    """The words of the sentence that plays the role where it is backed or let stand by an editor, else none: what a page is listed under
    elsewhere is read without its receipts."""
    placed = next(iter(find_placed(story.all_sentences, role)), None)
    verdict = verdicts[placed.index] if placed else None
    is_backed = verdict is not None and (verdict.outcome is Outcome.SUPPORTED or verdict.waiver is not None)
    return placed.sentence.text if placed and is_backed else ""


def _metadata(story: Story) -> str:
    """schema.org's NewsArticle as JSON that cannot end its script element."""
    lede = next((sentence.text for sentence in story.sentences if sentence.beat is BeatRole.LEDE), "")
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": on_one_line(story.headline.text),
        "inLanguage": "en",
        "version": story.revision,
        "creativeWorkStatus": story.status.value.capitalize(),
    }
    if lede:
        article["description"] = on_one_line(lede)
    if story.written_at:
        article["dateCreated"] = iso(story.written_at)
    if story.status is Status.PUBLISHED and story.published_at:
        article["datePublished"] = iso(story.published_at)
        article["editor"] = {"@type": "Person", "name": on_one_line(story.editor)}
        article["identifier"] = [_identifier("groundwire-story", story.id), _identifier("groundwire-log", story.logged)]
    if source_type := _SOURCE_TYPES.get(story.writer):
        article["digitalSourceType"] = source_type
    article["citation"] = [_citation(document) for document in story.documents]
    text = json.dumps(article, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _identifier(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _citation(document: Document) -> dict[str, Any]:
    """One of the story's documents as schema.org sees it; what is not known is left out."""
    work: dict[str, Any] = {"@type": "CreativeWork"}
    if title := title_of(document):
        work["headline"] = title
    if name := on_one_line(document.source.name):
        work["publisher"] = {"@type": "Organization", "name": name}
    if document.published_at:
        work["datePublished"] = iso(document.published_at)
    if link := find_link(document.url):
        work["url"] = link
    return work
