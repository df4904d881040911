"""The recipe that the project started from, for comparison: what the weights of today are worth, and what they cost.

    python -m training.version1 WORK --train DATA     # WORK/version1/model-best: half an hour
    taskset -c 0 python -m training.version1 WORK     # words per second beside the shipped pipeline

Gold trees and gold entities only, one CNN of width 96 for everything. Its weights of then are gone. For the speed, which does
not depend on them, it is rebuilt with untrained ones and parses the sample texts in turns with the shipped pipeline, each
as it is loaded: version 1 by spaCy, ours by newskit.
"""

import argparse
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from thinc.api import Config

import newskit as nk

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "sample"
WIDTH = 96
GOLD_TREES = ("gsd-dev", "gsd-train-367", "pud", "lit")


def recipe(work: Path) -> Config:
    """trees.cfg at width 96, with entities on the same CNN."""
    config = spacy.util.load_config(HERE / "trees.cfg")
    config["components"]["tok2vec"]["model"]["encode"]["width"] = WIDTH
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    entities = spacy.util.load_config(HERE / "ner.cfg")["components"]["ner"]["model"]
    config["components"]["ner"] = {"factory": "ner", "model": {**entities, "tok2vec": listener}}
    config["nlp"]["pipeline"] = [*config["nlp"]["pipeline"], "ner"]
    vectors = str(work / "brown")
    config["paths"]["vectors"] = config["initialize"]["vectors"] = vectors
    return config


def train(data: Path, work: Path) -> None:
    """Fit it to gold trees and gold entities (GermEval, PUD)."""
    from .fit import fit
    from .prepare import join, trees

    out = work / "version1"
    out.mkdir(exist_ok=True)
    trees(data, out, spacy.blank("de").vocab, banks=GOLD_TREES)
    join([out / "trees-train.spacy", work / "ner-core.spacy"], out / "train.spacy")
    config = recipe(work)
    config["paths"] |= {"train": str(out / "train.spacy"), "dev": str(out / "trees-dev.spacy")}
    config["training"] |= {"max_steps": 1600, "eval_frequency": 200}
    fit(config, out)


def untrained(work: Path) -> Language:
    """The pipeline with labels and vectors of WORK and random weights."""
    nlp = spacy.util.load_model_from_config(recipe(work).interpolate(), auto_fill=True)

    def pairs(name: str) -> list[Example]:
        gold = list(DocBin().from_disk(work / name).get_docs(nlp.vocab))[:200]
        words = (Doc(nlp.vocab, [t.text for t in g], [bool(t.whitespace_) for t in g]) for g in gold)
        return [Example(doc, g) for doc, g in zip(words, gold, strict=True)]

    examples = pairs("trees-test.spacy") + pairs("ner-test.spacy")
    nlp.initialize(lambda: examples)
    nlp.vocab.vectors = spacy.load(work / "brown").vocab.vectors
    return nlp


def compare(work: Path, rounds: int) -> None:
    """Print words per second of both and their ratio, the median of rounds in turns."""
    texts = nk.load_articles(SAMPLE)["text"].tolist() * 3
    pipelines = {"version 1": untrained(work), "shipped": nk.load_pipeline(analyzers=False)}
    words = sum(sum(t.is_alpha or t.like_num for t in doc) for doc in map(pipelines["shipped"].make_doc, texts))
    rates: dict[str, list[float]] = {name: [] for name in pipelines}
    for _ in range(rounds):
        for name, nlp in pipelines.items():
            began = time.process_time()
            list(nlp.pipe(texts))
            rates[name].append(words / (time.process_time() - began))
    old, new = (statistics.median(values) for values in rates.values())
    print(f"version 1 {old:,.0f} words/s, shipped {new:,.0f}, ratio {new / old:.2f}")


def main() -> None:
    """Train, or compare."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("work", type=Path, help="the folder that `make model` worked in")
    args.add_argument("--train", type=Path, metavar="DATA", help="train it on this data instead")
    args.add_argument("--rounds", type=int, default=7)
    options = args.parse_args()
    if options.train:
        train(options.train, options.work)
    else:
        compare(options.work, options.rounds)


if __name__ == "__main__":
    main()
