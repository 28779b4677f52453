/* The log form. A word finds a kind of encounter, in both languages; what does not go with the kind
   or the place is put away. Without this script everything stands there and can be chosen. */
"use strict";

const form = document.querySelector("form.log");
const all = (query, root = form) => [...root.querySelectorAll(query)];

/* What goes with what ----------------------------------------------------------------------- */

function goesAlong(part) {
  const value = new FormData(form).get(part.dataset.when) ?? "";
  const among = (list) => list.split(" ").includes(value);
  return "is" in part.dataset ? among(part.dataset.is) : !among(part.dataset.not);
}

/* What is put away is not sent either. */
function putAway() {
  for (const part of all("[data-when]")) {
    // The outer part comes first.
    const stays = goesAlong(part) && !part.parentElement.closest("[data-when][hidden]");
    part.hidden = !stays;
    for (const field of all("input, select, textarea", part)) field.disabled = !stays;
  }
}

/* Finding a kind ---------------------------------------------------------------------------- */

const picker = form.querySelector(".picker");
const search = picker.querySelector("[type=search]");
const found = picker.querySelector("[role=status]");
const fits = picker.querySelector(".picker__fits");
const drawers = all("details", picker);
const tiles = all("details .choice", picker);
const homes = tiles.map((tile) => tile.parentElement);

const plain = (text) =>
  text
    .toLocaleLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/’/g, "'");

/* The same as incidents/kind_search.py, which says why. */
const endings = fits.dataset.endings.split(" ");
const small = new Set(fits.dataset.small.split(" "));
const LEAST = 3;
const BEGINS = 4;

function stem(word) {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= LEAST);
  if (!ending) return word;
  const cut = word.slice(0, -ending.length);
  return cut.length > LEAST && cut.at(-1) === cut.at(-2) ? cut.slice(0, -1) : cut;
}

const words = (text) => text.split(/\s+/).filter(Boolean);
const stems = (text) => words(text).map((word) => [word, stem(word)]);
const known = tiles.map((tile) => stems(tile.dataset.words));

function how([word, mine], [other, theirs]) {
  if (word === other || mine === theirs) return 2;
  return other.startsWith(word) || (mine.length >= BEGINS && theirs.startsWith(mine)) ? 1 : 0;
}

/* How many of the words fit, how well, and how early. */
function weigh(wanted, line) {
  const sum = [0, 0, 0];
  for (const word of wanted) {
    const all = line.map((one) => how(word, one));
    const best = Math.max(...all);
    if (best) [1, best, -all.indexOf(best)].forEach((one, at) => (sum[at] += one));
  }
  return sum;
}

/* The tiles that fit, best first, and whether every word fits them. */
function fittingTo(typed) {
  const written = stems(plain(typed));
  const telling = written.filter(([word]) => !small.has(word));
  const wanted = telling.length ? telling : written;
  const weighed = tiles.map((tile, at) => ({ tile, sum: weigh(wanted, known[at]) }));
  const fitting = weighed.filter(({ sum }) => sum[0]);
  const whole = fitting.filter(({ sum }) => sum[0] === wanted.length);
  const better = (a, b) => b.sum[0] - a.sum[0] || b.sum[1] - a.sum[1] || b.sum[2] - a.sum[2];
  const sorted = (whole.length ? whole : fitting).sort(better);
  return [sorted.map(({ tile }) => tile), whole.length > 0];
}

function filter() {
  const wanted = search.value.trim() !== "";
  // What stands below stays where it is, however little fits.
  if (wanted && fits.hidden) picker.style.minHeight = `${picker.offsetHeight}px`;
  tiles.forEach((tile, at) => homes[at].append(tile));
  const first = picker.querySelector(".picker__first");
  for (const part of [first, ...drawers]) if (part) part.hidden = wanted;
  fits.hidden = !wanted;
  const [shown, isWhole] = wanted ? fittingTo(search.value) : [[], true];
  fits.append(...shown);
  tell(wanted ? shown.length : -1, isWhole);
}

function tell(number, isWhole) {
  const { none, one, many, some } = found.dataset;
  const said = { "-1": "", 0: none };
  const words = isWhole ? (number === 1 ? one : many) : some;
  found.textContent = said[number] ?? words.replace("{number}", number);
}

function goOn(event) {
  const [first] = all(".choice input", fits.hidden ? drawers[0] : fits);
  if (event.key === "Escape") {
    search.value = "";
    filter();
  } else if (first && search.value && event.key === "Enter") {
    first.click();
    first.focus();
  } else if (first && event.key === "ArrowDown") {
    first.focus();
  } else if (event.key !== "Enter") {
    return;
  }
  event.preventDefault(); // Enter in the search does not send the form
}

/* Once a kind is chosen, what comes next moves up to the few tiles that are left. */
picker.addEventListener("change", () => {
  picker.style.minHeight = "";
});
search.addEventListener("input", filter);
search.addEventListener("keydown", goOn);
form.addEventListener("change", putAway);
putAway();
