"""How sure and how readable groups of articles are: rates, shares and means with intervals, for papers.

    nk.hedge_measures(result, by="outlet")
    nk.readability_measures(result, by="section")

Every measure is a ratio of sums over articles, so long articles weigh more, and intervals come from drawing articles
(see statistics.py). Groups are those of source_measures().
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import tables
from .checks import needs_result
from .errors import InputError
from .measures import group_of
from .statistics import bootstrap_interval

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from .result import Analysis

    Floats = NDArray[np.float64]

#: Columns of the table readability that can be compared, apart from textstat's.
READABILITY = tuple(
    c.name for c in tables.TABLES["readability"].columns if c.type == "float" and not c.name.startswith("textstat_")
)
#: What a measure is weighted with: measures of words by the words, of sentences by the sentences.
_BY_WORDS = frozenset({"word_length_chars", "share_long_words"})


@needs_result
def hedge_measures(
    result: Analysis, by: str | None = None, *, level: float = 0.95, n_resamples: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How much the newsroom and the quoted sources hedge, per group of articles, with intervals.

    Measures (unit; higher = more hedged):
        hedges_per_1000_words: hedges of a category ("all": of any) and voice / words of that voice x 1,000.
        share_hedged_sentences: sentences of a voice with a hedge of that voice / sentences of the voice. 0 to 1. A sentence has the
            voice of most of its words, a hedge its own, so the voices do not quite add up to "all".
        share_hedged_quotations: quotations of a type with a hedge of the source's inside / quotations of the type ("all": of
            any). 0 to 1. The soll that tells hearsay (free indirect) is the newsroom's word and no hedge of the source's.
        mean_strength: mean step of the scale (1 hardly conceivable to 7 almost certain) of the hedges that have one.
            The steps are ordinal, so means only order groups that are measured alike.

    Source: rates of hedges by category and voice, Hyland (1998), Hedging in Scientific Research Articles; ratio of sums,
    Cochran (1977), Sampling Techniques, ch. 6. Errors: those of hedges, of their voice and of quotations (see README).

    Args:
        result: of analyze().
        by: None (all together), "article" (each by itself, without intervals), "day", "week", "month", "year", or a column
            of result.articles (outlet, section, ...).
        level: of the bootstrap intervals (BCa, articles as units).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group and measure: group, measure, category (hedges per 1,000 words), voice, quote_type
        (quotations), value, low, high (NaN where undefined, and where none or all are counted, of which draws say nothing), n (hedges,
        hedged sentences or quotations counted), of (what the value is a share, rate or mean of), n_articles.

    Raises:
        InputError: `by` is unknown.
    """
    pairs = hedge_sums(result)
    return _table(result, by, pairs, {"level": level, "n_resamples": n_resamples, "seed": seed})


