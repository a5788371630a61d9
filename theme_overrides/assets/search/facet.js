/** One of the things that results are chosen by, as a list of boxes to check. */

const FEW = 8; // values shown before the reader asks for all
const MANY = 12; // values from which on there is a field to find one by its name
const LONG = 30; // values from which on they scroll in a box of their own: what follows stays within reach

export class Facet {
  #part;
  #row;
  #texts;
  #names;
  #compare;
  #onToggle;
  #rows = new Map();
  #showsAll = false;
  #chosen = [];

  /**
   * @param {HTMLElement} element the facet in the page's template
   * @param {Object} how names: what its values are called; compare: orders [value, count] pairs; onToggle: hears the
   *   value whose box is checked or not any more
   */
  constructor(element, texts, { names, compare, onToggle }) {
    this.element = element;
    this.#part = (name) => element.querySelector(`[data-facet-${name}]`);
    this.#row = element.querySelector("template").content.firstElementChild;
    this.#texts = texts;
    this.#names = names;
    this.#compare = compare;
    this.#onToggle = onToggle;
    this.#part("all")?.addEventListener("click", () => this.#toggleAll());
    this.#part("find")?.addEventListener("input", () => this.#select());
  }

  /**
   * Show the values that results have, and those chosen.
   * @param {Object<string, number>} counts
   * @param {string[]} chosen
   * @param {boolean} isInUse whether the reader is at the facet: then what there is keeps its place
   */
  show(counts, chosen, isInUse) {
    this.#chosen = chosen;
    const shown = new Map(chosen.map((value) => [value, counts[value] ?? 0]));
    for (const [value, count] of Object.entries(counts)) if (count) shown.set(value, count);
    const focused = [...this.#rows].find(([, row]) => row.contains(document.activeElement));
    if (focused && !shown.has(focused[0])) shown.set(focused[0], 0); // the focus would be lost with it
    this.#arrange(shown, isInUse);
    for (const [value, count] of shown) this.#fill(this.#rows.get(value), value, count);
    this.element.hidden = !shown.size;
    this.#select();
  }

  #arrange(shown, isInUse) {
    const before = isInUse ? [...this.#rows.keys()].filter((value) => shown.has(value)) : [];
    const others = [...shown].filter(([value]) => !before.includes(value)).sort(this.#compare);
    const values = [...before, ...others.map(([value]) => value)];
    this.#rows = new Map(values.map((value) => [value, this.#rows.get(value) ?? this.#make(value)]));
    const rows = [...this.#rows.values()];
    const list = this.#part("choices");
    const isSame = rows.length === list.children.length && rows.every((row, n) => row === list.children[n]);
    if (isSame) return; // a list put together anew loses the focus
    const focused = document.activeElement;
    list.replaceChildren(...rows);
    if (list.contains(focused)) focused.focus();
  }

  #make(value) {
    const row = this.#row.cloneNode(true);
    row.querySelector("[data-field=name]").textContent = this.#names[value] ?? value;
    row.querySelector("input").addEventListener("change", () => this.#onToggle(value));
    return row;
  }

  #fill(row, value, count) {
    row.querySelector("input").checked = this.#chosen.includes(value);
    row.querySelector("[data-field=count]").textContent = this.#texts.number(count);
  }

  /** A few values, or all, or those whose names have what is typed; what is chosen always. */
  #select() {
    const find = this.#part("find");
    const all = this.#part("all");
    if (!all) return;
    const typed = find?.value.trim().toLowerCase() ?? "";
    const rows = [...this.#rows];
    rows.forEach(([value, row], n) => {
      const isNamed = (this.#names[value] ?? value).toLowerCase().includes(typed);
      const isShown = typed ? isNamed : this.#showsAll || n < FEW || this.#chosen.includes(value);
      row.hidden = !isShown && !row.contains(document.activeElement);
    });
    const count = rows.filter(([, row]) => !row.hidden).length;
    this.#part("choices").classList.toggle("facet__long", count > LONG);
    if (find) {
      find.parentElement.hidden = !typed && rows.length <= MANY;
      this.#part("none").textContent = typed && !count ? this.#texts.say("facet_none", { name: find.value.trim() }) : "";
    }
    all.hidden = Boolean(typed) || rows.length <= FEW + 1;
    all.textContent = this.#showsAll ? this.#texts.say("facet_fewer") : this.#texts.say("facet_all", { n: rows.length });
    all.setAttribute("aria-expanded", String(this.#showsAll));
  }

  #toggleAll() {
    this.#showsAll = !this.#showsAll;
    const first = [...this.#rows.values()].find((row) => row.hidden);
    this.#select();
    first?.querySelector("input").focus(); // what comes now stands above the button
  }
}
