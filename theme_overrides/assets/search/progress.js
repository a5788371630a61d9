/**
 * What the page says of a search. The line of the status is read out: that a search takes a while, that there are first
 * results while others are looked for, and what came of it; the line below follows every step, for the eye alone.
 */

import { isFiltered } from "./state.js";

const PATIENCE = 400; // milliseconds after which a search is said to be under way
const NEWS = 1_000; // milliseconds after which it is said that the results are not all yet

export class Progress {
  #texts;
  #status;
  #steps;
  #timer = 0;
  #isNew = true;

  constructor(root, texts) {
    this.#texts = texts;
    this.#status = root.querySelector("[data-search-status]");
    this.#steps = root.querySelector("[data-search-steps]");
  }

  begin() {
    this.#isNew = true;
    this.#later(PATIENCE, this.#texts.say("searching"));
  }

  /** Tell of an answer of searchStream. */
  tell(answer, state) {
    const { complete, results, pending, searched, total } = answer;
    if (complete) {
      clearTimeout(this.#timer);
      this.#status.textContent = this.#outcome(answer, state);
      this.#steps.textContent = total ? this.#texts.counted("searched", total) : "";
      return;
    }
    if (this.#isNew) this.#later(NEWS, this.#soFar(results.length));
    this.#isNew = false;
    this.#steps.textContent = this.#texts.say("pending", {
      years: this.#years(pending),
      searched: this.#texts.roughly(searched),
      total: this.#texts.roughly(total),
    });
  }

  clear() {
    clearTimeout(this.#timer);
    this.#status.textContent = this.#steps.textContent = "";
  }

  #later(pause, text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#status.textContent = text), pause);
  }

  #soFar(count) {
    return count ? this.#texts.counted("so_far", count) : this.#texts.say("so_far_none");
  }

  #years({ from, to }) {
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
    if (first === last) return this.#texts.say("year", { year: first });
    return this.#texts.say("years", { from: first, to: last });
  }

  #outcome({ results, unfilteredResultCount }, state) {
    const { query } = state;
    if (results.length) {
      return query ? this.#texts.counted("count", results.length, { query }) : this.#texts.counted("all", results.length);
    }
    if (query && !unfilteredResultCount) return this.#texts.say("count_none", { query });
    if (query) return this.#texts.say("count_none_filtered", { query });
    return this.#texts.say(isFiltered(state) ? "none_filtered" : "none");
  }
}
