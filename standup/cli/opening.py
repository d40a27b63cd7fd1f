"""A file that a person names, standard input or a pipe, as a stream that can be read over twice."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from standup.domain.errors import UsageError
from standup.domain.text import shown

_ADDRESS = re.compile(r"[a-z]{3,10}://", re.IGNORECASE)


@contextmanager
def opened(file: str) -> Iterator[tuple[BinaryIO, str]]:
    """The file and what messages call it; `-` is standard input.

    What cannot be read twice, such as a pipe, is copied to a temporary file. Raises UsageError where it is not there,
    is a folder or an address, or cannot be read.
    """
    if _ADDRESS.match(file):
        raise UsageError(f"{shown(file)} is an address; save what is there to a file, and import that")
    try:
        with ExitStack() as stack:
            stream = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
            if file == "-" or not stream.seekable():
                stream = stack.enter_context(_copy(stream))
            yield stream, "standard input" if file == "-" else Path(file).name
    except BrokenPipeError:
        raise  # who reads the output has gone (`standup import ... | head`), which says nothing of the file
    except OSError as error:
        raise UsageError(f"{shown(file)}{why_not(error)}") from None


def why_not(error: OSError) -> str:
    """Why a file cannot be read, to stand behind its name."""
    if isinstance(error, IsADirectoryError):
        return " is a folder; name a file in it"
    return f": {error.strerror or 'cannot be read'}"


def _copy(stream: BinaryIO) -> BinaryIO:
    copy = TemporaryFile()  # noqa: SIM115  # the caller closes it
    copyfileobj(stream, copy)
    copy.seek(0)
    return cast("BinaryIO", copy)
