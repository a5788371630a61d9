/**
 * What can be suggested for words being typed, read from the files below search/suggest/. What they hold is told in
 * generator/outputs/search/suggest.py, which writes them.
 */

import { Named } from "./named.js";
import { once } from "./once.js";
import { suggestion, trace } from "./plain.js";
import { SEARCH } from "./site.js";

const FOLDER = new URL("suggest/", SEARCH);

const MOST_TITLES = 6;
const MOST_LISTS = 3; // fetched for most queries: the rarest pairs of characters leave little for the others to do
const MOST_TRIED = 32; // titles looked at, where the lists cannot tell for certain

/**
 * @typedef {object} Suggestion
 * @property {"place"|"record"} kind a page, category or department, or a record
 * @property {string} url
 * @property {{text: string, marked: boolean}[]} pieces the title, cut where what was typed begins and ends
 * @property {string[]} notes what stands beside or below the title
 * @property {string} status how the record has ended; empty for one in force
 */

export class Suggestions {
  #files = new Map();
  #index = null;

  /** The site's words for the list; null before the first search. */
  get texts() {
    return this.#index?.texts ?? null;
  }

  /**
   * Every part of the query, as blanks part it, stands somewhere in what is suggested; marks do not count.
   * @returns {Promise<{heading: string, suggestions: Suggestion[]}[]>} groups that have something
   */
  async find(query) {
    const parts = await this.#parts(query);
    if (!parts.length) return [];
    const { named, texts } = this.#index;
    const { pages, categories, departments } = named.find(parts);
    const groups = [
      { heading: texts.pages, suggestions: pages },
      { heading: texts.categories, suggestions: categories },
      { heading: texts.departments, suggestions: departments },
      { heading: texts.titles, suggestions: await this.#titles(parts) },
    ];
    return groups.filter((group) => group.suggestions.length);
  }

  /**
   * The places alone, those that tell most of the query first.
   * @returns {Promise<Suggestion[]>}
   */
  async places(query) {
    const parts = await this.#parts(query);
    return parts.length ? this.#index.named.best(parts) : [];
  }

  /** What blanks part, in its plain form. */
  async #parts(query) {
    this.#index ??= prepared(await this.#file("index"));
    return query.split(/\s+/).map((part) => trace(part, this.#index.folded).plain).filter(Boolean);
  }

  async #titles(parts) {
    const numbers = (await this.#numbers(this.#rarestPairs(parts))).slice(0, MOST_TRIED);
    const found = [];
    for (let at = 0; at < numbers.length && found.length < MOST_TITLES; at += MOST_TITLES) {
      const entries = await Promise.all(numbers.slice(at, at + MOST_TITLES).map((number) => this.#entry(number)));
      found.push(...entries.flatMap((entry) => this.#matching(entry, parts)));
    }
    return found.slice(0, MOST_TITLES);
  }

  /** The numbers of the titles with the rarest pairs; where these leave more than may be tried, with all pairs. */
  async #numbers(pairs) {
    const numbersOf = async (some) => common(await Promise.all(some.map((pair) => this.#list(pair))));
    const numbers = await numbersOf(pairs.slice(0, MOST_LISTS));
    return numbers.length > MOST_TRIED && pairs.length > MOST_LISTS ? numbersOf(pairs) : numbers;
  }

  #matching([title, slug, place, day, status = ""], parts) {
    const traced = trace(title, this.#index.folded);
    if (!parts.every((part) => traced.plain.includes(part))) return [];
    const [department] = this.#index.departments[place];
    return [{ ...suggestion(`records/${slug}/`, traced, parts, [department, day]), kind: "record", status }];
  }

  /** The pairs of characters, those that tell most first; none where a character stands in no title. */
  #rarestPairs(parts) {
    const { ranks } = this.#index;
    const pairs = new Map();
    for (const part of parts) {
      const characters = Array.from(part);
      if (!characters.every((character) => ranks.has(character))) return [];
      characters.forEach((character, at) => {
        const next = characters[at + 1] ?? "";
        if (next || characters.length === 1) pairs.set(character + next, [character, next]);
      });
    }
    const rarity = (pair) => Math.max(...pair.map((character) => ranks.get(character) ?? 0));
    return [...pairs.values()].sort((a, b) => rarity(b) - rarity(a));
  }

  /** The numbers of the titles with a pair, and whether these are all. */
  async #list([character, next]) {
    const file = await this.#file(character.codePointAt(0).toString(16));
    const text = file[next] ?? "";
    const isWhole = Boolean(next) && !text.endsWith(",");
    let number = 0;
    const numbers = text.split(",").filter(Boolean).map((distance) => (number += Number(distance)));
    return { numbers, isWhole, last: number };
  }

  async #entry(number) {
    const { block } = this.#index;
    const entries = await this.#file(`titles/${Math.floor(number / block)}`);
    return entries[number % block];
  }

  /** A file is fetched once a page; one that could not be had is asked for again. */
  #file(name) {
    return once(this.#files, name, () => load(name));
  }
}

async function load(name) {
  const response = await fetch(new URL(`${name}.json`, FOLDER), { cache: "no-cache" });
  if (!response.ok) throw new Error(`search/suggest/${name}.json: ${response.status}`);
  return response.json();
}

function prepared(index) {
  const ranks = new Map(Array.from(index.characters, (character, rank) => [character, rank]));
  const folded = new Map(Array.from(index.traditional.matchAll(/../gu), ([[...pair]]) => pair));
  return { ...index, ranks, folded, named: new Named(index, folded) };
}

/** The numbers that all lists have, as far as they reach; the surest list leads. */
function common(lists) {
  if (!lists.length) return [];
  const [first, ...others] = [...lists].sort(
    (a, b) => b.isWhole - a.isWhole || (a.isWhole ? a.numbers.length - b.numbers.length : b.last - a.last),
  );
  const sets = others.map(({ numbers, isWhole, last }) => ({ has: new Set(numbers), end: isWhole ? Infinity : last }));
  return first.numbers.filter((number) => sets.every(({ has, end }) => number > end || has.has(number)));
}
