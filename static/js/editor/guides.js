// Whether the short helps below the items are shown: a choice of the person, kept in this browser.
const KEY = "hyokasho-guides";

export function bindGuides(root) {
  const box = document.querySelector("[data-show-guides]");
  if (!box) return;
  const show = (wanted) => root.classList.toggle("without-guides", !wanted);
  try {
    box.checked = localStorage.getItem(KEY) !== "no";
  } catch {
    // no storage: they are shown
  }
  show(box.checked);
  box.addEventListener("change", () => {
    show(box.checked);
    try {
      localStorage.setItem(KEY, box.checked ? "yes" : "no");
    } catch {
      // shown or not until the page is left
    }
  });
}
