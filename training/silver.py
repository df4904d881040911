"""Silver trees: Stanford CoreNLP's German parser and HanTa annotate raw text; the small model learns from both.

    python -m training.silver DATA WORK --classpath "$(cat cp.txt)"

writes WORK/silver.conllu (our words, UD labels; STTS tags and lemmas from HanTa where it agrees with CoreNLP's word
classes, else `_`). CoreNLP 4.5.10 with its models-german jar (Maven Central) needs Java; see training/README.md.
"""

import argparse
import csv
import io
import json
import lzma
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import spacy
from HanTa.HanoverTagger import HanoverTagger
from tqdm import tqdm

from newskit.pipeline.tokenizer import GermanTokenizer

from .conllu import STTS

CONTRACTED = {
    "am": "dem an", "ans": "das an", "aufs": "das auf", "beim": "dem bei", "durchs": "das durch", "fürs": "das für",
    "hinterm": "dem hinter", "im": "dem in", "ins": "das in", "übers": "das über", "ums": "das um", "unterm": "dem unter",
    "vom": "dem von", "vors": "das vor", "zum": "dem zu", "zur": "der zu", "hinters": "das hinter",
}  # fmt: skip
#: Word classes of CoreNLP (UPOS) that go with each STTS tag; where they do not, HanTa's tag is not believed.
UPOS = {
    "ADJA": "ADJ", "ADJD": "ADJ ADV VERB", "ADV": "ADV ADJ PART", "APPO": "ADP", "APPR": "ADP SCONJ CCONJ", "APPRART": "ADP",
    "APZR": "ADP", "ART": "DET", "CARD": "NUM", "FM": "X PROPN", "ITJ": "INTJ", "KOKOM": "ADP CCONJ SCONJ", "KON": "CCONJ",
    "KOUI": "SCONJ ADP", "KOUS": "SCONJ", "NE": "PROPN", "NN": "NOUN", "PDAT": "DET PRON", "PDS": "PRON DET",
    "PIAT": "DET PRON ADJ", "PIS": "PRON DET", "PPER": "PRON", "PPOSAT": "DET PRON", "PRELAT": "PRON DET", "PRELS": "PRON",
    "PRF": "PRON", "PROAV": "ADV", "PTKA": "PART ADV ADP", "PTKANT": "PART INTJ", "PTKNEG": "PART ADV",
    "PTKVZ": "ADP ADV ADJ VERB", "PTKZU": "PART", "PWAT": "DET PRON", "PWAV": "ADV", "PWS": "PRON", "TRUNC": "X NOUN",
    "VAFIN": "AUX VERB", "VAINF": "AUX VERB", "VAPP": "AUX VERB", "VMFIN": "AUX VERB", "VMINF": "AUX VERB", "VVFIN": "VERB",
    "VVIMP": "VERB", "VVINF": "VERB", "VVIZU": "VERB", "VVPP": "VERB ADJ", "XY": "X SYM", "$(": "PUNCT", "$,": "PUNCT",
    "$.": "PUNCT",
}  # fmt: skip
GROUPS = {tag: set(classes.split()) for tag, classes in UPOS.items()}


