"""Adverbs, adjectives and nouns that hedge in one use and not in another: wohl, offensichtlich, möglich, offen, Hinweis."""

from __future__ import annotations

from ...german.clauses import clause_between_commas, clause_follows, clause_precedes, has_verb
from ...german.inflection import finite_forms
from ...german.negation import negation_shortly_before
from ...german.subjects import subject_of
from .context import DASS, Context
from .verbs import complement

COPULA = finite_forms("sein") | finite_forms("bleiben") | {"sein", "bleiben", "gewesen", "geblieben", "werden"}
_WAS = frozenset({"war", "waren", "gewesen"})
#: What courts call offensichtlich leaves nothing open.
_RULED = ("unzulässig", "unbegründet", "rechtswidrig")
#: What is forecast or guessed where it is said to be möglich, and no service (die Anreise ist möglich).
_HAPPENING = (
    "gewitter schauer regen regenfälle schneefälle böen sturmböen orkanböen hagel glätte nebel überschwemmungen erdrutsche nachbeben defekt "
    "anschlag anschläge brandstiftung fremdverschulden entlassungen kündigungen engpässe verzögerungen verspätungen staus ausfälle".split()
)
_DEEMED = finite_forms("gelten") | finite_forms("ansehen")
_CONCEIVABLE = frozenset({"denkbar", "vorstellbar"})
_NO_GUESS_BEFORE = frozenset({"sehr", "so", "zum", "lebe", "leb"})
_NO_GUESS_AFTER = frozenset(
    "oder aber wissend bekannt gemerkt überlegt dosiert bedacht kalkuliert durchdacht behütet verstandene verstandenen verstandenes".split()
)
_FEELING = ("fühl", "gefühlt", "ergehen", "ergeht", "erging")
_DEGREE = frozenset("ganz so sehr zu völlig allzu nur klar recht derart genauso".split())
_ENDINGS = ("e", "en", "er", "es", "em")
#: Before möglich these make it a choice or a superlative (alle möglichen, so bald wie möglich).
_NOT_POSSIBLE = frozenset(
    "alle allen alles aller wie sämtliche sämtlichen größte größten beste besten frühest frühst ehest nächst schnellst".split()
)
_WHAT = DASS | {"wonach"}
_CONFIRMED = frozenset({"bestätigt", "bestätigte", "bestätigten"})
_CAME_TRUE = _CONFIRMED | {"begründet", "unbegründet", "grundlos"}
_DEFINITE = frozenset("der dem den des dieser diesem diesen".split())
OBJECTS = frozenset({"obj", "nsubj:pass"})
_ACQUITTED = frozenset("freigesprochen freigesprochene freigesprochenen freisprechen freizusprechen entlastet".split())
_SPEAKS = finite_forms("sprechen")
_REFUTED = frozenset("ausgeräumt ausräumen entkräftet entkräften widerlegt widerlegen".split())
_REMOVED = frozenset(
    "streichen gestrichen tilgen getilgt entfernen entfernt löschen gelöscht schwärzen geschwärzt".split()
)
#: A clear sign leaves nothing open.
_PLAIN = ("eindeutig", "unmissverständlich", "unzweideutig")
#: A possible way is one that can be gone; nothing about it is uncertain.
_WAYS = frozenset("weg wege wegen alternative alternativen option optionen variante varianten lösung lösungen".split())
_IN_PHRASES = frozenset("ART ADJA NN NE CARD APPR APPRART PPOSAT PIAT KON TRUNC".split())
#: What one decides about, and so does not guess at.
CHOICES = _WAYS | frozenset(
    "möglichkeiten koalition koalitionen bündnis bündnisse kandidatur zusammenarbeit schritte maßnahmen".split()
)


def presumably(c: Context, i: int, end: int, value: str) -> bool:
    """Is `wohl` "presumably", not welfare, well-being or concession (wohl aber)?"""
    p = c.p
    before, after = p.lower[i - 1] if i else "", c.next_word(i + 1)
    if before in _NO_GUESS_BEFORE or after in _NO_GUESS_AFTER or (before == "das" and p.words[i][0].isupper()):
        return False
    if p.words[i][0].isupper() and after in {"der", "des", "und"}:
        return False
    a, b = clause_between_commas(c.p, i)
    if any(w.startswith(_FEELING) for w in p.lower[a:b]):
        return False
    return not (
        before in {"nicht", "ganz", "recht", "besonders", "mir", "ihm", "ihr"}
        and (not after[:1].isalnum() or after in {"bei", "dabei"})
    )


