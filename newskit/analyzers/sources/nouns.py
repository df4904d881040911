"""What speaks under a common noun or a pronoun: die Sprecherin, westliche Beamte, das Ministerium, eine Studie, sie."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Word
from ...german.subjects import after_dative, is_plural
from .actors import Actor, Registry
from .describe import article_gender, body_words, learn_noun, role_nearby
from .names import BODIES, MARKS, balanced, is_posting, organisation, surface

#: der 38-Jährige: a person of whom the text says no more.
AGED = Word("unknown", 0.5, "neutral", "person")
POSTING = Word("unknown", 0.5, "neutral", "document")
#: Tokens that the name of an actor has at most.
LONGEST = 9
_OPEN, _CLOSE = "„»‚", "“«‘”"
_ADJECTIVE_ENDINGS = ("em", "en", "er", "es", "e")
_ENDS_NAME = frozenset({"$,", "$.", "PRELS", "ADV", "ADJD", "PAV", "PROAV", "CARD", "_SP"})
_NOT_LAST = frozenset({"ART", "APPR", "APPRART", "KON", "ADJA", "PPOSAT", "$("})
_LED_BY = frozenset({"ART", "ADJA", "PPOSAT", "PDAT", "CARD"})


def common(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """The actor that a phrase with a common noun means; None for things that do not speak."""
    p = r.p
    if {p.lemmas[head].lower(), p.lower[head]} & p.classes["not_speaking"] or are_times(p, head, head + 1):
        return None
    if tokens[-1] > head and r.roles.exact_organisation(surface(p, head, tokens[-1] + 1)):
        return organisation(r, head, tokens[-1] + 1)  # Ärzte ohne Grenzen
    known = _known(r, tokens, head)
    if known is None:
        return None  # a thing: Satellitenbilder, der Vorwurf
    definite = not p.classes["definite_determiner"].isdisjoint(p.lower[k] for k in tokens if k < head)
    plural = is_plural(p, tokens, head, known.gender)
    kind = _kind(p, known, plural, head)
    earlier = None
    if not plural and (definite or kind in BODIES):
        earlier = _earlier(r, known, kind, head, tokens, definite)
        _fuller_name(r, earlier, tokens, head, kind)
    elif plural and definite and kind == "group":
        earlier = _earlier_group(r, head)
    if earlier is None:
        return _unnamed(r, tokens, head, known, kind, plural, definite)
    r.mention(earlier, tokens[0], tokens[-1] + 1)
    return earlier


def _fuller_name(r: Registry, actor: Actor | None, tokens: list[int], head: int, kind: str) -> None:
    """The SPD-Landtagsfraktion, before only the Landtagsfraktion."""
    if actor is not None and kind in BODIES and actor.kind == kind:
        name = name_of(r.p, tokens, head, False, False)
        if name not in actor.names:
            actor.names.append(name)


def _earlier_group(r: Registry, head: int) -> Actor | None:
    """The group of people of whom just this noun was said before."""
    words, bodies = (r.p.lower[head], r.p.lemmas[head].lower()), body_words(r.p, head)
    found = (r.by_descriptor(noun, "neutral", {"group"}, bodies, plural=True) for noun in words)
    return next((actor for actor in found if actor is not None and not actor.descriptors.isdisjoint(words)), None)


def _known(r: Registry, tokens: list[int], head: int) -> Word | None:
    """What the lists say of the noun; a person by age or a thing with a name is somebody, too."""
    p, word = r.p, r.p.words[head]
    if is_posting(p, head):
        return POSTING
    exact = r.roles.organisation(word) if r.roles.exact_organisation(word) else None
    known = exact or r.noun(head) or r.roles.organisation(word)
    if known is None and "jährige" in word.lower():
        return AGED
    if known is None and (p.ents[head] or (quoted_name(p, tokens, head) and not is_plural(p, tokens, head))):
        return Word("unknown", 0.3, "neutral", "organisation")
    return known


def _kind(p: Parse, known: Word, plural: bool, head: int) -> str:
    if p.lower[head].endswith(p.classes.endings("apparatus_ending")):
        return "organisation"  # a plural that means an apparatus, not several people
    if p.lower[head].endswith("medien"):
        return "medium"
    return "group" if plural and known.kind in {"person", "organisation"} else known.kind


def _earlier(r: Registry, known: Word, kind: str, head: int, tokens: list[int], definite: bool) -> Actor | None:
    """The actor of whom this noun was said before; a person who is otherwise described is another."""
    p, bodies = r.p, body_words(r.p, head)
    if kind != "person":
        quoted = quoted_name(p, tokens, head)
        if quoted:
            return r.find_body(quoted)
        name = name_of(p, tokens[: tokens.index(head) + 1], head, False, False)
        kinds = {"organisation", "medium", "group", "document"}
        return r.by_descriptor(name.split()[-1].rsplit("-", 1)[-1], "neutral", kinds, bodies)
    gender = article_gender(p, head) if known.gender == "neutral" else known.gender
    found = r.by_descriptor(p.words[head].rsplit("-", 1)[-1], gender, {"person"}, bodies)
    return _last_who_fits(r, known, gender, p.sent[head]) if found is None and definite and not bodies else found


def _last_who_fits(r: Registry, known: Word, gender: str, sent: int) -> Actor | None:
    """der Sportler, der 38-Jährige: the person of the sentences before, if nothing speaks against it."""
    for limit in (2, 4):
        last = r.by_pronoun(gender, False, sent, limit=limit)
        if last is None or not last.named:
            continue
        if known.role != "unknown" and last.role == known.role:
            return last
        if limit == 2 and (known is AGED or (known.role != "unknown" and last.role == "unknown")):
            return last
    return None


def _unnamed(r: Registry, tokens: list[int], head: int, known: Word, kind: str, plural: bool, definite: bool) -> Actor:
    p = r.p
    male = not definite and kind == "person" and (known.gender == "male" or p.feats[head].get("Gender") == "Masc")
    quoted = quoted_name(p, tokens, head) if kind in BODIES | {"document"} else ""
    name = quoted or name_of(p, tokens, head, male, plural, "" if plural else _base_noun(r, head))
    # nobody could look up Behörden or Kreise, though they are no groups of people
    vague = plural or p.lower[head].endswith(p.classes.endings("vague_body_ending"))
    named = bool(quoted) or (kind in BODIES and not vague)
    actor = r.body(name, kind, named, fresh=kind == "person" and not definite)
    actor.plural, actor.definite = plural, definite
    r.mention(actor, tokens[0], tokens[-1] + 1)
    _learn(r, actor, head, known)
    _acronym(r, actor, head)
    return actor


def _base_noun(r: Registry, head: int) -> str:
    """dem Zeugen -> Zeuge, dem Studenten -> Student, where the list has it; "" where it does not say."""
    word, listed = r.p.words[head], r.roles.lists
    if r.p.feats[head].get("Case") in {"Nom", None} and not word.endswith("en"):
        return ""
    bases = (word[:-1], word[:-2]) if word.endswith(("en", "es", "n", "s")) else ()
    return next((b for b in bases if listed(b) and not listed(word)), "")


def _learn(r: Registry, actor: Actor, head: int, known: Word) -> None:
    p, people = r.p, actor.kind in {"person", "group"}
    if people:
        learn_noun(r, actor, head)
    actor.learn_role(known.role, known.weight * 0.6 if people else known.weight)
    actor.descriptors |= {p.lower[head], p.lemmas[head].lower()}
    if actor.kind == "person":
        role_nearby(r, actor, p.sent[head])
        if known.gender in {"female", "male"}:
            actor.learn_gender(known.gender, "noun")
        if actor.gender == "unknown":
            actor.learn_gender(article_gender(p, head), "noun")
    actor.bodies |= body_words(p, head)


def _acronym(r: Registry, actor: Actor, head: int) -> None:
    """das Bundeskriminalamt (BKA): later BKA is the same."""
    p = r.p
    for k in range(head + 1, min(head + 5, len(p) - 2)) if actor.kind in BODIES else ():
        if p.words[k] == "(" and p.words[k + 2] == ")" and p.words[k + 1][:2].isupper():
            r.alias(actor, p.words[k + 1])
            return


def passing_words(r: Registry, direct: set[int]) -> Iterator[tuple[int, int]]:
    """(first token of a phrase, its head): bodies and known people by common nouns; pronouns outside direct speech."""
    p = r.p
    pronouns = p.classes["personal_pronoun_singular"]
    for i, tag in enumerate(p.tags):
        if tag == "PPER" and p.lower[i] in pronouns and i not in direct:
            yield i, i
        elif tag == "NN" and not p.ents[i] and _names_actor(r, i):
            start = i
            while start > 0 and p.tags[start - 1] in _LED_BY:
                start -= 1
            yield start, i


def _names_actor(r: Registry, i: int) -> bool:
    p, known = r.p, r.noun(i)
    if known is None or known.weight < 0.6 or known.kind not in {"organisation", "person", "group"}:
        return False
    return not (i + 1 < len(p) and (p.ents[i + 1] == "PER" or p.tags[i + 1] == "NE"))


def _passing_noun(r: Registry, start: int, i: int) -> None:
    """Note an actor that is named by a noun without speaking here."""
    p, known = r.p, r.noun(i)
    tokens = list(range(start, i + 1))
    definite = not p.classes["definite_determiner"].isdisjoint(p.lower[start:i])
    if i + 1 < len(p) and p.words[i + 1] in MARKS:
        tokens = list(range(start, min(i + 8, p.sents[p.sent[i]][1])))  # das Magazin „Der Spiegel“
    if definite or (known is not None and known.kind == "organisation"):
        common(r, tokens, i)


def pronoun(r: Registry, i: int, sent: int) -> Actor | None:
    """The actor that the pronoun at token i means; None where it means nobody or cannot be told."""
    p, word = r.p, r.p.lower[i]
    if word in p.classes["context_adverb"]:  # demnach seien ..., darin heißt es: what was last said
        return r.last_speaker(sent, 1)
    if p.tags[i] in {"PIS", "PWS"} or word in p.classes["pronoun_of_nobody"]:
        return None
    either = word in p.classes["female_or_plural_pronoun"]
    plural = either and _plural_verb(p, i)
    gender = gender_shown(p, word) or ("female" if either else "unknown")
    if word in p.classes["first_person_pronoun"]:
        gender, plural = "unknown", False
    actor = r.by_pronoun(gender, plural, sent)
    if actor is not None:
        if gender != "unknown" and not plural and p.tags[i] == "PPER" and actor.kind == "person":
            actor.learn_gender(gender, "pronoun")
        r.mention(actor, i, i + 1)
    return actor


def gender_shown(p: Parse, word: str) -> str:
    """male, female, or "" for words that show none."""
    if word in p.classes["male_pronoun"]:
        return "male"
    return "female" if word in p.classes["female_pronoun"] else ""


def _plural_verb(p: Parse, i: int) -> bool:
    clause = p.clause(i)
    if clause is None or clause.finite < 0:
        return False
    number, word = p.feats[clause.finite].get("Number"), p.lower[clause.finite]
    return number == "Plur" if number else word.endswith("en") or word == "sind"


def passing(r: Registry, start: int, i: int) -> None:
    """Note an actor that is named or meant without speaking here."""
    if any(s <= i < e for actor in r.actors for s, e in actor.mentions[-3:]):
        return
    if r.p.tags[i] == "PPER":
        pronoun(r, i, r.p.sent[i])
    else:
        _passing_noun(r, start, i)


def name_of(p: Parse, tokens: list[int], head: int, indefinite_male: bool, plural: bool, noun: str = "") -> str:
    """The phrase as a name in the nominative: without article, number and what is not part of the name.

    noun: the head noun in the nominative, where a word list knows it.
    """
    start, end = _start(p, tokens, head), _end(p, tokens, head)
    before = range(start, head)
    words = [_adjective(p, k, indefinite_male, plural) if p.tags[k] == "ADJA" else p.words[k] for k in before]
    left = " ".join([*words, noun or _nominative(p, head, plural, tokens[0])])
    tail = p.text[p.end(head) : p.end(end - 1)] if end > head + 1 else ""
    return balanced(" ".join(f"{left}{tail}".split()))


def _start(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name begins: at the adjectives before the noun (westliche Beamte), or a genitive (Demjanjuks Sohn)."""
    k, unsaid = head, p.classes.endings("unnamed_beginning")  # nicht genannter Vertreter
    while k - 1 >= tokens[0]:
        tag, word = p.tags[k - 1], p.lower[k - 1]
        described = tag == "ADJA" and word not in p.classes["plural_determiner"] and not word.startswith(unsaid)
        listed = word in {"und", ","} and k - 2 >= tokens[0] and p.tags[k - 2] in {"ADJA", "TRUNC"} and k < head
        if described or tag == "TRUNC" or listed:
            k -= 1
        else:
            return k - 1 if tag in {"NE", "NN"} and word.endswith("s") and k == head else k
    return k


