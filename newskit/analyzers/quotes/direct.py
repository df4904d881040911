"""Passages in quotation marks („…“ »…« «…» "…" ‚…‘ ›…‹, odd ones too): which are speech, whose, which are titles."""

from __future__ import annotations

from ...german.clauses import has_finite
from ...german.parse import FINITE, NOUN, Clause, Parse
from .content import content_after, last_word
from .cues import speaker_phrase
from .said import Found, Frame, Quoted, Segments, State

DOUBLE, SINGLE = "double", "single"
_ALWAYS_OPEN = {"„": DOUBLE, "‚": SINGLE, "``": DOUBLE}
_BY_SPACING = dict.fromkeys(("“", "”", '"', "»", "«", "''"), DOUBLE) | dict.fromkeys(("‘", "’", "›", "‹", "'"), SINGLE)
MARKS = frozenset(_ALWAYS_OPEN) | frozenset(_BY_SPACING)
_Stack = list[tuple[int, str]]
_BEFORE_NAME = frozenset({"ART", "ADJA", "APPR", "APPRART", "PPOSAT", "PDAT", "NN", "NE"})
_BEFORE_SHORT_TITLE = frozenset({"ADJA", "ART", "APPR", "APPRART", "PPOSAT", "PDAT", "KON"})
_IN_TITLE = frozenset({"NE", "NN", "ART", "ADJA", "CARD", "FM", "XY", "APPR", "KON", "TRUNC", "$("})


