"""Who speaks in an article: sources with kind, role, name and gender, merged over all their mentions.

A source is anyone or anything to whom the article attributes at least one statement (the codebook's definition).
Merging is by rule: names, short forms, definite descriptions and pronouns of speakers; two first names are never one
person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from ... import tables
from ...german.reading import parse
from ...german.roles import Roles
from ...texts import certainty
from ...voice import findings
from .actors import Actor, Registry
from .coreference import Ranker
from .describe import TAKEN_FOR_GRANTED
from .names import begin, entity
from .nouns import passing, passing_words
from .resolve import by_label, others, speaker

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_sources", "mentions", "sources"]

#: An article with this many words of sport, and this share of them, is on sport.
_SPORT_WORDS, _SPORT_SHARE = 6, 0.015


def find_sources(
    doc: Doc, lexicons: str = "", rank: Ranker | None = None, *, gender_from_names: bool = True
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The actors of a text with quotations: (actors, mentions), and sets `source_id` on its quotations.

    A quotation of two named ones (NPR und PBS) counts for both; its source_id is the first.

    Args:
        doc: with its quotations.
        lexicons: a folder of word lists.
        rank: chooses whom a pronoun or a description means (default: the model that ships).
        gender_from_names: a first name tells the gender where nothing else does (and whom "sie" can mean).

    Returns:
        actors: dicts with id, name, kind, role, named, gender, gender_evidence, quotes (their numbers), first (token).
        mentions: dicts with source_id, start, end (tokens), kind, name.
    """
    p = parse(doc, lexicons)
    r, quotes = begin(p, Roles.of(lexicons), rank, gender_from_names=gender_from_names), findings(doc, "quotes")
    said: dict[str, list[int]] = {}
    for start, kind, item in _events(r, quotes):
        r.speaking = kind == "speaker"
        if kind == "speaker":
            _quotation(r, quotes, item, said)
        elif kind == "silent":
            _of_context(r, quotes[item], item, said)
        elif kind == "word":
            passing(r, start, item)
        elif not _is_credit(r, start, item):
            entity(r, start, item)
    _of_sport(r)
    heard = [a for a in r.actors if a.mentions or a.id in said]
    actors = [_record(a, said.get(a.id, [])) for a in heard]
    found = [
        {"source_id": a.id, "start": s, "end": e, "kind": a.kind, "name": record["name"]}
        for a, record in zip(heard, actors, strict=True)
        for s, e in a.mentions
    ]
    return actors, sorted(found, key=lambda m: (m["start"], m["end"]))


def _of_sport(r: Registry) -> None:
    """In an article on sport a name without an office is an athlete's or a coach's."""
    for actor in r.actors if _is_on_sport(r) else ():
        if actor.kind == "person" and actor.named:
            actor.learn_role("other", TAKEN_FOR_GRANTED)


def _is_on_sport(r: Registry) -> bool:
    """Is the article on sport, so that a name without an office is an athlete's or a coach's?"""
    listed = r.p.classes["sport_word"]
    if listed.isdisjoint(r.p.lower):
        return False
    sport = sum(w in listed for w in r.p.lower)
    return sport >= _SPORT_WORDS and sport >= _SPORT_SHARE * sum(w.isalpha() for w in r.p.lower)


def _quotation(r: Registry, quotes: list[dict[str, Any]], number: int, said: dict[str, list[int]]) -> None:
    """Give a quotation its source, and note it for all who say it."""
    quote = quotes[number]
    tokens = [k for a, b in quote["speaker"] for k in range(a, b)]
    sent = r.p.sent[quote["speaker"][0][0]]
    labelled = quote["rule"] in {"direct_interview", "direct_statement"}
    actor = by_label(r, tokens, sent) if labelled else speaker(r, tokens, sent)
    if actor is None or _inside_direct(quotes, quote, tokens):
        return
    quote["source_id"] = actor.id
    said.setdefault(actor.id, []).append(number)
    actor.spoke.append(sent)
    for other in others(r, tokens, sent):
        if other is not actor:
            said.setdefault(other.id, []).append(number)


def _of_context(r: Registry, quote: dict[str, Any], number: int, said: dict[str, list[int]]) -> None:
    """„...“, hieß es: the words of who spoke before."""
    sent = r.p.sent[quote["cue"][0][0]]
    actor = r.of_context(sent)
    if actor is not None:
        quote["source_id"] = actor.id
        said.setdefault(actor.id, []).append(number)
        actor.spoke.append(sent)


def _events(r: Registry, quotes: list[dict[str, Any]]) -> list[tuple[int, str, int]]:
    """Entities, speakers and other words for actors in text order; a speaker named earlier is taken where it stands."""
    direct = {k for q in quotes if q["type"] == "direct" for a, b in q["tokens"] for k in range(a, b)}
    events = [(start, "entity", end) for start, end in r.spans]
    events += [(q["speaker"][0][0], "speaker", n) for n, q in enumerate(quotes) if q["speaker"]]
    impersonal = r.p.classes["being_called_verb"]
    events += [
        (q["cue"][0][0], "silent", n)
        for n, q in enumerate(quotes)
        if not q["speaker"] and q["cue"] and q["cue_verb"] in impersonal
    ]
    events += [(start, "word", i) for start, i in passing_words(r, direct)]
    order = {"entity": 0, "speaker": 1, "silent": 1, "word": 2}
    return sorted(events, key=lambda e: (e[0], order[e[1]], e[2]))


