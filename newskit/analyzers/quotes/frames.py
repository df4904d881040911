"""Frames: who is said to say something, with which words. Each finder looks at one kind of frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...pipeline.grammar import FINITE, NOMINAL, OBJECT, Clause, Parse
from .cues import CORRELATES, Cues
from .speakers import PHRASE_TAGS, genitive_of, speaker_phrase

QUOTE_MARKS = frozenset({"„", "“", "»", "«", '"'})


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
        if word in _STARTERS:
            frame = _prepositional(p, i, word, cues)
        elif word in {"demnach", "wonach", "danach", "demzufolge"}:
            frame = _adverb(p, i, word)
        else:
            continue
        if frame is not None:
            yield frame


_STARTERS = frozenset({"laut", "nach", "zufolge", "gemäß", "so", "lt."})


def verb_frame(p: Parse, clause: Clause, cues: Cues) -> Frame | None:
    """A clause whose predicate is a cue."""
    head = clause.head
    told = _let_tell(p, clause, cues)
    categories = cues.verb(p.lemmas[told].lower()) if told >= 0 else cues.verb(clause.lemma) or _copular_cue(p, clause)
    if not categories or (clause.finite < 0 and p.deps[head] not in {"conj", "root"}):
        return None
    cue = sorted({*_cue_tokens(p, clause), *([told] if told >= 0 else [])})
    speaker = speaker_phrase(p, clause, cues.roles)
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
    frame.addressee = _addressee(p, clause, speaker)
    return frame


def _after_wie(p: Parse, wie: int, clause: Clause) -> list[int]:
    """wie die „Aktion Deutschland hilft“ heute mitteilte: the phrase right behind wie, up to the adverbials."""
    end = max(clause.head, clause.finite)
    stop = wie + 1
    marked = False
    while stop < end and (marked or p.tags[stop] in PHRASE_TAGS or p.words[stop] in QUOTE_MARKS):
        marked = marked ^ (p.words[stop] in QUOTE_MARKS)
        stop += 1
    phrase = list(range(wie + 1, stop))
    subject = p.noun_phrase(clause.subject) if clause.subject > wie else []
    if subject and subject[0] <= wie + 2 and subject[-1] >= stop - 1 and subject[-1] < end:
        return []
    return phrase if any(p.tags[k] in {"NN", "NE", "PPER"} for k in phrase) else []


def _let_tell(p: Parse, clause: Clause, cues: Cues) -> int:
    """The infinitive of ließ ... mitteilen, ließ ... wissen; -1 for other verbs."""
    if clause.lemma != "lassen":
        return -1
    for c in p.children[clause.head]:
        if p.tags[c] == "VVINF" and cues.verb(p.lemmas[c].lower()).get("say", 0.0) >= 0.6:
            return c
    return -1


def _copular_cue(p: Parse, clause: Clause) -> dict[str, float]:
    """überzeugt sein, der Ansicht sein."""
    word = p.lower[clause.head]
    if clause.copular and word in {"überzeugt", "sicher", "zuversichtlich", "besorgt", "optimistisch"}:
        return {"think": 0.8}
    if clause.copular and word in {"ansicht", "meinung", "auffassung", "überzeugung"}:
        return {"think": 0.9}
    return {}


def _cue_tokens(p: Parse, clause: Clause) -> list[int]:
    head = clause.head
    cue = {head}
    for c in p.children[head]:
        if p.deps[c] in {"aux", "aux:pass", "cop"} and p.tags[c] in FINITE and p.tags[c] != "VMFIN":
            cue.add(c)
        elif p.deps[c] == "compound:prt":
            cue.add(c)
        elif (
            p.lower[c] in CORRELATES and p.tags[c] in {"PROAV", "ADV"} and c > head - 12 and _comma_follows(p, c, head)
        ):
            cue.add(c)
        elif p.lower[head] in {"heißt", "hieß"} and p.lower[c] == "es":
            cue.add(c)
    if (
        p.lower[head] in {"heißt", "hieß", "heiße"}
        and len(cue) == 1
        and head + 1 < len(p)
        and p.lower[head + 1] == "es"
    ):
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
    for k in range(min(i, clause.head) - 1, max(start, i - 25) - 1, -1):
        if p.words[k] in {",", ";", ":", "“"} and not _inside_phrase(p, k, clause):
            return -1
        if p.lower[k] == "wie" and (k == start or p.words[k - 1] in {",", "–", "-", "(", "„"}):
            return k
    return -1


def _inside_phrase(p: Parse, comma: int, clause: Clause) -> bool:
    """Is the comma inside the subject (die Sprecherin, Frau X, mitteilte)?"""
    if clause.subject < 0:
        return False
    phrase = p.noun_phrase(clause.subject)
    return phrase[0] < comma <= phrase[-1] + 1


def _addressee(p: Parse, clause: Clause, speaker: list[int]) -> list[int]:
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
            and clause.lemma in _DATIVE
        ):
            return p.noun_phrase(c)
        if case < 0 and p.deps[c] in OBJECT and p.tags[c] in {"NN", "NE"} and clause.lemma in _ACCUSATIVE:
            return p.noun_phrase(c)
    return []


_DATIVE = frozenset(
    {
        "sagen",
        "mitteilen",
        "berichten",
        "erklären",
        "erzählen",
        "vorwerfen",
        "versichern",
        "bestätigen",
        "drohen",
        "raten",
        "empfehlen",
    }
)
_ACCUSATIVE = frozenset({"auffordern", "warnen", "bitten", "informieren", "ermahnen", "fragen"})


def _prepositional(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    if word == "so":
        return _so(p, i)
    head = p.heads[i]
    if p.tags[i] not in {"APPR", "APPO", "ADJD", "APPRART", "ADV", "PTKVZ"} or head == i:
        return None
    if word == "zufolge" or (word == "nach" and head < i and p.tags[i] in {"APPO", "APPR"} and _is_noun(p, head)):
        return _postposed(p, i, word, cues)
    if p.deps[i] != "case" or head < i or not _is_noun(p, head):
        return _laut(p, i) if word in {"laut", "lt."} else None
    speaker = _after(p, i, head)
    if word in {"nach", "gemäß"} and not _attributes(p, word, head, speaker, cues):
        return None
    if word == "laut" and p.lower[head] in {"gesetz", "vertrag", "verfassung"}:
        return None
    return Frame("prep", [i], head, speaker, p.sent[i], word, {"say": 1.0})


def _attributes(p: Parse, word: str, head: int, speaker: list[int], cues: Cues) -> bool:
    """nach Angaben, gemäß dem Bericht; after other nouns of saying (nach der Ankündigung) only with hearsay behind."""
    if cues.is_attributing_noun(p.lemmas[head], p.words[head]):
        return True
    if word == "gemäß":
        known = cues.roles.noun(p.words[head], p.lemmas[head])
        return bool(p.ents[head]) or (
            known is not None and known.kind in {"document", "medium"} and known.weight >= 0.6
        )
    behind = speaker[-1] + 1 if speaker else head + 1
    hearsay = behind < len(p) and (
        p.lower[behind] in {"soll", "sollen"} or (p.tags[behind] in FINITE and p.subjunctive[behind])
    )
    return hearsay and cues.nouns.get(p.lemmas[head].lower(), 0.0) >= 0.3


def _laut(p: Parse, i: int) -> Frame | None:
    """Laut „Reuters“: where the parser lost the preposition, the plain phrase behind it."""
    stop = i + 1
    end = p.sents[p.sent[i]][1]
    while stop < end and (p.tags[stop] in PHRASE_TAGS or p.words[stop] in QUOTE_MARKS) and stop < i + 10:
        stop += 1
    phrase = list(range(i + 1, stop))
    head = next((k for k in phrase if p.tags[k] in {"NN", "NE", "FM"}), -1)
    return Frame("prep", [i], head, phrase, p.sent[i], "laut", {"say": 1.0}) if head >= 0 else None


def _is_noun(p: Parse, i: int) -> bool:
    return p.tags[i] in NOMINAL or p.tags[i] in {"ADJA"}


def _after(p: Parse, i: int, head: int) -> list[int]:
    """The noun phrase right after a preposition."""
    phrase = [k for k in p.noun_phrase(head) if k > i]
    return list(range(i + 1, phrase[-1] + 1)) if phrase else [head]


def _postposed(p: Parse, i: int, word: str, cues: Cues) -> Frame | None:
    """Den Angaben zufolge, seiner Meinung nach: the phrase stands before the cue."""
    head = p.heads[i]
    if head > i or not _is_noun(p, head):
        head = i - 1
        while head > 0 and not _is_noun(p, head) and head > i - 4:
            head -= 1
        if not _is_noun(p, head):
            return None
    if word == "nach" and not cues.is_attributing_noun(p.lemmas[head], p.words[head]):
        return None
    phrase = [k for k in p.noun_phrase(head) if k < i]
    if not phrase or phrase[-1] < i - 1:
        phrase = list(range(phrase[0] if phrase else head, i))
    if word == "nach" and i - head > 1:
        return None
    return Frame("prep", [i], head, phrase, p.sent[i], word, {"say": 1.0})


def _so(p: Parse, i: int) -> Frame | None:
    """..., so Rutte. / „...“, so die Sprecherin weiter."""
    start, end = p.sents[p.sent[i]]
    if i == start or i + 1 >= end or p.words[i - 1] not in {",", "“", "”", "«", "»", '"', "–", "-"}:
        return None
    first = i + 1
    if p.tags[first] not in {"ART", "NN", "NE", "ADJA", "PPER", "PPOSAT", "PIAT", "PDAT", "FM", "CARD", "PDS", "PIS"}:
        return None
    stop = first
    while stop < end and p.words[stop] not in {",", ".", ";", "–", ":", "“", "„", "!", "?"}:
        if p.tags[stop] in FINITE:
            return None
        stop += 1
    head = next((k for k in range(first, stop) if _is_noun(p, k) and p.tags[k] != "ADJA"), -1)
    if head < 0:
        return None
    phrase = p.noun_phrase(_top_noun(p, head, first, stop))
    phrase = [k for k in phrase if k >= first]
    tokens = list(range(first, (phrase[-1] if phrase else stop - 1) + 1))
    return Frame("so", [i], head, tokens, p.sent[i], "so", {"say": 1.0})


def _top_noun(p: Parse, head: int, first: int, stop: int) -> int:
    while p.heads[head] != head and first <= p.heads[head] < stop and _is_noun(p, p.heads[head]):
        head = p.heads[head]
    return head


def _adverb(p: Parse, i: int, word: str) -> Frame | None:
    """Demnach ..., Danach ... at the start of a sentence; wonach after a noun."""
    start, end = p.sents[p.sent[i]]
    if word == "wonach":
        if i == start or p.words[i - 1] != ",":
            return None
        noun = next((k for k in range(i - 2, start - 1, -1) if p.tags[k] in {"NN", "NE"}), -1)
        speaker = p.noun_phrase(noun) if noun >= 0 else []
        return Frame("adverb", [i], i, speaker, p.sent[i], word, {"say": 1.0})
    if word == "danach" and (
        i != start or i + 1 >= end or not p.subjunctive[i + 1] and p.lower[i + 1] not in {"soll", "sollen"}
    ):
        return None
    if i != start and p.words[i - 1] not in {",", ";", ":"} and p.tags[i - 1] not in FINITE:
        return None
    return Frame("adverb", [i], i, [], p.sent[i], word, {"say": 1.0})


def noun_frames(p: Parse, cues: Cues) -> Iterator[tuple[Frame, int]]:
    """Nouns of saying with a clause as their content: die Forderung der SPD, den Vertrag zu kündigen. (frame, clause head)"""
    for clause in p.clauses.values():
        above = p.heads[clause.head]
        if above == clause.head or p.deps[clause.head] not in {"acl", "ccomp"} or p.tags[above] != "NN":
            continue
        weight = cues.nouns.get(p.lemmas[above].lower(), cues.nouns.get(p.lower[above], 0.0))
        if weight < 0.6 or clause.head < above or _is_relative(p, clause):
            continue
        if clause.mark >= 0 and p.lower[clause.mark] not in {"dass", "daß", "ob"}:
            continue
        phrase = [k for k in p.noun_phrase(above) if k <= above]
        cue, speaker = _who_has_it(p, above, phrase, cues)
        yield Frame("noun", cue, above, speaker, p.sent[above], p.lemmas[above], {"say": weight}), clause.head


def _is_relative(p: Parse, clause: Clause) -> bool:
    """Does the clause begin with a relative pronoun (die Erklärung, die am Montag ...)?"""
    first = p.subtree(clause.head)[:4]
    return any(p.tags[k] in {"PRELS", "PRELAT"} for k in first)


def _who_has_it(p: Parse, noun: int, phrase: list[int], cues: Cues) -> tuple[list[int], list[int]]:
    """vertritt die Ansicht: the subject; die Forderung der SPD: the genitive; else the noun stands for its speaker."""
    clause = p.clause(noun)
    if (
        clause is not None
        and p.deps[noun] in OBJECT
        and clause.subject >= 0
        and p.tags[clause.subject] in NOMINAL
        and not clause.passive
    ):
        return sorted({clause.head, *phrase}), speaker_phrase(p, clause, cues.roles)
    return phrase, genitive_of(p, noun) or phrase
