"""The tables of a report: rows of an Analysis in the reader's words, each leading to its place in the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from .. import texts
from ..display import anchor, table_html
from ..measures.groups import hedge_measures as measured_hedges
from ..measures.hardest import hardest_sentences
from ..measures.intervals import FEWEST_ARTICLES
from ..measures.registry import short_name
from ..plots.readability import measured
from ..plots.style import place

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Characters of a passage that a table shows.
LENGTH = 220


def _named(column: pd.Series[Any], group: str, language: str) -> pd.Series[str]:
    return column.astype(object).map(lambda v: "–" if texts.is_missing(v) else texts.label(group, v, language))


def _titles(analysis: Analysis, column: pd.Series[Any]) -> pd.Series[str]:
    """Title of the article of each row, its first words where it has none."""
    articles = analysis.articles
    titles = articles["title"].fillna(articles["text"].map(lambda text: texts.shorten(text, 50)))
    return column.map(dict(zip(articles["article_id"], titles, strict=True)))


def _source_names(analysis: Analysis, rows: pd.DataFrame, key: str) -> list[str | None]:
    sources = analysis.sources
    names = dict(zip(zip(sources["article_id"], sources["source_id"], strict=True), sources["name"], strict=True))
    return [names.get(pair) for pair in zip(rows["article_id"], rows[key], strict=True)]


def _passages(rows: pd.DataFrame, kind: str, numbers: list[int]) -> list[str]:
    return [f"#{anchor(kind, a, n)}" for a, n in zip(rows["article_id"], numbers, strict=True)]


def quotes(analysis: Analysis, language: str) -> str:
    """Quotations with source, type and rule; the number leads to the passage."""
    import pandas as pd

    rows, word = analysis.quotes, texts.label("word", "quotation", language)
    speakers = pd.Series(_source_names(analysis, rows, "source_id"), index=rows.index, dtype=object)
    table = pd.DataFrame({
        "passage": [f"{word}\N{NO-BREAK SPACE}{n}" for n in rows["quote_id"]],
        "type": _named(rows["type"], "quote_type", language),
        "speaker": speakers.fillna(rows["speaker"].astype(object)),
        "text": _words_of(analysis, rows),
        "rule": rows["rule"],
    })  # fmt: skip
    return table_html(table, language=language, links={"passage": _passages(rows, "q", rows["quote_id"].tolist())})


def _words_of(analysis: Analysis, rows: pd.DataFrame) -> list[str]:
    """The words of each quotation, without the frame that may stand between its pieces."""
    text = dict(zip(analysis.articles["article_id"], analysis.articles["text"], strict=True))
    pairs = zip(rows["article_id"], rows["quote_segments"], strict=True)
    return [texts.shorten(" … ".join(text[a][start:end] for start, end in pieces), LENGTH) for a, pieces in pairs]


def sources(analysis: Analysis, language: str, limit: int | None = None) -> str:
    """Sources with kind, role, gender and how much they say, those most quoted first."""
    import pandas as pd

    rows = analysis.sources.sort_values(["n_quotes", "n_words_quoted"], ascending=False, kind="stable")
    table = pd.DataFrame({
        "name": rows["name"].map(lambda name: texts.shorten(str(name), 80)),
        **{c: _named(rows[c], c, language) for c in ("kind", "role", "gender", "named")},
        "n_quotes": rows["n_quotes"],
        "n_words_quoted": rows["n_words_quoted"],
    })  # fmt: skip
    if len(analysis.articles) > 1:
        table["article"] = _titles(analysis, rows["article_id"])
    said = [f"#{anchor('s', a, s)}" for a, s in zip(rows["article_id"], rows["source_id"], strict=True)]
    return table_html(table, language=language, limit=limit, links={"n_quotes": said})


def hedges(analysis: Analysis, language: str) -> str:
    """Hedges with category and voice; the words lead to the passage."""
    import pandas as pd

    rows = analysis.hedges
    table = pd.DataFrame({
        "passage": rows["text"],
        "category": _named(rows["category"], "category", language),
        "strength": _named(rows["strength"], "strength", language),
        "voice": _named(rows["voice"], "voice", language),
        "speaker": _source_names(analysis, rows, "speaker_source_id"),
        "rule": rows["rule"],
    })  # fmt: skip
    return table_html(table, language=language, links={"passage": _passages(rows, "h", _numbers(rows))})


def _numbers(rows: pd.DataFrame) -> list[int]:
    """Number of each row within its article, as the marks of the text count them."""
    return [int(n) for n in rows.groupby("article_id").cumcount()]


def sentiment(analysis: Analysis, language: str) -> str:
    """Evaluations of actors with the words they rest on; neutral mentions are left out."""
    import pandas as pd

    everything = analysis.sentiment.assign(number=_numbers(analysis.sentiment))
    rows = everything[everything["label"] != "neutral"]
    text = dict(zip(analysis.articles["article_id"], analysis.articles["text"], strict=True))
    evidence = [
        ", ".join(texts.shorten(text[a][int(start) : int(end)], 60) for start, end, _ in found)
        for a, found in zip(rows["article_id"], rows["evidence"], strict=True)
    ]
    table = pd.DataFrame({
        "passage": rows["actor"],
        "label": _named(rows["label"], "label", language),
        "polarity": rows["polarity"],
        "voice": _named(rows["voice"], "voice", language),
        "evidence": evidence,
        "rule": rows["rule"],
    })  # fmt: skip
    headers = {"passage": texts.label("column", "actor", language)}
    return table_html(
        table, language=language, headers=headers, links={"passage": _passages(rows, "e", rows["number"].tolist())}
    )


def readability(analysis: Analysis, language: str) -> str:
    """The measures of the whole text, of the newsroom's words and of the quoted ones."""
    rows = analysis.readability
    keys = ["n_words", "flesch_amstad", "wiener_1", "lix", "sentence_length_words", "share_long_words", "difficulty"]
    table = rows[keys].copy()
    table.insert(0, "voice", _named(rows["voice"], "voice", language))
    return table_html(table, language=language, percents=["share_long_words"])


