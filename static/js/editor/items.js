// One item of the form on the page: its fields, its stamp ("ref code base": which item, and from which value the
// browser started), and what is said at it.
const stampOf = (form) => form.querySelector(".item-save");

export const editor = () => document.querySelector("[data-editor]");
export const allForms = () => [...document.querySelectorAll("form[data-autosave]")];
export const formOf = (node) => (node && node.closest ? node.closest("form[data-autosave]") : null);

// The fields whose content is saved by itself; a file and what is said about it wait for their button.
export const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) => field.name && !["hidden", "submit", "button", "file"].includes(field.type) && !("waits" in field.dataset),
  );
// Which item (or row): the stamp without what may change. A row has only that.
export const addressOf = (form) => [form.getAttribute("action"), ...stampOf(form).value.split(" ").slice(0, -1)].join(" ");

export function setStamp(form, stamp) {
  if (stamp) stampOf(form).value = stamp;
}

export const stateOfFields = (form) => fieldsOf(form).map((f) => [f.name, f.type, f.value, f.checked === true]);

export function setFields(form, kept) {
  for (const [name, type, value, checked] of kept) {
    const boxed = type === "checkbox" || type === "radio";
    const field = fieldsOf(form).find((f) => f.name === name && (!boxed || type === "checkbox" || f.value === value));
    if (!field) continue;
    if (boxed) field.checked = checked;
    else field.value = value;
  }
}

// What is sent: the fields as a browser would, without what waits for its button, with the button that was pressed.
export function dataOf(form, button) {
  const data = new FormData(form);
  if (!button || button.name !== "add") for (const field of form.querySelectorAll("[data-waits]")) data.delete(field.name);
  data.set(stampOf(form).name, stampOf(form).value);
  if (button && button.name) data.set(button.name, button.value);
  const { who, slug, sheet } = editor().dataset;
  for (const [name, value] of Object.entries({ who, slug, sheet })) if (value) data.set(name, value);
  return data;
}

export function sayAt(form, text, inTrouble) {
  const line = form.querySelector("[data-item-state]");
  if (!line) return;
  line.textContent = text;
  line.classList.toggle("in-trouble", Boolean(inTrouble));
}

export function clearTrouble(form) {
  form.querySelector("[data-trouble]").replaceChildren();
}

// Sentences in a frame below the item, with buttons: [[word, act]].
export function showTrouble(form, sentences, buttons = []) {
  const frame = document.createElement("div");
  frame.className = "trouble-box";
  for (const sentence of sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    frame.append(line);
  }
  for (const [word, act] of buttons) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-sm btn-outline-primary me-2", textContent: word });
    button.addEventListener("click", act);
    frame.append(button);
  }
  form.querySelector("[data-trouble]").replaceChildren(frame);
}

export function textOf(form) {
  return fieldsOf(form)
    .filter((field) => !["checkbox", "radio"].includes(field.type))
    .map((field) => field.value)
    .join("\n");
}

export function focusItem(item) {
  const field = item.querySelector("[data-fields] :is(textarea, input:checked, input, button)") || item;
  if (field === item) item.tabIndex = -1;
  field.focus({ preventScroll: true });
  item.scrollIntoView({ block: "center" });
}
