"""One pipeline from the trained parts, trimmed for shipping.

    python -m training.assemble WORK/trees/model-best WORK/ner/model-best newskit/model/de_newskit --version 1.0.0

Both parts use the same vectors; they are stored once. Strings and lookups that the pipeline does not need are dropped.
"""

import argparse
from pathlib import Path

import spacy
import srsly
from spacy.strings import StringStore


def needed_strings(nlp: spacy.Language) -> set[str]:
    """Labels, features, and what the lemmatizer's edit trees put in; words are looked up by their hash."""
    keep: set[str] = set()
    for _, component in nlp.pipeline:
        keep.update(str(label) for label in getattr(component, "labels", ()))
    keep.update(_in_edit_trees(nlp))
    return keep


def _in_edit_trees(nlp: spacy.Language) -> set[str]:
    found: set[str] = set()
    for tree in srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]:
        for name in ("orig", "subst"):
            if name in tree and tree[name]:
                found.add(nlp.vocab.strings[tree[name]])
    return found


def main() -> None:
    """Write the pipeline and say how large it is."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("trees", type=Path)
    args.add_argument("ner", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--version", default="1.0.0")
    options = args.parse_args()
    nlp = spacy.load(options.trees)
    ner = spacy.load(options.ner)
    for part in ("ner_tok2vec", "ner"):
        if part in ner.pipe_names:
            nlp.add_pipe(part, source=ner)
    nlp.add_pipe("newskit_morph")
    nlp.meta.update(
        name="newskit",
        version=options.version,
        license="CC BY-SA 4.0",
        author="the newskit developers",
        description="German news pipeline of newskit",
        email="",
        url="",
    )
    nlp.config["paths"] = dict.fromkeys(
        nlp.config["paths"]
    )  # where the data lay when it was trained is nobody's business
    nlp.to_disk(options.out)
    StringStore(sorted(needed_strings(nlp))).to_disk(options.out / "vocab" / "strings.json")
    size = sum(f.stat().st_size for f in options.out.rglob("*") if f.is_file())
    print(f"{options.out}: {size / 1e6:.1f} MB, {nlp.pipe_names}")


if __name__ == "__main__":
    main()
