"""What every file of another program has, whatever is read from it."""

from __future__ import annotations

from typing import Protocol

from standup.sources.delimited import Encoding


class SourceFile(Protocol):
    """A file as an import sees it, and how far it is read."""

    @property
    def name(self) -> str:
        """What messages call the file."""

    @property
    def source(self) -> str:
        """The kind of file, which is part of the ids of its rows."""

    @property
    def encoding(self) -> Encoding:
        """How the bytes were read."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
