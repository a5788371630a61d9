// Runs before the form's own program: its words come from this server, in the page's language, not from a CDN.
// The program asks for `<some CDN>/locales/<language>.json`; everything else it asks for is left as it is.
const language = document.documentElement.lang;
const ask = window.fetch;

window.fetch = (resource, options) => {
  const words = /\/locales\/([\w-]+\.json)$/.exec(String(resource.url ?? resource));
  return ask(words ? `locales/${words[1]}` : resource, options);
};

const PREFERENCES = "sveltia-cms.prefs";
const chosen = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
localStorage.setItem(PREFERENCES, JSON.stringify({ locale: language, ...chosen }));
