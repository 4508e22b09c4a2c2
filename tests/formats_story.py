"""A story made by hand: a harbour fire that never happened, with a disagreement, a warning, an archive item and sentences that fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from scripts.make_sample_pictures import Sample
from scripts.make_sample_pictures import make as make_sample

from groundwire.editing.dating import say_dating
from groundwire.model import (
    BeatRole,
    Cell,
    Chart,
    ChartKind,
    ChartPoint,
    ClaimKind,
    Dating,
    Disagreement,
    Document,
    Grain,
    Illustration,
    Outcome,
    Picture,
    Quote,
    Related,
    Rights,
    Ruling,
    Sentence,
    Side,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
    Time,
    TimelineEntry,
    Verdict,
    digest,
    document_id,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    "# A headline of its own",
    "- a list\n- of its own",
    "1. first",
    "27) twenty-seventh",
    "> quoted",
    "```\ncode\n```",
    "    indented code",
    "***\n---\n===",
    "[1]: https://elsewhere.example",
    "[^1]: a footnote",
    "<https://elsewhere.example>",
    "https://elsewhere.example and www.elsewhere.example and me@elsewhere.example",
    "| a | b |\n|---|---|\n| c | d |",
    "&lt;b&gt; &#60;i&#62; &copy;",
    "`code` and *stress* and __more__ and ~~less~~ and $5 and $6",
    "ends in a backslash \\",
    "closing hashes ##",
    "<!-- gone -->",
    "\u202edesrever\u2066x\u2069 and \x00 and \ud800 and \u2028# line",
)
"""What an enemy may write into any field."""

GAZETTE = """Fire destroys two warehouses at Port Ellery

A fire tore through two warehouses on the east quay of Port Ellery early on Monday, forcing the harbour to close for nine hours.

Crews were called at 03:10 and had the flames under control shortly before noon, Harbour Master Ines Calloway told reporters. \
"We were lucky with the wind," she said. "An hour later and it would have reached the fuel berths."

Fourteen people were treated for smoke inhalation, the fire service said. None of them stayed in hospital overnight.

The warehouses held sisal, rubber matting and some 900 drums of lamp oil, according to the port's own register.

Calloway rejected a claim by dock workers that the sprinklers had been switched off. "They ran. Whether they ran early enough is \
what the inquiry is for," she said."""

COURIER = """Harbour blaze hurts nine, shuts port

PORT ELLERY - A blaze in the east harbour hurt nine people on Monday and stopped all shipping until the early afternoon.

The alarm was raised at about 02:40, a night watchman said. Dock workers said the sprinklers had been off for a week.

Ferries to Saint Brannoc will start again on Tuesday morning, the operator said."""

ARCHIVE = """Port Ellery told to replace sprinklers

Inspectors ordered the port of Ellery to replace the sprinkler pumps in its east quay sheds within a year.

