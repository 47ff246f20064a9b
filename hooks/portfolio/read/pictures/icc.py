"""ICC profiles, which define the colors of a picture. They are kept if they are valid."""

from __future__ import annotations


def is_profile(data: bytes | memoryview) -> bool:
    """Tell whether bytes are exactly one color profile."""
    return bytes(data[36:40]) == b"acsp" and int.from_bytes(data[:4]) == len(data)
