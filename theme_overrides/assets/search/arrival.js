/** On a record's page that was opened from a search (see address.js): fetch what shows where the query stands. */

if (location.hash.startsWith("#q=")) {
  import("./highlight.js").then(({ show }) => show()).catch(() => {}); // the page says all without the marks
}
