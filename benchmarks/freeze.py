"""What newskit finds, frozen: a sha256 per article and table, so that a change of the code can show that it changes no finding.

    python benchmarks/freeze.py --write before.tsv [--data DATA]     # then change the code
    python benchmarks/freeze.py --check before.tsv [--data DATA]     # says which tables of which articles moved
    python benchmarks/freeze.py --figures --data DATA [--pipeline accurate]    # the gold figures of all benchmarks that have gold

With --parsed FOLDER the articles are parsed once and kept there: only for changes that leave the pipeline and the loaders alone.

Frozen are the sample articles, the sentences of the minimal pairs of sentiment, what the loaders make of their fixtures, and, with
--data, the 850 Wikinews articles of DATA/quotes. benchmarks/frozen.tsv holds the first three and is compared by a test; after
a change that moves findings on purpose it is written anew, and the commit says which finding moved and why it is better.

Numbers are compared to nine significant digits. The pseudo-table `parse` holds tags, heads, labels and names of an article: on a
processor whose arithmetic parses it otherwise, its tables say nothing about the code.
"""

import argparse
import csv
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
PAIRS = ROOT / "tests" / "data" / "sentiment_pairs.tsv"
FIXTURES = (ROOT / "tests" / "data" / "loaders", ROOT / "tests" / "data" / "formats")
FROZEN = Path(__file__).with_name("frozen.tsv")
#: (corpus, article_id or file, table) -> hash
Frozen = dict[tuple[str, str, str], str]
GOLD = (
    ("benchmarks/quotes.py", "quotes/dev.jsonl"),
    ("benchmarks/quotes.py", "quotes/train.jsonl"),
    *(("benchmarks/sources.py", "quotes/train.jsonl", "--split", split) for split in ("blind", "dev", "later")),
    ("benchmarks/hedging.py", "quotes/train.jsonl", "--split", "all"),
    ("benchmarks/sentiment.py", "sentiment/gerntsa_train.jsonl", "--data", "."),
    ("benchmarks/readability.py", "readability/textcomplexityde_train.csv"),
)


def plain(value):
    """A value as JSON can hold it and as every processor writes it: numbers to nine digits, times as text, nothing as null."""
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        return [plain(item) for item in value] if not hasattr(value, "tolist") or value.ndim else plain(value.item())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, float):
        return None if math.isnan(value) else float(f"{value:.9g}")
    return value if isinstance(value, (str, int, bool)) or value is None else None if value != value else str(value)


def digest(rows):
    """The hash of rows, in their order."""
    text = json.dumps([plain(row) for row in rows], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def of_tables(corpus, tables):
    """The hash of each article's rows in each table; a table without a row for the article has the hash of none."""
    import pandas as pd

    articles = list(dict.fromkeys(tables["articles"]["article_id"]))
    out = {}
    for name, table in tables.items():
        rows = defaultdict(list)
        for row in table.astype(object).where(table.notna(), None).to_dict("records"):
            row.pop("source" if name in {"articles", "problems"} else "", None)
            rows[None if pd.isna(row["article_id"]) else row["article_id"]].append(row)
        out |= {(corpus, key, name): digest(rows[key]) for key in articles}
    return out


def parsed(corpus, articles, kept):
    """The Docs of a corpus before newskit's analyzers; with a folder they are kept there, and taken from there."""
    from spacy.tokens import DocBin

    import newskit as nk
    from newskit.pipeline import process

    nlp = nk.load_pipeline(analyzers=False)
    file = kept / f"{corpus}.spacy" if kept else None
    if file and file.exists():
        return list(DocBin(store_user_data=True).from_disk(file).get_docs(nlp.vocab))
    docs = list(process(nlp, zip(articles["article_id"], articles["text"], strict=True)))
    if file:
        kept.mkdir(exist_ok=True)
        DocBin(docs=docs, store_user_data=True).to_disk(file)
    return docs


def of_corpus(corpus, articles, kept=None):
    """The hashes of what the analyzers find in a corpus, and of its parse."""
    import newskit as nk
    from newskit import tables
    from newskit.analysis import collect
    from newskit.pipeline.load import ANALYZERS

    docs = parsed(corpus, articles, kept)
    out = {}
    for doc in docs:
        tokens = [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, str(t.morph), t.ent_iob_, t.ent_type_) for t in doc]
        out[corpus, doc._.article_id, "parse"] = digest(tokens)
    nlp = nk.load_pipeline()
    for name in ANALYZERS:
        docs = [nlp.get_pipe(name)(doc) for doc in docs]
    problems = []
    found = {name: tables.frame(name, rows) for name, rows in collect(docs, problems).items()}
    return out | of_tables(corpus, {"articles": articles, **found, "problems": tables.frame("problems", problems)})


