"""A trained network as an ONNX graph in 8 bits, with what the component needs beside it.

    python -m training.encoder.export WORK TRAINED OUT

Weights have one scale for each column and 7 bits (`--bits 8`: older processors without VNNI lose sums then); activations have
one scale for each *row*, computed in the graph. A scale for the whole tensor, as onnxruntime's own dynamic quantization has,
would make a sentence's figures depend on the sentences that share its batch.
"""

import argparse
import json
import math
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .network import LABEL, Network
from .train import load

#: Where zero lies among the 256 steps of an activation; after GELU there is almost nothing below zero.
MIDDLE, LOW = 128, 12
#: GELU is never below minus this.
LEAST_GELU = 0.1701
Array = np.ndarray


class Rows(NamedTuple):
    """An activation in 8 bits: the numbers, the scale of each row, and which number is zero."""

    numbers: str
    scale: str
    middle: int


class Graph:
    """Nodes and initializers, with one method for each kind of layer."""

    def __init__(self, bits: int) -> None:
        self.nodes: list[Any] = []
        self.arrays: dict[str, Array] = {}
        self.names: dict[Any, str] = {}
        self.largest = 2 ** (bits - 1) - 1
        self.count = 0

    def const(self, value: Any, dtype: Any = np.float32) -> str:
        """A constant; equal ones are stored once."""
        array = np.ascontiguousarray(np.asarray(value, dtype))
        key = (array.tobytes(), array.shape, str(array.dtype))
        name = self.names.setdefault(key, f"c{len(self.names)}")
        self.arrays[name] = array
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **attributes: Any) -> Any:
        """A node; the name of its output, or a list of names."""
        self.count += 1
        names = [name] if name else [f"t{self.count}_{i}" for i in range(outputs)]
        domain = "com.microsoft" if kind in CONTRIBUTED else ""
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def rows(self, x: str, low: bool = False) -> Rows:
        """An activation [rows, columns] as whole numbers with one scale for each row; `low`: after GELU."""
        axis = self.const([-1], np.int64)
        top = self.op("ReduceMax", x, axis, keepdims=0)
        if low:
            middle = LOW
            scale = self.op("Max", self.op("Mul", top, self.const(1 / (255 - LOW))), self.const(LEAST_GELU / LOW))
        else:
            middle = MIDDLE
            bottom = self.op("Neg", self.op("ReduceMin", x, axis, keepdims=0))
            scale = self.op("Mul", self.op("Max", top, bottom, self.const(1e-6)), self.const(1 / 127))
        zero = self.op("Expand", self.const(middle, np.uint8), self.op("Shape", scale))
        whole = self.op("QuantizeLinear", x, scale, zero, axis=0)
        return Rows(whole, self.op("Unsqueeze", scale, self.const([1], np.int64)), middle)

    def linear(self, rows: Rows, weight: Array) -> str:
        """An activation times a matrix [inputs, outputs], without a bias."""
        columns = np.maximum(np.abs(weight).max(0), 1e-9) / self.largest
        codes = self.const(np.round(weight / columns), np.int8)
        one, zero = self.const(1.0), self.const(rows.middle, np.uint8)
        product = self.op("MatMulIntegerToFloat", rows.numbers, codes, one, self.const(columns), zero)
        return str(self.op("Mul", product, rows.scale))

    def biased(self, rows: Rows, layer: nn.Linear) -> str:
        """A whole linear layer."""
        return str(self.op("Add", self.linear(rows, matrix(layer)), self.const(numbers(layer.bias))))


CONTRIBUTED = {"MatMulIntegerToFloat", "BiasGelu", "Gelu"}


def numbers(tensor: torch.Tensor) -> Array:
    """A tensor as an array."""
    return tensor.detach().float().numpy()


def matrix(layer: nn.Linear) -> Array:
    """The weights of a layer, inputs first."""
    return numbers(layer.weight).T


