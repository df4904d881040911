"""The key figures of an article or a corpus: numbers first, their wording in templates/."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import texts
from ..display.html import styled
from ..display.tables import key_figures
from ..errors import ReportError
from ..loaders.files import sample_folder
from ..measures.portrayal import FEW
from ..plots.style import place
from .prose import cards

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Stages of a problem after which an article has no rows in the tables.
_LOST = ("parse", "analyze")
#: Names listed at most in a sentence.
TOP = 3


class Plain(str):
    """Text that a notebook shows without quotes and escapes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Figures:
    """What a report says, in numbers; as text, its figures line by line."""

    @property
    def text(self) -> Plain:
        """The figures as lines of text, which a notebook shows as they are."""
        return Plain(repr(self))


@dataclass(frozen=True, repr=False)
class Facts(Figures):
    """Key figures: cards in a notebook, lines of text elsewhere, plain values by `facts["n_quotes"]`.

    Attributes:
        of: "article" or "corpus".
        values: numbers and short lists by name; None where there is nothing to divide by.
        language: "de" or "en".
    """

    of: str
    values: dict[str, Any]
    language: str = "de"

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def said(self) -> dict[str, Any]:
        """What the templates are given: the values, and how sources of several articles are counted."""
        each = texts.per_article(self.values["n_articles"], self.language)
        return {**self.values, "of": self.of, "each": each, "few": FEW}

    def cards(self) -> list[tuple[str, str, str]]:
        """(label, value, note) of each key figure."""
        return [card[:3] for card in cards(self.language, self.said)]

    def __repr__(self) -> str:
        return "\n".join(f"{label}: {value}" + (f" ({note})" if note else "") for label, value, note in self.cards())

    def _repr_html_(self) -> str:
        links = {label: place(key) for label, _, _, key in cards(self.language, self.said) if key}
        return styled(key_figures(self.cards(), links))


def article_facts(analysis: Analysis, *, corpus: Analysis | None = None, language: str | None = None) -> Facts:
    """The key figures of an analysis of one article, its readability compared with that of `corpus`.

    The article itself, and copies of it, are left out of the comparison.

    Raises:
        ReportError: the article could not be measured.
    """
    article = analysis.articles.iloc[0]
    values = _common(analysis)
    for key in ("title", "outlet", "published", "url"):
        values[key] = None if texts.is_missing(article[key]) else article[key]
    values["agencies"] = list(article["agencies"])
    values |= _comparison(values["flesch_amstad"], article, corpus)
    return Facts("article", values, texts.check_language(language or analysis.language))


def corpus_facts(analysis: Analysis, *, language: str | None = None) -> Facts:
    """The key figures of all articles of an analysis together: sums over sums, not means of shares.

    Raises:
        ReportError: no article could be measured.
    """
    values = _common(analysis)
    dates = analysis.articles["published"].dropna()
    values["n_outlets"] = int(analysis.articles["outlet"].nunique())
    values["n_duplicates"] = int(analysis.articles["duplicate_of"].notna().sum())
    values["first_day"], values["last_day"] = (dates.min(), dates.max()) if len(dates) else (None, None)
    return Facts("corpus", values, texts.check_language(language or analysis.language))


def _common(analysis: Analysis) -> dict[str, Any]:
    words = _words(analysis)
    return {
        "n_articles": len(analysis.articles),
        **_losses(analysis),
        "n_words": int(analysis.articles["n_words"].sum()),
        "share_quoted": _ratio(words["quoted"], words["all"]),
        **_quote_facts(analysis),
        **_source_facts(analysis),
        **_hedge_facts(analysis, words),
        **_sentiment_facts(analysis),
        **_readability_facts(analysis),
    }


def _losses(analysis: Analysis) -> dict[str, int]:
    """How much the numbers leave out: articles that could not be measured, files or rows that could not be read.

    Raises:
        ReportError: no article could be measured, so that every number would be a zero that means nothing.
    """
    problems = analysis.problems
    lost = problems[problems["stage"].isin(_LOST)]
    n_lost = int(lost["article_id"].nunique())
    if n_lost >= len(analysis.articles):
        raise ReportError(f"No article could be measured. {lost['reason'].iloc[0]}")
    unread = (problems["stage"] == "load") & problems["article_id"].isna()
    return {"n_problems": len(problems), "n_lost": n_lost, "n_unread": int(unread.sum())}


def _words(analysis: Analysis) -> dict[str, int]:
    """Words as the readability table counts them, by voice: the denominators of shares and rates."""
    sums = analysis.readability.groupby("voice", observed=True)["n_words"].sum()
    return {voice: int(sums.get(voice, 0)) for voice in ("all", "newsroom", "quoted")}


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _quote_facts(analysis: Analysis) -> dict[str, Any]:
    quotes = analysis.quotes
    return {
        "n_quotes": len(quotes),
        "n_nested": int(quotes["nested"].sum()),
        "n_direct": int((quotes["type"] == "direct").sum()),
        "n_without_source": int(quotes["source_id"].isna().sum()),
        "types": {str(kind): int(n) for kind, n in quotes["type"].value_counts(sort=False).items() if n},
    }


