"""What went wrong on a text's way and can be undone for certain: mojibake, and words cut at the ends of lines."""

from __future__ import annotations

import re

from .glance import DAMAGE, Glance

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


def repair(text: str, *, seen: Glance | None = None) -> tuple[str, list[str]]:
    """The text with its encoding mended and words joined that a line break cut, and a sentence on each kind of repair.

    Quotation marks, soft hyphens inside lines, ligatures and the form of umlauts (NFC or NFD) stay as they are.

    Args:
        text: an article as it was read.
        seen: what is in it, where that is known already.
    """
    notes = []
    if (seen or Glance(text)).kinds & DAMAGE and _SUSPECT.search(text):
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
