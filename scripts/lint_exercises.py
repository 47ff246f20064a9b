"""Report the mistakes in the exercises of docs/ themselves, for their authors.

Exit codes: 0 all is well, 1 something to mend, 2 cannot run.
"""

from __future__ import annotations

import sys

from console import ROOT, cannot_run, needed, today, write

with needed():
    from portfolio.ask import exercise
    from portfolio.check.lint import lint
    from portfolio.publish import publishable


def main() -> int:
    """Run the command; return the exit code."""
    try:
        exercises = exercise.load(ROOT / "docs")
        menu = publishable.named_by(publishable.nav_of(ROOT / "mkdocs.yml"))
        found = list(lint(exercises, ROOT / "docs", today(), menu))
    except exercise.ExerciseError as error:
        return cannot_run(str(error))
    write("".join(f"{each}\n" for each in found))
    if not found:
        names = ", ".join(each.id for each in exercises)
        write(f"✅ {names}: every template asks, every example answers.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
