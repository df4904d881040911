"""Uncertainty of group measures: bootstrap intervals of a group and of a difference, with the article as the unit.

Sentences, quotations and sources of one article depend on each other, so articles are drawn, never the findings in them
(a cluster bootstrap). Every measure here is a function of sums over articles: a mean is sum / number, a share is
sum / sum, a diversity is a function of summed counts. One row of `rows` is one article, its columns are what is summed.

Only the sums of a resample are needed, so 100,000 articles cost seconds, where resampling the rows themselves (as
general tools do) needs for BCa memory that grows with the square of their number. The tests compare with scipy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    #: From sums (the last axis holds the columns) to the measure; all other axes are kept.
    Statistic = Callable[[Floats], Floats]

METHODS = ("bca", "percentile")
#: Of fewer articles no interval is told: resamples of two articles take three values, and most of them the one
#: observed.
FEWEST_ARTICLES = 5
_CELLS = 4_000_000  # numbers held at a time


class Interval(NamedTuple):
    """A bootstrap interval; both ends are NaN where it cannot be told.

    That is where the measure is undefined, or fewer than FEWEST_ARTICLES articles tell it.
    """

    low: float
    high: float


NO_INTERVAL = Interval(math.nan, math.nan)


def bootstrap_interval(
    rows: ArrayLike,
    statistic: Statistic,
    *,
    level: float = 0.95,
    n_resamples: int = 2000,
    method: str = "bca",
    seed: int = 0,
) -> Interval:
    """Confidence interval of a measure of a group of articles: articles are drawn with replacement, as clusters.

    Percentile: the (1 - level) / 2 and (1 + level) / 2 quantiles of the resampled measures. BCa (bias-corrected and
    accelerated) shifts these by the bias z0 of the resamples and the acceleration a of the jackknife:
    quantile Phi(z0 + (z0 + z) / (1 - a (z0 + z))); it matters for diversities, which resamples underestimate. Where BCa
    is undefined (all resamples on one side of the value) the percentile interval is given. Resamples in which the
    measure is undefined (no source at all) are left out. Deterministic: same rows and seed, same interval.

    Args:
        rows: one row per article, one column per thing that is summed (one-dimensional: one column).
        statistic: from sums to the measure, over the last axis, e.g. lambda sums: sums[..., 0] / sums[..., 1].
        level: share of intervals that hold the true value in the long run.
        n_resamples: resamples drawn.
        method: "bca" or "percentile".
        seed: of the random numbers.

    Returns:
        Interval(low, high) in the unit of the measure; NaN where fewer than five articles tell it (see Interval).

    Raises:
        InputError: an option is out of range.

    Source: Efron (1987), Better Bootstrap Confidence Intervals; Efron & Tibshirani (1993), An Introduction to the
    Bootstrap, ch. 13 and 14; clusters: Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 3.8.
    Errors: with fewer than about 20 articles intervals are too narrow.
    """
    found = bootstrap_intervals(rows, {"": statistic}, level=level, n_resamples=n_resamples, method=method, seed=seed)
    return found[""]


def bootstrap_intervals(
    rows: ArrayLike,
    statistics: Mapping[str, Statistic],
    *,
    level: float = 0.95,
    n_resamples: int = 2000,
    method: str = "bca",
    seed: int = 0,
) -> dict[str, Interval]:
    """The intervals of several measures of one group from the same resamples; see bootstrap_interval()."""
    check_options(level=level, method=method, n_resamples=n_resamples)
    table = as_table(rows)
    if len(table) < FEWEST_ARTICLES:
        return dict.fromkeys(statistics, NO_INTERVAL)
    drawn: dict[str, list[Floats]] = {name: [] for name in statistics}
    for sums in resampled_sums(table, n_resamples, seed):
        for name, statistic in statistics.items():
            drawn[name].append(quiet(statistic, sums))
    return {name: _interval(table, s, drawn[name], level, method) for name, s in statistics.items()}


def _interval(table: Floats, statistic: Statistic, parts: list[Floats], level: float, method: str) -> Interval:
    import numpy as np

    value, drawn = float(quiet(statistic, table.sum(axis=0))), np.concatenate(parts)
    left_out = quiet(statistic, table.sum(axis=0) - table)
    if not math.isfinite(value) or n_telling(table, statistic, value, left_out) < FEWEST_ARTICLES:
        return NO_INTERVAL
    ends = ((1 - level) / 2, (1 + level) / 2)
    if method == "bca":
        ends = _bca(value, np.sort(drawn[np.isfinite(drawn)]), left_out[np.isfinite(left_out)], ends)
    return interval_of(drawn, ends)


def n_telling(rows: Floats, statistic: Statistic, value: float, left_out: Floats) -> int:
    """How many articles tell a measure: by themselves (they have what is counted), or because it moves without them."""
    import numpy as np

    moved = ~np.isclose(left_out, value, rtol=1e-12, atol=0)
    return int((moved | np.isfinite(quiet(statistic, rows))).sum())


def interval_of(drawn: Floats, ends: tuple[float, float]) -> Interval:
    """The quantiles of resampled values; those in which the measure is undefined are left out."""
    import numpy as np

    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return NO_INTERVAL
    return Interval(*map(float, np.quantile(drawn, ends)))


def difference_intervals(
    first: Floats,
    second: Floats,
    statistics: Mapping[str, Statistic],
    *,
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
) -> dict[str, Interval]:
    """Percentile bootstrap intervals of differences (first minus second): each group's articles are drawn apart.

    NaN where the measure is undefined in a group, or fewer than five articles of a group tell it (see
    statistics.Interval). Resamples in which the measure is undefined are left out.

    Args:
        first: one row per article of the first group, one column per thing that is summed.
        second: the same of the second group.
        statistics: name -> from sums to the measure, over the last axis.
        level: share of intervals that hold the true difference in the long run.
        n_resamples: resamples drawn of each group.
        seed: of the random numbers.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 8 (two samples) and 13 (percentiles).
    Errors: with fewer than about 20 articles in a group intervals are too narrow.
    """
    import numpy as np

    if min(len(first), len(second)) < FEWEST_ARTICLES:
        return dict.fromkeys(statistics, NO_INTERVAL)
    of_first = np.concatenate(list(resampled_sums(first, n_resamples, seed)))
    of_second = np.concatenate(list(resampled_sums(second, n_resamples, seed + 1)))
    ends = ((1 - level) / 2, (1 + level) / 2)
    out = {}
    for name, statistic in statistics.items():
        few = min(_n_telling(first, statistic), _n_telling(second, statistic)) < FEWEST_ARTICLES
        gaps = quiet(statistic, of_first) - quiet(statistic, of_second)
        out[name] = NO_INTERVAL if few else interval_of(gaps, ends)
    return out


def _n_telling(rows: Floats, statistic: Statistic) -> int:
    total = rows.sum(axis=0)
    return n_telling(rows, statistic, float(quiet(statistic, total)), quiet(statistic, total - rows))


def article_spread(first: Floats, second: Floats, statistic: Statistic) -> float:
    """Standard deviation of articles in a measure, pooled over two groups: the unit of a standardised difference.

    What an article contributes is its pseudo-value n T - (n - 1) T(without it): for a mean the article's own value, so
    that difference / spread is Cohen's d; it is defined for ratios and diversities too. NaN where it cannot be told.

    Source: pseudo-values, Tukey (1958), Bias and Confidence in Not-Quite Large Samples; d with pooled standard
    deviation, Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, ch. 2.
    """
    squares, freedom = 0.0, 0
    for rows in (first, second):
        values = _pseudo_values(rows, statistic)
        if len(values) < 2:
            return math.nan
        squares += float(((values - values.mean()) ** 2).sum())
        freedom += len(values) - 1
    spread = math.sqrt(squares / freedom)
    return spread if spread > 1e-12 else math.nan


def _pseudo_values(rows: Floats, statistic: Statistic) -> Floats:
    import numpy as np

    n, total = len(rows), rows.sum(axis=0)
    values = n * quiet(statistic, total) - (n - 1) * quiet(statistic, total - rows)
    return np.asarray(values[np.isfinite(values)])


def check_options(*, level: float = 0.5, method: str = METHODS[0], n_resamples: int = 1) -> None:
    """The options are in range.

    Raises:
        InputError: one is not.
    """
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, e.g. 0.95. Found: {level}.")
    if method not in METHODS:
        raise InputError(f"method must be one of {', '.join(METHODS)}. Found: {method!r}.")
    if n_resamples < 1:
        raise InputError(f"The number of resamples must be 1 or more. Found: {n_resamples}.")


def as_table(rows: ArrayLike) -> Floats:
    """One row per article, as floats; of one-dimensional data a column."""
    import numpy as np

    table = np.asarray(rows, dtype=np.float64)
    return table.reshape(-1, 1) if table.ndim == 1 else table


def quiet(statistic: Statistic, sums: Floats) -> Floats:
    """The measure; 0 / 0 is NaN without a warning."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(statistic(sums), dtype=np.float64)


