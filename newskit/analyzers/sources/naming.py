"""Names as a dictionary has them: nominative, complete, without article and without words of the frame."""

from __future__ import annotations

from ...german.parse import Parse
from ...german.subjects import after_dative

#: Tokens that the name of an actor has at most.
LONGEST = 9
#: First token, and the one behind the last.
Span = tuple[int, int]
MARKS = frozenset({"„", "»", "‚", "“", "«", "‘", "”", '"'})
_OPENING = frozenset('„»«"“')
_ARTICLES = frozenset({"ART", "PDAT", "PPOSAT", "PIAT"})
_OPEN, _CLOSE = "„»‚", "“«‘”"
_STRAIGHT = '"'
_LEFT_OFF_BEFORE = frozenset({"„", "»", '"', "“", "«", "‚"})
_LEFT_OFF_BEHIND = frozenset({"“", "«", '"', "”", "»", "‘", ","})
_ADJECTIVE_ENDINGS = ("em", "en", "er", "es", "e")
_STRONG = {"Masc": "er", "Neut": "es"}
_DETERMINERS = {"Masc": "masculine_determiner", "Fem": "feminine_determiner", "Neut": "neuter_determiner"}
_ENDINGS = {"Masc": "masculine_noun_ending", "Fem": "feminine_noun_ending", "Neut": "neuter_noun_ending"}
_ENDS_NAME = frozenset({"$,", "$.", "PRELS", "ADV", "ADJD", "PAV", "PROAV", "CARD", "_SP"})
_NOT_LAST = frozenset({"ART", "APPR", "APPRART", "KON", "ADJA", "PPOSAT", "$("})
_NOUNS = frozenset({"NN", "NE", "FM"})
#: After these the genitive has -es (Hauses, Amtes, Verbandes), else -s (Ministeriums).
_BEFORE_ES = tuple("sßzxtdgfkhb")


def name_of(p: Parse, tokens: list[int], head: int, plural: bool, noun: str = "") -> str:
    """The phrase as a name in the nominative: without article, number and what is not part of the name.

    noun: the head noun in the nominative, where a word list knows it.
    """
    start, end, pair = _start(p, tokens, head), _end(p, tokens, head), pair_behind(p, head)
    gender = "" if plural else gender_of(p, head)
    words = [adjective(p, k, gender) if _is_adjective(p, k) else p.words[k] for k in range(start, head)]
    words.append(noun or _nominative(p, head, plural, tokens[0]))
    if pair:
        words += [p.words[head + 1], _nominative(p, pair, True, tokens[0])]
        end = max(end, pair + 1)
    behind = max(head, pair)
    tail = p.text[p.end(behind) : p.end(end - 1)] if end > behind + 1 else ""
    return balanced(" ".join(f"{' '.join(words)}{tail}".split()))


def gender_of(p: Parse, head: int, article: str | None = None) -> str:
    """Masc, Fem or Neut of a noun in the singular, "" where nothing tells: by article, ending, then the parse."""
    article, classes, word = _article(p, head) if article is None else article, p.classes, p.lower[head]
    if article in classes["genitive_article"]:
        word = base_of_genitive(p.words[head], p.lemmas[head]).lower()
    told = [g for g, name in _DETERMINERS.items() if article in classes[name]]
    if len(told) == 1:
        return told[0]
    possible = ((g, classes.endings(name)) for g, name in _ENDINGS.items() if word.endswith(classes.endings(name)))
    by_ending = [(len(e), g) for g, endings in possible for e in endings if word.endswith(e)]
    by_parse = p.feats[head].get("Gender", "")
    found = max(by_ending)[1] if by_ending else by_parse
    return next((g for g in (found, by_parse) if g in told), "") if told else found


def _article(p: Parse, head: int) -> str:
    """The word that leads the phrase of a noun, "" without one."""
    k = head - 1
    while k >= 0 and p.tags[k] in {"ADJA", "CARD", "ADV"}:
        k -= 1
    return p.lower[k] if k >= 0 and p.tags[k] in {"ART", "APPRART", "PPOSAT", "PDAT", "PIAT"} else ""


