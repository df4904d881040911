"""Modal verbs: hearsay (soll gesagt haben), claim (will nichts gewusst haben), probability (dürfte, könnte, muss, mag).

Plan, duty, permission, ability and wish differ from these by what the modal governs, the verb cluster of its clause.
"""

from __future__ import annotations

from ...german.clauses import Cluster, clause_between_commas, clause_complex, clause_follows, cluster_of, first_word
from ...german.numbers import is_number
from ...german.parse import FINITE, Parse
from ...german.subjects import subject_is_person, subject_of
from .context import Context


def _moves(p: Parse, k: int) -> bool:
    """Does the participle at k form its perfect with sein (gestorben)? With others, "geschlossen sein" is a state."""
    return p.lower[k].endswith(p.classes.endings("perfect_with_sein_ending"))


def hearsay(c: Context, i: int, end: int) -> bool:
    """Is `soll` hearsay (soll gesagt haben, soll krank sein) and no plan, order or purpose?"""
    p = c.p
    cluster = cluster_of(p, i) if p.tags[i] in FINITE else None
    if cluster is None:
        return False
    words = _around(c, i, cluster)
    if not cluster.perfect and c.asked(i):
        return False  # wie lange sie bleiben sollen
    if cluster.perfect and (cluster.perfect != "sein" or _moves(p, cluster.main)):
        return p.lower[cluster.main] in p.classes["done_to_people"] or words.isdisjoint(p.classes["deadline_word"])
    return _is_told_state(c, i, cluster, words)


def _around(c: Context, i: int, cluster: Cluster) -> set[str]:
    """The words of the modal's clause; "bis" only where it is no range of numbers (17 bis 19 Jahre)."""
    p, a = c.p, i
    start = c.sentence(i)[0]
    while a > start and p.words[a - 1] != "," and p.lower[a - 1] != "und" and p.tags[a - 1] not in FINITE:
        a -= 1
    words = range(a, max(i, cluster.last))
    return {p.lower[k] for k in words if not (p.lower[k] == "bis" and _is_no_deadline(c, k))}


def _is_no_deadline(c: Context, k: int) -> bool:
    """Is `bis` at k part of a range (17 bis 19, bis zu 200), or until when something has lasted (bis heute)?"""
    return is_number(c.word_before(k)) or c.next_word(k + 1) in {"zu", "heute", "zuletzt"}


def _is_told_state(c: Context, i: int, cluster: Cluster, words: set[str]) -> bool:
    """Is what `soll` governs a state told of somebody or something, and not one to be brought about?"""
    verb, classes = c.p.lower[cluster.last], c.p.classes
    if verb == "handeln":
        return "sich" in words and "um" in words
    told = not words.isdisjoint(classes["report_word"])
    if verb in classes["location_infinitive"]:  # sollen auch mehr als 200 Menschen leben: no plan
        words = words - ({"auch", "mehr", "weniger"} if "als" in words else {"auch"})
    if not words.isdisjoint(classes["deadline_word"] if told else classes["future_word"]):
        return False
    return _is_recorded(c, i, cluster) or _states(c, i, cluster, words, told)


def _states(c: Context, i: int, cluster: Cluster, words: set[str], told: bool) -> bool:
    """Does the infinitive say a state here? Many verbs do only where somebody is said to report it (`told`)."""
    p, verb, classes = c.p, c.p.lower[cluster.last], c.p.classes
    if verb in classes["state_or_plan_infinitive"]:  # ihm soll ein Gutachten vorliegen
        return told or (verb == "vorliegen" and p.child(cluster.last, "obl:arg") >= 0)
    if verb in classes["state_infinitive"]:
        return told or words.isdisjoint(classes["negation"])
    if verb == "geben":
        return told and "es" in words
    if verb == "haben":
        return told or _has_person(c, i)
    return verb == "sein" and _is_told_to_be(c, i, cluster, told)


def _is_told_to_be(c: Context, i: int, cluster: Cluster, told: bool) -> bool:
    """Is what somebody or something `soll ... sein` a state, and no aim (soll kostenlos sein)?"""
    p, state = c.p, _state_before(c.p, i, cluster)
    if p.lower[state] in p.classes["planned_state"]:
        return False
    if c.word_before(state) == "am" and p.lower[state].endswith("sten"):
        return True  # am intensivsten
    if c.word_before(i) in p.classes["cause_noun"] and (c.begins(i - 1) or (i > 1 and c.begins(i - 2))):
        return True  # Die Ursache soll ein Kabel sein
    if _is_somebody(c, p.heads[cluster.last] if p.deps[cluster.last] == "cop" else state):
        return True
    quality = p.tags[state] == "ADJD" and not p.lower[state].endswith("er")
    return told or _has_person(c, i) or _is_involved(c, i) or quality


def _state_before(p: Parse, i: int, cluster: Cluster) -> int:
    """The word before `sein`, or the adjective before the modal (Einzigartig soll der Akku sein)."""
    state = max(cluster.last - 1, 0)
    return i - 1 if i and p.tags[state] != "ADJD" and p.tags[i - 1] == "ADJD" else state


