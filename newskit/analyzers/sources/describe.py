"""What the words around an actor say of it: office, organisation, party, gender."""

from __future__ import annotations

import re

from ...german.parse import NOUN, Parse
from ...german.roles import Roles, Word
from ...german.subjects import number_of_verb
from .actors import Actor, Registry

_END_OF_PHRASE = frozenset({"$.", "$(", "_SP"})
_WITHIN_PHRASE = frozenset(
    "ART NE NN ADJA APPR APPRART KON $( $, CARD FM PPOSAT TRUNC PIAT".split()  # STTS tags
)
#: An age in digits, at the start of a word (41, 41-jährige).
_AGE = re.compile(r"(\d{1,3})(?:-?[Jj]ährige?[nrsm]?)?$")
#: How much the list of well-known people counts: less than anything that the text says.
TAKEN_FOR_GRANTED = 0.25
_BODIES = frozenset({"organisation", "medium", "document"})


def describe_person(r: Registry, actor: Actor, start: int, end: int) -> None:
    """Learn role and gender of a named person from its noun phrase: left of the name, in apposition, in brackets."""
    words = r.p.words[start:end]
    gender = r.roles.first_name_gender(words[0]) if len(words) > 1 else None
    if gender and r.gender_from_names:
        actor.learn_gender(gender, "first_name")
    for noun in [*_nouns_said_of(r.p, start, end), *_predicates(r.p, start, end)]:
        if noun != start - 1 or not _gender_of_title(r.p, noun):  # Frau Brandt is no woman of the street
            learn_noun(r, actor, noun)
    actor.learn_gender(title_gender(r.p, start), "title")
    _age(r.p, actor, start, end)
    _bracket(r, actor, end)
    _of_body(r, actor, end)
    actor.learn_role(r.roles.people.get(actor.name, "unknown"), TAKEN_FOR_GRANTED)


def offices(r: Registry, start: int, end: int) -> set[str]:
    """The person nouns said of the name, lower-cased."""
    nouns = [n for n in _nouns_said_of(r.p, start, end) if r.is_person_noun(n)]
    return {r.p.lower[n] for n in nouns} | {r.p.lemmas[n].lower() for n in nouns}


def _predicates(p: Parse, start: int, end: int) -> list[int]:
    """Nouns that a copula says of the name: Modder, die Vorsitzende ... ist; Modder ist Vorsitzende."""
    out = []
    for k in range(start, end):
        above = [p.heads[k]] if p.deps[k].startswith("nsubj") else []
        below = [c for c in p.children[k] if p.deps[c].startswith("acl")]
        out += [n for n in above + below if p.tags[n] == "NN" and p.child(n, "cop") >= 0]
    return out


def body_words(r: Registry, noun: int) -> set[str]:
    """Whose office it is, lower-cased: Sprecher der Polizei, Polizeisprecher, Pentagon-Sprecher, Müllers Arzt."""
    p = r.p
    owners = (c for c in p.children[noun] if p.deps[c] == "nmod" and c > noun and p.tags[c] in {"NN", "NE", "FM"})
    out = {p.lemmas[c].lower() for c in owners}
    if noun and p.tags[noun - 1] == "NE" and p.words[noun - 1].endswith("s"):
        out.add(p.lower[noun - 1].removesuffix("s"))
    if "-" in p.words[noun]:
        out |= {p.words[noun].rsplit("-", 1)[0].lower()} - ({age_in(p.words[noun])})
    elif p.lower[noun].endswith(p.classes.endings("office_of_body_ending")):
        ends = (e for e in p.classes.endings("office_of_body_ending") if p.lower[noun].endswith(e))
        part = p.words[noun][: -len(next(ends))].removesuffix("s")
        out |= {part.lower()} if r.roles.organisation(part) or r.roles.noun(part) else set()
    return out


def contrasts_of(p: Parse, head: int) -> frozenset[str]:
    """What sets the noun apart from another of the same office: der neue Trainer, die stellvertretende Chefin."""
    found, k = set(), head - 1
    while k >= 0 and p.tags[k] in {"ADJA", "CARD", "ADV"}:
        stem = p.lower[k].rstrip("ernms")
        found |= {stem} & p.classes["contrast_adjective"]
        k -= 1
    return frozenset(found)