def resampled_sums(table: Floats, n_resamples: int, seed: int) -> Iterator[Floats]:
    """Sums of resamples, some at a time: how often each article is drawn, times its row."""
    import numpy as np

    rng, n = np.random.default_rng(seed), len(table)
    chances = np.full(n, 1 / n)
    for size in batches(n_resamples, n):
        yield rng.multinomial(n, chances, size=size) @ table


def batches(total: int, width: int) -> Iterator[int]:
    """Parts of a total, each small enough for `width` numbers a piece to be held at a time."""
    most = max(1, _CELLS // max(1, width))
    while total > 0:
        yield min(most, total)
        total -= most


def _bca(value: float, drawn: Floats, left_out: Floats, ends: tuple[float, float]) -> tuple[float, float]:
    """The quantiles moved by bias and acceleration; as they were where these are undefined."""
    normal = NormalDist()
    below = float(((drawn < value).mean() + (drawn <= value).mean()) / 2)
    pull = left_out.mean() - left_out
    spread = float((pull**2).sum())
    if not 0 < below < 1 or spread == 0:
        return ends
    z0, a = normal.inv_cdf(below), float((pull**3).sum()) / (6 * spread**1.5)

    def moved(end: float) -> float:
        z = z0 + normal.inv_cdf(end)
        return normal.cdf(z0 + z / (1 - a * z))

    return moved(ends[0]), moved(ends[1])
