/** The site's root, and its search files, as seen from the folder of the assets: assets/<digest>/search/. */

export const SITE = new URL("../../../", import.meta.url);
export const SEARCH = new URL("search/", SITE);
