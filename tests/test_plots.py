"""Plots draw the numbers of the tables, say them in words, and never fail for want of data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hand_made
import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from newskit import plots
from newskit.errors import InputError
from newskit.plots.counts import hedge_rates
from newskit.plots.readability import swarm
from newskit.plots.sentiment import evaluations
from newskit.plots.timeline import over_time

PLOTS: dict[str, Callable[..., Axes]] = {name: getattr(plots, name) for name in plots.__all__ if name != "save"}


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    plt.switch_backend("agg")
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before, "a plot changed global settings"


def words(ax: Axes) -> list[str]:
    return [t.get_text() for t in [*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels()]]


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("make", [hand_made.analysis, hand_made.corpus, hand_made.empty])
def test_draws_in_both_languages(name: str, language: str, make: Callable[[], Any]) -> None:
    ax = PLOTS[name](make(), language=language)
    ax.get_figure().canvas.draw()
    assert ax.get_title(loc="left") and ax.get_label().startswith(ax.get_title(loc="left"))


@pytest.mark.parametrize("name", PLOTS)
def test_draws_on_given_axes(name: str) -> None:
    _, ax = plt.subplots()
    assert PLOTS[name](hand_made.analysis(), ax=ax) is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("name", PLOTS)
def test_without_data_says_so(name: str) -> None:
    ax = PLOTS[name](hand_made.empty())
    assert len(ax.texts) == 1 and ax.texts[0].get_text().endswith(".")


def test_sources_splits_named_and_anonymous() -> None:
    ax = plots.sources(hand_made.analysis())
    assert [bar.get_width() for bar in ax.patches] == [1, 0, 0, 1]
    assert ax.patches[2].get_hatch() == "////"
    assert ax.get_label() == "Quellen nach Rolle. Politik 1 (anonym 0), Fachleute 1 (anonym 1)"


def test_hedge_rates_are_per_thousand_words_of_the_voice() -> None:
    rates = hedge_rates(hand_made.analysis())
    assert rates.loc["epistemic_adverb", "quoted"] == pytest.approx(1000 * 2 / 18)
    assert rates.loc["approximator", "newsroom"] == pytest.approx(100)
    assert "111,1" in words(plots.hedges(hand_made.analysis()))
    assert "111.1" in words(plots.hedges(hand_made.analysis(), language="en"))


def test_few_cases_are_called_so() -> None:
    assert "Die Stadt\nn = 1, wenige Fälle" in words(plots.sentiment(hand_made.analysis()))
    row = hand_made.analysis().sentiment.iloc[0].to_dict()
    many = hand_made.analysis(sentiment=[row] * 10)
    assert "Die Stadt\nn = 10" in words(plots.sentiment(many))


def test_dollars_are_no_formula() -> None:
    row = hand_made.analysis().sentiment.iloc[0].to_dict() | {"actor": "A$AP $\\frac{ Rocky$"}
    ax = plots.sentiment(hand_made.analysis(sentiment=[row]))
    ax.get_figure().canvas.draw()
    assert words(ax)[1].startswith("A$AP $\\frac{ Rocky$")


def test_evaluations_leave_out_actors_never_evaluated() -> None:
    row = hand_made.analysis().sentiment.iloc[0].to_dict()
    neutral = row | {"actor": "Experten", "label": "neutral", "polarity": 0.0, "evidence": []}
    counts = evaluations(hand_made.analysis(sentiment=[row, neutral, row | {"label": "positive"}]))
    assert counts.to_dict("index") == {"Die Stadt": {"negative": 1, "neutral": 0, "positive": 1, "n": 2}}
    assert evaluations(hand_made.analysis(), voice="newsroom").empty


def test_timeline_counts_empty_months_as_no_value() -> None:
    made = hand_made.corpus(3)
    made.articles.loc[2, "published"] = made.articles.loc[0, "published"].replace(year=2027)
    rates = over_time(made, "quotes")
    assert len(rates) == 13 and rates["n_articles"].tolist() == [1, 1, *[0] * 10, 1]
    assert rates["rate"].notna().sum() == 3
    assert over_time(hand_made.analysis(), "hedges", "week")["rate"].tolist() == [pytest.approx(1000 * 3 / 30)]


def test_timeline_refuses_other_things() -> None:
    with pytest.raises(InputError, match="of is quotes or hedges"):
        plots.timeline(hand_made.analysis(), of="sources")


def test_readability_points_to_the_article() -> None:
    ax = plots.readability(hand_made.analysis(), corpus=hand_made.corpus())
    assert "dieser Artikel: 40,0" in words(ax) and "Median (12 Artikel): 46,5" in words(ax)


def test_swarm_keeps_points_apart() -> None:
    import pandas as pd

    values = pd.Series([1.0, 1.0, 1.0, 50.0])
    assert sorted(swarm(values, 49.0)) == [0, 0, 1, 2]


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_saved_twice_is_the_same(tmp_path: Path, suffix: str) -> None:
    made = []
    for n in range(2):
        ax = plots.sentiment(hand_made.analysis())
        made.append(plots.save(ax.get_figure(), tmp_path / f"{n}{suffix}").read_bytes())
    assert made[0] == made[1]
    assert b"<dc:date>" not in made[0]


def test_numbers_on_a_narrow_axis_differ() -> None:
    """Difficulties between 1 and 2 need a decimal: 1 2 2 2 says nothing."""
    made = hand_made.corpus()
    made.readability["difficulty"] = [1.1 + 0.05 * (n % 20) for n in range(len(made.readability))]
    ax = plots.readability(made, measure="difficulty")
    ax.get_figure().canvas.draw()
    numbers = [t.get_text() for t in ax.get_xticklabels()]
    assert len(set(numbers)) == len(numbers) and "," in numbers[0]


def test_readability_by_section_and_voice() -> None:
    made = hand_made.corpus()
    made.articles["section"] = ["Politik", "Sport"] * 6
    ax = plots.readability(made, by="section", measure="difficulty")
    assert ax.get_title(loc="left").startswith("Schwierigkeit nach Ressort")
    assert "Politik" in ax.get_label() and "Sport" in ax.get_label()
    assert "Schwierigkeit" in ax.get_label()
    nothing = plots.readability(made, voice="newsroom")
    assert nothing.get_label()


def test_an_axis_speaks_of_intervals_only_where_there_are_some() -> None:
    """Of few articles none is drawn."""
    made = hand_made.analysis()
    for axes in (plots.source_shares(made), plots.portrayal(made)):
        assert "Intervall" not in axes.get_xlabel()
    assert "Intervall" in plots.source_shares(many_articles()).get_xlabel()


def many_articles() -> Any:
    """Ten articles, in every other one a source."""
    articles = hand_made.corpus(10)
    sources = [
        hand_made._source("s1", "Karl Weber", role="business") | {"article_id": f"c{k}"} for k in range(0, 10, 2)
    ]
    return hand_made.analysis(
        articles=articles.articles.to_dict("records"), readability=articles.readability.to_dict("records"), sources=sources, quotes=[], hedges=[], sentiment=[], difficulty=[]
    )  # fmt: skip
