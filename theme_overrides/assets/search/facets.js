/** What results are chosen by: department, category, year or days, kind, genre, mode, status, attachments. */

import { DAY } from "./shard.js";

export const FACETS = ["department", "category", "year", "kind", "genre", "mode", "status", "attachment"];
const ALL = 2 ** FACETS.length - 1;

/** The filters of a search: lists of wanted values; from and to are days, the first and the last that count. */
export class Filters {
  #wanted;
  #from;
  #to;

  constructor(filters = {}) {
    this.#wanted = new Map();
    for (const name of FACETS) {
      const values = [filters?.[name] ?? []].flat().map(String).filter(Boolean);
      if (values.length) this.#wanted.set(name, values);
    }
    this.#from = filters?.from || "";
    this.#to = filters?.to || "";
  }

  /** A function that says which facets a record of the shard fails: a number with one bit a facet. */
  for(shard) {
    const tests = FACETS.filter((name) => this.#wanted.has(name)).map((name) => {
      const { values, column } = valuesOf(shard, name);
      const passes = values.map((value) => this.#accepts(name, value));
      return [bit(name), (record) => passes[column[record]]];
    });
    if (this.#from || this.#to) {
      const first = this.#from ? (Date.parse(this.#from) - shard.firstDay) / DAY : -Infinity;
      const last = this.#to ? (Date.parse(this.#to) - shard.firstDay) / DAY : Infinity;
      tests.push([bit("year"), (record) => shard.days[record] >= first && shard.days[record] <= last]);
    }
    return (record) => tests.reduce((failed, [own, passes]) => (passes(record) ? failed : failed | own), 0);
  }

  #accepts(name, value) {
    const wanted = this.#wanted.get(name);
    if (name !== "category") return wanted.includes(value);
    return wanted.some((path) => value === path || value.startsWith(`${path}/`));
  }
}

/** How many of the results so far have which value, for each facet. */
export class Counts {
  #counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));

  /** Count records of a shard, each for the facets that one bit each stands for. */
  add(shard, records, facets) {
    for (const name of FACETS) {
      const { values, column } = valuesOf(shard, name);
      const counts = new Uint32Array(values.length);
      const own = bit(name);
      records.forEach((record, n) => {
        if (facets[n] & own) counts[column[record]] += 1;
      });
      values.forEach((value, n) => {
        if (counts[n] && value !== "") this.#counts[name].set(value, (this.#counts[name].get(value) ?? 0) + counts[n]);
      });
    }
  }

  /** {facet: {value: count}}; a category counts what its children have. */
  toObject() {
    const counts = Object.fromEntries(FACETS.map((name) => [name, Object.fromEntries(this.#counts[name])]));
    return { ...counts, category: withParents(this.#counts.category) };
  }
}

/** The facets that a record is counted for, one bit each: all, or the one whose filter alone keeps it out. */
export function facetsToCount(failed) {
  if (failed === 0) return ALL;
  return failed & (failed - 1) ? 0 : failed;
}

function bit(name) {
  return 1 << FACETS.indexOf(name);
}

/** The values of a facet, and which of them each record has. */
function valuesOf(shard, name) {
  if (name === "attachment") return { values: ["false", "true"], column: shard.columns.attachment };
  if (name !== "year") return { values: shard.choices[name], column: shard.columns[name] };
  const first = shard.years[0] ?? 0;
  const count = (shard.years.at(-1) ?? 0) - first + 1;
  return { values: Array.from({ length: count }, (_, n) => String(first + n)), column: shard.years.map((y) => y - first) };
}

function withParents(counts) {
  const sums = {};
  for (const [path, count] of counts) {
    const ids = path.split("/");
    ids.forEach((_, depth) => {
      const own = ids.slice(0, depth + 1).join("/");
      sums[own] = (sums[own] ?? 0) + count;
    });
  }
  return sums;
}
