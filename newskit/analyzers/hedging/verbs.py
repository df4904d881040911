"""Verbs of guessing: a hedge only with an uncertain proposition (vermutet, dass), not glauben an or schätzen as value."""

from __future__ import annotations

from ...german.clauses import (
    clause_between_commas,
    clause_complex,
    clause_follows,
    clause_precedes,
    first_word,
    infinitive_follows,
    main_clause_follows,
)
from ...german.inflection import finite_forms
from ...german.numbers import is_number
from ...german.parse import FINITE
from ...german.subjects import subject_of
from .context import DASS, Context

WERDEN = finite_forms("werden") | {"werden", "worden"}
MAY = finite_forms("können") | finite_forms("dürfen") | {"darf"}
#: Before a participle these make it a comparison with what was thought (mehr als erwartet, wie befürchtet).
_COMPARED = frozenset("als wie denn".split())
_SINCE = frozenset(
    "zunächst bisher bislang ursprünglich zuvor noch erst anfangs allgemein vielfach von vielen ohnehin lange eigentlich weithin manche".split()
)
#: What comes out of something (eine Gefahr geht von ihm aus) assumes nothing.
_EMANATES = frozenset(
    "gefahr bedrohung initiative impuls impulse signal gewalt risiko risiken wirkung druck strahlung angriff reiz licht aggression wärme ansteckung faszination bericht infektion welle".split()
)
_PEOPLE = frozenset(
    "er sie wir ich man polizei ermittler experten experte expertin forscher forscherin staatsanwaltschaft regierung behörde behörden feuerwehr "
    "kripo kriminalpolizei unternehmen konzern verband partei beobachter analysten wissenschaftler bank institut stadt gericht veranstalter "
    "vorstand aufsichtsrat rat senat klub club team ausschuss gremium branche industrie wirtschaft justiz armee militär bundeswehr geheimdienst "
    "ärzte meteorologen ökonomen politiker minister ministerin sprecher sprecherin präsident präsidentin bund land kreis firma verein mehrheit "
    "viele manche einige ministerium amt kommission zeitung medien wer niemand alle fachleute historiker juristen richter demoskopen".split()
)
_PEOPLE_ENDINGS = tuple(
    "er erin ern ist isten istin innen mann frau männer frauen chef chefin amt ministerium behörde beamte beamten leute anwalt "
    "anwältin sprecherin".split()
)
#: Nouns that look like things and are people.
_BODIES = tuple(
    word + ending
    for word in "organisation stiftung vereinigung regierung verwaltung fraktion union kommission redaktion einsatzleitung schulleitung "
    "vertretung delegation opposition koalition zeitung abteilung gewerkschaft direktion".split()
    for ending in ("", "en")
)
_THINGS = frozenset(
    "spur spuren daten ergebnis ergebnisse umfrage umfragen studie studien fund funde zeichen anzeichen indiz indizien alles vieles einiges nichts das dies was "
    "verletzung verletzungen zahl zahlen bild bilder video videos aufnahmen symptome brief schreiben dokument dokumente unterlagen umstände "
    "befund befunde test tests analyse analysen modell modelle schätzung schätzungen prognose prognosen signale hinweise verhalten muster "
    "die auswertung untersuchung untersuchungen simulationen beobachtungen berechnungen".split()
)  # fmt: skip
_THING_ENDINGS = ("ung", "ungen", "tion", "tionen", "spuren", "daten", "zahlen", "ergebnisse", "indizien", "zeichen")
#: Who assumes something so is not in doubt: it is wrong.
_WRONGLY = frozenset("fälschlich fälschlicherweise irrtümlich irrtümlicherweise".split())
_LIGHTS = frozenset("sonne mond licht lampe lampen scheinwerfer lichter sterne".split())
_COSTED = tuple(
    "kosten zahl anzahl schaden wert dauer höhe umsatz vermögen preis kaufpreis menge alter summe ziffer".split()
)
#: What is estimated where it cannot be measured (wird ein Gewicht von 30 Kilo angenommen).
_MEASURED = ("gewicht", "temperatur", "länge", "größe", "höhe", "breite", "lebensalter", "dauer", "geschwindigkeit")


