"""What must be found in the real agency article, with its flaws."""

import pytest

from newskit.analysis import analyze
from newskit.loaders import load_articles


@pytest.fixture(scope="module")
def result(nlp, seed_path):
    return analyze(load_articles(seed_path), pipeline=nlp, progress=False)


def test_singh_is_one_person(result):
    singh = result.sources[result.sources["name"].str.contains("Singh")]
    assert len(singh) == 1
    row = singh.iloc[0]
    assert (row["name"], row["kind"], row["role"], row["gender"]) == ("Sabrina Singh", "person", "politics", "female")
    assert row["n_quotes"] >= 4


def test_people_and_bodies(result):
    persons = set(result.sources[result.sources["kind"] == "person"]["name"])
    assert {"Mark Rutte", "Yoon Suk-yeol", "Joe Biden"} <= persons and any("Lawrow" in n for n in persons)
    assert not any("Austin" in n for n in persons)
    actors = set(result.mentions[result.mentions["kind"] == "person"]["text"])
    assert any("Austin" in t for t in actors)
    assert "Pentagon" in set(result.sources["name"])


def test_anonymous_groups(result):
    groups = result.sources[(result.sources["kind"] == "group") & ~result.sources["named"]]
    assert {"westliche Beamte", "europäische Beamte"} <= set(groups["name"])
    assert any("Regierungen" in n for n in result.sources["name"])


def test_agencies_are_credits(result):
    assert set(result.articles["agencies"].iloc[0]) == {"AP", "Reuters"}
    assert not {"Associated Press", "Reuters", "AP"} & set(result.sources["name"])


def test_hedges_and_their_voice(result):
    hedges = {(row.text.lower(), row.voice) for row in result.hedges.itertuples()}
    words = {w for w, _ in hedges}
    assert {"vermutlich", "etwa"} <= words and "könnte" in words and any("unklar" in w for w in words)
    assert ("vermutlich", "quoted") in hedges
    row = result.hedges[result.hedges["text"] == "vermutlich"].iloc[0]
    names = dict(zip(result.sources["source_id"], result.sources["name"], strict=True))
    assert names[row["speaker_source_id"]] == "Sabrina Singh"


def test_the_flaws_are_survived(result):
    text = result.articles["text"].iloc[0]
    starts = {text[s : s + 15] for s in result.sentences["start"]}
    assert "Nordkoreanische" in starts
    assert any("Sehr gefährlich" in t for t in result.quotes["text"])
    assert "quotes" in set(result.problems["stage"])
