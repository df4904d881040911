"""Chains of sentences in the subjunctive: reported speech that goes on without a frame."""

from __future__ import annotations

from ...german.parse import Parse
from .speakers import can_speak, speaker_phrase
from .state import Found, State, add, goes_on_speaking

#: Told or planned by somebody else, in the newsroom's indicative.
HEARSAY = frozenset({"soll", "sollen"})


def subjunctive_sentence(state: State, s: int) -> None:
    """A sentence in the subjunctive without a frame goes on with what the last source said."""
    p = state.p
    start, end = p.sents[s]
    while end > start and p.tags[end - 1] == "_SP":
        end -= 1
    main = [c for c in p.sentence_clauses(s) if c.finite >= 0 and c.mark < 0 and not _is_relative(p, c.head, c.finite)]
    if not main or _conditional(p, s):
        return
    if p.lower[main[0].finite] in HEARSAY:
        hearsay_sentence(state, s, start, end)
        return
    if not _is_reported_mood(p, main[0].finite):
        return
    if not state.speaker or s - state.speaker_sent > 3:
        if not _surely_first_subjunctive(p, main[0].finite):
            return
    if _inside_marks(state, start, end):
        return
    speaker = _speaker_before(state, s)
    found = Found("indirect_free_indirect", [(start, end)], None, "subjunctive_chain", speaker=speaker)
    add(state, found)


def hearsay_sentence(state: State, s: int, start: int, end: int) -> None:
    """Dabei sollen Schüsse gefallen sein. / Die Busse sollen in den Depots bleiben: told or planned by somebody before."""
    p = state.p
    told = any(p.sent[q.end - 1] == s - 1 for q in state.found)
    perfect = any(p.lower[k] in {"haben", "sein"} and p.tags[k - 1] in {"VVPP", "VAPP"} for k in range(start + 1, end))
    if not (told or perfect) or _inside_marks(state, start, end):
        return
    speaker = _speaker_before(state, s)
    if not told and not speaker:
        return
    add(state, Found("free_indirect", [(start, end)], None, "hearsay_sentence", speaker=speaker))


def _speaker_before(state: State, s: int) -> list[int]:
    """Who is most likely quoted without a frame: who just spoke, who acts in the sentence before, who spoke last."""
    return _goes_on(state, s) or _acted_before(state, s) or (state.speaker if s - state.speaker_sent <= 6 else [])


def _goes_on(state: State, s: int) -> list[int]:
    """The speaker of the quotation that ends in the sentence before, the outermost and latest there."""
    p = state.p
    near = [
        q
        for q in state.found
        if q.speaker
        and not q.nested
        and p.sent[q.end - 1] == s - 1
        and q.rule not in {"indirect_noun", "indirect_wonach"}
    ]
    outer = [
        q
        for q in near
        if not any(o is not q and o.start <= q.start and q.end <= o.end and o.segments != q.segments for o in near)
    ]
    return goes_on_speaking(state, outer[-1]) if outer else []


def _acted_before(state: State, s: int) -> list[int]:
    """Müntefering hat seinen Rücktritt verkündet. Er werde ...: who acts in the sentence before, if it can speak."""
    p = state.p
    if s == 0 or s - 1 <= state.speaker_sent:
        return []
    main = next((c for c in p.sentence_clauses(s - 1) if c.parent < 0 and c.subject >= 0), None)
    if main is None or main.passive or p.tags[main.subject] not in {"NN", "NE"}:
        return []
    phrase = speaker_phrase(p, main, state.cues)
    return phrase if can_speak(p, state.roles, phrase) else []


def _is_relative(p: Parse, head: int, finite: int) -> bool:
    return any(p.tags[c] in {"PRELS", "PRELAT"} for c in p.children[head])


def _is_reported_mood(p: Parse, finite: int) -> bool:
    return p.subjunctive[finite] and p.lower[finite] not in {
        "würde",
        "würden",
        "möchte",
        "möchten",
        "dürfte",
        "dürften",
        "könnte",
        "könnten",
    }


def _surely_first_subjunctive(p: Parse, finite: int) -> bool:
    return p.lower[finite] in {"sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe"}


def _conditional(p: Parse, s: int) -> bool:
    start, end = p.sents[s]
    return any(p.lower[k] in {"wenn", "falls", "sollte", "sollten"} for k in range(start, end)) and not any(
        p.subjunctive[k] and _surely_first_subjunctive(p, k) for k in range(start, end)
    )


def _inside_marks(state: State, start: int, end: int) -> bool:
    return any(q.start <= start + 1 and q.end >= end - 1 for q in state.quoted if q.level == 0)


def merge_chains(state: State) -> None:
    """Neighbouring sentences of one chain are one quotation."""
    p = state.p
    out: list[Found] = []
    for found in sorted(state.found, key=lambda q: (q.start, -q.end)):
        last = next((q for q in reversed(out) if q.type == found.type == "indirect_free_indirect"), None)
        if last is not None and p.sent[found.start] - p.sent[last.end - 1] == 1 and last.speaker == found.speaker:
            last.segments[-1] = (last.segments[-1][0], found.end)
        else:
            out.append(found)
    state.found = out
