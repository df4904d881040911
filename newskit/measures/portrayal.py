"""How actors are portrayed, summed up: per actor, and who speaks how about whom.

    nk.actor_measures(result)            # per actor: mentions, mean polarity, bootstrap interval
    nk.speaker_network(result)           # one groupby: speaker, actor, number, mean polarity

It is the portrayal in the text, by the newsroom or by those it quotes; not the truth, and not what readers feel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..checks import needs_result
from ..errors import InputError
from .intervals import bootstrap_interval

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis
    from .intervals import Floats

#: Below this number of mentions a mean says little; plots and tables say so.
FEW = 10
VOICES = (None, "newsroom", "quoted")
COLUMNS = [
    "actor",
    "n_mentions",
    "n_articles",
    "n_negative",
    "n_neutral",
    "n_positive",
    "polarity",
    "low",
    "high",
    "few",
]


def mean_polarity(sums: Floats) -> Floats:
    """Mean polarity of mentions: sum of polarities / number of mentions. -1 (bad light) to 1 (good light).

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: most mentions are neutral, so the mean
    lies near 0; an actor named often in passing looks milder than one that is judged whenever it is named.
    """
    return sums[..., 0] / sums[..., 1]


@needs_result
def actor_measures(
    result: Analysis, *, voice: str | None = None, level: float = 0.95, n_resamples: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """Mentions, labels and mean polarity of each actor, with a bootstrap interval; those most often mentioned first.

    Actors of several articles are merged by name. Units of the bootstrap are articles (mentions of one article depend
    on each other), so an actor of fewer than five articles has no interval.

    Args:
        result: of analyze().
        voice: only the newsroom's evaluations ("newsroom"), or only those of quoted sources ("quoted"); None: both.
        level: of the interval.
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per actor: actor, n_mentions, n_articles, n_negative, n_neutral, n_positive, polarity (mean, -1 to 1),
        low, high (NaN for fewer than five articles), few (fewer than ten mentions: the mean says little).

    Raises:
        InputError: the voice is not known.
    """
    import pandas as pd

    rows = _of_voice(result, voice)
    made: list[dict[str, Any]] = []
    for actor, part in rows.groupby("actor", observed=True, sort=True):
        counts = part["label"].astype(str).value_counts()
        units = _units(part)
        interval = bootstrap_interval(units, mean_polarity, level=level, n_resamples=n_resamples, seed=seed)
        made.append({
            "actor": str(actor), "n_mentions": len(part), "n_articles": part["article_id"].nunique(),
            **{f"n_{label}": int(counts.get(label, 0)) for label in ("negative", "neutral", "positive")},
            "polarity": float(part["polarity"].mean()), "low": interval.low, "high": interval.high,
            "few": len(part) < FEW,
        })  # fmt: skip
    table = pd.DataFrame(made, columns=COLUMNS)
    return table.sort_values(["n_mentions", "actor"], ascending=[False, True], ignore_index=True)


def _units(part: pd.DataFrame) -> Floats:
    """(sum of polarities, number) of each article."""
    sums = part.groupby("article_id", observed=True)["polarity"].agg(["sum", "count"])
    units: Floats = sums.to_numpy(dtype=float)
    return units


@needs_result
def speaker_network(result: Analysis, *, newsroom: str | None = None) -> pd.DataFrame:
    """Who speaks how about whom: one row per speaker and actor, from evaluations that are not neutral.

    Args:
        result: of analyze().
        newsroom: a name for the newsroom, to have its own evaluations among the rows; None: only quoted speakers.

    Returns:
        speaker, actor, n (evaluations), n_negative, n_positive, polarity (their mean, -1 to 1); most frequent first.
        Evaluations by sources that the text does not name, and what somebody says of themselves, are left out.
    """
    rows = result.sentiment[result.sentiment["label"].astype(str) != "neutral"]
    names = result.sources[["article_id", "source_id", "name"]].rename(
        columns={"source_id": "speaker_source_id", "name": "speaker"}
    )
    rows = rows.merge(names, on=["article_id", "speaker_source_id"], how="left")
    if newsroom:
        rows.loc[rows["voice"].astype(str) == "newsroom", "speaker"] = newsroom
    rows = rows.dropna(subset=["speaker", "actor"])
    rows = rows[rows["speaker"].astype(str) != rows["actor"].astype(str)]
    marks = rows.assign(bad=rows["label"].astype(str).eq("negative"), good=rows["label"].astype(str).eq("positive"))
    table = (
        marks.groupby(["speaker", "actor"], observed=True)
        .agg(
            n=("polarity", "size"), n_negative=("bad", "sum"), n_positive=("good", "sum"), polarity=("polarity", "mean")
        )
        .reset_index()
    )
    return table.sort_values(["n", "speaker", "actor"], ascending=[False, True, True], ignore_index=True)


def _of_voice(result: Analysis, voice: str | None) -> pd.DataFrame:
    if voice not in VOICES:
        raise InputError(f"voice must be 'newsroom', 'quoted' or None. Found: {voice!r}.")
    rows = result.sentiment.dropna(subset=["actor"])
    return rows[rows["voice"].astype(str) == voice] if voice else rows
