"""Conditions of the hedge list that the language (docs/conditions.md) cannot say; those of modal verbs: modals.py.

A condition gets the context and the token range of the candidate, and answers whether it holds.
"""

from __future__ import annotations

from ...german.clauses import (
    clause_between_commas,
    clause_complex,
    clause_follows,
    clause_precedes,
    has_complement,
    has_verb,
    is_compared,
    main_clause_follows,
)
from ...german.conditions import Test
from ...german.numbers import is_number, is_score, is_unit, quantity_follows
from ...german.subjects import subject_is_person, subject_of
from .context import Context
from .modals import claim, concession, hearsay, inference, possibility, presumption


def barely(c: Context, i: int, end: int) -> bool:
    """Is `knapp`, `rund` or `gut` before a quantity, not a narrow result, a round thing or a quality?"""
    p, word = c.p, c.p.lower[i]
    if word not in {"knapp", "rund", "gut"}:
        return _inflected(c, i, end)
    following = c.next_word(end)
    if is_score(following) or (word == "rund" and following == "um"):
        return False
    return quantity_follows(p, end) and not (
        word == "gut" and i and p.lower[i - 1] in p.classes["degree_or_comparison"]
    )


def _inflected(c: Context, i: int, end: int) -> bool:
    """An inflected one needs the number or unit right after it; gutes Jahr only as a span (vor einem guten Jahr)."""
    if not quantity_follows(c.p, end) and not _unit_follows(c, end):
        return False
    if c.p.lower[i].startswith("gut") and c.next_word(end) in c.p.classes["time_unit"]:
        before, after = c.p.lower[max(0, i - 2)], c.next_word(end + 1)
        return before in c.p.classes["before_time_span"] or after in c.p.classes["after_time_span"]
    return True


def _unit_follows(c: Context, end: int) -> bool:
    """Is the word between ein and a unit (ein knappes Jahr, eine gute halbe Stunde)?"""
    first, second = c.next_word(end), c.next_word(end + 1)
    return is_unit(c.p, first) or (first in {"halbe", "halben", "halbes", "dreiviertel"} and is_unit(c.p, second))


def around(c: Context, i: int, end: int) -> bool:
    """Does a point in time stand between um and herum (um Ostern herum), or an old year (um 1500 v. Chr.)?"""
    classes = c.p.classes
    after = c.p.lower[end : min(end + 6, c.sentence(i)[1])]
    levels = c.word_before(i).endswith(classes.endings("level_ending"))
    if len(after) > 1 and is_number(after[0]) and after[1] == "grad" and levels:
        return True  # Werte um 30 Grad
    if len(after) > 2 and after[0].isdecimal() and after[1] in classes["era_preposition"]:
        if after[2].startswith(classes.endings("era_beginning")):
            return True
    if "herum" not in after[1:]:
        return False
    between = after[: after.index("herum", 1)]
    last = between[-1]
    if (last.isdecimal() and len(last) == 4) or last in classes["holiday_or_turn"]:
        return True
    return (last in classes["time_unit"] or last == "uhr") and any(map(is_number, between))


def expecting(c: Context, i: int, end: int) -> bool:
    """Is it erwarten as a forecast, not waiting for or demanding?"""
    p, word = c.p, c.p.lower[i]
    if is_compared(p, i) or _cannot_expect(c, i):
        return False
    if p.tags[i] == "ADJA" or word.startswith("erwartend"):
        return c.word_before(i) not in p.classes["awaiting_adverb"]
    a, b = clause_between_commas(p, i)
    demanded = any(p.lower[k] in {"von", "vom"} and p.heads[p.heads[k]] == i for k in range(a, b))
    if word == "erwarten" and c.word_before(i) == "zu":
        return not demanded
    if word == "erwartet" and not p.classes["werden_form"].isdisjoint(p.lower[a:b]):
        return _is_expected(c, i) and not (demanded and clause_follows(p, i, p.classes["dass"]))
    if clause_follows(p, i, p.classes["dass"]) or main_clause_follows(p, i):
        return not demanded
    return _expects_development(c, i)


def _cannot_expect(c: Context, i: int) -> bool:
    """Is it denied that one may expect something (kann nicht erwarten, dass wir zahlen)?"""
    p = c.p
    if p.lower[i] != "erwarten" or c.word_before(i) not in {"nicht", "kaum"}:
        return False
    here = p.lower[slice(*clause_between_commas(p, i))]
    return not p.classes["can_or_may_form"].isdisjoint(here) and clause_follows(p, i, p.classes["dass"])


