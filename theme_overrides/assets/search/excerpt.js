/** What a result shows: pieces of the text around the places of the query, these marked; HTML, escaped. */

import { merged, places } from "./places.js";

export { places };

const MOST_PIECES = 3;
const ENOUGH = 100; // groups of places of the same phrases to choose pieces from
// Characters of a piece: a sentence that is shorter takes the next ones along, one that is longer is cut.
const LEAST = 60;
const MOST = 110;
const LEAD = 50; // most before the first mark, where a sentence or clause begins there
const CUT_LEAD = 24; // before the first mark, where none does
const BETWEEN = " · "; // cells of a table
const LONGEST_WORD = 16; // that is not cut: a word or number of another script

const SENTENCE_END = /(?:[。！？；｡!?;\n]+|\.(?=\s|$))[”’」』）》〉】)\]"']*\s*/u;
const CLAUSE_END = /[，、：､][”’」』]*|[,:](?!\d)\s*/u;
const IS_SENTENCE = new RegExp(`(?:${SENTENCE_END.source})$`, "u");
const STOP = new RegExp(`(?<sentence>${SENTENCE_END.source})|${CLAUSE_END.source}`, "gu");
const JOINS = /^[\p{M}\u1160-\u11ff]/u;
const LETTER = /[\p{Script=Latin}\p{Nd}]/u;
const WORDS = new RegExp(`${LETTER.source}{1,${LONGEST_WORD}}$`, "u");
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text safe inside HTML. */
export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/** The text as HTML with every place of every phrase marked. */
export function highlight(text, phrases, tokeniser) {
  return markUp(text, 0, text.length, places(text, phrases, tokeniser));
}

/**
 * Excerpts of the parts of a text, {blocks, attachment}: at most three pieces, that with most of the phrases first;
 * without any place, how the text begins. Each as {html, attachment}.
 */
export function excerptsOf(parts, phrases, tokeniser) {
  const blocks = parts.flatMap((part) => part.blocks.map((text) => ({ text, part })));
  const shown = [];
  for (const group of chosen(groupsOf(blocks, phrases, tokeniser), phrases)) {
    const others = shown.filter(({ row }) => row.includes(group.block));
    if (others.some((other) => shows(other, group))) continue;
    const piece = { ...group, ...windowAround(group, others), row: rowAround(group.block, blocks, shown) };
    const marked = ({ text }) => highlight(text, phrases, tokeniser);
    piece.html = piece.row.length > 1 ? piece.row.map(marked).join(BETWEEN) : htmlOf(piece);
    if (shown.some(({ html }) => html === piece.html)) continue;
    shown.push(piece);
    if (shown.length === MOST_PIECES) break;
  }
  if (!shown.length && blocks.length) return [beginning(blocks[0])];
  return shown.map(({ html, block }) => ({ html, attachment: block.part.attachment }));
}

function shows({ row, from, to }, group) {
  return row.length > 1 || (group.start < to && from < group.end);
}

/** A block; if it may be the cell of a table, with those on both sides that fit into a piece and are not shown yet. */
function rowAround(block, blocks, shown) {
  let first = blocks.indexOf(block);
  let last = first;
  let room = isCell(block) ? LEAST - block.text.length : 0;
  const take = (other) => {
    const width = other?.part === block.part && isCell(other) ? other.text.length + BETWEEN.length : Infinity;
    if (width > room || shown.some(({ row }) => row.includes(other))) return 0;
    room -= width;
    return 1;
  };
  let grown;
  do {
    const [before, after] = [take(blocks[first - 1]), take(blocks[last + 1])];
    first -= before;
    last += after;
    grown = before + after;
  } while (grown);
  return blocks.slice(first, last + 1);
}

/** Blocks do not say what they are; short ones that are no sentence are cells, headings, points of a list. */
function isCell({ text }) {
  return text.length < LEAST && !IS_SENTENCE.test(text);
}

/**
 * Places that a piece can show together: in one sentence, and no further apart than a piece is long. As many as are
 * needed: the search ends with the block in which enough different sentences with all phrases are known.
 */
function groupsOf(blocks, phrases, tokeniser) {
  const groups = [];
  const complete = new Set();
  const known = new Set(); // blocks and sentences: tables and forms say the same again and again
  for (const block of blocks) {
    if (complete.size >= MOST_PIECES) break;
    if (known.has(block.text)) continue;
    const found = places(block.text, phrases, tokeniser);
    for (const group of found.length ? groupsIn(block, found, known) : []) {
      groups.push(group);
      if (group.held.size === phrases.length) complete.add(group.sentence);
    }
    known.add(block.text);
  }
  return withoutSurplus(groups);
}

