"""Lemmas of words that raw text has often: what the small pipeline says of them, where it nearly always says the same.

    python -m training.encoder.lemmas WORK

writes WORK/lemmas.xz from WORK/more/silver.jsonl (raw sentences, training/silver.py), from the gold lemmas of WORK/examples.json, which
count more, and from the irregular verbs of newskit's word lists. The encoder's own edits, learned from fewer words, then only have to
make the lemmas of all other words.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import spacy
from spacy.tokens import Doc

from newskit.german.inflection import inflect
from newskit.pipeline import model_path
from newskit.pipeline.edits import Known, apply_rule, pack, plain, rule_of
from newskit.pipeline.lemmas import fix_lemmas
from newskit.resources import Lexicons

from .data import Example, read_examples

#: A pair of form and tag must be seen so often, and so much of it must have the same lemma.
MINIMUM, SHARE = 2, 0.9
#: What a gold lemma counts beside one of the small pipeline.
GOLD = 30
#: Their lemma is the form, or any guess is as good.
LEFT_OUT = frozenset({"FM", "XY", "TRUNC", "CARD", "$.", "$,", "$(", ""})
Counts = dict[tuple[str, str], Counter[str]]


def seen(sentences: Iterable[list[str]]) -> Iterator[tuple[str, str, str]]:
    """Form, tag and lemma of every word by the small pipeline."""
    nlp = spacy.load(model_path(), exclude=["newskit_layout", "parser", "ner_tok2vec", "ner", "newskit_morph"])
    for doc in nlp.pipe((Doc(nlp.vocab, words=words) for words in sentences), batch_size=64):
        fix_lemmas(doc)
        yield from ((t.text, t.tag_, t.lemma_) for t in doc)


def labelled(examples: Iterable[Example]) -> Iterator[tuple[str, str, str]]:
    """The same by a corpus's own labels."""
    for e in examples:
        yield from ((w, t, m) for w, t, m in zip(e.words, e.tags, e.lemmas, strict=False) if t and m)


def table(raw: Iterable[tuple[str, str, str]], true: Iterable[tuple[str, str, str]]) -> Known:
    """The rule of each pair of form and tag that is sure enough."""
    counts: Counts = defaultdict(Counter)
    for times, words in ((1, raw), (GOLD, true)):
        for form, tag, lemma in words:
            if tag not in LEFT_OUT:
                counts[plain(form, tag), tag][rule_of(plain(form, tag), lemma)] += times
    out: Known = {}
    for key, rules in counts.items():
        rule, times = rules.most_common(1)[0]
        if times >= MINIMUM and times >= SHARE * rules.total():
            out[key] = rule
    return out


def irregular() -> Known:
    """The forms of all irregular verbs (verbs.tsv) that belong to one verb only."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in Lexicons.of("").entries("verbs"):
        verb = inflect(entry.lemma)
        for form in verb.finite:
            found[form, "VVFIN"].add(verb.base)
        for form in verb.participles:
            found[form, "VVPP"].add(verb.lemma)
    return {(form, tag): rule_of(form, min(lemmas)) for (form, tag), lemmas in found.items() if len(lemmas) == 1}


def infinitive(known: Known, key: tuple[str, str]) -> bool:
    """Is the lemma of a form a verb whose infinitive raw text has, too: führen is of führen, not of fahren?"""
    lemma = apply_rule(*json.loads(known[key]), key[0]) if key in known else None
    return lemma is not None and known.get((lemma, "VVINF")) == rule_of(lemma, lemma)


def main() -> None:
    """Write the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("work", type=Path)
    work = args.parse_args().work
    with (work / "more" / "silver.jsonl").open(encoding="utf8") as file:
        sentences = (json.loads(line)["words"] for line in file)
        parts = read_examples(work / "examples.json")
        raw = chain(seen(sentences), labelled(parts["silver"]))
        known = table(raw, labelled(e for name in ("gsd", "pud") for e in parts[name]))
    known |= {key: rule for key, rule in irregular().items() if not infinitive(known, key)}
    content = pack(known)
    (work / "lemmas.xz").write_bytes(content)
    print(f"{len(known):,} words with their tags, {len(content) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
