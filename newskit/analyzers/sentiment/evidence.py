"""What is known of one Doc while its actors are judged: who does what to whom, and the evidence found so far.

The parser's labels are a start; German case, where an article or a pronoun shows it, overrules them (see
german/subjects.py), and who speaks and judges is somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ...german.clauses import all_clauses, auxiliaries
from ...german.negation import noun_negated
from ...german.numbers import is_time_phrase
from ...german.parse import NOMINAL, Clause, Parse
from ...german.reading import parse
from ...german.subjects import case_of, pick_subject
from .lexicon import Hit, Index
from .shifters import contrast, degree, flip

#: How many clauses up a subject is looked for.
MAX_DEPTH = 4
#: Evidence that weighs less is none.
LEAST_WEIGHT = 0.02
#: An adjective says this much of a phrase's noun.
ADJECTIVE = 0.9
#: Labels of nouns that stand for another one, or for the clause.
NO_ARGUMENT = frozenset({"conj", "appos", "flat", "vocative", "parataxis", "advcl", "acl"})
#: Labels of nouns that are no owner of the noun above.
NO_OWNER = frozenset({"appos", "flat", "conj", "det", "case", "punct", "compound"})


@dataclass(slots=True)
class Arguments:
    """The arguments of one clause, each as the index of its head word (-1 or empty if there is none)."""

    subject: int = -1
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    prepositions: dict[str, list[int]] = field(default_factory=dict)
    as_phrases: list[int] = field(default_factory=list)
    adverbs: list[int] = field(default_factory=list)
    passive: bool = False
    particle: str = ""
    has_clause: bool = False

    @property
    def agents(self) -> list[int]:
        """Who acts in the passive: what stands behind von or durch."""
        return self.prepositions.get("von", []) + self.prepositions.get("durch", [])


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that put somebody in a good or bad light.

    Attributes:
        tokens: indices of the words.
        weight: -1 (bad) to 1 (good), after negation, degree and modality.
        rule: the kind of construction.
        quoted: the construction itself reports somebody's judgement (X kritisierte Y).
        speaker: index of the head word of who judges, -1 if unknown.
        shared: holds for all that are coordinated with the one it was found for.
    """

    tokens: tuple[int, ...]
    weight: float
    rule: str
    quoted: bool = False
    speaker: int = -1
    shared: bool = True

    def scaled(self, factor: float) -> Evidence:
        """The same with its weight times a factor."""
        return replace(self, weight=self.weight * factor)


