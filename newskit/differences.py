"""How large a difference of two groups is: its bootstrap interval, and its size in standard deviations of articles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .statistics import FEWEST_ARTICLES, NO_INTERVAL, Interval, interval_of, n_telling, resampled_sums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .statistics import Statistic

    Floats = NDArray[np.float64]


def difference_intervals(
    first: Floats,
    second: Floats,
    statistics: Mapping[str, Statistic],
    *,
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
) -> dict[str, Interval]:
    """Percentile bootstrap intervals of differences (first minus second): articles of each group are drawn by themselves.

    NaN where the measure is undefined in a group, or fewer than five articles of a group tell it (see statistics.Interval).
    Resamples in which the measure is undefined are left out.

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
        gaps = _value(statistic, of_first) - _value(statistic, of_second)
        out[name] = NO_INTERVAL if few else interval_of(gaps, ends)
    return out


def _n_telling(rows: Floats, statistic: Statistic) -> int:
    total = rows.sum(axis=0)
    return n_telling(rows, statistic, float(_value(statistic, total)), _value(statistic, total - rows))


def article_spread(first: Floats, second: Floats, statistic: Statistic) -> float:
    """Standard deviation of articles in a measure, pooled over two groups: the unit of a standardised difference.

    What an article contributes is its pseudo-value n T - (n - 1) T(without it): for a mean the article's own value, so that
    difference / spread is Cohen's d; it is defined for ratios and diversities too. NaN where it cannot be told.

    Source: pseudo-values, Tukey (1958), Bias and Confidence in Not-Quite Large Samples; d with pooled standard deviation,
    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, ch. 2.
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
    values = n * _value(statistic, total) - (n - 1) * _value(statistic, total - rows)
    return np.asarray(values[np.isfinite(values)])


def _value(statistic: Statistic, sums: Floats) -> Floats:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(statistic(sums), dtype=np.float64)
