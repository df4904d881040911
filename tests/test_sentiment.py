"""Sentiment toward actors: minimal pairs (the same words, other roles), voice, the table's promises."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from newskit.analyzers.sentiment import read_actors, sentiment, target_sentiment
from newskit.analyzers.sentiment.mood import shipped
from newskit.errors import InputError, InputNotFoundError
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


SHIFTERS = "nicht kein ohne weder kaum degree modality irrealis contrast question comparative speaker".split()


@pytest.mark.parametrize("kind", SHIFTERS)
def test_each_shifter_is_read_as_it_is_meant(judged, kind):
    rows, _, result = judged
    right = [row["label"] == label for row, label in zip(rows, result["label"], strict=True) if row["kind"] == kind]
    assert len(right) >= 8 and sum(right) >= 0.75 * len(right)


def test_degree_moves_the_polarity(judged):
    rows, _, result = judged
    sizes = [abs(p) for row, p in zip(rows, result["polarity"], strict=True) if row["kind"] == "degree"]
    assert len(sizes) == 8 and all(weak < strong for weak, strong in zip(sizes[::2], sizes[1::2], strict=True))


def test_what_somebody_says_of_others_is_not_about_the_speaker(nlp):
    """Also in an article, where the speaker is taken up again by a pronoun."""
    text = (
        "Der Rat tagte am Montag. " * 5 + "Merz sagte, der Minister habe versagt. Er sagte, die Bahn sei unzuverlässig."
    )
    doc = next(iter(process(nlp, [("a", text)])))
    start, bad = text.index("Merz"), text.index("der Minister")
    targets = pd.DataFrame({"article_id": ["a", "a"], "start": [start, bad], "end": [start + 4, bad + 12]})
    assert target_sentiment([doc], targets)["label"].tolist() == ["neutral", "negative"]


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


def test_chosen_actors_inflected_and_in_compounds(nlp):
    text = "Merkels Partei lobte Scholz. Die Merkel-Regierung versagte. Der Merkelismus ist vorbei, sagte Olaf Scholz."
    doc = next(iter(process(nlp, [("a", text)])))
    table = target_sentiment([doc], actors=["Angela Merkel;Merkel", "Olaf Scholz"])
    named = [(text[s:e], actor) for s, e, actor in zip(table["start"], table["end"], table["actor"], strict=True)]
    assert named == [
        ("Merkel", "Angela Merkel"), ("Scholz", "Olaf Scholz"), ("Merkel-Regierung", "Angela Merkel-Regierung"), ("Olaf Scholz", "Olaf Scholz"),
    ]  # fmt: skip
    assert table["label"].astype(str).tolist()[1:3] == ["positive", "negative"]


def test_chosen_actors_from_a_file(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("name;alias\nAngela Merkel;Merkel;Bundeskanzlerin\nOlaf Scholz\n", encoding="utf8")
    found = read_actors(path).mentions("Die Bundeskanzlerin traf Scholz' Freund und Scholzens Frau.")
    assert [actor for _, _, actor in found] == ["Angela Merkel", "Olaf Scholz"]


@pytest.mark.parametrize("actors", [[], [" ; "], ["Anna Maier;Maier", "Bert Maier;Maier"]])
def test_chosen_actors_that_make_no_sense(actors):
    with pytest.raises(InputError):
        read_actors(actors)


def test_chosen_actors_file_missing(tmp_path):
    with pytest.raises(InputNotFoundError):
        read_actors(tmp_path / "nobody.csv")


def test_targets_or_actors_not_both(nlp):
    with pytest.raises(InputError, match="Both"):
        target_sentiment([], pd.DataFrame(columns=["article_id", "start", "end"]), actors=["A"])


def test_a_party_in_brackets_does_not_inherit(nlp):
    text = "Der umstrittene Minister Meier (SPD) hat versagt."
    doc = next(iter(process(nlp, [("a", text)])))
    start = text.index("SPD")
    targets = pd.DataFrame(
        [
            {"article_id": "a", "start": start, "end": start + 3},
            {"article_id": "a", "start": 25, "end": 30},
        ]
    )
    assert target_sentiment([doc], targets)["label"].astype(str).tolist() == ["neutral", "negative"]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Der Trainer lobte sein Team nach dem 3:1 gegen Bremen.", "Bremen", "negative"),
        ("Nach dem 0:2 gegen Bremen reiste das Team ab.", "Bremen", "positive"),
        ("Nach dem 2:2 gegen Bremen reiste das Team ab.", "Bremen", "neutral"),
        ("Sie trafen um 9:30 Uhr in Bremen ein.", "Bremen", "neutral"),
        ("Anna war überwältigt vom Empfang.", "Anna", "neutral"),
        ("Die Stürmerin Anna spielte mit.", "Anna", "neutral"),
    ],
)
def test_kinds_that_went_wrong(nlp, text, name, label):
    doc = next(iter(process(nlp, [("a", text)])))
    start = text.index(name)
    targets = pd.DataFrame([{"article_id": "a", "start": start, "end": start + len(name)}])
    assert target_sentiment([doc], targets)["label"].astype(str).tolist() == [label]


def test_learned_part_is_a_probability_and_goes_with_the_sum():
    model = shipped()
    for s in (-5.0, -1.0, 0.0, 1.0, 5.0):
        assert sum(model.probabilities(s)) == pytest.approx(1)
    assert model.judge(-5.0, "other")[0] == "negative" and model.judge(5.0, "other")[0] == "positive"
    assert model.judge(0.0, "actor")[0] == "neutral"
    goods = [model.probabilities(s)[2] for s in (-2.0, 0.0, 2.0)]
    assert goods == sorted(goods)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("soll\tmodal_factor\t0\t", "Merz soll versagt haben."),
        ("restlos\tintensifier\t1\t", "Merz hat restlos versagt."),
        ("ohne\tmanner_preposition\t0\t", "Merz arbeitete ohne jeden Erfolg."),
        ("zurückweisen\tverb_of_denial\t0\t", "Merz weist die Kritik an Scholz zurück."),
        ("am\tcontracted_preposition\t0\t", "Die Kritik am Minister Merz wächst."),
        ("seitens\tpreposition_synonym\t0\t", "Scholz wurde seitens Merz beleidigt."),
    ],
)
def test_a_users_words_move_the_polarity(nlp, tmp_path, line, text):
    (tmp_path / "words.tsv").write_text(f"lemma\tcategory\tweight\tnote\n{line}\n", encoding="utf-8")
    actors = ["Merz", "Scholz"]
    before, after = (
        list(target_sentiment([nlp(text)], actors=actors, lexicons=lists)["polarity"]) for lists in ("", str(tmp_path))
    )
    assert before != after
