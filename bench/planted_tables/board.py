"""The run: every sentence by the check of tables alone, against its table, and both of its failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bench.planted_tables.retold import retell
from bench.planted_tables.samples import sample_tables
from bench.planted_tables.written import read_written
from bench.rows import RowsTable
from bench.tables import make_table
from groundwire.checks.tables import TablesCheck
from groundwire.editing.evidence import GatheredEvidence
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import BeatRole, Cell, Document, Draft, Outcome, Ruling, Sentence, Source, document_id
from groundwire.protocols import Encoders, Table
from groundwire.reading import read_document

KINDS: Final = ("cell", "unit", "rank", "direction", "period", "stale")
RETOLD: Final = 300
"""True sentences of the product's own copy, unless somebody asks for another number."""
CORRECTED: Final = Decimal("1.21")
"""What a cell is multiplied by to make a sentence on it stale."""
SEEDS: Final = {"dev": 11, "test": 23}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence with the table that it is ruled against; ``kind`` is the error planted in it, empty for a true one."""

    text: str
    table: RowsTable
    kind: str = ""


def measure(*, split: str = "test", limit: int | None = None) -> str:
    """The section on planted errors about tables, in Markdown."""
    encoders = LazyEncoders()
    parts = {
        "own copy": tuple(retold_cases(SEEDS[split], limit or RETOLD)),
        "written by hand": tuple(written_cases(split, encoders)),
    }
    rows = []
    lines = []
    for name, cases in parts.items():
        ruled = [(case, rule(case, encoders)) for case in cases]
        true = [outcome for case, outcome in ruled if not case.kind]
        blocked = sum(outcome is not Outcome.SUPPORTED for outcome in true)
        lines.append(
            f"{name}: {blocked} of {len(true)} true sentences are not supported in whole ({_percent(blocked, len(true))} %), "
            f"{sum(outcome is Outcome.CONTRADICTED for outcome in true)} of them contradicted."
        )
        rows += _rows(name, ruled)
    heads = ("sentences", "error", "planted", "contradicted", "contradicted, %", "not supported, %")
    return "\n\n".join((f"Part: {split}.", "\n".join(f"- {line}" for line in lines), make_table(heads, rows)))


def _rows(name: str, ruled: Sequence[tuple[Case, Outcome]]) -> list[tuple[object, ...]]:
    planted = Counter(case.kind for case, _ in ruled if case.kind)
    caught = Counter(case.kind for case, outcome in ruled if outcome is Outcome.CONTRADICTED)
    stopped = Counter(case.kind for case, outcome in ruled if outcome is not Outcome.SUPPORTED)
    rows = [
        (name, kind, planted[kind], caught[kind], _percent(caught[kind], planted[kind]), _percent(stopped[kind], planted[kind]))
        for kind in KINDS
        if planted[kind]
    ]
    total = planted.total()
    all_caught, all_stopped = (sum(counter[kind] for kind in planted) for counter in (caught, stopped))
    return [*rows, (name, "all", total, all_caught, _percent(all_caught, total), _percent(all_stopped, total))]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


# --- cases --------------------------------------------------------------------------------------------------------------


def retold_cases(seed: int, most: int) -> Iterable[Case]:
    """Sentences of the product's own copy over random tables, true and with errors."""
    for one in retell(seed, most):
        yield Case(text=one.text, table=one.table)
        yield from (Case(text=error.text, table=one.table, kind=error.kind) for error in one.errors)
        yield Case(text=one.text, table=one.changed, kind="stale")


def written_cases(part: str, encoders: Encoders) -> Iterable[Case]:
    """The sentences written by hand, true and with errors; and each that tells a number after the first cell behind it was corrected."""
    tables = sample_tables()
    for one in read_written(part):
        table = tables[one.table]
        case = Case(text=one.text, table=table)
        yield case
        yield from (Case(text=error.text, table=table, kind=error.kind) for error in one.errors)
        cell = next((item for ruling in rulings_on(case, encoders) for item in ruling.evidence if isinstance(item, Cell)), None)
        if cell is not None and any(error.kind == "cell" for error in one.errors):
            yield Case(text=one.text, table=table.corrected(cell, CORRECTED), kind="stale")


# --- rulings ------------------------------------------------------------------------------------------------------------


def rule(case: Case, encoders: Encoders) -> Outcome:
    """What the check of tables alone finds of a sentence: supported only where that is so of every word of it."""
    rulings = rulings_on(case, encoders)
    if any(ruling.outcome is Outcome.CONTRADICTED for ruling in rulings):
        return Outcome.CONTRADICTED
    whole = (0, len(case.text))
    is_supported = any(ruling.outcome is Outcome.SUPPORTED and ruling.part == whole for ruling in rulings)
    return Outcome.SUPPORTED if is_supported else Outcome.NOT_FOUND


def rulings_on(case: Case, encoders: Encoders) -> tuple[Ruling, ...]:
    """The rulings of the check of tables, warnings left out."""
    table: Table = case.table
    evidence = GatheredEvidence((), {}, encoders.embedding, tables=(table,))
    rulings = TablesCheck().check(draft_of((case.text,), encoders), evidence)
    return tuple(ruling for ruling in rulings if not ruling.is_warning)


def draft_of(texts: Sequence[str], encoders: Encoders) -> Draft:
    """Sentences as a draft, a paragraph each."""
    text = "\n\n".join(texts)
    source = Source(name="")
    document = Document(id=document_id(source, "", text), text=text, source=source)
    places, start = [], 0
    for one in texts:
        places.append((start, start + len(one)))
        start += len(one) + 2
    reading = read_document(document, encoders.syntax, places)
    sentences = tuple(Sentence(text=one, beat=BeatRole.WHAT_HAPPENED) for one in texts)
    return Draft(id=document.id, sentences=sentences, document=document, reading=reading)
