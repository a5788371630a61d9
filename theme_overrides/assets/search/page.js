/** The search page: what the reader types, the address, and the list of results follow one another. */

import { init, search } from "./pagefind.js";
import { showResults } from "./results.js";

const PAUSE = 250; // milliseconds without typing after which the search begins

class SearchPage {
  #root;
  #input;
  #timer = 0;
  #turn = 0;
  #shown = null; // the query whose results are on the page
  #typing = false; // whether the newest history entry belongs to the words being typed

  constructor(root) {
    this.#root = root;
    this.#input = root.querySelector("[data-search-input]");
    this.#part("noscript").remove();
    this.#listen();
    this.#fromAddress();
    if (!this.#input.value) this.#input.focus();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", (event) => event.isComposing || this.#typed());
    input.addEventListener("compositionend", () => this.#typed());
    input.addEventListener("focus", () => init().catch(() => {}), { once: true }); // a search reports what fails
    this.#on("form", "submit", (event) => this.#submitted(event));
    this.#on("retry", "click", () => this.#run(true));
    addEventListener("popstate", () => this.#fromAddress());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #on(part, event, listener) {
    this.#root.querySelector(`[data-search-${part}]`).addEventListener(event, listener);
  }

  #fromAddress() {
    this.#input.value = new URLSearchParams(location.search).get("q") ?? "";
    this.#typing = false;
    this.#run();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#toAddress();
      this.#typing = true;
      this.#run();
    }, PAUSE);
  }

  #submitted(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#toAddress();
    this.#typing = false;
    this.#run(true);
  }

  /** One history entry for a query, however many letters it was typed in. */
  #toAddress() {
    const address = new URL(location.href);
    const query = this.#input.value.trim();
    if (query === (address.searchParams.get("q") ?? "")) return;
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (this.#typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  async #run(again = false) {
    const query = this.#input.value.trim();
    clearTimeout(this.#timer);
    if (query === this.#shown && !again) return;
    this.#shown = query;
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    const onError = (error) => isCurrent() && this.#failed(error);
    this.#say(query ? this.#root.dataset.textSearching : "");
    this.#part("error").hidden = true;
    try {
      const { results } = await search(query);
      if (isCurrent()) await showResults(this.#root, { query, results, isCurrent, onError });
    } catch (error) {
      onError(error);
    }
  }

  #failed(error) {
    console.error(error);
    this.#shown = null; // typing the same again tries again
    this.#say("");
    this.#part("results").replaceChildren();
    this.#part("more").hidden = this.#part("hint").hidden = true;
    this.#part("error").hidden = this.#part("otherwise").hidden = false;
  }

  #say(text) {
    this.#part("status").textContent = text;
  }

  #part(name) {
    return this.#root.querySelector(`[data-search-${name}]`);
  }

  /** "/" leads to the input, the arrows along the results. */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const editable = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !editable) {
      event.preventDefault();
      this.#input.focus();
      this.#input.select();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.#move(event)) {
      event.preventDefault();
    }
  }

  #move(event) {
    const stops = [this.#input, ...this.#root.querySelectorAll("[data-search-results] a")];
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? undefined : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    next?.focus();
    return Boolean(next);
  }
}

document.querySelectorAll("[data-search]").forEach((root) => new SearchPage(root));
