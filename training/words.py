"""The table of known words for the entity recognizer's embedding: clusters and compressed vectors.

    python -m training.words WORK

Reads WORK/vectors.npz and WORK/clusters.json (clusters.py), writes WORK/words.npz (newskit/pipeline/words.py says what is in it).
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from spacy.strings import get_string_id

PARTS = 10
CODES = 256


def quantized(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes (n, parts) and centroids (parts, 256, width): each part of the vectors by its nearest of 256 centroids."""
    codes, centroids = [], []
    for part in np.split(vectors, PARTS, axis=1):
        means = MiniBatchKMeans(CODES, batch_size=8192, n_init=1, max_iter=20, random_state=0).fit(part[:60_000])
        codes.append(means.predict(part).astype("uint8"))
        centroids.append(means.cluster_centers_.astype("float32"))
    return np.stack(codes, axis=1), np.stack(centroids)


def main() -> None:
    """Write the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("work", type=Path)
    args.add_argument("--words", type=int, default=150_000, help="the most frequent ones")
    options = args.parse_args()
    file = np.load(options.work / "vectors.npz")
    words, vectors = file["words"][: options.words].tolist(), file["vectors"][: options.words].astype("float32")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    clusters = json.loads((options.work / "clusters.json").read_text(encoding="utf8"))
    keys = np.array([get_string_id(word) for word in words], "uint64")
    order = np.argsort(keys)
    codes, centroids = quantized(vectors)
    decoded = np.concatenate([centroids[n][codes[:, n]] for n in range(PARTS)], axis=1)
    near = (decoded * vectors).sum(1) / np.linalg.norm(decoded, axis=1)
    centroids *= 1 / decoded.std()
    numbers = np.array([clusters[word] for word in words], "uint16")
    np.savez(
        options.work / "words.npz", keys=keys[order], clusters=numbers[order], codes=codes[order], centroids=centroids
    )
    print(f"{len(words)} words, mean cosine of vector and its codes {near.mean():.2f}")


if __name__ == "__main__":
    main()