def _inside_direct(quotes: list[dict[str, Any]], quote: dict[str, Any], tokens: list[int]) -> bool:
    """A speaker named only inside somebody's direct speech is not a source (settled case of the codebook)."""
    return any(
        q is not quote and q["type"] == "direct" and q["tokens"][0][0] <= tokens[0] and tokens[-1] < q["tokens"][-1][1]
        for q in quotes
    )


def _is_credit(r: Registry, start: int, end: int) -> bool:
    """Agency credits (dpa), (AFP/AP) and lines of nothing but credits are no actors."""
    p = r.p
    if " ".join(p.words[start:end]) not in r.roles.agencies:
        return False
    if (start and p.words[start - 1] in {"(", "/"}) or (end < len(p) and p.words[end] in {")", "/"}):
        return True
    first, last = p.sents[p.sent[start]]
    return p.lower[first] in p.classes["credit_opener"] and not any(t[:1] == "V" for t in p.tags[first:last])


def _record(actor: Actor, quotes: list[int]) -> dict[str, Any]:
    gender, evidence = actor.gender, actor.gender_evidence
    if actor.kind != "person":
        gender = _group_gender(actor)
        evidence = "none" if gender == "unknown" else "noun"
    return {
        "id": actor.id,
        **{key: getattr(actor, key) for key in ("name", "kind", "role", "named")},
        "gender": gender,
        "gender_evidence": evidence,
        "quotes": quotes,
        "first": min((s for s, _ in actor.mentions), default=0),
    }


def _group_gender(actor: Actor) -> str:
    """Groups are mixed or female only where their name says so (Bürgerinnen und Bürger, Lehrer:innen, Ärztinnen)."""
    if actor.kind != "group" or "nnen" not in actor.name.lower():
        return "unknown"
    both = (" und ", " oder ", ":innen", "*innen", "_innen", "/-innen", "rInnen")
    return "mixed" if any(sign in actor.name for sign in both) else "female"


@Language.factory(
    "newskit_sources",
    default_config={"lexicons": "", "gender_from_names": True},
    assigns=["doc._.newskit_sources", "doc._.newskit_mentions"],
    requires=["doc._.newskit_quotes"],
)
def make_sources(nlp: Language, name: str, lexicons: str, gender_from_names: bool) -> Callable[[Doc], Doc]:
    """spaCy component: leaves actors and mentions on the Doc, mentions as spans in doc.spans["newskit_mentions"]."""

    def component(doc: Doc) -> Doc:
        found = find_sources(doc, lexicons, gender_from_names=gender_from_names)
        doc._.newskit_sources, doc._.newskit_mentions = found
        spans = [Span(doc, m["start"], m["end"], label=m["kind"]) for m in doc._.newskit_mentions]
        doc.spans["newskit_mentions"] = SpanGroup(doc, name="newskit_mentions", spans=spans)
        return doc

    return component


def sources(docs: Iterable[Doc]) -> pd.DataFrame:
    """The sources table (see tables.py): actors with at least one quotation."""
    return tables.frame("sources", [row for doc in docs for row in source_rows(doc)])


def mentions(docs: Iterable[Doc]) -> pd.DataFrame:
    """The mentions table (see tables.py): every place where an actor is named or meant."""
    return tables.frame("mentions", [row for doc in docs for row in mention_rows(doc)])


def source_rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per source of a Doc."""
    p = parse(doc)
    quotes = findings(doc, "quotes")
    rows = []
    for actor in findings(doc, "sources"):
        if actor["quotes"]:
            words = {k for n in actor["quotes"] for a, b in quotes[n]["tokens"] for k in range(a, b)}
            said = _statements(quotes, actor["quotes"])
            kind = " ".join([actor["kind"], *(["named"] if actor["named"] else []), *(["more"] if said > 1 else [])])
            rows.append({
                "article_id": doc._.article_id,
                "source_id": actor["id"],
                **{key: actor[key] for key in ("name", "kind", "role", "named", "gender", "gender_evidence")},
                "n_quotes": said,
                "n_words_quoted": sum(not p.is_punct(k) and p.tags[k] != "_SP" for k in words),
                "first_start": p.idx[actor["first"]],
                "certainty": certainty("sources", kind, " "),
            })  # fmt: skip
    return rows


def _statements(quotes: list[dict[str, Any]], numbers: list[int]) -> int:
    """How many statements: pieces of one, and what goes on without a verb of saying, belong to it."""
    whole = [n for n, quote in enumerate(quotes) if not quote["nested"]]
    before = dict(zip(whole[1:], whole[:-1], strict=True))
    mine = set(numbers)
    begun = [n for n in whole if n in mine and not (quotes[n]["continues"] and before.get(n) in mine)]
    return max(1, len(begun))


def mention_rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per mention of a Doc."""
    p = parse(doc)
    rows = []
    for m in findings(doc, "mentions"):
        start, end = p.idx[m["start"]], p.end(m["end"] - 1)
        span = {"start": start, "end": end, "text": p.text[start:end]}
        rows.append({"article_id": doc._.article_id, "source_id": m["source_id"], **span, "kind": m["kind"]})
    return rows