The port's board said it would pay for the work out of next year's dues."""


def make_document(
    text: str, name: str, published_at: datetime | None, url: str = "", kind: SourceKind = SourceKind.OUTLET
) -> Document:
    """A document whose first line is its title."""
    source = Source(name=name, kind=kind)
    identity = document_id(source, url, text)
    return Document(
        id=identity,
        text=text,
        source=source,
        title=Span(document_id=identity, start=0, end=text.index("\n")),
        url=url,
        published_at=published_at,
        language="en",
        rights=Rights.UNKNOWN,
    )


GAZETTE_REPORT = make_document(
    GAZETTE, "The Ellery Gazette", datetime(2026, 3, 2, 13, 30, tzinfo=UTC), "https://gazette.example/harbour-fire"
)
COURIER_REPORT = make_document(COURIER, "Saltmarsh Courier", None)
ARCHIVE_ITEM = make_document(ARCHIVE, "The Ellery Gazette", datetime(2024, 11, 19, tzinfo=UTC))


def span_of(document: Document, words: str) -> Span:
    """Where ``words`` stand in the document."""
    start = document.text.index(words)
    return document.span(start, start + len(words))


def make_statement(identity: str, document: Document, who: str, cue: str, content: str, **fields: Any) -> Statement:
    """A statement made of words of the document; other fields are ``Statement``'s, ``is_direct`` the quotation's."""
    is_direct = fields.pop("is_direct", False)
    quote = Quote(
        content=span_of(document, content), is_direct=is_direct, speaker=span_of(document, who), cue=span_of(document, cue)
    )
    return Statement(**({"id": identity, "quote": quote, "speaker": who} | fields))


def make_statements() -> tuple[Statement, ...]:
    """Who said what in the harbour reports: a warned claim and the reply to it, a nameless speaker, a chain."""
    gazette, courier = GAZETTE_REPORT, COURIER_REPORT
    monday = span_of(courier, "on Monday")
    return (
        make_statement(
            "wind",
            gazette,
            "she",
            '," she said',
            "We were lucky with the wind,",
            is_direct=True,
            speaker="Ines Calloway",
            office="Harbour Master",
            is_named=True,
        ),
        make_statement(
            "rejects",
            gazette,
            "Calloway",
            "rejected a claim",
            "the sprinklers had been switched off",
            kind=ClaimKind.DENIAL,
            answers=("off",),
            speaker="Ines Calloway",
            office="Harbour Master",
            is_named=True,
        ),
        make_statement(
            "alarm",
            courier,
            "a night watchman",
            "a night watchman said",
            "The alarm was raised at about 02:40",
            confidence=0.4,
            chain=("Dock Radio", "Saltmarsh Courier"),
            when=Time(span=monday, text="on Monday", grain=Grain.DAY, is_relative=True),
        ),
        make_statement(
            "off",
            courier,
            "Dock workers",
            "Dock workers said",
            "the sprinklers had been off for a week",
            kind=ClaimKind.OPINION,
        ),
    )


def poisoned(document: Document, text: str) -> Document:
    """The document with a hostile outlet and hostile words inside the passages; its id and length stay."""
    body = (text + " " + document.text)[: len(document.text)]
    return replace(document, text=body, source=replace(document.source, name=text), url=text)


@dataclass
class Desk:
    """Collects sentences with their verdicts in story order."""

    sentences: list[Sentence] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def add(
        self,
        beat: BeatRole,
        text: str,
        *evidence: Span,
        outcome: Outcome = Outcome.SUPPORTED,
        rulings: Sequence[tuple[str, Outcome, str, str, tuple[Span, ...], bool]] = (),
    ) -> None:
        """One sentence; ``rulings`` are (check, outcome, part, note, evidence, is_warning)."""
        index = len(self.sentences)
        sentence = Sentence(text=text, beat=beat, evidence=evidence, author="template")
        if outcome is Outcome.SUPPORTED:
            rulings = [
                ("support", outcome, text, "Every part of the sentence stands in the passage shown.", evidence, False),
                *rulings,
            ]
        made = tuple(
            Ruling(
                draft_id="draft",
                sentence=index,
                part=(text.index(part), text.index(part) + len(part)),
                check=check,
                outcome=ruled,
                note=note,
                evidence=spans,
                is_warning=is_warning,
            )
            for check, ruled, part, note, spans, is_warning in rulings
        )
        self.sentences.append(sentence)
        self.verdicts.append(Verdict(sentence=sentence, index=index, outcome=outcome, rulings=made))


def make_story() -> tuple[Story, tuple[Verdict, ...]]:
    """The harbour story and its verdicts."""
    gazette, courier, archive = GAZETTE_REPORT, COURIER_REPORT, ARCHIVE_ITEM
    lead = span_of(
        gazette,
        "A fire tore through two warehouses on the east quay of Port Ellery early on Monday, forcing the harbour to close for nine hours.",
    )
    treated = span_of(gazette, "Fourteen people were treated for smoke inhalation, the fire service said.")
    hurt = span_of(
        courier, "A blaze in the east harbour hurt nine people on Monday and stopped all shipping until the early afternoon."
    )
    called = span_of(
        gazette,
        "Crews were called at 03:10 and had the flames under control shortly before noon, Harbour Master Ines Calloway told reporters.",
    )
    wind = span_of(gazette, '"We were lucky with the wind," she said.')
    off = span_of(courier, "Dock workers said the sprinklers had been off for a week.")
    rejected = span_of(gazette, "Calloway rejected a claim by dock workers that the sprinklers had been switched off.")
    inquiry = span_of(gazette, '"They ran. Whether they ran early enough is what the inquiry is for," she said.')
    ferries = span_of(courier, "Ferries to Saint Brannoc will start again on Tuesday morning, the operator said.")
    ordered = span_of(
        archive, "Inspectors ordered the port of Ellery to replace the sprinkler pumps in its east quay sheds within a year."
    )
    desk = Desk()
    desk.add(
        BeatRole.HEADLINE,
        "Fire destroys two Port Ellery warehouses and shuts harbour",
        span_of(gazette, gazette.title_text),
        lead,
    )
    desk.add(
        BeatRole.LEDE,
        "A fire destroyed two warehouses in Port Ellery on Monday and closed the harbour for nine hours, the Ellery Gazette reported.",
        lead,
    )
    desk.add(
        BeatRole.KEY_POINT,
        "The Ellery Gazette put the number treated at 14; the Saltmarsh Courier said nine were hurt",
        treated,
        hurt,
    )
    desk.add(BeatRole.KEY_POINT, "The harbour master rejects a claim that the sprinklers were off", rejected)
    desk.add(BeatRole.KEY_POINT, "Ferries to Saint Brannoc are due to start again on Tuesday", ferries)
    desk.add(
        BeatRole.WHAT_HAPPENED,
        "Crews were called at 03:10 and had the fire under control shortly before noon, Harbour Master Ines Calloway said.",
        called,
    )
    desk.add(
        BeatRole.FIGURES,
        "Sixteen people were treated for smoke inhalation.",
        treated,
        outcome=Outcome.CONTRADICTED,
        rulings=[
            ("figures", Outcome.CONTRADICTED, "Sixteen", "The source says fourteen people, not sixteen.", (treated,), False)
        ],
    )
    desk.add(
        BeatRole.REACTION,
        '"We were lucky with the wind," Calloway said.',
        wind,
        rulings=[
            (
                "copying",
                Outcome.SUPPORTED,
                "We were lucky with the wind",
                "Six words in a row are the source's; its rights are not known.",
                (wind,),
                True,
            )
        ],
    )
    desk.add(BeatRole.REACTION, "Dock workers said the sprinklers had been off for a week.", off)
    desk.add(
        BeatRole.REPLY,
        'Calloway rejected that: "They ran. Whether they ran early enough is what the inquiry is for."',
        rejected,
        inquiry,
    )
    desk.add(
        BeatRole.WHY_IT_MATTERS,
        "The port handles most of the county's lamp oil.",
        outcome=Outcome.NOT_FOUND,
        rulings=[
            (
                "support",
                Outcome.NOT_FOUND,
                "most of the county's lamp oil",
                "No source says this; the nearest passage speaks only of the drums in the warehouses.",
                (span_of(gazette, "some 900 drums of lamp oil, according to the port's own register"),),
                False,
            )
        ],
    )
    desk.add(
        BeatRole.WHY_IT_MATTERS,
        "It was a needless loss.",
        outcome=Outcome.OPINION,
        rulings=[
            (
                "support",
                Outcome.OPINION,
                "It was a needless loss.",
                "A judgement with nothing in it that a source could back.",
                (),
                False,
            )
        ],
    )
    desk.add(
        BeatRole.BACKGROUND,
        "In November 2024, inspectors ordered the port to replace the sprinkler pumps in its east quay sheds within a year.",
        ordered,
    )
    desk.add(BeatRole.WHAT_IS_NEXT, "Ferries to Saint Brannoc will start again on Tuesday morning, the operator said.", ferries)
    story = Story(
        id="story-1",
        event_id="event-1",
        revision=1,
        headline=desk.sentences[0],
        sentences=tuple(desk.sentences[1:]),
        documents=(gazette, courier, archive),
        archive_ids=frozenset({archive.id}),
        disagreements=(
            Disagreement(
                subject="people treated or hurt",
                kind="figure",
                sides=(
                    Side(document_id=gazette.id, source="The Ellery Gazette", span=treated, value="14"),
                    Side(document_id=courier.id, source="Saltmarsh Courier", span=hurt, value="9"),
                ),
            ),
        ),
        see_also=(
            Related(
                document_id=archive.id,
                title="Port Ellery told to replace sprinklers",
                source="The Ellery Gazette",
                published_at=archive.published_at,
            ),
        ),
        read_next=(
            Related(
                document_id="other",
                title="How a small port insures itself",
                source="Saltmarsh Courier",
                url="https://courier.example/insurance",
            ),
            Related(document_id="bad", title="A link nobody should follow", source="", url="javascript:alert(1)"),
        ),
        statements=make_statements(),
        writer="template",
        written_at=datetime(2026, 3, 2, 15, 5, tzinfo=UTC),
        disclosure="Drafted by Groundwire without a language model from 2 reports and 1 archive item; not yet edited.",
        independent_sources=2,
    )
    return story, tuple(desk.verdicts)


if __name__ == "__main__":
    from pathlib import Path

    from groundwire.formats.markdown import Markdown

    (Path(__file__).parent / "golden" / "formats" / "harbour_fire.md").write_bytes(Markdown().render(*make_story()))


def with_timeline(
    story: Story, verdicts: Sequence[Verdict], *datings: Dating, words: str = "The harbour of Ellery was closed"
) -> tuple[Story, tuple[Verdict, ...]]:
    """The story with an entry of its timeline for each dating, in order, all resting on the archive item's first paragraph."""
    span = span_of(ARCHIVE_ITEM, "Inspectors ordered the port of Ellery")
    sentences = tuple(
        Sentence(text=f"{say_dating(dating)}: {words}.", beat=BeatRole.TIMELINE, evidence=(span,), author="template")
        for dating in datings
    )
    first = len(story.all_sentences)
    more = tuple(
        Verdict(sentence=sentence, index=first + number, outcome=Outcome.SUPPORTED, rulings=())
        for number, sentence in enumerate(sentences)
    )
    timeline = tuple(
        TimelineEntry(dating=dating, sentence=sentence) for dating, sentence in zip(datings, sentences, strict=True)
    )
    return replace(story, sentences=(*story.sentences, *sentences), timeline=timeline), (*verdicts, *more)


