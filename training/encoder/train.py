"""Train the encoder with all heads, or a shallower one with a trained one as its teacher.

    python -m training.encoder.train WORK OUT --layers 12 --steps 3000
    python -m training.encoder.train WORK OUT --layers 6 --steps 2000 --teacher OTHER

OUT gets labels.json, model.pt (the last weights, also every few hundred steps) and log.txt with the figures on the dev part. Runs
that were stopped go on where they were. Silver trees are left out of the last part of a run (--gold).
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from .data import REPEAT, Coder, Labels, batches, collate, learn_labels, one_pass, read_examples
from .network import Network
from .weights import read_weights

#: What each task counts.
WEIGHTS = {"tags": 1.0, "pos": 0.3, "feats": 1.0, "rules": 1.0, "ents": 2.0, "arcs": 1.0, "deps": 1.0}
Batch = dict[str, Tensor]


def mean(loss: Tensor, where: Tensor) -> Tensor:
    """The mean loss of what is labelled."""
    return (loss * where).sum() / where.sum().clamp(min=1)


def cross(scores: Tensor, gold: Tensor, smooth: float = 0.0) -> Tensor:
    """The mean cross entropy of what is labelled."""
    flat = F.cross_entropy(
        scores.float().flatten(0, -2), gold.clamp(min=0).flatten(), reduction="none", label_smoothing=smooth
    )
    return mean(flat, (gold >= 0).flatten().float())


def losses(net: Network, out: Batch, batch: Batch, silver: float) -> Batch:
    """The loss of each task; `silver` is what a silver tree counts beside a gold one."""
    found = {k: cross(out[k], batch[k]) for k in ("tags", "pos", "rules", "ents")}
    parts = out["feats"].split(net.feats, -1)
    found["feats"] = sum((cross(p, batch["feats"][..., i]) for i, p in enumerate(parts)), torch.zeros(()))
    weight = torch.where(batch["silver"], silver, 1.0)[:, None] * (batch["heads"] >= 0)
    heads = batch["heads"].clamp(min=0)
    found["arcs"] = mean(
        F.cross_entropy(out["arcs"].float().flatten(0, 1), heads.flatten(), reduction="none"), weight.flatten()
    )
    labels = net.labels_of(out, heads).float().flatten(0, 1)
    known = weight * (batch["deps"] >= 0)
    found["deps"] = mean(
        F.cross_entropy(labels, batch["deps"].clamp(min=0).flatten(), reduction="none"), known.flatten()
    )
    return found


def soft(student: Tensor, teacher: Tensor, where: Tensor, heat: float = 2.0) -> Tensor:
    """How far the student's distribution is from the teacher's (Hinton, Vinyals & Dean 2015)."""
    p = F.softmax(teacher.float() / heat, -1)
    apart = (p * (p.clamp(min=1e-9).log() - F.log_softmax(student.float() / heat, -1))).sum(-1)
    return mean(apart, where.float()) * heat * heat


def distilled(net: Network, out: Batch, teacher: Network, theirs: Batch, batch: Batch) -> Tensor:
    """What the student still has to learn from its teacher, over all heads."""
    where, heads = batch["words"], theirs["arcs"].argmax(-1)
    total = sum(
        (WEIGHTS[k] * soft(out[k], theirs[k], where) for k in ("tags", "rules", "ents", "arcs")), torch.zeros(())
    )
    for a, b in zip(out["feats"].split(net.feats, -1), theirs["feats"].split(net.feats, -1), strict=True):
        total = total + soft(a, b, where)
    return total + soft(net.labels_of(out, heads), teacher.labels_of(theirs, heads), where)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entities of BIO tags."""
    found, start = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != "I-" + tags[start][2:]:
            found.add((start, i, tags[start][2:]))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start = i
    return found


