"""Syllables of German words as read aloud: compounds, loan words, abbreviations and numbers.

The standard is Duden's division of words, with single vowels counted, which it does not part: A-bend, U-fer, I-dee,
Na-ti-on, so-zi-al, Fa-mi-lie but Fa-mi-li-en, I-ta-li-en. Abbreviations are read as they are spoken (SPD es-pe-de,
NATO na-to, z. B. zum Bei-spiel), numbers as words (1.200 ein-tau-send-zwei-hun-dert, 1989 as a year).
What no rule can know stands in resources/de/syllables.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from ..errors import InputError
from ..resources import Entry, Lexicons

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
#: Signs inside gendered forms are not spoken: Politiker:innen, Lehrer*in.
_GENDER = re.compile(r"(?<=[a-zäöüß])[:*_·/]-?(?=in(?:nen)?\b)")
_PIECE = re.compile(r"[0-9][0-9.,:]*[0-9]\.?|[0-9]\.?|[^\W\d_]+\.?|[%€$§&°]")
#: Four capitals that can be read as a word (SARS, EASA, BUND); three are spelled out.
_PRONOUNCEABLE = re.compile(
    "(?=....$)[^AEIOU]?[AEIOU]{1,2}(?:[^AEIOU][AEIOU]{1,2}[^AEIOU]?|LD|ND|RS|FT|NT|ST|LS|LT|RT|CK|SS|NK|NG)"
)
#: So many consonants that five capitals with them are spelled out, too (UNHCR).
_CLUSTER = re.compile("[B-DF-HJ-NP-TV-XZ]{4}")
# Words are counted many at a time, a line each: ^ and $ are their ends.
_MC = re.compile("^mc(?=[a-zäöü]{3})", re.MULTILINE)
#: Umlauts written as two letters at the beginning of names (Baerbock, Goethe, Mueller), where they hardly ever are two
#: vowels.
_AS_UMLAUT = re.compile(
    "^(?!aer[oi]|gael|laert|maest|paell|phaet|[jn]oel|koe[dfrx]|poe[mst]|soeb|proe|due[lt]|muez|sue[tz]|zue)"
    "([b-df-hj-np-tv-xz]{0,4})([aou])e(?=[b-df-hj-np-tv-xz])",
    re.MULTILINE,
)
_CONSONANT_Y = re.compile("^y(?=[aeiouäöü])", re.MULTILINE)
#: Not an abbreviation, whatever its length.
_ORDINARY = re.compile("[A-ZÄÖÜ]?[b-df-hj-np-tv-xzß]*[aeiouyäöü][a-zäöüß]*")
_PLAIN = re.compile("[a-zA-ZäöüÄÖÜß]*")
_VOWEL = re.compile("[aeiouyäöü]", re.IGNORECASE)
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})$")
#: In words that are being counted: a syllable, and where two of its parts meet.
_MARK, _JOINT = "\0", "|"
_SPECIAL = str.maketrans("øæœłđıßØÆŒŁĐİ", "öäöldisÖÄÖLDI")

#: A vowel group that is one sound, or a syllabic l (Seidl); everything else is split vowel by vowel. Longest first.
_NUCLEUS = re.compile("eau|aa|ee|oo|ie|ei|ai|au|äu|eu|ey|ay|oy|ou|[aeiouyäöüëï]|[bdfgkpt]l$", re.MULTILINE)
#: Where two vowels that look like one sound belong to two syllables: a new one begins after the match.
_HIATUS = re.compile(
    "|".join(
        (
            # be-enden, ge-impft
            r"[bg]e(?=e(?:in|hr|nd|nt|rb|rd|rnt|il|bn|ig|ck)|u(?:nr|r[tl])|i(?:nhalt|rr|mpf)|au[fsg])",
            r"e(?=e[iu])",  # Pflege-einrichtung
            r"(?<![nrt])e(?=u(?:nter|nfall|nglück|mfeld|mfrage|msatz|mwelt|mbau|mzug|rlaub|rsache|nion)|in(?:dustr|format|frastr|itiat|tegr|stitut))",
            r"re(?=in(?:vest|tegr|stall|karn)|uni)",
            r"(?:europ|klim|kamer|coron|firm|them|pizz|kit)a(?=[aeiu])",  # Klima-aktivist
            # Auto-unfall
            r"(?:aut|eur|bür|fot|vide|radi|bi|ök|kin|studi|dem|risik|kont|makr|mikr|sol|psych|elektr)o(?=[ou])",
            r"ko(?=o(?:per|rd))|zo(?=olog)|koka(?=in)|ki(?=ew)",  # Ko-operation, Zo-ologe, Ki-ew
            r"(?:mus|mausol|petrol|lyz|koloss)e(?=um)|(?:jubil|matth)ä(?=u[ms])",
            r"(?:arch|pros|mos)a(?=i[kms])|ukra(?=in)|ha(?=iti)|na(?=iv)|laa?(?=iz)",
            r"(?:prot|koff|kas|nukl)e(?=in)|the(?=is[tm])",  # Prote-in, Athe-ist
            # Ide-en, Se-enplatte, nicht Seenot
            r"e(?=en$)|(?:id|arm|all|mus|mosch|^s)e(?=en(?!ot))|re(?=ell)|ide(?=ell)",
            # spezi-ell, Pati-ent, Famili-enfest, nicht Dienst
            r"(?<!v)(?<!sp)i(?=ell)|(?<!d)(?<!sch)(?<!w)i(?=en[a-z])(?=en[bcfghklmprstvwz])",
            # Itali-en, nicht Wien
            r"(?<!w)(?<!sch)(?<!schr)(?<!kn)i(?=en$)|(?:me|stu|in|ra|komö|tragö)di(?=en)",
            r"(?:span|belg|kanad|argentin|armen|georg|alger|tunes|austral|indones|mazedon|jordan|kaliforn|vegetar|parlamentar|sizil)i(?=er)",
        )
    ),
    re.MULTILINE,
)


@cache
def _exceptions(lexicons: str = "") -> tuple[dict[str, int], dict[str, str], re.Pattern[str]]:
    """Whole words, parts of words with a mark for each syllable, and a pattern that finds the parts."""
    words: dict[str, int] = {}
    parts: dict[str, str] = {}
    for entry in Lexicons.of(lexicons).entries("syllables"):
        count = _number(entry)
        if entry.category == "part":
            parts[entry.lemma] = _MARK * count
        else:
            words[entry.lemma] = count
    return words, parts, re.compile(_any_of(parts))


def _number(entry: Entry) -> int:
    count = entry.more.get("syllables", "")
    if not count.isdigit():
        raise InputError(f"syllables.tsv, {entry.lemma!r}: {count!r} is no number of syllables. Write 1, 2, 3 ...")
    return int(count)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of the words that stands somewhere.

    What they begin alike is asked for once, which is six times as fast.
    """
    further: dict[str, list[str]] = {}
    for word in words:
        further.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(letter) + _any_of(rest) for letter, rest in further.items() if letter]
    return f"(?:{'|'.join(branches)}){'?' if '' in further else ''}" if branches else ""


