"""The noun phrase that names who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.parse import FINITE, NOMINAL, OBJECT, Clause, Parse
from ...german.roles import Roles
from .cues import Cues


def can_speak(p: Parse, roles: Roles, phrase: list[int]) -> bool:
    """Is it somebody or something that can be quoted: a name, a pronoun, a person, a body, a document?"""
    inside = set(phrase)
    for k in phrase:
        if p.deps[k] in {"nmod", "obl"} and p.heads[k] in inside and p.heads[k] < k:
            continue  # die Zahl der Menschen says nothing
        if p.ents[k] or p.tags[k] in {"NE", "PPER", "PDS", "PRELS", "FM"}:
            return True
        if p.tags[k] == "NN" and (
            roles.noun(p.words[k], p.lemmas[k]) is not None or roles.organisation(p.words[k]) is not None
        ):
            return True
    return False


def speaker_phrase(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    """Who speaks in a clause with a cue verb; empty where nobody is named."""
    roles = cues.roles
    if clause.lemma == "zitieren":
        quoted = _whose_words(p, clause, roles)
        if quoted:
            return quoted
    if clause.passive:
        return _agent(p, clause) or _document(p, clause, roles)
    subject = clause.subject
    if subject >= 0 and (
        p.lower[subject] == "man" or (p.lower[subject] == "es" and (clause.lemma in cues.impersonal or clause.copular))
    ):
        return _document(p, clause, roles)
    candidates = list(_candidates(p, clause))
    best = next((c for c in candidates if can_speak(p, roles, c)), candidates[0] if candidates else [])
    return _whole(p, best, clause)


def _whole(p: Parse, phrase: list[int], clause: Clause) -> list[int]:
    """With what stands between the phrase and its verb, where the parser lost it.

    X, Sprecherin der Y, sagte / X vom Verband Y sagte.
    """
    verb = clause.finite
    if (
        not phrase
        or phrase[-1] >= verb - 1
        or p.sent[phrase[-1]] != p.sent[verb]
        or phrase[-1] != phrase[0] + len(phrase) - 1
    ):
        return phrase
    gap = range(phrase[-1] + 1, verb)
    first = p.words[gap[0]]
    named = any(p.tags[k] == "NE" for k in phrase) or p.tags[phrase[-1]] == "NN"
    if not named or len(gap) > 14 or any(p.tags[k] in FINITE or p.tags[k] in {"PRELS", "KOUS"} for k in gap):
        return phrase
    if first == "," and p.words[gap[-1]] == "," and len(gap) > 2 and p.tags[gap[1]] in {"ART", "NN", "NE", "ADJA"}:
        return [*phrase, *gap[:-1]]
    if (
        p.lower[gap[0]] in {"von", "vom"}
        and not any(p.words[k] in {",", ";", ":"} for k in gap)
        and p.tags[gap[-1]] in {"NN", "NE", "FM", "XY", "$("}
    ):
        return [*phrase, *gap]
    return phrase


def _whose_words(p: Parse, clause: Clause, roles: Roles) -> list[int]:
    """wird Panetta zitiert, zitierte man Lynch: the one who is cited speaks."""
    if clause.passive:
        cited = clause.subject
    elif clause.subject >= 0 and p.lower[clause.subject] == "man":
        cited = next((c for c in p.children[clause.head] if p.deps[c] in OBJECT and p.tags[c] in NOMINAL), -1)
    else:
        return []
    phrase = _trim(p, p.noun_phrase(cited), clause) if cited >= 0 else []
    return phrase if can_speak(p, roles, phrase) else []


def _candidates(p: Parse, clause: Clause) -> Iterator[list[int]]:
    """The parser's subject and the phrase beside the verb, the likelier one first."""
    subject = clause.subject
    pointer = subject >= 0 and p.lower[subject] in {"das", "dies"} and subject == clause.finite - 1
    parsed = (
        _trim(p, p.noun_phrase(subject), clause)
        if subject >= 0 and p.tags[subject] not in {"PWS", "PWAT", "PWAV"}
        else []
    )
    beside = (
        _beside_verb(p, clause, behind=pointer)
        if not parsed or pointer or _subject_misplaced(p, clause) or _adverbial(p, parsed)
        else []
    )
    yield from (phrase for phrase in (beside, parsed) if phrase)
    if parsed and not beside:
        yield from (phrase for phrase in [_beside_verb(p, clause)] if phrase)


def _adverbial(p: Parse, phrase: list[int]) -> bool:
    """Des Weiteren, letzten September: the parser takes such phrases for subjects."""
    return p.lower[phrase[-1]] in TIME or p.lower[phrase[-1]] in {"weiteren", "uhr"} or p.tags[phrase[-1]] in {"CARD"}


def _subject_misplaced(p: Parse, clause: Clause) -> bool:
    """„...“, sagte Singh: the subject stands behind such a verb; one before it belongs to what is said."""
    verb = clause.finite
    start = p.sents[p.sent[clause.head]][0]
    if p.heads[clause.subject] != clause.head and verb > start and p.words[verb - 1] == ",":
        return True  # a subject shared with the clause before; a verb of saying right behind a comma has its own
    inverted = verb > start and (
        p.words[verb - 1] in {"“", "«"} or (p.words[verb - 1] == "," and verb > 1 and p.words[verb - 2] in {"“", "«"})
    )
    return inverted and clause.subject < verb and bool(_plain_phrase(p, verb + 1, p.sents[p.sent[verb]][1]))


