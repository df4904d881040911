"""From a speaker's phrase to the actor it means: which word or name of the phrase speaks, and who stands behind it."""

from __future__ import annotations

from ...german.numbers import are_times
from ...german.parse import NOUN, RELATIVE, Parse
from ...german.roles import Word
from .actors import Actor, Registry
from .authors import author_phrase, court, first_part, media, owner_behind, says_something, says_whose, too_many
from .coreference import Anaphor, meant
from .describe import by_adjective, learn_noun
from .names import BODIES, entity, label_of, organisation, person, place
from .naming import MARKS, Span, name_in_marks, surface
from .nouns import common, gender_shown, part_of, pronoun

_NOMINAL = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "PRELS", "FM", "XY", "ADJA", "CARD"})
_PRONOMINAL = frozenset({"PPER", "PDS", "PRELS", "PPOSAT", "PRELAT", "PIS", "PWS", "PAV", "PROAV"})


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
    marked = name_in_marks(p, tokens)
    if marked is not None:
        return organisation(r, *marked)
    head = _head_of(p, tokens)
    if p.tags[head] in RELATIVE:
        return _antecedent(r, head, sent)
    part = part_of(r, tokens, head)
    if part is not None:
        return part
    if p.tags[head] in _PRONOMINAL or p.lower[head] == "sie" or gender_shown(p, p.lower[head]):
        return pronoun(r, head, sent)
    if says_something(p, head):
        return _behind(r, tokens, head, sent)
    if p.ents[head] != "PER" and _is_office_alone(r, tokens, head):
        return common(r, tokens, head)
    if _owns(r, tokens, head):
        return common(r, tokens, head + 1)
    name = _name_in(r, tokens, head)
    if name:
        return _named(r, name, head)
    return _author(r, tokens, head) or common(r, tokens, head) or _owner(r, tokens, head, sent)


def _owns(r: Registry, tokens: list[int], head: int) -> bool:
    """Müllers Anwältin: is the name but the owner of the person noun right behind it?"""
    p, noun = r.p, head + 1
    if noun not in tokens or p.tags[noun] != "NN" or p.tags[head] != "NE" or not r.is_person_noun(noun):
        return False
    return p.words[head].endswith("s") and r.known_surname(p.words[head].removesuffix("s"))


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


def by_label(r: Registry, tokens: list[int], sent: int) -> Actor | None:
    """Who speaks in an interview or a list of statements, by its label: a person, but for a body or an office alone."""
    p, tokens = r.p, [k for k in tokens if r.p.tags[k] != "_SP"]
    noun = len(tokens) == 1 and r.noun(tokens[0]) is not None and not r.known_surname(p.words[tokens[0]])
    if not tokens or noun or r.roles.exact_organisation(surface(p, tokens[0], tokens[-1] + 1)):
        return speaker(r, tokens, sent)
    return person(r, tokens[0], tokens[-1] + 1)


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
    tops = (k for k in tokens if (p.heads[k] not in inside or p.heads[k] == k) and p.words[k] not in MARKS)
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


def _name_in(r: Registry, tokens: list[int], head: int) -> Span | None:
    """The name that a phrase is about: at its head, beside its head noun or in apposition; not a genitive in it."""
    first, last = tokens[0], tokens[-1]
    spans = [(a, b) for a, b in r.spans if a >= first and b <= last + 1]
    if spans and _closes_phrase(r, spans[-1], head, last):
        return spans[-1]
    noun = r.noun(head)
    office = r.is_person_noun(head) and not r.roles.is_first_name(r.p.words[head])
    at_head = (span for span in spans if span[0] <= head < span[1] and not (office and _is_head_alone(r, span, head)))
    beside = (span for span in spans if _is_beside(r, span, head, noun))
    return next(at_head, None) or next(beside, None) or _name_by_tags(r, first, last, head, noun, office)


def _is_head_alone(r: Registry, span: Span, head: int) -> bool:
    """Does the entity end at the head without being a person's name? Of an office it is no name then.

    A body whose name ends like an office (Morning Star) is one.
    """
    named = span[0] < head and r.p.tags[span[0]] in {"NE", "FM"} and label_of(r, *span) == "ORG"
    return span[1] == head + 1 and label_of(r, *span) != "PER" and not (named and r.p.tags[head] != "NN")


def _closes_phrase(r: Registry, span: Span, head: int, last: int) -> bool:
    """der als Gegner Thaksins auftretende Unternehmer Sondhi: the name behind an office at the end of the phrase."""
    if span[1] != last + 1:
        return False
    before = span[0] - 1
    person_behind = head < before and label_of(r, *span) == "PER"
    return person_behind and r.p.tags[before] == "NN" and r.is_person_noun(before)


def _is_beside(r: Registry, span: Span, head: int, noun: Word | None) -> bool:
    """Is it the name of whom the head noun means?"""
    if span[0] > head and label_of(r, *span) == "PER" and _is_apposition(r.p, head, span[0], noun):
        return True
    return (span[0] == head + 1 and _named_by_noun(r, span, noun)) or _is_body_apposed(r, head, span, noun)


