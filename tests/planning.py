"""Plans for tests, made as the pipeline makes them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.writing_desk import gather

from groundwire.editing.events import group_reports
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.plan import make_plan
from groundwire.model import Document, StoryPlan
from groundwire.protocols import Tools


def plan_of(tools: Tools, reports: Sequence[Document], archive: Sequence[Document] = ()) -> tuple[StoryPlan, GatheredEvidence]:
    """The plan for the first event among the reports, and what it stands on."""
    evidence = gather(tools, reports, archive)
    readings = {document.id: evidence.reading(document.id) for document in reports}
    plan = make_plan(
        group_reports(reports, readings, tools.encoders.embedding).events[0], evidence, tools.settings, tools.now()
    )
    assert isinstance(plan, StoryPlan)
    return plan, evidence
