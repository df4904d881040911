"""Silver entities: sentences of raw text on which two models trained on different data agree (tri-training).

    python -m training.silver_ner WORK/silver.jsonl MODEL MODEL OUT.spacy

Zhou & Li (2005). Only sentences with at least one entity are kept, and one in ten without.
"""

import argparse
import json
import random
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from tqdm import tqdm


def main() -> None:
    """Write the sentences on which both agree."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sentences", type=Path)
    args.add_argument("first", type=Path)
    args.add_argument("second", type=Path)
    args.add_argument("out", type=Path)
    options = args.parse_args()
    rng = random.Random(3)
    one, two = spacy.load(options.first), spacy.load(options.second)
    rows = [json.loads(line) for line in options.sentences.open(encoding="utf8")]
    rows = [r for r in rows if not r["doc"].startswith("germeval")]

    def docs(nlp: spacy.Language) -> list[Doc]:
        return [Doc(nlp.vocab, words=r["words"], spaces=r["spaces"]) for r in rows]

    kept = []
    pairs = zip(one.pipe(docs(one), batch_size=256), two.pipe(docs(two), batch_size=256), strict=True)
    for a, b in tqdm(pairs, total=len(rows), disable=None):
        same = [(e.start, e.end, e.label_) for e in a.ents] == [(e.start, e.end, e.label_) for e in b.ents]
        if same and (a.ents or rng.random() < 0.1):
            kept.append(a)
    DocBin(docs=kept, attrs=["ENT_IOB", "ENT_TYPE"]).to_disk(options.out)
    print(f"{len(kept)} of {len(rows)} sentences, {sum(len(d.ents) for d in kept)} entities")


if __name__ == "__main__":
    main()
