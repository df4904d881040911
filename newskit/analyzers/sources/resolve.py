"""From a speaker's phrase to the actor it means: which word of the phrase speaks, and who stands behind it."""

from __future__ import annotations

from ...resources.roles import Word
from .actors import Actor
from .attributing import (
    ADJECTIVES,
    ATTRIBUTING,
    COMPOUND_ENDS,
    GENERIC_MEDIA,
    OFFICIAL,
    SAID,
    VAGUE,
    is_state_adjective,
)
from .describe import learn_noun
from .phrases import MARKS, is_time
from .pronouns import FEMALE, MALE, PRONOUN_TAGS, Pronouns

_NOMINAL = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "PRELS", "FM", "XY", "ADJA", "CARD"})


class Resolver(Pronouns):
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
        head = self._head(tokens)
        if p.tags[head] in {"PRELS", "PRELAT"}:
            return self._antecedent(head, sent)
        part = self._part_of(tokens, head, sent)
        if part is not None:
            return part
        if p.tags[head] in PRONOUN_TAGS or p.lower[head] in MALE | FEMALE | {"sie"}:
            return self.pronoun(head, sent)
        if self._is_attributing(head):
            return self._behind(tokens, head, sent)
        if p.ents[head] != "PER" and self._is_office_alone(tokens, head):
            return self.common(tokens, head)
        name = self._name_in(tokens, head)
        if name is not None:
            return self._named(name, head)
        return self.common(tokens, head) or self._owner(tokens, head, sent)

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
        actor.learn_gender("male" if self.p.lower[head] == "einer" else "female")
        self.mention(actor, tokens[0], tokens[-1] + 1)
        return actor

    def _is_office_alone(self, tokens: list[int], head: int) -> bool:
        """die CDU-Spitzenkandidatin: a role noun that the tagger takes for a name, and no name with it."""
        p, word = self.p, self.p.words[head]
        if (p.tags[head] == "NN" and not p.ents[head]) or not self.person_noun(head) or self.roles.is_first_name(word):
            return False
        return not self.registry.known_surname(word) and not any(p.tags[k] == "NE" for k in tokens if k > head)

    def _head(self, tokens: list[int]) -> int:
        """The token of the phrase whose head lies outside it, nouns first."""
        p = self.p
        inside = set(tokens)
        tops = [k for k in tokens if p.heads[k] not in inside or p.heads[k] == k]
        nominal = [k for k in tops if p.tags[k] in _NOMINAL]
        if nominal:
            return nominal[0]
        return next((k for k in tokens if p.tags[k] in {"NN", "NE", "FM"}), tokens[0])

    def _is_attributing(self, head: int) -> bool:
        word, lemma = self.p.lower[head], self.p.lemmas[head].lower()
        return word in ATTRIBUTING or lemma in ATTRIBUTING or word.endswith(COMPOUND_ENDS)

    def _behind(self, tokens: list[int], head: int, sent: int) -> Actor | None:
        """Angaben der Polizei, seiner Meinung, Polizeiangaben, offizielle Angaben, ein Bericht der UN, der Bericht."""
        p = self.p
        rest = [k for k in tokens if k > head]
        of = [k for k in rest if p.tags[k] in {"NN", "NE", "FM", "XY"} and not is_time(p, k, k + 1)]
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
        return self.common(tokens, head) if document and not vague else None

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
        for length in range(len(word) - 4, 2, -1):
            part, end = word[:length].rstrip("-"), word[length:].lower().lstrip("s-")
            if length < 4 and "-" not in word or not end.startswith(COMPOUND_STARTS):
                continue
            if part in self.roles.agencies:
                return self._of_part(part, Word("agency", 1.0, "neutral", "medium"), head)
            known_here = self.registry.find_body(part)
            if known_here is not None:
                return known_here
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
            if p.tags[k] in {"NN", "NE"} and not is_time(p, k, k + 1):
                return self.speaker(p.noun_phrase(k), sent)
        return None

    def _name_in(self, tokens: list[int], head: int) -> tuple[int, int] | None:
        """The name that the phrase is about: at its head, beside its head noun or in apposition; not a genitive in it."""
        p = self.p
        first, last = tokens[0], tokens[-1]
        spans = [(a, b) for a, b in self.entity_spans() if a >= first and b <= last + 1]
        noun = self.roles.noun(p.words[head], p.lemmas[head])
        office = noun is not None and noun.kind == "person" and not self.roles.is_first_name(p.words[head])
        for a, b in spans:
            if a <= head < b and not (office and b == head + 1 and self.label(a, b) != "PER"):
                return a, b
        for a, b in spans:
            if self.label(a, b) == "PER" and a > head and self._belongs(head, a, noun):
                return a, b
            if a == head + 1 and self._named_by_noun(a, b, noun):
                return a, b
            if self._body_apposed(head, a, b, noun):
                return a, b
        if (
            noun is not None
            and noun.kind == "person"
            and head < last
            and p.tags[head + 1] == "NE"
            and not self._is_place(head + 1)
        ):
            return head + 1, self._end_of_names(head + 1, last)
        if p.tags[head] == "NE" and not office and not is_time(p, head, head + 1):
            start = head
            while start > first and p.tags[start - 1] == "NE":
                start -= 1
            return start, self._end_of_names(head, last)
        return None

    def _end_of_names(self, start: int, last: int) -> int:
        end = start + 1
        while end <= last and self.p.tags[end] == "NE":
            end += 1
        return end

    def _named_by_noun(self, a: int, b: int, noun: Word | None) -> bool:
        """der Konzern Bosch; die Sprecherin Vance, whom the model takes for a place."""
        if noun is None or b - a > 3:
            return False
        if noun.kind == "person":
            return self.p.tags[a] == "NE" and not self._is_place(a)
        return noun.kind in {"organisation", "medium"} and self.label(a, b) == "ORG"

    def _is_place(self, k: int) -> bool:
        """der Präsident Indonesiens: a state or body in the genitive is not the name of the president."""
        word = self.p.words[k]
        return word.endswith("s") and (self.roles.organisation(word) is not None or self.p.ents[k] == "LOC")

    def _body_apposed(self, head: int, a: int, b: int, noun: Word | None) -> bool:
        """der Radiosender, Radio Vatikan."""
        body = noun is not None and noun.kind in {"organisation", "medium"} and self.label(a, b) == "ORG"
        return (
            body
            and self.p.words[a - 1] == ","
            and any(self.p.heads[k] == head and self.p.deps[k] == "appos" for k in range(a, b))
        )

    def _belongs(self, head: int, a: int, noun: Word | None) -> bool:
        """Is the name at a an apposition of the head noun (Sprecherin Singh; der Chef des Amtes, Max Muster)?"""
        p = self.p
        if noun is None:
            return a == head + 1 and p.tags[head] == "NN"  # an office that no list has: Sonderermittler Meier
        if noun.kind not in {"person", "group"}:
            return False
        before = p.words[a - 1].lower()
        if before in {"von", "vom", "des", "zu", "über", "um", "mit"}:
            return False
        k = a
        for _ in range(4):
            above = p.heads[k]
            if above == head:
                return p.deps[k] in {"appos", "flat", "compound", "nmod", "conj"} and p.child(k, "case") < 0
            if above == k:
                break
            k = above
        return a == head + 1 or before == ","


#: How the second part of such compounds begins.
COMPOUND_STARTS = tuple("angabe bericht info mitteil meldung kreis meinung ansicht auskunft aussage schätzung prognose studie erklärung antrag statement".split())  # fmt: skip


def _stem(adjective: str) -> str:
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending) and len(adjective) > len(ending) + 3:
            return adjective.removesuffix(ending)
    return adjective
