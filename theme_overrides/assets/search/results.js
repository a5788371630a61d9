/** The list of results: ten at a time, made from the page's own template; every text comes from the page. */

const AT_ONCE = 10;

/**
 * Replace the list by these results. Rejects where a result's text cannot be had; `isCurrent` says whether the query
 * is still the one asked, `onError` hears what fails when more are wanted.
 */
export async function showResults(root, { query, results, isCurrent, onError }) {
  const part = (name) => root.querySelector(`[data-search-${name}]`);
  let shown = 0;

  async function showMore() {
    const from = shown;
    shown = Math.min(from + AT_ONCE, results.length); // at once: a second click goes on from here
    const items = await load(root, results.slice(from, shown));
    if (!isCurrent()) return null;
    if (from === 0) part("results").replaceChildren();
    part("results").append(...items);
    const left = results.length - shown;
    part("more").hidden = left === 0;
    part("more").textContent = root.dataset.textMore.replace("{n}", Math.min(left, AT_ONCE));
    return items[0];
  }

  part("more").onclick = () => showMore().then((first) => first?.querySelector("a").focus(), onError);
  await showMore();
  if (!isCurrent()) return;
  part("status").textContent = query ? countText(root.dataset, results.length, query) : "";
  part("hint").hidden = !query || results.length > 0;
  part("otherwise").hidden = results.length > 0;
}

function countText(texts, count, query) {
  const text = count === 0 ? texts.textNone : count === 1 ? texts.textOne : texts.textMany;
  return text.replace("{n}", count).replace("{query}", () => query);
}

async function load(root, results) {
  const template = root.querySelector("[data-search-template]");
  const statuses = JSON.parse(root.dataset.statuses);
  const found = await Promise.all(results.map((result) => result.data()));
  return found.map((data) => item(template, statuses, data));
}

function item(template, statuses, { url, title, excerpt, meta }) {
  const element = template.content.cloneNode(true).firstElementChild;
  const field = (name) => element.querySelector(`[data-field="${name}"]`);
  field("title").href = url;
  field("title").innerHTML = title; // escaped, with marks, by excerpt.js
  field("excerpt").innerHTML = excerpt;
  field("published").dateTime = meta.published;
  field("status").dataset.status = meta.status;
  const texts = { ...meta, status: statuses[meta.status] }; // a status without a name needs no telling
  for (const name of ["status", "department", "published", "index_number", "document_number"]) {
    if (texts[name]) field(name).textContent = texts[name];
    else field(name).remove();
  }
  return element;
}
