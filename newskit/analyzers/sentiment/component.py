"""Judging a Doc: each mention of an actor, and the spaCy component around it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from ...voice import findings, quote_at
from .evidence import Evidence, State, state_of
from .judge import judge_sentence, reported_tokens
from .lexicon import Index
from .mood import Model, Mood, is_snippet
from .targets import (
    Finding,
    Target,
    bracket_before,
    character_evidence,
    cluster,
    gather,
    head_of,
    label_of,
    names_a_speaker,
    polarity_of,
    voice_of_evidence,
)

ACTOR_KINDS = frozenset({"person", "organisation", "group"})


class Judge:
    """Judges mentions in one Doc; each sentence is read once, when first needed."""

    def __init__(self, doc: Doc, lexicons: str = "", model: Model | None = None) -> None:
        from ...german.parse import parse

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
                for k in range(m["start"], m["end"]):
                    self._source_at[k] = m["source_id"]

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
        voice, speaker_id, speaker = voice_of_evidence(self.state, self.owner, evidence, start)
        if speaker >= 0:
            speaker_id = self.source_of(speaker)
        return {
            "polarity": polarity, "label": label, "voice": voice, "speaker": speaker_id, "sentence": p.sent[start],
            "evidence": character_evidence(p, evidence), "rule": rule,
        }  # fmt: skip

    def rules(self, start: int, end: int, source_id: str | None = None) -> list[Evidence]:
        """What the constructions of its sentence say of the mention of tokens start to end."""
        s = self.state.p.sent[start]
        if s not in self._done:
            judge_sentence(self.state, s)
            self._done.add(s)
        found = gather(self.state, Target(start, end, self._others(s, start, end, source_id)))
        return [e for e in found if not self._said_by(source_id, e.tokens[0], start)]

    def _said_by(self, source_id: str | None, token: int, place: int) -> bool:
        """Is a token what the actor says, and the mention at `place` not within it? What Merz says of others is not about Merz."""
        q = self.owner[token]
        return bool(source_id) and q >= 0 and q != self.owner[place] and self.quotes[q].get("source_id") == source_id

    def _said(self, source_id: str | None, place: int) -> frozenset[int]:
        """In an article, what the actor says of others in the sentence: no mood about who says it. A snippet is one mood."""
        low, high = self.state.p.sents[self.state.p.sent[place]]
        if is_snippet(self.state.p):
            return frozenset()
        return frozenset(k for k in range(low, high) if self._said_by(source_id, k, place))

    def _in_passing(self, start: int, end: int) -> bool:
        """Does a mention only name a speaker (Merz: ...) or a party or agency in brackets, so that no mood is about it?"""
        p = self.state.p
        return names_a_speaker(p, start, end) or bracket_before(p, start) >= 0

    def kind(self, start: int, end: int) -> str:
        """Is a mention an "actor" (person, organisation, group), of whom the codebook speaks, or something "other"?"""
        p = self.state.p
        head = head_of(p, start, end)
        if any(p.ents[k] in {"PER", "ORG"} for k in range(start, end)) or head in self._heads:
            return "actor"
        named = self.state.tags[head] == "NN" and self.state.index.is_actor(p.lemmas[head], p.lower[head])
        return "actor" if named or p.tags[head] == "PPER" else "other"

    def compound(self, token: int, rest: str) -> Finding:
        """The finding for an actor inside a word (Wirecard-Skandal), given the rest of the word."""
        found = self.judge(token, token + 1)
        weight = self.state.index.compound(rest) if len(rest) > 2 else 0.0
        p = self.state.p
        if weight:
            found.update(
                polarity=weight,
                rule="compound",
                evidence=[[p.end(token) - len(rest.lstrip("-")), p.end(token), weight]],
            )
            found["label"] = label_of(weight)
        elif len(rest) > 2 and found["rule"] != "mood":
            # What is said of a reform is partly said of whose it is, what is said of a critic is not.
            share = 0.0 if self.state.index.is_actor(rest.strip("-"), rest.strip("-").lower()) else 0.6
            found.update(polarity=round(found["polarity"] * share, 3))
            found["label"] = label_of(found["polarity"])
        return found

    def _others(self, s: int, start: int, end: int, source_id: str | None) -> list[int]:
        """Head words of the same actor's other mentions in the sentence."""
        if not source_id:
            return []
        return [
            m["head"]
            for m in self._by_sentence.get(s, ())
            if m.get("source_id") == source_id and not start <= m["head"] < end
        ]

    def source_of(self, token: int) -> str | None:
        """source_id of the actor whose name a token belongs to."""
        return next((self._source_at[k] for k in cluster(self.state.p, token) if k in self._source_at), None)


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
        known = {
            "start": m["start"],
            "end": m["end"],
            "actor": m.get("name") or doc[m["start"] : m["end"]].text,
            "source_id": m.get("source_id"),
        }
        out.append({**known, **judge.judge(m["start"], m["end"], m.get("source_id"))})
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
        if start > span[0].idx and len(span) == 1 or end < span[-1].idx + len(span[-1]):
            rest = doc.text[end : span[-1].idx + len(span[-1])]
            out.append({**judge.compound(span.start, rest), "source_id": None, "actor": doc.text[start:end]})
            continue
        source = judge.source_of(head_of(judge.state.p, span.start, span.end))
        out.append({**judge.judge(span.start, span.end, source), "source_id": source, "actor": doc.text[start:end]})
    return out
