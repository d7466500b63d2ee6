// n and J go to the next difference, p and K to the one before. Without this the page is read from top to bottom.
"use strict";

(function () {
  const bar = document.querySelector("[data-compare-keys]");
  const changes = [...document.querySelectorAll("[data-change]")];
  if (!bar || !changes.length) return;
  const place = bar.querySelector("[data-compare-place]");
  let at = -1;

  function go(step) {
    at = at < 0 ? (step > 0 ? 0 : changes.length - 1) : Math.min(Math.max(at + step, 0), changes.length - 1);
    changes[at].scrollIntoView({ block: "start" });
    changes[at].focus({ preventScroll: true });
    place.textContent = `${changes.length}件中${at + 1}件目`;
  }

  function typing(event) {
    return event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, [contenteditable]");
  }

  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) go(Number(button.dataset.step));
  });
  document.addEventListener("focusin", (event) => {
    const found = event.target.closest("[data-change]");
    if (found) at = changes.indexOf(found);
  });
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    go(step);
  });
})();
