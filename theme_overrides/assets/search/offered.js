/** Places that the query names, above the results: the results themselves stay what and where they are. */

import { Suggestions } from "./suggestions.js";
import { isFiltered } from "./state.js";

const PATIENCE = 500; // milliseconds that results wait for places; what came later would push them down

export class Offered {
  #element;
  #suggestions = new Suggestions();

  constructor(root) {
    this.#element = root.querySelector("[data-search-offered]");
  }

  /** Begin to look for what suits a query; one that is narrowed by filters has left the places behind. */
  async find(state) {
    if (!state.query || isFiltered(state)) return [];
    return this.#suggestions.places(state.query).catch(() => []); // searching works without
  }

  /** @returns {Promise<Suggestion[]>} what was found, or nothing where that takes too long */
  inTime(finding) {
    return Promise.race([finding, new Promise((resolve) => setTimeout(resolve, PATIENCE, []))]);
  }

  show(places) {
    this.#element.hidden = !places.length;
    this.#element.querySelector("ul").replaceChildren(...places.map(itemOf));
  }
}

function itemOf({ url, pieces, notes }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = pieces.map(({ text }) => text).join("");
  item.append(link);
  for (const note of notes) {
    const beside = document.createElement("span");
    beside.textContent = note;
    item.append(" ", beside);
  }
  return item;
}
