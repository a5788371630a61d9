/**
 * The site's full-text search, with the interface of Pagefind's own pagefind.js.
 *
 * A query is cut into phrases of words (tokens.js); each is asked of Pagefind as one exact phrase in every shard of
 * the index, and a record that has them all is a result: those with matches in the title first, then newest first.
 */

import { excerpt, highlight } from "./excerpt.js";
import { Tokeniser } from "./tokens.js";

const SITE = new URL("../../", import.meta.url);
const SEARCH = new URL("search/", SITE);
const NO_RESULTS = { results: [], unfilteredResultCount: 0, filters: {}, totalFilters: {} };

let started = null;
let lastSearch = 0;

/** Load the engine and the list of records; rejects where a file of the index cannot be had. */
export async function init() {
  await ready();
}

/** Accepted for compatibility: this search has nothing to set. */
export async function options() {}

export async function destroy() {
  const ended = started;
  started = null;
  if (ended) await (await ended).engine.destroy();
}

/** All records that contain the query, as the reader typed it. */
export async function search(query) {
  const began = performance.now();
  const { engine, failures, tokeniser } = await ready();
  const phrases = tokeniser.phrases(query ?? "");
  if (!phrases.length) return { ...NO_RESULTS, timings: timings(began, began) };
  const searching = performance.now();
  const answers = await Promise.all(phrases.map((phrase) => engine.search(`"${phrase.join(" ")}"`)));
  refuseGaps(failures);
  const results = inAll(answers.map((answer) => answer.results), phrases, tokeniser);
  return { ...NO_RESULTS, results, unfilteredResultCount: results.length, timings: timings(began, searching) };
}

/** As `search`, after a pause; null where another search has begun by then. */
export async function debouncedSearch(query, _options, pause = 300) {
  const own = ++lastSearch;
  preload(query).catch(() => {}); // the search itself reports what fails
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (own !== lastSearch) return null;
  const found = await search(query);
  return own === lastSearch ? found : null;
}

/** Fetch the parts of the index that the query needs. */
export async function preload(query) {
  const { engine, tokeniser } = await ready();
  await Promise.all(tokeniser.phrases(query ?? "").map((phrase) => engine.preload(`"${phrase.join(" ")}"`)));
}

/** No filters: Pagefind's are not the same from build to build. */
export async function filters() {
  return {};
}

async function ready() {
  started ??= start();
  try {
    return await started;
  } catch (error) {
    started = null; // the next search tries again
    throw error;
  }
}

async function start() {
  const response = await fetch(new URL("index.json", SEARCH), { cache: "no-cache" });
  if (!response.ok) throw new Error(`search/index.json: ${response.status}`);
  const { shards, characters } = await response.json();
  const { createInstance, failures } = await import(new URL("engine/pagefind.js", SEARCH).href);
  failures.length = 0;
  const engine = createInstance({ basePath: new URL("engine/", SEARCH).href, noWorker: true });
  await engine.init();
  await engine.search('"a"'); // rejects where the engine could not start; merging would wait for it for ever
  await Promise.all(shards.map((shard) => engine.mergeIndex(new URL(`shards/${shard}/`, SEARCH).href)));
  return { engine, failures, tokeniser: new Tokeniser(characters) };
}

/** Where a part of the index could not be fetched, results would be missing. The next search starts anew. */
function refuseGaps(failures) {
  if (!failures.length) return;
  started = null;
  throw new Error(failures.join("\n"));
}

/** The records that every answer names. */
function inAll(answers, phrases, tokeniser) {
  const [first, ...others] = answers.map((results) => new Map(results.map((result) => [result.id, result.words])));
  const found = [];
  for (const [id, words] of first) {
    const matches = [words, ...others.map((answer) => answer.get(id))];
    if (matches.every(Boolean)) found.push(resultOf(id, matches, phrases, tokeniser));
  }
  return found.sort((a, b) => b.score - a.score || compare(b.published, a.published) || compare(a.id, b.id));
}

/** `name` is "day:number of words in the title:own part of the address"; `matches` the places in each answer. */
function resultOf(name, matches, phrases, tokeniser) {
  const [published, titleWords, id] = name.split(":");
  const inTitle = matches.filter((words) => words.at(-1) < Number(titleWords)).length;
  let loaded = null;
  const data = () => (loaded ??= load(id, matches.flat(), phrases, tokeniser));
  return { id, score: 1 + inTitle, words: matches.flat(), published, data };
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

async function load(id, locations, phrases, tokeniser) {
  const response = await fetch(new URL(`text/${encodeURIComponent(id)}.json`, SEARCH), { cache: "no-cache" });
  if (!response.ok) throw new Error(`search/text/${id}.json: ${response.status}`);
  const { url, blocks, ...meta } = await response.json();
  const content = blocks.join("\n");
  return {
    url: new URL(url, SITE).pathname,
    raw_url: url,
    meta,
    title: highlight(meta.title, phrases, tokeniser),
    excerpt: excerpt(blocks, phrases, tokeniser),
    content,
    word_count: content.length,
    locations,
    filters: {},
    anchors: [],
    sub_results: [],
  };
}

function timings(began, searching) {
  const now = performance.now();
  return { preload: searching - began, search: now - searching, total: now - began };
}
