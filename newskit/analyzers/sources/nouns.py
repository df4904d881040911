"""What speaks under a common noun or a pronoun: die Sprecherin, westliche Beamte, das Ministerium, eine Studie, sie."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Word
from ...german.subjects import is_plural
from .actors import Actor, Registry
from .coreference import Anaphor, meant
from .describe import age_before, article_gender, body_words, contrasts_of, learn_noun, role_nearby
from .names import BODIES, is_posting, organisation
from .naming import MARKS, abbreviation_behind, name_of, quoted_name, surface

#: der 38-Jährige: a person of whom the text says no more.
AGED = Word("unknown", 0.5, "neutral", "person")
POSTING = Word("unknown", 0.5, "neutral", "document")
_PREPOSITION = frozenset({"APPR", "APPRART"})
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
    plural = plural or kind == "group"
    earlier = None
    if definite or (kind in BODIES and not plural):
        earlier = _earlier(r, known, kind, head, tokens, definite)
        _fuller_name(r, earlier, tokens, head, kind)
    if earlier is None:
        return _unnamed(r, tokens, head, known, kind, plural, definite)
    r.mention(earlier, tokens[0], tokens[-1] + 1)
    return earlier


def _fuller_name(r: Registry, actor: Actor | None, tokens: list[int], head: int, kind: str) -> None:
    """The SPD-Landtagsfraktion, before only the Landtagsfraktion."""
    if actor is not None and kind in BODIES and actor.kind == kind:
        name = name_of(r.p, tokens, head, False)
        if name not in actor.names:
            actor.names.append(name)


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
    """The actor of the text so far that the phrase means."""
    p = r.p
    quoted = quoted_name(p, tokens, head) if kind in BODIES | {"document"} else ""
    if quoted:
        return r.find_body(quoted)
    by_article = kind == "person" and (known.gender == "neutral" or p.lower[head].endswith("e"))
    shown = article_gender(p, head) if by_article else "unknown"
    gender = shown if shown != "unknown" else known.gender
    word = p.lower[head].rsplit("-", 1)[-1]
    return meant(
        r,
        Anaphor(
            "body" if kind in BODIES else kind,
            head,
            p.sent[head],
            gender,
            known,
            tuple(dict.fromkeys((p.lower[head], word, p.lemmas[head].lower()))),
            frozenset(body_words(r, head)),
            definite,
            next(iter(age_before(p, head)), ""),
            contrasts_of(p, head),
            tokens[-1] > head,
            r.speaking,
        ),
    )


def _unnamed(r: Registry, tokens: list[int], head: int, known: Word, kind: str, plural: bool, definite: bool) -> Actor:
    p = r.p
    quoted = quoted_name(p, tokens, head) if kind in BODIES | {"document"} else ""
    name = quoted or name_of(p, tokens, head, plural, "" if plural else _base_noun(r, head))
    # nobody could look up Behörden or Kreise, though they are no groups of people
    vague = plural or p.lower[head].endswith(p.classes.endings("vague_body_ending"))
    named = bool(quoted) or (kind in BODIES and not vague)
    known = r.roles.organisation(name) or known if kind in BODIES else known  # Auswärtiges Amt
    actor = r.body(name, kind, named, fresh=kind == "person" and not definite)
    actor.plural, actor.definite = plural, definite or (not plural and p.sent[head] == 0)  # a headline names nobody yet
    r.mention(actor, tokens[0], tokens[-1] + 1)
    _learn(r, actor, head, known)
    _acronym(r, actor, head)
    return actor


def _base_noun(r: Registry, head: int) -> str:
    """dem Zeugen -> Zeuge, dem Studenten -> Student, der Vorsitzende -> Vorsitzender; "" where no list says it."""
    word, listed = r.p.words[head], r.roles.lists
    if word.endswith(("e", "en")) and r.is_person_noun(head) and listed(word.removesuffix("n") + "r"):
        return word.removesuffix("n") + "r" if article_gender(r.p, head) == "male" else word.removesuffix("n")
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
    actor.bodies |= body_words(r, head)
    actor.ages |= age_before(p, head)


def _acronym(r: Registry, actor: Actor, head: int) -> None:
    """das Bundeskriminalamt (BKA): later BKA is the same."""
    behind = range(head + 1, min(head + 5, len(r.p) - 2)) if actor.kind in BODIES else range(0)
    if not behind or {"(", ","}.isdisjoint(r.p.words[behind.start : behind.stop]):
        return
    for k in behind:
        short = abbreviation_behind(r.p, k, actor.name)
        if short:
            r.alias(actor, short)
            return


def passing_words(r: Registry, direct: set[int]) -> Iterator[tuple[int, int]]:
    """(first token of a phrase, its head): bodies and known people by common nouns; pronouns outside direct speech."""
    p = r.p
    pronouns = p.classes["personal_pronoun_singular"]
    for i, tag in enumerate(p.tags):
        if tag == "PPER" and p.lower[i] in pronouns and i not in direct:
            yield i, i
        elif (tag == "NN" or tag == "NE") and not p.ents[i] and _names_actor(r, i, tag):
            start = i
            while start > 0 and p.tags[start - 1] in _LED_BY:
                start -= 1
            yield start, i


def _names_actor(r: Registry, i: int, tag: str) -> bool:
    p, known = r.p, r.noun(i)
    if known is None or (tag == "NE" and known.kind != "organisation"):
        return False
    if known.weight < 0.6 or known.kind not in {"organisation", "person", "group"}:
        return False
    if i + 1 >= len(p) or _has_place(r, i):
        return True
    return not (p.ents[i + 1] == "PER" or p.tags[i + 1] == "NE")


def _has_place(r: Registry, i: int) -> bool:
    """Verwaltungsgericht Köln: the place of a body right behind its noun."""
    known, k = r.noun(i), i + 1
    return known is not None and known.kind == "organisation" and k < len(r.p) and r.p.ents[k] == "LOC"


def _passing_noun(r: Registry, start: int, i: int) -> None:
    """Note an actor that is named by a noun without speaking here."""
    p, known = r.p, r.noun(i)
    tokens = list(range(start, i + 1 + _has_place(r, i)))
    definite = not p.classes["definite_determiner"].isdisjoint(p.lower[start:i])
    if i + 1 < len(p) and p.words[i + 1] in MARKS:
        tokens = list(range(start, min(i + 8, p.sents[p.sent[i]][1])))  # das Magazin „Der Spiegel“
    if definite or (known is not None and known.kind == "organisation"):
        common(r, tokens, i)


def pronoun(r: Registry, i: int, sent: int) -> Actor | None:
    """The actor that the pronoun at token i means; None where it means nobody or cannot be told."""
    p, word = r.p, r.p.lower[i]
    if word in p.classes["context_adverb"] or _it_is_said(p, i):  # demnach seien ..., heißt es
        return r.of_context(sent)
    if p.tags[i] in {"PIS", "PWS"} or word in p.classes["pronoun_of_nobody"]:
        return None
    either = word in p.classes["female_or_plural_pronoun"]
    plural = either and _plural_verb(p, i)
    gender = gender_shown(p, word) or ("female" if either else "unknown")
    if word in p.classes["first_person_pronoun"]:
        gender, plural = "unknown", False
    actor = meant(r, Anaphor("plural" if plural else "pronoun", i, sent, gender, speaks=r.speaking))
    if actor is not None:
        if gender != "unknown" and not plural and p.tags[i] == "PPER" and actor.kind == "person":
            actor.learn_gender(gender, "pronoun")
        r.mention(actor, i, i + 1)
    return actor


def _it_is_said(p: Parse, i: int) -> bool:
    """heißt es: es stands for nobody."""
    clause = p.clause(i)
    return p.lower[i] == "es" and clause is not None and clause.lemma in p.classes["being_called_verb"]


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
    if any(s <= i < e for actor in r.actors if actor.last_end > i for s, e in actor.mentions[-3:]):
        return
    if r.p.tags[i] == "PPER":
        pronoun(r, i, r.p.sent[i])
    else:
        _passing_noun(r, start, i)


def part_of(r: Registry, tokens: list[int], head: int) -> Actor | None:
    """62 Prozent der Bundesbürger; einer der Feuerwehrleute: whom the share or the one is taken from."""
    p = r.p
    share = p.lower[head] in p.classes["share_noun"]
    if not share and not (p.tags[head] == "PIS" and p.lower[head] in p.classes["one_of_several"]):
        return None
    rest = [k for k in tokens if k > head and p.tags[k] not in _PREPOSITION]
    noun = next((k for k in rest if p.tags[k] == "NN"), -1)
    if noun < 0:
        return None
    if share:
        return common(r, rest, noun)
    known = r.noun(noun)
    return _one_of(r, tokens, noun, known, head) if known is not None and known.kind == "person" else None


def _one_of(r: Registry, tokens: list[int], noun: int, known: Word, head: int) -> Actor:
    actor = r.body(f"{r.p.lower[head]} der {r.p.words[noun]}", "person", False, fresh=True)
    actor.learn_role(known.role, known.weight)
    actor.learn_gender("male" if r.p.lower[head] == "einer" else "female", "noun")
    r.mention(actor, tokens[0], tokens[-1] + 1)
    return actor