def with_shared(story: Story, verdicts: Sequence[Verdict]) -> tuple[Story, tuple[Verdict, ...]]:
    """The story with a social line and a search title, both backed."""
    span = span_of(GAZETTE_REPORT, GAZETTE.split("\n")[0])
    sentences = (
        Sentence(text="A fire closed the harbour of Ellery.", beat=BeatRole.SOCIAL_LINE, evidence=(span,), author="template"),
        Sentence(text="Harbour fire in Ellery: what is known", beat=BeatRole.SEARCH_TITLE, evidence=(span,), author="template"),
    )
    first = len(story.all_sentences)
    more = tuple(
        Verdict(sentence=sentence, index=first + number, outcome=Outcome.SUPPORTED, rulings=())
        for number, sentence in enumerate(sentences)
    )
    return replace(story, sentences=(*story.sentences, *sentences)), (*verdicts, *more)


def make_dating(first: str, last: str = "", *, is_ahead: bool = False) -> Dating:
    """A dating from ISO days: a day, or with ``last`` the month or year that it ends."""
    begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    grain = Grain.DAY if begins == ends else Grain.MONTH if begins.month == ends.month else Grain.YEAR
    return Dating(first=begins, last=ends, grain=grain, is_ahead=is_ahead)


def make_illustration(**fields: Any) -> Illustration:
    """A drawn picture of the harbour with its bytes; other fields are ``Picture``'s."""
    data = make_sample(Sample(name="quay.jpg", size=(640, 420)))
    own: dict[str, Any] = {
        "id": digest(data),
        "path": "quay.jpg",
        "media_type": "image/jpeg",
        "width": 640,
        "height": 420,
        "caption": "The east quay of Port Ellery, seen from the breakwater.",
        "alt_text": "Stacked containers on a long quay under a grey sky.",
        "credit": "Bo Lindqvist/The Ellery Gazette",
        "rights": Rights.OWN,
        "taken_on": date(2019, 3, 3),
        "data": data,
    }
    return Illustration(picture=Picture(**own | fields), shows=("Port Ellery",), note="File picture, 3 March 2019")


