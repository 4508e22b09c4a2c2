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


def main(paths: list[str]) -> int:
    """Print what is wrong, then the counts. Returns the number of faults."""
    faults = 0
    for path in paths:
        counts: collections.Counter[str] = collections.Counter()
        passages = set()
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            try:
                item = json.loads(line)
                passage, claims = item["passage"], [(c["text"], c["label"], c["kind"]) for c in item["claims"]]
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
