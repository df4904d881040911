"""sollen and wollen: hearsay and claims (soll gesagt haben, will nichts gewusst haben) against plan, duty and wish.

A rule gets the context, the token range of the candidate and the value of its condition, and answers whether it holds.
"""

from __future__ import annotations

from ...german.clauses import clause_between_commas, clause_follows
from ...german.numbers import is_number
from ...german.parse import FINITE
from ...german.roles import Roles
from ...german.subjects import subject_of
from .cluster import Cluster, cluster_of
from .context import DASS, Context

#: Participles that form their perfect with sein; with other verbs "soll geschlossen sein" is a state, often a planned one.
SEIN_PERFECT = frozenset(
    "gewesen geworden gestorben verstorben gekommen angekommen umgekommen entkommen gegangen vergangen hervorgegangen ausgegangen umgegangen "
    "losgegangen gefahren losgefahren geflogen gefallen geflohen geflüchtet geraten gestürzt abgestürzt gestiegen angestiegen gesunken "
    "verschwunden ausgebrochen eingebrochen zusammengebrochen eingetroffen explodiert entstanden geblieben passiert geschehen erschienen "
    "aufgetreten aufgetaucht untergetaucht gelaufen weggelaufen gerannt gesprungen gereist eingereist ausgereist abgereist gezogen umgezogen "
    "gewachsen angewachsen ertrunken erstickt abgebogen begegnet gefolgt gelungen gescheitert zurückgekehrt zurückgetreten beigetreten "
    "ausgestiegen eingestiegen umgestiegen gelandet aufgewachsen aufgewacht eingeschlafen entglitten ausgerutscht gestolpert "
    "vorgekommen dazugekommen vorgegangen zugegangen angegangen eingedrungen vorgedrungen unterlaufen abgekommen zusammengestoßen".split()
)
_MOVING = tuple(SEIN_PERFECT)
#: Infinitives that name a state, of which nobody makes a plan for the past or present.
STATES = frozenset(
    "stammen leben wohnen wissen existieren betragen herrschen besitzen verfügen zurückgehen leiden gehören umfassen lauten bestehen "
    "belaufen stehen liegen beruhen kennen zählen neigen verdienen befinden aufhalten verstehen glauben fürchten bezwecken eignen ähneln "
    "erhoffen beabsichtigen einsitzen angehören stecken".split()
)
#: Infinitives of plans as well as of states: only where somebody tells it.
_TOLD_STATES = frozenset("vorliegen verhandeln warten hoffen fehlen planen bevorstehen drohen profitieren".split())
#: What is done to people, and stands in no plan that papers tell of (sollen bis Mittwoch getötet worden sein), and what was.
_DONE = frozenset(
    "getötet verletzt erschossen ermordet verhaftet festgenommen entführt verurteilt hingerichtet gefoltert misshandelt missbraucht "
    "vergewaltigt bestochen betrogen gewesen".split()
)
#: Words of the future: with them a state is planned (soll künftig kostenlos sein).
PLANNED = frozenset(
    "künftig zukünftig bald demnächst ab bis spätestens mittelfristig langfristig kurzfristig dann nächsten nächste nächstes nächster kommenden "
    "kommende kommendes weiter weiterhin wieder morgen zukunft mindestens möglichst damit jetzt nun ende mitte anfang erst zunächst herbst "
    "frühjahr sommer winter montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august "
    "september oktober november dezember mehr weniger jeder jede alle auch".split()
)
#: Where somebody or something is: with these "auch" and a number say nothing about a plan (sollen mehr als 200 Menschen leben).
_PLACES = frozenset("leben wohnen befinden aufhalten liegen stammen einsitzen".split())
DEADLINE = frozenset({"bis", "spätestens", "künftig", "mindestens"})
#: Words that show that somebody tells it (soll nach Medienberichten krank sein).
HEARSAY = frozenset(
    "laut zufolge angeblich offenbar medienberichten berichten bericht angaben informationen gerüchten gerüchte bereits schon derzeit "
    "mutmaßlich mutmaßliche darunter insider aussage aussagen legende überlieferung hersteller".split()
)
PLANNED_STATES = frozenset(
    "kostenlos fertig offen möglich erreichbar verfügbar zugänglich beitragsfrei kostenfrei frei erlaubt verboten dabei pflicht soweit "
    "gerecht verständlich freundlich pünktlich transparent nachhaltig barrierefrei bezahlbar attraktiv effizient sparsam klimaneutral "
    "flexibel modern einheitlich verbindlich verpflichtend freiwillig öffentlich einfach fair barrierearm lebenswert "
    "einsatzbereit bereit sicher gültig nutzbar gewährleistet sichtbar erhältlich zulässig sehen ziel teil schluss".split()
)
PERSONS = frozenset("er sie ich wir man".split())
#: Whoever has a part in what happened, and is not told what to be.
_INVOLVED = frozenset(
    "täter täterin tätern opfer opfern verletzte verletzten verletzter verdächtige verdächtigen verdächtiger festgenommene festgenommenen angreifer "
    "angreifern attentäter attentätern fahrer fahrerin schütze tote toten toter getöteten vermissten geiseln".split()
)
_RECORDINGS = ("video", "videos", "aufnahme", "aufnahmen", "mitschnitt", "mitschnitte", "mitschnitten")
_SOME = frozenset("einer eine eines einige mehrere viele zahlreiche manche keiner".split())
#: What is found out, not planned.
_CAUSES = frozenset("hintergrund grund ursache auslöser motiv anlass tatmotiv unfallursache brandursache".split())