def apparently(c: Context, i: int, end: int, value: str) -> bool:
    """Is `offensichtlich` an adverb ("it seems"), not an evident quality (ein offensichtlicher Fehler, ist offensichtlich)?"""
    p = c.p
    if p.lower[i] != "offensichtlich" or p.tags[i] == "ADJA":
        return False
    after = c.next_word(i + 1)
    if (i and p.lower[i - 1] in _DEGREE) or after.startswith(_RULED):
        return False
    predicative = not after[:1].isalnum() or after in COPULA
    return not (predicative and has_verb(c.p, i, COPULA) >= 0)


def attributive(c: Context, i: int, end: int, value: str) -> bool:
    """Does the word stand before its noun?"""
    if c.p.tags[end - 1] == "ADJA":
        return True
    return end < len(c.p) and c.p.words[end][0].isupper() and c.p.lower[end - 1].endswith(_ENDINGS)


def predicative(c: Context, i: int, end: int, value: str) -> bool:
    """Is the word said of something with sein or bleiben (die Ursache ist unbekannt)?"""
    return c.p.tags[end - 1] != "ADJA" and has_verb(c.p, i, COPULA) >= 0


def possible(c: Context, i: int, end: int, value: str) -> bool:
    """Is `möglich` (denkbar, vorstellbar) an uncertain thing (mögliche Ursache; möglich, dass), not an ability?"""
    p = c.p
    before = p.lower[i - 1] if i else ""
    if before in _NOT_POSSIBLE:
        return False
    if p.lower[i].endswith(_ENDINGS):
        noun = c.next_word(end)
        return (
            attributive(c, i, end, value) and noun not in _WAYS and not noun.startswith(("höchst", "mindest", "best"))
        )
    if clause_follows(c.p, i, DASS) and i + 4 > comma_after(c, i) or clause_precedes(c.p, i, DASS):
        return True
    if before == "für" or (before == "als" and has_verb(c.p, i, _DEEMED) >= 0):
        return True
    if before in {"gut", "durchaus", "kaum"} and not c.next_word(i + 1)[:1].isalpha():
        return has_verb(c.p, i, COPULA) >= 0 and not (
            before == "kaum" and has_verb(c.p, i, _WAS) >= 0
        )  # was kaum denkbar: a fact
    subject = subject_of(c.p, i)
    event = subject >= 0 and p.lower[subject].endswith(tuple(_HAPPENING))
    if (p.lower[i] in _CONCEIVABLE or event) and _conceived(c, i):
        return True
    if not c.begins(i) or c.next_word(i + 1) not in {"ist", "sei", "wäre", "scheint", "war"}:
        return False
    return not c.next_word(i + 2).startswith(("das", "dies"))


def _conceived(c: Context, i: int) -> bool:
    """Is something said to be conceivable (auch ein Anschlag ist denkbar), and neither ruled out nor a matter of choice?"""
    here = c.p.lower[slice(*clause_between_commas(c.p, i))]
    subject = subject_of(c.p, i)
    if has_verb(c.p, i, COPULA - _WAS) < 0 or not c.p.classes["negation"].isdisjoint(here) or not _WAS.isdisjoint(here):
        return False
    last = not c.next_word(i + 1)[:1].isalnum() or c.next_word(i + 1) in COPULA
    return last and (subject < 0 or c.p.lower[subject] not in CHOICES)


def comma_after(c: Context, i: int) -> int:
    """Index of the next comma of the sentence after token i, or a far one."""
    return next((k for k in range(i + 1, c.sentence(i)[1]) if c.p.words[k] == ","), i + 99)


