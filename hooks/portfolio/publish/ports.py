"""Whether `mkdocs serve` can use its address, checked before the server starts."""

from __future__ import annotations

import errno
import socket


def why_closed(host: str, port: int) -> str | None:
    """Return why nothing can be served at an address, and what to do; None if it can be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = error.strerror or str(error)
        if error.errno == errno.EADDRINUSE:
            why = "is taken, perhaps by this site in another terminal: use it there, or stop it"
            why += " with Ctrl-C"
        other = f"{host}:{port + 10}"
        return f"{host}:{port} {why}. For another address, add AT={other} to make, or -a {other}"
    return None
