"""What is not known or not ruled out hedges in one use and not in another: offen, unklar, nicht bestätigt, schließt nicht aus."""

from __future__ import annotations

from ...german.clauses import clause_between_commas, clause_follows, clause_precedes, has_verb
from ...german.inflection import finite_forms
from ...german.negation import negation_shortly_before
from ...german.subjects import subject_of
from .context import DASS, Context
from .verbs import WERDEN
from .words import CHOICES, COPULA, OBJECTS, comma_after

_LEFT = finite_forms("bleiben") | finite_forms("lassen") | {"geblieben", "gelassen"}
_DOORS = frozenset("geschäfte geschäft läden tür türen grenze grenzen schulen kitas restaurants".split())
#: What is open as long as it is not decided (der Ausgang ist offen).
_OUTCOMES = frozenset(
    "ausgang wahlausgang spielausgang ergebnis wahlergebnis frage zeitpunkt termin verbleib schicksal finanzierung nachfolge".split()
)
#: der Ausgang zum Hof, bis Freitag offen, offen und ehrlich
_NO_OUTCOME = frozenset({"zu", "zum", "zur", "bis", "und"})
#: What is unclear if it is "nicht klar" (the water is not).
_QUESTIONS = tuple(
    "ursache ursachen hintergrund hintergründe motiv motive grund gründe zahl zeitpunkt ausgang verbleib lage identität herkunft umstände "
    "ablauf hergang absicht absichten zukunft schicksal zusammenhang ausmaß höhe zweck".split()
)
#: Reasons, but not those for keeping something back (aus Sicherheitsgründen).
_OTHER_REASONS = frozenset({"hintergründen", "beweggründen", "gründen"})
_TO_WHOM = frozenset("mir dir ihm ihr uns euch ihnen vielen manchen einigen".split())
_MADE_KNOWN = frozenset("gegeben geben gemacht machen zu gab gaben für".split())
_MUST = finite_forms("müssen") | finite_forms("brauchen")
_HAVE = finite_forms("haben")
_THERE_IS, _STANDS = finite_forms("geben") | finite_forms("liegen"), finite_forms("stehen")
_EXPELLING = frozenset("partei fraktion verein verband".split())
_YET = frozenset("bislang bisher zunächst noch sich".split())
#: What cannot be done where something is uncertain (lässt sich nicht überprüfen).
_CHECKS = frozenset(
    "nachprüfen überprüfen prüfen bestätigen verifizieren belegen beweisen nachweisen klären ableiten sagen beurteilen einschätzen "
    "abschätzen vorhersagen beziffern feststellen ermitteln absehen beantworten rekonstruieren abschließend".split()
)


def question_open(c: Context, i: int, end: int, value: str) -> bool:
    """Is a question open (offen, ob; bleibt offen; noch offen), not a door?"""
    p = c.p
    if p.tags[i] == "ADJA" or c.next_word(i + 1) in {"für", "gegenüber", "über", "mit", "zu", "stehen", "gelegt"}:
        return False
    if "frage" in p.lower[i + 1 : comma_after(c, i)] and c.next_word(i + 1) in COPULA:
        return clause_follows(c.p, i, c.p.classes["question_word"])  # offen ist noch die Frage, ob
    asked = clause_follows(c.p, i, c.p.classes["question_word"]) and comma_after(c, i) <= i + 1 + (
        c.next_word(i + 1) in COPULA
    )
    if asked or clause_precedes(c.p, i, c.p.classes["question_word"]):
        return True
    a, b = clause_between_commas(c.p, i)
    words = set(p.lower[a:b])
    subject = subject_of(c.p, i)
    if subject >= 0 and words & COPULA and p.lower[subject] in _OUTCOMES and not words & _NO_OUTCOME:
        return True
    if words & _LEFT:
        return not words & _DOORS
    return i > 0 and p.lower[i - 1] in {"noch", "weiter", "weiterhin", "völlig", "vorerst"} and bool(words & COPULA)


def undecided(c: Context, i: int, end: int, value: str) -> bool:
    """Is it not sure whether (nicht sicher, ob; noch nicht klar), not unsafe or unclear in another sense?"""
    if clause_follows(c.p, end - 1, c.p.classes["question_word"] | DASS) or clause_precedes(
        c.p, i, c.p.classes["question_word"] | DASS
    ):
        return True
    return c.p.lower[i] == "noch" or (i > 0 and c.p.lower[i - 1] in {"noch", "bisher", "bislang", "zunächst"})


