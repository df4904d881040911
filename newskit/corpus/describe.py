"""What is in a corpus and what is missing, before anything is measured: by outlet and month, and with reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import texts
from ..checks import articles_of
from ..tables import Result
from .boilerplate import FLAGS
from .dates import days
from .subset import ANALYZED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


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
        "outlet": frame["outlet"], "n_words": frame["n_words"], "date": local,
        "day": local.dt.strftime("%Y-%m-%d").astype("string"),
        "n_without_date": local.isna().astype("int8"), "n_copies": frame["duplicate_of"].notna().astype("int8"),
        "n_other_language": (~frame["language"].fillna(ANALYZED).eq(ANALYZED)).astype("int8"),
        "n_agency": _int8(len(names) > 0 for names in frame["agencies"]),
        "n_cut": _int8(len(cuts) > 0 for cuts in frame["cuts"]),
        **{f"n_{flag}": _int8(flag in one for one in flags) for flag in FLAGS},
        **{f"lacks_{name}": gap.to_numpy() for name, gap in gaps.items()},
    })  # fmt: skip


def _int8(values: Iterable[bool]) -> Any:
    import numpy as np

    return np.fromiter(values, dtype=np.int8)


def _counts(marked: pd.DataFrame, n_problems: int) -> dict[str, Any]:
    days = marked["day"].dropna()
    sums = {name: int(marked[name].sum()) for name in marked.columns if name.startswith("n_")}
    return {
        "n_articles": len(marked), "n_words": sums.pop("n_words"), "n_outlets": int(marked["outlet"].nunique()),
        "first": days.min() if len(days) else None, "last": days.max() if len(days) else None, **sums,
        "n_problems": n_problems,
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


_ROWS = 12
#: What is counted of a corpus beside its size, in the order shown: singular and plural.
_REMARKS = {
    "n_copies": ("ist Kopie eines früheren Artikels", "sind Kopien früherer Artikel", "copies of an earlier article"),
    "n_agency": ("nennt eine Agentur als Quelle", "nennen eine Agentur als Quelle", "crediting an agency"),
    "n_other_language": ("ist nicht deutsch und wird nicht analysiert",
    "sind nicht deutsch und werden nicht analysiert", "not in German, which are not analyzed"),
    "n_without_date": ("hat kein Datum", "haben kein Datum", "without a date"),
    "n_paywall": ("endet an der Bezahlschranke", "enden an der Bezahlschranke", "ending at a paywall"),
    "n_teaser": ("ist nur ein Anriss", "sind nur Anrisse", "that are teasers only"),
    "n_ticker": ("ist ein Ticker", "sind Ticker", "that are live tickers"),
    "n_interview": ("ist ein Interview", "sind Interviews", "that are interviews"),
    "n_boilerplate": ("besteht nur aus Seitentext", "bestehen nur aus Seitentext", "of nothing but lines of a page"),
    "n_cut": ("wurde von Zeilen der Seite befreit", "wurden von Zeilen der Seite befreit",
    "from which lines of the page were cut"),
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Description:
    """What describe() found; prints as text, shows as tables in a notebook.

    Attributes:
        counts: n_articles, n_words, n_outlets, first and last (day, Berlin time), n_without_date, n_copies
            (duplicate_of set), n_other_language, n_agency (an agency is credited), n_cut (lines of the page were cut),
            and n_paywall, n_teaser, n_ticker, n_interview, n_boilerplate (see articles.flagged), n_problems.
        missing: a row per column that has gaps: column, n_missing, share of the articles.
        outlets: a row per outlet, the largest first (the outlet is missing where the data name none): n_articles,
            n_words, first, last, and the counts above per outlet.
        months: a row per month and outlet with articles: month (2025-10, Berlin time), outlet, n_articles, n_words.
        problems: what went wrong, the most frequent first: stage, reason (numbers and names in it as in the example),
            n, example (its source).
        language: "de" or "en".
    """

    counts: Mapping[str, Any]
    missing: pd.DataFrame
    outlets: pd.DataFrame
    months: pd.DataFrame
    problems: pd.DataFrame
    language: str
    _articles: pd.DataFrame

    def plot(self, *, ax: Axes | None = None, language: str | None = None) -> Axes:
        """Articles by month and outlet: plots.corpus of these articles."""
        from ..plots import corpus

        return corpus(self._articles, ax=ax, language=language or self.language)

    def __str__(self) -> str:
        return description_text(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return description_html(self)


def description_text(made: Description) -> str:
    """The description as lines for a terminal."""
    lines = [_headline(made), *(f"  {line}" for line in _remarks(made))]
    for heading, frame in _parts(made)[:-1] if len(made.problems) else _parts(made):
        lines += [
            "",
            heading,
            *(f"  {line}" for line in frame.head(_ROWS).to_string(index=False, na_rep="–").splitlines()),
        ]
        lines += [f"  … ({len(frame) - _ROWS})"] if len(frame) > _ROWS else []
    return "\n".join([*lines, *_problem_lines(made)])


def _problem_lines(made: Description) -> list[str]:
    """How often, what, and where for example: a line each, since reasons are sentences."""
    if made.problems.empty:
        return []
    rows = made.problems.head(_ROWS).to_dict("records")
    lines = [f"  {row['n']:>5} × {texts.shorten(row['reason'], 160)} [{row['example']}]" for row in rows]
    more = [f"  … ({len(made.problems) - _ROWS})"] if len(made.problems) > _ROWS else []
    return ["", texts.label("corpus", "problems", made.language), *lines, *more]


def description_html(made: Description) -> str:
    """The same as tables for a notebook."""
    from ..display.html import paragraphs, styled
    from ..display.tables import table_html

    body = paragraphs(_headline(made), *_remarks(made))
    for heading, frame in _parts(made):
        body += paragraphs(heading=heading, level=3) + table_html(frame, language=made.language, limit=_ROWS)
    return styled(body)


def _headline(made: Description) -> str:
    counts, language = made.counts, made.language
    parts = [texts.count(counts["n_articles"], "article", language), texts.count(counts["n_words"], "word", language)]
    parts.append(texts.count(counts["n_outlets"], "outlet", language))
    if counts["first"]:
        parts.append(
            texts.label("corpus", "to", language).format(
                _day(counts["first"]), _day(counts["last"]), counts["first"], counts["last"]
            )
        )
    if counts["n_problems"]:
        parts.append(texts.count(counts["n_problems"], "problem", language))
    return ", ".join(parts)


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def _remarks(made: Description) -> list[str]:
    return [
        f"{texts.number(n, made.language)} {texts.pick(made.language, one if n == 1 else many, english)}"
        for name, (one, many, english) in _REMARKS.items()
        if (n := made.counts[name])
    ]


def _parts(made: Description) -> list[tuple[str, pd.DataFrame]]:
    """The tables worth showing, with their headings and columns as people read them."""
    words = {
        "column": ("Spalte", "column"), "n_missing": ("fehlt bei", "missing in"), "share": ("Anteil", "share"),
        "outlet": ("Medium", "outlet"),
        "n_articles": ("Artikel", "articles"), "n_words": ("Wörter", "words"), "first": ("erster", "first"),
        "last": ("letzter", "last"),
        "n_copies": ("Kopien", "copies"), "n_agency": ("mit Agentur", "with agency"), "n_paywall": ("Bezahlschranke",
        "paywall"), "month": ("Monat", "month"),
        "stage": ("Schritt", "step"), "reason": ("Grund", "reason"), "n": ("Zahl", "number"), "example": ("Beispiel",
        "example"),
    }  # fmt: skip
    names = {name: texts.pick(made.language, *pair) for name, pair in words.items()}
    outlets = made.outlets[[name for name in made.outlets.columns if name in names]]
    outlets = outlets.assign(outlet=outlets["outlet"].fillna(texts.label("corpus", "not_named", made.language)))
    months = made.months.groupby("month", as_index=False)[["n_articles", "n_words"]].sum()
    missing = made.missing.assign(share=[texts.percent(share, made.language) for share in made.missing["share"]])
    parts = [
        (texts.label("corpus", "by_outlet", made.language), outlets),
        (texts.label("corpus", "by_month", made.language), months),
        (texts.label("corpus", "what_is_missing", made.language), missing),
        (texts.label("corpus", "problems", made.language), made.problems),
    ]
    return [(heading, frame.rename(columns=names)) for heading, frame in parts if len(frame)]
