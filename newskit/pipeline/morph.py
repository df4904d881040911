"""What the statistical components get wrong by kind, put right by rule: infinitives, mood, whitespace, separable
verbs, the bounds of names.

Mood decides between "er sagte, es ist" and "er sagte, es sei", that is, whose voice a clause has. The forms of the
German subjunctive are few and closed for auxiliaries and modals; a table knows them better than a small model.
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from ..german.reading import LEXICONS
from ..german.tiger import TIGER_ONLY
from ..resources import Classes, Lexicons
from .lemmas import fix_lemmas, spell_lemmas

#: Their mood is written down; commands have none.
FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
OPENING = frozenset('„"»‚›')
#: What the tagger takes a rare subjunctive for (reiche, ende).
NO_VERB = frozenset({"ADJA", "ADJD", "ADV", "NN"})
_BOUNDS = frozenset({",", ";", ":", "–", "„", "“"})
SEPARABLE = frozenset({"compound:prt", "svp"})
#: Forms that leave their particle at the end of the clause.
SPLIT = frozenset({"VVFIN", "VVIMP"})


def _words(doc: Doc) -> Classes:
    """The word lists that a Doc is read with."""
    return Lexicons.of(doc.user_data.get(LEXICONS, "")).words


def is_subjunctive(token: Token, words: Classes) -> bool:
    """Is a finite verb in the subjunctive (Konjunktiv I or II), by its form and its subject?"""
    word = token.lower_
    if word in words["subjunctive_form"]:
        return True
    if word in words["subjunctive_or_first_person"]:
        return not _first_person(token)
    if token.tag_ != "VVFIN" or not word.endswith("e") or len(word) < 4:
        return False
    if word.endswith("te"):  # weak past (sagte) is indicative in news; warte, arbeite have the t in their stem
        return _has_t_stem(word, words) and not _first_person(token)
    return _present_stem(token) and not _first_person(token)


def _has_t_stem(word: str, words: Classes) -> bool:
    """Is it a first subjunctive that looks like a weak past (er warte, sie arbeite), with a prefix or without?"""
    forms = words["subjunctive_1_in_te"]
    rests = [word.removeprefix(p) for p in words["prefix_before_te"] if word.startswith(p)]
    return word in forms or any(len(rest) > 4 and rest in forms for rest in rests)


def _present_stem(token: Token) -> bool:
    """Konjunktiv I of a full verb is the infinitive's stem with -e: gebe, komme, bleibe."""
    lemma = token.lemma_.lower()
    word = token.lower_
    stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
    if lemma.endswith("eln") and word == lemma[:-3] + "le":  # es handle sich
        return True
    return word == stem + "e" or lemma.endswith(stem[-4:] + "en") and lemma.endswith(word[:-1] + "en")


def _first_person(token: Token) -> bool:
    """Has the verb ich as its subject: a dependent, or the pronoun right beside it?"""
    doc, i = token.doc, token.i
    for j in range(max(token.sent.start, i - 6), min(token.sent.end, i + 7)):
        if doc[j].lower_ == "ich" and not _comma_between(doc, min(i, j), max(i, j)):
            return True
    return False


def _comma_between(doc: Doc, start: int, end: int) -> bool:
    return any(doc[k].text in {",", ";", ":", "“", "„"} for k in range(start + 1, end))


def _set(token: Any, features: dict[str, str]) -> None:
    """Token.set_morph, which spaCy's type stubs do not know."""
    token.set_morph(features)


def fix_mood(doc: Doc) -> None:
    """Write Mood=Sub or Mood=Ind on every finite verb."""
    words = _words(doc)
    for token in doc:
        if token.tag_ in FINITE or (token.tag_[:1] == "V" and token.lower_ in words["subjunctive_form"]):
            mood = "Sub" if is_subjunctive(token, words) else "Ind"
            features = token.morph.to_dict()
            if features.get("Mood") != mood or features.get("VerbForm") != "Fin":
                features.update(Mood=mood, VerbForm="Fin")
                _set(token, features)


def fix_infinitives(doc: Doc) -> None:
    """A verb with a finite modal of its own is an infinitive (soll sich ... befinden), whatever it looks like."""
    for token in doc:
        if token.tag_ == "VVFIN" and token.lower_.endswith("n") and any(map(_governs, token.children)):
            token.tag_ = "VVINF"
            _set(token, {"VerbForm": "Inf"})


def _governs(token: Token) -> bool:
    joined = token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ == "KON"  # hoffen, wollen und fürchten
    return token.dep_ == "aux" and token.tag_ == "VMFIN" and not joined


def fix_subjunctives(doc: Doc) -> None:
    """das Geld reiche nicht, die Frist ende bald: a verb that looks like an adjective or noun, in a clause without one.

    Taken for a verb if raw text knows its infinitive and its forms in -t and -te, behind a noun or pronoun.
    """
    for token in doc:
        if token.tag_ in NO_VERB and token.text.islower() and token.text.endswith("e") and len(token) > 3:
            if _is_weak_verb(token) and _is_only_verb(doc, token.i):
                token.tag_, token.pos_, token.lemma_ = "VVFIN", "VERB", token.text + "n"


def _is_weak_verb(token: Token) -> bool:
    known, stem = token.vocab.has_vector, token.text[:-1]
    joint = "e" if stem.endswith(("d", "t")) else ""
    return known(f"{stem}en") and known(f"{stem}{joint}t") and known(f"{stem}{joint}te")


