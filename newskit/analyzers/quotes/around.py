"""Content before its frame (..., sagte X) and around an attribution (laut X, so X, wie X sagte)."""

from __future__ import annotations

from ...german.clauses import next_break
from ...german.parse import FINITE, Parse
from .content import COMPLEMENT_MARKS, RELATIVE
from .frame import Frame


def content_before(p: Parse, frame: Frame, first: int, limit: int) -> list[tuple[int, int]] | None:
    """..., sagte X [am Montag] [und seien ...]: the clause before the verb of saying, in one or two pieces."""
    clause = frame.clause
    if clause is None or clause.finite < 0:
        return None
    verb = clause.finite
    comma = verb - 1
    if comma <= first or p.words[comma] not in {",", "–", "-"}:
        comma = _dash_before(p, first, verb)
        if comma < 0:
            return None
    if frame.speaker and frame.speaker[0] < verb and comma == verb - 1:
        return None
    if not any(p.tags[k] in FINITE for k in range(first, comma)):
        return None
    it_is_said = frame.impersonal and p.lower[verb + 1 : verb + 2] == ["es"]
    spoken = it_is_said or any(verb < k <= verb + 4 for k in frame.speaker)
    if p.words[comma] == "," and comma == verb - 1 and not spoken:
        return None  # the subject of a verb of saying in second place stands right behind it
    if (
        clause.subject >= 0
        and clause.subject < verb
        and p.heads[clause.subject] == clause.head
        and p.words[comma] == ","
    ):
        return None
    if not it_is_said and not _says(frame) and not any(p.subjunctive[k] for k in range(first, comma)):
        return None
    if (
        p.tags[first] in {"KOUS", "PWAV", "PWS"}
        and p.lower[first] not in {"dass", "ob"}
        and _one_clause(p, first, comma)
    ):
        return None  # a subordinate clause in first position: Als er kam, sagte sie nichts
    if p.tags[first] in {"APPR", "APPRART"} and _one_clause(p, first, comma) and p.tags[comma - 1] in FINITE:
        return None
    pieces = [(first, comma)]
    resumed = _resumes(p, frame, verb, limit)
    if resumed is not None:
        pieces.append((resumed, limit))
    return pieces


def _says(frame: Frame) -> bool:
    return any(frame.categories.get(c, 0) >= 0.6 for c in ("say", "think", "question"))


def _one_clause(p: Parse, first: int, comma: int) -> bool:
    """Is there no main clause between (no finite verb right behind a comma or in second place)?"""
    finite = [k for k in range(first, comma) if p.tags[k] in FINITE]
    return len(finite) <= 1 or all(k == comma - 1 or p.words[k + 1] == "," for k in finite)


def _dash_before(p: Parse, first: int, verb: int) -> int:
    """– das zumindest meint X."""
    for k in range(verb - 1, max(first, verb - 5), -1):
        if p.words[k] in {"–", ","} and p.lower[k + 1] in {"das", "so"}:
            return k
    return -1


def _resumes(p: Parse, frame: Frame, verb: int, limit: int) -> int | None:
    """Where the content goes on after an inserted frame."""
    after = max([verb, *frame.speaker, *frame.cue])
    for k in range(after + 1, limit - 1):
        if p.words[k] == "," and p.tags[k + 1] not in RELATIVE and p.lower[k + 1] not in {"der", "die", "das", "und"}:
            stop = next_break(p, k + 1, limit)
            if any(p.tags[n] in FINITE for n in range(k + 1, stop)):
                return k + 1
        if p.lower[k] == "und" and k + 1 < limit:
            stop = next_break(p, k + 1, limit)
            if any(p.subjunctive[n] for n in range(k + 1, stop)):
                return k
    return None


def content_around(p: Parse, frame: Frame, limit: int) -> list[tuple[int, int]]:
    """The clause in which an attribution (laut X, X zufolge, so X, wie X sagte) stands, without the attribution."""
    first, _ = p.sents[frame.sent]
    left, right = frame.tokens[0], _behind_relative(p, frame.tokens[-1] + 1, limit)
    first, limit = _brackets(p, first, left, right, limit)
    start = _clause_start(p, first, left)
    end = _clause_end(p, frame, right, limit)
    pieces = [_trim(p, start, left), _trim(p, right, end)]
    return [(a, b) for a, b in pieces if b > a]


def _behind_relative(p: Parse, right: int, limit: int) -> int:
    """Nach Angaben, die nicht überprüft werden können, ...: past the relative clause of the attribution."""
    if right + 2 < limit and p.words[right] == "," and _subordinates(p, right + 1) and p.tags[right + 1] != "KOUS":
        for k in range(right + 2, limit):
            if p.words[k] == "," and p.tags[k - 1] in FINITE:
                return k + 1 if any(p.tags[n] in FINITE for n in range(k + 1, limit)) else right
    return right


def _brackets(p: Parse, first: int, left: int, right: int, limit: int) -> tuple[int, int]:
    """An attribution in brackets, or behind a semicolon, speaks for no more than stands there with it."""
    for k in range(left - 1, first - 1, -1):
        if p.words[k] == ")":
            break
        if p.words[k] in {"(", ";"}:
            end = next((n for n in range(right, limit) if p.words[n] in {")", ";"}), limit)
            return k + 1, end if p.words[k] == "(" else limit
    return first, limit


def _clause_start(p: Parse, first: int, left: int) -> int:
    """Back to the last subordinator, relative pronoun or coordinated main clause before the attribution."""
    depth_break = first
    for k in range(left - 1, first, -1):
        if p.words[k] in {",", "–", ";"} or p.lower[k] in {"und", "aber", "doch"} and p.tags[k] == "KON":
            begins = k + 1
            if begins >= left:
                continue
            if _subordinates(p, begins):
                if not any(p.tags[n] in FINITE for n in range(begins, left)):
                    return begins
            elif p.lower[k] in {"und", "aber", "doch"} and any(p.tags[n] in FINITE for n in range(first, k)):
                if any(p.tags[n] in FINITE for n in range(begins, left)) and begins < left:
                    return begins
    return depth_break


def _subordinates(p: Parse, i: int) -> bool:
    """Does a subordinate clause begin at token i (dass, die, unter denen, worauf)?"""
    if p.tags[i] in RELATIVE or p.lower[i] in COMPLEMENT_MARKS or p.tags[i] in {"KOUS", "PWAV"}:
        return True
    return i + 1 < len(p) and p.tags[i] == "APPR" and p.tags[i + 1] in RELATIVE


def _clause_end(p: Parse, frame: Frame, right: int, limit: int) -> int:
    """Forward to the end of the subordinate clause the attribution stands in, else to the sentence's end."""
    start = _clause_start(p, p.sents[frame.sent][0], frame.tokens[0])
    if start > p.sents[frame.sent][0] and _subordinates(p, start):
        for k in range(right, limit):
            if p.words[k] in {",", ";"} and any(p.tags[n] in FINITE for n in range(right, k)):
                return k
    return limit


def _trim(p: Parse, start: int, end: int) -> tuple[int, int]:
    while start < end and (p.words[start] in {",", "–", ";", ":", "-"} or p.tags[start] == "_SP"):
        start += 1
    while end > start and (p.words[end - 1] in {",", "–", ";", ":", "-"} or p.tags[end - 1] == "_SP"):
        end -= 1
    return start, end
