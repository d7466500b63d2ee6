// Brings the parts of the page up to date that a save has changed: contents, what is left to do, rows, marks, entries.
import { allForms } from "./items.js";
import { tellStates } from "./rows.js";

const shown = new Map(); // part -> html as it came

export function applyPage(data) {
  for (const [name, html] of Object.entries(data.parts || {})) swap(name, html);
  if (data.items) for (const form of allForms()) mark(form, data.items[form.id] || [false, false, []]);
  for (const [ref, told] of Object.entries(data.entries || {})) name(ref, told);
  tellStates(data.states || {});
}

function swap(id, html) {
  const part = document.getElementById(id);
  if (!part || shown.get(id) === html) return;
  shown.set(id, html);
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.innerHTML = html; // our own server's escaped fragment
  if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

function mark(form, [required, unknown, sentences]) {
  const mark = form.querySelector("[data-required]");
  if (!mark) return;
  mark.hidden = !required;
  if (!unknown) {
    form.classList.remove("item-unknown");
    form.querySelector("[data-unknown]")?.remove();
  }
  const list = form.querySelector("[data-problems]");
  if ([...list.children].map((line) => line.textContent).join("\n") === sentences.join("\n")) return;
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("li");
      line.textContent = sentence;
      return line;
    }),
  );
}

export function name(ref, [heading, text, state]) {
  const entry = document.getElementById(`e-${ref}`);
  if (!entry) return;
  entry.querySelector("[data-heading]").textContent = heading;
  entry.querySelector("[data-name]").textContent = text;
  entry.querySelector("[data-state]").textContent = state;
  entry.querySelector("[data-tools]")?.setAttribute("aria-label", `${heading}の操作`);
}

// The fields as they are kept (a day in 和暦, a number, a figure), unless somebody is in them.
export function redraw(form, data) {
  const fields = form.querySelector("[data-fields]");
  if (!data.fields || (fields.contains(document.activeElement) && !data.swap)) return;
  fields.innerHTML = data.fields; // our own server's escaped fragment
  if (data.swap) (lastOf(fields, "[name^=alt-]") || fields.querySelector("input, textarea")).focus();
}

const lastOf = (root, selector) => [...root.querySelectorAll(selector)].pop();
