"""Where a candidate stands: its clause, what follows, whose words it is part of. The rules of all categories ask here."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ...german.parse import FINITE, INFINITIVE, Parse, parse
from ...voice import findings, quote_at

#: Reported speech without quotation marks: here a plural modal may only stand in for the missing Konjunktiv I.
REPORTED = frozenset({"indirect", "indirect_free_indirect", "free_indirect"})
NEGATIONS = frozenset(
    "nicht nie niemals kaum keineswegs kein keine keinen keiner keinerlei nichts niemand weder nirgends".split()
)
#: Words that open a clause with its verb at the end.
SUBORDINATORS = frozenset(
    "dass daß ob weil da wenn falls sofern während obwohl nachdem bevor bis seit seitdem sodass damit als wie wo wonach woraufhin "
    "wobei wer was wen wem wessen welche welcher welches welchen warum weshalb wann wohin woher inwieweit inwiefern um ohne statt anstatt".split()
)
QUESTION_WORDS = frozenset(
    "ob wer was wen wem wessen welche welcher welches welchen welchem warum weshalb wieso wann wo wohin woher wie inwieweit inwiefern wodurch womit wofür worauf woran wovon wozu worüber".split()
)
DASS = frozenset({"dass", "daß"})
#: Cues without a speaker that tell a fact and not what somebody says (es wurde bekannt, dass).
BECAME_KNOWN = frozenset({"bekannt", "herausstellen", "feststehen", "klar"})
KONJUNKTIV_I = frozenset("sei seien habe werde könne müsse solle wolle dürfe möge wisse".split())
#: Quotations whose frame names a source even where we cannot say which (laut X soll ..., eine Version, wonach ... soll).
_TOLD = frozenset({"indirect_prep", "indirect_wonach"})
#: A clause that is part of what the one above says (der Grund sei, dass ...).
_COMPLETING = frozenset({"ccomp", "csubj", "csubj:pass"})
_BREAKS = frozenset(".;:!?")
_MARKS = frozenset('„“”"»«')
_PASSAGE = frozenset("„“”")
#: Plurals of the second subjunctive that stand in for the first.
_STANDING_IN = frozenset({"könnten", "dürften", "müssten"})
_CLAUSE_MARKS = frozenset(",.;:!?")
SUBORDINATE = frozenset({"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV"})
JOINING = frozenset({"und", "aber", "sondern", "sowie", "oder"})
_OPENING = frozenset("„\"“»›‚'«‹(–-—:•*…")


@dataclass(slots=True)
class Context:
    """The parse of one Doc with the quotation that each word belongs to.

    Attributes:
        p: the parse.
        owner: for each token the number of its quotation, -1 without one.
        types: of each quotation.
        known: of each quotation: nobody says it, it is hearsay or known to all.
        told: of each quotation: its frame names a source, even where we cannot say which.
    """

    p: Parse
    owner: list[int]
    types: list[str]
    known: list[bool]
    told: list[bool]

    def sentence(self, i: int) -> tuple[int, int]:
        """Start and end of the sentence of token i."""
        return self.p.sents[self.p.sent[i]]

    def reported(self, i: int) -> bool:
        """Does token i stand in reported speech without quotation marks?"""
        return self.owner[i] >= 0 and self.types[self.owner[i]] in REPORTED

    def nobody_says(self, i: int) -> bool:
        """Does token i stand in a hearsay sentence (Rund 800 sollen verletzt sein), or in what became known to all?"""
        return self.owner[i] >= 0 and self.known[self.owner[i]]

    def somebody_says(self, i: int) -> bool:
        """Does token i stand in a quotation whose frame names a source (laut X, Ys Worten zufolge)?"""
        return self.owner[i] >= 0 and self.told[self.owner[i]]

    def asked(self, i: int) -> bool:
        """Does the clause of token i begin with a question word (unklar, wie lange sie bleiben sollen)?"""
        first = first_word(self, i)
        first += first < i and self.p.tags[first] == "APPR"  # in welchem Haus
        return self.p.lower[first] in QUESTION_WORDS and self.p.tags[first] not in {"PRELS", "PRELAT"}

    def next_word(self, i: int) -> str:
        """The lower-cased token at i, "" beyond the sentence."""
        return self.p.lower[i] if i < len(self.p) and i < self.sentence(min(i, len(self.p) - 1))[1] else ""

    def word_before(self, i: int) -> str:
        """The lower-cased token before i, "" at the start of the sentence."""
        return self.p.lower[i - 1] if i > self.sentence(i)[0] else ""

    def begins(self, i: int) -> bool:
        """Is token i the first word of its sentence or of a quoted passage (where any word is capitalised)?"""
        start = self.sentence(i)[0]
        k = i - 1
        if k >= start and self.p.words[k] in _OPENING:
            return True
        while k >= start and not self.p.words[k][0].isalnum():
            k -= 1
        return k < start


def context_of(doc: Doc, lexicons: str = "") -> Context:
    """The context of a parsed Doc; quotations are read where the quote analyzer has run."""
    quotes = findings(doc, "quotes")
    return Context(
        parse(doc, lexicons),
        quote_at(doc),
        [q["type"] for q in quotes],
        [
            q.get("rule") == "hearsay_sentence" or (q.get("cue_verb") in BECAME_KNOWN and not q.get("speaker"))
            for q in quotes
        ],
        [bool(q.get("source_id")) or q.get("rule") in _TOLD for q in quotes],
    )


def in_marks(c: Context, i: int) -> bool:
    """Does token i stand between quotation marks of its sentence (ist „wohl“ zu spät)?"""
    inside = False
    for word in c.p.words[c.sentence(i)[0] : i]:
        if word in _MARKS:
            inside = word in "„‚" or (not inside and word not in "“”")
    return inside or _in_long_passage(c.p.words, i)


def _in_long_passage(words: list[str], i: int) -> bool:
    """Does token i stand in a passage of one paragraph that „ opened in a sentence before and “ closes?"""
    before = next((words[k] for k in range(i - 1, -1, -1) if words[k] in _PASSAGE or "\n" in words[k]), "")
    after = next((words[k] for k in range(i, len(words)) if words[k] in _PASSAGE or "\n" in words[k]), "")
    return before == "„" and after in {"“", "”"}


def in_reported_mood(c: Context, i: int) -> bool:
    """Is the clause of token i, or one that it completes, in Konjunktiv I (die Lage sei wohl ernst)? So German reports speech."""
    clause = c.p.clause(i)
    while clause is not None:
        if _is_konjunktiv_i(c, clause.finite):
            return True
        clause = c.p.clauses.get(clause.parent) if c.p.deps[clause.head] in _COMPLETING else None
    return _goes_on_reporting(c, i)


def _goes_on_reporting(c: Context, i: int) -> bool:
    """Is könnten, where könne has no plural of its own, in a sentence after one in Konjunktiv I (Es müsse ...; Gewitter könnten ...)?"""
    p, s = c.p, c.p.sent[i]
    if p.lower[i] not in _STANDING_IN or s == 0 or "\n" in p.words[c.sentence(i)[0] - 1]:
        return False
    return any(_is_konjunktiv_i(c, clause.finite) for clause in p.sentence_clauses(s - 1) if clause.parent < 0)


def _is_konjunktiv_i(c: Context, finite: int) -> bool:
    if finite < 0 or "ich" in c.p.lower[slice(*clause_bounds(c, finite))]:
        return False
    word, lemma = c.p.lower[finite], c.p.lemmas[finite].lower()
    if word in KONJUNKTIV_I:
        return True
    own = lemma.endswith(word[:-1] + "en")  # gehe: also of davon ausgehen
    return len(word) > 3 and word.endswith("e") and own and bool(c.p.subjunctive[finite])


def window(c: Context, i: int) -> tuple[int, int]:
    """The stretch of the sentence around token i without a full stop, semicolon or colon: the clause complex."""
    start, end = c.sentence(i)
    a, b = i, i + 1
    while a > start and c.p.words[a - 1] not in _BREAKS:
        a -= 1
    while b < end and c.p.words[b] not in _BREAKS:
        b += 1
    return a, b


def clause_bounds(c: Context, i: int) -> tuple[int, int]:
    """The stretch between commas around token i: its clause, without those embedded in it."""
    a, b = window(c, i)
    start, end = i, i + 1
    while start > a and c.p.words[start - 1] != ",":
        start -= 1
    while end < b and c.p.words[end] != ",":
        end += 1
    return start, end


def first_word(c: Context, i: int) -> int:
    """Index of the first word of the clause of token i, after dashes and quotation marks; i itself if there is none before it."""
    return next((k for k in range(clause_bounds(c, i)[0], i) if c.p.words[k][0].isalnum()), i)


def subject_of(c: Context, i: int) -> int:
    """Index of the subject's head in the clause of token i, or -1."""
    clause = c.p.clause(i)
    return clause.subject if clause is not None else -1


