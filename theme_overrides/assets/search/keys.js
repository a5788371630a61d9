/** Keys of the search page: "/" leads to the input, the arrows along the results. */

export function listenToKeys(root, input) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const editable = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !editable) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = neighbour(root, input, event.key === "ArrowDown" ? 1 : -1);
      if (next) event.preventDefault();
      next?.focus();
    }
  });
}

/** The result, or the input, before or after the one that has the focus. */
function neighbour(root, input, step) {
  const stops = [input, ...root.querySelectorAll("[data-search-results] [data-field=title]")];
  const at = stops.indexOf(document.activeElement);
  return at < 0 ? undefined : stops[at + step];
}