@needs_result
def readability_measures(
    result: Analysis,
    by: str | None = None,
    *,
    measures: str | tuple[str, ...] = (
        "flesch_amstad",
        "wiener_1",
        "lix",
        "sentence_length_words",
        "share_long_words",
        "difficulty",
    ),
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """How readable groups of articles are, with and without quotations, beside the whole corpus, with intervals.

    Formula: the mean of the articles' values, weighted by their sentences (of word lengths: by their words), so that it is close to
    the value of all texts of a group together. Voice "all" is with quotations, "newsroom" without, "quoted" only them.

    Args:
        result: of analyze().
        by: as in hedge_measures().
        measures: columns of result.readability, or one of them.
        level: of the bootstrap intervals (BCa, articles as units).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group, measure and voice: group, measure, voice, value, low, high, corpus (the value of all articles together),
        difference (value - corpus), n (sentences or words measured), n_articles.

    Raises:
        InputError: `by` or a measure is unknown.
    """
    import pandas as pd

    names = (measures,) if isinstance(measures, str) else measures
    for name in names:
        if name not in READABILITY:
            raise InputError(f"There is no measure {name!r} of readability. Allowed: {', '.join(READABILITY)}.")
    pairs = {
        (name, voice): weighted_sums(result.readability, name, voice)
        for name in names
        for voice in tables.READABILITY_VOICES
    }
    keyed: dict[Key, pd.DataFrame] = {(name, None, voice, None): table for (name, voice), table in pairs.items()}
    out = _table(result, by, keyed, {"level": level, "n_resamples": n_resamples, "seed": seed})
    corpus = {key: float(_ratio(table.to_numpy().sum(axis=0))) for key, table in pairs.items()}
    out["corpus"] = [corpus[key] for key in zip(out["measure"], out["voice"], strict=True)]
    out["difference"] = out["value"] - out["corpus"]
    out = out.rename(columns={"of": "weight"}).drop(columns=["category", "quote_type", "n"])
    order = ["group", "measure", "voice", "value", "low", "high", "corpus", "difference", "weight", "n_articles"]
    return pd.DataFrame(out[order].rename(columns={"weight": "n"}))


def weighted_sums(readability: pd.DataFrame, name: str, voice: str) -> pd.DataFrame:
    """(value x weight, weight) of each article; articles without a value weigh nothing."""
    import pandas as pd

    rows = readability[readability["voice"] == voice].set_index("article_id")
    known = rows[name].notna()
    weight = rows["n_words" if name in _BY_WORDS else "n_sentences"].where(known, 0).astype(float)
    return pd.DataFrame({"sum": rows[name].fillna(0) * weight, "of": weight})


Key = tuple[str, str | None, str | None, str | None]


def hedge_sums(result: Analysis) -> dict[Key, pd.DataFrame]:
    """(measure, category, voice, quotation type) -> counted and of how much, per article."""
    out: dict[Key, pd.DataFrame] = {}
    for voice in tables.READABILITY_VOICES:
        hedges = result.hedges if voice == "all" else result.hedges[result.hedges["voice"] == voice]
        rows = result.readability[result.readability["voice"] == voice].set_index("article_id")
        for category in ("all", *tables.HEDGE_CATEGORIES):
            part = hedges if category == "all" else hedges[hedges["category"] == category]
            counts = part.groupby("article_id").size() * 1000
            out["hedges_per_1000_words", category, voice, None] = _pair(counts, rows["n_words"])
        out["share_hedged_sentences", None, voice, None] = _sentences(result, hedges, voice)
        steps = hedges.assign(step=hedges["strength"].cat.codes + 1)[hedges["strength"].notna()].groupby("article_id")
        of = steps.size().reindex(rows.index, fill_value=0)
        out["mean_strength", None, voice, None] = _pair(steps["step"].sum(), of)
    for kind in ("all", *tables.QUOTE_TYPES):
        out["share_hedged_quotations", None, None, kind] = _quotations(result, kind)
    return out


def _pair(counted: pd.Series[Any], of: pd.Series[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"sum": counted.reindex(of.index, fill_value=0).astype(float), "of": of.astype(float)})


def _sentences(result: Analysis, hedges: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Sentences of a voice with a hedge of that voice, and all sentences of the voice, per article."""
    keys = ["article_id", "sentence_id"]
    measured = result.difficulty if voice == "all" else result.difficulty[result.difficulty["voice"] == voice]
    hedged = measured.merge(hedges[keys].drop_duplicates(), on=keys).groupby("article_id").size()
    articles = result.readability.loc[result.readability["voice"] == "all", "article_id"]
    return _pair(hedged, measured.groupby("article_id").size().reindex(articles, fill_value=0))


def _quotations(result: Analysis, kind: str) -> pd.DataFrame:
    """Quotations of a type with a hedge inside, and all of the type, per article."""
    import pandas as pd

    quotes = result.quotes if kind == "all" else result.quotes[result.quotes["type"] == kind]
    starts = result.hedges.loc[result.hedges["voice"] == "quoted"].groupby("article_id")["start"].apply(list)
    inside = [
        any(a <= start < b for start in starts.get(key, []) for a, b in pieces)
        for key, pieces in zip(quotes["article_id"], quotes["quote_segments"], strict=True)
    ]
    hedged = quotes[pd.Series(inside, index=quotes.index, dtype=bool)].groupby("article_id").size()
    articles = result.readability.loc[result.readability["voice"] == "all", "article_id"]
    return _pair(hedged, quotes.groupby("article_id").size().reindex(articles, fill_value=0))


def _ratio(sums: Floats) -> Any:
    """Counted / of how much, along the last axis; NaN where there is nothing to count."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1])


def _table(result: Analysis, by: str | None, pairs: dict[Key, pd.DataFrame], options: dict[str, Any]) -> pd.DataFrame:
    """One row per group and measure."""
    import pandas as pd

    rows = []
    groups = group_of(result, by).astype("string")
    for group, articles in _groups(groups):
        for (measure, category, voice, kind), table in pairs.items():
            part = table.reindex(articles).dropna().to_numpy()
            total, low, high = part.sum(axis=0), float("nan"), float("nan")
            if by != "article" and total[0] and (total[0] < total[1] or not measure.startswith("share_hedged")):
                low, high = bootstrap_interval(part, _ratio, **options)
            counted = {"hedges_per_1000_words": total[0] / 1000, "mean_strength": total[1]}.get(measure, total[0])
            rows.append({
                "group": group, "measure": measure, "category": category, "voice": voice, "quote_type": kind,
                "value": float(_ratio(total)), "low": low, "high": high, "n": counted, "of": total[1], "n_articles": len(part),
            })  # fmt: skip
    columns = [
        "group", "measure", "category", "voice", "quote_type", "value", "low", "high", "n", "of", "n_articles",
    ]  # fmt: skip
    texts = dict.fromkeys(("group", "measure", "category", "voice", "quote_type"), "string")
    numbers = dict.fromkeys(("value", "low", "high", "n", "of"), "float64")
    return pd.DataFrame(rows, columns=columns).astype({**texts, **numbers, "n_articles": "int64"})


def _groups(groups: pd.Series[Any]) -> Iterator[tuple[Any, pd.Index[Any]]]:
    """(group, its article ids) in the order of the names; articles that name none come last."""
    import pandas as pd

    for group, part in groups.groupby(groups, dropna=False, sort=True):
        yield (pd.NA if pd.isna(group) else str(group)), part.index
