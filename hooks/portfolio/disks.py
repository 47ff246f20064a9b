"""What to do when a disk refuses to read or write a file."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DO = {
    errno.ENOSPC: "make room on this disk",
    errno.EDQUOT: "make room: your quota on this disk is used up",
    errno.EFBIG: "make room, or use a disk without such a limit",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EROFS: "this disk is read-only, so choose another with `-d`",
    errno.EACCES: "give yourself permission to read and write there",
    errno.EPERM: "give yourself permission to read and write there",
}
_CLOSE = "close any program that has a file in it open"
_OWN_DISK = "if it is a separate disk or volume, choose a folder in it with `-d`"
_DO_TO_MOVE = _DO | {
    errno.EACCES: _CLOSE,  # what Windows says of open files
    errno.EPERM: _CLOSE,
    errno.EBUSY: f"{_CLOSE}; {_OWN_DISK}",
    errno.EXDEV: _OWN_DISK,
}


class FolderError(Exception):
    """Why a folder cannot be used, and what to do about it."""


def explained(error: OSError, hints: Mapping[int, str] = _DO) -> str:
    """Return a disk error in one line, with what to do about it."""
    hint = hints.get(error.errno or 0, "find out what is in the way there")
    return f"{' '.join(str(error).split())}: {hint}, then build again."


def moved(error: OSError) -> str:
    """Return the same for a folder that cannot be moved."""
    return explained(error, _DO_TO_MOVE)
