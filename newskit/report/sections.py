"""The pieces that a notebook puts on its page, each a line of code: head, sections, tables, problems, method."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..display import Shown, escape, paragraphs, table_html
from ..display.article import meta_line
from ..errors import InputError
from ..measures.intervals import FEWEST_ARTICLES
from ..measures.registry import TOPICS as MEASURED
from ..measures.registry import amount, measure_name, more_or_less, plain
from ..plots.style import place as place_of
from . import evidence
from .figures import Facts
from .grouped import MOST_GROUPS, Compared, Row, Speaking
from .prose import Line, html_of, linked, sentences, text_of
from .views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Groups side by side in one table.
COLUMNS = 3
#: Below so many articles intervals tend to be too narrow.
NARROW = 20
#: Template -> the topics of its reports.
TOPICS = {
    "overview": ("summary", "sources", "quotes", "hedges", "readability", "sentiment", "timeline", "outlets", "text", "tables"),
    "sources": ("summary", "roles", "groups", "comparison", "method", "appendix"),
    "comparison": ("head", "summary", "tables", "method", "appendix"),
}  # fmt: skip
#: Topic of a section on an article or a corpus -> the part of the appendix behind its numbers.
_EVIDENCE = {
    "sources": "sources", "quotes": "quotes", "hedges": "hedges", "sentiment": "sentiment", "readability": "articles",
    "outlets": "articles", "timeline": "articles",
}  # fmt: skip


def section(topic: str, figures: Facts | Speaking | Compared) -> Shown:
    """A section of a report: its heading, its sentences and tables.

    Args:
        topic: of an article or a corpus: summary, sources, quotes, hedges, readability, sentiment, timeline, outlets, text, tables;
            of speaking(): summary, roles, groups, comparison, method, appendix; of comparing(): head, summary, tables, method,
            appendix.
        figures: of article_facts(), corpus_facts(), speaking() or comparing().

    Raises:
        InputError: there is no such topic.
    """
    template = (
        "overview" if isinstance(figures, Facts) else "sources" if isinstance(figures, Speaking) else "comparison"
    )
    if topic not in TOPICS[template]:
        raise InputError(f"There is no topic {topic!r}. Allowed: {', '.join(TOPICS[template])}.")
    if isinstance(figures, Facts):
        return _of_facts(topic, figures)
    return _of_speaking(topic, figures) if isinstance(figures, Speaking) else _of_comparison(topic, figures)


def _shown(heading: str, html: str, text: str) -> Shown:
    return Shown(f"{heading}\n{text}", f'<div class="nk"><h2>{escape(heading)}</h2></div>{html}')


def _header(kicker: str, title: str, meta: str) -> Shown:
    html = f'<header class="nk"><p class="nk-kicker">{escape(kicker)}</p><h1>{escape(title)}</h1>{meta}</header>'
    return Shown(f"{kicker}: {title}", html)


def _why_no_interval(language: str) -> str:
    return texts.label("word", "why_no_interval", language).format(FEWEST_ARTICLES)


def _n_copies(figures: Speaking | Compared) -> int:
    return int(figures.analysis.articles["duplicate_of"].isin(list(figures.names)).sum())


def p_text(p: float, language: str) -> str:
    """A p value: = 0,012; < 0,001."""
    if texts.is_missing(p):
        return "–"
    return f"< {texts.number(0.001, language, 3)}" if p < 0.001 else f"= {texts.number(p, language, 3)}"


def _p(p: float, language: str) -> str:
    return p_text(p, language).removeprefix("= ")


# --- an article or a corpus -----------------------------------------------------------------------------------------


def head(analysis: Analysis, facts: Facts, *, sources: bool = False) -> Shown:
    """The page's title, with what is known of the article or of the corpus; sources: of a report on who speaks."""
    if facts.of == "corpus":
        outlets = texts.collated(map(str, analysis.articles["outlet"].dropna().unique()))
        meta, title = f'<p class="nk-meta">{escape(", ".join(outlets[:12]))}</p>', ""
    else:
        article = {str(key): value for key, value in analysis.articles.iloc[0].items()}
        meta, title = meta_line(article, facts.language), facts["title"] or texts.shorten(article["text"], 70)
    values = {**facts.said, "report": "sources" if sources else facts.of, "shown_title": title}
    kicker, (line,) = sentences("overview", "head", facts.language, values)
    return _header(kicker, line.text, meta)


