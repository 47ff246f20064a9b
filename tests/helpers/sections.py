"""Bodies to read sections in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTS = [
    "",
    "",
    "",
    "## ",
    "### ",
    "# ",
    "#",
    "##",
    " ## ",
    "   ## ",
    "    ## ",
    "##\t",
    "- ",
    "* ",
]
STARTS += [
    "  - ",
    "1. ",
    "2) ",
    "> ",
    "> > ",
    "```",
    " ```",
    "  ~~~",
    "    ```",
    "| ",
    "<!-- ",
    "-->",
]
STARTS += [
    "<b>",
    "    ",
    "  ",
    "\t",
    "[a]: ",
    "[^n]: ",
    "![",
    "\\",
    "<pre>",
    "<br>",
    "</div>",
    "&nbsp;",
]
MIDDLES = [
    "",
    "Some text",
    "Gaps",
    "**Gaps**",
    "a | b |",
    "--- | --- |",
    "---",
    "-",
    "===",
    "`code`",
]
MIDDLES += [
    "*",
    "text\\",
    "one <!-- two --> three",
    "<!-- open",
    "-->",
    "<!-->",
    "[link](x)",
    "x #",
]
MIDDLES += ["2024", "3. third", "{{ x }}", "日本", "🦉 owl", "\u00a0", "| - |", "...", "_x_", "[a]"]
MIDDLES += [
    "see[^n]",
    "[](https://example.com)",
    "![](a.png)",
    "![x][a]",
    "`![y](https://a.b/c.png)`",
]
MIDDLES += [
    "Priority areas",
    "Gaps：",
    "G&#97;ps",
    "&frac34; &thinsp;",
    "<img src=x>",
    "TODO",
    "\u2028",
]
MIDDLES += [
    "https://example.com/a(b)",
    "<https://example.com>",
    "![z](https://a.b/c%20d.png)",
    "Straße",
]
ENDS = ["", "", "", " ", "  ", " |", " -->", " ##", "##", " <!--", "\t"]
BLOCKS = [
    "Gaps\n---",
    "\nGaps\n---",
    "\nGaps\n-\n",
    "```\n## Gaps\n```",
    "<!--\n## Gaps\n-->",
    "~~~",
]
BLOCKS += [
    "| a | b |\n| --- | --- |\n| 1 |  |",
    "a | b\n-----\n1 | 2",
    "```",
    "````",
    "\n",
    "\n\n",
    "```py",
]
BLOCKS += [
    "- item\n\n      code\n\n  more\n---",
    "1. so\n   ```\n   ## x\n   ```",
    "> q\nlazy\n---",
]


def line(random_: random.Random) -> str:
    if random_.random() < 0.25:
        return random_.choice(BLOCKS)
    return "".join(map(random_.choice, (STARTS, MIDDLES, ENDS)))


def bodies(count: int, seed: int) -> Iterator[str]:
    random_ = random.Random(seed)
    for _ in range(count):
        yield "\n".join(line(random_) for _ in range(random_.randrange(14)))