@lru_cache(maxsize=200_000)
def count_syllables(word: str, lexicons: str = "") -> int:
    """The number of syllables of a token as it is read aloud; 0 if nothing in it is spoken.

    Args:
        word: one token: a word, a compound with hyphens, an abbreviation, a number.
        lexicons: a folder with a syllables.tsv of one's own.
    """
    return count_all([word], lexicons)[0]


def count_all(words: Iterable[str], lexicons: str = "") -> list[int]:
    """The number of syllables of each of some tokens; counted together, they take half the time."""
    counts: list[int] = []
    spoken: list[str] = []
    whose: list[int] = []
    listed = _exceptions(lexicons)[0]
    for i, word in enumerate(words):
        known, read = (
            (0, [word.lower()]) if _ORDINARY.fullmatch(word) and word not in listed else _read(word, listed, lexicons)
        )
        spoken += read
        whose += [i] * len(read)
        counts.append(known)
    for i, n in zip(whose, _count_words(spoken, lexicons), strict=True):
        counts[i] += n
    return counts


def is_listed(word: str, lexicons: str = "") -> bool:
    """Is a token listed with its syllables, as abbreviations are that no rule can read (z.B., km/h)?"""
    return word.lower() in _exceptions(lexicons)[0]


_Reading = tuple[int, list[str]]


