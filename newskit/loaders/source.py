"""Where bytes come from: a file, a member of an archive, an answer from the network. Readers see no difference."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from ..errors import InputError

_CHUNK = 1 << 16


@dataclass
class Limits:
    """What one file the user named may unfold into. Beyond these sizes lie no newspapers, only traps."""

    whole: int = 1 << 29
    """Bytes of a document that has to be in memory at once (a page, a Word file, a PDF)."""
    total: int = 1 << 34
    """Bytes that an archive holds, with all archives in it."""
    members: int = 500_000
    """Files in an archive, with all archives in it."""
    depth: int = 3
    """Archives inside of archives."""
    ratio: int = 200
    """Times the packed size, once `free` bytes are unpacked; text shrinks to a third or a tenth."""
    free: int = 1 << 24


LIMITS = Limits()


class BudgetError(InputError):
    """A file unfolds into more than LIMITS allows; nothing more of it is read."""


@dataclass
class Budget:
    """What has been unpacked from one file that the user named."""

    spent: int = 0
    members: int = 0

    def spend(self, count: int) -> None:
        """Note unpacked bytes; BudgetError beyond the limit."""
        self.spent += count
        if self.spent > LIMITS.total:
            raise BudgetError(
                f"It unpacks to more than {LIMITS.total >> 20:,} MB and was read no further. Unpack it yourself."
            )

    def enter(self) -> None:
        """Note one more member of an archive; BudgetError beyond the limit."""
        self.members += 1
        if self.members > LIMITS.members:
            raise BudgetError(f"There are more than {LIMITS.members:,} files in it; the others were not read.")


@dataclass(eq=False)
class Source:
    """A name and bytes. This one holds the bytes itself; the others know where they are."""

    name: str
    data: bytes = b""
    ending: str | None = None
    charset: str | None = None
    url: str | None = None
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    small: bytes | None = None
    """All of a small file, once its beginning has been looked at: it need not be opened again."""

    def __str__(self) -> str:
        return self.name

    @property
    def base(self) -> str:
        """The last part of the name, for messages."""
        return PurePosixPath(self.name).name

    @property
    def suffix(self) -> str:
        """The ending in small letters, which says how to read it."""
        return self.ending if self.ending is not None else PurePosixPath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """The bytes from the beginning, again at each call."""
        return io.BytesIO(self.data)

    def seekable(self) -> BinaryIO:
        """The bytes with a cheap seek(), for formats that are not read from front to back."""
        return self.open()

    def size(self) -> int:
        """Bytes, 0 if that is not known before they are read."""
        return len(self.data)

    def read(self) -> bytes:
        """All bytes at once; InputError if they are too many for that."""
        if self.small is not None:
            return self.small
        size, chunks = 0, []
        with self.open() as file:
            while size <= LIMITS.whole and (chunk := file.read(_CHUNK)):
                chunks.append(chunk)
                size += len(chunk)
        if size > LIMITS.whole:
            raise InputError(
                f"It is larger than {LIMITS.whole >> 20:,} MB, too large for a single document. Split it, or use "
                "JSONL or CSV."
            )
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)


class FileSource(Source):
    """A file on disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._suffix = path.suffix.lower()
        self._file: BinaryIO | None = None

    @property
    def suffix(self) -> str:
        """The ending in small letters."""
        return self._suffix

    def open(self) -> BinaryIO:
        """The file, opened for reading."""
        self._file = self.path.open("rb")
        return self._file

    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size

    def position(self) -> int:
        """How far the file has been read, in bytes."""
        return self._file.tell() if self._file and not self._file.closed else 0


class Unpacked(Source):
    """A member of an archive, unpacked as it is read and counted against the limits."""

    def __init__(self, name: str, opener: Callable[[], tuple[IO[bytes], ...]], packed: int, parent: Source) -> None:
        super().__init__(name, depth=parent.depth + 1, budget=parent.budget)
        self._opener, self._packed = opener, packed

    def open(self) -> BinaryIO:
        """The member's bytes."""
        return cast(BinaryIO, io.BufferedReader(_Counted(self._opener(), self._packed, self.budget), _CHUNK))

    def seekable(self) -> BinaryIO:
        """The member in a private temporary file, which has no name and goes when it is closed."""
        with self.open() as file:
            return spool(file)


class _Counted(io.RawIOBase):
    """A stream that is stopped when it unpacks into too much."""

    def __init__(self, streams: tuple[IO[bytes], ...], packed: int, budget: Budget) -> None:
        self._streams, self._packed, self._budget, self._count = streams, packed, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._streams[0].read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        self._budget.spend(len(data))
        if self._count > LIMITS.free and self._packed and self._count > LIMITS.ratio * self._packed:
            raise BudgetError(
                f"It unpacks to more than {LIMITS.ratio} times its size (a zip bomb?) and was read no further."
            )
        return len(data)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        super().close()


def spool(stream: IO[bytes]) -> BinaryIO:
    """The rest of a stream in memory, or in a nameless temporary file where it is larger than 8 MB."""
    file = tempfile.SpooledTemporaryFile(max_size=1 << 23)
    try:
        while chunk := stream.read(_CHUNK):
            file.write(chunk)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return cast(BinaryIO, file)


class Spooled(Source):
    """A member of a tar archive, which cannot be gone back to: copied as `spool` does."""

    def __init__(self, name: str, file: BinaryIO, parent: Source) -> None:
        super().__init__(name, depth=parent.depth + 1, budget=parent.budget)
        self._file = file

    def open(self) -> BinaryIO:
        """A view of the copy with a place of its own."""
        return cast(BinaryIO, io.BufferedReader(_View(self._file), _CHUNK))


class _View(io.RawIOBase):
    """One of several readers of a file; closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._place = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._file.seek(self._place)
        self._place = self._file.seek(offset, whence) if whence != 1 else self._place + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._place)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
