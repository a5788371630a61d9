/** Loads the page anew when the site has a newer one; a network that is down changes nothing. */

const AT_MOST_EVERY = 300_000;

export class Renewal {
  #known = null;
  #looked = -Infinity;

  /** Compare the page with the one on the server, at most every five minutes. */
  async look() {
    if (performance.now() - this.#looked < AT_MOST_EVERY) return;
    this.#looked = performance.now();
    const text = await this.#page();
    if (text === null) return;
    if (this.#known !== null && text !== this.#known) location.reload();
    this.#known = text;
  }

  async #page() {
    try {
      const response = await fetch(location.href, { cache: "no-cache" });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }
}
