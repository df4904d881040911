"""One vocabulary over the parse: a Doc as plain lists, its clauses, its noun phrases.

spaCy's tokens are convenient and slow; the analyzers look at every word several times. `parse(doc)` (reading.py) reads
the Doc once into lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import ref

from spacy.tokens import Doc

from ..resources import Classes

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
INFINITIVE = frozenset({"VVINF", "VAINF", "VMINF", "VVIZU"})
PARTICIPLE = frozenset({"VVPP", "VAPP", "VMPP"})
VERBAL = FINITE | INFINITIVE | PARTICIPLE
NOUN = frozenset({"NN", "NE"})
RELATIVE = frozenset({"PRELS", "PRELAT"})
NOMINAL = frozenset({"NN", "NE", "FM", "PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS", "CARD", "TRUNC", "XY"})
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj"})
OBJECT = frozenset({"obj", "iobj", "obl:arg"})
#: Whom or what an action concerns: the object, and the subject of a passive.
PATIENT = frozenset({"obj", "nsubj:pass"})
#: Marks that end a quotation.
CLOSING_MARKS = frozenset({"“", "”", "«", "»", '"', "‘", "‹", "''"})
PUNCTUATION = frozenset({"$.", "$,", "$("})
#: Dependents that stay outside when a noun phrase is named.
CLAUSAL = frozenset(
    "acl advcl ccomp csubj parataxis dep conj cc punct cop aux aux:pass mark nsubj nsubj:pass obl expl "
    "discourse".split()
)


@dataclass(slots=True)
class Clause:
    """A predicate with what belongs to it.

    Attributes:
        head: index of the predicate (full verb, or the noun or adjective of a copula).
        finite: index of its finite verb; -1 for infinitive clauses.
        subject: index of the subject's head, -1 if it has none of its own.
        passive: the subject is not the agent.
        lemma: lemma of the predicate with its particle (mitteilen); of copular ones the predicate noun or adjective.
        copular: the predicate is not a verb.
        mark: index of the subordinator (dass, ob, weil), -1 if none.
        parent: head of the clause above, -1 for a main clause.
        subjunctive: the finite verb is in the subjunctive.
    """

    head: int
    finite: int
    subject: int
    passive: bool
    lemma: str
    copular: bool
    mark: int
    parent: int
    subjunctive: bool
    particle: int = -1


@dataclass(slots=True)
class Parse:
    """A Doc as lists with one entry per token. `heads[i] == i` for roots; whitespace tokens have tag _SP.

    `words` are as written, but without soft hyphens and with umlauts (fuer: für); `lengths` are those in the text.

    `classes` are the word classes of words.tsv, `lexicons` is the folder of the user's. In `kept` analyzers keep what
    they work out once for the Doc.
    """

    doc_ref: ref[Doc]
    text: str
    words: list[str]
    lengths: list[int]
    lower: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    subjunctive: list[bool]
    feats: list[dict[str, str]]
    ents: list[str]
    idx: list[int]
    sent: list[int]
    sents: list[tuple[int, int]]
    children: list[tuple[int, ...]]
    classes: Classes
    lexicons: str = ""
    clauses: dict[int, Clause] = field(default_factory=dict)
    clause_of: list[int] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def doc(self) -> Doc:
        """The Doc that was read."""
        doc = self.doc_ref()
        if doc is None:
            raise ReferenceError(
                "The Doc of this parse is gone: keep it (doc = nlp(text)) as long as you use its parse."
            )
        return doc

    def end(self, i: int) -> int:
        """Character after the last of token i."""
        return self.idx[i] + self.lengths[i]

    def is_punct(self, i: int) -> bool:
        """Is token i punctuation or whitespace?"""
        return self.tags[i] in PUNCTUATION or not any(c.isalnum() for c in self.words[i])

    def subtree(self, i: int) -> list[int]:
        """Token i and all below it, in text order."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(self.children[k])
        out.sort()
        return out

    def child(self, i: int, *deps: str) -> int:
        """The first dependent of i with one of these labels, or -1."""
        for c in self.children[i]:
            if self.deps[c] in deps:
                return c
        return -1

    def clause(self, i: int) -> Clause | None:
        """The clause that token i belongs to."""
        return self.clauses.get(self.clause_of[i])

    def noun_phrase(self, i: int) -> list[int]:
        """The noun phrase headed by i: contiguous indices with appositions and names, without relative clauses."""
        children, deps = self.children, self.deps
        if not children[i]:
            return [i]
        inside = {i}
        stack = [i]
        while stack:
            k = stack.pop()
            for c in children[k]:
                if deps[c] in CLAUSAL or (k == i and deps[c] == "case") or c in inside:
                    continue
                if c in self.clauses or self.tags[c] in FINITE:
                    continue
                inside.add(c)
                if children[c]:
                    stack.append(c)
        return self._joined(i, inside)

    def _joined(self, i: int, inside: set[int]) -> list[int]:
        """Grow left and right from i while the words belong, letting commas and brackets inside stand."""
        if len(inside) == 1:
            return [i]
        low, high = min(inside), max(inside)
        start, end = (low, high) if high - low < len(inside) else self._around(i, inside)
        if end + 1 < len(self.words) and self.words[end + 1] == ")" and "(" in self.words[start : end + 1]:
            end += 1
        return list(range(start, end + 1))

    def _around(self, i: int, inside: set[int]) -> tuple[int, int]:
        start = end = i
        low, high = min(inside), max(inside)
        k = i - 1
        while k >= low and (k in inside or self.is_punct(k) or self.tags[k] == "_SP"):
            if k in inside:
                start = k
            k -= 1
        k = i + 1
        while k <= high and (k in inside or self.is_punct(k)):
            if k in inside:
                end = k
            k += 1
        return start, end

    def phrase(self, i: int) -> list[int]:
        """Like noun_phrase, and with the preposition in front."""
        tokens = self.noun_phrase(i)
        case = self.child(i, "case")
        return list(range(case, tokens[-1] + 1)) if 0 <= case < tokens[0] else tokens

    def conjuncts(self, i: int) -> list[int]:
        """Token i and what is coordinated with it."""
        out = [i]
        for c in self.children[i]:
            if self.deps[c] == "conj":
                out.extend(self.conjuncts(c))
        return out

    def sentence_clauses(self, s: int) -> Iterator[Clause]:
        """The clauses of sentence s in text order of their heads."""
        start, end = self.sents[s]
        for i in range(start, end):
            if i in self.clauses:
                yield self.clauses[i]
