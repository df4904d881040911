"""Judging a Doc: the evidence about each mention of an actor, how it weighs, whose voice it is; the spaCy component."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from ...german.negation import denied_here
from ...german.parse import Parse
from ...german.reading import parse
from ...voice import findings, quote_at, voice_of
from .evidence import Evidence, State, state_of
from .lexicon import Index
from .mood import Finding, Model, Mood, is_snippet, label_of, polarity_of
from .sentences import judge_sentence
from .shifters import flip, reported_tokens

ACTOR_KINDS = frozenset({"person", "organisation", "group"})
NAME_PARTS = frozenset({"flat", "flat:name", "appos", "compound", "nmod:name"})
#: What is said of somebody's policy or behaviour says so much of them; what is said of a reform, of whose it is.
POSSESSION, COMPOUND = 0.75, 0.6
#: Of somebody who is cleared (freigesprochen) bad evidence counts so much.
CLEARED = 0.15
#: Rules whose evidence is about a noun itself, not about whose it is.
OWN = frozenset({"attribute", "noun"})
#: How many words behind an opening bracket a word may stand.
BRACKET_REACH = 8


class Judge:
    """Judges mentions in one Doc; each sentence is read once, when first needed."""

    def __init__(self, doc: Doc, lexicons: str = "", model: Model | None = None) -> None:
        self.doc = doc
        self.owner, self.quotes = quote_at(doc), findings(doc, "quotes")
        self.state: State = state_of(doc, Index.of(lexicons), reported_tokens(parse(doc, lexicons), self.owner))
        self.mentions = [m for m in actor_mentions(doc) if m["start"] < m["end"]]
        self.mood = Mood(self.state, model)
        self._done: set[int] = set()
        self._by_sentence: dict[int, list[Finding]] = {}
        self._source_at: dict[int, str] = {}
        self._heads: set[int] = set()
        p = self.state.p
        for m in self.mentions:
            head = head_of(p, m["start"], m["end"])
            self._heads.add(head)
            self._by_sentence.setdefault(p.sent[head], []).append({**m, "head": head})
            if m.get("source_id"):
                self._source_at.update((k, m["source_id"]) for k in range(m["start"], m["end"]))

    def judge(self, start: int, end: int, source_id: str | None = None) -> Finding:
        """The finding for the mention of tokens start to end: by the rules, else by the mood of the words around it."""
        p = self.state.p
        evidence = self.rules(start, end, source_id)
        polarity = polarity_of(evidence)
        label, rule = label_of(polarity), max(evidence, key=lambda e: abs(e.weight)).rule if evidence else "none"
        kind = self.kind(start, end)
        if kind == "other" or (label == "neutral" and not self._in_passing(start, end)):
            found = self.mood.judge(start, end, polarity, kind, self._said(source_id, start))
            if found["label"] != label and found["evidence"]:
                label, polarity, evidence, rule = found["label"], found["polarity"], found["evidence"], "mood"
        voice, speaker = self._voice(evidence, start)
        return {
            "polarity": polarity, "label": label, "voice": voice, "speaker": speaker, "sentence": p.sent[start],
            "evidence": character_evidence(p, evidence), "rule": rule,
        }  # fmt: skip

    def rules(self, start: int, end: int, source_id: str | None = None) -> list[Evidence]:
        """What the constructions of its sentence say of the mention of tokens start to end."""
        s = self.state.p.sent[start]
        if s not in self._done:
            judge_sentence(self.state, s)
            self._done.add(s)
        found = gather(self.state, start, end, self._others(s, start, end, source_id))
        return [e for e in found if not self._said_by(source_id, e.tokens[0], start)]

    def _said_by(self, source_id: str | None, token: int, place: int) -> bool:
        """Is a token what the actor says, the mention at `place` not in it? It is then about others."""
        q = self.owner[token]
        return bool(source_id) and q >= 0 and q != self.owner[place] and self.quotes[q].get("source_id") == source_id

    def _said(self, source_id: str | None, place: int) -> frozenset[int]:
        """In an article, what the actor says of others: it is no mood about who says it. A snippet is one mood."""
        if is_snippet(self.state.p):
            return frozenset()
        low, high = self.state.p.sents[self.state.p.sent[place]]
        return frozenset(k for k in range(low, high) if self._said_by(source_id, k, place))

    def _in_passing(self, start: int, end: int) -> bool:
        """Does a mention only name a speaker (Merz: ...), or a party or agency in brackets? No mood is about it."""
        p = self.state.p
        return names_a_speaker(p, start, end) or bracket_before(p, start) >= 0

    def kind(self, start: int, end: int) -> str:
        """Is a mention an "actor" (person, organisation, group), of whom the codebook speaks, or something "other"?"""
        p = self.state.p
        head = head_of(p, start, end)
        if any(p.ents[k] in {"PER", "ORG"} for k in range(start, end)) or head in self._heads:
            return "actor"
        named = self.state.tags[head] == "NN" and self.state.is_actor(head)
        return "actor" if named or p.tags[head] == "PPER" else "other"

    def compound(self, token: int, rest: str) -> Finding:
        """The finding for an actor inside a word (Wirecard-Skandal), given the rest of the word."""
        p, found = self.state.p, self.judge(token, token + 1)
        weight = self.state.index.compound(rest) if len(rest) > 2 else 0.0
        if weight:
            place = [p.end(token) - len(rest.lstrip("-")), p.end(token), weight]
            found.update(polarity=weight, rule="compound", evidence=[place], label=label_of(weight))
        elif len(rest) > 2 and found["rule"] != "mood":
            word = rest.strip("-")  # what is said of a critic is not said of whose critic it is
            share = 0.0 if self.state.index.is_actor(word, word.lower()) else COMPOUND
            polarity = round(found["polarity"] * share, 3)
            found.update(polarity=polarity, label=label_of(polarity))
        return found

    def _others(self, s: int, start: int, end: int, source_id: str | None) -> list[int]:
        """Head words of the same actor's other mentions in the sentence."""
        mentions = self._by_sentence.get(s, ()) if source_id else ()
        return [m["head"] for m in mentions if m.get("source_id") == source_id and not start <= m["head"] < end]

    def source_of(self, token: int) -> str | None:
        """source_id of the actor whose name a token belongs to."""
        return next((self._source_at[k] for k in name_words(self.state.p, token) if k in self._source_at), None)

    def _voice(self, evidence: list[Evidence], place: int) -> tuple[str, str | None]:
        """(voice, source_id of the speaker) of a mention, by the weightiest evidence."""
        if not evidence:
            return voice_of(self.doc, self.owner, place)
        main = max(evidence, key=lambda e: (abs(e.weight), -e.tokens[0]))
        if main.quoted:
            return "quoted", self.source_of(main.speaker) if main.speaker >= 0 else None
        voice, source = voice_of(self.doc, self.owner, main.tokens[0])
        return "quoted" if voice == "newsroom" and self.state.reported[main.tokens[0]] else voice, source


