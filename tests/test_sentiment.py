"""Sentiment toward actors: minimal pairs (the same words, other roles), voice, the table's promises."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from newskit.analyzers.sentiment import sentiment, target_sentiment
from newskit.errors import InputError
from newskit.pipeline import process

PAIRS = Path(__file__).parent / "data" / "sentiment_pairs.tsv"


@pytest.fixture(scope="module")
def judged(nlp):
    with PAIRS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    texts, targets = [], []
    for n, row in enumerate(rows):
        mark = re.search(r"\[(.+?)\]", row["sentence"])
        texts.append((str(n), row["sentence"].replace("[", "", 1).replace("]", "", 1)))
        targets.append({"article_id": str(n), "start": mark.start(), "end": mark.end() - 2})
    result = target_sentiment(list(process(nlp, texts)), pd.DataFrame(targets))
    return rows, texts, result


def test_minimal_pairs(judged):
    rows, _, result = judged
    assert len(rows) >= 300
    right = sum(row["label"] == label for row, label in zip(rows, result["label"], strict=True))
    assert right >= 0.95 * len(rows)


def test_voice_of_minimal_pairs(judged):
    rows, _, result = judged
    right = sum(row["voice"] == voice for row, voice in zip(rows, result["voice"], strict=True))
    assert right >= 0.85 * len(rows)


def test_evidence_lies_in_the_text_and_has_a_weight(judged):
    _, texts, result = judged
    for (_, text), evidence, label in zip(texts, result["evidence"], result["label"], strict=True):
        assert all(0 <= start < end <= len(text) and -2 <= weight <= 2 for start, end, weight in evidence)
        assert evidence or label == "neutral"


def test_polarity_goes_with_the_label(judged):
    _, _, result = judged
    assert (result.loc[result["label"] == "negative", "polarity"] < 0).all()
    assert (result.loc[result["label"] == "positive", "polarity"] > 0).all()


def test_who_criticises_is_not_thereby_negative(nlp):
    doc = next(iter(process(nlp, [("a", "Die Opposition kritisierte den Minister scharf.")])))
    table = sentiment([doc]).set_index("actor")["label"].astype(str).to_dict()
    assert [label for actor, label in table.items() if "Opposition" in actor] == ["neutral"]
    assert [label for actor, label in table.items() if "inister" in actor] == ["negative"]


def test_targets_without_a_column(nlp):
    with pytest.raises(InputError, match="Column 'start' is missing"):
        target_sentiment([], pd.DataFrame({"article_id": []}))


@pytest.mark.parametrize("text", ["#", "Kein Punkt", "„"])
def test_odd_texts(nlp, text):
    assert sentiment(list(process(nlp, [("a", text)]))).empty
