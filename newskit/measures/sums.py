"""What each article adds to the measures of its group: counts, and of how much they are counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import tables
from ..checks import one_of
from .formulas import SUMMED

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

WEIGHTS = ("sources", "words")
#: What a measure of readability is weighted with: measures of words by the words, of sentences by the sentences.
_BY_WORDS = frozenset({"word_length_chars", "share_long_words"})
#: measure, category, voice, type of quotation.
Key = tuple[str, str | None, str | None, str | None]


def article_sums(result: Analysis, *, weight: str = "sources") -> pd.DataFrame:
    """What each analyzed article adds to the measures: one row per article_id, columns as in SUMMED."""
    import pandas as pd

    one_of("weight", weight, WEIGHTS)
    words = result.readability.pivot(index="article_id", columns="voice", values="n_words")
    words = words.reindex(columns=list(tables.READABILITY_VOICES)).fillna(0)
    out = pd.DataFrame(0.0, index=words.index, columns=list(SUMMED))
    out["articles"], out["words"], out["words_quoted"] = 1.0, words["all"], words["quoted"]
    sources = result.sources
    counted = sources["n_words_quoted"].astype(float) if weight == "words" else sources["named"].astype(float) * 0 + 1
    person = sources["kind"] == "person"
    kinds = {
        "sources": pd.Series(1.0, index=sources.index),
        "weight": counted,
        "named": counted * sources["named"],
        **{g: counted * (person & (sources["gender"] == g)) for g in ("female", "male")},
        **{role: counted * (sources["role"] == role) for role in tables.ROLES},
    }
    sums = pd.DataFrame(kinds).groupby(sources["article_id"]).sum()
    out[list(kinds)] = sums.reindex(out.index, fill_value=0.0)[list(kinds)]
    return out


def weighted_sums(readability: pd.DataFrame, name: str, voice: str) -> pd.DataFrame:
    """(value x weight, weight) of each article; articles without a value weigh nothing."""
    import pandas as pd

    rows = readability[readability["voice"] == voice].set_index("article_id")
    known = rows[name].notna()
    weight = rows["n_words" if name in _BY_WORDS else "n_sentences"].where(known, 0).astype(float)
    return pd.DataFrame({"sum": rows[name].fillna(0) * weight, "of": weight})


def hedge_sums(result: Analysis) -> dict[Key, pd.DataFrame]:
    """(measure, category, voice, quotation type) -> counted and of how much, per article."""
    out: dict[Key, pd.DataFrame] = {}
    for voice in tables.READABILITY_VOICES:
        hedges = result.hedges if voice == "all" else result.hedges[result.hedges["voice"] == voice]
        rows = result.readability[result.readability["voice"] == voice].set_index("article_id")
        for category in ("all", *tables.HEDGE_CATEGORIES):
            part = hedges if category == "all" else hedges[hedges["category"] == category]
            counts = part.groupby("article_id").size() * 1000
            out["hedges_per_1000_words", category, voice, None] = _pair(counts, rows["n_words"])
        out["share_hedged_sentences", None, voice, None] = _sentences(result, hedges, voice)
        steps = hedges.assign(step=hedges["strength"].cat.codes + 1)[hedges["strength"].notna()].groupby("article_id")
        of = steps.size().reindex(rows.index, fill_value=0)
        out["mean_strength", None, voice, None] = _pair(steps["step"].sum(), of)
    for kind in ("all", *tables.QUOTE_TYPES):
        out["share_hedged_quotations", None, None, kind] = _quotations(result, kind)
    return out


def _pair(counted: pd.Series[Any], of: pd.Series[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"sum": counted.reindex(of.index, fill_value=0).astype(float), "of": of.astype(float)})


def _sentences(result: Analysis, hedges: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Sentences of a voice with a hedge of that voice, and all sentences of the voice, per article."""
    keys = ["article_id", "sentence_id"]
    measured = result.difficulty if voice == "all" else result.difficulty[result.difficulty["voice"] == voice]
    hedged = measured.merge(hedges[keys].drop_duplicates(), on=keys).groupby("article_id").size()
    articles = result.readability.loc[result.readability["voice"] == "all", "article_id"]
    return _pair(hedged, measured.groupby("article_id").size().reindex(articles, fill_value=0))


def _quotations(result: Analysis, kind: str) -> pd.DataFrame:
    """Quotations of a type with a hedge inside, and all of the type, per article."""
    import pandas as pd

    quotes = result.quotes if kind == "all" else result.quotes[result.quotes["type"] == kind]
    starts = result.hedges.loc[result.hedges["voice"] == "quoted"].groupby("article_id")["start"].apply(list)
    inside = [
        any(a <= start < b for start in starts.get(key, []) for a, b in pieces)
        for key, pieces in zip(quotes["article_id"], quotes["quote_segments"], strict=True)
    ]
    hedged = quotes[pd.Series(inside, index=quotes.index, dtype=bool)].groupby("article_id").size()
    articles = result.readability.loc[result.readability["voice"] == "all", "article_id"]
    return _pair(hedged, quotes.groupby("article_id").size().reindex(articles, fill_value=0))


def mention_sums(result: Analysis, voice: str) -> pd.DataFrame:
    """Mentions of actors in a voice per article: sum of polarities, how many negative, positive, and in all."""
    import pandas as pd

    rows = result.sentiment.dropna(subset=["actor"])
    rows = rows[rows["voice"].astype(str) == voice]
    label = rows["label"].astype(str)
    each = pd.DataFrame({
        "polarity": rows["polarity"].astype(float), "share_negative": label.eq("negative").astype(float),
        "share_positive": label.eq("positive").astype(float), "of": 1.0,
    }, index=rows.index)  # fmt: skip
    return each.groupby(rows["article_id"]).sum()
