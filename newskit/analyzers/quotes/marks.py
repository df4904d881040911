"""Passages in quotation marks („…“ »…« «…» "…" ‚…‘ ›…‹): spaced ones, over paragraphs, and with a mark missing."""

from __future__ import annotations

from dataclasses import dataclass

from ...german.parse import Parse

DOUBLE, SINGLE = "double", "single"
_ALWAYS_OPEN = {"„": DOUBLE, "‚": SINGLE, "``": DOUBLE, ",,": DOUBLE, "‚‚": DOUBLE}
_BY_SPACING = dict.fromkeys(("“", "”", '"', "»", "«", "''"), DOUBLE) | dict.fromkeys(("‘", "’", "›", "‹", "'"), SINGLE)
MARKS = frozenset(_ALWAYS_OPEN) | frozenset(_BY_SPACING)
#: Marks that show themselves which they are, or stand alone as apostrophes.
_NEVER_ALONE = frozenset(_ALWAYS_OPEN) | {"‘", "’", "'"}
_STOPS = frozenset(",.;:?!)")
#: How far, in tokens, the partner of a mark may stand from the end of its paragraph.
FAR = 400
QUOTE_MARKS = frozenset({"„", "“", "”", "»", "«", '"'})
_Stack = list[tuple[int, str]]


@dataclass(slots=True)
class Quoted:
    """Tokens start..end (exclusive) with their marks.

    Attributes:
        level: how many other passages it stands in.
        balanced: False where one mark is missing.
        goes_on: the next paragraph repeats its opening mark and goes on with it.
        first: number of the passage that began what this one goes on with; -1 if it begins itself.
    """

    start: int
    end: int
    level: int
    balanced: bool = True
    goes_on: bool = False
    first: int = -1


def find_quoted(p: Parse) -> list[Quoted]:
    """Every passage in quotation marks, in text order. Odd marks never raise; they end at the paragraph."""
    found: list[Quoted] = []
    stack: _Stack = []
    for i, word in enumerate(p.words):
        if word in MARKS:
            _mark(p, i, stack, found)
        elif stack and "\n" in word and p.tags[i] == "_SP":
            _end_of_paragraph(p, i, stack, found)
    while stack:
        _close_unbalanced(p, stack.pop()[0], len(p), found)
    return _numbered(sorted(found, key=lambda q: (q.start, -q.end)))


def _numbered(found: list[Quoted]) -> list[Quoted]:
    """With the number of the passage that each one goes on with in another paragraph."""
    starts = {q.start: n for n, q in enumerate(found)}
    for n, q in enumerate(found):
        following = starts.get(q.end + 1, -1) if q.goes_on else -1
        if following >= 0:
            found[following].first = q.first if q.first >= 0 else n
    return found