def hearsay(c: Context, i: int, end: int, value: str) -> bool:
    """Is `soll` hearsay (soll gesagt haben, soll krank sein) and no plan, order or purpose?"""
    p = c.p
    cluster = cluster_of(c, i) if p.tags[i] in FINITE else None
    if cluster is None:
        return False
    words = _around(c, i, cluster)
    if not cluster.perfect and c.asked(i):
        return False  # wie lange sie bleiben sollen
    if cluster.perfect and (cluster.perfect != "sein" or moves(p.lower[cluster.main])):
        return p.lower[cluster.main] in _DONE or not words & DEADLINE
    return _state(c, i, cluster, words)


def _around(c: Context, i: int, cluster: Cluster) -> set[str]:
    """The words of the modal's clause; "bis" only where it is no range of numbers (17 bis 19 Jahre)."""
    p, a = c.p, i
    start = c.sentence(i)[0]
    while a > start and p.words[a - 1] != "," and p.lower[a - 1] != "und" and p.tags[a - 1] not in FINITE:
        a -= 1
    words = range(a, max(i, cluster.last))
    return {p.lower[k] for k in words if not (p.lower[k] == "bis" and _is_no_deadline(c, k))}


def _is_no_deadline(c: Context, k: int) -> bool:
    """Is `bis` at k part of a range (17 bis 19, bis zu 200), or does it say until when something has lasted (bis heute)?"""
    return is_number(c.word_before(k)) or c.next_word(k + 1) in {"zu", "heute", "zuletzt"}


def moves(participle: str) -> bool:
    """Does the participle form its perfect with sein (gestorben, hartgeblieben)?"""
    return participle.endswith(_MOVING)


