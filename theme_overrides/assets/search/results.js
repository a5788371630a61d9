/**
 * The list of results while they arrive.
 *
 * Results of the newest years come first, better ones may follow. What a reader looks at does not move: for a moment
 * after the first results (nobody has read them yet) the list follows the best order; from then on results are only
 * added at its end, and where the order would have been another one, a button offers it when all years are searched.
 */

import { itemMaker } from "./item.js";
import { AT_ONCE } from "./state.js";

const SETTLING = 400; // milliseconds in which the first results may still change places

export class ResultList {
  #texts;
  #part;
  #make;
  #onError;
  #onMore;
  #search = null;
  #work = Promise.resolve();

  /**
   * @param {function(Error)} onError hears that a result's text cannot be had
   * @param {function(number)} onMore hears how many results the reader wants to see
   */
  constructor(root, texts, { onError, onMore }) {
    this.#texts = texts;
    this.#part = (name) => root.querySelector(`[data-search-${name}]`);
    this.#make = itemMaker(root, texts);
    this.#onError = onError;
    this.#onMore = onMore;
    this.#part("more").addEventListener("click", () => this.#showMore());
    this.#part("reorder").addEventListener("click", () => this.#reorder());
  }

  /** Begin anew; what another search found stays on the page until there is something to put in its place. */
  begin(query, wanted) {
    this.#search = { query, wanted, results: [], shown: [], isComplete: false, since: null };
    this.#part("reorder").hidden = true;
    this.#part("results").setAttribute("aria-busy", "true");
  }

  /** Take over the results so far, in the best order; resolves when they are on the page. */
  update(results, isComplete) {
    Object.assign(this.#search, { results, isComplete });
    return this.#arrange();
  }

  clear() {
    this.#search = null;
    this.#part("results").replaceChildren();
    this.#part("results").removeAttribute("aria-busy");
    this.#part("more").hidden = this.#part("reorder").hidden = true;
  }

  async #showMore() {
    const search = this.#search;
    const before = search.wanted;
    search.wanted += AT_ONCE; // at once: a second click goes on from here
    this.#onMore(search.wanted);
    await this.#arrange();
    if (search === this.#search) this.#titles()[before]?.focus();
  }

  async #reorder() {
    this.#search.since = null;
    await this.#arrange();
    this.#titles()[0]?.focus();
  }

  #titles() {
    return this.#part("results").querySelectorAll("[data-field=title]");
  }

  /** One after the other: what was asked for last is what the page shows at the end. */
  #arrange() {
    const search = this.#search;
    const own = this.#work.then(() => this.#show(search));
    this.#work = own.catch((error) => search === this.#search && this.#onError(error));
    return this.#work;
  }

  async #show(search) {
    if (search !== this.#search) return;
    const chosen = this.#chosen(search);
    const items = await Promise.all(chosen.map((result) => this.#itemOf(result, search)));
    if (search !== this.#search) return;
    if (chosen.length || search.isComplete) this.#place(items, search);
    search.shown = chosen;
    if (chosen.length) search.since ??= performance.now();
    const left = Math.min(search.results.length - chosen.length, AT_ONCE);
    this.#part("more").hidden = left <= 0;
    this.#part("more").textContent = this.#texts.counted("more", left);
    this.#part("reorder").hidden = !search.isComplete || chosen.every((result, n) => result === search.results[n]);
  }

  /** The results to show: in the best order, or what is shown with more at its end. */
  #chosen({ results, shown, wanted, since }) {
    const isRead = since !== null && (performance.now() - since > SETTLING || this.#hasFocus());
    if (!isRead) return results.slice(0, wanted);
    const known = new Set(shown);
    const others = results.filter((result) => !known.has(result));
    return [...shown, ...others.slice(0, Math.max(0, wanted - shown.length))];
  }

  #hasFocus() {
    return this.#part("results").contains(document.activeElement);
  }

  async #itemOf(result, search) {
    search.items ??= new Map();
    if (!search.items.has(result)) search.items.set(result, this.#make(await result.data(), search.query));
    return search.items.get(result);
  }

  /** What stands in its place already is not touched: it may have the focus. */
  #place(items, search) {
    const list = this.#part("results");
    const isLonger = search.shown.length && [...list.children].every((child, n) => child === items[n]);
    if (isLonger) list.append(...items.slice(list.children.length));
    else list.replaceChildren(...items);
    list.removeAttribute("aria-busy");
  }
}
