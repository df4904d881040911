"""What a frame frames: the clause, the rest of the sentence, or the passage in quotation marks."""

from __future__ import annotations

from ...german.clauses import next_break
from ...german.parse import FINITE, INFINITIVE, OBJECT, Clause, Parse
from .ends import complement_end
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
    end = complement_end(p, clause, start, limit)
    return [(start, end)] if end - start >= 2 else None


def _no_statement(p: Parse, clause: Clause) -> bool:
    """Wollte nicht bestätigen, dass ...; waren so unzufrieden, dass ...; es besteht die Gefahr, dass ...: nothing is stated."""
    before = [p.lower[c] for c in p.children[clause.head] if c < max(clause.head, clause.finite) or clause.copular]
    if clause.lemma == "bestätigen" and "nicht" in before:
        return True
    if clause.lemma == "bestehen" and not _insists(p, clause):
        return True
    return clause.copular and bool({"so", "dermaßen", "derart", "derartig"} & set(before))


def _insists(p: Parse, clause: Clause) -> bool:
    """Sie besteht darauf, dass ...; not: auf beiden Seiten besteht Einigkeit, dass ..."""
    start, end = p.sents[p.sent[clause.head]]
    verb = max(clause.head, clause.finite)
    opener = next((k for k in range(verb, end) if p.lower[k] in COMPLEMENT_MARKS), end)
    return "darauf" in p.lower[start:opener] or "auf" in p.lower[verb:opener]


def _complement_start(p: Parse, frame: Frame, clause: Clause, limit: int) -> int | None:
    """The token after the first comma or colon behind the verb at which a content clause begins."""
    verb = clause.finite if clause.finite >= 0 else clause.head
    ends = -1  # of a clause of time or reason with another one inside
    for k in range(min(verb, clause.head) + 1, limit - 1):
        if p.words[k] not in {",", ":", "–"} or k < max(frame.cue[0], ends):
            continue
        first = k + 1
        while first < limit and p.words[first] in {"„", "“", "»", "«", '"', "‚", "›"}:
            first += 1
        if first < limit and _begins_content(p, frame, clause, first, limit, colon=p.words[k] == ":"):
            return k + 1
        if p.words[k] == ":":
            return None
        if first < limit and p.tags[first] == "KOUS" and p.lower[first] in TIME_MARKS:
            ends = next((n for n in range(first, limit) if p.tags[n] in FINITE), -1)
    return None


def _begins_content(p: Parse, frame: Frame, clause: Clause, first: int, limit: int, colon: bool) -> bool:
    word, tag = p.lower[first], p.tags[first]
    tag_after = p.tags[first + 1] if first + 1 < len(p) else ""
    if tag in COORDINATORS or word in NO_COMPLEMENT:
        return False
    if tag in RELATIVE and not _verb_second_subjunctive(p, first, next_break(p, first, limit)):
        return False
    if word in COORDINATORS and not colon:
        return False
    stop = next_break(p, first, limit)
    if word in COMPLEMENT_MARKS:
        return True
    if word in CONNECTIVES or (
        word in {"dies", "das", "so"}
        and not (tag == "ART" and tag_after in {"ADJA", "NN", "NE", "CARD"})
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
        return tag != "KOUS" and _infinitive(p, frame, first, stop)
    if clause.mark >= 0 and p.lower[clause.mark] in TIME_MARKS or _verb_first_condition(p, clause):
        return p.subjunctive[finite] and p.lower[first] not in CONDITION_MARKS and finite < stop - 1 and _strong(frame)
    if p.tags[first] == "KOUS" or (p.tags[first] in {"PROAV", "APPR"} and tag_after in RELATIVE):
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
