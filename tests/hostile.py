"""Text and parses that nobody writes, and a reader of them that catches every look past an end.

`texts()` glues the pieces of German news together at random. `parses()` invents the annotations, too: what the analyzers
rely on is what every parse has, not what ours happens to say. `analyzed(doc)` runs all analyzers over lists that neither
end nor begin again from behind: words[-1] is as much an error as words[len(words)].
"""

from __future__ import annotations

from typing import Any

import spacy
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from newskit.analysis import ROW_MAKERS, _row_makers
from newskit.analyzers.hedging import find_hedges
from newskit.analyzers.quotes import find_quotes
from newskit.analyzers.sentiment.component import find_sentiment
from newskit.analyzers.sources import find_sources
from newskit.german.parse import VERBAL, Parse
from newskit.german.reading import parse

MARKS = ["„", "“", "”", '"', "»", "«", "›", "‹", "‚", "‘", "’", "'", "''", "``"]
STOPS = [",", ".", ":", ";", "!", "?", "…", "...", "–", "-", "—", "(", ")", "[", "]", "/", "|", "#", "•", "*"]
SAYING = (
    "sagte sagt sage gesagt sagen erklärte teilte mit teilten heißt es hieß berichtet berichtete zitiert zitierte nannte forderte "
    "fordert kritisierte warnte gab bekannt geben lassen ließ mitteilen vertrat die Ansicht kam zu dem Schluss betonte meint glaubt "
    "kündigte an räumte ein hofft will schloss aus geht davon aus schätzt erwartet rechnet fürchtet"
).split()
CUES = (
    "laut Laut lt. nach Nach zufolge gemäß so So wie Wie demnach Demnach danach Danach wonach demzufolge darauf daran davon dass "
    "daß ob weil wenn falls als da damit um ohne obwohl während sollte Sollte was wobei der die das dem den des deren dessen welche "
    "und oder aber doch sondern sowie nicht kein keine weder noch nie kaum kann kein"
).split()
HEDGING = (
    "soll sollen Soll dürfte dürften könnte könnten kann muss mag will wohl vermutlich möglicherweise angeblich offenbar möglich "
    "möglichen unklar offen Hinweise Hinweis Verdacht Befürchtung rund etwa Etwa fast knapp gut gegen an die um herum ungefähr bis zu "
    "Uhr halb schließt deutet darauf hin scheint nahe liegt legt geschätzt mutmaßliche mutmaßlicher unbekannt bestätigt klar "
    "Erkenntnissen Schätzungen Schätzung haben sein werden worden gewesen geworden getötet gestorben gesehen zu lassen ausgeschlossen"
).split()
NAMES = (
    "Merkel Angela Olaf Scholz Frau Herr Dr. Prof. SPD CDU BKA WHO Polizei Sprecherin Sprecher Ministerin Bundesregierung Spiegel dpa "
    "Reuters AFP taz.de Moskau Berlin Deutschland Experten Augenzeuge 38-Jährige Meinung Angaben Bericht Studie Ministerium Bürgerinnen "
    "Berliner Hessens Putins von zu Karl-Theodor Guttenberg Merkel-Regierung Medienberichten Polizeiangaben Prozent einer Niemand"
).split()
FILLING = (
    "er sie Sie es ich wir man ihm sich ihre seine seiner eigenen der Die ein eine einem einen am im vom zum Montag gestern Jahr Haus Lage "
    "ernst sei seien habe hätte werde würde ist sind war wurde wird worden geschlossen gefährlich Regierung Werk kommen gehen gibt hat"
).split()
ODD = [
    "3.000", "1:1", "11.20", "2000", "z. B.", "d.h.", "St.", "Nr.", "😀", "👩‍👩‍👧", "u\u0308ber", "Mu\u0308ller", "So\u00adfie", "\u00ad", "\u200b", "\ufeff", "ﬁ", "İ", "ß",
    "@x", "#tag", "https://example.org/a?b=c", "a@b.de", "§", "€", "%", "100%", "10-jährige", "E-Mail", "x²", "½", "\u0308", "…?", "?!", "CO2", "1.", "–,",
    "A", "a", "ÄÖÜ", "\u202e", "ﷺ", "\x07",
]  # fmt: skip
GAPS = ["", " ", " ", " ", " ", " ", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028"]
PIECES = [*MARKS * 3, *[","] * 20, *[":"] * 6, *STOPS, *SAYING, *CUES, *HEDGING, *NAMES, *FILLING, *ODD]
WORDS = [piece for piece in PIECES if piece == "".join(piece.split())]

#: What a word of each group may be; now and then it is something else.
KINDS = [
    (MARKS, "$("), ([","], "$,"), (STOPS, "$. $("), (SAYING, "VVFIN VVFIN VVFIN VVINF VVPP PTKVZ VVIZU ART NN"), (NAMES, "NE NE NN NN ADJA APPR TRUNC"),
    (CUES, "APPR APPO KOUS KOUI KOKOM KON PRELS PRELAT ART PDS PWS PWAV PROAV ADV PTKNEG PIAT PTKVZ VMFIN"), (ODD, "CARD XY FM NE ADJA $("),
    (HEDGING, "VMFIN VMFIN VVFIN VAFIN ADV ADJD ADJA NN VAINF VVINF VVPP PTKZU APPR"), (FILLING, "PPER ART PPOSAT NN VAFIN VAFIN VVFIN VVPP ADJD APPRART PIS PRF"),
]  # fmt: skip
TAGS = sorted(
    {tag for _, tags in KINDS for tag in tags.split()} | {"PIAT", "ITJ", "VVIMP", "PWAT", "PIDAT", "VMINF", "VAPP"}
)
TAGS_OF = {word: tags.split() for words, tags in KINDS for word in words}
DEPS = (
    "nsubj nsubj:pass csubj obj iobj obl obl:arg obl:agent nmod nmod:poss amod advmod det case mark cc conj cop aux aux:pass compound "
    "compound:prt ccomp xcomp advcl acl parataxis appos flat punct dep expl discourse nummod"
).split()
#: Labels of spaCy's own German pipelines.
TIGER = "sb oa da nk mo oc svp cj cd cp sbp ag pnc pd app rc re ng par pg mnr punct ep cm ju ac".split()
MORPHS = [
    "",
    "Mood=Sub|VerbForm=Fin",
    "Mood=Ind|VerbForm=Fin|Number=Plur",
    "Case=Nom|Number=Sing",
    "Gender=Fem|Number=Plur",
]
_VOCAB = spacy.blank("de").vocab


def texts(most: int = 20) -> st.SearchStrategy[str]:
    """Pieces of news, glued with and without space."""
    return st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=most).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    )


