/** The panel of facets beside the results; on a narrow screen it is folded up behind its heading. */

import { DateRange } from "./dates.js";
import { Facet } from "./facet.js";
import { CHOICES } from "./state.js";
import { CategoryTree } from "./tree.js";

const BESIDE = matchMedia("(min-width: 62rem)"); // as in search.css

export class Panel {
  #panel;
  #summary;
  #done;
  #texts;
  #state = null;
  #facets;
  #tree;
  #dates;

  /**
   * @param {Object<string, Object<string, string>>} names of the values, by facet
   * @param {function(object)} onChange hears which parts of the state are to be others
   */
  constructor(root, texts, names, onChange) {
    this.#panel = root.querySelector("[data-search-panel]");
    this.#summary = this.#panel.querySelector("[data-panel-summary]");
    this.#done = this.#panel.querySelector("[data-panel-done]");
    this.#texts = texts;
    const element = (name) => this.#panel.querySelector(`[data-facet="${name}"]`);
    const facet = (name, order) => {
      const onToggle = (value) => onChange({ [name]: toggled(this.#state[name], value) });
      const compare = comparison(order, Object.keys(names[name] ?? {}));
      return new Facet(element(name), texts, { names: names[name] ?? {}, compare, onToggle });
    };
    const listed = { department: "count", year: "newest", kind: "count", genre: "count" };
    const orders = { ...listed, mode: "names", status: "names", attachment: "names" };
    this.#facets = Object.entries(orders).map(([name, order]) => [name, facet(name, order)]);
    const onChoose = (category) => onChange({ category });
    this.#tree = new CategoryTree(element("category"), texts, { names: names.category ?? {}, onChoose });
    this.#dates = new DateRange(element("days"), onChange);
    this.#done.addEventListener("click", () => this.#fold());
    BESIDE.addEventListener("change", () => this.#fit());
    this.#fit();
  }

  /** Show what can be chosen in an answer of searchStream, and what is. */
  show(state, { facets, unfilteredResultCount, results }) {
    this.#state = state;
    const isInUse = this.#panel.matches(":focus-within, :hover");
    for (const [name, facet] of this.#facets) facet.show(countsOf(facets, name), state[name], isInUse);
    this.#tree.show(facets.category, state.category);
    this.#dates.show(state);
    const chosen = CHOICES.reduce((sum, name) => sum + state[name].length, Number(Boolean(state.from || state.to)));
    this.#summary.textContent = chosen ? this.#texts.say("filter_chosen", { n: chosen }) : this.#texts.say("filter");
    this.#done.textContent = this.#texts.counted("filter_done", results.length);
    if (this.#panel.hidden) this.#groups().forEach((facet) => openWithChoice(facet, state));
    this.#panel.hidden = !chosen && !unfilteredResultCount;
  }

  hide() {
    this.#panel.hidden = true;
  }

  /** Open where it stands beside the results; elsewhere the results come first. */
  #fit() {
    this.#panel.open = BESIDE.matches;
    this.#groups().forEach((facet) => (facet.open = BESIDE.matches));
  }

  #groups() {
    return this.#panel.querySelectorAll("details[data-facet]");
  }

  #fold() {
    this.#panel.open = false;
    this.#summary.focus();
    this.#panel.scrollIntoView({ block: "start" });
  }
}

function openWithChoice(facet, state) {
  const { from, to } = state;
  if ((state[facet.dataset.facet] ?? from + to).length) facet.open = true;
}

/** Whether there are attachments is asked with one box. */
function countsOf(facets, name) {
  return name === "attachment" ? { true: facets.attachment.true ?? 0 } : facets[name];
}

function toggled(values, value) {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** How [value, count] pairs are ordered; names decide between equal counts, in the order that the site has them. */
function comparison(order, names) {
  const place = (value) => (names.includes(value) ? names.indexOf(value) : names.length);
  const byName = ([a], [b]) => place(a) - place(b) || a.localeCompare(b);
  if (order === "newest") return ([a], [b]) => b.localeCompare(a);
  if (order === "count") return (one, other) => other[1] - one[1] || byName(one, other);
  return byName;
}
