/** How far down the page the reader was: kept with the entry of the history, and found again when results are there. */

/** Call before the page is left, or another entry of the history begins. */
export function keepPlace() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}

/** A browser goes back to the place by itself, but before the results are there. */
export function findPlace() {
  const scroll = history.state?.scroll;
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
}
