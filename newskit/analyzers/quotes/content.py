"""The clause that follows a verb of saying: sie sagte, dass ...; where it begins and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from ...german.clauses import first_finite, has_subjunctive, next_break
from ...german.parse import FINITE, INFINITIVE, OBJECT, RELATIVE, Clause, Parse
from .said import Frame, Segments

_STRONG = ("say", "think", "announce", "demand", "evaluate", "question")
_STOPS = frozenset({".", "!", "?", "…", ":", ";", ","})
_EDGES = frozenset({",", "–", ";", ":", "-"})
_MARKS = frozenset({"„", "“", "»", "«", '"', "‚", "›"})
_QUESTION_TAGS = frozenset({"PWAV", "PWS", "PWAT"})
_OBJECT_CLAUSE = frozenset({"ccomp", "csubj", "csubj:pass", "obj", "nsubj", "xcomp"})


def last_word(p: Parse, s: int) -> int:
    """Index after the last token of sentence s that is not its final punctuation."""
    start, end = p.sents[s]
    while end > start and (p.tags[end - 1] == "_SP" or p.words[end - 1] in _STOPS):
        end -= 1
    return end


def trimmed(p: Parse, start: int, end: int, *, stop: str = "") -> tuple[int, int]:
    """The tokens without commas and dashes at their edges; `stop`: a further mark to leave off at the end."""
    while start < end and (p.words[start] in _EDGES or p.tags[start] == "_SP"):
        start += 1
    while end > start and (p.words[end - 1] in _EDGES or p.words[end - 1] == stop or p.tags[end - 1] == "_SP"):
        end -= 1
    return start, end


def joins_clauses(p: Parse, k: int) -> bool:
    """Is token k an und, aber or doch between clauses?"""
    return p.tags[k] == "KON" and p.lower[k] in p.classes["coordinator_of_clauses"]


def content_after(p: Parse, frame: Frame, limit: int) -> Segments | None:
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
    """Nothing is stated: wollte nicht bestätigen, dass ...; waren so müde, dass ...; es besteht die Gefahr, dass ..."""
    before = [p.lower[c] for c in p.children[clause.head] if c < max(clause.head, clause.finite) or clause.copular]
    if clause.lemma == "bestätigen" and "nicht" in before:
        return True
    if clause.lemma == "bestehen" and not _insists(p, clause):
        return True
    return clause.copular and not p.classes["degree_word"].isdisjoint(before)


def _insists(p: Parse, clause: Clause) -> bool:
    """Sie besteht darauf, dass ...; not: auf beiden Seiten besteht Einigkeit, dass ..."""
    start, end = p.sents[p.sent[clause.head]]
    verb = max(clause.head, clause.finite)
    opener = next((k for k in range(verb, end) if p.lower[k] in p.classes["complementizer"]), end)
    return "darauf" in p.lower[start:opener] or "auf" in p.lower[verb:opener]


def _has_another_owner(p: Parse, frame: Frame, clause: Clause, comma: int, at: _Opening) -> bool:
    """Is it the clause of the noun or of another verb right before it (ein Anzeichen, dass ...; versuchen, zu ...)?"""
    k = comma - 1
    if at.colon or k in frame.cue or k in frame.speaker:
        return False
    infinitive = first_finite(p, at.first, at.stop) < 0
    if infinitive or p.lower[at.first] in p.classes["complementizer"]:
        if p.tags[k] == "NN" and p.lemmas[k].lower() in p.classes["noun_with_clause"]:
            return True
    other = p.clauses.get(p.clause_of[k])
    return infinitive and other is not None and other.head != clause.head and other.head in {k, p.heads[k]}


class _Opening(NamedTuple):
    """Where content may begin: its first word, the next break, the sentence's end, and whether it follows a colon."""

    first: int
    stop: int
    limit: int
    colon: bool


def _complement_start(p: Parse, frame: Frame, clause: Clause, limit: int) -> int | None:
    """The token after the first comma or colon behind the verb at which a content clause begins."""
    verb = clause.finite if clause.finite >= 0 else clause.head
    ends = -1  # of a clause of time or reason with another one inside
    for k in range(min(verb, clause.head) + 1, limit - 1):
        if p.words[k] not in {",", ":", "–"} or k < max(frame.cue[0], ends):
            continue
        at = _opening(p, k, limit)
        first = at.first
        if first < limit and _begins_content(p, frame, clause, at):
            return None if _has_another_owner(p, frame, clause, k, at) else k + 1
        if at.colon:
            return k + 1 if _announces(frame, clause, k) else None
        if first < limit and p.tags[first] == "KOUS" and p.lower[first] in p.classes["circumstance_conjunction"]:
            ends = first_finite(p, first, limit)
    return None


