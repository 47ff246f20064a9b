// Runs what the form's modules do and no page is needed for. A line in is JSON: an async function as
// text, and its argument. A line out is what it returns, or its error.

/** The one thing that they ask of a page: a text as HTML reads it. */
class TextArea {
  value = "";

  set innerHTML(html) {
    this.value = html.replace(/&#(x[0-9a-f]+|[0-9]+);?/gi, number).replace(/&([0-9a-z]+;?)/gi, named);
  }
}

const [entities, numbers] = JSON.parse(Deno.readTextFileSync("entities.json"));
globalThis.document = { createElement: () => new TextArea() };

function number(_all, digits) {
  const code = Number(/^x/i.test(digits) ? `0${digits}` : digits);
  const isNone = code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return numbers[code] ?? (isNone ? "\ufffd" : String.fromCodePoint(code));
}

/** HTML knows some names without a semicolon, and finds the longest that a text begins with. */
function named(all, name) {
  for (let end = name.length; end > 1; end--) {
    const found = entities[name.slice(0, end)];
    if (found) return found + name.slice(end);
  }
  return all;
}

async function answer(line) {
  const { code, argument } = JSON.parse(line);
  const made = await (0, eval)(`(${code})`)(argument).then(
    (value) => ({ value }),
    (error) => ({ error: error.stack }),
  );
  console.log(JSON.stringify(made));
}

let parts = []; // of a line
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const [end, ...lines] = text.split("\n");
  parts.push(end);
  for (const begin of lines) {
    await answer(parts.join(""));
    parts = [begin];
  }
}
