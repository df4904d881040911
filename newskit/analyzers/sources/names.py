"""From a name in the text to the actor it means: people, organisations, places that speak."""

from __future__ import annotations

import re
from collections.abc import Collection

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Roles, Word
from .actors import Actor, Registry
from .coreference import Ranker, Weights
from .describe import describe_person, offices, role_nearby, title_gender
from .naming import MARKS, Span, abbreviation_at_end, abbreviation_behind, long_form_behind, name_of_entity, surface

#: A website as a name: bildblog.de, Welt-Online.
_SITE = re.compile(r"\w\.(?:de|at|ch|com|net|org|info|eu)$|\w[- ][Oo]nline$")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
BODIES = frozenset({"organisation", "medium"})

#: From this weight on a listed body is one even where the model takes it for a person.
SURE_BODY = 0.9


def begin(p: Parse, roles: Roles, rank: Ranker | None = None, *, gender_from_names: bool = True) -> Registry:
    """The registry of an article with its named entities, before any actor."""
    r = Registry(p, roles, rank or Weights.shipped(), gender_from_names=gender_from_names)
    r.spans = _entity_spans(p, roles)
    r.labels = _majority_labels(r)
    longer = (span for span in r.spans if span[1] - span[0] > 1)
    r.surnames = {p.words[b - 1] for a, b in longer if p.ents[a] == "PER" or _by_first_name(r, a, b)}
    parted = [part for span in r.spans for part in _parted(r, span)]
    r.spans = sorted([*parted, *_names_again(r)])
    return r


def _names_again(r: Registry) -> list[Span]:
    """Words that are part of a longer name elsewhere in the article (Heusgen), which the model missed here.

    Only where they can be nothing else: with a capital, no known noun, and no word of the text in small letters.
    """
    forms = _sure_surnames(r) if r.surnames else frozenset()
    if not forms:
        return []
    taken = {k for a, b in r.spans for k in range(a, b)}
    found = (k for k, w in enumerate(r.p.words) if w in forms and k not in taken)
    return [(k, k + 1) for k in found if _taken_for_other(r.p.tags[k])]


def _sure_surnames(r: Registry) -> Collection[str]:
    """The surnames of the text that can be nothing else, as they stand in it: with and without the genitive's -s."""
    written = set(r.p.words)
    small = {w for w in written if w[:1].islower()}
    known = {w for w in r.surnames if len(w) > 3 and w.lower() not in small and not r.roles.lists(w)}
    return written & {form for w in known for form in (w, w + "s")}


def _taken_for_other(tag: str) -> bool:
    """May the tagger take a surname for such a word (Klug, Weiß, Reden)?"""
    return tag in {"NN", "NE", "FM", "ADJD", "ADJA"} or tag[:1] == "V"


def _parted(r: Registry, span: Span) -> list[Span]:
    """Two people glued into one name (a headline's Trump Machado): each word is the surname of a longer name."""
    (a, b), words = span, r.p.words
    glued = b - a == 2 and words[a] in r.surnames and words[a + 1] in r.surnames and r.p.ents[a] == "PER"
    return [(a, a + 1), (a + 1, b)] if glued and not r.roles.is_first_name(words[a]) else [span]


def _majority_labels(r: Registry) -> dict[str, str]:
    """The entity label that each name has most often in the article; one slip does not make a second actor.

    People count by the last word (a surname), all others by the whole name: the Frankfurt of VG Frankfurt is no court.
    """
    count: dict[str, dict[str, int]] = {}
    for start, end in r.spans:
        label = _by_first_name(r, start, end) or r.p.ents[start]
        words = r.p.words[start:end] if label != "PER" else r.p.words[end - 1 : end]
        per = count.setdefault(" ".join(words).removesuffix("s"), {})
        per[label] = per.get(label, 0) + (2 if end - start > 1 else 1)
    return {name: max(per, key=lambda k: (per[k], k == "PER")) for name, per in count.items()}


