"""Two groups of articles compared: in who speaks, or on all measures (and how sure, in which light, how readable).

    nk.compare_groups(result, "outlet", "Werratal-Bote", "Küstenkurier")
    nk.compare_all(result, "outlet", "Werratal-Bote", "Küstenkurier")

One family of tests, corrected together (Holm), articles as units. In compare_all, where even the clearest arrangement
of so few articles could not become significant, the verdict is "too few" and nothing is tested.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from .. import tables
from ..checks import needs_result
from ..errors import InputError
from .formulas import CARRIERS, MEASURES, SUMMED, article_sums, hedge_sums, mention_sums, ratio, weighted_sums
from .groups import READABLE, group_of, no_group, source_groups
from .intervals import article_spread, bootstrap_intervals, difference_intervals, quiet
from .permutation import holm, permutation_tests

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis
    from .intervals import Floats, Interval, Statistic
    from .permutation import PermutationTest

_STANDARDISED = ("standardised", "standardised_low", "standardised_high")
VERDICTS = ("differs", "not_shown", "too_few")


@dataclass(frozen=True)
class Compared:
    """One of the measures compared.

    Attributes:
        topic: sources, hedges, sentiment or readability.
        name: as in source_measures(), hedge_measures() or readability_measures(); of sentiment: see compare_all().
        voice: "newsroom" or "quoted"; "" if the measure has none.
        statistic: from the sums of a group's articles to the measure.
        carriers: which of the sums says whether an article counts for the measure.
    """

    topic: str
    name: str
    voice: str
    statistic: Statistic
    carriers: int

    @property
    def key(self) -> str:
        """Name and voice in one, e.g. lix.newsroom."""
        return f"{self.name}.{self.voice}" if self.voice else self.name


def article_table(result: Analysis) -> tuple[pd.DataFrame, list[Compared]]:
    """What each article adds to the measures (one row per article_id), and the measures made of it."""
    import pandas as pd

    sums = article_sums(result)
    parts, known = [sums], [_source_measure(name) for name in MEASURES]
    at = sums.shape[1]
    for (topic, name, voice), pair in _pairs(result).items():
        parts.append(pair.reindex(sums.index).fillna(0.0))
        known.append(Compared(topic, name, voice, partial(ratio, at=at), at + 1))
        at += 2
    return pd.concat(parts, axis=1), known


def _source_measure(name: str) -> Compared:
    return Compared("sources", name, "", MEASURES[name], SUMMED.index(CARRIERS.get(name, "weight")))


def _pairs(result: Analysis) -> dict[tuple[str, str, str], pd.DataFrame]:
    """(topic, measure, voice) -> counted and of how much, per article."""
    hedges = hedge_sums(result)
    out: dict[tuple[str, str, str], pd.DataFrame] = {}
    for voice in tables.VOICES:
        out["hedges", "hedges_per_1000_words", voice] = hedges["hedges_per_1000_words", "all", voice, None]
        out["hedges", "share_hedged_sentences", voice] = hedges["share_hedged_sentences", None, voice, None]
        out["hedges", "mean_strength", voice] = hedges["mean_strength", None, voice, None]
    out["hedges", "share_hedged_quotations", ""] = hedges["share_hedged_quotations", None, None, "all"]
    for voice in tables.VOICES:
        mentions = mention_sums(result, voice)
        for name in ("polarity", "share_negative", "share_positive"):
            out["sentiment", name, voice] = mentions[[name, "of"]]
    for voice in tables.VOICES:
        for name in READABLE:
            out["readability", name, voice] = weighted_sums(result.readability, name, voice)
    return out


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
        One row per measure: measure, first, second (values), difference (first - second), p_value (two-sided), p_holm
        (corrected for the number of measures tested; Holm 1979), n_first, n_second (articles), exact (all
        rearrangements tried).

    Raises:
        InputError: an option or a group is not known.
    """
    import pandas as pd

    table = article_sums(result, weight=weight)
    groups = dict(source_groups(result, table, by, copies))
    for name in (first, second):
        if name not in groups:
            raise no_group(name, by, groups)
    a, b = (table.loc[groups[name]].to_numpy() for name in (first, second))
    tests = permutation_tests(a, b, MEASURES, n_permutations=n_permutations, seed=seed)
    rows = [
        {
            "measure": name, "first": _value(a, m), "second": _value(b, m),
            "difference": tests[name].difference, "p_value": tests[name].p_value, "p_holm": math.nan,
            "n_first": len(a), "n_second": len(b), "exact": tests[name].exact,
        }
        for name, m in MEASURES.items()
    ]  # fmt: skip
    compared = pd.DataFrame(rows)
    return compared.assign(p_holm=holm(compared["p_value"].to_numpy()))


@needs_result
def largest_groups(result: Analysis, by: str, *, copies: bool = True) -> dict[str, int]:
    """The groups that articles name and how many articles each has, the largest first."""
    named = counted_groups(result, by, copies).dropna()
    sizes = named.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return {str(group): int(n) for group, n in sizes.items()}


def counted_groups(result: Analysis, by: str | None, copies: bool) -> pd.Series[Any]:
    """The group of each article that was measured and counts."""
    groups = group_of(result, by).astype("string")
    keep = groups.index.isin(result.readability["article_id"])
    if not copies:
        keep &= result.articles.set_index("article_id")["duplicate_of"].isna().to_numpy()
    return groups[keep]


