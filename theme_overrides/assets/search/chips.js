/** What is chosen, each a button above the results that takes it away again. */

import { CHOICES, written } from "./state.js";

export class Chips {
  #part;
  #texts;
  #names;
  #onChange;
  #state = null;
  #filters = null;

  /** @param {function(object)} onChange hears which parts of the state are to be others */
  constructor(root, texts, names, onChange) {
    this.#part = (name) => root.querySelector(`[data-search-${name}]`);
    this.#texts = texts;
    this.#names = names;
    this.#onChange = onChange;
    this.#part("clear").addEventListener("click", () => this.#clear());
  }

  show(state) {
    this.#state = state;
    const filters = written({ ...state, query: "", sort: "", shown: 0 });
    if (filters === this.#filters) return; // chips made anew would lose the focus
    this.#filters = filters;
    const chips = CHOICES.flatMap((name) => state[name].map((value) => this.#choice(name, value)));
    if (state.from || state.to) chips.push(this.#days(state));
    this.#part("chips").replaceChildren(...chips);
    this.#part("chosen").hidden = !chips.length;
  }

  #choice(name, value) {
    const left = this.#state[name].filter((other) => other !== value);
    return this.#chip(`facet_${name}`, this.#names[name]?.[value] ?? value, { [name]: left });
  }

  #days({ from, to }) {
    const days = () => {
      if (from && to) return this.#texts.say("days_between", { from, to });
      return from ? this.#texts.say("days_from", { from }) : this.#texts.say("days_to", { to });
    };
    return this.#chip("facet_days", days(), { from: "", to: "" });
  }

  #chip(facet, value, change) {
    const chip = this.#part("chip-template").content.cloneNode(true).firstElementChild;
    const button = chip.querySelector("button");
    const label = this.#texts.say("chip", { facet: this.#texts.say(facet), value });
    chip.querySelector("[data-field=label]").textContent = label;
    button.setAttribute("aria-label", this.#texts.say("chip_remove", { chip: label }));
    button.addEventListener("click", () => this.#remove(chip, change));
    return chip;
  }

  /** The focus goes on to the chip that takes the place of the one removed. */
  #remove(chip, change) {
    const place = [...this.#part("chips").children].indexOf(chip);
    this.#onChange(change);
    const { children } = this.#part("chips");
    const next = children[Math.min(place, children.length - 1)]?.querySelector("button");
    (next ?? this.#part("status")).focus();
  }

  #clear() {
    this.#onChange({ ...Object.fromEntries(CHOICES.map((name) => [name, []])), from: "", to: "" });
    this.#part("status").focus();
  }
}
