"""Permutation tests: do two groups of articles differ in a measure? With the article as the unit (see intervals.py)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .intervals import as_table, batches, check_options, quiet

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from .intervals import Floats, Statistic


class PermutationTest(NamedTuple):
    """Difference of two groups (first minus second), its two-sided p, and whether all rearrangements were tried."""

    difference: float
    p_value: float
    n_permutations: int
    exact: bool


def permutation_tests(
    first: ArrayLike,
    second: ArrayLike,
    statistics: Mapping[str, Statistic],
    *,
    n_permutations: int = 5000,
    seed: int = 0,
) -> dict[str, PermutationTest]:
    """Do two groups of articles differ in some measures? Group labels are exchanged between articles, for all at once.

    p = share of rearrangements whose absolute difference is at least the one observed; all of them where there are no
    more than n_permutations (exact), else (hits + 1) / (n_permutations + 1), which is never 0. A rearrangement in which
    the measure is undefined counts as a hit, so that the test errs on the safe side.

    Args:
        first: one row per article of the first group, one column per thing that is summed.
        second: the same of the second group.
        statistics: by name: from sums to the measure, over the last axis.
        n_permutations: rearrangements tried at most.
        seed: of the random numbers.

    Returns:
        Of each measure PermutationTest(difference, p_value, n_permutations, exact); p is NaN where the difference is
        undefined.

    Source: Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, ch. 3; the + 1: Phipson & Smyth
    (2010), Permutation P-values Should Never Be Zero. Errors: it presumes that articles are exchangeable between the
    groups; copies of one agency text are not independent (leave out those with duplicate_of).
    """
    import numpy as np

    check_options(n_resamples=n_permutations)
    a, b = as_table(first), as_table(second)
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
    return quiet(statistic, of_first) - quiet(statistic, total - of_first)


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
    for size in batches(n, len(pooled)):
        ranks = rng.random((size, len(pooled)))
        yield (ranks.argsort(axis=1) < n_first).astype(np.float64) @ pooled
