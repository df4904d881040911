"""dürfte, könnte, kann, muss and mag: probability against ability, permission and duty.

A rule gets the context, the token range of the candidate and the value of its condition, and answers whether it holds.
"""

from __future__ import annotations

from ...german.clauses import clause_between_commas, clause_complex, clause_follows, first_word
from ...german.numbers import is_number
from ...german.subjects import subject_of
from .cluster import Cluster, cluster_of
from .context import Context
from .hearsay import DEADLINE, PERSONS, PLANNED_STATES, moves
from .verbs import person_subject

#: What a conclusion about the past is drawn of (muss gewesen sein); with other participles muss is mostly a duty.
_PAST = frozenset(
    "gewesen gewusst gehabt gegeben gekommen passiert geschehen gesehen gehört gespürt übersehen ereignet abgespielt gekannt eingestiegen verwechselt getroffen "
    "verursacht unterschätzt".split()
)
#: What is asked of applicants, debtors and tenants.
_REQUIRED = tuple(
    "gezahlt bezahlt abgeschlossen bestanden vollendet absolviert unterschrieben vorgelegt erreicht erhalten beendet erledigt verlassen "
    "geräumt abgegeben eingereicht gewonnen gesammelt gearbeitet gelebt gewohnt gelernt studiert erworben nachgewiesen geleistet gemeldet".split()
)
_BEFOREHAND = frozenset("bevor ehe um wer jeder jede mindestens wenigstens zuvor vorher wenn".split())
_CONCEDED = frozenset("sein haben stimmen klingen scheinen erscheinen wirken zutreffen geben gelten".split())
#: Duties in the subjunctive of reported speech: what is joined to them is one, too.
_MUST = frozenset({"müsse", "müssten", "sollten", "solle"})
_LIMITS = frozenset({"nur", "lediglich"})
#: What is said of capacities (könnten nur zehn Autos laden).
_CARRY = frozenset(
    "transportieren tragen befördern laden fassen aufnehmen versorgen liefern bringen mitnehmen unterbringen".split()
)
_GUESSES = frozenset("möglicherweise vielleicht eventuell womöglich".split())
_NONE = frozenset("kein keine keinen keiner keinem keinerlei nichts niemand niemanden".split())
_UNREAL = frozenset("hätte hätten wäre wären gäbe".split())
_WIDE = frozenset({"wenn", "falls", "damit", "als", "sofern", "indem"})


def presumption(c: Context, i: int, end: int, value: str) -> bool:
    """Is `dürfte` a guess, and no permission or ban that reported speech put into the subjunctive (sie dürften nicht)?"""
    p = c.p
    a, b = clause_between_commas(c.p, i)
    if not p.lower[i].startswith("dürft") or _conditional(c, i) or {"ich", "wir"} & set(p.lower[max(a, i - 2) : i + 3]):
        return False
    if p.lower[i] != "dürften" or not set(p.lower[a:b]) & (c.p.classes["negation"] | {"nur", "künftig", "wieder"}):
        return True
    if c.word_before(i) in {"und", "oder"} and not _MUST.isdisjoint(p.lower[a:i]):
        return False  # sie müssten handeln und dürften nichts verschweigen
    cluster = cluster_of(c, i)  # plural and limited: the subjunctive of a ban (sie dürften nicht geöffnet werden)
    return not c.reported(i) and not (cluster is not None and p.lower[cluster.last] == "werden")


def _conditional(c: Context, i: int) -> bool:
    """Does the modal stand in a clause of condition or purpose (wenn ich könnte, damit sie könnten)?"""
    a = first_word(c.p, i)
    # a subordinator has the verb at the end: in "damit könnte" it is an adverb followed by its verb
    head = c.p.lower[a : max(a, min(a + 2, i - 1))]
    if not head:
        return False
    if head[0] == "bis":
        return not c.next_word(i + 1)[:1].isalnum()  # bis sie beginnen könnten; not: bis Freitag könnten sie
    if head[0] == "als" and head[1:] != ["ob"] and c.p.tags[a] != "KOUS":
        return False  # als Außenseiter
    joined = len(head) > 1 and head[0] in {"und", "oder", "auch", "selbst"} and head[1] in _WIDE
    return head[0] in _WIDE or head == ["als", "ob"] or joined