def _source_facts(analysis: Analysis) -> dict[str, Any]:
    sources = analysis.sources
    persons = sources[sources["kind"] == "person"]
    female, male = (int((persons["gender"] == gender).sum()) for gender in ("female", "male"))
    anonymous = sources[~sources["named"]]
    most = sources.sort_values(["n_quotes", "n_words_quoted"], ascending=False, kind="stable")
    return {
        "n_sources": len(sources),
        "kinds": {str(kind): int(n) for kind, n in sources["kind"].value_counts(sort=False).items() if n},
        "roles": {str(role): int(n) for role, n in _ranked(sources["role"]).items()},
        "n_female": female,
        "n_male": male,
        "share_female": _ratio(female, female + male),
        "n_anonymous": len(anonymous),
        "share_anonymous": _ratio(len(anonymous), len(sources)),
        "anonymous_names": _distinct(anonymous["name"]),
        "most_quoted": [
            (str(name), int(n)) for name, n in most[["name", "n_quotes"]].head(TOP).itertuples(index=False)
        ],
    }


def _ranked(roles: pd.Series[Any]) -> pd.Series[int]:
    """How many of each role, the most frequent first and the unknown last."""
    counts = roles.value_counts(sort=False)
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    return counts.loc[sorted(counts.index, key=lambda role: role == "unknown")]


def _distinct(names: pd.Series[str]) -> list[str]:
    return list(dict.fromkeys(names.dropna().astype(str)))


def _hedge_facts(analysis: Analysis, words: dict[str, int]) -> dict[str, Any]:
    facts: dict[str, Any] = {"n_hedges": len(analysis.hedges)}
    for voice in ("newsroom", "quoted"):
        rows = analysis.hedges[analysis.hedges["voice"] == voice]
        rate = _ratio(len(rows), words[voice])
        facts[f"n_hedges_{voice}"] = len(rows)
        facts[f"hedges_{voice}"] = None if rate is None else 1000 * rate
        facts[f"top_hedges_{voice}"] = _top([_spelled(*pair) for pair in zip(rows["text"], rows["lemma"], strict=True)])
    return facts


def _spelled(text: str, lemma: object) -> str:
    """The words as in the text, without the capital that only the start of a sentence gave them."""
    return str(lemma) if str(lemma).casefold() == text.casefold() else text


def _top(words: list[str]) -> list[tuple[str, int]]:
    """The most frequent words, capitals or not; of equally frequent ones the first in the alphabet."""
    forms = Counter(words)
    sums: Counter[str] = Counter()
    for word, n in forms.items():
        sums[word.casefold()] += n
    usual = {key: max((w for w in forms if w.casefold() == key), key=lambda w: (forms[w], w.islower())) for key in sums}
    return [(usual[key], n) for key, n in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]]


def _sentiment_facts(analysis: Analysis) -> dict[str, Any]:
    from ..plots.sentiment import evaluations

    counts = evaluations(analysis)
    top = [(str(name), int(row["negative"]), int(row["positive"])) for name, row in counts.head(TOP).iterrows()]
    totals = {f"n_{label}": int((analysis.sentiment["label"] == label).sum()) for label in ("negative", "positive")}
    return {**totals, "n_evaluated_actors": len(counts), "most_evaluated": top}


def _readability_facts(analysis: Analysis) -> dict[str, Any]:
    whole = analysis.readability[analysis.readability["voice"] == "all"]
    keys = ("flesch_amstad", "wiener_1", "lix", "sentence_length_words", "share_long_sentences", "difficulty")
    middle = {key: None if whole[key].isna().all() else float(whole[key].median()) for key in keys}
    return {"n_sentences": int(whole["n_sentences"].sum()), **middle}


def _comparison(value: float | None, article: pd.Series[Any], corpus: Analysis | None) -> dict[str, Any]:
    from ..plots.readability import measured

    if value is None or corpus is None:
        return {"n_compared": 0, "n_easier": 0, "compared_median": None, "compared_with_sample": False}
    same = corpus.articles["text"] == article["text"]
    copies = corpus.articles.loc[same, "article_id"].tolist()
    others = measured(corpus, "flesch_amstad").drop([*copies, article["article_id"]], errors="ignore")
    return {
        "n_compared": len(others),
        "n_easier": int((others > value).sum()),
        "compared_median": float(others.median()) if len(others) else None,
        "compared_with_sample": all(
            Path(s).resolve().parent == sample_folder() for s in corpus.articles["source"].dropna()
        ),
    }
