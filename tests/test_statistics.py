"""Bootstrap intervals and permutation tests against scipy, and at their edges."""

import math

import numpy as np
import pytest
import scipy.stats

from newskit.measures.intervals import bootstrap_interval, difference_intervals
from newskit.measures.permutation import permutation_tests


def permutation_test(first, second, statistic, **options):
    return permutation_tests(first, second, {"": statistic}, **options)[""]


def mean(sums):
    return sums[..., 0] / sums[..., 1]


def sample(n=60, seed=3, shift=0.0):
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.exponential(2, n) + shift, rng.integers(1, 6, n)])


def ratio_of_rows(index, axis, rows):
    return rows[index, 0].sum(axis=axis) / rows[index, 1].sum(axis=axis)


@pytest.mark.parametrize(("ours", "scipys"), [("bca", "BCa"), ("percentile", "percentile")])
def test_intervals_agree_with_scipy(ours, scipys):
    rows = sample()
    other = scipy.stats.bootstrap(
        (np.arange(len(rows)),), lambda i, axis=-1: ratio_of_rows(i, axis, rows), method=scipys, n_resamples=20_000,
        rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    low, high = bootstrap_interval(rows, mean, method=ours, n_resamples=20_000)
    width = other.high - other.low
    assert abs(low - other.low) < 0.03 * width and abs(high - other.high) < 0.03 * width


def test_the_interval_holds_the_true_mean_as_often_as_it_says():
    hits = 0
    for seed in range(200):
        rows = np.column_stack([np.random.default_rng(seed).exponential(1, 80), np.ones(80)])
        low, high = bootstrap_interval(rows, mean, n_resamples=400, seed=seed)
        hits += low <= 1 <= high
    assert 180 <= hits <= 198


def test_articles_not_findings_are_drawn():
    """Ten equal findings in one article say no more than one of them."""
    rows = sample(20)
    copies = rows * 10
    assert bootstrap_interval(rows, mean) == pytest.approx(bootstrap_interval(copies, mean))


def test_same_seed_same_interval_other_seed_another():
    rows = sample()
    assert bootstrap_interval(rows, mean, seed=4) == bootstrap_interval(rows, mean, seed=4)
    assert bootstrap_interval(rows, mean, seed=4) != bootstrap_interval(rows, mean, seed=5)


@pytest.mark.parametrize("rows", [np.zeros((0, 2)), np.ones((1, 2)), np.zeros((5, 2))])
def test_nothing_to_tell(rows):
    assert all(math.isnan(x) for x in bootstrap_interval(rows, mean))


def test_four_articles_tell_no_interval_and_five_do():
    rows = sample(5)
    assert all(math.isnan(x) for x in bootstrap_interval(rows[:4], mean))
    low, high = bootstrap_interval(rows, mean)
    assert low < mean(rows.sum(axis=0)) < high


def test_articles_that_have_nothing_of_what_is_counted_do_not_make_up_the_number():
    """A share of persons rests on the articles with persons, however many others there are."""
    rows = np.zeros((30, 2))
    rows[:4] = [[1, 2], [0, 1], [2, 3], [1, 1]]
    assert all(math.isnan(x) for x in bootstrap_interval(rows, mean))
    assert all(math.isnan(x) for x in difference_intervals(rows, sample(20), {"": mean})[""])
    rows[4] = [1, 4]
    assert not any(math.isnan(x) for x in bootstrap_interval(rows, mean))
    assert not any(math.isnan(x) for x in difference_intervals(rows, sample(20), {"": mean})[""])


def test_a_constant_measure_has_an_interval_of_no_width():
    assert bootstrap_interval(np.ones((12, 2)), mean) == (1, 1)


def test_permutation_agrees_with_scipy():
    a, b = sample(14, 1), sample(11, 2, shift=0.8)
    ours = permutation_test(a, b, mean, n_permutations=20_000)
    pooled = np.concatenate([a, b])

    def gap(i, j, axis=-1):
        return ratio_of_rows(i, axis, pooled) - ratio_of_rows(j, axis, pooled)

    theirs = scipy.stats.permutation_test(
        (np.arange(14), np.arange(14, 25)), lambda i, j, axis=-1: np.abs(gap(i, j, axis)), vectorized=True,
        alternative="greater", n_resamples=20_000, rng=np.random.default_rng(1),
    )  # fmt: skip
    assert not ours.exact
    assert abs(ours.difference) == pytest.approx(theirs.statistic)
    assert ours.p_value == pytest.approx(theirs.pvalue, abs=0.012)


def test_few_articles_are_rearranged_in_all_ways():
    a, b = np.column_stack([[5.0, 6, 7], [1, 1, 1]]), np.column_stack([[1.0, 2, 3], [1, 1, 1]])
    found = permutation_test(a, b, mean)
    assert found == (4.0, 2 / 20, 20, True)


def test_p_is_never_zero_and_large_groups_of_one_kind_do_not_differ():
    far = permutation_test(sample(50), sample(50, 9, shift=50), mean, n_permutations=999)
    same = permutation_test(sample(2000, 1), sample(2000, 2), mean, n_permutations=500)
    assert far.p_value == 1 / 1000
    assert same.p_value > 0.01


def test_a_group_without_articles_gives_no_p():
    found = permutation_test(np.zeros((0, 2)), sample(5), mean)
    assert math.isnan(found.difference) and math.isnan(found.p_value)


def test_undefined_rearrangements_count_against_a_difference():
    a, b = [[1.0, 1], [0, 0]], [[0.0, 1], [0, 0]]
    found = permutation_test(a, b, mean)
    assert found.exact and found.p_value == 1.0


@pytest.mark.parametrize("options", [{"level": 95}, {"method": "t"}, {"n_resamples": 0}])
def test_wrong_options_are_told(options):
    with pytest.raises(ValueError, match="Found"):
        bootstrap_interval(sample(), mean, **options)
