"""Two groups on all measures: numbers worked out by hand, verdicts, and the comparison report."""

from __future__ import annotations

import math
import re

import hand_made
import numpy as np
import pandas as pd
import pytest

import newskit as nk
from newskit import plots, report
from newskit.measures.comparison import VERDICTS, largest_groups, smallest_p
from newskit.measures.intervals import article_spread, difference_intervals
from newskit.measures.registry import TOPICS, amount, gap, measure_name, more_or_less
from newskit.report.sections import TOPICS as SECTIONS

FAST = {"n_resamples": 50, "n_permutations": 2000}


def made(n: int = 24, easier: float = 20.0, outlets: str = "AB", **columns):
    """Articles of groups by turns; those of the second outlet are easier to read, all else is alike."""
    articles, readable = [], []
    for k in range(n):
        group = outlets[k % len(outlets)]
        articles.append(
            hand_made.article(f"c{k}", title=f"Titel {k}", text=hand_made.TEXT + str(k), outlet=group, **columns)
        )
        value = 40.0 + k % 5 + (easier if group == "B" else 0)
        readable += [
            hand_made._readable(f"c{k}", v, w, value) for v, w in (("all", 28), ("newsroom", 18), ("quoted", 10))
        ]
    hedges = [hand_made._hedge("etwa", "approximator", "newsroom", None) | {"article_id": f"c{k}"} for k in range(n)]
    return hand_made.analysis(
        articles=articles, readability=readable, quotes=[], sources=[], hedges=hedges, sentiment=[], difficulty=[]
    )


def row(table: pd.DataFrame, measure: str, voice: str | None = None) -> pd.Series:
    rows = table[(table["measure"] == measure) & (table["voice"].isna() if voice is None else table["voice"].eq(voice))]
    assert len(rows) == 1
    return rows.iloc[0]


def test_what_differs_what_does_not_and_what_cannot_be_told():
    table = nk.compare_all(made(), "outlet", "A", "B", **FAST)
    flesch = row(table, "flesch_amstad", "newsroom")
    assert flesch["verdict"] == "differs" and flesch["p_holm"] < 0.05
    assert flesch["difference_low"] < flesch["difference"] < flesch["difference_high"] < 0
    assert row(table, "share_quoted")["verdict"] == "not_shown"
    assert row(table, "polarity", "newsroom")["verdict"] == "too_few"
    assert set(table["topic"]) == set(TOPICS) and set(table["verdict"]) <= set(VERDICTS)
    assert table["p_holm"].isna().tolist() == table["verdict"].eq("too_few").tolist()


def test_values_are_those_of_the_single_functions():
    result = made()
    table = nk.compare_all(result, "outlet", "A", "B", **FAST)
    hedges = nk.hedge_measures(result, "outlet", n_resamples=20).query("category == 'all' and voice == 'newsroom'")
    assert row(table, "hedges_per_1000_words", "newsroom")["first"] == pytest.approx(hedges["value"].iloc[0])
    readable = nk.readability_measures(result, "outlet", n_resamples=20).query("measure == 'lix' and voice == 'quoted'")
    assert row(table, "lix", "quoted")["second"] == pytest.approx(readable["value"].iloc[1])
    sources = nk.source_measures(result, "outlet", n_resamples=20).query("measure == 'share_quoted'")
    assert row(table, "share_quoted")["first"] == pytest.approx(sources["value"].iloc[0])


def test_evaluations_are_counted_per_mention():
    table = nk.compare_all(_evaluated(), "outlet", "A", "B", **FAST)
    found = row(table, "share_negative", "quoted")
    assert (found["first"], found["second"], found["n_first"], found["n_second"]) == (1.0, 0.5, 12, 12)
    assert row(table, "polarity", "quoted")["second"] == pytest.approx((-0.8 + 0.6) / 2)


def _evaluated():
    base = hand_made.analysis().sentiment.to_dict("records")[0]
    result, rows = made(), []
    for k in range(24):
        rows.append(base | {"article_id": f"c{k}"})
        if k % 2:
            rows.append(base | {"article_id": f"c{k}", "label": "positive", "polarity": 0.6})
    tables = {name: t.to_dict("records") for name, t in result.tables.items()}
    return hand_made.analysis(**tables | {"sentiment": rows})


