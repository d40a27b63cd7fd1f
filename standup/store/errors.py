"""What a store tells people: which file or folder, what is wrong with it, what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from standup.domain.errors import StandupError
from standup.domain.text import shown

UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises: msgspec has no error of its own for text that is not UTF-8, or for lists in lists in lists."""


def undecodable_words(error: object) -> str:
    """What a decoder says, in words for people."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error).replace("`", "'").replace("$.", "").replace("Object", "The document")


class StoreError(StandupError):
    """The data folder cannot be read or written; nothing was changed."""


class DamagedFileError(StoreError):
    """A file does not hold what the store wrote; the other files are not affected."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = Path(path)
        self.why = why
        super().__init__(f"{shown(str(path))} is damaged: {shown(why)}; `standup doctor` says what can be saved")


class NewerFormatError(StoreError):
    """A file was written by a newer standup whose format this one does not know."""

    def __init__(self, path: Path | str, version: int) -> None:
        self.path = Path(path)
        self.version = version
        super().__init__(f"{shown(str(path))} has format {version}, which a newer standup wrote; update standup")


class BusyError(StoreError):
    """Somebody else held the lock for the whole time that we waited."""


class NotDurableError(StoreError):
    """The change is there, but the disk would not promise to keep it."""


class DataFolderError(StoreError):
    """There is no data folder here, or one where none should be."""


def no_data_folder(folder: Path) -> DataFolderError:
    """The error for a folder that holds no team."""
    return DataFolderError(
        f"no standup data in {shown(str(folder))}; "
        "`standup init` makes a new team there, `standup join FOLDER` finds an existing one"
    )


_WORDS = {
    errno.ENOSPC: "the disk is full; make room and repeat",
    errno.EDQUOT: "your disk quota is used up; make room and repeat",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "you have no permission; ask its owner",
    errno.EPERM: "you have no permission; ask its owner",
}


@contextmanager
def told(folder: Path, action: str = "write to") -> Iterator[None]:
    """Turn what the operating system raises into one clear StoreError; `action` is `write to` or `read`."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StoreError("a text has half of a character in it, which no file can hold; nothing was changed") from error
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR) and not folder.is_dir():
            raise no_data_folder(folder) from error
        words = _WORDS.get(error.errno or 0) or (error.strerror or str(error))
        outcome = "; nothing was changed" if action == "write to" else ""
        raise StoreError(f"cannot {action} {shown(str(folder))}: {words}{outcome}") from error
