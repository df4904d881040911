"""From frames, contents and quotation marks to quotations, sentence by sentence through an article."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.clauses import has_finite
from ...german.parse import NOMINAL, OBJECT, RELATIVE, Parse
from .around import content_around, content_before
from .content import content_after, last_word, trimmed
from .cues import Cues, genitive_of, speaker_phrase
from .direct import attribute_marks, frame_behind, is_direct, join_paragraphs, nested_marks
from .forms import is_asked, turns
from .frames import find_frames
from .marks import find_quoted
from .reported import add_reported, is_reported
from .said import Found, Frame, Segments, State, add, mark_continued, merge_chains, names_speaker, subjunctive_sentence

#: Weight that a verb needs to have a clause as its content.
WITH_CLAUSE = 0.3
_DASHES = frozenset({",", "–", "-"})


def find_quotations(p: Parse, cues: Cues) -> list[Found]:
    """All quotations of an article in text order."""
    nouns: dict[int, list[tuple[Frame, int]]] = {}
    for frame, head in _noun_frames(p, cues):
        nouns.setdefault(frame.sent, []).append((frame, head))
    answers, inside, asked = turns(p)
    quoted = [q for q in find_quoted(p) if q.start not in inside]
    state = State(p, cues, find_frames(p, cues), quoted)
    direct = attribute_marks(state)
    for s, (start, end) in enumerate(p.sents):
        if inside.isdisjoint(range(start, end)):
            _sentence(state, s, [q for q in direct if p.sent[q.start] == s], nouns.get(s, []))
    nested_marks(state)
    join_paragraphs(state)
    merge_chains(state)
    found = sorted((q for q in state.found if not is_asked(p, asked, q)), key=_place)
    mark_continued(found)
    return sorted([*found, *answers], key=_place)


def _place(q: Found) -> tuple[int, int]:
    """Where a quotation stands in the text, the longer one first."""
    return q.start, -q.end


def _sentence(state: State, s: int, direct: list[Found], nouns: list[tuple[Frame, int]]) -> None:
    for found in direct:
        add(state, found)
    frames = [f for f in state.frames.get(s, ()) if not (f.used and f.kind != "verb")]
    before = len(state.found)
    for frame in frames:
        if not (frame.cue and _in_direct_speech(state, frame.cue[0])):
            _one_frame(state, frame, s)
    for frame, head in nouns:
        _noun_content(state, frame, head)
    indirect = any(q.type in {"indirect", "reported"} for q in state.found[before:])
    if not indirect and not any(q.frame is not None and q.frame.sent == s for q in direct):
        subjunctive_sentence(state, s)


def _in_direct_speech(state: State, i: int) -> bool:
    """Is the token inside quotation marks that are direct speech? Frames there are the speaker's own."""
    inside = ((n, q) for n, q in enumerate(state.quoted) if q.level == 0 and q.start <= i < q.end)
    return any(n in state.taken or q.end - q.start > 12 for n, q in inside)


def _one_frame(state: State, frame: Frame, s: int) -> None:
    p = state.p
    first, limit = p.sents[s][0], last_word(p, s)
    while first < limit and p.tags[first] == "_SP":
        first += 1
    if frame.kind in {"prep", "so", "wie"}:
        _attribution(state, frame, limit)
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
    own = (q.start for q in state.found[-4:] if q.frame is frame and q.type == "direct" and q.start > frame.head)
    return next(own, 0) - 1


def _add_indirect(state: State, segments: Segments, frame: Frame, rule: str) -> None:
    """Keep indirect speech, without commas, dashes and full stops at the edges of its segments."""
    add(state, Found("indirect", _stripped(state.p, segments), frame, f"indirect_{rule}"))


def _stripped(p: Parse, segments: Segments) -> Segments:
    pieces = (trimmed(p, start, end, stop=".") for start, end in segments)
    return [(a, b) for a, b in pieces if b > a] or segments


def _before_colon(state: State, frame: Frame, colon: int) -> None:
    """Sie sagte, dass es ernst sei: „...“: the frame has indirect speech, too."""
    p = state.p
    thought = content_before(p, frame, p.sents[frame.sent][0], colon) if frame.is_any(0.6, "think") else None
    if thought is not None:
        _add_indirect(state, thought[:1], frame, f"before_{_category(frame)}")
    content = content_after(p, frame, colon) if frame.weight >= WITH_CLAUSE else None
    if content is None or p.words[colon] != ":" or ";" in p.words[frame.head : colon]:
        return
    start = content[0][0]  # not: sagte zum Vorwurf, dass er gelogen habe: „Nein.“
    of_noun = p.tags[start - 2] == "NN" and p.lemmas[start - 2].lower() in p.classes["content_of_others"]
    if p.lower[start] in p.classes["complementizer"] and not of_noun:
        _add_indirect(state, content, frame, f"after_{_category(frame)}")


