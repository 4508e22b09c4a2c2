"""Look over the written pairs: ``python training/own/validate.py FILE...`` prints counts and every line that is out of order."""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

TRUE = frozenset("reworded voice joined trimmed deduced reported".split())
FALSE = frozenset(
    """number unit date name place roles verb noun direction negation modality hedge scope attribution cause tense invented
    mixed""".split()
)


def _rests_well(claim: dict[str, list[int]], sentences: int) -> bool:
    """Whether a claim about a report names sentences of it; only what is found nowhere may name none."""
    return all(0 <= number < sentences for number in claim["from"]) and bool(claim["from"] or claim["label"] == "nei")


def main(paths: list[str]) -> int:
    """Print what is wrong, then the counts. Returns the number of faults."""
    faults = 0
    for path in paths:
        counts: collections.Counter[str] = collections.Counter()
        passages = set()
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            try:
                item = json.loads(line)
                passage = item["passage"] if "passage" in item else "\n\n".join(item["report"])
                claims = [(c["text"], c["label"], c["kind"]) for c in item["claims"]]
                lost = [c["text"] for c in item["claims"] if "report" in item and not _rests_well(c, len(item["report"]))]
            except (ValueError, KeyError, TypeError) as error:
                print(f"{path}:{number}: {error!r}")
                faults += 1
                continue
            wrong = [
                f"{label}/{kind}: {text}"
                for text, label, kind in claims
                if (kind in TRUE) != (label == "support")
                or kind not in TRUE | FALSE
                or label not in ("support", "refute", "nei")
            ]
            wrong += [f"rests on sentences that are not there, or on none: {text}" for text in lost]
            if passage in passages:
                wrong.append("the passage stands twice")
            passages.add(passage)
            for fault in wrong:
                print(f"{path}:{number}: {fault}")
            faults += len(wrong)
            counts.update(label for _, label, _ in claims)
            counts.update(kind for _, _, kind in claims)
        print(path, len(passages), "passages", dict(counts.most_common()))
    return faults


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
