"""The way of a report, from bytes to a story on the desk. The steps carry the numbers of the house:

2. **read**       ``read_all``: each document gets its ``Reading``
3. **group**      ``editing.events``: documents about one happening; copies counted once
4. **look back**  ``editing.background`` (called by the plan): what the archive adds
5. **plan**       ``editing.plan``: a ``StoryPlan``, or the reason for refusing; ``counting`` adds what the tables say
6. **write**      ``copydesk``: a plug-in of the shelf ``writers``
7. **check**      ``copydesk.rule``: every sentence meets every check; the rulings are combined, what cells settle set aside
8. **mend**       ``copydesk``: a failing sentence is rewritten once, else the built-in writer tells its claim, else it is cut
9. **hand over**  ``write_story`` returns the story with its verdicts

Step 1, taking in, is ``intake``'s. Everything here works on values; models and plug-ins come in with ``Desk``.

The module is long so that the steps can be read in one place, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from groundwire.copydesk import FROM_TABLES, Copy, Desk, find_lack, make_draft, rule, write_and_mend
from groundwire.counting.by_the_numbers import add_numbers, find_companies_again
from groundwire.counting.charting import find_chart
from groundwire.counting.data_story import plan_data_story
from groundwire.editing.copies import mark_copies
from groundwire.editing.disagreements import find_disagreements
from groundwire.editing.disclosing import disclose
from groundwire.editing.events import find_further, group_reports, make_event
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.ledger import find_statements
from groundwire.editing.picturing import choose, find_subject
from groundwire.editing.plan import make_plan
from groundwire.editing.reporting import find_planted
from groundwire.editing.sections import leave_out
from groundwire.editing.timeline import make_entries
from groundwire.errors import InputError
from groundwire.model import (
    BeatRole,
    Bundle,
    Cell,
    CheckReport,
    Company,
    Document,
    Draft,
    Event,
    Ledger,
    Reading,
    Refusal,
    Role,
    Sentence,
    Span,
    Statement,
    Story,
    StoryPlan,
    TableCard,
    Verdict,
    story_id,
)
from groundwire.protocols import Evidence
from groundwire.reading import read_document

MOST_TOLD = 5
"""Sentences of one report that the person is told of one by one when they are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What came of writing: a story with a verdict for each of its sentences, or a refusal; and what the person should be told."""

    story: Story | Refusal
    verdicts: tuple[Verdict, ...] = ()
    warnings: tuple[str, ...] = ()


def write_story(reports: Sequence[Document], archive: Sequence[Document], desk: Desk) -> Outcomes:
    """Steps 2 to 9 for the largest event among ``reports``; reports of other events are named in the warnings and left out. What the
    archive tells of the same happening is told as news beside them, not as background."""
    readings = read_all([*reports, *archive], desk)
    embedding = desk.tools.encoders.embedding
    grouping = group_reports(reports, readings, embedding)
    event = grouping.events[0]
    led_by = [document for document in grouping.documents if document.id in event.document_ids]
    older = [document for document in archive if document.id not in event.document_ids]
    further = find_further(led_by, older, readings, embedding)
    chosen = mark_copies([*led_by, *further])
    warnings = _left_out(grouping.documents, chosen, readings)
    if further:
        warnings += [f"taken from the archive as news of the same event: {_call(document)}" for document in further]
        event = make_event(chosen)
        older = [document for document in older if document not in further]
    evidence = GatheredEvidence(
        [*chosen, *older], readings, embedding, frozenset(document.id for document in older), desk.tables
    )
    desk.progress("plan", 0, 1)
    plan = make_plan(event, evidence, desk.tools.settings, desk.tools.now(), led_by)
    desk.progress("plan", 1, 1)
    if isinstance(plan, str):
        return Outcomes(story=Refusal(reason=plan, documents=tuple(reports)), warnings=tuple(warnings))
    plan = leave_out(add_numbers(plan, event, evidence, desk.tools.now()), desk.style.left_out)
    copy = write_and_mend(plan, evidence, desk)
    warnings += copy.warnings
    if refusal := find_lack(copy.verdicts, "the reports", FROM_TABLES):
        return Outcomes(story=Refusal(reason=refusal, documents=tuple(reports)), warnings=tuple(warnings))
    story, remarks = _illustrate(_hand_over(plan, event, evidence, copy, desk), evidence, desk)
    return Outcomes(story=story, verdicts=copy.verdicts, warnings=(*warnings, *remarks))


def write_data_story(about: str, desk: Desk) -> Outcomes:
    """Steps 5 to 9 for the desk's tables alone: about one of their subjects, or whatever a table gives by itself."""
    evidence = GatheredEvidence((), {}, desk.tools.encoders.embedding, tables=desk.tables)
    desk.progress("plan", 0, 1)
    plan = plan_data_story(desk.tables, about, desk.tools.now())
    desk.progress("plan", 1, 1)
    if isinstance(plan, str):
        return Outcomes(story=Refusal(reason=plan, documents=()))
    copy = write_and_mend(plan, evidence, desk)
    if refusal := find_lack(copy.verdicts, "the tables"):
        return Outcomes(story=Refusal(reason=refusal, documents=()))
    event = Event(id=plan.event_id, title=plan.angle, document_ids=(), independent_sources=0)
    story = _hand_over(plan, event, evidence, copy, desk)
    return Outcomes(story=story, verdicts=copy.verdicts, warnings=copy.warnings)


