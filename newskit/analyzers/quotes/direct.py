"""Passages in quotation marks: which are speech, whose, which are titles."""

from __future__ import annotations

from ...german.clauses import has_finite
from ...german.parse import FINITE, NOUN, Clause, Parse
from .content import content_after, last_word
from .cues import genitive_of, speaker_phrase
from .forms import attribution, label_speaker
from .marks import Quoted
from .said import Found, Frame, Segments, State, person_before, person_behind

_BEFORE_NAME = frozenset({"ART", "ADJA", "APPR", "APPRART", "PPOSAT", "PDAT", "NN", "NE"})
_BEFORE_SHORT_TITLE = frozenset({"ADJA", "ART", "APPR", "APPRART", "PPOSAT", "PDAT", "KON"})
#: A cue from this weight on is preferred before a colon (erklärt wie folgt: erklärt).
SURE = 0.3
_IN_TITLE = frozenset({"NE", "NN", "ART", "ADJA", "CARD", "FM", "XY", "APPR", "KON", "TRUNC", "$("})


def attribute_marks(state: State) -> list[Found]:
    """Passages in quotation marks that a frame beside them makes direct speech."""
    out = []
    for n, q in enumerate(state.quoted):
        if q.level > 0 or q.end - q.start < 2:
            continue
        frame = _frame_after(state, q) or _frame_before(state, q) or attribution(state.p, q)
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
    if k == q.end and not _verb_follows(p, q):
        return None
    frame = next((f for f in state.frames.get(s, ()) if _begins_at(p, f, k)), None) or _unknown_verb(state, q, k, s)
    if frame is not None and any(q.start <= n < q.end for n in frame.speaker):
        return None  # „Kurier“ meldet Gewinne: who speaks
    if frame is not None:
        frame.tokens = frame_behind(p, frame, q.end, s)
    return frame


def _verb_follows(p: Parse, q: Quoted) -> bool:
    """„...“ sagte X: without a comma, in the same sentence, and not: die „Zeit“ berichtet."""
    return p.sent[q.end - 1] == p.sent[q.end] and p.tags[q.end] in FINITE and not names_something(p, q)


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
    if before == start - 1 and before > 0 and p.tags[before] == "_SP":  # on the line above: Die Erklärung von X:
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
    usable = [f for f in reversed(frames) if f.clause and (f.clause.mark < 0 or f.kind == "wie") and max(f.cue) < colon]
    frame = next((f for f in usable if f.weight >= SURE), None) or next(iter(usable), None)
    if frame is None:
        speaker = [k for k in _silent_speaker(state, start, colon, s) if start <= k < colon]
        frame = Frame("colon", [], max(start, colon - 1), speaker, s, "", {"say": 0.5})
    frame.speaker = frame.speaker or _whose_answer(state, start, colon)
    frame.tokens = list(range(start, colon + 1))
    return frame


def _whose_answer(state: State, start: int, colon: int) -> list[int]:
    """Das zeigt eine Antwort von X auf Fragen: „...“: who has the noun of saying in the sentence."""
    p = state.p
    nouns = (k for k in range(start, colon) if p.tags[k] == "NN" and state.cues.noun(p, k) >= SURE)
    return next((owner for k in nouns if (owner := genitive_of(p, k))), [])


def _silent_speaker(state: State, start: int, colon: int, s: int) -> list[int]:
    p = state.p
    main = next((c for c in p.sentence_clauses(s) if c.subject >= 0 and c.parent < 0 and c.head < colon), None)
    if main is not None:
        return speaker_phrase(p, main, state.cues)
    return [] if colon - start > 20 or has_finite(p, start, colon) else label_speaker(p, start, colon)


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
    for found in state.found:
        if found.rule.startswith("direct_colon") and not found.speaker and _only_goes_on(state.p, found.frame_tokens):
            found.speaker = (_last_speaker(state, found.start) or found).speaker


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


def _only_goes_on(p: Parse, words: list[int]) -> bool:
    """Und weiter: „...“"""
    inner = [k for k in words if not p.is_punct(k) and p.tags[k] != "_SP"]
    return 0 < len(inner) < 5 and all(p.tags[k] in {"KON", "ADV", "PROAV", "ADJD", "PAV", "KOUS"} for k in inner)


def _last_speaker(state: State, i: int) -> Found | None:
    """The last quotation with a speaker before token i, up to four sentences away."""
    sent = state.p.sent
    before = (f for f in state.found if f.end <= i and f.speaker and sent[i] - sent[f.end - 1] <= 4)
    return max(before, key=lambda f: f.end, default=None)


def _continued(state: State, q: Quoted) -> None:
    """Who just spoke goes on; else it is whom the sentence beside the passage is about, or who spoke last."""
    last = _last_speaker(state, q.start)
    found = Found("direct", [(q.start, q.end)], None, _rule("continued", q))
    just = last is not None and state.p.sent[q.start] - state.p.sent[last.end - 1] <= 1
    found.speaker = person_behind(state, q) or ([] if just else person_before(state, q))
    if not found.speaker and last is not None:
        found.frame, found.speaker = last.frame, last.speaker
        found.cue, found.frame_tokens = last.cue, last.frame_tokens
    state.found.append(found)


def join_paragraphs(state: State) -> None:
    """A quotation over paragraphs that each have an opening mark is one, with the speaker that one of them has."""
    for pieces in _over_paragraphs(state.quoted):
        starts = {q.start for q in pieces}
        found = [f for f in state.found if f.start in starts and f.type == "direct" and not f.nested]
        if found:
            best = next((f for f in found if not f.rule.startswith("direct_continued")), found[0])
            best.segments = [(q.start, q.end) for q in pieces]
            state.found = [f for f in state.found if f is best or f not in found]


def _over_paragraphs(quoted: list[Quoted]) -> list[list[Quoted]]:
    """The passages of several paragraphs, each as its pieces."""
    chains: dict[int, list[Quoted]] = {}
    for n, q in enumerate(quoted):
        if q.goes_on or q.first >= 0:
            chains.setdefault(q.first if q.first >= 0 else n, []).append(q)
    return [pieces for pieces in chains.values() if len(pieces) > 1]


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
