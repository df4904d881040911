"""A made-up encoder, small enough to be written down: one layer of attention over pieces, and random heads."""

import json

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from newskit.pipeline.edits import pack

WIDTH, PIECES, ARC, LABEL = 16, 400, 8, 4
LABELS = {
    "tags": ["NN", "VVFIN", "ART", "$."],
    "pos": ["NOUN", "VERB", "DET", "PUNCT"],
    "feats": {"Case": ["", "Nom", "Dat"], "Number": ["", "Sing", "Plur"]},
    "rules": ['["lower",null]', '["title",null]', '["lower",[0,1,null,["e","en"]]]'],
    "deps": ["ROOT", "nsubj", "det", "punct"],
    "ents": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"],
}
SIZES = {
    "tags": 4,
    "pos": 4,
    "rules": 3,
    "ents": 5,
    "below": ARC,
    "above": ARC,
    "table": 4 * (LABEL + 1),
    "high": LABEL,
}


class Tiny:
    """Builds the graph node by node."""

    def __init__(self) -> None:
        self.rng = np.random.RandomState(3)
        self.nodes: list = []
        self.arrays: dict[str, np.ndarray] = {}

    def const(self, array: np.ndarray) -> str:
        name = f"c{len(self.arrays)}"
        self.arrays[name] = array
        return name

    def random(self, *shape: int) -> str:
        return self.const(self.rng.normal(0, 1, shape).astype(np.float32))

    def op(self, kind: str, *inputs: str, name: str = "", **attributes) -> str:
        out = name or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def encoder(self) -> str:
        """Pieces that see each other; padding (1) is seen by none."""
        ints = lambda *v: self.const(np.array(v, np.int64))  # noqa: E731
        x = self.op("Gather", self.random(PIECES, WIDTH), "ids")
        seen = self.op("Cast", self.op("Equal", "ids", self.const(np.array(1, np.int64))), to=TensorProto.FLOAT)
        bias = self.op("Mul", self.op("Unsqueeze", seen, ints(1)), self.const(np.array(-1e4, np.float32)))
        scores = self.op("MatMul", x, self.op("Transpose", x, perm=[0, 2, 1]))
        mixed = self.op("MatMul", self.op("Softmax", self.op("Add", scores, bias), axis=-1), x)
        flat = self.op("Reshape", self.op("Tanh", self.op("Add", x, mixed)), ints(-1, WIDTH))
        return self.op("Add", self.op("Gather", flat, "first"), self.op("Gather", flat, "last"), name="vectors")

    def model(self) -> bytes:
        """The whole graph."""
        x = self.encoder()
        for name, size in SIZES.items():
            scores = self.op(
                "MatMul", x, self.random(WIDTH, size), name="" if name in ("tags", "pos", "rules") else name
            )
            if name in ("tags", "pos"):
                self.op("ArgMax", scores, axis=-1, keepdims=0, name=name)
            elif name == "rules":
                three = self.const(np.array([3], np.int64))
                self.nodes.append(helper.make_node("TopK", [scores, three], ["best", "rules"]))
        parts = [self.op("ArgMax", self.op("MatMul", x, self.random(WIDTH, 3)), axis=-1, keepdims=1) for _ in range(2)]
        self.op("Concat", *parts, axis=-1, name="feats")
        whole = {"tags", "pos", "feats", "rules"}
        outputs = [
            helper.make_tensor_value_info(n, TensorProto.INT64 if n in whole else TensorProto.FLOAT, None)
            for n in ("vectors", *SIZES, "feats")
        ]
        inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "n"])]
        inputs += [helper.make_tensor_value_info(k, TensorProto.INT64, ["w"]) for k in ("first", "last")]
        arrays = [numpy_helper.from_array(a, n) for n, a in self.arrays.items()]
        graph = helper.make_graph(self.nodes, "tiny", inputs, outputs, arrays)
        opset = helper.make_opsetid("", 18)
        return helper.make_model(graph, opset_imports=[opset], ir_version=9).SerializeToString()


def pieces() -> str:
    """A tokenizer that knows single letters and some pairs of them."""
    letters = [chr(c) for c in range(33, 127)] + list("äöüÄÖÜß„“–")
    vocab = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), *((c, -5.0) for c in letters)]
    vocab += [(pair, -6.0) for pair in ("en", "er", "ch", "ei", "▁d", "▁S", "ung", "te")]
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    model = {"type": "Unigram", "unk_id": 3, "vocab": vocab, "byte_fallback": False}
    parts = {"normalizer": None, "pre_tokenizer": space, "post_processor": None, "decoder": space, "model": model}
    return json.dumps({"version": "1.0", "truncation": None, "padding": None, "added_tokens": []} | parts)


def files() -> dict[str, bytes]:
    """What the component reads from disk."""
    rng = np.random.RandomState(5)
    labels = LABELS | {"root": rng.normal(size=ARC).tolist(), "bias": rng.normal(size=ARC).tolist()}
    return {
        "model.onnx": Tiny().model(),
        "pieces.json": pieces().encode(),
        "labels.json": json.dumps(labels).encode(),
    } | {"lemmas.xz": pack({})}
