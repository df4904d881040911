"""The figures of the model card, measured on what was held out.

    python -m training.evaluate newskit/model/de_newskit WORK

Trees: every second sentence of UD German GSD's dev file; entities: GermEval 2014's dev half (all classes, outer level,
without *deriv and *part). Texts go through the pipeline as plain text, so that its own words and sentences count; UAS and
LAS leave punctuation out, as spaCy's scorer does.
"""

import argparse
import json
import time
from pathlib import Path

import spacy
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.tagger import tagger_score
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import newskit.pipeline  # noqa: F401 (registers newskit_encoder)

SUBJUNCTIVE_TAGS = {"VVFIN", "VAFIN", "VMFIN"}


def examples(nlp: spacy.Language, path: Path) -> list[Example]:
    """Gold Docs paired with what the pipeline makes of their text."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    return [Example(doc, g) for doc, g in zip(nlp.pipe([g.text for g in gold]), gold, strict=True)]


def f1(hits: int, system: int, gold: int) -> float:
    """Micro F1 from counts."""
    return 2 * hits / max(1, system + gold)


def mood(pairs: list[Example]) -> float:
    """F1 of the subjunctive among finite verbs whose mood the treebank states."""
    hits = system = total = 0
    for example in pairs:
        aligned = example.get_aligned("MORPH", as_string=True)
        for token, features in zip(example.predicted, aligned, strict=True):
            if features and "Mood=" in features:
                said, true = token.morph.get("Mood") == ["Sub"], "Mood=Sub" in features
                hits, system, total = hits + (said and true), system + said, total + true
    return f1(hits, system, total)


def particles(pairs: list[Example]) -> float:
    """Share of verbs with a separated particle whose lemma has it."""
    right = total = 0
    for example in pairs:
        for token in example.reference:
            if token.dep_ == "compound:prt" and token.head.i < token.i and token.head.tag_[:2] == "VV":
                total += 1
                found = example.predicted.char_span(token.head.idx, token.head.idx + len(token.head))
                right += found is not None and found[0].lemma_.startswith(token.lower_)
    return right / max(1, total)


def lemmas(pairs: list[Example]) -> float:
    """Lemma accuracy over words; of verbs with a separated particle the plain or the joined lemma counts."""
    right = total = 0
    for example in pairs:
        for token, lemma in zip(example.predicted, example.get_aligned("LEMMA", as_string=True), strict=True):
            if lemma and not token.is_punct and not token.is_space:
                total += 1
                right += token.lemma_.lower() == lemma.lower() or (
                    any(c.dep_ == "compound:prt" for c in token.children) and token.lemma_.endswith(lemma)
                )
    return right / max(1, total)


def sentence_f1(nlp: spacy.Language, path: Path, group: int = 6) -> float:
    """F1 of sentence starts where GSD's sentences stand together, a third of the breaks as line breaks without a full stop."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    hits = system = total = 0
    for start in range(0, len(gold), group):
        text, starts = "", set()
        for n, doc in enumerate(gold[start : start + group]):
            starts.add(len(text))
            piece = doc.text.strip()
            text += piece.removesuffix(".") + "\n" if n % 3 == 0 else piece + " "
        said = {s.start_char for s in nlp(text.strip()).sents}
        hits, system, total = hits + len(said & starts), system + len(said), total + len(starts)
    return f1(hits, system, total)


def entities(nlp: spacy.Language, path: Path) -> dict[str, float]:
    """NER precision, recall, F1 on pre-cut words."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    pairs = []
    for g in gold:
        doc = Doc(nlp.vocab, words=[t.text for t in g], spaces=[bool(t.whitespace_) for t in g])
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        pairs.append(Example(doc, g))
    scores = get_ner_prf(pairs)
    return {k: scores[f"ents_{k}"] for k in ("p", "r", "f")} | {k: v["f"] for k, v in scores["ents_per_type"].items()}


def measure(model: Path, work: Path) -> dict[str, float]:
    """All figures by name, in percent."""
    nlp = spacy.load(model)
    pairs = examples(nlp, work / "trees-test.spacy")
    scores = parser_score(pairs) | tagger_score(pairs) | morphologizer_score(pairs)
    ner = entities(nlp, work / "ner-test.spacy")
    figures = {
        "UAS": scores["dep_uas"],
        "LAS": scores["dep_las"],
        "STTS tags": scores["tag_acc"],
        "POS": scores["pos_acc"],
        "subjunctive F1": mood(pairs),
        "lemmas": lemmas(pairs),
        "separable verbs joined": particles(pairs),
        "sentence boundaries F1": sentence_f1(nlp, work / "trees-test.spacy"),
        "NER F1": ner["f"],
        **{f"NER F1 {k}": v for k, v in ner.items() if k.isupper()},
    }
    return {k: round(100 * v, 1) for k, v in figures.items()}


def speed(model: Path) -> dict[str, float]:
    """Size in MB, load time in s, words per second on the held-out text."""
    started = time.perf_counter()
    nlp = spacy.load(model)
    loaded = time.perf_counter() - started
    return {
        "size MB": round(sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) / 1e6, 1),
        "load s": round(loaded, 2),
        "components": len(nlp.pipe_names),
    }


def main() -> None:
    """Print the figures, and write them beside the model if asked."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("model", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--json", type=Path)
    options = args.parse_args()
    figures = measure(options.model, options.work) | speed(options.model)
    for name, value in figures.items():
        print(f"{name:24} {value:8}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
