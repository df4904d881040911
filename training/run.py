"""The whole training, from a folder of data to the pipelines in newskit/model and their figures.

    make model DATA=folder            # or: python -m training.run folder --work training/out

DATA holds trees/, ner/, text/ and sentiment/ (README.md says where they can be had). With Java and Maven on the machine
CoreNLP annotates silver trees first; without them the parser learns from the gold trees alone and is weaker.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODEL = HERE.parent / "newskit" / "model" / "de_newskit"
#: Of the encoder's training: about an hour on two cores with nothing else to do.
STEPS = "4000"
CORENLP = "edu.stanford.nlp:stanford-corenlp:4.5.10"


def run(*command: str) -> None:
    """Run a step and stop with it if it fails."""
    print("+", " ".join(command), flush=True)
    began = time.monotonic()
    subprocess.run(command, check=True, env={"OPENBLAS_NUM_THREADS": "1"} | os.environ)
    print(f"  {(time.monotonic() - began) / 60:.1f} minutes: {' '.join(command[-4:])}", flush=True)


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


def train(config: str, work: Path, data: str, out: str, *options: str) -> Path:
    """fit.py with one of our configs, unless its result is there; the best model's folder."""
    best = work / out / "model-best"
    if not (work / out / "done").exists():
        dev = "trees-dev" if config == "trees.cfg" else "ner-dev"
        files = {"train": f"{data}.spacy", "dev": f"{dev}.spacy", "vectors": "brown"}
        if config == "ner.cfg":
            files |= {"words": "words.npz", "start": "trees/model-best"}
        given = [part for name, file in files.items() for part in (f"--{name}", str(work / file))]
        module("fit", str(HERE / config), str(work / out), *given, *options)
        (work / out / "done").touch()
    return best


def raw_text(data: Path, work: Path) -> None:
    """What is learned from raw text alone: word vectors, clusters, and sentences for silver entities."""
    if not (work / "more" / "silver.jsonl").exists():
        module("silver", str(data), str(work / "more"), "--wikipedia", "120000", "--parliament", "20000")
    if not (work / "words.npz").exists():
        module("clusters", str(data), str(work), "--threads", "1")
        module("words", str(work))


def trees(data: Path, work: Path) -> Path:
    """The parser, tagger and lemmatizer from gold and silver trees."""
    jars = classpath(work)
    if not (work / "silver.conllu").exists():
        module("silver", str(data), str(work), "--classpath", jars)
    if not (work / "ner-core.spacy").exists():
        module("vectors", str(work))
        module("prepare", str(data), str(work), "--wikiann", "6000")
    return train("trees.cfg", work, "trees-train", "trees")


def entities(data: Path, work: Path) -> tuple[Path, Path]:
    """What most of five teachers find in raw text teaches two CNNs: one for the figures; one for shipping, which also learns
    from the held-out entities.

    The teachers are a CRF, two CNNs on different gold data, and two CNNs that these three taught.
    """
    core, wide, _ = both(
        lambda: train("ner.cfg", work, "ner-core", "ner-core-cnn", "--steps", "800"),
        lambda: train("ner.cfg", work, "ner-train", "ner-wide-cnn", "--steps", "1000"),
        lambda: (work / "crf.model").exists() or module("crf", str(data), str(work)),
    )
    joined = with_silver(data, work, "ner-second", [core, wide])
    more = both(
        lambda: train("ner.cfg", work, joined, "ner-second-cnn", "--steps", "2000"),
        lambda: train("ner.cfg", work, joined, "ner-other-cnn", "--steps", "2000", "--seed", "1"),
    )
    joined = with_silver(data, work, "ner-third", [core, wide, *more])
    held_out = [work / "ner-dev.spacy", work / "ner-test.spacy"] * 3
    module("prepare", "--join", *map(str, [work / f"{joined}.spacy", *held_out, work / "ner-final.spacy"]))
    taught, shipped = both(
        lambda: train("ner.cfg", work, joined, "ner-third-cnn", "--steps", "2500"),
        lambda: train("ner.cfg", work, "ner-final", "ner-final-cnn", "--steps", "2000"),
    )
    return taught, shipped.parent / "model-last"


def with_silver(data: Path, work: Path, name: str, networks: list[Path]) -> str:
    """All entity data, GermEval and PUD three times, and raw sentences labelled by the CRF and these CNNs."""
    silver = work / f"{name}-silver.spacy"
    if not silver.exists():
        module("silver_ner", *map(str, (data, work, silver, *networks)), "--sentences", "70000")
    parts = [work / "ner-train.spacy", *[work / "ner-core.spacy"] * 2, silver, work / f"{name}.spacy"]
    module("prepare", "--join", *map(str, parts))
    return name


def encoder(data: Path, work: Path, out: Path, version: str) -> None:
    """The pipeline with the pretrained encoder: all heads together, then 8 bits; its figures are those of the split."""
    if not (work / "pieces.json").exists():
        module("encoder.weights", str(data), str(work))
    if not (work / "examples.json").exists():
        module("encoder.data", str(data), str(work))
    if not (work / "lemmas.xz").exists():
        module("encoder.lemmas", str(work))
    trained, exported = work / "encoder", work / "encoder-8-bits"
    module("encoder.train", str(work), str(trained), "--layers", "8", "--steps", STEPS)
    module("encoder.export", str(work), str(trained), str(exported))
    module("encoder.assemble", str(exported), str(out), "--version", version)
    module("evaluate", str(out), str(work), "--json", str(HERE / "encoder" / "results.json"))


def both(*steps: Callable[[], Any]) -> list[Any]:
    """The results of steps that run side by side, two at a time; an error of one is raised."""
    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(step) for step in steps]]


def main() -> None:
    """Run every step; what is there already is kept."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("--work", type=Path, default=HERE / "out")
    args.add_argument("--out", type=Path, default=MODEL)
    args.add_argument("--version", default="1.3.0")
    args.add_argument("--accurate", type=Path, default=MODEL.parent / "de_newskit_accurate", help="its folder")
    options = args.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    parser, _ = both(lambda: trees(options.data, work), lambda: raw_text(options.data, work))
    taught, shipped = entities(options.data, work)
    split = work / "split-model"
    module("assemble", str(parser), str(taught), str(split), "--version", options.version)
    module("evaluate", str(split), str(work), "--json", str(HERE / "results.json"))
    module("assemble", str(parser), str(shipped), str(options.out), "--version", options.version)
    encoder(options.data, work, options.accurate, options.version)
    print(f"{(time.monotonic() - began) / 60:.0f} minutes in all")


if __name__ == "__main__":
    main()
