/** A record's page: copies its address and its citation, and prints whole what is folded. */

/** Whether a text went to the clipboard. Pages without TLS may not write to it, but may copy what is selected. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

/** Says beside a button what became of the copy; what comes into a region that is there already is read out. */
function tell(button, message) {
  let status = button.nextElementSibling;
  if (!status?.matches(".copy__status")) {
    status = document.createElement("span");
    status.className = "copy__status";
    status.setAttribute("role", "status");
    button.after(status);
  }
  status.textContent = "";
  setTimeout(() => (status.textContent = message), 100);
}

async function copy({ currentTarget: button }) {
  const done = await copied(document.getElementById(button.dataset.copy));
  tell(button, done ? button.dataset.copied : button.dataset.selected);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", copy);
  button.hidden = false;
}

if (CSS.supports("selector(::details-content)")) {
  // Beside the text the contents are always open: what folds them is then no stop of the keyboard.
  const beside = matchMedia("(min-width: 62rem)");
  const settle = () => {
    for (const summary of document.querySelectorAll(".contents summary")) {
      summary.tabIndex = beside.matches ? -1 : 0;
      summary.parentElement.open = beside.matches;
    }
  };
  beside.addEventListener("change", settle);
  if (beside.matches) settle();
} else {
  // Where style sheets cannot open <details>, they are opened for the printer.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".record-about, .digests")) {
      folded.setAttribute("open", "");
    }
  });
}
