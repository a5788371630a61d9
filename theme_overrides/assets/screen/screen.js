/**
 * The screen edition: one slide after the other until somebody touches the screen, and again once they have gone.
 *
 * There is no clock in it and nothing of another host. When the site has changed, the page is loaded anew.
 */

import { readInPlace } from "./reader.js";
import { Renewal } from "./renewal.js";

const IDLE = 60_000; // nobody has touched a slide for so long: go on
const FORGOTTEN = 300_000; // paused by somebody at a touch screen, who has left

const screen = document.querySelector("[data-screen]");
const slides = [...screen.querySelectorAll("[data-slide]")];
const records = slides.filter((slide) => slide.querySelector("[data-read]")).length;
const frame = screen.querySelector("[data-slides]");
const position = screen.querySelector("[data-position]");
const pause = screen.querySelector("[data-pause]");
const overview = screen.querySelector("[data-overview]");
const reader = screen.querySelector("[data-reader]");

const still = matchMedia("(prefers-reduced-motion: reduce)");
const isTouched = matchMedia("(pointer: coarse)");
const words = { pause: pause.textContent, go: pause.dataset.continue };
const renewal = new Renewal();

let at = 0;
let isPaused = false;
let timer;

/** Show a slide by its number, which counts on past both ends. The last is no record, and has no position. */
function show(number) {
  at = (number + slides.length) % slides.length;
  slides.forEach((slide, index) => (slide.hidden = index !== at));
  const told = position.dataset.text.replace("{n}", at + 1).replace("{total}", records);
  position.textContent = at < records ? told : "";
}

/** Wait for the next slide, or for the visitor to have gone. */
function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(goOn, milliseconds);
}

function goOn() {
  overview.close();
  reader.close();
  setPaused(false);
  show(at + 1);
  if (at === 0) renewal.look();
}

/** How long a slide stands: twice as long for those who want little motion. */
function pace() {
  return Number(screen.dataset.seconds) * (still.matches ? 2_000 : 1_000);
}

/** A pause by the button lasts until it is ended; on a touch screen, which belongs to everybody, not for ever. */
function setPaused(on) {
  isPaused = on;
  pause.textContent = on ? words.go : words.pause;
  frame.setAttribute("aria-live", on ? "polite" : "off");
  clearTimeout(timer);
  if (!on) wait(pace());
  else if (isTouched.matches) wait(FORGOTTEN);
}

/** Somebody is here: stay, unless they do nothing more. */
function stay() {
  if (isPaused) setPaused(true);
  else wait(IDLE);
}

function step(by) {
  show(at + by);
  stay();
}

function open(dialog) {
  dialog.showModal();
  stay();
}

const KEYS = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  Home: () => step(-at),
  " ": () => setPaused(!isPaused),
};

function onKey(event) {
  const isControl = event.target.closest?.("a, button, dialog");
  if (event.altKey || event.ctrlKey || event.metaKey || (isControl && event.key === " ")) return;
  if (screen.querySelector("dialog[open]") || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function wire() {
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, stay, { passive: true });
  reader.addEventListener("scroll", stay, { capture: true, passive: true });
  addEventListener("keydown", onKey);
  pause.addEventListener("click", () => setPaused(!isPaused));
  screen.querySelector("[data-previous]").addEventListener("click", () => step(-1));
  screen.querySelector("[data-next]").addEventListener("click", () => step(1));
  screen.querySelector("[data-open-overview]").addEventListener("click", () => open(overview));
  for (const button of overview.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => {
      overview.close();
      step(Number(button.dataset.go) - at);
    });
  }
  for (const link of screen.querySelectorAll("[data-read]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      readInPlace(link.href, reader).then(stay, () => location.assign(link.href));
    });
  }
  wireFullScreen(screen.querySelector("[data-full]"));
  screen.querySelector("[data-controls]").hidden = false;
}

function wireFullScreen(button) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}

wire();
show(0);
screen.classList.add("screen--runs");
setPaused(false);
renewal.look();
