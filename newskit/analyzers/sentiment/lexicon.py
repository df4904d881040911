"""The polarity lexicon and the frames, indexed once for fast lookup."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...german.inflection import adjective_stems, inflect, noun_stems, part_stems
from ...resources import Entry, Lexicons

SIGN = {"positive": 1.0, "negative": -1.0, "neutral": 0.0}
#: The last part of a compound decides its polarity (Korruptionsskandal) if it has so many letters, or is listed as a
#: short one (Handelskrieg).
MIN_PART = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A polar word: lemma, signed strength, what it is about (person, actor, event)."""

    lemma: str
    weight: float
    about: str


@dataclass(frozen=True, slots=True)
class Role:
    """One frame: the role in question, the signed strength, whether somebody's words carry it, words it requires."""

    role: str
    weight: float
    quoted: bool
    words: tuple[str, ...] = ()
    lemma: str = ""


class Index:
    """polarity.tsv and frames.tsv by word."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder
        lists = Lexicons.of(folder)
        self.words = lists.words
        written = {(e.category, e.lemma): e.note for e in lists.entries("words")}
        self._contracted = {word: base for (kind, word), base in written.items() if kind == "contracted_preposition"}
        self._synonyms = {word: base for (kind, word), base in written.items() if kind == "preposition_synonym"}
        self.frames: dict[str, dict[str, list[Role]]] = {"verb": {}, "noun": {}, "adj": {}}
        self.idioms: dict[str, list[Role]] = {}
        self.polar: dict[str, dict[str, Hit]] = {"verb": {}, "noun": {}, "adj": {}, "adv": {}}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Hit]]] = {}
        self._forms: dict[str, str] = {}
        self._apart: dict[tuple[str, str], str] = {}
        self._nouns: dict[str, str] = {}
        self._hits: dict[tuple[str, str], Hit | None] = {}
        for entry in lists.entries("frames"):
            self._add_frame(entry)
        for entry in lists.entries("polarity"):
            self._add_polar(entry)
        for lemma in [*self.frames["verb"], *self.idioms, *self.polar["verb"]]:
            self._add_forms(lemma)
        self._compound_parts = {w: r for w, r in self.frames["noun"].items() if any(x.role == "compound" for x in r)}
        self._add_participles()
        self._add_actors(lists)

    @staticmethod
    @cache
    def of(folder: str = "") -> Index:
        """The index for a folder of word lists ("" for newskit's own)."""
        return Index(folder)

    def _add_frame(self, entry: Entry) -> None:
        kind, _, role = entry.category.partition(".")
        weight = SIGN[entry.more["polarity"]] * entry.weight
        words = tuple(entry.lemma.lower().split())
        frame = Role(role, weight, entry.more.get("voice") == "quoted", lemma=entry.lemma)
        if len(words) == 1 or kind != "verb":
            self.frames[kind].setdefault(" ".join(words), []).append(frame)
            return
        copula = self.words["copula_lemma"]
        last = words[-2] if words[-1] in copula else words[-1]
        rest = tuple(w for w in words if w != last and w not in self.words["idiom_determiner"] and w not in copula)
        self.idioms.setdefault(last, []).append(Role(role, weight, frame.quoted, rest, entry.lemma))

    def _add_polar(self, entry: Entry) -> None:
        weight = SIGN[entry.more["polarity"]] * entry.weight
        hit = Hit(entry.lemma, weight, entry.more.get("about") or "actor")
        words = tuple(entry.lemma.lower().split())
        if entry.category == "phrase" or len(words) > 1:
            self.phrases.setdefault(words[0], []).append((words, hit))
        else:
            self.polar[entry.category][words[0]] = hit

    def _add_forms(self, lemma: str) -> None:
        verb = inflect(lemma, self.folder)
        for form in verb.joined:
            self._forms.setdefault(form, lemma)
        for form in verb.finite if verb.particle else ():
            self._apart.setdefault((form, verb.particle), lemma)

    def _add_participles(self) -> None:
        """der kritisierte Minister, der gescheiterte Kanzler: the participle says of its noun what the frame says."""
        for lemma, roles in self.frames["verb"].items():
            by_role = {r.role: r for r in roles}
            if "object" in by_role and abs(by_role["object"].weight) >= 0.4:
                for participle in inflect(lemma, self.folder).participles:
                    self.polar["adj"].setdefault(participle, Hit(lemma, by_role["object"].weight * 0.9, "person"))
            if "subject" in by_role and abs(by_role["subject"].weight) >= 0.7:
                self.polar["adj"].setdefault(lemma + "d", Hit(lemma, by_role["subject"].weight * 0.8, "person"))

    def _add_actors(self, lists: Lexicons) -> None:
        """Nouns that are persons, groups or organisations: what is said of them is not said of whom they belong to."""
        kinds = {"person", "group", "organisation", "medium"}
        entries = [e.lemma.lower() for e in lists.entries("roles") if e.more.get("kind") in kinds]
        self._actors = {e for e in entries if e[:1] != "-"}
        self._actor_heads = {e[1:] for e in entries if e[:1] == "-" and len(e) > 5}

    def uncontracted(self, word: str) -> str:
        """A preposition without the article that it is contracted with: im -> in."""
        return self._contracted.get(word, word)

    def preposition(self, word: str) -> str:
        """A preposition as the frames name it: im -> in, wider -> gegen."""
        return self._contracted.get(word) or self._synonyms.get(word, word)

    def contractions(self, word: str) -> list[str]:
        """in -> im, ins; im -> in."""
        base = self._contracted.get(word)
        return [base] if base else [form for form, of in self._contracted.items() if of == word]

    def verb(self, lemma: str, form: str, particle: str) -> str:
        """The listed verb for a clause's lemma, the verb's form and its particle; "" if none is listed."""
        for key in (lemma, lemma.replace(" ", "")):
            if key in self.frames["verb"] or key in self.idioms or key in self.polar["verb"]:
                return key
        if particle:
            return self._apart.get((form, particle), "")
        return self._forms.get(form, "")

    def is_finite(self, form: str) -> bool:
        """Is a word a form of a listed verb in one piece?"""
        return form in self._forms

    def compound(self, rest: str) -> float:
        """What the rest of a compound says of the actor in front (Wirecard-Skandal): signed strength, 0 if nothing."""
        word = rest.lower().strip("-")
        roles = self._compound_parts.get(self._find(self._compound_parts, word, word), ())
        return next((r.weight for r in roles if r.role == "compound"), 0.0)

    def noun_frames(self, lemma: str, word: str) -> list[Role]:
        """The frames of a noun; those of its last part if it is an unlisted compound (Abrechnungsbetrug)."""
        return self.frames["noun"].get(self._noun_key(lemma, word), [])

    def _noun_key(self, lemma: str, word: str) -> str:
        key = self._nouns.get(word)
        if key is None:
            key = self._nouns[word] = self._find(self.frames["noun"], lemma.lower(), word)
        return key

    def _find(self, table: dict[str, list[Role]] | dict[str, Hit], lemma: str, word: str) -> str:
        for stem in [lemma, *noun_stems(word)]:
            if stem in table:
                return stem
        if "-" in word:
            last = word.rpartition("-")[2]
            return next((stem for stem in part_stems(last) if stem in table), "") or self._last_part(table, last)
        return self._last_part(table, word)

    def _last_part(self, table: dict[str, list[Role]] | dict[str, Hit], word: str) -> str:
        no_modifier, neutral = self.words["no_compound_modifier"], self.words["neutral_compound_head"]
        for at in range(3, len(word) - 3):
            if word[:at] in no_modifier:
                continue
            for stem in part_stems(word[at:]):
                if stem in table and stem not in neutral:
                    if len(stem) >= MIN_PART or stem in self.words["short_compound_head"]:
                        return stem
        return ""

    def hit(self, tag: str, lemma: str, word: str) -> Hit | None:
        """The polar word a token is, by its tag (STTS); verbs are looked up by `verb`."""
        key = (tag[:3], word)
        if key not in self._hits:
            self._hits[key] = self._look_up(tag, lemma, word)
        return self._hits[key]

    def _look_up(self, tag: str, lemma: str, word: str) -> Hit | None:
        if tag in {"NN", "TRUNC"}:
            found = self._find(self.polar["noun"], lemma.lower(), word)
            is_inflected = len(word) - len(found) <= 3 and word.startswith(found)
            if found != lemma.lower() and lemma.lower() in self._actors and not is_inflected:
                return None
            return self.polar["noun"].get(found)
        if tag[:3] in {"ADJ", "ADV", "VVP", "PTK"} or tag == "VAPP":
            for stem in [lemma.lower(), *adjective_stems(word)]:
                found_hit = self.polar["adj"].get(stem) or self.polar["adv"].get(stem)
                if found_hit is not None:
                    return found_hit
        return None

    def is_actor(self, lemma: str, word: str) -> bool:
        """Is a noun a person, group or organisation (Minister, Gegner, Regierung)?"""
        if not self._actors.isdisjoint([lemma.lower(), *noun_stems(word)]):
            return True
        hit = self.hit("NN", lemma, word)
        if hit is not None and hit.about == "person":
            return True
        return any(
            stem[-n:] in self._actor_heads for stem in (lemma.lower(), word) for n in range(4, min(len(stem), 14))
        )