def _read(word: str, words: Mapping[str, int], lexicons: str) -> _Reading:
    """How a token is read aloud: the syllables that are known, and the words, in lower case, that are to be counted."""
    text = unicodedata.normalize("NFC", word)
    is_word = text.isalpha()
    if not is_word:
        text = text if text.isascii() else _INVISIBLE.sub("", text)
        text = _GENDER.sub("", text) if "in" in text else text
    for form in (text, text.lower()):
        if form in words:
            return words[form], []
    if is_word or text.isalpha():
        return _read_letters(text, lexicons)
    pieces = [_read_piece(piece, words, lexicons) for piece in _PIECE.findall(text)]
    return sum(known for known, _ in pieces), [word for _, read in pieces for word in read]


def _read_piece(piece: str, words: Mapping[str, int], lexicons: str) -> _Reading:
    if piece[0] in "0123456789":
        return 0, read_number(piece).split()
    for form in (piece, piece.lower(), piece.rstrip("."), piece.rstrip(".").lower()):
        if form in words:
            return words[form], []
    return _read_letters(piece.rstrip("."), lexicons) if piece[0].isalpha() else (0, [])


def _read_letters(word: str, lexicons: str) -> _Reading:
    word = _plain(word)
    if is_spelled(word, lexicons):
        letters = word[:-1] if word[-1] == "s" and len(word) > 2 and word != word.lower() else word  # NGOs
        return sum(3 if letter in "yY" else 1 for letter in letters), []
    if len(word) > 1 and word.isupper() and _ROMAN.match(word):
        return 0, read_ordinal(_roman(word)).split()
    return 0, [word.lower()]


def is_spelled(word: str, lexicons: str = "") -> bool:
    """Is an abbreviation read letter by letter (SPD, AfD, Lkw), not as a word (Ufo) or a Roman number (XIV)?"""
    if len(word) > 6 or word[1:].islower() and _VOWEL.search(word):
        return False
    if not _VOWEL.search(word):
        is_roman = word.isupper() and len(word) > 1 and _ROMAN.match(word)
        return not is_roman and word not in Lexicons.of(lexicons).words["interjection"]
    if word[-1] == "s" and len(word) > 2 and word[:-1].isupper():
        word = word[:-1]
    return _spells_capitals(word) if word.isupper() else _spells_mixed(word)


def _spells_capitals(word: str) -> bool:
    """SPD, DGB: short, no Roman number, not to be pronounced as a word (UNO)."""
    if len(word) >= 5 + bool(_CLUSTER.search(word)) or _PRONOUNCEABLE.fullmatch(word):
        return False
    return len(word) == 1 or not _ROMAN.match(word)


def _spells_mixed(word: str) -> bool:
    """AfD, BuMi: at least two capitals, and at most two small letters that do not sound as a syllable."""
    small = re.sub("[A-ZÄÖÜ]", "", word)
    return len(word) - len(small) >= 2 and len(small) <= 2 and (small == "u" or not _VOWEL.search(small))


def _count_words(words: list[str], lexicons: str) -> Iterator[int]:
    """Count lower-cased words of letters: listed words and parts first, vowel groups in what remains."""
    listed, parts, pattern = _exceptions(lexicons)
    text = "\n".join([word for word in words if word not in listed])
    if "mc" in text:
        text = _MC.sub("mäk", text)
    text = pattern.sub(lambda match: f"{_JOINT}{parts[match.group()]}", text)
    text = text.replace("qu", "q")  # no vowels: the u of qu, the y of Yacht
    text = _AS_UMLAUT.sub(r"\1\2", text)
    if "y" in text:
        text = _CONSONANT_Y.sub("j", text)
    text = _NUCLEUS.sub(_MARK, _HIATUS.sub(rf"\g<0>{_JOINT}", text))
    unlisted = iter(text.split("\n"))
    for word in words:
        yield listed[word] if word in listed else max(next(unlisted).count(_MARK), 1)


def _plain(word: str) -> str:
    """The word without accents; umlauts and the diaeresis (Zoë) stay."""
    if _PLAIN.fullmatch(word):
        return word
    parts = unicodedata.normalize("NFD", word.translate(_SPECIAL))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c) or c == "\u0308"))


_DIGITS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn "
    "elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_TENS = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def _roman(word: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[letter] for letter in word]
    return sum(-a if b > a else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True))


