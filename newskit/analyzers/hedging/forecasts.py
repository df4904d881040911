"""Verbs of what is to come: erwarten, fürchten, rechnen mit, a hedge as a forecast and not as a demand, a fright or a sum."""

from __future__ import annotations

from ...german.clauses import clause_between_commas, clause_follows, main_clause_follows
from .context import DASS, Context
from .verbs import MAY, WERDEN, compared, complement, person_subject

_FORECAST = tuple(
    "ung ungen tion tionen stieg anstieg rückgang wachstum ergebnis ergebnisse urteil zunahme abnahme plus "
    "minus umsatz gewinn verlust regen schnee gewitter stau staus sturm andrang zuwachs einbruch welle jahr "
    "winter sommer boom ende temperaturen effekt streit widerstand debatte kampf rennen defizit zahlen kosten einnahmen ausgaben "
    "einbußen verluste gewinne schäden folgen".split()
)
#: What may come true when it is feared (einen Anstieg der Mieten, Interessenkonflikte); others are only frightening (Hunde).
_HARMS = tuple(
    "konflikt konflikte nachteil nachteile verlust verluste schaden schäden einbußen ausschreitungen anschlag anschläge angriff "
    "angriffe anstieg rückgang kürzungen folgen engpass engpässe abbau pleite pleiten eskalation überschwemmung überschwemmungen "
    "krise unruhen proteste chaos stau staus eingriff eingriffe einschnitte zunahme verzögerung verzögerungen missbrauch schließung "
    "schließungen entlassungen krieg bürgerkrieg zusammenbruch einbruch welle probleme ende kosten opfer tote ausfälle missernte "
    "missernten hochwasser dürre rezession seuche seuchen epidemie epidemien hungersnot hungersnöte".split()
)
#: Who waits with these does not forecast (lang erwartet); what was not expected is no forecast.
_AWAITING = frozenset("nicht spannung lang lange heiß sehnlichst sehnsüchtig ungeduld".split())
#: What arrived in the end (die Hunde, die gestern erwartet wurden), unless somebody had foreseen it.
_PAST, _FORESEEN = frozenset({"wurde", "wurden", "worden"}), frozenset({"von", "vom", "für", "als"})
_DEMANDED = tuple(
    "aufklärung entschuldigung erklärung unterstützung lösung leistung entschädigung haltung achtung "
    "anerkennung".split()
)


def counting_on(c: Context, i: int, end: int, value: str) -> bool:
    """Is it rechnen mit as expecting, not being able to count on (hätte rechnen können)?"""
    p = c.p
    if p.lower[i] == "rechnen" and c.next_word(i + 1) in {"können", "dürfen"}:
        return False
    a, b = clause_between_commas(c.p, i)
    if p.lower[i] in {"gerechnet", "rechnend"} and not {"mit", "damit"} & set(p.lower[a:i]):
        return False
    particle = p.child(i, "compound:prt")
    if particle > i and p.lower[particle] not in {"mit", "damit"}:
        return False
    return bool({"mit", "damit", "womit"} & set(p.lower[a:b]))


def expecting(c: Context, i: int, end: int, value: str) -> bool:
    """Is it erwarten as a forecast, not waiting for or demanding?"""
    p, word = c.p, c.p.lower[i]
    if compared(c, i):
        return False
    a, b = clause_between_commas(c.p, i)
    words = set(p.lower[a:b])
    if word == "erwarten" and c.word_before(i) in {"nicht", "kaum"} and words & MAY and clause_follows(c.p, i, DASS):
        return False  # kann nicht erwarten, dass wir zahlen
    demanded = any(p.lower[k] in {"von", "vom"} and p.heads[p.heads[k]] == i for k in range(a, b))
    if p.tags[i] == "ADJA" or word.startswith("erwartend"):
        return c.word_before(i) not in _AWAITING
    if word == "erwarten" and c.word_before(i) == "zu":
        return not demanded
    if word == "erwartet" and WERDEN & words:
        if not words.isdisjoint({"wird", "wurde"}) and words.isdisjoint(_FORESEEN) and person_subject(c, i):
            return False  # der Präsident wird in Paris erwartet: an appointment
        awaited = words & _PAST and "PRELS" in p.tags[a:b] and not words & _FORESEEN
        return not awaited and not (demanded and clause_follows(c.p, i, DASS))
    if clause_follows(c.p, i, DASS) or main_clause_follows(c.p, i):
        return not demanded
    return _forecast_object(c, i)


def _forecast_object(c: Context, i: int) -> bool:
    """Is what is expected an event or a number (erwartet einen Anstieg, erwarten 200 Gäste)?"""
    p = c.p
    for k in p.children[i]:
        if p.deps[k] == "obj" and p.tags[k] in {"NN", "CARD"}:
            event = p.lower[k].endswith((*_FORECAST, *_HARMS)) and not p.lower[k].endswith(_DEMANDED)
            return event or any(p.tags[m] == "CARD" for m in p.children[k])
    return False


def dreading(c: Context, i: int, end: int, value: str) -> bool:
    """Does what is feared stand in a clause, or is it an event that is not known yet (einen Anstieg, not: den Abstieg)?"""
    if complement(c, i, end, value):
        return True
    p = c.p
    objects = [k for k in p.children[i] if p.deps[k] == "obj" and p.tags[k] == "NN" and p.lower[k].endswith(_HARMS)]
    return any(
        all(p.lower[m][:1] != "d" for m in p.children[k] if p.tags[m] in {"ART", "PDAT"}) and not compared(c, i)
        for k in objects
    )
