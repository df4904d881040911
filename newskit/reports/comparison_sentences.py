"""What a comparison says in sentences: what differs, what does not, and what cannot be told; numbers lead to passages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .. import texts
from ..display import escape, link, paragraphs
from ..measures.registry import TOPICS, more_or_less
from .comparison import Compared
from .comparison_evidence import place

#: Below so many articles in a group intervals tend to be too narrow.
FEW_ARTICLES = 20

Row = dict[str, Any]
Piece = tuple[str, str]


def summary(both: Compared) -> tuple[str, str]:
    """The sentences as (HTML, text)."""
    if both.table is None:
        line = _nothing(both)
        return paragraphs(line), line
    parts: list[tuple[str, list[list[Piece]]]] = [(_extent(both), [])]
    for verdict, none, some, write in _SAID:
        rows = both.rows(verdict)
        if not rows:
            parts += [(both.say(*none), [])] if any(none) and _tested(both) else []
        else:
            parts.append((both.say(*some).format(level=percent(both)), write(both, rows)))
    if not _tested(both):
        parts.insert(1, (both.say(*_UNTESTED), []))
    parts += [(line, []) for line in _cautions(both)]
    html = "".join(f"<p>{escape(head)}</p>{_items(lines)}" for head, lines in parts)
    text = "\n".join(
        "\n".join([head, *("- " + "".join(t for t, _ in line) for line in lines)]) for head, lines in parts
    )
    return f'<div class="nk">{html}</div>', text


def _tested(both: Compared) -> bool:
    return any(row["verdict"] != "too_few" for row in both.rows())


_UNTESTED = (
    "Es sind zu wenige Artikel für einen Test: Auch der deutlichste Unterschied könnte Zufall sein.",
    "There are too few articles for a test: even the clearest difference could be chance.",
)


def _items(lines: list[list[Piece]]) -> str:
    """Sentences made of pieces of text, some with the address of their passages."""
    items = "".join(f"<li>{''.join(link(t, href) if href else escape(t) for t, href in line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _nothing(both: Compared) -> str:
    by = texts.label("column", both.by, both.language)
    if not both.pair:
        return both.say(
            f"Kein Artikel nennt etwas unter „{by}“; es gibt nichts zu vergleichen.",
            f"No article names anything under “{by}”; there is nothing to compare.",
        )
    only = texts.count(both.sizes[both.pair[0]], "article", both.language)
    return both.say(
        f"Unter „{by}“ gibt es nur eine Gruppe: {both.pair[0]} ({only}). Für einen Vergleich braucht es zwei.",
        f"Under “{by}” there is one group only: {both.pair[0]} ({only}). A comparison needs two.",
    )


def _extent(both: Compared) -> str:
    first, second = (f"{g} ({texts.count(both.sizes[g], 'article', both.language)})" for g in both.pair)
    n = len(both.rows())
    line = both.say(
        f"Verglichen sind {first} und {second} auf {n} Maßen.", f"{first} and {second} are compared on {n} measures."
    )
    rest = len(both.sizes) - 2
    if rest:
        line += both.say(
            f" Nicht im Vergleich: {rest} weitere Gruppe{'n' if rest > 1 else ''}.",
            f" Not compared: {rest} other group{'s' if rest > 1 else ''}.",
        )
    return line


def percent(both: Compared) -> str:
    """What a corrected p must lie below, as percent."""
    return texts.percent(1 - both.level, both.language)


def _differing(both: Compared, rows: list[Row]) -> list[list[Piece]]:
    """A sentence for each measure: topic by topic, the largest difference first."""
    ordered = sorted(rows, key=lambda r: (TOPICS.index(r["topic"]), -abs(r["standardised"])))
    return [_sentence(both, r) for r in ordered]


def _sentence(both: Compared, row: Row) -> list[Piece]:
    """Bei A sind die Sätze länger als bei B: 18,2 (16,4–19,9) gegenüber 12,1 (…); p = 0,004."""
    first, second = both.pair
    said = more_or_less(row["measure"], row["voice"], row["difference"] > 0, both.language)
    at = both.say(*(("Bei", "At") if both.by == "outlet" else ("In", "In")))
    head = f"{at} {first}{both.say(' ', ', ')}{said}{both.say(' als ', ' than ')}{at.lower()} {second}: "
    return [
        (head, ""),
        (both.value(row, "first"), place(both, row, first)),
        (both.say(" gegenüber ", " against "), ""),
        (both.value(row, "second"), place(both, row, second)),
        (f"; p {p_text(row['p_holm'], both.language)}.", ""),
    ]


def p_text(p: float, language: str) -> str:
    """A p value after its letter: = 0,012."""
    if texts.is_missing(p):
        return "–"
    return f"< {texts.number(0.001, language, 3)}" if p < 0.001 else f"= {texts.number(p, language, 3)}"


def _alike(both: Compared, rows: list[Row]) -> list[list[Piece]]:
    """The measures topic by topic, each with both values."""
    lines = []
    for topic in TOPICS:
        some = [row for row in rows if row["topic"] == topic]
        pieces: list[Piece] = [(f"{texts.label('topic', topic, both.language)}: ", "")]
        for k, row in enumerate(some):
            first, second = both.pair
            short = [re.sub(r" \(.*\)$", "", both.value(row, side)) for side in ("first", "second")]
            pieces += [
                (f"{'; ' if k else ''}{both.name(row)} ", ""),
                (short[0], place(both, row, first)),
                (both.say(" und ", " and "), ""),
                (short[1], place(both, row, second)),
            ]
        lines += [[*pieces, (".", "")]] if some else []
    return lines


def _unsaid(both: Compared, rows: list[Row]) -> list[list[Piece]]:
    """How many articles each measure rests on, those that rest on the same number together."""
    groups: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        groups.setdefault((row["n_first"], row["n_second"]), []).append(both.name(row))
    lines = []
    for (n_first, n_second), names in groups.items():
        line = both.say(
            f"{'; '.join(names)} (Artikel mit Angaben: {n_first} und {n_second}).",
            f"{'; '.join(names)} (articles that tell: {n_first} and {n_second}).",
        )
        lines.append([(line, "")])
    return lines


def _cautions(both: Compared) -> list[str]:
    lines = [_uncorrected(both)]
    if any(both.rows("not_shown")):
        lines.append(
            both.say(
                "Nicht belegt heißt nicht gleich: Wie groß ein Unterschied noch sein kann, sagen die Intervalle in den Tabellen.",
                "Not shown does not mean alike: the intervals in the tables say how large a difference can still be.",
            )
        )
    if min(both.sizes[g] for g in both.pair) < FEW_ARTICLES:
        lines.append(
            both.say(
                f"Unter {FEW_ARTICLES} Artikeln je Gruppe sind die Intervalle eher zu schmal, und nur große Unterschiede lassen sich belegen.",
                f"Below {FEW_ARTICLES} articles per group intervals tend to be too narrow, and only large differences can be shown.",
            )
        )
    lines.append(_copies(both))
    lines.append(
        both.say(
            "Ein Unterschied kann auch daher kommen, dass die Gruppen über Verschiedenes berichten.",
            "A difference may also come from the groups reporting on different things.",
        )
    )
    return [line for line in lines if line]


def _uncorrected(both: Compared) -> str:
    """What would differ if it were the only measure."""
    rows = [row for row in both.rows("not_shown") if row["p_value"] < 1 - both.level]
    if not rows:
        return ""
    names = "; ".join(both.name(row) for row in rows)
    return both.say(
        f"Für sich allein geprüft auffällig, bei so vielen Maßen aber womöglich Zufall: {names}.",
        f"Conspicuous if tested alone, but with so many measures possibly chance: {names}.",
    )


def _copies(both: Compared) -> str:
    n = int(both.analysis.articles["duplicate_of"].isin(list(both.names)).sum())
    if not n:
        return ""
    counted = texts.count(n, "article", both.language)
    return both.say(
        f"{counted} wiederholen einen früheren und sind nicht unabhängig (copies=False lässt sie weg).",
        f"{counted} repeat an earlier one and are not independent (copies=False leaves them out).",
    )


#: verdict -> what to say if no measure has it, what to say above those that have it, and how to write these.
_SAID: tuple[tuple[str, tuple[str, str], tuple[str, str], Callable[[Compared, list[Row]], list[list[Piece]]]], ...] = (
    (
        "differs",
        ("Kein Unterschied ist größer, als der Zufall erwarten lässt.", "No difference is larger than chance would make it."),
        ("Was sich unterscheidet (Permutationstest, {level}-Niveau, nach Holm korrigiert):", "What differs (permutation test, {level} level, corrected after Holm):"),
        _differing,
    ),
    (
        "not_shown",
        ("", ""),
        ("Wo kein Unterschied belegt ist (er kann Zufall sein):", "Where no difference is shown (it may be chance):"),
        _alike,
    ),
    (
        "too_few",
        ("", ""),
        ("Worüber sich nichts sagen lässt, weil zu wenige Artikel etwas dazu enthalten:", "What cannot be told, because too few articles hold anything about it:"),
        _unsaid,
    ),
)  # fmt: skip
