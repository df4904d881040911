"""Sentence boundaries from layout and punctuation, set before the parser, which then keeps to them.

German news marks its sentence ends well, once abbreviations, ordinals, quotation marks and title lines are known; a
parser trained on single sentences does this worse than rules. A line break ends a sentence (a title has no full stop),
except in hard-wrapped text, where only a blank line does.
"""

import re
from functools import cache
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from ..resources import Lexicons

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "!!!", "??", "???", ".."})
CLOSING = frozenset("“”‘’›‹»«\"'")
CLOSERS = CLOSING | frozenset(")]")
DOUBLE = frozenset('„“”»«"')
STOPS = frozenset(",.;:?!)")
ABBREVIATION = re.compile(r"(?:[^\W\d_]{1,12}\.)+$")
#: A line longer than this is a paragraph, not a line of hard-wrapped text.
WRAP_WIDTH = 100


#: From this weight on, how likely a sentence ends after it, an abbreviation is like any other word.
MAY_END = 0.1


@cache
def never_final(lexicons: str = "") -> frozenset[str]:
    """Abbreviations that do not end a sentence (Dr., Nr., St.), as they are written and lower-cased."""
    listed = [e.lemma for e in Lexicons.of(lexicons).entries("abbreviations") if e.weight <= MAY_END]
    return frozenset([*listed, *(lemma.lower() for lemma in listed)])


