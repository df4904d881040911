"""A text's lines and words, the id made of them, its language, and repairs of what can be undone for certain."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import repeat

#: One of these is there wherever German was damaged (mojibake), and hardly ever elsewhere.
_DAMAGED = "ÂÃÅâïðÐÑ√" + "".join(map(chr, range(0x80, 0xA0)))
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
#: A piece between single spaces that holds no letter or digit: a dash, say.
_NO_WORD = re.compile(r" [\W_]+?(?= )")


def collapse(text: str) -> str:
    """The text in NFC with every run of whitespace as one space: what two copies of an article have in common."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def article_id(text: str, title: str | None = None) -> str:
    """Key of an article that depends on its words only: 12 hex digits of SHA-256 over title and text.

    Line breaks, spaces and the form of umlauts (NFC or NFD) do not count, so that the same article from two files is
    one.
    """
    return digest(f"{collapse(title or '')} {collapse(text)}")[:12]


def digest(collapsed: str) -> str:
    """SHA-256 in hex of a text that `collapse` has normalised."""
    return sha256(collapsed.strip().encode("utf-8", "surrogatepass")).hexdigest()


def n_words(text: str) -> int:
    """Words in a text: pieces between spaces that hold a letter or digit (Ost-West-Konflikt is one word)."""
    return n_words_collapsed(collapse(text))


def n_words_collapsed(collapsed: str) -> int:
    """The same of a text that `collapse` has normalised, so that no text is taken apart twice."""
    if not collapsed:
        return 0
    return collapsed.count(" ") + 1 - len(_NO_WORD.findall(f" {collapsed} "))


def lines(text: str) -> list[tuple[int, str]]:
    """Where each line that is not empty begins, and the line."""
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        return [(found.start(), found[0]) for found in _LINE.finditer(text)]
    start, found = 0, []
    for line in text.split("\n"):
        if line:
            found.append((start, line))
        start += len(line) + 1
    return found


#: UTF-8 that was read as another encoding shows in pairs like Ã¼, â€ž or Â»; without one of them, ftfy is not asked.
_SUSPECT = re.compile("[ÂÃÄÅâïðÐÑ√¬Γ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\x80-\x9f]|√|Ôø|ä½")
#: How a line may end that cuts a word; without one of these no line is looked at closely.
_CUT = ("-", "- ", "\u00ad", "\u2010")
_LINES = re.compile(r"([\r\n]+)")
#: Bundes-/regierung, and with a soft hyphen at the break (which may stay inside a line).
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?P<sign>-|\u00ad|\u2010)[ \t]*(?:\r\n|\n|\r)[ \t]*(?P<rest>[^\W\d_][\w-]*)")
#: Ein-/und Ausgang: what stands behind the hyphen is a word of its own.
_WORDS = frozenset("und oder bzw sowie bis als wie noch statt aber beziehungsweise und/oder auch plus nach zu".split())
#: deutsch-/französisch, wirtschafts- und: adjectives that are coupled keep their hyphen.
_COUPLED = re.compile(
    r"(?<![\w-])[a-zäöüß]{3,}isch$|(?<![\w-])(?:deutsch|schwarz|rot|grün|blau|gelb|weiß|süß|nord|süd)$"
)


def repair(text: str) -> tuple[str, list[str]]:
    """The text with its encoding mended and words joined that a line break cut, and a sentence on each kind of repair.

    Quotation marks, soft hyphens inside lines, ligatures and the form of umlauts (NFC or NFD) stay as they are.

    Args:
        text: an article as it was read.
    """
    notes = []
    if any(map(text.__contains__, _DAMAGED)) and _SUSPECT.search(text):
        text, mended = _mended(text)
        if mended:
            notes.append(f"Damaged characters (mojibake) were repaired in {mended[0]}, as in {mended[1]}.")
    if _breaks_words(text):
        text, joined = _joined(text)
        if joined:
            notes.append(f"{len(joined)} word(s) cut at the end of a line were joined, as {joined[0]!r}.")
    return text, notes


