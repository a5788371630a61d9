/** The reader's display: dark and large text, kept on this device and set before the page is painted. */

(() => {
  const root = document.documentElement;
  const settings = {
    dark: {
      preferred: () => matchMedia("(prefers-color-scheme: dark)").matches,
      apply: (on) => root.setAttribute("data-scheme", on ? "dark" : "light"),
    },
    large: {
      preferred: () => false,
      apply: (on) => root.toggleAttribute("data-large", on),
    },
  };

  /** Saved in an earlier visit: true, false, or null for never; a browser may forbid storage. */
  function saved(name) {
    try {
      const value = localStorage.getItem(`display-${name}`);
      return value === null ? null : value === "true";
    } catch {
      return null;
    }
  }

  function save(name, on) {
    try {
      localStorage.setItem(`display-${name}`, String(on));
    } catch {
      // the setting holds for this page only
    }
  }

  function apply(name, on) {
    settings[name].apply(on);
    document.querySelector(`[data-display="${name}"]`)?.setAttribute("aria-pressed", String(on));
  }

  function applyAll() {
    for (const name in settings) apply(name, saved(name) ?? settings[name].preferred());
  }

  function wire() {
    for (const button of document.querySelectorAll("[data-display]")) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        save(button.dataset.display, on);
        apply(button.dataset.display, on);
      });
    }
    applyAll();
    const here = document.querySelector(".site-nav [aria-current]");
    if (here) bringInto(here);
    document.querySelector(".site-nav")?.addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) bringInto(target); // browsers leave a word that is cut where it is
    });
  }

  /** Draws the strip of the navigation, where it is longer than the screen, until a link of it is in sight. */
  function bringInto(link) {
    link.closest("ul").scrollTo(link.offsetLeft - innerWidth / 4, 0);
  }

  applyAll();
  document.addEventListener("DOMContentLoaded", wire);
  addEventListener("storage", applyAll); // changed in another tab
  addEventListener("pageshow", (event) => event.persisted && applyAll()); // changed on a page before this one
  matchMedia("(prefers-color-scheme: dark)").addEventListener?.("change", applyAll);
})();
