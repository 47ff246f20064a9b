"""The bytes of a picture, read block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import re

_BLOCKS, _BLOCK_SIZE = 20_000, 64  # at most so many blocks, or more if they average this size


class PictureError(Exception):
    """Why a picture is not published."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key  # of messages.yml


class ByteReader:
    """Reads the bytes of a file, which is broken if they end too early or come in tiny blocks."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._blocks_left = [_BLOCKS + len(data) // _BLOCK_SIZE]

    def inside(self, data: bytes | memoryview) -> ByteReader:
        """Return a reader of a block of these bytes. Its blocks count as blocks of theirs."""
        reader = ByteReader(data)
        reader._blocks_left = self._blocks_left
        return reader

    @property
    def is_done(self) -> bool:
        return self._at == len(self._data)

    def take(self, size: int) -> memoryview:
        """Return the next bytes, exactly so many."""
        start, end = self._at, self._at + size
        self._blocks_left[0] -= 1
        if size < 0 or end > len(self._data) or self._blocks_left[0] < 0:
            raise PictureError("picture-broken")
        self._at = end
        return self._data[start:end]

    def number(self, size: int, order: Literal["big", "little"] = "big") -> int:
        """Return the next bytes as a whole number."""
        return int.from_bytes(self.take(size), order)

    def rest(self) -> memoryview:
        """Return all that is left."""
        return self.take(len(self._data) - self._at)

    def until(self, pattern: re.Pattern[bytes]) -> memoryview:
        """Return everything before a pattern, which must follow."""
        found = pattern.search(self._data, self._at)
        return self.take((found.start() if found else len(self._data) + 1) - self._at)


def check_magic(data: bytes, *wanted: bytes, at: int = 0) -> None:
    """Refuse a file that does not begin like one of its kind."""
    if not data.startswith(wanted, at):
        raise PictureError("picture-misnamed")
