/** A query, and what it finds in a shard: which records, how well they match, where. */

import { canonical } from "./numbers.js";
import { lowerBound } from "./shard.js";

/** How well a record matches, the better the higher. */
export const RANK = { text: 0, someInTitle: 1, number: 2, title: 3, typedNumber: 4, exact: 5 };

export class Query {
  /** @param {string|null} text as the reader typed it; null stands for all records */
  constructor(text, tokeniser) {
    this.isEverything = text === null;
    this.phrases = tokeniser.phrases(text ?? "");
    this.whole = tokeniser.codes((text ?? "").replace(/\s+/gu, ""));
    const number = canonical(text ?? "", tokeniser);
    this.number = /[0-9]/.test(number) && number.length > 1 ? tokeniser.codes(number) : null;
    this.isNumber = this.number !== null && /[^0-9]/.test(number);
  }

  get isEmpty() {
    return !this.isEverything && !this.phrases.length;
  }

  /**
   * The records of a shard that have every phrase, or in whose number the query stands: a Map from the record to
   * {rank, places}; places are those of the phrases in the record's text, ascending.
   */
  async findIn(shard) {
    await shard.load();
    if (this.isEverything) return new Map(Array.from({ length: shard.count }, (_, n) => [n, { rank: 0, places: [] }]));
    const [numbers, ...phrases] = await Promise.all([
      this.number ? shard.find(this.number) : [],
      ...this.phrases.map((phrase) => shard.find(phrase)),
    ]);
    const answers = phrases.map((places, n) => this.#inText(shard, places, this.phrases[n].length));
    const found = this.#withAll(shard, answers);
    for (const [record, rank] of this.#inNumbers(shard, numbers)) {
      const other = found.get(record);
      found.set(record, { rank: Math.max(rank, other?.rank ?? 0), places: other?.places ?? [] });
    }
    return found;
  }

  /** Of each record the places of a phrase that are not in the canonical numbers, and the best of their ranks. */
  #inText(shard, places, length) {
    const matches = new Map();
    for (const [record, offset] of byRecord(shard, places)) {
      const zones = zonesOf(shard, record);
      if (offset >= zones.canonical) continue;
      const match = matches.get(record) ?? { rank: 0, places: [] };
      match.rank = Math.max(match.rank, rankAt(zones, offset, length));
      match.places.push(offset);
      matches.set(record, match);
    }
    return matches;
  }

  #withAll(shard, [first, ...others]) {
    const found = new Map();
    for (const [record, match] of first) {
      const matches = [match, ...others.map((answer) => answer.get(record))];
      if (!matches.every(Boolean)) continue;
      const places = matches.flatMap((own) => own.places).sort((a, b) => a - b);
      found.set(record, { rank: this.#rankOf(matches, shard.lengths.title[record]), places });
    }
    return found;
  }

  #rankOf(matches, titleLength) {
    if (matches.length === 1) return matches[0].rank;
    const inTitle = matches.filter(({ rank }) => rank === RANK.title || rank === RANK.exact).length;
    if (inTitle < matches.length) return inTitle ? RANK.someInTitle : RANK.text;
    return this.whole.length + 1 === titleLength ? RANK.exact : RANK.title;
  }

  /** Records in whose numbers the query stands, however its marks and numerals are written. */
  *#inNumbers(shard, places) {
    for (const [record, offset] of byRecord(shard, places)) {
      const zones = zonesOf(shard, record);
      if (offset < zones.canonical) continue;
      const own = offset < zones.canonicalDocument ? zones.canonical : zones.canonicalDocument;
      const end = own === zones.canonical ? zones.canonicalDocument : zones.end;
      const isWhole = offset === own && offset + this.number.length + 1 === end;
      if (isWhole) yield [record, RANK.exact];
      else yield [record, this.isNumber ? RANK.typedNumber : RANK.number];
    }
  }
}

/** Where in a record the zones of its text begin; the title does at 0. */
function zonesOf(shard, record) {
  const { title, index, document, canonicalIndex, canonicalDocument } = shard.lengths;
  const end = shard.starts[record + 1] - shard.starts[record];
  return {
    index: title[record],
    document: title[record] + index[record],
    text: title[record] + index[record] + document[record],
    canonical: end - canonicalDocument[record] - canonicalIndex[record],
    canonicalDocument: end - canonicalDocument[record],
    end,
  };
}

function rankAt({ index, document, text }, offset, length) {
  if (offset >= text) return RANK.text;
  if (offset < index) return offset === 0 && length + 1 === index ? RANK.exact : RANK.title;
  return offset < document || document < text ? RANK.number : RANK.text;
}

/** Each place as its record and the distance from the record's beginning. */
function* byRecord(shard, places) {
  let record = 0;
  for (const place of places) {
    if (place >= shard.starts[record + 1]) record = lowerBound(shard.starts, place + 1) - 1;
    yield [record, place - shard.starts[record]];
  }
}
