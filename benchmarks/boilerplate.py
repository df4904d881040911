"""How many lines of the page are cut from real web news, and how much of real articles is cut by mistake.

python benchmarks/boilerplate.py DATA [--show]

DATA holds ner/smartdata-v1-test.json.gz (web pages of 2015 and 2016 as a crawler saved them, with much of the page left
in), quotes/train.jsonl, sentiment/gerntsa_train.jsonl and text/news-2020-10k.csv.xz (news without the page around it).

Recall: boilerplate.tsv beside this file says for a random sample of the web pages (drawn without looking at any word in
them; every line read) which lines belong to the page: by the document's hash and the line's number, without their text.
The first sample showed what kinds were missing; the second was read and labelled when the patterns were written.
Kinds: caption (with its credit), plaincaption (without one, which only the picture would tell), paywall, related, ad, cookie,
share (buttons, comments, ratings), nav (menus, breadcrumbs), form, other.
Precision: what is cut of these pages and is no line of the page; and in the clean news every cut, to be read with --show.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from newskit.corpus import clean

#: What the kit says that it cuts; the other kinds are counted apart.
PROMISED = ("caption", "paywall", "related", "ad", "cookie", "share", "newsletter", "more")


def documents(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text of the documents of a SmartData file: JSON objects one after the other."""
    content, place = gzip.open(path, "rt", encoding="utf-8").read(), 0
    decoder = json.JSONDecoder()
    while (place := _skip(content, place)) < len(content):
        document, place = decoder.raw_decode(content, place)
        yield document["id"], document["text"]["string"]


def _skip(content: str, place: int) -> int:
    while place < len(content) and content[place].isspace():
        place += 1
    return place


def labels(part: str) -> dict[str, dict[int, str]]:
    """Document's hash -> line -> kind, of one of the two samples."""
    found: dict[str, dict[int, str]] = {}
    with Path(__file__).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        for row in (row for row in csv.DictReader(file, delimiter="\t") if row["set"] == part):
            lines = found.setdefault(row["document"], {})
            if row["kind"] != "none":
                lines[int(row["line"])] = row["kind"]
    return found


def cut_lines(text: str) -> set[int]:
    """The numbers of the lines that are cut."""
    cuts, gone, found = clean(text).cuts, 0, set()
    for cut in cuts:
        start = cut["start"] + gone
        body = cut["text"]
        lead = len(body) - len(body.lstrip())
        first = text.count("\n", 0, start + lead)
        found |= set(range(first, first + body.strip().count("\n") + 1))
        gone += len(body)
    return {number for number in found if text.split("\n")[number].strip()}


def pages(path: Path, part: str, show: bool) -> None:
    """Recall by kind, and what else was cut, on the annotated web pages."""
    wanted, hits, all_, wrong, n_lines = labels(part), Counter[str](), Counter[str](), 0, 0
    for name, text in documents(path):
        kinds = wanted.get(sha256(name.encode()).hexdigest()[:12])
        if kinds is None:
            continue
        cut, lines = cut_lines(text), text.split("\n")
        n_lines += sum(bool(line.strip()) for line in lines)
        all_.update(kinds.values())
        hits.update(kind for line, kind in kinds.items() if line in cut)
        for line in sorted(cut - set(kinds)):
            wrong += 1
            if show:
                print(f"  cut, though no line of the page: {lines[line]!r}")
        if show:
            for line, kind in kinds.items():
                if line not in cut and kind in PROMISED:
                    print(f"  left ({kind}): {lines[line][:120]!r}")
    promised = sum(all_[kind] for kind in PROMISED)
    found = sum(hits[kind] for kind in PROMISED)
    print(f"{part} sample: {len(wanted)} web pages, {n_lines} lines, {sum(all_.values())} of the page")
    print(f"  of the kinds to be cut: {found} of {promised} ({found / promised:.0%})")
    print("  " + ", ".join(f"{kind} {hits[kind]}/{n}" for kind, n in all_.most_common()))
    cut = sum(hits.values()) + wrong
    print(
        f"  cut by mistake: {wrong} of {cut} cut lines, {1000 * wrong / (n_lines - sum(all_.values())):.1f} per 1,000 lines of articles"
    )


def clean_news(name: str, texts: list[str], show: bool) -> None:
    """How many cuts there are in news that has no page around it."""
    cuts = [cut for text in texts for cut in clean(text).cuts]
    emptied = sum("boilerplate" in clean(text).flags for text in texts)
    print(
        f"{name}: {len(texts):,} texts, {len(cuts)} cuts ({1000 * len(cuts) / len(texts):.2f} per 1,000), {emptied} nothing but page"
    )
    if show:
        for text in texts:
            made = clean(text)
            for cut in made.cuts:
                print(f"  {cut['kind']}: {cut['text'].strip()[:200]!r}")
            if "boilerplate" in made.flags:
                print(f"  all of it: {text[:200]!r}")


def main() -> None:
    """Print recall and precision."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="the lines that are cut by mistake, and those that are left"
    )
    options = parser.parse_args()
    data: Path = options.data
    for part in ("first", "second"):
        pages(data / "ner/smartdata-v1-test.json.gz", part, options.show)
    wikinews = [json.loads(line)["text"] for line in (data / "quotes/train.jsonl").open(encoding="utf-8")]
    clean_news("Wikinews articles", wikinews, options.show)
    rows = [json.loads(line) for line in (data / "sentiment/gerntsa_train.jsonl").open(encoding="utf-8")]
    clean_news("GerNTSA sentences", [row["text"] for row in rows], options.show)
    with lzma.open(data / "text/news-2020-10k.csv.xz", "rt", encoding="utf-8", newline="") as file:
        clean_news("Leipzig sentences", [row["text"] for row in csv.DictReader(file)], options.show)


if __name__ == "__main__":
    main()
