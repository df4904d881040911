"""Where a hedge stands and what it hedges: whose words it is part of, the mood of its clause, its scope."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ...german.clauses import begins_sentence, clause_between_commas, cluster_of, first_word
from ...german.parse import Parse
from ...german.reading import parse
from ...german.roles import Roles
from ...voice import findings, quote_at

#: Reported speech without quotation marks: here a plural modal may only stand in for the missing Konjunktiv I.
REPORTED = frozenset({"indirect", "indirect_free_indirect", "free_indirect"})
#: Quotations whose frame names a source even where we cannot say which (laut X soll ..., eine Version, wonach ...).
_TOLD = frozenset({"indirect_prep", "indirect_wonach"})
#: A clause that is part of what the one above says (der Grund sei, dass ...).
_COMPLETING = frozenset({"ccomp", "csubj", "csubj:pass"})
_COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "acl"})
_APART = frozenset({"conj", "parataxis", "discourse"})
#: What a number can count.
_COUNTED = frozenset({"NN", "NE", "CARD", "TRUNC", "FM", "XY"})
#: Categories whose words have a clause as their complement (vermutet, dass; unklar, ob; Hinweise, dass).
_MODALS = frozenset({"epistemic_modal", "reportative_modal"})
_WITH_COMPLEMENT = frozenset({"epistemic_verb", "phrase"})
_MARKS = frozenset('„“”"»«')
_PASSAGE = frozenset("„“”")


@dataclass(slots=True)
class Context:
    """The parse of one Doc with the quotation that each word belongs to.

    Attributes:
        p: the parse.
        roles: what nouns say about whom they name.
        owner: for each token the number of its quotation, -1 without one.
        types: of each quotation.
        known: of each quotation: nobody says it, it is hearsay or known to all.
        told: of each quotation: its frame names a source, even where we cannot say which.
    """

    p: Parse
    roles: Roles
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
        """The lower-cased token at i, "" behind the end of the text."""
        return self.p.lower[i] if i < len(self.p) else ""

    def word_before(self, i: int) -> str:
        """The lower-cased token before i, "" at the start of the sentence."""
        return self.p.lower[i - 1] if i > self.sentence(i)[0] else ""

    def begins(self, i: int) -> bool:
        """Is token i the first word of its sentence or of a quoted passage (where any word is capitalised)?"""
        return begins_sentence(self.p, i)


def context_of(doc: Doc, lexicons: str = "") -> Context:
    """The context of a parsed Doc; quotations are read where the quote analyzer has run."""
    p, quotes = parse(doc, lexicons), findings(doc, "quotes")
    became_known = p.classes["became_known"]  # es wurde bekannt, dass: a fact, and nobody says it
    return Context(
        p,
        Roles.of(lexicons),
        quote_at(doc),
        [q["type"] for q in quotes],
        [
            q.get("rule") == "hearsay_sentence" or (q.get("cue_verb") in became_known and not q.get("speaker"))
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
    """Is the clause of token i, or one that it completes, in Konjunktiv I, as in reported speech (er sei krank)?"""
    clause = c.p.clause(i)
    while clause is not None:
        if _is_konjunktiv_i(c, clause.finite):
            return True
        clause = c.p.clauses.get(clause.parent) if c.p.deps[clause.head] in _COMPLETING else None
    return _goes_on_reporting(c, i)


def _goes_on_reporting(c: Context, i: int) -> bool:
    """Is könnten, as könne has no plural, in a sentence after one in Konjunktiv I (Es müsse ... Sie könnten)?"""
    p, s = c.p, c.p.sent[i]
    if p.lower[i] not in p.classes["subjunctive_2_for_1"] or s == 0 or "\n" in p.words[c.sentence(i)[0] - 1]:
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


def scope_of(c: Context, start: int, end: int, category: str) -> list[tuple[int, int]]:
    """Token ranges of what the hedge of tokens start to end makes uncertain.

    - an approximator: the phrase of the quantity after it (etwa [10.000 Menschen])
    - an adjective before its noun, or an adverb inside an attribute: that noun's phrase (die [mutmaßlichen Täter])
    - a noun with its content in a phrase: its own phrase ([Hinweise auf eine Beteiligung])
    - a verb, noun or phrase with a clause as its complement: that clause (vermutet, [dass er kommt])
    - a verb of a frame (..., schätzt die Polizei): the clause around it
    - everything else: the clause that it stands in, with the clauses that depend on it, without those coordinated to it

    Returns:
        Ranges in text order; the hedge's own words where the parse shows no clause. Errors: those of the parse.
    """
    p = c.p
    found = _quantity(p, start, end) if category == "approximator" else _phrase(p, start, end)
    if not found:
        found = _clause(p, _scope_head(p, start, end, category))
        if category in _MODALS and (cluster := cluster_of(p, start)) is not None:
            found = sorted({*found, *range(min(start, cluster.last), max(start, cluster.last) + 1)})
    return _ranges(p, found) or [(start, end)]


def _quantity(p: Parse, start: int, end: int) -> list[int]:
    """The number after the hedge with its unit and what is counted (8.000 Hektar Land), no place or aim after it."""
    last_of_sentence = p.sents[p.sent[start]][1]
    first = next((i for i in range(end, min(end + 6, last_of_sentence)) if _begins_phrase(p, i)), -1)
    if first < 0:
        return []
    head = _counted(p, first)
    found = [i for i in p.noun_phrase(head) if i >= end]
    stop = next(
        (i for i in found if i > head and p.tags[i] in {"APPR", "APPRART"} and p.lower[i] != "von"), found[-1] + 1
    )
    while stop < last_of_sentence and (p.tags[stop] in {"NN", "ADJA"} or p.lower[stop] in p.classes["currency_name"]):
        stop += 1
    return list(range(min(found[0], first), stop))


def _counted(p: Parse, first: int) -> int:
    """The noun that a number, article or adjective belongs to, or the word itself."""
    head = p.heads[first]
    counts = p.tags[first] in {"CARD", "ART", "ADJA"} and p.tags[head] in _COUNTED
    return head if counts and head >= first else first


def _phrase(p: Parse, start: int, end: int) -> list[int]:
    """The phrase that is hedged by a word inside it: an adjective, an adverb in an attribute, or the noun itself."""
    last = end - 1
    if p.tags[last] == "NN":
        own = p.noun_phrase(last)
        return list(range(start, own[-1] + 1)) if own[-1] > last and not _complement(p, start, end) else []
    adjective = last if p.tags[last] == "ADJA" else p.heads[last]
    noun = p.heads[adjective]
    if adjective < last or p.tags[adjective] != "ADJA" or p.tags[noun] not in {"NN", "NE"} or noun < adjective:
        return []
    return list(range(start, p.noun_phrase(noun)[-1] + 1))


def _begins_phrase(p: Parse, i: int) -> bool:
    return p.tags[i] in {"CARD", "NN", "ART", "ADJA", "PIAT", "PIS"}


def _complement(p: Parse, start: int, end: int) -> int:
    """Head of the clause that completes one of the tokens, -1 if there is none."""
    found = (child for i in range(start, end) for child in p.children[i] if _completes(p, child))
    return next(found, -1)


def _completes(p: Parse, i: int) -> bool:
    """Is the clause headed by i a complement, no relative clause (geht von einem Brand aus, der ...)?"""
    return p.deps[i] in _COMPLEMENT and not any(p.tags[k] in {"PRELS", "PRELAT"} for k in p.children[i])


def _scope_head(p: Parse, start: int, end: int, category: str) -> int:
    """Head of the clause that is hedged, -1 if there is none."""
    own = p.clause_of[start]
    if category not in _WITH_COMPLEMENT:
        return own
    found = _complement(p, start, end)
    if found >= 0:
        return found
    if own < 0:
        return -1
    inside = start <= own < end or any(start <= i < end for i in p.children[own])
    for child in p.children[own]:
        if inside and _completes(p, child):
            return child
    above = p.clauses[own].parent
    inserted = p.deps[own] in _APART and start and p.words[start - 1] == ","
    return above if inserted and above >= 0 and category == "epistemic_verb" else own


def _clause(p: Parse, head: int) -> list[int]:
    """The tokens of a clause: its subtree without clauses that only stand beside it and their conjunction."""
    if head < 0:
        return []
    out, stack = [], [head]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(
            k for k in p.children[i] if not (p.deps[k] in _APART and k in p.clauses and p.clauses[k].finite >= 0)
        )
    out.sort()
    while out and (p.tags[out[0]] == "KON" or p.is_punct(out[0])):
        del out[0]
    return _until_semicolon(p, out, head)


def _until_semicolon(p: Parse, tokens: list[int], head: int) -> list[int]:
    """What stands on the head's side of semicolons."""
    marks = [i for i in tokens if p.words[i] == ";"]
    low = max((i for i in marks if i < head), default=-1)
    high = min((i for i in marks if i > head), default=len(p))
    return [i for i in tokens if low < i < high]


def _ranges(p: Parse, tokens: list[int]) -> list[tuple[int, int]]:
    """Contiguous runs of tokens, joined over punctuation, without punctuation at their ends."""
    words = [i for i in tokens if not p.is_punct(i) and p.tags[i] != "_SP"]
    out: list[tuple[int, int]] = []
    for i in words:
        if out and all(p.is_punct(k) for k in range(out[-1][1], i)):
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