def unclear(c: Context, i: int, end: int, value: str) -> bool:
    """Is it not clear whether, or is a thing unclear (die Ursache ist nicht klar), not unknown to somebody (ihm war nicht klar, dass)?"""
    if clause_follows(c.p, end - 1, DASS) and not _TO_WHOM.isdisjoint(c.p.lower[slice(*clause_between_commas(c.p, i))]):
        return False
    subject = subject_of(c.p, i)
    question = subject >= 0 and c.p.lower[subject].endswith(_QUESTIONS) and has_verb(c.p, i, COPULA) >= 0
    last = not c.next_word(end)[:1].isalpha() or c.next_word(end) in COPULA  # not: nicht klar geregelt
    return (question and last) or undecided(c, i, end, value)


def unknown(c: Context, i: int, end: int, value: str) -> bool:
    """Is something not known (ist nicht bekannt), not unannounced (nicht bekannt gegeben)?"""
    if c.next_word(end) in _MADE_KNOWN or c.p.tags[end - 1] == "ADJA":
        return False
    here = c.p.lower[slice(*clause_between_commas(c.p, i))]
    if "aus" in here and any(word.endswith("gründen") and word not in _OTHER_REASONS for word in here):
        return False  # kept back: aus Sicherheitsgründen nicht bekannt
    return has_verb(c.p, i, COPULA) >= 0


def unconfirmed(c: Context, i: int, end: int, value: str) -> bool:
    """Is something not confirmed, and neither denied (hat es nicht bestätigt) nor to be confirmed (muss nicht bestätigt werden)?"""
    words = set(c.p.lower[slice(*clause_between_commas(c.p, i))])
    if words & _MUST:
        return False
    return not words & _HAVE or bool(words & _YET)


def not_confirmed_yet(c: Context, i: int, end: int, value: str) -> bool:
    """Does a sentence begin with it (Offiziell bestätigt ist das nicht)?"""
    first = c.begins(i) or (c.p.tags[i - 1] == "ADJD" and c.begins(i - 1))
    here = c.p.lower[end : clause_between_commas(c.p, i)[1]]
    return first and c.next_word(end) in COPULA | WERDEN and "nicht" in here


def unverifiable(c: Context, i: int, end: int, value: str) -> bool:
    """Can something not be checked (lässt sich nicht überprüfen)?"""
    words = c.p.lower[slice(*clause_between_commas(c.p, i))]
    return "sich" in words and "nicht" in words and not _CHECKS.isdisjoint(words)


def whole_check(c: Context, i: int) -> tuple[int, int]:
    """The range from the first to the last part of such an expression."""
    a, b = clause_between_commas(c.p, i)
    parts = [k for k in range(a, b) if c.p.lower[k] in _CHECKS or c.p.lower[k] in {"sich", "nicht"} or k == i]
    return min(parts), max(parts) + 1


def excluded(c: Context, i: int, end: int, value: str) -> bool:
    """Is something not ruled out (schließt einen Anschlag nicht aus), that is not up to those who say so (eine Koalition)?"""
    if not _EXPELLING.isdisjoint(c.p.lower[slice(*clause_between_commas(c.p, i))]):
        return False  # nicht aus der Partei ausgeschlossen
    if any(c.p.lower[k] in CHOICES and c.p.deps[k] in OBJECTS for k in c.p.children[i]):
        return False
    return "nicht" in c.p.lower[i:end] or negation_shortly_before(c.p, i) >= 0


def outstanding(c: Context, i: int, end: int, value: str) -> bool:
    """Is something not there yet (eine Bestätigung gab es nicht, steht noch aus)?"""
    if any(c.p.tags[k] == "PIAT" for k in c.p.children[i]):
        return False  # keine Bestätigung
    if "nicht" in c.p.lower[slice(*clause_between_commas(c.p, i))]:
        return has_verb(c.p, i, _THERE_IS) >= 0
    return has_verb(c.p, i, _STANDS) >= 0 and "aus" in c.p.lower[slice(*clause_between_commas(c.p, i))]
