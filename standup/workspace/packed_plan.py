"""What one developer's week should hold, packed: a log of a million rows is planned in memory before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

import msgspec
from msgspec.structs import replace

from standup.domain.import_plan import Planned

_LENGTH = 4  # bytes before each entry
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Planned)


class PackedPlan:
    """Planned entries in the order in which they were added, at about a quarter of what the objects take."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, planned: Planned) -> None:
        """Add one entry."""
        packed = _ENCODER.encode(planned)
        self._data += len(packed).to_bytes(_LENGTH, "big")
        self._data += packed

    def unpacked(self, zone: tzinfo) -> Iterator[Planned]:
        """The entries, with starts in the zone."""
        data, at = memoryview(self._data), 0
        while at < len(data):
            end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "big")
            planned = _DECODER.decode(data[at + _LENGTH : end])
            start = planned.part.start
            if start is not None:
                planned = replace(planned, part=planned.part._replace(start=start.astimezone(zone)))
            yield planned
            at = end
