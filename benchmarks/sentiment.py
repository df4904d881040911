"""Sentiment toward actors: GerNTSA (one target a sentence, crowd-coded and noisy; CC BY 4.0), and the codebook's reading.

    python -m benchmarks.sentiment DATA/sentiment/gerntsa_train.jsonl [--data DATA]

Prints precision, recall and F1 of the three labels and their macro F1, for the whole system (rules and learned part, five
folds: no sentence is judged by a model that saw it), for the rules alone, and for baselines: always neutral, the sum of
the polarity list, TF-IDF with logistic regression. Then how well the learned part's probabilities are calibrated.
With --data (the folder with text/ and quotes/) also newskit on sentences labelled by the codebook
(sentiment_gold.jsonl: places and labels only); half of them were never looked at while rules were written ("blind").
Needs scikit-learn.
"""

import argparse
import json
import lzma
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from newskit.analyzers.sentiment import target_sentiment
from newskit.analyzers.sentiment.component import Judge
from newskit.analyzers.sentiment.mood import label_of, polarity_of
from newskit.pipeline import load_pipeline, process
from newskit.tables import LABELS
from training.sentiment import FOLDS, cross_validate, parsed, read

GOLD = Path(__file__).parent / "sentiment_gold.jsonl"
PORTRAYAL = Path(__file__).parent / "portrayal_gold.jsonl"
MENTION = ["article_id", "start", "end"]
#: From this sum of the polarity list on a text is called good or bad.
SUM = 0.6


def scores(gold: list[str], said: list[str]) -> dict[str, tuple[float, float, float]]:
    """(precision, recall, F1) of each label."""
    out = {}
    for label in LABELS:
        hits = sum(g == s == label for g, s in zip(gold, said, strict=True))
        precision, recall = hits / max(1, said.count(label)), hits / max(1, gold.count(label))
        out[label] = (precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)
    return out


def show(name: str, gold: list[str], said: list[str]) -> None:
    """Print a system's scores."""
    found = scores(gold, said)
    print(f"{name}: macro F1 {sum(f for _, _, f in found.values()) / len(found):.3f}")
    for label, (precision, recall, f1) in found.items():
        print(f"  {label:9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({gold.count(label)} sentences)")


def by_rules(docs: list, rows: list[dict]) -> tuple[list[str], list[str]]:
    """(labels by the rules alone, labels by summing the polarity list over the text)."""
    rules, listed = [], []
    for doc, row in zip(docs, rows, strict=True):
        judge = Judge(doc)
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
        rules.append(label_of(polarity_of(judge.rules(span.start, span.end))))
        listed.append(label_of(sum(w for _, w, _ in judge.mood.words), SUM))
    return rules, listed


def tfidf(rows: list[dict], gold: list[str]) -> list[str]:
    """Labels by TF-IDF and logistic regression, from folds that did not see the sentence."""
    words = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform([row["text"] for row in rows])
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    return [str(label) for label in cross_val_predict(model, words, gold, cv=folds)]


def calibration(gold: list[str], sure: np.ndarray) -> tuple[float, float]:
    """(expected calibration error of the likeliest label in ten bins, Brier score over the three labels)."""
    y = np.array([LABELS.index(label) for label in gold])
    top, right = sure.max(axis=1), sure.argmax(axis=1) == y
    bins = np.minimum((top * 10).astype(int), 9)
    error = sum((bins == b).mean() * abs(right[bins == b].mean() - top[bins == b].mean()) for b in set(bins.tolist()))
    return float(error), float(((sure - np.eye(3)[y]) ** 2).sum(axis=1).mean())


def gold_rows(data: Path) -> list[dict]:
    """The sentences labelled by the codebook, with their texts from the data folder."""
    with lzma.open(data / "text" / "news-2020-10k.csv.xz", "rt", encoding="utf8") as file:
        news = [_unquoted(line.rstrip("\n").partition(",")[2]) for line in file]
    articles = {a["article_id"]: a["text"] for a in read(data / "quotes" / "train.jsonl")}
    crowd = {r["id"]: r["text"] for r in read(data / "sentiment" / "gerntsa_train.jsonl")}
    rows = [json.loads(line) for line in GOLD.open(encoding="utf8")]
    for row in rows:
        if "line" in row:
            row["text"] = news[row["line"]]
        else:
            row["text"] = crowd[row["id"]] if "id" in row else articles[row["article_id"]][slice(*row["sentence"])]
    return rows


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"') if text[:1] == '"' == text[-1:] else text


def codebook(data: Path, pipeline: str | None) -> None:
    """Print newskit's scores on the sentences labelled by the codebook."""
    rows = gold_rows(data)
    docs = list(process(load_pipeline(pipeline), ((str(n), row["text"]) for n, row in enumerate(rows))))
    targets = pd.DataFrame(
        [{"article_id": str(n), "start": row["start"], "end": row["end"]} for n, row in enumerate(rows)]
    )
    said = target_sentiment(docs, targets)["label"].astype(str).tolist()
    for part in ("dev", "blind"):
        chosen = [n for n, row in enumerate(rows) if row["part"] == part]
        show(f"codebook, {part}", [rows[n]["label"] for n in chosen], [said[n] for n in chosen])


def portrayed(data: Path, pipeline: str | None) -> None:
    """newskit on mentions of actors in Wikinews articles, labelled by the codebook in two passes (none: no actor)."""
    rows = [row for row in map(json.loads, PORTRAYAL.open(encoding="utf8")) if row["label"] != "none"]
    ids = {row["article_id"] for row in rows}
    texts = {a["article_id"]: a["text"] for a in read(data / "quotes" / "train.jsonl") if a["article_id"] in ids}
    table = target_sentiment(list(process(load_pipeline(pipeline), texts.items())), pd.DataFrame(rows)[MENTION])
    found = {(r.article_id, r.start): (r.label, r.rule) for r in table.itertuples()}
    for part in ("random", "fired", "rule", "mood", "silent"):
        some = [row for row in rows if row["drawn"] == part]
        said = [found.get((row["article_id"], row["start"]), ("neutral", "none")) for row in some]
        gold = [row["label"] for row in some]
        show(f"portrayal, drawn: {part} ({len(some)})", gold, [label for label, _ in said])
        show("  rules alone", gold, ["neutral" if rule == "mood" else label for label, rule in said])


def main() -> None:
    """Print the tables."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", type=Path)
    args.add_argument("--data", type=Path)
    args.add_argument(
        "--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: the one that ships)"
    )
    options = args.parse_args()
    rows = read(options.gold)
    docs, gold = parsed(rows, options.pipeline), [row["label"] for row in rows]
    said, sure = cross_validate(docs, rows)
    rules, listed = by_rules(docs, rows)
    show(f"newskit, {FOLDS} folds", gold, said)
    show("rules alone", gold, rules)
    show("sum of the polarity list", gold, listed)
    show("TF-IDF and logistic regression", gold, tfidf(rows, gold))
    show("always neutral", gold, ["neutral"] * len(gold))
    error, brier = calibration(gold, sure)
    print(f"learned part: expected calibration error {error:.3f}, Brier score {brier:.3f}")
    if options.data:
        codebook(options.data, options.pipeline)
        portrayed(options.data, options.pipeline)


if __name__ == "__main__":
    main()
