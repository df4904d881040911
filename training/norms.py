"""What words are known to be, for the difficulty index: abstract, specialist, encyclopedic, known abroad, known as names.

    python -m training.norms DATA WORK

Reads WORK/vectors.npz (clusters.py), DATA/text/wikipedia.txt.xz and norms_seeds.tsv, writes newskit/model/norms.npz; what its
columns mean is said in newskit/analyzers/readability/vocabulary.py. How abstract a word is, and how specialist, is extrapolated
from a few hundred words to all others by their vectors, as Köper & Schulte im Walde (2016) did with ratings.
Sentences that readers rated for the index (DATA/readability) are left out of the encyclopedia's counts.
"""

import argparse
import csv
import lzma
import math
from collections import Counter
from pathlib import Path

import numpy as np
from spacy.strings import get_string_id
from wordfreq import zipf_frequency

from newskit.analyzers.readability.vocabulary import NORMS, STEPS

from .clusters import TOKEN

HERE = Path(__file__).parent
OUT = HERE.parent / "newskit" / "model" / "norms.npz"
#: The other languages that a reader may know a word from.
ABROAD = ("en", "fr", "es", "it", "nl")
FREQUENT = 50_000


def seeds() -> dict[str, list[str]]:
    """Kind -> words."""
    found: dict[str, list[str]] = {}
    lines = (HERE / "norms_seeds.tsv").read_text(encoding="utf8").splitlines()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        found.setdefault(row["kind"], []).append(row["word"])
    return found


def along(vectors: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Where each word stands on the line between two groups, in standard deviations of the frequent words."""
    ends = [group.mean(axis=0) / np.linalg.norm(group.mean(axis=0)) for group in (low, high)]
    values = vectors @ (ends[1] - ends[0])
    return (values - values[:FREQUENT].mean()) / values[:FREQUENT].std()


def encyclopedic(data: Path, words: list[str]) -> np.ndarray:
    """By how many Zipf steps each word is more frequent in encyclopedias than elsewhere."""
    with (data / "readability" / "textcomplexityde_train.csv").open(encoding="utf8", newline="") as file:
        rated = {row["Sentence"].strip() for row in csv.DictReader(file)}
    counts: Counter[str] = Counter()
    with lzma.open(data / "text" / "wikipedia.txt.xz", "rt", encoding="utf8") as lines:
        for line in lines:
            if line.strip() not in rated:
                counts.update(TOKEN.findall(line))
    total = counts.total()
    here = [math.log10((counts[word] + 0.5) / total * 1e9) for word in words]
    elsewhere = [max(1.0, zipf_frequency(word, "de")) for word in words]
    return np.array(here) - np.array(elsewhere)


def main() -> None:
    """Write the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    options = args.parse_args()
    file = np.load(options.work / "vectors.npz")
    words, vectors = file["words"].tolist(), file["vectors"].astype("float32")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    row = {word: n for n, word in enumerate(words)}
    kinds = {kind: vectors[[row[w] for w in group if w in row]] for kind, group in seeds().items()}
    values = {
        "abstract": along(vectors, kinds["concrete"], kinds["abstract"]),
        "specialist": along(vectors, kinds["everyday"], kinds["specialist"]),
        "encyclopedic": encyclopedic(options.data, words),
        "abroad": np.array([np.mean([zipf_frequency(w, language) for language in ABROAD]) for w in words]),
        "known": np.array([max(zipf_frequency(w, language) for language in ("de", "en", "fr")) for w in words]),
    }
    keys = np.array([get_string_id(word) for word in words], "uint64")
    order = np.argsort(keys)
    table = np.column_stack([np.clip(np.round(values[name] * STEPS), -127, 127) for name in NORMS]).astype("int8")
    np.savez_compressed(OUT, keys=keys[order], values=table[order])
    print(f"{len(words)} words, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
