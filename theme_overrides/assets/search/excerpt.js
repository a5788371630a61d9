/** What a result shows: the text around the first places of the query, these marked; HTML, escaped. */

import { joined } from "./tokens.js";

const BEFORE = 24;
const LENGTH = 96;
const MOST_PIECES = 2;
const COMBINING = /^\p{M}/u;
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
 * Excerpts of the parts of a text, {blocks, attachment}: of each phrase the first place, at most two pieces; without
 * any place, how the text begins. Each as {html, attachment}.
 */
export function excerptsOf(parts, phrases, tokeniser) {
  const pieces = [];
  const wanted = new Set(phrases.map((_, index) => index));
  const blocks = parts.flatMap(({ blocks: own, attachment }) => own.map((text) => ({ text, attachment })));
  for (const { text: block, attachment } of blocks) {
    if (!wanted.size || pieces.length === MOST_PIECES) break;
    const found = places(block, phrases, tokeniser);
    const first = found.find((place) => wanted.has(place.phrase));
    if (!first) continue;
    const from = windowStart(block, first);
    const to = Math.max(first.end, Math.min(block.length, from + LENGTH));
    found.filter((place) => place.end <= to).forEach((place) => wanted.delete(place.phrase));
    pieces.push({ html: piece(block, from, to, found), attachment });
  }
  if (!pieces.length && blocks.length) {
    const { text, attachment } = blocks[0];
    pieces.push({ html: piece(text, 0, Math.min(text.length, LENGTH), []), attachment });
  }
  return pieces;
}

function windowStart(block, place) {
  const from = Math.max(0, place.start - BEFORE);
  return from > 0 && isLowSurrogate(block, from) ? from - 1 : from;
}

function piece(block, from, to, found) {
  const end = isLowSurrogate(block, to) ? to + 1 : to;
  const inside = found.filter((place) => place.start >= from && place.end <= end);
  return `${from > 0 ? "…" : ""}${markUp(block, from, end, inside)}${end < block.length ? "…" : ""}`;
}

function isLowSurrogate(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function markUp(text, from, to, found) {
  let html = "";
  let at = from;
  for (const { start, end } of found) {
    if (start < at) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}

/** Where the phrases stand in the text: {start, end, phrase}, in order. */
export function places(text, phrases, tokeniser) {
  const { normal, starts, ends } = trace(text, tokeniser);
  const { codes, owners } = joined(tokeniser.tokens(normal));
  const found = [];
  phrases.forEach((phrase, number) => {
    for (let at = codes.indexOf(phrase[0]); at >= 0; at = codes.indexOf(phrase[0], at + 1)) {
      if (!phrase.every((code, offset) => codes[at + offset] === code)) continue;
      const last = owners[at + phrase.length - 1];
      found.push({ start: starts[owners[at].start], end: ends[last.end - 1], phrase: number });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Normalised text and, for each of its code units, where in the original its character begins and ends. */
function trace(text, tokeniser) {
  let normal = "";
  const starts = [];
  const ends = [];
  let at = 0;
  for (const cluster of clusters(text)) {
    const form = tokeniser.normalise(cluster);
    normal += form;
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(at);
      ends.push(at + cluster.length);
    }
    at += cluster.length;
  }
  return { normal, starts, ends };
}

/** Characters with the combining marks that follow them: what NFKC may join. */
function clusters(text) {
  const found = [];
  for (const character of text) {
    if (found.length && COMBINING.test(character)) found[found.length - 1] += character;
    else found.push(character);
  }
  return found;
}
