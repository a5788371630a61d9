/** What is near a query that nothing has: the longest parts of it that something has, and places of its name. */

const MOST_ASKS = 14; // questions to the index for one query
const MOST_PARTS = 3;
const MOST_PIECES = 40; // a longer phrase is tried from its first, and from its last pieces on
const LEAST_PIECES = 2;
const MOST_PLACES = 5;
const LEAST_COMMON = 2;
const PIECES = /(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\p{Nd}+|./gsu; // a word, a number, any other character

/**
 * @param {string} query as typed
 * @param {function(string): Promise<boolean>} exists whether anything has a part of it
 * @returns {Promise<string[]>} parts of the query that something has, the longest first
 */
export async function partsFound(query, exists) {
  let asks = 0;
  const ask = async (part) => asks++ < MOST_ASKS && exists(part);
  const words = query.split(/\s+/u).filter(Boolean);
  const found = words.length > 1 ? await withoutSome(words, ask) : [];
  if (found.length) return found;
  const [longest] = [...words].sort((a, b) => b.length - a.length);
  return longest ? endsOf(longest, ask) : [];
}

/** All words but one; else single words. */
async function withoutSome(words, ask) {
  const butOne = words.map((_, n) => words.filter((_, other) => other !== n).join(" "));
  for (const candidates of [butOne, words]) {
    const found = [];
    for (const candidate of new Set(candidates)) {
      if (found.length < MOST_PARTS && (await ask(candidate))) found.push(candidate);
    }
    if (found.length) return found;
  }
  return [];
}

/** The longest beginning and the longest end of a phrase: whatever has a part has every part of that. */
async function endsOf(phrase, ask) {
  const pieces = phrase.match(PIECES);
  const first = pieces.slice(0, MOST_PIECES);
  const last = pieces.slice(-MOST_PIECES);
  const beginning = await longest(first.length, (size) => first.slice(0, size).join(""), ask);
  const end = await longest(last.length, (size) => last.slice(last.length - size).join(""), ask);
  return [...new Set([beginning, end].filter(Boolean))].sort((a, b) => b.length - a.length);
}

async function longest(count, partOf, ask) {
  let found = "";
  let low = LEAST_PIECES;
  let high = count - 1;
  while (low <= high) {
    const size = Math.ceil((low + high) / 2);
    const part = partOf(size);
    if (await ask(part)) {
      found = part;
      low = size + 1;
    } else {
      high = size - 1;
    }
  }
  return found;
}

/**
 * Departments and categories whose names have most in common with the query; what many names have, as that of the
 * county, tells nothing.
 * @returns {{facet: string, id: string, name: string}[]}
 */
export function placesNamed(query, names) {
  const wanted = query.toLowerCase();
  const places = ["category", "department"].flatMap((facet) =>
    Object.entries(names[facet] ?? {}).map(([id, name]) => ({ facet, id, name, shared: common(wanted, name) })),
  );
  const isTelling = ({ name, shared }) =>
    shared.length >= Math.max(LEAST_COMMON, Math.min(name.length, wanted.length) / 2) &&
    places.filter((other) => other.name.toLowerCase().includes(shared)).length <= MOST_PLACES;
  return places
    .filter(isTelling)
    .sort((a, b) => b.shared.length / b.name.length - a.shared.length / a.name.length)
    .slice(0, MOST_PLACES);
}

/** The longest text that both have, in small letters. */
function common(wanted, name) {
  const other = name.toLowerCase();
  let longest = "";
  let before = new Uint16Array(other.length + 1);
  for (const character of wanted) {
    const own = new Uint16Array(other.length + 1);
    for (let at = 0; at < other.length; at += 1) {
      if (other[at] === character) own[at + 1] = before[at] + 1;
      if (own[at + 1] > longest.length) longest = other.slice(at + 1 - own[at + 1], at + 1);
    }
    before = own;
  }
  return longest;
}
