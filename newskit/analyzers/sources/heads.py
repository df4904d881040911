"""Which word leads a speaker's phrase, and which name in it the phrase is about."""

from __future__ import annotations

from ...german.numbers import are_times
from ...german.roles import Word
from .pronouns import Pronouns

_NOMINAL = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "PRELS", "FM", "XY", "ADJA", "CARD"})


class Heads(Pronouns):
    """Adds heads and names of phrases."""

    def is_office_alone(self, tokens: list[int], head: int) -> bool:
        """die CDU-Spitzenkandidatin: a role noun that the tagger takes for a name, and no name with it."""
        p, word = self.p, self.p.words[head]
        if (p.tags[head] == "NN" and not p.ents[head]) or not self.person_noun(head) or self.roles.is_first_name(word):
            return False
        return not self.registry.known_surname(word) and not any(p.tags[k] == "NE" for k in tokens if k > head)

    def head_of(self, tokens: list[int]) -> int:
        """The token of the phrase whose head lies outside it, nouns first."""
        p = self.p
        inside = set(tokens)
        tops = [k for k in tokens if p.heads[k] not in inside or p.heads[k] == k]
        nominal = [k for k in tops if p.tags[k] in _NOMINAL]
        if nominal:
            return nominal[0]
        return next((k for k in tokens if p.tags[k] in {"NN", "NE", "FM"}), tokens[0])

    def name_in(self, tokens: list[int], head: int) -> tuple[int, int] | None:
        """The name that the phrase is about: at its head, beside its head noun or in apposition; not a genitive in it."""
        p = self.p
        first, last = tokens[0], tokens[-1]
        spans = [(a, b) for a, b in self.entity_spans() if a >= first and b <= last + 1]
        if spans and spans[-1][1] == last + 1 and self._closes(*spans[-1], head):
            return spans[-1]
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
        if p.tags[head] == "NE" and not office and not are_times(p, head, head + 1):
            start = head
            while start > first and p.tags[start - 1] == "NE":
                start -= 1
            return start, self._end_of_names(head, last)
        return None

    def _closes(self, a: int, b: int, head: int) -> bool:
        """der als Gegner Thaksins auftretende Unternehmer Sondhi: the name behind an office at the end of the phrase."""
        p = self.p
        return (
            head < a
            and self.label(a, b) == "PER"
            and p.tags[a - 1] == "NN"
            and self.person_noun(a - 1)
            and head != a - 1
        )

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
        return noun.kind in {"organisation", "medium"} and self.label(a, b) == "ORG" and not self._is_place(b - 1)

    def _is_place(self, k: int) -> bool:
        """der Präsident Indonesiens: a state or body in the genitive is not the name of the president."""
        word = self.p.words[k]
        return word.endswith("s") and (self.roles.organisation(word) is not None or self.p.ents[k] == "LOC")

    def _body_apposed(self, head: int, a: int, b: int, noun: Word | None) -> bool:
        """der Radiosender, Radio Vatikan."""
        body = noun is not None and noun.kind in {"organisation", "medium"} and self.label(a, b) == "ORG"
        return (
            body
            and a > 0
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
                beside = k == a and (a == head + 1 or before == ",")
                linked = p.deps[k] in {"appos", "flat", "compound", "conj"} or (p.deps[k] == "nmod" and beside)
                return (linked or before == ",") and p.child(k, "case") < 0
            if above == k or (p.deps[k] not in {"flat", "compound", "appos"} and k != a and before != ","):
                break
            k = above
        return a == head + 1 or before == ","
