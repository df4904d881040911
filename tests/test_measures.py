"""Measures of who speaks: values by hand and against scipy, groups, intervals, comparisons."""

import math

import hand_made
import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

import newskit as nk
from newskit import measures, tables
from newskit.measures.formulas import hedge_sums
from newskit.measures.groups import READABLE
from newskit.measures.permutation import holm
from newskit.measures.registry import TOPICS, find, registry


def made(n=12):
    """Articles of the outlets AAA (politics only, men) and BBB (politics, experts, citizens; women)."""
    base = hand_made.corpus(n)
    rows = []
    for k, key in enumerate(base.articles["article_id"]):
        said = ["politics", "politics"] if k % 2 == 0 else ["politics", "expert", "citizen"]
        rows += [
            hand_made._source(f"s{i}", f"N{k}{i}", role=role, named=role != "citizen", gender="male" if k % 2 == 0 else "female", n_words_quoted=5 * (i + 1))
            | {"article_id": key}
            for i, role in enumerate(said)
        ]  # fmt: skip
    articles = base.articles.to_dict("records")
    readable = [hand_made._readable(a["article_id"], v, n) for a in articles for v, n in (("all", 100), ("quoted", 30), ("newsroom", 70))]  # fmt: skip
    return hand_made.analysis(
        articles=articles, sources=rows, readability=readable, quotes=[], hedges=[], sentiment=[], difficulty=[]
    )


def values(table, group=None):
    rows = table if group is None else table[table["group"] == group]
    return dict(zip(rows["measure"], rows["value"], strict=True))


def test_values_by_hand():
    found = values(nk.source_measures(made(), by="outlet", n_resamples=50), "BBB")
    assert found["sources_per_article"] == 3
    assert found["share_quoted"] == pytest.approx(0.3)
    assert found["share_named"] == pytest.approx(2 / 3)
    assert found["share_women"] == 1
    assert found["share_expert"] == pytest.approx(1 / 3)
    assert found["shannon"] == pytest.approx(math.log(3))
    assert found["simpson"] == pytest.approx(2 / 3)
    assert found["pielou"] == pytest.approx(1)


def test_words_as_weight():
    found = values(nk.source_measures(made(), by="outlet", weight="words", n_resamples=50), "BBB")
    assert found["share_politics"] == pytest.approx(5 / 30)
    assert found["share_citizen"] == pytest.approx(15 / 30)
    assert found["sources_per_article"] == 3


def test_one_role_is_no_diversity():
    found = values(nk.source_measures(made(), by="outlet", n_resamples=50), "AAA")
    assert found["shannon"] == found["simpson"] == 0
    assert math.isnan(found["pielou"])


@given(st.lists(st.integers(0, 40), min_size=11, max_size=11).filter(lambda c: sum(c[:-1]) > 0))
def test_diversity_agrees_with_scipy(counts):
    sums = np.zeros(len(measures.SUMMED))
    sums[-11:] = counts
    known = np.array(counts[:-1])
    assert measures.shannon(sums) == pytest.approx(scipy.stats.entropy(known), abs=1e-12)
    assert measures.simpson(sums) == pytest.approx(1 - ((known / known.sum()) ** 2).sum())
    if (known > 0).sum() > 1:
        with np.errstate(divide="ignore", invalid="ignore"):
            assert measures.pielou(sums) == pytest.approx(scipy.stats.entropy(known) / math.log((known > 0).sum()))


def test_intervals_hold_the_value_and_narrow_with_more_articles():
    few, many = (nk.source_measures(made(n)).set_index("measure").loc["share_expert"] for n in (8, 200))
    for row in (few, many):
        assert row["low"] <= row["value"] <= row["high"]
    assert many["high"] - many["low"] < few["high"] - few["low"]


