"""Passages in quotation marks: which are speech, whose, and which are titles or scare quotes."""

from __future__ import annotations

from ...german.parse import FINITE, Parse
from .content import content_after, last_word
from .cues import Cues
from .frame import Frame
from .marks import Quoted
from .speakers import speaker_phrase
from .state import Found, State, has_finite

#: Verbs that give a name; what stands in marks with them is said, not titled.
NAMING = frozenset(
    {"nennen", "bezeichnen", "sprechen", "beschreiben", "titulieren", "beschimpfen", "lauten", "rufen", "skandieren"}
)


def attribute_marks(state: State) -> list[Found]:
    """Passages in quotation marks that a frame beside them makes direct speech."""
    out = []
    for n, q in enumerate(state.quoted):
        if q.level > 0 or q.end - q.start < 2:
            continue
        frame = _frame_after(state, q) or _frame_before(state, q)
        if frame is not None:
            out.append(
                Found(
                    "direct", [(q.start, q.end)], frame, f"direct_{frame.kind}" + ("" if q.balanced else "_unbalanced")
                )
            )
            state.taken.add(n)
            frame.used = True
    return out


def _frame_after(state: State, q: Quoted) -> Frame | None:
    """„...“, sagte X / „...“, so X: the frame begins right behind the closing mark."""
    p = state.p
    k = q.end
    if k < len(p) and p.words[k] in {",", "–", "-"}:
        k += 1
    if k >= len(p) or p.tags[k] == "_SP":
        return None
    s = p.sent[k]
    if k == q.end and (p.sent[q.end - 1] != s or p.tags[k] not in FINITE or names_something(p, q)):
        return None
    for frame in state.frames.get(s, ()):
        if frame.cue[0] == k or (frame.cue[0] < k + 3 and k <= frame.cue[0] and frame.kind == "wie"):
            if frame.kind == "verb" and (frame.clause is None or frame.clause.mark >= 0 or p.tags[k] not in FINITE):
                continue
            frame.tokens = post_frame(p, frame, q.end, s)
            return frame
    return _unknown_verb(state, q, k, s)


def _unknown_verb(state: State, q: Quoted, k: int, s: int) -> Frame | None:
    """Behind a whole quoted sentence any verb with a subject after it is a frame: „Los!“, strahlte sie."""
    p = state.p
    if p.tags[k] != "VVFIN" or p.words[q.end : q.end + 1] != [","] or not has_finite(p, q.start, q.end):
        return None
    clause = p.clauses.get(p.clause_of[k])
    if clause is None or clause.finite != k or clause.subject < k:
        return None
    frame = Frame("verb", [k], k, speaker_phrase(p, clause, state.cues), s, clause.lemma, {"say": 0.5}, clause)
    frame.tokens = post_frame(p, frame, q.end, s)
    return frame


def post_frame(p: Parse, frame: Frame, start: int, s: int) -> list[int]:
    """From the comma to the end of the sentence, or to where other content begins."""
    stop = last_word(p, s)
    core = max([*frame.cue, *frame.speaker])
    for k in range(core + 1, stop):
        if p.words[k] in {"„", "»"} or (p.words[k] in {":", ";"}):
            stop = k
            break
        if (
            p.lower[k] in {"und", "aber"}
            and p.tags[k] == "KON"
            and any(p.tags[n] in FINITE for n in range(k + 1, min(k + 6, stop)))
        ):
            stop = k
            break
    while stop > core + 1 and p.words[stop - 1] in {","}:
        stop -= 1
    return list(range(start, max(stop, core + 1)))


def _frame_before(state: State, q: Quoted) -> Frame | None:
    """X sagte: „...“ / X sagte, „...“ / X nannte das „...“."""
    p = state.p
    s = p.sent[q.start]
    start, _ = p.sents[s]
    before = q.start - 1
    while before >= start and p.tags[before] == "_SP":
        before -= 1
    colon = before >= 0 and p.words[before] == ":"
    if before < start and not colon:
        return None
    frames = [f for f in state.frames.get(p.sent[before], ()) if f.cue[0] < q.start and f.kind in {"verb", "wie"}]
    if not colon and not frames:
        return None
    if colon:
        return _colon_frame(state, before, frames)
    return _embedding_frame(p, q, frames)


def _colon_frame(state: State, colon: int, frames: list[Frame]) -> Frame:
    p = state.p
    s = p.sent[colon]
    start = p.sents[s][0]
    usable = [
        f for f in frames if f.clause is not None and (f.clause.mark < 0 or f.kind == "wie") and max(f.cue) < colon
    ]
    frame = usable[-1] if usable else _silent_frame(p, start, colon, s, state.cues)
    frame.tokens = list(range(start, colon + 1))
    return frame


def _silent_frame(p: Parse, start: int, colon: int, s: int, cues: Cues) -> Frame:
    """A colon without a verb of saying: whoever is the sentence's subject, or the words before the colon."""
    main = next((c for c in p.sentence_clauses(s) if c.subject >= 0 and c.parent < 0 and c.head < colon), None)
    speaker: list[int] = []
    if main is not None:
        speaker = speaker_phrase(p, main, cues)
    elif colon - start <= 20 and not has_finite(p, start, colon):
        loose = {"APPR", "ADV", "PTKVZ", "ADJD", "PTKNEG"}
        named = not any(p.tags[k] in loose and p.lower[k] != "von" for k in range(start, colon))
        if named and any(p.ents[k] in {"PER", "ORG"} or p.tags[k] == "NE" for k in range(start, colon)):
            speaker = [k for k in range(start, colon) if p.tags[k] != "_SP"]
    return Frame("colon", [], max(start, colon - 1), [k for k in speaker if start <= k < colon], s, "", {"say": 0.5})


