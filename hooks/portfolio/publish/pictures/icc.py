"""ICC profiles: what the colors of a picture mean. They stay; what only says to be one does not."""

from __future__ import annotations


def is_profile(data: bytes | memoryview) -> bool:
    """Tell whether bytes are one color profile, from end to end."""
    return bytes(data[36:40]) == b"acsp" and int.from_bytes(data[:4]) == len(data)
