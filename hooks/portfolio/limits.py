"""Every limit, and every list that more than one part needs, from limits.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .data import read_data

LIMITS: dict[str, Any] = read_data(Path(__file__).with_name("limits.yml"))