@dataclass(slots=True)
class State:
    """A Doc's parse, its polar words and the evidence by the token it is about."""

    p: Parse
    index: Index
    tags: list[str]
    hits: list[Hit | None]
    reported: list[bool]
    clauses: dict[int, Clause]
    found: dict[int, list[Evidence]] = field(default_factory=dict)
    cleared: set[int] = field(default_factory=set)
    _arguments: dict[int, Arguments] = field(default_factory=dict)

    def add(
        self, about: int, tokens: tuple[int, ...], weight: float, rule: str,
        quoted: bool = False, speaker: int = -1, shared: bool = True,
    ) -> None:  # fmt: skip
        """Note evidence about the noun phrase headed by token `about`; a relative pronoun stands for its noun."""
        about = self.antecedent(about)
        weight *= contrast(self.p, tokens[0])
        if about >= 0 and abs(weight) > LEAST_WEIGHT:
            known = self.found.setdefault(about, [])
            if not any(k.tokens == tokens and k.weight * weight > 0 for k in known):
                known.append(Evidence(tokens, weight, rule, quoted, speaker, shared))

    def clause(self, i: int) -> Clause | None:
        """The clause that token i belongs to."""
        for _ in range(40):
            if i in self.clauses:
                return self.clauses[i]
            if self.p.heads[i] == i:
                return None
            i = self.p.heads[i]
        return None

    def clause_above(self, clause: Clause) -> Clause | None:
        """The clause that a clause depends on."""
        return self.clauses.get(clause.parent) if clause.parent != clause.head else None

    def has_auxiliary(self, clause: Clause, *classes: str) -> bool:
        """Has a clause an auxiliary of one of these classes of words.tsv ("werden_passive")?"""
        words = [self.p.lower[a] for a in auxiliaries(self.p, clause)]
        return any(not self.p.classes[name].isdisjoint(words) for name in classes)

    def is_perfect_or_passive(self, clause: Clause) -> bool:
        """Has a clause a form of haben or werden?"""
        return self.has_auxiliary(clause, "haben_form", "werden_passive")

    def antecedent(self, i: int) -> int:
        """The noun a relative pronoun refers to; any other token is itself."""
        p = self.p
        if i < 0 or p.tags[i] != "PRELS":
            return i
        clause = self.clause(i)
        if clause is not None and p.deps[clause.head] in {"acl", "acl:relcl", "relcl"}:
            if p.heads[clause.head] != clause.head:
                return p.heads[clause.head]
        start = p.sents[p.sent[i]][0]
        return next((k for k in range(i - 1, start - 1, -1) if p.tags[k] in {"NN", "NE", "PPER"}), -1)

    def args(self, clause: Clause, depth: int = 0) -> Arguments:
        """The arguments of a clause, with the subject of the clause above where it has none of its own."""
        known = self._arguments.get(clause.head)
        if known is None:
            known = self._arguments[clause.head] = _arguments(self, clause)
            self._complete(clause, known, depth)
            self._animate_first(clause, known)
        return known

    def _complete(self, clause: Clause, args: Arguments, depth: int) -> None:
        """Take from the clause above what a coordinated verb or an infinitive shares with it."""
        above = self.clause_above(clause)
        if above is None or depth >= MAX_DEPTH:
            return
        coordinated = self.p.deps[clause.head] == "conj"
        upper = self.args(above, depth + 1)
        if args.subject < 0 and (coordinated or clause.finite < 0):
            args.subject = upper.subject if coordinated else self._controller(above, upper)
        if coordinated:
            self._share(clause, above, args, upper)

    def _controller(self, above: Clause, upper: Arguments) -> int:
        """Who does what an infinitive says: the subject of the verb above (verspricht ihm zu), or whom it asks to."""
        if above.lemma in self.p.classes["object_control_verb"] and not upper.passive:
            return next(iter([*upper.datives, *upper.objects]), -1)
        return upper.subject

    def _share(self, clause: Clause, above: Clause, args: Arguments, upper: Arguments) -> None:
        """Give a coordinated verb without objects those behind it, and a participle the passive of its auxiliary."""
        tag = self.p.tags[clause.head]
        if not args.objects and not args.datives and tag[:1] == "V" and self.p.heads[clause.head] in self.p.clauses:
            args.objects = [i for i in upper.objects if i > clause.head]  # Er kritisierte und beschimpfte Merz
            args.datives = [i for i in upper.datives if i > clause.head]
        if above.finite >= 0 and clause.finite == above.finite and upper.passive and tag == "VVPP":
            args.passive = True

    def _animate_first(self, clause: Clause, args: Arguments) -> None:
        """Die Idee hält Merz für falsch: who speaks and judges is somebody, so the two change places."""
        if args.passive or len(args.objects) != 1 or args.subject < 0 or self.is_animate(args.subject):
            return
        verb = self.index.verb(clause.lemma, self.p.lower[clause.head], args.particle)
        speaks = any(r.quoted for r in self.index.frames["verb"].get(verb, ()))
        if speaks and args.objects[0] > clause.finite and self.is_animate(args.objects[0]):
            args.subject, args.objects[0] = args.objects[0], args.subject

    def is_actor(self, i: int) -> bool:
        """Is token i a noun for a person, group or organisation?"""
        return self.index.is_actor(self.p.lemmas[i], self.p.lower[i])

    def is_animate(self, i: int) -> bool:
        """May token i be somebody: a name, a pronoun, a noun for a person, group or organisation?"""
        return self.p.tags[i] in {"NE", "PPER", "PIS", "PRELS", "PDS"} or self.is_actor(i)

    def has_preposition(self, i: int, preposition: str) -> bool:
        """Does the noun phrase headed by i stand behind this preposition (contracted or not)?"""
        case = self.p.child(i, "case")
        return case >= 0 and self.index.preposition(self.p.lower[case]) == preposition

    def owners(self, noun: int) -> list[int]:
        """Whose: the genitive or von-phrase of a noun (der Rücktritt Faesers, von Faeser, Faesers Rücktritt)."""
        p, out = self.p, []
        for c in p.children[noun]:
            if p.tags[c] not in {"NN", "NE", "PPER", "PIS", "PRELAT", "FM", "XY"} or p.deps[c] in NO_OWNER:
                continue
            case = p.child(c, "case")
            if case < 0:
                if p.deps[c] in {"nmod", "nmod:poss", "obl", "dep"}:
                    out.append(c)
            elif p.ents[c] != "LOC" and self.index.uncontracted(p.lower[case]) == "von":
                out.append(c)  # das Massaker von Butscha: a place, not who did it
        return out

    def polarity_at(self, i: int) -> tuple[float, tuple[int, ...], str]:
        """Polarity of a noun phrase or an adjective, the words that carry it, and what it is about."""
        if self.p.tags[i] in {"NN", "NE"}:
            return self.phrase_polarity(i)
        hit = self.hits[i]
        return (hit.weight * degree(self.p, i), (i,), hit.about) if hit is not None else (0.0, (), "")

    def phrase_polarity(self, i: int) -> tuple[float, tuple[int, ...], str]:
        """Polarity of a noun phrase by its noun and its adjectives, the words that carry it, and what it is about.

        The noun decides (ein schwerer Fehler is bad); an adjective does where the noun is neutral (schlechte Arbeit);
        fehlend, kein, ohne turn it round.
        """
        p, hit = self.p, self.hits[i]
        weight, about = (hit.weight, hit.about) if hit is not None else (0.0, "actor")
        tokens = [i] if hit is not None else []
        reverse = False
        for c in p.children[i]:
            if p.deps[c] != "amod" and self.tags[c] not in {"ADJA", "PIAT"}:
                continue
            if self._says_absent(c):
                reverse = True
                tokens.append(c)
            elif (found := self.hits[c]) is not None and found.about != "person" and weight * found.weight >= 0:
                weight = max(weight, found.weight * degree(p, c) * ADJECTIVE, key=abs)
                tokens.append(c)
        weight *= degree(p, i)
        weight = flip(weight, reverse or noun_negated(p, i))
        return max(-1.0, min(1.0, weight)), tuple(sorted(set(tokens))), about

    def _says_absent(self, i: int) -> bool:
        """Does an adjective or determiner say that its noun is not there (fehlender Mut, kein Mut)?"""
        p, absent = self.p, self.p.classes["absence_adjective"]
        if p.lemmas[i].lower() in absent or p.lower[i].rstrip("ersnm") in absent:
            return True
        return p.lower[i] in p.classes["negative_determiner"]