def head_of(p: Parse, start: int, end: int) -> int:
    """Head word of a span: the token whose head is outside."""
    return next((i for i in range(start, end) if not start <= p.heads[i] < end or p.heads[i] == i), start)


def name_words(p: Parse, i: int) -> list[int]:
    """The words that name the same actor: names, titles, appositions; the topmost first."""
    top = i
    for _ in range(5):
        above = p.heads[top]
        is_name = p.tags[above] in {"NN", "NE", "XY", "FM"} and p.sent[above] == p.sent[top]
        if p.deps[top] not in NAME_PARTS or above == top or not is_name:
            break
        top = above
    out, stack = [top], [top]
    while stack:
        for c in p.children[stack.pop()]:
            if p.deps[c] in NAME_PARTS and c not in out:
                out.append(c)
                stack.append(c)
    return out if i in out else [*out, i]


def bracket_before(p: Parse, i: int) -> int:
    """Index of the bracket that token i stands behind, -1 outside brackets."""
    for k in range(i - 1, max(p.sents[p.sent[i]][0], i - BRACKET_REACH) - 1, -1):
        if p.words[k] in {")", "]"}:
            return -1
        if p.words[k] in {"(", "["}:
            return k
    return -1


def names_a_speaker(p: Parse, start: int, end: int) -> bool:
    """Does the mention only name who speaks (so Merz; Merz: ...), or which agency or party (dpa/lby)?"""
    if end < len(p) and p.words[end] == ":" and p.sent[end] == p.sent[start]:
        low = p.sents[p.sent[start]][0]
        return not any(p.tags[k][:1] == "V" for k in range(low, start))
    return start > 1 and p.lower[start - 1] == "so" and p.words[start - 2] in {",", "“", '"', "«", "”"}