def age_before(p: Parse, head: int) -> set[str]:
    """The years in der 52-Jährige, der 52-jährige Fahrer, der 52 Jahre alte Fahrer."""
    words = range(head, max(head - 4, -1), -1)
    found = {age_in(p.words[k]) for k in words} | {p.words[k] for k in words if p.lower[k + 1 : k + 2] == ["jahre"]}
    return {age for age in found if age.isdigit()}


def age_in(word: str) -> str:
    """The years in der 52-Jährige; "" without them."""
    found = _AGE.match(word)
    return found[1] if found and "ährig" in word else ""


def title_gender(p: Parse, start: int) -> str:
    """female or male by a title before the name (Frau Brandt, Herr Dr. Kern), "" without one."""
    return next((g for k in range(start, max(start - 3, -1), -1) if (g := _gender_of_title(p, k))), "")


def _gender_of_title(p: Parse, k: int) -> str:
    if p.lower[k] in p.classes["female_title"]:
        return "female"
    return "male" if p.lower[k] in p.classes["male_title"] else ""


def _age(p: Parse, actor: Actor, start: int, end: int) -> None:
    """Ilka Brandt (41), der 41 Jahre alte Tom Kerner, die 41-jährige Ilka Brandt."""
    for k in range(max(start - 5, 0), min(end + 2, len(p))):
        digits = _AGE.match(p.words[k])
        years = p.lower[min(k + 1, len(p) - 1)].startswith("jahr") or "ährig" in p.words[k]
        if digits and (years or (k == end + 1 and p.words[end] in {"(", ","})):
            actor.ages.add(digits[1])


def _nouns_said_of(p: Parse, start: int, end: int) -> list[int]:
    """Nouns before the name (Nato-Generalsekretär Rutte) and in apposition behind it (Tack, Agrarexperte der ...)."""
    out = []
    first, last = p.sents[p.sent[start]][0], start - 1
    if last >= first and p.words[last] == ",":  # der Leiter des Amtes, Max Muster
        last -= 1
    owned = last >= first and p.lower[last] in p.classes["of_preposition"]  # der Bürgermeister von Adorf
    for k in range(last, max(first, last - 13) - 1, -1) if not owned else ():
        if p.tags[k] in NOUN and _left_noun_belongs(p, k, start):
            out.append(k)
        elif p.tags[k][:1] == "V" or p.words[k] in {",", ":"}:
            break
        elif p.tags[k] in _END_OF_PHRASE and p.words[k] not in {"(", ")", "-", "“", "„"}:
            break
    if end + 1 < len(p) and p.words[end] == "," and p.sent[end + 1] == p.sent[start]:
        out += _apposition_behind(p, end + 1)
    return out


def _left_noun_belongs(p: Parse, k: int, start: int) -> bool:
    """The noun right before the name, or the head of the phrase that leads to it."""
    if k == start - 1:
        return True
    if not _WITHIN_PHRASE.issuperset(p.tags[k + 1 : start]) or p.child(k, "case") >= 0:
        return False
    return p.deps[k] not in {"obl", "obl:arg"} or p.child(k, "appos", "flat") >= start


def _apposition_behind(p: Parse, first: int) -> list[int]:
    """Up to the first noun of an apposition without a verb: , Chef der Behörde, / , die Leiterin des Amtes."""
    for k in range(first, min(first + 10, len(p))):
        if p.tags[k] == "NN":
            return [k]
        if p.tags[k] not in {"ART", "ADJA", "PPOSAT", "CARD", "ADV", "PIS"}:
            break
    return []


def learn_noun(r: Registry, actor: Actor, noun: int) -> None:
    """A noun said of the actor: its role, its gender, and the body it belongs to."""
    p, known = r.p, r.noun(noun)
    if known is None or known.kind not in {"person", "group"}:
        return
    actor.descriptors |= {p.lower[noun].rsplit("-", 1)[-1], p.lemmas[noun].lower()}
    told = known.gender in {"female", "male"}
    actor.learn_gender(known.gender if told else article_gender(p, noun), "noun")
    actor.bodies |= body_words(r, noun)
    actor.contrasts |= contrasts_of(p, noun)
    actor.learn_role(*_role_of_noun(r, noun, known))


