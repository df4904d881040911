"""Frames: who is said to say something, with which words. Each finder looks at one kind of frame."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.clauses import has_finite
from ...german.parse import AUXILIARY, FINITE, NOMINAL, NOUN, OBJECT, Clause, Parse
from .attributions import attribution_at
from .cues import PHRASE_TAGS, Cues
from .cues import speaker_phrase as speaker_of
from .marks import QUOTE_MARKS
from .reported import ONLY_REPORTED, Reports, without_object
from .said import Frame

_OPENING = frozenset('„“"»«‚›–—-(')


def find_frames(p: Parse, cues: Cues) -> dict[int, list[Frame]]:
    """The frames of each sentence, by its number."""
    frames: dict[int, list[Frame]] = {}
    for frame in _all(p, cues):
        frames.setdefault(frame.sent, []).append(frame)
    for found in frames.values():
        found.sort(key=lambda f: f.cue[0])
    return frames


def _all(p: Parse, cues: Cues) -> Iterator[Frame]:
    found = [_verb_frame(p, clause, cues) for clause in p.clauses.values()]
    found += [attribution_at(p, i, cues) for i, word in enumerate(p.lower) if word in cues.alone]
    return (frame for frame in found if frame is not None)


def _verb_frame(p: Parse, clause: Clause, cues: Cues) -> Frame | None:
    """A clause whose predicate is a cue."""
    head = clause.head
    if clause.finite < 0 and p.deps[head] not in {"conj", "root"}:
        return None
    categories, others = _predicate(p, clause, cues)
    listed = Reports.of(p.lexicons)
    if not categories and not listed.lines(p, clause):
        return None
    speaker = without_object(p, speaker_of(p, clause, cues))
    reports = listed.of_clause(p, clause, speaker)
    if reports is not None:
        categories = categories or {"evaluate": ONLY_REPORTED}
        speaker = without_object(p, speaker, reports)
    if not categories or _is_newsroom(p, clause, speaker) or _tells_nothing(p, clause):
        return None
    cue = {*_cue_tokens(p, clause, cues), *others}
    wie = _wie_before(p, clause)
    if wie >= 0 and clause.lemma in p.classes["verb_of_naming"]:
        return None  # „Tante Ute“, wie man sie nannte
    if wie >= 0:
        cue.add(wie)
        speaker = _after_wie(p, wie, clause) or speaker
    kind = "wie" if wie >= 0 else "verb"
    frame = Frame(kind, sorted(cue), head, speaker, p.sent[head], clause.lemma, categories, clause)
    frame.addressee = _addressee(p, clause, speaker, cues)
    frame.impersonal, frame.reports = cues.with_es(clause.lemma), reports is not None
    return frame


def _predicate(p: Parse, clause: Clause, cues: Cues) -> tuple[dict[str, float], list[int]]:
    """The categories of a clause's predicate, and the words beside its verb that make it a cue."""
    beside, categories = cues.phrase(p, clause)
    told = _let_tell(p, clause, cues)
    if not categories and told >= 0:
        categories = cues.verb(p.lemmas[told].lower())
    elif not categories:  # überzeugt sein, der Ansicht sein: by the form where the lemma is another (überzeugen)
        categories = cues.verb(clause.lemma) or (cues.verb(p.lower[clause.head]) if clause.copular else {})
        if clause.copular and categories.keys() == {"question"}:
            categories = {}  # offen ist die Frage, ob ...
    nouns = [] if max(categories.values(), default=0.0) >= 0.5 else _light_verb(p, clause, cues)
    if nouns:
        categories = {**categories, "say": 0.7}
    return categories, [*beside, *nouns, *([told] if told >= 0 else [])]


def _after_wie(p: Parse, wie: int, clause: Clause) -> list[int]:
    """wie die „Aktion Deutschland hilft“ heute mitteilte: the phrase right behind wie, up to the adverbials."""
    end = max(clause.head, clause.finite)
    phrase = list(range(wie + 1, _end_of_phrase(p, wie + 1, end)))
    stop = wie + 1 + len(phrase)
    subject = p.noun_phrase(clause.subject) if clause.subject > wie else []
    if subject and subject[0] <= wie + 2 and stop - 1 <= subject[-1] < end:
        return []
    return phrase if any(p.tags[k] in {"NN", "NE", "PPER", "FM"} for k in phrase) else []


