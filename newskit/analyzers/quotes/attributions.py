"""Attributions, the frames without a verb: laut X, X zufolge, nach Angaben von X, so X, demnach, wonach."""

from __future__ import annotations

from ...german.clauses import has_finite
from ...german.parse import FINITE, NOMINAL, NOUN, Parse
from .cues import ALONE, ANYWHERE, ATTRIBUTES, PHRASE_TAGS, SURE_ADVERB, Cues
from .marks import QUOTE_MARKS, with_marks
from .said import Frame

_ENDS_PARENTHESIS = frozenset({",", ".", ";", "–", ":", "“", "„", "!", "?"})
_BEFORE_PARENTHESIS = frozenset({",", "“", "”", "«", "»", '"', "–", "-"})
_CLOSING = _ENDS_PARENTHESIS | {"(", "”", '"'}
_OPENS_SPEAKER = frozenset({"ART", "NN", "NE", "ADJA", "PPER", "PPOSAT", "PIAT", "PDAT", "FM", "CARD", "PDS", "PIS"})
_ADPOSITION = frozenset({"APPR", "APPO", "ADJD", "APPRART", "ADV", "PTKVZ"})


def attribution_at(p: Parse, i: int, cues: Cues) -> Frame | None:
    """The frame that a word makes which attributes without a verb; None where it does not attribute here."""
    word = p.lower[i]
    if word in cues.prepositions or word in cues.postpositions:
        return _prepositional(p, i, word, cues)
    return _parenthetical(p, i, word) if word in cues.parentheticals else _adverbial(p, i, word, cues)