def pieces(graph: Graph, net: Network) -> str:
    """The encoder: a vector for each piece, all pieces of the batch below each other."""
    ints = lambda *v: graph.const(v, np.int64)  # noqa: E731
    table = numbers(net.word.weight)
    scales = np.abs(table).max(1) / 127
    codes = graph.op("Cast", graph.op("Gather", graph.const(np.round(table / scales[:, None]), np.int8), "ids"), to=1)
    factor = graph.op("Unsqueeze", graph.op("Gather", graph.const(scales), "ids"), ints(2))
    length = graph.op("Shape", "ids", start=1, end=2)
    places = graph.op("Slice", graph.const(numbers(net.place.weight)), ints(0), length, ints(0))
    x = graph.op("Reshape", graph.op("Add", graph.op("Mul", codes, factor), places), ints(-1, net.width))
    x = norm(graph, x, net.norm)
    padding = graph.op("Cast", graph.op("Equal", "ids", graph.const(1, np.int64)), to=1)
    bias = graph.op("Mul", graph.op("Unsqueeze", padding, ints(1, 2)), graph.const(-1e4))
    heads = net.layers[0].heads
    shape = graph.op("Concat", ints(-1), length, ints(heads, net.width // heads), axis=0)
    for layer in net.layers:
        x = block(graph, layer, x, bias, shape)
    return x


def block(graph: Graph, layer: Any, x: str, bias: str, shape: str) -> str:
    """One layer of the encoder."""
    mixed = attention(graph, layer, graph.linear(graph.rows(x), matrix(layer.qkv)), bias, shape)
    x = norm(graph, more(graph, x, graph.linear(graph.rows(mixed), matrix(layer.out)), layer.out), layer.norm1)
    up = graph.op("BiasGelu", graph.linear(graph.rows(x), matrix(layer.up)), graph.const(numbers(layer.up.bias)))
    return norm(
        graph, more(graph, x, graph.linear(graph.rows(up, low=True), matrix(layer.down)), layer.down), layer.norm2
    )


def attention(graph: Graph, layer: Any, qkv: str, bias: str, shape: str) -> str:
    """Softmax attention over all heads; `shape` is [sentences, pieces, heads, width of a head]."""
    width = layer.out.in_features
    turned = []
    for name, own, order in zip(
        graph.op("Split", qkv, axis=-1, outputs=3, num_outputs=3),
        numbers(layer.qkv.bias).reshape(3, width),
        ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]),
        strict=True,
    ):
        turned.append(
            graph.op("Transpose", graph.op("Reshape", graph.op("Add", name, graph.const(own)), shape), perm=order)
        )
    scores = graph.op("Mul", graph.op("MatMul", turned[0], turned[1]), graph.const(1 / math.sqrt(width // layer.heads)))
    chances = graph.op("Softmax", graph.op("Add", scores, bias), axis=-1)
    seen = graph.op("Transpose", graph.op("MatMul", chances, turned[2]), perm=[0, 2, 1, 3])
    return str(graph.op("Reshape", seen, graph.const([-1, width], np.int64)))


def more(graph: Graph, x: str, y: str, layer: nn.Linear) -> str:
    """What was there, and what a layer without its bias adds."""
    return str(graph.op("Add", x, graph.op("Add", y, graph.const(numbers(layer.bias)))))


def norm(graph: Graph, x: str, layer: nn.LayerNorm) -> str:
    """Layer normalization. (onnxruntime's SkipLayerNormalization takes four times as long.)"""
    return str(
        graph.op("LayerNormalization", x, *map(graph.const, map(numbers, (layer.weight, layer.bias))), epsilon=1e-12)
    )


def words(graph: Graph, net: Network, x: str) -> str:
    """A vector for each word: the mean of its first and last piece."""
    both = [graph.op("Gather", x, place) for place in ("first", "last")]
    return str(graph.op("Mul", graph.op("Add", *both), graph.const(0.5), name="vectors"))


def heads(graph: Graph, net: Network, x: str) -> None:
    """What each head says: the best value, or scores where a whole sentence decides."""
    rows = graph.rows(x)
    for name in ("tags", "pos"):
        graph.op("ArgMax", graph.biased(rows, net.flat[name]), axis=-1, keepdims=0, name=name)
    parts = graph.op(
        "Split",
        graph.biased(rows, net.flat["feats"]),
        graph.const(net.feats, np.int64),
        axis=-1,
        outputs=len(net.feats),
    )
    best = [graph.op("ArgMax", part, axis=-1, keepdims=1) for part in parts]
    graph.op("Concat", *best, axis=-1, name="feats")
    _, rules = graph.op("TopK", graph.biased(rows, net.flat["rules"]), graph.const([3], np.int64), outputs=2)
    graph.op("Identity", rules, name="rules")
    graph.op("Identity", graph.biased(rows, net.flat["ents"]), name="ents")
    below, above = (graph.op("Gelu", graph.biased(rows, part)) for part in (net.arc_below, net.arc_above))
    graph.op("Identity", graph.linear(graph.rows(below), numbers(net.arc)), name="below")
    graph.op("Identity", above, name="above")
    low, high = (graph.op("Gelu", graph.biased(rows, part)) for part in (net.label_below, net.label_above))
    table = numbers(net.label)
    flat = graph.linear(graph.rows(low), table[:-1].reshape(LABEL, -1))
    graph.op("Add", flat, graph.const(table[-1].reshape(-1)), name="table")
    graph.op("Identity", high, name="high")


#: Outputs with their types.
OUTPUTS = {
    "vectors": TensorProto.FLOAT, "tags": TensorProto.INT64, "pos": TensorProto.INT64, "feats": TensorProto.INT64,
    "rules": TensorProto.INT64, "ents": TensorProto.FLOAT, "below": TensorProto.FLOAT, "above": TensorProto.FLOAT,
    "table": TensorProto.FLOAT, "high": TensorProto.FLOAT,
}  # fmt: skip


def to_onnx(net: Network, bits: int = 7) -> onnx.ModelProto:
    """The whole network."""
    graph = Graph(bits)
    heads(graph, net, words(graph, net, pieces(graph, net)))
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "n"])]
    inputs += [helper.make_tensor_value_info(k, TensorProto.INT64, ["w"]) for k in ("first", "last")]
    outputs = [helper.make_tensor_value_info(k, t, None) for k, t in OUTPUTS.items()]
    arrays = [numpy_helper.from_array(a, n) for n, a in graph.arrays.items()]
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    body = helper.make_graph(graph.nodes, "newskit_encoder", inputs, outputs, arrays)
    return helper.make_model(body, opset_imports=opsets, ir_version=9)


def root(net: Network) -> dict[str, list[float]]:
    """The root as a head of words, and how likely each word is a head at all; small, so they stand beside the labels."""
    with torch.no_grad():
        above = torch.nn.functional.gelu(net.arc_above(net.root))
    return {"root": [round(v, 6) for v in above.tolist()], "bias": [round(v, 6) for v in net.arc_bias.tolist()]}


def main() -> None:
    """Write the folder of the component."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("work", "trained", "out"):
        args.add_argument(name, type=Path)
    args.add_argument("--bits", type=int, default=7)
    options = args.parse_args()
    net, labels = load(options.trained, options.work)
    options.out.mkdir(parents=True, exist_ok=True)
    onnx.save(to_onnx(net.eval(), options.bits), options.out / "model.onnx")
    spec = json.loads(labels.to_json()) | root(net)
    (options.out / "labels.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf8")
    for name in ("pieces.json", "lemmas.xz"):
        shutil.copy(options.work / name, options.out / name)
    size = sum(f.stat().st_size for f in options.out.iterdir())
    print(f"{options.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
