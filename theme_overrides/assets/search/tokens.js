/**
 * Text as the search engine's words, exactly as generator/outputs/search/tokens.py makes them of the records.
 * Which class a character belongs to is read from the table that the build wrote: browsers know other versions
 * of Unicode than the build did.
 */

const RUN = "zz";
const AFTER_RUN = "zy";

/** NFKC and case folding; lower, upper, lower stands for the folding that JavaScript lacks. */
export function normalise(text) {
  const folded = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return folded.normalize("NFKC");
}

export class Tokeniser {
  #pattern;

  /** @param {Object<string, number[]>} table the classes of characters, as in search/index.json */
  constructor(table) {
    const set = (name) => `[${ranges(table[name])}]`;
    const invisible = `${set("ignored")}*`;
    this.ignored = new RegExp(set("ignored"), "gu");
    this.#pattern = new RegExp(
      `(?<single>${set("ideograph")}|${set("digit")})|(?<run>(?:${set("letter")}${invisible})+)` +
        `|(?<space>${set("space")})|(?<invisible>${set("ignored")})|.`,
      "gsu",
    );
  }

  /**
   * Tokens of text that is normalised already: its place in the text, its word, whether it is a run of letters, and
   * what stands between it and the token before it: a mark, a space.
   */
  tokens(text) {
    const tokens = [];
    let mark = false;
    let space = false;
    for (const { 0: piece, index, groups } of text.matchAll(this.#pattern)) {
      if (groups.single || groups.run) {
        const letters = Boolean(groups.run);
        const word = letters ? RUN + runCode(piece.replace(this.ignored, "")) : code(piece);
        tokens.push({ start: index, end: index + piece.length, word, letters, mark, space });
        mark = space = false;
      } else if (groups.space) {
        space = true;
      } else if (!groups.invisible) {
        mark = true;
      }
    }
    return tokens;
  }

  /** The words of a sequence of tokens, with separators where marks stand between them. */
  words(tokens) {
    const words = [];
    tokens.forEach((token, place) => {
      if (place && token.mark) words.push(separator(tokens[place - 1]));
      words.push(token.word);
    });
    return words;
  }

  /** The phrases of a query, each an array of words. A space that touches no run of letters parts two phrases. */
  phrases(query) {
    const phrases = [];
    let before = null;
    for (const token of this.tokens(normalise(query))) {
      const parted = before === null || (token.space && !token.letters && !before.letters);
      if (parted) phrases.push([]);
      phrases.at(-1).push(token);
      before = token;
    }
    return phrases.map((phrase) => this.words(phrase));
  }
}

function separator(token) {
  return token.letters ? AFTER_RUN + token.word.slice(RUN.length) : `${token.word}z`;
}

function runCode(letters) {
  return Array.from(letters, (letter) => (letter >= "a" && letter <= "y" ? letter : `z${code(letter)}`)).join("");
}

/** A code point as four letters, base 26. */
function code(character) {
  let number = character.codePointAt(0);
  let letters = "";
  for (let place = 0; place < 4; place += 1) {
    letters = String.fromCharCode(97 + (number % 26)) + letters;
    number = Math.floor(number / 26);
  }
  return letters;
}

/** The body of a character class; distances are how far a range begins after the one before, and its length. */
function ranges(distances) {
  let end = 0;
  let body = "";
  for (let at = 0; at < distances.length; at += 2) {
    const first = end + distances[at];
    end = first + distances[at + 1];
    body += `\\u{${first.toString(16)}}-\\u{${end.toString(16)}}`;
  }
  return body;
}
