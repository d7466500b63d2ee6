// Leaving the page: what was typed is saved first; when that fails the browser asks. A page that comes out of the
// browser's memory is shown anew, since its values may be old.
import { rememberNow } from "./keep.js";
import { flush, isUnsaved, retry } from "./saving.js";

const staysHere = (link) => {
  const url = new URL(link.href, location.href);
  return url.pathname === location.pathname && url.search === location.search && url.hash;
};

export function bindLeaving() {
  document.addEventListener("click", leaveByLink);
  document.addEventListener("submit", leaveByForm, true); // before anybody else counts it as sent
  window.addEventListener("beforeunload", (event) => {
    rememberNow();
    if (isUnsaved()) event.preventDefault();
  });
  window.addEventListener("pagehide", rememberNow);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !isUnsaved()) location.reload();
  });
  window.addEventListener("online", () => retry("lost", "broken"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      rememberNow();
      flush();
    } else retry("signin", "lost", "broken");
  });
}

async function leaveByLink(event) {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.target === "_blank" || staysHere(link) || !isUnsaved()) return;
  event.preventDefault();
  await flush();
  location.assign(link.href); // when something is left the browser asks (beforeunload)
}

async function leaveByForm(event) {
  const form = event.target;
  if (form.matches("[data-autosave], [data-acts], [data-undo], [method=dialog]") || form.dataset.flushed) return;
  if (!isUnsaved()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await flush();
  form.dataset.flushed = "yes";
  form.requestSubmit(event.submitter);
  delete form.dataset.flushed;
}
