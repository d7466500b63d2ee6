// Two people on one item: the second one chooses whose text stands, or puts both together.
import * as items from "./items.js";
import * as keep from "./keep.js";
import { save, stateOf, tell } from "./saving.js";
import * as words from "./words.js";

// While the conflict stands nothing of this item is saved: the button that is pressed loses the keyboard when it goes.
export function choose(form, choice) {
  const state = stateOf(form);
  const data = state.conflict;
  if (!data) return;
  items.setStamp(form, data.stamp);
  const told = { mine: saveMine, theirs: useTheirs, both: putTogether }[choice](form, state, data);
  Object.assign(state, { conflict: null, trouble: "" });
  items.clearTrouble(form);
  if (told) items.showTrouble(form, told);
  items.focusItem(form);
  if (choice === "mine") save(form);
  tell();
}

function saveMine(form, state) {
  state.dirty = true;
}

function useTheirs(form, state, data) {
  form.querySelector("[data-fields]").innerHTML = data.fields; // our own server's escaped fragment
  state.dirty = false;
  keep.forget(form);
  items.sayAt(form, words.THEIRS_USED);
}

// Texts one below the other, ○ of both; where only one can be chosen the person looks and decides.
function putTogether(form, state, data) {
  const theirs = document.createElement("form");
  theirs.innerHTML = data.fields; // our own server's escaped fragment
  const pairs = items.fieldsOf(theirs).map((other) => [twin(form, other), other]);
  const joined = pairs.filter(([mine, other]) => mine && join(mine, other)).length;
  const boxes = pairs.some(([, other]) => other.type === "checkbox");
  items.sayAt(form, boxes ? words.BOTH_BOXES : words.BOTH_TEXTS, true);
  state.dirty = true;
  keep.remember(form);
  return joined ? null : [words.LOOK_AND_MEND, data.theirs];
}

const twin = (form, other) =>
  items.fieldsOf(form).find((mine) => mine.name === other.name && (other.type !== "radio" || mine.value === other.value));

function join(mine, other) {
  if (mine.type === "checkbox") {
    const differs = mine.checked !== other.checked;
    mine.checked = mine.checked || other.checked;
    return differs;
  }
  if (mine.type === "radio" || !other.value || mine.value.includes(other.value)) return false;
  mine.value = mine.tagName === "TEXTAREA" && mine.value ? mine.value + words.BETWEEN + other.value : other.value;
  return true;
}

export function bindConflicts(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) choose(items.formOf(button), button.dataset.choose);
  });
}
