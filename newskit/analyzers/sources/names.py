"""From a name in the text to the actor it means: people, organisations, places that speak."""

from __future__ import annotations

import re

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Roles, Word
from .actors import PARTICLES, TITLES, Actor, Registry
from .describe import describe_person, offices
from .phrases import MARKS, balanced

#: Particles inside a name.
_LINKS = frozenset({"von", "van", "zu", "de", "der", "di", "da", "del", "bin", "al", "ibn", "el"})
_ARTICLES = frozenset({"der", "die", "den", "dem", "des", "im", "vom", "zur", "zum", "beim"})
#: A website as a name: bildblog.de, Welt-Online.
_SITE = re.compile(r"\w\.(?:de|at|ch|com|net|org|info|eu)$|\w[- ][Oo]nline$")

#: From this weight on a listed body is one even where the model takes it for a person.
SURE_BODY = 0.9


class Names:
    """Keeps the actors of one article while its names come by in text order."""

    def __init__(self, p: Parse, roles: Roles) -> None:
        self.p = p
        self.roles = roles
        self.registry = Registry()
        self._memo: dict[tuple[int, ...], Actor | None] = {}
        self._spans: list[tuple[int, int]] | None = None
        self._last: set[str] | None = None
        self.labels = self._majority_labels()

    def _majority_labels(self) -> dict[str, str]:
        """The entity label that each name has most often in the article; one slip does not make a second actor."""
        count: dict[str, dict[str, int]] = {}
        for start, end in self.entity_spans():
            name = self.p.words[end - 1].removesuffix("s")
            label = self._by_first_name(start, end) or self.p.ents[start]
            weight = 2 if end - start > 1 else 1
            per = count.setdefault(name, {})
            per[label] = per.get(label, 0) + weight
        return {name: max(per, key=lambda k: (per[k], k == "PER")) for name, per in count.items()}

    def entity_spans(self) -> list[tuple[int, int]]:
        """Token spans of the named entities, and of names that the model missed: a first name before another name."""
        if self._spans is None:
            self._spans = self._all_spans()
        return self._spans

    def _all_spans(self) -> list[tuple[int, int]]:
        p = self.p
        spans: list[tuple[int, int]] = []
        for ent in p.doc.ents:
            start, end = ent.start, ent.end
            while end + 1 < len(p) and p.ents[start] == "PER" and p.lower[end] in _LINKS and p.tags[end + 1] == "NE":
                end += 2  # Karl-Theodor zu Guttenberg, cut in two
            if spans and start < spans[-1][1]:
                continue
            if not (are_times(p, start, end) or self._no_name(start, end)):
                spans.append((start, end))
        taken = {k for a, b in spans for k in range(a, b)}
        for k in range(len(p) - 1):
            pair = not {k, k + 1} & taken and p.tags[k] == p.tags[k + 1] == "NE"
            if pair and self.roles.is_first_name(p.words[k]) and p.words[k + 1][:1].isupper():
                spans.append((k, k + 2))
                taken |= {k, k + 1}
        return sorted(spans)

    def _no_name(self, start: int, end: int) -> bool:
        """Demgegenüber, Danach: small words with a capital at the start of a sentence."""
        p = self.p
        small = p.tags[start] in {"ADV", "PAV", "PROAV", "KON", "KOUS", "PPER", "ADJD"} or p.lower[start].endswith(
            "gegenüber"
        )
        return end == start + 1 and small

    def _by_first_name(self, start: int, end: int) -> str:
        """A listed first name before another name makes a person, whatever the model says."""
        words = self.p.words[start:end]
        person = 2 <= len(words) <= 4 and self.roles.is_first_name(words[0]) and self.p.tags[end - 1] == "NE"
        last = self.roles.noun(words[-1]) if "-" in words[-1] else None
        person = person and (last is None or last.kind != "organisation")  # Robert Koch-Institut
        return "PER" if person and self.roles.organisation(" ".join(words)) is None else ""

    def label(self, start: int, end: int) -> str:
        """PER, ORG, LOC or MISC by majority in the article and by the lists."""
        last = self.p.words[end - 1]
        if _SITE.search(last):
            return "ORG"
        found = self._by_first_name(start, end) or self.labels.get(last.removesuffix("s"), self.p.ents[start])
        body = self.roles.organisation(" ".join(self.p.words[start:end]))
        if body is not None and (end - start == 1 and found != "PER" or self._is_body(start, end, body)):
            return "ORG"
        return found

    def _is_body(self, start: int, end: int, body: Word) -> bool:
        """A listed body that the model takes for a person (KLVX teilte mit), where no first name, title or office says one."""
        p, last = self.p, self.p.words[end - 1]
        if (
            body.weight < SURE_BODY
            or self._by_first_name(start, end)
            or self._surnames() & {last, last.removesuffix("s")}
        ):
            return False
        before = p.lower[start - 1] if start else ""
        return before not in TITLES and not (start and self.person_noun(start - 1))

    def _surnames(self) -> set[str]:
        """The last words of the longer names of persons in the article."""
        if self._last is None:
            longer = (span for span in self.entity_spans() if span[1] - span[0] > 1)
            self._last = {
                self.p.words[b - 1] for a, b in longer if self.p.ents[a] == "PER" or self._by_first_name(a, b)
            }
        return self._last

    def entity(self, start: int, end: int) -> Actor | None:
        """The actor that a named entity means; None for places and works."""
        label = self.label(start, end)
        if label != "PER" and end == start + 1 and "-" in self.p.words[start] and self.person_noun(start):
            return None  # Hisbollah-Chef: an office, no name
        if label == "PER":
            return self.person(start, end)
        if label == "ORG":
            return self.organisation(start, end)
        return None

    def person(self, start: int, end: int) -> Actor | None:
        """A person by name."""
        words = self._name_words(start, end)
        if not words:
            return None
        actor = self.registry.person(words, offices(self.p, self.roles, start, end))
        self.mention(actor, start, end)
        describe_person(self.p, self.roles, actor, start, end)
        self.role_nearby(actor, self.p.sent[start])
        return actor

    def role_nearby(self, actor: Actor, sent: int) -> None:
        """Landeschefin Cordes, in the sentence after one on the union: an office whose body is named shortly before."""
        offices_of = (self.roles.noun(noun) for noun in actor.descriptors)
        if actor.role != "unknown" or not any(
            w is not None and w.role == "unknown" and w.weight >= 0.5 for w in offices_of
        ):
            return
        bodies = [a for a in self.registry.actors if a.kind == "organisation" and 0 <= sent - a.last_sent <= 2]
        nearest = max(bodies, key=lambda a: a.last_sent, default=None)
        if nearest is not None:
            actor.learn_role(nearest.role, 0.3)

    def _name_words(self, start: int, end: int) -> list[str]:
        p = self.p
        skip = {"ART", "APPR", "$("}
        while start < end and (p.lower[start] in TITLES or p.tags[start] in skip or self._office(start, end)):
            start += 1
        while end > start and (p.words[end - 1] == "(" or p.tags[end - 1] == "CARD"):
            end -= 1
        for k in range(start + 1, end - 1):
            if p.lower[k] in {"von", "vom"} and p.words[k + 1].isupper():
                end = k  # Joe Stork von HRW
                break
        words = [w for w in p.words[start:end] if any(c.isalpha() for c in w)]
        if words and words[-1].endswith("s") and len(words[-1]) > 3 and self._is_genitive(end - 1):
            words[-1] = words[-1][:-1]
        return words if words and (len(words) > 1 or words[0].lower() not in PARTICLES) else []

    def _office(self, i: int, end: int) -> bool:
        """Landwirt Bernd Schaper, Vatikansprecher Navarro-Valls: the office that the model took into the name."""
        word = self.p.words[i]
        if i + 1 >= end or self.roles.is_first_name(word):
            return False
        before_first = self.roles.is_first_name(self.p.words[i + 1])
        if before_first and end - i > 2 and self.p.tags[i] == "NN":
            return True
        return (before_first or end - i > 2 or len(word) > 8 or "-" in word) and self.person_noun(i)

    def person_noun(self, i: int) -> bool:
        """Is token i a noun that names a person (Sprecherin, Landwirt)?"""
        known = self.roles.noun(self.p.words[i], self.p.lemmas[i])
        return known is not None and known.kind == "person"

    def _is_genitive(self, i: int) -> bool:
        """Putins: the name also occurs without -s, or a noun follows it as in Putins Sprecher."""
        p = self.p
        base = p.words[i][:-1]
        if base in self.labels and base in p.words:
            return True
        return (
            i + 1 < len(p)
            and p.tags[i + 1] in {"NN", "ADJA"}
            and p.deps[i] in {"nmod", "det:poss", "nmod:poss"}
            and not p.words[i].endswith("ss")
        )

    def organisation(self, start: int, end: int) -> Actor:
        """An organisation or medium by name."""
        p = self.p
        while start < end - 1 and p.tags[start] in {"ART", "APPR", "APPRART"}:
            start += 1
        name = self._base(self._nominative(start, surface(p, start, end)))
        known = self._known_body(name)
        kind = known.kind if known is not None else "organisation"
        actor = self.registry.find_body(name) or self.registry.body(
            name, kind if kind in {"organisation", "medium"} else "organisation", named=True
        )
        if known is not None:
            actor.learn_role(known.role, known.weight)
        if name not in actor.proper:
            actor.proper.append(name)
        self._role_by_noun(actor, start, end)
        self.mention(actor, start, end)
        if end + 2 < len(p) and p.words[end] == "(" and p.words[end + 2] == ")" and p.words[end + 1].isupper():
            self.registry.alias(actor, p.words[end + 1])
        return actor

    def _known_body(self, name: str) -> Word | None:
        found = self.roles.organisation(name)
        return Word("media", 0.6, "neutral", "medium") if found is None and _SITE.search(name) else found

    def _nominative(self, start: int, name: str) -> str:
        """des Verbandes Deutscher Lehrer -> Verband ...; der Internationalen Organisation -> Internationale ..."""
        p = self.p
        word, lemma = p.words[start], p.lemmas[start]
        before = p.lower[start - 1] if start else ""
        if not name.startswith(word) or self.roles.exact_organisation(name):
            return name
        if p.tags[start] == "NN" and before in {"des", "eines"} and word.startswith(lemma):
            return lemma + name[len(word) :] if word[len(lemma) :] in {"s", "es"} else name
        words = name.split(" ")
        for n, w in enumerate(words[:-1] if before in _ARTICLES else []):
            if p.tags[start + n] not in {"ADJA", "NE"} or not w.endswith("en"):
                break
            words[n] = w[:-1]
        return " ".join(words)

    def _base(self, name: str) -> str:
        """Chinas -> China where that is a known body or stands in the text."""
        base = name.removesuffix("s")
        if (
            base != name
            and (base in self.p.words or self.roles.exact_organisation(base))
            and not self.roles.exact_organisation(name)
        ):
            return base
        return name

    def _role_by_noun(self, actor: Actor, start: int, end: int) -> None:
        """das Bundesland Hessen, der Konzern Bosch, Deutsche Umwelthilfe: a noun in or right before the name."""
        p = self.p
        before = start - 2 if start and p.words[start - 1] in MARKS else start - 1
        for k in [*range(end - 1, start - 1, -1), before]:
            if k >= 0 and p.tags[k] in {"NN", "NE", "FM"}:
                found = self.roles.noun(p.words[k], p.lemmas[k])
                if found is not None and found.kind in {"organisation", "medium"}:
                    actor.learn_role(found.role, min(found.weight, 0.9) * (0.9 if k >= start else 0.8))
                    actor.descriptors.add(p.lower[k])
                    if found.kind == "medium":
                        actor.kind = "medium"
                    return

    def mention(self, actor: Actor, start: int, end: int) -> None:
        """Note where the actor is named."""
        if (start, end) not in actor.mentions:
            actor.mentions.append((start, end))
        actor.last_sent = max(actor.last_sent, self.p.sent[start])
        if any(self.p.deps[k].startswith("nsubj") for k in range(start, end)):
            actor.subject_in = self.p.sent[start]

    def place(self, start: int, end: int) -> Actor | None:
        """A capital or state as speaker: Moskau erklärte."""
        p = self.p
        name = self._base(surface(p, start, end))
        known = self._known_body(name)
        if known is None and p.ents[start] == "" and end - start >= 1 and self._looks_personal(start, end):
            return self.person(start, end)
        actor = self.registry.body(name, known.kind if known and known.kind == "medium" else "organisation", named=True)
        actor.learn_role(
            known.role if known else ("politics" if p.ents[start] == "LOC" else "unknown"),
            known.weight if known else 0.6,
        )
        self.mention(actor, start, end)
        return actor

    def _looks_personal(self, start: int, end: int) -> bool:
        words = self.p.words[start:end]
        before = self.roles.noun(self.p.words[start - 1], self.p.lemmas[start - 1]) if start else None
        return (
            self.roles.is_first_name(words[0])
            and len(words) > 1
            or self.registry.known_surname(words[-1])
            or (before is not None and before.kind == "person")
        )


def surface(p: Parse, start: int, end: int) -> str:
    """The words as they stand, quotation marks at the edges left off."""
    while start < end - 1 and p.words[start] in {"„", "»", '"', "“", "«", "‚"}:
        start += 1
    while end > start + 1 and (p.words[end - 1] in {"“", "«", '"', "”", "»", "‘", ","}):
        end -= 1
    if "(" in p.words[start:end] and ")" not in p.words[start:end]:
        end = start + p.words[start:end].index("(")
    name = " ".join(p.text[p.idx[start] : p.end(max(end, start + 1) - 1)].split())
    if "„" in name[1:]:  # Magazin „Der Spiegel“: the name stands in the marks
        name = name[name.index("„", 1) + 1 :].split("“")[0] or name
    return balanced(name)