@needs_result
def compare_all(
    result: Analysis,
    by: str,
    first: str,
    second: str,
    *,
    copies: bool = True,
    level: float = 0.95,
    n_resamples: int = 2000,
    n_permutations: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Do two groups of articles differ, in whatever newskit measures? Values, intervals, differences and tests.

    Measures: those of source_measures(); of hedge_measures() the rates, shares and mean strength; of sentiment, per
    mention of an actor, the mean polarity (-1 to 1) and the shares of negative and positive ones; of
    readability_measures() its six. All but those of sources once for the newsroom's words and once for the quoted ones.
    Roles that nobody has in either group are left out.

    Args:
        result: of analyze().
        by: what groups articles: as in source_measures() (not None).
        first: name of a group.
        second: name of another.
        copies: count articles that copy an earlier one too; they are not independent, so with many take copies=False.
        level: of the intervals; a corrected p below 1 - level makes a difference.
        n_resamples: of the bootstrap.
        n_permutations: rearrangements at most; all are tried where there are fewer.
        seed: of bootstrap and test.

    Returns:
        One row per measure: topic, measure, voice (missing: none), first, first_low, first_high, second, second_low,
        second_high, difference (first - second), difference_low, difference_high, standardised, standardised_low,
        standardised_high (in standard deviations of articles, see intervals.article_spread), p_value (two-sided, of the
        permutation test), p_holm (corrected for all measures that are tested), n_first, n_second (articles that have
        what is measured), verdict: differs, not_shown (which is no proof that they are alike), or too_few (undefined in
        a group, or so few articles that not even the clearest of all rearrangements would be significant after
        correction; no p_holm).

    Raises:
        InputError: an option or a group is not known, or both groups are the same.

    Source: intervals and tests as in intervals.py and permutation.py (Efron 1987; Good 2005; Holm 1979). Errors: those
    of all that is measured; a difference of two outlets may be one of their topics.
    """
    import pandas as pd

    a, b, known = _two(result, by, first, second, copies)
    functions = {m.key: m.statistic for m in known}
    sampled: dict[str, Any] = {"level": level, "n_resamples": n_resamples, "seed": seed}
    ends = [bootstrap_intervals(part, functions, **sampled) for part in (a, b)]
    gaps = difference_intervals(a, b, functions, **sampled)
    tests = permutation_tests(a, b, functions, n_permutations=n_permutations, seed=seed)
    rows = [_row(m, a, b, (ends[0][m.key], ends[1][m.key]), gaps[m.key], tests[m.key]) for m in known]
    texts = dict.fromkeys(("topic", "measure", "voice", "verdict"), "string")
    return _judged(pd.DataFrame(rows), 1 - level, n_permutations).astype(texts)


def _row(
    m: Compared, a: Floats, b: Floats, ends: tuple[Interval, Interval], of_gap: Interval, test: PermutationTest
) -> dict[str, Any]:
    """One measure of both groups: values and their intervals, the difference in its unit and in spreads, the test."""
    spread = article_spread(a, b, m.statistic)
    gap = (test.difference, *of_gap)
    return {
        "topic": m.topic, "measure": m.name, "voice": m.voice or None,
        **_side("first", _value(a, m.statistic), ends[0]), **_side("second", _value(b, m.statistic), ends[1]),
        **dict(zip(("difference", "difference_low", "difference_high"), gap, strict=True)),
        **dict(zip(_STANDARDISED, (g / spread for g in gap), strict=True)),
        "p_value": test.p_value, "p_holm": math.nan,
        "n_first": int((a[:, m.carriers] > 0).sum()), "n_second": int((b[:, m.carriers] > 0).sum()),
    }  # fmt: skip


def _two(result: Analysis, by: str, first: str, second: str, copies: bool) -> tuple[Floats, Floats, list[Compared]]:
    """The rows of both groups, and the measures that are worth a line."""
    names = counted_groups(result, by, copies)
    found = set(names.dropna())
    for group in (first, second):
        if group not in found:
            raise no_group(group, by, sorted(found))
    if first == second:
        raise InputError(f"A group cannot be compared with itself. Found: {first!r} twice; give two groups.")
    table, known = article_table(result)
    a, b = (
        table.reindex(names.index[(names == group).fillna(False)]).to_numpy(dtype=float) for group in (first, second)
    )
    return a, b, [m for m in known if not _absent(m, a, b)]


def _absent(measure: Compared, a: Floats, b: Floats) -> bool:
    """A role that nobody has in either group."""
    role = measure.name.removeprefix("share_")
    return role in tables.ROLES and not (a[:, SUMMED.index(role)].any() or b[:, SUMMED.index(role)].any())


def _side(name: str, value: float, ends: tuple[float, float]) -> dict[str, float]:
    return {name: value, f"{name}_low": ends[0], f"{name}_high": ends[1]}


def _value(rows: Floats, statistic: Statistic) -> float:
    return float(quiet(statistic, rows.sum(axis=0)))


def _judged(table: pd.DataFrame, alpha: float, n_permutations: int) -> pd.DataFrame:
    """The table with p_holm and verdict; what could never become significant is left out of the tests beforehand."""
    import numpy as np

    defined = table["p_value"].notna()
    smallest = [smallest_p(*pair, n_permutations) for pair in zip(table["n_first"], table["n_second"], strict=True)]
    tested = defined & (np.array(smallest) * int(defined.sum()) < alpha)
    corrected = holm(table["p_value"].where(tested).to_numpy())
    told = np.select([~tested, corrected < alpha], ["too_few", "differs"], "not_shown")
    return table.assign(p_holm=corrected, verdict=told)


def smallest_p(n_first: int, n_second: int, n_permutations: int) -> float:
    """The smallest p that a permutation test of so many articles can give; in groups of one size each has a mirror."""
    ways = math.comb(n_first + n_second, n_first)
    if ways > n_permutations:
        return 1 / (n_permutations + 1)
    return (2 if n_first == n_second else 1) / ways
