/** A record's page that was opened from a search: the query is marked, and a bar leads from one place to the next. */

import { askedFor } from "./address.js";
import { markHits, unmark } from "./hits.js";
import { fetchFile } from "./shard.js";
import { SEARCH } from "./site.js";
import { Tokeniser } from "./tokens.js";

/** Mark what the address asks for; nothing where it stands neither in the page nor in an attachment. */
export async function show() {
  const { query, attachment } = askedFor(location);
  const [tokeniser] = await Promise.all([siteTokeniser(), styles()]);
  const article = document.querySelector("article.record");
  const hits = markHits(article, query, tokeniser);
  const link = attachmentLink(article, attachment);
  if (hits.length || link) new Bar(hits, link);
}

async function siteTokeniser() {
  const index = await fetchFile(new URL("index.json", SEARCH), { cache: "no-cache" });
  const { characters } = await index.json();
  return new Tokeniser(await (await fetchFile(new URL(characters, SEARCH))).json());
}

function styles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("highlight.css", import.meta.url).href;
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

/** The page's link to an attachment; null without one. */
function attachmentLink(article, file) {
  if (!file) return null;
  const { pathname } = new URL(file, document.baseURI);
  return [...article.querySelectorAll(".attachment a")].find((link) => link.pathname === pathname) ?? null;
}

/** The bar at the foot of the window: which of the hits is shown, buttons to the others, a way to be rid of it all. */
class Bar {
  #hits;
  #link;
  #bar;
  #at;

  constructor(hits, link) {
    this.#hits = hits;
    this.#link = link;
    const template = document.querySelector("template[data-hits]");
    this.#bar = template.content.cloneNode(true).firstElementChild;
    document.querySelector("main").prepend(this.#bar);
    this.#listen();
    requestAnimationFrame(() => this.#begin()); // what comes after the bar is told to those who listen
  }

  #listen() {
    this.#part("previous").addEventListener("click", () => this.#step(-1));
    this.#part("next").addEventListener("click", () => this.#step(1));
    this.#part("clear").addEventListener("click", () => this.#clear());
    this.#part("attachment").addEventListener("click", () => this.#toAttachment());
    this.#bar.addEventListener("keydown", ({ key }) => key === "Escape" && this.#clear());
  }

  /** The first hit in the text is scrolled to, unless the reader has scrolled by now; the focus stays where it is. */
  #begin() {
    const first = this.#hits.findIndex(({ inBody }) => inBody);
    this.#part("previous").hidden = this.#part("next").hidden = !this.#hits.length;
    this.#part("in-attachment").hidden = !this.#link;
    this.#part("attachment").textContent = this.#link?.textContent ?? "";
    if (this.#hits.length) this.#select(Math.max(0, first));
    if (first >= 0 && scrollY === 0) this.#scroll("instant");
  }

  #step(by) {
    const count = this.#hits.length;
    this.#select((this.#at + by + count) % count);
    this.#scroll(matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
  }

  #select(at) {
    const current = (number, value) => this.#hits[number]?.marks.forEach((mark) => (mark.ariaCurrent = value));
    current(this.#at, null);
    current(at, "true");
    this.#at = at;
    const { text } = this.#part("count").dataset;
    this.#part("count").textContent = text.replace("{at}", at + 1).replace("{n}", this.#hits.length);
  }

  #scroll(behavior) {
    const [mark] = this.#hits[this.#at].marks;
    for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    mark.scrollIntoView({ behavior, block: "center", inline: "nearest" });
  }

  #toAttachment() {
    this.#link.focus();
    this.#link.scrollIntoView({ block: "center" });
  }

  /** No marks, no bar, no query in the address; who reads on by keyboard does so where the last hit was. */
  #clear() {
    const place = this.#hits[this.#at]?.marks[0].closest("p, li, td, th, h1, h2, h3, h4, h5, h6, article");
    unmark(this.#hits);
    this.#bar.remove();
    focusOn(place ?? this.#link);
    if (askedFor(location).query !== null) history.replaceState(history.state, "", location.pathname + location.search);
  }

  #part(name) {
    return this.#bar.querySelector(`[data-hits-${name}]`);
  }
}

/** Move the focus to an element that is no stop of the keyboard otherwise. */
function focusOn(element) {
  if (element.tabIndex < 0) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
}
