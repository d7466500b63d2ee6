// The editor: every item (and every row of the change list) saves itself. Each subject has a module of its own.
import { bindConflicts } from "./conflict.js";
import { bindEntries } from "./entries.js";
import { bindGuides } from "./guides.js";
import { editor, formOf } from "./items.js";
import { clearOld } from "./keep.js";
import { bindKeys } from "./keys.js";
import { bindLeaving } from "./leave.js";
import { bindParts, offerAll } from "./parts.js";
import { bindPaste } from "./paste.js";
import { bindPreview } from "./preview.js";
import { bindRows } from "./rows.js";
import { composing, save, stateOf, touched } from "./saving.js";
import * as words from "./words.js";

function bindTyping(root) {
  root.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form || "waits" in event.target.dataset) return;
    if (event.isComposing) composing(form, true);
    else touched(form);
    countLines(form, event.target);
  });
  root.addEventListener("compositionstart", (event) => formOf(event.target) && composing(formOf(event.target), true));
  root.addEventListener("compositionend", (event) => formOf(event.target) && composing(formOf(event.target), false));
  root.addEventListener("focusout", (event) => {
    const form = formOf(event.target);
    if (form && stateOf(form).dirty) save(form);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-autosave]")) return;
    event.preventDefault();
    const button = event.submitter && "send" in event.submitter.dataset ? event.submitter : null;
    if (!button) stateOf(form).dirty = true;
    save(form, button);
  });
}

function countLines(form, field) {
  const told = form.querySelector("[data-lines]");
  if (told && field.name === "value") told.textContent = words.lines(field.value.split("\n").filter((l) => l.trim()).length);
}

function start(root) {
  document.documentElement.classList.add("scripted");
  clearOld();
  bindTyping(root);
  bindConflicts(root);
  bindEntries(root);
  bindGuides(root);
  bindKeys();
  bindPreview(root);
  bindRows(root);
  offerAll(root);
  bindParts(root);
  bindPaste(root);
  bindLeaving(); // last: only what nobody else has taken leads away
}

if (editor()) start(editor());