def _arguments(state: State, clause: Clause) -> Arguments:
    """The arguments that stand in the clause itself."""
    p, args = state.p, Arguments()
    bare: list[int] = []
    for c in p.children[clause.head]:
        _sort_in(state, clause, c, args, bare)
    if clause.finite >= 0 and clause.finite != clause.head:
        for c in p.children[clause.finite]:
            _sort_in(state, clause, c, args, bare)
    args.subject = pick_subject(p, clause, bare)
    for i in bare:
        if i != args.subject:
            (args.datives if case_of(p, i) in {"D", "DG", "NDG", "G"} else args.objects).append(i)
    args.passive = _is_passive(state, clause)
    return args


def _sort_in(state: State, clause: Clause, c: int, args: Arguments, bare: list[int]) -> None:
    """Note a dependent of a clause's head or finite verb as what it is; `bare` gets nouns without preposition."""
    p = state.p
    dep, tag = p.deps[c], p.tags[c]
    if p.is_punct(c):
        return
    if dep == "compound:prt" or tag == "PTKVZ":
        args.particle = p.lower[c]
    elif c == clause.head:
        return
    elif c in p.clauses or dep in {"ccomp", "xcomp", "csubj"}:
        args.has_clause = True
        if dep == "xcomp" and tag[:1] != "V":
            args.adverbs.append(c)
    elif tag in {"ADJD", "ADV", "VVPP"}:
        case = p.child(c, "case", "mark")
        is_predicative = case >= 0 and p.lower[case] in p.classes["predicative_particle"]
        (args.as_phrases if is_predicative else args.adverbs).append(c)
    elif tag in NOMINAL or tag in {"PPOSAT", "ADJA", "PIAT"}:
        _sort_noun_in(state, c, args, bare)


def _sort_noun_in(state: State, c: int, args: Arguments, bare: list[int]) -> None:
    p = state.p
    case = p.child(c, "case")
    if case < 0:
        if p.deps[c] not in NO_ARGUMENT and not is_time_phrase(p, c):
            bare.append(c)
    elif p.lower[case] == "als":
        args.as_phrases.append(c)
    elif p.lower[case] != "wie":
        args.prepositions.setdefault(state.index.preposition(p.lower[case]), []).append(c)


def _is_passive(state: State, clause: Clause) -> bool:
    """werden with a participle; with sein only where the parser says so (the frames decide about ist gescheitert)."""
    p = state.p
    tag, word = p.tags[clause.head], p.lower[clause.head]
    if clause.copular and tag not in {"VVPP", "ADJD"}:
        return False
    if any(p.lower[a] == "worden" for a in auxiliaries(p, clause)):
        return True
    if state.has_auxiliary(clause, "haben_form"):
        return False
    if state.has_auxiliary(clause, "werden_passive"):
        return tag in {"VVPP", "ADJD"} and word[-1] in "tn"
    return clause.passive


def state_of(doc: Doc, index: Index, reported: list[bool]) -> State:
    """Read a Doc: its parse and which of its words are polar."""
    p = parse(doc)
    tags = list(p.tags)
    for i, tag in enumerate(tags):
        if tag == "NE" and any(p.tags[c] in {"ART", "PIAT", "ADJA"} for c in p.children[i]):
            tags[i] = "NN"  # ein Triumph: names have no article as a rule
        elif p.deps[i] == "amod" and tag in {"VVFIN", "VVPP"}:
            tags[i] = "ADJA"
    hits = [index.hit(tag, lemma, word) for tag, lemma, word in zip(tags, p.lemmas, p.lower, strict=True)]
    state = State(p, index, tags, hits, reported, all_clauses(p, index.is_finite))
    for i, clause in state.clauses.items():
        if tags[i] == "VVPP" and hits[i] is not None and state.is_perfect_or_passive(clause):
            hits[i] = None  # hat gebildet is no adjective
    return state
