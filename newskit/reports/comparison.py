"""Two groups of articles on all measures: the figures of a comparison report, with what leads to the passages behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import measures, texts
from ..errors import InputError
from ..measures.comparison import compare_all, largest_groups
from ..measures.registry import amount, gap, measure_name
from .facts import Plain

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis


@dataclass(frozen=True, repr=False)
class Compared:
    """What a comparison report shows; as text, its figures line by line.

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

    def say(self, german: str, english: str) -> str:
        """The text in the report's language."""
        return texts.pick(self.language, german, english)

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

    @property
    def text(self) -> Plain:
        """The figures as lines of text, which a notebook shows as they are."""
        return Plain(repr(self))

    def __repr__(self) -> str:
        counts = [f"{g}: {texts.count(n, 'article', self.language)}" for g, n in self.sizes.items() if g in self.pair]
        lines = [
            f"  {self.name(r)}: {self.value(r, 'first')} | {self.value(r, 'second')} | {texts.label('verdict', r['verdict'], self.language)}"
            for r in self.rows()
        ]
        return "\n".join([", ".join(counts) or self.say("keine Gruppe", "no group"), *lines])


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
    pair = _pair(sizes, by, first, second)
    options = {"level": level, "n_resamples": n_resamples, "n_permutations": n_permutations, "seed": seed}
    table = compare_all(analysis, by, *pair, copies=copies, **options) if len(pair) == 2 else None  # type: ignore[call-arg, arg-type]
    groups = measures.group_of(analysis, by).astype("string").fillna("")
    own = analysis.articles["duplicate_of"].isna() | copies
    kept = set(analysis.readability["article_id"]) & set(analysis.articles.loc[own, "article_id"])
    names = {str(a): str(g) for a, g in groups.items() if a in kept and g in pair}
    return Compared(analysis, by, sizes, pair, table, names, level, language)


def _pair(sizes: dict[str, int], by: str, first: str, second: str) -> tuple[str, ...]:
    """The groups asked for; where none is named, the largest ones."""
    for name in (first, second):
        if name and name not in sizes:
            some = ", ".join(repr(g) for g in list(sizes)[:10])
            raise InputError(f"There is no group {name!r} in {by!r}. Found: {some or 'none'}.")
    rest = [g for g in sizes if g not in (first, second)]
    first = first or (rest.pop(0) if rest else "")
    second = second or (rest.pop(0) if rest else "")
    return tuple(name for name in (first, second) if name)
