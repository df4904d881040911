"""The component `newskit_encoder`: a pretrained encoder in 8 bits with heads for tags, features, lemmas, trees, names.

It runs by onnxruntime alone. What it says of a sentence never depends on the sentences beside it: sentences share a
batch only where they have the same length (rounded up), every activation has a scale for each row, and trees are made
sentence by sentence.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..errors import ModelNotFoundError
from .decoder import Decoder
from .edits import unpack
from .pieces import Pieces, Window, windows

Array = NDArray[Any]
#: Sentences share a batch where their lengths in pieces, rounded up to a multiple of this, are the same.
ROUND = 8
#: Pieces in one batch at most; more do not stay in the processor's cache.
TOGETHER = 1024
FILES = ("model.onnx", "pieces.json", "labels.json", "lemmas.xz")
_PADDING = 1


class Encoder:
    """The component. Its weights come with the pipeline (`from_disk`)."""

    def __init__(self, vocab: Vocab, threads: int = 0) -> None:
        self.vocab, self.threads = vocab, threads
        self.files: dict[str, bytes] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc whose sentence boundaries are set."""
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Annotate a stream of Docs, several at a time."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            self.annotate(docs)
            yield from docs

    def annotate(self, docs: list[Doc]) -> None:
        """Set tags, features, lemmas, heads, labels, names and vectors of all Docs."""
        if not self.files:
            raise ModelNotFoundError(
                "The component newskit_encoder has no weights. Load a pipeline that has them (training/README.md)."
            )
        places = [(doc, tokens) for doc in docs for tokens in sentences(doc)]
        said = self._say([self.pieces.of([doc[i].text for i in tokens]) for doc, tokens in places])
        for doc in docs:
            mine = [(tokens, s) for (d, tokens), s in zip(places, said, strict=True) if d is doc]
            self.decoder.write(doc, mine)

    def _say(self, encoded: list[list[list[int]]]) -> list[dict[str, Array]]:
        """What the heads say of each sentence, given the pieces of its words."""
        parts = [(n, window) for n, words in enumerate(encoded) for window in windows(words)]
        groups: dict[int, list[tuple[int, Window]]] = {}
        for part in parts:
            groups.setdefault(-(-len(part[1].ids) // ROUND) * ROUND, []).append(part)
        found: dict[int, list[tuple[int, dict[str, Array]]]] = {}
        for length in sorted(groups):
            step = max(1, TOGETHER // length)
            for start in range(0, len(groups[length]), step):
                batch = groups[length][start : start + step]
                for (n, window), result in zip(batch, self._run([w for _, w in batch], length), strict=True):
                    found.setdefault(n, []).append((window.start, result))
        return [_joined(found[n]) for n in range(len(encoded))]

    def _run(self, batch: list[Window], length: int) -> Iterator[dict[str, Array]]:
        ids = np.full((len(batch), length), _PADDING, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
        first = np.concatenate([np.array(w.first) + length * row for row, w in enumerate(batch)])
        last = np.concatenate([np.array(w.last) + length * row for row, w in enumerate(batch)])
        results = self.session.run(self.outputs, {"ids": ids, "first": first, "last": last})
        end = 0
        for window in batch:
            start, end = end, end + len(window.first)
            yield {name: values[start:end] for name, values in zip(self.outputs, results, strict=True)}

    def load(self, files: dict[str, bytes]) -> None:
        """Take the weights, the pieces, the labels and the lemmas of common words."""
        import onnxruntime

        self.files = files
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads or given_threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(files["model.onnx"], options, providers=["CPUExecutionProvider"])
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.pieces = Pieces(files["pieces.json"].decode("utf8"))
        self.decoder = Decoder(self.vocab, json.loads(files["labels.json"]), unpack(files["lemmas.xz"]))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's files."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (Path(path) / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read the component's files."""
        self.load({name: (Path(path) / name).read_bytes() for name in FILES})
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """All files as one message."""
        import srsly

        return bytes(srsly.msgpack_dumps(self.files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """The reverse of `to_bytes`."""
        import srsly

        self.load(srsly.msgpack_loads(data))
        return self


def given_threads() -> int:
    """How many threads the process was given: by OMP_NUM_THREADS, or else the processors it may use."""
    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdigit() and int(said):
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sentences(doc: Doc) -> list[list[int]]:
    """The words of each sentence, white space left out."""
    starts = doc.to_array([SENT_START]).astype("int64") == 1
    out: list[list[int]] = []
    for token in doc:
        if starts[token.i] or not out:
            out.append([])
        if not token.is_space:
            out[-1].append(token.i)
    return [tokens for tokens in out if tokens]


def _joined(parts: list[tuple[int, dict[str, Array]]]) -> dict[str, Array]:
    parts = sorted(parts, key=lambda part: part[0])
    if len(parts) == 1:
        return parts[0][1]
    return {name: np.concatenate([part[name] for _, part in parts]) for name in parts[0][1]}


@Language.factory(
    "newskit_encoder",
    assigns=[f"token.{a}" for a in ("tag", "pos", "morph", "lemma", "dep", "head")] + ["doc.ents", "doc.tensor"],
    requires=["token.is_sent_start"],
    default_config={"threads": 0},
)
def make_encoder(nlp: Language, name: str, threads: int) -> Encoder:
    """The component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        threads: of onnxruntime; 0: what the process was given (OMP_NUM_THREADS, or its processors).
    """
    return Encoder(nlp.vocab, threads)
