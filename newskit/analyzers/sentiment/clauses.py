"""The clauses of a Doc, with those that a tagger's slip hides (vertraut or kritisiert read as a participle)."""

from __future__ import annotations

from ...german.parse import Clause, Parse
from .lexicon import Index

_HEADING = frozenset({"root", "ccomp", "acl", "acl:relcl", "advcl", "parataxis", "conj", "xcomp", "dep"})


def all_clauses(p: Parse, index: Index) -> dict[int, Clause]:
    """The parse's clauses; a listed verb that governs a subject heads one, too, and so does the verb of an auxiliary."""
    clauses = dict(p.clauses)
    for i, tag in enumerate(p.tags):
        if i in p.clauses or tag not in {"VVPP", "ADJD", "VVINF", "VVFIN"} or p.deps[i] not in _HEADING:
            continue
        above = p.heads[i]
        auxiliary = above in clauses and p.tags[above][:2] in {"VA", "VM"} and p.deps[i] in {"xcomp", "ccomp"}
        if auxiliary and tag != "ADJD":
            clauses[i] = _with_auxiliary(p, i, clauses.pop(above))
        elif index.is_finite(p.lower[i]) and _has_arguments(p, i):
            clauses[i] = _finite(p, i)
    return clauses


def _has_arguments(p: Parse, i: int) -> bool:
    labels = {p.deps[c] for c in p.children[i]}
    return bool(labels & {"nsubj", "obj"}) and not labels & {"aux", "aux:pass", "cop", "det", "case"}


def _with_auxiliary(p: Parse, i: int, above: Clause) -> Clause:
    parent = above.parent if above.parent != i else -1
    return Clause(
        i, above.head, above.subject, above.passive, p.lemmas[i].lower(), False, above.mark, parent, above.subjunctive
    )


def _finite(p: Parse, i: int) -> Clause:
    subject = p.child(i, "nsubj")
    parent = p.clause_of[p.heads[i]] if p.heads[i] != i else -1
    lemma = p.lemmas[i].lower()
    return Clause(
        i,
        i,
        subject,
        False,
        lemma if lemma.endswith("n") else p.lower[i],
        False,
        p.child(i, "mark"),
        parent if parent != i else -1,
        False,
    )