def compared(c: Context, i: int) -> bool:
    """Is the participle at i only what something is compared with (später als erwartet)?"""
    p, k = c.p, i - 1
    while k > 0 and p.lower[k] in _SINCE:
        k -= 1
    return k >= 0 and p.lower[k] in _COMPARED and not (i + 1 < len(p) and p.lower[i + 1] in WERDEN)


def _frames(c: Context, i: int) -> bool:
    """Is the verb a frame inserted into or after what is said (..., schätzt die Polizei; wie die Polizei schätzt)?"""
    p, start = c.p, c.sentence(i)[0]
    first = first_word(c.p, i)
    if first < i and p.lower[first] in {"wie", "so"} and p.tags[i] in FINITE:
        return True
    if p.tags[i] not in FINITE or i == start:
        return False
    return not p.words[i - 1][0].isalnum() and p.words[i - 1] not in {"–", "-", "(", ":"}


def complement(c: Context, i: int, end: int, value: str) -> bool:
    """Does the verb (or noun) have one of these complements: dass, w, v2, inf, frame, als, a preposition?"""
    return not compared(c, i) and any(_has(c, i, end, kind) for kind in value.split("|"))


def _has(c: Context, i: int, end: int, kind: str) -> bool:
    if kind in {"dass", "w"}:
        openers = DASS if kind == "dass" else c.p.classes["question_word"]
        return clause_follows(c.p, i, openers) or clause_precedes(c.p, i, openers)
    if kind == "v2":
        return main_clause_follows(c.p, i)
    if kind == "inf":
        return infinitive_follows(c.p, i)
    if kind == "frame":
        return _frames(c, i)
    a, b = clause_between_commas(c.p, i)
    if kind == "passive":
        return not WERDEN.isdisjoint(c.p.lower[a:b]) and not c.p.lower[i].endswith("en")
    return kind in c.p.lower[end:b]


def supposing(c: Context, i: int, end: int, value: str) -> bool:
    """Is it annehmen as supposing a proposition or a measure (wird ein Gewicht von 30 Kilo angenommen), not accepting?"""
    p = c.p
    a, b = clause_between_commas(c.p, i)
    if p.words[i] == "Angenommen" and c.next_word(i + 1) in {",", ":"}:
        return False  # Angenommen, der Plan scheitert: a condition
    if p.lower[i] != "angenommen" or WERDEN.isdisjoint(p.lower[a:b]):
        return complement(c, i, end, "dass|v2|frame")
    if p.tags[first_word(c.p, i)] == "PRELS":
        return False  # der Antrag, der angenommen wurde; not: der Mann, von dem angenommen wird
    subject = subject_of(c.p, i)
    if subject >= 0 and p.lower[subject].endswith(_MEASURED):
        return True
    comma = next((k for k in range(i + 1, c.sentence(i)[1]) if p.words[k] == ","), -1)
    follows = comma > 0 and c.next_word(comma + 1) in DASS
    return follows or clause_precedes(c.p, i, DASS) or complement(c, i, end, "v2|frame")


def uncompared(c: Context, i: int, end: int, value: str) -> bool:
    """Is it more than a comparison (not: mehr als vermutet)?"""
    return not compared(c, i)


def believing(c: Context, i: int, end: int, value: str) -> bool:
    """Is it glauben with a proposition, not glauben an?"""
    first, second = c.next_word(i + 1), c.next_word(i + 2)
    words = set(c.p.lower[slice(*clause_between_commas(c.p, i))])
    if "daran" in words and words & c.p.classes["negation"] or "wer" in words and words & MAY:
        return False  # glaubt nicht mehr daran; wer kann glauben, dass
    if first == "an" or (second == "an" and first in {"nicht", "fest", "weiter", "noch", "weiterhin"}):
        return False
    if "an" in c.p.lower[max(clause_between_commas(c.p, i)[0], i - 4) : i] and not clause_follows(c.p, i, DASS):
        return False
    return complement(c, i, end, "dass|v2|inf|frame") or first == "man"


