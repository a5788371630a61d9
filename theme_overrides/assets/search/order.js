/** The choice of the order of the results. */

import { orderOf } from "./state.js";

export class Order {
  #select;

  /** @param {function({sort: string})} onChange hears what part of the state is to be another */
  constructor(select, onChange) {
    this.#select = select;
    select.addEventListener("change", () => onChange({ sort: select.value }));
  }

  show(state) {
    const relevance = this.#select.querySelector("[value=relevance]");
    relevance.hidden = relevance.disabled = !state.query;
    this.#select.value = orderOf(state);
  }
}
