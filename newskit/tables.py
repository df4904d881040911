"""What every table promises: its columns, their types, units and meanings. The codebook is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd

QUOTE_TYPES = ("direct", "indirect", "indirect_free_indirect", "free_indirect", "reported")
VOICES = ("newsroom", "quoted")
READABILITY_VOICES = ("all", "newsroom", "quoted")
SOURCE_KINDS = ("person", "organisation", "group", "document", "medium")
ROLES = (
    "politics", "administration", "security", "business", "association", "expert", "citizen", "media", "agency",
    "other", "unknown",
)  # fmt: skip
GENDERS = ("female", "male", "mixed", "unknown")
#: What tells a source's gender, the plainest first.
GENDER_EVIDENCE = ("title", "noun", "pronoun", "first_name", "none")
HEDGE_CATEGORIES = (
    "epistemic_adverb", "epistemic_modal", "reportative_modal", "evidential", "approximator", "epistemic_verb",
    "phrase",
)  # fmt: skip
#: What makes a sentence hard, in the order of the table difficulty.
DIFFICULTY_REASONS = {
    "length": "its length in letters, syllables and words",
    "long_words": "the length of its words",
    "rare_words": "how rare its words are",
    "compounds": "the number of joints in compounds",
    "nominal_style": "nominal style (nominalizations, attributes, genitives, prepositions)",
    "nesting": "the number and depth of its clauses",
    "distance": "the distance of words that belong together, the parts of the verb above all",
    "passive": "the passive",
    "abstract_words": "how abstract its words are",
    "specialist_words": "how far its words are from everyday ones",
    "familiar_words": "names, numbers, foreign and international words",
}
_TEXTSTAT = (
    ("n_sentences", "sentences"), ("n_words", "words"), ("n_syllables", "syllables"),
    ("flesch", "Flesch reading ease for German (higher = easier)"),
    *((f"wiener_{n}", f"Wiener Sachtextformel {n} (higher = harder)") for n in (1, 2, 3, 4)),
    ("lix", "LIX (higher = harder)"), ("smog", "SMOG index, the English formula (higher = harder)"),
)  # fmt: skip
#: How probable a hedge makes its statement seem, from "kaum denkbar" to "fast sicher". The seven steps are those of the
#: likelihood scale of the IPCC (Mastrandrea et al. 2010: exceptionally unlikely, very unlikely, unlikely, about as
#: likely as not, likely, very likely, virtually certain), which follows Kent (1964); that people order such words
#: alike, though they differ about the numbers, is the result of the review by Vogel et al. (2022). An ordinal scale:
#: the steps have no distance.
STRENGTHS = (
    "hardly_conceivable", "very_unlikely", "unlikely", "possible", "likely", "very_likely", "almost_certain",
)  # fmt: skip
LABELS = ("negative", "neutral", "positive")


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning, and the values it may take (for categories).

    `ordered`: the values have an order, lowest first. Types: str, int, float, bool, list, category, time (a moment in
    UTC), local (what a clock on the wall shows, without a zone), day (its midnight, without a zone). A missing str or
    category is <NA>/NaN; ints never miss.
    """

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, and its columns in order; `open`: columns of the user's own may come after them."""

    name: str
    row: str
    columns: tuple[Column, ...]
    open: bool = False

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]


def _c(name: str, type_: str, meaning: str, values: tuple[str, ...] = ()) -> Column:
    return Column(name, type_, meaning, values)


_ARTICLE = _c("article_id", "str", "key of the article")
_SOURCE = _c("source_id", "str", "key of the source within its article; missing if unknown")
_START = _c("start", "int", "first character in articles.text")
_END = _c("end", "int", "character after the last in articles.text")
_TEXT = _c("text", "str", "articles.text[start:end]")
_VOICE = _c("voice", "category", "whose words: the newsroom's own or a quoted source's", VOICES)
_SPEAKER = _c("speaker_source_id", "str", "source_id of who says it, where voice is quoted and the speaker is known")
_SENTENCE = _c("sentence_id", "int", "number of the sentence in its article, from 0")
_RULE = _c("rule", "str", "the rule or model part that made the finding")


