// The keyboard: saving, going from item to item and to what is left to do, and the help that tells of it. No shortcut is
// a character that somebody may be typing.
import { allForms, focusItem, formOf } from "./items.js";
import { reveal } from "./parts.js";
import { flush, isUnsaved } from "./saving.js";
import { announce, sayAll } from "./status.js";
import * as words from "./words.js";

const JUMPS = { KeyJ: "missing", KeyU: "unknown" };

const isTyping = (node) =>
  node.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

export function bindKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyS") return stop(event, saveNow);
    if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) return stop(event, openHelp);
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      if (!event.target.matches("select")) stop(event, () => step(event.code === "ArrowDown" ? 1 : -1));
    } else if (JUMPS[event.code]) stop(event, () => jump(JUMPS[event.code]));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) openHelp();
    const link = event.target.closest("[data-jump]");
    if (link && !event.ctrlKey && !event.metaKey) stop(event, () => jump(link.dataset.jump));
  });
}

function stop(event, act) {
  event.preventDefault();
  act();
}

async function saveNow() {
  if (!isUnsaved()) return tell(words.NOTHING_TO_SAVE);
  if (await flush()) announce(document.querySelector("[data-save-state]").textContent);
}

function tell(text) {
  sayAll(text);
  announce(text);
}

function openHelp() {
  const help = document.getElementById("help");
  if (help && !help.open) help.showModal();
}

// Item to item, in the order of the page; from outside the items to the first one on the screen.
function step(by) {
  const shown = allForms().filter((form) => form.offsetParent);
  const here = shown.indexOf(formOf(document.activeElement));
  const place = here < 0 ? shown.findIndex((form) => form.getBoundingClientRect().bottom > 0) : here + by;
  if (shown[place]) focusItem(shown[place]);
}

// The next place that is unfilled or unknown: behind the keyboard on this sheet, else on another sheet, else from the top.
function jump(name) {
  const link = document.querySelector(`[data-jump="${name}"]`);
  if (!link) return tell(words.nothingLeft(name));
  const anchors = link.dataset.anchors.split(" ").filter(Boolean);
  const next = anchors.find((anchor) => isBehind(anchor)) || (link.dataset.beyond ? "" : anchors[0]);
  if (next) reveal(next);
  else location.assign(link.dataset.beyond);
}

function isBehind(anchor) {
  const focused = formOf(document.activeElement) || document.activeElement.closest(".entry");
  const place = document.getElementById(anchor) || entryOf(anchor);
  if (!focused || !place) return true;
  return Boolean(focused.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
}

const entryOf = (anchor) =>
  [...document.querySelectorAll(".entry[data-ref]")].find(({ dataset }) => anchor.startsWith(`i-${dataset.ref}-`));
