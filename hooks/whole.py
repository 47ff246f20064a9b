"""Short words with hyphens in inline code, which a browser would break: an option, or a date.

Somebody who copies `git --` from one line and `version` from the next types a space between them.
"""

from __future__ import annotations

import re

_LONGEST = 20  # characters; what is longer may break, for a phone has no room for it
_INLINE = re.compile(r"(?<=<code>)[^<]*(?=</code>)")  # a block of code has anchors in it
_HYPHENATED = re.compile(rf"(?<!\S)(?=\S*-)\S{{2,{_LONGEST}}}(?!\S)")


def kept_whole(html: str) -> str:
    """Return a page whose inline code breaks at its spaces, not within its short words."""
    return _INLINE.sub(
        lambda code: _HYPHENATED.sub(r'<span class="exercise-whole">\g<0></span>', code[0]), html
    )
