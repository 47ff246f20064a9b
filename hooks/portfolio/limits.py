"""Every limit, and every list that more than one part needs, as limits.yml has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = Path(__file__).with_name("limits.yml").read_text(encoding="utf-8")
LIMITS: dict[str, Any] = yaml.load(_TEXT, Loader=_SAFE_LOADER)  # noqa: S506 - safe, in C if it can
