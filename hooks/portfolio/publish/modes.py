"""The modes of a build: docs/reference.md, Build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NO = ("false", "no", "off", "0")
_YES = ("true", "yes", "on", "1")


class Modes(NamedTuple):
    """What a build is for."""

    serving: bool = False  # only the learner sees it
    required: bool = True  # there is something to hand in
    public: bool = False  # the portfolio alone
    draft: bool = False  # what is begun of it, though not all is done

    @property
    def goes_ahead(self) -> bool:
        """Tell whether a build goes ahead with what is right, and says what is left."""
        return self.draft and not self.serving

    def site_dir(self, given: Path) -> Path:
        """Return where the site goes: a draft never replaces the public site."""
        is_usual = self.draft and given.name == "public"
        return given.with_name("preview") if is_usual else given


def modes(command: str, edition: str | None, environ: Mapping[str, str]) -> Modes:
    """Return the modes for a command of MkDocs.

    Args:
        command: such as `serve`.
        edition: `extra.edition` in the settings.
        environ: the environment; REQUIRE_DELIVERABLES and PREVIEW count.
    """
    serving, public = command == "serve", edition == "public"
    required = environ.get("REQUIRE_DELIVERABLES", "").lower() not in _NO
    asked = command == "build" and environ.get("PREVIEW", "").lower() in _YES  # and never deployed
    draft = public and (serving or asked)
    return Modes(serving, required, public, draft)
