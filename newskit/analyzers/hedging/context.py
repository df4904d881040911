"""Where a candidate stands: its clause, what follows, whose words it is part of. The rules of all categories ask here."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ...german.clauses import clause_between_commas, first_word
from ...german.parse import Parse, parse
from ...voice import findings, quote_at

#: Reported speech without quotation marks: here a plural modal may only stand in for the missing Konjunktiv I.
REPORTED = frozenset({"indirect", "indirect_free_indirect", "free_indirect"})
DASS = frozenset({"dass", "daß"})
#: Cues without a speaker that tell a fact and not what somebody says (es wurde bekannt, dass).
BECAME_KNOWN = frozenset({"bekannt", "herausstellen", "feststehen", "klar"})
#: Quotations whose frame names a source even where we cannot say which (laut X soll ..., eine Version, wonach ... soll).
_TOLD = frozenset({"indirect_prep", "indirect_wonach"})
#: A clause that is part of what the one above says (der Grund sei, dass ...).
_COMPLETING = frozenset({"ccomp", "csubj", "csubj:pass"})
_MARKS = frozenset('„“”"»«')
_PASSAGE = frozenset("„“”")
#: Plurals of the second subjunctive that stand in for the first.
_STANDING_IN = frozenset({"könnten", "dürften", "müssten"})
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
        first = first_word(self.p, i)
        first += first < i and self.p.tags[first] == "APPR"  # in welchem Haus
        return self.p.lower[first] in self.p.classes["question_word"] and self.p.tags[first] not in {"PRELS", "PRELAT"}

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
    if finite < 0 or "ich" in c.p.lower[slice(*clause_between_commas(c.p, finite))]:
        return False
    word, lemma = c.p.lower[finite], c.p.lemmas[finite].lower()
    if word in c.p.classes["subjunctive_1"]:
        return True
    own = lemma.endswith(word[:-1] + "en")  # gehe: also of davon ausgehen
    return len(word) > 3 and word.endswith("e") and own and bool(c.p.subjunctive[finite])
