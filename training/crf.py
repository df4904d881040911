"""A linear-chain CRF for entities: a teacher that sees what the small CNN cannot, and errs elsewhere.

    python -m training.crf DATA WORK

Features of a word and its neighbours (Finkel et al. 2005; Turian, Ratinov & Bengio 2010): the word, its shape, affixes of one to four
letters, the prefixes of its Brown code, its clusters (clusters.py), and whether it stands in a name of WikiANN's.
Trained on GermEval and PUD (ner-core.spacy); writes WORK/crf.model and prints F1 on what was held out.
"""

import argparse
import json
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pycrfsuite
import spacy
from spacy.tokens import Doc, DocBin

from .prepare import wikiann_names
from .vectors import code, load

Entities = set[tuple[int, int, str]]
#: What a neighbour tells: not its own longer affixes, nor coarse Brown prefixes.
SHARED = ("w=", "l=", "s=", "b8", "b6", "k2", "k1", "x3", "b1", "b=")
LONGEST_NAME = 4


class Features:
    """Features of the words of a sentence, as strings."""

    def __init__(self, data: Path, work: Path) -> None:
        self.brown = {word: code(int(cluster)) for word, cluster in load("cluster").items()}
        self.clusters: dict[str, list[int]] = json.loads((work / "clusters.json").read_text(encoding="utf8"))
        self.names: dict[str, set[str]] = defaultdict(set)
        for name, label in wikiann_names(data / "ner/wikiann-train.txt"):
            if len(name) <= LONGEST_NAME:
                self.names[" ".join(name)].add(label)
        self.word = lru_cache(200_000)(self._word)

    def _word(self, word: str) -> tuple[str, ...]:
        low = word.lower()
        out = ["w=" + word, "l=" + low, "s=" + shape(word)]
        for n in (1, 2, 3, 4):
            out += [f"p{n}={low[:n]}", f"x{n}={low[-n:]}"]
        bits = self.brown.get(word) or self.brown.get(low)
        if bits:
            out += [f"b{n}={bits[:n]}" for n in (4, 6, 8, 10, 12)] + ["b=" + bits]
        numbers = self.clusters.get(word) or self.clusters.get(low)
        if numbers:
            out += [f"k{size}={n}" for size, n in zip(("200", "1000", "4000"), numbers, strict=True)]
        if "-" in word:
            out += ["hyphen", "last=" + low.rsplit("-", 1)[1]]
        return tuple(out)

    def listed(self, words: list[str]) -> list[list[str]]:
        """For each word: does a name of the list begin or go on here?"""
        out: list[list[str]] = [[] for _ in words]
        for i, word in enumerate(words):
            for length in range(min(LONGEST_NAME, len(words) - i), 0, -1):
                labels = self.names.get(" ".join(words[i : i + length])) if word[:1].isupper() else None
                if labels:
                    for k in range(length):
                        out[i + k] += [f"g{label}{'B' if k == 0 else 'I'}{length}" for label in sorted(labels)]
                    break
        return out

    def sentence(self, words: list[str]) -> list[list[str]]:
        """The features of every word, its two neighbours on each side included."""
        own, listed, last = [self.word(w) for w in words], self.listed(words), len(words) - 1
        out = []
        for i in range(len(words)):
            row = ["bias", *own[i], *listed[i]]
            for step in (-2, -1, 1, 2):
                inside = 0 <= i + step <= last
                row += [f"{step}:{f}" for f in own[i + step] if f.startswith(SHARED)] if inside else [f"{step}:none"]
            if i:
                row.append(f"before={words[i - 1].lower()}|{words[i].lower()}")
            if i < last:
                row.append(f"after={words[i].lower()}|{words[i + 1].lower()}")
            out.append(row)
        return out


def shape(word: str) -> str:
    """Xxxx-Xx: letters and digits by kind, long runs cut."""
    kinds = re.sub("[A-ZÄÖÜ]", "X", re.sub("[a-zäöüß]", "x", re.sub("[0-9]", "d", word)))
    return re.sub(r"(.)\1{3,}", r"\1\1\1", kinds)


def spans(tags: list[str]) -> Entities:
    """(start, end, label) of BIO tags."""
    out, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return out


class Tagger:
    """The trained CRF."""

    def __init__(self, data: Path, work: Path) -> None:
        self.features = Features(data, work)
        self.model = pycrfsuite.Tagger()
        self.model.open(str(work / "crf.model"))

    def entities(self, words: list[str]) -> Entities:
        """What it finds in a sentence."""
        return spans(self.model.tag(self.features.sentence(words)))


def read(path: Path) -> list[Doc]:
    """The Docs of a DocBin."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("de").vocab))


def main() -> None:
    """Train, write, measure."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--iterations", type=int, default=80)
    options = args.parse_args()
    features = Features(options.data, options.work)
    trainer = pycrfsuite.Trainer(verbose=False)
    for doc in read(options.work / "ner-core.spacy"):
        tags = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc]
        trainer.append(features.sentence([t.text for t in doc]), tags)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": options.iterations})
    trainer.train(str(options.work / "crf.model"))
    tagger = Tagger(options.data, options.work)
    for part in ("dev", "test"):
        hits = system = gold = 0
        for doc in read(options.work / f"ner-{part}.spacy"):
            true, found = {(e.start, e.end, e.label_) for e in doc.ents}, tagger.entities([t.text for t in doc])
            hits, system, gold = hits + len(true & found), system + len(found), gold + len(true)
        print(f"{part}: F1 {200 * hits / (system + gold):.1f}")


if __name__ == "__main__":
    main()