def documents(data: Path, size: dict[str, int]) -> Iterator[tuple[str, list[str]]]:
    """(name, sentences) from every corpus of raw text; consecutive sentences stay together."""
    rng = random.Random(7)
    news = lzma.open(data / "text/news-2020-10k.csv.xz", "rt", encoding="utf8").read()
    for row in list(csv.DictReader(io.StringIO(news)))[: size["news"]]:
        yield "news", [row["text"]]
    for line in (data / "sentiment/gerntsa_train.jsonl").open(encoding="utf8"):
        yield "gerntsa", [json.loads(line)["text"]]
    for name in ("germeval2014-test", "germeval2014-dev-half"):
        text = (data / f"ner/{name}.tsv").read_text(encoding="utf8")
        for block in text.split("\n\n"):
            words = [line.split("\t")[1] for line in block.split("\n") if line and not line.startswith("#")]
            if words:
                yield "germeval", ["\t".join(words)]
    for name in ("wikipedia", "parliament"):
        lines = [s.strip() for s in lzma.open(data / f"text/{name}.txt.xz", "rt", encoding="utf8")]
        starts = list(range(0, len(lines) - 8, 8))
        rng.shuffle(starts)
        for start in starts[: size[name] // 4]:
            yield name, lines[start : start + rng.randint(2, 6)]


def usable(words: list[str]) -> bool:
    """A whole sentence of a length that a parser can do something with."""
    return (
        4 <= len(words) <= 55
        and words[-1] in {".", "!", "?", "“", "”", '"', "«", ":"}
        and not any(w.isspace() for w in words)
    )


def main() -> None:
    """Write sentences, have CoreNLP parse them, put tags and lemmas to them."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--classpath", default="", help="CoreNLP's jars; without them only silver.jsonl is written")
    args.add_argument("--news", type=int, default=10_000)
    args.add_argument("--wikipedia", type=int, default=36_000)
    args.add_argument("--parliament", type=int, default=14_000)
    options = args.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    plain, expanded = options.work / "silver.jsonl", options.work / "silver.txt"
    tokenizer = GermanTokenizer(spacy.blank("de"))
    size = {"news": options.news, "wikipedia": options.wikipedia, "parliament": options.parliament}
    with plain.open("w", encoding="utf8") as sentences, expanded.open("w", encoding="utf8") as lines:
        for d, (name, texts) in enumerate(documents(options.data, size)):
            for text in texts:
                words, spaces = cut(tokenizer, text)
                if usable(words):
                    sentences.write(
                        json.dumps({"doc": f"{name}-{d}", "words": words, "spaces": spaces}, ensure_ascii=False) + "\n"
                    )
                    lines.write(" ".join(expand(words)[0]) + "\n")
    if not options.classpath:
        return
    parse(expanded, options)
    merge(plain, Path(f"{expanded}.conllu"), options.work / "silver.conllu")


def cut(tokenizer: GermanTokenizer, text: str) -> tuple[list[str], list[bool]]:
    """Words and whether a space follows; texts that come as words (tab-separated) stay as they are."""
    if "\t" in text:
        words = text.split("\t")
        return words, [
            b not in {".", ",", ":", ";", "!", "?", "“", ")"} and a not in {"„", "("}
            for a, b in zip(words, [*words[1:], "."], strict=True)
        ]
    doc = tokenizer(re.sub(r"\s+", " ", text).strip())
    return [t.text for t in doc], [bool(t.whitespace_) for t in doc]


def expand(words: list[str]) -> tuple[list[str], list[int]]:
    """Words with zum as zu dem, and for each the index of the word it came from."""
    out: list[str] = []
    origin: list[int] = []
    for i, word in enumerate(words):
        pair = CONTRACTED.get(word.lower())
        clean = word.replace(" ", "_") or "_"
        parts = [clean] if pair is None else ([clean[0] + pair.split()[1][1:], pair.split()[0]])
        out.extend(parts)
        origin.extend([i] * len(parts))
    return out, origin


def parse(path: Path, options: argparse.Namespace) -> None:
    """CoreNLP over one sentence a line, words given."""
    command = [
        "java",
        "-Xmx5g",
        "-cp",
        options.classpath,
        "edu.stanford.nlp.pipeline.StanfordCoreNLP",
        "-props",
        "german",
    ]
    command += ["-annotators", "tokenize,pos,depparse", "-tokenize.whitespace", "true", "-ssplit.eolonly", "true"]
    command += ["-outputFormat", "conllu", "-threads", "1"]
    parts = path.read_text(encoding="utf8").splitlines(keepends=True)
    done = Path(f"{path}.conllu")
    with done.open("w", encoding="utf8") as out:
        for start in tqdm(range(0, len(parts), 10_000), desc="CoreNLP"):
            piece = path.with_suffix(".part")
            piece.write_text("".join(parts[start : start + 10_000]), encoding="utf8")
            subprocess.run(
                [*command, "-file", str(piece), "-outputDirectory", str(path.parent)], check=True, capture_output=True
            )
            out.write(Path(f"{piece}.conllu").read_text(encoding="utf8"))


def merge(plain: Path, parsed: Path, out: Path) -> None:
    """Our words with CoreNLP's trees and HanTa's tags and lemmas."""
    tagger = HanoverTagger("morphmodel_ger.pgz")
    blocks = [b for b in parsed.read_text(encoding="utf8").split("\n\n") if b.strip()]
    rows = [json.loads(line) for line in plain.open(encoding="utf8")]
    if len(rows) != len(blocks):
        raise SystemExit(f"{len(rows)} sentences, {len(blocks)} trees")
    document = ""
    with out.open("w", encoding="utf8") as file:
        for row, block in tqdm(zip(rows, blocks, strict=True), total=len(rows), desc="tags"):
            tree = [line.split("\t") for line in block.split("\n") if line.strip()]
            _, origin = expand(row["words"])
            if len(origin) != len(tree):
                continue
            if row["doc"] != document:
                document = row["doc"]
                file.write(f"# newdoc id = {document}\n")
            file.write("\n".join(_lines(row, tree, origin, tagger.tag_sent(row["words"], taglevel=1))) + "\n\n")


def _lines(row: dict, tree: list[list[str]], origin: list[int], tags: list[tuple[str, str, str]]) -> Iterator[str]:
    for i, word in enumerate(row["words"]):
        mine = [n for n, o in enumerate(origin) if o == i]
        main = next((n for n in mine if int(tree[n][6]) == 0 or origin[int(tree[n][6]) - 1] != i), mine[0])
        head = int(tree[main][6])
        upos, dep = tree[main][4] if tree[main][3] == "_" else tree[main][3], tree[main][7]
        tag, lemma = believed(word, upos, tags[i], contracted=len(mine) > 1)
        misc = "_" if row["spaces"][i] else "SpaceAfter=No"
        yield "\t".join(
            [str(i + 1), word, lemma, upos, tag, "_", str(origin[head - 1] + 1 if head else 0), dep, "_", misc]
        )


def believed(word: str, upos: str, hanta: tuple[str, str, str], contracted: bool) -> tuple[str, str]:
    """HanTa's tag and lemma where its tag goes with the word class CoreNLP gave, else `_`."""
    tag = hanta[2].replace("(", "").replace(")", "") if hanta[2] not in {"$("} else "$("
    tag = {"NNA": "NN", "NNI": "NN", "PAV": "PROAV", "PPOSS": "PPOSAT"}.get(tag, tag)
    if contracted:
        tag = "APPRART"
    if tag in {"NN", "NE"}:
        tag = {"NOUN": "NN", "PROPN": "NE"}.get(upos, tag)
    agrees = tag in STTS and upos in GROUPS.get(tag, set())
    lemma = hanta[1]
    if word.isupper() and len(word) > 1 or (upos == "PROPN" and word[:4].lower() != lemma[:4].lower()):
        lemma = word
    if upos in {"PRON", "DET"} or not agrees:
        lemma = "_"  # conventions differ between HanTa and the treebanks; the gold trees teach these
    return (tag if agrees else "_"), lemma


if __name__ == "__main__":
    main()