def gather(state: State, start: int, end: int, others: list[int]) -> list[Evidence]:
    """The evidence about the mention of tokens start to end.

    others: head words of the same actor's other mentions in the sentence.
    """
    p = state.p
    if names_a_speaker(p, start, end):
        return []
    bracket = bracket_before(p, start)
    words = _own_words(p, start, end, bracket)
    names = {*words, *range(start, end)}
    out = [e for k in sorted(names) for e in state.found.get(k, ())]
    out += _of_coordinated(state, words[0]) + _of_possession(state, words[0])
    elsewhere = [k for other in others for k in name_words(p, other)]
    out += [e for k in elsewhere for e in state.found.get(k, ()) if e.rule not in OWN]
    names.update(elsewhere)
    out = _as_it_counts(out, cleared=not state.cleared.isdisjoint(names), denied=denied_here(p, start))
    if bracket >= 0:
        out = [e for e in out if all(bracket_before(p, k) == bracket for k in e.tokens)]
    return _distinct(e for e in out if e.speaker not in names)


def _own_words(p: Parse, start: int, end: int, bracket: int) -> list[int]:
    """The words that name the actor; Scholz (SPD): what is said of the one is not said of the other."""
    words = name_words(p, head_of(p, start, end))
    return [k for k in words if bracket_before(p, k) == bracket] or [start]


def _as_it_counts(evidence: list[Evidence], *, cleared: bool, denied: bool) -> list[Evidence]:
    """Evidence as it counts about somebody who is cleared, or of whom it is said not to hold."""
    if cleared:
        evidence = [e.scaled(CLEARED) if e.weight < 0 else e for e in evidence]
    if denied:
        evidence = [e.scaled(flip(1.0) if e.weight > 0 else -flip(-1.0)) for e in evidence]
    return evidence


def _of_coordinated(state: State, top: int) -> list[Evidence]:
    p, out = state.p, []
    while p.deps[top] == "conj" and p.heads[top] != top:
        top = p.heads[top]
        out += [e for e in state.found.get(top, ()) if e.shared]
    return out


def _of_possession(state: State, top: int, depth: int = 0) -> list[Evidence]:
    """die Politik des Kanzlers: what is said of the policy, unless the owner is of an actor (der Sohn des Kanzlers)."""
    p = state.p
    noun = p.heads[top]
    if noun == top or depth > 1 or p.deps[top] not in {"nmod", "nmod:poss", "conj"} or p.tags[noun] != "NN":
        return []
    if p.deps[top] == "conj":
        return _of_possession(state, noun, depth)
    if not _speaks_for_owner(state, noun) or (p.child(top, "case") >= 0 and not state.has_preposition(top, "von")):
        return []
    polar = state.hits[noun]
    own = [e for e in state.found.get(noun, ()) if e.rule not in OWN]
    if polar is not None:  # die Fehler des Ministers werden kritisiert: the noun has spoken already
        own = [e for e in own if e.weight * polar.weight > 0]
    return [e.scaled(POSSESSION) for e in own] + _of_possession(state, noun, depth + 1)