def _end(p: Parse, tokens: list[int], head: int) -> int:
    """Where the name ends: before commas, verbs, brackets and prepositions that do not belong to it."""
    end, last = head + 1, min(tokens[-1], tokens[0] + LONGEST)
    while end <= last and not _ends_name(p, end, last):
        end += 1
    while end > head + 1 and p.tags[end - 1] in _NOT_LAST and p.words[end - 1] not in _CLOSE:
        end -= 1
    return end


def _ends_name(p: Parse, k: int, last: int) -> bool:
    tag, word = p.tags[k], p.lower[k]
    coordinator = word in p.classes["coordinator_in_name"]
    if coordinator and k + 1 <= last and p.deps[k + 1] not in {"conj", "det", "amod"}:
        return True
    if tag in {"APPR", "APPRART"} and word not in p.classes["preposition_in_name"]:
        return True
    if (tag in _ENDS_NAME or tag[:1] == "V" or tag[:2] == "KO") and not coordinator and p.tags[k - 1] != "TRUNC":
        return True
    return p.words[k] in {"(", ":", "–", "-"} or word in p.classes["time_noun"]


def _adjective(p: Parse, k: int, indefinite_male: bool, plural: bool) -> str:
    """westlichen -> westliche, einem israelischen -> israelischer; Berliner stays."""
    word = p.words[k]
    if word[:1].isupper() and word.endswith("er") or len(word) < 5 or any(c.isdigit() for c in word):
        return word
    stem = next((word.removesuffix(e) for e in _ADJECTIVE_ENDINGS if word.endswith(e)), word)
    return stem + ("er" if indefinite_male and not plural else "e")


