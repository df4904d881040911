"""The whole training, from a folder of data to newskit/model/de_newskit and its figures.

    make model DATA=folder            # or: python -m training.run folder --work training/out

DATA holds trees/, ner/, text/ and sentiment/ (README.md says where they can be had). With Java and Maven on the machine
CoreNLP annotates silver trees first; without them the parser learns from the gold trees alone and is weaker.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import spacy

HERE = Path(__file__).parent
MODEL = HERE.parent / "newskit" / "model" / "de_newskit"
CORENLP = "edu.stanford.nlp:stanford-corenlp:4.5.10"


def run(*command: str) -> None:
    """Run a step and stop with it if it fails."""
    print("+", " ".join(command), flush=True)
    subprocess.run(command, check=True)


def module(name: str, *arguments: str) -> None:
    """A step of this folder."""
    run(sys.executable, "-W", "ignore", "-m", f"training.{name}", *arguments)


def classpath(work: Path) -> str:
    """CoreNLP, its German models and what they need, fetched by Maven; empty without Java or Maven."""
    if not (shutil.which("java") and shutil.which("mvn")):
        return ""
    jars = work / "jars"
    if not jars.exists():
        for artifact in (CORENLP, f"{CORENLP}:jar:models-german"):
            run("mvn", "-q", "dependency:get", f"-Dartifact={artifact}")
        jars.mkdir(parents=True)
        for path in sorted((Path.home() / ".m2" / "repository").rglob("*.jar")):
            if any(
                part in path.name
                for part in (
                    "stanford",
                    "ejml",
                    "protobuf",
                    "joda",
                    "jollyday",
                    "xom",
                    "json",
                    "slf4j",
                    "jaxb",
                    "activation",
                    "istack",
                )
            ):
                shutil.copy(path, jars / path.name)
    return ":".join(str(p) for p in sorted(jars.glob("*.jar")))


def train(config: str, work: Path, data: str, out: str, *overrides: str) -> Path:
    """spacy train with one of our configs, unless its result is there; the best model's folder."""
    best = work / out / "model-best"
    if not best.exists():
        filled = work / f"{out}.cfg"
        pretraining = ["--pretraining"] if config == "ner.cfg" else []
        run(sys.executable, "-m", "spacy", "init", "fill-config", str(HERE / config), str(filled), *pretraining)
        dev = "trees-dev" if config == "trees.cfg" else "ner-dev"
        paths = [
            f"--paths.train={work / f'{data}.spacy'}",
            f"--paths.dev={work / f'{dev}.spacy'}",
            f"--paths.vectors={work / 'brown'}",
        ]
        run(
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "spacy",
            "train",
            str(filled),
            "-o",
            str(work / out),
            *paths,
            *overrides,
        )
    return best


def entities(work: Path, data: Path, weights: Path) -> Path:
    """Two models on different data, silver sentences on which they agree, a model on all; and the same once more."""
    start = f"--paths.init_tok2vec={weights}"
    core = train("ner.cfg", work, "ner-core", "ner-core", start, "--training.max_steps=1400")
    first = train("ner.cfg", work, "ner-train", "ner-all", start, "--training.max_steps=2400")
    second = round_of(work, work / "silver.jsonl", (core, first), "ner-second", 1, start, "--training.max_steps=3000")
    more = work / "more"
    if not (more / "silver.jsonl").exists():
        module("silver", str(data), str(more), "--wikipedia", "120000", "--parliament", "20000")
    return round_of(work, more / "silver.jsonl", (second, core), "ner-third", 2, start, "--training.max_steps=2000")


def round_of(work: Path, sentences: Path, pair: tuple[Path, Path], out: str, core: int, *overrides: str) -> Path:
    """Silver sentences on which a pair agrees, joined with all entity data and `core` times GermEval and PUD; trained on."""
    silver, joined = work / f"{out}-silver.spacy", work / f"{out}.spacy"
    if not silver.exists():
        module("silver_ner", str(sentences), str(pair[0]), str(pair[1]), str(silver))
    parts = [work / "ner-train.spacy", *[work / "ner-core.spacy"] * core, silver, joined]
    module("prepare", "--join", *map(str, parts))
    return train("ner.cfg", work, out, out, *overrides, "--training.eval_frequency=250")


def main() -> None:
    """Run every step; what is there already is kept."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("--work", type=Path, default=HERE / "out")
    args.add_argument("--version", default="1.0.0")
    options = args.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    jars = classpath(work)
    if not (work / "silver.conllu").exists():
        module("silver", str(options.data), str(work), "--classpath", jars)
    module("vectors", str(work))
    module("prepare", str(options.data), str(work), "--wikiann", "6000")
    trees = train("trees.cfg", work, "trees-train", "trees")
    weights = work / "tok2vec.bin"
    weights.write_bytes(spacy.load(trees).get_pipe("tok2vec").model.to_bytes())
    ner = entities(work, options.data, weights)
    module("assemble", str(trees), str(ner), str(MODEL), "--version", options.version)
    module("evaluate", str(MODEL), str(work), "--json", str(HERE / "results.json"))


if __name__ == "__main__":
    main()
