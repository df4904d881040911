"""What the words around a name say: office, organisation, party, gender."""

from __future__ import annotations

from ...german.parse import Parse
from ...german.roles import Roles, Word
from .actors import Actor
from .attributing import is_state_adjective

FEMALE_WORDS = frozenset({"frau", "ihre", "ihrer", "ihrem", "ihren", "ihr"})
MALE_WORDS = frozenset({"herr", "herrn"})


def describe_person(p: Parse, roles: Roles, actor: Actor, start: int, end: int) -> None:
    """Learn role and gender of a named person from its noun phrase: left of the name, in apposition, in brackets."""
    words = p.words[start:end]
    if len(words) > 1:
        gender = roles.first_name_gender(words[0])
        if gender:
            actor.learn_gender(gender, "first_name")
    for noun in _nouns_said_of(p, start, end):
        learn_noun(p, roles, actor, noun)
    for noun in _predicates(p, start, end):
        learn_noun(p, roles, actor, noun)
    _title(p, actor, start)
    _bracket(p, roles, actor, end)
    _of_body(p, roles, actor, end)


def offices(p: Parse, roles: Roles, start: int, end: int) -> set[str]:
    """The person nouns said of the name, lower-cased."""
    nouns = [n for n in _nouns_said_of(p, start, end) if _is_person(roles.noun(p.words[n], p.lemmas[n]))]
    return {p.lower[n] for n in nouns} | {p.lemmas[n].lower() for n in nouns}


def _is_person(word: Word | None) -> bool:
    return word is not None and word.kind == "person"


def _predicates(p: Parse, start: int, end: int) -> list[int]:
    """Nouns that a copula says of the name: Modder, die Vorsitzende ... ist; Modder ist Vorsitzende."""
    out = []
    for k in range(start, end):
        if p.deps[k].startswith("nsubj") and p.tags[p.heads[k]] == "NN" and p.child(p.heads[k], "cop") >= 0:
            out.append(p.heads[k])
        out += [
            c for c in p.children[k] if p.deps[c].startswith("acl") and p.tags[c] == "NN" and p.child(c, "cop") >= 0
        ]
    return out


def body_words(p: Parse, noun: int) -> set[str]:
    """Whose office it is, lower-cased: Sprecher der Polizei -> polizei; Pentagon-Sprecher -> pentagon."""
    out = {
        p.lemmas[c].lower()
        for c in p.children[noun]
        if p.deps[c] == "nmod" and c > noun and p.tags[c] in {"NN", "NE", "FM"}
    }
    if "-" in p.words[noun]:
        out.add(p.words[noun].rsplit("-", 1)[0].lower())
    return out


def _title(p: Parse, actor: Actor, start: int) -> None:
    for k in (start, start - 1, start - 2):
        if k >= 0 and k < len(p):
            if p.lower[k] == "frau":
                actor.learn_gender("female", "title")
            elif p.lower[k] in MALE_WORDS:
                actor.learn_gender("male", "title")


def _nouns_said_of(p: Parse, start: int, end: int) -> list[int]:
    """Nouns before the name (Nato-Generalsekretär Rutte) and in apposition behind it (Tack, Agrarexperte der ...)."""
    out = []
    k = start - 1
    first = p.sents[p.sent[start]][0]
    if k >= first and p.words[k] == ",":  # der Leiter des Amtes, Max Muster
        k -= 1
    steps = 0
    while k >= first and steps < 14:
        tag = p.tags[k]
        if tag in {"NN", "NE"} and _left_noun_belongs(p, k, start):
            out.append(k)
        elif (
            tag in {"$.", "$(", "_SP"}
            and p.words[k] not in {"(", ")", "-", "“", "„"}
            or tag[:2] in {"VV", "VA", "VM"}
            or p.words[k] in {",", ":"}
        ):
            break
        k -= 1
        steps += 1
    if end + 1 < len(p) and p.words[end] == "," and p.sent[end + 1] == p.sent[start]:
        out += _apposition_behind(p, end + 1)
    return out


def _left_noun_belongs(p: Parse, k: int, start: int) -> bool:
    """The noun right before the name, or the head of the phrase that leads to it."""
    if k == start - 1:
        return True
    between = p.tags[k + 1 : start]
    return (
        all(
            t
            in {
                "ART",
                "NE",
                "NN",
                "ADJA",
                "APPR",
                "APPRART",
                "KON",
                "$(",
                "$,",
                "CARD",
                "FM",
                "PPOSAT",
                "TRUNC",
                "PIAT",
            }
            for t in between
        )
        and (p.deps[k] not in {"obl", "obl:arg"} or p.child(k, "appos", "flat") >= start)
        and (p.child(k, "case") < 0)
    )


def _apposition_behind(p: Parse, k: int) -> list[int]:
    """Up to the first noun of an apposition without a verb: , Chef der Behörde, / , die Leiterin des Amtes."""
    out: list[int] = []
    stop = min(k + 10, len(p))
    while k < stop:
        tag = p.tags[k]
        if tag == "NN":
            out.append(k)
            break
        if tag not in {"ART", "ADJA", "PPOSAT", "CARD", "ADV", "PIS"}:
            break
        k += 1
    return out


