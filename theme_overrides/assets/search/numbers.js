/** Document and index numbers however they are typed, exactly as generator/outputs/search/numbers.py reads them. */

import { RUN_END } from "./tokens.js";

const NUMBER_START = 0x220000;
const DIGITS = "〇一二三四五六七八九";
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const ANY = "[〇○零一二三四五六七八九十百千]+";
const MARKS = "[-\\s.,/()\\[\\]〔〕【】第年]*";
const NUMERAL = new RegExp(ANY, "g");
const YEAR = /^[〇○零一二三四五六七八九]{4,}$/;
const COUNTED = new RegExp(`${ANY}(?=号)`, "g");
const LAST = new RegExp(`([0-9]${MARKS})(${ANY})$`);
const YEAR_MARK = new RegExp(`([0-9]{4})年(?=${MARKS}[0-9])`, "g");
const ORDINAL = /第(?=[0-9])/g;

/**
 * A query as a number: its codes, whether it is one (it has letters or ideographs beside digits), and whether its last
 * digits may have been typed in part; null where it has no digits.
 */
export function typedNumber(query, tokeniser) {
  const form = canonical(query, tokeniser);
  if (!/[0-9]/.test(form)) return null;
  const isNumber = /[^-0-9]/.test(form);
  const isOpen = isNumber && form.endsWith("-");
  return { codes: Array.from(isOpen ? form.slice(0, -1) : form, codeOf), isNumber, isOpen };
}

function codeOf(part) {
  return part === "-" ? RUN_END : part.codePointAt(0) + NUMBER_START;
}

/** The canonical form of a number: Arabic digits with an edge (-) on both sides, no other marks. */
export function canonical(number, tokeniser) {
  const text = tokeniser
    .normalise(number)
    .replace(NUMERAL, (numeral) => (YEAR.test(numeral) ? valueOf(numeral) : numeral))
    .replace(COUNTED, valueOf)
    .replace(LAST, (_, before, numeral) => before + valueOf(numeral))
    .replace(YEAR_MARK, "$1-")
    .replace(ORDINAL, "-");
  return withEdges(text, tokeniser);
}

/** A numeral in digits: 二〇二六 digit by digit, 一百二十 by its units. */
function valueOf(numeral) {
  const plain = Array.from(numeral.replace(/[○零]/g, "〇"));
  if (!plain.some((character) => character in UNITS)) return plain.map((one) => DIGITS.indexOf(one)).join("");
  let total = 0;
  let digit = 0;
  for (const character of plain) {
    if (character in UNITS) {
      total += (digit || 1) * UNITS[character];
      digit = 0;
    } else {
      digit = DIGITS.indexOf(character);
    }
  }
  return String(total + digit);
}

function withEdges(text, tokeniser) {
  let form = "";
  let last = "";
  let hasGap = false;
  for (const character of text) {
    const kind = tokeniser.classOf(character);
    if (kind === "mark" || kind === "space") {
      hasGap = true;
    } else if (kind !== "ignored") {
      const changes = kind !== last;
      const edge = changes ? kind === "digit" || last === "digit" : hasGap && (kind === "digit" || kind === "letter");
      form += (edge ? "-" : "") + character;
      last = kind;
      hasGap = false;
    }
  }
  if (last === "digit") form += "-";
  return form.replace(/-0+(?=[0-9])/g, "-");
}
