/** The first and the last day of publication that the reader wants. */

export class DateRange {
  #from;
  #to;
  #error;
  #onChange;

  /** @param {function({from: string, to: string})} onChange hears days as YYYY-MM-DD, or "" for none */
  constructor(element, onChange) {
    this.element = element;
    this.#from = element.querySelector("[data-date-from]");
    this.#to = element.querySelector("[data-date-to]");
    this.#error = element.querySelector("[data-date-error]");
    this.#onChange = onChange;
    for (const input of [this.#from, this.#to]) input.addEventListener("change", () => this.#changed());
  }

  show({ from, to }) {
    if (this.#isWrong() && this.element.contains(document.activeElement)) return; // about to be mended
    this.#set(this.#from, from);
    this.#set(this.#to, to);
    this.#judge();
  }

  /** A field that is being filled in is left alone. */
  #set(input, day) {
    if (input !== document.activeElement || day) input.value = day;
  }

  #changed() {
    this.#judge();
    if (this.#isWrong() || !this.#from.validity.valid || !this.#to.validity.valid) return;
    this.#onChange({ from: this.#from.value, to: this.#to.value });
  }

  #judge() {
    const isWrong = this.#isWrong();
    this.#error.hidden = !isWrong;
    for (const input of [this.#from, this.#to]) input.setAttribute("aria-invalid", String(isWrong));
  }

  #isWrong() {
    return Boolean(this.#from.value && this.#to.value) && this.#from.value > this.#to.value;
  }
}
