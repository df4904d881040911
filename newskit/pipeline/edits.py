"""Edits that make a lemma of a word (Chrupała 2014; Müller et al. 2015): what stays in its middle, what changes around.

`ging` and `gehen` share `g`; `aufgestanden` becomes `aufstehen` by the same edit that makes `ausstehen` of
`ausgestanden`. A classifier learns which edit a word takes; an edit applies only where the letters that it replaces are
there. Of common words a table knows the edit.
"""

from __future__ import annotations

import json
import lzma
from difflib import SequenceMatcher
from functools import cache

from ..resources import Lexicons

#: [letters, letters that replace them], or [length before, length behind, edit before, edit behind].
Edit = list["str | int | Edit | None"] | None
SHORTEST = 2
#: Letters of a compound's parts.
SHORTEST_PART = 3
#: The rule of a form with its tag, as text (see `rule_of`).
Known = dict[tuple[str, str], str]


def find_edit(word: str, lemma: str) -> Edit:
    """The edit that makes a lemma of a word; None where nothing changes."""
    if word == lemma:
        return None
    match = SequenceMatcher(None, word, lemma, autojunk=False).find_longest_match(0, len(word), 0, len(lemma))
    if match.size < SHORTEST:
        return [word, lemma]
    behind = match.a + match.size
    left = find_edit(word[: match.a], lemma[: match.b])
    right = find_edit(word[behind:], lemma[match.b + match.size :])
    return [match.a, len(word) - behind, left, right]


def apply_edit(edit: Edit, word: str) -> str | None:
    """What the edit makes of a word; None if it does not apply."""
    if edit is None:
        return word
    if isinstance(edit[0], str):
        return str(edit[1]) if edit[0] == word else None
    before, behind, left, right = edit
    assert isinstance(before, int) and isinstance(behind, int)
    if before + behind > len(word):
        return None
    start, end = word[:before], word[len(word) - behind :]
    parts = apply_edit(left, start), apply_edit(right, end)  # type: ignore[arg-type]
    if parts[0] is None or parts[1] is None:
        return None
    return parts[0] + word[before : len(word) - behind] + parts[1]


def find_rule(word: str, lemma: str) -> tuple[str, Edit]:
    """How a lemma is made of a word: the case it has (`title`, `lower`, or the word's own: `keep`), and the edit."""
    for case in ("lower", "title"):
        if _cased(lemma.lower(), case) == lemma:
            return case, find_edit(word.lower(), lemma.lower())
    return "keep", find_edit(word, lemma)


def apply_rule(case: str, edit: Edit, word: str) -> str | None:
    """The lemma of a word by a rule that was learned; None if the rule does not apply to it."""
    made = apply_edit(edit, word if case == "keep" else word.lower())
    return None if made is None else _cased(made, case)


def rule_of(word: str, lemma: str) -> str:
    """A lemma rule as text."""
    return json.dumps(find_rule(word, lemma), ensure_ascii=False, separators=(",", ":"))


def plain(form: str, tag: str) -> str:
    """A form as the table of common words has it: nouns as they are, all else in lower case."""
    return form if tag in {"NN", "NE"} else form.lower()


def pack(known: Known) -> bytes:
    """The table of common words as a file: for each tag and rule its forms."""
    groups: dict[tuple[str, str], list[str]] = {}
    for (form, tag), rule in sorted(known.items()):
        groups.setdefault((tag, rule), []).append(form)
    rows = [[tag, rule, " ".join(forms)] for (tag, rule), forms in sorted(groups.items())]
    return lzma.compress(json.dumps(rows, ensure_ascii=False).encode("utf8"), preset=9)


def unpack(content: bytes) -> dict[str, dict[str, str]]:
    """What `pack` wrote: for each tag the lemma of every form."""
    out: dict[str, dict[str, str]] = {}
    for tag, rule, forms in json.loads(lzma.decompress(content)):
        case, edit = json.loads(rule)
        made = ((form, apply_rule(case, edit, form)) for form in forms.split(" "))
        out.setdefault(tag, {}).update((form, lemma) for form, lemma in made if lemma)
    return out


def lemma_of(known: dict[str, dict[str, str]], word: str, tag: str) -> str:
    """The lemma of a common word, of a noun that ends in one, or of such a verb with a prefix; else "".

    Schuldnerländern: Schuldnerland; hinausgeschossen: hinausschießen; mitzuarbeiten: mitarbeiten.
    """
    words, form = known.get(tag, {}), plain(word, tag)
    if found := words.get(form, ""):
        return found
    if tag == "NN":
        ends = ((form[:n], form[n:].capitalize()) for n in range(SHORTEST_PART, len(form) - SHORTEST_PART))
        return next((start + words[end].lower() for start, end in ends if end in words), "")
    if tag[:2] == "VV":
        starts = (form[:n] for n in range(len(form) - SHORTEST_PART, 1, -1) if form[:n] in _prefixes())
        return next((made for start in starts if (made := _prefixed(words, start, form[len(start) :], tag))), "")
    return ""


def _prefixed(words: dict[str, str], start: str, rest: str, tag: str) -> str:
    """The lemma of a verb with this prefix."""
    if tag == "VVIZU" and rest.startswith("zu"):
        return start + rest[2:]
    ends = [rest, "ge" + rest] if tag == "VVPP" else [rest]
    return next((start + words[end] for end in ends if end in words), "")


@cache
def _prefixes() -> frozenset[str]:
    words = Lexicons.of("").words
    return frozenset(words["verb_prefix"] | words["verb_particle"])


def _cased(word: str, case: str) -> str:
    return word[:1].upper() + word[1:] if case == "title" else word