@torch.no_grad()
def figures(net: Network, examples: list[dict[str, Any]], labels: Labels) -> dict[str, float]:
    """Greedy figures on held-out examples, in percent: enough to follow a run."""
    net.eval()
    count: dict[str, list[float]] = {k: [0.0, 1e-9] for k in ("UAS", "LAS", "tags", "rules", "feats")}
    hits = system = gold = 0
    for part in batches(list(examples), 1500, random.Random(0)):
        batch = tensors(part)
        with torch.autocast("cpu", torch.bfloat16):
            out = net(batch)
            heads = out["arcs"].argmax(-1)
            deps = net.labels_of(out, heads).argmax(-1)
        real = (batch["heads"] >= 0) & (batch["deps"] != labels.deps.index("punct"))
        right = (heads == batch["heads"]) & real
        pairs = {"UAS": (right, real), "LAS": (right & (deps == batch["deps"]), real)}
        for k in ("tags", "rules"):
            pairs[k] = ((out[k].argmax(-1) == batch[k]) & (batch[k] >= 0), batch[k] >= 0)
        said = torch.stack([p.argmax(-1) for p in out["feats"].split(net.feats, -1)], -1)
        known = batch["feats"][..., 0] >= 0
        pairs["feats"] = ((said == batch["feats"]).all(-1) & known, known)
        for k, (a, b) in pairs.items():
            count[k][0] += float(a.sum())
            count[k][1] += float(b.sum())
        for e, row in zip(part, out["ents"].argmax(-1).tolist(), strict=True):
            if (e["ents"] >= 0).all() and len(e["ents"]):
                ours, theirs = (spans([labels.ents[t] for t in ts]) for ts in (row[: len(e["ents"])], e["ents"]))
                hits, system, gold = hits + len(ours & theirs), system + len(ours), gold + len(theirs)
    net.train()
    return {k: round(100 * a / b, 2) for k, (a, b) in count.items()} | {
        "names": round(200 * hits / max(1, system + gold), 2)
    }


def tensors(part: list[dict[str, Any]]) -> Batch:
    """A batch as tensors."""
    return {k: torch.from_numpy(v) for k, v in collate(part).items()}


def stream(parts: dict[str, Any], pieces: int, seed: int, repeat: dict[str, int]) -> Iterator[list[dict[str, Any]]]:
    """Batches without end."""
    rng = random.Random(seed)
    while True:
        yield from batches(one_pass(parts, repeat, rng), pieces, rng)


def optimizer(net: Network, rate: float, heads: float, frozen: int = 0) -> torch.optim.Optimizer:
    """Adam with a higher rate for what is new; the table of pieces stays as it is, and so do the lowest layers if asked."""
    for part in (net.word, *([net.place, net.norm, *net.layers[:frozen]] if frozen else [])):
        part.requires_grad_(False)
    old = [p for n, p in net.named_parameters() if n.startswith(("layers", "norm", "place")) and p.requires_grad]
    new = [p for n, p in net.named_parameters() if not n.startswith(("layers", "norm", "place", "word"))]
    return torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": heads}], weight_decay=0.01, fused=True)