def test_same_numbers_every_time_and_the_sign_turns_with_the_order():
    one, again = (nk.compare_all(made(), "outlet", "A", "B", **FAST) for _ in range(2))
    pd.testing.assert_frame_equal(one, again)
    turned = nk.compare_all(made(), "outlet", "B", "A", **FAST)
    assert row(turned, "lix", "newsroom")["difference"] == -row(one, "lix", "newsroom")["difference"]
    assert turned["verdict"].tolist() == one["verdict"].tolist()


def test_few_articles_are_never_said_to_differ_or_not():
    table = nk.compare_all(made(6), "outlet", "A", "B", **FAST)
    assert set(table["verdict"]) == {"too_few"}
    said = report.section("summary", report.comparing(made(6), "outlet", **FAST))
    assert "zu wenige Artikel für einen Test" in said.text
    assert "lässt, weil zu wenige Artikel" in said.text and "Kein Unterschied ist größer" not in said.text


@pytest.mark.parametrize(
    ("first", "second", "p"), [(3, 3, 2 / 20), (2, 3, 1 / 10), (30, 30, 1 / 5001), (0, 5, 1.0), (1, 1, 1.0)]
)
def test_smallest_p(first, second, p):
    assert smallest_p(first, second, 5000) == pytest.approx(p)


@pytest.mark.parametrize(
    ("first", "second", "message"), [("A", "X", "There is no group 'X' in 'outlet'"), ("A", "A", "with itself")]
)
def test_groups_that_cannot_be_compared(first, second, message):
    with pytest.raises(nk.InputError, match=message):
        nk.compare_all(made(), "outlet", first, second, **FAST)


def test_spread_of_a_mean_is_the_standard_deviation():
    rng = np.random.default_rng(0)
    a, b = (np.c_[rng.normal(size=12), np.ones(12)] for _ in range(2))
    pooled = math.sqrt((a[:, 0].var(ddof=1) + b[:, 0].var(ddof=1)) / 2)
    assert article_spread(a, b, lambda s: s[..., 0] / s[..., 1]) == pytest.approx(pooled)
    assert math.isnan(article_spread(a[:1], b, lambda s: s[..., 0] / s[..., 1]))
    assert math.isnan(article_spread(b * 0 + 1, b * 0 + 1, lambda s: s[..., 0] / s[..., 1]))


def test_intervals_of_differences_hold_the_true_one_as_often_as_they_say():
    rng, held = np.random.default_rng(1), 0
    for k in range(200):
        a, b = (np.c_[rng.normal(shift, 1, size=40), np.ones(40)] for shift in (0.5, 0.0))
        low, high = difference_intervals(a, b, {"m": lambda s: s[..., 0] / s[..., 1]}, n_resamples=400, seed=k)["m"]
        held += low <= 0.5 <= high
    assert 0.90 <= held / 200 <= 0.99


def page(both) -> str:
    return "".join(report.section(topic, both).html for topic in SECTIONS["comparison"])


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("of", [made, _evaluated])
def test_every_number_leads_to_its_passages(of, language):
    both = report.comparing(of(), "outlet", language=language, **FAST)
    html = page(both)
    links, ids = set(re.findall(r'href="#([^"]+)"', html)), re.findall(r' id="([^"]+)"', html)
    assert links and links <= set(ids) and len(ids) == len(set(ids))
    summary = report.section("summary", both)
    sides = [both.value(r, side) for r in both.rows("differs") for side in ("first", "second")]
    assert sides and all(re.search(rf'<a href="#c-[12]-[^"]+">{re.escape(v)}</a>', summary.html) for v in sides)
    assert "{" not in summary.text


def test_the_sentences_say_what_the_numbers_say():
    said = report.section("summary", report.comparing(made(), "outlet", first="A", second="B", **FAST)).text
    assert "Bei A liest sich der Text in den Worten der Redaktion schwerer (Flesch-Wert) als bei B: 4" in said
    turned = report.section("summary", report.comparing(made(), "outlet", first="B", **FAST)).text
    assert "Bei B liest sich der Text in den Worten der Redaktion leichter (Flesch-Wert) als bei A: 6" in turned
    same = report.section("summary", report.comparing(made(easier=0), "outlet", **FAST)).text
    assert "Kein Unterschied ist größer, als der Zufall erwarten lässt." in same
    assert "Nicht belegt heißt nicht gleich" in same and "Bei A " not in same


