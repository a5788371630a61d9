/** A record's page: copies its address and its citation, and prints its header whole. */

/** Whether a text went to the clipboard; pages without TLS may not write to it, and still may copy what is selected. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

/** Shows a button, and beside it what became of the copy. */
function wire(button) {
  const status = document.createElement("span");
  status.className = "copy__status";
  status.role = "status";
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copied(document.getElementById(button.dataset.copy));
    status.textContent = ""; // the same words again are news too
    setTimeout(() => (status.textContent = done ? button.dataset.copied : button.dataset.selected));
  });
}

for (const button of document.querySelectorAll("[data-copy]")) wire(button);

// Where style sheets cannot open <details>, they are opened for the time of printing.
if (!CSS.supports("selector(::details-content)")) {
  const closed = document.querySelectorAll("details:not([open])");
  addEventListener("beforeprint", () => closed.forEach((details) => details.toggleAttribute("open", true)));
  addEventListener("afterprint", () => closed.forEach((details) => details.toggleAttribute("open", false)));
}