def is_hard_wrapped(text: str) -> bool:
    """Are line breaks only the end of a full line, as in a mail or an old export? Then they end no sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > WRAP_WIDTH:
        return False
    broken = sum(a[-1:].isalnum() or a[-1:] in ",-" for a in lines[:-1])
    lower = sum(b[:1].islower() for b in lines[1:])
    return broken >= 0.6 * (len(lines) - 1) and lower >= 0.25 * (len(lines) - 1)


def sentence_starts(doc: Doc, lexicons: str = "") -> list[int]:
    """Indices of the tokens that begin a sentence; whitespace never begins one."""
    words = [t.text for t in doc]
    known, starters = never_final(lexicons), Lexicons.of(lexicons).words["sentence_starter"]
    spaced = [bool(t.whitespace_) for t in doc]
    space = [w.isspace() for w in words]
    wrapped, closing = is_hard_wrapped(doc.text), _closing_alone(words, spaced, space)
    starts: list[int] = []
    pending = True
    for i, word in enumerate(words):
        if space[i]:
            pending = pending or _breaks(words, i, wrapped)
            continue
        if pending:
            starts.append(i)
        if i + 1 in closing and word in ENDS:
            pending = False
        elif i in closing and i and words[i - 1] in ENDS:
            pending = i + 1 < len(words) and _may_start(words, i + 1)
        else:
            pending = _ends_here(words, spaced, space, i, known, starters)
    return starts


def _breaks(words: list[str], i: int, wrapped: bool) -> bool:
    """Does the whitespace at token i end a sentence: as a blank line, or as a line break that is no mere space?"""
    lines = words[i].count("\n") or words[i].count("\r")
    return lines > 1 or (lines == 1 and not _goes_on(words, i, wrapped))


def _goes_on(words: list[str], i: int, wrapped: bool) -> bool:
    """Is a single line break a space? In hard-wrapped text, and before a small letter, unless it ended a sentence."""
    if i == 0 or words[i - 1] in ENDS:
        return False
    following = words[i + 1] if i + 1 < len(words) else ""
    return wrapped or (following[:1].islower() and (words[i - 1][-1:].isalpha() or words[i - 1] == ","))


def _closing_alone(words: list[str], spaced: list[bool], space: list[bool]) -> set[int]:
    """The closing marks of those that have spaces on both sides (" Nein . "), where each second one closes."""
    out: set[int] = set()
    is_open = False
    for i, word in enumerate(words):
        if word not in DOUBLE:
            continue
        before = i == 0 or spaced[i - 1] or space[i - 1]
        after = i + 1 == len(words) or spaced[i] or space[i + 1] or words[i + 1] in STOPS
        if before and after and is_open:
            out.add(i)
        is_open = not is_open if before == after else before
    return out


def _ends_here(
    words: list[str], spaced: list[bool], space: list[bool], i: int, known: frozenset[str], starters: frozenset[str]
) -> bool:
    """Does a sentence end after token i?"""
    word = words[i]
    after = i + 1
    while after < len(words) and space[after]:
        after += 1
    if after >= len(words):
        return False
    following = words[after]
    apart, attached = spaced[i] or after > i + 1, i > 0 and not spaced[i - 1]
    if word == "." and attached and f"{words[i - 1]}." in known:
        # The tokenizer parted it: der Abg. Müller, but also: der Mob. Die Polizei
        return apart and _is_starter(following, starters)
    if word in ENDS:
        return _may_start(words, after) if apart else following[:1].isupper()
    if word in CLOSERS and attached:
        return _ends_with_closer(words, i, after, apart)
    return _ends_with_word(word, following, apart, known, starters)


def _ends_with_word(word: str, following: str, apart: bool, known: frozenset[str], starters: frozenset[str]) -> bool:
    """Does a word with its full stop end the sentence (1990 usw. Die ...), or one that is glued to the next?"""
    if word[-1] == "." and ABBREVIATION.match(word):
        return apart and word.lower() not in known and _is_starter(following, starters)
    return not apart and _glued(word, following)


def _is_starter(word: str, starters: frozenset[str]) -> bool:
    """Is it, with a capital, one of the words that begin sentences (Die, Aber)?"""
    return word[:1].isupper() and word.lower() in starters


def _ends_with_closer(words: list[str], i: int, after: int, apart: bool) -> bool:
    """Does a sentence end with the mark or bracket at token i: behind a full stop or the like, before a beginning?"""
    last = i - 1
    while last > 0 and words[last] in CLOSERS:
        last -= 1
    goes_on = words[after] in CLOSING and not apart
    return words[last] in ENDS and not goes_on and _may_start(words, after)


def _may_start(words: list[str], i: int) -> bool:
    """Can a sentence begin with token i (after a full stop)?"""
    word = words[i]
    if word[0].isalpha():
        return not word[0].islower()
    if word[0].isdigit() or word in {"„", "‚", "›", "»", "«", "‹", '"', "“", "'", "(", "[", "…", "..."}:
        following = next((w for w in words[i + 1 : i + 2]), "")
        return not (following[:1].islower() and word not in {"„", "»", "«", '"', "“"} and not word[0].isdigit())
    if word in {"–", "-", "—", "•", "*"}:
        return next((w[:1].isupper() for w in words[i + 1 : i + 2]), False)
    return word[0] in "#@§$€"


def _glued(word: str, following: str) -> bool:
    """Two words without a space between them, the second with a capital: a lost sentence break."""
    return word[-1].islower() and len(word) > 3 and following[:1].isupper() and following[1:2].islower()


class Layout:
    """spaCy component: sets every sentence boundary, and says on the Doc which folder of word lists it is read with."""

    def __init__(self, lexicons: str = "") -> None:
        self.lexicons = lexicons

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc."""
        if self.lexicons:
            doc.user_data["newskit_lexicons"] = self.lexicons
        return newskit_layout(doc, self.lexicons)


@Language.factory("newskit_layout", default_config={"lexicons": ""}, assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str, lexicons: str) -> Layout:
    """The component, with the abbreviations of a folder of word lists."""
    return Layout(lexicons)


def newskit_layout(doc: Doc, lexicons: str = "") -> Doc:
    """Set every sentence boundary of the Doc."""
    if len(doc):
        flags: Any = np.full((len(doc), 1), -1, dtype="int64").astype("uint64")
        flags[sentence_starts(doc, lexicons), 0] = 1
        flags[0, 0] = 1
        doc.from_array([SENT_START], flags)
    return doc
