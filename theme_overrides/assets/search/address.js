/**
 * The query in the address of a record's page: records/<slug>/#q=<query>&attachment=<file>. It is a fragment, so that
 * servers and caches know one address a page, and what a reader looks for stays with the reader.
 */

/**
 * The address of a record with the query that found it, for the page to show where it stands.
 * @param {string} url of the record, with a slash at the end
 * @param {string|null} query as typed
 * @param {string|null} [attachmentUrl] of the attachment in which it stands
 */
export function withQuery(url, query, attachmentUrl) {
  if (!query) return url;
  const asked = new URLSearchParams({ q: query });
  if (attachmentUrl?.startsWith(url)) asked.set("attachment", attachmentUrl.slice(url.length));
  return `${url}#${asked}`;
}

/** What an address asks to be shown: {query, attachment}, each null where it asks for none. */
export function askedFor({ hash }) {
  const asked = new URLSearchParams(hash.slice(1));
  return { query: asked.get("q"), attachment: asked.get("attachment") };
}
