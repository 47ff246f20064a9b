"""What the checks of the forms say of a portfolio."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from helpers.project import TODAY

if TYPE_CHECKING:
    from helpers.engine import Engine


CHECK = """
async ([root, today, cases, of]) => {
  const module = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ checker }, file, { wording }, { asWritten }] = await Promise.all(
    ["check/checks", "read/file", "messages", "read/bullets"].map(module));
  await import(`${root}assets/javascripts/js-yaml.js`);
  globalThis.definitions ??= {};
  const definition = definitions[of] ??= await (await fetch(`${root}forms/${of}.json`)).json();
  const check = checker(definition, today), say = wording(definition.messages);
  globalThis.read ??= new Map(); // by its bytes: most files of most cases are the same
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer;
  return cases.map(files => {
    const sources = new Map(), refused = [];
    for (const [id, data] of Object.entries(files)) {
      try {
        if (!read.has(data)) {
          const text = file.decode(bytes(data));
          const source = file.readFile(text, jsyaml, definition.messages);
          read.set(data, { ...source, written: asWritten(text) });
        }
        sources.set(id, { ...read.get(data) });
      } catch (error) {
        if (!(error instanceof file.Refusal)) throw error;
        const all = [error, ...error.more];
        refused.push([id, all.map(({ key, words, line }) => [say(key, words).code, line])]);
      }
    }
    const answers = [...check(sources)];
    const found = answers.flatMap(([id, { problems }]) => problems.map(each => [id, each]));
    const noted = answers.flatMap(([id, { notes }]) =>
      notes.map(({ code, field, message, hint }) => [id, code, field, message, hint]));
    const told = found.map(([id, { code, field, message }]) => [id, code, field, message]);
    return { refused, told, noted, hints: found.map(([, { hint }]) => hint) };
  });
}
"""


def answers_of(
    engine: Engine, cases: list[dict[str, bytes]], of: str = "exercise-01"
) -> list[dict[str, Any]]:
    """Return what the forms say of portfolios: the files refused, the problems and the notes."""
    data = [{i: base64.b64encode(b).decode() for i, b in files.items()} for files in cases]
    return engine.evaluate(CHECK, [engine.root, TODAY.isoformat(), data, of])
