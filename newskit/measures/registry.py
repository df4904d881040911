"""All measures by name, a line each of resources/measures.tsv: formula, unit, source, words, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from .. import tables, texts

TOPICS = ("sources", "hedges", "sentiment", "readability")


@dataclass(frozen=True)
class Measure:
    """A line of measures.tsv; what it computes is in formulas.py.

    Attributes:
        measure: its name in the tables.
        topic: sources, hedges, sentiment or readability.
        unit: "share" (0 to 1, shown as percent, its differences in percentage points) or "number".
        decimals: digits after the decimal comma.
        formula: in a line.
        source: author and year.
        name_de: with its scale where it has one; name_en: the same in English.
        short_de: where the topic is clear, as in the table of hedges; "": the name.
        axis_de: on the axis of a plot; "": the name.
        more_de: what it means that the first group has more of it, and less_de less, in plain words: "als bei X"
            follows; {voice} and {role} are filled in.
    """

    measure: str
    topic: str
    unit: str
    decimals: str
    formula: str
    source: str
    name_de: str
    name_en: str
    short_de: str
    short_en: str
    axis_de: str
    axis_en: str
    more_de: str
    more_en: str
    less_de: str
    less_en: str

    def word(self, kind: str, language: str) -> str:
        """One of its wordings (name, short, axis, more, less); the name where it has no such."""
        text: str = getattr(self, f"{kind}_{texts.check_language(language)}")
        return text or self.word("name", language)


@cache
def registry() -> dict[str, Measure]:
    """Every measure by its name; the shares of roles have one line, share_role."""
    columns = [field.name for field in fields(Measure)]
    return {row["measure"]: Measure(**{c: row[c] for c in columns}) for row in texts.read_rows("measures")}


def codebook() -> str:
    """All tables with their columns, and all measures with formula, unit and source, as Markdown."""
    lines = [
        "# Codebook", "",
        "All tables join on `article_id`. `start` and `end` count characters of `articles.text`.", "",
        *(line for table in tables.TABLES.values() for line in _of_table(table)),
        "## Measures", "",
        "Of groups of articles (`share_role`: a share for each role). Shares are from 0 to 1.", "",
        "| measure | formula | unit | source |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [f"| {m.measure} | {m.formula} | {m.unit} | {m.source} |" for m in registry().values()]
    return "\n".join([*lines, ""])


def _of_table(table: tables.Table) -> list[str]:
    lines = [f"## {table.name}", "", f"One row per {table.row}.", "", "| column | type | meaning |", "|---|---|---|"]
    for c in table.columns:
        values = f" ({', '.join(f'`{v}`' for v in c.values)})" if c.values else ""
        lines.append(f"| {c.name} | {c.type} | {c.meaning}{values} |")
    if table.open:
        lines.append("| ... | any | columns of your own, as the data have them, after all others |")
    return [*lines, ""]


def of_topic(topic: str) -> list[str]:
    """The names of a topic's measures, in the order of measures.tsv."""
    return [name for name, measure in registry().items() if measure.topic == topic]


def role_of(measure: str) -> str:
    """The role whose share of the sources it is; "" if it is none."""
    role = measure.removeprefix("share_")
    return role if role in tables.ROLES else ""


def find(measure: str) -> Measure | None:
    """The line of a measure; None if it has none, as a column of the table readability that no report shows."""
    return registry().get("share_role" if role_of(measure) else measure)


def _word(measure: str, kind: str, language: str, **filled: str) -> str:
    found = find(measure)
    if found is None:
        return measure
    said = found.word(kind, language).format(role=texts.label("role", role_of(measure), language), **filled)
    return " ".join(said.split())


def measure_name(measure: str, voice: str, language: str) -> str:
    """A measure's name, with the voice it is taken of: Wörter je Satz (Redaktion)."""
    name = _word(measure, "name", language)
    return f"{name}, {texts.label('voice', voice, language)}" if voice else name


def short_name(measure: str, language: str) -> str:
    """Its name where the topic is clear."""
    return _word(measure, "short", language)


def axis_name(measure: str, language: str) -> str:
    """Its name on the axis of a plot."""
    return _word(measure, "axis", language)


def more_or_less(measure: str, voice: str, more: bool, language: str) -> str:
    """What it means, in plain words, that the first group's value is the higher (or the lower) one."""
    where = texts.label("in_voice", voice, language)
    return _word(measure, "more" if more else "less", language, voice=where)


def is_share(measure: str) -> bool:
    """Shares (0 to 1) are shown as percent."""
    found = find(measure)
    return found is not None and found.unit == "share"


def decimals_of(measure: str) -> int:
    """Digits after the decimal comma."""
    found = find(measure)
    return 2 if found is None else int(found.decimals)


def plain(measure: str, value: float, language: str) -> str:
    """A value alone: 24 %."""
    show = texts.percent if is_share(measure) else texts.number
    return show(value, language, decimals_of(measure))


def amount(measure: str, value: float, low: float, high: float, language: str) -> str:
    """Value and interval: 24 % (12–38); of negative ends −0,20 (−0,31 bis −0,08); without one 24 % (kein Intervall)."""
    joint = texts.label("word", "to", language) if not texts.is_missing(low) and low < 0 else "–"
    return _with_interval(measure, plain(measure, value, language), value, (low, high), joint, language)


def difference(measure: str, value: float, language: str) -> str:
    """A difference alone, with its sign; of shares in percentage points: −25 Punkte."""
    if texts.is_missing(value):
        return "–"
    scale, digits = (100 if is_share(measure) else 1), decimals_of(measure)
    sign = "+" if round(scale * value, digits) > 0 else ""
    unit = f"\N{NO-BREAK SPACE}{texts.label('word', 'points', language)}" if is_share(measure) else ""
    return f"{sign}{texts.number(scale * value, language, digits)}{unit}"


def gap(measure: str, value: float, low: float, high: float, language: str) -> str:
    """A difference with its interval."""
    text, joint = difference(measure, value, language), texts.label("word", "to", language)
    return _with_interval(measure, text, value, (low, high), joint, language)


def _with_interval(measure: str, text: str, value: float, ends: tuple[float, float], joint: str, language: str) -> str:
    if texts.is_missing(value):
        return text
    if texts.is_missing(ends[0]):
        return f"{text} ({texts.label('word', 'no_interval', language)})"
    scale, digits = (100 if is_share(measure) else 1), decimals_of(measure)
    space = " " if joint != "–" else ""
    shown = f"{space}{joint}{space}".join(texts.number(scale * end, language, digits) for end in ends)
    return f"{text} ({shown})"
