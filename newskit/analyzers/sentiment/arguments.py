"""Who does what to whom in a clause: subject, objects, datives, prepositional phrases, predicates.

The parser's labels are a start; German case, where an article or a pronoun shows it, overrules them (den Minister is
never a subject), and where two noun phrases are both called subject the first is taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...german.parse import INFINITIVE, NOMINAL, Clause, Parse

#: Prepositions as they stand in the text -> as the frames name them.
PREPOSITIONS = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "fürs": "für",
    "übers": "über", "ums": "um", "vors": "vor", "aufs": "auf", "gegenüber": "gegenüber", "hinterm": "hinter", "wider": "gegen",
    "statt": "statt", "anstelle": "statt", "durch": "durch", "seitens": "von",
}  # fmt: skip
_PRONOUN_CASE = {
    "ich": "N", "er": "N", "wir": "N", "wer": "N", "man": "N", "jemand": "N", "ihn": "A", "mich": "A", "wen": "A", "dich": "A",
    "ihm": "D", "mir": "D", "ihnen": "D", "wem": "D", "dir": "D", "denen": "D", "dem": "D", "den": "A", "einen": "A",
}  # fmt: skip
#: Verbs whose infinitive has their object (or dative) as its subject: Er forderte sie auf zu gehen.
OBJECT_CONTROL = frozenset(
    "auffordern aufrufen bitten zwingen drängen nötigen auffordern beschuldigen bezichtigen verdächtigen anklagen vorwerfen anlasten "
    "vorhalten raten empfehlen erlauben gestatten verbieten untersagen ermöglichen helfen befehlen beauftragen überreden unterstellen "
    "ermutigen ermuntern verpflichten mahnen ermahnen hindern abhalten gelingen misslingen glücken nachsagen bescheinigen attestieren "
    "überführen abraten".split()
)
TIME_ENDINGS = (
    "tag",
    "abend",
    "morgen",
    "mittag",
    "nacht",
    "woche",
    "jahr",
    "monat",
    "jahre",
    "monate",
    "wochen",
    "tage",
    "stunden",
    "minuten",
    "mal",
    "prozent",
    "uhr",
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


def case_of(p: Parse, i: int) -> str:
    """The case a noun phrase shows by its article or pronoun: N, A, D, G, or a set of letters where it is open."""
    if p.tags[i] in {"PPER", "PIS", "PWS", "PRELS", "PDS"}:
        word = p.lower[i]
        if p.tags[i] in {"PRELS", "PDS"} and word in {"der", "die", "das", "welche", "welcher", "welches"}:
            return "N" if word == "der" and p.feats[i].get("Gender") == "Masc" else "NA"
        return _PRONOUN_CASE.get(word, "NAD" if word in {"sich", "uns", "euch"} else "NA")
    for c in p.children[i]:
        if p.deps[c] == "det" or p.tags[c] in {"ART", "PDAT", "PPOSAT", "PIAT"}:
            return _determiner_case(p, p.lower[c], i)
    return "NAD"


def _determiner_case(p: Parse, word: str, i: int) -> str:
    plural = p.feats[i].get("Number") == "Plur"
    if word == "der" and p.tags[i] == "NE":
        return "NDG"
    if word == "der":
        return (
            "N"
            if p.feats[i].get("Gender") == "Masc" and not plural
            else ("G" if plural and p.deps[i] != "nsubj" else "NDG")
        )
    if word.endswith("em"):
        return "D"
    if word in {"den", "keinen", "seinen", "ihren", "diesen", "einen"}:
        return "D" if plural and word != "einen" else "A"
    if word.endswith("es") and word not in {"dieses", "jedes", "alles", "vieles"} or word == "des":
        return "G"
    if word in {"einer", "seiner", "ihrer", "dieser", "unserer"}:
        return "DG" if p.feats[i].get("Gender") == "Fem" or word == "einer" else "NDG"
    return "NA"


def arguments(p: Parse, clause: Clause) -> Arguments:
    """The arguments of a clause; the subject of infinitives and coordinated verbs is found by `subject_above`."""
    args = Arguments()
    bare: list[int] = []
    for c in p.children[clause.head]:
        _sort_in(p, clause, c, args, bare)
    if clause.finite >= 0 and clause.finite != clause.head:
        for c in p.children[clause.finite]:
            _sort_in(p, clause, c, args, bare)
    args.subject = _pick_subject(p, clause, bare)
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
        if p.deps[c] in {"conj", "appos", "flat", "vocative", "parataxis", "advcl", "acl"} or is_time(p, c):
            return
        bare.append(c)
        return
    word = p.lower[case]
    if word in {"als", "wie"}:
        if word == "als":
            args.as_phrases.append(c)
    else:
        args.prepositions.setdefault(PREPOSITIONS.get(word, word), []).append(c)


def is_time(p: Parse, i: int) -> bool:
    """Is a noun phrase without preposition an expression of time or measure (am Montag, dieses Jahr)?"""
    return p.deps[i] not in {"nsubj", "nsubj:pass"} and p.tags[i] == "NN" and p.lower[i].endswith(TIME_ENDINGS)


def _pick_subject(p: Parse, clause: Clause, bare: list[int]) -> int:
    if clause.finite < 0 and p.tags[clause.head] in INFINITIVE | {"VVIZU"}:
        bare = [i for i in bare if case_of(p, i) == "N"]
    allowed = [i for i in bare if "N" in case_of(p, i)]
    labelled = [i for i in allowed if p.deps[i] in {"nsubj", "nsubj:pass"}]
    sure = [i for i in allowed if case_of(p, i) == "N"]
    if sure:
        return sure[0]
    dummy = next((i for i in bare if p.lower[i] == "es" and p.tags[i] == "PPER"), -1)
    if dummy >= 0 and labelled and "D" in case_of(p, labelled[0]):
        return dummy  # der Regierung mangelt es an Mut
    if labelled:
        return next((i for i in labelled if _agrees(p, clause, i)), labelled[0]) if len(labelled) > 1 else labelled[0]
    own = clause.finite >= 0 and p.heads[clause.finite] == clause.head or clause.finite == clause.head
    alone = p.deps[clause.head] == "root" and len(allowed) == 1 and allowed[0] > clause.finite >= 0
    free = [i for i in allowed if p.deps[i] not in {"obj", "iobj"}] or (allowed if len(allowed) > 1 or alone else [])
    return free[0] if free and own else -1


def _agrees(p: Parse, clause: Clause, i: int) -> bool:
    """Do the finite verb and a noun phrase agree in number?"""
    if clause.finite < 0:
        return True
    verb, noun = p.feats[clause.finite].get("Number"), p.feats[i].get("Number")
    if noun == "Sing" and len(p.conjuncts(i)) > 1:
        noun = "Plur"
    return not verb or not noun or verb == noun


def auxiliaries(p: Parse, clause: Clause) -> list[int]:
    """The auxiliaries and modals of a clause."""
    out = [c for c in p.children[clause.head] if p.tags[c][:2] in {"VA", "VM"}]
    if (
        clause.finite >= 0
        and clause.finite not in out
        and clause.finite != clause.head
        and p.tags[clause.finite][:2] in {"VA", "VM"}
    ):
        out.append(clause.finite)
    return out


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
