// The number of paragraphs becomes a slider; the list follows every choice. Without this the button does it.
"use strict";

(function () {
  const form = document.querySelector("[data-list-choices]");
  if (!form) return;

  function slide(field) {
    const said = form.querySelector(`output[for="${field.id}"]`);
    const say = () => (said.textContent = `${field.value}段落`);
    field.type = "range";
    field.step = 1;
    said.hidden = false;
    say();
    field.addEventListener("input", say);
  }

  form.querySelectorAll("[data-slider]").forEach(slide);
  form.addEventListener("change", (event) => {
    if (event.target.name === "layout") {
      // another layout begins with what its towns print
      const rows = form.elements.rows.value;
      const version = form.elements.version.value;
      window.location.search = new URLSearchParams({ layout: event.target.value, rows, version });
    } else if (!event.target.matches("[type=radio]")) {
      form.requestSubmit();
    }
  });
})();