def of_fixtures():
    """The hashes of what the loaders make of each file of the tests, problems included."""
    import newskit as nk

    out = {}
    for path in sorted(p for folder in FIXTURES for p in folder.iterdir()):
        try:
            frame = nk.load_articles(path)
        except nk.NewskitError as error:
            rows = [str(error).replace(str(path.parent), "")]
        else:
            problems = [{k: v for k, v in row.items() if k != "source"} for row in frame.attrs["problems"]]
            table = frame.drop(columns="source")
            rows = [*table.astype(object).where(table.notna(), None).to_dict("records"), *problems]
        out["fixtures", path.name, "articles"] = digest(rows)
    return out


def pairs():
    """The sentences of the minimal pairs, without their marks."""
    with PAIRS.open(encoding="utf8") as file:
        return [re.sub(r"[\[\]]", "", row["sentence"]) for row in csv.DictReader(file, delimiter="\t")]


def freeze(data=None, kept=None):
    """All hashes; with a data folder those of the Wikinews articles too. kept: a folder for the parsed articles."""
    import newskit as nk

    out = of_fixtures()
    out |= of_corpus("sample", nk.load_articles(SAMPLE), kept)
    out |= of_corpus("pairs", nk.articles_from_texts(pairs()), kept)
    for part in ("train", "dev") if data else ():
        out |= of_corpus(f"quotes {part}", nk.load_articles(Path(data) / "quotes" / f"{part}.jsonl"), kept)
    return out


def write(path, frozen):
    """Keep hashes: one line each, sorted; the pairs' articles, which are many and small, as one line a table."""
    lines = ["\t".join((*key, value)) for key, value in sorted(folded(frozen).items())]
    path.write_text("\n".join(["corpus\tarticle\ttable\tsha256", *lines]) + "\n", encoding="utf8")


def folded(frozen):
    """The hashes with those of the minimal pairs as one a table."""
    out = {key: value for key, value in frozen.items() if key[0] != "pairs"}
    for table in sorted({t for corpus, _, t in frozen if corpus == "pairs"}):
        out["pairs", "all", table] = digest(
            sorted((a, v) for (c, a, t), v in frozen.items() if (c, t) == ("pairs", table))
        )
    return out


def read(path):
    """Hashes that were kept."""
    with path.open(encoding="utf8") as file:
        return {(r["corpus"], r["article"], r["table"]): r["sha256"] for r in csv.DictReader(file, delimiter="\t")}


def moved(before, now):
    """(what moved, articles that this machine parses otherwise): keys of which the one and the other side differ.

    Corpora that only one side has are left out: the one without --data says nothing about Wikinews.
    """
    both = {c for c, _, _ in before} & {c for c, _, _ in now}
    keys = sorted(key for key in before.keys() | now.keys() if key[0] in both)
    odd = {key[:2] for key in keys if key[2] == "parse" and before.get(key) != now.get(key)}
    return [key for key in keys if before.get(key) != now.get(key) and key[:2] not in odd], sorted(odd)


def figures(data, *options):
    """Print the last lines of each benchmark with gold."""
    for command in GOLD:
        arguments = [str(Path(data) / a) if "/" in a or a == "." else a for a in command[1:]]
        module = command[0].removesuffix(".py").replace("/", ".")
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments, *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env=os.environ,
            check=False,
        )
        print(f"## {' '.join(command)}\n{(done.stdout or done.stderr[-300:]).rstrip()}\n", flush=True)


def main():
    """Write, check or print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path)
    args.add_argument("--write", type=Path, metavar="FILE")
    args.add_argument("--check", type=Path, metavar="FILE")
    args.add_argument("--parsed", type=Path, metavar="FOLDER")
    args.add_argument("--figures", action="store_true")
    args.add_argument("--pipeline", help="for --figures: fast (default) or accurate")
    options = args.parse_args()
    if options.figures:
        if not options.data:
            args.error("--figures needs --data")
        figures(options.data.resolve(), *(["--pipeline", options.pipeline] if options.pipeline else []))
    if options.write or options.check:
        now = freeze(options.data, options.parsed)
        if options.check:
            changed, odd = moved(read(options.check), folded(now))
            print(f"{len(folded(now)):,} hashes; {len(changed)} moved; {len(odd)} articles are parsed otherwise")
            for key in changed:
                print("moved:", *key, sep="\t")
        if options.write:
            write(options.write, now)
        sys.exit(1 if options.check and (changed or odd) else 0)


if __name__ == "__main__":
    main()
