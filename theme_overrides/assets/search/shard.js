/** A shard of the index: which records it has, and where in their texts a phrase stands. The files are described in
 * generator/outputs/search/shard.py and postings.py. */

import { once } from "./once.js";

const EVERY = 2 ** 22 - 1;
const CODES = 2 ** 22;
const NAMES_AT_ONCE = 250;
const LISTS_AT_ONCE = 3;
const CHOICES = ["department", "category", "genre", "status", "kind", "mode"];
const ZONES = ["title", "index", "document", "canonicalIndex", "canonicalDocument"];
const NOT_WHOLE = "a file of the search index is not whole";
export const DAY = 86_400_000; // milliseconds

/** Fetches a file of the index; rejects where it cannot be had. */
export async function fetchFile(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

export class Shard {
  #base;
  #files = new Map();

  /** @param {{name: string, records: number, from: string, to: string}} summary as in search/index.json */
  constructor(summary, shards) {
    this.summary = summary;
    this.#base = new URL(`${summary.name}/`, shards);
  }

  /** Begin to fetch what nearly every search of this shard needs; a search that needs it tells what fails. */
  prefetch() {
    this.load().catch(() => {});
    this.#directory().catch(() => {});
  }

  /** Fetches what is known of the records; afterwards the columns are there. */
  load() {
    return once(this.#files, "records", async () => this.#readRecords(await this.#unpacked("records")));
  }

  #readRecords(bytes) {
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    const numbers = new Numbers(bytes.subarray(4 + length));
    const column = () => numbers.take(head.records);
    this.count = head.records;
    this.choices = Object.fromEntries(CHOICES.map((name) => [name, head[name] ?? head[`${name}_id`]]));
    this.#readDays(head.first_day, column());
    this.columns = Object.fromEntries([...CHOICES, "attachment"].map((name) => [name, column()]));
    this.lengths = Object.fromEntries(ZONES.map((name) => [name, column()]));
    const partCounts = column();
    this.firstParts = sums(partCounts);
    this.partLengths = numbers.take(this.firstParts.at(-1));
    numbers.refuseMore();
    this.starts = sums(partCounts.map((_, record) => this.#sizeOf(record)));
  }

  #readDays(first, days) {
    this.firstDay = Date.parse(first);
    this.days = days;
    this.years = days.map((day) => new Date(this.firstDay + day * DAY).getUTCFullYear());
  }

  #sizeOf(record) {
    let size = 0;
    for (const name of ZONES) size += this.lengths[name][record];
    for (let part = this.firstParts[record]; part < this.firstParts[record + 1]; part += 1) {
      size += this.partLengths[part];
    }
    return size;
  }

  /** Fetches where which list is: first keys of the buckets, and places where lists go on. */
  #directory() {
    return once(this.#files, "directory", async () => {
      const numbers = new Numbers(await this.#bytes("directory.bin"));
      const directory = { keys: [], places: [] };
      for (let left = numbers.next(), key = 0; left > 0; left -= 1) {
        key += numbers.next();
        directory.keys.push(key);
        directory.places.push(numbers.next());
      }
      numbers.refuseMore();
      return directory;
    });
  }

  /** The day of publication, YYYY-MM-DD. */
  dayOf(record) {
    return new Date(this.firstDay + this.days[record] * DAY).toISOString().slice(0, 10);
  }

  /** The record's own part of its address. */
  async slugOf(record) {
    const file = `names-${Math.floor(record / NAMES_AT_ONCE)}.json`;
    const names = await once(this.#files, file, async () => (await fetchFile(new URL(file, this.#base))).json());
    return names[record % NAMES_AT_ONCE];
  }

  /** Where the phrase (its codes) begins: places, ascending. */
  async find(codes) {
    const directory = await this.#directory();
    const lists = keysOf(codes).map(({ key, offset }) => ({ key, offset, ...bucketsOf(directory, key) }));
    lists.sort((a, b) => a.last - a.first - (b.last - b.first));
    const short = lists.filter(({ first, last }) => first === last).length;
    let found = null;
    // The lists that are cheapest to fetch first: where their phrases do not meet, no other is needed.
    for (let from = 0, to = Math.max(1, Math.min(short, LISTS_AT_ONCE)); from < lists.length; to += LISTS_AT_ONCE) {
      const wave = lists.slice(from, to);
      const places = await Promise.all(wave.map((list) => this.#places(directory, list, found)));
      wave.forEach(({ offset }, n) => {
        found = found ? meeting(found, places[n], offset) : places[n].map((place) => place - offset);
      });
      if (!found.length) break;
      from = to;
    }
    return found;
  }

  /** The places of a list; of one in several buckets only those that can meet the phrases `found` so far. */
  async #places({ keys, places }, { key, offset, first, last }, found) {
    const wanted = [];
    for (let bucket = first; bucket <= last; bucket += 1) {
      const from = bucket === first ? 0 : places[bucket];
      const to = bucket === last ? Infinity : places[bucket + 1];
      if (!found || first === last || hasBetween(found, from - offset, to - offset)) wanted.push(bucket);
    }
    const buckets = await Promise.all(wanted.map((bucket) => this.#bucket(bucket)));
    const lists = buckets.map((bytes, n) => placesIn(bytes, keys[wanted[n]], key));
    return lists.length === 1 ? lists[0] : lists.flat();
  }

  #bucket(number) {
    return once(this.#files, number, async () => {
      const numbers = new Numbers(await this.#bytes(`${number}.bin`));
      const length = numbers.next();
      if (numbers.rest.length !== length) throw new Error(NOT_WHOLE);
      return numbers.rest;
    });
  }

  async #bytes(name) {
    return new Uint8Array(await (await fetchFile(new URL(name, this.#base))).arrayBuffer());
  }

  /** A file that the build packed; older browsers cannot unpack it and take it as it was. */
  async #unpacked(name) {
    if (!("DecompressionStream" in globalThis)) return this.#bytes(`${name}.bin`);
    const { body } = await fetchFile(new URL(`${name}.pack`, this.#base));
    return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  }
}

/** The buckets that hold the list of a key, first and last; none (last before first) in an index without any. */
function bucketsOf({ keys, places }, key) {
  const at = lowerBound(keys, key);
  const beginsHere = keys[at] === key && places[at] === 0;
  const first = beginsHere ? at : Math.max(0, at - 1);
  let last = keys.length ? first : -1;
  while (keys[last + 1] === key) last += 1;
  return { first, last };
}

/** Reads varints: seven bits a byte, the lowest first, 128 added to all but the last. */
class Numbers {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get rest() {
    return this.#bytes.subarray(this.#at);
  }

  get isEmpty() {
    return this.#at >= this.#bytes.length;
  }

  next() {
    let value = 0;
    let unit = 1;
    for (;;) {
      this.#refuseEnd();
      const byte = this.#bytes[this.#at];
      this.#at += 1;
      value += (byte & 127) * unit; // no shifts: keys have more than 32 bits
      if (byte < 128) return value;
      unit *= 128;
    }
  }

  take(count) {
    this.#refuseEnd(count);
    const values = new Uint32Array(count);
    for (let n = 0; n < count; n += 1) values[n] = this.next();
    return values;
  }

  /** As many distances, as the places that they lead to. */
  takePlaces(count) {
    this.#refuseEnd(count);
    const places = new Array(count);
    for (let n = 0, place = 0; n < count; n += 1) {
      place += this.next();
      places[n] = place;
    }
    return places;
  }

  skip(count) {
    this.#refuseEnd(count);
    for (let left = count; left > 0; this.#at += 1) {
      this.#refuseEnd();
      if (this.#bytes[this.#at] < 128) left -= 1;
    }
  }

  /** A file cut short, or another file in its place, must not be read on for ever. */
  #refuseEnd(count = 1) {
    if (this.#at + count > this.#bytes.length) throw new Error(NOT_WHOLE);
  }

  refuseMore() {
    if (!this.isEmpty) throw new Error(NOT_WHOLE);
  }
}

/** The places that a bucket has of a list. */
function placesIn(bytes, firstKey, wanted) {
  const numbers = new Numbers(bytes);
  for (let key = firstKey; !numbers.isEmpty; ) {
    key += numbers.next();
    const count = numbers.next();
    if (key > wanted) break;
    if (key < wanted) {
      numbers.skip(count);
      continue;
    }
    return numbers.takePlaces(count);
  }
  return [];
}

/** The lists that a phrase is found by: pairs of codes that cover it, with their distance from its beginning. */
function keysOf(codes) {
  if (codes.length === 1) return [{ key: codes[0] * CODES + EVERY, offset: 0 }];
  const offsets = [];
  for (let offset = 0; offset + 1 < codes.length; offset += 2) offsets.push(offset);
  if (codes.length % 2) offsets.push(codes.length - 2);
  return offsets.map((offset) => ({ key: codes[offset] * CODES + codes[offset + 1], offset }));
}

/** Those of the beginnings that have a place at this distance. */
function meeting(beginnings, places, offset) {
  const both = [];
  let at = 0;
  for (const beginning of beginnings) {
    while (at < places.length && places[at] < beginning + offset) at += 1;
    if (places[at] === beginning + offset) both.push(beginning);
  }
  return both;
}

function hasBetween(sorted, from, to) {
  return sorted[lowerBound(sorted, from)] < to;
}

/** The index of the first value that is not less. */
export function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sums before each value, and the sum of all. */
function sums(values) {
  const totals = new Uint32Array(values.length + 1);
  values.forEach((value, n) => (totals[n + 1] = totals[n] + value));
  return totals;
}