def test_groups():
    result = made(4)
    assert list(nk.source_measures(result, by="month", n_resamples=20)["group"].unique()) == [
        f"2026-0{k}" for k in (1, 2, 3, 4)
    ]
    assert set(nk.source_measures(result, n_resamples=20)["group"]) == {"all"}
    one_each = nk.source_measures(result, by="article", n_resamples=20)
    assert set(one_each["n_articles"]) == {1} and one_each["low"].isna().all()


def test_articles_that_name_no_group_are_told_apart():
    result = made(4)
    result.articles.loc[0, "section"] = "Politik"
    groups = nk.source_measures(result, by="section", n_resamples=20).groupby("group", dropna=False)["n_articles"].max()
    assert groups["Politik"] == 1 and groups[groups.index.isna()].iloc[0] == 3


def test_copies_can_be_left_out():
    result = made(4)
    result.articles.loc[3, "duplicate_of"] = "c1"
    assert nk.source_measures(result, copies=False, n_resamples=20)["n_articles"].max() == 3


def test_articles_that_were_not_measured_are_no_zeros():
    result = made(4)
    result.readability = result.readability[result.readability["article_id"] != "c0"]
    assert nk.source_measures(result, n_resamples=20)["n_articles"].max() == 3


@pytest.mark.parametrize("of", [hand_made.empty, hand_made.analysis, hand_made.corpus])
def test_little_or_nothing_to_measure(of):
    table = nk.source_measures(of(), n_resamples=20)
    assert list(table.columns) == ["group", "measure", "value", "low", "high", "n_articles", "n_sources"]
    assert len(table) == (len(measures.MEASURES) if len(of().readability) else 0)


def test_comparison():
    table = nk.compare_groups(made(20), "outlet", "AAA", "BBB").set_index("measure")
    assert table.loc["sources_per_article", ["first", "second", "difference"]].tolist() == [2, 3, -1]
    assert table.loc["share_women", "p_value"] < 0.001
    assert table.loc["share_quoted", "p_value"] == 1
    assert (table["p_holm"].dropna() >= table["p_value"].dropna()).all()
    assert math.isnan(table.loc["pielou", "p_value"])


def test_same_seed_same_table():
    pd.testing.assert_frame_equal(nk.source_measures(made(), seed=3), nk.source_measures(made(), seed=3))


def test_holm_by_hand():
    assert holm(np.array([0.01, np.nan, 0.04, 0.03])) == pytest.approx([0.03, np.nan, 0.06, 0.06], nan_ok=True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda r: nk.source_measures(r, by="colour"), "Cannot group by 'colour'. Allowed: article, day"),
        (lambda r: nk.source_measures(r, weight="letters"), "weight must be one of sources, words"),
        (lambda r: nk.compare_groups(r, "outlet", "AAA", "CCC"), "There is no group 'CCC' in 'outlet'. Found: 'AAA'"),
    ],
)
def test_wrong_options_are_told(call, message):
    with pytest.raises(ValueError, match=message):
        call(made(4))


def test_every_measure_says_formula_and_range():
    for name, measure in measures.MEASURES.items():
        doc = (measures.share_of_role if name.removeprefix("share_") in tables.ROLES else measure).__doc__
        assert doc and ("/" in doc or "=" in doc) and "0 " in doc, name


def test_every_measure_has_its_line_with_formula_unit_source_and_words():
    known = registry()
    tabled = {key[0] for key in hedge_sums(hand_made.analysis())} | {
        *READABLE,
        "polarity",
        "share_negative",
        "share_positive",
    }
    assert {find(name).measure for name in (*measures.MEASURES, *tabled)} == set(known)
    for line in known.values():
        assert line.topic in TOPICS and line.unit in ("share", "number") and line.formula and line.source
        assert (line.unit == "share") == line.measure.startswith("share_") and int(line.decimals) in (0, 1, 2)
        for language in ("de", "en"):
            assert len({line.word(kind, language) for kind in ("name", "more", "less")}) == 3
        assert f"| {line.measure} | {line.formula} | {line.unit} | {line.source} |" in nk.codebook()
