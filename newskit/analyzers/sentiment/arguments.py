"""Who does what to whom in a clause: subject, objects, datives, prepositional phrases, predicates.

The parser's labels are a start; German case, where an article or a pronoun shows it, overrules them (den Minister is
never a subject), and where two noun phrases are both called subject the first is taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...german.clauses import auxiliaries
from ...german.numbers import is_time_phrase
from ...german.parse import NOMINAL, Clause, Parse
from ...german.subjects import case_of, pick_subject

#: Prepositions as they stand in the text -> as the frames name them.
PREPOSITIONS = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "fürs": "für",
    "übers": "über", "ums": "um", "vors": "vor", "aufs": "auf", "gegenüber": "gegenüber", "hinterm": "hinter", "wider": "gegen",
    "statt": "statt", "anstelle": "statt", "durch": "durch", "seitens": "von",
}  # fmt: skip
#: Verbs whose infinitive has their object (or dative) as its subject: Er forderte sie auf zu gehen.
OBJECT_CONTROL = frozenset(
    "auffordern aufrufen bitten zwingen drängen nötigen auffordern beschuldigen bezichtigen verdächtigen anklagen vorwerfen anlasten "
    "vorhalten raten empfehlen erlauben gestatten verbieten untersagen ermöglichen helfen befehlen beauftragen überreden unterstellen "
    "ermutigen ermuntern verpflichten mahnen ermahnen hindern abhalten gelingen misslingen glücken nachsagen bescheinigen attestieren "
    "überführen abraten".split()
)


@dataclass(slots=True)
class Arguments:
    """The arguments of one clause, each as the index of its head word (-1 or empty if there is none)."""

    subject: int = -1
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    prepositions: dict[str, list[int]] = field(default_factory=dict)
    as_phrases: list[int] = field(default_factory=list)
    adverbs: list[int] = field(default_factory=list)
    passive: bool = False
    particle: str = ""
    has_clause: bool = False


def arguments(p: Parse, clause: Clause) -> Arguments:
    """The arguments of a clause; the subject of infinitives and coordinated verbs is found by `subject_above`."""
    args = Arguments()
    bare: list[int] = []
    for c in p.children[clause.head]:
        _sort_in(p, clause, c, args, bare)
    if clause.finite >= 0 and clause.finite != clause.head:
        for c in p.children[clause.finite]:
            _sort_in(p, clause, c, args, bare)
    args.subject = pick_subject(p, clause, bare)
    for i in bare:
        if i != args.subject:
            (args.datives if case_of(p, i) in {"D", "DG", "NDG", "G"} else args.objects).append(i)
    args.passive = _is_passive(p, clause)
    return args


def _sort_in(p: Parse, clause: Clause, c: int, args: Arguments, bare: list[int]) -> None:
    dep, tag = p.deps[c], p.tags[c]
    if p.is_punct(c):
        return
    if dep == "compound:prt" or tag == "PTKVZ":
        args.particle = p.lower[c]
    elif c == clause.head:
        return
    elif c in p.clauses or dep in {"ccomp", "xcomp", "csubj"}:
        args.has_clause = True
        if dep == "xcomp" and tag[:1] != "V":
            args.adverbs.append(c)
    elif tag in {"ADJD", "ADV", "VVPP", "PTKNEG"} and tag != "PTKNEG":
        as_case = p.child(c, "case", "mark")
        (args.as_phrases if as_case >= 0 and p.lower[as_case] in {"als", "für"} else args.adverbs).append(c)
    elif tag in NOMINAL or tag in {"PPOSAT", "ADJA", "PIAT"}:
        _noun_in(p, c, args, bare)


def _noun_in(p: Parse, c: int, args: Arguments, bare: list[int]) -> None:
    case = p.child(c, "case")
    if case < 0:
        if p.deps[c] in {"conj", "appos", "flat", "vocative", "parataxis", "advcl", "acl"} or is_time_phrase(p, c):
            return
        bare.append(c)
        return
    word = p.lower[case]
    if word in {"als", "wie"}:
        if word == "als":
            args.as_phrases.append(c)
    else:
        args.prepositions.setdefault(PREPOSITIONS.get(word, word), []).append(c)


WERDEN = frozenset("werden wird werde wurde wurden würde würden worden wirst werdet geworden".split())
HABEN = frozenset("haben hat habe hatte hatten hätte hätten habt hattest".split())


def _is_passive(p: Parse, clause: Clause) -> bool:
    """werden with a participle; with sein only where the parser says so (the frames decide about ist gescheitert)."""
    if clause.copular and p.tags[clause.head] not in {"VVPP", "ADJD"}:
        return False
    words = {p.lower[a] for a in auxiliaries(p, clause)}
    if "worden" in words:
        return True
    if words & HABEN:
        return False
    if words & WERDEN:
        return p.tags[clause.head] in {"VVPP", "ADJD"} and p.lower[clause.head][-1] in "tn"
    return clause.passive


def shares_objects(p: Parse, clause: Clause) -> bool:
    """A coordinated verb before the shared object: Er kritisierte und beschimpfte Merz."""
    return p.deps[clause.head] == "conj" and p.tags[clause.head][:1] == "V" and p.heads[clause.head] in p.clauses
