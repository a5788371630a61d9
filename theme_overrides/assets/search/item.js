/** A result as an element, made from the page's own template. */

import { withQuery } from "./address.js";

/** @returns {function(object): HTMLElement} makes the element of what a result's data() says */
export function itemMaker(root, texts) {
  const template = root.querySelector("[data-search-template]");
  const statuses = JSON.parse(root.dataset.statuses);

  return (data, query) => {
    const element = template.content.cloneNode(true).firstElementChild;
    const field = (name) => element.querySelector(`[data-field="${name}"]`);
    const { meta } = data;
    field("title").href = withQuery(data.url, query, data.attachment?.url);
    field("title").innerHTML = data.title; // escaped, with marks, by excerpt.js
    field("published").dateTime = meta.published;
    field("status").dataset.status = meta.status;
    const shown = { ...meta, status: statuses[meta.status] }; // a status without a name needs no telling
    for (const name of ["status", "department", "published", "document_number", "index_number"]) {
      if (shown[name]) field(name).textContent = shown[name];
      else (field(name).closest("[data-whole]") ?? field(name)).remove();
    }
    field("excerpts").replaceChildren(...data.excerpts.map((excerpt) => excerptOf(excerpt, texts)));
    element.querySelectorAll("[data-field=title], [data-field=department], p").forEach(nameLanguage);
    return element;
  };
}

/** A text in another language than the page says so, as in pages (foreign.py): it would be read in a wrong voice. */
function nameLanguage(element) {
  const text = element.textContent;
  const isChinese = document.documentElement.lang.startsWith("zh");
  const hasHan = /\p{Script=Han}/u.test(text);
  if (hasHan && !isChinese) element.lang = "zh-CN";
  else if (isChinese && !hasHan && /\b[a-z]{2,} .*\b[a-z]{2,} .*\b[a-z]{2,}/i.test(text)) element.lang = "en";
}

/** A piece of text, and in which attachment it stands if it is not of the record's own. */
function excerptOf({ html, attachment }, texts) {
  const element = document.createElement("p");
  element.className = "search__excerpt";
  element.innerHTML = html; // escaped, with marks, by excerpt.js
  if (attachment) {
    element.classList.add("search__excerpt--attachment");
    const link = document.createElement("a");
    link.href = attachment.url;
    link.textContent = attachment.title;
    const source = document.createElement("span");
    source.className = "search__source";
    source.append(texts.say("in_attachment"), link);
    element.prepend(source, " ");
  }
  return element;
}
