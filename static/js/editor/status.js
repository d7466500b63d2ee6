// The line in the bar that always tells whether everything is saved, and the voice for what changes elsewhere.
import * as words from "./words.js";

const find = (name) => document.querySelector(`[data-${name}]`);
let last = "";
let first = "";

export function announce(text) {
  const voice = find("said");
  if (!voice) return;
  voice.textContent = "";
  setTimeout(() => (voice.textContent = text), 50); // a screen reader hears the same words twice only as a change
}

// states: [[form, state]] of the items that were touched.
export function overall(states) {
  const line = find("save-state");
  if (!line) return;
  first = first || line.textContent;
  last = states.map(([, state]) => state.at || "").reduce((a, b) => (a > b ? a : b), last);
  const troubled = states.filter(([, state]) => state.trouble);
  const running = states.some(([, state]) => state.running);
  // In trouble nothing but the trouble is told: the way to it must not move under a pointer.
  const busy = running ? words.SAVING : states.some(([, state]) => state.dirty) ? words.WAITING : "";
  find("saving").textContent = troubled.length ? "" : busy;
  show(line, troubled.length ? words.unsaved(troubled.length, last) : last ? words.saved(last) : first);
  line.parentElement.classList.toggle("in-trouble", troubled.length > 0);
  line.parentElement.classList.toggle("is-busy", !troubled.length && find("saving").textContent !== "");
  wayTo(troubled.length ? troubled[0][0] : null);
}

function show(line, text) {
  if (line.textContent !== text) line.textContent = text;
}

function wayTo(form) {
  const link = find("unsaved");
  link.hidden = !form;
  if (form) link.href = `#${form.id}`;
}

export function sayAll(text) {
  const line = find("save-state");
  if (line) line.textContent = text;
}