def _end_of_phrase(p: Parse, first: int, end: int) -> int:
    """Where the words of a noun phrase end, with anything in quotation marks and an apposition between commas."""
    stop, marked = first, False
    while stop < end and (marked or p.tags[stop] in PHRASE_TAGS or p.words[stop] in QUOTE_MARKS):
        marked = marked ^ (p.words[stop] in QUOTE_MARKS)
        stop += 1
    if first < stop < end - 1 and p.words[stop] == ",":
        close = next((k for k in range(stop + 1, end) if p.words[k] == ","), -1)
        return close if close > 0 and not has_finite(p, stop, close) else stop
    return stop


def _is_newsroom(p: Parse, clause: Clause, speaker: list[int]) -> bool:
    """Wir erklären, was ... / Wissen Sie, wie ...? / Das heißt, dass ...: the newsroom's own words."""
    if _asks(p, clause) or (not speaker and _is_to_be_done(p, clause)):
        return True
    word = p.lower[speaker[0]] if len(speaker) == 1 else ""
    if not speaker and clause.subject >= 0:
        word = p.lower[clause.subject]
    infers = word in p.classes["demonstrative_neuter"] and clause.lemma in p.classes["being_called_verb"]
    should = clause.passive and not speaker and p.lower[clause.finite] in p.classes["should_or_can"]
    return infers or should or word in p.classes["no_speaker_pronoun"]


def _asks(p: Parse, clause: Clause) -> bool:
    """Wissen Sie, wie ...?: is it the main clause of a question without quotation marks?"""
    first, end = p.sents[p.sent[clause.head]]
    if not 0 <= clause.finite <= first + 2 or "?" not in p.words[max(first, end - 3) : end]:
        return False
    return QUOTE_MARKS.isdisjoint(p.words[first:end])


def _is_to_be_done(p: Parse, clause: Clause) -> bool:
    """Es ist davon auszugehen, dass ...; es ist zu sagen, dass ..."""
    if clause.finite < 0:
        return False
    with_zu = p.lemmas[clause.finite] == "sein" and any(p.tags[c] == "PTKZU" for c in p.children[clause.head])
    return with_zu or p.tags[clause.head] == "VVIZU"


def _tells_nothing(p: Parse, clause: Clause) -> bool:
    """A note to an older article, a condition, an agreement: no frame, whatever the verb."""
    return _is_reminder(p, clause) or _is_condition(p, clause) or _is_agreement(p, clause)


def _is_reminder(p: Parse, clause: Clause) -> bool:
    """(wir berichteten), (die Zeitung berichtete): a note to an older article."""
    k = clause.finite
    closed = clause.lemma == "berichten" and 0 < k + 1 < len(p) and p.words[k + 1] == ")"
    return closed and "(" in p.words[max(0, k - 4) : k]


def _is_agreement(p: Parse, clause: Clause) -> bool:
    """Man sei sich einig, dass ...: told by whoever speaks before, the content and the agreement alike."""
    man = clause.subject >= 0 and p.lower[clause.subject] == "man"
    return man and clause.subjunctive and p.tags[clause.head][:3] == "ADJ"


def _is_condition(p: Parse, clause: Clause) -> bool:
    """Sollte der Antrag angenommen werden, könnte ...: nobody assumes anything in a condition without wenn."""
    k = clause.finite
    if k < 0 or k == clause.head or p.lower[k] not in p.classes["supposing_verb"]:
        return False
    start, end = p.sents[p.sent[k]]
    return _OPENING.issuperset(p.words[start:k]) and "?" not in p.words[k:end]


