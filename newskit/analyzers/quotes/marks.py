"""Quotation marks of German print: „…“ »…« «…» "…" ‚…‘ ›…‹, nested, unbalanced, continued over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from ...german.parse import Parse

DOUBLE, SINGLE = "double", "single"
_ALWAYS_OPEN = {"„": DOUBLE, "‚": SINGLE, "``": DOUBLE}
_BY_SPACING = {
    "“": DOUBLE,
    "”": DOUBLE,
    '"': DOUBLE,
    "»": DOUBLE,
    "«": DOUBLE,
    "‘": SINGLE,
    "’": SINGLE,
    "›": SINGLE,
    "‹": SINGLE,
    "'": SINGLE,
    "''": DOUBLE,
}
MARKS = frozenset(_ALWAYS_OPEN) | frozenset(_BY_SPACING)


@dataclass(slots=True)
class Quoted:
    """Tokens start..end (exclusive) with their marks; `balanced` is False where one mark is missing."""

    start: int
    end: int
    level: int
    balanced: bool = True


def find_quoted(p: Parse) -> list[Quoted]:
    """Every passage in quotation marks, in text order. Odd marks never raise; they end at the paragraph."""
    found: list[Quoted] = []
    stack: list[tuple[int, str]] = []
    for i, word in enumerate(p.words):
        if p.tags[i] == "_SP" and "\n" in word and stack:
            _end_of_paragraph(p, i, stack, found)
        elif word in MARKS:
            _mark(p, i, stack, found)
    while stack:
        start, _ = stack.pop()
        _close_unbalanced(p, start, len(p), found)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _mark(p: Parse, i: int, stack: list[tuple[int, str]], found: list[Quoted]) -> None:
    word = p.words[i]
    kind = _ALWAYS_OPEN.get(word) or _BY_SPACING[word]
    opening = word in _ALWAYS_OPEN or (_opens(p, i) and not (stack and _closes(p, i) and stack[-1][1] == kind))
    if kind == SINGLE and not opening and not any(k == SINGLE for _, k in stack):
        return  # an apostrophe
    if opening:
        if kind == DOUBLE and any(k == DOUBLE for _, k in stack) and word != "»" and word != "«":
            _reopened(p, i, stack, found)
        stack.append((i, kind))
        return
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][1] == kind:
            start = stack[depth][0]
            del stack[depth:]
            found.append(Quoted(start, i + 1, len(stack)))
            return
    _stray_close(p, i, found)


def _opens(p: Parse, i: int) -> bool:
    """A mark with space (or nothing, or a bracket) before it and a word right after it."""
    if i + 1 >= len(p) or p.tags[i + 1] == "_SP" or _space_after(p, i):
        return False
    return (
        i == 0
        or _space_after(p, i - 1)
        or p.tags[i - 1] == "_SP"
        or p.words[i - 1] in {"(", "[", "–", "-", "„", "»", "/"}
    )


def _closes(p: Parse, i: int) -> bool:
    return i > 0 and not _space_after(p, i - 1) and p.tags[i - 1] != "_SP"


def _space_after(p: Parse, i: int) -> bool:
    return i + 1 < len(p) and p.end(i) < p.idx[i + 1]


def _reopened(p: Parse, i: int, stack: list[tuple[int, str]], found: list[Quoted]) -> None:
    """A second „ before the first was closed: the first one's closing mark is missing, it ended with its sentence."""
    start, _ = stack.pop()
    if p.sent[start] != p.sent[i]:
        _close_unbalanced(p, start, i, found)


def _end_of_paragraph(p: Parse, i: int, stack: list[tuple[int, str]], found: list[Quoted]) -> None:
    """Print repeats the opening mark where a quotation goes on in the next paragraph; anything else was forgotten."""
    start, _ = stack[0]
    stack.clear()
    following = p.words[i + 1] if i + 1 < len(p) else ""
    goes_on = following in MARKS and (following in _ALWAYS_OPEN or _opens(p, i + 1))
    if goes_on:
        found.append(Quoted(start, i, 0))
    else:
        _close_unbalanced(p, start, i, found)


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
    while start < i and p.tags[start] == "_SP":
        start += 1
    if i > start and not any(q.end > start for q in found) and p.words[i] not in {"'", "’", "‘"}:
        found.append(Quoted(start, i + 1, 0, balanced=False))
