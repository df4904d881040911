"""Articles through a pipeline, as a stream; one odd article does not end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

#: Longer texts are refused with a line in `problems`: no news article has a million characters.
MAX_CHARS = 1_000_000
Problem = dict[str, Any]

if not Doc.has_extension("article_id"):
    Doc.set_extension("article_id", default=None)


def process(
    nlp: Language,
    articles: Iterable[tuple[str, str]],
    *,
    batch_size: int = 64,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Doc]:
    """Docs of (article_id, text) pairs, in order; `doc._.article_id` says which.

    A text that cannot be processed gives no Doc and one call of `on_problem` with {article_id, stage, reason}.
    `batch_size` articles are held at a time; the pipeline may take fewer together (`nlp.batch_size`), so that their
    numbers stay in the processor's cache.
    """
    together = min(batch_size, nlp.batch_size)

    def report(article_id: str, reason: str) -> None:
        if on_problem is not None:
            on_problem({"source": None, "article_id": article_id, "stage": "parse", "reason": reason})

    for batch in _batches(_usable(articles, report), batch_size):
        done = 0
        try:
            for doc in nlp.pipe((text for _, text in batch), batch_size=together):
                doc._.article_id = batch[done][0]
                done += 1
                yield doc
        except Exception:  # one of the batch is odd: find it, keep the rest
            yield from _one_by_one(nlp, batch[done:], report)


def _one_by_one(
    nlp: Language, articles: Iterable[tuple[str, str]], report: Callable[[str, str], None]
) -> Iterator[Doc]:
    for article_id, text in articles:
        try:
            doc = nlp(text)
        except Exception as error:
            report(article_id, f"{type(error).__name__}: {error}"[:300])
        else:
            doc._.article_id = article_id
            yield doc


def _usable(articles: Iterable[tuple[str, str]], report: Callable[[str, str], None]) -> Iterator[tuple[str, str]]:
    for article_id, text in articles:
        if not isinstance(text, str) or not text.strip():
            report(article_id, "The text is empty.")
        elif len(text) > MAX_CHARS:
            report(
                article_id,
                f"The text has {len(text):,} characters; the limit is {MAX_CHARS:,}. Split it into articles.",
            )
        else:
            yield article_id, text


def _batches(articles: Iterable[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    for pair in articles:
        batch.append(pair)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
