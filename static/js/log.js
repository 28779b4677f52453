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
const drawers = all("details", picker);
const opened = new Map();

const plain = (text) =>
  text
    .toLocaleLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/’/g, "'");

function filter() {
  const wanted = plain(search.value).split(/\s+/).filter(Boolean);
  if (wanted.length && !opened.size) {
    for (const drawer of drawers) opened.set(drawer, drawer.open);
    // What stands below stays where it is, however little fits.
    picker.style.minHeight = `${picker.offsetHeight}px`;
  }
  const first = picker.querySelector(".picker__first");
  if (first) first.hidden = wanted.length > 0;
  let number = 0;
  for (const drawer of drawers) {
    const tiles = all(".choice", drawer);
    for (const tile of tiles) tile.hidden = !fits(tile, wanted);
    const fitting = tiles.filter((tile) => !tile.hidden).length;
    number += fitting;
    drawer.hidden = !fitting;
    drawer.open = wanted.length ? fitting > 0 : (opened.get(drawer) ?? drawer.open);
  }
  if (!wanted.length) opened.clear();
  tell(wanted.length ? number : -1);
}

/* Each of the words begins one of those the kind is known by. */
function fits(tile, wanted) {
  const words = ` ${tile.dataset.words}`;
  return wanted.every((word) => words.includes(` ${word}`));
}

function tell(number) {
  const { none, one, many } = found.dataset;
  const said = { "-1": "", 0: none, 1: one };
  found.textContent = said[number] ?? many.replace("{number}", number);
}

function goOn(event) {
  const [first] = all(".drawer:not([hidden]) .choice:not([hidden]) input", picker);
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
