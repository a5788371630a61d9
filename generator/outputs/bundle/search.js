// The offline bundle's search: titles and numbers, looked through in the browser. A script of the old kind, since
// browsers run no modules from disk. TITLES comes from titles.js.
(function () {
  "use strict";

  var MOST = 300;
  var TITLE = 0, NUMBER = 1, DOCUMENT = 2, PUBLISHED = 3, URL = 4, DEPARTMENT = 5, CATEGORY = 6, NAME = 7;

  /** A text as it is compared: widths and cases made equal, without spaces. */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  function isWanted(record, words, wanted) {
    var said = plain(record[TITLE] + "\n" + record[NUMBER] + "\n" + record[DOCUMENT]);
    return (
      words.every(function (word) { return said.indexOf(plain(word)) >= 0; }) &&
      (!wanted.department || record[DEPARTMENT] === wanted.department) &&
      (!wanted.category || (record[CATEGORY] + "/").indexOf(wanted.category + "/") === 0)
    );
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function item(record) {
    var result = element("li", "", "search__result");
    var title = element("h2", "", "search__title");
    var link = element("a", record[TITLE]);
    link.href = "../" + record[URL] + "index.html";
    title.appendChild(link);
    var facts = element("p", "", "search__meta");
    [record[NAME], record[PUBLISHED].replace("T", " "), record[DOCUMENT] || record[NUMBER]].forEach(function (fact) {
      facts.appendChild(element("span", fact));
      facts.appendChild(document.createTextNode(" "));
    });
    result.appendChild(title);
    result.appendChild(facts);
    return result;
  }

  function show(found, status, list) {
    var text = found.length === 0 ? status.dataset.none : found.length === 1 ? status.dataset.one : status.dataset.many;
    status.textContent = text.replace("{n}", found.length).replace("{shown}", Math.min(found.length, MOST));
    found.slice(0, MOST).forEach(function (record) { list.appendChild(item(record)); });
  }

  function run() {
    var asked = new URLSearchParams(location.search);
    var query = (asked.get("q") || "").trim();
    var wanted = { department: asked.get("department"), category: asked.get("category") };
    document.querySelector("[data-search-input]").value = query;
    if (!query && !wanted.department && !wanted.category) return;
    var words = query.split(/\s+/).filter(Boolean);
    var found = TITLES.filter(function (record) { return isWanted(record, words, wanted); });
    show(found, document.querySelector("[data-offline-status]"), document.querySelector("[data-offline-results]"));
  }

  run();
})();
