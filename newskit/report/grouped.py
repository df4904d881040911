"""The figures of groups of articles: who speaks in each (sources report), two on all measures (comparison report)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import texts
from ..errors import InputError
from ..measures.comparison import compare_all, compare_groups, counted_groups, largest_groups
from ..measures.groups import no_group, source_measures
from ..measures.registry import amount, gap, measure_name
from .figures import Figures

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Groups that a page shows; the table that is saved has them all.
MOST_GROUPS = 12

Row = dict[str, Any]


@dataclass(frozen=True, repr=False)
class Speaking(Figures):
    """What a sources report shows.

    Attributes:
        analysis: of the articles.
        by: what articles are grouped by; "" if they are not.
        whole: source_measures() of all articles together.
        groups: source_measures() by group; empty if articles are not grouped.
        names: group of each article that counts, by article_id.
        pair: the two groups that are compared, if any.
        comparison: compare_groups() of the pair, if any.
        level: of the intervals.
        weight: what shares count, "sources" or "words".
        language: "de" or "en".
    """

    analysis: Analysis
    by: str
    whole: pd.DataFrame
    groups: pd.DataFrame
    names: dict[str, str]
    pair: tuple[str, str] | None
    comparison: pd.DataFrame | None
    level: float
    weight: str
    language: str

    @property
    def shown(self) -> list[str]:
        """The groups that the page shows: those with most articles, in the order of their names."""
        sizes = self.groups.groupby("group", dropna=False)["n_articles"].max()
        most = sizes.sort_values(ascending=False, kind="stable").index[:MOST_GROUPS]
        return [self.name(g) for g in sizes.index if g in most or (texts.is_missing(g) and most.isna().any())]

    def name(self, group: object) -> str:
        """A group's name as shown; of articles that name none: ohne Angabe."""
        return texts.label("word", "no_group", self.language) if texts.is_missing(group) else str(group)

    def _table(self, group: str) -> pd.DataFrame:
        return self.whole if not group else self.groups[self.groups["group"].map(self.name) == group]

    def values(self, group: str = "") -> dict[str, tuple[float, float, float]]:
        """measure -> (value, low, high) of a group; "": of all articles."""
        table = self._table(group)
        columns = (table[c] for c in ("measure", "value", "low", "high"))
        return {m: (v, low, high) for m, v, low, high in zip(*columns, strict=True)}

    def sizes(self, group: str = "") -> tuple[int, int]:
        """Articles and sources of a group; "": of all."""
        table = self._table(group)
        return (int(table["n_articles"].max()), int(table["n_sources"].max())) if len(table) else (0, 0)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables to keep beside a report: the measures of all articles and of each group, and the comparison."""
        import pandas as pd

        table = pd.concat([self.whole, self.groups], ignore_index=True)
        kept = {"source_measures": table.assign(grouped_by=[""] * len(self.whole) + [self.by] * len(self.groups))}
        return kept | ({} if self.comparison is None else {"source_comparison": self.comparison})

    def counts(self, group: str = "") -> str:
        """How many articles and sources it has, in words."""
        n_articles, n_sources = self.sizes(group)
        said = texts.count(n_articles, "article", self.language)
        return f"{said}, {texts.sources(n_sources, n_articles, self.language)}"

    def __repr__(self) -> str:
        lines = []
        for group in ["", *self.shown]:
            lines.append(f"{group or texts.label('word', 'all', self.language)}: {self.counts(group)}")
            lines += [
                f"  {measure_name(m, '', self.language)}: {amount(m, *v, self.language)}"
                for m, v in self.values(group).items()
            ]
        return "\n".join(lines)


def speaking(
    analysis: Analysis,
    by: str = "",
    *,
    first: str = "",
    second: str = "",
    weight: str = "sources",
    copies: bool = True,
    level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 0,
    language: str | None = None,
) -> Speaking:
    """The figures of a sources report.

    Args:
        analysis: of analyze().
        by: "" or what source_measures() groups by (outlet, month, section, ...).
        first: a group to compare; with `second` empty too, two groups are compared if there are just two.
        second: the group it is compared with.
        weight: "sources" or "words".
        copies: count articles that copy an earlier one too.
        level: of the intervals.
        n_resamples: of the bootstrap.
        seed: of bootstrap and test.
        language: "de" or "en"; None: the analysis's.

    Raises:
        InputError: a group or an option is not known.
    """
    language = texts.check_language(language or analysis.language)
    options: dict[str, Any] = {"weight": weight, "copies": copies, "seed": seed}
    sampled = {**options, "level": level, "n_resamples": n_resamples}
    whole = source_measures(analysis, **sampled)
    groups = source_measures(analysis, by=by, **sampled) if by else whole.iloc[:0]
    if groups["group"].nunique(dropna=False) < 2 and not (first or second):
        groups = groups.iloc[:0]  # one group is all articles
    pair = _two_named(groups, first, second)
    return Speaking(
        analysis=analysis,
        by=by,
        whole=whole,
        groups=groups,
        names=dict(counted_groups(analysis, by or None, copies)),
        pair=pair,
        comparison=compare_groups(analysis, by, *pair, **options) if pair else None,
        level=level,
        weight=weight,
        language=language,
    )


def _two_named(groups: pd.DataFrame, first: str, second: str) -> tuple[str, str] | None:
    known = groups["group"].dropna().unique().tolist()
    if not first and not second:
        return (known[0], known[1]) if len(known) == 2 else None
    return (first, second) if first and second else None


@dataclass(frozen=True, repr=False)
class Compared(Figures):
    """What a comparison report shows.

    Attributes:
        analysis: of the articles.
        by: what articles are grouped by.
        sizes: articles of each group, the largest first.
        pair: the two groups; fewer names where there are fewer groups.
        table: compare_all() of the pair; None if there are no two groups.
        names: group of each article of the pair that counts, by article_id.
        level: of the intervals; a corrected p below 1 - level makes a difference.
        language: "de" or "en".
    """

    analysis: Analysis
    by: str
    sizes: dict[str, int]
    pair: tuple[str, ...]
    table: pd.DataFrame | None
    names: dict[str, str]
    level: float
    language: str

    def rows(self, verdict: str = "", topic: str = "") -> list[dict[str, Any]]:
        """Measures with a verdict, of a topic; "": of any. A missing voice is ""."""
        if self.table is None:
            return []
        table = self.table.assign(voice=self.table["voice"].fillna(""))
        found = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
        return [r for r in found if verdict in ("", r["verdict"]) and topic in ("", r["topic"])]

    def name(self, row: dict[str, Any]) -> str:
        """A measure in the reader's words."""
        return measure_name(row["measure"], row["voice"], self.language)

    def verdict(self, row: Row) -> str:
        """What the test says of a measure, in two words."""
        return texts.label("verdict", row["verdict"], self.language)

    def value(self, row: dict[str, Any], side: str) -> str:
        """Value and interval of a side ("first", "second"), or the difference."""
        show = gap if side == "difference" else amount
        return show(row["measure"], row[side], row[f"{side}_low"], row[f"{side}_high"], self.language)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The table to keep beside a report."""
        if self.table is None:
            return {}
        return {
            "comparison": self.table.assign(grouped_by=self.by, first_group=self.pair[0], second_group=self.pair[1])
        }

    def __repr__(self) -> str:
        counts = [f"{g}: {texts.count(n, 'article', self.language)}" for g, n in self.sizes.items() if g in self.pair]
        lines = [
            f"  {self.name(r)}: {self.value(r, 'first')} | {self.value(r, 'second')} | {self.verdict(r)}"
            for r in self.rows()
        ]
        return "\n".join([", ".join(counts) or texts.label("word", "none", self.language), *lines])


def comparing(
    analysis: Analysis,
    by: str = "outlet",
    *,
    first: str = "",
    second: str = "",
    copies: bool = True,
    level: float = 0.95,
    n_resamples: int = 2000,
    n_permutations: int = 10_000,
    seed: int = 0,
    language: str | None = None,
) -> Compared:
    """The figures of a comparison report.

    Args:
        analysis: of analyze().
        by: what source_measures() groups by (outlet, month, section, ...).
        first: a group; empty: the largest that is not `second`.
        second: the group it is compared with; empty: the largest that is not `first`.
        copies: count articles that copy an earlier one too.
        level: of the intervals.
        n_resamples: of the bootstrap.
        n_permutations: of the test.
        seed: of bootstrap and test.
        language: "de" or "en"; None: the analysis's.

    Raises:
        InputError: a group or an option is not known.
    """
    language = texts.check_language(language or analysis.language)
    if not by:
        raise InputError("Nothing to compare by. Give by= outlet, section, month, week, year, or a column.")
    sizes = largest_groups(analysis, by, copies=copies)
    pair = _largest(sizes, by, first, second)
    options: dict[str, Any] = {"level": level, "n_resamples": n_resamples, "n_permutations": n_permutations}
    table = None
    if len(pair) == 2:
        table = compare_all(analysis, by, pair[0], pair[1], copies=copies, seed=seed, **options)
    names = {str(a): str(g) for a, g in counted_groups(analysis, by, copies).dropna().items() if g in pair}
    return Compared(analysis, by, sizes, pair, table, names, level, language)


def _largest(sizes: dict[str, int], by: str, first: str, second: str) -> tuple[str, ...]:
    """The groups asked for; where none is named, the largest ones."""
    for name in (first, second):
        if name and name not in sizes:
            raise no_group(name, by, sizes)
    rest = [g for g in sizes if g not in (first, second)]
    first = first or (rest.pop(0) if rest else "")
    second = second or (rest.pop(0) if rest else "")
    return tuple(name for name in (first, second) if name)
