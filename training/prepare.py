"""Trees and entities as spaCy's DocBin files.

    python -m training.prepare DATA WORK

DATA holds trees/ and ner/ (README.md says where they can be had); WORK gets trees-{train,dev,test}.spacy,
ner-{train,dev,test}.spacy. Held out: every second sentence of UD German GSD's dev file (trees) and half of
GermEval 2014's dev file (entities). If WORK/silver.conllu is there (see silver.py) it joins the training trees.
"""

import argparse
import gzip
import json
import random
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from HanTa.HanoverTagger import HanoverTagger
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from newskit.pipeline.tokenizer import GermanTokenizer

from .conllu import Sentence, Word, read_conllu

#: How often each treebank is seen in one pass: GSD is what we are measured on, lit is prose of the 18th century.
REPEAT = {"gsd-dev": 4, "gsd-train-367": 4, "pud": 2, "lit": 1, "silver": 1}
HANTA = HanoverTagger("morphmodel_ger.pgz")
NOMINAL = {"NN", "NE", "ADJA", "ART", "PPER", "PPOSAT", "PDAT", "PIAT", "PRELS", "PDS", "PIS"}


def complete_features(word: Word, treebank: str) -> dict[str, str] | None:
    """The features of a word on one scheme, or None where this treebank left them out."""
    feats = dict(word.feats)
    if treebank in {"lit", "silver"}:
        return None
    finite = word.tag in {"VVFIN", "VAFIN", "VMFIN"} or "Mood" in feats
    if finite:
        if "Mood" not in feats or "Number" not in feats:
            return None
        feats["VerbForm"] = "Fin"
        feats.pop("Gender", None)
    if treebank == "gsd-train-367" and word.tag in NOMINAL and "Number" not in feats and "Case" not in feats:
        return None
    return feats


def to_doc(vocab: Vocab, sentences: list[tuple[Sentence, str]], rng: random.Random, lines: bool) -> Doc:
    """A Doc of several sentences; now and then a line break stands between two of them."""
    words: list[Word] = []
    starts: list[int] = []
    feats: list[dict[str, str] | None] = []
    for n, (sentence, bank) in enumerate(sentences):
        offset = len(words)
        starts.append(offset)
        last = n == len(sentences) - 1
        for k, w in enumerate(sentence.words):
            end = k == len(sentence.words) - 1
            words.append(
                Word(w.form, w.lemma, w.pos, w.tag, w.feats, w.head + offset, w.dep, w.space or (end and not last))
            )
            feats.append(complete_features(w, bank))
        if not last and lines and rng.random() < 0.4:
            words[-1].space = False
            words.append(Word(rng.choice(["\n", "\n\n"]), "", "SPACE", "_SP", {}, len(words) - 1, "dep", False))
            feats.append({})
    doc = Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos if f is not None else "" for w, f in zip(words, feats, strict=True)],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=[w.dep for w in words],
        sent_starts=[i in starts for i in range(len(words))],
    )
    for token, f in zip(doc, feats, strict=True):
        if f is not None:
            token.set_morph("|".join(f"{k}={v}" for k, v in sorted(f.items())))
    return doc


def group(
    sentences: Iterable[tuple[Sentence, str]], rng: random.Random, most: int
) -> Iterator[list[tuple[Sentence, str]]]:
    """Documents of 1 to `most` sentences that follow each other."""
    batch: list[tuple[Sentence, str]] = []
    size = rng.randint(1, most)
    for sentence, bank in sentences:
        if batch and (sentence.new_document or len(batch) >= size):
            yield batch
            batch, size = [], rng.randint(1, most)
        batch.append((sentence, bank))
    if batch:
        yield batch


def title_line(sentence: Sentence, rng: random.Random) -> Sentence:
    """Now and then a sentence loses its full stop, as titles have none."""
    if (
        rng.random() < 0.06
        and sentence.words[-1].form == "."
        and all(w.head != len(sentence.words) - 1 for w in sentence.words[:-1])
    ):
        return Sentence(sentence.words[:-1], sentence.id, sentence.new_document)
    return sentence


