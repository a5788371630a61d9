/**
 * A search box with a list of suggestions below it: WAI-ARIA's editable combobox with list autocomplete. The focus
 * stays in the box; the arrow keys choose while the list is open, and belong to the page while it is not.
 */

import { Suggestions } from "./suggestions.js";

const PAUSE = 120; // milliseconds without typing after which suggestions are looked for
const WIDTH = 32; // rem: a narrow box has a list wider than itself
const GAP = 6; // pixels between the list and the box, whose outline stays in sight
const LEAST_HEIGHT = 200;

const suggestions = new Suggestions();
let boxes = 0;
let styled = null;

export class Combobox {
  #input;
  #list;
  #status;
  #options = [];
  #chosen = -1;
  #turn = 0;
  #timer = 0;

  /** @param {HTMLInputElement} input a search box */
  constructor(input) {
    styled ??= loadStyles();
    boxes += 1;
    this.#input = input;
    this.#list = element("div", "suggest", { id: `suggest-${boxes}`, role: "listbox", hidden: "" });
    this.#status = element("div", "visually-hidden", { role: "status" });
    // At the end of the box's landmark: readers by landmarks find it there, and nothing around the box cuts it off.
    (input.closest("header, main") ?? document.body).append(this.#list, this.#status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.#list.id,
      "aria-expanded": "false",
    })) {
      input.setAttribute(name, value);
    }
    this.#listen();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", (event) => event.isComposing || this.typed());
    input.addEventListener("compositionstart", () => this.#close());
    input.addEventListener("compositionend", () => this.typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.#close());
    input.form?.addEventListener("submit", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.#list.addEventListener("click", (event) => event.target.closest("a") && this.#close());
    addEventListener("resize", () => this.#place());
  }

  /** Suggest for what stands in the box now, when no more is typed for a moment. */
  typed() {
    clearTimeout(this.#timer);
    const query = this.#input.value;
    const turn = ++this.#turn; // what is still under way is out of date
    if (query.trim()) this.#timer = setTimeout(() => this.#suggest(query, turn), PAUSE);
    else this.#close();
  }

  async #suggest(query, turn) {
    try {
      const [groups] = await Promise.all([suggestions.find(query), styled]);
      if (turn === this.#turn) this.#show(groups);
    } catch {
      if (turn === this.#turn) this.#close(); // searching works without
    }
  }

  #show(groups) {
    if (!groups.length) {
      this.#close();
      return;
    }
    const { list, one, many } = suggestions.texts;
    this.#list.setAttribute("aria-label", list);
    this.#list.replaceChildren(...groups.map((group, number) => this.#group(group, number)));
    this.#options = [...this.#list.querySelectorAll("[role=option]")];
    this.#options.forEach((option, number) => (option.id = `${this.#list.id}-option-${number}`));
    this.#choose(-1);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#input.setAttribute("aria-expanded", "true");
    this.#place();
    this.#status.textContent = (this.#options.length === 1 ? one : many).replace("{n}", this.#options.length);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#choose(-1);
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#input.setAttribute("aria-expanded", "false");
  }

  #group({ heading, suggestions: found }, number) {
    const id = `${this.#list.id}-group-${number}`;
    const group = element("div", "suggest__group", { role: "group", "aria-labelledby": id });
    const title = element("div", "suggest__heading", { id, role: "presentation" });
    title.textContent = heading;
    group.append(title, ...found.map(optionOf));
    return group;
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229 || this.#list.hidden) return; // 229: an input method's key
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowDown") this.#move(1);
    else if (event.key === "ArrowUp") this.#move(-1);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && this.#chosen >= 0) this.#options[this.#chosen].click();
    else return;
    event.preventDefault();
    event.stopPropagation(); // the search page has keys of its own
  }

  /** Round the options and the box itself. */
  #move(step) {
    const stops = this.#options.length + 1;
    this.#choose(((this.#chosen + 1 + step + stops) % stops) - 1);
  }

  /** @param {number} number of an option, or -1 for none */
  #choose(number) {
    this.#options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = number;
    const option = this.#options[number];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  /** Below the box, inside the page's column, and no lower than what a keyboard on the screen leaves free. */
  #place() {
    if (this.#list.hidden) return;
    const box = (this.#input.closest(".search-box") ?? this.#input).getBoundingClientRect();
    const column = columnOf(this.#input);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = Math.min(Math.max(box.width, WIDTH * rem), column.right - column.left);
    const view = globalThis.visualViewport;
    const bottom = view ? view.offsetTop + view.height : innerHeight;
    const style = this.#list.style;
    style.width = `${width}px`;
    style.left = `${Math.min(box.left, column.right - width) + scrollX}px`;
    style.top = `${box.bottom + scrollY + GAP}px`;
    style.maxHeight = `${Math.max(LEAST_HEIGHT, bottom - box.bottom - 2 * GAP)}px`;
  }
}

/** The edges of the page's text, in pixels of the window. */
function columnOf(input) {
  const wrap = input.closest(".wrap") ?? document.body;
  const { left, right } = wrap.getBoundingClientRect();
  const { paddingLeft, paddingRight } = getComputedStyle(wrap);
  return { left: left + parseFloat(paddingLeft), right: right - parseFloat(paddingRight) };
}

function optionOf({ kind, url, pieces, notes, status }) {
  const option = element("a", `suggest__option suggest__option--${kind}`, {
    role: "option",
    href: url,
    tabindex: "-1",
    "aria-selected": "false",
  });
  const title = element("span", "suggest__title");
  title.append(...pieces.map(({ text, marked }) => (marked ? element("mark", "", {}, text) : text)));
  const beside = element("span", "suggest__notes");
  if (status) beside.append(element("span", "suggest__status", {}, status), " ");
  beside.append(...notes.flatMap((note) => [element("span", "", {}, note), " "]));
  option.append(title, " ", beside);
  return option;
}

function element(tag, className, attributes = {}, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

/** Resolves when the style sheet is there, or is known not to come. */
function loadStyles() {
  const link = element("link", "", { rel: "stylesheet", href: new URL("suggest.css", import.meta.url).href });
  const settled = new Promise((resolve) => (link.onload = link.onerror = resolve));
  document.head.append(link);
  return settled;
}