def _is_expected(c: Context, i: int) -> bool:
    """Is the passive a forecast, no appointment (der Präsident wird in Paris erwartet), and not of what arrived?"""
    p = c.p
    a, b = clause_between_commas(p, i)
    words = set(p.lower[a:b])
    foreseen = not words.isdisjoint(p.classes["agent_or_purpose"])
    if not words.isdisjoint({"wird", "wurde"}) and not foreseen and subject_is_person(p, i):
        return False
    arrived = not words.isdisjoint(p.classes["passive_past"]) and "PRELS" in p.tags[a:b]
    return foreseen or not arrived


def _expects_development(c: Context, i: int) -> bool:
    """Is what is expected an event or a number (erwartet einen Anstieg, erwarten 200 Gäste)?"""
    p = c.p
    for k in p.children[i]:
        if p.deps[k] == "obj" and p.tags[k] in {"NN", "CARD"}:
            word, counted = p.lower[k], any(p.tags[m] == "CARD" for m in p.children[k])
            event = word.endswith((*p.classes.endings("development_ending"), *p.classes.endings("harm_ending")))
            return counted or (event and not word.endswith(p.classes.endings("demand_ending")))
    return False


def dreading(c: Context, i: int, end: int) -> bool:
    """Does what is feared stand in a clause, or is it an event not known yet (einen Anstieg, not: den Abstieg)?"""
    p = c.p
    if has_complement(p, i, end, ("dass", "inf", "v2", "frame")):
        return True
    harms = p.classes.endings("harm_ending")
    objects = [k for k in p.children[i] if p.deps[k] == "obj" and p.tags[k] == "NN" and p.lower[k].endswith(harms)]
    return any(
        all(p.lower[m][:1] != "d" for m in p.children[k] if p.tags[m] in {"ART", "PDAT"}) and not is_compared(p, i)
        for k in objects
    )


def estimating(c: Context, i: int, end: int) -> bool:
    """Is it schätzen of a number or a proposition, not of a value?"""
    p, word = c.p, c.p.lower[i]
    if p.lower[i - 1 : i] == ["zu"] and not clause_follows(p, i, p.classes["dass"]):
        return False  # weiß zu schätzen
    if c.next_word(i + 1) == "ein" and not c.next_word(i + 2)[:1].isalnum() or p.child(i, "compound:prt") > i:
        return False  # schätzt ein
    a, b = clause_complex(p, i)
    if _estimated_at(c, a, b):
        return True
    if word.startswith("geschätzt") and word != "geschätzt":
        amounts = p.classes.endings("amount_ending")
        return any(p.lower[k].endswith(amounts) for k in range(i + 1, min(i + 3, b)))
    if word == "geschätzt" and "es" in p.lower[a:i] and not p.classes["werden_form"].isdisjoint(p.lower[a:b]):
        return True
    return has_complement(p, i, end, ("dass", "v2", "frame", "w"))


def _estimated_at(c: Context, a: int, b: int) -> bool:
    """Does a number follow auf (auf zwei Millionen geschätzt)?"""
    p, fractions = c.p, c.p.classes["fraction"]
    return any(
        p.lower[k] == "auf" and any(is_number(w) or w in fractions for w in p.lower[k + 1 : min(k + 5, b)])
        for k in range(a, b)
    )


def possible(c: Context, i: int, end: int) -> bool:
    """Is `möglich` (denkbar, vorstellbar) an uncertain thing (mögliche Ursache; möglich, dass), not an ability?"""
    p, after = c.p, c.next_word(i + 1)
    before = p.lower[i - 1] if i else ""
    if before in p.classes["all_or_superlative"]:
        return False  # alle möglichen, so bald wie möglich
    if p.lower[i].endswith(p.classes.endings("adjective_ending")):
        return _possible_thing(c, end)
    if _has_dass(c, i):
        return True
    if before == "für" or (before == "als" and has_verb(p, i, p.classes["deem_form"]) >= 0):
        return True
    if before in {"gut", "durchaus", "kaum"} and not after[:1].isalpha():
        return has_verb(p, i, p.classes["copula"]) >= 0 and not _was_hardly(c, i)
    if _conceived(c, i):
        return True
    opens = c.begins(i) and after in {"ist", "sei", "wäre", "scheint", "war"}
    return opens and not c.next_word(i + 2).startswith(("das", "dies"))


