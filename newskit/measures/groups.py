"""Groups of articles, and their measures with intervals: who speaks, how sure and how readable they are; for papers.

    nk.source_measures(result, by="outlet")
    nk.hedge_measures(result, by="outlet")
    nk.readability_measures(result, by="section")

Every measure is a function of sums over articles (a ratio, or a diversity), so long articles weigh more, and intervals
come from drawing articles (see intervals.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .. import tables
from ..checks import did_you_mean, needs_result
from ..corpus.dates import days
from ..errors import InputError
from .formulas import MEASURES, Key, article_sums, hedge_sums, ratio, weighted_sums
from .intervals import bootstrap_interval, bootstrap_intervals, quiet
from .registry import of_topic

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Parts of the date that articles can be grouped by: the name -> the format (in the time of Berlin).
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
#: Columns of the table readability that can be compared, apart from textstat's.
READABILITY = tuple(
    c.name for c in tables.TABLES["readability"].columns if c.type == "float" and not c.name.startswith("textstat_")
)
#: Those that are, if nobody says otherwise.
READABLE = tuple(of_topic("readability"))


def group_of(result: Analysis, by: str | None) -> pd.Series[Any]:
    """The group of each article, by article_id: see source_measures()."""
    import pandas as pd

    articles = result.articles.set_index("article_id", drop=False)
    if by is None:
        return pd.Series("all", index=articles.index)
    if by in PERIODS:
        periods: pd.Series[Any] = days(articles).dt.strftime(PERIODS[by])
        return periods
    by = "article_id" if by == "article" else by
    if by not in articles.columns:
        columns = list(map(str, articles.columns))
        raise InputError(
            f"Cannot group by {by!r}.{did_you_mean(by, [*PERIODS, 'article', *columns])} "
            f"Allowed: article, {', '.join(PERIODS)}, or a column of the articles: {', '.join(columns)}."
        )
    return articles[by].map(lambda v: v if pd.api.types.is_scalar(v) else ", ".join(map(str, v)))


def by_group(groups: pd.Series[Any]) -> Iterator[tuple[Any, pd.Index[Any]]]:
    """(group, its article ids) in the order of the groups' names; articles that name none come last."""
    import pandas as pd

    groups = groups.astype("string")
    for group, part in groups.groupby(groups, dropna=False, sort=True):
        yield (pd.NA if pd.isna(group) else str(group)), part.index


def source_groups(
    result: Analysis, table: pd.DataFrame, by: str | None, copies: bool
) -> Iterator[tuple[Any, pd.Index[Any]]]:
    """The groups of the articles that were measured, with or without those that copy an earlier one."""
    if not copies:
        own = result.articles.set_index("article_id")["duplicate_of"].isna()
        table = table[own.reindex(table.index).to_numpy()]
    return by_group(group_of(result, by).astype("string").reindex(table.index))


def no_group(name: str, by: str, known: Iterable[str]) -> InputError:
    """The error that says that there is no such group, and which there are."""
    some = ", ".join(repr(group) for group in list(known)[:10])
    return InputError(f"There is no group {name!r} in {by!r}. Found: {some or 'none'}.")


