"""From a speaker's noun phrase to the actor it means."""

from __future__ import annotations

from collections.abc import Iterator

from ...pipeline.grammar import Parse
from ...resources.roles import Word
from .actors import Actor
from .describe import article_gender, learn_noun
from .names import Names, surface

MALE = frozenset({"er", "ihm", "ihn", "dieser", "jener", "sein", "seine", "seiner", "seinem", "seinen", "dessen"})
FEMALE = frozenset({"ihre", "ihrer", "ihrem", "ihren", "ihr"})
PRONOUN_TAGS = frozenset({"PPER", "PDS", "PRELS", "PPOSAT", "PRELAT", "PIS", "PWS"})
#: Nouns of saying: whoever stands in their genitive is the source (Angaben der Polizei).
ATTRIBUTING = frozenset(
    "angabe angaben ansicht meinung auffassung aussage aussagen auskunft einschätzung darstellung darstellungen information "
    "informationen erkenntnis erkenntnisse erkenntnissen überzeugung mitteilung meldung meldungen worte worten schätzung "
    "schätzungen annahme annahmen vermutung vermutungen bericht berichte berichten behauptung erklärung stellungnahme urteil "
    "gutachten studie umfrage untersuchung ergebnis ergebnisse ergebnissen statistik analyse prognose schreiben brief "
    "äußerung äußerungen sicht einschätzungen berechnungen vorstellung vorstellungen plan pläne plänen quellen sprachregelung "
    "pressemitteilung medienmitteilung ermittlungen ermittlung befund dokument dokumente wort begründung".split()
)
VAGUE = frozenset(
    {"ersten", "erste", "bisherigen", "neuesten", "vorläufigen", "jüngsten", "unbestätigten", "offiziellen"}
)
NOT_SPEAKING = frozenset(
    {
        "vernehmen",
        "name",
        "uhr",
        "prozent",
        "euro",
        "jahr",
        "tag",
        "zeit",
        "grund",
        "ursache",
        "demnach",
        "wonach",
        "danach",
    }
)
GENERIC_MEDIA = (
    "medienbericht",
    "medienberichte",
    "medienberichten",
    "presseberichte",
    "presseberichten",
    "zeitungsberichte",
    "zeitungsberichten",
    "medien",
    "agenturberichten",
    "pressemeldungen",
)
SINGULAR = frozenset({"er", "ihn", "ihm", "sie", "ihr"})
DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "diesem", "diesen"})


#: der 38-Jährige: a person of whom the text says no more.
AGED = Word("unknown", 0.5, "neutral", "person")


