"""Where a case file lies: a folder, a zip, one of its files, or a rejects file to take back."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from people.case_file.kinds import CaseFileKind, all_kinds, kind_of
from people.case_file.rows import MARKING_WHAT_IS_NOT_UTF_8, read_rows, why_no_columns

REJECTS_COLUMNS = ("file", "line", "column", "message")
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError)
"""What reading from a zip raises that is damaged, encrypted, or packed in a way that is not known here."""


class Unusable(Exception):
    """A path, file or header that cannot be used at all, said in one sentence."""


@dataclass(frozen=True)
class SourceFile:
    """One CSV to read. `kind` is None for a rejects file, whose rows each name their own."""

    name: str
    kind: CaseFileKind | None
    opened: Callable[[], IO[bytes]]
    size_bytes: int

    @contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """The file as UTF-8, a byte-order mark skipped, line ends as they are; bytes that are none are marked.

        Raises Unusable where it cannot be read.
        """
        mark = MARKING_WHAT_IS_NOT_UTF_8
        try:
            with self.opened() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors=mark, newline="") as text:
                yield text
        except DAMAGED as error:
            raise Unusable(f"{self.name} cannot be read from the zip: {error}.") from error
        except OSError as error:
            raise Unusable(f"{self.name} cannot be read: {error.strerror or error}.") from error


@dataclass(frozen=True)
class CaseFile:
    """The files found, in the order in which they are taken, and the names of those left aside."""

    files: list[SourceFile]
    ignored: list[str]


def find_case_file(path: Path) -> CaseFile:
    """What lies at the path. Names are matched whether or not in capitals.

    Raises Unusable, in one sentence, where there is nothing to import or it cannot be read.
    """
    try:
        return _found(path)
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror or error}.") from error


def _found(path: Path) -> CaseFile:
    if path.is_dir():
        return _sorted(path, [(entry.name, _of_disk(entry)) for entry in sorted(path.iterdir()) if entry.is_file()])
    if not path.exists():
        raise Unusable(f"There is no file or folder {path}.")
    if path.suffix.lower() == ".csv":
        return _one_file(path)
    if not zipfile.is_zipfile(path):
        raise Unusable(f"{path} is no folder, no zip and no CSV file.")
    return _sorted(path, list(_of_zip(path)))


def _of_disk(path: Path) -> Callable[[str, CaseFileKind | None], SourceFile]:
    return lambda name, kind: SourceFile(name, kind, lambda: path.open("rb"), path.stat().st_size)


def _of_zip(path: Path) -> Iterator[tuple[str, Callable[[str, CaseFileKind | None], SourceFile]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename and not member.is_dir()]
    except (*DAMAGED, OSError, ValueError) as error:
        raise Unusable(f"{path} is not a zip that can be read: {error}.") from error
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if not parts or parts[0] == "__MACOSX" or parts[-1].startswith("."):
            continue
        yield parts[-1], _member(path, member)


def _member(path: Path, member: zipfile.ZipInfo) -> Callable[[str, CaseFileKind | None], SourceFile]:
    return lambda name, kind: SourceFile(name, kind, lambda: _ZipMember(path, member), member.file_size)


class _ZipMember(io.BufferedReader):
    """A member of a zip that closes the zip with itself."""

    def __init__(self, path: Path, member: zipfile.ZipInfo) -> None:
        self.archive = zipfile.ZipFile(path)
        try:
            super().__init__(self.archive.open(member))  # type: ignore[arg-type]
        except BaseException:
            self.archive.close()
            raise

    def close(self) -> None:
        super().close()
        self.archive.close()


def _sorted(path: Path, found: list[tuple[str, Callable[[str, CaseFileKind | None], SourceFile]]]) -> CaseFile:
    files: dict[str, SourceFile] = {}
    ignored = []
    for name, made in found:
        kind = kind_of(name)
        if kind is None:
            ignored.append(name)
        elif kind.file in files:
            raise Unusable(f"{path} holds {kind.file} twice: {files[kind.file].name} and {name}.")
        else:
            files[kind.file] = made(name, kind)
    if not files:
        raise Unusable(f"{path} holds none of the files of a case file: {', '.join(k.file for k in all_kinds())}.")
    return CaseFile(sorted(files.values(), key=lambda file: file.kind.order if file.kind else 0), ignored)


def _one_file(path: Path) -> CaseFile:
    made = _of_disk(path)
    file = made(path.name, None)
    with file.text() as text:
        first = next(read_rows(text), None)
    header = {cell.strip().lower() for cell in first.cells} if first else set()
    if set(REJECTS_COLUMNS) <= header:
        return CaseFile([file], [])
    kind = kind_of(path.name)
    if kind is None and first and (why := why_no_columns(first.cells)):
        raise Unusable(f"{path.name} {why}")
    if kind is None:
        raise Unusable(
            f"{path} is neither a rejects file (no columns {', '.join(REJECTS_COLUMNS)}) "
            f"nor one of {', '.join(k.file for k in all_kinds())}."
        )
    return CaseFile([made(path.name, kind)], [])
