/** A shard of the index: which records it has, and where in their texts a phrase stands. The files are described in
 * generator/outputs/search/shard.py and postings.py. */

const EVERY = 2 ** 22 - 1;
const CODES = 2 ** 22;
const NAMES_AT_ONCE = 250;
const LISTS_AT_ONCE = 3;
const CHOICES = ["department", "category", "genre", "status"];

/** Fetches a file of the index; rejects where it cannot be had. */
export async function fetchFile(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

export class Shard {
  #base;
  #buckets = new Map();
  #names = new Map();
  #loaded = null;

  /** @param {{name: string, records: number, from: string, to: string}} summary as in search/index.json */
  constructor(summary, shards) {
    this.summary = summary;
    this.#base = new URL(`${summary.name}/`, shards);
  }

  /** Fetches what every search of this shard needs; afterwards the columns are there. */
  async load() {
    this.#loaded ??= this.#load();
    try {
      await this.#loaded;
    } catch (error) {
      this.#loaded = null; // the next search tries again
      throw error;
    }
  }

  async #load() {
    const bytes = await this.#bytes("records.bin");
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    this.count = head.records;
    this.choices = Object.fromEntries(CHOICES.map((name) => [name, head[name] ?? head[`${name}_id`]]));
    this.firstDay = Date.parse(head.first_day);
    this.#readColumns(new Numbers(bytes.subarray(4 + length)));
  }

  #readColumns(numbers) {
    const column = () => numbers.take(this.count);
    this.days = column();
    this.columns = Object.fromEntries([...CHOICES, "attachment"].map((name) => [name, column()]));
    this.lengths = { title: column(), index: column(), document: column() };
    this.lengths.canonicalIndex = column();
    this.lengths.canonicalDocument = column();
    const partCounts = column();
    this.firstParts = sums(partCounts);
    this.partLengths = numbers.take(this.firstParts.at(-1));
    this.starts = sums(Array.from(partCounts, (_, record) => this.#sizeOf(record)));
    this.#readDirectory(numbers);
  }

  #sizeOf(record) {
    const { title, index, document, canonicalIndex, canonicalDocument } = this.lengths;
    let size = title[record] + index[record] + document[record] + canonicalIndex[record] + canonicalDocument[record];
    for (let part = this.firstParts[record]; part < this.firstParts[record + 1]; part += 1) {
      size += this.partLengths[part];
    }
    return size;
  }

  #readDirectory(numbers) {
    this.firstKeys = [];
    this.firstPlaces = [];
    this.continued = [];
    let key = 0;
    while (!numbers.isEmpty) {
      key += numbers.next();
      const place = numbers.next();
      this.firstKeys.push(key);
      this.firstPlaces.push(Math.floor(place / 2));
      this.continued.push(place % 2 === 1);
    }
  }

  /** The day of publication, YYYY-MM-DD. */
  dayOf(record) {
    return new Date(this.firstDay + this.days[record] * 86_400_000).toISOString().slice(0, 10);
  }

  /** The record's own part of its address. */
  async slugOf(record) {
    const chunk = Math.floor(record / NAMES_AT_ONCE);
    if (!this.#names.has(chunk)) this.#remember(this.#names, chunk, this.#json(`names-${chunk}.json`));
    return (await this.#names.get(chunk))[record % NAMES_AT_ONCE];
  }

  /** Where the phrase (its codes) begins: places, ascending. */
  async find(codes) {
    const lists = keysOf(codes).map(({ key, offset }) => ({ key, offset, ...this.#bucketsOf(key) }));
    lists.sort((a, b) => a.last - a.first - (b.last - b.first));
    const short = lists.filter(({ first, last }) => first === last).length;
    let found = null;
    // The lists that are cheapest to fetch first: where their phrases do not meet, no other is needed.
    for (let from = 0, to = Math.max(1, Math.min(short, LISTS_AT_ONCE)); from < lists.length; ) {
      const wave = lists.slice(from, to);
      const places = await Promise.all(wave.map((list) => this.#places(list, found)));
      wave.forEach(({ offset }, n) => {
        found = found ? meeting(found, places[n], offset) : places[n].map((place) => place - offset);
      });
      if (!found.length) break;
      from = to;
      to += LISTS_AT_ONCE;
    }
    return found;
  }

  /** The buckets that hold the list of a key, first and last, if there is one. */
  #bucketsOf(key) {
    const at = lowerBound(this.firstKeys, key);
    const beginsHere = this.firstKeys[at] === key && !this.continued[at];
    const first = beginsHere ? at : Math.max(0, at - 1);
    let last = first;
    while (this.firstKeys[last + 1] === key) last += 1;
    return { first, last };
  }

  /** The places of a list; of one in several buckets only those that can meet the phrases `found` so far. */
  async #places({ key, offset, first, last }, found) {
    if (first >= this.firstKeys.length) return [];
    const wanted = [];
    for (let bucket = first; bucket <= last; bucket += 1) {
      const from = bucket === first ? 0 : this.firstPlaces[bucket];
      const to = bucket === last ? Infinity : this.firstPlaces[bucket + 1];
      if (!found || first === last || hasBetween(found, from - offset, to - offset)) wanted.push(bucket);
    }
    const buckets = await Promise.all(wanted.map((bucket) => this.#bucket(bucket)));
    return buckets.flatMap((bytes, n) => placesIn(bytes, this.firstKeys[wanted[n]], key));
  }

  #bucket(number) {
    if (!this.#buckets.has(number)) this.#remember(this.#buckets, number, this.#bytes(`${number}.bin`));
    return this.#buckets.get(number);
  }

  /** Keeps what is being fetched, but no failure: the next search tries again. */
  #remember(kept, key, fetched) {
    kept.set(key, fetched);
    fetched.catch(() => kept.delete(key));
  }

  async #bytes(name) {
    return new Uint8Array(await (await fetchFile(new URL(name, this.#base))).arrayBuffer());
  }

  async #json(name) {
    return (await fetchFile(new URL(name, this.#base))).json();
  }
}

/** Reads varints: seven bits a byte, the lowest first, 128 added to all but the last. */
class Numbers {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isEmpty() {
    return this.#at >= this.#bytes.length;
  }

  next() {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      this.#at += 1;
      value += (byte & 127) * unit; // no shifts: keys have more than 32 bits
      if (byte < 128) return value;
      unit *= 128;
    }
  }

  take(count) {
    return Uint32Array.from({ length: count }, () => this.next());
  }

  skip(count) {
    for (let left = count; left > 0; this.#at += 1) {
      if (this.#bytes[this.#at] < 128) left -= 1;
    }
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
    let place = 0;
    return Array.from({ length: count }, () => (place += numbers.next()));
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
