"""A quotation as it is found, and what an article has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...german.parse import FINITE, Parse
from ...german.roles import Roles
from .cues import Cues
from .frame import Frame
from .marks import Quoted
from .speakers import can_speak

Segments = list[tuple[int, int]]
PRONOUNS = frozenset({"PPER", "PDS", "PRELS", "PIS"})


@dataclass(slots=True)
class Found:
    """One quotation in token indices."""

    type: str
    segments: Segments
    frame: Frame | None
    rule: str
    speaker: list[int] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    frame_tokens: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    nested: bool = False

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
    """What an article has said so far."""

    p: Parse
    cues: Cues
    frames: dict[int, list[Frame]]
    quoted: list[Quoted]
    roles: Roles
    nouns: dict[int, list[tuple[Frame, int]]]
    found: list[Found] = field(default_factory=list)
    last: Found | None = None
    taken: set[int] = field(default_factory=set)
    speaker: list[int] = field(default_factory=list)
    speaker_sent: int = -9


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
    if found.speaker and found.rule not in {"indirect_noun", "indirect_wonach"}:
        _remember(state, found)


def _remember(state: State, found: Found) -> None:
    """Who spoke last; a pronoun passes on whom it stands for."""
    p = state.p
    pronoun = len(found.speaker) == 1 and p.tags[found.speaker[0]] in PRONOUNS
    if not can_speak(p, state.roles, found.speaker) or _within_another(state, found):
        return
    if not (pronoun and state.speaker and p.sent[found.start] - state.speaker_sent <= 3):
        state.speaker = goes_on_speaking(state, found)
    state.speaker_sent = p.sent[found.end - 1]
    state.last = found


def goes_on_speaking(state: State, found: Found) -> list[int]:
    """Who it is that a sentence behind this quotation may go on quoting.

    For `die` that is the noun of the relative clause; for "nach eigenen Angaben" the subject.
    """
    p, speaker = state.p, found.speaker
    if not speaker:
        return []
    clause = p.clause(speaker[0])
    if p.tags[speaker[0]] == "PRELS" and len(speaker) == 1 and clause is not None and p.heads[clause.head] < speaker[0]:
        noun = [k for k in p.noun_phrase(p.heads[clause.head]) if k < speaker[0] and p.words[k] != ","]
        return noun if can_speak(p, state.roles, noun) else speaker
    own = p.tags[speaker[0]] == "PPOSAT" or p.lemmas[speaker[0]].lower() == "eigen"
    if own and clause is not None and clause.subject >= 0 and clause.subject not in speaker:
        noun = p.noun_phrase(clause.subject)
        return noun if can_speak(p, state.roles, noun) else speaker
    return speaker


def _within_another(state: State, found: Found) -> bool:
    """Is the frame itself part of what somebody else said? Then that one goes on speaking afterwards."""
    frame = found.frame
    return frame is not None and any(q is not found and q.covers(frame.head) for q in state.found[-4:])


def has_finite(p: Parse, start: int, end: int) -> bool:
    """Is there a finite verb among the tokens?"""
    return any(p.tags[k] in FINITE for k in range(start, end))


def strip(p: Parse, segments: Segments) -> Segments:
    """Segments without commas, dashes and full stops at their edges."""
    out = []
    for start, end in segments:
        while start < end and (p.words[start] in {",", "–", ":", ";", "-"} or p.tags[start] == "_SP"):
            start += 1
        while end > start and (p.words[end - 1] in {",", "–", ":", ";", ".", "-"} or p.tags[end - 1] == "_SP"):
            end -= 1
        if end > start:
            out.append((start, end))
    return out or segments