def _speaks_for_owner(state: State, noun: int) -> bool:
    """Is what is said of a noun said of its owner, too? Not of an actor (der Sohn), nor of words (die Kritik)."""
    p = state.p
    authored = any(r.role == "author" for r in state.index.noun_frames(p.lemmas[noun], p.lower[noun]))
    return not authored and not state.is_actor(noun)


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Of the evidence of the same words the strongest, in text order."""
    best: dict[tuple[int, ...], Evidence] = {}
    for e in evidence:
        known = best.get(e.tokens)
        if known is None or abs(e.weight) > abs(known.weight):
            best[e.tokens] = e
    return sorted(best.values(), key=lambda e: e.tokens)


def character_evidence(p: Parse, evidence: list[Evidence]) -> list[list[float]]:
    """Evidence as [start, end, weight] in characters, one entry per run of neighbouring words."""
    out: list[list[float]] = []
    for e in evidence:
        runs: list[list[int]] = []
        for k in e.tokens:
            if runs and k == runs[-1][1] + 1:
                runs[-1][1] = k
            else:
                runs.append([k, k])
        out += [[p.idx[a], p.end(b), round(e.weight, 3)] for a, b in runs]
    return out


def actor_mentions(doc: Doc) -> list[Finding]:
    """The mentions to judge: those of the sources component, or else the named persons and organisations."""
    mentions = findings(doc, "mentions")
    if mentions:
        return [m for m in mentions if m.get("kind") in ACTOR_KINDS]
    kinds = {"PER": "person", "ORG": "organisation", "LOC": "organisation"}
    return [
        {"source_id": None, "start": e.start, "end": e.end, "kind": kinds[e.label_], "name": e.text}
        for e in doc.ents
        if e.label_ in {"PER", "ORG"} or (e.label_ == "LOC" and e.root.dep_ in {"nsubj", "sb"} and e.root.tag_ == "NE")
    ]  # fmt: skip


def find_sentiment(doc: Doc, lexicons: str = "") -> list[Finding]:
    """How each mention of a person, organisation or group is portrayed.

    Direction: polarity from -1 (bad light) to 1 (good light); mentions in no light have polarity near 0 and the label
    neutral, so that shares can be computed.

    Args:
        doc: a parsed Doc; quotations and mentions are read from it where the components before left them.
        lexicons: a folder with polarity.tsv or frames.tsv that adds to or overrides newskit's.

    Returns:
        One dict per mention: start, end (tokens), actor, source_id, kind, polarity, label, voice, speaker (source_id),
        sentence, evidence ([start, end, weight] in characters) and rule.
    """
    judge = Judge(doc, lexicons)
    out = []
    for m in judge.mentions:
        start, end, source = m["start"], m["end"], m.get("source_id")
        known = {"start": start, "end": end, "actor": m.get("name") or doc[start:end].text, "source_id": source}
        out.append({**known, **judge.judge(start, end, source)})
    return out


@Language.factory("newskit_sentiment", default_config={"lexicons": ""}, assigns=["doc._.newskit_sentiment"])
def newskit_sentiment(nlp: Language, name: str, lexicons: str) -> Callable[[Doc], Doc]:
    """The spaCy component: findings in `doc._.newskit_sentiment`, the mentions judged as a SpanGroup."""

    def component(doc: Doc) -> Doc:
        found = find_sentiment(doc, lexicons) if len(doc) else []
        doc._.newskit_sentiment = found
        doc.spans["newskit_sentiment"] = [Span(doc, f["start"], f["end"], label=f["label"]) for f in found]
        return doc

    return component


def judge_spans(
    doc: Doc, spans: list[tuple[int, int]], lexicons: str = "", model: Model | None = None
) -> list[Finding]:
    """Findings for given character spans of a Doc; model: weights of the learned part (None: those that ship)."""
    judge = Judge(doc, lexicons, model)
    out: list[Finding] = []
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            out.append({"polarity": 0.0, "label": "neutral", "voice": "newsroom", "evidence": [], "rule": "none"})
            continue
        source = None
        if start > span[0].idx and len(span) == 1 or end < span.end_char:
            found = judge.compound(span.start, doc.text[end : span.end_char])
        else:
            source = judge.source_of(head_of(judge.state.p, span.start, span.end))
            found = judge.judge(span.start, span.end, source)
        out.append({**found, "source_id": source, "actor": doc.text[start:end]})
    return out