def difficulty(analysis: Analysis, language: str, limit: int = 5) -> str:
    """The hardest sentences of each article, hardest first, with what makes them hard."""
    import pandas as pd

    keys = analysis.difficulty["article_id"].unique()
    parts = [hardest_sentences(analysis, str(key), limit, language=language) for key in keys]
    rows = pd.concat(parts).sort_values("difficulty", ascending=False, kind="stable").head(limit)
    table = pd.DataFrame({
        "difficulty": rows["difficulty"],
        "text": rows["text"].map(lambda text: texts.shorten(text, 2 * LENGTH)),
        "voice": _named(rows["voice"], "voice", language),
        "reasons": rows["reasons"],
    })  # fmt: skip
    if len(analysis.articles) > 1:
        table["article"] = _titles(analysis, rows["article_id"])
    return table_html(table, language=language)


def hedge_measures(analysis: Analysis, language: str) -> str:
    """How often each voice and type of quotation is hedged: rates and shares with intervals, and how to read them."""
    import pandas as pd

    rows = measured_hedges(analysis)
    rows = rows[(rows["measure"] != "mean_strength") & (rows["category"].isna() | (rows["category"] == "all"))]
    rows = rows[(rows["voice"].astype(object) != "all") & (rows["of"] > 0)]
    per_1000 = rows["measure"] == "hedges_per_1000_words"
    kinds = rows["quote_type"].astype(object).replace("all", texts.label("hedge_measure", "all", language))
    whose = _named(rows["voice"], "voice", language).where(rows["voice"].notna(), _named(kinds, "quote_type", language))
    low, high = (_values(rows[end], per_1000, language) for end in ("low", "high"))
    table = pd.DataFrame({
        "measure": rows["measure"].map(lambda name: short_name(name, language)),
        "of": whose,
        "value": _values(rows["value"], per_1000, language),
        "interval": (low + " – " + high).where(rows["low"].notna(), "–"),
        "n": rows["n"].astype(int),
        "total": rows["of"].astype(int),
    })  # fmt: skip
    headers = {str(name): texts.label("hedge_measure", f"column_{name}", language) for name in table}
    caption = texts.label("hedge_measure", "how_to_read", language)
    if rows["n_articles"].max() < FEWEST_ARTICLES:
        caption += " " + texts.label("word", "why_no_interval", language).format(FEWEST_ARTICLES)
    return table_html(table, language=language, headers=headers, caption=caption)


