"""The encoder and its heads in PyTorch: one vector for each word, and what each head says about it."""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .data import Labels
from .weights import Arrays

ARC, LABEL = 256, 64


class Layer(nn.Module):
    """One layer of the encoder (post-norm, as in BERT)."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Words that see each other."""
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        seen = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d // self.heads) + bias, -1) @ v
        mixed = self.out(seen.transpose(1, 2).reshape(b, n, d))
        x = self.norm1(x + F.dropout(mixed, self.drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.drop, self.training))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: dict[str, int], pieces: int, layers: int, labels: Labels, drop: float = 0.1) -> None:
        super().__init__()
        width = sizes["width"]
        self.width, self.drop = width, drop
        self.word, self.place = nn.Embedding(pieces, width), nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, sizes["heads"], sizes["inner"], drop) for _ in range(layers))
        self.feats = [len(v) for v in labels.feats.values()]
        flat = {"tags": len(labels.tags), "pos": len(labels.pos), "feats": sum(self.feats), "ents": len(labels.ents)}
        self.flat = nn.ModuleDict({k: nn.Linear(width, n) for k, n in flat.items()})
        self.flat["rules"] = nn.Linear(width, len(labels.rules))
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_below, self.arc_above = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_below, self.label_above = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.label = nn.Parameter(torch.randn(LABEL + 1, len(labels.deps), LABEL + 1) * 0.02)

    def load_encoder(self, arrays: Arrays, rows: Any, take: list[int]) -> None:
        """The pretrained weights of the layers to take."""
        w = self.width
        tensor = torch.from_numpy
        self.word.weight.data = tensor(arrays["emb.word"].reshape(-1, w)[rows])
        self.place.weight.data = tensor(arrays["emb.pos"].reshape(-1, w)[:512] + arrays["emb.type"].reshape(-1, w)[0])
        self.norm.weight.data, self.norm.bias.data = tensor(arrays["emb.ln.w"]), tensor(arrays["emb.ln.b"])
        for layer, n in zip(self.layers, take, strict=True):
            get = lambda name, n=n: tensor(arrays[f"l{n}.{name}"])  # noqa: E731
            layer.qkv.weight.data = torch.cat([get(f"{k}.w").view(w, w) for k in "qkv"])
            layer.qkv.bias.data = torch.cat([get(f"{k}.b") for k in "qkv"])
            for ours, theirs in (("out", "ao"), ("up", "fi"), ("down", "fo")):
                part = getattr(layer, ours)
                part.weight.data = get(theirs + ".w").view(part.out_features, part.in_features)
                part.bias.data = get(theirs + ".b")
            for ours, theirs in (("norm1", "aln"), ("norm2", "oln")):
                getattr(layer, ours).weight.data, getattr(layer, ours).bias.data = (
                    get(theirs + ".w"),
                    get(theirs + ".b"),
                )

    def encode(self, ids: Tensor) -> Tensor:
        """A vector for each piece."""
        bias = torch.where(ids == 1, -1e4, 0.0)[:, None, None, :]
        x = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of all heads. A word's vector is the mean of its first and its last piece."""
        pieces = self.encode(batch["ids"])
        take = lambda where: torch.gather(pieces, 1, where[..., None].expand(-1, -1, self.width))  # noqa: E731
        x = F.dropout((take(batch["first"]) + take(batch["last"])) / 2, self.drop, self.training)
        out: dict[str, Tensor] = {k: head(x) for k, head in self.flat.items()}
        above = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        drop = lambda t: F.dropout(F.gelu(t), 2 * self.drop, self.training)  # noqa: E731
        low, high = drop(self.arc_below(x)), drop(self.arc_above(above))
        scores = low @ self.arc @ high.transpose(1, 2) + (high @ self.arc_bias)[:, None, :]
        allowed = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], 1)
        out["arcs"] = scores.masked_fill(~allowed[:, None, :], -1e4)
        out["below"], out["above"] = drop(self.label_below(x)), drop(self.label_above(above))
        return out

    def labels_of(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of the labels between each word and its head."""
        above = torch.gather(out["above"], 1, heads[..., None].expand(-1, -1, LABEL))
        one = torch.ones_like(above[..., :1])
        low = torch.cat([out["below"], one], -1)
        table = (low @ self.label.reshape(LABEL + 1, -1).to(low.dtype)).unflatten(-1, self.label.shape[1:])
        return (table * torch.cat([above, one], -1)[..., None, :]).sum(-1)
