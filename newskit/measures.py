"""Who speaks in groups of articles: how many, how long, in which roles, how diverse; with intervals and tests.

    nk.source_measures(result, by="outlet")
    nk.compare_groups(result, "outlet", "Werratal-Bote", "Küstenkurier")

Every measure is a function of sums over articles (a mean of the group, not a mean of means), so long articles with many
sources weigh more, and intervals come from drawing articles (see statistics.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from . import tables
from .checks import did_you_mean, needs_result, one_of
from .corpus.dates import days
from .errors import InputError
from .statistics import bootstrap_intervals, holm, permutation_tests

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from .result import Analysis

    Floats = NDArray[np.float64]

#: Parts of the date that articles can be grouped by: the name -> the format (in the time of Berlin).
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
WEIGHTS = ("sources", "words")
#: What is summed over the articles of a group, in this order.
SUMMED = ("articles", "words", "words_quoted", "sources", "weight", "named", "female", "male", *tables.ROLES)


def _column(sums: Floats, name: str) -> Floats:
    return sums[..., SUMMED.index(name)]


def _roles(sums: Floats) -> Floats:
    """Known roles only: that a role is unknown is no role."""
    first = SUMMED.index(tables.ROLES[0])
    return sums[..., first : first + tables.ROLES.index("unknown")]


def sources_per_article(sums: Floats) -> Floats:
    """Mean number of sources: sources / articles. A source counts once per article. 0 upward.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: grows with the length of the articles.
    """
    return _column(sums, "sources") / _column(sums, "articles")


def share_quoted(sums: Floats) -> Floats:
    """Share of words that stand in quotations of any type: words quoted / words, nested quotations once. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "words_quoted") / _column(sums, "words")


