"""Measures of hedging and readability per group, on numbers worked out by hand and on the sample."""

from pathlib import Path

import hand_made
import pandas as pd
import pytest

import newskit as nk
from newskit import tables


def pick(table: pd.DataFrame, measure: str, **where: str) -> float:
    """The one value of a measure."""
    rows = table[table["measure"] == measure]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def test_rates_by_category_and_voice() -> None:
    made = hand_made.analysis()  # newsroom: etwa in 10 words; quoted: wohl, vermutlich in 18
    table = nk.hedge_measures(made)
    assert pick(table, "hedges_per_1000_words", voice="all", category="all") == pytest.approx(3000 / 28)
    assert pick(table, "hedges_per_1000_words", voice="newsroom", category="approximator") == pytest.approx(100)
    assert pick(table, "hedges_per_1000_words", voice="quoted", category="epistemic_adverb") == pytest.approx(2000 / 18)
    assert pick(table, "hedges_per_1000_words", voice="quoted", category="evidential") == 0


def test_share_of_hedged_sentences_and_quotations() -> None:
    made = hand_made.analysis()  # all three hedges stand in sentence 0 of two sentences, both the newsroom's
    table = nk.hedge_measures(made)
    assert pick(table, "share_hedged_sentences", voice="all") == pytest.approx(1 / 2)
    hedged = {
        int(q)
        for q, pieces in zip(made.quotes["quote_id"], made.quotes["quote_segments"], strict=True)
        for start in made.hedges.loc[made.hedges["voice"] == "quoted", "start"]
        if any(a <= start < b for a, b in pieces)
    }
    assert pick(table, "share_hedged_quotations", quote_type="all") == pytest.approx(len(hedged) / len(made.quotes))


def test_strength_is_averaged_over_hedges_that_have_one() -> None:
    made = hand_made.analysis()
    steps = ["likely", "possible", None]
    made.hedges["strength"] = pd.Categorical(steps, categories=list(tables.STRENGTHS), ordered=True)
    table = nk.hedge_measures(made)
    assert pick(table, "mean_strength", voice="all") == pytest.approx(4.5)
    assert table.loc[(table["measure"] == "mean_strength") & (table["voice"] == "all"), "n"].tolist() == [2]


def test_readability_is_weighted_and_compared_with_the_corpus() -> None:
    made = hand_made.corpus(4)  # outlets AAA and BBB in turns, flesch 30, 33, 36, 39, four sentences each
    table = nk.readability_measures(made, "outlet", measures=("flesch_amstad",))
    rows = table[table["voice"] == "all"].set_index("group")
    assert rows["value"].to_dict() == {"AAA": pytest.approx(33), "BBB": pytest.approx(36)}
    assert rows["corpus"].tolist() == pytest.approx([34.5, 34.5])
    assert rows["difference"].tolist() == pytest.approx([-1.5, 1.5])
    assert {str(table[name].dtype) for name in ("corpus", "difference")} == {"float64"}
    assert rows["low"].isna().all()  # two articles each
    rows = nk.readability_measures(hand_made.corpus(10), "outlet", measures=("flesch_amstad",))
    rows = rows[rows["voice"] == "all"]
    assert (rows["low"] <= rows["value"]).all() and (rows["value"] <= rows["high"]).all()


def test_each_article_by_itself_has_no_interval() -> None:
    table = nk.readability_measures(hand_made.corpus(3), "article", measures="lix")
    assert set(table["group"]) == {"c0", "c1", "c2"}
    assert table["low"].isna().all()


def test_odd_wishes_are_named() -> None:
    with pytest.raises(nk.InputError, match="beauty"):
        nk.readability_measures(hand_made.analysis(), measures=("beauty",))
    with pytest.raises(nk.InputError, match="nowhere"):
        nk.hedge_measures(hand_made.analysis(), "nowhere")


def test_draws_of_zeros_give_no_interval(sample_dir: Path) -> None:
    table = nk.hedge_measures(nk.analyze(sample_dir, progress=False))
    shares = table[table["measure"].str.startswith("share_hedged")]
    none = (shares["n"] == 0) | (shares["n"] == shares["of"])
    assert shares.loc[none, "low"].isna().all() and shares.loc[~none, "low"].notna().all()


def test_nothing_gives_no_values() -> None:
    table = nk.hedge_measures(hand_made.empty())
    assert table["value"].isna().all()


def test_the_sample_by_outlet(sample_dir: Path) -> None:
    result = nk.analyze(sample_dir, progress=False)
    table = nk.hedge_measures(result, "outlet", n_resamples=200)
    rates = table[(table["measure"] == "hedges_per_1000_words") & (table["category"] == "all")]
    total = rates[rates["voice"] == "all"]
    assert total["n"].sum() == len(result.hedges)
    assert (total["low"] <= total["value"]).all() and (total["value"] <= total["high"]).all()
    shares = table[table["measure"].str.startswith("share_")]["value"].dropna()
    assert shares.between(0, 1).all()
    easy = nk.readability_measures(result, "outlet", n_resamples=200)
    assert easy["value"].notna().any() and set(easy["voice"]) == set(tables.READABILITY_VOICES)
