"""Which words of inline code stay whole."""

from __future__ import annotations

import re

import pytest
from whole import kept_whole


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("<p><code>git --version</code></p>", ["--version"]),
        ("<p><code>-f</code> or <code>2027-01-04</code></p>", ["-f", "2027-01-04"]),
        ("<p><code>docs/skills-assessment-completed.md</code></p>", []),  # wider than a phone
        ("<p><code>- Docker</code>, and --version</p>", []),
        ('<pre><code><a id="line-1"></a>git --version\n</code></pre>', []),
    ],
)
def test_short_words_with_hyphens_stay_whole(html: str, whole: list[str]) -> None:
    kept = kept_whole(html)

    assert re.findall(r'<span class="exercise-whole">([^<]*)</span>', kept) == whole
    assert re.sub("</?span[^>]*>", "", kept) == html