def check_draft(document: Document, against: Sequence[Document], archive: Sequence[Document], desk: Desk) -> CheckReport:
    """Steps 2 and 7 for a text somebody hands in: every sentence of its own copy (no furniture) against the evidence."""
    readings = read_all([document, *against, *archive], desk)
    documents = [*mark_copies(against), *archive]
    evidence = GatheredEvidence(
        documents,
        readings,
        desk.tools.encoders.embedding,
        frozenset(item.id for item in archive) - {d.id for d in against},
        desk.tables,
    )
    reading = readings[document.id]
    sentences = tuple(
        Sentence(text=passage.text, beat=BeatRole.HEADLINE if passage.role is Role.HEADLINE else BeatRole.WHAT_HAPPENED)
        for passage in reading.sentences
    )
    draft = Draft(id=document.id, sentences=sentences, document=document, reading=reading)
    verdicts = rule(draft, evidence, desk)
    return CheckReport(
        draft=draft,
        verdicts=verdicts,
        documents=tuple(documents),
        disagreements=find_disagreements(documents[: len(against)], evidence),
        tables=tuple(table.card for table in desk.tables),
    )


def check_again(story: Story, desk: Desk) -> Bundle:
    """Steps 2, 3 and 7 for a story that comes back: its documents are read again, and every check rules again on all of its sentences
    together. Whatever else it tells (where sources differ, who said what, how many sources are independent, who drafted it) is found
    anew as well: nothing that the story says of itself is believed. ``desk.writer`` is the one that wrote it."""
    readings = read_all(story.documents, desk)
    evidence = GatheredEvidence(story.documents, readings, desk.tools.encoders.embedding, story.archive_ids, desk.tables)
    reports = [document for document in story.documents if document.id not in story.archive_ids]
    companies = find_companies_again(story.companies, story.all_sentences, reports, evidence)
    tables = _tables_behind(story.all_sentences, companies, evidence)
    own = {report.id for report in reports}
    event = make_event(mark_copies([replace(r, copied_from=None) if r.copied_from in own else r for r in reports]))
    found = {replace(s, answers=()): {s.id, *s.answers} for s in evidence.statements(story.documents)}
    sound = replace(
        story,
        disagreements=find_disagreements([report for report in reports if report.copied_from is None], evidence),
        statements=tuple(s for s in story.statements if found.get(replace(s, answers=()), set()) >= {s.id, *s.answers}),
        independent_sources=event.independent_sources,
        tables=tables,
        companies=companies,
        chart=find_chart(story.sentences, evidence.tables),
        disclosure=disclose(event, tables, desk.writer.disclosure),
    )
    return Bundle(story=sound, verdicts=rule(make_draft(story.all_sentences, desk), evidence, desk))


def list_claims(documents: Sequence[Document], desk: Desk) -> Ledger:
    """Step 2 for itself: who said what in the documents."""
    readings = read_all(documents, desk)
    return Ledger(statements=find_statements(documents, readings, desk.tools.encoders.embedding), documents=tuple(documents))


def read_all(documents: Sequence[Document], desk: Desk) -> dict[str, Reading]:
    """Step 2: the full reading of each document, by its id; what was read before is not read again."""
    known = desk.readings.find(documents)
    made: dict[Document, Reading] = {}
    for number, document in enumerate(documents):
        desk.progress("read", number, len(documents))
        if document.id not in known and document not in made:
            made[document] = read_document(document, desk.tools.encoders.syntax)
    desk.readings.keep(made)
    desk.progress("read", len(documents), len(documents))
    return {**known, **{document.id: reading for document, reading in made.items()}}


def _left_out(given: Sequence[Document], chosen: Sequence[Document], readings: Mapping[str, Reading]) -> list[str]:
    """What of the reports ``given``, and of those that are ``chosen``, no story will tell."""
    told = {document.id for document in chosen}
    warnings = [
        f"left out: {_call(document)} reports another event than {_call(chosen[0])}"
        for document in given
        if document.id not in told
    ]
    return warnings + [line for document in chosen for line in _tell_planted(document, readings[document.id])]


