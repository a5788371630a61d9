/** What results are chosen by: department, category, year or days, genre, status, attachments. */

export const FACETS = ["department", "category", "year", "genre", "status", "attachment"];
const CHOICES = ["department", "category", "genre", "status"];

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

  get isEmpty() {
    return !this.#wanted.size && !this.#from && !this.#to;
  }

  /** A function that says which facets a record of the shard fails: a number with one bit a facet. */
  for(shard) {
    const tests = CHOICES.filter((name) => this.#wanted.has(name)).map((name) => {
      const passes = shard.choices[name].map((value) => this.#accepts(name, value));
      return [bit(name), (record) => passes[shard.columns[name][record]]];
    });
    if (this.#wanted.has("attachment")) {
      tests.push([bit("attachment"), (record) => this.#accepts("attachment", String(hasAttachment(shard, record)))]);
    }
    if (this.#wanted.has("year") || this.#from || this.#to) {
      tests.push([bit("year"), (record) => this.#acceptsDay(shard.dayOf(record))]);
    }
    return (record) => tests.reduce((failed, [own, passes]) => (passes(record) ? failed : failed | own), 0);
  }

  #accepts(name, value) {
    const wanted = this.#wanted.get(name);
    if (name !== "category") return wanted.includes(value);
    return wanted.some((path) => value === path || value.startsWith(`${path}/`));
  }

  #acceptsDay(day) {
    const years = this.#wanted.get("year");
    return (!years || years.includes(day.slice(0, 4))) && day >= this.#from && (!this.#to || day <= this.#to);
  }
}

/** How many of the results so far have which value, for each facet. */
export class Counts {
  #counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));

  /** Count a record for a facet, or for all of them. */
  add(shard, record, facets = FACETS) {
    for (const name of facets) {
      const value = valueOf(shard, name, record);
      if (value !== "") this.#counts[name].set(value, (this.#counts[name].get(value) ?? 0) + 1);
    }
  }

  /** {facet: {value: count}}; a category counts what its children have. */
  toObject() {
    const counts = Object.fromEntries(FACETS.map((name) => [name, Object.fromEntries(this.#counts[name])]));
    return { ...counts, category: withParents(this.#counts.category) };
  }
}

/** The facets that a record is counted for: all, or the one whose filter alone keeps it out. */
export function facetsToCount(failed) {
  return failed === 0 ? FACETS : FACETS.filter((name) => bit(name) === failed);
}

function bit(name) {
  return 1 << FACETS.indexOf(name);
}

function hasAttachment(shard, record) {
  return shard.columns.attachment[record] === 1;
}

function valueOf(shard, name, record) {
  if (name === "year") return shard.dayOf(record).slice(0, 4);
  if (name === "attachment") return String(hasAttachment(shard, record));
  return shard.choices[name][shard.columns[name][record]];
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
