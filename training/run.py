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
    """Three teachers (a CRF, two CNNs on different data), twice: what two of them find in raw text teaches the next CNN."""
    start = f"--paths.init_tok2vec={weights}"
    core = train("ner.cfg", work, "ner-core", "ner-core", start, "--training.max_steps=1400")
    wide = train("ner.cfg", work, "ner-train", "ner-all", start, "--training.max_steps=2000")
    if not (work / "clusters.json").exists():
        module("clusters", str(data), str(work))
    if not (work / "crf.model").exists():
        module("crf", str(data), str(work))
    if not (work / "more" / "silver.jsonl").exists():
        module("silver", str(data), str(work / "more"), "--wikipedia", "120000", "--parliament", "20000")
    second = taught(work, data, (core, wide), "ner-second", 30_000, start, "--training.max_steps=2000")
    return taught(work, data, (core, second), "ner-third", 70_000, start, "--training.max_steps=3000")


def taught(work: Path, data: Path, networks: tuple[Path, Path], out: str, most: int, *overrides: str) -> Path:
    """A CNN trained on all entity data, GermEval and PUD three times, and raw sentences labelled by the teachers."""
    silver, joined = work / f"{out}-silver.spacy", work / f"{out}.spacy"
    if not silver.exists():
        module("silver_ner", *map(str, (data, work, silver, *networks)), "--sentences", str(most))
    parts = [work / "ner-train.spacy", *[work / "ner-core.spacy"] * 2, silver, joined]
    module("prepare", "--join", *map(str, parts))
    return train("ner.cfg", work, out, out, *overrides, "--training.eval_frequency=250")


def with_held_out(work: Path, weights: Path) -> Path:
    """The last recipe once more with the held-out entities as gold, for shipping: the figures stay those of the split."""
    joined = work / "ner-final.spacy"
    held_out = [work / "ner-dev.spacy", work / "ner-test.spacy"] * 3
    module("prepare", "--join", *map(str, [work / "ner-third.spacy", *held_out, joined]))
    overrides = (f"--paths.init_tok2vec={weights}", "--training.max_steps=2000", "--training.eval_frequency=500")
    return train("ner.cfg", work, "ner-final", "ner-final", *overrides).parent / "model-last"


def main() -> None:
    """Run every step; what is there already is kept."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("--work", type=Path, default=HERE / "out")
    args.add_argument("--version", default="1.1.0")
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
    split = work / "split-model"
    module("assemble", str(trees), str(ner), str(split), "--version", options.version)
    module("evaluate", str(split), str(work), "--json", str(HERE / "results.json"))
    module("assemble", str(trees), str(with_held_out(work, weights)), str(MODEL), "--version", options.version)


if __name__ == "__main__":
    main()