def _beside_verb(p: Parse, clause: Clause, behind: bool = False) -> list[int]:
    """The parser found no subject: the noun phrase right behind the verb (sagen westliche Beamte), or before it."""
    verb = clause.finite
    if verb < 0:
        return []
    start, end = p.sents[p.sent[verb]]
    if behind or (verb > start and p.words[verb - 1] in {",", "“", "«", '"', "–"}):
        first = verb + 1
        while first < end and p.tags[first] in {"ADV", "ADJD", "PROAV", "PRF"}:
            first += 1
        return _plain_phrase(p, first, end)
    k = verb - 1
    while k >= start and p.tags[k] in {"ADV", "PROAV", "PTKNEG", "PRF"}:
        k -= 1
    stop = k + 1
    while k >= start and p.tags[k] in PHRASE_TAGS:
        k -= 1
    phrase = list(range(k + 1, stop))
    return phrase if any(p.tags[i] in {"NN", "NE", "PPER"} for i in phrase) else []


QUOTE_MARKS = frozenset({"„", "“", "»", "«", '"'})
PHRASE_TAGS = frozenset({"ART", "ADJA", "NN", "NE", "PPOSAT", "PDAT", "PIAT", "CARD", "FM", "TRUNC", "PPER"})


def _plain_phrase(p: Parse, start: int, end: int) -> list[int]:
    """Article, adjectives, nouns and names from `start` on; empty if something else stands there."""
    stop = start
    while stop < end and p.tags[stop] in PHRASE_TAGS:
        stop += 1
    phrase = list(range(start, stop))
    noun = next((i for i in phrase if p.tags[i] in {"NN", "NE", "PPER"}), -1)
    if noun < 0:
        return []
    full = [k for k in p.noun_phrase(noun) if k >= start]
    return full if full and full[0] == start and len(full) >= len(phrase) else phrase


def _agent(p: Parse, clause: Clause) -> list[int]:
    """Von wem: the agent of a passive."""
    for c in p.children[clause.head]:
        case = p.child(c, "case")
        if (
            case >= 0
            and p.lower[case] in {"von", "vom", "durch", "seitens"}
            and (p.deps[c] in {"obl:agent", "obl", "nmod"})
            and p.tags[c] in NOMINAL
        ):
            return [k for k in p.noun_phrase(c) if k > case]
    return []


def _document(p: Parse, clause: Clause, roles: Roles) -> list[int]:
    """Es heißt in dem Bericht, in einer Mitteilung wurde gefordert: the document speaks."""
    for c in p.children[clause.head]:
        case = p.child(c, "case")
        if (
            case >= 0
            and p.lower[case] in {"in", "im", "aus", "bei", "beim", "von", "auf"}
            and p.tags[c] in {"NN", "NE"}
        ):
            known = roles.noun(p.words[c], p.lemmas[c])
            if not clause.passive or (known is not None and known.kind in {"document", "medium"}):
                return [k for k in p.noun_phrase(c) if k > case]
    return []


def _trim(p: Parse, phrase: list[int], clause: Clause) -> list[int]:
    """Without adverbs of time at the edges (sagte Singh am Montag) and without the verb itself."""
    verbs = {clause.head, clause.finite, clause.particle}
    phrase = [k for k in phrase if k not in verbs]
    if clause.subject in phrase:
        phrase = _around(phrase, clause.subject)
    while (
        len(phrase) > 1
        and phrase[0] != clause.subject
        and (p.is_punct(phrase[0]) or p.tags[phrase[0]] in {"ADV", "KON", "PROAV"})
    ):
        phrase.pop(0)
    while (
        len(phrase) > 1
        and phrase[-1] != clause.subject
        and (
            p.is_punct(phrase[-1])
            and p.words[phrase[-1]] != ")"
            and p.words[phrase[-1]] not in {"“", "«", '"'}
            or p.tags[phrase[-1]] in {"ADV", "PROAV"}
        )
    ):
        phrase.pop()
    return _without_time(p, phrase, clause.subject)


def _around(phrase: list[int], head: int) -> list[int]:
    """The run of neighbouring indices that holds the head."""
    at = phrase.index(head)
    start = end = at
    while start > 0 and phrase[start - 1] == phrase[start] - 1:
        start -= 1
    while end + 1 < len(phrase) and phrase[end + 1] == phrase[end] + 1:
        end += 1
    return phrase[start : end + 1]


TIME = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montagabend januar februar märz april mai juni juli "
    "august september oktober november dezember morgen abend mittag nachmittag vormittag nacht woche jahr monat tag wochenende "
    "pressekonferenz interview gespräch anfrage anschluss".split()
)


def _without_time(p: Parse, phrase: list[int], head: int) -> list[int]:
    """The parser hangs 'am Montag' on the name before it; it belongs to the verb."""
    for at, k in enumerate(phrase):
        if k > head and p.tags[k] in {"APPR", "APPRART"}:
            noun = next((n for n in phrase[at + 1 :] if p.tags[n] in {"NN", "NE"}), -1)
            if noun >= 0 and (p.lower[noun] in TIME or p.lower[noun].endswith(("tag", "abend", "morgen", "mittag"))):
                return phrase[:at]
    return phrase


def genitive_of(p: Parse, noun: int) -> list[int]:
    """Whose: the genitive or von-phrase of a noun (die Forderung der SPD)."""
    for c in p.children[noun]:
        if p.deps[c] == "nmod" and p.tags[c] in NOMINAL and c > noun:
            case = p.child(c, "case")
            if case < 0 or p.lower[case] in {"von", "vom", "seitens", "durch"}:
                return [k for k in p.noun_phrase(c) if k > case and k > noun]
    return []