def make_series(*values: str | None, marked: int | None = None, **fields: Any) -> Chart:
    """A number for each month from April 2025 on."""
    points = tuple(
        ChartPoint(
            label=f"{day:%b} {day.year}",
            value=None if value is None else Decimal(value),
            cell=None if value is None else Cell(table_id="traffic", row=day.isoformat(), column="containers", value=value),
            day=day,
        )
        for number, value in enumerate(values)
        if (day := date(2025 + (number + 3) // 12, (number + 3) % 12 + 1, 1))
    )
    own: dict[str, Any] = {
        "kind": ChartKind.SERIES,
        "title": "Containers handled at Port Ellery",
        "unit": "containers",
        "source": "Port of Ellery",
        "as_of": datetime(2026, 3, 1, tzinfo=UTC),
    }
    return Chart(**own | {"points": points, "marked": marked} | fields)


def make_ranking(*entries: tuple[str, str | None], **fields: Any) -> Chart:
    """A bar for each (label, value)."""
    points = tuple(ChartPoint(label=label, value=None if value is None else Decimal(value)) for label, value in entries)
    own: dict[str, Any] = {
        "kind": ChartKind.RANKING,
        "title": "Share prices on Monday",
        "unit": "%",
        "source": "Ellery Exchange",
    }
    return Chart(**own | {"points": points} | fields)


YEAR = ("2210", "2240", "2305", None, "2290", "2330", "2360", "2310", "2402", "2391", "2420", "2455")
PRICES = (
    ("Norvane Lines", "4.2"),
    ("Lindmere and Daughters Holding Company of Saint Brannoc", "1.05"),
    ("Ellery Oil", "-2.3"),
    ("Merrow Ports", None),
    ("Cordwainer", "0"),
)
