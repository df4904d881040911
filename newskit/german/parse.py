"""One vocabulary over the parse: a Doc as plain lists, its clauses, its noun phrases.

spaCy's tokens are convenient and slow; the analyzers look at every word several times. `parse(doc)` reads the Doc once
into lists (cheap beside the parse itself), over UD labels (the pipeline that ships) and TIGER labels (de_core_news_*).

`p.classes["negation"]` are the words of a class of words.tsv with a user's lines. Their folder is that of
`doc.user_data["newskit_lexicons"]`, which newskit's first component sets (absent: newskit's own words).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import ref

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, MORPH, ORTH, SENT_START, TAG
from spacy.tokens import Doc

from ..resources import Classes, Lexicons
from .tiger import TIGER_ONLY, to_ud

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
PUNCTUATION = frozenset({"$.", "$,", "$("})
#: Dependents that stay outside when a noun phrase is named.
CLAUSAL = frozenset(
    {
        "acl",
        "advcl",
        "ccomp",
        "csubj",
        "parataxis",
        "dep",
        "conj",
        "cc",
        "punct",
        "cop",
        "aux",
        "aux:pass",
        "mark",
        "nsubj",
        "nsubj:pass",
        "obl",
        "expl",
        "discourse",
    }
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
    children: list[list[int]]
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


_FEATURES: dict[str, dict[str, str]] = {"": {}}
#: In Doc.user_data: its parse, the folder of its word lists, and the clean forms of words written otherwise.
_KEPT, LEXICONS, CLEAN = "newskit_parse", "newskit_lexicons", "newskit_clean"


class _Kept(dict[str, Any]):
    """The parse of a Doc, on the Doc: the analyzers that follow each other share it. Saved it is an empty dict."""

    key: object = None
    parsed: Parse | None = None

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[()]]:
        return dict, ()


def parse(doc: Doc, lexicons: str = "") -> Parse:
    """The Doc as lists; read anew when its annotations or its folder of word lists changed.

    Args:
        doc: a Doc with tags, labels and sentences.
        lexicons: a folder with a words.tsv of the user's; kept on the Doc for whoever reads it next.
    """
    if lexicons:
        doc.user_data[LEXICONS] = lexicons
    folder = doc.user_data.get(LEXICONS, "")
    key = folder, doc.to_array([HEAD, DEP, TAG, SENT_START]).tobytes()
    kept = doc.user_data.get(_KEPT)
    if not isinstance(kept, _Kept):
        kept = doc.user_data[_KEPT] = _Kept()
    if kept.parsed is None or kept.key != key or kept.parsed.doc_ref() is not doc:
        kept.parsed, kept.key = _read(doc, folder), key
    return kept.parsed


#: Id of a string, the same in all vocabularies -> the string. One object for all texts: what is looked up by it need
#: not hash it anew.
_names: dict[int, str] = {}
_MOST_NAMES = 200_000


def _read(doc: Doc, lexicons: str) -> Parse:
    strings = doc.vocab.strings
    if len(_names) > _MOST_NAMES:
        _names.clear()
    columns = doc.to_array([LOWER, LEMMA, TAG, DEP, HEAD, MORPH, ENT_TYPE, ORTH]).astype("uint64")

    def text(column: int) -> list[str]:
        out = []
        for value in columns[:, column].tolist():
            name = _names.get(value)
            if name is None:
                name = _names[value] = strings[value]
            out.append(name)
        return out

    words, idx = text(7), [token.idx for token in doc]
    lengths = [len(word) for word in words]
    for i, clean in doc.user_data.get(CLEAN, {}).items():
        words[i] = clean
    heads = [i + h for i, h in enumerate(columns[:, 4].astype("int64").tolist())]
    feats = [_features(m) for m in text(5)]
    lower, lemmas, tags, deps, ents = text(0), text(1), text(2), text(3), text(6)
    deps = ["root" if d == "ROOT" else d for d in deps]
    sents, sent = _sentences(doc)
    if not TIGER_ONLY.isdisjoint(deps):
        to_ud(tags, deps, heads)
    children: list[list[int]] = [[] for _ in words]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    sub = [f.get("Mood") == "Sub" for f in feats]
    of_words = (words, lengths, lower, lemmas, tags, deps, heads, sub, feats, ents, idx, sent)
    result = Parse(ref(doc), doc.text, *of_words, sents, children, Lexicons.of(lexicons).words, lexicons)
    _find_clauses(result)
    return result


def _features(text: str) -> dict[str, str]:
    found = _FEATURES.get(text)
    if found is None:
        found = _FEATURES[text] = dict(f.split("=", 1) for f in text.split("|") if "=" in f)
    return found


def _sentences(doc: Doc) -> tuple[list[tuple[int, int]], list[int]]:
    starts = [i for i, flag in enumerate(doc.to_array([SENT_START]).astype("int64").tolist()) if flag == 1 or i == 0]
    sents = list(zip(starts, [*starts[1:], len(doc)], strict=False))
    return sents, [n for n, (a, b) in enumerate(sents) for _ in range(b - a)]


def _find_clauses(p: Parse) -> None:
    for i in range(len(p)):
        finite = _finite_of(p, i)
        if finite is not None:
            p.clauses[i] = _clause(p, i, finite)
    p.clause_of = [-1] * len(p)
    for i in range(len(p)):
        _assign(p, i)
    for clause in p.clauses.values():
        if p.heads[clause.head] != clause.head:
            clause.parent = p.clause_of[p.heads[clause.head]]
        if clause.subject < 0 and p.deps[clause.head] == "conj" and clause.parent in p.clauses:
            above = p.clauses[clause.parent]
            clause.subject, clause.passive = above.subject, clause.passive or (clause.finite < 0 and above.passive)
            clause.finite = (
                above.finite if clause.finite < 0 and p.tags[clause.head] not in INFINITIVE else clause.finite
            )
            clause.subjunctive = clause.finite >= 0 and p.subjunctive[clause.finite]


def _finite_of(p: Parse, i: int) -> int | None:
    """Index of the finite verb if token i heads a clause (-1 for infinitives and shared auxiliaries), else None."""
    tag, dep = p.tags[i], p.deps[i]
    for c in p.children[i]:
        if p.deps[c] in AUXILIARY and p.tags[c] in FINITE:
            return c
    if tag in FINITE and dep not in AUXILIARY:
        return i
    if tag == "VVIZU" or (tag in INFINITIVE and any(p.tags[c] == "PTKZU" for c in p.children[i])):
        return -1 if dep not in {"amod", "aux"} else None
    if dep == "conj" and tag in VERBAL and p.tags[p.heads[i]] in VERBAL:
        return -1
    if dep == "root" and tag in VERBAL:
        return -1
    return None


def _clause(p: Parse, i: int, finite: int) -> Clause:
    subject, passive, mark, particle, sure = -1, False, -1, -1, False
    nominative = p.classes["nominative"]  # never anything but a subject
    for c in p.children[i]:
        dep = p.deps[c]
        if p.lower[c] in nominative and dep in SUBJECT | OBJECT | {"dep", "nmod", "appos"}:
            subject, sure = c, True
            passive = passive or dep == "nsubj:pass"
        elif dep in SUBJECT and not sure and (subject < 0 or p.tags[subject] not in NOMINAL) and not _oblique(p, c):
            subject = c
            passive = passive or dep == "nsubj:pass"
        elif dep == "aux:pass":
            passive = True
        elif dep == "mark" and p.tags[c] != "PTKZU":
            mark = c
        elif dep == "compound:prt" or p.tags[c] == "PTKVZ":
            particle = c
    lemma = p.lemmas[i].lower() if p.tags[i][:1] == "V" else p.lemmas[i]
    if particle >= 0 and not lemma.startswith(p.lower[particle]):
        lemma = p.lower[particle] + lemma
    copular = p.tags[i][:1] != "V"
    return Clause(
        i, finite, subject, passive, lemma, copular, mark, -1, finite >= 0 and p.subjunctive[finite], particle
    )


def _oblique(p: Parse, i: int) -> bool:
    """Does the phrase begin with a word that no subject begins with (dem Minister, den Plan)?"""
    never = p.classes["never_nominative"]
    if p.lower[i] in never:
        return True
    return any(
        p.tags[c] in {"ART", "PDAT", "PPOSAT", "PIAT"} and p.lower[c] in never and p.lower[c] != "dieses"
        for c in p.children[i]
    )


def _assign(p: Parse, i: int) -> None:
    path: list[int] = []
    while p.clause_of[i] < 0 and i not in p.clauses and p.heads[i] != i and len(path) <= len(p):
        path.append(i)
        i = p.heads[i]
    found = i if i in p.clauses else p.clause_of[i]
    if i in p.clauses:
        p.clause_of[i] = i
    for k in path:
        p.clause_of[k] = found