def read_cardinal(n: int) -> str:
    """A whole number below a billion billions in German words: 1200 eintausendzweihundert.

    Raises:
        ValueError: the number is negative.
    """
    if n < 0:
        raise ValueError(f"A number to read must not be negative. Found: {n}.")
    if n < 20:
        return _DIGITS[n]
    if n < 100:
        ones = n % 10
        return (("ein" if ones == 1 else _DIGITS[ones]) + "und" if ones else "") + _TENS[n // 10]
    for step, name in ((100, "hundert"), (1000, "tausend")):
        if n < step * (10 if step == 100 else 1000):
            many, rest = divmod(n, step)
            return _before_noun(many) + name + (read_cardinal(rest) if rest else "")
    for step, one, more in (
        (10**12, "billion", "billionen"),
        (10**9, "milliarde", "milliarden"),
        (10**6, "million", "millionen"),
    ):
        if n >= step:
            many, rest = divmod(n, step)
            head = f"eine {one}" if many == 1 else f"{read_cardinal(many)} {more}"
            return head + (f" {read_cardinal(rest)}" if rest else "")
    raise AssertionError


def _before_noun(n: int) -> str:
    """ein hundert, hundertein tausend: eins loses its s before what it counts."""
    words = read_cardinal(n)
    return words[:-1] if n % 100 == 1 else words


def read_ordinal(n: int) -> str:
    """A whole number as an ordinal: 3 dritte, 20 zwanzigste."""
    special = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}
    if n in special:
        return special[n]
    return read_cardinal(n) + ("te" if 0 < n % 100 < 20 else "ste")


def read_year(n: int) -> str:
    """A year: 1989 neunzehnhundertneunundachtzig, 2025 zweitausendfünfundzwanzig."""
    if 1100 <= n < 2000:
        return read_cardinal(n // 100) + "hundert" + (read_cardinal(n % 100) if n % 100 else "")
    return read_cardinal(n)


def read_number(text: str) -> str:
    """Digits with German punctuation in words: 3,5 drei komma fünf; 20.15 zwanzig fünfzehn; 2:1 zwei zu eins.

    A whole number of four digits from 1100 to 1999 without a full stop is read as a year, one with a leading zero
    digit by digit.
    """
    if re.fullmatch(r"\d{1,3}\.", text):
        return read_ordinal(int(text[:-1]))
    text = text.rstrip(".,:")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        whole, _, rest = text.replace(".", "").partition(",")
        return read_cardinal(int(whole)) + (f" komma {_singly(rest)}" if rest else "")
    elif re.fullmatch(
        r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?", text + ("." if text.count(".") == 1 and len(text) > 9 else "")
    ):
        return _read_date(*text.split("."))
    elif re.fullmatch(r"\d{1,3}:\d{1,3}", text):
        return _read_pair(text)
    if "," in text or "." in text or ":" in text:
        return _read_parts(text)
    return _read_whole(text)


def _read_date(day: str, month: str, year: str = "") -> str:
    words = f"{read_ordinal(int(day))} {read_ordinal(int(month))}"
    return f"{words} {read_year(int(year))}" if year else words


def _read_pair(text: str) -> str:
    """Time of day (20:15) or result (2:1)."""
    first, second = text.split(":")
    is_time = len(second) == 2 and int(first) < 25 and int(second) < 60 and int(first) + int(second) > 10
    return f"{read_cardinal(int(first))}{' ' if is_time else ' zu '}{read_cardinal(int(second))}"


def _read_parts(text: str) -> str:
    whole, mark, rest = re.split(r"([.,:])", text, maxsplit=1)
    if mark == ",":
        return f"{_read_whole(whole)} komma {_singly(rest)}"
    bare = rest.lstrip("0")
    return f"{_read_whole(whole)} {read_number(bare if bare[:1].isdigit() else '0' + bare)}"  # 2.0.4 keeps its null


def _singly(digits: str) -> str:
    return " ".join(_DIGITS[int(d)] for d in digits if d.isdigit())


def _read_whole(digits: str) -> str:
    if len(digits) > 1 and digits[0] == "0" or len(digits) > 15:
        return _singly(digits)
    return read_year(int(digits)) if len(digits) == 4 else read_cardinal(int(digits))
