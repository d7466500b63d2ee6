// Entries that are closed have no fields yet; they come when the entry is opened, or when something in it is wanted.
import { focusItem } from "./items.js";
import { offer } from "./keep.js";
import { ask } from "./net.js";
import { touched } from "./saving.js";
import * as words from "./words.js";

export function offerAll(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) offer(form, touched);
}

const loading = new Map(); // body -> promise

export function load(entry) {
  const body = entry.querySelector("[data-body]");
  if (!("empty" in body.dataset)) return Promise.resolve(true);
  if (!loading.has(body)) loading.set(body, fetchInto(entry, body).finally(() => loading.delete(body)));
  return loading.get(body);
}

async function fetchInto(entry, body) {
  body.textContent = words.OPENING;
  const url = new URL(location.pathname, location.origin);
  url.searchParams.set("part", entry.dataset.ref);
  const answer = await ask(url);
  if (answer.word !== "ok" || !answer.html) return notOpened(entry, body, answer.word);
  body.innerHTML = answer.html; // our own server's escaped fragment
  delete body.dataset.empty;
  offerAll(body);
  return true;
}

function notOpened(entry, body, word) {
  body.textContent = `${words.NOT_OPENED}${words.WHY[word] && word !== "lost" ? "" : "サーバーにつながりません。"}`;
  const again = document.createElement("button");
  Object.assign(again, { type: "button", className: "btn btn-sm btn-outline-primary", textContent: words.AGAIN });
  again.addEventListener("click", () => load(entry));
  body.append(document.createElement("br"), again);
  return false;
}

// The entry that an anchor lies in: e-REF, or i-REF-CODE.
function entryOf(anchor) {
  const entries = [...document.querySelectorAll(".entry[data-ref]")];
  return entries.find(({ dataset: { ref } }) => anchor === `e-${ref}` || anchor.startsWith(`i-${ref}-`));
}

// Shows what an anchor names, opening what hides it, and puts the keyboard there.
export async function reveal(anchor) {
  const entry = entryOf(anchor);
  if (entry) {
    entry.querySelector("details").open = true;
    await load(entry);
  }
  const target = document.getElementById(anchor);
  if (!target) return false;
  if (target === entry) {
    entry.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  } else focusItem(target);
  return true;
}

export function bindParts(root) {
  root.addEventListener(
    "toggle",
    (event) => {
      const entry = event.target.closest(".entry[data-ref]");
      if (entry && event.target.open && event.target.parentElement === entry) load(entry);
    },
    true,
  );
  const fromAddress = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (/^[ei]-/.test(anchor)) reveal(anchor);
  };
  window.addEventListener("hashchange", fromAddress);
  // A link to an item of this very page must open what hides it, also when the address stays the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const url = new URL(link.href);
    if (url.pathname !== location.pathname || !/^#[ei]-/.test(url.hash)) return;
    event.preventDefault();
    history.replaceState(null, "", url.hash);
    reveal(decodeURIComponent(url.hash.slice(1)));
  });
  // The browser goes to the anchor itself when the page is there, and takes the keyboard away: we come after it.
  if (document.readyState === "complete") fromAddress();
  else window.addEventListener("load", () => setTimeout(fromAddress));
}
