"""What the templates of a report are given: numbers as people write them, each figure a link to its passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..measures.intervals import FEWEST_ARTICLES
from ..measures.registry import TOPICS as MEASURED
from ..measures.registry import amount, measure_name, more_or_less, plain
from . import evidence
from .grouped import MOST_GROUPS, Compared, Row, Speaking
from .prose import Line, linked, sentences

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Below so many articles intervals tend to be too narrow.
NARROW = 20


def _why_no_interval(language: str) -> str:
    return texts.label("word", "why_no_interval", language).format(FEWEST_ARTICLES)


def _n_copies(figures: Speaking | Compared) -> int:
    return int(figures.analysis.articles["duplicate_of"].isin(list(figures.names)).sum())


def p_text(p: float, language: str) -> str:
    """A p value: = 0,012; < 0,001."""
    if texts.is_missing(p):
        return "–"
    return f"< {texts.number(0.001, language, 3)}" if p < 0.001 else f"= {texts.number(p, language, 3)}"


def note_values(analysis: Analysis) -> dict[str, Any]:
    """What the note is given: versions, and how many persons' gender rests on what."""
    from .. import __version__

    used = analysis.pipeline
    pipeline = f"{used.get('name', '?')} {used.get('version', '')}".strip()
    persons = analysis.sources[analysis.sources["kind"] == "person"]
    counts = persons["gender_evidence"].value_counts()
    told = {kind: int(counts.get(kind, 0)) for kind in tables.GENDER_EVIDENCE if kind != "none"}
    spacy = f", spaCy {used['spacy']}" if used.get("spacy") else ""
    return {
        "version": __version__, "pipeline": pipeline + spacy, "n_persons": len(persons), "told_by": told,
        "n_told": sum(told.values()),
    }  # fmt: skip


def speaking_values(who: Speaking) -> dict[str, Any]:
    """What the templates of a sources report are given; measures by their names, each a link to its passages."""
    (n_articles, n_sources), values, language = who.sizes(), who.values(), who.language
    rows, clear = tested_rows(who), []
    if rows is not None:
        clear = [measure_name(m, "", language) for m in rows.loc[rows["p_holm"] < 1 - who.level, "measure"]]
    shown = {
        m: linked(
            plain(m, v[0], language) if n_articles < FEWEST_ARTICLES else amount(m, *v, language),
            evidence.place(who, m),
        )
        for m, v in values.items()
    }
    known = [role for role in tables.ROLES if role != "unknown"]
    ranked = sorted(known, key=lambda r: -values[f"share_{r}"][0]) if values else []
    most = [(texts.label("role", r, language), shown[f"share_{r}"]) for r in ranked[:3] if values[f"share_{r}"][0] > 0]
    counts = {
        "articles": texts.count(n_articles, "article", language),
        "sources": texts.sources(n_sources, n_articles, language),
    }
    note = note_values(who.analysis)
    return {
        **shown, **{name: linked(said, evidence.place(who, "sources_per_article")) for name, said in counts.items()},
        "n_articles": n_articles, "n_sources": n_sources, "most_frequent": most, "fewest": FEWEST_ARTICLES,
        "why_no_interval": _why_no_interval(language), "level": texts.percent(who.level, language),
        "n_copies": _n_copies(who), "narrow": NARROW,
        "weight": who.weight, "genders": "".join(line.text for line in _genders(note, language)), "clear": clear,
        "n_groups": int(who.groups["group"].nunique(dropna=False)), "most_groups": MOST_GROUPS,
        "n_tested": "" if rows is None else f"{int(rows['n_first'].iloc[0])} + {int(rows['n_second'].iloc[0])}",
    }  # fmt: skip


def _genders(note: dict[str, Any], language: str) -> list[Line]:
    """The line on how many persons' gender rests on what."""
    if not note["n_persons"]:
        return []
    _, lines = sentences("method", "persons", language, note)
    return lines


def spoken_measures(who: Speaking) -> list[str]:
    """The measures worth a line: roles that nobody has are left out."""
    absent = {f"share_{r}" for r in tables.ROLES if not who.values()[f"share_{r}"][0] > 0}
    return [m for m in who.values() if m not in absent]


def tested_rows(who: Speaking) -> pd.DataFrame | None:
    """The rows of the comparison that are worth a line."""
    if who.comparison is None or who.pair is None or not who.sizes()[1]:
        return None
    return who.comparison[who.comparison["measure"].isin(spoken_measures(who))]


def comparison_values(both: Compared) -> dict[str, Any]:
    """What the templates of a comparison are given."""
    language, rows = both.language, both.rows()
    alpha = 1 - both.level
    not_shown = both.rows("not_shown")
    return {
        "pair": both.pair, "sizes": both.sizes, "by": texts.label("column", both.by, language),
        "outlets": both.by == "outlet", "n_measures": len(rows), "n_others": len(both.sizes) - len(both.pair),
        "n_copies": _n_copies(both), "narrow": NARROW,
        "smallest": min((both.sizes[g] for g in both.pair), default=0),
        "tested": any(r["verdict"] != "too_few" for r in rows),
        "differing": _differing(both), "alike": _alike(both, not_shown), "unsaid": _unsaid(both),
        "uncorrected": [both.name(row) for row in not_shown if row["p_value"] < alpha],
        "level": texts.percent(both.level, language), "alpha": texts.percent(alpha, language),
        "why_no_interval": _why_no_interval(language),
    }  # fmt: skip


def _sides(both: Compared, row: Row, short: bool = False) -> dict[str, Any]:
    """Both values of a measure, each a link to its passages; short: without their intervals."""
    out = {}
    for side, group in zip(("first", "second"), both.pair, strict=True):
        value = both.value(row, side)
        out[side] = linked(re.sub(r" \(.*\)$", "", value) if short else value, passages_of(both, row, group))
    return out


def passages_of(both: Compared, row: Row, group: str) -> str:
    """The anchor of what stands behind a row of the comparison, of a group."""
    return evidence.place(both, row["measure"], group, row["topic"], row["voice"])


def _differing(both: Compared) -> list[dict[str, Any]]:
    """What differs, topic by topic, the largest difference first."""
    ordered = sorted(both.rows("differs"), key=lambda r: (MEASURED.index(r["topic"]), -abs(r["standardised"])))
    return [
        {
            "said": more_or_less(row["measure"], row["voice"], row["difference"] > 0, both.language),
            "p": p_text(row["p_holm"], both.language), **_sides(both, row),
        }
        for row in ordered
    ]  # fmt: skip


def _alike(both: Compared, rows: list[Row]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Where no difference is shown, topic by topic."""
    return [
        (
            texts.label("topic", topic, both.language),
            [{"name": both.name(r), **_sides(both, r, short=True)} for r in some],
        )
        for topic in MEASURED
        if (some := [row for row in rows if row["topic"] == topic])
    ]


def _unsaid(both: Compared) -> list[tuple[list[str], int, int]]:
    """What too few articles tell: how many each measure rests on, those that rest on the same number together."""
    groups: dict[tuple[int, int], list[str]] = {}
    for row in both.rows("too_few"):
        groups.setdefault((row["n_first"], row["n_second"]), []).append(both.name(row))
    return [(names, *pair) for pair, names in groups.items()]
