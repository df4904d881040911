"""From a speaker's phrase to the actor it means: which word of the phrase speaks, and who stands behind it."""

from __future__ import annotations

from ...german.numbers import are_times
from ...german.roles import Word
from .actors import Actor
from .attributing import (
    ADJECTIVES,
    ATTRIBUTING,
    COMPOUND_ENDS,
    GENERIC_MEDIA,
    OFFICIAL,
    SAID,
    TEXTS,
    VAGUE,
    is_state_adjective,
)
from .describe import learn_noun
from .heads import Heads
from .phrases import MARKS
from .pronouns import FEMALE, MALE, PRONOUN_TAGS


class Resolver(Heads):
    """Adds phrases: names in them, nouns of saying (Angaben der Polizei), shares (40 Prozent der Befragten)."""

    def speaker(self, tokens: list[int], sent: int) -> Actor | None:
        """The actor that a speaker's phrase means; None if it names none."""
        tokens = [k for k in tokens if self.p.tags[k] != "_SP"]
        while len(tokens) > 1 and self.p.words[tokens[-1]] in MARKS:
            tokens.pop()
        while len(tokens) > 1 and self.p.words[tokens[0]] in MARKS:
            tokens.pop(0)
        key = tuple(tokens)
        if not tokens:
            return None
        if key not in self._memo:
            self._memo[key] = self._speaker(tokens, sent)
        return self._memo[key]

    def _speaker(self, tokens: list[int], sent: int) -> Actor | None:
        p = self.p
        head = self.head_of(tokens)
        if p.tags[head] in {"PRELS", "PRELAT"}:
            return self._antecedent(head, sent)
        part = self._part_of(tokens, head, sent)
        if part is not None:
            return part
        if p.tags[head] in PRONOUN_TAGS or p.lower[head] in MALE | FEMALE | {"sie"}:
            return self.pronoun(head, sent)
        if self._is_attributing(head):
            return self._behind(tokens, head, sent)
        if p.ents[head] != "PER" and self.is_office_alone(tokens, head):
            return self.common(tokens, head)
        name = self.name_in(tokens, head)
        if name is not None:
            return self._named(name, head)
        return self.common(tokens, head) or self._owner(tokens, head, sent)

    def others(self, tokens: list[int], sent: int) -> list[Actor]:
        """NPR und PBS, Merkel und Steinmeier: those named beside the first, who say it too."""
        p = self.p
        tokens = [k for k in tokens if p.tags[k] != "_SP"]
        head = self.head_of(tokens) if tokens else -1
        if head < 0 or not p.ents[head]:
            return []
        near = (
            k for k in p.conjuncts(head)[1:] if k in tokens or (p.deps[head].startswith("nsubj") and 0 < k - head < 8)
        )
        beside = [k for k in near if p.ents[k] in {"PER", "ORG"}]
        spans = [s for k in beside for s in self.entity_spans() if s[0] <= k < s[1]]
        return [actor for span in spans if (actor := self.entity(*span)) is not None]

    def _named(self, name: tuple[int, int], head: int) -> Actor | None:
        """The actor of a name in the phrase; the noun that leads the phrase says who it is."""
        if not (name[0] > head and self.person_noun(head)):
            return self.entity(*name) or self.place(*name)
        actor = self.person(*name)  # a name behind an office is a person's
        if actor is not None:
            learn_noun(self.p, self.roles, actor, head)
        return actor

    def _owner(self, tokens: list[int], head: int, sent: int) -> Actor | None:
        """Seine Zuversicht, ihre Sorge: whose thought it is."""
        p = self.p
        if p.tags[head] == "NN" and p.tags[tokens[0]] == "PPOSAT" and tokens[0] < head:
            return self.pronoun(tokens[0], sent)
        return None

    def _part_of(self, tokens: list[int], head: int, sent: int) -> Actor | None:
        """62 Prozent der Bundesbürger; einer der Feuerwehrleute: whom the share or the one is taken from."""
        p = self.p
        share = p.lower[head] in {"prozent", "mehrheit", "hälfte", "drittel", "viertel", "großteil"}
        one = p.tags[head] == "PIS" and p.lower[head] in {"einer", "eine", "eines"}
        if not share and not one:
            return None
        rest = [k for k in tokens if k > head and p.tags[k] not in {"APPR", "APPRART"}]
        nouns = [k for k in rest if p.tags[k] == "NN"]
        if not nouns:
            return None
        if share:
            return self.common(rest, nouns[0])
        known = self.roles.noun(p.words[nouns[0]], p.lemmas[nouns[0]])
        return self._one_of(tokens, nouns[0], known, head) if known is not None and known.kind == "person" else None

    def _one_of(self, tokens: list[int], noun: int, known: Word, head: int) -> Actor:
        actor = self.registry.body(f"{self.p.lower[head]} der {self.p.words[noun]}", "person", False, fresh=True)
        actor.learn_role(known.role, known.weight)
        actor.learn_gender("male" if self.p.lower[head] == "einer" else "female", "noun")
        self.mention(actor, tokens[0], tokens[-1] + 1)
        return actor

    def _is_attributing(self, head: int) -> bool:
        word, lemma = self.p.lower[head], self.p.lemmas[head].lower()
        return word in ATTRIBUTING or lemma in ATTRIBUTING or word.endswith(COMPOUND_ENDS)

    def _behind(self, tokens: list[int], head: int, sent: int) -> Actor | None:
        """Angaben der Polizei, seiner Meinung, Polizeiangaben, offizielle Angaben, ein Bericht der UN, der Bericht."""
        p = self.p
        rest = [k for k in tokens if k > head and p.words[k] not in MARKS]
        of = [k for k in rest if p.tags[k] in {"NN", "NE", "FM", "XY"} and not are_times(p, k, k + 1)]
        if of and p.words[rest[0]] != "," and self._leads_on(rest[0]):
            return self._speaker(rest if p.tags[rest[0]] not in {"APPR", "APPRART"} else rest[1:] or rest, sent)
        for k in tokens:
            if k < head and p.tags[k] in {"PPOSAT", "PRELAT", "PDS"} or p.lower[k] in {"dessen", "deren"}:
                return self._antecedent(k, sent) if p.tags[k] == "PRELAT" else self.pronoun(k, sent)
            if k < head and p.lower[k] in {"eigenen", "eigener"}:
                return self._subject_of(head, sent)
            if k < head and p.ents[k] in {"PER", "ORG"}:
                return self._speaker([k], sent)
        return self._first_part(head) or self._by_adjective(tokens, head) or self._text_itself(tokens, head)

    def _leads_on(self, k: int) -> bool:
        """Is what follows the noun of saying its owner (der Polizei, von Ärzten), not when or to whom (vom Montag, an die)?"""
        p = self.p
        return p.tags[k] not in {"APPR", "APPRART"} or p.lower[k] in {
            "von",
            "vom",
            "aus",
            "durch",
            "seitens",
            "im",
            "in",
        }

    def _text_itself(self, tokens: list[int], head: int) -> Actor | None:
        """A document of which nobody is named; vague findings (ersten Erkenntnissen) are nobody's."""
        p = self.p
        found = self.roles.noun(p.words[head], p.lemmas[head])
        document = found is not None and found.kind == "document"
        vague = any(p.lower[k] in VAGUE for k in tokens)
        if p.lower[head] in {"berichte", "berichten"} and not vague:
            return self._media("Berichte")
        titled = p.lower[head].endswith(TEXTS)
        return self.common(tokens, head) if document and (titled or not vague) else None

    def _media(self, name: str) -> Actor:
        actor = self.registry.body(name, "medium", named=False)
        actor.learn_role("media", 1.0)
        return actor

    def _by_adjective(self, tokens: list[int], head: int) -> Actor | None:
        """behördlichen, offiziellen chinesischen, palästinensischen Angaben: the side that the adjective names."""
        p = self.p
        if not p.lower[head].startswith(SAID):
            return None
        adjectives = [k for k in tokens if k < head and p.tags[k] == "ADJA"]
        body = next((ADJECTIVES[s] for k in adjectives if (s := _stem(p.lower[k])) in ADJECTIVES), None)
        if body is not None:
            actor = self.registry.body(body[0], "organisation", named=body[2])
            actor.learn_role(body[1], 0.9)
        elif any(_stem(p.lower[k]) in OFFICIAL or is_state_adjective(_stem(p.lower[k])) for k in adjectives):
            words = [_stem(p.words[k]) + "e" for k in adjectives]
            actor = self.registry.body(" ".join([*words, p.words[head]]), "organisation", named=False)
            actor.learn_role("politics", 0.6)
        else:
            return None
        self.mention(actor, tokens[0], head + 1)
        return actor

    def _first_part(self, head: int) -> Actor | None:
        """Polizeiangaben, Expertenmeinung, OSZE-Bericht, Medienberichte: who is meant stands in the compound."""
        word, lower = self.p.words[head], self.p.lower[head]
        if lower in GENERIC_MEDIA or lower.startswith(("medien", "presse", "zeitungs", "agentur")):
            return self._media("Medienberichte" if "berichte" in lower else word)
        if "-" in word:
            known_here = self.registry.find_body(word.rsplit("-", 1)[0])
            if known_here is not None:
                return known_here
        for length in range(len(word) - 4, 2, -1):
            part, end = word[:length].rstrip("-"), word[length:].lower().lstrip("s-")
            if length < 4 and "-" not in word or not end.startswith(COMPOUND_STARTS):
                continue
            if part in self.roles.agencies:
                return self._of_part(part, Word("agency", 1.0, "neutral", "medium"), head)
            found = self.roles.organisation(part) or self.roles.noun(part)
            if found is not None and found.kind in {"organisation", "group", "person", "medium"}:
                return self._of_part(part, found, head)
        return None

    def _of_part(self, part: str, found: Word, head: int) -> Actor:
        people = found.kind in {"person", "group"}
        kind = "group" if people else found.kind
        named = not people and not part.lower().endswith(("behörden", "medien"))
        actor = self.registry.body(part, kind, named=named)
        actor.learn_role(found.role, found.weight)
        actor.plural = people
        actor.descriptors.add(part.lower())
        self.mention(actor, head, head + 1)
        return actor

    def _subject_of(self, head: int, sent: int) -> Actor | None:
        clause = self.p.clause(head)
        if clause is None or clause.subject < 0 or clause.subject == head:
            return self.registry.by_pronoun("unknown", False, sent)
        return self.speaker(self.p.noun_phrase(clause.subject), sent)

    def _antecedent(self, i: int, sent: int) -> Actor | None:
        """The noun before a relative clause."""
        p = self.p
        start = p.sents[p.sent[i]][0]
        for k in range(i - 1, max(start, i - 9) - 1, -1):
            if p.tags[k] in {"NN", "NE"} and not are_times(p, k, k + 1):
                return self.speaker(p.noun_phrase(k), sent)
        return None


#: How the second part of such compounds begins.
COMPOUND_STARTS = tuple("angabe bericht info mitteil meldung kreis meinung ansicht auskunft aussage schätzung prognose studie erklärung antrag statement".split())  # fmt: skip


def _stem(adjective: str) -> str:
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending) and len(adjective) > len(ending) + 3:
            return adjective.removesuffix(ending)
    return adjective