def _values(column: pd.Series[float], per_1000: pd.Series[bool], language: str) -> pd.Series[str]:
    import pandas as pd

    pairs = zip(column, per_1000, strict=True)
    shown = [texts.number(v, language, 1) if rate else texts.percent(v, language) for v, rate in pairs]
    return pd.Series(shown, index=column.index, dtype=object)


def problems(analysis: Analysis, language: str) -> str:
    """What went wrong, article by article."""
    import pandas as pd

    rows = analysis.problems
    files = rows["source"].map(lambda path: None if texts.is_missing(path) else PurePath(path).name)
    where = files.astype(object).fillna(_titles(analysis, rows["article_id"]))
    table = pd.DataFrame({"source": where, "stage": rows["stage"], "reason": rows["reason"]})
    return table_html(table, language=language, limit=50)


def articles(analysis: Analysis, language: str) -> str:
    """One line per article: outlet, date, and its key figures."""
    import pandas as pd

    rows = analysis.articles.sort_values("published", kind="stable", na_position="last")
    keys = rows["article_id"]
    words = analysis.readability.pivot_table(index="article_id", columns="voice", values="n_words", observed=True)
    share = (words["quoted"] / words["all"]) if {"quoted", "all"} <= set(words.columns) else pd.Series(dtype="float64")
    table = pd.DataFrame({
        "title": _titles(analysis, keys).map(lambda title: texts.shorten(title, 70)),
        "outlet": rows["outlet"],
        "published": rows["published"],
        "n_words": rows["n_words"],
        "n_quotes": _counts(analysis.quotes, keys),
        "share_quoted": keys.map(share).astype("float64"),
        "hedges_newsroom": _rates(analysis, keys, words, "newsroom"),
        "flesch_amstad": keys.map(measured(analysis, "flesch_amstad")).round().astype("Int64"),
    })  # fmt: skip
    links: dict[str, list[str | None]] = {"title": [None if texts.is_missing(url) else str(url) for url in rows["url"]]}
    links |= {column: [f"#{anchor('a', key, 0)}" for key in keys] for column in ("n_quotes", "hedges_newsroom")}
    return table_html(
        table,
        language=language,
        links=links,
        percents=["share_quoted"],
        caption=texts.label("word", "per_1000", language),
        limit=200,
    )


def _counts(table: pd.DataFrame, keys: pd.Series[str]) -> pd.Series[int]:
    return keys.map(table.groupby("article_id").size()).fillna(0).astype("int64")


def _rates(analysis: Analysis, keys: pd.Series[str], words: pd.DataFrame, voice: str) -> pd.Series[float]:
    rows = analysis.hedges[analysis.hedges["voice"] == voice]
    if voice not in words.columns:
        return keys.map({}).astype("float64")
    n = keys.map(words[voice]).astype("float64")
    return 1000 * _counts(rows, keys) / n.where(n > 0)


#: Key figures that the table of outlets shows.
_OUTLET = (
    "n_articles", "n_words", "n_quotes", "share_quoted", "share_female", "share_anonymous", "hedges_newsroom",
    "hedges_quoted", "flesch_amstad",
)  # fmt: skip


def outlets(analysis: Analysis, language: str) -> str:
    """One line per outlet with the key figures of its articles together."""
    import pandas as pd

    from ..corpus.subset import only
    from .figures import corpus_facts

    unknown = texts.label("role", "unknown", language)
    names = analysis.articles["outlet"].astype(object).fillna(unknown)
    lines = []
    for outlet in texts.collated(names.unique()):
        facts = corpus_facts(only(analysis, analysis.articles.loc[names == outlet, "article_id"].tolist()))
        lines.append({"outlet": outlet, **{key: facts[key] for key in _OUTLET}})
    table = pd.DataFrame(lines)
    return table_html(
        table,
        language=language,
        percents=["share_quoted", "share_female", "share_anonymous"],
        caption=texts.label("word", "per_1000", language),
        limit=50,
        links={"n_articles": [place(f"outlet-{line['outlet']}") for line in lines]},
    )


#: Name of a table in a report -> the function that shows it.
VIEWS: dict[str, Callable[..., str]] = {
    "articles": articles,
    "difficulty": difficulty,
    "hedge_measures": hedge_measures,
    "hedges": hedges,
    "outlets": outlets,
    "problems": problems,
    "quotes": quotes,
    "readability": readability,
    "sentiment": sentiment,
    "sources": sources,
}
