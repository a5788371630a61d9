/** Texts in their plain form, in which names and titles are compared with what is typed. */

import { SITE } from "./site.js";

/**
 * The plain form of a text: letters and digits, case and width and tradition folded; and for each unit of it where
 * in the text its character begins and ends.
 */
export function trace(original, folded) {
  const text = original.normalize("NFC");
  const traced = { text, plain: "", starts: [], ends: [] };
  let at = 0;
  for (const character of text) {
    const form = fold(character, folded);
    traced.plain += form;
    for (let unit = 0; unit < form.length; unit += 1) {
      traced.starts.push(at);
      traced.ends.push(at + character.length);
    }
    at += character.length;
  }
  return traced;
}

function fold(character, folded) {
  const form = character.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  const plain = form.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  return folded.get(plain) ?? plain;
}

/** The text in pieces, those marked that were typed: every place of every part. */
export function cut({ text, plain, starts, ends }, parts) {
  const marked = new Array(text.length).fill(false);
  for (const part of parts) {
    for (let at = plain.indexOf(part); at >= 0; at = plain.indexOf(part, at + 1)) {
      marked.fill(true, starts[at], ends[at + part.length - 1]);
    }
  }
  const pieces = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!pieces.length || pieces.at(-1).marked !== marked[at]) pieces.push({ text: "", marked: marked[at] });
    pieces.at(-1).text += text[at];
  }
  return pieces;
}

/** @returns {Suggestion} of a place, or what one of a record begins with; the parts in its text are marked */
export function suggestion(url, traced, parts, notes) {
  return { kind: "place", url: new URL(url, SITE).href, pieces: cut(traced, parts), notes, status: "" };
}
