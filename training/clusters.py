"""Word vectors of the raw text and word clusters at three grains, for the entity recognizer and the CRF that teaches it.

    python -m training.clusters DATA WORK

Skip-gram vectors (Mikolov et al. 2013) of the raw text in DATA/text, trained with floret's fastText mode without subwords
(100 dimensions, 3 epochs; a quarter of an hour on two cores), then k-means into 200, 1,000 and 4,000 clusters (Lin & Wu 2009).
"""

import argparse
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import floret
import numpy as np
from sklearn.cluster import MiniBatchKMeans

SIZES = (200, 1000, 4000)
TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def lines(data: Path) -> Iterator[str]:
    """The raw text, one sentence a line, words apart."""
    for name in ("wikipedia.txt.xz", "parliament.txt.xz", "news-2020-10k.csv.xz"):
        for line in lzma.open(data / "text" / name, "rt", encoding="utf8"):
            words = TOKEN.findall(line)
            if len(words) > 3:
                yield " ".join(words)


def main() -> None:
    """Write WORK/vectors.npz and WORK/clusters.json (the numbers of a word's clusters, by word)."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--threads", type=int, default=2)
    options = args.parse_args()
    corpus = options.work / "corpus.txt"
    corpus.write_text("\n".join(lines(options.data)) + "\n", encoding="utf8")
    model = floret.train_unsupervised(
        str(corpus), model="skipgram", mode="fasttext", dim=100, epoch=3, minCount=5, minn=0, maxn=0, bucket=1, ws=5,
        neg=5, lr=0.05, thread=options.threads, verbose=0,
    )  # fmt: skip
    words = model.get_words()
    vectors = np.stack([model.get_word_vector(w) for w in words])
    np.savez(options.work / "vectors.npz", words=np.array(words), vectors=vectors)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    numbers = []
    for size in SIZES:
        means = MiniBatchKMeans(size, batch_size=8192, n_init=1, max_iter=20, random_state=0)
        numbers.append(means.fit(vectors[:120_000]).predict(vectors).tolist())
    table = {w: list(row) for w, *row in zip(words, *numbers, strict=True)}
    (options.work / "clusters.json").write_text(json.dumps(table), encoding="utf8")
    print(f"{len(words)} words in {', '.join(map(str, SIZES))} clusters")


if __name__ == "__main__":
    main()
