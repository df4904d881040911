"""Bytes -> text: byte order mark, then UTF-8, then the legacy encodings of German files; what is doubtful is said."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..errors import InputError
from .source import Source

_SAMPLE = 1 << 16
#: No line of a table or of JSON Lines is longer; one that is would not fit into memory.
LONGEST_LINE = 1 << 27
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "mac_roman", "cp850")
_RARE = [*_LEGACY, "cp1250", "cp1251", "iso8859_2", "iso8859_15", "mac_latin2", "cp437"]
_BINARY = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file", b"\xd0\xcf\x11\xe0": "an old Office file", b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file", b"\x7fELF": "a program", b"MZ\x90": "a program", b"{\\rtf": "an RTF file",
    b"7z\xbc\xaf": "a 7z file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"SQLite": "an SQLite database",
}  # fmt: skip
_TELLING = (*(mark for mark, _ in _MARKS), *_BINARY)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_UMLAUT = re.compile(r"(?<=[A-Za-zäöüß])[äöüß]|[ÄÖÜ](?=[a-zäöüA-Z])|[äöü](?=[a-zß])")
_TYPOGRAPHY = re.compile(r"(?<![^\W\d_])[„“‚‘»«›‹–—…€§°]|[“”‘’»«›‹–—…€°](?![^\W\d_])|(?<=\w)’(?=\w)")
_ACCENT = re.compile(r"(?<=[A-Za-z])[éèêëáàâãåæíîïóòôõøúùûçñ]|[ÉÈÁÀÅØÓÇ](?=[a-z])")


@dataclass(frozen=True)
class Encoding:
    """How to decode some bytes, and what the reader of the article should know about it."""

    name: str
    errors: str = "strict"
    note: str | None = None


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Decode single bytes that are not UTF-8 as cp1252: in a UTF-8 file they come from pasted Windows text."""
    assert isinstance(error, UnicodeDecodeError)
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", "replace"), error.end


codecs.register_error("newskit.stray", _stray)


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> tuple[str, str | None]:
    """The text of a file and a note on what was doubtful (None mostly). Binary data is an InputError.

    Args:
        data: the bytes.
        encoding: the user's word; bytes that do not fit it are marked U+FFFD and noted.
        declared: the file's own word, asked where the bytes are not UTF-8.
    """
    if encoding:
        return _forced(data, encoding)
    try:
        chosen = by_mark(data)
        text = data.decode(chosen.name if chosen else "utf-8")
        return text, None
    except UnicodeDecodeError:
        chosen = chosen or _declared(data, declared) or guess(data)
    text = data.decode(chosen.name, "replace" if chosen.errors == "strict" else chosen.errors)
    return text, chosen.note or _lost(text, chosen.name)


def by_mark(data: bytes) -> Encoding | None:
    """The encoding that a byte order mark or the pattern of NUL bytes gives away; InputError for binary data."""
    if data.startswith(_TELLING):
        for mark, name in _MARKS:
            if data.startswith(mark):
                return Encoding(name)
        kind = next(kind for magic, kind in _BINARY.items() if data.startswith(magic))
        raise InputError(f"This is {kind}, not text. Give the file its right ending, or convert it to text.")
    return _by_zeros(data[:4096]) if b"\0" in data[:_SAMPLE] else None


