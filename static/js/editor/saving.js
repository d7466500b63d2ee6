// Saves each item by itself, shortly after typing stops. Whatever happens, what was typed stays in the page.
import * as items from "./items.js";
import * as keep from "./keep.js";
import { ask } from "./net.js";
import { applyPage, redraw } from "./refresh.js";
import { announce, overall } from "./status.js";
import * as words from "./words.js";

const PAUSE = 900; // ms after the last key
const RETRY = [4000, 8000, 16000, 30000]; // ms until a lost connection is tried again
const states = new Map(); // form -> state
let queue = Promise.resolve(); // one request at a time: the server locks the document for each anyway

export function stateOf(form) {
  if (!states.has(form)) states.set(form, { edits: 0, dirty: false, running: null, trouble: "", tries: 0, timer: 0 });
  return states.get(form);
}

export const tell = () => overall([...states].filter(([form]) => form.isConnected));

export function touched(form) {
  const state = stateOf(form);
  state.dirty = true;
  state.edits += 1;
  keep.remember(form);
  later(form, PAUSE);
  tell();
}

function later(form, pause) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (!state.conflict && !state.composing) state.timer = setTimeout(() => save(form), pause);
}

export function composing(form, begins) {
  const state = stateOf(form);
  state.composing = begins;
  if (begins) {
    clearTimeout(state.timer);
    state.dirty = true;
  } else touched(form);
}

// True when nothing of this item is left to save.
export async function save(form, button) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.running) await state.running;
  if (state.composing || state.conflict) return false;
  if (state.running) return save(form, button); // another caller was faster
  if (!state.dirty && !button) return !state.trouble;
  state.running = queue = queue.then(() => send(form, state, button)).catch((error) => console.error(error));
  tell();
  await state.running;
  return !state.dirty && !state.trouble;
}

async function send(form, state, button) {
  const edits = state.edits;
  state.dirty = false;
  const answer = await ask(form.getAttribute("action"), items.dataOf(form, button));
  state.running = null;
  if (answer.word === "ok" && answer.data) saved(form, state, answer.data, state.edits === edits);
  else failed(form, state, answer);
  tell();
}

function saved(form, state, data, isLatest) {
  items.setStamp(form, data.stamp);
  Object.assign(state, { trouble: "", tries: 0, conflict: null, at: data.at });
  items.clearTrouble(form);
  items.sayAt(form, words.saved(data.at));
  if (isLatest) {
    keep.forget(form);
    redraw(form, data);
  }
  applyPage(data);
}

function failed(form, state, { word, data = {} }) {
  state.dirty = true;
  state.trouble = word;
  items.sayAt(form, word === "conflict" ? words.OVERLAP : words.NOT_SAVED, true);
  if (word === "conflict") {
    state.conflict = data;
    form.querySelector("[data-trouble]").innerHTML = data.html; // our own server's escaped fragment
  } else items.showTrouble(form, data.sentences || [words.WHY[word]], helps(form, word));
  announce(word === "conflict" ? words.OVERLAP : (data.sentences || [words.WHY[word]]).join(" "));
  if (word === "lost" || word === "broken") later(form, RETRY[Math.min(state.tries++, RETRY.length - 1)]);
}

function helps(form, word) {
  if (word === "signin") return [[words.SIGN_IN, () => window.open("/work/", "_blank", "noopener")]];
  if (word !== "gone" && word !== "refused") return [];
  const copy = () => navigator.clipboard.writeText(items.textOf(form)).then(() => announce(words.COPIED));
  return [[words.COPY_TEXT, copy]];
}

const unsavedForms = () => [...states].filter(([f, s]) => f.isConnected && (s.dirty || s.running)).map(([f]) => f);

export const isUnsaved = () => unsavedForms().length > 0 || hasFileWaiting();
const hasFileWaiting = () => [...document.querySelectorAll("input[type=file][data-waits]")].some((f) => f.files.length);

// Saves everything now. True when nothing is left.
export async function flush() {
  const done = await Promise.all(unsavedForms().map((form) => save(form)));
  return done.every(Boolean);
}

// After a sign-in in another tab, or when the connection is back.
export function retry(...troubles) {
  for (const [form, state] of states) if (form.isConnected && troubles.includes(state.trouble)) save(form);
}

export function forgetState(form) {
  clearTimeout(stateOf(form).timer);
  states.delete(form);
  keep.forget(form);
  tell();
}
