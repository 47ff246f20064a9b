"""Where sections begin, for the twin in the browser."""

from __future__ import annotations

import os
from typing import Any

from helpers.sections import bodies
from portfolio import images
from portfolio.sections import Body, read_body

BODIES = int(os.environ.get("FUZZ_BODIES", "2000"))
ASKED = ["gaps", "priority areas"]


# --- the twin in the browser

SAID = """
async ([root, asked, texts]) => {
  const { images, readBody } = await import(`${root}assets/javascripts/form/body.js`);
  return texts.map((text) => {
    const body = readBody(text, 7, asked);
    const { fault } = body;
    return [
      body.parts.map(({ heading, name, line, first, lines }) =>
        [heading, name, line, first, lines.map(({ text, kind }) => [text, kind])]),
      [...body.sections].map(([name, { heading, line, shown }]) => [name, heading, line, shown]),
      body.headings,
      fault && [fault.key, fault.line, fault.section && fault.section.heading],
      [...body.swallowed].sort(),
      images(body).map(({ source, line, isElsewhere }) => [source, line, isElsewhere]),
    ];
  });
}
"""


def said(body: Body) -> list[Any]:
    fault = body.fault
    return [
        [
            [p.heading, p.name, p.line, p.first, [list(each) for each in p.lines]]
            for p in body.parts
        ],
        [[n, s.heading, s.line, [list(x) for x in s.shown()]] for n, s in body.sections.items()],
        [list(each) for each in body.headings],
        fault and [fault.key, fault.line, fault.section and fault.section.heading],
        sorted(fault.swallowed if fault else ()),
        [[i.source, i.line, i.is_elsewhere] for i in images.images(body.parts, body.links)],
    ]


def test_the_form_reads_what_the_checks_read(look: Any, site: str) -> None:
    page = look(site)
    texts = list(bodies(BODIES, 1))

    for begin in range(0, len(texts), 1000):
        some = texts[begin : begin + 1000]
        for text, theirs in zip(some, page.evaluate(SAID, [site, ASKED, some]), strict=True):
            assert theirs == said(read_body(text, 7, ASKED)), text