def trees(data: Path, work: Path, vocab: Vocab, seed: int = 1, banks: tuple[str, ...] = tuple(REPEAT)) -> None:
    """Write trees-train, trees-dev and trees-test."""
    rng = random.Random(seed)
    held = [s for s in read_conllu(data / "trees/gsd-dev.conllu")]
    test, rest = held[1::2], held[0::2]
    dev, rest = rest[::5], rest[1::5] + rest[2::5] + rest[3::5] + rest[4::5]
    for name, part in (("test", test), ("dev", dev)):
        DocBin(docs=[to_doc(vocab, [(s, "gsd-dev")], rng, lines=False) for s in part], store_user_data=False).to_disk(
            work / f"trees-{name}.spacy"
        )
    docs: list[Doc] = []
    for bank in banks:
        path = work / "silver.conllu" if bank == "silver" else data / f"trees/{bank}.conllu"
        if not path.exists():
            continue
        sentences = rest if bank == "gsd-dev" else [fix_pud(s) if bank == "pud" else s for s in read_conllu(path)]
        for _ in range(REPEAT[bank]):
            stream = ((title_line(s, rng), bank) for s in sentences)
            docs += [
                to_doc(vocab, batch, rng, lines=True) for batch in group(stream, rng, 8 if bank != "silver" else 4)
            ]
    rng.shuffle(docs)
    DocBin(docs=docs, store_user_data=False).to_disk(work / "trees-train.spacy")
    print(
        f"trees: {len(docs)} documents, {sum(map(len, docs))} words to train, {len(dev)} and {len(test)} sentences held out"
    )


def fix_pud(sentence: Sentence) -> Sentence:
    """PUD has no STTS tags and marks no document breaks that we need."""
    for word in sentence.words:
        word.tag = ""
    return sentence


def germeval(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and BIO tags of GermEval 2014; derivations and parts of words are no entities of the four classes."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [
            line.split("\t")
            for line in block.split("\n")
            if line and not line.startswith("#\t") and not line.startswith("#  ")
        ]
        rows = [r for r in rows if len(r) >= 3]
        if rows:
            yield (
                [r[1] for r in rows],
                ["O" if r[2].endswith(("deriv", "part")) else r[2].replace("OTH", "MISC") for r in rows],
            )


def maybe_misc(doc: Doc) -> list[Span]:
    """In corpora without the class MISC: words that could be one (names, words in quotation marks) count as unlabelled."""
    out, quoted = [], False
    for token in doc:
        if token.text in {"„", "“", '"', "”", "»", "«"}:
            quoted = token.text == "„" or (not quoted and token.text in {'"', "»"})
        elif not token.ent_type_ and token.text[:1].isupper() and (quoted or _name_like(token.text)):
            out.append(Span(doc, token.i, token.i + 1))
    return out


def _name_like(word: str) -> bool:
    if not word.isalpha() or len(word) < 3:
        return False
    odds = dict(HANTA.tag_word(word))
    return odds.get("NE", -99.0) > odds.get("NN", -99.0)


def without_misc(doc: Doc) -> Doc:
    """Mark what may be MISC as unlabelled."""
    spans = list(doc.ents)
    doc.set_ents(spans, missing=maybe_misc(doc), default="outside")
    return doc


def bio_doc(vocab: Vocab, words: list[str], tags: list[str]) -> Doc:
    """A Doc from words and BIO tags, spaces put where German puts them."""
    closing, opening = {".", ",", ":", ";", "!", "?", "“", ")", "”", "«"}, {"„", "(", "»"}
    spaces = [b not in closing and a not in opening for a, b in zip(words, [*words[1:], "."], strict=True)]
    doc = Doc(vocab, words=words, spaces=spaces)
    spans, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == tags[start][2:]):
            spans.append(Span(doc, start, i, label=tags[start][2:]))
            start = None
        if tag.startswith(("B-", "I-")) and start is None:
            start = i
    doc.set_ents(trimmed(spans), default="outside")
    return doc


