"""Words per second of the shipped pipeline beside the recipe the project started from.

    taskset -c 0 python -m training.speed WORK

Version 1 had one CNN of width 96 for everything, entities too, and ran as spaCy loads it. Its weights are gone; time does
not depend on them, so it is rebuilt with untrained ones. Both parse the sample texts in turns; the figure is the median.
"""

import argparse
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import newskit as nk

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "sample"
WIDTH = 96


def version_1(work: Path) -> Language:
    """The pipeline of trees.cfg at width 96, entities on the same CNN, initialized with labels and vectors of WORK."""
    config = spacy.util.load_config(HERE / "trees.cfg")
    config["components"]["tok2vec"]["model"]["encode"]["width"] = WIDTH
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    entities = spacy.util.load_config(HERE / "ner.cfg")["components"]["ner"]["model"]
    config["components"]["ner"] = {"factory": "ner", "model": {**entities, "tok2vec": listener}}
    config["nlp"]["pipeline"] = [*config["nlp"]["pipeline"], "ner"]
    config["nlp"]["batch_size"] = 32
    vectors = str(work / "brown")
    config["paths"]["vectors"] = config["initialize"]["vectors"] = vectors
    nlp = spacy.util.load_model_from_config(config.interpolate(), auto_fill=True)

    def pairs(name: str) -> list[Example]:
        gold = list(DocBin().from_disk(work / name).get_docs(nlp.vocab))[:200]
        words = (Doc(nlp.vocab, [t.text for t in g], [bool(t.whitespace_) for t in g]) for g in gold)
        return [Example(doc, g) for doc, g in zip(words, gold, strict=True)]

    examples = pairs("trees-test.spacy") + pairs("ner-test.spacy")
    nlp.initialize(lambda: examples)
    nlp.vocab.vectors = spacy.load(vectors).vocab.vectors
    return nlp


def main() -> None:
    """Print words per second of both and their ratio."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("work", type=Path, help="the folder that `make model` worked in")
    args.add_argument("--rounds", type=int, default=7)
    options = args.parse_args()
    texts = nk.load_articles(SAMPLE)["text"].tolist() * 3
    pipelines = {"version 1": version_1(options.work), "shipped": nk.load_pipeline(analyzers=False)}
    words = sum(sum(t.is_alpha or t.like_num for t in doc) for doc in map(pipelines["shipped"].make_doc, texts))
    rates: dict[str, list[float]] = {name: [] for name in pipelines}
    for _ in range(options.rounds):
        for name, nlp in pipelines.items():
            began = time.process_time()
            list(nlp.pipe(texts))
            rates[name].append(words / (time.process_time() - began))
    old, new = (statistics.median(values) for values in rates.values())
    print(f"version 1 {old:,.0f} words/s, shipped {new:,.0f}, ratio {new / old:.2f}")


if __name__ == "__main__":
    main()
