"""The sections of a sources report: sentences and tables in which each number leads to the passages behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import tables, texts
from ..display import Shown, escape, link, paragraphs, table_html
from ..errors import InputError
from ..measures.intervals import FEWEST_ARTICLES
from ..measures.registry import amount, measure_name, plain
from .note import gender_evidence
from .who import MOST_GROUPS, Speaking
from .who_evidence import appendix, place

if TYPE_CHECKING:
    import pandas as pd

#: Groups side by side in one table.
COLUMNS = 3
FEW_ARTICLES = 20


def voices(topic: str, who: Speaking) -> Shown:
    """A section of the sources report.

    Args:
        topic: summary, roles, groups, comparison, method or appendix.
        who: of speaking().

    Raises:
        InputError: there is no such topic.
    """
    if topic not in _TOPICS:
        raise InputError(f"There is no topic {topic!r}. Allowed: {', '.join(_TOPICS)}.")
    german, english, write = _TOPICS[topic]
    heading = texts.pick(who.language, german, english)
    html, text = write(who)
    head = f'<div class="nk"><h2>{escape(heading)}</h2></div>' if html else ""
    return Shown(f"{heading}\n{text}" if html else "", head + html)


def _say(who: Speaking, german: str, english: str, **places: str) -> tuple[str, str]:
    """A paragraph as (HTML, text): {name} is the figure of a measure, linked to its passages, or a text given."""
    template = texts.pick(who.language, german, english)
    values, few = who.values(), who.sizes()[0] < FEWEST_ARTICLES

    def figure(name: str) -> str:
        if name in places:
            return places[name]
        return plain(name, values[name][0], who.language) if few else amount(name, *values[name], who.language)

    def target(name: str) -> str:
        return place(who, name if name in values else "sources_per_article")

    text = re.sub(r"\{(\w+)\}", lambda m: figure(m[1]), template)
    pieces = re.split(r"\{(\w+)\}", template)
    html = "".join(link(figure(p), target(p)) if n % 2 else escape(p) for n, p in enumerate(pieces))
    return f"<p>{html}</p>", text


def _summary(who: Speaking) -> tuple[str, str]:
    n_articles, n_sources = who.sizes()
    if not n_sources:
        line = texts.pick(who.language, "Es wurden keine Quellen gefunden.", "No sources were found.")
        return paragraphs(line), line
    counts = {
        "articles": texts.count(n_articles, "article", who.language),
        "sources": texts.sources(n_sources, n_articles, who.language),
    }
    said = [
        _say(
            who,
            "In {articles} kommen {sources} zu Wort, je Artikel {sources_per_article}. Zitiert sind {share_quoted} der Wörter.",
            "{sources} speak in {articles}, {sources_per_article} per article. {share_quoted} of the words are quoted.",
            **counts,
        ),
        _say(
            who,
            "Namentlich genannt sind {share_named}. Von den Personen, deren Geschlecht der Text erkennen lässt, sind {share_women} Frauen.",
            "{share_named} are named. Of the persons whose gender the text tells, {share_women} are women.",
        ),
        _most_frequent(who),
        _say(
            who,
            "Vielfalt der Rollen: Shannon {shannon}, Simpson {simpson}, Gleichmäßigkeit nach Pielou {pielou}.",
            "Diversity of roles: Shannon {shannon}, Simpson {simpson}, Pielou's evenness {pielou}.",
        ),
    ]
    notes = _cautions(who, n_articles)
    html = "".join(h for h, _ in said) + "".join(f'<p class="nk-note">{escape(n)}</p>' for n in notes)
    return f'<div class="nk">{html}</div>', "\n".join([*(t for _, t in said), *notes])


def _most_frequent(who: Speaking) -> tuple[str, str]:
    values = who.values()
    ranked = sorted((r for r in tables.ROLES if r != "unknown"), key=lambda r: -values[f"share_{r}"][0])
    names = {f"n{k}": texts.label("role", role, who.language) for k, role in enumerate(ranked[:3])}
    parts = [
        f"{names[f'n{k}']} {{share_{role}}}" for k, role in enumerate(ranked[:3]) if values[f"share_{role}"][0] > 0
    ]
    listed = texts.listing(parts, who.language) or "–"
    return _say(who, f"Am häufigsten: {listed}.", f"Most often: {listed}.")


def _cautions(who: Speaking, n_articles: int) -> list[str]:
    level = texts.percent(who.level, who.language)
    if n_articles < FEWEST_ARTICLES:
        return [_why_no_interval(who.language)]
    lines = [
        texts.pick(
            who.language,
            f"In Klammern: {level}-Intervalle. Jede Zahl führt zu den Stellen, auf denen sie beruht.",
            f"In brackets: {level} intervals. Each number leads to the passages it rests on.",
        )
    ]
    if n_articles < FEW_ARTICLES:
        lines.append(
            texts.pick(
                who.language,
                f"Unter {FEW_ARTICLES} Artikeln sind die Intervalle eher zu schmal.",
                f"Below {FEW_ARTICLES} articles the intervals tend to be too narrow.",
            )
        )
    copies = int(who.analysis.articles["duplicate_of"].isin(list(who.names)).sum())
    if copies:
        n = texts.count(copies, "article", who.language)
        lines.append(
            texts.pick(
                who.language,
                f"{n} davon wiederholen einen früheren; Wiederholungen sind nicht unabhängig (copies=False lässt sie weg).",
                f"{n} of them repeat an earlier one; copies are not independent (copies=False leaves them out).",
            )
        )
    return lines


def _measure_table(who: Speaking, groups: list[str], names: list[str]) -> str:
    """Measures down, groups across; each figure leads to its passages."""
    import pandas as pd

    columns: dict[str, list[str]] = {"measure": [measure_name(m, "", who.language) for m in names]}
    links: dict[str, list[str | None]] = {}
    headers = {}
    for n, group in enumerate(groups):
        values, (n_articles, n_sources) = who.values(group), who.sizes(group)
        columns[f"g{n}"] = [amount(m, *values[m], who.language) for m in names]
        links[f"g{n}"] = [place(who, m, group) for m in names]
        counts = (
            f"{texts.count(n_articles, 'article', who.language)}, {texts.sources(n_sources, n_articles, who.language)}"
        )
        headers[f"g{n}"] = f"{group or texts.pick(who.language, 'alle Artikel', 'all articles')} ({counts})"
    return table_html(pd.DataFrame(columns), language=who.language, headers=headers, links=links)


def _spoken(who: Speaking) -> list[str]:
    """The measures worth a line: roles that nobody has are left out."""
    absent = {f"share_{r}" for r in tables.ROLES if not who.values()[f"share_{r}"][0] > 0}
    return [m for m in who.values() if m not in absent]


def _roles(who: Speaking) -> tuple[str, str]:
    if not who.sizes()[1]:
        return "", ""
    return _measure_table(who, [""], _spoken(who)), ""


def _groups(who: Speaking) -> tuple[str, str]:
    if not who.shown or not who.sizes()[1]:
        return "", ""
    names, groups = _spoken(who), who.shown
    parts = [_measure_table(who, groups[k : k + COLUMNS], names) for k in range(0, len(groups), COLUMNS)]
    n = int(who.groups["group"].nunique(dropna=False))
    if n > MOST_GROUPS:
        line = texts.pick(
            who.language,
            f"Gezeigt: die {MOST_GROUPS} größten von {n} Gruppen; alle stehen in tables/source_measures.csv.",
            f"Shown: the {MOST_GROUPS} largest of {n} groups; all are in tables/source_measures.csv.",
        )
        parts.append(paragraphs(line))
    return "".join(parts), ", ".join(groups)


def _comparison(who: Speaking) -> tuple[str, str]:
    if who.comparison is None or who.pair is None or not who.sizes()[1]:
        return "", ""
    import pandas as pd

    rows = who.comparison[who.comparison["measure"].isin(_spoken(who))]
    first, second = who.pair
    table = pd.DataFrame({
        "measure": [measure_name(m, '', who.language) for m in rows["measure"]],
        "first": _plain(rows, "first", who), "second": _plain(rows, "second", who), "difference": _plain(rows, "difference", who),
        "p_value": [_p(p, who.language) for p in rows["p_value"]], "p_holm": [_p(p, who.language) for p in rows["p_holm"]],
    })  # fmt: skip
    links = {c: [place(who, m, g) if g in who.shown else None for m in rows["measure"]] for c, g in (("first", first), ("second", second))}  # fmt: skip
    return _verdict(rows, who) + table_html(
        table, language=who.language, headers={"first": first, "second": second}, links=links
    ), f"{first} – {second}"


def _verdict(rows: pd.DataFrame, who: Speaking) -> str:
    """What the test says, in a sentence."""
    clear = rows.loc[rows["p_holm"] < 1 - who.level, "measure"].tolist()
    n = f"{int(rows['n_first'].iloc[0])} + {int(rows['n_second'].iloc[0])}"
    if not clear:
        return paragraphs(
            texts.pick(
                who.language,
                f"Kein Unterschied ist größer, als der Zufall bei {n} Artikeln erwarten lässt (Permutationstest, nach Holm korrigiert).",
                f"No difference is larger than chance would make it with {n} articles (permutation test, corrected after Holm).",
            )
        )
    listed = texts.listing((measure_name(m, "", who.language) for m in clear), who.language)
    return paragraphs(
        texts.pick(
            who.language,
            f"Größer, als der Zufall bei {n} Artikeln erwarten lässt (Permutationstest, nach Holm korrigiert): {listed}.",
            f"Larger than chance would make it with {n} articles (permutation test, corrected after Holm): {listed}.",
        )
    )


def _plain(rows: pd.DataFrame, column: str, who: Speaking) -> list[str]:
    return [plain(m, v, who.language) for m, v in zip(rows["measure"], rows[column], strict=True)]


def _why_no_interval(language: str) -> str:
    return texts.label("word", "why_no_interval", language).format(FEWEST_ARTICLES)


def _p(p: float, language: str) -> str:
    return f"< {texts.number(0.001, language, 3)}" if p < 0.001 else texts.number(p, language, 3)


def _method(who: Speaking) -> tuple[str, str]:
    level = texts.percent(who.level, who.language)
    lines = [
        texts.pick(
            who.language,
            "Jedes Maß ist aus Summen über Artikel gebildet: Quellen je Artikel; zitierte Wörter durch alle Wörter; Anteil der namentlich Genannten; "
            "Frauen durch Frauen und Männer, deren Geschlecht der Text erkennen lässt; Anteile der Rollen an allen Quellen. Vielfalt der bekannten Rollen: "
            "Shannon H = −Σ p ln p (1948), Simpson 1 − Σ p² (1949), Pielou J = H / ln S (1966).",
            "Each measure is made of sums over articles: sources per article; words quoted by all words; share of those named; women by women and men "
            "whose gender the text tells; shares of roles in all sources. Diversity of known roles: Shannon H = −Σ p ln p (1948), Simpson 1 − Σ p² (1949), "
            "Pielou J = H / ln S (1966).",
        ),
        texts.pick(
            who.language,
            f"{level}-Intervalle: Bootstrap (BCa, Efron 1987), gezogen werden Artikel, nicht Zitate. Vergleich zweier Gruppen: Permutationstest "
            "(Good 2005) mit Artikeln als Einheiten, p-Werte nach Holm (1979) für die Zahl der Maße korrigiert.",
            f"{level} intervals: bootstrap (BCa, Efron 1987) that draws articles, not quotations. Comparison of two groups: permutation test (Good 2005) "
            "with articles as units, p values corrected for the number of measures (Holm 1979).",
        ),
        _why_no_interval(who.language),
        *gender_evidence(who.analysis, who.language),
    ]
    if who.weight == "words":
        lines.append(
            texts.pick(
                who.language,
                "Anteile und Vielfalt zählen hier zitierte Wörter, nicht Quellen.",
                "Shares and diversity count words quoted here, not sources.",
            )
        )
    return paragraphs(*lines), "\n".join(lines)


def _appendix(who: Speaking) -> tuple[str, str]:
    return appendix(who), texts.sources(who.sizes()[1], who.sizes()[0], who.language)


_TOPICS: dict[str, tuple[str, str, Callable[[Speaking], tuple[str, str]]]] = {
    "summary": ("Auf einen Blick", "At a glance", _summary),
    "roles": ("Alle Maße", "All measures", _roles),
    "groups": ("Die Gruppen im Vergleich", "The groups compared", _groups),
    "comparison": ("Zwei Gruppen, geprüft", "Two groups, tested", _comparison),
    "method": ("Wie gemessen wurde", "How it was measured", _method),
    "appendix": ("Anhang: die Stellen hinter den Zahlen", "Appendix: the passages behind the numbers", _appendix),
}