def estimating(c: Context, i: int, end: int, value: str) -> bool:
    """Is it schätzen of a number or a proposition, not of a value?"""
    p, word = c.p, c.p.lower[i]
    if p.lower[i - 1 : i] == ["zu"] and not clause_follows(c.p, i, DASS):
        return False  # weiß zu schätzen
    if c.next_word(i + 1) == "ein" and not c.next_word(i + 2)[:1].isalnum() or p.child(i, "compound:prt") > i:
        return False  # schätzt ein
    a, b = clause_complex(c.p, i)
    if any(
        p.lower[k] == "auf"
        and any(is_number(w) or w in c.p.classes["fraction"] for w in p.lower[k + 1 : min(k + 5, b)])
        for k in range(a, b)
    ):
        return True
    if word.startswith("geschätzt") and word != "geschätzt":
        return any(p.lower[k].endswith(_COSTED) for k in range(i + 1, min(i + 3, b)))
    if word == "geschätzt" and "es" in p.lower[a:i] and WERDEN & set(p.lower[a:b]):
        return True
    return complement(c, i, end, "dass|v2|frame|w")


def assuming(c: Context, i: int, end: int, value: str) -> bool:
    """Is it ausgehen as assuming (davon, or a person's von), not emanating, ending or going out?"""
    p = c.p
    a, b = clause_between_commas(c.p, i)
    if p.lower[i].startswith("ausgehend"):
        return False
    words = p.lower[a:b]
    if any(p.lower[k] in _WRONGLY for k in p.children[i]) or (
        _EMANATES & set(words) and not clause_follows(c.p, i, DASS)
    ):
        return False
    if {"davon", "wovon", "hiervon"} & set(words):
        return True
    if not {"von", "vom"} & set(words):
        return False
    if p.lower[i] == "auszugehen":
        return True
    if p.lower[i] == "ausgegangen":
        return bool({"wird", "wurde", "werden", "wurden"} & set(words))
    return person_subject(c, i)


def person_subject(c: Context, i: int) -> bool:
    """Is the subject of the verb at i a person, a group or an organisation?"""
    s = subject_of(c.p, i)
    if s < 0:
        return False
    word = c.p.lower[s]
    return c.p.ents[s] in {"PER", "ORG"} or word in _PEOPLE or (len(word) > 4 and word.endswith(_PEOPLE_ENDINGS))


def seeming(c: Context, i: int, end: int, value: str) -> bool:
    """Is it scheinen as "it seems", not shining?"""
    p = c.p
    s = subject_of(c.p, i)
    if s >= 0 and p.lower[s] in _LIGHTS and not infinitive_follows(c.p, i):
        return False
    return not {"hell", "grell"} & set(p.lower[slice(*clause_between_commas(c.p, i))])


def pointing(c: Context, i: int, end: int, value: str) -> bool:
    """Does a thing point to something (Spuren deuten auf; Daten weisen darauf hin), not a person?"""
    p = c.p
    a, b = clause_between_commas(c.p, i)
    if not {"auf", "darauf", "worauf"} & set(p.lower[a:b]):
        return False
    s = subject_of(c.p, i)
    if s < 0:
        return value == "any"
    word = p.lower[s]
    if word.endswith(_BODIES):
        return False
    if word in _THINGS or word.endswith(_THING_ENDINGS):
        return True
    return value == "any" and not (p.ents[s] in {"PER", "ORG"} or word in _PEOPLE)


def suggesting(c: Context, i: int, end: int, value: str) -> bool:
    """Does a thing suggest a conclusion (legt nahe, dass), not a person a deed?"""
    return not infinitive_follows(c.p, end - 1) or clause_follows(c.p, end - 1, DASS)


def lying_near(c: Context, i: int, end: int, value: str) -> bool:
    """Is a conclusion near (liegt nahe, dass), not a place?"""
    if c.p.tags[i] == "ADJA":
        return False
    return c.p.lower[i].startswith("nahelieg") or not c.next_word(end)[:1].isalnum()
