"""What the encoder learns from: sentences with the labels that their corpus gives; -1 where it gives none.

    python -m training.encoder.data DATA WORK

writes WORK/examples.json from DATA's trees and entities and from WORK/silver*.conllu (training/silver.py).
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc
from tokenizers import Tokenizer

from newskit.pipeline import model_path
from newskit.pipeline.edits import rule_of
from newskit.pipeline.layout import sentence_starts
from newskit.pipeline.lemmas import fix_lemmas
from newskit.pipeline.tokenizer import GermanTokenizer

from .. import prepare
from ..conllu import KEEP_FEATURES, STTS, Sentence, read_conllu

ENTITIES = ["O", *(f"{b}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for b in "BI")]
#: A lemma rule must be seen so often to be learned.
RULE_MINIMUM = 2
#: How often each corpus is seen in one pass. LIT is prose of the 18th century; its trees count like silver ones.
REPEAT = {"gsd": 4, "pud": 2, "lit": 1, "entities": 1, "smart": 1, "silver": 1}
LONGEST = 100
#: So many of SmartData's documents: its sentences are many, and few of their names are such as news has.
SMART = 80


@dataclass
class Example:
    """A sentence. Labels are strings as the corpus has them; None where it has none."""

    words: list[str]
    bank: str
    tags: list[str | None] = field(default_factory=list)
    pos: list[str | None] = field(default_factory=list)
    feats: list[dict[str, str] | None] = field(default_factory=list)
    lemmas: list[str | None] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str | None] = field(default_factory=list)


@dataclass
class Labels:
    """What each head can say, in order."""

    tags: list[str]
    pos: list[str]
    feats: dict[str, list[str]]
    rules: list[str]
    deps: list[str]
    ents: list[str]

    def to_json(self) -> str:
        """As stored beside the weights."""
        return json.dumps(self.__dict__, ensure_ascii=False)


def tree_examples(sentences: Iterable[Sentence], bank: str, treebank: str) -> list[Example]:
    """Examples with everything that a treebank says."""
    out = []
    for s in sentences:
        if len(s.words) > LONGEST:
            continue
        feats = [prepare.complete_features(w, treebank) for w in s.words]
        out.append(
            Example(
                words=[w.form for w in s.words],
                bank=bank,
                tags=[w.tag or None for w in s.words],
                pos=[w.pos if f is not None else None for w, f in zip(s.words, feats, strict=True)],
                feats=feats,
                lemmas=[w.lemma or None for w in s.words],
                heads=[-1 if w.head == i else w.head for i, w in enumerate(s.words)],
                deps=[w.dep for w in s.words],
            )
        )
    return out


def entity_examples(docs: Iterable[Doc], bank: str) -> list[Example]:
    """Examples with entities only; words that may be one that the corpus does not label have None."""
    out = []
    for doc in docs:
        starts = [*sentence_starts(doc), len(doc)] if bank == "smart" else [0, len(doc)]
        for a, b in zip(starts, starts[1:], strict=False):
            tokens = [t for t in doc[a:b] if not t.is_space]
            if 2 < len(tokens) <= LONGEST:
                tags = [
                    None if t.ent_iob == 0 else (f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O") for t in tokens
                ]
                out.append(Example([t.text for t in tokens], bank, ents=tags))
    return out


def join(trees: list[Example], entities: list[Example]) -> list[Example]:
    """One example where the same sentence has a tree in one corpus and entities in another."""
    known = {" ".join(e.words): e for e in entities}
    out = []
    for e in trees:
        other = known.pop(" ".join(e.words), None)
        out.append(replace(e, ents=other.ents) if other else e)
    return out + list(known.values())


def teach_lemmas(examples: list[Example]) -> None:
    """Lemmas of the small pipeline that ships: its lemmatizer has seen a million words, the silver trees have few lemmas."""
    nlp = spacy.load(model_path(), exclude=["newskit_layout", "parser", "ner_tok2vec", "ner", "newskit_morph"])
    docs = nlp.pipe(Doc(nlp.vocab, words=e.words) for e in examples)
    for example, doc in zip(examples, docs, strict=True):
        fix_lemmas(doc)
        example.lemmas = [token.lemma_ or None for token in doc]


def corpora(data: Path, work: Path, seed: int = 1) -> dict[str, list[Example]]:
    """All examples by corpus, and the parts called dev and test that nothing is learned from."""
    vocab = spacy.blank("de").vocab
    held = list(read_conllu(data / "trees/gsd-dev.conllu"))
    test, rest = held[1::2], held[0::2]
    dev, rest = rest[::5], [s for i, s in enumerate(rest) if i % 5]
    gsd = tree_examples(rest, "gsd", "gsd-dev") + tree_examples(
        read_conllu(data / "trees/gsd-train-367.conllu"), "gsd", "gsd-train-367"
    )
    pud = tree_examples((prepare.fix_pud(s) for s in read_conllu(data / "trees/pud.conllu")), "pud", "pud")
    lit = tree_examples(read_conllu(data / "trees/lit.conllu"), "lit", "lit")
    silver: list[Example] = []
    for path in sorted(p for p in work.glob("silver*.conllu") if ".txt" not in p.name):  # that is what CoreNLP wrote
        silver += tree_examples(read_conllu(path), "silver", "silver")
    teach_lemmas(silver)
    germeval = [prepare.bio_doc(vocab, *p) for p in prepare.germeval(data / "ner/germeval2014-test.tsv")]
    uner = [prepare.bio_doc(vocab, *p) for p in prepare.iob2(data / "ner/uner-pud.iob2")]
    held_ner = [prepare.bio_doc(vocab, *p) for p in prepare.germeval(data / "ner/germeval2014-dev-half.tsv")]
    tokenizer = GermanTokenizer(spacy.blank("de"))
    documents = [
        d for p in ("train", "test") for d in prepare.smartdata(data / f"ner/smartdata-v1-{p}.json.gz", tokenizer)
    ]
    smart = [prepare.without_misc(d) for d in random.Random(seed).sample(documents, min(SMART, len(documents)))]
    joined = join(silver, entity_examples(germeval, "entities"))
    return {
        "gsd": gsd,
        "pud": join(pud, entity_examples(uner, "entities")),
        "lit": lit,
        "silver": joined,
        "smart": entity_examples(smart, "smart"),
        "dev": tree_examples(dev, "gsd", "gsd-dev") + entity_examples(held_ner[0::4], "entities"),
        "test": tree_examples(test, "gsd", "gsd-dev")
        + entity_examples([d for i, d in enumerate(held_ner) if i % 4], "entities"),
    }


def learn_labels(parts: dict[str, list[Example]]) -> Labels:
    """Every label that the training examples have."""
    examples = [e for name, es in parts.items() if name not in ("dev", "test") for e in es]
    rules = Counter(rule_of(w, m) for e in examples for w, m in zip(e.words, e.lemmas, strict=False) if m)
    deps = Counter(d for e in examples for d in e.deps)
    feats = {k: ["", *sorted({f[k] for e in examples for f in e.feats if f and k in f})] for k in KEEP_FEATURES}
    return Labels(
        tags=sorted(STTS),
        pos=sorted({p for e in examples for p in e.pos if p}),
        feats=feats,
        rules=[r for r, n in rules.most_common() if n >= RULE_MINIMUM],
        deps=sorted(d for d, n in deps.items() if n >= 10),
        ents=ENTITIES,
    )


class Coder:
    """Examples as arrays of numbers."""

    def __init__(self, labels: Labels, tokenizer: Tokenizer) -> None:
        self.labels, self.tokenizer = labels, tokenizer
        self.maps = {
            k: {v: i for i, v in enumerate(getattr(labels, k))} for k in ("tags", "pos", "rules", "deps", "ents")
        }
        self.feats = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.feats.items()}
        self._pieces: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """The pieces of one word."""
        if word not in self._pieces:
            ids = self.tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids
            self._pieces[word] = ids or [3]
        return self._pieces[word]

    def __call__(self, e: Example) -> dict[str, Any]:
        """The arrays of one example."""
        ids, first, last = [0], [], []
        for word in e.words:
            first.append(len(ids))
            ids += self.pieces(word)[:12]
            last.append(len(ids) - 1)
        n = len(e.words)
        none = [None] * n
        code = {
            k: self._codes(k, v or none)
            for k, v in (("tags", e.tags), ("pos", e.pos), ("ents", e.ents), ("deps", e.deps))
        }
        rules = [rule_of(w, m) if m else None for w, m in zip(e.words, e.lemmas or none, strict=True)]
        feats = np.full((n, len(self.feats)), -1)
        for i, f in enumerate(e.feats):
            if f is not None:
                feats[i] = [values.get(f.get(k, ""), 0) for k, values in self.feats.items()]
        heads = np.array(e.heads) + 1 if e.heads else np.full(n, -1)
        return code | {
            "ids": ids + [2], "first": first, "last": last, "rules": self._codes("rules", rules), "feats": feats, "heads": heads,
            "silver": e.bank in ("silver", "lit"), "bank": e.bank,
        }  # fmt: skip

    def _codes(self, name: str, values: Iterable[str | None]) -> np.ndarray:
        return np.array([-1 if v is None else self.maps[name].get(v, -1) for v in values])


def one_pass(
    parts: dict[str, list[dict[str, Any]]], repeat: dict[str, int], rng: random.Random
) -> list[dict[str, Any]]:
    """The examples of one pass."""
    return [e for name, times in repeat.items() for _ in range(times) for e in parts.get(name, ())]


def batches(examples: list[dict[str, Any]], pieces: int, rng: random.Random) -> Iterator[list[dict[str, Any]]]:
    """Batches of about so many pieces, of sentences of like length, in random order."""
    rng.shuffle(examples)
    out: list[list[dict[str, Any]]] = []
    for start in range(0, len(examples), 1000):
        batch: list[dict[str, Any]] = []
        for e in sorted(examples[start : start + 1000], key=lambda e: len(e["ids"])):
            if batch and (len(batch) + 1) * len(e["ids"]) > pieces:
                out.append(batch)
                batch = []
            batch.append(e)
        out.append(batch)
    rng.shuffle(out)
    yield from out


LABELLED = ("tags", "pos", "feats", "rules", "heads", "deps", "ents")


def collate(batch: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Arrays of a batch, filled up with 1 (pieces), 0 (places) and -1 (labels)."""
    length, words = max(len(e["ids"]) for e in batch), max(len(e["first"]) for e in batch)
    out: dict[str, np.ndarray] = {}
    for key, fill, width in (
        ("ids", 1, length),
        ("first", 0, words),
        ("last", 0, words),
        *((k, -1, words) for k in LABELLED),
    ):
        shape = (len(batch), width) + ((batch[0]["feats"].shape[1],) if key == "feats" else ())
        array = np.full(shape, fill, np.int64)
        for i, e in enumerate(batch):
            array[i, : len(e[key])] = e[key]
        out[key] = array
    out["words"] = np.arange(words)[None] < np.array([len(e["first"]) for e in batch])[:, None]
    out["silver"] = np.array([e["silver"] for e in batch])
    return out


def read_examples(path: Path) -> dict[str, list[Example]]:
    """What main() wrote."""
    parts = json.loads(path.read_text(encoding="utf8"))
    return {name: [Example(**e) for e in examples] for name, examples in parts.items()}


def main() -> None:
    """Write all examples."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    options = args.parse_args()
    parts = corpora(options.data, options.work)
    text = json.dumps({name: [e.__dict__ for e in examples] for name, examples in parts.items()}, ensure_ascii=False)
    (options.work / "examples.json").write_text(text, encoding="utf8")
    print({name: len(examples) for name, examples in parts.items()})


if __name__ == "__main__":
    main()
