"""Subjects, cases and agreement.

The parser's labels are a start; German case, where an article or a pronoun shows it, overrules them (den Minister is
never a subject). `subject_of` is what the parse says, `pick_subject` weighs case, label and agreement over all noun
phrases of a clause.
"""

from __future__ import annotations

from .parse import INFINITIVE, Clause, Parse

_PRONOUN_CASE = {
    "ich": "N", "er": "N", "wir": "N", "wer": "N", "man": "N", "jemand": "N", "ihn": "A", "mich": "A", "wen": "A",
    "dich": "A",
    "ihm": "D", "mir": "D", "ihnen": "D", "wem": "D", "dir": "D", "denen": "D", "dem": "D", "den": "A", "einen": "A",
}  # fmt: skip
_DETERMINER = frozenset({"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT", "PIS"})


def subject_of(p: Parse, i: int) -> int:
    """Index of the subject's head in the clause of token i, or -1."""
    clause = p.clause(i)
    return clause.subject if clause is not None else -1


def subject_is_person(p: Parse, i: int) -> bool:
    """Is the subject in the clause of token i a person, a group or an organisation?"""
    subject = subject_of(p, i)
    if subject < 0:
        return False
    word = p.lower[subject]
    if p.ents[subject] in {"PER", "ORG"} or word in p.classes["people_noun"]:
        return True
    return len(word) > 4 and word.endswith(p.classes.endings("people_ending"))


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
    if word == "der":
        return _case_of_der(p, i)
    if word.endswith("em"):
        return "D"
    if word in {"den", "keinen", "seinen", "ihren", "diesen", "einen"}:
        return "D" if p.feats[i].get("Number") == "Plur" and word != "einen" else "A"
    if word.endswith("es") and word not in {"dieses", "jedes", "alles", "vieles"} or word == "des":
        return "G"
    if word in {"einer", "seiner", "ihrer", "dieser", "unserer"}:
        return "DG" if p.feats[i].get("Gender") == "Fem" or word == "einer" else "NDG"
    return "NA"


def _case_of_der(p: Parse, i: int) -> str:
    """der Minister, der Ministerin, der Minister (of several)."""
    if p.tags[i] == "NE":
        return "NDG"
    plural = p.feats[i].get("Number") == "Plur"
    if p.feats[i].get("Gender") == "Masc" and not plural:
        return "N"
    return "G" if plural and p.deps[i] != "nsubj" else "NDG"


def pick_subject(p: Parse, clause: Clause, bare: list[int]) -> int:
    """The subject among the noun phrases of a clause without preposition, or -1."""
    cases = {i: case_of(p, i) for i in bare}
    sure = next((i for i in bare if cases[i] == "N"), -1)
    if sure >= 0 or (clause.finite < 0 and p.tags[clause.head] in INFINITIVE):
        return sure
    allowed = [i for i in bare if "N" in cases[i]]
    labelled = [i for i in allowed if p.deps[i] in {"nsubj", "nsubj:pass"}]
    return _by_label(p, clause, bare, labelled) if labelled else _by_place(p, clause, allowed)


def _by_label(p: Parse, clause: Clause, bare: list[int], labelled: list[int]) -> int:
    """The labelled subject that agrees with the verb; der Regierung mangelt es an Mut: es before what may be dative."""
    dummy = next((i for i in bare if p.lower[i] == "es" and p.tags[i] == "PPER"), -1)
    if dummy >= 0 and "D" in case_of(p, labelled[0]):
        return dummy
    return next((i for i in labelled if agrees(p, clause, i)), labelled[0])


def _by_place(p: Parse, clause: Clause, allowed: list[int]) -> int:
    """The first phrase that no label makes an object, where the clause has a finite verb of its own.

    Of objects the first is taken where there are several, or where the only one follows the verb of a main clause.
    """
    own = clause.finite == clause.head or (clause.finite >= 0 and p.heads[clause.finite] == clause.head)
    if not own or not allowed:
        return -1
    behind_verb = p.deps[clause.head] == "root" and allowed[0] > clause.finite >= 0
    other = allowed[0] if len(allowed) > 1 or behind_verb else -1
    return next((i for i in allowed if p.deps[i] not in {"obj", "iobj"}), other)