def _embedding_frame(p: Parse, q: Quoted, frames: list[Frame]) -> Frame | None:
    """A few quoted words as part of the frame's own clause: nannte den Einsatz „gefährlich“."""
    best = None
    for frame in frames:
        clause = frame.clause
        if (
            clause is None
            or max(frame.categories.values()) < 0.5
            or (clause.lemma not in NAMING and looks_like_title(p, q))
        ):
            continue
        if (
            clause.lemma in {"lauten", "heißen"}
            and clause.subject >= 0
            and p.lemmas[clause.subject].lower() in NAME_NOUNS
        ):
            continue
        if [p.lower[k] for k in frame.speaker] in (["man"], ["dies"], ["das"]) or (
            clause.passive and clause.lemma == "nennen"
        ):
            continue
        owner = p.clause_of[q.start + 1] if q.start + 1 < len(p) else -1
        if owner == clause.head or p.words[q.start - 1] == ",":
            best = frame
    if best is None or q.start in best.speaker or any(q.start <= k < q.end for k in best.speaker):
        return None
    if (
        max(best.cue) > q.end
        and p.tags[max(best.cue)] == "VVFIN"
        and best.clause is not None
        and best.clause.particle < 0
    ):
        return None
    s = p.sent[q.start]
    content = content_after(p, best, last_word(p, s))
    if content is not None and content[0][0] < q.start - 1 and content[-1][1] >= q.end:
        return None  # a few words inside indirect speech, which claims them as its own
    stop = q.start
    tail = [k for k in best.cue if k >= q.end]
    best.tokens = [*range(p.sents[s][0], stop), *tail]
    return best


def nested_marks(state: State) -> None:
    """Quoted words inside another quotation are that speaker's; whole quoted sentences go on with the last one."""
    for n, q in enumerate(state.quoted):
        if n in state.taken or q.level > 0 or q.end - q.start < 3:
            continue
        outer = _outer(state, q)
        if outer is not None:
            if not looks_like_title(state.p, q):
                _nested(state, q, outer)
        elif _whole_utterance(state.p, q):
            _continued(state, q)


def _outer(state: State, q: Quoted) -> Found | None:
    inside = [f for f in state.found if f.covers(q.start) and f.covers(q.end - 1) and f.segments != [(q.start, q.end)]]
    return min(inside, key=lambda f: f.end - f.start) if inside else None


#: Nouns that say that the words in marks behind them are a name.
NAME_NOUNS = frozenset(
    "motto titel namen name begriff bezeichnung beinamen beiname spitzname slogan überschrift schlagwort stichwort zeitung magazin "
    "zeitschrift".split()
)


def names_something(p: Parse, q: Quoted) -> bool:
    """Words in marks inside a noun phrase (von der „Aktion Deutschland hilft“) are a name, whatever they are made of."""
    k = q.start - 1
    inside = k >= p.sents[p.sent[q.start]][0] and p.tags[k] in {
        "ART",
        "ADJA",
        "APPR",
        "APPRART",
        "PPOSAT",
        "PDAT",
        "NN",
        "NE",
    }
    return inside or looks_like_title(p, q)


def looks_like_title(p: Parse, q: Quoted) -> bool:
    """Names of works, papers and things: das Magazin „Der Spiegel“, des „Spiegel“, ein „Management Plan“."""
    k = q.start - 1
    if k >= 0 and p.lower[k] in NAME_NOUNS:
        return True
    inner = [i for i in range(q.start + 1, q.end - 1) if p.words[i] not in {"“", "„"}]
    if not inner or has_finite(p, q.start, q.end):
        return False
    capital = p.words[inner[0]][:1].isupper()
    names = capital and all(
        p.tags[i] in {"NE", "NN", "ART", "ADJA", "CARD", "FM", "XY", "APPR", "KON", "TRUNC", "$("} for i in inner
    )
    if names and (k < 0 or p.tags[k] in {"NN", "NE"} or (p.sent[k] != p.sent[q.start] and len(inner) <= 4)):
        return True
    return names and len(inner) <= 4 and p.tags[k] in {"ADJA", "ART", "APPR", "APPRART", "PPOSAT", "PDAT", "KON"}


def _nested(state: State, q: Quoted, outer: Found) -> None:
    found = Found("direct", [(q.start, q.end)], outer.frame, f"direct_in_{outer.type}", nested=True)
    found.speaker, found.cue, found.frame_tokens, found.addressee = (
        outer.speaker,
        outer.cue,
        outer.frame_tokens,
        outer.addressee,
    )
    if outer.type == "reported":
        found.cue, found.frame_tokens = [], []
    state.found.append(found)


def _whole_utterance(p: Parse, q: Quoted) -> bool:
    """A quoted sentence of its own: it has a verb or ends like a sentence, and begins or ends one."""
    start = p.sents[p.sent[q.start]][0]
    opens = all(p.is_punct(k) for k in range(start, q.start))
    ends = any(p.words[k] in {".", "!", "?"} for k in (q.end - 2, min(q.end, len(p) - 1)))
    return opens and (has_finite(p, q.start, q.end) and q.end - q.start > 4 or (ends and q.end - q.start > 3))


def _continued(state: State, q: Quoted) -> None:
    before = [
        f
        for f in state.found
        if f.end <= q.start and f.speaker and state.p.sent[q.start] - state.p.sent[f.end - 1] <= 4
    ]
    last = max(before, key=lambda f: f.end) if before else None
    found = Found(
        "direct",
        [(q.start, q.end)],
        last.frame if last else None,
        "direct_continued" + ("" if q.balanced else "_unbalanced"),
    )
    if last is not None:
        found.speaker, found.cue, found.frame_tokens = last.speaker, last.cue, last.frame_tokens
    state.found.append(found)