def _of_facts(topic: str, facts: Facts) -> Shown:
    heading, lines = sentences("overview", topic, facts.language, facts.said)
    said = [line.text for line in lines]
    link = ""
    if topic in _EVIDENCE:
        behind = texts.label("word", "behind", facts.language)
        link = f'<p class="nk nk-note"><a href="{place_of(_EVIDENCE[topic])}">{behind}</a></p>'
    return Shown("\n".join([heading, *said]), paragraphs(*said, heading=heading) + link)


def table(name: str, analysis: Analysis, *, language: str | None = None, heading: bool = True, **options: int) -> Shown:
    """A table of the findings under its heading (quotes, sources, hedges, sentiment, readability, articles, outlets).

    Args:
        name: which table.
        analysis: where its rows come from.
        language: "de" or "en"; None: the analysis's.
        heading: put the table's name above it.
        **options: limit, for sources: the rows shown at most.
    """
    language = texts.check_language(language or analysis.language)
    title = texts.label("table", name, language)
    head = f'<div class="nk"><h3>{escape(title)}</h3></div>' if heading else ""
    rows = getattr(analysis, name, analysis.articles)
    if rows.empty:
        body = paragraphs(texts.label("word", "nothing", language))
    else:
        body = VIEWS[name](analysis, language, **options)
    return Shown(f"{title} ({len(rows)})", head + body)


