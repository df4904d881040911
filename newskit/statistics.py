"""Uncertainty of group measures: bootstrap intervals and permutation tests with the article as the unit.

Sentences, quotations and sources of one article depend on each other, so articles are drawn, never the findings in them
(a cluster bootstrap). Every measure here is a function of sums over articles: a mean is sum / number, a share is
sum / sum, a diversity is a function of summed counts. One row of `rows` is one article, its columns are what is summed.

Only the sums of a resample are needed, so 100,000 articles cost seconds, where resampling the rows themselves (as general
tools do) needs for BCa memory that grows with the square of their number. The tests compare with scipy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from .errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    #: From sums (the last axis holds the columns) to the measure; all other axes are kept.
    Statistic = Callable[[Floats], Floats]

METHODS = ("bca", "percentile")
#: Of fewer articles no interval is told: resamples of two articles take three values, and most of them the one observed.
FEWEST_ARTICLES = 5
_CELLS = 4_000_000  # numbers held at a time


class Interval(NamedTuple):
    """A bootstrap interval; both ends are NaN where it cannot be told.

    That is where the measure is undefined, or fewer than FEWEST_ARTICLES articles tell it.
    """

    low: float
    high: float


NO_INTERVAL = Interval(math.nan, math.nan)


class PermutationTest(NamedTuple):
    """Difference of two groups (first minus second), its two-sided p value, and whether all rearrangements were tried."""

    difference: float
    p_value: float
    n_permutations: int
    exact: bool


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
    _check(level=level, method=method, n_resamples=n_resamples)
    table = _table(rows)
    if len(table) < FEWEST_ARTICLES:
        return dict.fromkeys(statistics, NO_INTERVAL)
    drawn: dict[str, list[Floats]] = {name: [] for name in statistics}
    for sums in resampled_sums(table, n_resamples, seed):
        for name, statistic in statistics.items():
            drawn[name].append(_quiet(statistic, sums))
    return {name: _interval(table, s, drawn[name], level, method) for name, s in statistics.items()}


def _interval(table: Floats, statistic: Statistic, parts: list[Floats], level: float, method: str) -> Interval:
    import numpy as np

    value, drawn = float(_quiet(statistic, table.sum(axis=0))), np.concatenate(parts)
    left_out = _quiet(statistic, table.sum(axis=0) - table)
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
    return int((moved | np.isfinite(_quiet(statistic, rows))).sum())


def interval_of(drawn: Floats, ends: tuple[float, float]) -> Interval:
    """The quantiles of resampled values; those in which the measure is undefined are left out."""
    import numpy as np

    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return NO_INTERVAL
    return Interval(*map(float, np.quantile(drawn, ends)))


def permutation_test(
    first: ArrayLike,
    second: ArrayLike,
    statistic: Statistic,
    *,
    n_permutations: int = 5000,
    seed: int = 0,
) -> PermutationTest:
    """Do two groups of articles differ in a measure? Group labels are exchanged between articles.

    p = share of rearrangements whose absolute difference is at least the one observed; all of them where there are no
    more than n_permutations (exact), else (hits + 1) / (n_permutations + 1), which is never 0. A rearrangement in which the
    measure is undefined counts as a hit, so that the test errs on the safe side.

    Args:
        first: one row per article of the first group, one column per thing that is summed.
        second: the same of the second group.
        statistic: from sums to the measure, over the last axis.
        n_permutations: rearrangements tried at most.
        seed: of the random numbers.

    Returns:
        PermutationTest(difference, p_value, n_permutations, exact); p is NaN where the difference is undefined.

    Source: Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, ch. 3; the + 1: Phipson & Smyth (2010),
    Permutation P-values Should Never Be Zero. Errors: it presumes that articles are exchangeable between the groups;
    copies of one agency text are not independent (leave out those with duplicate_of).
    """
    return permutation_tests(first, second, {"": statistic}, n_permutations=n_permutations, seed=seed)[""]


def permutation_tests(
    first: ArrayLike,
    second: ArrayLike,
    statistics: Mapping[str, Statistic],
    *,
    n_permutations: int = 5000,
    seed: int = 0,
) -> dict[str, PermutationTest]:
    """The tests of several measures from the same rearrangements; see permutation_test()."""
    import numpy as np

    _check(n_resamples=n_permutations)
    a, b = _table(first), _table(second)
    if not len(a) or not len(b):
        return dict.fromkeys(statistics, PermutationTest(math.nan, math.nan, 0, False))
    pooled = np.concatenate([a, b])
    exact = math.comb(len(pooled), len(a)) <= n_permutations
    total, of_first = pooled.sum(axis=0), a.sum(axis=0)
    observed = {name: float(_gap(s, of_first, total)) for name, s in statistics.items()}
    hits, tried = dict.fromkeys(statistics, 0), 0
    for sums in _rearranged_sums(pooled, len(a), n_permutations, exact, seed):
        for name, statistic in statistics.items():
            gaps = np.abs(_gap(statistic, sums, total))
            edge = abs(observed[name]) * (1 - 1e-12) - 1e-14  # equal ones must not be lost to rounding
            hits[name] += int((~np.isfinite(gaps) | (gaps >= edge)).sum())
        tried += len(sums)
    return {name: _tested(gap, hits[name], tried, exact) for name, gap in observed.items()}


def _gap(statistic: Statistic, of_first: Floats, total: Floats) -> Floats:
    return _quiet(statistic, of_first) - _quiet(statistic, total - of_first)


def _tested(difference: float, hits: int, tried: int, exact: bool) -> PermutationTest:
    if not math.isfinite(difference):
        return PermutationTest(difference, math.nan, tried, exact)
    return PermutationTest(difference, hits / tried if exact else (hits + 1) / (tried + 1), tried, exact)


def holm(p_values: Floats) -> Floats:
    """p values corrected for their number: the k-th smallest of m times (m - k + 1), never falling. NaN are left out.

    Source: Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure.
    """
    import numpy as np

    out = np.full(len(p_values), np.nan)
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    out[order] = np.minimum(1, np.maximum.accumulate(p_values[order] * factors)) if len(order) else []
    return out


def _check(*, level: float = 0.5, method: str = METHODS[0], n_resamples: int = 1) -> None:
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, e.g. 0.95. Found: {level}.")
    if method not in METHODS:
        raise InputError(f"method must be one of {', '.join(METHODS)}. Found: {method!r}.")
    if n_resamples < 1:
        raise InputError(f"The number of resamples must be 1 or more. Found: {n_resamples}.")


def _table(rows: ArrayLike) -> Floats:
    import numpy as np

    table = np.asarray(rows, dtype=np.float64)
    return table.reshape(-1, 1) if table.ndim == 1 else table


def _quiet(statistic: Statistic, sums: Floats) -> Floats:
    """The measure; 0 / 0 is NaN without a warning."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(statistic(sums), dtype=np.float64)


def resampled_sums(table: Floats, n_resamples: int, seed: int) -> Iterator[Floats]:
    """Sums of resamples, some at a time: how often each article is drawn, times its row."""
    import numpy as np

    rng, n = np.random.default_rng(seed), len(table)
    chances = np.full(n, 1 / n)
    for size in _batches(n_resamples, n):
        yield rng.multinomial(n, chances, size=size) @ table


def _rearranged_sums(pooled: Floats, n_first: int, n: int, exact: bool, seed: int) -> Iterator[Floats]:
    """Sums of the first group over rearrangements, some at a time."""
    import itertools

    import numpy as np

    if exact:
        chosen = np.array(list(itertools.combinations(range(len(pooled)), n_first)))
        for k in range(0, len(chosen), 1000):
            yield pooled[chosen[k : k + 1000]].sum(axis=1)
        return
    rng = np.random.default_rng(seed)
    for size in _batches(n, len(pooled)):
        ranks = rng.random((size, len(pooled)))
        yield (ranks.argsort(axis=1) < n_first).astype(np.float64) @ pooled


def _batches(total: int, width: int) -> Iterator[int]:
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