def evidence(c: Context, i: int, end: int, value: str) -> bool:
    """Is a noun such as Hinweis evidence of something (Hinweise auf, darauf, dass), not advice or a tip-off?"""
    p = c.p
    k = max(i - 1, 0)
    while k > 0 and (p.tags[k] in {"ADJA", "ART", "PPOSAT"}):
        k -= 1
    before = p.lower[i - 1] if i else ""
    clear = before.startswith(_PLAIN) and not p.lower[max(0, i - 2)].startswith(("kein", "nicht", "ohne"))
    if p.lower[k] in {"mit", "unter", "um"} or clear:
        return False
    if p.lower[i] in {"hinweis", "hinweises"} and before in _DEFINITE:
        return False
    if before.startswith("anonym") or (p.lower[i] == "hinweis" and p.lower[k] == "nach"):
        return False  # a tip-off
    after = c.next_word(i + 1)
    if after == ",":
        after = c.next_word(i + 2)
    if p.lower[p.heads[i]] in _REMOVED and p.deps[i] in OBJECTS:
        return False  # references, taken out of a book
    return after in {"auf", "dafür", "darauf", "für", "dass", "daß", "wonach", "hierfür"}


def suspected(c: Context, i: int, end: int, value: str) -> bool:
    """Does a suspicion stand, of which nobody was acquitted (vom Verdacht freigesprochen) and which nothing refuted?"""
    p, (a, b) = c.p, c.sentence(i)
    words = set(p.lower[a:b])
    if {"vom", "von"} & set(p.lower[max(a, i - 2) : i]):
        return not (words & _ACQUITTED or ("frei" in words and words & _SPEAKS))
    refuted = p.lower[p.heads[i]] in _REFUTED and p.deps[i] in OBJECTS
    here = p.lower[slice(*clause_between_commas(c.p, i))]
    if "sich" in here and not _CONFIRMED.isdisjoint(here):
        return False  # in noch nicht bestätigt that is the hedge
    return (
        not refuted
        or bool(c.p.classes["negation"] & set(here))
        or any(p.tags[k][:2] == "VM" for k in p.children[p.heads[i]])
    )


def feared(c: Context, i: int, end: int, value: str) -> bool:
    """Does a fear have a content, that neither came true nor was found groundless?"""
    return complement(c, i, end, "dass|v2") and _CAME_TRUE.isdisjoint(c.p.lower[slice(*c.sentence(i))])


def adverbial(c: Context, i: int, end: int, value: str) -> bool:
    """Is the word no intensifier of the adjective after it (unwahrscheinlich schön)?"""
    strengthens = i + 1 < len(c.p) and c.p.tags[i + 1] in {"ADJA", "ADJD"} and c.p.tags[i] != "ADJA"
    return not (strengthens and c.p.lower[i] == value)


def no_verb(c: Context, i: int, end: int, value: str) -> bool:
    """Is the word no verb (die Akten offenbaren Versäumnisse)?"""
    return c.p.tags[i][:1] != "V"


def with_verb(c: Context, i: int, end: int, value: str) -> bool:
    """Does one of these verbs (lemmas) stand in the clause?"""
    return any(has_verb(c.p, i, finite_forms(verb) | {verb, verb + "d"}) >= 0 for verb in value.split("|"))


def negated(c: Context, i: int, end: int, value: str) -> bool:
    """Is the word negated shortly before?"""
    return negation_shortly_before(c.p, i) >= 0


def preceded(c: Context, i: int, end: int, value: str) -> bool:
    """Does one of these words stand shortly before (nach Schätzungen)?"""
    return any(word in c.p.lower[max(c.sentence(i)[0], i - 3) : i] for word in value.split("|"))


def guess(c: Context, i: int, end: int, value: str) -> bool:
    """Is a number or a statement said to be estimated (nach Schätzungen; eine Schätzung, wonach)?"""
    return preceded(c, i, end, "nach|laut|auf") or clause_follows(c.p, i, _WHAT) and c.p.words[i + 1] == ","


def followed(c: Context, i: int, end: int, value: str) -> bool:
    """Does the next word begin with one of these (ungesicherte Meldungen)?"""
    return c.next_word(end).startswith(tuple(value.split("|")))


def followed_apart(c: Context, i: int, end: int, value: str) -> bool:
    """Does this word follow in the same clause, behind nothing but a noun phrase (ersten Erkenntnissen der Polizei zufolge)?"""
    p, stop = c.p, clause_between_commas(c.p, i)[1]
    k = next((k for k in range(end, stop) if p.lower[k] == value), -1)
    return k >= 0 and all(p.tags[n] in _IN_PHRASES for n in range(end, k))


def without(c: Context, i: int, end: int, value: str) -> bool:
    """Is none of these words in the clause (Spuren sind nicht gesichert)?"""
    return not set(value.split("|")) & set(c.p.lower[slice(*clause_between_commas(c.p, i))])
