/** Why nothing was found, and what is near. */

import { search, searchStream } from "./pagefind.js";
import { partsFound, placesNamed } from "./nearby.js";
import { SITE } from "./site.js";
import { isFiltered, unfiltered, written } from "./state.js";

const WORDS = /[\p{L}\p{N}]/u;
const PLACES = { category: "categories", department: "departments" };

export class Nothing {
  #element;
  #part;
  #texts;
  #names;
  #onError;

  /** @param {function(Error)} onError hears where what is near cannot be looked for */
  constructor(root, texts, names, onError) {
    this.#element = root.querySelector("[data-search-nothing]");
    this.#part = (name) => this.#element.querySelector(`[data-nothing-${name}]`);
    this.#texts = texts;
    this.#names = names;
    this.#onError = onError;
  }

  hide() {
    this.#element.hidden = true;
  }

  /**
   * @param {function(): boolean} isCurrent whether this is still what the reader asks for
   * @param {boolean} wantsPlaces whether no places are offered above already
   */
  show(state, { unfilteredResultCount: others }, isCurrent, wantsPlaces) {
    this.#element.hidden = false;
    this.#part("marks").hidden = !state.query || WORDS.test(state.query);
    this.#part("filters").hidden = !isFiltered(state) || !others;
    this.#part("without").textContent = this.#texts.counted("without_filters", others);
    this.#part("without").href = written(unfiltered(state.query)) || "?sort=newest";
    const isMissing = Boolean(state.query) && !others && WORDS.test(state.query);
    const places = isMissing && wantsPlaces ? placesNamed(state.query, this.#names) : [];
    this.#list("places", places.map(linkToPlace));
    this.#list("parts", []);
    if (isMissing) this.#findParts(state, isCurrent).catch((error) => isCurrent() && this.#onError(error));
  }

  async #findParts(state, isCurrent) {
    const exists = async (part) => isCurrent() && hasResults(part);
    const parts = await partsFound(state.query, exists);
    if (!isCurrent()) return;
    const answers = await Promise.all(parts.map((part) => search(part)));
    if (!isCurrent()) return;
    this.#list("parts", parts.map((part, n) => this.#linkToPart(part, answers[n].results.length)));
  }

  #linkToPart(part, count) {
    const link = document.createElement("a");
    link.href = written(unfiltered(part));
    link.dataset.searchGo = "";
    link.textContent = this.#texts.counted("part", count, { part });
    return link;
  }

  #list(name, links) {
    const items = links.map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    this.#part(name).hidden = !items.length;
    this.#part(name).querySelector("ul").replaceChildren(...items);
  }
}

/** Whether anything has a phrase; the shards are not searched further than that. */
async function hasResults(query) {
  for await (const { results } of searchStream(query)) {
    if (results.length) return true;
  }
  return false;
}

function linkToPlace({ facet, id, name }) {
  const link = document.createElement("a");
  link.href = new URL(`${PLACES[facet]}/${id}/`, SITE).pathname;
  link.textContent = name;
  return link;
}
