"""What the polarity list and the frames miss on real text: the most frequent words that neither knows.

    python benchmarks/sentiment_coverage.py FILE [FILE ...] [--sentences 3000] [--top 60]

FILE: text with a sentence a line (.txt, .csv with the text behind the first comma; also .xz). Prints, per word class, the
share of words that are listed and the most frequent ones that are not, for a person to read: most are neutral and belong
in no list; the polar ones are what the list misses.
"""

import argparse
import itertools
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newskit.analyzers.sentiment.lexicon import Index
from newskit.pipeline import load_pipeline, process

CLASSES = {"ADJ": "adjectives", "NN": "nouns", "VV": "verbs"}


def sentences(path: Path, most: int) -> Iterator[str]:
    """The first sentences of a file."""
    with lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8") as file:
        for line in itertools.islice(file, most):
            yield (line.partition(",")[2] if ".csv" in path.name else line).strip().strip('"')


def listed(index: Index, tag: str, lemma: str, word: str) -> bool:
    """Do the lists know a word?"""
    if tag[:2] == "VV":
        return bool(index.verb(lemma.lower(), word, ""))
    return index.hit(tag, lemma, word) is not None or (tag == "NN" and bool(index.noun_frames(lemma, word)))


def main() -> None:
    """Print the tables."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("files", type=Path, nargs="+")
    args.add_argument("--sentences", type=int, default=3000)
    args.add_argument("--top", type=int, default=60)
    options = args.parse_args()
    index = Index.of("")
    missed: dict[str, Counter[str]] = {key: Counter() for key in CLASSES}
    seen: Counter[str] = Counter()
    texts = itertools.chain.from_iterable(sentences(path, options.sentences) for path in options.files)
    for doc in process(load_pipeline(analyzers=False), ((str(n), text) for n, text in enumerate(texts) if text)):
        for token in doc:
            key = next((k for k in CLASSES if token.tag_.startswith(k)), None)
            if key:
                seen[key] += 1
                if not listed(index, token.tag_, token.lemma_, token.lower_):
                    missed[key][token.lemma_] += 1
    for key, name in CLASSES.items():
        total = seen[key]
        print(f"{name}: {total - missed[key].total():,} of {total:,} listed ({1 - missed[key].total() / total:.1%})")
        print("  not listed: " + ", ".join(f"{word} {n}" for word, n in missed[key].most_common(options.top)))


if __name__ == "__main__":
    main()
