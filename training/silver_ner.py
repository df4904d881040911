"""Silver entities: sentences of raw text with the entities that most of several teachers find (tri-training).

    python -m training.silver_ner DATA WORK OUT.spacy MODEL ... --sentences 70000

The teachers are the CRF (crf.py) and two or four CNNs; an entity counts if most of them have it (Zhou & Li 2005). The sentences are those of WORK/silver.jsonl and WORK/more/silver.jsonl, news first. Of sentences without an
entity one in seven is kept.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from newskit.pipeline.load import numpy_products

from .crf import Entities, Tagger

WITHOUT_ENTITIES = 0.15


def sentences(work: Path, most: int, rng: random.Random) -> list[dict[str, Any]]:
    """Raw sentences, each once: all news, then a sample of the rest. GermEval's own text is left out."""
    seen: dict[str, dict[str, Any]] = {}
    for path in (work / "silver.jsonl", work / "more" / "silver.jsonl"):
        for line in path.open(encoding="utf8") if path.exists() else ():
            row = json.loads(line)
            if not row["doc"].startswith("germeval") and len(row["words"]) > 3:
                seen.setdefault(" ".join(row["words"]), row)
    news = [r for r in seen.values() if r["doc"].startswith("news")]
    rest = [r for r in seen.values() if not r["doc"].startswith("news")]
    rng.shuffle(rest)
    rows = (news + rest)[:most]
    rng.shuffle(rows)
    return rows


def by_network(model: Path, rows: list[dict[str, Any]]) -> list[Entities]:
    """What a CNN finds."""
    with numpy_products():
        nlp = spacy.load(model)
    docs = (Doc(nlp.vocab, words=r["words"], spaces=r["spaces"]) for r in rows)
    return [{(e.start, e.end, e.label_) for e in doc.ents} for doc in nlp.pipe(docs, batch_size=32)]


def voted(rows: list[dict[str, Any]], found: list[list[Entities]], rng: random.Random) -> Iterator[Doc]:
    """Docs with the entities that more than half of the teachers have."""
    vocab = spacy.blank("de").vocab
    for row, *votes in zip(rows, *found, strict=True):
        counts = Counter(entity for vote in votes for entity in vote)
        most = sorted(e for e, n in counts.items() if 2 * n > len(votes))
        if most or rng.random() < WITHOUT_ENTITIES:
            doc = Doc(vocab, words=row["words"], spaces=row["spaces"])
            spans = spacy.util.filter_spans([Span(doc, a, b, label=label) for a, b, label in most])
            doc.set_ents(spans, default="outside")
            yield doc


def main() -> None:
    """Write the sentences with their voted entities."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("models", type=Path, nargs="+")
    args.add_argument("--sentences", type=int, default=70_000)
    options = args.parse_args()
    rng = random.Random(5)
    rows = sentences(options.work, options.sentences, rng)
    tagger = Tagger(options.data, options.work)
    found = [[tagger.entities(r["words"]) for r in rows], *(by_network(m, rows) for m in options.models)]
    docs = list(voted(rows, found, rng))
    DocBin(docs=docs, attrs=["ENT_IOB", "ENT_TYPE"]).to_disk(options.out)
    print(f"{len(docs)} of {len(rows)} sentences, {sum(len(d.ents) for d in docs)} entities")


if __name__ == "__main__":
    main()