def _light_verb(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    """The noun of saying that makes a light verb a frame, with its article: vertrat die Ansicht, mit dem Argument."""
    exists = clause.lemma == "geben" and clause.subject >= 0 and p.lower[clause.subject] == "es"
    if clause.lemma not in cues.light or clause.copular or exists:
        return []
    for c in p.children[clause.head]:
        if p.tags[c] != "NN" or cues.noun(p, c) < 0.5:
            continue
        case = p.child(c, "case")
        fits = p.lower[case] in p.classes["light_verb_preposition"] if case >= 0 else p.deps[c] in OBJECT
        if fits:
            return [k for k in p.noun_phrase(c) if k <= c]
    return []


def _let_tell(p: Parse, clause: Clause, cues: Cues) -> int:
    """The infinitive of ließ ... mitteilen, ließ ... wissen; -1 for other verbs."""
    for c in p.children[clause.head] if clause.lemma == "lassen" else ():
        if p.tags[c] == "VVINF" and cues.verb(p.lemmas[c].lower()).get("say", 0.0) >= 0.6:
            return c
    return -1


def _cue_tokens(p: Parse, clause: Clause, cues: Cues) -> set[int]:
    """The verb with its auxiliary, particle, and the es or the correlate that belongs to it."""
    head = clause.head
    with_es = cues.with_es(clause.lemma) and clause.finite == head
    own = (c for c in p.children[head] if clause.finite != head or c > head or p.deps[c] not in AUXILIARY)
    cue = {head, *(c for c in own if _is_of_cue(p, head, c) or (with_es and p.lower[c] == "es"))}
    if with_es and len(cue) == 1 and p.lower[head + 1 : head + 2] == ["es"]:
        cue.add(head + 1)
    return cue | _reflexive(p, clause)


def _reflexive(p: Parse, clause: Clause) -> set[int]:
    """sich, where it belongs to the verb: äußerte sich."""
    head = clause.head
    if p.lemmas[head] != "äußern" or not (p.tags[head] == "VVFIN" or clause.particle >= 0):
        return set()
    return {c for c in p.children[head] if p.tags[c] == "PRF"}


def _is_of_cue(p: Parse, head: int, c: int) -> bool:
    if p.deps[c] in {"aux", "aux:pass", "cop"} and p.tags[c] in FINITE and p.tags[c] != "VMFIN":
        return True
    correlate = p.lower[c] in p.classes["correlate"] and p.tags[c] in {"PROAV", "ADV"} and c > head - 12
    return p.deps[c] == "compound:prt" or (correlate and _comma_follows(p, c, head))


def _comma_follows(p: Parse, i: int, head: int) -> bool:
    """A correlate points at a clause only where one follows: davon aus, dass ..."""
    last = max(i, head)
    return "," in p.words[last + 1 : last + 3] or p.lower[i] == "davon"


def _wie_before(p: Parse, clause: Clause) -> int:
    """Index of the wie (or so) that opens the clause, or -1: wie die Polizei mitteilte; ..., so betont auch sie, ..."""
    start, end = p.sents[p.sent[clause.head]]
    i = clause.finite if clause.finite >= 0 else clause.head
    if p.lower[start] == "wie" and max(i, clause.head) + 1 < end and _is_only_verb(p, start, i, clause.head):
        return start
    for k in range(min(i, clause.head) - 1, max(start, i - 25) - 1, -1):
        if p.words[k] in {",", ";", ":", "“"} and not _inside_subject(p, k, clause):
            break
        if p.lower[k] == "wie" and (k == start or p.words[k - 1] in {",", "–", "-", "(", "„"}):
            return -1 if p.tags[k + 1] == "ADJD" else k  # not: wie schlecht es steht
    return _so_before(p, clause)


def _so_before(p: Parse, clause: Clause) -> int:
    """..., so betont auch sie, ...: index of the so, or -1."""
    so = clause.head - 1
    opens = clause.finite == clause.head and so > 0 and p.lower[so] == "so"
    return so if opens and p.words[so - 1] in {",", "–", "“", "«"} else -1


def _is_only_verb(p: Parse, start: int, finite: int, head: int) -> bool:
    """Wie die „Aktion Deutschland hilft“ mitteilte, ...: the first verb outside quotation marks, a comma behind it."""
    last = max(finite, head)
    if p.words[last + 1] not in {",", "“"} or last - start > 30:
        return False
    marked = False
    for k in range(start + 1, min(finite, head)):
        marked = marked ^ (p.words[k] in QUOTE_MARKS)
        if p.tags[k] in FINITE and not marked:
            return False
    return True


def _inside_subject(p: Parse, comma: int, clause: Clause) -> bool:
    """Is the comma inside the subject (die Sprecherin, Frau X, mitteilte)?"""
    phrase = p.noun_phrase(clause.subject) if clause.subject >= 0 else []
    return bool(phrase) and phrase[0] < comma <= phrase[-1] + 1


def _addressee(p: Parse, clause: Clause, speaker: list[int], cues: Cues) -> list[int]:
    """To whom: gegenüber der Zeitung, sagte Reportern, dem Blatt."""
    for c in p.children[clause.head]:
        if c not in speaker and p.tags[c] in NOMINAL and _is_addressee(p, clause, c, cues):
            return p.noun_phrase(c)
    return []


def _is_addressee(p: Parse, clause: Clause, c: int, cues: Cues) -> bool:
    case = p.child(c, "case")
    if case >= 0:
        to = p.lower[case] in p.classes["addressee_preposition"] and bool(p.ents[c])
        return p.lower[case] == "gegenüber" or (to and clause.lemma in p.classes["verb_of_saying_to"])
    return (
        p.deps[c] in OBJECT and p.tags[c] in NOUN and any(clause.lemma in verbs for verbs in cues.addressees.values())
    )
