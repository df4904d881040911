"""Trains which actor a pronoun or a description means (newskit/model/coreference.json).

    python -m training.coreference DATA/quotes/train.jsonl [--out newskit/model/coreference.json]

The chains are ours (benchmarks/coreference_gold.jsonl, offsets on Wikinews texts). Each text is read as the analyzer
reads it; at every expression that may mean somebody before, the chains say what is right, and the reading goes on with
that. One log-linear model for each class of expressions, with a penalty on the squares of its weights. Figures: the share
of right decisions on texts left out (ten folds, whole articles).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from newskit.analyzers.quotes import find_quotes
from newskit.analyzers.sources import find_sources
from newskit.analyzers.sources.actors import Actor, Registry
from newskit.analyzers.sources.coreference import MEANS, Anaphor, Weights, options
from newskit.german.parse import NOMINAL, Parse
from newskit.german.reading import parse
from newskit.pipeline import load_pipeline, process

GOLD = Path(__file__).parents[1] / "benchmarks" / "coreference_gold.jsonl"
PENALTY = 0.02
#: What an expression counts that no chain has: alone in the text, or no actor.
ALONE = 0.5
#: Labels of names and appositions beside a head.
BESIDE = frozenset({"appos", "flat", "compound"})
FOLDS = 10


def chain_of_tokens(p: Parse, chains: list[dict[str, Any]]) -> dict[int, int]:
    """The chain of each mention's head, and of the name beside it (der Außenminister Sergei Lawrow)."""
    found: dict[int, int] = {}
    spans = ((a, b, n) for n, chain in enumerate(chains) for a, b in chain["mentions"])
    for a, b, n in sorted(spans, key=lambda m: m[0] - m[1]):  # the longest first: one inside another keeps its own head
        inside = [k for k in range(len(p)) if a <= p.idx[k] < b]
        tops = [k for k in inside if not a <= p.idx[p.heads[k]] < b or p.heads[k] == k]
        heads = [k for k in tops if p.tags[k] in NOMINAL | {"ADJA", "PPOSAT"}] or tops or inside
        found |= {k: n for k in heads[:1]}
        for k in inside:
            above = k
            while p.deps[above] in BESIDE and above != heads[0]:
                above = p.heads[above]
            if above == heads[0] and p.tags[k] in {"NN", "NE", "FM"}:
                found[k] = n
    return found


class Teacher:
    """Decides by the chains, and keeps what could be decided."""

    def __init__(self, p: Parse, chains: list[dict[str, Any]]) -> None:
        self.chain = chain_of_tokens(p, chains)
        self.seen: list[tuple[str, list[list[str]], int, float]] = []
        self.lost: list[str] = []

    def of(self, actor: Actor) -> int | None:
        """The chain of most of its mentions."""
        found = Counter(self.chain[k] for s, e in actor.mentions for k in range(s, e) if k in self.chain and e - s < 12)
        return found.most_common(1)[0][0] if found else None

    def __call__(self, r: Registry, a: Anaphor, candidates: list[Actor]) -> Actor | None:
        """The right candidate."""
        chain = self.chain.get(a.head)
        right = [n for n, c in enumerate(candidates) if chain is not None and self.of(c) == chain]
        best = max(right, key=lambda n: candidates[n].last_sent, default=-1)
        if not right and chain is not None and any(self.of(c) == chain for c in r.actors):
            self.lost.append(f"{a.kind} {' '.join(r.p.words[max(0, a.head - 3) : a.head + 3])}")
            return None
        self.seen.append((a.kind, options(r, a, candidates), best + 1, 1.0 if chain is not None else ALONE))
        return candidates[best] if right else None


def decisions(texts: dict[str, str], gold: dict[str, list[dict[str, Any]]]) -> dict[str, list[Any]]:
    """What was to decide in each text."""
    nlp = load_pipeline(analyzers=False)
    out, lost = {}, Counter()
    for doc in process(nlp, texts.items()):
        doc._.newskit_quotes = find_quotes(doc)
        teacher = Teacher(parse(doc), gold[doc._.article_id])
        find_sources(doc, rank=teacher)
        out[doc._.article_id] = teacher.seen
        lost.update(x for x in teacher.lost)
    print(sum(map(len, out.values())), "decisions;", sum(lost.values()), "where the right one was no candidate")
    for x in list(lost)[:40]:
        print("   ", x)
    return out


def fit(cases: list[Any], names: list[str]) -> dict[str, float]:
    """Weights of one class."""
    index = {f: n for n, f in enumerate(names)}
    rows = [np.array([[f in set(o) for f in names] for o in os], float) for _, os, _, _ in cases]
    weight = np.array([w for *_, w in cases])
    right = [y for *_, y, _ in cases]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, grad = PENALTY * len(cases) * float(w @ w) / 20, PENALTY * len(cases) * w / 10
        for x, y, c in zip(rows, right, weight, strict=True):
            s = x @ w
            s = np.exp(s - s.max())
            q = s / s.sum()
            total -= c * float(np.log(q[y] + 1e-12))
            grad = grad + c * (q @ x - x[y])
        return total, grad

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {f: round(float(found[n]), 3) for f, n in index.items() if abs(found[n]) >= 0.005}


def train(cases: list[Any]) -> Weights:
    """Weights of all classes."""
    weights = {}
    for kind in MEANS:
        own = [c for c in cases if c[0] == kind]
        count = Counter(f for _, os, _, _ in own for o in os for f in set(o))
        weights[kind] = fit(own, sorted(f for f, n in count.items() if n >= 3)) if own else {}
    return Weights(weights)


def figures(per_text: dict[str, list[Any]], seed: int = 0) -> None:
    """Ten folds: right decisions, by class."""
    ids = sorted(per_text)
    random.Random(seed).shuffle(ids)
    count: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        model = train([c for n, i in enumerate(ids) if n % FOLDS != fold for c in per_text[i]])
        for kind, os, right, _ in (c for n, i in enumerate(ids) if n % FOLDS == fold for c in per_text[i]):
            w = model.weights[kind]
            scores = [sum(w.get(f, 0.0) for f in o) for o in os]
            said = max(range(len(scores)), key=lambda n: (scores[n], n))
            count[kind, "n"] += 1
            count[kind, "right"] += said == right
            count[kind, "linked"] += said > 0
            count[kind, "linked right"] += said > 0 and said == right
            count[kind, "gold links"] += right > 0
    for kind in MEANS:
        n, links, gold = (count[kind, k] for k in ("n", "linked", "gold links"))
        print(
            f"{kind:9} {n:5} decisions, right {count[kind, 'right'] / max(1, n):.3f}; links: precision "
            f"{count[kind, 'linked right'] / max(1, links):.3f}, recall {count[kind, 'linked right'] / max(1, gold):.3f} of {gold}"
        )


def main() -> None:
    """Train, print the figures, write the weights."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("articles", type=Path)
    args.add_argument("--gold", type=Path, default=GOLD)
    args.add_argument("--out", type=Path, default=Path("newskit/model/coreference.json"))
    options_ = args.parse_args()
    gold = {
        r["article_id"]: r["chains"] for r in map(json.loads, options_.gold.read_text(encoding="utf8").splitlines())
    }
    rows = map(json.loads, options_.articles.read_text(encoding="utf8").splitlines())
    per_text = decisions({r["article_id"]: r["text"] for r in rows if r["article_id"] in gold}, gold)
    figures(per_text)
    weights = train([c for cases in per_text.values() for c in cases]).weights
    options_.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
