"""What speaks under a common noun: die Sprecherin, westliche Beamte, das Ministerium, ein Augenzeuge, eine Studie."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.numbers import are_times
from ...german.roles import Word
from ...german.subjects import is_plural
from .actors import Actor
from .describe import article_gender, body_words, learn_noun
from .names import Names, surface
from .phrases import DEFINITE, MARKS, name_of, quoted_name

NOT_SPEAKING = frozenset("vernehmen name prozent euro grund ursache demnach wonach danach angaben angabe".split())
#: Bodies that nobody could look up, though they are no groups of people.
VAGUE_BODIES = (
    "behörden",
    "stellen",
    "seite",
    "medien",
    "kreise",
    "quellen",
    "ämter",
    "truppen",
    "streitkräfte",
)
#: Plurals that mean an apparatus, not several people.
APPARATUS = ("behörden", "streitkräfte", "truppen", "ämter")
#: der 38-Jährige: a person of whom the text says no more.
AGED = Word("unknown", 0.5, "neutral", "person")
SINGULAR = frozenset({"er", "ihn", "ihm", "sie", "ihr"})


class Nouns(Names):
    """Adds actors that have no proper name."""

    def common(self, tokens: list[int], head: int) -> Actor | None:
        """The actor that a phrase with a common noun means; None for things that do not speak."""
        p = self.p
        word, lemma = p.words[head], p.lemmas[head]
        if lemma.lower() in NOT_SPEAKING or word.lower() in NOT_SPEAKING or are_times(p, head, head + 1):
            return None
        if tokens[-1] > head and self.roles.exact_organisation(surface(p, head, tokens[-1] + 1)):
            return self.organisation(head, tokens[-1] + 1)  # Ärzte ohne Grenzen
        known = self._known(tokens, head)
        if known is None:
            return None  # a thing: Satellitenbilder, der Vorwurf
        definite = any(p.lower[k] in DEFINITE for k in tokens if k < head)
        plural = is_plural(p, tokens, head, known.gender)
        kind = self._kind(known, plural, head)
        if not plural and (definite or kind in {"organisation", "medium"}):
            earlier = self._earlier(known, kind, head, tokens, definite)
            if earlier is not None:
                self._fuller_name(earlier, tokens, head, kind)
                self.mention(earlier, tokens[0], tokens[-1] + 1)
                return earlier
        if plural and definite and kind == "group":
            words = {p.lower[head], lemma.lower()}
            for noun in words:
                earlier = self.registry.by_descriptor(noun, "neutral", {"group"}, body_words(p, head), plural=True)
                if earlier is not None and words & earlier.descriptors:
                    self.mention(earlier, tokens[0], tokens[-1] + 1)
                    return earlier
        return self._unnamed(tokens, head, known, kind, plural, definite)

    def _fuller_name(self, actor: Actor, tokens: list[int], head: int, kind: str) -> None:
        """The SPD-Landtagsfraktion, before only the Landtagsfraktion."""
        if kind in {"organisation", "medium"} and actor.kind == kind:
            name = name_of(self.p, tokens, head, False, False)
            if name not in actor.names:
                actor.names.append(name)

    def _known(self, tokens: list[int], head: int) -> Word | None:
        p = self.p
        word = p.words[head]
        exact = self.roles.organisation(word) if self.roles.exact_organisation(word) else None
        known = exact or self.roles.noun(word, p.lemmas[head]) or self.roles.organisation(word)
        if known is None and "jährige" in word.lower():
            return AGED
        if known is None and (p.ents[head] or (quoted_name(p, tokens, head) and not is_plural(p, tokens, head))):
            return Word("unknown", 0.3, "neutral", "organisation")
        return known

    def _kind(self, known: Word, plural: bool, head: int) -> str:
        lower = self.p.lower[head]
        if lower.endswith(APPARATUS):
            return "organisation"
        if lower.endswith("medien"):
            return "medium"
        return "group" if plural and known.kind in {"person", "organisation"} else known.kind

    def _earlier(self, known: Word, kind: str, head: int, tokens: list[int], definite: bool) -> Actor | None:
        """The actor of whom this noun was said before; a person who is otherwise described is another."""
        p, sent = self.p, self.p.sent[head]
        gender = known.gender if kind == "person" else "neutral"
        if gender == "neutral" and kind == "person":
            gender = article_gender(p, head)
        bodies = body_words(p, head)
        quoted = quoted_name(p, tokens, head)
        if kind != "person" and quoted:
            return self.registry.find_body(quoted)
        if kind != "person":
            kinds = {"organisation", "medium", "group", "document"}
            name = name_of(p, tokens[: tokens.index(head) + 1], head, False, False)
            return self.registry.by_descriptor(name.split()[-1].rsplit("-", 1)[-1], gender, kinds, bodies)
        noun = p.words[head].rsplit("-", 1)[-1]
        found = self.registry.by_descriptor(noun, gender, {"person"}, bodies)
        if found is not None or not definite:
            return found
        return None if bodies else self._last_who_fits(known, gender, sent)

    def _last_who_fits(self, known: Word, gender: str, sent: int) -> Actor | None:
        """der Sportler, der 38-Jährige: the person of the sentences before, if nothing speaks against it."""
        for limit in (2, 4):
            last = self.registry.by_pronoun(gender, False, sent, limit=limit)
            if last is None or not last.named:
                continue
            if known.role != "unknown" and last.role == known.role:
                return last
            if limit == 2 and (known is AGED or (known.role != "unknown" and last.role == "unknown")):
                return last
        return None

    def _unnamed(self, tokens: list[int], head: int, known: Word, kind: str, plural: bool, definite: bool) -> Actor:
        p = self.p
        male = not definite and kind == "person" and (known.gender == "male" or p.feats[head].get("Gender") == "Masc")
        quoted = quoted_name(p, tokens, head) if kind in {"organisation", "medium", "document"} else ""
        name = quoted or name_of(p, tokens, head, male, plural, "" if plural else self._base_noun(head))
        named = kind in {"organisation", "medium"} and not plural and not p.lower[head].endswith(VAGUE_BODIES)
        named = named or bool(quoted)
        actor = self.registry.body(name, kind, named, fresh=kind == "person" and not definite)
        actor.plural, actor.definite = plural, definite
        self.mention(actor, tokens[0], tokens[-1] + 1)
        self._learn(actor, head, known)
        self._acronym(actor, head)
        return actor

    def _base_noun(self, head: int) -> str:
        """dem Zeugen -> Zeuge, dem Studenten -> Student, where the list has it; "" where it does not say."""
        word, feats = self.p.words[head], self.p.feats[head]
        if feats.get("Case") in {"Nom", None} and not word.endswith("en"):
            return ""
        bases = (word[:-1], word[:-2]) if word.endswith(("en", "es", "n", "s")) else ()
        return next((b for b in bases if self.roles.lists(b) and not self.roles.lists(word)), "")

    def _learn(self, actor: Actor, head: int, known: Word) -> None:
        p = self.p
        if actor.kind in {"person", "group"}:
            learn_noun(p, self.roles, actor, head)
        actor.learn_role(known.role, known.weight * 0.6 if actor.kind in {"person", "group"} else known.weight)
        actor.descriptors.add(p.lower[head])
        actor.descriptors.add(p.lemmas[head].lower())
        if actor.kind == "person":
            self.role_nearby(actor, p.sent[head])
        actor.bodies |= body_words(p, head)
        if known.gender in {"female", "male"} and actor.kind == "person":
            actor.learn_gender(known.gender, "noun")
        if actor.kind == "person" and actor.gender == "unknown":
            actor.learn_gender(article_gender(p, head), "noun")

    def _acronym(self, actor: Actor, head: int) -> None:
        """das Bundeskriminalamt (BKA): later BKA is the same."""
        p = self.p
        if actor.kind in {"organisation", "medium"}:
            for k in range(head + 1, min(head + 5, len(p) - 2)):
                if p.words[k] == "(" and p.words[k + 2] == ")" and p.words[k + 1][:2].isupper():
                    self.registry.alias(actor, p.words[k + 1])
                    return

    def passing_words(self, direct: set[int]) -> Iterator[tuple[int, int]]:
        """(first token of the phrase, its head): bodies and known people by common nouns, pronouns outside direct speech."""
        p = self.p
        for i, tag in enumerate(p.tags):
            if tag == "PPER" and p.lower[i] in SINGULAR and i not in direct:
                yield i, i
            elif tag == "NN" and not p.ents[i] and self._names_actor(i):
                start = i
                while start > 0 and p.tags[start - 1] in {"ART", "ADJA", "PPOSAT", "PDAT", "CARD"}:
                    start -= 1
                yield start, i

    def _names_actor(self, i: int) -> bool:
        p = self.p
        known = self.roles.noun(p.words[i], p.lemmas[i])
        if known is None or known.weight < 0.6 or known.kind not in {"organisation", "person", "group"}:
            return False
        return not (i + 1 < len(p) and (p.ents[i + 1] == "PER" or p.tags[i + 1] == "NE"))

    def passing_noun(self, start: int, i: int) -> None:
        """Note an actor that is named by a noun without speaking here."""
        p = self.p
        tokens = list(range(start, i + 1))
        definite = any(p.lower[k] in DEFINITE for k in tokens[:-1])
        if i + 1 < len(p) and p.words[i + 1] in MARKS:
            tokens = list(range(start, min(i + 8, p.sents[p.sent[i]][1])))  # das Magazin „Der Spiegel“
        known = self.roles.noun(p.words[i], p.lemmas[i])
        if definite or (known is not None and known.kind == "organisation"):
            self.common(tokens, i)
