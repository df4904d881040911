"""Reading a Doc into a Parse: its lists, once for all who follow, and the clauses that its labels make.

`parse(doc)` is cheap beside the parse itself, and reads UD labels (the pipeline that ships) and TIGER labels
(de_core_news_*).

`p.classes["negation"]` are the words of a class of words.tsv with a user's lines. Their folder is that of
`doc.user_data["newskit_lexicons"]`, which newskit's first component sets (absent: newskit's own words).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import Any
from weakref import ref

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, MORPH, ORTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from ..resources import Lexicons
from .parse import (
    AUXILIARY,
    CLOSING_MARKS,
    FINITE,
    INFINITIVE,
    NOMINAL,
    NOUN,
    OBJECT,
    SUBJECT,
    VERBAL,
    Clause,
    Parse,
)
from .tiger import TIGER_ONLY, to_ud

#: Labels under which the parser hides a pronoun that can only be a subject.
_MAY_BE_SUBJECT = SUBJECT | OBJECT | {"dep", "nmod", "appos"}


class _Features(dict[str, dict[str, str]]):
    """Morphological features as they are written (Case=Nom|Number=Sing) -> one dict of them for all words."""

    def __missing__(self, text: str) -> dict[str, str]:
        found = self[text] = dict(f.split("=", 1) for f in text.split("|") if "=" in f)
        return found


_FEATURES = _Features()
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
    columns = doc.to_array([LOWER, LEMMA, TAG, DEP, HEAD, MORPH, ENT_TYPE, ORTH, SPACY]).astype("uint64")

    def text(column: int) -> list[str]:
        values = columns[:, column].tolist()
        for value in set(values).difference(_names):
            _names[value] = strings[value]
        return [_names[value] for value in values]

    words, spaces = text(7), columns[:, 8].tolist()
    lengths = [len(word) for word in words]
    idx = list(accumulate((n + space for n, space in zip(lengths, spaces, strict=True)), initial=0))[:-1]
    whole = "".join([f"{word} " if space else word for word, space in zip(words, spaces, strict=True)])
    for i, clean in doc.user_data.get(CLEAN, {}).items():
        words[i] = clean
    heads = [i + h for i, h in enumerate(columns[:, 4].astype("int64").tolist())]
    feats = [_FEATURES[m] for m in text(5)]
    lower, lemmas, tags, deps, ents = text(0), text(1), text(2), text(3), text(6)
    deps = ["root" if d == "ROOT" else d for d in deps]
    sents, sent = _sentences(doc)
    if not TIGER_ONLY.isdisjoint(deps):
        to_ud(tags, deps, heads)
    sub = [f.get("Mood") == "Sub" for f in feats]
    of_words = (words, lengths, lower, lemmas, tags, deps, heads, sub, feats, ents, idx, sent)
    result = Parse(ref(doc), whole, *of_words, sents, _children(heads), Lexicons.of(lexicons).words, lexicons)
    _find_clauses(result)
    return result


def _children(heads: list[int]) -> list[tuple[int, ...]]:
    """The dependents of each token; as tuples of numbers, which the garbage collector need not look at again."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    return [tuple(below.get(i, ())) for i in range(len(heads))]


def _sentences(doc: Doc) -> tuple[list[tuple[int, int]], list[int]]:
    starts = [i for i, flag in enumerate(doc.to_array([SENT_START]).astype("int64").tolist()) if flag == 1 or i == 0]
    sents = list(zip(starts, [*starts[1:], len(doc)], strict=False))
    return sents, [n for n, (a, b) in enumerate(sents) for _ in range(b - a)]


def _find_clauses(p: Parse) -> None:
    finite_below = {p.heads[i] for i, tag in enumerate(p.tags) if tag in FINITE}
    for i in [i for i, tag in enumerate(p.tags) if tag in VERBAL or i in finite_below]:
        finite = _finite_of(p, i)
        if finite is not None:
            p.clauses[i] = _clause(p, i, finite)
    _assign_all(p)
    for clause in p.clauses.values():
        if p.heads[clause.head] != clause.head:
            clause.parent = p.clause_of[p.heads[clause.head]]
        if clause.subject < 0 and p.deps[clause.head] == "conj" and clause.parent in p.clauses:
            _share(p, clause, p.clauses[clause.parent])


