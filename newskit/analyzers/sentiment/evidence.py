"""What is known of one Doc while its actors are judged, and the judgements found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ...german.clauses import all_clauses, auxiliaries
from ...german.negation import noun_negated
from ...german.parse import Clause, Parse, parse
from .arguments import HABEN, OBJECT_CONTROL, WERDEN, Arguments, arguments, shares_objects
from .lexicon import Hit, Index
from .shifters import REVERSERS, contrast, degree, flip

#: Adjectives that make no judgement of their own but fit the noun's: ein großer Erfolg.
MAX_DEPTH = 4


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

    def add(self, about: int, evidence: Evidence) -> None:
        """Note evidence about the noun phrase headed by token `about`; a relative pronoun stands for its noun."""
        about = self.antecedent(about)
        factor = contrast(self.p, evidence.tokens[0])
        if factor != 1:
            evidence = replace(evidence, weight=evidence.weight * factor)
        if about >= 0 and abs(evidence.weight) > 0.02:
            known = self.found.setdefault(about, [])
            if not any(k.tokens == evidence.tokens and k.weight * evidence.weight > 0 for k in known):
                known.append(evidence)

    def clause(self, i: int) -> Clause | None:
        """The clause that token i belongs to."""
        for _ in range(40):
            if i in self.clauses:
                return self.clauses[i]
            if self.p.heads[i] == i:
                return None
            i = self.p.heads[i]
        return None

    def antecedent(self, i: int) -> int:
        """The noun a relative pronoun refers to; any other token is itself."""
        if i < 0 or self.p.tags[i] != "PRELS":
            return i
        clause = self.clause(i)
        if (
            clause is not None
            and self.p.heads[clause.head] != clause.head
            and self.p.deps[clause.head] in {"acl", "acl:relcl", "relcl"}
        ):
            return self.p.heads[clause.head]
        start = self.p.sents[self.p.sent[i]][0]
        return next((k for k in range(i - 1, start - 1, -1) if self.p.tags[k] in {"NN", "NE", "PPER"}), -1)

    def args(self, clause: Clause, depth: int = 0) -> Arguments:
        """The arguments of a clause, with the subject of the clause above where it has none of its own."""
        known = self._arguments.get(clause.head)
        if known is None:
            known = self._arguments[clause.head] = arguments(self.p, clause)
            self._complete(clause, known, depth)
            self._animate_first(clause, known)
        return known

    def _complete(self, clause: Clause, args: Arguments, depth: int) -> None:
        above = self.clauses.get(clause.parent) if clause.parent != clause.head else None
        if above is None or depth >= MAX_DEPTH:
            return
        coordinated = self.p.deps[clause.head] == "conj"
        upper = self.args(above, depth + 1)
        if args.subject < 0 and (coordinated or clause.finite < 0):
            args.subject = upper.subject
            if not coordinated and above.lemma in OBJECT_CONTROL and not upper.passive:
                args.subject = next(iter([*upper.datives, *upper.objects]), -1)
        if coordinated and not args.objects and not args.datives and shares_objects(self.p, clause):
            args.objects = [i for i in upper.objects if i > clause.head]
            args.datives = [i for i in upper.datives if i > clause.head]
        if (
            coordinated
            and above.finite >= 0
            and clause.finite == above.finite
            and upper.passive
            and self.p.tags[clause.head] == "VVPP"
        ):
            args.passive = True

    def _animate_first(self, clause: Clause, args: Arguments) -> None:
        """Die Idee hält Merz für falsch: who speaks and judges is somebody, so the two change places."""
        if args.passive or len(args.objects) != 1 or args.subject < 0 or self.is_animate(args.subject):
            return
        verb = self.index.verb(clause.lemma, self.p.lower[clause.head], args.particle)
        speaks = any(r.quoted for r in self.index.frames["verb"].get(verb, ()))
        if speaks and args.objects[0] > clause.finite and self.is_animate(args.objects[0]):
            args.subject, args.objects[0] = args.objects[0], args.subject

    def is_animate(self, i: int) -> bool:
        """May token i be somebody: a name, a pronoun, a noun for a person, group or organisation?"""
        return self.p.tags[i] in {"NE", "PPER", "PIS", "PRELS", "PDS"} or self.index.is_actor(
            self.p.lemmas[i], self.p.lower[i]
        )

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
            if (
                p.lemmas[c].lower() in REVERSERS
                or p.lower[c].rstrip("ersnm") in REVERSERS
                or p.lower[c] in p.classes["negative_determiner"]
            ):
                reverse, tokens = True, [c, *tokens]
            elif (found := self.hits[c]) is not None and found.about != "person" and weight * found.weight >= 0:
                strength = found.weight * degree(p, c)
                weight = max(weight, strength * 0.9, key=abs)
                tokens = [c, *tokens]
        weight *= degree(p, i)
        if reverse or noun_negated(p, i):
            weight = flip(weight)
        return max(-1.0, min(1.0, weight)), tuple(sorted(set(tokens))), about


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
    clauses = all_clauses(p, index.is_finite)
    for i, clause in clauses.items():
        if (
            tags[i] == "VVPP"
            and hits[i] is not None
            and any(p.lower[a] in HABEN | WERDEN for a in auxiliaries(p, clause))
        ):
            hits[i] = None  # hat gebildet is no adjective
    return State(p, index, tags, hits, reported, clauses)