def _has_dass(c: Context, i: int) -> bool:
    """möglich, dass ...: right behind it or in front."""
    dass = c.p.classes["dass"]
    return (clause_follows(c.p, i, dass) and i + 4 > _comma_after(c, i)) or clause_precedes(c.p, i, dass)


def _was_hardly(c: Context, i: int) -> bool:
    """war kaum denkbar: a fact of the past."""
    p = c.p
    return p.lower[i - 1] == "kaum" and has_verb(p, i, p.classes["past_of_sein"]) >= 0


def _possible_thing(c: Context, end: int) -> bool:
    """Does a noun follow that is no way to go (mögliche Ursache, not: mögliche Lösung)?"""
    p, noun = c.p, c.next_word(end)
    before_noun = p.tags[end - 1] == "ADJA" or (end < len(p) and p.words[end][0].isupper())
    return before_noun and noun not in p.classes["way_or_option"] and not noun.startswith(("höchst", "mindest", "best"))


def _conceived(c: Context, i: int) -> bool:
    """Is something conceivable (auch ein Anschlag ist denkbar), and neither ruled out nor a matter of choice?"""
    p, classes = c.p, c.p.classes
    here, subject = p.lower[slice(*clause_between_commas(p, i))], subject_of(p, i)
    event = subject >= 0 and p.lower[subject].endswith(classes.endings("misfortune_ending"))
    if not event and p.lower[i] not in classes["conceivable"]:
        return False
    if (classes["copula"] - classes["past_of_sein"]).isdisjoint(here):
        return False
    if not (classes["negation"] | classes["past_of_sein"]).isdisjoint(here):
        return False
    last = not c.next_word(i + 1)[:1].isalnum() or c.next_word(i + 1) in classes["copula"]
    return last and (subject < 0 or p.lower[subject] not in classes["matter_of_choice"])


def _comma_after(c: Context, i: int) -> int:
    """Index of the next comma of the sentence after token i, or a far one."""
    return next((k for k in range(i + 1, c.sentence(i)[1]) if c.p.words[k] == ","), i + 99)


def question_open(c: Context, i: int, end: int) -> bool:
    """Is a question open (offen, ob; bleibt offen; noch offen), not a door?"""
    p, classes = c.p, c.p.classes
    questions, copula, after, comma = (
        classes["question_word"],
        classes["copula"],
        c.next_word(i + 1),
        _comma_after(c, i),
    )
    if p.tags[i] == "ADJA" or after in {"für", "gegenüber", "über", "mit", "zu", "stehen", "gelegt"}:
        return False
    if "frage" in p.lower[i + 1 : comma] and after in copula:
        return clause_follows(p, i, questions)  # offen ist noch die Frage, ob
    asked = clause_follows(p, i, questions) and comma <= i + 1 + (after in copula)
    if asked or clause_precedes(p, i, questions):
        return True
    words = set(p.lower[slice(*clause_between_commas(p, i))])
    said = not copula.isdisjoint(words)
    if said and _is_outcome(c, i, words):
        return True
    if not classes["remain_or_leave_form"].isdisjoint(words):
        return classes["what_has_doors"].isdisjoint(words)
    return said and i > 0 and p.lower[i - 1] in classes["open_adverb"]


def _is_outcome(c: Context, i: int, words: set[str]) -> bool:
    """Is it said of what is open as long as it is not decided (der Ausgang; not: der Ausgang zum Hof)?"""
    subject = subject_of(c.p, i)
    outcome = subject >= 0 and c.p.lower[subject] in c.p.classes["outcome_noun"]
    return outcome and c.p.classes["to_or_until"].isdisjoint(words)


#: What a line of hedges.tsv may name in its column `when` beside areas and tests of the language.
FUNCTIONS: dict[str, Test] = {
    "hearsay": hearsay,
    "claim": claim,
    "presumption": presumption,
    "possibility": possibility,
    "inference": inference,
    "concession": concession,
    "expecting": expecting,
    "dreading": dreading,
    "estimating": estimating,
    "possible": possible,
    "open": question_open,
    "barely": barely,
    "around": around,
}
