/** Marks in the page where a query stands. Text is cut into blocks as generator/outputs/search/blocks.py cuts it. */

import { merged, places, placesInNumber } from "./places.js";

/** Elements inside a line of text; any other one ends the block before it and begins a new one. */
const INLINE = new Set(
  (
    "a abbr b bdi bdo cite code data del dfn em font i img input ins kbd label mark q rp rt rtc ruby s samp small " +
    "span strike strong sub sup time tt u var wbr"
  ).split(" "),
);

/** Where the query is looked for: what was searched, and what stands beside it on the page. */
const ZONES = "h1, .record-header td, .record-summary, .record-body, .record-data td, .form p, .form dd, .attachment a";

/**
 * @typedef {object} Hit
 * @property {HTMLElement[]} marks several where it runs across elements
 * @property {boolean} inBody whether it stands in the record's text, not around it
 */

/**
 * Mark every place of the query in a record's article.
 * @returns {Hit[]} in the order of the page
 */
export function markHits(article, query, tokeniser) {
  const phrases = tokeniser.phrases(query);
  const inText = (text) => places(text, phrases, tokeniser);
  const inNumber = (text) => placesInNumber(text, query, tokeniser);
  const hits = [];
  for (const zone of article.querySelectorAll(ZONES)) {
    const find = zone.closest(".record-header__index_number, .record-header__document_number") ? inNumber : inText;
    const inBody = zone.matches(".record-body");
    for (const block of blocksOf(zone)) {
      for (const marks of wrap(block, merged(find(block.text)))) hits.push({ marks, inBody });
    }
  }
  return hits;
}

/** Take marks away again; the text is as it was. */
export function unmark(hits) {
  for (const mark of hits.flatMap(({ marks }) => marks)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

/** The blocks of text in an element: each its text, and the text nodes with where they begin in it. */
export function blocksOf(element) {
  const blocks = [{ text: "", nodes: [] }];
  const end = () => blocks.at(-1).text && blocks.push({ text: "", nodes: [] });
  const read = (node) => {
    const block = blocks.at(-1);
    if (node.nodeType === Node.TEXT_NODE) {
      block.nodes.push({ node, start: block.text.length });
      block.text += node.data;
    } else if (node.localName === "br") {
      block.text += "\n";
    } else if (INLINE.has(node.localName)) {
      node.childNodes.forEach(read);
    } else {
      end();
      node.childNodes.forEach(read);
      end();
    }
  };
  element.childNodes.forEach(read);
  return blocks.filter(({ text }) => text.trim());
}

/** Put marks around stretches of a block, in order; the marks of each. */
function wrap({ nodes }, stretches) {
  const marks = stretches.map(() => []);
  for (const { node, start } of nodes) {
    const end = start + node.length;
    let rest = node;
    let at = start;
    stretches.forEach((stretch, number) => {
      const from = Math.max(stretch.start, start);
      const to = Math.min(stretch.end, end);
      if (from >= to) return;
      const inside = from > at ? rest.splitText(from - at) : rest;
      rest = to < end ? inside.splitText(to - from) : null;
      at = to;
      marks[number].push(marked(inside));
    });
  }
  return marks;
}

function marked(text) {
  const mark = document.createElement("mark");
  mark.className = "hit";
  text.replaceWith(mark);
  mark.append(text);
  return mark;
}
