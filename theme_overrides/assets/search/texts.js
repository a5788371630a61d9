/** The page's words, as the build wrote them into it: the scripts have none of their own. */

export class Texts {
  #words;
  #plain;
  #rough;

  /** @param {HTMLElement} root with the words in data-texts */
  constructor(root) {
    const { lang } = document.documentElement;
    this.#words = JSON.parse(root.dataset.texts);
    this.#plain = new Intl.NumberFormat(lang, { useGrouping: "min2" });
    this.#rough = new Intl.NumberFormat(lang, { notation: "compact" });
  }

  /** A text with its {placeholders} filled. */
  say(key, values = {}) {
    return this.#words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** The text for one or for many, which have keys of their own. */
  counted(key, n, values = {}) {
    return this.say(`${key}_${n === 1 ? "one" : "many"}`, { n: this.number(n), ...values });
  }

  number(n) {
    return this.#plain.format(n);
  }

  /** A number in words as people say it: 6万, 60K. */
  roughly(n) {
    return this.#rough.format(n);
  }
}
