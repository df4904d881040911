"""Numbers and times: digits, number words, fractions, ein + unit, clock times, days.

Two notions of time stand side by side: `is_time_phrase` is about what a noun phrase is by its last noun (dieses Jahr),
`are_times` about whether words are nothing but names of times (am 2. Dezember).
"""

from __future__ import annotations

import re

from .parse import Parse

_ONES = (
    "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|sechzehn|siebzehn|zwanzig|dreißig|dreissig|vierzig|"
    "fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend"
)
#: zwei, zwanzig, dreihundertfünfzig, viereinhalb, zehnmal, dreifach, zweitausendste; "ein" alone needs a unit.
_WORD = re.compile(
    rf"(?!ein(?:e[mnrs]?)?$)(?:{_ONES}|zehn|und)+(?:einhalb)?(?:mal|fach|fache[nrs]?|er|e|jährige?[nrs]?|köpfige?[nrs]?|stündige?[nrs]?|monatige?[nrs]?)?-?$"
)
_DIGIT = re.compile(r"[-–+±<>~]?\d")
#: What jeder makes a share of (jeder dritte Besucher, jede 100. Karte).
_ORDINAL = re.compile(rf"(?:{_ONES}|und|drit|sieb|ach)+s?te[nrms]?$|\d+\.$")
_SCORE = re.compile(r"\d{1,3}:\d{1,3}$")
_OPEN = frozenset("„\"“»›‚'«(‘<>±+-–~")
#: Verbs that say a quantity: verdoppelt, verdreifachen, verzehnfachte, halbiert.
_MULTIPLIED = re.compile(
    r"(?:verdoppel|ver(?:drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend)fach|halbier)(?:t|te|ten|n|en)$"
)


def is_number(word: str) -> bool:
    """Is a lower-cased word a number in digits or letters (ein alone is not)?"""
    return (
        word not in {"und", "einmal"}
        and bool(_DIGIT.match(word) or _WORD.match(word))
        or word in {"anderthalb", "dreiviertel"}
    )


def number_at(p: Parse, i: int, stop: int) -> bool:
    """Does a quantity begin at token i (before `stop`)?"""
    if i >= stop:
        return False
    word = p.lower[i]
    if word in p.classes["fraction"] or is_number(word) or _MULTIPLIED.match(word):
        return True
    return i + 1 < stop and _number_with_next(p, i, stop)


def _number_with_next(p: Parse, i: int, stop: int) -> bool:
    """Do token i and what follows say a quantity that token i alone does not say ($ 5, jeder dritte, ein Jahr)?"""
    word, following = p.lower[i], p.lower[i + 1]
    if word in p.classes["currency_sign"]:
        return is_number(following)
    if word in p.classes["each"]:
        return bool(_ORDINAL.match(following))
    if word in p.classes["article_indefinite"]:
        return _unit_follows(p, i + 1, stop)
    if word in {"halb", "halbe", "halben"}:
        return True
    if word in p.classes["before_fraction"] or word in p.classes["half"]:
        part = following in p.classes["fraction"] or following in {"halbe", "halben", "doppelte", "doppelten"}
        return part or _counts(p, i + 1)
    return False


def _unit_follows(p: Parse, i: int, stop: int) -> bool:
    """Does a unit follow at token i, behind at most two adjectives (ein gutes halbes Jahr), or two words of measure?"""
    k = i
    while k < min(stop, i + 2) and (p.lower[k] in p.classes["half"] or p.tags[k] == "ADJA"):
        k += 1
    return k < stop and (is_unit(p, p.lower[k]) or (k + 1 < stop and p.lower[k + 1] in p.classes["dimension"]))


def is_unit(p: Parse, word: str) -> bool:
    """Does `ein` before a lower-cased noun make it a number (ein Jahr, eine Autostunde)?"""
    return word in p.classes["unit"] or word in p.classes["fraction"] or word.endswith(p.classes.endings("unit_ending"))


def _counts(p: Parse, i: int) -> bool:
    return is_number(p.lower[i]) and not p.words[i].endswith(".")


def quantity_follows(p: Parse, i: int) -> bool:
    """Does a quantity follow at token i, straight away or after an opening mark or one small word (um, alle, über)?"""
    stop = p.sents[p.sent[min(i, len(p) - 1)]][1]
    while i < stop and p.words[i] in _OPEN:
        i += 1
    if number_at(p, i, stop):
        return True
    return i + 1 < stop and p.lower[i] in p.classes["before_quantity"] and number_at(p, _skip(p, i + 1, stop), stop)