def _prepositional(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """The frame that a preposition at token i makes, before or behind its noun, if it attributes."""
    head = _noun_of(p, i)
    if p.tags[i] not in _ADPOSITION or head == i:
        return None
    before = cues.prepositions.get(word, 0.0)
    if _is_postposition(p, i, word, cues):
        if not before or (head < i and _is_noun(p, head)) or _owned_opinion(p, i, cues):
            return _postposed(p, i, word, cues)
    if not before:
        return None
    if p.deps[i] != "case" or head < i or not _is_noun(p, head):
        return _lost_phrase(p, i, word) if before >= ALONE else None
    speaker = with_marks(p, _noun_phrase_after(p, i, head))
    return Frame("prep", [i], head, speaker, p.sent[i], word) if _attributes(p, word, head, speaker, cues) else None


def _noun_of(p: Parse, i: int) -> int:
    """The noun that a preposition belongs to; nach Grupps Meinung: not the name before it."""
    head = p.heads[i]
    above = p.heads[head]
    return above if i < head < above and p.tags[head] == "NE" and p.tags[above] == "NN" else head


def _is_postposition(p: Parse, i: int, word: str, cues: Cues) -> bool:
    weight = cues.postpositions.get(word, 0.0)
    return weight >= ALONE or (weight > 0 and p.tags[i] in {"APPO", "APPR"})


def _attributes(p: Parse, word: str, head: int, speaker: list[int], cues: Cues) -> bool:
    """laut X, nach Angaben, gemäß dem Bericht; other nouns of saying (nach der Ankündigung) only before hearsay."""
    known_noun = cues.attribution(p.words[head], p.lemmas[head])
    if known_noun:
        return known_noun >= ATTRIBUTES  # not: nach einem Hinweis, laut Gesetz
    if cues.prepositions[word] >= ALONE:
        return True
    if word != "nach":
        known = cues.roles.noun(p.words[head], p.lemmas[head])
        document = known is not None and known.kind in {"document", "medium"} and known.weight >= 0.6
        return bool(p.ents[head]) or document
    behind = speaker[-1] + 1 if speaker else head + 1
    if behind >= len(p) or cues.nouns.get(p.lemmas[head].lower(), 0.0) < 0.3:
        return False
    return p.lower[behind] in p.classes["hearsay_modal"] or (p.tags[behind] in FINITE and p.subjunctive[behind])


def _lost_phrase(p: Parse, i: int, word: str) -> Frame | None:
    """Laut „Reuters“: where the parser lost the preposition, the plain phrase behind it."""
    end = min(p.sents[p.sent[i]][1], i + 10)
    inside = (p.tags[k] in PHRASE_TAGS or p.words[k] in QUOTE_MARKS for k in range(i + 1, end))
    stop = next((k for k, belongs in enumerate(inside, i + 1) if not belongs), end)
    head = next((k for k in range(i + 1, stop) if p.tags[k] in {"NN", "NE", "FM"}), -1)
    return Frame("prep", [i], head, list(range(i + 1, stop)), p.sent[i], word) if head >= 0 else None


def _is_noun(p: Parse, i: int) -> bool:
    return p.tags[i] in NOMINAL or p.tags[i] == "ADJA"


def _noun_phrase_after(p: Parse, i: int, head: int) -> list[int]:
    """The noun phrase right after a preposition, without what the parser took more."""
    phrase = [k for k in p.noun_phrase(head) if k > i]
    if not phrase:
        return [head]
    end = phrase[-1] + 1
    return list(range(i + 1, next((k for k in range(head + 1, end) if _begins_next(p, head, k, end)), end)))


def _begins_next(p: Parse, head: int, k: int, end: int) -> bool:
    """Does something else than who is cited begin here (laut X mit rund 150 Millionen, laut ZDF die Jahre)?"""
    if p.tags[k] == "APPR" and p.lower[k] in p.classes["new_phrase_preposition"]:
        return True
    if p.tags[k] == "APPR" and p.tags[head] == "NE" and p.lower[k] == "von":  # laut BBC von rund 10.000 Menschen
        return "CARD" in p.tags[k + 1 : min(k + 3, end)]
    return p.tags[k] == "ART" and p.lower[k] in p.classes["article_not_genitive"] and p.tags[k - 1] in NOUN


def _owned_opinion(p: Parse, i: int, cues: Cues) -> bool:
    """seiner Meinung nach: nach behind a possessive and a noun of saying, whatever the parser hangs it on."""
    return i > 1 and p.tags[i - 2] == "PPOSAT" and cues.is_attributing_noun(p, i - 1)


def _postposed(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """Den Angaben zufolge, seiner Meinung nach: the phrase stands before the cue."""
    head = p.heads[i]
    if head > i or not _is_noun(p, head):
        head = next((k for k in range(i - 1, max(i - 4, 0) - 1, -1) if _is_noun(p, k)), -1)
    if head < 0:
        return None
    alone = cues.postpositions[word] >= ALONE
    if not alone and (i - head > 1 or not cues.is_attributing_noun(p, head)):
        return None
    phrase = [k for k in p.noun_phrase(head) if k < i]
    if not phrase or phrase[-1] < i - 1:
        phrase = list(range(phrase[0] if phrase else head, i))
    return Frame("prep", [i], head, phrase, p.sent[i], word)


def _parenthetical(p: Parse, i: int, word: str) -> Frame | None:
    """..., so Rutte. / „...“, so die Sprecherin weiter."""
    start, end = p.sents[p.sent[i]]
    if i == start or i + 1 >= end or p.words[i - 1] not in _BEFORE_PARENTHESIS:
        return None
    first = i + 1
    stop = next((k for k in range(first, end) if p.words[k] in _ENDS_PARENTHESIS), end)
    if p.tags[first] not in _OPENS_SPEAKER or has_finite(p, first, stop):
        return None
    head = _top_noun(p, first, stop)
    if head < 0:
        return None
    last = p.noun_phrase(head)[-1]
    closed = last + 1 < end and p.words[last + 1] in _CLOSING
    if last > stop and not closed:  # so X, Schuld daran ...: what is said goes on behind the comma
        last = max(k for k in p.noun_phrase(head) if k < stop)
    return Frame("so", [i], head, list(range(first, last + 1)), p.sent[i], word)


def _top_noun(p: Parse, first: int, stop: int) -> int:
    """The first noun among the tokens, or the one among them that it hangs on; -1 without one."""
    head = next((k for k in range(first, stop) if p.tags[k] in NOMINAL), -1)
    while head >= 0 and p.heads[head] != head and first <= p.heads[head] < stop and _is_noun(p, p.heads[head]):
        head = p.heads[head]
    return head


def _adverbial(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """Demnach ..., Danach ... at the start of a sentence, angabegemäß anywhere; wonach after a noun."""
    start, end = p.sents[p.sent[i]]
    if word in cues.relative_adverbs:
        return _relative_adverb(p, i, word)
    weight, opens = cues.adverbs[word], i == start
    hearsay = opens and i + 1 < end and (p.subjunctive[i + 1] or p.lower[i + 1] in p.classes["hearsay_modal"])
    at_edge = opens or p.words[i - 1] in {",", ";", ":"} or p.tags[i - 1] in FINITE
    if (weight < SURE_ADVERB and not hearsay) or (weight < ANYWHERE and not at_edge):
        return None
    return Frame("adverb", [i], i, [], p.sent[i], word)


def _relative_adverb(p: Parse, i: int, word: str) -> Frame | None:
    """ein Bericht, wonach ...: the noun before the comma speaks."""
    start = p.sents[p.sent[i]][0]
    if i == start or p.words[i - 1] != ",":
        return None
    noun = next((k for k in range(i - 2, start - 1, -1) if p.tags[k] in NOUN), -1)
    return Frame("adverb", [i], i, p.noun_phrase(noun) if noun >= 0 else [], p.sent[i], word)
