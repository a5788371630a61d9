/** Hears of a query when the reader pauses; what an input method puts together counts when it is done. */

const PAUSE = 250; // milliseconds without typing

export class Typing {
  #timer = 0;
  #onPause;

  constructor(input, onPause) {
    this.#onPause = onPause;
    input.addEventListener("input", (event) => event.isComposing || this.#typed());
    input.addEventListener("compositionend", () => this.#typed());
  }

  /** What was typed until now has been heard of otherwise. */
  stop() {
    clearTimeout(this.#timer);
  }

  #typed() {
    this.stop();
    this.#timer = setTimeout(this.#onPause, PAUSE);
  }
}
