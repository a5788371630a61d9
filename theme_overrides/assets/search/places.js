/** Where in a text the phrases of a query stand: what is equal is told by the same codes as in the index. */

import { canonical } from "./numbers.js";
import { RUN_END, RUN_START, SEPARATOR } from "./tokens.js";

/** A character with what NFKC may join to it: combining marks, the voicing of narrow Katakana, letters of Hangul. */
const CLUSTER = /.[\p{M}\uff9e\uff9f\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc]*/gsu;

const formsOf = new WeakMap(); // of each tokeniser, what knownForms tells

/** @typedef {{start: number, end: number, phrase: number}} Place which phrase, and where in the text it stands */

/**
 * Every place of every phrase, in order.
 * @param {number[][]} phrases as the tokeniser makes them of a query
 * @returns {Place[]}
 */
export function places(text, phrases, tokeniser) {
  const { codes, starts, ends } = traced(text, tokeniser);
  const found = [];
  phrases.forEach((phrase, number) => {
    for (let at = codes.indexOf(phrase[0]); at >= 0; at = codes.indexOf(phrase[0], at + 1)) {
      if (!phrase.every((code, offset) => codes[at + offset] === code)) continue;
      found.push({ start: starts[at], end: ends[at + phrase.length - 1], phrase: number });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * The places of a query, as the reader typed it, in a document or index number: all of the number where the query is
 * another way to write it or a part of it.
 */
export function placesInNumber(number, query, tokeniser) {
  const phrases = tokeniser.phrases(query);
  const found = places(number, phrases, tokeniser);
  const wanted = canonical(query, tokeniser).replace(/-$/, ""); // its last digits may be typed in part
  if (new Set(found.map(({ phrase }) => phrase)).size === phrases.length || !/[0-9]/.test(wanted)) return found;
  return canonical(number, tokeniser).includes(wanted) ? [{ start: 0, end: number.length, phrase: 0 }] : found;
}

/** What is to be marked, {start, end}: places that overlap are one. */
export function merged(found) {
  const stretches = [];
  for (const { start, end } of found) {
    const last = stretches.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}

/** The codes of a text, and where in it the character of each begins and ends. */
function traced(text, tokeniser) {
  const codes = [];
  const starts = [];
  const ends = [];
  const put = (code, start, end) => {
    codes.push(code);
    starts.push(start);
    ends.push(end);
  };
  let inRun = false;
  let isParted = false;
  let at = 0;
  const known = knownForms(tokeniser);
  for (const cluster of text.match(CLUSTER) ?? []) {
    const end = at + cluster.length;
    for (const { code, kind } of known.get(cluster) ?? learnt(cluster, known, tokeniser)) {
      const isLetter = kind === "letter";
      if (inRun && !isLetter) put(RUN_END, starts.at(-1), ends.at(-1));
      if (kind === "mark") {
        isParted = true;
      } else if (kind !== "space") {
        if (isParted && codes.length) put(SEPARATOR, at, at);
        put(isLetter && !inRun ? RUN_START + code : code, at, end);
        isParted = false;
      }
      inRun = isLetter;
    }
    at = end;
  }
  if (inRun) put(RUN_END, starts.at(-1), ends.at(-1));
  return { codes, starts, ends };
}

/** Of each cluster seen so far the characters that it is compared as: few are distinct, each is looked up once. */
function knownForms(tokeniser) {
  if (!formsOf.has(tokeniser)) formsOf.set(tokeniser, new Map());
  return formsOf.get(tokeniser);
}

function learnt(cluster, known, tokeniser) {
  const characters = Array.from(tokeniser.normalise(cluster), (character) => ({
    code: character.codePointAt(0),
    kind: tokeniser.classOf(character),
  }));
  const form = characters.filter(({ kind }) => kind !== "ignored");
  known.set(cluster, form);
  return form;
}