def _nominative(p: Parse, head: int, plural: bool, start: int) -> str:
    """The noun in the nominative of its number: den Ärzten -> Ärzte, des Verbandes -> Verband."""
    word, lemma, case = p.words[head], p.lemmas[head], p.feats[head].get("Case")
    if plural:
        dative = _is_dative_plural(word, lemma) and (after_dative(p, start) or case == "Dat")
        return word[:-1] if dative else word
    if lemma[:1].isupper() and word.startswith(lemma) and word[len(lemma) :] in {"s", "es", "n", "en", "ns"}:
        return lemma
    if case == "Gen" and word.endswith("s") and not word.endswith("ss") and lemma == word:
        return word.removesuffix("s")
    return word


def _is_dative_plural(word: str, lemma: str) -> bool:
    """May the last letter be the dative's (Experten is not, Ärzten is)?"""
    if word.endswith(("ern", "eln")):
        return True
    longer = word.endswith("en") and len(lemma) < len(word) - 1 and word[:-1].startswith(lemma)
    return longer and not lemma.endswith("e") and lemma + "en" != word


def quoted_name(p: Parse, tokens: list[int], head: int) -> str:
    """The name in quotation marks right behind the noun: das Magazin „Der Spiegel“, die „Bild“."""
    k = head - 1 if head and p.words[head - 1] in _OPEN else head + 1
    if k > tokens[-1] or p.words[k] not in _OPEN:
        return ""
    end = k + 1
    while end <= min(tokens[-1], k + 6) and p.words[end] not in _CLOSE:
        end += 1
    return p.text[p.idx[k + 1] : p.end(end - 1)] if end > k + 1 else ""
