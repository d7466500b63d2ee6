// Whoever goes from an item to the PDF finds the page of that item; from anywhere else, that of the section.
import { addressOf, formOf } from "./items.js";

export function bindPreview(root) {
  const link = document.querySelector("a[data-preview]");
  if (!link) return;
  root.addEventListener("focusin", (event) => {
    const form = formOf(event.target);
    const [, ref, code] = form ? addressOf(form).split(" ") : [];
    if (!code) return; // a row of the change list has no page of its own
    const url = new URL(link.href);
    url.searchParams.set("at", `${ref}|${code}`);
    link.href = url;
  });
}