@needs_result
def source_measures(
    result: Analysis,
    by: str | None = None,
    *,
    weight: str = "sources",
    copies: bool = True,
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Number, room, roles, names, gender and diversity of the sources, per group of articles, with intervals.

    Args:
        result: of analyze().
        by: None (all articles together), "article" (each by itself, without intervals), "day", "week", "month", "year"
            (of publication, Berlin time), or a column of result.articles (outlet, section, ...).
        weight: what shares and diversities count: "sources" (each once per article), or "words" (what they say).
        copies: count articles that copy an earlier one (duplicate_of) too.
        level: of the bootstrap intervals (BCa, articles as units; see intervals.bootstrap_interval).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group and measure: group (missing where the articles do not say), measure (see MEASURES for formula
        and source of each), value, low, high (NaN where undefined), n_articles, n_sources. Articles that could not be
        analyzed are left out.

    Raises:
        InputError: an option is not known.
    """
    import pandas as pd

    table = article_sums(result, weight=weight)
    options: dict[str, Any] = {"level": level, "n_resamples": n_resamples, "seed": seed}
    rows: list[dict[str, Any]] = []
    for group, ids in source_groups(result, table, by, copies):
        part = table.loc[ids]
        values = part.to_numpy()
        found = bootstrap_intervals(values, MEASURES, **options)
        rows += [
            {"group": group, "measure": name, "value": float(quiet(measure, values.sum(axis=0))),
             "low": found[name].low, "high": found[name].high, "n_articles": len(part),
             "n_sources": int(part["sources"].sum())}
            for name, measure in MEASURES.items()
        ]  # fmt: skip
    columns = ["group", "measure", "value", "low", "high", "n_articles", "n_sources"]
    return pd.DataFrame(rows, columns=columns).astype({"group": "string", "n_articles": "int64", "n_sources": "int64"})


@needs_result
def hedge_measures(
    result: Analysis, by: str | None = None, *, level: float = 0.95, n_resamples: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How much the newsroom and the quoted sources hedge, per group of articles, with intervals.

    Measures (unit; higher = more hedged):
        hedges_per_1000_words: hedges of a category ("all": of any) and voice / words of that voice x 1,000.
        share_hedged_sentences: sentences of a voice with a hedge of that voice / sentences of the voice. 0 to 1. A
            sentence has the voice of most of its words, a hedge its own, so the voices do not quite add up to "all".
        share_hedged_quotations: quotations of a type with a hedge of the source's inside / quotations of the type
            ("all": of any). 0 to 1. The soll that tells hearsay (free indirect) is the newsroom's word and no hedge of
            the source's.
        mean_strength: mean step of the scale (1 hardly conceivable to 7 almost certain) of the hedges that have one.
            The steps are ordinal, so means only order groups that are measured alike.

    Source: rates of hedges by category and voice, Hyland (1998), Hedging in Scientific Research Articles; ratio of
    sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: those of hedges, of their voice and of quotations (see
    README).

    Args:
        result: of analyze().
        by: None (all together), "article" (each by itself, without intervals), "day", "week", "month", "year", or a
            column of result.articles (outlet, section, ...).
        level: of the bootstrap intervals (BCa, articles as units).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group and measure: group, measure, category (hedges per 1,000 words), voice, quote_type
        (quotations), value, low, high (NaN where undefined, and where none or all are counted, of which draws say
        nothing), n (hedges, hedged sentences or quotations counted), of (what the value is a share, rate or mean of),
        n_articles.

    Raises:
        InputError: `by` is unknown.
    """
    return _table(result, by, hedge_sums(result), {"level": level, "n_resamples": n_resamples, "seed": seed})


@needs_result
def readability_measures(
    result: Analysis,
    by: str | None = None,
    *,
    measures: str | tuple[str, ...] = READABLE,
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """How readable groups of articles are, with and without quotations, beside the whole corpus, with intervals.

    Formula: the mean of the articles' values, weighted by their sentences (of word lengths: by their words), so that it
    is close to the value of all texts of a group together. Voice "all" is with quotations, "newsroom" without, "quoted"
    only them.

    Args:
        result: of analyze().
        by: as in hedge_measures().
        measures: columns of result.readability, or one of them.
        level: of the bootstrap intervals (BCa, articles as units).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group, measure and voice: group, measure, voice, value, low, high, corpus (the value of all articles
        together), difference (value - corpus), n (sentences or words measured), n_articles.

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
    corpus = {key: float(ratio(table.to_numpy().sum(axis=0))) for key, table in pairs.items()}
    out["corpus"] = [corpus[key] for key in zip(out["measure"], out["voice"], strict=True)]
    out["difference"] = out["value"] - out["corpus"]
    out = out.rename(columns={"of": "weight"}).drop(columns=["category", "quote_type", "n"])
    order = ["group", "measure", "voice", "value", "low", "high", "corpus", "difference", "weight", "n_articles"]
    return pd.DataFrame(out[order].rename(columns={"weight": "n"}))


def _table(result: Analysis, by: str | None, pairs: dict[Key, pd.DataFrame], options: dict[str, Any]) -> pd.DataFrame:
    """One row per group and measure."""
    import pandas as pd

    rows = []
    for group, articles in by_group(group_of(result, by)):
        for (measure, category, voice, kind), table in pairs.items():
            part = table.reindex(articles).dropna().to_numpy()
            total, low, high = part.sum(axis=0), float("nan"), float("nan")
            if by != "article" and total[0] and (total[0] < total[1] or not measure.startswith("share_hedged")):
                low, high = bootstrap_interval(part, ratio, **options)
            counted = {"hedges_per_1000_words": total[0] / 1000, "mean_strength": total[1]}.get(measure, total[0])
            rows.append({
                "group": group, "measure": measure, "category": category, "voice": voice, "quote_type": kind,
                "value": float(ratio(total)), "low": low, "high": high, "n": counted, "of": total[1],
                "n_articles": len(part),
            })  # fmt: skip
    columns = [
        "group", "measure", "category", "voice", "quote_type", "value", "low", "high", "n", "of", "n_articles",
    ]  # fmt: skip
    texts = dict.fromkeys(("group", "measure", "category", "voice", "quote_type"), "string")
    numbers = dict.fromkeys(("value", "low", "high", "n", "of"), "float64")
    return pd.DataFrame(rows, columns=columns).astype({**texts, **numbers, "n_articles": "int64"})
