/**
 * Places that a query names: standing pages, categories, departments. One is found where every part of the query
 * stands in its name, or begins another word for it; a page and a department also where the query holds a word for
 * it, as "how do I apply" and "who heads the water bureau" do.
 */

import { suggestion, trace } from "./plain.js";

const MOST = 3; // of pages, of categories, and of departments
const MOST_WITH_BODY = 2; // pages where the first is one of the department that the query names
const MOST_IN_ALL = 5;
const LEAST = 2; // characters of a word that a query holds
const LEAST_TAIL = 3; // and of the end of a department's name: 水利局
const MOST_SHARING = 2; // departments that share such an end, which tells nothing where many do
const TELLING = 4; // a query is at most so many times as long as what it holds: a sentence names nothing
const LATIN = /\p{Script=Latin}/u;

export class Named {
  #pages;
  #parts;
  #categories;
  #departments;
  #texts;

  /** @param {object} index what search/suggest/index.json has */
  constructor({ pages, parts, categories, departments, texts }, folded) {
    const plain = (text) => trace(text, folded).plain;
    const standing = ([name, url, also]) => ({
      name,
      url,
      traced: trace(name, folded),
      also: also.split(",").map(plain),
    });
    this.#pages = pages.map(standing);
    this.#parts = parts.map(standing);
    this.#categories = categories.map(([name, url, count, above]) => ({
      ...{ url, count, traced: trace(name, folded), also: [] },
      notes: [...(above ? [above] : []), texts.count.replace("{n}", count)],
    }));
    this.#departments = departments.map(([name, url, count, bits = 0, short = ""]) => ({
      ...{ name, url, count, bits, traced: trace(name, folded), also: short ? [plain(short)] : [] },
      notes: [texts.count.replace("{n}", count)],
    }));
    this.#texts = texts;
  }

  /**
   * @param {string[]} parts of the query, in their plain form
   * @returns {{pages: Suggestion[], categories: Suggestion[], departments: Suggestion[]}}
   */
  find(parts) {
    const query = parts.join("");
    const bodies = this.#bodiesIn(query);
    const own = this.#partsOf(bodies, query);
    const pages = [...own, ...this.#pagesOf(query, parts)].slice(0, own.length ? MOST_WITH_BODY : MOST);
    const isPage = ({ url }) => pages.some((page) => page.url === url);
    const departments = [...bodies.map(({ body }) => body), ...ranked(this.#departments, parts)];
    const categories = ranked(this.#categories, parts).map((place) => shown(place, parts));
    return {
      pages,
      categories: categories.filter((each) => !isPage(each)).slice(0, MOST),
      departments: [...new Set(departments)].slice(0, MOST).map((place) => shown(place, parts)),
    };
  }

  /** A few of all: pages first, which answer what is asked. */
  best(parts) {
    const { pages, categories, departments } = this.find(parts);
    return [...pages, ...departments, ...categories].slice(0, MOST_IN_ALL);
  }

  /** Departments whose name, its end or short form the query holds: the longest first. */
  #bodiesIn(query) {
    const held = this.#departments
      .map((body) => {
        const short = body.also.filter((word) => query.includes(word));
        return { body, word: longest([tailIn(body.traced, query), ...short]) };
      })
      .filter(({ word }) => word && isTelling(word, query));
    const isInLonger = ({ word }) => held.some((other) => other.word !== word && other.word.includes(word));
    const sharing = ({ word }) => held.filter((other) => other.body.traced.plain.endsWith(word)).length;
    return held
      .filter((each) => sharing(each) <= MOST_SHARING && !isInLonger(each))
      .sort((a, b) => b.word.length - a.word.length)
      .slice(0, MOST);
  }

  /** What the query asks of the department that it names. */
  #partsOf([found], query) {
    if (!found) return [];
    const { body, word } = found;
    const rest = query.replace(word, "");
    return this.#parts
      .filter((part, bit) => (body.bits >> bit) & 1 && rest.length >= LEAST && asksFor(part, rest))
      .map((part) => {
        const name = this.#texts.of_body.replace("{body}", body.name).replace("{page}", part.name);
        return suggestion(body.url + part.url, trace(name, new Map()), [word], []);
      });
  }

  /** Standing pages: those named before those of which the query has another word, the longest such first. */
  #pagesOf(query, parts) {
    const found = this.#pages.flatMap((page) => {
      const word = holds(page, query, true);
      if (page.traced.plain.includes(query)) return [{ page, rank: query.length + 1 }];
      if (word) return [{ page, rank: word.length }];
      return matches(page, parts) ? [{ page, rank: 0 }] : [];
    });
    return found.sort((a, b) => b.rank - a.rank).map(({ page }) => shown(page, parts));
  }
}

/** Every part stands in the name, or begins another word. */
function matches({ traced, also }, parts) {
  return parts.every((part) => traced.plain.includes(part) || also.some((word) => word.startsWith(part)));
}

/** Names that begin with what was typed first, then those with more records. */
function ranked(places, parts) {
  const begins = ({ traced }) => traced.plain.startsWith(parts[0]);
  return places
    .filter((place) => matches(place, parts))
    .sort((a, b) => begins(b) - begins(a) || b.count - a.count);
}

/** The rest holds a word for it, or begins one. */
function asksFor(part, rest) {
  return Boolean(holds(part, rest)) || part.also.some((word) => word.startsWith(rest));
}

/** The longest word for a page that a query holds; "" for none. */
function holds({ traced, also }, query, mustTell = false) {
  const words = [traced.plain, ...also].filter((word) => word.length >= LEAST && query.includes(word));
  const word = longest(words);
  return mustTell && !isTelling(word, query) ? "" : word;
}

function isTelling(word, query) {
  return word.length * TELLING >= query.length;
}

/** The longest end of a name that a query holds, of whole words where letters make these; "" for none. */
function tailIn({ text, plain, starts }, query) {
  for (let at = 0; at + LEAST_TAIL <= plain.length; at += 1) {
    const isInWord = LATIN.test(plain[at]) && at > 0 && starts[at] > 0 && LATIN.test(text[starts[at] - 1]);
    if (!isInWord && query.includes(plain.slice(at))) return plain.slice(at);
  }
  return "";
}

function longest(words) {
  return words.reduce((found, word) => (word.length > found.length ? word : found), "");
}

function shown({ url, traced, notes = [] }, parts) {
  return suggestion(url, traced, parts, notes);
}
