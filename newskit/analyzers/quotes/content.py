"""What a frame frames: the clause, the rest of the sentence, or the passage in quotation marks."""

from __future__ import annotations

from ...pipeline.grammar import FINITE, INFINITIVE, OBJECT, Clause, Parse
from .frame import Frame

COMPLEMENT_MARKS = frozenset({"dass", "daß", "ob"})
CONDITION_MARKS = frozenset(
    {"wenn", "falls", "sobald", "sollte", "weil", "da", "solange", "obwohl", "nachdem", "bevor", "während"}
)
NO_COMPLEMENT = frozenset({"um", "ohne", "statt", "anstatt", "damit", "indem", "sodass", "als"})
TIME_MARKS = frozenset(
    {"wenn", "falls", "als", "nachdem", "bevor", "weil", "da", "obwohl", "während", "seitdem", "sobald", "bis", "damit"}
)
CONNECTIVES = frozenset({"womit", "wodurch", "weshalb", "weswegen", "wobei", "woraufhin", "worauf", "usw", "usw."})
W_TAGS = frozenset({"PWAV", "PWS", "PWAT"})
RELATIVE = frozenset({"PRELS", "PRELAT"})
COORDINATORS = frozenset({"und", "oder", "aber", "sowie", "doch", "sondern"})


def last_word(p: Parse, s: int) -> int:
    """Index after the last token of sentence s that is not its final punctuation."""
    start, end = p.sents[s]
    while end > start and (p.tags[end - 1] == "_SP" or p.words[end - 1] in {".", "!", "?", "…", ":", ";", ","}):
        end -= 1
    return end


def content_after(p: Parse, frame: Frame, limit: int) -> list[tuple[int, int]] | None:
    """The clause that follows a verb of saying; None where none does."""
    clause = frame.clause
    if clause is None or _no_statement(p, clause):
        return None
    start = _complement_start(p, frame, clause, limit)
    if start is None:
        return None
    end = _complement_end(p, clause, start, limit)
    return [(start, end)] if end - start >= 2 else None


def _no_statement(p: Parse, clause: Clause) -> bool:
    """Wollte nicht bestätigen, dass ...; waren so unzufrieden, dass ...: nothing is stated."""
    before = [p.lower[c] for c in p.children[clause.head] if c < max(clause.head, clause.finite) or clause.copular]
    if clause.lemma == "bestätigen" and "nicht" in before:
        return True
    return clause.copular and bool({"so", "dermaßen", "derart", "derartig"} & set(before))


def _complement_start(p: Parse, frame: Frame, clause: Clause, limit: int) -> int | None:
    """The token after the first comma or colon behind the verb at which a content clause begins."""
    verb = clause.finite if clause.finite >= 0 else clause.head
    for k in range(min(verb, clause.head) + 1, limit - 1):
        if p.words[k] not in {",", ":", "–"} or k < frame.cue[0]:
            continue
        first = k + 1
        while first < limit and p.words[first] in {"„", "“", "»", "«", '"', "‚", "›"}:
            first += 1
        if first < limit and _begins_content(p, frame, clause, first, limit, colon=p.words[k] == ":"):
            return k + 1
        if p.words[k] == ":":
            return None
    return None


