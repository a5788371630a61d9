/** A query, and what it finds in a shard: which records, how well they match, where. */

import { typedNumber } from "./numbers.js";
import { lowerBound } from "./shard.js";

/** How well a record matches, the better the higher. */
export const RANK = { text: 0, someInTitle: 1, number: 2, title: 3, typedNumber: 4, exact: 5 };

export class Query {
  /** @param {string|null} text as the reader typed it; null stands for all records */
  constructor(text, tokeniser) {
    this.isEverything = text === null;
    this.phrases = tokeniser.phrases(text ?? "");
    this.number = typedNumber(text ?? "", tokeniser);
  }

  get isEmpty() {
    return !this.isEverything && !this.phrases.length;
  }

  /**
   * The records of a shard that have every phrase, or in whose number the query stands: a Map from the record to
   * {rank, places}; places are for each phrase those in the record, from its beginning.
   */
  async findIn(shard) {
    if (this.isEverything) return this.#allOf(shard);
    const [numbers, ...phrases] = await Promise.all([
      this.number ? shard.find(this.number.codes) : [],
      ...this.phrases.map((phrase) => shard.find(phrase)),
    ]);
    if (!numbers.length && !phrases.every((places) => places.length)) return new Map();
    await shard.load();
    const found = this.#withAll(shard, phrases.map((places, n) => inText(shard, places, this.phrases[n].length)));
    for (const [record, rank] of this.#inNumbers(shard, numbers)) {
      const other = found.get(record);
      found.set(record, { rank: Math.max(rank, other?.rank ?? 0), places: other?.places ?? [] });
    }
    return found;
  }

  async #allOf(shard) {
    await shard.load();
    return new Map(Array.from({ length: shard.count }, (_, record) => [record, { rank: RANK.text, places: [] }]));
  }

  #withAll(shard, [first, ...others]) {
    if (!others.length) return first;
    const found = new Map();
    for (const [record, match] of first) {
      const matches = [match, ...others.map((answer) => answer.get(record))];
      if (!matches.every(Boolean)) continue;
      found.set(record, { rank: rankOf(matches), places: matches.flatMap((own) => own.places) });
    }
    return found;
  }

  /** Records in whose numbers the query stands, however its marks and numerals are written. */
  #inNumbers(shard, places) {
    const ranks = new Map();
    eachRecord(shard, places, (record, from, to) => {
      const zones = zonesOf(shard, record);
      for (let n = from; n < to; n += 1) {
        const rank = this.#rankInNumber(zones, places[n] - shard.starts[record]);
        ranks.set(record, Math.max(rank, ranks.get(record) ?? 0));
      }
    });
    return ranks;
  }

  #rankInNumber({ canonical: index, canonicalDocument, end }, offset) {
    const [from, to] = offset < canonicalDocument ? [index, canonicalDocument] : [canonicalDocument, end];
    const { codes, isNumber, isOpen } = this.number;
    // behind a whole number stands the end of its block, and before that the edge that an open query lacks
    if (offset === from && offset + codes.length + 1 + Number(isOpen) === to) return RANK.exact;
    return isNumber ? RANK.typedNumber : RANK.number;
  }
}

/** How well a record matches several phrases. */
function rankOf(matches) {
  const inTitle = matches.filter(({ rank }) => rank === RANK.title || rank === RANK.exact).length;
  if (inTitle === matches.length) return RANK.title;
  return inTitle ? RANK.someInTitle : RANK.text;
}

/** Of each record the places of a phrase, from its beginning, and the best of their ranks. */
function inText(shard, places, length) {
  const matches = new Map();
  eachRecord(shard, places, (record, from, to) => {
    const offsets = places.slice(from, to).map((place) => place - shard.starts[record]);
    matches.set(record, { rank: rankAt(zonesOf(shard, record), offsets[0], length), places: [offsets] });
  });
  return matches;
}

/** Where in a record the zones of its text begin; the title does at 0. */
function zonesOf(shard, record) {
  const { title, index, document, canonicalIndex, canonicalDocument } = shard.lengths;
  const end = shard.starts[record + 1] - shard.starts[record];
  return {
    index: title[record],
    text: title[record] + index[record] + document[record],
    canonical: end - canonicalDocument[record] - canonicalIndex[record],
    canonicalDocument: end - canonicalDocument[record],
    end,
  };
}

/** Places are ascending, hence the best of them is the first: title before numbers before text. */
function rankAt({ index, text }, offset, length) {
  if (offset < index) return offset === 0 && length + 1 === index ? RANK.exact : RANK.title;
  return offset < text ? RANK.number : RANK.text;
}

/** Calls with each record that has places, the index of the first of them, and that behind the last. */
function eachRecord(shard, places, call) {
  for (let from = 0; from < places.length; ) {
    const record = lowerBound(shard.starts, places[from] + 1) - 1;
    const end = shard.starts[record + 1];
    let to = from + 1;
    while (places[to] < end) to += 1;
    call(record, from, to);
    from = to;
  }
}
