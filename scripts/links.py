"""List the addresses outside this project that its pages and data lead to.

    python scripts/links.py            # each, with the files that name it
    python scripts/links.py --check    # ask each whether it is still there

Exit codes: 0 all is well, 1 some are gone.
"""

from __future__ import annotations

import argparse
import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from console import ROOT, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:[:/?#][^\s<>\"'`)\]}|]*)?")
_INVENTED = re.compile(
    r"https?://(?:(?:[\w-]+\.)*example\.(?:com|org)|127\.0\.0\.1|github\.com/your-)"
)
_PLACES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE-TEXT.md", "docs/**/*.md")
_SECONDS = 20
_BROWSER = {"User-Agent": "Mozilla/5.0 (link check)"}
_THERE = {401, 403, 405, 429}  # a host that answers people, and not programs


def links() -> dict[str, list[str]]:
    """Return every address outside the project, each with the files that name it."""
    found = defaultdict[str, list[str]](list)
    for path in _pages():
        name = path.relative_to(ROOT).as_posix()
        for written in _ADDRESS.findall(path.read_text(encoding="utf-8")):
            address = written.rstrip(".,;:*")
            if not _INVENTED.match(address) and name not in found[address]:
                found[address].append(name)
    return {address: names for address, names in sorted(found.items()) if names}


def _pages() -> Iterator[Path]:
    for pattern in _PLACES:
        yield from sorted(ROOT.glob(pattern))


def fault(address: str) -> str | None:
    """Return why an address cannot be reached, or None where it can."""
    request = urllib.request.Request(address, headers=_BROWSER)  # noqa: S310 - http and https alone
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return None if error.code in _THERE else f"{error.code} {error.reason}"
    except (OSError, ValueError) as error:
        return str(error)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="check that each of them works")
    found = links()
    if not parser.parse_args(argv).check:
        write("".join(f"{address}  {', '.join(names)}\n" for address, names in found.items()))
        return 0
    with ThreadPoolExecutor(8) as pool:
        faults = dict(zip(found, pool.map(fault, found), strict=True))
    gone = {address: why for address, why in faults.items() if why}
    for address, why in gone.items():
        write(f"{address}: {why}\n    in {', '.join(found[address])}\n")
    write(f"{len(found) - len(gone)} of {len(found)} addresses work.\n")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
