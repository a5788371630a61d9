/** Suggestions in every search box: what makes them is fetched when a reader first enters one. */

const BOX = 'input[type="search"][name="q"]';
const entered = new WeakSet();

async function enter(element) {
  if (!element?.matches?.(BOX) || entered.has(element)) return;
  entered.add(element);
  const before = element.value;
  try {
    const { Combobox } = await import("./combobox.js");
    const combobox = new Combobox(element);
    if (element.value !== before) combobox.typed(); // faster than the script came
  } catch {
    entered.delete(element); // the box searches without; the next visit tries again
  }
}

document.addEventListener("focusin", (event) => enter(event.target));
enter(document.activeElement);
