"""The sections of a comparison report: what differs, what does not and what cannot be said, each number with its passages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import texts
from ..display import Shown, escape, paragraphs, table_html
from ..errors import InputError
from ..measures.intervals import FEWEST_ARTICLES
from ..measures.registry import TOPICS, measure_name
from .comparison import Compared
from .comparison_evidence import appendix, place
from .comparison_sentences import p_text, percent, summary

Row = dict[str, Any]


def compared(topic: str, both: Compared) -> Shown:
    """A section of the comparison report.

    Args:
        topic: head, summary, tables, method or appendix.
        both: of comparing().

    Raises:
        InputError: there is no such topic.
    """
    if topic not in _TOPICS:
        raise InputError(f"There is no topic {topic!r}. Allowed: {', '.join(_TOPICS)}.")
    german, english, write = _TOPICS[topic]
    heading = both.say(german, english)
    html, text = write(both)
    if topic == "head" or not html:
        return Shown(text, html)
    return Shown(f"{heading}\n{text}", f'<div class="nk"><h2>{escape(heading)}</h2></div>{html}')


def _head(both: Compared) -> tuple[str, str]:
    kicker = both.say("Vergleichsbericht", "Comparison report")
    title = both.say(" und ", " and ").join(both.pair) or both.say("Kein Vergleich", "No comparison")
    sizes = ", ".join(f"{g}: {texts.count(both.sizes[g], 'article', both.language)}" for g in both.pair)
    return (
        f'<header class="nk"><p class="nk-kicker">{escape(kicker)}</p><h1>{escape(title)}</h1><p class="nk-meta">{escape(sizes)}</p></header>',
        f"{kicker}: {title}",
    )


def _tables(both: Compared) -> tuple[str, str]:
    parts = []
    for topic in TOPICS:
        rows = both.rows(topic=topic)
        if rows:
            heading = texts.label("topic", topic, both.language)
            parts.append(f'<div class="nk"><h3>{escape(heading)}</h3></div>{_table(both, rows)}')
    return "".join(parts), ", ".join(texts.label("topic", t, both.language) for t in TOPICS) if parts else ""


def _table(both: Compared, rows: list[Row]) -> str:
    """Measures down; both groups, their difference, and what the test says across."""
    import pandas as pd

    first, second = both.pair
    frame = pd.DataFrame({
        "measure": [measure_name(r["measure"], r["voice"], both.language) for r in rows],
        **{side: [both.value(r, side) for r in rows] for side in ("first", "second", "difference")},
        "p_value": [p_text(r["p_value"], both.language).removeprefix("= ") for r in rows],
        "p_holm": [p_text(r["p_holm"], both.language).removeprefix("= ") for r in rows],
        "verdict": [texts.label('verdict', r["verdict"], both.language) for r in rows],
    })  # fmt: skip
    links = {side: [place(both, r, g) for r in rows] for side, g in (("first", first), ("second", second))}
    headers = {"first": first, "second": second, "verdict": both.say("Urteil", "verdict")}
    return table_html(frame, language=both.language, headers=headers, links=links)


def _method(both: Compared) -> tuple[str, str]:
    if both.table is None:
        return "", ""
    level = texts.percent(both.level, both.language)
    lines = [
        both.say(
            "Jedes Maß ist aus Summen über die Artikel einer Gruppe gebildet, lange Artikel zählen also mehr. Getrennt nach Stimme: die Worte der Redaktion "
            f"und die der Zitierten. In Klammern {level}-Intervalle: Bootstrap (BCa, Efron 1987; für Unterschiede Perzentile), gezogen werden ganze Artikel.",
            "Each measure is made of sums over the articles of a group, so long articles weigh more. Separated by voice: the newsroom's words and those of "
            f"the people quoted. In brackets {level} intervals: bootstrap (BCa, Efron 1987; percentiles for differences) that draws whole articles.",
        ),
        both.say(
            "p: Permutationstest (Good 2005), der die Artikel der beiden Gruppen vertauscht; p (Holm): für alle geprüften Maße zusammen korrigiert (Holm 1979). "
            f"Verschieden heißt: p (Holm) unter {percent(both)}. Kann bei so wenigen Artikeln selbst die deutlichste Verteilung nicht darunter kommen, wird nicht geprüft.",
            "p: permutation test (Good 2005) that exchanges articles between the groups; p (Holm): corrected for all measures tested together (Holm 1979). "
            f"Differs means p (Holm) below {percent(both)}. Where so few articles could not get there in even the clearest arrangement, nothing is tested.",
        ),
        both.say(
            "Bewertung von Akteuren: je Erwähnung −1 (schlechtes Licht) bis 1 (gutes Licht). Die Abbildung misst Unterschiede in Standardabweichungen der Artikel (Cohens d).",
            "Evaluation of actors: per mention −1 (bad light) to 1 (good light). The figure measures differences in standard deviations of articles (Cohen's d).",
        ),
        texts.label("word", "why_no_interval", both.language).format(FEWEST_ARTICLES),
    ]  # fmt: skip
    return paragraphs(*lines), "\n".join(lines)


def _appendix(both: Compared) -> tuple[str, str]:
    if both.table is None:
        return "", ""
    return appendix(both), texts.count(len(both.names), "article", both.language)


_TOPICS: dict[str, tuple[str, str, Callable[[Compared], tuple[str, str]]]] = {
    "head": ("", "", _head),
    "summary": ("Was sich unterscheidet und was nicht", "What differs and what does not", summary),
    "tables": ("Alle Maße", "All measures", _tables),
    "method": ("Wie verglichen wurde", "How it was compared", _method),
    "appendix": ("Anhang: die Stellen hinter den Zahlen", "Appendix: the passages behind the numbers", _appendix),
}
