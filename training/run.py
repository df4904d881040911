"""The whole training, from a folder of data to newskit/model/de_newskit and its figures.

    make model DATA=folder            # or: python -m training.run folder --work training/work

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


def train(config: str, work: Path, out: str, *overrides: str) -> None:
    """spacy train with one of our configs."""
    filled = work / config
    run(
        sys.executable,
        "-m",
        "spacy",
        "init",
        "fill-config",
        str(HERE / config),
        str(filled),
        *(["--pretraining"] if config == "ner.cfg" else []),
    )
    paths = [f"--paths.{part}={work / f'{out}-{part}.spacy'}" for part in ("train", "dev")]
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
        f"--paths.vectors={work / 'brown'}",
        *overrides,
    )


def main() -> None:
    """Run every step; what is there already is kept."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("--work", type=Path, default=HERE / "work")
    args.add_argument("--version", default="1.0.0")
    options = args.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    jars = classpath(work)
    if jars and not (work / "silver.conllu").exists():
        module("silver", str(options.data), str(work), "--classpath", jars)
    module("vectors", str(work))
    module("prepare", str(options.data), str(work), "--wikiann", "6000")
    if not (work / "trees" / "model-best").exists():
        train("trees.cfg", work, "trees")
    weights = work / "tok2vec.bin"
    weights.write_bytes(spacy.load(work / "trees" / "model-best").get_pipe("tok2vec").model.to_bytes())
    if not (work / "ner" / "model-best").exists():
        train("ner.cfg", work, "ner", f"--paths.init_tok2vec={weights}")
    module(
        "assemble",
        str(work / "trees" / "model-best"),
        str(work / "ner" / "model-best"),
        str(MODEL),
        "--version",
        options.version,
    )
    module("evaluate", str(MODEL), str(work), "--json", str(HERE / "results.json"))


if __name__ == "__main__":
    main()