def _share(p: Parse, clause: Clause, above: Clause) -> None:
    """What a coordinated predicate has from the one above it: subject, auxiliary, passive."""
    clause.subject, clause.passive = above.subject, clause.passive or (clause.finite < 0 and above.passive)
    clause.finite = above.finite if clause.finite < 0 and p.tags[clause.head] not in INFINITIVE else clause.finite
    clause.subjunctive = clause.finite >= 0 and p.subjunctive[clause.finite]


def _finite_of(p: Parse, i: int) -> int | None:
    """Index of the finite verb if token i heads a clause (-1 for infinitives and shared auxiliaries), else None."""
    tag, dep = p.tags[i], p.deps[i]
    if _stands_alone(p, i):
        return i
    for c in p.children[i]:
        if p.deps[c] in AUXILIARY and p.tags[c] in FINITE:
            return c
    if tag in FINITE and dep not in AUXILIARY:
        return i
    if tag == "VVIZU" or (tag in INFINITIVE and any(p.tags[c] == "PTKZU" for c in p.children[i])):
        return -1 if dep not in {"amod", "aux"} else None
    return -1 if tag in VERBAL and (dep == "root" or _is_coordinated(p, i)) else None


def _is_coordinated(p: Parse, i: int) -> bool:
    return p.deps[i] == "conj" and p.tags[p.heads[i]] in VERBAL


def _stands_alone(p: Parse, i: int) -> bool:
    """„Es wird ein Fest“, sagte sie: a finite verb behind a quotation, whatever of it the parser hangs on the verb."""
    return p.tags[i] == "VVFIN" and i > 1 and p.words[i - 1] in {",", "–"} and p.words[i - 2] in CLOSING_MARKS


def _own(p: Parse, i: int) -> tuple[int, ...]:
    """The dependents of a predicate without those of a quotation before it."""
    return tuple(c for c in p.children[i] if c > i) if _stands_alone(p, i) else p.children[i]


def _clause(p: Parse, i: int, finite: int) -> Clause:
    subject, passive = _own_subject(p, i)
    mark = particle = -1
    for c in _own(p, i):
        dep = p.deps[c]
        if dep == "aux:pass":
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


def _own_subject(p: Parse, i: int) -> tuple[int, bool]:
    """The subject that hangs on a predicate, and whether its label says passive.

    A pronoun that is never anything but a subject (er, man) comes first, then what is labelled as one, nouns before
    other words.
    """
    nominative, subject, sure, passive = p.classes["nominative"], -1, False, False
    for c in _own(p, i):
        dep = p.deps[c]
        if p.lower[c] in nominative and dep in _MAY_BE_SUBJECT:
            sure = True
        elif dep not in SUBJECT or sure or _is_subject(p, subject, c) or _oblique(p, c):
            continue
        subject = c
        passive = passive or dep == "nsubj:pass"
    return subject, passive


def _is_subject(p: Parse, subject: int, c: int) -> bool:
    """Is the subject found so far one, beside token c (ähnlich sieht es Meier: Meier)?"""
    return subject >= 0 and p.tags[subject] in NOMINAL and not (p.lower[subject] == "es" and p.tags[c] in NOUN)


def _oblique(p: Parse, i: int) -> bool:
    """Does the phrase begin with a word that no subject begins with (dem Minister, den Plan)?"""
    never = p.classes["never_nominative"]
    if p.lower[i] in never:
        return True
    return any(
        p.tags[c] in {"ART", "PDAT", "PPOSAT", "PIAT"} and p.lower[c] in never and p.lower[c] != "dieses"
        for c in p.children[i]
    )


def _assign_all(p: Parse) -> None:
    """The clause of each token: its own, that of the token above it, or the nearest one further up."""
    p.clause_of = [i if i in p.clauses else -1 for i in range(len(p))]
    for i, head in enumerate(p.heads):
        if p.clause_of[i] < 0:
            p.clause_of[i] = p.clause_of[head]
            if p.clause_of[i] < 0:
                _assign(p, i)


def _assign(p: Parse, i: int) -> None:
    """The clause of a token and of those above it: the nearest one above that is known."""
    path: list[int] = []
    while p.clause_of[i] < 0 and p.heads[i] != i and len(path) <= len(p):
        path.append(i)
        i = p.heads[i]
    for k in path:
        p.clause_of[k] = p.clause_of[i]
