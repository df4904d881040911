"""An Analysis made by hand, for tests of what is shown: no model, every number known."""

from __future__ import annotations

from typing import Any

from newskit import tables
from newskit.result import Analysis

TEXT = (
    "Die Brücke ist wohl marode, sagte Anna Maier. „Sie war vermutlich nie ganz sicher“, sagte sie. "
    "Die Stadt habe versagt.\n\nExperten fordern einen Neubau. Es kostet etwa 10 Millionen Euro."
)
NASTY = (
    "Er sagte: „<script>alert(1)</script>“ & \"so\" weiter </p></article>.\n<img src=x onerror=alert(2)> 'a' "
    "schrieb <b>jemand</b>."
)


def at(text: str, piece: str, nth: int = 0) -> list[int]:
    """Where a piece of text stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return [start, start + len(piece)]


def article(article_id: str = "a1", **values: Any) -> dict[str, Any]:
    """A row of articles."""
    row = {
        "article_id": article_id, "title": "Brücke gesperrt", "text": TEXT, "outlet": "Bote", "published": "2026-01-05T10:00:00+01:00",
        "authors": ["A. Autor"], "url": "https://example.org/a?x=1&y=2", "language": "de", "agencies": ["dpa"],
        "source": "a1.md",
    } | values  # fmt: skip
    return row | {"n_words": len(row["text"].split())}


def quote(text: str, piece: str, number: int, type_: str, article_id: str = "a1", **values: Any) -> dict[str, Any]:
    """A row of quotes."""
    start, end = at(text, piece)
    return {
        "article_id": article_id, "quote_id": number, "start": start, "end": end, "text": piece, "type": type_,
        "quote_segments": [[start, end]], "nested": False, "n_words": len(piece.split()), "rule": "by_hand", "speaker": None,
        "source_id": None, "cue": None, "cue_verb": None,
    } | values  # fmt: skip


def _quotes() -> list[dict[str, Any]]:
    maier = {"speaker": "Anna Maier", "source_id": "s1", "cue": "sagte", "cue_verb": "sagen", "speaker_segments": [at(TEXT, "Anna Maier")], "cue_segments": [at(TEXT, "sagte")]}  # fmt: skip
    she = {"speaker": "sie", "source_id": "s1", "cue": "sagte", "cue_verb": "sagen", "speaker_segments": [at(TEXT, "sie.")[:1] + [at(TEXT, "sie.")[1] - 1]], "cue_segments": [at(TEXT, "sagte", 1)]}  # fmt: skip
    return [
        quote(TEXT, "Die Brücke ist wohl marode", 0, "indirect", **maier),
        quote(TEXT, "„Sie war vermutlich nie ganz sicher“", 1, "direct", **she),
        quote(TEXT, "Die Stadt habe versagt.", 2, "indirect_free_indirect", source_id="s1"),
        quote(TEXT, "Experten fordern einen Neubau.", 3, "reported", source_id="s2", speaker="Experten", speaker_segments=[at(TEXT, "Experten")]),
    ]  # fmt: skip


def _hedge(piece: str, category: str, voice: str, source: str | None) -> dict[str, Any]:
    start, end = at(TEXT, piece)
    return {"article_id": "a1", "start": start, "end": end, "text": piece, "lemma": piece, "category": category, "voice": voice, "speaker_source_id": source, "sentence_id": 0, "rule": "by_hand"}  # fmt: skip


def _source(source_id: str, name: str, **values: Any) -> dict[str, Any]:
    return {"article_id": "a1", "source_id": source_id, "name": name, "kind": "person", "role": "politics", "named": True, "gender": "unknown", "gender_evidence": "none", "n_quotes": 1, "n_words_quoted": 4, "first_start": 0} | values  # fmt: skip


def _readable(article_id: str, voice: str, n_words: int, flesch: float = 40.0) -> dict[str, Any]:
    return {
        "article_id": article_id, "voice": voice, "n_sentences": 4, "n_words": n_words, "n_syllables": 2 * n_words,
        "sentence_length_words": 12.5, "word_length_chars": 5.5, "flesch_amstad": flesch, "lix": 45.0, "gsmog": 7.0,
        **{f"wiener_{n}": 8.0 for n in (1, 2, 3, 4)}, "share_long_sentences": 0.25, "share_long_clauses": 0.2, "share_long_words": 0.3,
        "difficulty": 3.5, **({"textstat_flesch": 50.0, "textstat_lix": 44.0} if voice == "all" else {}),
    }  # fmt: skip


def _hard(start: int, end: int, sentence_id: int, difficulty: float, **points: float) -> dict[str, Any]:
    reasons = {f"points_{reason}": points.get(reason, 0.0) for reason in tables.DIFFICULTY_REASONS}
    return {"article_id": "a1", "sentence_id": sentence_id, "start": start, "end": end, "voice": "newsroom", "n_words": 5, "difficulty": difficulty, **reasons}  # fmt: skip


def analysis(**replaced: Any) -> Analysis:
    """One article with four quotations of two sources, three hedges and an evaluation. Tables can be replaced by rows."""
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [article()],
        "quotes": _quotes(),
        "sources": [
            _source("s1", "Anna Maier", gender="female", gender_evidence="first_name", n_quotes=3, n_words_quoted=15),
            _source("s2", "Experten", kind="group", role="expert", named=False),
        ],
        "hedges": [
            _hedge("wohl", "epistemic_adverb", "quoted", "s1"),
            _hedge("vermutlich", "epistemic_adverb", "quoted", "s1"),
            _hedge("etwa", "approximator", "newsroom", None),
        ],
        "sentiment": [
            {"article_id": "a1", "actor": "Die Stadt", "source_id": "s3", "start": at(TEXT, "Die Stadt")[0], "end": at(TEXT, "Die Stadt")[1], "sentence_id": 2, "polarity": -0.8, "label": "negative", "voice": "quoted", "speaker_source_id": "s1", "evidence": [[*at(TEXT, "versagt"), -0.8]], "rule": "by_hand"},
        ],
        "readability": [_readable("a1", "all", 28), _readable("a1", "newsroom", 10), _readable("a1", "quoted", 18)],
        "difficulty": [_hard(0, 20, 0, 2.5, length=-0.4, rare_words=0.3), _hard(21, 40, 1, 4.5, length=0.3, nominal_style=0.8, passive=0.02)],
    }  # fmt: skip
    rows |= replaced
    made = {name: tables.frame(name, rows.get(name, [])) for name in tables.TABLES}
    return Analysis(**made, pipeline={"name": "de_test", "version": "1.0"})


def corpus(n: int = 12) -> Analysis:
    """Several articles of two outlets over some months, with nothing but readability and dates."""
    articles = [
        article(f"c{k}", title=f"Titel {k}", text=TEXT + str(k), outlet="AB"[k % 2] * 3, published=f"2026-{1 + k % 9:02d}-10T12:00:00Z")
        for k in range(n)
    ]  # fmt: skip
    readable = [_readable(f"c{k}", "all", 28, 30.0 + 3 * k) for k in range(n)]
    return analysis(
        articles=articles, readability=readable, quotes=[], sources=[], hedges=[], sentiment=[], difficulty=[]
    )


def empty() -> Analysis:
    """One article in which nothing was found."""
    return analysis(quotes=[], sources=[], hedges=[], sentiment=[], readability=[], difficulty=[], articles=[article(text="#", title=None, outlet=None, published=None, url=None, agencies=[], authors=[])])  # fmt: skip
