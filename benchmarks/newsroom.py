"""Who says what, on articles that somebody annotated: newskit's figures on your own texts.

    python -m benchmarks.newsroom FOLDER [--errors]

FOLDER holds articles.jsonl (article_id, text) and, annotated by the codebook (docs: what counts as a source) before
newskit has been run on them, as many of these as there are, one JSON object a line:

    quotes.jsonl    article_id, type, segments [[start, end], ...] in characters, who (fullest name; "A; B" for two who
                    say it together; null), sure, continues (goes on with the statement before, no verb of its own)
    sources.jsonl   article_id, name, aliases, mentions, kind, role, named, gender (null: not decided),
                    n_quotes [least, most], optional
    hedges.jsonl    article_id, start, end, category, voice, sure

sure and optional may be left out (true, false). type is one of newskit's: direct, indirect, indirect_free_indirect,
free_indirect, reported; the other values are those of `newskit codebook`. Offsets of direct speech may hold its marks or not.

Rows with sure false and optional sources count neither way. A quotation is found where the texts overlap by at least half
of the shorter one, one to one; what stands inside an annotated quotation is no error. Who said it is right where one of
the annotated names and the name of the source found, or its words there, are alike (half of the words or more).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from newskit.analysis import analyze
from newskit.loaders import load_articles
from newskit.tables import QUOTE_TYPES

try:
    from .scoring import f1, match_spans, pair_up, same_name
except ImportError:  # run as a file
    from scoring import f1, match_spans, pair_up, same_name

Row = dict[str, Any]
ATTRIBUTES = ("kind", "role", "named", "gender")
ALIKE = 0.5


def characters(segments: Any) -> frozenset[int]:
    """The characters of some segments."""
    return frozenset(k for a, b in segments for k in range(int(a), int(b)))


def alike(one: str, other: str) -> float:
    """How alike two names are; a name that is but a small part of the other counts less."""
    words = sorted((len(one.split()), len(other.split())))
    return same_name(one, other) * (0.5 + 0.5 * words[0] / max(1, words[1]))


def pairs_of(gold: list[Row], found: list[Row]) -> dict[int, int]:
    """Annotated quotation -> quotation found, in one article."""
    if not gold or not found:
        return {}
    left, right = [characters(g["segments"]) for g in gold], [characters(q["quote_segments"]) for q in found]
    share = np.array([[len(a & b) / max(1, min(len(a), len(b))) for b in right] for a in left])
    whole = np.array([[len(a & b) / max(1, len(a | b)) for b in right] for a in left])
    pairs = {i: j for i, j in pair_up(np.where(share >= 0.5, whole + 1e-6, 0)) if share[i, j] >= 0.5}
    for i, g in enumerate(gold):  # a row that only goes on may stand in the same quotation as its beginning
        if i not in pairs and g.get("continues"):
            j = next((j for j in range(len(found)) if len(left[i] & right[j]) >= len(left[i]) / 2), -1)
            pairs |= {i: j} if j >= 0 else {}
    return pairs


def score_quotes(
    gold: list[Row], found: list[Row], names: dict[str, str], count: Counter[str], errors: list[str]
) -> None:
    """Quotations of one article: found, type, who said it."""
    pairs = pairs_of(gold, found)
    covered = frozenset().union(*(characters(g["segments"]) for g in gold))
    for i, g in enumerate(gold):
        if not g.get("sure", True):
            continue
        count.update({"quotes": 1, f"of {g['type']}": 1})
        if i not in pairs:
            errors.append(f"quotation missed  {g['article_id'][:30]:30} {g['type']} {g['segments']}")
            continue
        q = found[pairs[i]]
        count.update({"found": 1, f"found {g['type']}": 1, "type": g["type"] == q["type"]})
        if g.get("who"):
            said = [n for n in (names.get(q["source_id"]), q["speaker"]) if isinstance(n, str)]
            right = any(alike(w, n) >= ALIKE for w in g["who"].split("; ") for n in said)
            count.update({"attributed": 1, "who": right})
            errors += [] if right else [f"who said it       {g['article_id'][:30]:30} {g['who']}: found {said}"]
    for j, q in enumerate(found):
        words = characters(q["quote_segments"])
        if j not in pairs.values() and len(words & covered) < 0.8 * len(words):
            count["extra"] += 1
            errors.append(f"no quotation      {q['article_id'][:30]:30} {q['type']} {q['rule']} {q['text'][:60]!r}")


def score_sources(
    gold: list[Row], found: list[Row], said: dict[str, set[str]], count: Counter[str], errors: list[str]
) -> None:
    """Sources of one article: found, attributes, number of quotations."""
    if gold and found:
        names = [[g["name"], *(g.get("aliases") or []), *(g.get("mentions") or [])] for g in gold]
        value = np.array([[max(alike(a, b) for a in some for b in [s["name"], *said.get(s["source_id"], ())]) for s in found] for some in names])  # fmt: skip
        pairs = {i: j for i, j in pair_up(np.where(value >= ALIKE, value, 0)) if value[i, j] >= ALIKE}
    else:
        pairs = {}
    optional = {j for i, j in pairs.items() if gold[i].get("optional")}
    wanted = sum(not g.get("optional") for g in gold)
    count.update({"sources": wanted, "sources found": len(found) - len(optional), "articles": 1})
    count["gap"] += abs(len(found) - len(optional) - wanted)
    for i, g in enumerate(gold):
        if g.get("optional"):
            continue
        if i not in pairs:
            errors.append(f"source missed     {g['article_id'][:30]:30} {g['name']}")
            continue
        s, (least, most) = found[pairs[i]], g["n_quotes"]
        count.update({"sources right": 1, "in range": least <= s["n_quotes"] <= most})
        if not least <= s["n_quotes"] <= most:
            errors.append(f"n_quotes          {g['article_id'][:30]:30} {s['name']}: {s['n_quotes']}, annotated {least} to {most}")  # fmt: skip
        for key in ATTRIBUTES:
            if g.get(key) is not None:
                count.update({f"{key} told": 1, key: g[key] == s[key]})
                errors += [] if g[key] == s[key] else [f"{key:17} {g['article_id'][:30]:30} {s['name']}: {s[key]}, annotated {g[key]}"]  # fmt: skip
    errors += [f"no source         {s['article_id'][:30]:30} {s['name']}" for j, s in enumerate(found) if j not in pairs.values()]  # fmt: skip


def score_hedges(gold: list[Row], found: list[Row], count: Counter[str]) -> None:
    """Hedges of one article."""
    spans = [[(r["start"], r["end"]) for r in rows] for rows in (gold, found)]
    pairs = match_spans(*spans)
    sure = [i for i, g in enumerate(gold) if g.get("sure", True)]
    right = [(i, j) for i, j in pairs if i in sure]
    count.update(
        {"hedges": len(sure), "hedges found": len(found) - (len(pairs) - len(right)), "hedges right": len(right)}
    )
    count.update({"category": sum(gold[i]["category"] == found[j]["category"] for i, j in right)})
    count.update({"voice": sum(gold[i]["voice"] == found[j]["voice"] for i, j in right)})


def figures(count: Counter[str]) -> dict[str, float]:
    """The table, in its order; what nobody annotated is left out."""

    def share(one: str, of: str) -> float:
        return count[one] / max(1, count[of])

    out: dict[str, float] = {}
    if count["quotes"]:
        precision, recall, who = count["found"] / max(1, count["found"] + count["extra"]), share("found", "quotes"), share("who", "attributed")  # fmt: skip
        out |= {"quotations: precision": precision, "recall": recall, "F1": f1(precision, recall)}
        out |= {"type right": share("type", "found"), "who said it, of those found": who}
        out |= {"found and attributed, F1": f1(precision * who, recall * who)}
        out |= {f"found of {k[3:]}": share(f"found {k[3:]}", k) for k in sorted(count) if k.startswith("of ")}
    if count["articles"]:
        precision, recall = share("sources right", "sources found"), share("sources right", "sources")
        out |= {"sources: precision": precision, "recall of sources": recall, "F1 of sources": f1(precision, recall)}
        out |= {"mean error of their number": share("gap", "articles"), "number of quotations in range": share("in range", "sources right")}  # fmt: skip
        out |= {f"{key} right": share(key, f"{key} told") for key in ATTRIBUTES}
    if count["hedges"]:
        precision, recall = share("hedges right", "hedges found"), share("hedges right", "hedges")
        out |= {"hedges: F1": f1(precision, recall), "category right": share("category", "hedges right"), "voice right": share("voice", "hedges right")}  # fmt: skip
    return out


def read(folder: Path, name: str) -> list[Row]:
    """The rows of one file; none where there is no such file."""
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()] if path.exists() else []


def measure(folder: Path, pipeline: str | None = None) -> tuple[dict[str, float], list[str]]:
    """Figures by name, and a line for each error, of a folder of annotated articles."""
    gold = {name: read(folder, name) for name in ("quotes", "sources", "hedges")}
    if not (folder / "articles.jsonl").exists():
        raise SystemExit(f"{folder}: there is no articles.jsonl in it. See --help for the files wanted.")
    wrong = sorted({str(row.get("type")) for row in gold["quotes"]} - set(QUOTE_TYPES))
    if wrong:
        raise SystemExit(f"{folder}: quotes.jsonl has the type {wrong[0]!r}. Allowed: {', '.join(QUOTE_TYPES)}.")
    known = {row["article_id"] for rows in gold.values() for row in rows}
    texts = {a["article_id"]: a["text"] for a in read(folder, "articles") if a["article_id"] in known}
    missing = sorted(known - set(texts))
    if missing or not texts:
        raise SystemExit(f"{folder}: articles.jsonl lacks {len(missing)} annotated articles{f', the first is {missing[0]!r}' if missing else ''}, or nothing is annotated. See --help for the files wanted.")  # fmt: skip
    table = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    result = analyze(load_articles(table), pipeline=pipeline, progress=False)
    found = {name: getattr(result, name).to_dict("records") for name in gold}
    count: Counter[str] = Counter()
    errors: list[str] = []
    for key in texts:
        own = {name: [r for r in rows if r["article_id"] == key] for name, rows in gold.items()}
        ours = {name: [r for r in rows if r["article_id"] == key] for name, rows in found.items()}
        names = {s["source_id"]: s["name"] for s in ours["sources"]}
        quotes = [q for q in ours["quotes"] if not q["nested"]]
        said: dict[str, set[str]] = {}
        for q in quotes:
            if isinstance(q["speaker"], str) and isinstance(q["source_id"], str):
                said.setdefault(q["source_id"], set()).add(q["speaker"])
        if gold["quotes"]:
            score_quotes(own["quotes"], quotes, names, count, errors)
        if gold["sources"]:
            score_sources(own["sources"], ours["sources"], said, count, errors)
        if gold["hedges"]:
            score_hedges(own["hedges"], ours["hedges"], count)
    return figures(count), errors


def main() -> None:
    """Print the table, and with --errors each error."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path)
    args.add_argument("--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: fast)")
    args.add_argument("--errors", action="store_true", help="print a line for each error, too")
    options = args.parse_args()
    values, errors = measure(options.folder, options.pipeline)
    for name, value in values.items():
        print(f"{name:32} {value:6.3f}")
    for line in errors if options.errors else ():
        print(line)


if __name__ == "__main__":
    main()