def share_named(sums: Floats) -> Floats:
    """Share of sources that could be looked up by name: named / all. 0 to 1, higher = more transparent.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "named") / _column(sums, "weight")


def share_women(sums: Floats) -> Floats:
    """Women's share among the persons whose gender the text tells: women / (women + men). 0 to 1.

    As the Global Media Monitoring Project counts news subjects, but over persons who speak; unknown ones are left out.
    Source: Macharia (2020), Who Makes the News? Errors: offices without a gendered form hide women.
    """
    return _column(sums, "female") / (_column(sums, "female") + _column(sums, "male"))


def share_of_role(role: str) -> Callable[[Floats], Floats]:
    """The measure "share of sources in a role": sources of the role / all, those of unknown role included. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: roles of people whose office the
    text does not say are unknown, so every share is a lower bound.
    """

    def share(sums: Floats) -> Floats:
        return _column(sums, role) / _column(sums, "weight")

    return share


def shannon(sums: Floats) -> Floats:
    """Diversity of known roles: H = -sum p ln p, in nats. 0 (one role speaks) to ln 10 = 2.30 (all ten equally).

    Source: Shannon (1948), A Mathematical Theory of Communication. Errors: too low where there are few sources.
    """
    return entropy(_roles(sums))


def simpson(sums: Floats) -> Floats:
    """Chance that two sources, drawn with replacement, have different known roles: 1 - D = 1 - sum p**2. 0 to 0.9.

    Source: Simpson (1949), Measurement of Diversity, Nature 163 (Gini-Simpson index; Blau's index in sociology).
    """
    import numpy as np

    counts = _roles(sums)
    shares: Floats = counts / counts.sum(axis=-1, keepdims=True)
    return np.asarray(1 - np.square(shares).sum(axis=-1))


def pielou(sums: Floats) -> Floats:
    """Evenness of the known roles that speak: J = H / ln S with S roles present. 0 to 1 (all equally); none for S < 2.

    Source: Pielou (1966), The Measurement of Diversity in Different Types of Biological Collections.
    """
    import numpy as np

    counts = _roles(sums)
    present = (counts > 0).sum(axis=-1).astype(np.float64)
    return np.asarray(entropy(counts) / np.where(present > 1, np.log(np.maximum(present, 2)), np.nan))


def entropy(counts: Floats) -> Floats:
    """Shannon entropy in nats of counts along the last axis; NaN where all are 0."""
    import numpy as np

    p = counts / counts.sum(axis=-1, keepdims=True)
    terms = np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), np.where(np.isnan(p), np.nan, 0.0))
    return np.asarray(np.abs(terms.sum(axis=-1)))


#: name -> measure, in the order of the table.
MEASURES: dict[str, Callable[[Floats], Floats]] = {
    "sources_per_article": sources_per_article,
    "share_quoted": share_quoted,
    "share_named": share_named,
    "share_women": share_women,
    **{f"share_{role}": share_of_role(role) for role in tables.ROLES},
    "shannon": shannon,
    "simpson": simpson,
    "pielou": pielou,
}


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
        by: None (all articles together), "article" (each by itself, without intervals), "day", "week", "month", "year" (of
            publication, Berlin time), or a column of result.articles (outlet, section, ...).
        weight: what shares and diversities count: "sources" (each once per article), or "words" (what they say).
        copies: count articles that copy an earlier one (duplicate_of) too.
        level: of the bootstrap intervals (BCa, articles as units; see statistics.bootstrap_interval).
        n_resamples: of the bootstrap.
        seed: of the bootstrap.

    Returns:
        One row per group and measure: group (missing where the articles do not say), measure (see MEASURES for formula
        and source of each), value, low, high (NaN where undefined), n_articles, n_sources. Articles that could not be
        analyzed are left out.

    Raises:
        InputError: an option is not known.
    """
    import numpy as np
    import pandas as pd

    table = article_sums(result, weight=weight)
    rows: list[dict[str, Any]] = []
    for group, part in _groups(result, table, by, copies):
        values = part.to_numpy()
        sums = values.sum(axis=0)
        options = {"level": level, "n_resamples": n_resamples, "seed": seed}
        found = bootstrap_intervals(values, MEASURES, **options)  # type: ignore[arg-type]
        for name, measure in MEASURES.items():
            with np.errstate(divide="ignore", invalid="ignore"):
                value = float(measure(sums))
            rows.append({
                "group": group, "measure": name, "value": value, "low": found[name].low, "high": found[name].high,
                "n_articles": len(part), "n_sources": int(part["sources"].sum()),
            })  # fmt: skip
    columns = ["group", "measure", "value", "low", "high", "n_articles", "n_sources"]
    return pd.DataFrame(rows, columns=columns).astype({"group": "string", "n_articles": "int64", "n_sources": "int64"})


@needs_result
def compare_groups(
    result: Analysis,
    by: str,
    first: str,
    second: str,
    *,
    weight: str = "sources",
    copies: bool = True,
    n_permutations: int = 5000,
    seed: int = 0,
) -> pd.DataFrame:
    """Do two groups of articles differ in who speaks? A permutation test per measure, articles as units.

    Args:
        result: of analyze().
        by: as in source_measures() (not None).
        first: name of a group.
        second: name of another.
        weight: as in source_measures().
        copies: count articles that copy an earlier one too; copies of one agency text are not independent, so with
            many of them take copies=False.
        n_permutations: rearrangements at most; all are tried where there are fewer.
        seed: of the test.

    Returns:
        One row per measure: measure, first, second (values), difference (first - second), p_value (two-sided), p_holm (corrected
        for the number of measures tested; Holm 1979), n_first, n_second (articles), exact (all rearrangements tried).

    Raises:
        InputError: an option or a group is not known.
    """
    import numpy as np
    import pandas as pd

    groups = dict(_groups(result, article_sums(result, weight=weight), by, copies))
    for name in (first, second):
        if name not in groups:
            some = ", ".join(repr(g) for g in list(groups)[:10])
            raise InputError(f"There is no group {name!r} in {by!r}. Found: {some or 'none'}.")
    a, b = groups[first].to_numpy(), groups[second].to_numpy()
    tests = permutation_tests(a, b, MEASURES, n_permutations=n_permutations, seed=seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = [
            {
                "measure": name, "first": float(m(a.sum(axis=0))), "second": float(m(b.sum(axis=0))),
                "difference": tests[name].difference, "p_value": tests[name].p_value, "p_holm": np.nan,
                "n_first": len(a), "n_second": len(b), "exact": tests[name].exact,
            }
            for name, m in MEASURES.items()
        ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(p_holm=holm(table["p_value"].to_numpy()))


def article_sums(result: Analysis, *, weight: str = "sources") -> pd.DataFrame:
    """What each analyzed article adds to the measures: one row per article_id, columns as in SUMMED."""
    import pandas as pd

    one_of("weight", weight, WEIGHTS)
    words = result.readability.pivot(index="article_id", columns="voice", values="n_words")
    words = words.reindex(columns=list(tables.READABILITY_VOICES)).fillna(0)
    out = pd.DataFrame(0.0, index=words.index, columns=list(SUMMED))
    out["articles"], out["words"], out["words_quoted"] = 1.0, words["all"], words["quoted"]
    sources = result.sources
    counted = sources["n_words_quoted"].astype(float) if weight == "words" else sources["named"].astype(float) * 0 + 1
    person = sources["kind"] == "person"
    kinds = {
        "sources": pd.Series(1.0, index=sources.index),
        "weight": counted,
        "named": counted * sources["named"],
        **{g: counted * (person & (sources["gender"] == g)) for g in ("female", "male")},
        **{role: counted * (sources["role"] == role) for role in tables.ROLES},
    }
    sums = pd.DataFrame(kinds).groupby(sources["article_id"]).sum()
    out[list(kinds)] = sums.reindex(out.index, fill_value=0.0)[list(kinds)]
    return out


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


def _groups(result: Analysis, table: pd.DataFrame, by: str | None, copies: bool) -> Iterator[tuple[Any, pd.DataFrame]]:
    """(group, its articles' sums), in the order of the groups' names; articles that name none come last."""
    import pandas as pd

    groups = group_of(result, by).astype("string")
    if not copies:
        own = result.articles.set_index("article_id")["duplicate_of"].isna()
        table = table[own.reindex(table.index).to_numpy()]
    for group, part in table.groupby(groups.reindex(table.index), dropna=False, sort=True):
        yield (pd.NA if pd.isna(group) else str(group)), part