def _has_person(c: Context, i: int) -> bool:
    """Is the subject of the modal at i a person by name, or a pronoun for one?"""
    subject = subject_of(c.p, i)
    return subject >= 0 and (c.p.ents[subject] == "PER" or c.p.lower[subject] in c.p.classes["personal_pronoun"])


def _is_involved(c: Context, i: int) -> bool:
    """Is it said of somebody with a part in what happened (der Täter, ein Drittel der Verletzten, unter den Toten)?"""
    p, involved = c.p, c.p.classes["involved_person"]
    before = p.lower[clause_between_commas(p, i)[0] : i]
    some = p.classes["some_word"] | p.classes["fraction"]
    if before[:1] == ["unter"] or any(word in some or is_number(word) for word in before):
        return not involved.isdisjoint(before)
    subject = subject_of(p, i)
    return subject >= 0 and p.lower[subject] in involved


def _is_somebody(c: Context, k: int) -> bool:
    """Is token k a noun for a person with an article (soll ein russischer Kleinkrimineller sein)?"""
    p = c.p
    if p.tags[k] != "NN" or not any(p.tags[n] in {"ART", "PIAT"} for n in p.children[k]):
        return False
    found = c.roles.noun(p.words[k], p.lemmas[k])
    return found is not None and found.kind == "person"


def _is_recorded(c: Context, i: int, cluster: Cluster) -> bool:
    """Is it what a recording is said to show (ein Video, das ihn zeigen soll; auf dem er zu sehen sein soll)?"""
    p, verb, start = c.p, c.p.lower[cluster.last], c.sentence(i)[0]
    recordings = p.classes.endings("recording_ending")
    if not any(word.endswith(recordings) for word in p.lower[start:i]):
        return False
    if verb == "zeigen":
        return True
    on_it = any(p.tags[k] == "PRELS" and p.tags[k - 1] == "APPR" for k in range(start + 1, i))
    return verb == "sein" and on_it and p.lower[cluster.last - 1] in {"sehen", "hören", "erkennen"}


def claim(c: Context, i: int, end: int) -> bool:
    """Is `will` a claim (will nichts gewusst haben, will wissen, dass) and no wish?"""
    p = c.p
    if p.tags[i] not in FINITE:
        return False
    cluster = cluster_of(p, i)
    if cluster is not None and p.lower[cluster.last] == "wissen":
        return clause_follows(p, i, p.classes["dass"])  # will wissen, dass; not: ob
    if cluster is None or not cluster.perfect or (cluster.perfect == "sein" and not _moves(p, cluster.main)):
        return False
    return p.classes["deadline_word"].isdisjoint(p.lower[i : cluster.last])


def presumption(c: Context, i: int, end: int) -> bool:
    """Is `dürfte` a guess, and no permission or ban put into the subjunctive by reported speech (sie dürften nicht)?"""
    p = c.p
    a, b = clause_between_commas(p, i)
    if not p.lower[i].startswith("dürft") or _conditional(c, i) or {"ich", "wir"} & set(p.lower[max(a, i - 2) : i + 3]):
        return False
    limits = p.classes["negation"] | {"nur", "künftig", "wieder"}
    if p.lower[i] != "dürften" or limits.isdisjoint(p.lower[a:b]):
        return True
    if c.word_before(i) in {"und", "oder"} and not p.classes["duty_subjunctive"].isdisjoint(p.lower[a:i]):
        return False  # sie müssten handeln und dürften nichts verschweigen
    cluster = cluster_of(p, i)  # plural and limited: the subjunctive of a ban (sie dürften nicht geöffnet werden)
    return not c.reported(i) and not (cluster is not None and p.lower[cluster.last] == "werden")


def _conditional(c: Context, i: int) -> bool:
    """Does the modal stand in a clause of condition or purpose (wenn ich könnte, damit sie könnten)?"""
    a, conditional = first_word(c.p, i), c.p.classes["conditional_subordinator"]
    # a subordinator has the verb at the end: in "damit könnte" it is an adverb followed by its verb
    head = c.p.lower[a : max(a, min(a + 2, i - 1))]
    if not head:
        return False
    if head[0] == "bis":
        return not c.next_word(i + 1)[:1].isalnum()  # bis sie beginnen könnten; not: bis Freitag könnten sie
    if head[0] == "als" and head[1:] != ["ob"] and c.p.tags[a] != "KOUS":
        return False  # als Außenseiter
    joined = len(head) > 1 and head[0] in {"und", "oder", "auch", "selbst"} and head[1] in conditional
    return head[0] in conditional or head == ["als", "ob"] or joined


