"""What turns a judgement round or weakens it: negation, modality, conditions, questions, contrast, degree."""

from __future__ import annotations

from ...german.clauses import auxiliaries
from ...german.parse import Clause, Parse

#: Attributes that say the noun is not there: fehlender Mut.
REVERSERS = frozenset(
    "fehlend mangelnd ausbleibend verloren verspielt ausgeblieben unzureichend gering geringe niedrig schwindend sinkend eingebüßt "
    "vermeintlich angeblich sogenannt vorgeblich gescheitert wenig".split()
)
INTENSIFIERS = frozenset(
    "sehr äußerst besonders extrem völlig total absolut zutiefst überaus höchst ausgesprochen außerordentlich scharf heftig massiv "
    "komplett grob schwer stark klar deutlich enorm ungemein unglaublich geradezu einfach zutiefst vollkommen durchweg ganz groß "
    "schlichtweg mehrfach erneut wieder eindringlich vehement krachend haushoch grandios riesig gewaltig ernst".split()
)
DIMINISHERS = frozenset(
    "etwas leicht eher teilweise bisschen relativ halbwegs ziemlich einigermaßen mitunter manchmal gelegentlich vielleicht "
    "möglicherweise womöglich eventuell fast beinahe angeblich vermeintlich leise klein gering".split()
)
CONDITIONS = frozenset({"wenn", "falls", "sofern", "ob", "sobald", "solange", "bevor", "ehe"})
INTENTIONS = frozenset(
    "versuchen wollen hoffen planen beabsichtigen bitten wünschen anstreben träumen drohen bemühen vorhaben streben kämpfen vermeiden "
    "verhindern brauchen bräuchte müssen mögen möchten sollen".split()
)
DENIALS = frozenset(
    "vermeiden zurückweisen bestreiten dementieren ausräumen widerlegen entkräften abstreiten leugnen verzichten ausschließen "
    "verneinen wehren zurücknehmen abwehren verwahren fallenlassen einstellen freisprechen entlasten".split()
)
#: What is demanded has not been done.
DEMANDS = frozenset(
    "appellieren fordern verlangen plädieren vorschlagen empfehlen raten mahnen anmahnen aufrufen auffordern bitten drängen ermahnen "
    "anregen aufgeben beauftragen verpflichten ermuntern ermutigen".split()
)
MODALS = {
    "soll": 0.8, "sollen": 0.8, "dürfte": 0.8, "dürften": 0.8, "könnte": 0.6, "könnten": 0.6, "kann": 0.7, "können": 0.7,
    "will": 0.35, "wollen": 0.35, "wolle": 0.35, "möchte": 0.35, "möchten": 0.35, "muss": 0.45, "müssen": 0.45, "müsse": 0.45,
    "müsste": 0.4, "müssten": 0.4, "sollte": 0.5, "sollten": 0.5, "darf": 0.6, "dürfen": 0.6, "würde": 0.7, "würden": 0.7,
    "konnte": 0.9, "konnten": 0.9, "musste": 1.0, "mussten": 1.0, "wollte": 0.4, "wollten": 0.4,
}  # fmt: skip
#: What must be done well has not been done.
DUTY = 0.3
PAST = frozenset({"musste", "mussten"})
#: Would have: what is said did not happen.
UNREAL = frozenset({"hätte", "hätten", "wäre", "wären"})
#: Words that turn from what counts less to what counts more.
TURNS = frozenset({"aber", "doch", "jedoch", "dennoch", "allerdings"})
#: A negated praise blames; a negated reproach says little.
NEGATED_PRAISE = -0.75
NEGATED_BLAME = -0.15


def flip(weight: float) -> float:
    """The weight of a negated judgement."""
    return weight * (NEGATED_PRAISE if weight > 0 else NEGATED_BLAME)