def possibility(c: Context, i: int, end: int, value: str) -> bool:
    """Is `könnte` a possibility (könnte gelogen sein), and not ability, wish, request; is `kann` clearly epistemic?"""
    word = c.p.lower[i]
    if not word.startswith("könnte"):
        return _epistemic_can(c, i)
    p = c.p
    a, b = clause_between_commas(c.p, i)
    near = set(p.lower[max(a, i - 2) : i + 3])
    if {"ich", "wir", "du", "ihr", "man"} & near or "Sie" in p.words[i + 1 : i + 2] or _conditional(c, i):
        return False
    rest = p.lower[i + 1 : b]
    before = p.lower[c.sentence(i)[0] : i]
    if "weder" in before or _denied(c, i) or _how(c, i):
        return False
    if not _UNREAL.isdisjoint(before) and ("wenn" in before or before[0] in _UNREAL):
        return False  # wenn er mehr Geld hätte, könnte er
    if word == "könnten" and _is_ability(c, i, set(p.lower[a:b]), rest):
        return False
    if "nicht" in rest[:4] and any(p.tags[k] == "ADJD" and p.lower[k].endswith("er") for k in range(i + 1, b)):
        return False  # könnte nicht besser sein
    return True


def _denied(c: Context, i: int) -> bool:
    """Is it said of what there is not (keine Gründe, die das rechtfertigen könnten)?"""
    p, first = c.p, first_word(c.p, i)
    return p.tags[first] == "PRELS" and not _NONE.isdisjoint(p.lower[c.sentence(i)[0] : first])


def _how(c: Context, i: int) -> bool:
    """Is it asked how something could be done (wie ihnen geholfen werden könnte)?"""
    cluster = cluster_of(c, i) if c.p.lower[first_word(c.p, i)] == "wie" else None
    return cluster is not None and not cluster.perfect and c.p.lower[cluster.last] == "werden"


def _is_ability(c: Context, i: int, words: set[str], rest: list[str]) -> bool:
    """Does the plural stand in for könne of reported ability: limited (könnten nur zehn Tonnen tragen), or denied in reported speech?"""
    if c.reported(i):
        return bool(words & c.p.classes["negation"])
    cluster = cluster_of(c, i)
    if cluster is None or cluster.perfect or c.p.lower[cluster.last] not in _CARRY:
        return False
    return any(word in _LIMITS and is_number(number) for word, number in zip(rest[:4], rest[1:], strict=False))


def _epistemic_can(c: Context, i: int) -> bool:
    cluster = cluster_of(c, i)
    if cluster is None:
        return False
    p = c.p
    if cluster.perfect:
        return cluster.perfect == "haben" or cluster.perfect == "worden" or moves(p.lower[cluster.main])
    if p.lower[cluster.last] != "sein":
        return False
    before = p.lower[cluster.last - 1] if cluster.last else ""
    if _GUESSES & set(p.lower[i + 1 : cluster.last]) and before not in PLANNED_STATES | {"dabei"}:
        subject = subject_of(c.p, i)  # kann möglicherweise davon abhängig sein
        return subject < 0 or p.lower[subject] not in PERSONS
    return before in {"durchaus", "gut", "falsch", "wahr", "richtig"} or (
        before in {"kann", "auch", "ja", "schon", "es"} and clause_follows(c.p, cluster.last, frozenset({"dass"}))
    )


def inference(c: Context, i: int, end: int, value: str) -> bool:
    """Is `muss` a conclusion about what was (muss gewusst haben), and no duty?"""
    p = c.p
    if p.lower[i].startswith("müss") and p.subjunctive[i] and p.lower[i] not in {"müsste", "müssten"}:
        return False
    cluster = cluster_of(c, i)
    if cluster is None or not cluster.perfect:
        return False
    words = set(p.lower[slice(*clause_complex(c.p, i))])
    if words & (DEADLINE | {"vor"}):
        return False
    return p.lower[cluster.main] in _PAST or (
        p.lower[i] == "muss" and person_subject(c, i) and not _required(c, i, cluster, words)
    )


def _required(c: Context, i: int, cluster: Cluster, words: set[str]) -> bool:
    """Is it said what somebody must have done before something else (muss drei Jahre gearbeitet haben, bevor)?"""
    done = c.p.lower[cluster.main].endswith(_REQUIRED) or not words.isdisjoint(_BEFOREHAND)
    return done or any(is_number(word) for word in c.p.lower[slice(*clause_between_commas(c.p, i))])


def concession(c: Context, i: int, end: int, value: str) -> bool:
    """Is `mag` a concession (mag sein, mag stimmen), and no liking?"""
    cluster = cluster_of(c, i)
    if cluster is None or c.p.lower[i] not in {"mag", "mögen"}:
        return False
    if cluster.perfect:
        return True
    return c.p.lower[cluster.last] in _CONCEDED
