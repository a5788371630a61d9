/** The categories as a tree of boxes to check: a parent stands for all below it, and opens to show what it has. */

export class CategoryTree {
  #list;
  #node;
  #texts;
  #onChoose;
  #nodes = null;
  #names;

  /**
   * @param {HTMLElement} element the facet in the page's template
   * @param {Object} how names: what the categories are called, by path, parents before children; onChoose: hears the
   *   paths that are chosen now
   */
  constructor(element, texts, { names, onChoose }) {
    this.element = element;
    this.#list = element.querySelector("[data-facet-choices]");
    this.#node = element.querySelector("template").content.firstElementChild;
    this.#texts = texts;
    this.#names = names;
    this.#onChoose = onChoose;
  }

  /** Show the categories that results have, and those chosen. */
  show(counts, chosen) {
    this.#nodes ??= this.#makeAll();
    let isAny = false;
    for (const [path, { row, box, count, children }] of this.#nodes) {
      const number = counts[path] ?? 0;
      const isAbove = chosen.some((other) => other.startsWith(`${path}/`));
      const isChosen = chosen.includes(path);
      box.checked = isChosen;
      box.indeterminate = isAbove;
      count.textContent = this.#texts.number(number);
      row.hidden = !(number || isChosen || isAbove || box === document.activeElement);
      isAny ||= !row.hidden;
      if (isAbove) this.#open(path, true);
      this.#toggleOf(path).hidden = !children.some((child) => counts[child] || chosen.includes(child));
    }
    this.element.hidden = !isAny;
  }

  #makeAll() {
    const nodes = new Map();
    for (const path of Object.keys(this.#names)) {
      const parent = nodes.get(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
      const node = this.#make(path, nodes.size);
      nodes.set(path, node);
      (parent?.below ?? this.#list).append(node.row);
      parent?.children.push(path);
    }
    return nodes;
  }

  #make(path, number) {
    const row = this.#node.cloneNode(true);
    const field = (name) => row.querySelector(`[data-field=${name}]`);
    const node = { row, box: row.querySelector("input"), count: field("count"), toggle: field("toggle") };
    field("name").textContent = this.#names[path];
    node.below = field("below");
    node.below.id = `search-category-${number}`;
    node.toggle.setAttribute("aria-controls", node.below.id);
    node.toggle.setAttribute("aria-label", this.#texts.say("facet_below", { name: this.#names[path] }));
    node.toggle.addEventListener("click", () => this.#open(path, node.below.hidden));
    node.box.addEventListener("change", () => this.#onChoose(this.#chosenWith(path, node.box.checked)));
    return { ...node, children: [] };
  }

  /** A box unchecked leaves the others; one checked takes the place of those above and below it. */
  #chosenWith(path, isChecked) {
    const others = [...this.#nodes].filter(([other, { box }]) => box.checked && other !== path);
    if (!isChecked) return others.map(([other]) => other);
    const isRelated = (other) => path.startsWith(`${other}/`) || other.startsWith(`${path}/`);
    return [...others.map(([other]) => other).filter((other) => !isRelated(other)), path];
  }

  #open(path, isOpen) {
    this.#nodes.get(path).below.hidden = !isOpen;
    this.#toggleOf(path).setAttribute("aria-expanded", String(isOpen));
  }

  #toggleOf(path) {
    return this.#nodes.get(path).toggle;
  }
}
