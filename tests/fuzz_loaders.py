"""Mutated files for the loaders: what is fed, and what must hold. `python benchmarks/fuzz.py` feeds 20,000 of them."""

import bz2
import gzip
import io
import lzma
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import hand_files as make

DATA = Path(__file__).parent / "data"
#: What breaks parsers: marks of formats, lengths, entities, numbers out of range.
TOKENS = [
    b"\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"<", b">", b"&", b"&#x110000;", b"&#0;", b"<!ENTITY a 'b'>", b"]]>", b"<![CDATA[", b"{", b"}", b"[", b"]",
    b'"', b"\\", b"\\u0", b"\\bin99999999 ", b"\\'", b"\r", b"\n\n", b"\t", b"|", b"--x", b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"PK\x03\x04", b"PK\x05\x06",
    b"endobj", b"stream\n", b"/Length 999999999", b"/Kids[2 0 R]", b"0 0 0", b"End of Document", b"Body\n", b"Dokumentnummer:", b"Quelle:", b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80", b"\xc3", b"NaN", b"1e999", b"-1", b"9" * 40, b"2025-13-45", b"=?utf-8?b?", b"\xef\xbb\xbf", b"\xff\xfe",
]  # fmt: skip


def seeds() -> dict[str, bytes]:
    """A whole file of each format: name -> bytes."""
    files = {
        path.name: path.read_bytes()
        for folder in ("loaders", "formats")
        for path in sorted((DATA / folder).glob("[!.]*"))
    }
    text = "Die Bäder öffnen wieder.".encode()
    page = files["page.html"]
    made = {
        "a.docx": make.docx([("Heading 1", "Titel"), ("Normal", "Text."), [["a", "b"]]]), "a.odt": make.odt("<text:h>Titel</text:h><text:p>Text.</text:p>"),
        "a.ods": make.odt("<table:table><table:table-row><table:table-cell><text:p>text</text:p></table:table-cell></table:table-row></table:table>", "spreadsheet"),
        "a.xlsx": make.xlsx([["text", "titel"], ["Text.", "Titel"]]), "a.zip": make.zipped({"a.txt": text, "b.json": b'{"text": "Text."}'}),
        "a.pdf": make.pdf([(50, 740, 20, "Titel"), (50, 700, 10, "Text, der wei-"), (50, 688, 10, "ter geht.")]),
        "a.tar": make.tarred({"a.txt": text, "b.csv": b"text\nEins."}), "a.tar.gz": make.tarred({"a.txt": text}, "w:gz"),
        "a.txt.gz": gzip.compress(text), "a.csv.bz2": bz2.compress(b"text\nEins."), "a.txt.xz": lzma.compress(text),
        "a.warc": make.warc([("https://example.org/", "200 OK", "text/html", page)], False), "a.warc.gz": make.warc([("https://example.org/", "200 OK", "text/html", page)]),
        "a.wacz": make.zipped({"datapackage.json": "{}", "archive/a.warc": make.warc([("https://example.org/", "200 OK", "text/html", page)], False)}),
    }  # fmt: skip
    return files | made


def mutated(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged files: bytes flipped, cut out, doubled, swapped, tokens put in, two files spliced, now and then another ending."""
    rng = random.Random(seed)
    whole = seeds()
    names = sorted(whole)
    for _ in range(count):
        name = rng.choice(names)
        other = whole[rng.choice(names)]
        data = _inside(whole[name], rng, other) if rng.random() < 0.5 else _damaged(whole[name], rng, other)
        yield (name if rng.random() < 0.9 else f"x{Path(rng.choice(names)).suffix}"), data


def _damaged(data: bytes, rng: random.Random, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        _mutate(changed, rng, other)
    return bytes(changed)


def _inside(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """Damage behind the packing: checksums are right, and a member of a ZIP file, or what gzip holds, is not."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(_damaged(gzip.decompress(data), rng, other), 1)
    if not data.startswith(b"PK"):
        return _damaged(data, rng, other)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(members))
    return make.zipped(members | {name: _damaged(members[name], rng, other)})


def _mutate(data: bytearray, rng: random.Random, other: bytes) -> None:
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.choice((1, 2, 4, 16, 64, 1000)))
    kind = rng.randrange(7)
    if kind == 0 and data:
        data[start - 1] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del data[start:end]
    elif kind == 2:
        data[start:start] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 50))
    elif kind == 3:
        data[start:start] = data[start:end] * rng.choice((1, 10))
    elif kind == 4:
        del data[start:]
    elif kind == 5:
        place = rng.randrange(len(other) + 1)
        data[start:end] = other[place : place + rng.choice((4, 64, 1000))]
    else:
        data[start:end] = rng.randbytes(end - start)


def check(rows: list[dict[str, object]]) -> None:
    """What holds for every load: articles with a text and an id of their own, problems with a reason."""
    ids = set()
    for row in rows:
        if "reason" in row:
            assert row["reason"] and row["source"] and "Traceback" not in str(row["reason"])
        else:
            text, key = row["text"], row["article_id"]
            assert isinstance(text, str) and text.strip() and "\0" not in text and key and key not in ids
            text.encode("utf-8")
            ids.add(key)
    assert rows, "neither an article nor a problem"
