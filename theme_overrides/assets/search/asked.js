/** Before the page is painted: what is asked will be answered, so its place is kept and other ways wait (search.css). */

(() => {
  const { dataset } = document.documentElement;
  const runsModules = "noModule" in HTMLScriptElement.prototype && location.protocol !== "file:";
  if (location.search.length < 2 || !runsModules) return;
  dataset.asked = "";
  // a script that cannot be had will not answer
  addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && delete dataset.asked, true);
})();