def _segments(role: str) -> Column:
    return _c(f"{role}_segments", "list", f"character spans of the {role}: a list of [start, end]")


_TABLES = (
    Table("articles", "article", (
        _ARTICLE,
        _c("title", "str", "headline"),
        _c("text", "str", "the text as loaded, repaired and without what stands in cuts; all offsets count its "
                          "characters"),
        _c("outlet", "str", "medium that published it, under the name that resources/de/outlets.tsv gives it "
           "(spiegel.de = DER SPIEGEL); from the address where the data names none"),
        _c("published", "time", "time of publication in UTC; Europe/Berlin is assumed where the data names no zone, "
           "midnight there where it names no time; missing where it is relative (gestern)"),
        _c("published_local", "local", "published as the clocks of the outlet show it, those of Berlin, Vienna and "
                                       "Zurich (Europe/Berlin)"),
        _c("date", "day", "day of published_local: an article of 1 May, 0:00, is published on 30 April, 22:00 UTC, but "
           "of 1 May; days, weeks and months are grouped by it"),
        _c("authors", "list", "names of the authors: people; addresses, desks, outlets and agencies (see agencies) are "
                              "left out"),
        _c("url", "str", "address of the article"),
        _c("section", "str", "section (Politik, Sport, ...)"),
        _c("language", "str", "ISO 639-1 code of the text's language; articles in another than de are not analyzed"),
        _c("agencies", "list", "news agencies credited (dpa, AFP, AP, Reuters, ...)"),
        _c("duplicate_of", "str", "article_id of the earliest article in which at least half of this one's words stand "
                                  "in runs of three or more; missing if none"),
        _c("source", "str", "file or address it was read from"),
        _c("n_words", "int", "words in text (tokens with a letter or digit)"),
        _c("flagged", "list", "what is to be known before counting: paywall (the text ends where one must pay), teaser "
           "(the beginning only), ticker (entries with clock times), interview (questions and "
           "answers), boilerplate (nothing but lines of a page)"),
        _c("cuts", "list", "lines of the page that were cut: a list of {start (character in text where it stood), kind "
           "(paywall, more, related, newsletter, share, nav, form, cookie, ad, caption), text}"),
        _c("external_id", "str", "the id that the data have, where it is not article_id"),
    ), open=True),
    Table("sentences", "sentence", (
        _ARTICLE, _SENTENCE, _START, _END, _c("n_words", "int", "words in the sentence"),
    )),
    Table("quotes", "quotation", (
        _ARTICLE,
        _c("quote_id", "int", "number of the quotation in its article, from 0"),
        _START, _END, _TEXT,
        _c("type", "category", "how the words of the source are given", QUOTE_TYPES),
        _segments("quote"),
        _c("cue", "str", "the word that introduces it, as in the text; missing if none"),
        _segments("cue"),
        _c("cue_verb", "str", "lemma of the cue"),
        _segments("frame"),
        _c("speaker", "str", "who says it, as in the text; missing if not named"),
        _segments("speaker"),
        _segments("addressee"),
        _SOURCE,
        _c("nested", "bool", "stands inside another quotation"),
        _c("n_words", "int", "words quoted"),
        _c("certainty", "float", "how often such passages are quotations, 0 to 1: the share of those found by the same "
                                 "rule on articles of newsrooms that people annotated"),
        _RULE,
    )),
    Table("sources", "source of an article", (
        _ARTICLE,
        _c("source_id", "str", "key of the source within its article"),
        _c("name", "str", "fullest form in the article"),
        _c("kind", "category", "what speaks", SOURCE_KINDS),
        _c("role", "category", "the function in which it speaks", ROLES),
        _c("named", "bool", "could be looked up by its name"),
        _c("gender", "category", "female or male by a title, a noun or its article, a pronoun, or an unambiguous first "
                                 "name; mixed of groups said to be so", GENDERS),
        _c("gender_evidence", "category", "the plainest thing that tells the gender: title (Frau, Herr), noun "
           "(Sprecherin, der Vorsitzende), pronoun (sie, er), first_name (nothing but an unambiguous first name), none "
           "(gender unknown)", GENDER_EVIDENCE),
        _c("n_quotes", "int", "statements attributed to it: a nested piece, and what goes on without a verb of saying, "
                              "belongs to one"),
        _c("n_words_quoted", "int", "words quoted, those of nested quotations once"),
        _c("first_start", "int", "character in articles.text where it is first mentioned"),
        _c("certainty", "float", "how often such sources are sources, 0 to 1: the share of those of the same kind, "
                                 "with a name or without, with one statement or more, on the same articles"),
    )),
    Table("mentions", "mention of an actor", (
        _ARTICLE, _c("source_id", "str", "key of the actor within its article"), _START, _END, _TEXT,
        _c("kind", "category", "what the actor is", SOURCE_KINDS),
    )),
    Table("sentiment", "evaluation of an actor", (
        _ARTICLE,
        _c("actor", "str", "name of the actor"),
        _SOURCE,
        _START, _END, _SENTENCE,
        _c("polarity", "float", "-1 (bad light) to 1 (good light)"),
        _c("label", "category", "polarity in three classes", LABELS),
        _VOICE, _SPEAKER,
        _c("evidence", "list", "the words that carry the judgement: a list of [start, end, weight]"),
        _RULE,
    )),
    Table("hedges", "hedging expression", (
        _ARTICLE, _START, _END, _TEXT,
        _c("lemma", "str", "entry of the word list"),
        _c("category", "category", "kind of hedge", HEDGE_CATEGORIES),
        _VOICE, _SPEAKER, _SENTENCE, _RULE,
        Column("strength", "category", "how probable the statement is made to seem, lowest first (after the likelihood "
               "scale of the IPCC, Mastrandrea et al. 2010); missing for approximators, which leave the statement as "
               "sure as it is", STRENGTHS, ordered=True),
        _c("scope_segments", "list", "what is hedged (the clause, the complement clause, the noun phrase): a list of "
                                     "[start, end]"),
    )),
    Table("readability", "article and voice", (
        _ARTICLE,
        _c("voice", "category", "which part of the text was measured", READABILITY_VOICES),
        _c("n_sentences", "int", "sentences"),
        _c("n_words", "int", "words"),
        _c("n_syllables", "int", "syllables, numbers and abbreviations as read aloud"),
        _c("sentence_length_words", "float", "words per sentence"),
        _c("word_length_chars", "float", "letters and digits per word"),
        _c("flesch_amstad", "float", "Flesch reading ease for German (Amstad 1978): 0 to 100, higher = easier"),
        *(_c(f"wiener_{n}", "float", f"Wiener Sachtextformel {n} (Bamberger & Vanecek 1984): school grade, higher = "
                                     f"harder") for n in (1, 2, 3, 4)),
        _c("lix", "float", "LIX (Björnsson 1968): higher = harder"),
        _c("gsmog", "float", "gSMOG (Bamberger & Vanecek 1984): school grade, higher = harder"),
        _c("share_long_sentences", "float", "share of sentences above 20 words"),
        _c("share_long_clauses", "float", "share of clauses above 12 words, those of the clauses inside them not "
                                          "counted"),
        _c("share_long_words", "float", "share of words above 6 letters"),
        _c("difficulty", "float", "mean predicted difficulty of the sentences: 1 (very easy) to 7 (very hard); see the "
                                  "table difficulty"),
        *(_c(f"textstat_{name}", "float", f"{meaning}, as the package textstat gives it for the whole text; missing "
                                          f"for the other voices")
          for name, meaning in _TEXTSTAT),
    )),
    Table("difficulty", "sentence that readability is measured on", (
        _ARTICLE, _SENTENCE, _START, _END, _VOICE,
        _c("n_words", "int", "words in the sentence"),
        _c("difficulty", "float", "predicted difficulty: 1 (very easy) to 7 (very hard), as learners of German rated "
                                  "sentences of Wikipedia (TextComplexityDE, Naderi et al. 2019)"),
        *(_c(f"points_{reason}", "float", f"what {meaning} adds (+, harder) or takes (-), compared with the average "
                                          f"sentence of TextComplexityDE")
          for reason, meaning in DIFFICULTY_REASONS.items()),
    )),
    Table("problems", "thing that went wrong", (
        _c("source", "str", "file, address or row it concerns"),
        _c("article_id", "str", "key of the article, if known"),
        _c("stage", "str", "load, parse or the analyzer's name"),
        _c("reason", "str", "what was wrong and what to do"),
    )),
)  # fmt: skip

