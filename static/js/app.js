// What every page needs and CSP allows nowhere else: small helps that the page can do without.
"use strict";

(function () {
  // After a refused form the reader starts at what is wrong, not at the top of the page.
  function focusRefusal(root) {
    const refusal = root.querySelector("[data-takes-focus]");
    if (refusal) refusal.focus();
  }

  // A double click sends nothing twice. The button stays enabled, so that it can still be read and reached, and the
  // form may be sent again a moment later (an answer that is a download leaves the page where it is).
  function once(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 3000);
  }

  // Whoever signed in again in another window has a new token in the cookie; the one printed in this page is old.
  function freshToken(event) {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (found) event.detail.headers["X-CSRFToken"] = found[1];
  }

  // Contents stand open beside the text; on a phone they would push it away.
  function foldOnPhone() {
    if (!window.matchMedia("(max-width: 61.99rem)").matches) return;
    for (const details of document.querySelectorAll("[data-folds-on-phone]")) details.open = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    focusRefusal(document);
    foldOnPhone();
  });
  document.addEventListener("submit", once);
  document.addEventListener("htmx:configRequest", freshToken);
  document.addEventListener("htmx:afterSettle", (event) => focusRefusal(event.target));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