def _is_only_verb(doc: Doc, i: int) -> bool:
    """Does the clause have a subject before token i, no finite verb, and no noun right behind it?"""
    sentence = doc[i].sent
    if i + 1 < sentence.end and doc[i + 1].tag_ in {"NN", "NE", "ADJA", "CARD", "TRUNC", "FM", "KON"}:
        return False
    start = next((k + 1 for k in range(i - 1, sentence.start - 1, -1) if doc[k].text in _BOUNDS), sentence.start)
    end = next((k for k in range(i + 1, sentence.end) if doc[k].text in _BOUNDS), sentence.end)
    if any(doc[k].tag_ in FINITE for k in range(start, end)) or start == sentence.start:
        return False
    return any(doc[k].tag_ in {"NN", "NE", "PPER", "PDS", "PIS"} for k in range(start, i))


def fix_whitespace(doc: Doc) -> None:
    """A line break is nobody's subject: it hangs on the word before it, and nothing hangs on it."""
    spaces = [t for t in doc if t.is_space]
    moved = [(child, _above(token)) for token in spaces for child in token.children if not child.is_space]
    for child, head in moved:  # all were read before, so that none closes a circle
        child.head = head
    for token in spaces:
        anchor = _anchor(doc, token)
        if anchor is not None:
            token.head = anchor
        token.dep_, token.tag_, token.pos_, token.lemma_ = "dep", "_SP", "SPACE", token.text
        _set(token, {})


def _above(token: Token) -> Token:
    """The nearest word above a line break; if that is the root, the sentence's other root, or else the line break."""
    while token.is_space and token.head.i != token.i:
        token = token.head
    return next((t for t in token.sent if t.head.i == t.i and not t.is_space), token) if token.is_space else token


def _anchor(doc: Doc, token: Token) -> Token | None:
    sentence = token.sent
    words = [t for t in sentence if not t.is_space]
    root = next((t for t in words if t.head.i == t.i), None)
    before = [t for t in words if t.i < token.i]
    if token.head.i == token.i and words and root is None:  # the line break was the root itself
        return None
    return before[-1] if before else (words[0] if words else None)


def hang_particles(doc: Doc) -> None:
    """A particle at the end of its clause belongs to the finite verb before it, whatever the parser hangs it on."""
    particles = _words(doc)["preposition_as_particle"]
    for token in doc:
        if token.tag_ == "PTKVZ" or (token.tag_ == "APPR" and _before_stop(token)):
            head = token.head
            verb = head if head.tag_ in SPLIT and head.i < token.i else _finite_before(doc, token)
            if verb is not None and (token.tag_ == "PTKVZ" or token.lower_ in particles):
                if token.is_ancestor(verb):  # they change places, else both would hang in a circle
                    if token.head.i == token.i:
                        continue
                    verb.head, verb.dep_ = token.head, token.dep_
                token.head, token.dep_ = verb, "compound:prt"


def _before_stop(token: Token) -> bool:
    return token.i + 1 >= len(token.doc) or token.doc[token.i + 1].tag_[:1] == "$"


def _finite_before(doc: Doc, particle: Token) -> Token | None:
    """The nearest full verb in the same clause that can be split, if it has no particle yet."""
    for k in range(particle.i - 1, particle.sent.start - 1, -1):
        if doc[k].tag_ in SPLIT:
            taken = any(c.dep_ in SEPARABLE for c in doc[k].children)
            return None if taken else doc[k]
        if doc[k].text in {",", ";", ":"}:
            return None
    return None


def join_separable(doc: Doc) -> None:
    """Lemma of a verb with its particle: teilte ... mit -> mitteilen."""
    if not any(token.dep_ in TIGER_ONLY for token in doc):
        hang_particles(doc)
    for token in doc:
        if token.dep_ in SEPARABLE and token.tag_ in {"PTKVZ", "ADV", "APPR", "ADJD", ""}:
            verb, particle = token.head, token.lower_
            if verb.tag_[:2] == "VV" and verb.i < token.i and not verb.lemma_.lower().startswith(particle):
                verb.lemma_ = particle + verb.lemma_.lower()


def fix_entities(doc: Doc) -> None:
    """A body has the place before it in its name (Berliner Senat); a noun before a quoted name is none."""
    kept = [mended for ent in doc.ents if (mended := _whole_name(ent)) is not None]
    if kept != list(doc.ents):
        doc.ents = filter_spans(kept)


def _whole_name(ent: Span) -> Span | None:
    doc, first = ent.doc, ent[0]
    if first.tag_ != "NN":
        return ent
    if len(ent) == 1 and ent.end + 1 < len(doc) and doc[ent.end].text in OPENING:
        return None  # des Magazins „Der Spiegel“
    before = doc[ent.start - 1] if ent.start else None
    place = before is not None and before.tag_ == "ADJA" and before.text[:1].isupper() and before.text.endswith("er")
    return Span(doc, ent.start - 1, ent.end, label=ent.label_) if place and ent.label_ == "ORG" else ent


@Language.component("newskit_morph", assigns=["token.morph", "token.lemma"], requires=["token.tag", "token.dep"])
def newskit_morph(doc: Doc) -> Doc:
    """Mend spelling, infinitives, mood, whitespace, lemmas, separable verbs and names, in this order."""
    spell_lemmas(doc)
    fix_infinitives(doc)
    fix_subjunctives(doc)
    fix_mood(doc)
    fix_whitespace(doc)
    fix_lemmas(doc)
    join_separable(doc)
    fix_entities(doc)
    return doc
