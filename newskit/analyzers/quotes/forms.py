"""Forms of text that say who speaks by their layout: interviews, statements, and a name beside a passage in marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from ...german.clauses import has_finite
from ...german.dialogue import INTERVIEW, Dialogue, dialogue
from ...german.parse import Parse
from .marks import Quoted
from .said import Found, Frame, Segments

_DASHES = frozenset({"–", "-", "—", "―"})
_OPENS_NAME = frozenset({"NE", "NN", "FM", "XY", "ADJA", "ART", "TRUNC"})
_LOOSE = frozenset({"ADV", "PTKVZ", "ADJD", "PTKNEG", "PROAV", "PWAV", "KOUS"})
#: Tokens that a line or bracket with a speaker's name and office has at most.
_LONGEST = 16


class Turns(NamedTuple):
    """Answers as quotations, the tokens inside them and inside credits, and those of the questions."""

    answers: list[Found]
    inside: frozenset[int]
    asked: frozenset[int]


def turns(p: Parse) -> Turns:
    """The answers of an interview, or the statements of a list, and which tokens belong to them and to questions."""
    found = dialogue(p.text, p.classes)
    if found is None:
        return Turns([], frozenset(), frozenset())
    answers = [answer for turn in found.answers if (answer := _answer(p, found, turn.segments, turn.speaker))]
    told = [*found.credits, *(segment for turn in found.answers for segment in turn.segments)]
    inside = frozenset(k for start, end in told for k in range(bisect_left(p.idx, start), bisect_left(p.idx, end)))
    asked = range(bisect_left(p.idx, found.start), bisect_left(p.idx, found.end))
    return Turns(answers, inside, frozenset(asked) - inside)


def is_asked(p: Parse, asked: frozenset[int], found: Found) -> bool:
    """A question is the newsroom's: it may quote somebody else (laut Bundesbank ...), but not whom it addresses."""
    if found.start not in asked:
        return False
    titles = p.classes["female_title"] | p.classes["male_title"]
    addressed = any(p.lower[k] in titles or p.words[k] == ":" for k in found.speaker)
    own = all(p.tags[k] == "PPER" or p.lower[k] == "sie" for k in found.speaker)
    return own or addressed


def _answer(p: Parse, found: Dialogue, words: list[tuple[int, int]], name: tuple[int, int] | None) -> Found | None:
    segments: Segments = []
    for start, end in words:
        first, last = bisect_left(p.idx, start), bisect_left(p.idx, end)
        while first < last and p.tags[first] == "_SP":
            first += 1
        if last > first:
            segments.append((first, last))
    if not segments:
        return None
    speaker = [k for k in range(*(bisect_left(p.idx, at) for at in name)) if p.tags[k] != "_SP"] if name else []
    rule = "direct_interview" if found.kind == INTERVIEW else "direct_statement"
    return Found("direct", segments, None, rule, speaker)


def label_speaker(p: Parse, start: int, colon: int) -> list[int]:
    """Who speaks by the words before a colon that hold no verb.

    Ilka Brandt (SPD) / Landrat Kerner dazu / O-Ton Ilka Brandt / Aus der Erklärung von Tom Kerner / Ilka Brandt, 41.
    """
    words = [k for k in range(start, colon) if p.tags[k] != "_SP"]
    while words and (p.lower[words[0]] in p.classes["before_label"] or p.is_punct(words[0])):
        words.pop(0)
    if words and p.tags[words[0]] == "PPOSAT" and len(words) <= 3:  # Sein Fazit: „...“
        return words
    words = _author_of(p, words)
    details = (n for n in range(1, len(words)) if _begins_details(p, words, n))
    words = words[: next(details, len(words))]
    return words if words and _is_name(p, words) else []


def _author_of(p: Parse, words: list[int]) -> list[int]:
    """Erklärung von Tom Kerner: the words behind `von`; all of them where no text is somebody's."""
    of = next((n for n, k in enumerate(words) if p.lower[k] in p.classes["of_preposition"]), -1)
    texts = p.classes["noun_of_saying"], p.classes["noun_of_text"]
    return words[of + 1 :] if any(p.lower[k] in nouns for k in words[: max(of, 0)] for nouns in texts) else words


def _begins_details(p: Parse, words: list[int], n: int) -> bool:
    """Does the name end before word n: Ilka Brandt (SPD), Ilka Brandt, 41, Landrat Kerner dazu?"""
    k = words[n]
    aged = p.words[k] == "," and n + 1 < len(words) and p.tags[words[n + 1]] == "CARD"
    return aged or p.words[k] == "(" or p.lower[k] in p.classes["after_label"]


