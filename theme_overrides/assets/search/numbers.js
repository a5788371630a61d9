/** Document and index numbers however they are typed, exactly as generator/outputs/search/numbers.py reads them. */

const DIGITS = "〇一二三四五六七八九";
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const NUMERAL = /([〇○零一二三四五六七八九十百千]+)(号?)/g;
const ORDINAL = /第(?=[0-9])/y;

/** The canonical form of a number: Arabic digits, marks only where digits would run together. */
export function canonical(number, tokeniser) {
  return withoutMarks(tokeniser.normalise(number).replace(NUMERAL, arabic), tokeniser);
}

/** Years are written digit by digit; a numeral with 十, 百 or 千, or of one digit, is a number before 号 only. */
function arabic(written, numeral, unit) {
  const plain = Array.from(numeral.replace(/[○零]/g, "〇"));
  if (plain.some((character) => character in UNITS)) return unit ? `${valueOf(plain)}${unit}` : written;
  if (plain.length === 1 && !unit) return written;
  return plain.map((character) => DIGITS.indexOf(character)).join("") + unit;
}

function valueOf(numeral) {
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    if (character in UNITS) {
      total += (digit || 1) * UNITS[character];
      digit = 0;
    } else {
      digit = DIGITS.indexOf(character);
    }
  }
  return total + digit;
}

/**
 * Marks and blanks between two digits, or two runs of letters, are a "-"; all others are left out. So is 第 inside a
 * number before a digit; at its beginning it says that a year stands before.
 */
function withoutMarks(text, tokeniser) {
  let kept = "";
  let last = null;
  let hasGap = false;
  let place = 0;
  for (const character of text) {
    const kind = tokeniser.classOf(character);
    ORDINAL.lastIndex = place;
    place += character.length;
    if (kind === "mark" || kind === "space") {
      hasGap = true;
    } else if (kept && ORDINAL.test(text)) {
      continue;
    } else if (kind !== "ignored") {
      if (hasGap && kind === last && (kind === "digit" || kind === "letter")) kept += "-";
      kept += character;
      last = kind;
      hasGap = false;
    }
  }
  return kept;
}
