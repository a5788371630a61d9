/**
 * Keys of the search page: the arrows lead from the input along the results. No letter or sign is a key: people who
 * speak to their computer would press it unawares (WCAG 2.1.4).
 */

export function listenToKeys(root, input) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && neighbour(root, input, step);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** The result, or the input, before or after the one that has the focus. */
function neighbour(root, input, step) {
  const stops = [input, ...root.querySelectorAll("[data-search-results] [data-field=title]")];
  const at = stops.indexOf(document.activeElement);
  return at < 0 ? undefined : stops[at + step];
}