def _is_name(p: Parse, words: list[int]) -> bool:
    """Can it be somebody's name, with an office or without one, no heading (Kritik an Kerner)?"""
    if len(words) > _LONGEST or p.tags[words[0]] not in _OPENS_NAME:
        return False
    if any(p.tags[k] in _LOOSE for k in words):
        return False
    named = next((n for n, k in enumerate(words) if p.ents[k] in {"PER", "ORG"} or p.tags[k] == "NE"), -1)
    return named >= 0 and not any(p.tags[k] == "APPR" and p.lower[k] != "von" for k in words[:named])


def attribution(p: Parse, q: Quoted) -> Frame | None:
    """„…“ – Ilka Brandt, Bürgermeisterin / „…“ (Tom Kerner) / a line with a name below the passage, or above it."""
    if not _is_utterance(p, q):
        return None
    speaker = _behind(p, q.end) or _line_beside(p, q)
    if not speaker:
        return None
    return Frame("attribution", [], speaker[0], speaker, p.sent[speaker[0]], "", {"say": 0.5}, tokens=speaker)


def _is_utterance(p: Parse, q: Quoted) -> bool:
    """A passage with a verb or a final stop; titles have none: „Der Zauberberg“ (Thomas Mann)."""
    ends = q.end - 2 > q.start and p.words[q.end - 2] in {".", "!", "?", "…"}
    return ends or has_finite(p, q.start, q.end)


def _behind(p: Parse, k: int) -> list[int]:
    """Behind a dash up to the end of the line, or in brackets."""
    if k + 1 >= len(p):
        return []
    if p.words[k] in _DASHES:
        return _speaker_line(p, k + 1, _end_of_line(p, k + 1))
    if p.words[k] == "(":
        close = next((n for n in range(k + 1, min(k + _LONGEST, len(p))) if p.words[n] == ")"), k)
        return _speaker_line(p, k + 1, close)
    return []


def _end_of_line(p: Parse, k: int) -> int:
    ends = (n for n in range(k, min(k + _LONGEST + 2, len(p))) if p.tags[n] == "_SP" and "\n" in p.words[n])
    return next(ends, min(k + _LONGEST + 2, len(p)))


def _speaker_line(p: Parse, start: int, end: int) -> list[int]:
    """A name with or without an office, and nothing else."""
    words = _without_edges(p, [k for k in range(start, end) if p.tags[k] != "_SP"])
    if not words or len(words) > _LONGEST or has_finite(p, words[0], words[-1] + 1):
        return []
    if any(p.words[k] in {":", "?", "!", ".", "„", "»"} for k in words):
        return []
    return label_speaker(p, words[0], words[-1] + 1) if _begins_with_name(p, words) else []


def _without_edges(p: Parse, words: list[int]) -> list[int]:
    """Without dashes and words like `von` before a name, and without stops behind it."""
    while words and (p.words[words[0]] in _DASHES or p.lower[words[0]] in p.classes["before_label"]):
        words.pop(0)
    while words and p.words[words[-1]] in {".", ",", ")"} and "(" not in [p.words[k] for k in words]:
        words.pop()
    return words


def _begins_with_name(p: Parse, words: list[int]) -> bool:
    """Ilka Brandt / Landrätin Ilka Brandt / Dr. Tom Kerner; not: Kritik an Kerner."""
    name = next((n for n, k in enumerate(words) if p.ents[k] == "PER" or p.tags[k] == "NE"), -1)
    if not 0 <= name <= 3:
        return False
    behind = next((n for n in range(name, len(words)) if p.tags[words[n]] not in {"NE", "NN", "FM"}), len(words))
    after = words[behind] if behind < len(words) else -1
    stops = after < 0 or p.words[after] in {",", "(", "–", "|"} or p.lower[after] in p.classes["before_body"]
    return stops and all(p.tags[k] not in {"APPR", "APPRART", "KON"} for k in words[:name])


def _line_beside(p: Parse, q: Quoted) -> list[int]:
    """A line with nothing but a name below the passage or above it, whichever is nearer."""
    below, above = _breaks(p, q.end), _breaks(p, q.start - 1)
    lines = [(below, _speaker_line(p, q.end + 1, _end_of_line(p, q.end + 1)))] if below else []
    lines += [(above, _line_above(p, q.start - 1))] if above else []
    return min((line for line in lines if line[1]), key=lambda line: line[0], default=(0, []))[1]


def _breaks(p: Parse, k: int) -> int:
    """How many line breaks token k is, if it is one or two; else 0."""
    breaks = p.words[k].count("\n") if 0 < k < len(p) - 1 and p.tags[k] == "_SP" else 0
    return breaks if breaks < 3 else 0


def _line_above(p: Parse, k: int) -> list[int]:
    start = k
    while start > 0 and k - start <= _LONGEST and not (p.tags[start - 1] == "_SP" and "\n" in p.words[start - 1]):
        start -= 1
    return _speaker_line(p, start, k)
