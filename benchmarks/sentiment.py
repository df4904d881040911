"""Sentiment toward actors against GerNTSA (news sentences with one target each, crowd-coded and noisy; CC BY 4.0).

    python benchmarks/sentiment.py DATA/sentiment/gerntsa_train.jsonl

Prints precision, recall and F1 of the three labels and their macro F1, beside that of always saying neutral. Nothing is
learned from this file: word lists, frames and syntax alone decide.
"""

import argparse
import json
from pathlib import Path

import pandas as pd

from newskit.analyzers.sentiment import target_sentiment
from newskit.pipeline import load_pipeline, process
from newskit.tables import LABELS


def scores(gold: list[str], said: list[str]) -> dict[str, tuple[float, float, float]]:
    """(precision, recall, F1) of each label."""
    out = {}
    for label in LABELS:
        hits = sum(g == s == label for g, s in zip(gold, said, strict=True))
        precision, recall = hits / max(1, said.count(label)), hits / max(1, gold.count(label))
        out[label] = (precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)
    return out


def main() -> None:
    """Print the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", type=Path)
    options = args.parse_args()
    rows = [json.loads(line) for line in options.gold.open(encoding="utf8")]
    docs = list(process(load_pipeline(), ((str(n), row["text"]) for n, row in enumerate(rows))))
    known = {doc._.article_id for doc in docs}
    kept = [(n, row) for n, row in enumerate(rows) if str(n) in known]
    targets = pd.DataFrame([{"article_id": str(n), "start": row["start"], "end": row["end"]} for n, row in kept])
    said = target_sentiment(docs, targets)["label"].astype(str).tolist()
    gold = [row["label"] for _, row in kept]
    for name, answer in (("newskit", said), ("always neutral", ["neutral"] * len(gold))):
        found = scores(gold, answer)
        print(f"{name}: macro F1 {sum(f for _, _, f in found.values()) / len(found):.3f}")
        for label, (precision, recall, f1) in found.items():
            print(f"  {label:9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({gold.count(label)} sentences)")


if __name__ == "__main__":
    main()
