"""From a speaker's phrase to the actor it means: which word of the phrase speaks, and who stands behind it."""

from __future__ import annotations

from ...german.numbers import are_times
from ...german.parse import NOUN, RELATIVE, Parse
from ...german.roles import Word
from .actors import Actor, Registry
from .authors import author_phrase, court, too_many
from .coreference import Anaphor, meant
from .describe import is_state_adjective, learn_noun
from .names import MARKS, Span, entity, person, place
from .nouns import common, gender_shown, pronoun
from .phrases import name_in

_NOMINAL = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "PRELS", "FM", "XY", "ADJA", "CARD"})
_PRONOMINAL = frozenset({"PPER", "PDS", "PRELS", "PPOSAT", "PRELAT", "PIS", "PWS", "PAV", "PROAV"})
_PREPOSITION = frozenset({"APPR", "APPRART"})


def speaker(r: Registry, tokens: list[int], sent: int) -> Actor | None:
    """The actor that a speaker's phrase means; None if it names none."""
    tokens = [k for k in tokens if r.p.tags[k] != "_SP"]
    while len(tokens) > 1 and r.p.words[tokens[-1]] in MARKS:
        tokens.pop()
    while len(tokens) > 1 and r.p.words[tokens[0]] in MARKS:
        tokens.pop(0)
    key = tuple(tokens)
    if tokens and key not in r.meant:
        r.meant[key] = _speaker(r, tokens, sent)
    return r.meant[key] if tokens else None


def _speaker(r: Registry, tokens: list[int], sent: int) -> Actor | None:
    p = r.p
    head = _head_of(p, tokens)
    if p.tags[head] in RELATIVE:
        return _antecedent(r, head, sent)
    part = _part_of(r, tokens, head)
    if part is not None:
        return part
    if p.tags[head] in _PRONOMINAL or p.lower[head] == "sie" or gender_shown(p, p.lower[head]):
        return pronoun(r, head, sent)
    if _says_something(p, head):
        return _behind(r, tokens, head, sent)
    if p.ents[head] != "PER" and _is_office_alone(r, tokens, head):
        return common(r, tokens, head)
    name = name_in(r, tokens, head)
    if name:
        return _named(r, name, head)
    return _author(r, tokens, head) or common(r, tokens, head) or _owner(r, tokens, head, sent)


