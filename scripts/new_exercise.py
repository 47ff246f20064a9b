"""Start a new exercise: its page, a template, and a worked example that passes.

    python scripts/new_exercise.py exercise-03 "Containers by hand"

Exit codes: 0 written, 2 cannot run.
"""

from __future__ import annotations

import argparse
import re
import sys

from console import ROOT, cannot_run, write

_PAGE = """\
---
title: "{label}: {title}"
description: Say in one sentence what a learner gets out of it.
render_macros: true
exercise: {id}
label: {label}
complete: "🎉 {label} Complete!"
objectives:
  - Say what a learner can do at the end.
deliverables:
  - id: {id}-report
    title: {label} report
    template: {id}-report-template.md
    file: {id}-report.md
    done: {label} report written
    time: "1–2 hours"
    about: Say in one sentence what the report is for.
---

Say what the exercise is about, and why it matters.

## What you will learn

{{{{ objective_list() }}}}

## What you hand in

{{{{ deliverable_cards() }}}}

## What to do

1. Say what to do first.
2. Then [fill in your report]({id}-report-template.md).
"""
_TEMPLATE = """\
---
# yaml-language-server: $schema=schemas/{id}-report.json
title: My {label} report
deliverable: {id}-report
summary:  # write in one sentence what you did
# list the steps you took, each with what it led to
steps:
  - step:  # write what you did, for example "Built the image"
    result:  # write what came out of it, for example "210 MB"
---

## What I learned

<!--
What can you do now that you could not do before?
-->
"""
_EXAMPLE = """\
---
title: My {label} report
deliverable: {id}-report
summary: A fictional learner wrote this report, to show what a filled one looks like.
steps:
  - step: Read the exercise
    result: A list of three questions
---

## What I learned

Nobody learned this: replace it with a worked example of your own.
"""
_NEXT = """\
Written: {files}

Next:
1. In mkdocs.yml, under nav, add {id}.md as the menus of other exercises do; and to the menus
   Forms, Your portfolio and The finished example, one line each:

      - {id}-report-template.md
      - {id}-report.md
      - example/{id}-report.md

2. Write your own fields and headings into the template, a comment next to each field, a prompt in
   <!-- --> under each heading; and fill in the example to match.
3. Run `make lint-exercises` until it has nothing to say, and `make schemas`.
4. Look at it: `make serve`. docs/authors.md says the rest.
"""


def main(argv: list[str] | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    parser = argparse.ArgumentParser(description="Begin a new exercise in docs/.")
    parser.add_argument("id", help="such as exercise-03: lowercase letters, digits and hyphens")
    parser.add_argument("title", help='such as "Containers by hand"')
    options = parser.parse_args(argv)
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", options.id):
        return cannot_run(f"{options.id} is not an id: write lowercase letters, digits and hyphens")
    title = " ".join(options.title.split())
    if not title or re.search(r'["\\]', title):
        return cannot_run(f"{options.title!r} is not a title: write words without quotes")
    words = {"id": options.id, "title": title, "label": options.id.replace("-", " ").capitalize()}
    docs = ROOT / "docs"
    files = {
        docs / f"{options.id}.md": _PAGE,
        docs / f"{options.id}-report-template.md": _TEMPLATE,
        docs / "example" / f"{options.id}-report.md": _EXAMPLE,
    }
    for path in files:
        if path.exists():
            return cannot_run(f"{path.relative_to(ROOT).as_posix()} is there already")
    for path, text in files.items():
        path.write_text(text.format(**words), encoding="utf-8", newline="\n")
    names = ", ".join(path.relative_to(ROOT).as_posix() for path in files)
    write(_NEXT.format(files=names, **words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
