"""A list's file as the readers meet it: plain, in gzip, or the one member of a zip, with limits that a bomb runs into."""

from __future__ import annotations

import dataclasses
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from enduse.errors import ListError, excerpt, reason
from enduse.text_encodings import marked_encoding

HEAD = 65_536
#: No official list comes near these: SDN_ADVANCED.XML, the largest, is about 120 MB and packs about 1:25.
MAX_BYTES = 8 * 2**30
MAX_RATIO = 200
MAX_SHEET = 512 * 2**20
MAX_LINE = 64 * 2**20
_GZIP = b"\x1f\x8b"
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read a list from.

    Attributes:
        path: the file.
        member: the member of it, where it is a zip archive.
        is_gzip: whether it is packed with gzip.
        encoding: of its text, where somebody says that it is neither UTF-8 nor UTF-16 with its mark.
        head: the first bytes of the content.
    """

    path: Path
    member: str | None = None
    is_gzip: bool = False
    encoding: str | None = None
    head: bytes = b""

    @property
    def name(self) -> str:
        """What to call it in a message: the file's name, with the member's where it is an archive."""
        return f"{self.path.name}:{excerpt(self.member)}" if self.member else self.path.name

    def open(self) -> BinaryIO:
        """The content from its beginning; the caller closes it.

        Raises:
            ListError: It cannot be opened.
        """
        try:
            if self.member is None and not self.is_gzip:
                return self.path.open("rb")
            inside = self._unpacked()
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, UnicodeError) as error:
            raise ListError(f"{self.name} cannot be opened ({reason(error)}); fetch it again") from error
        return io.BufferedReader(_Limited(inside, self.name, max(self.path.stat().st_size, 1)))

    def _unpacked(self) -> IO[bytes]:
        if self.member is None:
            return cast(IO[bytes], gzip.GzipFile(self.path))
        archive = zipfile.ZipFile(self.path)
        return archive.open(self.member)

    def read(self, *, limit: int = MAX_SHEET) -> bytes:
        """The whole content.

        Raises:
            ListError: It is larger than `limit` bytes.
        """
        with self.open() as stream:
            try:
                data = stream.read(limit + 1)
            except _DAMAGED as error:
                raise ListError(f"{self.name} is damaged ({reason(error)}); fetch it again") from error
        if len(data) > limit:
            raise ListError(
                f"{self.name} holds more than {limit // 2**20} MB, which no list of its form does; check what it is"
            )
        return data

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Lines with their numbers, counted from 1, without the line end; the last only if it is not empty.

        Raises:
            ListError: One is longer than any entry.
        """
        with self.open() as stream:
            for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE), b""), 1):
                if len(line) == MAX_LINE:
                    raise ListError(f"{self.name}: line {number} is longer than {MAX_LINE // 2**20} MB; check what it is")
                yield number, line.rstrip(b"\r\n")

    def text(self) -> io.TextIOWrapper:
        """The content as text: UTF-8, UTF-16 with its mark, or what `encoding` says; `wrong_encoding` words what is wrong."""
        return io.TextIOWrapper(self.open(), encoding=self._encoding, newline="")

    @property
    def first_lines(self) -> list[str]:
        """The first lines of the content, without signs that its encoding does not have."""
        return self.head.decode(self._encoding, "ignore").splitlines()

    @property
    def _encoding(self) -> str:
        return self.encoding or marked_encoding(self.head) or "utf-8-sig"

    def wrong_encoding(self, error: UnicodeError) -> ListError:
        """The error for content that is not in the encoding of its form."""
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        if self.encoding is not None:
            return ListError(f"{self.name} is not {self.encoding} text{at}; mend `encoding` in the mapping")
        return ListError(
            f"{self.name} is not UTF-8 text{at}; fetch it again, or save it as UTF-8 (a mapping of your own may say `encoding`)"
        )


class _Limited(io.RawIOBase):
    """The content of an archive's member, refused when it grows out of all proportion."""

    def __init__(self, inside: IO[bytes], name: str, packed: int) -> None:
        self._inside = inside
        self._name = name
        self._most = min(MAX_BYTES, packed * MAX_RATIO)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._inside.read(len(view))
        except (*_DAMAGED, RuntimeError, NotImplementedError) as error:
            raise ListError(f"{self._name} is damaged ({reason(error)}); fetch it again") from error
        self._given += len(data)
        if self._given > self._most:
            raise ListError(f"{self._name} unpacks to more than {MAX_RATIO} times its size; it is refused as a zip bomb")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inside.close()
        super().close()


def open_source(path: Path) -> Source:
    """The file as a source; gzip, and a zip of one file, stand for that file (spreadsheets are archives too, and stay whole).

    Raises:
        ListError: There is no such file, it is empty, or an archive of several files.
    """
    source = Source(path=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise ListError(f"{path} cannot be read ({error.strerror}); give a list's file or folder") from error
    if not head.strip():
        raise ListError(f"{path.name} is empty; fetch it again")
    if head[:2] == _GZIP:
        source = Source(path=path, is_gzip=True)
        with source.open() as inside:
            head = inside.read(HEAD)
    if head[:4] == b"PK\x03\x04":
        member = _only_member(path)
        if member is not None:
            source = Source(path=path, member=member)
            with source.open() as inside:
                head = inside.read(HEAD)
    return dataclasses.replace(source, head=head)


def _only_member(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX")]
    except (zipfile.BadZipFile, OSError, LookupError, ValueError, NotImplementedError) as error:
        raise ListError(f"{path.name} is a damaged archive ({reason(error)}); fetch it again") from error
    names = {info.filename for info in infos}
    if names & {"[Content_Types].xml", "mimetype", "content.xml"}:
        unpacked = sum(info.file_size for info in infos)
        if unpacked > MAX_SHEET or unpacked > MAX_RATIO * max(path.stat().st_size, 1):
            raise ListError(f"{path.name} unpacks to {unpacked // 2**20} MB; it is refused as a zip bomb")
        return None
    if len(infos) != 1:
        raise ListError(f"{path.name} holds {len(infos)} files; unpack it and give the list's own file or folder")
    return infos[0].filename