def _state(c: Context, i: int, cluster: Cluster, words: set[str]) -> bool:
    """Is what `soll` governs a state told of somebody or something, and not one to be brought about?"""
    p, verb = c.p, c.p.lower[cluster.last]
    if verb == "handeln":
        return "sich" in words and "um" in words
    told = bool(words & HEARSAY)
    if verb in _PLACES:
        words = words - ({"auch", "mehr", "weniger"} if "als" in words else {"auch"})
    if words & (PLANNED if not told else DEADLINE):
        return False
    if _recorded(c, i, cluster):
        return True
    if verb in _TOLD_STATES:
        return told or (
            verb == "vorliegen" and p.child(cluster.last, "obl:arg") >= 0
        )  # ihm soll ein Gutachten vorliegen
    if verb in STATES:
        return told or not words & c.p.classes["negation"]
    if verb == "geben":
        return told and "es" in words
    if verb == "haben":
        return told or _person(c, i)
    state = max(cluster.last - 1, 0)
    if p.tags[state] != "ADJD" and i and p.tags[i - 1] == "ADJD":
        state = i - 1  # Einzigartig soll der Akku sein
    if verb != "sein" or p.lower[state] in PLANNED_STATES:
        return False
    if c.word_before(state) == "am" and p.lower[state].endswith("sten"):
        return True  # am intensivsten
    if c.word_before(i) in _CAUSES and (c.begins(i - 1) or (i > 1 and c.begins(i - 2))):
        return True  # Die Ursache soll ein Kabel sein
    if _is_somebody(c, p.heads[cluster.last] if p.deps[cluster.last] == "cop" else state):
        return True
    return told or _person(c, i) or _involved(c, i) or (p.tags[state] == "ADJD" and not p.lower[state].endswith("er"))


def _person(c: Context, i: int) -> bool:
    """Is the subject of the modal at i a person by name, or a pronoun for one?"""
    subject = subject_of(c.p, i)
    return subject >= 0 and (c.p.ents[subject] == "PER" or c.p.lower[subject] in PERSONS)


def _involved(c: Context, i: int) -> bool:
    """Is it said of somebody of whom an article tells what happened (der Täter, ein Drittel der Verletzten, unter den Toten)?"""
    before = c.p.lower[clause_between_commas(c.p, i)[0] : i]
    if before[:1] == ["unter"] or not c.p.classes["fraction"].isdisjoint(before) or any(map(_is_some, before)):
        return not _INVOLVED.isdisjoint(before)
    subject = subject_of(c.p, i)
    return subject >= 0 and c.p.lower[subject] in _INVOLVED


def _is_somebody(c: Context, k: int) -> bool:
    """Is token k a noun for a person with an article (soll ein russischer Kleinkrimineller sein)?"""
    p = c.p
    if p.tags[k] != "NN" or not any(p.tags[n] in {"ART", "PIAT"} for n in p.children[k]):
        return False
    found = Roles.of().noun(p.words[k], p.lemmas[k])
    return found is not None and found.kind == "person"


def _recorded(c: Context, i: int, cluster: Cluster) -> bool:
    """Is it what a recording is said to show (ein Video, das den Angriff zeigen soll; auf dem er zu sehen sein soll)?"""
    p, verb = c.p, c.p.lower[cluster.last]
    start = c.sentence(i)[0]
    if not any(word.endswith(_RECORDINGS) for word in p.lower[start:i]):
        return False
    if verb == "zeigen":
        return True
    on_it = any(p.tags[k] == "PRELS" and p.tags[k - 1] == "APPR" for k in range(start + 1, i))
    return verb == "sein" and on_it and p.lower[cluster.last - 1] in {"sehen", "hören", "erkennen"}


def _is_some(word: str) -> bool:
    return word in _SOME or is_number(word)


def claim(c: Context, i: int, end: int, value: str) -> bool:
    """Is `will` a claim (will nichts gewusst haben, will wissen, dass) and no wish?"""
    if c.p.tags[i] not in FINITE:
        return False
    cluster = cluster_of(c, i)
    if cluster is not None and c.p.lower[cluster.last] == "wissen":
        return clause_follows(c.p, i, DASS)  # will wissen, dass; not: ob
    if cluster is None or not cluster.perfect or (cluster.perfect == "sein" and not moves(c.p.lower[cluster.main])):
        return False
    return not set(c.p.lower[i : cluster.last]) & DEADLINE
