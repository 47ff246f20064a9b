"""A built site replaces the last one all at once, or not at all.

While a build runs, these are beside the folder `site`: `.site-lock`, which one build at a time
holds; `.site-in-the-making`; and for a moment `.site-before`, the last site. The system releases a
lock when its process ends, however it ends. So whatever a build finds there when it gets the lock
is left over from a build that was cut short: the last site is put back, and the rest is removed.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .. import disks
from ..disks import FolderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

PATIENCE = 60.0  # seconds that a build waits for another one, many times what it takes
_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _is_had(file: BinaryIO) -> bool:
        with suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _is_had(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network disk without locks: there is no way to wait
            pass
        return True


def take(site: Path, sources: Sequence[Path], say: Callable[[str], None]) -> Place:
    """Return the place of a site, which this build has to itself until it leaves.

    Args:
        site: where the site is to be.
        sources: the folders from which it is built, its pages first.
        say: reports why it takes longer.

    Raises:
        FolderError: no site can be there, or another build is running.
    """
    try:
        place = Place(site, sources)
        if not place.take():
            say("Another build of this site is not done yet; this one waits for it.")
            if not place.take(PATIENCE):
                raise FolderError(
                    f"Another build of {site} is still running: wait until it ends, or stop it."
                )
    except OSError as error:
        raise FolderError(f"{site} cannot be built: {disks.explained(error)}") from None
    return place


class Place:
    """Where a site is; if that is a link, the folder to which it leads."""

    def __init__(self, site: Path, sources: Sequence[Path]) -> None:
        """Check a place before anything is written there."""
        self.site = Path(os.path.realpath(site))
        if fault := _fault(site, self.site) or _harm(site, self.site, sources):
            raise FolderError(f"{site} {fault}, then build again.")
        self.new = self._beside("in-the-making")
        self._last = self._beside("before")
        self._lock_path = self._beside("lock")
        self._lock: BinaryIO | None = None
        self._made_folders = [folder for folder in self.site.parents if not folder.exists()]

    def _beside(self, what: str) -> Path:
        return self.site.with_name(f".{self.site.name}-{what}")

    def take(self, patience: float = 0) -> bool:
        """Tell whether this build has the place to itself, after at most so many seconds."""
        until = time.monotonic() + patience
        while not self._take():
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        try:
            self._tidy()
        except (OSError, FolderError):
            self.leave()
            raise
        return True

    def _take(self) -> bool:
        self.site.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # a build that has just left has removed it
            file = self._lock_path.open("ab")
            if _is_had(file) and self._is_there(file):
                self._lock = file
            else:
                file.close()
        return self._lock is not None

    def _is_there(self, lock: BinaryIO) -> bool:
        """Tell whether a lock is still the file of that name, and not one that was removed."""
        try:
            return os.path.samestat(os.fstat(lock.fileno()), self._lock_path.stat())
        except FileNotFoundError:
            return False

    def replace(self) -> None:
        """Put the new site in the place of the last one, and leave.

        Raises:
            FolderError: one of them cannot be moved; `leave` puts the last one back.
        """
        try:
            if self.site.exists():
                shutil.copymode(self.site, self.new)
                self.site.rename(self._last)
            self.new.rename(self.site)
        except OSError as error:
            raise FolderError(f"{self.site} cannot be replaced: {disks.moved(error)}") from None
        self.leave()

    def leave(self) -> None:
        """Remove what is not finished, and release the place for other builds."""
        if self._lock:
            with suppress(OSError, FolderError):  # the next build tries again, and says so
                self._tidy()
            self._unlock(self._lock)
        for folder in self._made_folders:
            with suppress(OSError):  # it is not empty
                folder.rmdir()

    def _unlock(self, lock: BinaryIO) -> None:
        self._lock = None
        if sys.platform == "win32":  # it removes no file that is open here or elsewhere
            lock.close()
        with suppress(OSError):
            self._lock_path.unlink()
        lock.close()

    def _tidy(self) -> None:
        """Put back the last site, or its hidden files; remove what builds have left behind."""
        if self._last.is_dir() and not os.path.lexists(self.site):
            self._last.rename(self.site)
            self.site = Path(os.path.realpath(self.site))
        if self._last.is_dir() and not self._last.is_symlink():
            for hidden in list(self._last.glob(".*")):  # not from a build: MkDocs leaves them alone
                if not os.path.lexists(self.site / hidden.name):
                    hidden.rename(self.site / hidden.name)
        for path in (self._last, self.new):
            _remove(path)


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif os.path.lexists(path):
            path.unlink()
    except OSError as error:  # it may name a file in the folder
        why = f"{path}, which another build has left, cannot be removed ({error})"
        raise FolderError(f"{why}: remove it by hand, then build again.") from None


def _fault(site: Path, place: Path) -> str | None:
    """Return why no folder can be in a place, and what to do."""
    if place.is_symlink():
        return "is a broken symbolic link: remove it"
    if os.path.lexists(place) and not place.is_dir():
        return "is a file, and the site needs a folder of that name: rename it or remove it"
    if site.is_symlink() and not place.parent.is_dir():
        link = f"is a symbolic link to {place}, and {place.parent} is not there"
        return f"{link}: make it, or remove the link"
    if os.path.ismount(place):
        return (
            "is a separate disk or volume, which no finished site can replace at once: "
            f"choose a folder in it with `-d {site / 'site'}`"
        )
    return None


def _harm(site: Path, place: Path, sources: Sequence[Path]) -> str | None:
    """Return what a site in a place would destroy, or publish again, and what to do."""
    do = "choose another folder with `-d`" + (", or remove the link" if place != site else "")
    for source in sources:
        if Path(os.path.realpath(source)).is_relative_to(place):
            return f"would take the place of {source}, from which the site is made: {do}"
    if place.is_relative_to(os.path.realpath(sources[0])):
        return f"would be among the pages in {sources[0]}, from which the site is made: {do}"
    return None
