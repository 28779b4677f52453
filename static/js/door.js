/* The door card on a phone: keeps a copy of everything it may have to say, and picks from the copy
   what belongs to this moment. What it says comes from the server, whole; nothing is worked out
   here but which piece is shown. */
"use strict";

const COPIES = "door-cards";
const REFRESHED_AFTER = 3600; // s; a copy of the same stamp is fetched anew after that
const CLOCK_MAY_LAG = 600; // s that a phone may be behind the server
const ANY = { ignoreSearch: true, ignoreVary: true };
const page = document.body.dataset;

const seconds = () => Date.now() / 1000;
const all = (query, root = document) => [...root.querySelectorAll(query)];

/* A card from the server ------------------------------------------------------------------ */

async function keepCopies() {
  await navigator.serviceWorker.register(page.worker);
  const cache = await caches.open(COPIES);
  if ("list" in page) await keepList(cache);
  for (const address of page.copies.trim().split(" ")) {
    const kept = (await cache.matchAll(address, ANY)).filter(
      (one) => languageOf(one.url) === languageOf(new URL(address, location).href),
    );
    if (kept.some(isOfToday)) continue;
    await keep(cache, address, kept);
  }
}

/* A list of cards is its own copy; the cards it lists are kept as if each had been opened. */
async function keepList(cache) {
  const answer = await fetch(location.href);
  if (answer.ok) await cache.put(`${location.pathname}whole/${location.search}`, answer);
}

async function keep(cache, address, former) {
  const url = `${address}&v=${page.stamp ?? ""}`;
  const answer = await fetch(url);
  if (!answer.ok) return;
  const needed = all("link[rel~=stylesheet], link[rel=icon], script[src]").map(
    (one) => one.href || one.src,
  );
  await cache.addAll(needed);
  await cache.put(url, answer);
  await Promise.all(former.map((one) => one.url.endsWith(url) || cache.delete(one.url, { ignoreVary: true })));
}

const languageOf = (url) => new URL(url).searchParams.get("lang");

/* Both times are the server's, so a wrong clock on the phone does not matter. */
function isOfToday(copy) {
  const made = Date.parse(copy.headers.get("Date")) / 1000;
  return new URL(copy.url).searchParams.get("v") === (page.stamp ?? "") && (page.at ?? seconds()) - made < REFRESHED_AFTER;
}

/* An answer must not outlive the state of the site that it was given for. */
function followTheClock() {
  const opened = seconds();
  const lasts = page.changes - page.at;
  if (lasts) setTimeout(() => location.reload(), lasts * 1000 + 500);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && seconds() - opened > 60) location.reload();
  });
}

/* What is told needs the network; without one the page says so instead of going away. */
function tellOnlyWithNetwork() {
  if (new URLSearchParams(location.search).has("said")) {
    const address = new URL(location);
    address.searchParams.delete("said");
    history.replaceState(null, "", address);
  }
  all("[data-tells]").forEach((form) =>
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      all("[data-needs-network]").forEach((one) => (one.hidden = false));
    }),
  );
}

/* The copy --------------------------------------------------------------------------------- */

function showCopy() {
  const now = seconds();
  const isTrusted = now > page.made - CLOCK_MAY_LAG && now < page.good;
  const stretch = all("[data-stretch]").find(
    ({ dataset }, place) => (now >= dataset.starts || place === 0) && now < dataset.ends,
  );
  const state = isTrusted && stretch ? stretch.dataset.stretch : "out_of_date";
  const isOld = now > Number(page.made) + Number(page.warns);
  document.body.classList.toggle("out-of-date", state === "out_of_date");
  all("[data-state]").forEach((one) => (one.hidden = one.dataset.state !== state));
  all("[data-until]").forEach((one) => one.replaceChildren(...copied(stretch)));
  const age = state === "out_of_date" ? state : isOld ? "old" : "new";
  all("[data-age]").forEach((one) => (one.hidden = one.dataset.age !== age));
  showAnswer(state);
  const next = [stretch?.dataset.ends, page.good, Number(page.made) + Number(page.warns)]
    .map((moment) => moment - now)
    .filter((wait) => wait > 0);
  if (next.length) setTimeout(showCopy, Math.min(...next) * 1000 + 500);
}

const copied = (stretch) => (stretch ? stretch.cloneNode(true).childNodes : []);

function showAnswer(state) {
  const asked = new URLSearchParams(location.search);
  const parts = all("[data-service]");
  const part = parts.length > 1 ? parts.find((one) => one.dataset.service === asked.get("s")) : parts[0];
  const view = viewOf(asked);
  parts.forEach((one) => (one.hidden = one !== part));
  all("[data-view=services]").forEach((one) => (one.hidden = Boolean(part)));
  if (!part) return;
  let isLife = false;
  all("[data-view]", part).forEach((one) => {
    one.hidden = one.dataset.view !== view || !isFor(one, state);
    if (!one.hidden) isLife = "life" in one.dataset;
  });
  all("[data-hold]", part).forEach((one) => (one.hidden = isLife || state === "out_of_date"));
}

const isFor = ({ dataset }, state) => !dataset.states || dataset.states.split(" ").includes(state);

/* Which piece an address asks for; a code that is not known is asked as "none of these". */
function viewOf(asked) {
  const views = new Set(all("[data-view]").map((one) => one.dataset.view));
  if (asked.get("threat") === "1") return "threat";
  if (asked.get("c")) return views.has(asked.get("c")) ? asked.get("c") : "C22";
  const shown = asked.get("i") ?? asked.get("show");
  return views.has(shown) ? shown : "start";
}

/* A page that is back in a network is opened anew, and so learns whether its link still counts. */
function followTheNetwork() {
  window.addEventListener("online", lookForTheServer);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data === "gone") location.reload();
  });
}

function followTheCopy() {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    showCopy();
    lookForTheServer();
  });
}

/* A phone that is back in a network may take a while to reach anybody. */
async function lookForTheServer() {
  for (const pause of [0, 1, 3, 10, 30]) {
    await new Promise((done) => setTimeout(done, pause * 1000));
    try {
      await fetch(location.href, { method: "HEAD", cache: "no-store" });
      location.reload();
      return;
    } catch {
      // not yet
    }
  }
}

/* ------------------------------------------------------------------------------------------- */

followTheNetwork();
if ("made" in page) {
  showCopy();
  followTheCopy();
} else {
  followTheClock();
  tellOnlyWithNetwork();
  if (navigator.onLine && "serviceWorker" in navigator && "caches" in window) {
    // Without a network, or with its storage full, the card stays what it is: a page.
    keepCopies().catch(() => {});
  }
}
