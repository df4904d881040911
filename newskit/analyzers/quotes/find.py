"""From frames, contents and quotation marks to quotations, sentence by sentence through an article."""

from __future__ import annotations

from ...german.parse import Parse
from ...german.roles import Roles
from .around import content_around, content_before
from .attributions import noun_frames
from .chains import merge_chains, subjunctive_sentence
from .content import COMPLEMENT_MARKS, content_after, last_word
from .cues import Cues
from .direct import attribute_marks, nested_marks, post_frame
from .frame import Frame
from .frames import find_frames
from .marks import find_quoted
from .reported import is_reported, reported_span
from .speakers import can_speak
from .state import Found, Segments, State, add, has_finite, strip


def find_quotations(p: Parse, cues: Cues, roles: Roles) -> list[Found]:
    """All quotations of an article in text order."""
    nouns: dict[int, list[tuple[Frame, int]]] = {}
    for found in noun_frames(p, cues):
        nouns.setdefault(found[0].sent, []).append(found)
    state = State(p, cues, find_frames(p, cues), find_quoted(p), roles, nouns)
    direct = attribute_marks(state)
    for s in range(len(p.sents)):
        _sentence(state, s, [q for q in direct if p.sent[q.start] == s])
    nested_marks(state)
    merge_chains(state)
    return sorted(state.found, key=lambda q: (q.start, -q.end))


def _sentence(state: State, s: int, direct: list[Found]) -> None:
    for found in direct:
        add(state, found)
    frames = [f for f in state.frames.get(s, ()) if not (f.used and f.kind != "verb")]
    blocked = _direct_tokens(state, s)
    before = len(state.found)
    for frame in frames:
        if frame.cue and frame.cue[0] in blocked:
            continue
        _one_frame(state, frame, s)
    for frame, head in state.nouns.get(s, ()):
        _noun_content(state, frame, head)
    indirect = any(q.type in {"indirect", "reported"} for q in state.found[before:])
    if not indirect and not any(q.frame is not None and q.frame.sent == s for q in direct):
        subjunctive_sentence(state, s)


def _direct_tokens(state: State, s: int) -> set[int]:
    """Words inside quotation marks that are direct speech: frames there are the speaker's own."""
    out: set[int] = set()
    for n, q in enumerate(state.quoted):
        if q.level == 0 and (n in state.taken or q.end - q.start > 12):
            out.update(range(q.start, q.end))
    return out


def _one_frame(state: State, frame: Frame, s: int) -> None:
    p = state.p
    first, limit = p.sents[s][0], last_word(p, s)
    while first < limit and p.tags[first] == "_SP":
        first += 1
    if frame.kind in {"prep", "so", "wie"}:
        _attribution(state, frame, first, limit)
    elif frame.kind == "adverb":
        _adverbial(state, frame, first, limit)
    elif frame.kind == "verb":
        colon = _colon(state, frame)
        if colon < 0:
            _verb(state, frame, first, limit)
        else:
            _before_colon(state, frame, colon)


def _colon(state: State, frame: Frame) -> int:
    """The token before the direct speech that the frame introduces, or -1."""
    return next(
        (q.start - 1 for q in state.found[-4:] if q.frame is frame and q.type == "direct" and q.start > frame.head), -1
    )


#: Their clauses say what others said or what is the case (sagte zum Vorwurf, dass er gelogen habe: „Nein.“).
_SAID_OF = frozenset(
    "Vorwurf Kritik Frage Tatsache Behauptung Aussage Bericht Meldung Gerücht Befürchtung Forderung Hinweis Einwand Verdacht These Annahme "
    "Idee Vorschlag Umstand Nachricht Vermutung Ankündigung".split()
)


def _before_colon(state: State, frame: Frame, colon: int) -> None:
    """Sie sagte, dass es ernst sei: „...“: the frame has indirect speech, too."""
    p = state.p
    content = content_after(p, frame, colon) if max(frame.categories.values()) >= 0.3 else None
    if content is None or p.words[colon] != ":" or ";" in p.words[frame.head : colon]:
        return
    start = content[0][0]
    of_noun = p.tags[start - 2] == "NN" and p.lemmas[start - 2] in _SAID_OF
    if p.lower[start] not in COMPLEMENT_MARKS or of_noun:
        return
    add(state, Found("indirect", strip(p, content), frame, f"indirect_after_{_category(frame)}"))


def _verb(state: State, frame: Frame, first: int, limit: int) -> None:
    p = state.p
    if (
        frame.clause is not None
        and frame.clause.subjunctive
        and frame.clause.mark < 0
        and state.last is not None
        and _inside_indirect(state, frame.head)
    ):
        return
    weight = max(frame.categories.values())
    before = None if frame.used or weight < 0.3 else content_before(p, frame, first, limit)
    after = content_after(p, frame, limit) if weight >= 0.3 and before is None else None
    if after is not None and not _all_direct(state, after):
        start = after[0][0]
        clause_start = _frame_start(p, frame, first)
        frame.tokens = list(range(clause_start, start))
        frame.tokens = frame.tokens[:-1] if p.words[start - 1] == "–" else frame.tokens
        add(
            state,
            Found("indirect", strip(p, after), frame, f"indirect_after_{_category(frame)}", frame_tokens=frame.tokens),
        )
        return
    if before is None and after is None and not frame.used and _points_back(p, frame, first):
        _previous_sentence(state, frame, s=p.sent[frame.head], limit=limit)
        return
    if before is not None:
        stop = before[1][0] if len(before) > 1 else limit
        frame.tokens = list(range(before[0][1], max(stop, before[0][1] + 1)))
        add(
            state,
            Found(
                "indirect", strip(p, before), frame, f"indirect_before_{_category(frame)}", frame_tokens=frame.tokens
            ),
        )
        return
    if (
        not frame.used
        and can_speak(p, state.roles, frame.speaker)
        and _strongly(frame)
        and frame.clause is not None
        and frame.clause.mark < 0
    ):
        state.speaker, state.speaker_sent = frame.speaker, p.sent[frame.head]
    if not frame.used and can_speak(p, state.roles, frame.speaker) and is_reported(p, frame, state.cues):
        span = reported_span(p, frame, first, p.sents[p.sent[frame.head]][1])
        add(
            state,
            Found(
                "reported",
                [span],
                None,
                f"reported_{_category(frame)}",
                speaker=frame.speaker,
                addressee=frame.addressee,
            ),
        )
        state.found[-1].frame = frame
        state.found[-1].cue, state.found[-1].frame_tokens = [], []


