// Starts the form of a page: what it is made from, the draft that this browser keeps, the inputs.

import { earlier } from "./fill/again.js";
import { checker } from "./check/checks.js";
import { h } from "./fill/dom.js";
import { Form } from "./fill/form.js";
import { keeper } from "./fill/keep.js";
import { common, requirements } from "./fill/market.js";
import { besideMatrix, matrix } from "./fill/matrix.js";
import { Page } from "./fill/page.js";
import { pauses, practice, resources } from "./fill/plan.js";
import { priorities } from "./fill/priorities.js";
import { privateNames } from "./fill/private-inputs.js";

/** @import { Definition } from "./types.d.ts" */

const ROOT = new URL("../../../", import.meta.url);
const SPECIAL = [matrix, besideMatrix, earlier, priorities, privateNames, pauses, practice, resources, requirements, common];


/** @param {HTMLElement} host */
async function start(host) {
  const { deliverable: id, definition: address = "", guides = "{}" } = host.dataset;
  const [answer] = await Promise.all([
    fetch(new URL(address, ROOT)),
    import(new URL("assets/javascripts/js-yaml.js", ROOT).href),
  ]);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  /** @type {Definition} */
  const definition = await answer.json();
  const deliverable = definition.deliverables.find((each) => each.id === id);
  if (!deliverable) throw new Error(`${address}: no ${id}`);
  const check = checker(definition, new Date().toISOString().slice(0, 10));
  const form = new Form(definition, deliverable, window.jsyaml, check, keeper(ROOT.href), SPECIAL);
  form.guides = JSON.parse(guides);
  new Page(form, ROOT).open(host);
}

const host = document.getElementById("form");
if (host) {
  start(host).catch((error) => {
    const said = "The form cannot be shown. You can write the file by hand instead, as described below.";
    host.replaceChildren(h("p", { role: "alert", class: "form__notice" }, said));
    document.getElementById("by-hand")?.setAttribute("open", "");
    throw error;
  });
}