def _role_of_noun(r: Registry, noun: int, known: Word) -> tuple[str, float]:
    """Role of an office; a Sprecher, Chef or Vorsitzender has the role of the body."""
    if known.role != "unknown" and known.weight >= 0.7:
        return known.role, known.weight
    body = _body_of(r, noun)
    if body is not None and body.role != "unknown":
        return body.role, 0.9
    p, before = r.p, noun - 1
    described = noun and p.tags[before] == "ADJA" and known.weight >= 0.5
    if described and _is_state_adjective(p, p.lower[before].rstrip("ernms")):
        return "politics", 0.75  # die lesgarische Präsidentin, der russische Sprecher
    return (known.role, known.weight * 0.8) if known.role != "unknown" else ("unknown", 0.0)


def _is_state_adjective(p: Parse, stem: str) -> bool:
    """chinesisch, palästinensisch, deutsch; not politisch, technisch."""
    return stem == "deutsch" or (stem.endswith("isch") and not stem.endswith(p.classes.endings("no_state_ending")))


def _body_of(r: Registry, noun: int) -> Word | None:
    """The body in the first part of a compound (Pentagon-Sprecherin, Polizeisprecher), a genitive or von-phrase."""
    word, roles = r.p.words[noun], r.roles
    if "-" in word:
        first = word.rsplit("-", 1)[0]
        found = roles.organisation(first) or roles.noun(first) or roles.organisation(first.split("-")[0])
        if found is not None:
            return found
    stop = min(noun + 9, r.p.sents[r.p.sent[noun]][1])
    return _body_in_compound(roles, word) or _body_behind(r, noun + 1, stop, {"$,", "$.", "KON"})


def _body_in_compound(roles: Roles, word: str) -> Word | None:
    for length in range(len(word) - 4, 3, -1):
        part = word[:length].removesuffix("s")
        found = roles.organisation(part)
        if found is None:
            exact = roles.noun(part)
            found = exact if exact is not None and exact.kind in {"organisation", "document"} else None
        if found is not None and found.kind in _BODIES:
            return found
    return None


def _body_behind(r: Registry, start: int, stop: int, ends: set[str]) -> Word | None:
    """The first body named from `start` on, before a verb and these tags."""
    for k in range(start, stop):
        if (r.p.tags[k] in ends and not _joins_nouns(r, k)) or r.p.tags[k][:1] == "V":
            break
        found = _body_word(r, k)
        if found is not None:
            return found
    return None


def _joins_nouns(r: Registry, k: int) -> bool:
    """Vizepräsident für Studium und Lehre der Universität: what the office is for, not a second person."""
    nouns = 0 < k < len(r.p) - 1 and r.p.tags[k - 1] == r.p.tags[k + 1] == "NN" and r.p.tags[k] == "KON"
    return nouns and not r.is_person_noun(k + 1)


def _body_word(r: Registry, k: int) -> Word | None:
    """What token k says if it names an organisation or medium."""
    if r.p.tags[k] not in {"NN", "NE", "FM", "XY"}:
        return None
    found = _whole_name(r, k) or r.roles.organisation(r.p.words[k]) or r.noun(k)
    return found if found is not None and found.kind in {"organisation", "medium"} and found.role != "unknown" else None


def _whole_name(r: Registry, k: int) -> Word | None:
    """Auswärtiges Amt, Internationale Atomenergie-Organisation: the adjective belongs to the name."""
    p = r.p
    if not k or p.tags[k - 1] not in {"ADJA", "NE"} or not p.words[k - 1][:1].isupper():
        return None
    stem, noun = p.words[k - 1].rstrip("ernms"), p.lemmas[k]
    forms = (f"{stem}{end} {n}" for end in ("e", "es", "er") for n in (noun, p.words[k]))
    return next((found for form in forms if (found := r.roles.organisation(form)) is not None), None)


