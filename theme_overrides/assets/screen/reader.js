/** A record's text on the screen edition itself: a screen in a hall must not be led away to other pages. */

/** What only a visitor with a browser of their own has use for. */
const NOT_READ = "script, style, link, template, form, nav, button, footer, [hidden], .visually-hidden";

/** Show the record at an address in a dialog. Rejects where it cannot be fetched. */
export async function readInPlace(address, dialog) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const text = dialog.querySelector("[data-reader-text]");
  text.replaceChildren(articleOf(await response.text(), response.url));
  dialog.showModal();
  text.scrollTop = 0;
  text.focus();
}

/** The article of a page without what leads elsewhere; its ids would clash with this page's. */
function articleOf(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const article = document.importNode(page.querySelector("main article"), true);
  for (const element of article.querySelectorAll(NOT_READ)) element.remove();
  for (const link of article.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  for (const image of article.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), address);
  for (const element of article.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const element of article.querySelectorAll("[aria-labelledby]")) element.removeAttribute("aria-labelledby");
  return article;
}