def negation_before(c: Context, i: int, reach: int = 4) -> int:
    """Index of a negation shortly before token i in the same clause, or -1."""
    start = clause_bounds(c, i)[0]
    for k in range(i - 1, max(start, i - reach) - 1, -1):
        if c.p.lower[k] in {"nicht", "keineswegs", "nie", "keinesfalls"}:
            return k
        if c.p.tags[k] in FINITE:
            return -1
    return -1


def has_verb(c: Context, i: int, forms: frozenset[str]) -> int:
    """Index of one of these verb forms in the clause of token i, the nearest one, or -1."""
    start, end = clause_bounds(c, i)
    found = [k for k in range(start, end) if c.p.lower[k] in forms]
    return min(found, key=lambda k: abs(k - i)) if found else -1


def clause_follows(c: Context, i: int, openers: frozenset[str]) -> bool:
    """Does a clause that opens with one of these words follow token i in its sentence?"""
    p, (_, end) = c.p, window(c, i)
    for k in range(i + 1, min(end, i + 16)):
        after_comma = p.words[k - 1] == "," or (k > 1 and p.words[k - 2] == ",")  # , dass or , ohne dass
        if p.lower[k] in openers and (after_comma or k == i + 1 or not p.words[k - 1][0].isalnum()):
            return True
        if p.words[k - 1] == "," and k > i + 9 and p.tags[k] in SUBORDINATE:
            return False
    return False


