/**
 * The application form: filled in for a record that the address names, and ready for paper.
 *
 * What is typed stays in the page: nothing is sent, stored or left for whoever comes next to this browser.
 */

const form = document.querySelector("[data-request-form]");
const asked = new URLSearchParams(location.search);

/** Paper shows an entry's text in place of its field, which would cut it off. */
function show(field) {
  const entry = field.closest(".form-entry");
  if (entry) {
    entry.dataset.value = field.value;
  }
}

/** Empties every field, whatever the browser kept of it. */
function clear() {
  form.reset();
  form.querySelectorAll("input, textarea").forEach(show);
}

/** Puts in the number and the title of the record that led here. */
function fill() {
  for (const field of form.querySelectorAll("[data-of]")) {
    field.value = (asked.get(field.dataset.of) ?? "").slice(0, field.maxLength);
    show(field);
  }
}

clear();
fill();
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => show(target));
// The way back shows an empty form, also where the browser kept the page as it was.
addEventListener("pagehide", clear);
addEventListener("pageshow", ({ persisted }) => persisted && fill());

const button = document.querySelector("[data-clear]");
/* What is cleared cannot be had back. */
button.addEventListener("click", () => confirm(button.dataset.clear) && clear());
button.hidden = false;
