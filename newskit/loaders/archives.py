"""Archives and packed files: each member is read where it lies, and nothing is ever unpacked into a folder."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from ..errors import InputError
from .reader import LoadOptions, Row, library, problem
from .source import LIMITS, Source, Spooled, Unpacked, spool

_PACKERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    ".bz2": lambda file: bz2.BZ2File(file),
    ".xz": lambda file: lzma.LZMAFile(file),
}
_SHORT = {".tgz": ".gz", ".tbz2": ".bz2", ".tbz": ".bz2", ".txz": ".xz"}


def read_zip(source: Source, options: LoadOptions) -> Iterator[Row]:
    """The members of a ZIP file in the order of their names; their source is "archive.zip!folder/a.txt"."""
    yield from zip_members(source, options, "")


def zip_members(source: Source, options: LoadOptions, folder: str) -> Iterator[Row]:
    """The members of a ZIP file under a folder."""
    _check_depth(source)
    passed: Counter[str] = Counter()
    with source.seekable() as file:
        with library("The archive"):
            archive = zipfile.ZipFile(file)
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
        for info in infos:
            source.budget.enter()
            if info.filename.endswith("/") or not info.filename.startswith(
                folder
            ):  # is_dir() stumbles over "" as a name
                continue
            if fault := _fault(info.filename, stat.S_ISLNK(info.external_attr >> 16)):
                yield problem(f"{source}!{info.filename}", fault)
            elif _wanted(info.filename, passed, options):
                yield from _zip_member(archive, info, source, options)
    yield from _passed_over(source, passed)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, options: LoadOptions) -> Iterator[Row]:
    name = f"{source}!{info.filename}"
    if info.flag_bits & 1:
        yield problem(name, "It is encrypted. Unpack it with its password, and load the files.")
        return
    member = Unpacked(name, lambda: (archive.open(info),), info.compress_size, source)
    yield from _member_rows(member, options)


def read_tar(source: Source, options: LoadOptions) -> Iterator[Row]:
    """The regular files of a tar archive, in its order."""
    _check_depth(source)
    passed: Counter[str] = Counter()
    with source.open() as file, _tar(file) as archive:
        while (info := _next(archive)) is not None:
            source.budget.enter()
            if info.isdir():
                continue
            if fault := _fault(info.name, not info.isreg() or info.issparse()):
                yield problem(f"{source}!{info.name}", fault)
            elif _wanted(info.name, passed, options):
                yield from _tar_member(archive, info, source, options)
    yield from _passed_over(source, passed)


def _tar(file: IO[bytes]) -> tarfile.TarFile:
    with library("The archive"):
        return tarfile.open(fileobj=file, mode="r|")


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    with library("The archive"):
        return archive.next()


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, source: Source, options: LoadOptions) -> Iterator[Row]:
    stream = archive.extractfile(info)
    if stream is None:
        return
    # The stream of a whole .tar.gz is counted already; this one only must not be held in memory.
    with stream, spool(stream) as copy:
        yield from _member_rows(Spooled(f"{source}!{info.name}", copy, source), options)


def read_packed(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A packed file (.gz, .bz2, .xz): what is in it by its name without this ending, unpacked as it is read."""
    _check_depth(source)
    suffix = source.suffix
    packer = _PACKERS.get(_SHORT.get(suffix, suffix)) or _PACKERS[".gz"]
    with source.open() as file:
        packer = {b"\x1f\x8b": _PACKERS[".gz"], b"BZ": _PACKERS[".bz2"], b"\xfd7": _PACKERS[".xz"]}.get(
            file.read(2), packer
        )

    def unpack() -> tuple[IO[bytes], ...]:
        below = source.open()
        return packer(below), below

    inner = Unpacked(source.name, unpack, source.size(), source)
    # A packed table that is still called .csv is one inside, too.
    bare = source.name[: -len(suffix)] if suffix in _PACKERS else source.name
    inner.ending = ".tar" if suffix in _SHORT else PurePosixPath(bare).suffix.lower()
    yield from _member_rows(inner, options)


def _member_rows(member: Source, options: LoadOptions) -> Iterator[Row]:
    assert options.read is not None
    for row in options.read(member, options):
        yield row if "reason" in row else {"source": member.name} | row


def _check_depth(source: Source) -> None:
    if source.depth >= LIMITS.depth:
        raise InputError(f"There are archives inside of archives, more than {LIMITS.depth} deep; they were not opened.")


def _fault(name: str, special: bool) -> str | None:
    """Why a member is not read, if its name or kind is one that attacks are made of."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if not name or "\0" in name or parts.is_absolute() or ".." in parts.parts or name[1:3] == ":\\":
        return "Its name is none, or leads out of the archive. It was not read, and nothing was written."
    return "It is a link or a device, not a file, and was not read." if special else None


def _wanted(name: str, passed: Counter[str], options: LoadOptions) -> bool:
    path = PurePosixPath(name)
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return False
    if path.suffix.lower() in options.endings:
        return True
    passed[path.suffix.lower()] += 1
    return False


def _passed_over(source: Source, passed: Counter[str]) -> Iterator[Row]:
    for suffix, count in sorted(passed.items()):
        kind = f"ending in {suffix}" if suffix else "without an ending"
        yield problem(source, f"{count} file(s) {kind} in it were not read.")


def check_zip(source: Source, what: str) -> None:
    """Refuse a document of zipped XML (.docx, .xlsx, .odt) that unpacks into too much, before a library opens it."""
    with source.seekable() as file:
        try:
            infos = zipfile.ZipFile(file).infolist()
        except zipfile.BadZipFile as error:
            raise InputError(f"This is no {what}, or only half of one ({error}). Save or copy it again.") from error
        size, packed = sum(info.file_size for info in infos), file.seek(0, 2)
    if size > LIMITS.whole or (size > LIMITS.free and size > LIMITS.ratio * packed) or len(infos) > 10_000:
        raise InputError(f"It unpacks to {size >> 20:,} MB from {packed >> 10:,} KB (a zip bomb?) and was not read.")