def denied(p: Parse, i: int, clause: Clause | None) -> bool:
    """vermied Kritik, wies Vorwürfe zurück, bestreitet den Betrug: the noun at i is said not to hold."""
    if clause is None or clause.lemma not in DENIALS or i == clause.head:
        return False
    return clause.passive or i != clause.subject


def degree(p: Parse, i: int) -> float:
    """Factor of the adverbs and adjectives of degree at token i: sehr gut, leichte Kritik."""
    factor = 1.0
    for c in [*p.children[i], *([i - 1] if i > 0 and p.heads[i - 1] != i else [])]:
        stem = p.lower[c].rstrip("enrsm") if p.tags[c] == "ADJA" else p.lower[c]
        if stem in INTENSIFIERS or p.lower[c] in INTENSIFIERS:
            factor = max(factor, 1.25)
        elif stem in DIMINISHERS or p.lower[c] in DIMINISHERS or p.lemmas[c] in DIMINISHERS:
            factor = min(factor, 0.65)
    return factor


def modality(p: Parse, clause: Clause, reported: bool, good: bool = True) -> float:
    """Factor of modals, conditions, questions and intentions; 1 for a plain statement.

    To intend something good is no praise, to intend something bad is nearly as bad as doing it (`good`).
    """
    factor = 1.0
    for a in auxiliaries(p, clause):
        word = p.lower[a]
        factor *= DUTY if good and word.startswith(("muss", "müss")) and word not in PAST else MODALS.get(word, 1.0)
        if word in UNREAL and not reported:
            factor *= 0.3
    if _is_condition(p, clause):
        factor *= 0.3
    above = p.clauses.get(clause.parent)
    if clause.finite < 0 and above is not None and above.lemma in DEMANDS:
        factor *= 0.3
    elif clause.finite < 0 and above is not None and above.lemma in INTENTIONS:
        factor *= 0.35 if good else 0.7
    return factor * _sentence_factor(p, clause)


def _is_condition(p: Parse, clause: Clause) -> bool:
    """wenn, falls, ob; a Falls that begins the sentence may have been taken for a noun."""
    if clause.mark >= 0:
        return p.lower[clause.mark] in CONDITIONS
    return any(p.lower[c] == "falls" for c in p.children[clause.head])


def _sentence_factor(p: Parse, clause: Clause) -> float:
    start, end = p.sents[p.sent[clause.head]]
    last = end - 1
    while last > start and (p.tags[last] == "_SP" or p.words[last] in "\"“”«»'’"):
        last -= 1
    if p.words[last] != "?":
        return 1.0
    return (
        0.4 if any(tag[:2] == "PW" for tag in p.tags[start:end]) else 0.3
    )  # warum he failed takes for granted that he did


def contrast(p: Parse, i: int) -> float:
    """zwar A, aber B: A counts less, B more; of umstritten, aber brillant, too."""
    start, end = p.sents[p.sent[i]]
    words = p.lower[start:end]
    if "zwar" not in words:
        return _coordinated_contrast(p, i)
    turn = next((k for k in range(start + words.index("zwar"), end) if p.lower[k] in TURNS), end)
    comma = next((k for k in range(turn - 1, start + words.index("zwar"), -1) if p.lower[k] == ","), turn)
    return 1.2 if i > comma and turn < end else 0.25


def _coordinated_contrast(p: Parse, i: int) -> float:
    """Of two predicates or nouns that aber joins the second counts more."""
    if _turned(p, i):
        return 1.2
    later = (c for c in p.children[i] if p.deps[c] == "conj" and c > i)
    return 0.4 if any(_turned(p, c) for c in later) else 1.0


def _turned(p: Parse, i: int) -> bool:
    """brillant in `umstritten, aber brillant`; not a clause of its own, which may be about somebody else."""
    return (
        p.deps[i] == "conj" and p.tags[i] in {"ADJD", "ADJA", "NN"} and any(p.lower[c] in TURNS for c in p.children[i])
    )