def _points_back(p: Parse, frame: Frame, first: int) -> bool:
    """Das berichtet die BBC. / Dies bestätigte der Vatikan.: the content is the sentence before."""
    clause = frame.clause
    if (
        clause is None
        or p.lower[first] not in {"das", "dies"}
        or p.tags[first] not in {"PDS", "ART", "PRELS"}
        or first + 1 != clause.finite
    ):
        return False
    return frame.categories.get("say", 0) >= 0.7 and bool(frame.speaker) and frame.speaker[0] > clause.finite


def _previous_sentence(state: State, frame: Frame, s: int, limit: int) -> None:
    p = state.p
    if s == 0 or any(p.sent[q.start] == s - 1 for q in state.found[-3:]):
        return
    start, end = p.sents[s - 1]
    segments = strip(p, [(start, last_word(p, s - 1))])
    if segments[0][1] - segments[0][0] < 4:
        return
    frame.tokens = list(range(p.sents[s][0], limit))
    add(state, Found("indirect", segments, frame, "indirect_previous"))


def _strongly(frame: Frame) -> bool:
    return any(frame.categories.get(c, 0) >= 0.6 for c in ("say", "evaluate", "demand", "announce"))


def _frame_start(p: Parse, frame: Frame, first: int) -> int:
    """The frame begins with its clause; a coordinated one begins behind its conjunction."""
    return first


def _category(frame: Frame) -> str:
    return max(frame.categories, key=lambda c: (frame.categories[c], c))


def _all_direct(state: State, segments: Segments) -> bool:
    """Is the content nothing but a passage that is direct speech already?"""
    p = state.p
    for q in state.quoted:
        if q.level == 0 and q.start <= segments[0][0] + 1 and q.end >= segments[0][1]:
            return True
        if (
            q.level == 0
            and q.start == segments[0][0]
            and p.sent[q.end - 1] == p.sent[q.start]
            and q.end - q.start > 6
            and has_finite(p, q.start, q.end)
        ):
            return True
    return False


def _inside_indirect(state: State, i: int) -> bool:
    return any(q.type == "indirect" and q.covers(i) for q in state.found[-3:])


def _attribution(state: State, frame: Frame, first: int, limit: int) -> None:
    p = state.p
    if frame.kind == "wie":
        frame.tokens = _wie_tokens(p, frame, limit)
    elif frame.kind == "so":
        frame.tokens = post_frame(p, frame, frame.cue[0] - 1, frame.sent)
        if p.words[frame.tokens[0]] not in {",", "–", "-"}:
            frame.tokens = frame.tokens[1:]
    else:
        frame.tokens = sorted({*frame.cue, *frame.speaker})
        frame.tokens = list(range(frame.tokens[0], frame.tokens[-1] + 1))
    segments = content_around(p, frame, limit)
    if sum(b - a for a, b in segments) < 2 or _all_direct(state, segments):
        return
    add(state, Found("indirect", segments, frame, f"indirect_{frame.kind}"))


def _wie_tokens(p: Parse, frame: Frame, limit: int) -> list[int]:
    """wie die Polizei mitteilte, with its commas."""
    start = frame.cue[0]
    end = max([*frame.cue, *frame.speaker]) + 1
    while end < limit and p.words[end] != "," and end < frame.head + 12:
        end += 1
    if end < limit and p.words[end] == ",":
        end += 1
    if start > 0 and p.words[start - 1] in {",", "–"}:
        start -= 1
    return list(range(start, end))


def _adverbial(state: State, frame: Frame, first: int, limit: int) -> None:
    """Demnach ... speaks for the source before; wonach for the noun before it."""
    p = state.p
    i = frame.cue[0]
    if frame.lemma in state.cues.relative_adverbs:
        frame.tokens = list(range(first, i + 1))
        end = next((k for k in range(i + 3, limit) if p.words[k] == "," and has_finite(p, i + 1, k)), limit)
        if end > i + 1:
            add(state, Found("indirect", [(i + 1, end)], frame, "indirect_wonach"))
        return
    frame.tokens = [i]
    frame.speaker = [i]
    segments = [(a, b) for a, b in ((first, i), (i + 1, limit)) if b > a]
    if segments:
        add(state, Found("indirect", segments, frame, "indirect_adverb"))


def _noun_content(state: State, frame: Frame, head: int) -> None:
    p = state.p
    tokens = p.subtree(head)
    start, limit = tokens[0], last_word(p, frame.sent)
    if any(q.covers(head) and q.type in {"indirect", "direct"} for q in state.found[-4:]):
        return
    while start < limit and p.words[start] == ",":
        start += 1
    end = min(tokens[-1] + 1, limit)
    if end - start < 3 or start <= frame.head:
        return
    frame.tokens = list(range(p.sents[frame.sent][0], start))
    add(state, Found("indirect", strip(p, [(start, end)]), frame, "indirect_noun"))
