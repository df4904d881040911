"""Copies of articles: found, counted, dated, and left out when asked for."""

import importlib
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit as nk
from newskit.corpus import mark_duplicates
from newskit.errors import InputError

module = importlib.import_module("newskit.corpus.duplicates")

AGENCY = (
    "Nach dem Unwetter im Oberland sind drei Straßen gesperrt. Wie die Feuerwehr mitteilte, liefen in der Nacht rund vierzig "
    "Keller voll. Verletzt wurde niemand. Der Landrat sprach von einem Schaden in Millionenhöhe und kündigte schnelle Hilfe an. "
    "Am Wochenende soll es wieder trocken bleiben, sagte ein Meteorologe des Wetterdienstes."
)
OWN = (
    "Im Gemeindehaus von Altenwerra stapeln sich die Sandsäcke. Helferinnen schöpfen seit dem frühen Morgen, und auf dem Markt "
    "verteilt eine Bäckerin Brötchen an alle, die mit anpacken."
)


def frame(*texts: str, **columns) -> pd.DataFrame:
    """Articles a, b, c ... as load_articles makes them."""
    ids = [chr(ord("a") + n) for n in range(len(texts))]
    return nk.load_articles(pd.DataFrame({"article_id": ids, "text": list(texts)} | columns))


def test_a_copy_names_the_earliest_by_date_then_order_and_nothing_is_dropped():
    changed = AGENCY.replace("rund vierzig", "etwa vierzig")
    made = frame(
        changed,
        OWN,
        AGENCY + " (dpa)",
        "Vorab: " + AGENCY,
        published=["2025-10-03 12:00", None, "2025-10-03 09:00", None],
    )
    assert made.article_id.tolist() == ["a", "b", "c", "d"]
    assert made.duplicate_of.fillna("").tolist() == ["c", "", "", "c"]
    assert nk.load_articles(made, duplicates=False).duplicate_of.isna().all()


def test_what_most_of_which_is_new_is_no_copy():
    made = frame(AGENCY, OWN + " " + OWN.upper()[:0] + " ".join(reversed(OWN.split())) + " " + AGENCY.split(". ")[0])
    assert made.duplicate_of.isna().all()
    assert (
        frame("Es regnet heute wieder im ganzen Land.", "Es regnet, heute wieder im ganzen Land!")
        .duplicate_of.isna()
        .all()
    )


def test_two_stage_copies_are_measured_against_the_first():
    half = ". ".join(AGENCY.split(". ")[:3]) + "."
    longer = half + " " + OWN  # takes less than half of its words from the first
    made = frame(AGENCY, half, longer)
    assert made.duplicate_of.fillna("").tolist() == ["", "a", ""]


def test_clusters_say_who_took_what_when_and_with_how_much_change():
    words = AGENCY.split()
    shorter = " ".join(words[: len(words) // 2])
    made = frame(
        OWN, shorter + " (dpa)", AGENCY, outlet=["Bote", "Kurier", "Post"],
        published=["2025-10-03 08:00", "2025-10-03 10:30", "2025-10-03 09:00"],
    )  # fmt: skip
    table = nk.duplicates(made)
    assert table.article_id.tolist() == ["c", "b"] and table.cluster.tolist() == [0, 0]
    first, copy = table.to_dict("records")
    assert pd.isna(first["duplicate_of"]) and pd.isna(first["share_changed"]) and pd.isna(first["hours_after"])
    assert (copy["duplicate_of"], copy["outlet"], copy["hours_after"]) == ("c", "Kurier", 1.5)
    n = len(words) // 2
    assert copy["share_changed"] == pytest.approx(1 / (n + 1))  # dpa is the one new word
    assert copy["share_taken"] == pytest.approx(n / len(words))
    assert copy["agencies"] == ["dpa"] and first["agencies"] == [] and first["cluster_agencies"] == ["dpa"]


def test_clusters_without_copies_or_without_their_first():
    assert nk.duplicates(frame(OWN)).empty
    assert list(nk.duplicates(frame())) == list(nk.duplicates(frame(AGENCY, AGENCY + " Neu.")))
    made = frame(AGENCY, AGENCY + " Neu.", AGENCY + " Ganz neu.")
    rest = nk.duplicates(made.iloc[1:])
    assert rest.article_id.tolist() == ["b", "c"] and rest.share_changed.isna().all()


def test_threshold():
    made = frame(AGENCY, AGENCY + " " + OWN)
    assert made.duplicate_of.notna().sum() == 1
    assert mark_duplicates(made, threshold=0.9).isna().all()
    for wrong in (0, 1.1):
        with pytest.raises(InputError, match="no share"):
            mark_duplicates(made, threshold=wrong)


def test_many_articles_give_the_same_by_minhash_as_pair_by_pair(monkeypatch):
    rng = random.Random(7)
    words = [f"wort{n}" for n in range(3000)]
    texts = [" ".join(rng.choices(words, k=rng.randint(5, 150))) for _ in range(250)]
    copies = [" ".join(text.split()[: round(len(text.split()) * share)]) for text in texts[:60] for share in (0.9, 0.6)]
    mixed = texts + copies
    rng.shuffle(mixed)
    made = frame(*dict.fromkeys(mixed))
    monkeypatch.setattr(module, "ALL_PAIRS", 10**6)
    exact = mark_duplicates(made)
    monkeypatch.setattr(module, "ALL_PAIRS", 0)
    assert exact.notna().sum() > 90
    assert mark_duplicates(made).fillna("").tolist() == exact.fillna("").tolist()


def test_a_text_taken_a_thousand_times_is_compared_once_each(monkeypatch):
    texts = [f"{AGENCY} Ausgabe{n}" for n in range(1000)]
    calls = []
    monkeypatch.setattr(module, "share_in_common", lambda one, other: calls.append(1) or 1.0)
    made = frame(*texts)
    assert made.duplicate_of.fillna("").tolist() == ["", *["a"] * 999]
    assert len(calls) == 999


@given(st.lists(st.text(alphabet="aäbc \u00ad.\n😀", max_size=120) | st.text(max_size=60), max_size=8))
def test_odd_texts_are_no_error_and_copies_are_earlier(texts):
    made = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts, "published": pd.NaT})
    found = mark_duplicates(made)
    assert all(int(first) < place for place, first in enumerate(found) if first is not pd.NA)


def test_analyses_take_the_first_only_when_asked(nlp):
    made = frame(
        AGENCY,
        AGENCY + " Neu.",
        OWN,
        "The minister said that he would not have been in the room at the time of the accident.",
    )
    kept = nk.analyze(made, pipeline=nlp, progress=False)
    assert kept.articles.article_id.tolist() == ["a", "b", "c"]
    assert kept.problems[["article_id", "stage"]].values.tolist() == [["d", "language"]]
    assert "(language en)" in kept.problems.reason[0] and "d" not in set(kept.sentences.article_id)
    first = nk.analyze(made, pipeline=nlp, progress=False, duplicates="first")
    assert set(first.sentences.article_id) == {"a", "c"} == set(first.articles.article_id)
    assert dict(zip(first.problems.article_id, first.problems.stage, strict=True)) == {
        "d": "language",
        "b": "duplicates",
    }
    with pytest.raises(InputError, match="Allowed: keep, first"):
        nk.analyze(made, pipeline=nlp, duplicates="last")


def test_nothing_german_is_an_error_that_says_so(nlp):
    english = frame("The minister said that he would not have been in the room at the time of the accident.")
    with pytest.raises(InputError, match=r"no German article.*\(en\)"):
        nk.analyze(english, pipeline=nlp)
