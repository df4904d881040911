"""Accuracy of the sources analyzer against sources annotated by hand, with the system's own quotations.

    python benchmarks/sources.py DATA/quotes/train.jsonl [--split dev|blind|later|all] [--errors]

DATA is the training file of the German Wikinews quotation corpus (Petersen-Frey & Biemann 2024; one JSON object per line
with article_id and text). sources_gold.jsonl holds labels and character offsets only, no text; it is CC BY 4.0.

Which articles: random.Random(2026).sample(sorted(article_ids), 40). The first 20 are dev (their errors were read), the last 20
blind (annotated before the system's sources were seen; their errors were never read). later: 8 more, annotated when the rules
were done: of random.Random(2027).sample(sorted other article_ids with 1,200 to 3,000 characters, 15) those whose output had
not been read while the rules were made; their errors were read afterwards.

First figures, before any error was read: dev F1 0.579, blind F1 0.742, together 0.652 with role right 0.733 and count error
0.60; later F1 0.681, role right 0.938, count error 0.88.

Labels: name is the fullest form as [start, end] in the text, also holds other forms of the name; kind, role, named and gender
as in the codebook. One person annotated; there is no agreement figure yet.

A source is found if a system source of the article has 0.6 or more of the words of the shorter of both names (endings and
articles ignored), one to one. kind, role, named and gender are counted over those found. Count error: mean absolute
difference of the numbers of sources per article.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from newskit.analysis import analyze
from newskit.loaders import load_articles

try:
    from .scoring import f1, pair_up, same_name
except ImportError:  # run as a file
    from scoring import f1, pair_up, same_name

GOLD = Path(__file__).with_name("sources_gold.jsonl")
LABELS = ("kind", "role", "named", "gender")
THRESHOLD = 0.6


def read_gold(split: str = "all") -> dict[str, list[dict[str, Any]]]:
    """The annotated sources by article_id."""
    rows = (json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines())
    return {r["article_id"]: r["sources"] for r in rows if split in (r["split"], "all")}


def pairs_of(gold: list[dict[str, Any]], system: list[dict[str, Any]], text: str) -> list[tuple[int, int]]:
    """Numbers of the sources that are the same, one to one."""
    names = [[text[a:b] for a, b in [g["name"], *g["also"]]] for g in gold]
    value = np.array([[max(same_name(n, s["name"]) for n in some) for s in system] for some in names])
    # Of two that fit equally well, the one of the same kind and role.
    alike = np.array([[sum(g[k] == s[k] for k in LABELS) for s in system] for g in gold])
    found = pair_up(value + 0.01 * alike * (value >= THRESHOLD)) if gold and system else []
    return [(i, j) for i, j in found if value[i, j] >= THRESHOLD]


def measure(
    gold: dict[str, list[dict[str, Any]]], system: dict[str, list[dict[str, Any]]], texts: dict[str, str]
) -> tuple[dict[str, float], list[str]]:
    """Figures by name, and a line for each error."""
    count: Counter[str] = Counter()
    gaps, errors = [], []
    for key, wanted in gold.items():
        found = system.get(key, [])
        pairs = pairs_of(wanted, found, texts[key])
        count.update(gold=len(wanted), system=len(found), right=len(pairs))
        gaps.append(abs(len(wanted) - len(found)))
        for i, j in pairs:
            count.update(label for label in LABELS if wanted[i][label] == found[j][label])
            errors += [
                f"{key[:40]:40} {label:7} {found[j]['name']}: {found[j][label]}, gold {wanted[i][label]}"
                for label in LABELS
                if wanted[i][label] != found[j][label]
            ]
        missed = set(range(len(wanted))) - {i for i, _ in pairs}
        wrong = set(range(len(found))) - {j for _, j in pairs}
        errors += [f"{key[:40]:40} missed  {texts[key][slice(*wanted[i]['name'])]}" for i in sorted(missed)]
        errors += [f"{key[:40]:40} wrong   {found[j]['name']}" for j in sorted(wrong)]
    precision, recall = count["right"] / max(1, count["system"]), count["right"] / max(1, count["gold"])
    right = max(1, count["right"])
    figures = {"precision": precision, "recall": recall, "F1": f1(precision, recall)}
    figures |= {f"{label} right": count[label] / right for label in LABELS}
    return figures | {"count error": float(np.mean(gaps)), "articles": len(gold), "sources": count["gold"]}, errors


def main() -> None:
    """Read the arguments, analyze the annotated articles, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=("dev", "blind", "later", "all"), default="blind")
    parser.add_argument(
        "--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: the one that ships)"
    )
    parser.add_argument("--errors", action="store_true", help="print each error")
    args = parser.parse_args()
    gold = read_gold(args.split)
    rows = (json.loads(line) for line in args.data.read_text(encoding="utf8").splitlines())
    texts = {r["article_id"]: r["text"] for r in rows if r["article_id"] in gold}
    missing = sorted(set(gold) - set(texts))
    if missing:
        parser.error(f"{args.data} lacks {len(missing)} annotated articles, the first is {missing[0]!r}. Give quotes/train.jsonl.")  # fmt: skip
    result = analyze(load_articles(frame(texts)), pipeline=args.pipeline, progress=False)
    system: dict[str, list[dict[str, Any]]] = {}
    for row in result.sources.to_dict("records"):
        system.setdefault(str(row["article_id"]), []).append({str(k): v for k, v in row.items()})
    figures, errors = measure(gold, system, texts)
    for name, value in figures.items():
        print(f"{name:12} {value:6.2f}" if name in {"count error", "articles", "sources"} else f"{name:12} {100 * value:5.1f}")  # fmt: skip
    for line in errors if args.errors else ():
        print(line)


def frame(texts: dict[str, str]) -> Any:
    """The texts as a table with their ids."""
    import pandas as pd

    return pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})


if __name__ == "__main__":
    main()