@st.composite
def parses(draw: st.DrawFn, most: int = 14) -> Doc:
    """A Doc with any words, tags and trees."""
    n = draw(st.integers(1, most))
    words = [draw(st.sampled_from(WORDS)) for _ in range(n)]
    tags = [draw(st.sampled_from(TAGS_OF[word] * 3 + TAGS)) for word in words]
    starts = [0, *sorted(draw(st.sets(st.integers(1, n - 1), max_size=2)) if n > 1 else [])]
    heads = [0] * n
    labels = draw(st.sampled_from([DEPS, DEPS, DEPS, TIGER]))
    deps = [draw(st.sampled_from(labels)) for _ in range(n)]
    for start, end in zip(starts, [*starts[1:], n], strict=True):
        order = draw(st.permutations(range(start, end)))
        heads[order[0]], deps[order[0]] = order[0], "ROOT"
        for k in range(1, len(order)):
            heads[order[k]] = order[draw(st.integers(0, k - 1))]
    return made_doc(
        words,
        tags,
        heads,
        deps,
        [draw(st.sampled_from(MORPHS)) for _ in range(n)],
        [(k, draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))) for k in draw(st.sets(st.integers(0, n - 1), max_size=3))],
        [draw(st.booleans()) for _ in range(n)],
    )  # fmt: skip


def made_doc(
    words: list[str],
    tags: list[str],
    heads: list[int],
    deps: list[str],
    morphs: list[str],
    ents: list[tuple[int, str]],
    spaces: list[bool],
) -> Doc:
    """A Doc by hand; each tree is a sentence, and entities are single words."""
    lemmas = [word.lower() if tag in VERBAL else word for word, tag in zip(words, tags, strict=True)]
    doc = Doc(_VOCAB, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps, lemmas=lemmas, morphs=morphs)
    doc.set_ents([Span(doc, k, k + 1, label=label) for k, label in ents])
    return doc


class Bounded(list):  # type: ignore[type-arg]
    """A list that is not read from behind."""

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            past = (key.start or 0) < 0 and (key.stop is None or key.stop > 0)
            if past or (key.stop is not None and key.stop < 0):
                raise AssertionError(f"[{key.start}:{key.stop}] of {len(self)}")
        elif key < 0:
            raise AssertionError(f"[{key}] of {len(self)}")
        return super().__getitem__(key)


def bounded(p: Parse) -> Parse:
    """The same parse with lists that are not read from behind."""
    for name in ("words", "lower", "lemmas", "tags", "deps", "heads", "subjunctive", "feats", "ents", "idx", "sent", "sents", "children", "clause_of"):  # fmt: skip
        setattr(p, name, Bounded(getattr(p, name)))
    return p


def analyzed(doc: Doc) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables of a parsed Doc that no analyzer has seen; what holds for all of them is checked."""
    doc._.article_id = "a"
    p = bounded(parse(doc))
    doc._.newskit_quotes = find_quotes(doc)
    doc._.newskit_sources, doc._.newskit_mentions = find_sources(doc)
    doc._.newskit_hedges = find_hedges(doc)
    doc._.newskit_sentiment = find_sentiment(doc)
    assert parse(doc) is p, "an analyzer changed the parse"
    rows = {name: make(doc) for name, make in _row_makers().items()}
    assert set(rows) == set(ROW_MAKERS)
    for table in rows.values():
        for row in table:
            if "text" in row:
                assert row["text"] == doc.text[row["start"] : row["end"]], row
    return rows