def _verb(state: State, frame: Frame, first: int, limit: int) -> None:
    """The content of a verb of saying: before it, behind it, the sentence before, or a noun (reported speech)."""
    if _is_told(state, frame):
        return
    before = after = None
    if frame.weight >= WITH_CLAUSE:
        before = None if frame.used else content_before(state.p, frame, first, limit)
        after = _behind(state, frame, limit) if before is None else None
    if before is not None:
        _add_before(state, frame, before, limit)
    elif after is not None and not is_direct(state, after):
        _add_after(state, frame, after, first)
    elif not frame.used:
        _without_clause(state, frame, first, limit, told=after is not None)


def _is_told(state: State, frame: Frame) -> bool:
    """Er habe gesagt, ...: is the frame, in the subjunctive, part of what somebody else said?"""
    clause = frame.clause
    if clause is None or not clause.subjunctive or clause.mark >= 0 or state.last is None:
        return False
    return any(q.type == "indirect" and q.covers(frame.head) for q in state.found[-3:])


def _behind(state: State, frame: Frame, limit: int) -> Segments | None:
    """The clause behind the verb; not: Das geht aus Papieren hervor, wie der Sender berichtet."""
    content = content_after(state.p, frame, limit)
    if content is None or any(f.kind == "wie" and f.cue[0] == content[0][0] for f in state.frames[frame.sent]):
        return None
    return content


def _add_before(state: State, frame: Frame, content: Segments, limit: int) -> None:
    start, stop = content[0][1], content[1][0] if len(content) > 1 else limit
    frame.tokens = list(range(start, max(stop, start + 1)))
    _add_indirect(state, content, frame, f"before_{_category(frame)}")


def _add_after(state: State, frame: Frame, content: Segments, first: int) -> None:
    start = content[0][0]
    same = next(
        (q for q in state.found[-4:] if q.type == "indirect" and q.start == _stripped(state.p, content)[0][0]), None
    )
    if same is not None and same.frame is not None and same.frame.kind == "verb":
        if same.frame.head > frame.head:
            return
        state.found.remove(same)  # Nachdem sie gewarnt hatten, merkten alle, dass ...: the nearest verb has the clause
        _without_clause(state, same.frame, first, content[-1][1], told=True)
    frame.tokens = list(range(first, start - 1 if state.p.words[start - 1] == "–" else start))
    _add_indirect(state, content, frame, f"after_{_category(frame)}")


def _without_clause(state: State, frame: Frame, first: int, limit: int, *, told: bool) -> None:
    """What somebody said stands in the sentence before, or is named by a noun; at least it is known who spoke."""
    clause = frame.clause
    if not told and _points_back(state.p, frame, first):
        _previous_sentence(state, frame, limit)
    elif names_speaker(state, frame):
        if clause is not None and clause.mark < 0 and frame.is_any(0.6, "say", "evaluate", "demand", "announce"):
            state.speaker, state.speaker_sent = frame.speaker, frame.sent
        if is_reported(state.p, frame):
            add_reported(state, frame, first, f"reported_{_category(frame)}")


def _category(frame: Frame) -> str:
    return max(frame.categories, key=lambda c: (frame.categories[c], c))


def _points_back(p: Parse, frame: Frame, first: int) -> bool:
    """Das berichtet die BBC. / Dies bestätigte der Vatikan.: the content is the sentence before."""
    clause = frame.clause
    if clause is None or first + 1 != clause.finite or p.lower[first] not in p.classes["demonstrative_neuter"]:
        return False
    spoken = bool(frame.speaker) and frame.speaker[0] > clause.finite
    return spoken and p.tags[first] in {"PDS", "ART", "PRELS"} and frame.is_any(0.7, "say")


def _previous_sentence(state: State, frame: Frame, limit: int) -> None:
    p, s = state.p, frame.sent
    if s == 0 or any(p.sent[q.start] == s - 1 for q in state.found[-3:]):
        return
    segments = _stripped(p, [(p.sents[s - 1][0], last_word(p, s - 1))])
    if segments[0][1] - segments[0][0] >= 4:
        frame.tokens = list(range(p.sents[s][0], limit))
        _add_indirect(state, segments, frame, "previous")


