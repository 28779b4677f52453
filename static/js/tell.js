// The pages on which somebody tells a site something. Each works without this; with it one leaves
// in a moment, leaves no trail behind, and can have the page read aloud.
"use strict";

(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const exit = document.querySelector("[data-leave]");
  const QUICKLY = 2000; // ms for three presses

  // What is left takes its place in the history along, so that "back" does not lead here.
  function leave() {
    document.body.hidden = true;
    document.title = "";
    all("form").forEach((form) => form.reset());
    location.replace(exit.href);
  }

  let presses = [];
  document.addEventListener("keydown", (event) => {
    presses = event.key === "Escape" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && presses[2] - presses[0] < QUICKLY) leave();
  });
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  all("[data-instead]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    }),
  );
  all("[data-with-script]").forEach((one) => (one.hidden = false));
  // What the browser kept of a page that was left is not shown again.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  // Reading aloud -----------------------------------------------------------------------------
  const reader = document.querySelector("[data-read]");
  const voice = window.speechSynthesis;
  const READ = "h1, h2, h3, legend, p, li, dt, dd, label, button.go";
  if (!reader || !voice || typeof SpeechSynthesisUtterance === "undefined") return;

  const begin = reader.textContent;
  function say(isReading) {
    reader.textContent = isReading ? reader.dataset.stop : begin;
  }

  // Each piece once: what holds other pieces is read by these.
  function pieces() {
    return all(READ).filter(
      (one) => one.closest("main") && one.getClientRects().length && !one.querySelector(READ),
    );
  }

  function readAll() {
    const queue = pieces().map((one) => {
      const words = new SpeechSynthesisUtterance(one.innerText);
      words.lang = one.closest("[lang]").lang;
      return words;
    });
    if (!queue.length) return;
    queue.at(-1).addEventListener("end", () => say(false));
    queue.forEach((words) => voice.speak(words));
    say(true);
  }

  reader.hidden = false;
  reader.addEventListener("click", () => {
    const wasReading = reader.textContent !== begin;
    voice.cancel();
    if (wasReading) say(false);
    else readAll();
  });
  window.addEventListener("pagehide", () => voice.cancel());
})();
