"""The hardest sentences of an article, and what makes them hard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..checks import needs_result
from ..corpus.subset import find_article
from ..errors import InputError
from ..tables import DIFFICULTY_REASONS, Result

if TYPE_CHECKING:
    import pandas as pd

#: A reason is named where it adds at least this much of the scale from 1 to 7.
NAMED = 0.05


@needs_result
def hardest_sentences(
    result: Result, article_id: str | None = None, n: int = 5, *, language: str | None = None
) -> pd.DataFrame:
    """The sentences with the highest predicted difficulty, hardest first, with what makes them hard.

    The prediction is an average sentence's value plus the points of each reason (columns points_* of
    result.difficulty), so the reasons named explain it wholly, together with those that make the sentence easier.

    Args:
        result: of analyze().
        article_id: which article; None: the only one.
        n: how many sentences at most.
        language: "de" or "en", of the reasons; None: the result's.

    Returns:
        One row per sentence: article_id, sentence_id, start, end, text, voice, n_words, difficulty (1 to 7), reasons
        (in words, the weightiest first, with the points each adds).

    Raises:
        InputError: no article has this id, or n is negative.
    """
    if n < 0:
        raise InputError(f"n is a number of sentences, 0 or more. Found: {n}.")
    language = texts.check_language(language or result.language)
    key = find_article(result.articles, article_id)
    text = str(result.articles.set_index("article_id")["text"][key])
    rows = result.difficulty[result.difficulty["article_id"] == key]
    rows = rows.sort_values(["difficulty", "start"], ascending=[False, True], kind="stable").head(n)
    out = rows[["article_id", "sentence_id", "start", "end", "voice", "n_words", "difficulty"]].reset_index(drop=True)
    out.insert(4, "text", [text[a:b] for a, b in zip(out["start"], out["end"], strict=True)])
    out["text"] = out["text"].astype("string")
    found = rows[[f"points_{reason}" for reason in DIFFICULTY_REASONS]].to_numpy()
    out["reasons"] = [in_words(dict(zip(DIFFICULTY_REASONS, points, strict=True)), language) for points in found]
    out["reasons"] = out["reasons"].astype("string")
    return out


def in_words(points: dict[str, float], language: str) -> str:
    """The reasons that make a sentence harder, weightiest first: "seltene Wörter +0,6, Länge +0,4"."""
    harder = sorted(((value, reason) for reason, value in points.items() if value >= NAMED), reverse=True)
    return ", ".join(
        f"{texts.label('difficulty', reason, language)} +{texts.number(value, language, 1 if value >= 0.1 else 2)}"
        for value, reason in harder
    )