def _opening(p: Parse, mark: int, limit: int) -> _Opening:
    """What may begin behind the comma, colon or dash at token `mark`."""
    first = next((n for n in range(mark + 1, limit) if p.words[n] not in _MARKS), limit)
    return _Opening(first, next_break(p, first, limit), limit, p.words[mark] == ":")


def _announces(frame: Frame, clause: Clause, colon: int) -> bool:
    """Sie sagte: ...: right behind a verb of saying with its speaker a colon has content behind it, whatever it is."""
    right_behind = colon == max(clause.head, clause.finite, clause.particle) + 1
    return right_behind and bool(frame.speaker) and frame.is_any(0.6, "say", "demand")


def _begins_content(p: Parse, frame: Frame, clause: Clause, at: _Opening) -> bool:
    word, tag = p.lower[at.first], p.tags[at.first]
    if _opens_another(p, at):
        return False
    if word in p.classes["complementizer"]:
        return word != "ob" or _leaves_open(frame)
    if _opens_question(p, at):
        return _is_question(p, frame, clause, at.first)
    finite = first_finite(p, at.first, at.stop)
    if finite < 0:
        return tag != "KOUS" and _is_infinitive(p, frame, at)
    if _stands_in_condition(p, clause):
        conditional = word in p.classes["condition_conjunction"] or finite >= at.stop - 1
        return p.subjunctive[finite] and not conditional and _strong(frame)
    if tag == "KOUS" or _opens_relative(p, at.first):
        condition = word in p.classes["condition_conjunction"] and has_subjunctive(p, at.stop, at.limit)
        return condition and _strong(frame)
    return _is_main_clause(p, frame, clause, at, finite)


def _leaves_open(frame: Frame) -> bool:
    """Can the verb have ob behind it (sie fragte, ob ...; sie sagte nicht, ob ...)?"""
    return frame.is_any(0.5, "question") or frame.is_any(0.6, "say", "think", "demand")


def _opens_question(p: Parse, at: _Opening) -> bool:
    """wann, wer, and wie before a verb at the end (wie es weitergeht)."""
    verb_last = at.stop - 1 > at.first and p.tags[at.stop - 1] in FINITE
    return p.tags[at.first] in _QUESTION_TAGS or (p.lower[at.first] == "wie" and verb_last)


def _opens_relative(p: Parse, k: int) -> bool:
    """unter denen, nach der: a preposition before a relative pronoun."""
    return p.tags[k] in {"PROAV", "APPR"} and _tag(p, k + 1) in RELATIVE


def _tag(p: Parse, k: int) -> str:
    return p.tags[k] if k < len(p) else ""


def _opens_another(p: Parse, at: _Opening) -> bool:
    """Does something open here that is no content: a purpose, a relative clause, und, a remark (das sei, womit, so)?"""
    word, tag = p.lower[at.first], p.tags[at.first]
    if word in p.classes["no_complement"] or (word in p.classes["coordinator_before_content"] and not at.colon):
        return True
    if tag in RELATIVE and not _verb_second_subjunctive(p, at):
        return True
    if word in p.classes["connective_relative"]:
        return True
    article = tag == "ART" and _tag(p, at.first + 1) in {"ADJA", "NN", "NE", "CARD"}
    return word in p.classes["pointing_word"] and not article and not has_subjunctive(p, at.first, at.stop)


def _is_question(p: Parse, frame: Frame, clause: Clause, first: int) -> bool:
    """fragte, wann ...; not: eine Wirkung, wie sie ..., and was only behind a question or right behind the verb."""
    word, before = p.lower[first], first - 2
    if word == "wie" and p.tags[before] == "NN" and p.deps[before] in OBJECT:
        return False
    if p.clause_of[first] == clause.head:
        return False
    right_behind = first == max(clause.head, clause.finite, clause.particle) + 2
    return word != "was" or "question" in frame.categories or right_behind


def _stands_in_condition(p: Parse, clause: Clause) -> bool:
    """Wenn der Minister sagt, ...; sollte der Antrag angenommen werden, ..."""
    if clause.mark >= 0 and p.lower[clause.mark] in p.classes["circumstance_conjunction"]:
        return True
    start = p.sents[p.sent[clause.head]][0]
    return clause.finite == start and p.tags[start] in {"VMFIN", "VAFIN"}


