"""Attributions without a verb of saying: laut X, X zufolge, so X, demnach, die Forderung der X."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.parse import FINITE, NOMINAL, OBJECT, Clause, Parse
from .cues import ALONE, ANYWHERE, ATTRIBUTES, SURE_ADVERB, Cues
from .frame import Frame
from .speakers import PHRASE_TAGS, QUOTE_MARKS, genitive_of, speaker_phrase


def prepositional(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """The frame that a preposition at token i makes, before or behind its noun, if it attributes."""
    head = p.heads[i]
    if head > i and p.tags[head] == "NE" and p.heads[head] > head and p.tags[p.heads[head]] == "NN":
        head = p.heads[head]  # nach Grupps Meinung
    if p.tags[i] not in {"APPR", "APPO", "ADJD", "APPRART", "ADV", "PTKVZ"} or head == i:
        return None
    behind = word in cues.postpositions and (cues.postpositions[word] >= ALONE or p.tags[i] in {"APPO", "APPR"})
    if behind and (word not in cues.prepositions or head < i and _is_noun(p, head) or _owned_opinion(p, i, cues)):
        return _postposed(p, i, word, cues)
    if word not in cues.prepositions:
        return None
    alone = cues.prepositions[word] >= ALONE
    if p.deps[i] != "case" or head < i or not _is_noun(p, head):
        return _lost_phrase(p, i, word) if alone else None
    speaker = _after(p, i, head)
    if not _attributes(p, word, head, speaker, cues):
        return None
    return Frame("prep", [i], head, speaker, p.sent[i], word, {"say": 1.0})


def _attributes(p: Parse, word: str, head: int, speaker: list[int], cues: Cues) -> bool:
    """laut X, nach Angaben, gemäß dem Bericht; after other nouns of saying (nach der Ankündigung) only with hearsay behind."""
    known_noun = cues.attribution(p.words[head], p.lemmas[head])
    if known_noun:
        return known_noun >= ATTRIBUTES  # not: nach einem Hinweis, laut Gesetz
    if cues.prepositions[word] >= ALONE:
        return True
    if word != "nach":
        known = cues.roles.noun(p.words[head], p.lemmas[head])
        return bool(p.ents[head]) or (
            known is not None and known.kind in {"document", "medium"} and known.weight >= 0.6
        )
    behind = speaker[-1] + 1 if speaker else head + 1
    hearsay = behind < len(p) and (
        p.lower[behind] in {"soll", "sollen"} or (p.tags[behind] in FINITE and p.subjunctive[behind])
    )
    return hearsay and cues.nouns.get(p.lemmas[head].lower(), 0.0) >= 0.3


def _lost_phrase(p: Parse, i: int, word: str) -> Frame | None:
    """Laut „Reuters“: where the parser lost the preposition, the plain phrase behind it."""
    stop = i + 1
    end = p.sents[p.sent[i]][1]
    while stop < end and (p.tags[stop] in PHRASE_TAGS or p.words[stop] in QUOTE_MARKS) and stop < i + 10:
        stop += 1
    phrase = list(range(i + 1, stop))
    head = next((k for k in phrase if p.tags[k] in {"NN", "NE", "FM"}), -1)
    return Frame("prep", [i], head, phrase, p.sent[i], word, {"say": 1.0}) if head >= 0 else None


def _is_noun(p: Parse, i: int) -> bool:
    return p.tags[i] in NOMINAL or p.tags[i] in {"ADJA"}


def _after(p: Parse, i: int, head: int) -> list[int]:
    """The noun phrase right after a preposition."""
    phrase = [k for k in p.noun_phrase(head) if k > i]
    return list(range(i + 1, _end_of_name(p, head, phrase[-1] + 1))) if phrase else [head]


#: Prepositions that begin something new behind the one who is cited (laut X mit rund 150 Millionen, unter Berufung auf Y).
NEW_PHRASE = frozenset("mit unter gegen bis seit ab während um wegen nach trotz".split())
#: Articles that are no genitive: behind a noun they begin the next phrase (nach Angaben des ZDF die Jahre ...).
NO_GENITIVE = frozenset("die das den dem ein eine einen einem".split())


def _end_of_name(p: Parse, head: int, end: int) -> int:
    """Where the phrase of the one who is cited ends, if the parser took more."""
    for k in range(head + 1, end):
        if p.tags[k] == "APPR" and (p.lower[k] in NEW_PHRASE or _of_many(p, head, k, end)):
            return k
        if p.tags[k] == "ART" and p.lower[k] in NO_GENITIVE and p.tags[k - 1] in {"NN", "NE"}:
            return k
    return end


def _of_many(p: Parse, head: int, k: int, end: int) -> bool:
    """Is it `von` and a number behind a name (wurde laut BBC von rund 10.000 Menschen begrüßt)?"""
    return (
        p.tags[head] == "NE" and p.lower[k] == "von" and any(p.tags[n] == "CARD" for n in range(k + 1, min(k + 3, end)))
    )


def _owned_opinion(p: Parse, i: int, cues: Cues) -> bool:
    """seiner Meinung nach: nach behind a possessive and a noun of saying, whatever the parser hangs it on."""
    return i > 1 and p.tags[i - 2] == "PPOSAT" and cues.is_attributing_noun(p.lemmas[i - 1], p.words[i - 1])


def _postposed(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """Den Angaben zufolge, seiner Meinung nach: the phrase stands before the cue."""
    head = p.heads[i]
    if head > i or not _is_noun(p, head):
        if i == 0:
            return None
        head = i - 1
        while head > 0 and not _is_noun(p, head) and head > i - 4:
            head -= 1
        if not _is_noun(p, head):
            return None
    alone = cues.postpositions[word] >= ALONE
    if not alone and not cues.is_attributing_noun(p.lemmas[head], p.words[head]):
        return None
    phrase = [k for k in p.noun_phrase(head) if k < i]
    if not phrase or phrase[-1] < i - 1:
        phrase = list(range(phrase[0] if phrase else head, i))
    if not alone and i - head > 1:
        return None
    return Frame("prep", [i], head, phrase, p.sent[i], word, {"say": 1.0})


def parenthetical(p: Parse, i: int, word: str) -> Frame | None:
    """..., so Rutte. / „...“, so die Sprecherin weiter."""
    start, end = p.sents[p.sent[i]]
    if i == start or i + 1 >= end or p.words[i - 1] not in {",", "“", "”", "«", "»", '"', "–", "-"}:
        return None
    first = i + 1
    if p.tags[first] not in {"ART", "NN", "NE", "ADJA", "PPER", "PPOSAT", "PIAT", "PDAT", "FM", "CARD", "PDS", "PIS"}:
        return None
    stop = first
    while stop < end and p.words[stop] not in {",", ".", ";", "–", ":", "“", "„", "!", "?"}:
        if p.tags[stop] in FINITE:
            return None
        stop += 1
    head = next((k for k in range(first, stop) if _is_noun(p, k) and p.tags[k] != "ADJA"), -1)
    if head < 0:
        return None
    phrase = p.noun_phrase(_top_noun(p, head, first, stop))
    phrase = [k for k in phrase if k >= first]
    if phrase and phrase[-1] > stop and (phrase[-1] + 1 >= end or p.words[phrase[-1] + 1] not in CLOSING):
        phrase = [k for k in phrase if k < stop]  # so X, Schuld daran ...: what is said goes on behind the comma
    tokens = list(range(first, (phrase[-1] if phrase else stop - 1) + 1))
    return Frame("so", [i], head, tokens, p.sent[i], word, {"say": 1.0})


CLOSING = frozenset({",", ".", ";", "–", ":", "“", "„", "!", "?", "(", "”", '"'})


def _top_noun(p: Parse, head: int, first: int, stop: int) -> int:
    while p.heads[head] != head and first <= p.heads[head] < stop and _is_noun(p, p.heads[head]):
        head = p.heads[head]
    return head


def adverbial(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """Demnach ..., Danach ... at the start of a sentence, angabegemäß anywhere; wonach after a noun."""
    start, end = p.sents[p.sent[i]]
    if word in cues.relative_adverbs:
        if i == start or p.words[i - 1] != ",":
            return None
        noun = next((k for k in range(i - 2, start - 1, -1) if p.tags[k] in {"NN", "NE"}), -1)
        speaker = p.noun_phrase(noun) if noun >= 0 else []
        return Frame("adverb", [i], i, speaker, p.sent[i], word, {"say": 1.0})
    weight = cues.adverbs[word]
    if weight < SURE_ADVERB and (
        i != start or i + 1 >= end or not p.subjunctive[i + 1] and p.lower[i + 1] not in {"soll", "sollen"}
    ):
        return None
    if weight < ANYWHERE and i != start and p.words[i - 1] not in {",", ";", ":"} and p.tags[i - 1] not in FINITE:
        return None
    return Frame("adverb", [i], i, [], p.sent[i], word, {"say": 1.0})


def noun_frames(p: Parse, cues: Cues) -> Iterator[tuple[Frame, int]]:
    """Nouns of saying with a clause as their content: die Forderung der SPD, den Vertrag zu kündigen. (frame, clause head)"""
    for clause in p.clauses.values():
        above = p.heads[clause.head]
        if above == clause.head or p.deps[clause.head] not in {"acl", "ccomp"} or p.tags[above] != "NN":
            continue
        weight = cues.nouns.get(p.lemmas[above].lower(), cues.nouns.get(p.lower[above], 0.0))
        if weight < 0.6 or clause.head < above or _is_relative(p, clause):
            continue
        if clause.mark >= 0 and p.lower[clause.mark] not in {"dass", "daß", "ob"}:
            continue
        phrase = [k for k in p.noun_phrase(above) if k <= above]
        cue, speaker = _who_has_it(p, above, phrase, cues)
        yield Frame("noun", cue, above, speaker, p.sent[above], p.lemmas[above], {"say": weight}), clause.head


def _is_relative(p: Parse, clause: Clause) -> bool:
    """Does the clause begin with a relative pronoun (die Erklärung, die am Montag ...)?"""
    first = p.subtree(clause.head)[:4]
    return any(p.tags[k] in {"PRELS", "PRELAT"} for k in first)


def _who_has_it(p: Parse, noun: int, phrase: list[int], cues: Cues) -> tuple[list[int], list[int]]:
    """vertritt die Ansicht: the subject; die Forderung der SPD: the genitive; else the noun stands for its speaker."""
    clause = p.clause(noun)
    if (
        clause is not None
        and p.deps[noun] in OBJECT
        and clause.subject >= 0
        and p.tags[clause.subject] in NOMINAL
        and not clause.passive
    ):
        return sorted({clause.head, *phrase}), speaker_phrase(p, clause, cues)
    return phrase, genitive_of(p, noun) or phrase
