"""Phrases that name an actor without a proper name: number, the name they give, the words that are no actor."""

from __future__ import annotations

from ...german.parse import Parse
from ...german.subjects import after_dative

DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "diesem", "diesen"})
#: Prepositions that may stand inside the name of an actor (Sprecher für Umwelt, Behörden in Gaza, Leiter beim WWF).
INSIDE = frozenset({"von", "vom", "aus", "in", "im", "bei", "beim", "für", "zur", "zum", "des"})
_OPEN, _CLOSE = "„»‚", "“«‘”"
_ADJECTIVE_ENDINGS = ("em", "en", "er", "es", "e")
MARKS = frozenset({"„", "»", "‚", "“", "«", "‘", "”", '"'})
LONGEST = 9
#: nicht genannter Vertreter: an adjective that says no more than that the name is withheld.
_UNSAID = ("genannt", "ungenannt", "sogenannt", "erwähnt")


def name_of(p: Parse, tokens: list[int], head: int, indefinite_male: bool, plural: bool, noun: str = "") -> str:
    """The phrase as a name in the nominative: without article, number and what is not part of the name.

    noun: the head noun in the nominative, where a word list knows it.
    """
    start, end = _start(p, tokens, head), _end(p, tokens, head)
    words = []
    for k in range(start, head):
        words.append(_adjective(p, k, indefinite_male, plural) if p.tags[k] == "ADJA" else p.words[k])
    words.append(noun or _noun(p, head, plural, tokens[0]))
    left = " ".join(words)
    tail = p.text[p.end(head) : p.end(end - 1)] if end > head + 1 else ""
    return balanced(" ".join(f"{left}{tail}".split()))


def _start(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name begins: at the adjectives before the noun (westliche Beamte), or a genitive (Demjanjuks Sohn)."""
    k = head
    while k - 1 >= tokens[0]:
        tag, word = p.tags[k - 1], p.lower[k - 1]
        if tag == "ADJA" and word not in p.classes["plural_determiner"] and not word.startswith(_UNSAID):
            k -= 1
        elif tag == "TRUNC" or (
            word in {"und", ","} and k - 2 >= tokens[0] and p.tags[k - 2] in {"ADJA", "TRUNC"} and k < head
        ):
            k -= 1
        elif tag in {"NE", "NN"} and word.endswith("s") and k == head:
            return k - 1
        else:
            break
    return k


def _end(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name ends: before commas, verbs, brackets and prepositions that do not belong to it."""
    end = head + 1
    last = min(tokens[-1], tokens[0] + LONGEST)
    while end <= last:
        tag, word = p.tags[end], p.lower[end]
        if word in {"und", "oder"} and end + 1 <= last and p.deps[end + 1] not in {"conj", "det", "amod"}:
            break
        if tag in {"APPR", "APPRART"} and word not in INSIDE:
            break
        if tag in {"$,", "$.", "PRELS", "ADV", "ADJD", "PAV", "PROAV", "CARD", "_SP"} or tag[:2] in {
            "VV",
            "VA",
            "VM",
            "KO",
        }:
            if word not in {"und", "oder"} and p.tags[end - 1] != "TRUNC":
                break
        if p.words[end] in {"(", ":", "–", "-"} or word in p.classes["time_noun"]:
            break
        end += 1
    while (
        end > head + 1
        and (p.tags[end - 1] in {"ART", "APPR", "APPRART", "KON", "ADJA", "PPOSAT", "$("})
        and p.words[end - 1] not in _CLOSE
    ):
        end -= 1
    return end


def _adjective(p: Parse, k: int, indefinite_male: bool, plural: bool) -> str:
    """westlichen -> westliche, einem israelischen -> israelischer; Berliner stays."""
    word = p.words[k]
    if word[:1].isupper() and word.endswith("er") or len(word) < 5 or any(c.isdigit() for c in word):
        return word
    stem = next((word.removesuffix(e) for e in _ADJECTIVE_ENDINGS if word.endswith(e)), word)
    return stem + ("er" if indefinite_male and not plural else "e")


def _noun(p: Parse, head: int, plural: bool, start: int) -> str:
    word, lemma = p.words[head], p.lemmas[head]
    if plural:
        bare = word[:-1]
        dative = word.endswith(("ern", "eln")) or (
            word.endswith("en")
            and len(lemma) < len(bare)
            and not lemma.endswith("e")
            and bare.startswith(lemma)
            and lemma + "en" != word
        )
        return bare if dative and (after_dative(p, start) or p.feats[head].get("Case") == "Dat") else word
    if lemma[:1].isupper() and word.startswith(lemma) and word[len(lemma) :] in {"s", "es", "n", "en", "ns"}:
        return lemma
    if p.feats[head].get("Case") == "Gen" and word.endswith("s") and not word.endswith("ss") and lemma == word:
        return word.removesuffix("s")
    return word


def quoted_name(p: Parse, tokens: list[int], head: int) -> str:
    """The name in quotation marks right behind the noun: das Magazin „Der Spiegel“, die „Bild“."""
    k = head - 1 if head and p.words[head - 1] in _OPEN else head + 1
    if k > tokens[-1] or p.words[k] not in _OPEN:
        return ""
    end = k + 1
    while end <= min(tokens[-1], k + 6) and p.words[end] not in _CLOSE:
        end += 1
    return p.text[p.idx[k + 1] : p.end(end - 1)] if end > k + 1 else ""


def balanced(name: str) -> str:
    """Quotation marks and brackets come in pairs; a lone one at an edge is left off, else its partner is added."""
    for opening, closing in (("„", "“"), ("»", "«"), ("(", ")")):
        if name.count(opening) > name.count(closing):
            name = name.removeprefix(opening) if name.startswith(opening) else name + closing
        elif name.count(closing) > name.count(opening):
            name = name.removesuffix(closing)
    if name.startswith("„") and name.endswith("“") and name.count("„") == 1:
        name = name[1:-1]
    return name
