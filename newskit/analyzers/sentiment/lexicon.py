"""The polarity lexicon and the frames, indexed once for fast lookup."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...german.endings import adjective_stems, noun_stems, part_stems
from ...german.inflection import inflect
from ...resources import Entry, Lexicons

SIGN = {"positive": 1.0, "negative": -1.0, "neutral": 0.0}
ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem seine seinen seinem ihre ihren ihrem".split()
)
#: Last parts that judge nobody in a compound (Bürgermeister, Ausschuss), though they do alone.
NOT_LAST = frozenset(
    "meister klasse führung leistung experte vermittler titel pokal meisterschaft einsatz qualität freund favorit autorität größe "
    "moral kälte theater profil gewinn schutz hilfe treffer chance lösung reform freiheit bildung wachstum würde engel risiko macher "
    "star stars pate kapazität orden scheidung achtung ehrung schuss format haltung messer kampf bruch einigung ordnung kündigung "
    "zelle anführer bürgschaft größen helfer operation partnerschaft profi profis anker sonne kämpfe mehrheit besatzung "
    "zeichen schulden drohne konzert premiere festival party garten familie charakter öffnung ausbau start nähe folgen laster schwein wärme frieden assist demokratie trumpf vielfalt falles ferien urlaub schulden schuld".split()
)
#: Short last parts that do.
SHORT_LAST = frozenset(
    "krise krieg mord sieg virus crash brand opfer angst chaos armut droge krebs sucht filz wahn".split()
)
#: A compound takes the polarity of its last part (Korruptionsskandal) if that has at least so many letters.
MIN_PART = 6
#: What stands in front is a verb's prefix, not the first part of a compound (Auf-tritt, Ver-brauch).
NO_FIRST = frozenset(
    "ver ent vor aus auf ein bei mit nach über unter wieder hin her durch zer miss anti nicht um zu ab an be ge er wider hinter".split()
)
LIGHT_LAST = frozenset({"sein", "werden"})


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
        last = words[-2] if words[-1] in LIGHT_LAST else words[-1]
        rest = tuple(w for w in words if w != last and w not in ARTICLES and w not in LIGHT_LAST)
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
        for word in noun_stems(rest.lower().strip("-")):
            for role in self.frames["noun"].get(word, ()):
                if role.role == "compound":
                    return role.weight
        key = self._find(self._compound_parts, rest.lower().strip("-"), rest.lower().strip("-"))
        return next((r.weight for r in self._compound_parts.get(key, ()) if r.role == "compound"), 0.0)

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

    @staticmethod
    def _last_part(table: dict[str, list[Role]] | dict[str, Hit], word: str) -> str:
        for at in range(3, len(word) - 3):
            if word[:at] in NO_FIRST:
                continue
            for stem in part_stems(word[at:]):
                if stem in table and stem not in NOT_LAST and (len(stem) >= MIN_PART or stem in SHORT_LAST):
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
            if (
                found != lemma.lower()
                and lemma.lower() in self._actors
                and (len(word) - len(found) > 3 or word[:1] != found[:1] or word[: len(found)] != found)
            ):
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
        for stem in [lemma.lower(), *noun_stems(word)]:
            if stem in self._actors:
                return True
        hit = self.hit("NN", lemma, word)
        if hit is not None and hit.about == "person":
            return True
        return any(
            stem[-n:] in self._actor_heads for stem in (lemma.lower(), word) for n in range(4, min(len(stem), 14))
        )
