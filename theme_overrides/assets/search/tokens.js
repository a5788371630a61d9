/**
 * Text as codes, exactly as generator/outputs/search/tokens.py makes them of the records. Which class a character
 * belongs to is read from the tables that the build wrote: browsers know other versions of Unicode than the build did.
 */

export const BLOCK_END = 0;
export const SEPARATOR = 1;
export const RUN_END = 2;
export const RUN_START = 0x110000;
const CLASSES = ["ideograph", "digit", "letter", "space", "ignored"];

export class Tokeniser {
  #pattern;
  #ignored;
  #simplified;
  #classes;

  /** @param {Object<string, number[]|string>} tables the content of search/characters-<hash>.json */
  constructor(tables) {
    const set = (name) => `[${ranges(tables[name])}]`;
    const invisible = `${set("ignored")}*`;
    this.#ignored = new RegExp(set("ignored"), "gu");
    this.#pattern = new RegExp(
      `(?<single>${set("ideograph")}|${set("digit")})|(?<run>(?:${set("letter")}${invisible})+)` +
        `|(?<space>${set("space")})|(?<invisible>${set("ignored")})|.`,
      "gsu",
    );
    this.#classes = CLASSES.map((name) => [name, new RegExp(`^${set(name)}`, "u")]);
    const simplified = Array.from(tables.simplified);
    this.#simplified = new Map(Array.from(tables.traditional, (character, n) => [character, simplified[n]]));
  }

  /** NFKC, case folding (lower, upper, lower stands for the folding that JavaScript lacks), simplified characters. */
  normalise(text) {
    const folded = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
    return Array.from(folded.normalize("NFKC"), (character) => this.#simplified.get(character) ?? character).join("");
  }

  /** The class of a character: ideograph, digit, letter, space, ignored, or mark for all the rest. */
  classOf(character) {
    return this.#classes.find(([, members]) => members.test(character))?.[0] ?? "mark";
  }

  /**
   * Tokens of text that is normalised already: of each its codes, whether it is a run of letters, and what stands
   * between it and the token before it: a mark, a space.
   */
  #tokens(text) {
    const tokens = [];
    let mark = false;
    let space = false;
    for (const { 0: piece, groups } of text.matchAll(this.#pattern)) {
      if (groups.single || groups.run) {
        const letters = Boolean(groups.run);
        const codes = letters ? runCodes(piece.replace(this.#ignored, "")) : [piece.codePointAt(0)];
        tokens.push({ codes, letters, mark, space });
        mark = space = false;
      } else if (groups.space) {
        space = true;
      } else if (!groups.invisible) {
        mark = true;
      }
    }
    return tokens;
  }

  /** The codes of a text of one block, without the end of the block. */
  codes(text) {
    return joined(this.#tokens(this.normalise(text)));
  }

  /** The phrases of a query, each an array of codes. A space that touches no run of letters parts two phrases. */
  phrases(query) {
    const phrases = [];
    let before = null;
    for (const token of this.#tokens(this.normalise(query))) {
      const parted = before === null || (token.space && !token.letters && !before.letters);
      if (parted) phrases.push([]);
      phrases.at(-1).push(token);
      before = token;
    }
    return phrases.map(joined);
  }
}

/** The codes of a sequence of tokens, separators where marks stand between them. */
function joined(tokens) {
  return tokens.flatMap(({ codes, mark }, place) => (place && mark ? [SEPARATOR, ...codes] : codes));
}

function runCodes(letters) {
  const [first, ...others] = Array.from(letters, (letter) => letter.codePointAt(0));
  return [first + RUN_START, ...others, RUN_END];
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