def adjective(p: Parse, k: int, gender: str) -> str:
    """In the strong nominative: westlichen -> westliche, des Statistischen Amtes -> Statistisches; Berliner stays."""
    word = p.words[k]
    if word[:1].isupper() and word.endswith("er") or len(word) < 4:
        return word
    if k == p.sents[p.sent[k]][0]:  # a capital only because the sentence begins
        word = word[:1].lower() + word[1:]
    stem = next((word.removesuffix(e) for e in _ADJECTIVE_ENDINGS if word.endswith(e)), "")
    return stem + _STRONG.get(gender, "e") if stem else word


def base_of_genitive(word: str, lemma: str) -> str:
    """des Landesamtes -> Landesamt, des Ministeriums -> Ministerium."""
    if lemma[:1].isupper() and word.startswith(lemma) and word[len(lemma) :] in {"s", "es"}:
        return lemma
    stem = word.removesuffix("es")
    if stem != word and stem.endswith(_BEFORE_ES) and not word.startswith("Ge"):
        return stem
    return word if word.endswith("ss") else word.removesuffix("s")


def pair_behind(p: Parse, head: int) -> int:
    """Bürgerinnen und Bürger, Ärzte und Ärztinnen: the token of the second noun, or 0."""
    if head + 2 >= len(p) or p.lower[head + 1] not in p.classes["coordinator_in_name"]:
        return 0
    k = head + 3 if p.tags[head + 2] == "ART" and head + 3 < len(p) else head + 2
    one, other = p.lower[head], p.lower[k]
    paired = one.endswith("innen") != other.endswith("innen") and _plain(one)[:4] == _plain(other)[:4]
    return k if paired and p.tags[k] in _NOUNS else 0


def _plain(word: str) -> str:
    return word.translate(str.maketrans("äöü", "aou"))


