"""Static vectors from Brown clusters: one row per cluster, the most probable words as keys (5 MB).

    python -m training.vectors WORK

Features of a row: the prefixes of 4, 6, 8 and 10 bits of its cluster's code and the whole code, each as a one-hot
block, projected to 128 dimensions by a fixed random matrix (Turian, Ratinov & Bengio 2010 for the prefixes).
The clusters and probabilities are spaCy's (`spacy-lookups-data`, MIT).
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import spacy
import spacy_lookups_data
from spacy.vectors import Vectors

PREFIXES = (4, 6, 8, 10)
DIMENSIONS = 128


def load(name: str) -> dict[str, float]:
    """One of spaCy's lookup tables for German."""
    path = Path(spacy_lookups_data.__file__).parent / "data" / f"de_lexeme_{name}.json.gz"
    return dict(json.loads(gzip.open(path, "rt", encoding="utf8").read()))


def code(cluster: int) -> str:
    """The bits of a cluster from the root down; the stored integer has its first bit lowest."""
    return bin(cluster)[2:][::-1]


def matrix(codes: list[str], seed: int = 0) -> np.ndarray:
    """One unit-length row for each code."""
    rng = np.random.default_rng(seed)
    basis: dict[str, np.ndarray] = {}
    rows = np.zeros((len(codes), DIMENSIONS), dtype="float32")
    for i, bits in enumerate(codes):
        for feature in [*(f"{n}:{bits[:n]}" for n in PREFIXES), f"all:{bits}"]:
            if feature not in basis:
                basis[feature] = rng.standard_normal(DIMENSIONS).astype("float32")
            rows[i] += basis[feature]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def main() -> None:
    """Write WORK/brown, a blank German pipeline with the vectors."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("work", type=Path)
    args.add_argument("--words", type=int, default=400_000)
    options = args.parse_args()
    clusters, probability = load("cluster"), load("prob")
    words = sorted((w for w in clusters if w in probability), key=lambda w: (-probability[w], w))[: options.words]
    codes = sorted({code(int(clusters[w])) for w in words})
    row = {bits: i for i, bits in enumerate(codes)}
    nlp = spacy.blank("de")
    vectors = Vectors(strings=nlp.vocab.strings, data=matrix(codes))
    for word in words:
        vectors.add(nlp.vocab.strings.add(word), row=row[code(int(clusters[word]))])
    nlp.vocab.vectors = vectors
    nlp.to_disk(options.work / "brown")
    print(f"{len(words)} words, {len(codes)} clusters, {DIMENSIONS} dimensions")


if __name__ == "__main__":
    main()
