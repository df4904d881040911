"""Portrayal summed up: means per actor with intervals, and who speaks how about whom."""

from __future__ import annotations

from typing import Any

import hand_made
import numpy as np
import pytest

from newskit import plots
from newskit.errors import InputError
from newskit.measures.portrayal import FEW, actor_measures, speaker_network


def row(article_id: str, actor: str, polarity: float, **values: Any) -> dict[str, Any]:
    label = "neutral" if abs(polarity) < 0.31 else "positive" if polarity > 0 else "negative"
    return {
        "article_id": article_id, "actor": actor, "source_id": "s9", "start": 0, "end": 3, "sentence_id": 0, "polarity": polarity,
        "label": label, "voice": "newsroom", "speaker_source_id": None, "evidence": [], "rule": "by_hand",
    } | values  # fmt: skip


def many() -> Any:
    rows = [row(f"a{k % 4}", "Merz", 0.5 if k % 2 else -0.1) for k in range(12)]
    rows += [row("a1", "Scholz", -0.8, voice="quoted", speaker_source_id="s1") for _ in range(3)]
    rows += [row("a1", "Scholz", 0.4, voice="quoted", speaker_source_id="s1")]
    return hand_made.analysis(sentiment=rows)


def test_means_labels_and_few_cases():
    table = actor_measures(many()).set_index("actor")
    assert table.loc["Merz", ["n_mentions", "n_articles", "n_positive", "n_neutral"]].tolist() == [12, 4, 6, 6]
    assert table.loc["Merz", "polarity"] == pytest.approx(0.2)
    assert table["few"].to_dict() == {"Merz": False, "Scholz": True} and FEW == 10


def test_interval_holds_the_mean_and_is_the_same_each_time():
    made = hand_made.analysis(sentiment=[row(f"a{k % 6}", "Merz", 0.5 if k % 2 else -0.1 * (k % 3)) for k in range(18)])
    table = actor_measures(made)
    assert (table["low"] <= table["polarity"]).all() and (table["polarity"] <= table["high"]).all()
    assert actor_measures(made).equals(table)


def test_an_actor_of_few_articles_has_no_interval():
    table = actor_measures(many())
    assert table["n_articles"].tolist() == [4, 1] and np.isnan(table["low"]).all()
    table = actor_measures(hand_made.analysis())
    assert np.isnan(table["low"]).all() and table["few"].all()


def test_voice_is_heeded_and_checked():
    assert actor_measures(many(), voice="quoted")["actor"].tolist() == ["Scholz"]
    with pytest.raises(InputError, match="newsroom"):
        actor_measures(many(), voice="reader")


def test_network_is_one_row_per_speaker_and_actor():
    table = speaker_network(many())
    assert table[["speaker", "actor", "n", "n_negative", "n_positive"]].values.tolist() == [
        ["Anna Maier", "Scholz", 4, 3, 1]
    ]
    assert table["polarity"].tolist() == [pytest.approx(-0.5)]
    assert set(speaker_network(many(), newsroom="Redaktion")["speaker"]) == {"Anna Maier", "Redaktion"}


def test_plots_say_few_cases_and_who_speaks():
    assert "Scholz: -0,5 (n = 4, wenige Fälle)".replace("-", "−") in plots.portrayal(many()).get_label().replace(
        "0,50", "0,5"
    ).replace("-", "−")
    assert "few cases" in plots.portrayal(many(), language="en").get_label()
    assert "Anna Maier über Scholz" in plots.network(many()).get_label()
