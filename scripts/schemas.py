"""Write the JSON Schemas of the deliverables into docs/schemas/, or report outdated ones.

Exit codes: 0 all are up to date, 1 one is not (`--check`), 2 cannot run.
"""

from __future__ import annotations

import argparse
import sys

from console import ROOT, cannot_run, needed, write

with needed():
    from portfolio.ask import exercise, schemas

FOLDER = ROOT / "docs" / exercise.SCHEMAS


def main(argv: list[str] | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the JSON Schemas into docs/schemas/.")
    parser.add_argument("--check", action="store_true", help="only say which are out of date")
    options = parser.parse_args(argv)
    try:
        docs = ROOT / "docs"
        page = exercise.portfolio_page(docs)
        wanted = dict(schemas.files(exercise.load(docs), page))
    except exercise.ExerciseError as error:
        return cannot_run(str(error))
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    drifted = sorted(n for n in wanted | there if wanted.get(n) != there.get(n))
    if options.check:
        hint = "    hint: run `make schemas`, and commit what it writes\n"
        write(
            "".join(f"docs/schemas/{name} is not what the models say\n{hint}" for name in drifted)
        )
        return 1 if drifted else 0
    FOLDER.mkdir(exist_ok=True)
    for name in drifted:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (FOLDER / name).unlink()
    write(f"{len(wanted)} schemas in docs/schemas/, {len(drifted)} of them changed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
