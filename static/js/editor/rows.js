// The page of the change list: choosing many rows at once, sentences that are often written, what a row still lacks.
import { formOf } from "./items.js";

export function bindRows(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-rows]");
    if (!button) return;
    const wanted = button.dataset.pickRows; // all, incomplete, formal
    for (const box of root.querySelectorAll("[data-pick]")) box.checked = wanted === "all" || wanted in box.dataset;
  });
  root.addEventListener("change", (event) => {
    const phrases = event.target;
    if (!phrases.matches("[data-phrases]") || !phrases.value) return;
    const field = phrases.form.elements[phrases.dataset.phrases];
    field.value = phrases.value;
    phrases.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (formOf(field)) field.focus();
  });
}

// states: {"row-PK": words} of every row.
export function tellStates(states) {
  for (const [id, words] of Object.entries(states)) {
    const row = document.getElementById(id);
    if (!row) continue;
    row.querySelector("[data-row-state]").textContent = words;
    row.querySelector("[data-pick]")?.toggleAttribute("data-incomplete", Boolean(words));
  }
}
