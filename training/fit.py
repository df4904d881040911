"""spaCy's training with one of our configs, with numpy's matrix products, from weights that fit in part.

    python -m training.fit CONFIG OUT --train A.spacy --dev B.spacy --vectors brown [--words words.npz] [--start model] --steps 2000

`spacy train` always computes with BLIS, which takes twice as long. `--start` copies what another pipeline's first embedding
CNN has in common with this one; inputs that it did not have begin at zero.
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from thinc.api import Config, Model

from newskit.pipeline.load import numpy_products
from newskit.pipeline.words import set_words

HERE = Path(__file__).parent


def embedding(nlp: Language) -> Model:
    """The embedding CNN of a pipeline: that of the entities, or the only one."""
    return nlp.get_pipe("ner_tok2vec" if "ner_tok2vec" in nlp.pipe_names else "tok2vec").model


def start_from(new: Model, old: Model) -> None:
    """Copy the weights of one embedding CNN to another with the same layers, perhaps with fewer inputs."""
    tables = [[n for n in m.walk() if n.name == "hashembed"] for m in (new, old)]
    known = sum(table.get_dim("nO") for table in tables[1])
    for ours, theirs in zip(*tables, strict=False):
        ours.set_param("E", theirs.get_param("E").copy())
    for name in ("static_vectors", "maxout", "layernorm"):
        pairs = zip(*([n for n in m.walk() if n.name == name] for m in (new, old)), strict=True)
        for ours, theirs in pairs:
            for param in theirs.param_names:
                ours.set_param(param, fitted(ours.get_param(param), theirs.get_param(param), known))


def fitted(ours: np.ndarray, theirs: np.ndarray, tables: int) -> np.ndarray:
    """Weights for more inputs: those of the tables first, those of the static vectors last, zero between."""
    if ours.shape == theirs.shape:
        return theirs.copy()
    out = np.zeros_like(ours)
    out[..., :tables] = theirs[..., :tables]
    rest = theirs.shape[-1] - tables
    out[..., -rest:] = theirs[..., -rest:]
    return out


def fit(config: Config, out: Path, start: Path | None = None, words: Path | None = None) -> None:
    """Train what the config says; OUT gets model-best and model-last."""
    filled = spacy.util.load_model_from_config(config.interpolate(), auto_fill=True, validate=False).config
    with numpy_products():
        nlp = init_nlp(filled)
        if start:
            start_from(embedding(nlp), embedding(spacy.load(start)))
        if words:
            set_words(embedding(nlp), dict(np.load(words)))
        out.mkdir(parents=True, exist_ok=True)
        train(nlp, out)


def main() -> None:
    """One training."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("config", type=Path)
    args.add_argument("out", type=Path)
    for name in ("train", "dev", "vectors"):
        args.add_argument(f"--{name}", type=Path, required=True)
    args.add_argument("--words", type=Path)
    args.add_argument("--start", type=Path)
    args.add_argument("--steps", type=int)
    args.add_argument("--every", type=int, default=250)
    args.add_argument("--seed", type=int, default=0)
    options = args.parse_args()
    config = spacy.util.load_config(options.config)
    config["paths"] |= {name: str(getattr(options, name)) for name in ("train", "dev", "vectors")}
    config["training"]["eval_frequency"] = options.every
    config["training"]["max_steps"] = options.steps or config["training"]["max_steps"]
    config["system"]["seed"] = options.seed
    fit(config, options.out, options.start, options.words)


if __name__ == "__main__":
    main()