def _breaks_words(text: str) -> bool:
    if "\r" in text:
        text = text.replace("\r", "\n")
    *before, _ = text.split("\n")
    return any(line.endswith(_CUT) for line in before)


def _mended(text: str) -> tuple[str, tuple[str, str] | None]:
    import ftfy

    pieces = _LINES.split(text)  # line by line: an article may hold a damaged part
    fixed = [ftfy.fix_encoding(piece) if _SUSPECT.search(piece) else piece for piece in pieces]
    changed = [(old, new) for old, new in zip(pieces, fixed, strict=True) if old != new]
    if not changed:
        return text, None
    return "".join(fixed), (f"{len(changed)} line(s)", _example(*changed[0]))


def _example(old: str, new: str) -> str:
    for before, after in zip(old.split(), new.split(), strict=False):
        if before != after:
            return f"{before[:40]!r} -> {after[:40]!r}"
    return "a space"


def _joined(text: str) -> tuple[str, list[str]]:
    joined: list[str] = []

    def join(match: re.Match[str]) -> str:
        rest = match["rest"]
        head = re.search(r"[\w-]*$", text[max(0, match.start() - 40) : match.start()])
        stem = head[0] if head else ""
        if match["sign"] != "\u00ad" and (rest in _WORDS or len(stem) < 2):
            return match[0]
        if match["sign"] != "\u00ad" and (rest[0].isupper() or _COUPLED.search(stem)):
            joined.append(f"{stem}-{rest}")
            return f"-{rest}"
        joined.append(stem + rest)
        return rest

    return _HYPHEN.sub(join, text), joined


_STOP_WORDS = {
    "de": "der die das und ist nicht ein eine einen einem einer den dem des mit von zu zum zur auf für im sich sie "
    "er es auch als an bei nach aus wie dass daß werden wird wurde hat haben sei noch über vor um nur oder "
    "aber war sind in",
    "en": "the of and to a in is that for it was on with as be by at from are this have has not but they his her "
    "which an or were had will would their been who its said",
    "fr": "le la les de des du et à un une est que qui dans pour par sur au aux pas plus ce il elle ne se avec sont "
    "son sa ses ont cette mais été en",
    "it": "il lo la gli le di del della dei delle che e è un una per con non sono si da dal nel nella al alla come "
    "più ha anche ma ci questo in",
    "es": "el la los las de del y que en un una es por con para no se su sus al lo como más pero fue ha este esta "
    "son también entre",
    "nl": "de het een en van is dat die niet op te voor met zijn aan er om ook als bij door naar uit heeft wordt "
    "maar nog werd over dan hij was in",
}  # fmt: skip
_CODES = tuple(_STOP_WORDS)
#: Word -> one number that counts for all languages at once, a byte each (no more than 150 words are counted).
_COUNTS: dict[str, int] = {
    word: sum(1 << 8 * place for place, code in enumerate(_CODES) if word in _STOP_WORDS[code].split())
    for words in _STOP_WORDS.values()
    for word in words.split()
}
_SIGNS = '.,;:!?()„“”"»«'
_SAMPLE = 150


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, by its stop words; None if there is too little to go by.

    Knows German, English, French, Italian, Spanish and Dutch. At least three stop words, an eighth of the words and a
    clear lead are asked for: a headline alone rarely is enough, and a text in another language gets None.
    """
    words = text[:1500].lower().split(None, _SAMPLE)[:_SAMPLE]
    hits = sum(map(_COUNTS.get, map(str.strip, words, repeat(_SIGNS)), repeat(0)))
    ranked = sorted(zip(hits.to_bytes(len(_CODES), "little"), _CODES, strict=True), reverse=True)
    (most, best), (next_most, _) = ranked[:2]
    return best if most >= max(3, len(words) / 8) and most >= 1.3 * next_most else None
