"""Frames and quotations, what an article has said so far, and the sentences that go on with it without a frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...german.parse import NOUN, RELATIVE, Clause, Parse
from .cues import Cues, can_speak, speaker_phrase
from .marks import Quoted

#: Sentences after which who spoke last is asked before, and after, who acts in the sentence before.
NEAR, FAR = 2, 6
Segments = list[tuple[int, int]]
_PRONOUN = frozenset({"PPER", "PDS", "PRELS", "PIS"})
#: Quotations whose speaker is but named in passing: nobody goes on speaking after them.
_IN_PASSING = frozenset({"indirect_noun", "indirect_wonach"})


@dataclass(slots=True)
class Frame:
    """One frame.

    Attributes:
        kind: verb, wie, prep, so, noun, adverb, colon.
        cue: token indices of the cue words.
        head: token around which the frame stands (the verb, the preposition's noun, ...).
        speaker: token indices of who speaks; empty if not named here.
        sent: number of the sentence.
        lemma: lemma of the cue.
        categories: the verb's categories with weights.
        clause: the clause of a verb frame.
        tokens: the frame's own tokens, set when the content is known.
        used: a quotation has it.
        impersonal: the cue has es for its subject (heißt es).
        reports: the cue makes reported speech where it has no clause as its content.
    """

    kind: str
    cue: list[int]
    head: int
    speaker: list[int]
    sent: int
    lemma: str
    categories: dict[str, float] = field(default_factory=lambda: {"say": 1.0})
    clause: Clause | None = None
    tokens: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    used: bool = False
    impersonal: bool = False
    reports: bool = False

    @property
    def weight(self) -> float:
        """How surely the cue introduces a quotation."""
        return max(self.categories.values())

    def is_any(self, least: float, *categories: str) -> bool:
        """Is the cue one of these categories with at least this weight?"""
        return any(self.categories.get(c, 0.0) >= least for c in categories)


@dataclass(slots=True)
class Found:
    """One quotation in token indices; `nested` is a piece of another, one that `continues` has no verb of its own."""

    type: str
    segments: Segments
    frame: Frame | None
    rule: str
    speaker: list[int] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    frame_tokens: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    nested: bool = False
    continues: bool = False

    @property
    def start(self) -> int:
        """First token."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Token after the last."""
        return self.segments[-1][1]

    def covers(self, i: int) -> bool:
        """Is token i one of the quotation's words?"""
        return any(a <= i < b for a, b in self.segments)


@dataclass
class State:
    """What an article has said so far, in front of its frames and its passages in quotation marks."""

    p: Parse
    cues: Cues
    frames: dict[int, list[Frame]]
    quoted: list[Quoted]
    found: list[Found] = field(default_factory=list)
    last: Found | None = None
    taken: set[int] = field(default_factory=set)
    speaker: list[int] = field(default_factory=list)
    speaker_sent: int = -9

    def can_speak(self, phrase: list[int]) -> bool:
        """Is the phrase somebody or something that can be quoted?"""
        return can_speak(self.p, self.cues.roles, phrase)


def add(state: State, found: Found) -> None:
    """Keep a quotation; its frame fills the roles that it does not know yet."""
    frame = found.frame
    if frame is not None:
        frame.used = True
        found.speaker = found.speaker or frame.speaker
        found.cue = found.cue or frame.cue
        found.frame_tokens = found.frame_tokens or frame.tokens
        found.addressee = found.addressee or frame.addressee
    state.found.append(found)
    if found.speaker and found.rule not in _IN_PASSING:
        _remember(state, found)


def _remember(state: State, found: Found) -> None:
    """Who spoke last; a pronoun passes on whom it stands for."""
    p = state.p
    pronoun = len(found.speaker) == 1 and p.tags[found.speaker[0]] in _PRONOUN
    if not state.can_speak(found.speaker) or _within_another(state, found):
        return
    if not (pronoun and state.speaker and p.sent[found.start] - state.speaker_sent <= 3):
        state.speaker = _goes_on_speaking(state, found)
    state.speaker_sent = p.sent[found.end - 1]
    state.last = found


def _goes_on_speaking(state: State, found: Found) -> list[int]:
    """Who it is that a sentence behind this quotation may go on quoting.

    For `die` that is the noun of the relative clause; for "nach eigenen Angaben" the subject.
    """
    p, speaker = state.p, found.speaker
    if not speaker:
        return []
    meant, clause = speaker, p.clause(speaker[0])
    if clause is not None and p.tags[speaker[0]] == "PRELS":
        meant = _noun_before(p, clause, speaker)
    elif clause is not None and (p.tags[speaker[0]] == "PPOSAT" or p.lemmas[speaker[0]].lower() == "eigen"):
        meant = p.noun_phrase(clause.subject) if clause.subject >= 0 and clause.subject not in speaker else speaker
    return meant if state.can_speak(meant) else speaker


def _noun_before(p: Parse, clause: Clause, pronoun: list[int]) -> list[int]:
    """The noun phrase that a relative clause says something of; the pronoun itself where it is not alone."""
    first, noun = pronoun[0], p.heads[clause.head]
    if len(pronoun) > 1 or noun >= first:
        return pronoun
    return [k for k in p.noun_phrase(noun) if k < first and p.words[k] != ","]


def names_speaker(state: State, frame: Frame) -> bool:
    """Can the one who is named in the frame speak? Of a relative pronoun the noun before must."""
    clause, speaker = frame.clause, frame.speaker
    if clause is not None and len(speaker) == 1 and state.p.tags[speaker[0]] == "PRELS":
        speaker = _noun_before(state.p, clause, speaker)
    return state.can_speak(speaker)


def _within_another(state: State, found: Found) -> bool:
    """Is the frame itself part of what somebody else said? Then that one goes on speaking afterwards."""
    frame = found.frame
    return frame is not None and any(q is not found and q.covers(frame.head) for q in state.found[-4:])


def subjunctive_sentence(state: State, s: int) -> None:
    """A sentence in the subjunctive without a frame goes on with what the last source said."""
    p = state.p
    start, end = p.sents[s]
    while end > start and p.tags[end - 1] == "_SP":
        end -= 1
    main = next((c for c in p.sentence_clauses(s) if _is_main(p, c)), None)
    if main is None:
        return
    word = p.lower[main.finite]
    if not p.subjunctive[main.finite] and word not in p.classes["hearsay_modal"]:
        return
    if _is_conditional(p, s) or _is_in_marks(state, start, end):
        return
    if word in p.classes["hearsay_modal"]:
        _hearsay_sentence(state, s, start, end)
    elif p.subjunctive[main.finite] and _tells_on(state, s, main.finite):
        speaker = _speaker_before(state, s)
        add(state, Found("indirect_free_indirect", [(start, end)], None, "subjunctive_chain", speaker=speaker))


def _tells_on(state: State, s: int, finite: int) -> bool:
    """Does the subjunctive go on with what somebody said, or is it the newsroom's own (das wäre zu prüfen)?"""
    p, word = state.p, state.p.lower[finite]
    if word in p.classes["sure_subjunctive"]:
        return True
    before = [q for q in state.found if p.sent[q.end - 1] == s - 1 and q.type != "reported"]
    told = any(_has_subjunctive(p, q) for q in before)
    if word in p.classes["ambiguous_subjunctive"]:
        return told and word in p.classes["substitute_subjunctive"]
    if is_first_subjunctive(p, finite):
        return True
    if word in p.classes["subjunctive_2_auxiliary"] and before and not told:
        return any(q.type == "direct" for q in before)
    return bool(state.speaker) and s - state.speaker_sent <= 3


def _has_subjunctive(p: Parse, found: Found) -> bool:
    return any(p.subjunctive[k] for start, end in found.segments for k in range(start, end))


def is_first_subjunctive(p: Parse, k: int) -> bool:
    """gebe, handele: the first subjunctive of somebody else than ich is told by somebody."""
    clause = p.clause(k)
    if clause is None or clause.subject < 0 or p.lower[clause.subject] in {"ich", "man"}:
        return False
    particle = p.lower[clause.particle] if clause.particle >= 0 and clause.head == k else ""
    stem = p.lemmas[k].lower().removeprefix(particle).removesuffix("n").removesuffix("e")
    return p.lower[k] == stem + "e"


def _is_in_marks(state: State, start: int, end: int) -> bool:
    """Does the sentence stand in quotation marks as a whole?"""
    return any(q.start <= start + 1 and q.end >= end - 1 for q in state.quoted if q.level == 0)


def _hearsay_sentence(state: State, s: int, start: int, end: int) -> None:
    """Dabei sollen Schüsse gefallen sein. / Die Busse sollen in den Depots bleiben: told or planned by somebody."""
    p, infinitives = state.p, state.p.classes["perfect_infinitive"]
    told = any(p.sent[q.end - 1] == s - 1 for q in state.found)
    perfect = any(p.lower[k] in infinitives and p.tags[k - 1] in {"VVPP", "VAPP"} for k in range(start + 1, end))
    state_of_things = p.lower[end - 2] in p.classes["state_infinitive"] if end - start > 2 else False
    if not perfect and not state_of_things:
        return  # a plan (Die Busse sollen in den Depots bleiben)
    speaker = _speaker_before(state, s) if told or perfect else []
    if told or speaker:
        add(state, Found("free_indirect", [(start, end)], None, "hearsay_sentence", speaker=speaker))


def _speaker_before(state: State, s: int) -> list[int]:
    """Who is most likely quoted without a frame: who just spoke, who acts in the sentence before, who spoke last."""
    spoke = _just_spoke(state, s) or (state.speaker if s - state.speaker_sent <= NEAR else [])
    return spoke or _acted_before(state, s) or (state.speaker if s - state.speaker_sent <= FAR else [])


def _just_spoke(state: State, s: int) -> list[int]:
    """The speaker of the quotation that ends in the sentence before, the outermost and latest there."""
    before = [q for q in state.found if state.p.sent[q.end - 1] == s - 1]
    near = [q for q in before if q.speaker and not q.nested and q.rule not in _IN_PASSING]
    outer = [q for q in near if not any(_inside(q, other) for other in near)]
    return _goes_on_speaking(state, outer[-1]) if outer else []


def _inside(q: Found, other: Found) -> bool:
    return other is not q and other.start <= q.start and q.end <= other.end and other.segments != q.segments


def _acted_before(state: State, s: int) -> list[int]:
    """Müntefering hat seinen Rücktritt verkündet. Er werde ...: who acts in the sentence before, if it can speak."""
    p = state.p
    if s == 0 or s - 1 <= state.speaker_sent:
        return []
    main = next((c for c in p.sentence_clauses(s - 1) if c.parent < 0 and c.subject >= 0), None)
    if main is None or main.passive or p.tags[main.subject] not in NOUN:
        return []
    phrase = speaker_phrase(p, main, state.cues)
    place = any(p.ents[k] == "LOC" and p.heads[k] not in phrase for k in phrase)
    return phrase if state.can_speak(phrase) and not place else []


def person_behind(state: State, q: Quoted) -> list[int]:
    """„Das geht nicht.“ Kerner ist sauer: whom the sentence behind a passage that opens a paragraph names."""
    p = state.p
    opens = q.start == 0 or (p.tags[q.start - 1] == "_SP" and "\n" in p.words[q.start - 1])
    goes_on = q.end < len(p) and p.tags[q.end] != "_SP" and p.sent[q.end] == p.sent[q.end - 1] + 1
    phrase = _person_in(state, p.sent[q.end]) if opens and goes_on else []
    return phrase if any(p.ents[k] == "PER" for k in phrase) else []


def person_before(state: State, q: Quoted) -> list[int]:
    """Ilka Brandt schüttelt den Kopf. „Das geht nicht.“: whom the sentence before a passage is about."""
    s = state.p.sent[q.start]
    return _person_in(state, s - 1) if s else []


def _person_in(state: State, s: int) -> list[int]:
    """The subject of a sentence that is no quotation, if it is a person."""
    p = state.p
    main = next((c for c in p.sentence_clauses(s) if c.parent < 0 and c.subject >= 0), None)
    if main is None or main.passive or any(q.covers(main.head) for q in state.found):
        return []
    phrase = speaker_phrase(p, main, state.cues)
    pronoun = p.tags[main.subject] == "PPER" and p.lower[main.subject] in p.classes["personal_pronoun_singular"]
    noun = state.cues.roles.noun(p.words[main.subject], p.lemmas[main.subject])
    person = any(p.ents[k] == "PER" for k in phrase) or (noun is not None and noun.kind == "person")
    return phrase if person or pronoun else []


def _is_main(p: Parse, clause: Clause) -> bool:
    relative = any(p.tags[c] in RELATIVE for c in p.children[clause.head])
    return clause.finite >= 0 and clause.mark < 0 and not relative


def _is_conditional(p: Parse, s: int) -> bool:
    start, end = p.sents[s]
    if p.classes["conditional_opener"].isdisjoint(p.lower[start:end]):
        return False
    sure = p.classes["sure_subjunctive"]
    told = (k for k in range(start, end) if p.subjunctive[k])
    return not any(p.lower[k] in sure or is_first_subjunctive(p, k) for k in told)


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


def mark_continued(found: list[Found]) -> None:
    """Mark what goes on with the statement before: without a frame, or behind the frame of the piece before."""
    frames: set[int] = set()
    for q in found:
        if not q.nested:
            q.continues = q.frame is None or id(q.frame) in frames
            frames.add(id(q.frame))