def _attribution(state: State, frame: Frame, limit: int) -> None:
    p = state.p
    if frame.kind == "wie":
        frame.tokens = _wie_tokens(p, frame, limit)
    elif frame.kind == "so":
        before = frame.cue[0] - 1
        frame.tokens = frame_behind(p, frame, before if p.words[before] in _DASHES else before + 1, frame.sent)
    else:
        words = [*frame.cue, *frame.speaker]
        frame.tokens = list(range(min(words), max(words) + 1))
    segments = content_around(p, frame, limit)
    if sum(b - a for a, b in segments) >= 2 and not is_direct(state, segments):
        add(state, Found("indirect", segments, frame, f"indirect_{frame.kind}"))


def _wie_tokens(p: Parse, frame: Frame, limit: int) -> list[int]:
    """wie die Polizei mitteilte, with its commas."""
    start, end = frame.cue[0], max([*frame.cue, *frame.speaker]) + 1
    while end < limit and p.words[end] != "," and end < frame.head + 12:
        end += 1
    if end < limit and p.words[end] == ",":
        end += 1
    if start > 0 and p.words[start - 1] in {",", "–"}:
        start -= 1
    return list(range(start, end))


def _adverbial(state: State, frame: Frame, first: int, limit: int) -> None:
    """Demnach ... speaks for the source before; wonach for the noun before it."""
    p, i = state.p, frame.cue[0]
    if frame.lemma in state.cues.relative_adverbs:
        frame.tokens = list(range(first, i + 1))
        end = next((k for k in range(i + 3, limit) if p.words[k] == "," and has_finite(p, i + 1, k)), limit)
        if end > i + 1:
            add(state, Found("indirect", [(i + 1, end)], frame, "indirect_wonach"))
        return
    frame.tokens = frame.speaker = [i]
    segments = [(a, b) for a, b in ((first, i), (i + 1, limit)) if b > a]
    if segments:
        add(state, Found("indirect", segments, frame, "indirect_adverb"))


def _noun_frames(p: Parse, cues: Cues) -> Iterator[tuple[Frame, int]]:
    """Nouns of saying with a clause as content (die Forderung der SPD, den Vertrag zu kündigen): frame, clause head."""
    for clause in p.clauses.values():
        noun = p.heads[clause.head]
        if noun >= clause.head or p.deps[clause.head] not in {"acl", "ccomp"} or p.tags[noun] != "NN":
            continue
        weight = cues.noun(p, noun)
        if weight < 0.6 or any(p.tags[k] in RELATIVE for k in p.subtree(clause.head)[:4]):
            continue  # die Erklärung, die am Montag ...
        if clause.mark < 0 or p.lower[clause.mark] in p.classes["complementizer"]:
            cue, speaker = _who_has_it(p, noun, cues)
            if speaker == cue and p.lemmas[noun].lower() in p.classes["noun_of_somebody"]:
                continue  # die Frage, ob ...: of nobody who is named
            yield Frame("noun", cue, noun, speaker, p.sent[noun], p.lemmas[noun], {"say": weight}), clause.head


def _who_has_it(p: Parse, noun: int, cues: Cues) -> tuple[list[int], list[int]]:
    """vertritt die Ansicht: the subject; die Forderung der SPD: the genitive; else the noun stands for its speaker."""
    clause = p.clause(noun)
    phrase = [k for k in p.noun_phrase(noun) if k <= noun]
    if clause is not None and p.deps[noun] in OBJECT and clause.subject >= 0 and not clause.passive:
        if p.tags[clause.subject] in NOMINAL:
            return sorted({clause.head, *phrase}), speaker_phrase(p, clause, cues)
    return phrase, genitive_of(p, noun) or phrase


def _noun_content(state: State, frame: Frame, head: int) -> None:
    p, tokens = state.p, state.p.subtree(head)
    start, limit = tokens[0], last_word(p, frame.sent)
    if any(q.covers(head) and q.type in {"indirect", "direct"} for q in state.found[-4:]):
        return
    while start < limit and p.words[start] == ",":
        start += 1
    end = min(tokens[-1] + 1, limit)
    if end - start >= 3 and start > frame.head:
        frame.tokens = list(range(p.sents[frame.sent][0], start))
        _add_indirect(state, [(start, end)], frame, "noun")