def find_quoted(p: Parse) -> list[Quoted]:
    """Every passage in quotation marks, in text order. Odd marks never raise; they end at the paragraph."""
    found: list[Quoted] = []
    stack: _Stack = []
    for i, word in enumerate(p.words):
        if word in MARKS:
            _mark(p, i, stack, found)
        elif stack and "\n" in word and p.tags[i] == "_SP":
            _end_of_paragraph(p, i, stack, found)
    while stack:
        _close_unbalanced(p, stack.pop()[0], len(p), found)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _mark(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    word = p.words[i]
    kind = _ALWAYS_OPEN.get(word) or _BY_SPACING[word]
    within = [depth for depth, (_, open_kind) in enumerate(stack) if open_kind == kind]
    if word in _ALWAYS_OPEN or (_opens(p, i) and not _closes_last(p, i, stack, kind)):
        if kind == DOUBLE and within and word not in {"»", "«"}:
            _reopened(p, i, stack, found)
        stack.append((i, kind))
    elif within:
        depth = within[-1]
        found.append(Quoted(stack[depth][0], i + 1, depth))
        del stack[depth:]
    elif kind == DOUBLE:  # a lone single one is an apostrophe
        _stray_close(p, i, found)


def _closes_last(p: Parse, i: int, stack: _Stack, kind: str) -> bool:
    """Can the mark close the passage opened last, being of its kind?"""
    return bool(stack) and stack[-1][1] == kind and _closes(p, i)


def _opens(p: Parse, i: int) -> bool:
    """A mark with space (or nothing, or a bracket) before it and a word right after it."""
    if i + 1 >= len(p) or p.tags[i + 1] == "_SP" or _space_after(p, i):
        return False
    return not _closes(p, i) or p.words[i - 1] in {"(", "[", "–", "-", "„", "»", "/"}


def _closes(p: Parse, i: int) -> bool:
    return i > 0 and not _space_after(p, i - 1) and p.tags[i - 1] != "_SP"


def _space_after(p: Parse, i: int) -> bool:
    return i + 1 < len(p) and p.end(i) < p.idx[i + 1]


def _reopened(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    """A second „ before the first was closed: the first one's closing mark is missing, it ended with its sentence."""
    start, _ = stack.pop()
    if p.sent[start] != p.sent[i]:
        _close_unbalanced(p, start, i, found)


def _end_of_paragraph(p: Parse, i: int, stack: _Stack, found: list[Quoted]) -> None:
    """Print repeats the opening mark where a quotation goes on in the next paragraph; anything else was forgotten."""
    start, _ = stack[0]
    stack.clear()
    following = p.words[i + 1] if i + 1 < len(p) else ""
    if following in MARKS and (following in _ALWAYS_OPEN or _opens(p, i + 1)):
        found.append(Quoted(start, i, 0))
    else:
        _close_unbalanced(p, start, i, found)


def _close_unbalanced(p: Parse, start: int, limit: int, found: list[Quoted]) -> None:
    """Without its closing mark a passage is believed to its sentence's end."""
    end = min(limit, p.sents[p.sent[start]][1])
    while end > start + 1 and p.tags[end - 1] == "_SP":
        end -= 1
    if end > start + 1:
        found.append(Quoted(start, end, 0, balanced=False))


def _stray_close(p: Parse, i: int, found: list[Quoted]) -> None:
    """A closing mark that nothing opened: the sentence before it, if that holds no other quotation."""
    start = p.sents[p.sent[i]][0]
    while start < i and p.tags[start] == "_SP":
        start += 1
    if i > start and not any(q.end > start for q in found):
        found.append(Quoted(start, i + 1, 0, balanced=False))


def attribute_marks(state: State) -> list[Found]:
    """Passages in quotation marks that a frame beside them makes direct speech."""
    out = []
    for n, q in enumerate(state.quoted):
        if q.level > 0 or q.end - q.start < 2:
            continue
        frame = _frame_after(state, q) or _frame_before(state, q)
        if frame is not None:
            out.append(Found("direct", [(q.start, q.end)], frame, _rule(frame.kind, q)))
            state.taken.add(n)
            frame.used = True
    return out


def _rule(name: str, q: Quoted) -> str:
    return f"direct_{name}" + ("" if q.balanced else "_unbalanced")


def _frame_after(state: State, q: Quoted) -> Frame | None:
    """„...“, sagte X / „...“, so X: the frame begins right behind the closing mark."""
    p, k = state.p, q.end
    if k < len(p) and p.words[k] in {",", "–", "-"}:
        k += 1
    if k >= len(p) or p.tags[k] == "_SP":
        return None
    s = p.sent[k]
    if k == q.end and (p.sent[q.end - 1] != s or p.tags[k] not in FINITE or names_something(p, q)):
        return None
    frame = next((f for f in state.frames.get(s, ()) if _begins_at(p, f, k)), None) or _unknown_verb(state, q, k, s)
    if frame is not None and any(q.start <= n < q.end for n in frame.speaker):
        return None  # „Kurier“ meldet Gewinne: who speaks
    if frame is not None:
        frame.tokens = frame_behind(p, frame, q.end, s)
    return frame


def _begins_at(p: Parse, frame: Frame, k: int) -> bool:
    """Does the frame begin at token k, as one does behind its content?"""
    first = frame.cue[0]
    if first != k and not (frame.kind == "wie" and k <= first < k + 3):
        return False
    return frame.kind != "verb" or (frame.clause is not None and frame.clause.mark < 0 and p.tags[k] in FINITE)


def _unknown_verb(state: State, q: Quoted, k: int, s: int) -> Frame | None:
    """Behind a whole quoted sentence any verb with a subject after it is a frame: „Los!“, strahlte sie."""
    p = state.p
    if p.tags[k] != "VVFIN" or p.words[q.end : q.end + 1] != [","] or not has_finite(p, q.start, q.end):
        return None
    clause = p.clauses.get(p.clause_of[k])
    if clause is None or clause.finite != k or clause.subject < k:
        return None
    return Frame("verb", [k], k, speaker_phrase(p, clause, state.cues), s, clause.lemma, {"say": 0.5}, clause)


def frame_behind(p: Parse, frame: Frame, start: int, s: int) -> list[int]:
    """From the comma to the end of the sentence, or to where other content begins."""
    core = max([*frame.cue, *frame.speaker]) + 1
    limit = last_word(p, s)
    stop = next((k for k in range(core, limit) if _other_content(p, k, limit)), limit)
    while stop > core and p.words[stop - 1] == ",":
        stop -= 1
    return list(range(start, max(stop, core)))


def _other_content(p: Parse, k: int, limit: int) -> bool:
    if p.words[k] in {"„", "»", ":", ";"}:
        return True
    joins = p.lower[k] in p.classes["coordinator_of_frames"] and p.tags[k] == "KON"
    return joins and has_finite(p, k + 1, min(k + 6, limit))


def _frame_before(state: State, q: Quoted) -> Frame | None:
    """X sagte: „...“ / X sagte, „...“ / X nannte das „...“."""
    p = state.p
    start, _ = p.sents[p.sent[q.start]]
    before = q.start - 1
    while before >= start and p.tags[before] == "_SP":
        before -= 1
    colon = before >= 0 and p.words[before] == ":" and not _goes_on_behind(p, q)
    if before < start and not colon:
        return None
    frames = [f for f in state.frames.get(p.sent[before], ()) if f.cue[0] < q.start and f.kind in {"verb", "wie"}]
    return _colon_frame(state, before, frames) if colon else _embedding_frame(p, q, frames)


def _goes_on_behind(p: Parse, q: Quoted) -> bool:
    """Sie spielten: „Blau“ von Kern & Co.: does the sentence go on right behind a few words in marks?"""
    k = q.end
    if k >= len(p) or p.sent[k] != p.sent[q.end - 1] or p.is_punct(k) or has_finite(p, q.start, q.end):
        return False
    return p.tags[k] not in FINITE


def _colon_frame(state: State, colon: int, frames: list[Frame]) -> Frame:
    """X sagte: „...“; without a verb of saying whoever is the sentence's subject, or the words before the colon."""
    p, s = state.p, state.p.sent[colon]
    start = p.sents[s][0]
    usable = (f for f in reversed(frames) if f.clause and (f.clause.mark < 0 or f.kind == "wie") and max(f.cue) < colon)
    frame = next(usable, None)
    if frame is None:
        speaker = [k for k in _silent_speaker(state, start, colon, s) if start <= k < colon]
        frame = Frame("colon", [], max(start, colon - 1), speaker, s, "", {"say": 0.5})
    frame.tokens = list(range(start, colon + 1))
    return frame


def _silent_speaker(state: State, start: int, colon: int, s: int) -> list[int]:
    p = state.p
    main = next((c for c in p.sentence_clauses(s) if c.subject >= 0 and c.parent < 0 and c.head < colon), None)
    if main is not None:
        return speaker_phrase(p, main, state.cues)
    return [k for k in range(start, colon) if p.tags[k] != "_SP"] if _is_nothing_but_name(p, start, colon) else []


def _is_nothing_but_name(p: Parse, start: int, stop: int) -> bool:
    """Bürgermeisterin Ute Kern, SPD: „...“: are the words a name with what belongs to it, no sentence or heading?"""
    words = range(start, stop)
    if len(words) > 20 or has_finite(p, start, stop):
        return False
    loose = any(p.tags[k] in {"APPR", "ADV", "PTKVZ", "ADJD", "PTKNEG"} and p.lower[k] != "von" for k in words)
    return not loose and any(p.ents[k] in {"PER", "ORG"} or p.tags[k] == "NE" for k in words)


def _embedding_frame(p: Parse, q: Quoted, frames: list[Frame]) -> Frame | None:
    """A few quoted words as part of the frame's own clause: nannte den Einsatz „gefährlich“."""
    best = next((f for f in reversed(frames) if f.clause is not None and _embeds(p, q, f, f.clause)), None)
    if best is None or best.clause is None or any(q.start <= k < q.end for k in best.speaker):
        return None
    last, s = max(best.cue), p.sent[q.start]
    if last > q.end and p.tags[last] == "VVFIN" and best.clause.particle < 0:
        return None
    if _is_in_indirect(p, q, content_after(p, best, last_word(p, s))):
        return None
    best.tokens = [*range(p.sents[s][0], q.start), *(k for k in best.cue if k >= q.end)]
    return best


def _is_in_indirect(p: Parse, q: Quoted, content: Segments | None) -> bool:
    """Are they a few words inside indirect speech, which claims them as its own?"""
    return content is not None and content[0][0] < q.start - 1 and content[-1][1] >= q.end


def _embeds(p: Parse, q: Quoted, frame: Frame, clause: Clause) -> bool:
    """Can the words in marks be what the frame's own clause says, not a name in it?"""
    if frame.weight < 0.5 or _is_addressed(p, q) or _is_name_of_thing(p, q, frame):
        return False
    nobody = len(frame.speaker) == 1 and p.lower[frame.speaker[0]] in p.classes["nobody_speaking"]
    if nobody or (clause.passive and clause.lemma == "nennen"):
        return False
    owner = p.clause_of[q.start + 1] if q.start + 1 < len(p) else -1
    return owner == clause.head or p.words[q.start - 1] == ","


def _is_name_of_thing(p: Parse, q: Quoted, frame: Frame) -> bool:
    """Das Schiff hieß früher „Bella“: a name; not: nannte ihn „Feigling“, in dem Brief hieß es „sofort“."""
    if frame.lemma in p.classes["being_called_verb"]:
        subject = frame.clause.subject if frame.clause is not None else -1
        named = subject >= 0 and p.lemmas[subject].lower() in p.classes["name_noun"]
        impersonal = any(p.lower[k] == "es" for k in frame.cue)
        return named or not (impersonal or has_finite(p, q.start, q.end))
    return frame.lemma not in p.classes["naming_verb"] and looks_like_title(p, q)


def _is_addressed(p: Parse, q: Quoted) -> bool:
    """sagte dem Portal „klar.de“, nannte ihn im „Kurier“ feige: where or to whom it was said, no words of it."""
    k, words = q.start - 1, [i for i in range(q.start + 1, q.end - 1) if not p.is_punct(i)]
    if k < 1 or not words or len(words) > 5 or has_finite(p, q.start, q.end):
        return False
    medium = p.tags[k] == "NN" and p.lower[k].endswith(p.classes.endings("name_noun"))
    named = p.words[words[0]][:1].isupper() or "." in p.words[words[0]]
    place = p.classes["place_of_saying_preposition"]
    return medium or (named and (p.lower[k] in place or (p.tags[k] == "ART" and p.lower[k - 1] in place)))


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
    inside = (f for f in state.found if f.covers(q.start) and f.covers(q.end - 1) and f.segments != [(q.start, q.end)])
    return min(inside, key=lambda f: f.end - f.start, default=None)


def names_something(p: Parse, q: Quoted) -> bool:
    """Words in marks inside a noun phrase (von der „Aktion Deutschland hilft“) are a name, whatever they are."""
    k = q.start - 1
    inside = k >= p.sents[p.sent[q.start]][0] and p.tags[k] in _BEFORE_NAME
    return inside or looks_like_title(p, q)


def looks_like_title(p: Parse, q: Quoted) -> bool:
    """Names of works, papers and things: das Magazin „Der Spiegel“, des „Spiegel“, ein „Management Plan“."""
    k = q.start - 1
    if k >= 0 and p.lower[k] in p.classes["name_noun"]:
        return True
    inner = [i for i in range(q.start + 1, q.end - 1) if p.words[i] not in {"“", "„"}]
    if not inner or has_finite(p, q.start, q.end) or not p.words[inner[0]][:1].isupper():
        return False
    if not all(p.tags[i] in _IN_TITLE for i in inner):
        return False
    short = len(inner) <= 4
    if k < 0 or p.tags[k] in NOUN or (p.sent[k] != p.sent[q.start] and short):
        return True
    return short and p.tags[k] in _BEFORE_SHORT_TITLE


def _nested(state: State, q: Quoted, outer: Found) -> None:
    cue, frame = ([], []) if outer.type == "reported" else (outer.cue, outer.frame_tokens)
    segments, rule = [(q.start, q.end)], f"direct_in_{outer.type}"
    state.found.append(
        Found("direct", segments, outer.frame, rule, outer.speaker, cue, frame, outer.addressee, nested=True)
    )


def _whole_utterance(p: Parse, q: Quoted) -> bool:
    """A quoted sentence of its own: it has a verb or ends like a sentence, and begins or ends one."""
    length = q.end - q.start
    if not all(p.is_punct(k) for k in range(p.sents[p.sent[q.start]][0], q.start)):
        return False
    ends = any(p.words[k] in {".", "!", "?"} for k in (q.end - 2, min(q.end, len(p) - 1)))
    return (length > 4 and has_finite(p, q.start, q.end)) or (length > 3 and ends)


def _continued(state: State, q: Quoted) -> None:
    sent = state.p.sent
    before = (f for f in state.found if f.end <= q.start and f.speaker and sent[q.start] - sent[f.end - 1] <= 4)
    last = max(before, key=lambda f: f.end, default=None)
    found = Found("direct", [(q.start, q.end)], last.frame if last else None, _rule("continued", q))
    if last is not None:
        found.speaker, found.cue, found.frame_tokens = last.speaker, last.cue, last.frame_tokens
    state.found.append(found)


def is_direct(state: State, segments: Segments) -> bool:
    """Is the content nothing but a passage that is direct speech already?"""
    p, (start, end) = state.p, segments[0]
    if p.lower[start] in p.classes["complementizer"]:
        return False
    for q in state.quoted:
        if q.level > 0:
            continue
        if q.start <= start + 1 and q.end >= end:
            return True
        whole = q.start == start and p.sent[q.end - 1] == p.sent[q.start] and q.end - q.start > 6
        if whole and has_finite(p, q.start, q.end):
            return True
    return False
