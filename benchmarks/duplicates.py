"""How well and how fast copies are found.

    python -m benchmarks.duplicates SENTENCES [N_ARTICLES]

SENTENCES is a text file with a sentence a line (.xz allowed), neighbours belonging together. Articles are cut from it; some
are edited as newsrooms edit agency text (shortened, sentences moved, words exchanged, a lead of one's own), by a measured share.
"""

from __future__ import annotations

import argparse
import lzma
import random
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from newskit.corpus import mark_duplicates

Sentences = list[str]


def originals(path: Path, n: int, words: int = 380) -> Iterator[Sentences]:
    """The first n texts of about so many words."""
    opened = lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8")
    with opened as lines:
        text: Sentences = []
        for line in lines:
            text.append(line.strip())
            if sum(len(s.split()) for s in text) >= words:
                yield text
                text, n = [], n - 1
                if n == 0:
                    return


def shortened(text: Sentences, share: float, rng: random.Random, other: Sentences) -> Sentences:
    """The beginning of the text."""
    return text[: max(1, round(len(text) * share))]


def moved(text: Sentences, share: float, rng: random.Random, other: Sentences) -> Sentences:
    """A part of the sentences, in another order."""
    kept = rng.sample(text, max(1, round(len(text) * share)))
    return kept


def exchanged(text: Sentences, share: float, rng: random.Random, other: Sentences) -> Sentences:
    """All of it, with the rest of the share exchanged for other words, here and there."""
    spare = " ".join(other).split()
    words = " ".join(text).split()
    return [" ".join(word if rng.random() < share else rng.choice(spare) for word in words)]


def extended(text: Sentences, share: float, rng: random.Random, other: Sentences) -> Sentences:
    """The text as the given share of a longer one."""
    return [*other[: round(len(text) * (1 - share) / share)], *text]


EDITS: tuple[Callable[[Sentences, float, random.Random, Sentences], Sentences], ...] = (
    shortened, moved, exchanged, extended,
)  # fmt: skip
SHARES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)


def main() -> None:
    """Print the share of copies found by kind and amount of editing, wrong ones, time and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("n", nargs="?", type=int, default=5000, help="articles")
    options = parser.parse_args()
    path, n = options.sentences, options.n
    rng = random.Random(1)
    texts = list(originals(path, n))
    spare, texts = texts[: n // 20], texts[n // 20 :]
    rows = [{"article_id": f"o{k}", "text": "\n".join(text), "of": None, "kind": None} for k, text in enumerate(texts)]
    for k, text in enumerate(rng.sample(range(len(texts)), n // 20)):
        edit, share = EDITS[k % len(EDITS)], SHARES[k // len(EDITS) % len(SHARES)]
        made = edit(texts[text], share, rng, rng.choice(spare))
        rows.append({"article_id": f"c{k}", "text": "\n".join(made), "of": f"o{text}", "kind": (edit.__name__, share)})
    frame = pd.DataFrame(rows)
    frame["published"] = pd.NaT
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    frame["found"] = mark_duplicates(frame)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{len(frame):,} articles, {frame.text.str.split().str.len().sum():,} words: {seconds:.1f} s, {(after - before) / 1024:.0f} MB on top"
    )
    copies = frame[frame["kind"].notna()]
    right = (copies["found"] == copies["of"]).fillna(False)
    table = right.groupby(copies["kind"]).mean()
    table.index = pd.MultiIndex.from_tuples(table.index, names=["edit", "share kept"])
    print(table.unstack(0).sort_index(ascending=False).round(2).to_string())
    wrong = frame[frame["found"].notna() & (frame["found"] != frame["of"])]
    print(f"copies of something else: {len(wrong)} of {len(frame):,}")
    for row in wrong.head(10).to_dict("records"):
        print(" ", row["article_id"], "->", row["found"], row["text"][:80].replace("\n", " "))


if __name__ == "__main__":
    main()