def _author(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """dem Bericht zufolge, das Urteil besagt: whose document it is, where the article says it."""
    found = r.noun(head)
    if found is None or found.kind != "document" or r.p.ents[head]:
        return None
    phrase = author_phrase(r, head)
    if too_many(r.p, phrase):
        return None
    actor = _speaker(r, phrase, r.p.sent[phrase[0]]) if phrase and head not in phrase else court(r, head)
    if actor is not None:
        r.mention(actor, tokens[0], tokens[-1] + 1)
    return actor


def others(r: Registry, tokens: list[int], sent: int) -> list[Actor]:
    """NPR und PBS, Merkel und Steinmeier: those named beside the first, who say it too."""
    p = r.p
    tokens = [k for k in tokens if p.tags[k] != "_SP"]
    head = _head_of(p, tokens) if tokens else -1
    if head < 0 or not p.ents[head]:
        return []
    beside = [k for k in _coordinated(p, tokens, head) if p.ents[k] in {"PER", "ORG"}]
    spans = [s for k in beside for s in r.spans if s[0] <= k < s[1]]
    return [actor for span in spans if (actor := entity(r, *span)) is not None]


def _coordinated(p: Parse, tokens: list[int], head: int) -> list[int]:
    """What is coordinated with the head: in the phrase, or of a subject up to seven words behind it."""
    reach = head + 8 if p.deps[head].startswith("nsubj") else head
    return [k for k in p.conjuncts(head)[1:] if k in tokens or head < k < reach]


def _head_of(p: Parse, tokens: list[int]) -> int:
    """The token of the phrase whose head lies outside it, nouns first."""
    inside = set(tokens)
    tops = (k for k in tokens if p.heads[k] not in inside or p.heads[k] == k)
    nominal = next((k for k in tops if p.tags[k] in _NOMINAL), -1)
    return nominal if nominal >= 0 else next((k for k in tokens if p.tags[k] in {"NN", "NE", "FM"}), tokens[0])


def _is_office_alone(r: Registry, tokens: list[int], head: int) -> bool:
    """die CDU-Spitzenkandidatin: a role noun that the tagger takes for a name, and no name with it."""
    p, word = r.p, r.p.words[head]
    if (p.tags[head] == "NN" and not p.ents[head]) or not r.is_person_noun(head) or r.roles.is_first_name(word):
        return False
    return not r.known_surname(word) and not any(p.tags[k] == "NE" for k in tokens if k > head)


def _named(r: Registry, name: Span, head: int) -> Actor | None:
    """The actor of a name in the phrase; the noun that leads the phrase says who it is."""
    if not (name[0] > head and r.is_person_noun(head)):
        return entity(r, *name) or place(r, *name)
    actor = person(r, *name)  # a name behind an office is a person's
    if actor is not None:
        learn_noun(r, actor, head)
    return actor


def _owner(r: Registry, tokens: list[int], head: int, sent: int) -> Actor | None:
    """Seine Zuversicht, ihre Sorge: whose thought it is."""
    owned = r.p.tags[head] == "NN" and r.p.tags[tokens[0]] == "PPOSAT" and tokens[0] < head
    return pronoun(r, tokens[0], sent) if owned else None


def _part_of(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """62 Prozent der Bundesbürger; einer der Feuerwehrleute: whom the share or the one is taken from."""
    p = r.p
    share = p.lower[head] in p.classes["share_noun"]
    if not share and not (p.tags[head] == "PIS" and p.lower[head] in p.classes["one_of_several"]):
        return None
    rest = [k for k in tokens if k > head and p.tags[k] not in _PREPOSITION]
    noun = next((k for k in rest if p.tags[k] == "NN"), -1)
    if noun < 0:
        return None
    if share:
        return common(r, rest, noun)
    known = r.noun(noun)
    return _one_of(r, tokens, noun, known, head) if known is not None and known.kind == "person" else None


def _one_of(r: Registry, tokens: list[int], noun: int, known: Word, head: int) -> Actor:
    actor = r.body(f"{r.p.lower[head]} der {r.p.words[noun]}", "person", False, fresh=True)
    actor.learn_role(known.role, known.weight)
    actor.learn_gender("male" if r.p.lower[head] == "einer" else "female", "noun")
    r.mention(actor, tokens[0], tokens[-1] + 1)
    return actor


def _says_something(p: Parse, head: int) -> bool:
    """Is it a noun of saying (Angaben, Polizeibericht), behind which somebody else stands?"""
    nouns = p.classes["noun_of_saying"]
    if p.lower[head] in nouns or p.lemmas[head].lower() in nouns:
        return True
    return p.lower[head].endswith(p.classes.endings("noun_of_saying_ending"))


def _behind(r: Registry, tokens: list[int], head: int, sent: int) -> Actor | None:
    """Angaben der Polizei, seiner Meinung, Polizeiangaben, offizielle Angaben, ein Bericht der UN, der Bericht."""
    behind = _owner_behind(r.p, tokens, head)
    if too_many(r.p, behind):
        return common(r, [k for k in tokens if k <= head], head)
    if behind:
        return _speaker(r, behind, sent)
    before = next((k for k in tokens if _says_whose(r.p, k, head)), -1)
    if before >= 0:
        return _by_word_before(r, before, head, sent)
    return _first_part(r, head) or _by_adjective(r, tokens, head) or _text_itself(r, tokens, head)


def _owner_behind(p: Parse, tokens: list[int], head: int) -> list[int]:
    """Angaben der Polizei, von Ärzten: the owner's phrase behind a noun of saying, without its preposition."""
    rest = [k for k in tokens if k > head and p.words[k] not in MARKS]
    named = any(p.tags[k] in {"NN", "NE", "FM", "XY"} and not are_times(p, k, k + 1) for k in rest)
    if not named or p.words[rest[0]] == "," or not _leads_on(p, rest[0]):
        return []
    return rest[1:] or rest if p.tags[rest[0]] in _PREPOSITION else rest


def _says_whose(p: Parse, k: int, head: int) -> bool:
    """seinen, deren, eigenen, Merkels: does token k say whose words those are that the noun at the head names?"""
    if p.lower[k] in p.classes["relative_possessive"]:
        return True
    pronominal = p.tags[k] in {"PPOSAT", "PRELAT", "PDS"} or p.lower[k] in p.classes["own_adjective"]
    return k < head and (pronominal or p.ents[k] in {"PER", "ORG"})


def _by_word_before(r: Registry, k: int, head: int, sent: int) -> Actor | None:
    """Whom a word that says whose means: of a relative the noun before, of `eigen` the subject, or the one named."""
    p = r.p
    if p.tags[k] == "PRELAT" and (found := _antecedent(r, k, sent)) is not None:
        return found
    if k == p.sents[sent][0] and p.lower[k] in {"deren", "dessen"}:
        return _last_named(r, sent)  # Deren Mitteilung zufolge
    if p.tags[k] in {"PPOSAT", "PDS"} or p.lower[k] in p.classes["relative_possessive"]:
        return pronoun(r, k, sent)
    return _subject_of(r, head, sent) if p.lower[k] in p.classes["own_adjective"] else _speaker(r, [k], sent)


def _last_named(r: Registry, sent: int) -> Actor | None:
    """Who is named last in the sentence before."""
    first, last = r.p.sents[sent - 1] if sent else (0, 0)
    spots = [(start, n) for n, a in enumerate(r.actors) for start, _ in a.mentions if first <= start < last]
    return r.actors[max(spots)[1]] if spots else None


def _leads_on(p: Parse, k: int) -> bool:
    """Is what follows a noun of saying its owner (der Polizei, von Ärzten), not when or to whom (vom Montag)?"""
    return p.tags[k] not in _PREPOSITION or p.lower[k] in p.classes["owner_preposition"]


def _text_itself(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """A document of which nobody is named; vague findings (ersten Erkenntnissen) are nobody's."""
    p, found = r.p, r.noun(head)
    vague = any(p.lower[k] in p.classes["vague_adjective"] for k in tokens)
    if p.lower[head] in p.classes["unsigned_report"] and not vague:
        return _media(r, "Berichte")
    exists = not vague or p.lower[head].endswith(p.classes.endings("text_ending"))  # neueste Studien do
    if found is None or found.kind != "document" or not exists:
        return None
    return _author(r, tokens, head) or common(r, tokens, head)


def _media(r: Registry, name: str) -> Actor:
    actor = r.body(name, "medium", named=False)
    actor.learn_role("media", 1.0)
    return actor


def _by_adjective(r: Registry, tokens: list[int], head: int) -> Actor | None:
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
    elif any(s in p.classes["official_adjective"] or is_state_adjective(p, s) for s in stems):
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


def _first_part(r: Registry, head: int) -> Actor | None:
    """Polizeiangaben, Expertenmeinung, OSZE-Bericht, Medienberichte: who is meant stands in the compound."""
    word, lower, classes = r.p.words[head], r.p.lower[head], r.p.classes
    if lower in classes["media_report"] or lower.startswith(classes.endings("media_beginning")):
        return _media(r, "Medienberichte" if "berichte" in lower else word)
    known_here = r.find_body(word.rsplit("-", 1)[0]) if "-" in word else None
    if known_here is not None:
        return known_here
    for length in range(len(word) - 4, 2, -1):
        part, end = word[:length].rstrip("-"), word[length:].lower().lstrip("s-")
        if length < 4 and "-" not in word or not end.startswith(classes.endings("noun_of_saying_beginning")):
            continue
        if part in r.roles.agencies:
            return _of_part(r, part, Word("agency", 1.0, "neutral", "medium"), head)
        found = r.roles.organisation(part) or r.roles.noun(part)
        if found is not None and found.kind in {"organisation", "group", "person", "medium"}:
            return _of_part(r, part, found, head)
    return None


def _of_part(r: Registry, part: str, found: Word, head: int) -> Actor:
    people = found.kind in {"person", "group"}
    unnamed = people or part.lower().endswith(r.p.classes.endings("unnamed_body_ending"))
    actor = r.body(part, "group" if people else found.kind, named=not unnamed)
    actor.learn_role(found.role, found.weight)
    actor.plural = people
    actor.descriptors.add(part.lower())
    r.mention(actor, head, head + 1)
    return actor


def _subject_of(r: Registry, head: int, sent: int) -> Actor | None:
    clause = r.p.clause(head)
    if clause is None or clause.subject < 0 or clause.subject == head:
        return meant(r, Anaphor("pronoun", head, sent, speaks=r.speaking))
    return speaker(r, r.p.noun_phrase(clause.subject), sent)


def _antecedent(r: Registry, i: int, sent: int) -> Actor | None:
    """The noun before a relative clause."""
    p = r.p
    start = p.sents[p.sent[i]][0]
    near = (k for k in range(i - 1, max(start, i - 9) - 1, -1) if p.tags[k] in NOUN and not are_times(p, k, k + 1))
    noun = next(near, -1)
    return speaker(r, p.noun_phrase(noun), sent) if noun >= 0 else None


def _stem(adjective: str) -> str:
    endings = (e for e in ("en", "em", "er", "es", "e") if adjective.endswith(e) and len(adjective) > len(e) + 3)
    return adjective.removesuffix(next(endings, ""))