def _begins_content(p: Parse, frame: Frame, clause: Clause, first: int, limit: int, colon: bool) -> bool:
    word, tag = p.lower[first], p.tags[first]
    if tag in COORDINATORS or word in NO_COMPLEMENT:
        return False
    if tag in RELATIVE and not _verb_second_subjunctive(p, first, _next_break(p, first, limit)):
        return False
    if word in COORDINATORS and not colon:
        return False
    stop = _next_break(p, first, limit)
    if word in COMPLEMENT_MARKS:
        return True
    if word in CONNECTIVES or (
        word in {"dies", "das", "so"}
        and not (tag == "ART" and p.tags[first + 1] in {"ADJA", "NN", "NE", "CARD"})
        and not any(p.subjunctive[k] for k in range(first, stop))
    ):
        return False
    if tag in W_TAGS or (word == "wie" and _verb_last(p, first, stop)):
        before = first - 2
        if word == "wie" and p.tags[before] == "NN" and p.deps[before] in OBJECT:
            return False  # eine Wirkung, wie sie ...
        return p.clause_of[first] != clause.head and (
            word != "was"
            or "question" in frame.categories
            or first == max(clause.head, clause.finite, clause.particle) + 2
        )
    finite = next((k for k in range(first, stop) if p.tags[k] in FINITE), -1)
    if finite < 0:
        return _infinitive(p, frame, first, stop)
    if clause.mark >= 0 and p.lower[clause.mark] in TIME_MARKS or _verb_first_condition(p, clause):
        return p.subjunctive[finite] and p.lower[first] not in CONDITION_MARKS and finite < stop - 1 and _strong(frame)
    if p.tags[first] == "KOUS" or (p.tags[first] in {"PROAV", "APPR"} and p.tags[first + 1] in RELATIVE):
        return word in CONDITION_MARKS and any(p.subjunctive[k] for k in range(stop, limit)) and _strong(frame)
    if finite == first and not p.subjunctive[finite]:
        return False
    if _relative_inside(p, first, finite) and not _verb_second_subjunctive(p, first, stop):
        return False
    below = p.clauses.get(p.clause_of[finite])
    linked = below is not None and (p.deps[below.head] in {"ccomp", "xcomp", "root"} or colon)
    if not _strong(frame) and max(frame.categories.values()) < 0.7:
        return False
    if clause.passive and not p.subjunctive[finite]:
        return False
    return p.subjunctive[finite] or (linked and _strong(frame) and finite < first + 12 and finite != stop - 1)


def _verb_second_subjunctive(p: Parse, first: int, stop: int) -> bool:
    """die Lage sei ernst: what the tagger takes for a relative pronoun is an article if the verb is not last."""
    finite = next((k for k in range(first, stop) if p.tags[k] in FINITE), -1)
    return finite >= 0 and p.subjunctive[finite] and finite < stop - 1


def _verb_first_condition(p: Parse, clause: Clause) -> bool:
    """Sollte der Antrag angenommen werden, ..."""
    start = p.sents[p.sent[clause.head]][0]
    return clause.finite == start and p.tags[start] in {"VMFIN", "VAFIN"}


def _strong(frame: Frame) -> bool:
    return (
        max(
            (
                w
                for c, w in frame.categories.items()
                if c in {"say", "think", "announce", "demand", "evaluate", "question"}
            ),
            default=0,
        )
        >= 0.5
    )


def _relative_inside(p: Parse, first: int, finite: int) -> bool:
    return any(p.tags[k] in RELATIVE for k in range(first, min(first + 2, finite)))


def _verb_last(p: Parse, first: int, stop: int) -> bool:
    return stop - 1 > first and p.tags[stop - 1] in FINITE


def _next_break(p: Parse, first: int, limit: int) -> int:
    for k in range(first, limit):
        if p.words[k] in {",", ";", ":", "–"} and k > first:
            return k
    return limit


def _infinitive(p: Parse, frame: Frame, first: int, stop: int) -> bool:
    """kündigte an, das Werk zu schließen."""
    if not any(_with_zu(p, k) for k in range(first, stop)) and not _long_infinitive(p, frame, first):
        return False
    return any(
        c in frame.categories and frame.categories[c] >= 0.5 for c in ("say", "think", "demand", "announce", "evaluate")
    )


def _with_zu(p: Parse, k: int) -> bool:
    """zu schließen, anzusprechen (which the tagger often takes for a plain infinitive)."""
    if p.tags[k] == "VVIZU" or (p.tags[k] == "PTKZU" and k + 1 < len(p) and p.tags[k + 1] in INFINITIVE):
        return True
    prefix, _, rest = p.lower[k].partition("zu")
    return p.tags[k] in INFINITIVE and bool(prefix) and bool(rest) and p.lemmas[k].lower() == prefix + rest


