"""What ``bench.checks`` prints: for each set both failures of the gate, and how well the scores order its texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.judged import THRESHOLD_FROM, Item
from bench.peers import Opinion, absent_peers
from bench.scores import errors_at, find_auc, find_errors, find_threshold, share_in_order
from bench.tables import make_table

CORPORA = {"cnndm": "CNN/DM", "xsum": "XSum"}
TITLES = {"frank": "FRANK", "bump": "BUMP, task 1", "summedits": "SummEdits, news", "wice": "WiCE, claims"}
FILES = {"frank": "frank", "bump": "bump", "summedits": "summedits_news", "wice": "wice_claim"}
NONE = "–"
Part = tuple[str, str]
Scored = tuple[list[float], list[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One part of a set: its items, what each checker says of each, and how often ours crashed."""

    items: tuple[Item, ...]
    opinions: tuple[Mapping[str, Opinion], ...]
    crashed: int

    def scored(self, name: str, group: str | None = None) -> Scored:
        """The scores of a checker, or of a stored system, with the labels; items for which it has none are left out."""
        pairs = [
            (score, item.is_true)
            for item, opinions in zip(self.items, self.opinions, strict=True)
            if group in (None, item.group) and (score := _score(name, item, opinions)) is not None
        ]
        return [score for score, _ in pairs], [label for _, label in pairs]


def _score(name: str, item: Item, opinions: Mapping[str, Opinion]) -> float | None:
    if name in opinions:
        return opinions[name].score
    return next((baseline.score for baseline in item.baselines if baseline.name == name), None)


def report(
    runs: Mapping[Part, Run],
    *,
    wanted: Sequence[Part],
    left_out: Sequence[str],
    limit: int | None,
    as_typed: bool,
    ours: str,
) -> str:
    """All tables of the checks in Markdown."""
    notes = [
        "In per cent. *Gate*: what the checker itself says, with the settings it ships with; the rest is made from its scores."
    ]
    if limit is not None:
        notes.append(f"**A sample only**: about {limit} texts of each part.")
    if as_typed:
        notes.append("FRANK and BUMP as their files hold them, not set again.")
    if left_out:
        notes.append(f"Left out, having no such part: {', '.join(TITLES[name] for name in left_out)}.")
    if absent := absent_peers():
        notes.append(f"Not installed: {', '.join(absent)}.")
    parts = [" ".join(notes)]
    for part in wanted:
        source = runs[THRESHOLD_FROM[part[0]], "val"]
        parts.append(_section(part, runs[part], source, ours))
    return "\n\n".join(parts)


def _section(part: Part, run: Run, source: Run, ours: str) -> str:
    name, split = part
    true = sum(item.is_true for item in run.items)
    title = f"**{TITLES[name]}** ({split}: {true} true texts, {len(run.items) - true} false"
    if not true or true == len(run.items):
        return f"{title}): too few texts of either kind to measure."
    chosen = "on these very texts" if run is source else f"on {TITLES[THRESHOLD_FROM[name]]} val, {len(source.items)} texts"
    crashed = f"; {run.crashed} crashed and count as blocked" if run.crashed else ""
    tables = [f"{title}; thresholds chosen {chosen}{crashed})", _main_table(name, run, source)]
    if name == "bump":
        tables.append("BUMP: pairs in which the true text scores higher than its false twin\n\n" + _pair_table(run))
    elif name != "frank":
        tables.append(f"{TITLES[name]}: let through by {ours}\n\n" + _group_table(run, source, ours))
    return "\n\n".join(tables)


def _names(run: Run) -> tuple[list[str], list[str]]:
    """The checkers that ran, and the systems whose scores are stored with the items."""
    checkers = list(dict.fromkeys(name for opinions in run.opinions for name in opinions))
    return checkers, list(dict.fromkeys(baseline.name for item in run.items for baseline in item.baselines))


def _main_table(name: str, run: Run, source: Run) -> str:
    checkers, stored = _names(run)
    groups = CORPORA if name == "frank" else {}
    heads = ["", "gate: BAcc", "true blocked", "false let through", "threshold", "BAcc", "AUC"]
    heads += [f"{title} {measure}" for title in groups.values() for measure in ("BAcc", "AUC")]
    labels = [item.is_true for item in run.items]
    rows = []
    for system in (*checkers, *stored):
        gate = [NONE] * 3
        if system in checkers:
            errors = find_errors([opinions[system].is_backed for opinions in run.opinions], labels)
            gate = [_percent(errors.balanced_accuracy), _percent(errors.true_blocked), _percent(errors.false_passed)]
        threshold = _threshold(system, source, is_checker=system in checkers, is_same_set=name == source.items[0].set)
        cells = [NONE if threshold is None else f"{threshold:.3f}", *_measures(run.scored(system), threshold)]
        for group in groups:
            cells += _measures(run.scored(system, group), threshold)
        counted = len(run.scored(system)[0])
        rows.append([system if counted == len(labels) else f"{system} ({counted} texts)", *gate, *cells])
    return make_table(heads, rows)


def _threshold(system: str, source: Run, *, is_checker: bool, is_same_set: bool) -> float | None:
    """The threshold from the source's texts; ``None`` where a system has no scores there, or stored ones that were made another way."""
    if not is_checker and not is_same_set:
        return None
    scores, labels = source.scored(system)
    return find_threshold(scores, labels) if len(set(labels)) == 2 else None


def _measures(scored: Scored, threshold: float | None) -> list[str]:
    """Balanced accuracy at the threshold, and AUC; dashes where all texts are alike."""
    scores, labels = scored
    if len(set(labels)) < 2:
        return [NONE, NONE]
    accuracy = NONE if threshold is None else _percent(errors_at(threshold, scores, labels).balanced_accuracy)
    return [accuracy, _percent(find_auc(scores, labels))]


def _pair_table(run: Run) -> str:
    checkers, stored = _names(run)
    true = {item.pair: place for place, item in enumerate(run.items) if item.is_true}
    false = [(place, item) for place, item in enumerate(run.items) if not item.is_true]
    kinds = sorted({item.group for _, item in false})
    rows = []
    for kind in (*kinds, None):
        places = [(true[item.pair], place) for place, item in false if kind in (None, item.group)]
        cells = [
            share_in_order([(_must(system, run, good), _must(system, run, bad)) for good, bad in places])
            for system in (*checkers, *stored)
        ]
        rows.append([kind or "all", len(places), *(_percent(cell) for cell in cells)])
    return make_table(["error", "pairs", *checkers, *stored], rows)


def _must(system: str, run: Run, place: int) -> float:
    score = _score(system, run.items[place], run.opinions[place])
    return 0.0 if score is None else score


def _group_table(run: Run, source: Run, ours: str) -> str:
    threshold = find_threshold(*source.scored(ours)) if len(set(source.scored(ours)[1])) == 2 else None
    rows = []
    for group in sorted({item.group for item in run.items}):
        chosen = [opinions[ours] for item, opinions in zip(run.items, run.opinions, strict=True) if item.group == group]
        passed = sum(opinion.is_backed for opinion in chosen) / len(chosen)
        above = NONE if threshold is None else _percent(sum(each.score >= threshold for each in chosen) / len(chosen))
        rows.append([group, len(chosen), _percent(passed), above])
    return make_table(["group", "texts", "by the gate", "at the threshold"], rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