def _entity_spans(p: Parse, roles: Roles) -> list[Span]:
    """Token spans of the named entities, and of names that the model missed: a first name before another name."""
    spans: list[Span] = []
    for ent in p.doc.ents:
        start, end = ent.start, _end_of_linked(p, ent.start, ent.end)
        overlaps = bool(spans) and start < spans[-1][1]
        if p.lower[end - 1].removesuffix("n").endswith(p.classes.endings("vague_body_ending")):
            continue  # Münchner Fachkreise
        overlaps = overlaps or is_posting(p, end - 1)
        if not (overlaps or are_times(p, start, end) or _is_small_word(p, start, end)):
            spans.append((start, end))
    return sorted([*spans, *_missed_names(p, roles, spans)])


def _end_of_linked(p: Parse, start: int, end: int) -> int:
    """Karl-Theodor zu Guttenberg, cut in two by the model: the token behind the whole name."""
    links = p.classes["name_link"] if p.ents[start] == "PER" else ()
    while end + 1 < len(p) and p.lower[end] in links and p.tags[end + 1] == "NE":
        end += 2
    return end


def _missed_names(p: Parse, roles: Roles, spans: list[Span]) -> list[Span]:
    """Pairs of a listed first name and another name that overlap no entity, nor each other."""
    missed: list[Span] = []
    taken = {k for a, b in spans for k in range(a, b)}
    for k in (k for k in range(len(p) - 1) if p.tags[k] == "NE" and p.tags[k + 1] == "NE"):
        pair = taken.isdisjoint((k, k + 1))
        if pair and roles.is_first_name(p.words[k]) and p.words[k + 1][:1].isupper():
            missed.append((k, k + 2))
            taken |= {k, k + 1}
    return missed


def _is_small_word(p: Parse, start: int, end: int) -> bool:
    """Demgegenüber, Danach: small words with a capital at the start of a sentence are no names."""
    small = p.tags[start] in {"ADV", "PAV", "PROAV", "KON", "KOUS", "PPER", "ADJD"}
    return end == start + 1 and (small or p.lower[start].endswith("gegenüber"))


def _by_first_name(r: Registry, start: int, end: int) -> str:
    """A listed first name before another name makes a person, whatever the model says."""
    words = r.p.words[start:end]
    if not (2 <= len(words) <= 4 and r.roles.is_first_name(words[0]) and r.p.tags[end - 1] == "NE"):
        return ""
    last = r.roles.noun(words[-1]) if "-" in words[-1] else None
    if last is not None and last.kind == "organisation":
        return ""  # Robert Koch-Institut
    return "PER" if r.roles.organisation(" ".join(words)) is None else ""


def label_of(r: Registry, start: int, end: int) -> str:
    """PER, ORG, LOC or MISC by majority in the article and by the lists."""
    last = r.p.words[end - 1]
    if _SITE.search(last):
        return "ORG"
    found = _by_first_name(r, start, end) or _label_by_count(r, start, end)
    body = r.roles.organisation(" ".join(r.p.words[start:end]))
    if body is not None and (end - start == 1 and found != "PER" or _is_listed_body(r, start, end, body)):
        return "ORG"
    return found


def _label_by_count(r: Registry, start: int, end: int) -> str:
    whole, last = " ".join(r.p.words[start:end]).removesuffix("s"), r.p.words[end - 1].removesuffix("s")
    return r.labels.get(whole) or r.labels.get(last) or r.p.ents[start]


def _is_listed_body(r: Registry, start: int, end: int, body: Word) -> bool:
    """A listed body that the model takes for a person (KLVX teilte mit); no first name, title or office says one."""
    p, last = r.p, r.p.words[end - 1]
    if body.weight < SURE_BODY or _by_first_name(r, start, end) or r.surnames & {last, last.removesuffix("s")}:
        return False
    before = p.lower[start - 1] if start else ""
    return before not in p.classes["title_of_person"] and not (start and r.is_person_noun(start - 1))


def entity(r: Registry, start: int, end: int) -> Actor | None:
    """The actor that a named entity means; None for places and works."""
    label = label_of(r, start, end)
    if label != "PER" and end == start + 1 and "-" in r.p.words[start] and r.is_person_noun(start):
        return None  # Hisbollah-Chef: an office, no name
    if label == "PER":
        return person(r, start, end)
    return organisation(r, start, end) if label == "ORG" else None