def problems(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What went wrong while reading and measuring; one line if nothing did."""
    language = texts.check_language(language or analysis.language)
    n = len(analysis.problems)
    heading, (line,) = sentences("method", "problems", language, {"n": n})
    rows = VIEWS["problems"](analysis, language) if n else ""
    return Shown(f"{heading}\n{line.text}", paragraphs(line.text, heading=heading) + rows)


def method(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What the numbers are and are not, and what measured them."""
    language = texts.check_language(language or analysis.language)
    heading, lines = sentences("method", "note", language, _measured_with(analysis))
    said = [line.text for line in lines]
    return Shown("\n".join([heading, *said]), paragraphs(*said, heading=heading))


def _measured_with(analysis: Analysis) -> dict[str, Any]:
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


# --- who speaks -----------------------------------------------------------------------------------------------------


def _of_speaking(topic: str, who: Speaking) -> Shown:
    n_articles, n_sources = who.sizes()
    heading, lines = sentences("sources", topic, who.language, _spoken_values(who))
    if topic in ("summary", "method"):
        return _shown(heading, f'<div class="nk">{html_of(lines)}</div>', text_of(lines))
    if topic == "appendix":
        return _shown(heading, evidence.of_groups(who), texts.sources(n_sources, n_articles, who.language))
    html, text = (
        {"roles": _roles, "groups": _groups, "comparison": _tested}[topic](who, lines) if n_sources else ("", "")
    )
    return _shown(heading, html, text) if html else Shown("", "")


def _spoken_values(who: Speaking) -> dict[str, Any]:
    """What the templates of a sources report are given; measures by their names, each a link to its passages."""
    (n_articles, n_sources), values, language = who.sizes(), who.values(), who.language
    rows, clear = _spoken_rows(who), []
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
    note = _measured_with(who.analysis)
    return {
        **shown, **{name: linked(said, evidence.place(who, "sources_per_article")) for name, said in counts.items()},
        "n_articles": n_articles, "n_sources": n_sources, "most_frequent": most, "fewest": FEWEST_ARTICLES, "narrow": NARROW,
        "why_no_interval": _why_no_interval(language), "level": texts.percent(who.level, language), "n_copies": _n_copies(who),
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


def _spoken(who: Speaking) -> list[str]:
    """The measures worth a line: roles that nobody has are left out."""
    absent = {f"share_{r}" for r in tables.ROLES if not who.values()[f"share_{r}"][0] > 0}
    return [m for m in who.values() if m not in absent]


def _spoken_rows(who: Speaking) -> pd.DataFrame | None:
    """The rows of the comparison that are worth a line."""
    if who.comparison is None or who.pair is None or not who.sizes()[1]:
        return None
    return who.comparison[who.comparison["measure"].isin(_spoken(who))]


def _measure_table(who: Speaking, groups: list[str], names: list[str]) -> str:
    """Measures down, groups across; each figure leads to its passages."""
    import pandas as pd

    columns: dict[str, list[str]] = {"measure": [measure_name(m, "", who.language) for m in names]}
    links: dict[str, list[str | None]] = {}
    headers = {}
    for n, group in enumerate(groups):
        values = who.values(group)
        columns[f"g{n}"] = [amount(m, *values[m], who.language) for m in names]
        links[f"g{n}"] = [evidence.place(who, m, group) for m in names]
        headers[f"g{n}"] = f"{group or texts.label('word', 'of_all_articles', who.language)} ({who.counts(group)})"
    return table_html(pd.DataFrame(columns), language=who.language, headers=headers, links=links)


def _roles(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    return _measure_table(who, [""], _spoken(who)), ""


def _groups(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    names, groups = _spoken(who), who.shown
    parts = [_measure_table(who, groups[k : k + COLUMNS], names) for k in range(0, len(groups), COLUMNS)]
    if not parts:
        return "", ""
    return "".join([*parts, *(paragraphs(line.text) for line in lines)]), ", ".join(groups)


def _tested(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    """Two groups, their differences, and what the test says."""
    import pandas as pd

    rows, language = _spoken_rows(who), who.language
    if rows is None or who.pair is None:
        return "", ""
    pair = dict(zip(("first", "second"), who.pair, strict=True))
    frame = pd.DataFrame({
        "measure": [measure_name(m, "", language) for m in rows["measure"]],
        **{side: [plain(*row, language) for row in zip(rows["measure"], rows[side], strict=True)] for side in (*pair, "difference")},
        **{column: [_p(p, language) for p in rows[column]] for column in ("p_value", "p_holm")},
    })  # fmt: skip
    links = {
        side: [evidence.place(who, m, group) if group in who.shown else None for m in rows["measure"]]
        for side, group in pair.items()
    }
    html = paragraphs(*(line.text for line in lines)) + table_html(frame, language=language, headers=pair, links=links)
    return html, " – ".join(who.pair)


# --- two groups on all measures -------------------------------------------------------------------------------------


def _of_comparison(topic: str, both: Compared) -> Shown:
    heading, lines = sentences("comparison", topic, both.language, _compared_values(both))
    if topic == "head":
        sizes = ", ".join(f"{g}: {texts.count(both.sizes[g], 'article', both.language)}" for g in both.pair)
        return _header(heading, lines[0].text, f'<p class="nk-meta">{escape(sizes)}</p>')
    if topic == "summary":
        return _shown(heading, f'<div class="nk">{html_of(lines)}</div>', text_of(lines))
    if both.table is None:
        return Shown("", "")
    if topic == "appendix":
        return _shown(heading, evidence.of_groups(both), texts.count(len(both.names), "article", both.language))
    if topic == "method":
        return _shown(heading, paragraphs(*(line.text for line in lines)), text_of(lines))
    names = [texts.label("topic", t, both.language) for t in MEASURED]
    return _shown(heading, "".join(_topic_table(both, t) for t in MEASURED), ", ".join(names))


def _compared_values(both: Compared) -> dict[str, Any]:
    """What the templates of a comparison are given."""
    language, rows = both.language, both.rows()
    alpha = 1 - both.level
    not_shown = both.rows("not_shown")
    return {
        "pair": both.pair, "sizes": both.sizes, "by": texts.label("column", both.by, language), "outlets": both.by == "outlet",
        "n_measures": len(rows), "n_others": len(both.sizes) - len(both.pair), "n_copies": _n_copies(both), "narrow": NARROW,
        "smallest": min((both.sizes[g] for g in both.pair), default=0), "tested": any(r["verdict"] != "too_few" for r in rows),
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
        out[side] = linked(re.sub(r" \(.*\)$", "", value) if short else value, _place(both, row, group))
    return out


def _place(both: Compared, row: Row, group: str) -> str:
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


def _topic_table(both: Compared, topic: str) -> str:
    """Measures down; both groups, their difference, and what the test says across."""
    import pandas as pd

    rows, language = both.rows(topic=topic), both.language
    if not rows:
        return ""
    pair = dict(zip(("first", "second"), both.pair, strict=True))
    frame = pd.DataFrame({
        "measure": [both.name(r) for r in rows],
        **{side: [both.value(r, side) for r in rows] for side in (*pair, "difference")},
        **{column: [_p(r[column], language) for r in rows] for column in ("p_value", "p_holm")},
        "verdict": [texts.label("verdict", r["verdict"], language) for r in rows],
    })  # fmt: skip
    links = {side: [_place(both, r, group) for r in rows] for side, group in pair.items()}
    headers = {**pair, "verdict": texts.label("word", "verdict", language)}
    heading = escape(texts.label("topic", topic, language))
    return (
        f'<div class="nk"><h3>{heading}</h3></div>{table_html(frame, language=language, headers=headers, links=links)}'
    )