def _hand_over(plan: StoryPlan, event: Event, evidence: GatheredEvidence, copy: Copy, desk: Desk) -> Story:
    """Step 9: the story as the desk gets it."""
    headline = next(verdict.sentence for verdict in copy.verdicts if verdict.sentence.beat is BeatRole.HEADLINE)
    sentences = tuple(verdict.sentence for verdict in copy.verdicts if verdict.sentence is not headline)
    tables = _tables_behind((headline, *sentences), plan.companies, evidence)
    return Story(
        id=story_id(event.id, copy.writer.name, (headline, *sentences)),
        event_id=event.id,
        revision=1,
        headline=headline,
        sentences=sentences,
        documents=evidence.documents,
        archive_ids=evidence.archive_ids,
        disagreements=plan.disagreements,
        see_also=plan.see_also,
        read_next=plan.read_next,
        statements=_statements_behind(plan.statements, sentences, evidence),
        timeline=make_entries(plan, sentences, evidence),
        tables=tables,
        companies=plan.companies,
        chart=find_chart(sentences, evidence.tables),
        writer=copy.writer.name,
        drafting=copy.drafting,
        written_at=desk.tools.now(),
        disclosure=disclose(event, tables, copy.writer.disclosure),
        independent_sources=event.independent_sources,
    )


def _illustrate(story: Story, evidence: GatheredEvidence, desk: Desk) -> tuple[Story, tuple[str, ...]]:
    """The story with the picture that goes with it, if there is one, and what the editor should know of those that fit."""
    if desk.pictures is None:
        return story, ()
    now = desk.tools.now()
    lead = [story.headline, *(sentence for sentence in story.sentences if sentence.beat is BeatRole.LEDE)]
    reports = [(d, evidence.reading(d.id)) for d in story.documents if d.id not in story.archive_ids]
    newest = max((document.published_at for document, _ in reports if document.published_at), default=now)
    words = [sentence.text for sentence in lead]
    subject = find_subject(words[0], " ".join(words[1:]), reports, make_draft(lead, desk).reading, newest.date())

    def read(caption: str) -> Reading:
        return make_draft([Sentence(text=caption, beat=BeatRole.HEADLINE)], desk).reading

    choice = choose(desk.pictures.find(), subject, desk.tools.settings.picture_rights, now.date(), read)
    remarks = list(choice.remarks)
    for illustration in choice.fitting:
        picture = illustration.picture
        try:
            data = desk.pictures.fetch(picture)
        except InputError as error:
            remarks.append(f"picture left out: {error}")
            continue
        if picture.has_position:
            remarks.append(f"picture {picture.path} tells where it was taken (GPS), and the story carries the file unaltered")
        return replace(story, illustration=replace(illustration, picture=replace(picture, data=data))), tuple(remarks)
    return story, tuple(remarks)


def _statements_behind(
    statements: Sequence[Statement], sentences: Sequence[Sentence], evidence: Evidence
) -> tuple[Statement, ...]:
    """Those of the reports and of the archive items that the sentences rest on; they answer nothing outside."""
    cited = {item.document_id for sentence in sentences for item in sentence.evidence if isinstance(item, Span)}
    kept = [
        statement
        for statement in statements
        if (own := statement.quote.content.document_id) in cited or own not in evidence.archive_ids
    ]
    ids = {statement.id for statement in kept}
    return tuple(replace(s, answers=tuple(other for other in s.answers if other in ids)) for s in kept)


def _tables_behind(sentences: Sequence[Sentence], companies: Sequence[Company], evidence: Evidence) -> tuple[TableCard, ...]:
    """The cards of the tables that the sentences and the companies rest on."""
    cells = [item for sentence in sentences for item in sentence.evidence if isinstance(item, Cell)]
    cited = {cell.table_id for cell in (*cells, *(company.ticker for company in companies))}
    return tuple(table.card for table in evidence.tables if table.card.id in cited)


def _tell_planted(document: Document, reading: Reading) -> list[str]:
    """A line for each of the first sentences of a report that are no reporting, and one for the rest."""
    copy = (passage for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY))
    lines = [
        f"left out: a sentence of {_call(document)} {reason}: “{passage.text[:80]}”"
        for passage in copy
        if (reason := find_planted(passage))
    ]
    more = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"left out: {more} more such sentences of {_call(document)}"] if more > 0 else [])]


def _call(document: Document) -> str:
    """A document by the name a person knows it by."""
    return f"“{document.title_text or document.url or document.id[:19]}”"