def trimmed(spans: list[Span]) -> list[Span]:
    """Spans without whitespace or punctuation at their edges (spaCy cannot learn those), longest first where they overlap."""
    out = []
    for span in spans:
        words = [t.i for t in span if not t.is_space and not t.is_punct]
        if words and not any(t.is_space for t in span.doc[words[0] : words[-1] + 1]):
            out.append(Span(span.doc, words[0], words[-1] + 1, label=span.label_))
    return spacy.util.filter_spans(out)


SMART = {
    "person": "PER", "organization": "ORG", "organization-company": "ORG", "location": "LOC", "location-city": "LOC",
    "location-route": "LOC", "location-stop": "LOC", "location-street": "LOC",
}  # fmt: skip


def smartdata(path: Path, tokenizer: GermanTokenizer) -> Iterator[Doc]:
    """News documents of the SmartData corpus; traffic reports and tweets are left out."""
    decoder = json.JSONDecoder()
    text = gzip.open(path, "rt", encoding="utf8").read()
    position = 0
    while match := re.compile(r"\s*").match(text, position):
        if match.end() >= len(text):
            return
        record, position = decoder.raw_decode(text, match.end())
        raw, mentions = _smart_record(record)
        if raw and len(raw) > 600:
            doc = tokenizer(raw)
            mentions = [m for m in mentions if not _common_noun(raw[m[0] : m[1]])]
            spans = [doc.char_span(m[0], m[1], label=m[2], alignment_mode="expand") for m in mentions]
            doc.set_ents(trimmed([s for s in spans if s is not None]), default="outside")
            yield doc


def _common_noun(mention: str) -> bool:
    """SmartData also marks plain nouns (Gruppe, Konzern) as companies; GermEval and we do not."""
    if mention[:1].islower():
        return True
    if not mention.isalpha() or mention.isupper():
        return False
    odds = dict(HANTA.tag_word(mention))
    return odds.get("NN", -99.0) > odds.get("NE", -99.0) + 1


def _smart_record(record: dict) -> tuple[str, list[tuple[int, int, str]]]:
    def get(value: dict | str | None) -> str:
        return value.get("string", "") if isinstance(value, dict) else value or ""

    text = get(record.get("text"))
    mentions = []
    for m in (
        (record.get("conceptMentions") or {}).get("array", [])
        if isinstance(record.get("conceptMentions"), dict)
        else record.get("conceptMentions") or []
    ):
        kind = SMART.get(m.get("type", "").lower())
        span = m.get("span") or {}
        if kind:
            mentions.append((int(span["start"]), int(span["end"]), kind))
    return text, mentions


def iob2(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of the Universal NER file for PUD."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        rows = [r for r in rows if len(r) >= 3]
        if rows:
            yield [r[1] for r in rows], [r[2].replace("OTH", "MISC") for r in rows]


def conll2003(path: Path, member: str) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of MobIE: tweets and traffic reports."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(member).decode("utf8")
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.split("\n") if line and not line.startswith("-DOCSTART-")]
        if rows and all(len(r) >= 2 for r in rows):
            yield [r[0] for r in rows], [_mobie(r[-1]) for r in rows]


def _mobie(tag: str) -> str:
    head, _, kind = tag.partition("-")
    label = SMART.get(kind.lower().replace("_", "-"))
    return f"{head}-{label}" if label else "O"