def _name_by_tags(r: Registry, first: int, last: int, head: int, noun: Word | None, office: bool) -> Span | None:
    """A name that is no entity: behind an office, or at the head of the phrase."""
    p = r.p
    if noun is not None and noun.kind == "person" and head < last and p.tags[head + 1] == "NE":
        if not _is_place(r, head + 1):
            return head + 1, _end_of_names(p, head + 1, last)
    if p.tags[head] != "NE" or office or are_times(p, head, head + 1) or _is_common(p, head, noun):
        return None
    start = head
    while start > first and p.tags[start - 1] == "NE":
        start -= 1
    return start, _end_of_names(p, head, last)


def _is_common(p: Parse, head: int, noun: Word | None) -> bool:
    """das Auswärtige Amt, aus Fachkreisen: a listed noun that the tagger takes for a name."""
    return noun is not None and (noun.kind == "group" or (noun.kind in BODIES and not p.ents[head]))


def _end_of_names(p: Parse, start: int, last: int) -> int:
    return next((k for k in range(start + 1, last + 1) if p.tags[k] != "NE"), max(start, last) + 1)


def _named_by_noun(r: Registry, span: Span, noun: Word | None) -> bool:
    """der Konzern Bosch; die Sprecherin Vance, whom the model takes for a place."""
    a, b = span
    if noun is None or b - a > 3:
        return False
    if noun.kind == "person":
        return r.p.tags[a] == "NE" and not _is_place(r, a)
    return noun.kind in BODIES and label_of(r, a, b) == "ORG" and not _is_place(r, b - 1)


def _is_place(r: Registry, k: int) -> bool:
    """der Präsident Indonesiens: a state or body in the genitive is not the name of the president."""
    word = r.p.words[k]
    return word.endswith("s") and (r.roles.organisation(word) is not None or r.p.ents[k] == "LOC")


def _is_body_apposed(r: Registry, head: int, span: Span, noun: Word | None) -> bool:
    """der Radiosender, Radio Vatikan."""
    p, (a, b) = r.p, span
    if noun is None or noun.kind not in BODIES or a == 0 or p.words[a - 1] != "," or label_of(r, a, b) != "ORG":
        return False
    return any(p.heads[k] == head and p.deps[k] == "appos" for k in range(a, b))


def _is_apposition(p: Parse, head: int, a: int, noun: Word | None) -> bool:
    """Is the name at a an apposition of the head noun (Sprecherin Singh; der Chef des Amtes, Max Muster)?"""
    if noun is None:
        return a == head + 1 and p.tags[head] == "NN"  # an office that no list has: Sonderermittler Meier
    if noun.kind not in {"person", "group"} or p.lower[a - 1] in p.classes["before_other_name"]:
        return False
    comma = p.words[a - 1] == ","
    beside = a == head + 1 or comma
    top = _top_of_name(p, head, a, comma=comma)
    if top < 0:
        return beside
    linked = p.deps[top] in {"appos", "flat", "compound", "conj"} or (p.deps[top] == "nmod" and top == a and beside)
    return (linked or comma) and p.child(top, "case") < 0


def _top_of_name(p: Parse, head: int, a: int, *, comma: bool) -> int:
    """From the name at a up through its parts (any words behind a comma): what hangs on the head noun, or -1."""
    k = a
    for _ in range(4):
        above = p.heads[k]
        if above == head:
            return k
        part = k == a or comma or p.deps[k] in {"flat", "compound", "appos"}
        if above == k or not part:
            break
        k = above
    return -1


def _behind(r: Registry, tokens: list[int], head: int, sent: int) -> Actor | None:
    """Angaben der Polizei, seiner Meinung, Polizeiangaben, offizielle Angaben, ein Bericht der UN, der Bericht."""
    behind = owner_behind(r.p, tokens, head)
    if too_many(r.p, behind):
        return common(r, [k for k in tokens if k <= head], head)
    if behind:
        return _speaker(r, behind, sent)
    before = next((k for k in tokens if says_whose(r.p, k, head)), -1)
    if before >= 0:
        return _by_word_before(r, before, head, sent)
    return first_part(r, head) or by_adjective(r, tokens, head) or _text_itself(r, tokens, head)


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


def _text_itself(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """A document of which nobody is named; vague findings (ersten Erkenntnissen) are nobody's."""
    p, found = r.p, r.noun(head)
    vague = any(p.lower[k] in p.classes["vague_adjective"] for k in tokens)
    if p.lower[head] in p.classes["unsigned_report"] and not vague:
        return media(r, "Berichte")
    exists = not vague or p.lower[head].endswith(p.classes.endings("text_ending"))  # neueste Studien do
    if found is None or found.kind != "document" or not exists:
        return None
    return _author(r, tokens, head) or common(r, tokens, head)


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
    return (r.at(noun) or speaker(r, p.noun_phrase(noun), sent)) if noun >= 0 else None
