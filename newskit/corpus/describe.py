"""What is in a corpus and what is missing, before anything is measured: by outlet, by month, with the problems and reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .. import texts
from ..checks import articles_of
from ..tables import Result
from .boilerplate import FLAGS
from .choice import ANALYZED
from .dates import days
from .description import Description

if TYPE_CHECKING:
    import pandas as pd

#: Columns whose gaps matter to what can be counted.
_WANTED = ("title", "outlet", "published", "authors", "url", "section", "language")
_WORDY = re.compile(r"'[^']*'|\"[^\"]*\"|\b[0-9a-f]{12}\b|\d[\d.,]*|^[^:]{1,40}\d: ")


def describe(
    articles: pd.DataFrame | Result,
    *,
    problems: Iterable[Mapping[Hashable, Any]] | pd.DataFrame | None = None,
    language: str = "de",
) -> Description:
    """What is there, what is missing, by outlet and month.

    Args:
        articles: the articles table, or an Analysis. The table is not changed.
        problems: rows of the table problems; None: those that load_articles or analyze noted.
        language: language of what is shown ("de" or "en").
    """
    import pandas as pd

    frame = articles_of(articles, "describe", ("article_id", "published", "flagged", "cuts"))
    if problems is None:
        problems = frame.attrs.get("problems", []) if isinstance(articles, pd.DataFrame) else articles.problems
    rows = problems.to_dict("records") if isinstance(problems, pd.DataFrame) else problems
    return describe_batches([frame], rows, language=language)


def describe_batches(
    frames: Iterable[pd.DataFrame], problems: Iterable[Mapping[Hashable, Any]], *, language: str = "de"
) -> Description:
    """The same of a table that comes in parts, each like the articles table (the text may be left out of it)."""
    import pandas as pd

    texts.check_language(language)
    parts = [_marked(frame) for frame in frames]
    marked = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    noted = _problems(problems)
    return Description(
        counts=_counts(marked, int(noted["n"].sum())),
        missing=_missing(marked),
        outlets=_outlets(marked),
        months=_months(marked),
        problems=noted,
        language=language,
        _articles=marked[["outlet", "date"]],
    )


def _marked(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per article with what is counted of it, as numbers that can be added, and what it lacks."""
    import pandas as pd

    flags = [set(flags) for flags in frame["flagged"]]
    local = days(frame)
    gaps = {name: frame[name].map(len).eq(0) if name == "authors" else frame[name].isna() for name in _WANTED}
    return pd.DataFrame({
        "outlet": frame["outlet"], "n_words": frame["n_words"], "date": local, "day": local.dt.strftime("%Y-%m-%d").astype("string"),
        "n_without_date": local.isna().astype("int8"), "n_copies": frame["duplicate_of"].notna().astype("int8"),
        "n_other_language": (~frame["language"].fillna(ANALYZED).eq(ANALYZED)).astype("int8"),
        "n_agency": _small(len(names) > 0 for names in frame["agencies"]), "n_cut": _small(len(cuts) > 0 for cuts in frame["cuts"]),
        **{f"n_{flag}": _small(flag in one for one in flags) for flag in FLAGS}, **{f"lacks_{name}": gap.to_numpy() for name, gap in gaps.items()},
    })  # fmt: skip


def _small(values: Iterable[bool]) -> Any:
    import numpy as np

    return np.fromiter(values, dtype=np.int8)


def _counts(marked: pd.DataFrame, n_problems: int) -> dict[str, Any]:
    days = marked["day"].dropna()
    sums = {name: int(marked[name].sum()) for name in marked.columns if name.startswith("n_")}
    return {
        "n_articles": len(marked), "n_words": sums.pop("n_words"), "n_outlets": int(marked["outlet"].nunique()),
        "first": days.min() if len(days) else None, "last": days.max() if len(days) else None, **sums, "n_problems": n_problems,
    }  # fmt: skip


def _missing(marked: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    gaps = {name: int(marked[f"lacks_{name}"].sum()) for name in _WANTED}
    rows = [(name, n, n / len(marked)) for name, n in gaps.items() if n]
    return pd.DataFrame(rows, columns=["column", "n_missing", "share"])


def _outlets(marked: pd.DataFrame) -> pd.DataFrame:
    """Rows per outlet, with the counts as whole numbers."""
    numbers = [name for name in marked.columns if name.startswith("n_") and name != "n_words"]
    groups = marked.groupby("outlet", dropna=False, sort=True)
    made = groups.agg(
        n_articles=("n_words", "size"), n_words=("n_words", "sum"), first=("day", "min"), last=("day", "max"),
        **{name: (name, "sum") for name in numbers},
    )  # fmt: skip
    made = made.astype(dict.fromkeys(numbers, "int64"))
    return made.sort_values("n_articles", ascending=False, kind="stable").reset_index()


def _months(marked: pd.DataFrame) -> pd.DataFrame:
    dated = marked[marked["day"].notna()].assign(month=lambda rows: rows["day"].str[:7])
    groups = dated.groupby(["month", "outlet"], dropna=False, sort=True)
    return groups.agg(n_articles=("n_words", "size"), n_words=("n_words", "sum")).reset_index()


def _problems(rows: Iterable[Mapping[Hashable, Any]]) -> pd.DataFrame:
    import pandas as pd

    kinds: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], tuple[str, Any]] = {}
    for row in rows:
        kind = str(row["stage"]), _WORDY.sub("…", str(row["reason"]))
        kinds[kind] += 1
        source = row.get("source")
        example.setdefault(kind, (str(row["reason"]), row.get("article_id") if texts.is_missing(source) else source))
    found = [(stage, example[stage, kind][0], n, example[stage, kind][1]) for (stage, kind), n in kinds.most_common()]
    return pd.DataFrame(found, columns=["stage", "reason", "n", "example"])