def _by_zeros(head: bytes) -> Encoding:
    even, odd, half = head[::2].count(0), head[1::2].count(0), max(len(head) // 2, 1)
    if odd > 0.4 * half and even < 0.05 * half:
        return Encoding("utf-16-le")
    if even > 0.4 * half and odd < 0.05 * half:
        return Encoding("utf-16-be")
    raise InputError("There are NUL bytes in it: binary data or a damaged file. Export it again as text.")


def guess(data: bytes) -> Encoding:
    """The likeliest encoding of bytes that are not (all) UTF-8."""
    sample = _telling(data)
    multibyte = len(_MULTIBYTE.findall(sample))
    stray = len(_HIGH.findall(_MULTIBYTE.sub(b"", sample)))
    if multibyte > stray:
        return Encoding(
            "utf-8", "newskit.stray", "Some bytes are not UTF-8 and were read as Windows-1252. Look for odd characters."
        )
    best, score = max(((name, _plausibility(sample, name)) for name in _LEGACY), key=lambda pair: pair[1])
    return Encoding(best) if score >= 0.5 else _rare(sample)


def _telling(data: bytes) -> bytes:
    """The lines that have non-ASCII bytes, up to a sample's size: the others say nothing about the encoding."""
    lines = (line for line in data.splitlines() if not line.isascii())
    picked, size = [], 0
    while size < _SAMPLE and (line := next(lines, None)) is not None:
        picked.append(line[:_SAMPLE])
        size += len(picked[-1])
    return b"\n".join(picked)


def _plausibility(sample: bytes, name: str) -> float:
    """Share of non-ASCII characters at home in German text, -1 if the bytes cannot be in this encoding."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return -1.0
    odd = sum(not char.isascii() for char in text) or 1
    good = len(_UMLAUT.findall(text)) + len(_TYPOGRAPHY.findall(text)) + 0.5 * len(_ACCENT.findall(text))
    return good / odd


def _rare(sample: bytes) -> Encoding:
    from charset_normalizer import from_bytes

    found = from_bytes(sample[:50_000], cp_isolation=_RARE, enable_fallback=False).best()
    name = found.encoding if found else "cp1252"
    return Encoding(name, "replace", f"The encoding is unclear; read as {name}. Pass encoding= if letters look wrong.")


def _declared(data: bytes, name: str | None) -> Encoding | None:
    try:
        return Encoding(name) if name and data.decode(name) is not None else None
    except (LookupError, ValueError):
        return None


def _forced(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        text, note = data.decode(encoding), None
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        note = _lost(text, encoding)
    return text.removeprefix("\ufeff"), note


def _lost(text: str, name: str) -> str | None:
    count = text.count("\ufffd")
    return f"{count} bytes or characters could not be read as {name} and are marked \ufffd." if count else None


def read_lines(source: Source, encoding: str | None, notes: list[str]) -> Iterator[str]:
    """The lines of a file with their ends, in a stream; what was doubtful is added to `notes`.

    UTF-8 is decoded line by line, so that a big file is read once; the first line that is not UTF-8 decides how to go
    on.
    """
    with source.open() as file:
        head = file.read(_SAMPLE)
    mark = None if encoding else by_mark(head)
    # Bytes can be cut at \n only where a character is a byte, and where lines do not end in \r alone (old Macs).
    if encoding or (mark and mark.name != "utf-8-sig") or (b"\r" in head and b"\n" not in head):
        name = encoding or (mark.name if mark else guess(head).name if not _is_utf8(head) else "utf-8")
        return _whole_lines(source, name, notes)
    return _utf8_lines(source, head, notes)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _whole_lines(source: Source, name: str, notes: list[str]) -> Iterator[str]:
    lost = 0
    with io.TextIOWrapper(source.open(), encoding=name, errors="replace", newline="") as file:
        for line in file:
            lost += line.count("\ufffd")
            yield line.removeprefix("\ufeff")
    if lost:
        notes.append(f"{lost} bytes or characters could not be read as {name} and are marked \ufffd.")


def _utf8_lines(source: Source, head: bytes, notes: list[str]) -> Iterator[str]:
    chosen, seen = Encoding("utf-8"), False
    with source.open() as file:
        file.read(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        for raw in iter(partial(file.readline, LONGEST_LINE), b""):
            try:
                line = raw.decode(chosen.name, chosen.errors)
            except UnicodeDecodeError:
                # Umlauts already read as UTF-8 show that the file is, and this line is the exception.
                chosen = guess(b"\xc3\xa4" * len(raw) + raw if seen else head + b"\n" + raw)
                line = raw.decode(chosen.name, "replace" if chosen.errors == "strict" else chosen.errors)
                if chosen.note:
                    notes.append(chosen.note)
            seen = seen or len(line) != len(raw)
            yield line
