"""What stands around its frame: before a verb of saying and on behind it, or on both sides of an attribution."""

from __future__ import annotations

from ...german.clauses import has_finite, has_subjunctive, next_break
from ...german.parse import FINITE, RELATIVE, Clause, Parse
from .content import joins_clauses, trimmed
from .said import Frame, Segments

# Before the verb: die Lage sei ernst, sagte sie


def content_before(p: Parse, frame: Frame, first: int, limit: int) -> Segments | None:
    """..., sagte X [am Montag] [und seien ...]: the clause before the verb of saying, in one or two pieces."""
    clause = frame.clause
    if clause is None or clause.finite < 0:
        return None
    comma = _comma_before(p, first, clause.finite)
    if comma < 0 or not _is_inverted(p, frame, clause, comma):
        return None
    if not has_finite(p, first, comma):  # Immerhin, fand X, habe man Glück
        resumed = _resumes(p, frame, clause.finite, limit) if comma - first <= 3 else None
        told = resumed is not None and has_subjunctive(p, resumed, next_break(p, resumed, limit))
        return [(first, comma), (resumed, limit)] if resumed is not None and told else None
    said = frame.is_any(0.6, "say", "think", "question") or _it_is_said(p, frame, clause)
    if not said and not has_subjunctive(p, first, comma) or _is_dependent(p, first, comma):
        return None
    resumed = _resumes(p, frame, clause.finite, limit)
    return [(first, comma)] if resumed is None else [(first, comma), (resumed, limit)]


def _comma_before(p: Parse, first: int, verb: int) -> int:
    """The comma or dash right before the verb, or before das, so (– das zumindest meint X); -1 if there is none."""
    if verb - 1 > first and p.words[verb - 1] in {",", "–", "-"}:
        return verb - 1
    for k in range(verb - 1, max(first, verb - 5), -1):
        if p.words[k] in {"–", ","} and p.lower[k + 1] in p.classes["resuming_word"]:
            return k
    return -1


def _it_is_said(p: Parse, frame: Frame, clause: Clause) -> bool:
    return frame.impersonal and p.lower[clause.finite + 1 : clause.finite + 2] == ["es"]


def _is_inverted(p: Parse, frame: Frame, clause: Clause, comma: int) -> bool:
    """Does the frame's subject stand behind its verb, as it does where the content comes first?"""
    verb, right_before = clause.finite, comma == clause.finite - 1
    if frame.speaker and frame.speaker[0] < verb and right_before:
        return False
    if (
        len(frame.speaker) == 1
        and p.tags[frame.speaker[0]] == "PDS"
        and not has_subjunctive(p, p.sents[p.sent[comma]][0], comma)
    ):
        return False  # prüfte den Antrag, lehnte diesen aber ab
    spoken = _it_is_said(p, frame, clause) or any(verb < k <= verb + 4 for k in frame.speaker)
    if p.words[comma] != ",":
        return True
    if right_before and not spoken:
        return False  # the subject of a verb of saying in second place stands right behind it
    return not (0 <= clause.subject < verb and p.heads[clause.subject] == clause.head)


def _is_dependent(p: Parse, first: int, comma: int) -> bool:
    """A subordinate clause or a phrase in first position: Als er kam, sagte sie nichts; mit dem, was er hat, ..."""
    tag, one = p.tags[first], _one_clause(p, first, comma)
    if tag in {"KOUS", "PWAV", "PWS"} and p.lower[first] not in p.classes["complementizer"]:
        return one
    return one and tag in {"APPR", "APPRART"} and p.tags[comma - 1] in FINITE


def _one_clause(p: Parse, first: int, comma: int) -> bool:
    """Is there no main clause between (no finite verb right behind a comma or in second place)?"""
    finite = [k for k in range(first, comma) if p.tags[k] in FINITE]
    return len(finite) <= 1 or all(k == comma - 1 or p.words[k + 1] == "," for k in finite)


def _resumes(p: Parse, frame: Frame, verb: int, limit: int) -> int | None:
    """Where the content goes on after an inserted frame."""
    for k in range(max([verb, *frame.speaker, *frame.cue]) + 1, limit - 1):
        if p.words[k] == "," and p.tags[k + 1] not in RELATIVE and p.lower[k + 1] not in p.classes["no_resumption"]:
            if has_finite(p, k + 1, next_break(p, k + 1, limit)):
                return k + 1
        if p.lower[k] == "und" and has_subjunctive(p, k + 1, next_break(p, k + 1, limit)):
            return k
    return None


# Around an attribution: die Lage sei laut X ernst


def content_around(p: Parse, frame: Frame, limit: int) -> Segments:
    """The clause in which an attribution (laut X, X zufolge, so X, wie X sagte) stands, without the attribution."""
    first = p.sents[frame.sent][0]
    left, right = frame.tokens[0], _behind_relative(p, frame.tokens[-1] + 1, limit)
    start = _clause_start(p, first, left)
    open_end = start == first or not _subordinates(p, start)
    first, limit = _brackets(p, first, left, right, limit)
    start = _clause_start(p, first, left)
    end = limit if open_end else _end_of_subordinate(p, right, limit)
    pieces = [trimmed(p, start, left), trimmed(p, right, end)]
    return [(a, b) for a, b in pieces if b > a]


def _behind_relative(p: Parse, right: int, limit: int) -> int:
    """Nach Angaben, die nicht überprüft werden können, ...: past the relative clause of the attribution."""
    if right + 2 < limit and p.words[right] == "," and _subordinates(p, right + 1) and p.tags[right + 1] != "KOUS":
        ends = (k for k in range(right + 2, limit) if p.words[k] == "," and p.tags[k - 1] in FINITE)
        end = next(ends, limit)
        return end + 1 if has_finite(p, end + 1, limit) else right
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
    for k in range(left - 2, first, -1):
        joins = joins_clauses(p, k)
        if not joins and p.words[k] not in {",", "–", ";"}:
            continue
        finite = has_finite(p, k + 1, left)
        if _subordinates(p, k + 1):
            if not finite:
                return k + 1
        elif finite and joins and has_finite(p, first, k):
            return k + 1
    return first


def _subordinates(p: Parse, i: int) -> bool:
    """Does a subordinate clause begin at token i (dass, die, unter denen, worauf)?"""
    if p.tags[i] in RELATIVE or p.lower[i] in p.classes["complementizer"] or p.tags[i] in {"KOUS", "PWAV"}:
        return True
    return i + 1 < len(p) and p.tags[i] == "APPR" and p.tags[i + 1] in RELATIVE


def _end_of_subordinate(p: Parse, right: int, limit: int) -> int:
    """Forward to the end of the subordinate clause the attribution stands in."""
    ends = (k for k in range(right, limit) if p.words[k] in {",", ";"} and has_finite(p, right, k))
    return next(ends, limit)