def person(r: Registry, start: int, end: int) -> Actor | None:
    """A person by name."""
    words = _name_words(r, start, end)
    if not words:
        return None
    actor = r.person(words, offices(r, start, end), title_gender(r.p, start))
    r.mention(actor, start, end)
    describe_person(r, actor, start, end)
    role_nearby(r, actor, r.p.sent[start])
    return actor


def _name_words(r: Registry, start: int, end: int) -> list[str]:
    """The words of a person's name, without titles, offices, brackets and the genitive's -s."""
    p = r.p
    while start < end and _precedes_name(r, start, end):
        start += 1
    while end > start and (p.words[end - 1] == "(" or p.tags[end - 1] == "CARD"):
        end -= 1
    end = _before_body(p, start, end)
    written = (_INVISIBLE.sub("", p.text[p.idx[k] : p.end(k)]) for k in range(start, end))
    words = _in_small_letters(r, [w for w in written if any(map(str.isalpha, w))])
    if words and words[-1].endswith("s") and len(words[-1]) > 3 and _is_genitive(r, end - 1):
        words[-1] = words[-1][:-1]
    return [] if len(words) == 1 and words[0].lower() in p.classes["name_particle"] else words


def _in_small_letters(r: Registry, words: list[str]) -> list[str]:
    """ILKA BRANDT as Ilka Brandt; a short single word in capitals may be an abbreviation."""
    letters = "".join(words)
    if not letters.isupper() or len(letters) < 5 or r.roles.exact_organisation(" ".join(words)):
        return words
    return [w.title() if len(w) > 2 else w for w in words]


def _precedes_name(r: Registry, i: int, end: int) -> bool:
    """Is token i a title, an article, a preposition, a bracket or an office before the name proper?"""
    p = r.p
    pairs = {" ".join(p.lower[k : k + 2]) for k in (i - 1, i) if k >= 0}
    title = p.lower[i] in p.classes["title_of_person"] or not p.classes["title_in_two"].isdisjoint(pairs)
    return title or p.tags[i] in {"ART", "APPR", "$("} or _is_office(r, i, end)


def _before_body(p: Parse, start: int, end: int) -> int:
    """Joe Stork von HRW: the token behind the person's own name."""
    of = (k for k in range(start + 1, end - 1) if p.lower[k] in p.classes["of_preposition"])
    return next((k for k in of if p.words[k + 1].isupper()), end)


def _is_office(r: Registry, i: int, end: int) -> bool:
    """Landwirt Bernd Schaper, Vatikansprecher Navarro-Valls: the office that the model took into the name."""
    word = r.p.words[i]
    if i + 1 >= end or r.roles.is_first_name(word):
        return False
    before_first = r.roles.is_first_name(r.p.words[i + 1])
    if before_first and end - i > 2 and r.p.tags[i] == "NN":
        return True
    return (before_first or end - i > 2 or len(word) > 8 or "-" in word) and r.is_person_noun(i)


def _is_genitive(r: Registry, i: int) -> bool:
    """Putins: the name also occurs without -s, or a noun follows it as in Putins Sprecher."""
    p, word = r.p, r.p.words[i]
    if word[:-1] in r.labels and word[:-1] in p.words:
        return True
    before_noun = i + 1 < len(p) and p.tags[i + 1] in {"NN", "ADJA"}
    return before_noun and p.deps[i] in {"nmod", "det:poss", "nmod:poss"} and not word.endswith("ss")


def organisation(r: Registry, start: int, end: int) -> Actor:
    """An organisation or medium by name."""
    p = r.p
    while start < end - 1 and p.tags[start] in {"ART", "APPR", "APPRART"}:
        start += 1
    name = _base(r, _entity_name(r, start, end))
    known = _known_body(r, name) or _paper(r, start, end, name)
    kind = known.kind if known is not None and known.kind in BODIES else "organisation"
    actor = r.find_body(name) or r.body(name, kind, named=True)
    if known is not None:
        actor.learn_role(known.role, known.weight)
    if name not in actor.proper:
        actor.proper.append(name)
    if name.lower() in r.roles.same_as:
        actor.short.add(name)
    _role_by_noun(r, actor, start, end)
    r.mention(actor, start, end)
    for short in (abbreviation_behind(p, end, name), abbreviation_at_end(p, start, end)):
        if short:
            r.alias(actor, short)
    long = long_form_behind(p, end) if p.words[start].isupper() else ""
    if long:
        r.alias(actor, name)
        r.alias(actor, long, short=False)
        actor.names.append(long)
    return actor