def _long_infinitive(p: Parse, frame: Frame, first: int) -> bool:
    """hofft, durch die Regelung, die seit Jahren gilt, X zu locken: the infinitive hangs on the verb, behind another clause."""
    return any(
        c > first and p.deps[c] in {"xcomp", "ccomp", "advcl"} and (_with_zu(p, c) or p.tags[c - 1] == "PTKZU")
        and p.subtree(c)[0] in {first, first - 1}
        for c in p.children[frame.head]
    )  # fmt: skip


def _complement_end(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """The sentence's end, or where the frame's own clause goes on (..., und verließ den Saal) or the one it belongs to."""
    limit = min(_main_clause_after(p, clause, start, limit), _new_statement(p, clause, start, limit))
    for k in range(start + 2, limit - 1):
        if p.lower[k] not in {"und", "aber", "doch"} or p.tags[k] != "KON":
            continue
        stop = _next_break(p, k + 1, limit)
        finite = next((n for n in range(k + 1, stop) if p.tags[n] in FINITE), -1)
        if finite < 0 or p.subjunctive[finite]:
            continue
        below = p.clauses.get(p.clause_of[finite])
        if (
            below is not None
            and p.deps[below.head] == "conj"
            and p.heads[below.head] == clause.head
            and finite - k <= 3
        ):
            return k - 1 if p.words[k - 1] == "," else k
    return limit


def _main_clause_after(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """Während X ankündigte, das Werk zu schließen, hofft Y ...: the comma before the clause that the frame's belongs to."""
    above, seen = clause.parent, set()
    while above in p.clauses and above not in seen:
        seen.add(above)
        finite = p.clauses[above].finite
        if start + 1 < finite < limit and clause.head < start:
            return next((k for k in range(finite - 1, start + 1, -1) if p.words[k] in {",", "–"}), limit)
        above = p.clauses[above].parent
    return limit


def _new_statement(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """A semicolon, or a comma and doch, ends what is said where an indicative main clause follows."""
    for k in range(start + 2, limit - 2):
        if p.words[k] == "," and p.tags[k + 1] in FINITE and _goes_on(p, clause, k + 1):
            return k
        if p.words[k] == ";" or (p.words[k] == "," and p.lower[k + 1] in {"doch", "während"}):
            finite = [n for n in range(k + 1, limit) if p.tags[n] in FINITE]
            if finite and not any(p.subjunctive[n] for n in finite) and not _inside_pair(p, start, k):
                return k
    return limit


def _goes_on(p: Parse, clause: Clause, finite: int) -> bool:
    """räumte ein, dass ..., sprach aber von ...: a verb beside the frame's own."""
    below = p.clauses.get(p.clause_of[finite])
    if below is None or p.subjunctive[finite]:
        return False
    return p.deps[below.head] == "conj" and p.heads[below.head] == clause.head


def _inside_pair(p: Parse, start: int, k: int) -> bool:
    """Is a quotation mark open at token k?"""
    opened = sum(p.words[n] in {"„", "»"} for n in range(start, k))
    return opened > sum(p.words[n] in {"“", "«", "”"} for n in range(start, k))


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
    if p.words[comma] == "," and comma == verb - 1 and not any(verb < k <= verb + 4 for k in frame.speaker):
        return None  # the subject of a verb of saying in second place stands right behind it
    if (
        clause.subject >= 0
        and clause.subject < verb
        and p.heads[clause.subject] == clause.head
        and p.words[comma] == ","
    ):
        return None
    if not _says(frame) and not any(p.subjunctive[k] for k in range(first, comma)):
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
            stop = _next_break(p, k + 1, limit)
            if any(p.tags[n] in FINITE for n in range(k + 1, stop)):
                return k + 1
        if p.lower[k] == "und" and k + 1 < limit:
            stop = _next_break(p, k + 1, limit)
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
