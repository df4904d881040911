"""What each article adds to the measures of its group, and the formulas of who speaks: functions of such sums.

A mean is one of the group, not a mean of means, so long articles with many sources weigh more, and intervals come from
drawing articles (see intervals.py). Names, units and sentences of all measures: resources/measures.tsv.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import tables
from ..checks import one_of

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis
    from .intervals import Floats, Statistic

#: What is summed over the articles of a group, in this order.
SUMMED = ("articles", "words", "words_quoted", "sources", "weight", "named", "female", "male", *tables.ROLES)
WEIGHTS = ("sources", "words")
#: What a measure of readability is weighted with: measures of words by the words, of sentences by the sentences.
_BY_WORDS = frozenset({"word_length_chars", "share_long_words"})
#: measure, category, voice, type of quotation.
Key = tuple[str, str | None, str | None, str | None]


def _column(sums: Floats, name: str) -> Floats:
    return sums[..., SUMMED.index(name)]


def _roles(sums: Floats) -> Floats:
    """Known roles only: that a role is unknown is no role."""
    first = SUMMED.index(tables.ROLES[0])
    return sums[..., first : first + tables.ROLES.index("unknown")]


def sources_per_article(sums: Floats) -> Floats:
    """Mean number of sources: sources / articles. A source counts once per article. 0 upward.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: grows with the length of the articles.
    """
    return _column(sums, "sources") / _column(sums, "articles")


def share_quoted(sums: Floats) -> Floats:
    """Share of words that stand in quotations of any type: words quoted / words, nested quotations once. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "words_quoted") / _column(sums, "words")


def share_named(sums: Floats) -> Floats:
    """Share of sources that could be looked up by name: named / all. 0 to 1, higher = more transparent.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "named") / _column(sums, "weight")


def share_women(sums: Floats) -> Floats:
    """Women's share among the persons whose gender the text tells: women / (women + men). 0 to 1.

    As the Global Media Monitoring Project counts news subjects, but over persons who speak; unknown ones are left out.
    Source: Macharia (2020), Who Makes the News? Errors: offices without a gendered form hide women.
    """
    return _column(sums, "female") / (_column(sums, "female") + _column(sums, "male"))


def share_of_role(role: str) -> Statistic:
    """The measure "share of sources in a role": sources of the role / all, those of unknown role included. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: roles of people whose office the
    text does not say are unknown, so every share is a lower bound.
    """

    def share(sums: Floats) -> Floats:
        return _column(sums, role) / _column(sums, "weight")

    return share


def shannon(sums: Floats) -> Floats:
    """Diversity of known roles: H = -sum p ln p, in nats. 0 (one role speaks) to ln 10 = 2.30 (all ten equally).

    Source: Shannon (1948), A Mathematical Theory of Communication. Errors: too low where there are few sources.
    """
    return entropy(_roles(sums))


def simpson(sums: Floats) -> Floats:
    """Chance that two sources, drawn with replacement, have different known roles: 1 - D = 1 - sum p**2. 0 to 0.9.

    Source: Simpson (1949), Measurement of Diversity, Nature 163 (Gini-Simpson index; Blau's index in sociology).
    """
    import numpy as np

    counts = _roles(sums)
    shares: Floats = counts / counts.sum(axis=-1, keepdims=True)
    return np.asarray(1 - np.square(shares).sum(axis=-1))


def pielou(sums: Floats) -> Floats:
    """Evenness of the known roles that speak: J = H / ln S with S roles present. 0 to 1 (all equally); none for S < 2.

    Source: Pielou (1966), The Measurement of Diversity in Different Types of Biological Collections.
    """
    import numpy as np

    counts = _roles(sums)
    present = (counts > 0).sum(axis=-1).astype(np.float64)
    return np.asarray(entropy(counts) / np.where(present > 1, np.log(np.maximum(present, 2)), np.nan))


def entropy(counts: Floats) -> Floats:
    """Shannon entropy in nats of counts along the last axis; NaN where all are 0."""
    import numpy as np

    p = counts / counts.sum(axis=-1, keepdims=True)
    terms = np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), np.where(np.isnan(p), np.nan, 0.0))
    return np.asarray(np.abs(terms.sum(axis=-1)))


#: name -> measure, in the order of the table.
MEASURES: dict[str, Callable[[Floats], Floats]] = {
    "sources_per_article": sources_per_article,
    "share_quoted": share_quoted,
    "share_named": share_named,
    "share_women": share_women,
    **{f"share_{role}": share_of_role(role) for role in tables.ROLES},
    "shannon": shannon,
    "simpson": simpson,
    "pielou": pielou,
}
#: What a share of sources is one of: articles that have none of it do not count for it. Of all others: the sources.
CARRIERS = {"sources_per_article": "articles", "share_quoted": "words"}


def ratio(sums: Floats, at: int = 0) -> Floats:
    """Counted / of how much: the columns `at` and the next one along the last axis; NaN where nothing is to count.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[..., at] / sums[..., at + 1])


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
