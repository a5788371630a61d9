/**
 * The site's full-text search, with the interface of Pagefind's own pagefind.js.
 *
 * The index is cut into shards of years, searched one after another, newest first: `searchStream` tells what is found
 * so far each time that one more is searched, `search` tells when all are.
 */

import { excerptsOf, highlight } from "./excerpt.js";
import { Counts, Filters, facetsToCount } from "./facets.js";
import { once } from "./once.js";
import { Query, RANK } from "./query.js";
import { DAY, Shard, fetchFile } from "./shard.js";
import { SEARCH, SITE } from "./site.js";
import { Tokeniser } from "./tokens.js";

const AT_ONCE = 4; // shards searched at a time once the newest has been
const TEXTS_KEPT = 2_000;
const MOST_PARTS = 3; // as many as there are pieces in an excerpt

let started = null;
let lastSearch = 0;

/** Load the list of shards, and begin with the newest of them; rejects where the list cannot be had. */
export async function init() {
  await ready();
}

/** Accepted for compatibility: this search has nothing to set. */
export async function options() {}

export async function destroy() {
  started = null;
}

/**
 * The records that contain the query, as the reader typed it, and pass the filters: {department, category, year, kind,
 * genre, mode, status, attachment: a value or a list of them, from, to: days}. `sort` is {published: "desc" or "asc"}, or relevance.
 * Without a query (null) all records that pass.
 */
export async function search(query, asked = {}) {
  let last;
  for await (last of searchStream(query, asked));
  return last;
}

/** As `search`, but yields what is found so far whenever another shard has been searched. */
export async function* searchStream(query, asked = {}) {
  const began = performance.now();
  const site = await ready();
  try {
    yield* ask(site, query, asked, began);
  } catch (error) {
    const fresh = await renewed(site); // its shards have other names: those of this page may be gone
    if (!fresh) throw error;
    yield* ask(fresh, query, asked, began);
  }
}

async function* ask(site, query, { filters = {}, sort = {} }, began) {
  const { shards, tokeniser } = site;
  const loaded = performance.now();
  const answer = new Answer(new Query(query ?? null, tokeniser), new Filters(filters), site);
  const total = answer.isEmpty ? 0 : shards.reduce((sum, { summary }) => sum + summary.records, 0);
  const waiting = answer.isEmpty ? [] : [...shards];
  const running = [];
  let atOnce = 1; // nothing delays the newest results
  do {
    while (waiting.length && running.length < atOnce) {
      const asked = answer.ask(waiting.shift());
      asked.catch(() => {}); // it is heard of when it is its turn, unless an earlier one has failed
      running.push(asked);
    }
    const take = await running.shift();
    take?.();
    atOnce = AT_ONCE;
    const pending = running.length + waiting.length ? shards.slice(shards.length - running.length - waiting.length) : [];
    yield answer.soFar(sort.published, pending, total, { began, loaded });
  } while (running.length + waiting.length);
}

/** As `search`, after a pause; null where another search has begun by then. */
export async function debouncedSearch(query, asked, pause = 300) {
  const own = ++lastSearch;
  preload(query).catch(() => {}); // the search itself reports what fails
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (own !== lastSearch) return null;
  const found = await search(query, asked ?? {});
  return own === lastSearch ? found : null;
}

/** Fetch what the query needs of the newest shard. */
export async function preload(query) {
  const { shards, tokeniser } = await ready();
  const wanted = new Query(query ?? "", tokeniser);
  if (shards.length && !wanted.isEmpty) await wanted.findIn(shards[0]);
}

/** What results can be chosen by, with the number of all records that have it. */
export async function filters() {
  return (await search(null)).totalFilters;
}

/** What the values of the facets are called: {department: {id: name}, …}. */
export async function facetNames() {
  return (await ready()).names;
}

async function ready() {
  const starting = (started ??= start());
  try {
    return await starting;
  } catch (error) {
    if (started === starting) started = null; // the next search tries again
    throw error;
  }
}

/** The search of the site as published since this page was opened; null where it is still the same. */
async function renewed(site) {
  const fresh = await start();
  if (fresh.version === site.version) return null;
  started = Promise.resolve(fresh);
  return fresh;
}

async function start() {
  const version = await (await fetchFile(new URL("index.json", SEARCH), { cache: "no-cache" })).text();
  const { shards: summaries, characters, ended, names } = JSON.parse(version);
  const shards = summaries.map((summary) => new Shard(summary, new URL("shards/", SEARCH)));
  shards[0]?.prefetch(); // while the characters are on their way
  const tables = await (await fetchFile(new URL(characters, SEARCH))).json();
  return { version, shards, ended: new Set(ended), names, tokeniser: new Tokeniser(tables), texts: new TextFiles() };
}

/** The results of a query, as they grow. */
class Answer {
  #query;
  #filters;
  #site;
  #groups = Array.from({ length: 2 * (RANK.exact + 1) }, () => []);
  #counts = new Counts();
  #totals = new Counts();
  #found = 0;
  count = 0;

  constructor(query, filters, site) {
    this.#query = query;
    this.#filters = filters;
    this.#site = site;
  }

  get isEmpty() {
    return this.#query.isEmpty;
  }

  /** Search a shard; the function that this resolves to puts its results to the others, and is called in order. */
  async ask(shard) {
    const found = await this.#query.findIn(shard);
    return () => this.#take(shard, found);
  }