#: Every table by its name.
TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
_DTYPES = {
    "str": "string", "int": "int64", "float": "float64", "bool": "bool", "list": "object",
    "time": "datetime64[us, UTC]", "local": "datetime64[us]", "day": "datetime64[us]",
}  # fmt: skip


@runtime_checkable
class Result(Protocol):
    """What has all tables of a corpus.

    An Analysis, for those that it hands itself to (display, findings) and that cannot import it.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    quotes: pd.DataFrame
    sources: pd.DataFrame
    mentions: pd.DataFrame
    sentiment: pd.DataFrame
    hedges: pd.DataFrame
    readability: pd.DataFrame
    difficulty: pd.DataFrame
    problems: pd.DataFrame
    pipeline: dict[str, str]
    language: str

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""


def frame(
    name: str, rows: Iterable[Mapping[str, Any]] = (), own_types: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """The rows as table `name`: its columns in order and with their types.

    Keys that it does not have are an error; in articles they are columns of the user's own, and come after the others.
    published_local and date are made of published. `own_types`: of columns of the user's own, where the data say them.
    """
    table = TABLES[name]
    rows = list(rows)
    extra = _extra(table, rows)
    if extra and not table.open:
        raise KeyError(f"Table '{name}' has no column {', '.join(sorted(extra))}")
    made: dict[str, pd.Series[Any]] = {c.name: series(c, [row.get(c.name) for row in rows]) for c in table.columns}
    from .corpus.dates import dated
    from .frames import Frame, own_series

    if not table.open:
        return Frame(made)

    types = own_types or {}
    own = {key: own_series([row.get(key) for row in rows], types.get(key)) for key in extra}
    return dated(Frame(made | own))


def _extra(table: Table, rows: list[Mapping[str, Any]]) -> list[str]:
    """Keys that are no columns of the table, in the order in which they come up."""
    known = set(table.names)
    looked_at = rows if table.open else rows[:1]
    return list(dict.fromkeys(key for row in looked_at if not row.keys() <= known for key in row if key not in known))


def series(column: Column, values: list[Any]) -> pd.Series[Any]:
    """The values as the column promises them."""
    import pandas as pd

    if column.type == "category":
        return pd.Series(pd.Categorical(values, categories=list(column.values), ordered=column.ordered))
    if column.type in ("time", "local", "day"):
        moments = pd.Series(values, dtype="object")
        times: Any = pd.to_datetime(moments, utc=column.type == "time", errors="coerce", format="ISO8601")
        return cast("pd.Series[Any]", times.astype(_DTYPES[column.type]))
    if column.type == "list":
        return pd.Series([[] if v is None else v for v in values], dtype="object")
    return pd.Series(values, dtype=_DTYPES[column.type])


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table itself, if it keeps its promise; else an InputError that names the first broken one."""
    missing = [c for c in TABLES[name].names if c not in table.columns]
    if missing:
        raise InputError(
            f"Table '{name}' lacks the column {missing[0]!r}. Found: {', '.join(map(str, table.columns))}."
        )
    for column in TABLES[name].columns:
        if column.type == "category":
            odd = set(table[column.name].dropna().unique()) - set(column.values)
            if odd:
                raise InputError(
                    f"Table '{name}', column '{column.name}': {sorted(odd)[0]!r} is none of {', '.join(column.values)}."
                )
    return table