/** The groups of the places of a block, but for those in sentences that are known. */
function groupsIn(block, found, known) {
  const stops = stopsOf(block.text);
  const groups = [];
  let next = 0; // sentence after the one in which the place stands
  let sentence = null;
  let group = null;
  for (const place of found) {
    const last = next;
    while (stops.sentences[next] <= place.start) next += 1;
    if (next > last) {
      const text = block.text.slice(stops.sentences[next - 1], stops.sentences[next]);
      sentence = known.has(text) ? null : text;
      known.add(text);
      group = null;
    }
    if (sentence === null) continue;
    if (!group || place.end - group.start > MOST - LEAD) {
      group = { block, found, stops, sentence, start: place.start, end: place.end, held: new Set() };
      groups.push(group);
    }
    group.end = Math.max(group.end, place.end);
    group.held.add(place.phrase);
  }
  return groups;
}

/** The first groups of each set of phrases: as long texts can have thousands, no more are compared. */
function withoutSurplus(groups) {
  const counts = new Map();
  return groups.filter(({ held }) => {
    const phrases = [...held].sort().join();
    const count = counts.get(phrases) ?? 0;
    counts.set(phrases, count + 1);
    return count < ENOUGH;
  });
}

/** The groups in order of what they add: phrases not shown yet, another sentence, many phrases; the first of equals. */
function* chosen(groups, phrases) {
  const missing = new Set(phrases.keys());
  const sentences = new Set();
  const left = new Set(groups);
  while (left.size) {
    let best = null;
    let most = -1;
    for (const group of left) {
      const fresh = [...group.held].filter((phrase) => missing.has(phrase)).length;
      const isOther = !sentences.has(group.sentence);
      const worth = (2 * fresh + Number(isOther)) * (phrases.length + 1) + group.held.size;
      if ((fresh || isOther) && worth > most) [best, most] = [group, worth];
    }
    if (!best) return;
    left.delete(best);
    sentences.add(best.sentence);
    best.held.forEach((phrase) => missing.delete(phrase));
    yield best;
  }
}

/** Where sentences and clauses of a text begin; its end counts as the beginning of the next. */
function stopsOf(text) {
  const sentences = [0];
  const clauses = [0];
  for (const { 0: stop, index, groups } of text.matchAll(STOP)) {
    const next = index + stop.length;
    clauses.push(next);
    if (groups.sentence) sentences.push(next);
  }
  if (sentences.at(-1) < text.length) sentences.push(text.length);
  if (clauses.at(-1) < text.length) clauses.push(text.length);
  return { sentences, clauses };
}

/**
 * The piece of a block around a group of places: {from, to}, from where a sentence begins, if not a clause, to where
 * one ends; it does not reach into the pieces shown already.
 */
function windowAround({ block: { text }, stops: { sentences, clauses }, start, end }, others = []) {
  const low = Math.max(0, ...others.map(({ to }) => to).filter((to) => to <= start));
  const high = Math.min(text.length, ...others.map(({ from }) => from).filter((from) => from >= end));
  const first = Math.max(low, Math.min(start, end - MOST));
  const lead = Math.max(first, start - LEAD);
  let from =
    sentences.findLast((at) => at >= lead && at <= start) ??
    clauses.find((at) => at >= lead && at <= start) ??
    Math.max(low, cut(text, Math.max(first, start - CUT_LEAD)));
  const last = Math.min(high, Math.max(end, from + MOST));
  const enough = Math.max(end, from + LEAST);
  const to =
    sentences.find((at) => at >= enough && at <= last) ??
    sentences.findLast((at) => at >= end && at <= last) ??
    clauses.findLast((at) => at >= enough && at <= last) ??
    Math.max(end, cut(text, last));
  if (to - from < LEAST) from = sentences.find((at) => at >= Math.max(low, to - MOST) && at <= from) ?? from;
  return { from, to };
}

function beginning(block) {
  const stops = stopsOf(block.text);
  const window = windowAround({ block, stops, start: 0, end: 0 });
  return { html: htmlOf({ block, stops, found: [], ...window }), attachment: block.part.attachment };
}

/** The place, or one shortly before it, where no word and no character is cut. */
function cut(text, at) {
  const word = LETTER.test(text.charAt(at)) && WORDS.exec(text.slice(Math.max(0, at - LONGEST_WORD), at))?.[0];
  if (word && word.length < LONGEST_WORD) at -= word.length;
  for (let step = 0; step < LONGEST_WORD && JOINS.test(text.slice(at, at + 2)); step += 1) at -= 1;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 0;
}

function htmlOf({ block: { text }, stops: { sentences }, found, from, to }) {
  const inside = found.filter(({ start, end }) => start >= from && end <= to);
  const end = from + text.slice(from, to).trimEnd().length;
  const before = sentences.includes(from) ? "" : "…";
  return `${before}${markUp(text, from, end, inside)}${sentences.includes(to) ? "" : "…"}`;
}

function markUp(text, from, to, found) {
  let html = "";
  let at = from;
  for (const { start, end } of merged(found)) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}
