/**
 * The search page. One way only: what the reader does changes the address, and the page shows what the address says;
 * so a link, reloading, going back and forward all lead to the same page.
 */

import { Chips } from "./chips.js";
import { listenToKeys } from "./keys.js";
import { Nothing } from "./nothing.js";
import { Offered } from "./offered.js";
import { facetNames, init, searchStream } from "./pagefind.js";
import { Order } from "./order.js";
import { Panel } from "./panel.js";
import { findPlace, keepPlace } from "./place.js";
import { Progress } from "./progress.js";
import { ResultList } from "./results.js";
import { AT_ONCE, filtersOf, isAsked, orderOf, read, sortOf, written } from "./state.js";
import { Texts } from "./texts.js";
import { Typing } from "./typing.js";

class SearchPage {
  #root;
  #input;
  #texts;
  #typing;
  #order;
  #progress;
  #list;
  #offered;
  #parts = null; // what needs to know the names of departments and the like
  #state;
  #turn = 0;
  #shown = null; // the part of the address that the page shows the results of
  #isTyped = false; // whether the newest history entry belongs to the words being typed

  constructor(root) {
    this.#root = root;
    this.#input = root.querySelector("[data-search-input]");
    this.#texts = new Texts(root);
    this.#progress = new Progress(root, this.#texts);
    this.#offered = new Offered(root);
    this.#list = new ResultList(root, this.#texts, {
      onError: (error) => this.#failed(error),
      onMore: (shown) => this.#showsMore(shown),
    });
    this.#part("start").hidden = false;
    this.#listen();
    this.#fromAddress();
    if (!isAsked(this.#state)) this.#input.focus();
  }

  #listen() {
    const input = this.#input;
    this.#typing = new Typing(input, () => this.#ask(true));
    input.addEventListener("focus", () => init().catch(() => {}), { once: true }); // a search reports what fails
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard on the screen hides the results
      this.#ask(false);
    });
    this.#part("retry").addEventListener("click", () => this.#follow(true));
    this.#order = new Order(this.#part("sort"), (change) => this.#change(change));
    this.#root.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("popstate", () => this.#fromAddress());
    addEventListener("pagehide", keepPlace);
    listenToKeys(this.#root, input);
  }

  async #fromAddress() {
    this.#state = read(location.search);
    this.#input.value = this.#state.query;
    this.#isTyped = false;
    if (await this.#follow()) findPlace();
  }

  /** Search for what is typed: again, where the reader says so. */
  #ask(isTyped) {
    this.#go({ ...this.#state, query: this.#input.value.trim(), shown: AT_ONCE });
    this.#isTyped = isTyped;
    this.#follow(!isTyped);
  }

  /** Filters and order; what is being typed at that moment counts as well. */
  #change(change) {
    this.#isTyped = false;
    this.#go({ ...this.#state, query: this.#input.value.trim(), ...change, shown: AT_ONCE });
    this.#parts?.chips.show(this.#state);
    this.#follow();
  }

  /** One history entry for each state, and for a query however many letters it was typed in. */
  #go(state) {
    this.#state = state;
    if (written(state) === written(read(location.search))) return;
    const address = written(state) || location.pathname;
    if (this.#isTyped) {
      history.replaceState(null, "", address);
    } else {
      keepPlace();
      history.pushState(null, "", address);
    }
  }

  #showsMore(shown) {
    this.#state = { ...this.#state, shown };
    this.#shown = written(this.#state);
    history.replaceState(history.state, "", this.#shown);
  }

  /** Links that change nothing but what is asked need no other page. */
  #clicked(event) {
    const link = event.target.closest("a[data-search-go]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#isTyped = false;
    this.#go(read(link.search));
    this.#fromAddress();
    this.#part("status").focus();
  }

  /** Show what the address says; resolves to whether that is what the page shows now. */
  async #follow(again = false) {
    this.#typing.stop();
    if (location.search === this.#shown && !again) return true;
    this.#shown = location.search;
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.#part("error").hidden = true;
    if (isAsked(this.#state)) this.#progress.begin();
    try {
      const names = await facetNames();
      if (!isCurrent()) return false;
      this.#parts ??= this.#makeParts(names);
      this.#state = read(location.search, this.#parts.names);
      if (isAsked(this.#state)) await this.#search(isCurrent);
      else this.#rest();
    } catch (error) {
      if (isCurrent()) this.#failed(error);
    }
    return isCurrent();
  }

  async #search(isCurrent) {
    const state = this.#state;
    const { chips, panel, nothing } = this.#parts;
    this.#part("start").hidden = true;
    this.#order.show(state);
    chips.show(state);
    this.#list.begin(state.query, state.shown);
    const finding = this.#offered.find(state);
    let offered = null;
    for await (const answer of searchStream(state.query || null, { filters: filtersOf(state), sort: sortOf(state) })) {
      if (!isCurrent()) return;
      const { complete, results } = answer;
      if (!offered) {
        offered = await this.#offered.inTime(finding);
        if (!isCurrent()) return;
        this.#offered.show(offered);
      }
      this.#part("answer").hidden = false;
      this.#progress.tell(answer, state);
      panel.show(state, answer);
      // The oldest come last: until then no result is in its place.
      const listed = complete || orderOf(state) !== "oldest" ? this.#list.update(results, complete) : null;
      const isNothing = complete && !results.length;
      this.#part("otherwise").hidden = !isNothing;
      if (isNothing) nothing.show(state, answer, isCurrent, !offered.length);
      else nothing.hide();
      if (complete) await listed;
    }
    this.#settled();
  }

  /** The place that asked.js kept is taken, or nothing comes. */
  #settled() {
    delete document.documentElement.dataset.asked;
  }

  /** Nothing is asked: the page as it is found at first. */
  #rest() {
    this.#progress.clear();
    this.#list.clear();
    this.#parts?.nothing.hide();
    this.#parts?.panel.hide();
    this.#part("answer").hidden = true;
    this.#part("start").hidden = this.#part("otherwise").hidden = false;
    this.#settled();
  }

  #failed(error) {
    console.error(error);
    this.#turn += 1;
    this.#rest();
    this.#shown = null; // typing the same again tries again
    this.#part("start").hidden = true;
    this.#part("error").hidden = false;
  }

  #makeParts(found) {
    const genres = Object.fromEntries(JSON.parse(this.#root.dataset.genres).map((genre) => [genre, genre]));
    const names = { ...found, genre: genres, attachment: { true: this.#texts.say("with_attachment") } };
    const onChange = (change) => this.#change(change);
    return {
      names,
      chips: new Chips(this.#root, this.#texts, names, onChange),
      panel: new Panel(this.#root, this.#texts, names, onChange),
      nothing: new Nothing(this.#root, this.#texts, names, (error) => this.#failed(error)),
    };
  }

  #part(name) {
    return this.#root.querySelector(`[data-search-${name}]`);
  }
}

document.querySelectorAll("[data-search]").forEach((root) => new SearchPage(root));
