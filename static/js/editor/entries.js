// Adding, copying, moving, removing and bringing back entries without leaving the page: what is open stays open, the
// keyboard stays where it was, and a voice says what happened. What was typed is saved first.
import { announce, sayAll } from "./status.js";
import { editor } from "./items.js";
import { ask } from "./net.js";
import { offerAll, reveal } from "./parts.js";
import { applyPage } from "./refresh.js";
import { flush, forgetState } from "./saving.js";
import * as words from "./words.js";

let busy = false;

export function bindEntries(root) {
  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-acts], [data-undo]")) return;
    event.preventDefault();
    act(event.target, event.submitter);
  });
}

async function act(form, button) {
  if (busy) return; // a double click
  busy = true;
  try {
    sayAll(words.WORKING);
    if (!(await flush())) return refuse(form, [words.SAVE_FIRST]);
    const answer = await ask(form.getAttribute("action"), dataOf(form, button));
    if (answer.word !== "ok") return refuse(form, (answer.data && answer.data.sentences) || [words.NOT_DONE, words.WHY[answer.word]]);
    if (answer.data.status === "go") return location.assign(answer.data.url);
    done(form, button, answer.data);
  } finally {
    busy = false;
  }
}

function dataOf(form, button) {
  const data = new FormData(form);
  data.set(button.name, button.value);
  const { slug, sheet } = editor().dataset;
  data.set("slug", slug);
  data.set("sheet", sheet);
  const section = form.closest("[data-entries]");
  const present = section ? [...section.querySelectorAll(".entry")] : [];
  data.set("have", present.map((entry) => entry.dataset.ref).join(" "));
  return data;
}

function refuse(form, sentences) {
  const text = sentences.filter(Boolean).join(" ");
  sayAll(text);
  announce(text);
}

function done(form, button, data) {
  const section = form.closest("[data-entries]");
  const top = button.getBoundingClientRect().top;
  arrange(section, data);
  applyPage(data);
  section.querySelector("[data-range]").textContent = data.range;
  sayAll(data.said);
  announce(data.said);
  ({ add: begin, copy: show, restore: show, up: stay, down: stay, remove: offerUndo })[button.value.split(" ")[0]]({
    section,
    form,
    button,
    top,
    data,
  });
}

// The entries in the new order; those that are there are moved and not drawn anew, so that nothing in them is lost.
function arrange(section, { order, html }) {
  const list = section.querySelector("[data-list]");
  const present = new Map([...list.querySelectorAll(":scope > .entry")].map((entry) => [entry.dataset.ref, entry]));
  for (const [ref, entry] of present) if (!order.includes(ref)) takeOut(entry);
  for (const [ref, code] of Object.entries(html)) {
    const template = document.createElement("template");
    template.innerHTML = code; // our own server's escaped fragment
    present.set(ref, template.content.querySelector(".entry"));
  }
  let place = null;
  for (const ref of [...order].reverse()) {
    const entry = present.get(ref);
    if (entry.nextElementSibling !== place || entry.parentElement !== list) list.insertBefore(entry, place);
    place = entry;
    if (html[ref]) offerAll(entry);
  }
}

function takeOut(entry) {
  for (const form of entry.querySelectorAll("form[data-autosave]")) forgetState(form);
  entry.remove();
}

function begin({ data }) {
  const first = document.querySelector(`#e-${CSS.escape(data.ref)} [data-fields]`);
  if (first) reveal(first.closest("form").id);
}

function show({ section, form, data }) {
  if (form.matches("[data-undo]")) form.remove();
  section.querySelectorAll("[data-undo]").forEach((undo) => undo.remove());
  reveal(`e-${data.ref}`);
}

// The button stays under the pointer and under the keyboard, or its neighbour where it has no more work.
function stay({ button, top }) {
  const shown = button.offsetParent ? button : [...button.parentElement.children].find((other) => other.offsetParent);
  shown.focus({ preventScroll: true });
  window.scrollBy(0, shown.getBoundingClientRect().top - top);
}

function offerUndo({ section, data }) {
  section.querySelectorAll("[data-undo]").forEach((undo) => undo.remove());
  section.querySelector("[data-list]").insertAdjacentHTML("afterend", data.undo); // our own server's escaped fragment
  const undo = section.querySelector("[data-undo]");
  undo.querySelector("button").focus({ preventScroll: true });
  undo.scrollIntoView({ block: "nearest" });
}