def _bracket(r: Registry, actor: Actor, end: int) -> None:
    """A party or body in brackets right behind the name: Schmidt (SPD)."""
    p = r.p
    if end + 2 < len(p) and p.words[end] == "(":
        for word in p.words[end + 1 : end + 4]:
            found = r.roles.organisation(word) or r.roles.organisation(word.split("/")[0])
            if found is not None:
                actor.learn_role(found.role, 0.75)


def _of_body(r: Registry, actor: Actor, end: int) -> None:
    """Rick Homans vom Sekretariat ..., Meier von der Universität ..."""
    p = r.p
    if end + 1 < len(p) and p.lower[end] in p.classes["before_body"]:
        found = _body_behind(r, end + 1, min(end + 6, len(p)), {"$,", "$."})
        if found is not None:
            analyst = any(_is_of_finance(p, k) for k in range(end + 1, min(end + 6, p.sents[p.sent[end]][1])))
            actor.learn_role("expert" if analyst and found.role == "business" else found.role, 0.8)


def _is_of_finance(p: Parse, k: int) -> bool:
    """Bank, Vermögensverwalter: whoever speaks of the markets for one of them is its analyst."""
    return p.lower[k].endswith(p.classes.endings("finance_ending"))


def article_gender(p: Parse, noun: int) -> str:
    """Gender by the article of a nominalised noun: der Vorsitzende, die Vorsitzende (singular)."""
    k = noun - 1
    while k >= 0 and p.tags[k] == "ADJA":
        k -= 1
    word, feats = p.lower[k] if k >= 0 else "", p.feats[noun]
    if feats.get("Number") == "Plur" and number_of_verb(p, noun) != "Sing":
        return "unknown"
    if word in p.classes["male_article"] and feats.get("Case") != "Gen":
        return "male"
    if p.deps[noun].startswith("nsubj"):
        return "male" if word == "der" else "female" if word in p.classes["female_article"] else "unknown"
    return "unknown"


def role_nearby(r: Registry, actor: Actor, sent: int) -> None:
    """Landeschefin Cordes, in the sentence after one on the union: an office whose body is named shortly before."""
    if actor.role != "unknown":
        return
    said = (r.roles.noun(noun) for noun in actor.descriptors)
    if not any(w is not None and w.role == "unknown" and w.weight >= 0.5 for w in said):
        return
    bodies = [a for a in r.actors if a.kind == "organisation" and 0 <= sent - a.last_sent <= 2]
    nearest = max(bodies, key=lambda a: a.last_sent, default=None)
    if nearest is not None:
        actor.learn_role(nearest.role, 0.3)


def by_adjective(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """behördlichen, offiziellen chinesischen, palästinensischen Angaben: the side that the adjective names."""
    p = r.p
    if not p.lower[head].startswith(p.classes.endings("owned_noun_beginning")):
        return None  # eine norwegische Studie has another owner
    adjectives = [k for k in tokens if k < head and p.tags[k] == "ADJA"]
    stems = [_stem(p.lower[k]) for k in adjectives]
    listed = next((s for s in stems if s in r.roles.same_as), "")
    body = r.roles.organisation(listed) if listed else None
    if body is not None:
        actor = _of_adjective(r, listed, body, p.words[head])
    elif any(s in p.classes["official_adjective"] or _is_state_adjective(p, s) for s in stems):
        words = [_stem(p.words[k]) + "e" for k in adjectives]
        actor = r.body(" ".join([*words, p.words[head]]), "organisation", named=False)
        actor.learn_role("politics", 0.6)
    else:
        return None
    r.mention(actor, tokens[0], head + 1)
    return actor


def _of_adjective(r: Registry, stem: str, body: Word, noun: str) -> Actor:
    """polizeilich: Polizei; russischen Angaben: Russland only where it spoke before, else as the text has it."""
    name = r.roles.same_as[stem]
    state = body.role == "politics" and not ((earlier := r.find_body(name)) is not None and earlier.spoke)
    named = body.kind == "organisation" and not state
    actor = r.body(f"{stem}e {noun}" if state else name, "organisation", named=named)
    actor.learn_role(body.role, body.weight)
    return actor


def _stem(adjective: str) -> str:
    endings = (e for e in ("en", "em", "er", "es", "e") if adjective.endswith(e) and len(adjective) > len(e) + 3)
    return adjective.removesuffix(next(endings, ""))