def test_the_two_largest_groups_or_those_named():
    result = made(30, outlets="ABBCC")
    assert list(largest_groups(result, "outlet").items()) == [("B", 12), ("C", 12), ("A", 6)]
    assert report.comparing(result, "outlet", **FAST).pair == ("B", "C")
    assert report.comparing(result, "outlet", second="A", **FAST).pair == ("B", "A")
    assert report.comparing(result, "outlet", first="C", **FAST).pair == ("C", "B")
    assert "1 weitere Gruppe." in report.section("summary", report.comparing(result, "outlet", **FAST)).text
    with pytest.raises(nk.InputError, match="Found: 'B', 'C', 'A'"):
        report.comparing(result, "outlet", first="X", **FAST)
    with pytest.raises(nk.InputError, match="Nothing to compare by"):
        report.comparing(result, "", **FAST)


def test_one_group_or_none_is_said():
    alone = report.comparing(made(4, outlets="A"), "outlet", **FAST)
    assert "nur eine Gruppe: A (4 Artikel)" in report.section("summary", alone).text
    nothing = report.comparing(hand_made.empty(), "outlet", **FAST)
    assert "Kein Artikel nennt etwas unter „Medium“" in report.section("summary", nothing).text
    for both in (alone, nothing):
        assert both.frames == {} and page(both) and both.text
        assert len(plots.differences(both.analysis, table=both.table, groups=both.pair).texts) == 1


def test_copies_can_be_left_out():
    result = made()
    result.articles.loc[2, "duplicate_of"] = "c0"
    both = report.comparing(result, "outlet", copies=False, **FAST)
    assert both.sizes["A"] == 11 and "c2" not in both.names and 'id="a-c2-0"' not in page(both)
    assert "wiederholen einen früheren" in report.section("summary", report.comparing(result, "outlet", **FAST)).text


def test_article_text_is_never_markup():
    text = hand_made.NASTY
    quote = hand_made.quote(text, text[:40], 0, "direct", source_id="s1")
    articles = [hand_made.article(a, text=text, title="<img src=x>", outlet=f"<i>{a}</i>") for a in ("a1", "a2")]
    readable = [hand_made._readable(a, v, 20) for a in ("a1", "a2") for v in ("all", "newsroom", "quoted")]
    result = hand_made.analysis(
        articles=articles, readability=readable, quotes=[quote], sources=[hand_made._source("s1", "<b>jemand</b>")],
        hedges=[], sentiment=[], difficulty=[],
    )  # fmt: skip
    html = page(report.comparing(result, "outlet", **FAST))
    assert "<script" not in html and "<img" not in html and "<b>jemand" not in html and "<i>a" not in html


def test_the_plot_says_the_differences_in_words():
    table = nk.compare_all(made(), "outlet", "A", "B", **FAST)
    ax = plots.differences(made(), table=table, groups=("A", "B"))
    ax.get_figure().canvas.draw()
    assert "A – B" in ax.get_label() and "(verschieden)" in ax.get_label()
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert "Lesbarkeit" in names and "Flesch-Wert, Redaktion" in names
    low, high = ax.get_xlim()
    points = np.concatenate([line.get_xdata() for line in ax.lines])
    assert low < points.min() and points.max() < high


def test_numbers_and_words():
    assert amount("share_women", 0.24, 0.12, 0.38, "de") == "24\N{NO-BREAK SPACE}% (12–38)"
    assert amount("polarity", -0.2, -0.31, -0.08, "de") == "−0,20 (−0,31 bis −0,08)"
    assert gap("share_women", 0.1, -0.02, 0.22, "de") == "+10\N{NO-BREAK SPACE}Punkte (−2 bis 22)"
    assert gap("lix", float("nan"), 0, 0, "de") == "–"
    assert measure_name("share_expert", "", "de") == "Rolle: Fachleute"
    assert more_or_less("share_expert", "", False, "en") == "sources of the role “experts” have a smaller share"


def test_every_measure_has_its_words():
    table = nk.compare_all(_evaluated(), "outlet", "A", "B", **FAST)
    for measure, voice in zip(table["measure"], table["voice"].fillna(""), strict=True):
        for language in ("de", "en"):
            assert measure_name(measure, voice, language).split(",")[0] != measure
            more, less = (more_or_less(measure, voice, higher, language) for higher in (True, False))
            assert more != less and "{" not in more + less


def test_unknown_topic():
    with pytest.raises(nk.InputError, match="There is no topic 'weather'. Allowed: head"):
        report.section("weather", report.comparing(made(4), "outlet", **FAST))