def _mark(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    word = p.words[i]
    kind = _ALWAYS_OPEN.get(word) or _BY_SPACING[word]
    within = [depth for depth, (_, open_kind) in enumerate(stack) if open_kind == kind]
    if word == "„" and _closes(p, i) and _ends_paragraph(p, i):
        return _stray_close(p, i, found)  # as some outlets close a paragraph that is all quotation
    if _begins_passage(p, i, stack, kind, closable=bool(within)):
        if kind == DOUBLE and within and word not in {"»", "«"}:
            _reopened(p, i, stack, found)
        stack.append((i, kind))
    elif within:
        depth = within[-1]
        found.append(Quoted(stack[depth][0], i + 1, depth))
        del stack[depth:]
    elif kind == DOUBLE:  # a lone single one is an apostrophe
        _stray_close(p, i, found)


def _begins_passage(p: Parse, i: int, stack: _Stack, kind: str, *, closable: bool) -> bool:
    """Does the mark open a passage? One with space around it opens where there is nothing that it can close."""
    word = p.words[i]
    if word in _ALWAYS_OPEN:
        return True
    if word not in _NEVER_ALONE and _is_loose(p, i):
        return not closable
    return _opens(p, i) and not _closes_last(p, i, stack, kind)


def _closes_last(p: Parse, i: int, stack: _Stack, kind: str) -> bool:
    """Can the mark close the passage opened last, being of its kind?"""
    return bool(stack) and stack[-1][1] == kind and _closes(p, i)


def _ends_paragraph(p: Parse, i: int) -> bool:
    return i + 1 == len(p) or "\n" in p.words[i + 1]


def _is_loose(p: Parse, i: int) -> bool:
    """A mark with space before it and no word right behind it (tokenised, French « oui », ...) closes by turns."""
    before = i == 0 or p.tags[i - 1] == "_SP" or _space_after(p, i - 1)
    return before and (i + 1 == len(p) or p.tags[i + 1] == "_SP" or _space_after(p, i) or p.words[i + 1] in _STOPS)


def _opens(p: Parse, i: int) -> bool:
    """A mark with space (or nothing, or a bracket) before it and a word right after it."""
    if i + 1 >= len(p) or p.tags[i + 1] == "_SP" or _space_after(p, i):
        return False
    return not _closes(p, i) or p.words[i - 1] in {"(", "[", "–", "-", "„", "»", "/"}


def _closes(p: Parse, i: int) -> bool:
    return i > 0 and not _space_after(p, i - 1) and p.tags[i - 1] != "_SP"


def _space_after(p: Parse, i: int) -> bool:
    return i + 1 < len(p) and p.end(i) < p.idx[i + 1]


def _reopened(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    """A second „ before the first was closed: the first one's closing mark is missing, it ended with its sentence."""
    start, _ = stack.pop()
    if p.sent[start] != p.sent[i]:
        _close_unbalanced(p, start, i, found)


def _end_of_paragraph(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    """Print repeats the opening mark where a quotation goes on in the next paragraph, or closes it there at last."""
    start, kind = stack[0]
    following = p.words[i + 1] if i + 1 < len(p) else ""
    repeats = following in MARKS and (_ALWAYS_OPEN.get(following) or _BY_SPACING.get(following)) == kind
    if repeats and (following in _ALWAYS_OPEN or _opens(p, i + 1)):
        found.append(Quoted(start, i, 0, goes_on=True))
    elif _closed_later(p, i, kind):
        return
    else:
        _close_unbalanced(p, start, i, found)
    stack.clear()


def _closed_later(p: Parse, i: int, kind: str) -> bool:
    """Is the next mark of this kind a closing one? Else the one before the end of the paragraph was forgotten."""
    for k in range(i + 1, min(i + FAR, len(p))):
        word = p.words[k]
        if (_ALWAYS_OPEN.get(word) or _BY_SPACING.get(word)) == kind:
            return word not in _ALWAYS_OPEN and (_closes(p, k) or _is_loose(p, k))
    return False


def _close_unbalanced(p: Parse, start: int, limit: int, found: list[Quoted]) -> None:
    """Without its closing mark a passage is believed to its sentence's end."""
    end = min(limit, p.sents[p.sent[start]][1])
    while end > start + 1 and p.tags[end - 1] == "_SP":
        end -= 1
    if end > start + 1:
        found.append(Quoted(start, end, 0, balanced=False))


def _stray_close(p: Parse, i: int, found: list[Quoted]) -> None:
    """A closing mark that nothing opened: the sentence before it, if that holds no other quotation."""
    start = p.sents[p.sent[i]][0]
    if p.words[i] == "„":
        start = next((k + 1 for k in range(i - 1, max(i - FAR, -1), -1) if "\n" in p.words[k]), max(i - FAR, 0))
    while start < i and p.tags[start] == "_SP":
        start += 1
    if i > start and not any(q.end > start for q in found):
        found.append(Quoted(start, i + 1, 0, balanced=False))


def with_marks(p: Parse, phrase: list[int]) -> list[int]:
    """The phrase with the closing mark behind it where it holds the opening one: der „Spiegel“."""
    if not phrase or phrase[-1] + 1 >= len(p) or p.words[phrase[-1] + 1] not in QUOTE_MARKS:
        return phrase
    if sum(p.words[k] in QUOTE_MARKS for k in phrase) % 2 == 0:
        return phrase
    end = phrase[-1] + 2
    end += end < len(p) and p.words[end][:1] == "-" and len(p.words[end]) > 1  # „Bild“-Zeitung
    return [*phrase, *range(phrase[-1] + 1, end)]


def in_marks_before(p: Parse, k: int) -> list[int]:
    """ "Bild" berichtet: the words in marks right before token k."""
    if k < 2 or p.words[k - 1] not in QUOTE_MARKS:
        return []
    start = next((n for n in range(k - 2, max(k - 9, -1), -1) if p.words[n] in QUOTE_MARKS), -1)
    named = start >= p.sents[p.sent[k]][0] and any(p.tags[n] in {"NE", "NN", "FM"} for n in range(start, k))
    return list(range(start, k)) if named else []