def schedule(step: int, steps: int) -> float:
    """Up in the first tenth, then down along a cosine."""
    warm = max(1, min(steps // 10, 200))
    return min(step / warm, 1.0) * (
        0.01 + 0.99 * 0.5 * (1 + float(np.cos(np.pi * max(0, step - warm) / max(1, steps - warm))))
    )


def load(folder: Path, work: Path, layers: int | None = None) -> tuple[Network, Labels]:
    """A trained network with its labels."""
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf8")))
    sizes, _ = read_weights(work / "e5-small-q4.bin")
    state = torch.load(folder / "model.pt")["net"]
    depth = layers or 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    net = Network(sizes, len(np.load(work / "pieces.npy")), depth, labels)
    net.load_state_dict(state, strict=True)
    return net, labels


def start(work: Path, layers: int, labels: Labels, teacher: Network | None) -> Network:
    """A network with pretrained weights, or with some of its teacher's layers and all of its heads."""
    sizes, arrays = read_weights(work / "e5-small-q4.bin")
    rows = np.load(work / "pieces.npy")
    net = Network(sizes, len(rows), layers, labels)
    deep = sizes["layers"]
    take = [round(i * (deep - 1) / (layers - 1)) for i in range(layers)]
    if teacher is None:
        net.load_encoder(arrays, rows, list(range(layers)))
    else:
        state = {k: v for k, v in teacher.state_dict().items() if not k.startswith("layers.")}
        for ours, theirs in enumerate(take):
            one = teacher.layers[theirs].state_dict()
            state |= {f"layers.{ours}.{k}": v for k, v in one.items()}
        net.load_state_dict(state)
    return net


def take_over(net: Network, folder: Path, labels: Labels) -> None:
    """All weights of another run that have the same size here; lemma rules that it knew keep theirs, wherever they stand now."""
    mine, theirs = net.state_dict(), torch.load(folder / "model.pt")["net"]
    before = {
        rule: n for n, rule in enumerate(json.loads((folder / "labels.json").read_text(encoding="utf8"))["rules"])
    }
    known = [(n, before[rule]) for n, rule in enumerate(labels.rules) if rule in before]
    for name in ("flat.rules.weight", "flat.rules.bias"):
        rows = mine[name].clone()
        rows[[new for new, _ in known]] = theirs[name][[old for _, old in known]]
        theirs[name] = rows
    net.load_state_dict({k: theirs[k] if k in theirs and theirs[k].shape == v.shape else v for k, v in mine.items()})


def fit(options: argparse.Namespace) -> None:
    """One training."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    parts = read_examples(options.work / "examples.json")
    known = out / "labels.json"
    teacher, labels = load(options.teacher, options.work) if options.teacher else (None, learn_labels(parts))
    if known.exists():  # a run that goes on keeps its labels
        labels = Labels(**json.loads(known.read_text(encoding="utf8")))
    known.write_text(labels.to_json(), encoding="utf8")
    coder = Coder(labels, Tokenizer.from_file(str(options.work / "pieces.json")))
    coded = {k: [coder(e) for e in es] for k, es in parts.items()}
    print({k: len(v) for k, v in coded.items()}, len(labels.rules), "rules", len(labels.deps), "labels", flush=True)
    net = start(options.work, options.layers, labels, teacher)
    if options.start:
        take_over(net, options.start, labels)
    train(net, teacher, coded, labels, options)


def train(
    net: Network, teacher: Network | None, coded: dict[str, Any], labels: Labels, options: argparse.Namespace
) -> None:
    """The loop."""
    optim, first, began = optimizer(net, options.rate, options.heads, options.frozen), 0, time.monotonic()
    saved = options.out / "model.pt"
    if saved.exists():
        state = torch.load(saved)
        net.load_state_dict(state["net"])
        optim.load_state_dict(state["optim"])
        first = state["step"]
    base = [options.rate, options.heads]
    running: dict[str, float] = {}
    net.train()
    if teacher is not None:
        teacher.eval()
    turn = int(options.steps * (1 - options.gold))
    named = [e for e in coded["silver"] if (e["ents"] >= 0).any()]  # the others have nothing left to say without trees
    seed = options.seed + first
    early = stream(coded, options.pieces, seed, REPEAT)
    late = stream(coded | {"silver": named, "lit": []}, options.pieces, seed, REPEAT)
    for step in range(first, options.steps):
        minutes = (time.monotonic() - began) / 60
        at = min(
            options.steps, max(step, int(options.steps * minutes / options.minutes))
        )  # a run that is late ends in time
        part = next(early if at < turn else late)
        for group, rate in zip(optim.param_groups, base, strict=True):
            group["lr"] = rate * schedule(at + 1, options.steps)
        batch = tensors(part)
        silver = options.silver if at < turn else 0.0
        with torch.autocast("cpu", torch.bfloat16, enabled=not options.float32):
            result = net(batch)
            each = losses(net, result, batch, silver)
            loss = sum((WEIGHTS[k] * v for k, v in each.items()), torch.zeros(()))
            if teacher is not None:
                with torch.no_grad():
                    theirs = teacher(batch)
                each["soft"] = distilled(net, result, teacher, theirs, batch)
                loss = options.own * loss + each["soft"]
        optim.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optim.step()
        for k, v in each.items():
            running[k] = 0.98 * running.get(k, float(v)) + 0.02 * float(v)
        if (step + 1) % 50 == 0:
            print(step + 1, f"{minutes:.1f}", " ".join(f"{k}={v:.3f}" for k, v in running.items()), flush=True)
        if (step + 1) % options.every == 0 or at + 1 >= options.steps:
            torch.save({"net": net.state_dict(), "optim": optim.state_dict(), "step": step + 1}, saved)
            line = f"{step + 1} dev {figures(net, coded['dev'], labels)}"
            print(line, flush=True)
            with (options.out / "log.txt").open("a", encoding="utf8") as log:
                log.write(line + "\n")
        if at + 1 >= options.steps:
            break


def main() -> None:
    """Read the options and train."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("work", "out"):
        args.add_argument(name, type=Path)
    args.add_argument("--layers", type=int, default=12)
    args.add_argument("--steps", type=int, default=3000)
    args.add_argument("--pieces", type=int, default=900, help="pieces in a batch")
    args.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    args.add_argument("--heads", type=float, default=1e-3, help="learning rate of the heads")
    args.add_argument("--silver", type=float, default=0.7, help="what a silver tree counts beside a gold one")
    args.add_argument("--gold", type=float, default=0.25, help="part of the run, at its end, without silver trees")
    args.add_argument("--start", type=Path, help="begin with the weights of another run, where they fit")
    args.add_argument("--teacher", type=Path)
    args.add_argument("--own", type=float, default=0.5, help="with a teacher: what the labels themselves count")
    args.add_argument("--frozen", type=int, default=0, help="so many of the lowest layers stay as they are")
    args.add_argument(
        "--minutes", type=float, default=float("inf"), help="end then, with whatever step, as if it were the last"
    )
    args.add_argument("--every", type=int, default=300)
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--seed", type=int, default=0)
    args.add_argument("--float32", action="store_true")
    fit(args.parse_args())


if __name__ == "__main__":
    main()