def _start(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name begins: at the adjectives before the noun (westliche Beamte), or a genitive (Demjanjuks Sohn)."""
    k, first = head, tokens[0]
    while k > first:
        described = _describes(p, k - 1)
        if described and _is_extended(p, k - 1):
            return _start_of_age(p, k - 1) or k
        if not (described or p.tags[k - 1] == "TRUNC" or (k < head and _links_adjectives(p, k - 1, first))):
            owner = p.tags[k - 1] in {"NE", "NN"} and p.lower[k - 1].endswith("s") and k == head
            return k - 1 if owner else k
        k -= 1
    return k


def _describes(p: Parse, k: int) -> bool:
    """Is it an adjective of the name, not one that counts (viele) or says that no name is told (nicht genannter)?"""
    if not _is_adjective(p, k) or p.lower[k] in p.classes["plural_determiner"]:
        return False
    return not p.lower[k].startswith(p.classes.endings("unnamed_beginning"))


def _links_adjectives(p: Parse, k: int, first: int) -> bool:
    """europäische und asiatische Beamte, Land- und ...: und or a comma behind an adjective of the phrase."""
    return p.lower[k] in {"und", ","} and k > first and p.tags[k - 1] in {"ADJA", "TRUNC"}


def _is_extended(p: Parse, k: int) -> bool:
    """der in Bremen ansässige Bauträger: an adjective with words of its own is no part of the name."""
    return any(c < k and p.tags[c] in {"NN", "NE", "FM", "CARD"} for c in p.children[k])


def _start_of_age(p: Parse, k: int) -> int:
    """35 Jahre alter Anwohner: the token of the number, or 0."""
    years = k >= 2 and p.lower[k].startswith("alt") and p.lower[k - 1].startswith("jahr")
    return k - 2 if years and p.tags[k - 2] == "CARD" else 0


def _end(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name ends: before commas, verbs, brackets and prepositions that do not belong to it."""
    end, last = head + 1, min(tokens[-1], tokens[0] + LONGEST)
    while end <= last and not _ends_name(p, end, last):
        end += 1
    while end > head + 1 and p.tags[end - 1] in _NOT_LAST and p.words[end - 1] not in _CLOSE:
        end -= 1
    return end


def _ends_name(p: Parse, k: int, last: int) -> bool:
    tag, word = p.tags[k], p.lower[k]
    coordinator = word in p.classes["coordinator_in_name"]
    if coordinator and k + 1 <= last and p.deps[k + 1] not in {"conj", "det", "amod"}:
        return True
    if tag in {"APPR", "APPRART"} and word not in p.classes["preposition_in_name"]:
        return True
    if (tag in _ENDS_NAME or tag[:1] == "V" or tag[:2] == "KO") and not coordinator and p.tags[k - 1] != "TRUNC":
        return True
    return p.words[k] in {"(", ":", "–", "-"} or word in p.classes["time_noun"]


def _nominative(p: Parse, head: int, plural: bool, start: int) -> str:
    """The noun in the nominative of its number: den Ärzten -> Ärzte, des Verbandes -> Verband."""
    word, lemma, case = p.words[head], p.lemmas[head], p.feats[head].get("Case")
    if word.endswith("innen"):
        return word
    if plural:
        dative = _is_dative_plural(word, lemma) and (
            word.lower().endswith("kreisen") or after_dative(p, start) or case == "Dat"
        )
        return word[:-1] if dative else word
    if lemma[:1].isupper() and word.startswith(lemma) and word[len(lemma) :] in {"s", "es", "n", "en", "ns"}:
        return lemma
    genitive = head and p.tags[head - 1] in {"ART", "ADJA"} and gender_of(p, head) in _STRONG and case == "Gen"
    return base_of_genitive(word, lemma) if genitive else word


def _is_dative_plural(word: str, lemma: str) -> bool:
    """May the last letter be the dative's (Experten is not, Ärzten is)?"""
    if word.lower().endswith(("ern", "eln", "kreisen")):
        return True
    longer = word.endswith("en") and len(lemma) < len(word) - 1 and word[:-1].startswith(lemma)
    return longer and not lemma.endswith("e") and lemma + "en" != word


def abbreviation_behind(p: Parse, end: int, name: str) -> str:
    """das Bundeskriminalamt (BKA), der Verband (kurz: VDK), kurz BKA: the short form, or ""."""
    k = end + 1
    if k >= len(p) or p.words[end] not in {"(", ","}:
        return ""
    kurz = p.lower[k] == "kurz"
    while k < len(p) - 1 and (p.lower[k] == "kurz" or p.words[k] in {":", "„", '"'}):
        k += 1
    word, closed = p.words[k], k + 1 < len(p) and p.words[k + 1] in {")", "“", '"'}
    if not kurz and not (p.words[end] == "(" and closed):
        return ""
    return word if stands_for(word, name) or (len(word) > 1 and word.isupper() and word.isalpha()) else ""


def abbreviation_at_end(p: Parse, start: int, end: int) -> str:
    """Weltgesundheitsorganisation WHO: the abbreviation behind the name, or ""."""
    word = p.words[end - 1]
    name = "".join(p.words[start : end - 1])
    return word if len(word) > 1 and word.isupper() and stands_for(word, name) else ""


def long_form_behind(p: Parse, end: int) -> str:
    """NDB (Nachrichtendienst des Bundes): what the abbreviation before the bracket stands for, or ""."""
    close = next((k for k in range(end + 2, min(end + 12, len(p))) if p.words[k] == ")"), -1)
    if end >= len(p) or p.words[end] != "(" or close < 0:
        return ""
    name = surface(p, end + 1, close)
    return name if stands_for(p.words[end - 1], name) else ""


def stands_for(short: str, name: str) -> bool:
    """May it be the abbreviation of the name: all its letters in this order, the first one first, two capitals?"""
    letters = iter(name.lower().replace(" ", ""))
    begins = bool(name) and short[:1].lower() == name[:1].lower() and sum(c.isupper() for c in short) > 1
    return begins and len(short) < len(name) and all(c in letters for c in short.lower())


def quoted_name(p: Parse, tokens: list[int], head: int) -> str:
    """The name in quotation marks right behind the noun: das Magazin „Der Spiegel“, die „Bild“."""
    k = head - 1 if head and p.words[head - 1] in _OPEN + _STRAIGHT else head + 1
    if k >= len(p) or k > tokens[-1] or p.words[k] not in _OPEN + _STRAIGHT:
        return ""
    close = _STRAIGHT if p.words[k] == _STRAIGHT else _CLOSE
    end = k + 1
    while end <= min(tokens[-1], k + 6) and p.words[end] not in close:
        end += 1
    return p.text[p.idx[k + 1] : p.end(end - 1)] if end > k + 1 else ""


def name_of_entity(p: Parse, start: int, end: int) -> str:
    """des Verbandes Deutscher Lehrer -> Verband ..., das Weiße Haus -> Weißes Haus; as it stands without an article."""
    name, before = surface(p, start, end), p.lower[start - 1] if start else ""
    if not name.startswith(p.words[start]) or before not in p.classes["declined_article"] | {"das"}:
        return name
    noun = start
    while noun < end - 1 and _is_adjective(p, noun):
        noun += 1
    if p.tags[noun] not in _NOUNS:
        return name
    plural = p.feats[noun].get("Number") == "Plur" and before not in p.classes["singular_determiner"]
    gender = "" if plural else gender_of(p, noun, before)
    words = [adjective(p, k, gender) for k in range(start, noun)]
    genitive = before in p.classes["genitive_article"] and p.words[noun].endswith("s")
    words.append(base_of_genitive(p.words[noun], p.lemmas[noun]) if genitive else p.words[noun])
    return " ".join(words) + name[p.end(noun) - p.idx[start] :]


def _is_adjective(p: Parse, k: int) -> bool:
    """Weiße, Internationalen: an adjective in a name, whatever the tagger calls it."""
    word = p.lower[k]
    stem = next((word.removesuffix(e) for e in _ADJECTIVE_ENDINGS if word.endswith(e)), "")
    if p.deps[k] == "amod" and p.words[k][:1].isupper() and word.endswith("er"):
        return True  # Münchner
    in_name = p.tags[k] == "NE" and stem.endswith(p.classes.endings("adjective_in_name_ending"))
    return p.tags[k] == "ADJA" or (bool(stem) and in_name)


def surface(p: Parse, start: int, end: int) -> str:
    """The words as they stand, quotation marks at the edges left off."""
    while start < end - 1 and p.words[start] in _LEFT_OFF_BEFORE:
        start += 1
    while end > start + 1 and p.words[end - 1] in _LEFT_OFF_BEHIND:
        end -= 1
    if "(" in p.words[start:end] and ")" not in p.words[start:end]:
        end = start + p.words[start:end].index("(")
    name = " ".join(p.text[p.idx[start] : p.end(max(end, start + 1) - 1)].split())
    for opening, closing in ("„“", '""'):  # Magazin „Der Spiegel“: the name stands in the marks
        if opening in name[1:]:
            name = name[name.index(opening, 1) + 1 :].split(closing)[0] or name
    return balanced(name)


def balanced(name: str) -> str:
    """Quotation marks and brackets come in pairs; a lone one at an edge is left off, else its partner is added."""
    for opening, closing in (("„", "“"), ("»", "«"), ("(", ")")):
        if name.count(opening) > name.count(closing):
            name = name.removeprefix(opening) if name.startswith(opening) else name + closing
        elif name.count(closing) > name.count(opening):
            name = name.removesuffix(closing)
    return name[1:-1] if name.startswith("„") and name.endswith("“") and name.count("„") == 1 else name


def name_in_marks(p: Parse, tokens: list[int]) -> Span | None:
    """The name in quotation marks that is the whole speaker but for an article: der „Spiegel“, „Bild“-Zeitung."""
    start = next((k for k in tokens if _is_first_in_marks(p, tokens, k)), -1)
    if start < 0 or any(p.tags[k] not in _ARTICLES for k in tokens if k < start - 1):
        return None
    end = _closing_mark(p, start, min(tokens[-1] + 2, start + 7, len(p)))
    if end <= start or not p.words[start][:1].isupper() or p.tags[start] in {"PPER", "ADV"}:
        return None
    whole = all(p.words[k].startswith("-") or p.words[k] in MARKS for k in tokens if k > end)
    return (start, end) if whole else None


def _closing_mark(p: Parse, start: int, limit: int) -> int:
    return next((k for k in range(start, limit) if p.words[k] in MARKS), -1)


def _is_first_in_marks(p: Parse, tokens: list[int], k: int) -> bool:
    """Is token k the first word behind an opening mark, which belongs to the phrase or is written to the word?"""
    opened = k > 0 and p.words[k - 1] in _OPENING and p.words[k] not in MARKS
    return opened and (k - 1 in tokens or p.end(k - 1) == p.idx[k])