def agrees(p: Parse, clause: Clause, i: int) -> bool:
    """Do the finite verb and a noun phrase agree in number?"""
    if clause.finite < 0:
        return True
    verb, noun = p.feats[clause.finite].get("Number"), p.feats[i].get("Number")
    if noun == "Sing" and len(p.conjuncts(i)) > 1:
        noun = "Plur"
    return not verb or not noun or verb == noun


def is_plural(p: Parse, tokens: list[int], head: int, gender: str = "") -> bool:
    """Does the phrase mean several? By article and numeral, by the verb it is subject of, then by the form of the noun.

    gender: of the noun; die with a masculine noun is always a plural (die Piloten).
    """
    before = [k for k in tokens if k < head]
    article = next((p.lower[k] for k in before if p.tags[k] in _DETERMINER), "")
    numerals = [p.lower[k] for k in before if p.tags[k] == "CARD"]
    number = _number_of_words(p, head, article, numerals, gender) or _number_of_subject(p, head, article)
    return (number or _number_of_form(p, tokens[0], head, article)) == "Plur"


def _number_of_words(p: Parse, head: int, article: str, numerals: list[str], gender: str) -> str:
    """What the article and numerals before a noun say of its number; "" where they leave it open."""
    if article in p.classes["singular_determiner"] or p.lower[head] == "prozent":
        return "Sing"
    if p.lower[head].endswith("innen") or any(n not in {"1", "eins"} for n in numerals):
        return "Plur"
    if article in p.classes["plural_determiner"]:
        return "Plur"
    if "jährige" in p.lower[head]:
        return "Sing"
    return "Plur" if article in {"die", "diese"} and gender == "male" else ""


def _number_of_subject(p: Parse, head: int, article: str) -> str:
    """The number of a subject: der makes it one, else the verb tells; "" for other nouns."""
    if not p.deps[head].startswith("nsubj"):
        return ""
    return "Sing" if article == "der" else number_of_verb(p, head)


def _number_of_form(p: Parse, start: int, head: int, article: str) -> str:
    """The number by the form of the noun; start: the first token of its phrase."""
    number = p.feats[head].get("Number")
    if number == "Plur":
        return "Sing" if article == "der" and _is_nominative(p, head) else "Plur"
    if not article and p.lower[head].endswith(("er", "innen")):
        return "Sing" if p.lower[head].endswith("er") and after_dative(p, start) else "Plur"
    return "Plur" if number != "Sing" and p.lemmas[head] != p.words[head] else "Sing"


def _is_nominative(p: Parse, head: int) -> bool:
    return p.feats[head].get("Case") == "Nom"


def number_of_verb(p: Parse, head: int) -> str:
    """Number of the finite verb whose only subject the noun is; "" if it does not tell."""
    clause = p.clause(head)
    if clause is None or clause.finite < 0 or clause.subject != head or p.child(head, "conj") >= 0:
        return ""
    word = p.lower[clause.finite]
    if word in p.classes["plural_auxiliary"]:
        return "Plur"
    if word in p.classes["singular_auxiliary"]:
        return "Sing"
    number = p.feats[clause.finite].get("Number", "")
    return number if number == "Plur" or not word.endswith("ten") else "Plur"


def after_dative(p: Parse, start: int) -> bool:
    """Does the phrase follow a preposition of the dative (nach, laut, von, aus)?"""
    k = start if p.tags[start] in {"APPR", "APPRART"} else start - 1
    while k > 0 and p.tags[k] in {"ART", "ADJA", "PIAT", "$("}:
        k -= 1
    return k >= 0 and p.lower[k] in p.classes["dative_preposition"]