def _skip(p: Parse, i: int, stop: int) -> int:
    """Past the small word in mehr als, um die, auf den, to where its quantity may begin."""
    small = p.lower[i] in {"als", "die", "den", "der", "noch"}
    led = p.lower[i - 1] in {"mehr", "weniger", "um", "auf", "alle", "bei"}
    return i + 1 if i + 1 < stop and small and led else i


def measure_follows(p: Parse, i: int) -> bool:
    """Does a measure follow (in etwa die Größe, etwa so groß wie, etwa doppelt so teuer, ungefähr gleich viele)?"""
    stop = p.sents[p.sent[min(i, len(p) - 1)]][1]
    if i + 1 >= stop:
        return False
    word, following = p.lower[i], p.lower[i + 1]
    if word in {"zur", "zum"} and following in {"gleichen", "selben"}:
        return True
    if word in p.classes["before_fraction"] or word in {"auf", "in"}:
        return following in p.classes["measure_noun"] or (i + 2 < stop and p.lower[i + 2] in p.classes["measure_noun"])
    if word in {"doppelt", "halb"}:
        return following in {"so", "soviel", "soviele"}
    if word in {"so", "genauso", "ebenso", "gleich"}:
        return following in p.classes["adjective_of_measure"]
    return word in p.classes["measure_noun"] and p.lower[i - 1] == "etwa"


def quantifier_follows(p: Parse, i: int) -> bool:
    """Does a universal quantifier follow (fast alle, nahezu jeder, fast die gesamte)?"""
    stop = p.sents[p.sent[min(i, len(p) - 1)]][1]
    if i < stop and p.lower[i] in p.classes["universal_quantifier"]:
        return True
    led = i < stop and (p.lower[i] in p.classes["before_fraction"] or p.lower[i] in p.classes["before_quantifier"])
    return led and i + 1 < stop and p.lower[i + 1] in p.classes["universal_quantifier"]


def clock_follows(p: Parse, i: int) -> bool:
    """Does a time of day follow (gegen 11.20 Uhr, gegen halb zehn, gegen Mitternacht)?"""
    stop = p.sents[p.sent[min(i, len(p) - 1)]][1]
    if i >= stop:
        return False
    if p.lower[i] in {"mittag", "mitternacht"}:
        return True
    if p.lower[i] == "halb":
        return i + 1 < stop and is_number(p.lower[i + 1])
    if not is_number(p.lower[i]) and p.lower[i] not in {"ein", "eins"}:
        return False
    if any(p.lower[k] in {"uhr", "uhr."} for k in range(i + 1, min(i + 4, stop))):
        return True
    return bool(re.match(r"(?:[01]?\d|2[0-4])[:.][0-5]\d$", p.words[i])) and (
        i + 1 >= stop or p.tags[i + 1] not in {"NN", "NE", "ADJA"}
    )


def is_score(word: str) -> bool:
    """Is it a result such as 2:1 (knapp 2:1 gewonnen is narrow, not about)?"""
    return bool(_SCORE.match(word))


def is_round(word: str) -> bool:
    """Is a number round enough to be a guess (an die 100, um die fünfzig)?"""
    digits = re.sub(r"\D", "", word)
    if digits:
        return digits.endswith("0") and digits != "0" or "," in word
    return word.endswith(("zig", "ßig", "hundert", "tausend", "zehn", "millionen", "milliarden", "dutzend"))


def is_time_phrase(p: Parse, i: int) -> bool:
    """Is a noun phrase without preposition one of time or measure (dieses Jahr, zehn Prozent), by its noun i?"""
    times = p.classes.endings("time_ending")
    return p.deps[i] not in {"nsubj", "nsubj:pass"} and p.tags[i] == "NN" and p.lower[i].endswith(times)


def are_times(p: Parse, start: int, end: int) -> bool:
    """Are the words nothing but days, months, numbers and small words?

    Such are never an actor (gestrigen Mittwoch, dem 2. Dezember).
    """
    words = [w.lower().removesuffix("s") for w in p.words[start:end]]
    times = p.classes["time_noun"]
    return all(w in times or not any(c.isalpha() for c in w) for w in words) and bool(words)