def clause_precedes(c: Context, i: int, openers: frozenset[str]) -> bool:
    """Does the sentence begin with such a clause that ends right before token i (Ob sie kommen, ist unklar)?"""
    p, (start, _) = c.p, c.sentence(i)
    first = start
    while first < i and not p.words[first][0].isalnum():
        first += 1
    if not any(p.words[k] == "," for k in range(max(first, i - 6), i)):
        return False
    return p.lower[first] in openers or (p.lower[first + 1] in openers and p.tags[first] in {"APPR", "KON", "ADV"})


def main_clause_follows(c: Context, i: int) -> bool:
    """Does a clause without subordinator follow after a comma or colon (Er glaubt, das Haus sei leer)?"""
    p, (_, end) = c.p, c.sentence(i)
    comma = next((k for k in range(i + 1, min(end - 1, i + 10)) if p.words[k] in _CLAUSE_MARKS), -1)
    if comma < 0 or p.words[comma] not in {",", ":"}:
        return False
    first = comma + 1
    if p.lower[first] in SUBORDINATORS or p.lower[first] in JOINING or p.tags[first] in SUBORDINATE:
        return False
    if p.tags[first] == "APPR" and first + 1 < end and p.tags[first + 1] in SUBORDINATE:
        return False
    for k in range(first, min(end, first + 9)):
        if p.words[k] == "," or p.tags[k] in FINITE:
            return p.words[k] != "," and k > first
    return False


def infinitive_follows(c: Context, i: int) -> bool:
    """Is there an infinitive with zu in what follows token i?"""
    p, (_, end) = c.p, window(c, i)
    return any(p.tags[k] in {"PTKZU", "VVIZU"} for k in range(i + 1, end)) or (
        i > 1 and p.tags[i - 1] in INFINITIVE and p.tags[i - 2] == "PTKZU"
    )