  /** Newest first: what is added keeps every group in order. */
  #take(shard, found) {
    if (!found.size) return;
    const records = [...found.keys()].sort((a, b) => shard.days[b] - shard.days[a] || a - b);
    const failures = records.map(this.#filters.for(shard));
    this.#found += records.length;
    this.#totals.add(shard, records, records.map(() => facetsToCount(0)));
    this.#counts.add(shard, records, failures.map(facetsToCount));
    for (const [n, record] of records.entries()) {
      if (failures[n]) continue;
      const { rank, places } = found.get(record);
      const status = shard.choices.status[shard.columns.status[record]];
      const isEnded = this.#site.ended.has(status);
      this.#groups[2 * (RANK.exact - rank) + Number(isEnded)].push(
        new Result(shard, record, rank, places, this.#query, this.#site),
      );
      this.count += 1;
    }
  }

  soFar(sort, pending, total, { began, loaded }) {
    const left = pending.reduce((sum, { summary }) => sum + summary.records, 0);
    const facets = this.#counts.toObject();
    const now = performance.now();
    return {
      results: this.#ordered(sort),
      unfilteredResultCount: this.#found,
      filters: facets,
      facets,
      totalFilters: this.#totals.toObject(),
      complete: !pending.length,
      searched: total - left,
      total,
      pending: pending.length ? { from: pending.at(-1).summary.from, to: pending[0].summary.to } : null,
      timings: { preload: loaded - began, search: now - loaded, total: now - began },
    };
  }

  #ordered(sort) {
    const results = this.#groups.flat();
    if (!sort) return results;
    const direction = sort === "asc" ? 1 : -1;
    return results.sort((a, b) => direction * (a.time - b.time) || a.record - b.record);
  }
}

class Result {
  #shard;
  #places;
  #query;
  #site;
  #data = null;

  constructor(shard, record, rank, places, query, site) {
    this.record = record;
    this.score = rank + 1;
    this.#shard = shard;
    this.#places = places;
    this.#query = query;
    this.#site = site;
  }

  get id() {
    return `${this.#shard.summary.name}/${this.record}`;
  }

  get words() {
    return this.#places.flat().sort((a, b) => a - b);
  }

  get time() {
    return this.#shard.firstDay + this.#shard.days[this.record] * DAY;
  }

  get published() {
    return this.#shard.dayOf(this.record);
  }

  /** What a page of results shows of it; rejects where its text cannot be had. */
  data() {
    this.#data ??= this.#load().catch((error) => {
      started = null; // the site may have been published anew: the next search looks
      throw error;
    });
    return this.#data;
  }

  async #load() {
    const slug = await this.#shard.slugOf(this.record);
    const { texts, tokeniser } = this.#site;
    const { phrases } = this.#query;
    const head = await texts.get(`${slug}.json`);
    const parts = await Promise.all(this.#partsWanted().map((part) => texts.part(slug, part, head)));
    const { blocks, attachments, parts: _, ...meta } = head;
    const excerpts = excerptsOf(parts, phrases, tokeniser).map(({ html, attachment }) => ({
      html,
      attachment: attachment === null ? null : attachmentOf(attachments[attachment]),
    }));
    const content = parts.flatMap((part) => part.blocks).join("\n");
    return {
      url: new URL(meta.url, SITE).pathname,
      raw_url: meta.url,
      meta,
      title: highlight(meta.title, phrases, tokeniser),
      excerpt: excerpts.map(({ html }) => html).join(" "),
      excerpts,
      attachment: excerpts.find(({ attachment }) => attachment)?.attachment ?? null,
      content,
      word_count: content.length,
      locations: this.words,
      filters: {},
      anchors: [],
      sub_results: [],
    };
  }

  /** The parts of the text in which each phrase first stands, a few at most; the first part where none does. */
  #partsWanted() {
    const { lengths, firstParts, partLengths } = this.#shard;
    const ends = [lengths.title[this.record] + lengths.index[this.record] + lengths.document[this.record]];
    for (let part = firstParts[this.record]; part < firstParts[this.record + 1]; part += 1) {
      ends.push(ends.at(-1) + partLengths[part]);
    }
    const firsts = this.#places.map((places) => places.find((place) => place >= ends[0])).filter(Number.isInteger);
    const wanted = new Set(firsts.map((place) => ends.findIndex((end) => place < end) - 1));
    return wanted.size ? [...wanted].sort((a, b) => a - b).slice(0, MOST_PARTS) : [0];
  }
}

function attachmentOf({ title, url }) {
  return { title, url: new URL(url, SITE).pathname };
}

/** The texts of results, the latest of them kept. */
class TextFiles {
  #kept = new Map();

  get(name) {
    return once(this.#kept, name, async () => {
      if (this.#kept.size >= TEXTS_KEPT) this.#kept.delete(this.#kept.keys().next().value);
      const address = new URL(`text/${encodeURIComponent(name)}`, SEARCH);
      return (await fetchFile(address, { cache: "no-cache" })).json();
    });
  }

  /** A part of a record's text: {blocks, attachment}; the first is in the record's own file. */
  async part(slug, number, head) {
    return number ? this.get(`${slug}~${number}.json`) : { blocks: head.blocks, attachment: null };
  }
}