def possibility(c: Context, i: int, end: int) -> bool:
    """Is `könnte` a possibility (könnte gelogen sein), and not ability, wish, request; is `kann` clearly epistemic?"""
    p, word = c.p, c.p.lower[i]
    if not word.startswith("könnte"):
        return _epistemic_can(c, i)
    a, b = clause_between_commas(p, i)
    near = set(p.lower[max(a, i - 2) : i + 3])
    if {"ich", "wir", "du", "ihr", "man"} & near or "Sie" in p.words[i + 1 : i + 2] or _conditional(c, i):
        return False
    if _denied(c, i) or _how(c, i) or _unreal(c, i):
        return False
    rest = p.lower[i + 1 : b]
    if word == "könnten" and _is_ability(c, i, set(p.lower[a:b]), rest):
        return False
    best = any(p.tags[k] == "ADJD" and p.lower[k].endswith("er") for k in range(i + 1, b))
    return not ("nicht" in rest[:4] and best)  # könnte nicht besser sein


def _denied(c: Context, i: int) -> bool:
    """Is it said of what there is not (weder; keine Gründe, die das rechtfertigen könnten)?"""
    p, first, start = c.p, first_word(c.p, i), c.sentence(i)[0]
    if "weder" in p.lower[start:i]:
        return True
    return p.tags[first] == "PRELS" and not p.classes["negative_pronoun"].isdisjoint(p.lower[start:first])


def _how(c: Context, i: int) -> bool:
    """Is it asked how something could be done (wie ihnen geholfen werden könnte)?"""
    cluster = cluster_of(c.p, i) if c.p.lower[first_word(c.p, i)] == "wie" else None
    return cluster is not None and not cluster.perfect and c.p.lower[cluster.last] == "werden"


def _unreal(c: Context, i: int) -> bool:
    """Does a condition stand before that is not met (wenn er mehr Geld hätte, könnte er; hätte er es, könnte er)?"""
    before, unreal = c.p.lower[c.sentence(i)[0] : i], c.p.classes["unreal_subjunctive"]
    return not unreal.isdisjoint(before) and ("wenn" in before or before[0] in unreal)


def _is_ability(c: Context, i: int, words: set[str], rest: list[str]) -> bool:
    """Does the plural stand for könne of ability: limited (könnten nur zehn tragen), or denied in reported speech?"""
    if c.reported(i):
        return not words.isdisjoint(c.p.classes["negation"])
    cluster = cluster_of(c.p, i)
    if cluster is None or cluster.perfect or c.p.lower[cluster.last] not in c.p.classes["capacity_infinitive"]:
        return False
    only = c.p.classes["only"]
    return any(word in only and is_number(number) for word, number in zip(rest[:4], rest[1:], strict=False))


def _epistemic_can(c: Context, i: int) -> bool:
    p, cluster = c.p, cluster_of(c.p, i)
    if cluster is None:
        return False
    if cluster.perfect:
        return cluster.perfect == "haben" or cluster.perfect == "worden" or _moves(p, cluster.main)
    if p.lower[cluster.last] != "sein":
        return False
    before = p.lower[cluster.last - 1] if cluster.last else ""
    guessed = not p.classes["maybe"].isdisjoint(p.lower[i + 1 : cluster.last])
    if guessed and before not in p.classes["planned_state"] and before != "dabei":
        subject = subject_of(p, i)  # kann möglicherweise davon abhängig sein
        return subject < 0 or p.lower[subject] not in p.classes["personal_pronoun"]
    return before in {"durchaus", "gut", "falsch", "wahr", "richtig"} or (
        before in {"kann", "auch", "ja", "schon", "es"} and clause_follows(p, cluster.last, frozenset({"dass"}))
    )


def inference(c: Context, i: int, end: int) -> bool:
    """Is `muss` a conclusion about what was (muss gewusst haben), and no duty?"""
    p = c.p
    if p.lower[i].startswith("müss") and p.subjunctive[i] and p.lower[i] not in {"müsste", "müssten"}:
        return False
    cluster = cluster_of(p, i)
    if cluster is None or not cluster.perfect:
        return False
    words = set(p.lower[slice(*clause_complex(p, i))])
    if "vor" in words or not words.isdisjoint(p.classes["deadline_word"]):
        return False
    if p.lower[cluster.main] in p.classes["past_fact_participle"]:
        return True  # with other participles muss is mostly a duty
    return p.lower[i] == "muss" and subject_is_person(p, i) and not _required(c, i, cluster, words)


def _required(c: Context, i: int, cluster: Cluster, words: set[str]) -> bool:
    """Is it said what somebody must have done before something else (muss drei Jahre gearbeitet haben, bevor)?"""
    p = c.p
    done = p.lower[cluster.main].endswith(p.classes.endings("requirement_ending"))
    if done or not words.isdisjoint(p.classes["requirement_word"]):
        return True
    return any(is_number(word) for word in p.lower[slice(*clause_between_commas(p, i))])


def concession(c: Context, i: int, end: int) -> bool:
    """Is `mag` a concession (mag sein, mag stimmen), and no liking?"""
    cluster = cluster_of(c.p, i)
    if cluster is None or c.p.lower[i] not in {"mag", "mögen"}:
        return False
    return bool(cluster.perfect) or c.p.lower[cluster.last] in c.p.classes["concession_infinitive"]