def learn_noun(p: Parse, roles: Roles, actor: Actor, noun: int) -> None:
    """A noun said of the actor: its role, its gender, and the body it belongs to."""
    known = roles.noun(p.words[noun], p.lemmas[noun])
    if known is None or known.kind not in {"person", "group"}:
        return
    actor.descriptors.add(p.lower[noun].rsplit("-", 1)[-1])
    actor.descriptors.add(p.lemmas[noun].lower())
    if known.gender in {"female", "male"}:
        actor.learn_gender(known.gender, "noun")
    else:
        actor.learn_gender(article_gender(p, noun), "noun")
    actor.bodies |= body_words(p, noun)
    role, weight = role_of_noun(p, roles, noun, known)
    actor.learn_role(role, weight)


def role_of_noun(p: Parse, roles: Roles, noun: int, known: Word) -> tuple[str, float]:
    """Role of an office; a Sprecher, Chef or Vorsitzender has the role of the body."""
    if known.role != "unknown" and known.weight >= 0.7:
        return known.role, known.weight
    body = _body_of(p, roles, noun)
    if body is not None and body.role != "unknown":
        return body.role, 0.9
    if (
        noun
        and p.tags[noun - 1] == "ADJA"
        and known.weight >= 0.5
        and is_state_adjective(p.lower[noun - 1].rstrip("ernms"))
    ):
        return "politics", 0.75  # die lesgarische Präsidentin, der russische Sprecher
    return (known.role, known.weight * 0.8) if known.role != "unknown" else ("unknown", 0.0)


def _body_of(p: Parse, roles: Roles, noun: int) -> Word | None:
    """The body in the first part of a compound (Pentagon-Sprecherin, Polizeisprecher) or in a genitive or von-phrase."""
    word = p.words[noun]
    if "-" in word:
        first = word.rsplit("-", 1)[0]
        found = roles.organisation(first) or roles.noun(first) or roles.organisation(first.split("-")[0])
        if found is not None:
            return found
    for length in range(len(word) - 4, 3, -1):
        part = word[:length].removesuffix("s")
        found = roles.organisation(part)
        if found is None and length <= len(word) - 4:
            exact = roles.noun(part)
            found = exact if exact is not None and exact.kind in {"organisation", "document"} else None
        if found is not None and found.kind in {"organisation", "medium", "document"}:
            return found
    end = p.sents[p.sent[noun]][1]
    for k in range(noun + 1, min(noun + 9, end)):
        if p.tags[k] in {"$,", "$.", "KON"} or p.tags[k][:2] in {"VV", "VA", "VM"}:
            break
        found = body_word(p, roles, k)
        if found is not None:
            return found
    return None


def body_word(p: Parse, roles: Roles, k: int) -> Word | None:
    """What token k says if it names an organisation or medium."""
    if p.tags[k] not in {"NN", "NE", "FM", "XY"}:
        return None
    found = _whole_name(p, roles, k) or roles.organisation(p.words[k]) or roles.noun(p.words[k], p.lemmas[k])
    return found if found is not None and found.kind in {"organisation", "medium"} and found.role != "unknown" else None


def _whole_name(p: Parse, roles: Roles, k: int) -> Word | None:
    """Auswärtiges Amt, Internationale Atomenergie-Organisation: the adjective belongs to the name."""
    if not k or p.tags[k - 1] not in {"ADJA", "NE"} or not p.words[k - 1][:1].isupper():
        return None
    stem, noun = p.words[k - 1].rstrip("ernms"), p.lemmas[k]
    forms = (f"{stem}{end} {n}" for end in ("e", "es", "er") for n in (noun, p.words[k]))
    return next((found for form in forms if (found := roles.organisation(form)) is not None), None)


def _bracket(p: Parse, roles: Roles, actor: Actor, end: int) -> None:
    """A party or body in brackets right behind the name: Schmidt (SPD)."""
    if end + 2 < len(p) and p.words[end] == "(":
        for k in range(end + 1, min(end + 4, len(p))):
            found = roles.organisation(p.words[k]) or roles.organisation(p.words[k].split("/")[0])
            if found is not None:
                actor.learn_role(found.role, 0.75)


def _of_body(p: Parse, roles: Roles, actor: Actor, end: int) -> None:
    """Rick Homans vom Sekretariat ..., Meier von der Universität ..."""
    if end + 1 < len(p) and p.lower[end] in {"vom", "von", "des", "der"}:
        for k in range(end + 1, min(end + 6, len(p))):
            if p.tags[k] in {"$,", "$."} or p.tags[k][:2] in {"VV", "VA", "VM"}:
                return
            found = body_word(p, roles, k)
            if found is not None:
                actor.learn_role(found.role, 0.8)
                return


def article_gender(p: Parse, noun: int) -> str:
    """Gender by the article of a nominalised noun: der Vorsitzende, die Vorsitzende (singular)."""
    k = noun - 1
    while k >= 0 and p.tags[k] == "ADJA":
        k -= 1
    word = p.lower[k] if k >= 0 else ""
    if p.feats[noun].get("Number") == "Plur":
        return "unknown"
    if word in {"der", "ein", "dem", "einem", "den", "einen"} and p.feats[noun].get("Case") != "Gen" and word != "der":
        return "male" if word in {"ein", "dem", "einem", "den", "einen"} else "unknown"
    if word == "der" and p.deps[noun].startswith("nsubj"):
        return "male"
    if word in {"die", "eine", "einer"} and p.deps[noun].startswith("nsubj"):
        return "female"
    return "unknown"
