// What was typed and not yet saved is kept in this browser until it is, so that a closed window loses nothing. It is
// kept under the person's own number: a colleague at the same machine is not shown it.
import { addressOf, clearTrouble, editor, sayAt, setFields, showTrouble, stateOfFields } from "./items.js";
import * as words from "./words.js";

const PREFIX = "hyokasho:";
const LONGEST = 14 * 24 * 3600 * 1000; // ms
const PAUSE = 400; // ms between two writings of a long text
const waiting = new Map(); // form -> timer

const keyOf = (form) => `${PREFIX}${editor().dataset.who}:${addressOf(form)}`;

function write(form) {
  waiting.delete(form);
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), kept: stateOfFields(form) }));
  } catch {
    // no room or no storage: the page itself still holds the text
  }
}

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)) || "null");
  } catch {
    return null;
  }
}

export function remember(form) {
  if (!waiting.has(form)) waiting.set(form, setTimeout(() => write(form), PAUSE));
}

export function rememberNow() {
  for (const [form, timer] of [...waiting]) {
    clearTimeout(timer);
    write(form);
  }
}

export function forget(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // nothing to forget
  }
}

// Offers what an earlier window left behind. `restored` is called when the person takes it.
export function offer(form, restored) {
  const left = read(form);
  if (!left) return;
  if (JSON.stringify(left.kept) === JSON.stringify(stateOfFields(form))) return forget(form);
  showTrouble(form, [words.left(new Date(left.at).toLocaleString("ja-JP"))], [
    [
      words.RESTORE,
      () => {
        setFields(form, left.kept);
        clearTrouble(form);
        sayAt(form, words.RESTORED);
        restored(form);
      },
    ],
    [words.DISCARD, () => (forget(form), clearTrouble(form))],
  ]);
}

export function clearOld() {
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      if (!(Date.now() - JSON.parse(localStorage.getItem(key)).at < LONGEST)) localStorage.removeItem(key);
    }
  } catch {
    // no storage, nothing old in it
  }
}