def _paper(r: Registry, start: int, end: int, name: str) -> Word | None:
    """A name in quotation marks that is a newspaper's by the list of outlets or by its noun: der „Wolkenauer Bote“."""
    if start == 0 or r.p.words[start - 1] not in MARKS:
        return None
    noun = r.noun(end - 1)
    by_noun = noun is not None and noun.kind == "medium"
    return Word("media", 0.8, "neutral", "medium") if by_noun or r.roles.is_outlet(name) else None


def is_posting(p: Parse, i: int) -> bool:
    """der Post, in einem Post: a text on a website; only die Post is the company."""
    if p.lower[i] not in p.classes["body_if_feminine"] or i == 0:
        return False
    k = i - 1
    while k > 0 and p.tags[k] == "ADJA":
        k -= 1
    masculine = p.lower[k] in p.classes["masculine_determiner"] and p.lower[k] not in p.classes["feminine_determiner"]
    return masculine or (p.lower[k] == "der" and p.deps[i].startswith("nsubj"))


def _known_body(r: Registry, name: str) -> Word | None:
    found = r.roles.organisation(name)
    if found is None and _SITE.search(name):
        return Word("media", 0.6, "neutral", "medium")
    first = r.roles.organisation(name.split(" ")[0]) if found is None and " " in name else None
    return first if first is not None and first.role == "security" else found  # VG Frankfurt


def _entity_name(r: Registry, start: int, end: int) -> str:
    """The name in the nominative, by the list where it has the form (Weißen Hauses)."""
    name = surface(r.p, start, end)
    listed = r.roles.same_as.get(name.lower(), "")
    if " " in listed and name.count(" ") == listed.count(" "):
        return listed
    return name_of_entity(r.p, start, end)


def _base(r: Registry, name: str) -> str:
    """Chinas -> China where that is a known body or stands in the text."""
    base, listed = name.removesuffix("s"), r.roles.exact_organisation
    return base if base != name and (listed(base) or base in r.p.words) and not listed(name) else name


def _role_by_noun(r: Registry, actor: Actor, start: int, end: int) -> None:
    """das Bundesland Hessen, der Konzern Bosch, Deutsche Umwelthilfe: a noun in or right before the name."""
    p = r.p
    before = start - 2 if start and p.words[start - 1] in MARKS else start - 1
    for k in [*range(end - 1, start - 1, -1), before]:
        found = r.noun(k) if k >= 0 and p.tags[k] in {"NN", "NE", "FM"} else None
        if found is not None and found.kind in BODIES:
            actor.learn_role(found.role, min(found.weight, 0.9) * (0.9 if k >= start else 0.8))
            actor.descriptors.add(p.lower[k])
            if found.kind == "medium" and not r.roles.exact_organisation(p.words[k]):
                actor.kind = "medium"
            return


def place(r: Registry, start: int, end: int) -> Actor | None:
    """A capital or state as speaker: Moskau erklärte."""
    p = r.p
    name = _base(r, surface(p, start, end))
    known = _known_body(r, name)
    if known is None and p.ents[start] == "" and end > start and _looks_personal(r, start, end):
        return person(r, start, end)
    actor = r.body(name, "medium" if known is not None and known.kind == "medium" else "organisation", named=True)
    if known is not None:
        actor.learn_role(known.role, known.weight)
    elif p.ents[start] == "LOC":
        actor.learn_role("politics", 0.6)
    r.mention(actor, start, end)
    return actor


def _looks_personal(r: Registry, start: int, end: int) -> bool:
    words = r.p.words[start:end]
    if r.roles.is_first_name(words[0]) and len(words) > 1 or r.known_surname(words[-1]):
        return True
    return start > 0 and r.is_person_noun(start - 1)