def _is_main_clause(p: Parse, frame: Frame, clause: Clause, at: _Opening, finite: int) -> bool:
    """er sagte, die Lage sei ernst: by the subjunctive, or by the parser's label behind a strong cue."""
    subjunctive = p.subjunctive[finite]
    if not subjunctive and (finite == at.first or clause.passive):
        return False
    relative = not RELATIVE.isdisjoint(p.tags[at.first : min(at.first + 2, finite)])
    if relative and not _verb_second_subjunctive(p, at):
        return False
    if subjunctive or not _strong(frame):
        return subjunctive and (_strong(frame) or frame.weight >= 0.7)
    below = p.clauses.get(p.clause_of[finite])
    linked = below is not None and (p.deps[below.head] in {"ccomp", "xcomp", "root"} or at.colon)
    return linked and finite < at.first + 12 and finite != at.stop - 1


def _verb_second_subjunctive(p: Parse, at: _Opening) -> bool:
    """die Lage sei ernst: what the tagger takes for a relative pronoun is an article if the verb is not last."""
    finite = first_finite(p, at.first, at.stop)
    return finite >= 0 and p.subjunctive[finite] and finite < at.stop - 1


def _strong(frame: Frame) -> bool:
    return frame.is_any(0.5, *_STRONG)


def _is_infinitive(p: Parse, frame: Frame, at: _Opening) -> bool:
    """kündigte an, das Werk zu schließen."""
    if not frame.is_any(0.5, "say", "think", "demand", "announce", "evaluate"):
        return False
    return any(_with_zu(p, k) for k in range(at.first, at.stop)) or _long_infinitive(p, frame, at.first)


def _with_zu(p: Parse, k: int) -> bool:
    """zu schließen, anzusprechen (which the tagger often takes for a plain infinitive)."""
    if p.tags[k] == "VVIZU" or (p.tags[k] == "PTKZU" and k + 1 < len(p) and p.tags[k + 1] in INFINITIVE):
        return True
    prefix, _, rest = p.lower[k].partition("zu")
    return p.tags[k] in INFINITIVE and bool(prefix) and bool(rest) and p.lemmas[k].lower() == prefix + rest


def _long_infinitive(p: Parse, frame: Frame, first: int) -> bool:
    """hofft, durch die Regelung, die gilt, X zu locken: the infinitive hangs on the verb, behind another clause."""
    for c in p.children[frame.head]:
        with_zu = _with_zu(p, c) or (c > 0 and p.tags[c - 1] == "PTKZU")
        if c > first and p.deps[c] in {"xcomp", "ccomp", "advcl"} and with_zu and p.subtree(c)[0] in {first, first - 1}:
            return True
    return False


def _complement_end(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """The sentence's end, or where the frame's own clause (..., und verließ den Saal) or the one above it goes on."""
    limit = min(_main_clause_after(p, clause, start, limit), _new_statement(p, clause, start, limit))
    for k in range(start + 2, limit - 1):
        if joins_clauses(p, k):
            finite = first_finite(p, k + 1, next_break(p, k + 1, limit))
            if 0 <= finite <= k + 3 and _goes_on(p, clause, finite):
                return k - 1 if p.words[k - 1] == "," else k
    return limit


def _main_clause_after(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """Während X ankündigte, das Werk zu schließen, hofft Y ...: the comma before the clause above the frame's."""
    above, seen = clause.parent, set()
    while above in p.clauses and above not in seen:
        seen.add(above)
        finite = p.clauses[above].finite
        if start + 1 < finite < limit and clause.head < start:
            return next((k for k in range(finite - 1, start + 1, -1) if p.words[k] in {",", "–"}), limit)
        above = p.clauses[above].parent
    return limit


def _new_statement(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """A semicolon, a comma and doch, or a remark on all of it ends what is said where the indicative follows."""
    for k in range(start + 2, limit - 2):
        comma = p.words[k] == ","
        if comma and p.tags[k + 1] in FINITE and _goes_on(p, clause, k + 1):
            return k
        ends = comma and _comments(p, k + 1, limit)
        if p.words[k] == ";" or (comma and p.lower[k + 1] in p.classes["adversative_clause"]):
            moods = {p.subjunctive[n] for n in range(k + 1, limit) if p.tags[n] in FINITE}
            ends = ends or moods == {False}
        if ends and not _inside_pair(p, start, k):
            return k
    return limit


def _comments(p: Parse, opener: int, limit: int) -> bool:
    """Does a remark on all that was said begin here (..., was nicht stimmt), no part of it (er wisse, was geschah)?"""
    if p.lower[opener] not in p.classes["relative_to_clause"]:
        return False
    last, before, own = next_break(p, opener, limit) - 1, opener - 2, p.clause_of[opener]
    if p.tags[last] not in FINITE or p.subjunctive[last] or (own >= 0 and p.deps[own] in _OBJECT_CLAUSE):
        return False
    asks = p.lemmas[before].lower() in p.classes["question_object_verb"]
    return not asks and p.lower[before] not in p.classes["antecedent_of_was"]


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
