"""Frames: who is said to say something, with which words. Each finder looks at one kind of frame."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.parse import FINITE, NOMINAL, OBJECT, Clause, Parse
from .attributions import adverbial, parenthetical, prepositional
from .cues import CORRELATES, Cues
from .frame import Frame
from .speakers import PHRASE_TAGS, QUOTE_MARKS, speaker_phrase


def find_frames(p: Parse, cues: Cues) -> dict[int, list[Frame]]:
    """The frames of each sentence, by its number."""
    frames: dict[int, list[Frame]] = {}
    for frame in _all(p, cues):
        frames.setdefault(frame.sent, []).append(frame)
    for found in frames.values():
        found.sort(key=lambda f: f.cue[0])
    return frames


def _all(p: Parse, cues: Cues) -> Iterator[Frame]:
    for clause in p.clauses.values():
        frame = verb_frame(p, clause, cues)
        if frame is not None:
            yield frame
    for i, word in enumerate(p.lower):
        if word in cues.prepositions or word in cues.postpositions:
            frame = prepositional(p, i, word, cues)
        elif word in cues.parentheticals:
            frame = parenthetical(p, i, word)
        elif word in cues.adverbs or word in cues.relative_adverbs:
            frame = adverbial(p, i, word, cues)
        else:
            continue
        if frame is not None:
            yield frame


def verb_frame(p: Parse, clause: Clause, cues: Cues) -> Frame | None:
    """A clause whose predicate is a cue."""
    head = clause.head
    told = _let_tell(p, clause, cues)
    categories = (
        cues.verb(p.lemmas[told].lower()) if told >= 0 else cues.verb(clause.lemma) or _what_one_is(p, clause, cues)
    )
    beside, of_phrase = cues.phrase(p, clause)
    categories = of_phrase or categories
    nouns = [] if max(categories.values(), default=0.0) >= 0.5 else _light_verb(p, clause, cues)
    if nouns:
        categories = {**categories, "say": 0.7}
    if not categories or (clause.finite < 0 and p.deps[head] not in {"conj", "root"}):
        return None
    if _reminder(p, clause) or _condition(p, clause) or _all_agreed(p, clause):
        return None
    cue = sorted({*_cue_tokens(p, clause, cues), *([told] if told >= 0 else []), *beside, *nouns})
    speaker = speaker_phrase(p, clause, cues)
    wie = _wie_before(p, clause)
    if (
        wie < 0
        and clause.finite == head
        and head > 0
        and p.lower[head - 1] == "so"
        and head > 1
        and p.words[head - 2] in {",", "–", "“", "«"}
    ):
        wie = head - 1  # ..., so betont auch die Polizei, ...
    if wie >= 0:
        cue = [wie, *cue]
        speaker = _after_wie(p, wie, clause) or speaker
    frame = Frame(
        "wie" if wie >= 0 else "verb", sorted(cue), head, speaker, p.sent[head], clause.lemma, categories, clause
    )
    frame.addressee = _addressee(p, clause, speaker, cues)
    frame.impersonal = cues.with_es(clause.lemma)
    return frame


def _after_wie(p: Parse, wie: int, clause: Clause) -> list[int]:
    """wie die „Aktion Deutschland hilft“ heute mitteilte: the phrase right behind wie, up to the adverbials."""
    end = max(clause.head, clause.finite)
    stop = wie + 1
    marked = False
    while stop < end and (marked or p.tags[stop] in PHRASE_TAGS or p.words[stop] in QUOTE_MARKS):
        marked = marked ^ (p.words[stop] in QUOTE_MARKS)
        stop += 1
    if stop < end - 1 and p.words[stop] == "," and stop > wie + 1:  # an apposition between commas
        close = next((k for k in range(stop + 1, end) if p.words[k] == ","), -1)
        stop = close if close > 0 and not any(p.tags[k] in FINITE for k in range(stop, close)) else stop
    phrase = list(range(wie + 1, stop))
    subject = p.noun_phrase(clause.subject) if clause.subject > wie else []
    if subject and subject[0] <= wie + 2 and subject[-1] >= stop - 1 and subject[-1] < end:
        return []
    return phrase if any(p.tags[k] in {"NN", "NE", "PPER"} for k in phrase) else []


def _reminder(p: Parse, clause: Clause) -> bool:
    """(wir berichteten), (die Zeitung berichtete): a note to an older article."""
    k = clause.finite
    return (
        clause.lemma == "berichten"
        and 0 < k + 1 < len(p)
        and p.words[k + 1] == ")"
        and "(" in p.words[max(0, k - 4) : k]
    )


_OPENING = frozenset('„“"»«‚›–—-(')
#: Verbs that stand first in a condition.
_SUPPOSING = frozenset("sollte sollten würde würden wäre wären hätte hätten".split())


def _all_agreed(p: Parse, clause: Clause) -> bool:
    """Man sei sich einig, dass ...: told by whoever speaks before, the content and the agreement alike."""
    man = clause.subject >= 0 and p.lower[clause.subject] == "man"
    return man and clause.subjunctive and p.tags[clause.head][:3] == "ADJ"


def _condition(p: Parse, clause: Clause) -> bool:
    """Sollte der Antrag angenommen werden, könnte ...: nobody assumes anything in a condition without wenn."""
    k = clause.finite
    if k < 0 or k == clause.head or p.lower[k] not in _SUPPOSING:
        return False
    start, end = p.sents[p.sent[k]]
    return all(p.words[j] in _OPENING for j in range(start, k)) and "?" not in p.words[k:end]


def _light_verb(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    """The noun of saying that makes a light verb a frame, with its article: vertrat die Ansicht, mit dem Argument."""
    if clause.lemma not in cues.light or clause.copular:
        return []
    for c in p.children[clause.head]:
        if p.tags[c] != "NN" or cues.nouns.get(p.lemmas[c].lower(), cues.nouns.get(p.lower[c], 0.0)) < 0.5:
            continue
        case = p.child(c, "case")
        if case >= 0 and p.lower[case] not in {"zu", "zum", "zur", "mit"}:
            continue
        if p.deps[c] in OBJECT or case >= 0:
            return [k for k in p.noun_phrase(c) if k <= c]
    return []


def _let_tell(p: Parse, clause: Clause, cues: Cues) -> int:
    """The infinitive of ließ ... mitteilen, ließ ... wissen; -1 for other verbs."""
    if clause.lemma != "lassen":
        return -1
    for c in p.children[clause.head]:
        if p.tags[c] == "VVINF" and cues.verb(p.lemmas[c].lower()).get("say", 0.0) >= 0.6:
            return c
    return -1


def _what_one_is(p: Parse, clause: Clause, cues: Cues) -> dict[str, float]:
    """überzeugt sein, der Ansicht sein: by the form where the lemma is another (überzeugen)."""
    return cues.verb(p.lower[clause.head]) if clause.copular else {}


def _cue_tokens(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    head = clause.head
    cue = {head}
    with_es = cues.with_es(clause.lemma) and clause.finite == head
    for c in p.children[head]:
        if p.deps[c] in {"aux", "aux:pass", "cop"} and p.tags[c] in FINITE and p.tags[c] != "VMFIN":
            cue.add(c)
        elif p.deps[c] == "compound:prt":
            cue.add(c)
        elif (
            p.lower[c] in CORRELATES and p.tags[c] in {"PROAV", "ADV"} and c > head - 12 and _comma_follows(p, c, head)
        ):
            cue.add(c)
        elif with_es and p.lower[c] == "es":
            cue.add(c)
    if with_es and len(cue) == 1 and p.lower[head + 1 : head + 2] == ["es"]:
        cue.add(head + 1)
    if p.tags[head] == "VVFIN" or clause.particle >= 0:
        for c in p.children[head]:
            if p.tags[c] == "PRF" and p.lemmas[head] in {"äußern"}:
                cue.add(c)
    return sorted(cue)


def _comma_follows(p: Parse, i: int, head: int) -> bool:
    """A correlate points at a clause only where one follows: davon aus, dass ..."""
    last = max(i, head)
    return any(p.words[k] == "," for k in range(last + 1, min(last + 3, len(p)))) or p.lower[i] == "davon"


def _wie_before(p: Parse, clause: Clause) -> int:
    """Index of the wie that opens the clause, or -1: wie die Polizei mitteilte."""
    start, end = p.sents[p.sent[clause.head]]
    i = clause.finite if clause.finite >= 0 else clause.head
    if p.lower[start] == "wie" and max(i, clause.head) + 1 < end and _only_verb(p, start, i, clause.head):
        return start
    for k in range(min(i, clause.head) - 1, max(start, i - 25) - 1, -1):
        if p.words[k] in {",", ";", ":", "“"} and not _inside_phrase(p, k, clause):
            return -1
        if p.lower[k] == "wie" and (k == start or p.words[k - 1] in {",", "–", "-", "(", "„"}):
            return k
    return -1


def _only_verb(p: Parse, start: int, finite: int, head: int) -> bool:
    """Wie die „Aktion Deutschland hilft“ mitteilte, ...: the first verb outside quotation marks, and a comma behind it."""
    last = max(finite, head)
    if p.words[last + 1] not in {",", "“"} or last - start > 30:
        return False
    marked = False
    for k in range(start + 1, min(finite, head)):
        marked = marked ^ (p.words[k] in QUOTE_MARKS)
        if p.tags[k] in FINITE and not marked:
            return False
    return True


def _inside_phrase(p: Parse, comma: int, clause: Clause) -> bool:
    """Is the comma inside the subject (die Sprecherin, Frau X, mitteilte)?"""
    if clause.subject < 0:
        return False
    phrase = p.noun_phrase(clause.subject)
    return phrase[0] < comma <= phrase[-1] + 1


def _addressee(p: Parse, clause: Clause, speaker: list[int], cues: Cues) -> list[int]:
    """To whom: gegenüber der Zeitung, sagte Reportern, dem Blatt."""
    for c in p.children[clause.head]:
        if c in speaker or p.tags[c] not in NOMINAL:
            continue
        case = p.child(c, "case")
        if case >= 0 and p.lower[case] in {"gegenüber"}:
            return p.noun_phrase(c)
        if case >= 0 and p.lower[case] in {"zu", "zum", "zur"} and clause.lemma in {"sagen", "sprechen"} and p.ents[c]:
            return p.noun_phrase(c)
        if (
            case < 0
            and p.deps[c] in {"iobj", "obl:arg", "obj"}
            and p.tags[c] in {"NN", "NE"}
            and clause.lemma in cues.addressees["dat"]
        ):
            return p.noun_phrase(c)
        if case < 0 and p.deps[c] in OBJECT and p.tags[c] in {"NN", "NE"} and clause.lemma in cues.addressees["acc"]:
            return p.noun_phrase(c)
    return []
