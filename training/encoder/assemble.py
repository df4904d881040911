"""A pipeline with the encoder: words, layout and mood rules and known words of the shipped pipeline, everything else from the encoder.

python -m training.encoder.assemble EXPORTED OUT --version 1.3.0
"""

import argparse
from pathlib import Path

import spacy
import srsly
from spacy.strings import StringStore

from newskit.pipeline import model_path

RULES = ("newskit_layout", "newskit_morph")


def main() -> None:
    """Write the pipeline and say how large it is."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("exported", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--version", default="1.3.0")
    options = args.parse_args()
    shipped = srsly.read_json(model_path() / "meta.json")["components"]
    nlp = spacy.load(model_path(), exclude=[name for name in shipped if name not in RULES])
    nlp.add_pipe("newskit_encoder", after="newskit_layout").from_disk(options.exported)
    nlp.meta.update(
        name="newskit_accurate",
        version=options.version,
        description="German news pipeline of newskit on a pretrained encoder",
    )
    nlp.to_disk(options.out)
    StringStore([]).to_disk(options.out / "vocab" / "strings.json")  # words are looked up by their hash
    size = sum(f.stat().st_size for f in options.out.rglob("*") if f.is_file())
    print(f"{options.out}: {size / 1e6:.1f} MB, {nlp.pipe_names}")


if __name__ == "__main__":
    main()
