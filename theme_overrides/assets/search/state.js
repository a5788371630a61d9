/**
 * What the reader asks for, as the address of the page holds it: everything that a shared link, the reload button and
 * the way back need to show the same page again.
 *
 * @typedef {{query: string, department: string[], category: string[], year: string[], genre: string[],
 *   kind: string[], mode: string[], status: string[], attachment: string[], from: string, to: string, sort: string,
 *   shown: number}} State
 */

/** What one of several values is chosen of; the days of publication come besides. */
export const CHOICES = ["department", "category", "year", "kind", "genre", "mode", "status", "attachment"];
/** How many results are shown at first, and how many more at a time. */
export const AT_ONCE = 10;

const SORTS = ["relevance", "newest", "oldest"];
const MOST_SHOWN = 200;
const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;

/**
 * The state that an address has; what no value can be is left out.
 * @param {string} search the address' part from "?"
 * @param {Object<string, Object<string, string>>|null} names of the values there are, by facet; null if not yet known
 */
export function read(search, names = null) {
  const parameters = new URLSearchParams(search);
  const choices = CHOICES.map((name) => [
    name,
    [...new Set(parameters.getAll(name))].filter((value) => isValue(name, value, names)),
  ]);
  const [from, to] = ["from", "to"].map((name) => dayOr(parameters.get(name), ""));
  const sort = parameters.get("sort");
  return {
    query: (parameters.get("q") ?? "").trim(),
    ...Object.fromEntries(choices),
    ...(from && to && from > to ? { from: "", to: "" } : { from, to }),
    sort: SORTS.includes(sort) ? sort : "",
    shown: clamped(Number.parseInt(parameters.get("shown") ?? "", 10)),
  };
}

/** The address' part from "?" that has the state; "" where nothing is asked. */
export function written(state) {
  const parameters = new URLSearchParams();
  if (state.query) parameters.set("q", state.query);
  for (const name of CHOICES) state[name].forEach((value) => parameters.append(name, value));
  for (const name of ["from", "to", "sort"]) if (state[name]) parameters.set(name, state[name]);
  if (state.shown > AT_ONCE) parameters.set("shown", state.shown);
  const text = `${parameters}`;
  return text && `?${text}`;
}

/** Nothing asked but the query. */
export function unfiltered(query) {
  return read(new URLSearchParams({ q: query }).toString());
}

/** The filters as the search wants them. */
export function filtersOf(state) {
  const names = [...CHOICES, "from", "to"].filter((name) => state[name].length);
  return Object.fromEntries(names.map((name) => [name, state[name]]));
}

export function isFiltered(state) {
  return Object.keys(filtersOf(state)).length > 0;
}

/** An order without a query lists all records. */
export function isAsked(state) {
  return Boolean(state.query || state.sort) || isFiltered(state);
}

/** The order of the results: nothing is relevant to no query. */
export function orderOf({ query, sort }) {
  if (query) return sort || "relevance";
  return sort === "oldest" ? sort : "newest";
}

/** The order as the search wants it. */
export function sortOf(state) {
  return { relevance: {}, newest: { published: "desc" }, oldest: { published: "asc" } }[orderOf(state)];
}

function isValue(name, value, names) {
  if (name === "year") return /^[12]\d{3}$/.test(value);
  if (name === "attachment") return value === "true";
  return names === null ? value !== "" : Object.hasOwn(names[name] ?? {}, value);
}

function dayOr(text, otherwise) {
  if (!text || !DAY.test(text)) return otherwise;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : otherwise;
}

function clamped(shown) {
  return Math.min(Math.max(shown || AT_ONCE, AT_ONCE), MOST_SHOWN);
}
