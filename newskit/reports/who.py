"""Who speaks in a corpus: the measures of a sources report, by group and compared, with the passages behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import measures, texts
from ..measures.comparison import compare_groups
from ..measures.registry import amount, measure_name
from .facts import Plain

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: The group of all articles, in anchors and tables.
ALL = "all"
#: Groups that a page shows; the table that is saved has them all.
MOST_GROUPS = 12


@dataclass(frozen=True, repr=False)
class Speaking:
    """What a sources report shows; as text, its figures line by line.

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
        return texts.pick(self.language, "ohne Angabe", "not given") if texts.is_missing(group) else str(group)

    def values(self, group: str = "") -> dict[str, tuple[float, float, float]]:
        """measure -> (value, low, high) of a group; "": of all articles."""
        table = self.whole if not group else self.groups[self.groups["group"].map(self.name) == group]
        columns = (table[c] for c in ("measure", "value", "low", "high"))
        return {m: (v, low, high) for m, v, low, high in zip(*columns, strict=True)}

    def sizes(self, group: str = "") -> tuple[int, int]:
        """Articles and sources of a group; "": of all."""
        table = self.whole if not group else self.groups[self.groups["group"].map(self.name) == group]
        return (int(table["n_articles"].max()), int(table["n_sources"].max())) if len(table) else (0, 0)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables to keep beside a report: the measures of all articles and of each group, and the comparison."""
        import pandas as pd

        table = pd.concat([self.whole, self.groups], ignore_index=True)
        kept = {"source_measures": table.assign(grouped_by=[""] * len(self.whole) + [self.by] * len(self.groups))}
        return kept | ({} if self.comparison is None else {"source_comparison": self.comparison})

    @property
    def text(self) -> Plain:
        """The figures as lines of text, which a notebook shows as they are."""
        return Plain(repr(self))

    def __repr__(self) -> str:
        lines = []
        for group in ["", *self.shown]:
            n_articles, n_sources = self.sizes(group)
            count = [
                texts.count(n_articles, "article", self.language),
                texts.sources(n_sources, n_articles, self.language),
            ]
            lines.append(f"{group or texts.pick(self.language, 'alle', 'all')}: {', '.join(count)}")
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
    whole = measures.source_measures(analysis, **sampled)
    groups = measures.source_measures(analysis, by=by, **sampled) if by else whole.iloc[:0]
    if groups["group"].nunique(dropna=False) < 2 and not (first or second):
        groups = groups.iloc[:0]  # one group is all articles
    pair = _pair(groups, first, second)
    return Speaking(
        analysis=analysis,
        by=by,
        whole=whole,
        groups=groups,
        names=_names(analysis, by, copies),
        pair=pair,
        comparison=compare_groups(analysis, by, *pair, **options) if pair else None,
        level=level,
        weight=weight,
        language=language,
    )


def _pair(groups: pd.DataFrame, first: str, second: str) -> tuple[str, str] | None:
    known = groups["group"].dropna().unique().tolist()
    if not first and not second:
        return (known[0], known[1]) if len(known) == 2 else None
    return (first, second) if first and second else None


def _names(analysis: Analysis, by: str, copies: bool) -> dict[str, str]:
    """The group of each article that was measured and counts."""
    groups = measures.group_of(analysis, by or None)
    measured = set(analysis.readability["article_id"])
    articles = analysis.articles if copies else analysis.articles[analysis.articles["duplicate_of"].isna()]
    return {a: groups[a] for a in articles["article_id"] if a in measured}
