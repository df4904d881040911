"""What a frame is."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...german.parse import Clause


@dataclass(slots=True)
class Frame:
    """One frame.

    Attributes:
        kind: verb, wie, prep, so, noun, adverb.
        cue: token indices of the cue words.
        head: token around which the frame stands (the verb, the preposition's noun, ...).
        speaker: token indices of who speaks; empty if not named here.
        sent: number of the sentence.
        categories: the verb's categories with weights.
        clause: the clause of a verb frame.
        tokens: the frame's own tokens, set when the content is known.
        lemma: lemma of the cue.
        impersonal: the cue has es for its subject (heißt es).
    """

    kind: str
    cue: list[int]
    head: int
    speaker: list[int]
    sent: int
    lemma: str
    categories: dict[str, float] = field(default_factory=dict)
    clause: Clause | None = None
    tokens: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    used: bool = False
    impersonal: bool = False