def wikiann_snippets(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Snippets of Wikipedia, labelled by machine: only whole sentences, without the markup."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [line.removeprefix("de:").split("\t") for line in block.split("\n") if "\t" in line]
        words = [r[0] for r in rows]
        if len(words) > 7 and words[-1] == "." and not {"**", "''", "'''", "|"} & set(words):
            yield words, [r[1] for r in rows]


def wikiann_names(path: Path) -> Iterator[tuple[list[str], str]]:
    """The names in WikiANN's snippets with their label."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [line.removeprefix("de:").split("\t") for line in block.split("\n") if "\t" in line]
        name: list[str] = []
        label = ""
        for word, tag in [*((r[0], r[1]) for r in rows), ("", "O")]:
            if tag.startswith("I-") and name:
                name.append(word)
                continue
            if name:
                yield name, label
            name, label = ([word], tag[2:]) if tag.startswith("B-") else ([], "")


def augmented(doc: Doc, rng: random.Random) -> Doc:
    """A copy in lower case, or all in capitals, as titles and tweets are."""
    change = str.lower if rng.random() < 0.5 else str.upper
    words = [t.text if not t.ent_type_ and rng.random() < 0.1 else change(t.text) for t in doc]
    copy = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    missing = [Span(copy, t.i, t.i + 1) for t in doc if t.ent_iob == 0]
    copy.set_ents([Span(copy, e.start, e.end, label=e.label_) for e in doc.ents], missing=missing, default="outside")
    return copy


def entities(data: Path, work: Path, vocab: Vocab, tokenizer: GermanTokenizer, seed: int = 1, wikiann: int = 0) -> None:
    """Write ner-train, ner-dev and ner-test."""
    rng = random.Random(seed)
    held = [bio_doc(vocab, *pair) for pair in germeval(data / "ner/germeval2014-dev-half.tsv")]
    DocBin(docs=held[0::4]).to_disk(work / "ner-dev.spacy")
    DocBin(docs=[d for i, d in enumerate(held) if i % 4]).to_disk(work / "ner-test.spacy")
    docs = [bio_doc(vocab, *pair) for pair in germeval(data / "ner/germeval2014-test.tsv")]
    docs += [bio_doc(vocab, *pair) for pair in iob2(data / "ner/uner-pud.iob2")]
    DocBin(docs=docs).to_disk(work / "ner-core.spacy")
    smart = [d for part in ("train", "test") for d in smartdata(data / f"ner/smartdata-v1-{part}.json.gz", tokenizer)]
    docs += [without_misc(d) for d in smart]
    mobie = [bio_doc(vocab, *pair) for pair in conll2003(data / "ner/mobie.zip", "train.conll2003")]
    docs += [without_misc(d) for d in rng.sample(mobie, min(600, len(mobie)))]
    snippets = [bio_doc(vocab, *pair) for pair in wikiann_snippets(data / "ner/wikiann-train.txt")]
    docs += [without_misc(d) for d in rng.sample(snippets, min(wikiann, len(snippets)))]
    docs += [augmented(d, rng) for d in rng.sample(docs, len(docs) // 15)]
    rng.shuffle(docs)
    DocBin(docs=docs).to_disk(work / "ner-train.spacy")
    print(
        f"entities: {len(docs)} documents ({len(smart)} of SmartData), {sum(len(d.ents) for d in docs)} entities to train; {len(held)} sentences held out"
    )


def join(parts: list[Path], out: Path, seed: int = 2) -> None:
    """Several DocBins as one, shuffled."""
    vocab = spacy.blank("de").vocab
    docs = [doc for part in parts for doc in DocBin().from_disk(part).get_docs(vocab)]
    random.Random(seed).shuffle(docs)
    DocBin(docs=docs).to_disk(out)


def main() -> None:
    """Write all DocBins."""
    args = argparse.ArgumentParser(description=__doc__)
    if "--join" in sys.argv:
        args.add_argument("--join", nargs="+", type=Path, help="DocBins to join; the last is the one to write")
        *parts, out = args.parse_args().join
        return join(parts, out)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--wikiann", type=int, default=0, help="how many of WikiANN's snippets to add")
    options = args.parse_args()
    nlp = spacy.blank("de")
    tokenizer = GermanTokenizer(nlp)
    trees(options.data, options.work, nlp.vocab)
    entities(options.data, options.work, nlp.vocab, tokenizer, wikiann=options.wikiann)


if __name__ == "__main__":
    main()
