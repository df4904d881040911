"""The words that introduce what somebody says (resources/de/cues.tsv), and the phrase that names who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...errors import InputError
from ...german.parse import FINITE, NOMINAL, NOUN, OBJECT, Clause, Parse
from ...german.roles import Roles
from ...resources import Entry, Lexicons
from .marks import in_marks_before, with_marks

VERB_CATEGORIES = ("say", "think", "demand", "evaluate", "announce", "document", "question")
#: From this weight on a preposition attributes whatever stands behind it, below it only with a noun of `attribution`.
ALONE = 0.6
#: From this weight on a noun makes nach, gemäß ... an attribution; below it, it is a law or a tip-off with laut, too.
ATTRIBUTES = 0.5
#: From this weight on an adverb attributes its sentence; below it only where hearsay follows (Danach soll ...).
SURE_ADVERB = 0.5
#: From this weight on it does so wherever it stands; below it only at the edge of a clause.
ANYWHERE = 0.9
#: From this weight on `es` belongs to an impersonal verb's cue (heißt es).
WITH_ES = 0.5


class Cues:
    """Cue words by category. `verbs[lemma]` and the last part of `phrases[verb]` are {category: weight}."""

    def __init__(self, folder: str = "") -> None:
        self.roles = Roles.of(folder)
        self.verbs: dict[str, dict[str, float]] = {}
        self.phrases: dict[str, dict[tuple[str, ...], dict[str, float]]] = {}
        self.addressees: dict[str, set[str]] = {"dat": set(), "acc": set()}
        self._words: dict[str, dict[str, float]] = {}
        for entry in Lexicons.of(folder).entries("cues"):
            if entry.category in VERB_CATEGORIES:
                self._add_verb(entry)
            elif entry.category != "reported":  # see reported.py
                self._words.setdefault(entry.category, {})[_one_word(entry)] = entry.weight
        self.nouns = self._of("noun")
        self.light, self.impersonal = self._of("light"), self._of("impersonal")
        self.prepositions, self.postpositions = self._of("prep"), self._of("postposition")
        self.parentheticals = self._of("parenthetical")
        self.adverbs, self.relative_adverbs = self._of("adverb"), self._of("relative_adverb")
        self._attributions = self._of("attribution")
        #: All words that make a frame without a verb.
        without_verb = ("prep", "postposition", "parenthetical", "adverb", "relative_adverb")
        self.alone = {word for category in without_verb for word in self._of(category)}

    def _of(self, category: str) -> dict[str, float]:
        return self._words.get(category, {})

    def _add_verb(self, entry: Entry) -> None:
        """A verb (sagen), what one can be (überzeugt, der Ansicht), or a verb with its words (bekannt geben)."""
        *others, verb = entry.lemma.lower().split()
        if others:
            self.phrases.setdefault(verb, {}).setdefault(tuple(others), {})[entry.category] = entry.weight
            return
        self.verbs.setdefault(verb, {})[entry.category] = entry.weight
        case = entry.more.get("addressee", "")
        if case and case not in self.addressees:
            raise InputError(f"cues.tsv, {entry.lemma!r}: the addressee is {case!r}. Allowed: dat, acc, or nothing.")
        if case:
            self.addressees[case].add(verb)

    @staticmethod
    @cache
    def of(folder: str = "") -> Cues:
        """The cues for a folder of word lists ("" for newskit's own)."""
        return Cues(folder)

    def verb(self, lemma: str) -> dict[str, float]:
        """Categories and weights of a verb; empty if it is no cue."""
        return self.verbs.get(lemma) or self.verbs.get(lemma.removeprefix("weiter"), {})  # sagte sie weiter

    def with_es(self, lemma: str) -> bool:
        """Does es belong to the verb (heißt es, heißt es weiter)?"""
        return self.impersonal.get(lemma.removeprefix("weiter"), 0.0) >= WITH_ES

    def phrase(self, p: Parse, clause: Clause) -> tuple[list[int], dict[str, float]]:
        """The words beside the verb that make it a cue, wherever they stand, with its categories (gab bekannt)."""
        listed = self.phrases.get(clause.lemma)
        if not listed:
            return [], {}
        own = p.children[clause.head]
        beside = {p.lower[k]: k for c in own for k in (*p.children[c], c) if k == c or p.deps[k] == "case"}
        for words, categories in listed.items():
            if beside.keys() >= set(words):
                return [beside[word] for word in words], categories
        return [], {}

    def attribution(self, word: str, lemma: str) -> float:
        """How surely a noun behind nach tells whose words follow (Angaben, Polizeiangaben); 0 for other nouns."""
        forms = (word.lower(), lemma.lower())
        endings = (f"-{form[at:]}" for form in forms for at in range(1, len(form) - 2))
        return next((self._attributions[f] for f in (*forms, *endings) if f in self._attributions), 0.0)

    def is_attributing_noun(self, p: Parse, i: int) -> bool:
        """Angaben, Ansicht, Bericht, Polizeiangaben: nouns that make `nach` an attribution."""
        return self.attribution(p.words[i], p.lemmas[i]) >= ATTRIBUTES

    def noun(self, p: Parse, i: int) -> float:
        """How surely a noun makes a frame (die Forderung); 0 for other nouns."""
        return self.nouns.get(p.lemmas[i].lower(), self.nouns.get(p.lower[i], 0.0))


def _one_word(entry: Entry) -> str:
    if " " in entry.lemma:
        raise InputError(
            f"cues.tsv, {entry.lemma!r}: a line of category {entry.category!r} is one word. "
            "For `nach Angaben` write `Angaben` in category attribution, for `Angaben zufolge` nothing: zufolge "
            "attributes by itself."
        )
    return entry.lemma.lower()


#: Tags of the words of a plain noun phrase.
PHRASE_TAGS = frozenset({"ART", "ADJA", "NN", "NE", "PPOSAT", "PDAT", "PIAT", "CARD", "FM", "TRUNC", "PPER"})
_CLOSING = frozenset({"“", "«"})
_SPEAKING = frozenset({"NE", "PPER", "PDS", "PRELS", "FM"})
_NAMING = frozenset({"NN", "NE", "PPER"})
#: What may stand alone before a verb whose subject follows it (Ursprünglich hatte das Amt ...).
_OPENS_INVERSION = frozenset({"ADV", "ADJD", "PROAV"})


def can_speak(p: Parse, roles: Roles, phrase: list[int]) -> bool:
    """Is it somebody or something that can be quoted: a name, a pronoun, a person, a body, a document?"""
    inside = set(phrase)
    for k in phrase:
        if p.deps[k] in {"nmod", "obl"} and p.heads[k] in inside and p.heads[k] < k:
            continue  # die Zahl der Menschen says nothing
        if p.ents[k] or p.tags[k] in _SPEAKING:
            return True
        if p.tags[k] == "NN" and (roles.noun(p.words[k], p.lemmas[k]) or roles.organisation(p.words[k])):
            return True
    return False


def speaker_phrase(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    """The noun phrase that names who speaks in a clause with a cue verb; empty where nobody is named."""
    return with_marks(p, _speaker_phrase(p, clause, cues)) or in_marks_before(p, max(clause.finite, clause.head))


def _speaker_phrase(p: Parse, clause: Clause, cues: Cues) -> list[int]:
    quoted = _whose_words(p, clause, cues.roles) if clause.lemma == "zitieren" else []
    if quoted:
        return quoted
    if clause.passive:
        return _agent(p, clause) or _document(p, clause, cues.roles)
    subject = p.lower[clause.subject] if clause.subject >= 0 else ""
    if subject == "man" or (subject == "es" and (clause.lemma in cues.impersonal or clause.copular)):
        return _document(p, clause, cues.roles)
    candidates = list(_candidates(p, clause))
    best = next((c for c in candidates if can_speak(p, cues.roles, c)), candidates[0] if candidates else [])
    return _whole(p, best, clause)


def _whole(p: Parse, phrase: list[int], clause: Clause) -> list[int]:
    """With what stands between the phrase and its verb, where the parser lost it.

    X, Sprecherin der Y, sagte / X vom Verband Y sagte.
    """
    verb = clause.finite
    if not phrase or phrase[-1] >= verb - 1 or p.sent[phrase[-1]] != p.sent[verb]:
        return phrase
    gap = range(phrase[-1] + 1, verb)
    named = any(p.tags[k] == "NE" for k in phrase) or p.tags[phrase[-1]] == "NN"
    if phrase[-1] != phrase[0] + len(phrase) - 1 or not named or len(gap) > 14:
        return phrase
    if any(p.tags[k] in FINITE or p.tags[k] in {"PRELS", "KOUS"} for k in gap):
        return phrase
    return [*phrase, *_lost(p, gap)]


def _lost(p: Parse, gap: range) -> range:
    """The part of the gap between a phrase and its verb that is an apposition or a von-phrase of it."""
    first, last = gap[0], gap[-1]
    if p.words[first] == p.words[last] == "," and len(gap) > 2 and p.tags[gap[1]] in {"ART", "NN", "NE", "ADJA"}:
        return gap[:-1]
    of = p.lower[first] in p.classes["of_preposition"] and not any(p.words[k] in {",", ";", ":"} for k in gap)
    return gap if of and p.tags[last] in {"NN", "NE", "FM", "XY", "$("} else gap[:0]


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
    subject, parsed, beside = clause.subject, [], []
    pointer = subject >= 0 and p.lower[subject] in p.classes["demonstrative_neuter"] and subject == clause.finite - 1
    if subject >= 0 and p.tags[subject] not in {"PWS", "PWAT", "PWAV"}:
        parsed = _trim(p, p.noun_phrase(subject), clause)
    if not parsed or pointer or _subject_misplaced(p, clause) or _adverbial(p, parsed):
        beside = _beside_verb(p, clause, behind=pointer)
    yield from (phrase for phrase in (beside, parsed) if phrase)
    if parsed and not beside:
        yield from (phrase for phrase in [_beside_verb(p, clause)] if phrase)


def _adverbial(p: Parse, phrase: list[int]) -> bool:
    """Des Weiteren, letzten September: the parser takes such phrases for subjects."""
    last = p.lower[phrase[-1]]
    listed = last in p.classes["time_beside_speaker"] or last in p.classes["adverbial_end"]
    return listed or p.tags[phrase[-1]] == "CARD"


def _subject_misplaced(p: Parse, clause: Clause) -> bool:
    """„...“, sagte Singh: the subject stands behind such a verb; one before it belongs to what is said."""
    verb = clause.finite
    start = p.sents[p.sent[clause.head]][0]
    comma = verb > start and p.words[verb - 1] == ","
    if comma and p.heads[clause.subject] != clause.head:
        return True  # a subject shared with the clause before; a verb of saying right behind a comma has its own
    behind = verb - 2 if comma else verb - 1
    inverted = verb > start and behind >= 0 and p.words[behind] in _CLOSING
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
    if any(p.tags[i] in _NAMING for i in phrase):
        return phrase
    inverted = verb > start and p.tags[verb - 1] in _OPENS_INVERSION
    return _plain_phrase(p, verb + 1, end) if inverted else []


def _plain_phrase(p: Parse, start: int, end: int) -> list[int]:
    """Article, adjectives, nouns and names from `start` on; empty if something else stands there."""
    stop = next((k for k in range(start, end) if p.tags[k] not in PHRASE_TAGS), max(start, end))
    noun = next((i for i in range(start, stop) if p.tags[i] in _NAMING), -1)
    if noun < 0:
        return []
    full = [k for k in p.noun_phrase(noun) if k >= start]
    return full if full and full[0] == start and len(full) >= stop - start else list(range(start, stop))


def with_preposition(p: Parse, head: int, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The dependents of a word that have one of these prepositions: (dependent, preposition)."""
    for c in p.children[head]:
        case = p.child(c, "case")
        if case >= 0 and p.lower[case] in words:
            yield c, case


def _agent(p: Parse, clause: Clause) -> list[int]:
    """Von wem: the agent of a passive."""
    for c, case in with_preposition(p, clause.head, p.classes["agent_preposition"]):
        if p.deps[c] in {"obl:agent", "obl", "nmod"} and p.tags[c] in NOMINAL:
            return [k for k in p.noun_phrase(c) if k > case]
    return []


def _document(p: Parse, clause: Clause, roles: Roles) -> list[int]:
    """Es heißt in dem Bericht, in einer Mitteilung wurde gefordert: the document speaks."""
    for c, case in with_preposition(p, clause.head, p.classes["document_preposition"]):
        known = roles.noun(p.words[c], p.lemmas[c]) if p.tags[c] in NOUN else None
        if any(p.tags[k] == "CARD" for k in p.children[c]):
            continue  # schätzt man auf 15 Millionen Euro
        if p.tags[c] in NOUN and (not clause.passive or (known and known.kind in {"document", "medium"})):
            return [k for k in p.noun_phrase(c) if k > case]
    return []


def _trim(p: Parse, phrase: list[int], clause: Clause) -> list[int]:
    """Without adverbs of time at the edges (sagte Singh am Montag) and without the verb itself."""
    phrase = [k for k in phrase if k not in (clause.head, clause.finite, clause.particle)]
    subject = clause.subject
    if subject in phrase:
        phrase = _around(phrase, subject)
    while len(phrase) > 1 and phrase[0] != subject:
        if not p.is_punct(phrase[0]) and p.tags[phrase[0]] not in {"ADV", "KON", "PROAV"}:
            break
        phrase.pop(0)
    while len(phrase) > 1 and phrase[-1] != subject:
        mark = p.is_punct(phrase[-1]) and p.words[phrase[-1]] not in {")", "“", "«", '"'}
        if not mark and p.tags[phrase[-1]] not in {"ADV", "PROAV"}:
            break
        phrase.pop()
    return _without_time(p, phrase, subject)


def _around(phrase: list[int], head: int) -> list[int]:
    """The run of neighbouring indices that holds the head."""
    start = end = phrase.index(head)
    while start > 0 and phrase[start - 1] == phrase[start] - 1:
        start -= 1
    while end + 1 < len(phrase) and phrase[end + 1] == phrase[end] + 1:
        end += 1
    return phrase[start : end + 1]


def _without_time(p: Parse, phrase: list[int], head: int) -> list[int]:
    """The parser hangs 'am Montag' on the name before it; it belongs to the verb."""
    times, endings = p.classes["time_beside_speaker"], p.classes.endings("time_of_day_ending")
    for at, k in enumerate(phrase):
        if k > head and p.tags[k] in {"APPR", "APPRART"}:
            noun = next((n for n in phrase[at + 1 :] if p.tags[n] in NOUN), -1)
            if noun >= 0 and (p.lower[noun] in times or p.lower[noun].endswith(endings)):
                return phrase[:at]
    return phrase


def genitive_of(p: Parse, noun: int) -> list[int]:
    """Whose: the genitive or von-phrase of a noun (die Forderung der SPD)."""
    for c in p.children[noun]:
        if p.deps[c] == "nmod" and p.tags[c] in NOMINAL and c > noun:
            case = p.child(c, "case")
            if case < 0 or p.lower[case] in p.classes["agent_preposition"]:
                return [k for k in p.noun_phrase(c) if k > case and k > noun]
    return []