class Resolver(Names):
    """Adds what speaks without a name: common nouns, documents, pronouns."""

    def speaker(self, tokens: list[int], sent: int) -> Actor | None:
        """The actor that a speaker's phrase means; None if it names none."""
        tokens = [k for k in tokens if self.p.tags[k] != "_SP"]
        key = tuple(tokens)
        if not tokens:
            return None
        if key not in self._memo:
            self._memo[key] = self._speaker(tokens, sent)
        return self._memo[key]

    def _speaker(self, tokens: list[int], sent: int) -> Actor | None:
        p = self.p
        head = self._head(tokens)
        if p.tags[head] in PRONOUN_TAGS or p.lower[head] in MALE | FEMALE | {"sie"}:
            return self._pronoun(head, sent)
        if self._is_attributing(head):
            return self._behind(tokens, head, sent)
        if p.ents[head] != "PER" and self._is_office_alone(tokens, head):
            return self._common(tokens, head)
        name = self._name_in(tokens, head)
        if name is not None:
            if name[0] > head and self.person_noun(head):  # a name behind an office is a person's
                return self.person(*name)
            return self.entity(*name) or self.place(*name)
        return self._common(tokens, head)

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
        nominal = [
            k for k in tops if p.tags[k] in {"NN", "NE", "PPER", "PDS", "PIS", "PRELS", "FM", "XY", "ADJA", "CARD"}
        ]
        if nominal:
            return nominal[0]
        return next((k for k in tokens if p.tags[k] in {"NN", "NE", "FM"}), tokens[0])

    def _is_attributing(self, head: int) -> bool:
        word, lemma = self.p.lower[head], self.p.lemmas[head].lower()
        return (
            word in ATTRIBUTING
            or lemma in ATTRIBUTING
            or word.endswith(
                ("angaben", "berichten", "berichte", "bericht", "informationen", "mitteilung", "meldungen", "meldung")
            )
        )

    def _behind(self, tokens: list[int], head: int, sent: int) -> Actor | None:
        """Angaben der Polizei, seiner Meinung, Polizeiangaben, ein Bericht der UN, der Bericht."""
        p = self.p
        rest = [k for k in tokens if k > head]
        of = [k for k in rest if p.tags[k] in {"NN", "NE", "FM", "XY"}]
        if of and p.words[rest[0]] != ",":
            return self._speaker(rest if p.tags[rest[0]] not in {"APPR", "APPRART"} else rest[1:] or rest, sent)
        for k in tokens:
            if k < head and p.tags[k] in {"PPOSAT", "PRELAT", "PDS"} or p.lower[k] in {"dessen", "deren"}:
                return self._pronoun(k, sent)
            if k < head and p.lower[k] in {"eigenen", "eigener"}:
                return self._subject_of(head, sent)
            if k < head and p.ents[k] in {"PER", "ORG"}:
                return self._speaker([k], sent)
        compound = self._first_part(p.words[head])
        if compound is not None:
            return compound
        if (
            any(p.lower[k] in VAGUE for k in tokens)
            or p.feats[head].get("Number") == "Plur"
            and not self._document(head)
        ):
            return None
        return self._common(tokens, head) if self._document(head) else None

    def _document(self, head: int) -> bool:
        found = self.roles.noun(self.p.words[head], self.p.lemmas[head])
        return found is not None and found.kind == "document"

    def _first_part(self, word: str) -> Actor | None:
        """Polizeiangaben, Behördenangaben, Medienberichte: who is meant stands in the compound."""
        lower = word.lower()
        if lower in GENERIC_MEDIA or lower.startswith(("medien", "presse", "zeitungs", "agentur")):
            actor = self.registry.body("Medienberichte" if "berichte" in lower else word, "medium", named=False)
            actor.learn_role("media", 1.0)
            return actor
        for length in range(len(word) - 4, 3, -1):
            part = word[:length].rstrip("-")
            found = self.roles.organisation(part) or self.roles.noun(part)
            if (
                found is not None
                and found.kind in {"organisation", "group", "person"}
                and length >= 4
                and word[length:]
                .lower()
                .lstrip("s")
                .startswith(("angabe", "bericht", "info", "mitteil", "meldung", "kreis"))
            ):
                actor = self.registry.body(
                    part,
                    "group" if found.kind == "person" else found.kind,
                    named=found.kind == "organisation" and not part.endswith("n"),
                )
                actor.learn_role(found.role, found.weight)
                return actor
        return None

    def _subject_of(self, head: int, sent: int) -> Actor | None:
        clause = self.p.clause(head)
        if clause is None or clause.subject < 0 or clause.subject == head:
            return self.registry.by_pronoun("unknown", False, sent)
        return self.speaker(self.p.noun_phrase(clause.subject), sent)

    def _name_in(self, tokens: list[int], head: int) -> tuple[int, int] | None:
        """The name that the phrase is about: at its head, beside its head noun or in apposition; not a genitive in it."""
        p = self.p
        first, last = tokens[0], tokens[-1]
        spans = [(a, b) for a, b in self.entity_spans() if a >= first and b <= last + 1]
        for a, b in spans:
            if a <= head < b:
                return a, b
        noun = self.roles.noun(p.words[head], p.lemmas[head])
        for a, b in spans:
            if self.label(a, b) == "PER" and a > head and self._belongs(head, a, noun):
                return a, b
            if a == head + 1 and self._named_by_noun(a, b, noun):
                return a, b
        if noun is not None and noun.kind == "person" and head < last and p.tags[head + 1] == "NE":
            return head + 1, self._end_of_names(head + 1, last)
        if p.tags[head] == "NE":
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
            return self.p.tags[a] == "NE"
        return noun.kind in {"organisation", "medium"} and self.label(a, b) == "ORG"

    def _belongs(self, head: int, a: int, noun: Word | None) -> bool:
        """Is the name at a an apposition of the head noun (Sprecherin Singh; der Chef des Amtes, Max Muster)?"""
        p = self.p
        if noun is None or noun.kind not in {"person", "group"}:
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

    def _common(self, tokens: list[int], head: int) -> Actor | None:
        """die Sprecherin, westliche Beamte, das Ministerium, ein Augenzeuge."""
        p = self.p
        word, lemma = p.words[head], p.lemmas[head]
        if lemma.lower() in NOT_SPEAKING or word.lower() in NOT_SPEAKING:
            return None
        aged = AGED if "jährige" in word.lower() else None
        known = self.roles.noun(word, lemma) or self.roles.organisation(word) or aged
        if known is None and p.ents[head] == "":
            return None  # a thing: Satellitenbilder, der Vorwurf
        definite = any(p.lower[k] in DEFINITE for k in tokens if k < head)
        plural = self._is_plural(tokens, head)
        kind = self._kind(known, plural, head)
        if definite and not plural:
            earlier = self._earlier(word, known, kind, head)
            if earlier is not None:
                self.mention(earlier, tokens[0], tokens[-1] + 1)
                return earlier
        return self._unnamed(tokens, head, known, kind, plural)

    def _kind(self, known: Word | None, plural: bool, head: int) -> str:
        if known is None:
            return (
                "group"
                if plural
                else (
                    "person" if self.p.words[head].endswith(("-Jährige", "-Jähriger", "-jährige")) else "organisation"
                )
            )
        if plural and known.kind in {"person", "organisation"}:
            return "group"
        return known.kind

    def _is_plural(self, tokens: list[int], head: int) -> bool:
        p = self.p
        if "jährige" in p.lower[head]:
            return any(p.tags[k] == "CARD" for k in tokens if k < head)
        if (
            p.feats[head].get("Number") == "Plur"
            or len([k for k in tokens if p.tags[k] == "CARD" and p.lower[k] not in {"ein", "eine", "1"}]) > 0
        ):
            return True
        articles = [p.lower[k] for k in tokens if k < head and p.tags[k] in {"ART", "PDAT", "PIAT", "PPOSAT"}]
        if articles:
            return articles[0] in {"einige", "mehrere", "viele", "manche", "zahlreiche", "alle", "beide"}
        return p.lower[head].endswith(("innen", ":innen")) or (
            p.feats[head].get("Number") != "Sing" and p.lemmas[head] != p.words[head]
        )

    def _earlier(self, word: str, known: Word | None, kind: str, head: int) -> Actor | None:
        sent = self.p.sent[head]
        gender = known.gender if known is not None and known.kind == "person" else "neutral"
        if gender == "neutral" and kind == "person":
            gender = article_gender(self.p, head)
        noun = word.rsplit("-", 1)[-1]
        kinds = {"person"} if kind == "person" else {"organisation", "medium", "group", "document"}
        found = self.registry.by_descriptor(noun, gender, kinds, sent)
        if found is not None or kind != "person" or known is None:
            return found
        last = self.registry.by_pronoun(gender, False, sent, limit=2)
        if (
            last is not None
            and last.named
            and (last.role == known.role or last.role == "unknown")
            and known.role != "unknown"
            and not self._has_own_body(head)
        ):
            return last
        return None

    def _has_own_body(self, head: int) -> bool:
        """der Sprecher der Polizei: a phrase that says whose is a person of its own."""
        return any(self.p.deps[c] == "nmod" for c in self.p.children[head])

    def _unnamed(self, tokens: list[int], head: int, known: Word | None, kind: str, plural: bool) -> Actor | None:
        p = self.p
        start, end = tokens[0], tokens[-1] + 1
        while start < head and p.tags[start] in {"ART", "PDAT", "PPOSAT"} and kind != "document":
            start += 1
        name = surface(p, start, end) if end - start <= 9 else surface(p, start, head + 1)
        name = _nominative(name, p, start, head)
        vague = p.lower[head] in {
            "behörden",
            "kreise",
            "kreisen",
            "stellen",
            "quellen",
            "medien",
            "seite",
            "verantwortliche",
            "verantwortlichen",
        }
        named = kind in {"organisation", "medium"} and not plural and not vague
        if kind == "document":
            named = any(p.words[k] in {"„", "»", '"'} or p.ents[k] for k in tokens)
        actor = self.registry.body(name, kind, named)
        actor.plural = plural
        self.mention(actor, tokens[0], tokens[-1] + 1)
        if known is not None:
            if kind in {"person", "group"}:
                learn_noun(p, self.roles, actor, head)
            actor.learn_role(known.role, known.weight)
            actor.descriptors.add(p.lower[head])
            if known.gender in {"female", "male"} and kind == "person":
                actor.learn_gender(known.gender)
        return actor

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

    def passing(self, start: int, i: int) -> None:
        """Note an actor that is named or meant without speaking here."""
        p = self.p
        if any(s <= i < e for actor in self.registry.actors for s, e in actor.mentions[-3:]):
            return
        if p.tags[i] == "PPER":
            self._pronoun(i, p.sent[i])
            return
        tokens = list(range(start, i + 1))
        definite = any(p.lower[k] in DEFINITE for k in tokens[:-1])
        known = self.roles.noun(p.words[i], p.lemmas[i])
        if definite or (known is not None and known.kind == "organisation"):
            self._common(tokens, i)

    def _pronoun(self, i: int, sent: int) -> Actor | None:
        p = self.p
        word = p.lower[i]
        if p.tags[i] in {"PRELS", "PRELAT"}:
            return self._antecedent(i, sent)
        if p.tags[i] == "PIS" or word in {"man", "es", "wer", "niemand", "alle", "einige", "viele", "andere"}:
            return None
        plural = self._plural_verb(i) if word in {"sie", "diese"} else False
        gender = "male" if word in MALE else "female" if word in FEMALE or word == "sie" else "unknown"
        if word in {"ich", "wir", "mir", "uns"}:
            gender, plural = "unknown", False
        actor = self.registry.by_pronoun(gender, plural, sent)
        if actor is not None:
            if gender != "unknown" and not plural and p.tags[i] == "PPER":
                actor.learn_gender(gender)
            self.mention(actor, i, i + 1)
        return actor

    def _plural_verb(self, i: int) -> bool:
        p = self.p
        clause = p.clause(i)
        if clause is not None and clause.finite >= 0:
            number = p.feats[clause.finite].get("Number")
            word = p.lower[clause.finite]
            return (
                number == "Plur"
                if number
                else word.endswith("en") and word not in {"seien"} or word in {"seien", "sind", "haben"}
            )
        return False

    def _antecedent(self, i: int, sent: int) -> Actor | None:
        """The noun before a relative clause."""
        p = self.p
        start = p.sents[p.sent[i]][0]
        for k in range(i - 1, max(start, i - 8) - 1, -1):
            if p.tags[k] in {"NN", "NE"}:
                return self.speaker(p.noun_phrase(k), sent)
        return None


def _nominative(name: str, p: Parse, start: int, head: int) -> str:
    """westlicher Regierungen -> westliche Regierungen: plurals without an article are named in the nominative."""
    word, lemma = p.words[head], p.lemmas[head]
    base = word
    if (
        p.feats[head].get("Number") != "Plur"
        and lemma[:1].isupper()
        and word.startswith(lemma)
        and word[len(lemma) :] in {"s", "es", "n", "en"}
    ):
        base = lemma
    elif word.endswith(("ern", "eln", "kreisen")) and _dative(p, start):
        base = word[:-1]
    name = name.replace(word, base, 1)
    if p.tags[start] == "ADJA" and start < head and p.lower[start].endswith(("er", "en")):
        return p.words[start][:-1] + name[len(p.words[start]) :]
    return name


def _dative(p: Parse, start: int) -> bool:
    """Does the phrase follow a preposition of the dative (nach, laut, von, aus)?"""
    k = start - 1
    while k > 0 and p.tags[k] in {"ART", "ADJA", "PIAT"}:
        k -= 1
    return k >= 0 and p.lower[k] in {"nach", "laut", "von", "aus", "bei", "mit", "zu"}
