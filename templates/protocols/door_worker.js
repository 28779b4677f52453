/* Without a network, the addresses of a door card are answered by the copy on this phone. With
   one, whatever is opened at the door tells which links open nothing any more: their copies go. */
"use strict";

const COPIES = "door-cards";
const DOOR = /^\/door\/[^/]+\//;
const CARD = /^\/door\/[^/]+\/$/;
// The link of a division opens the card of each of its sites under its own token and their name.
const LINK = /^\/door\/([^/.]+)[^/]*\//;
const ANY = { ignoreSearch: true, ignoreVary: true };
const PATIENCE = 4000; // ms that a bad connection gets before the copy answers
const AGAIN = 3000; // ms after which somebody is asked once more who could not be reached
const ASKED = ["c", "i", "threat", "show"]; // what the address of an answer carries

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && DOOR.test(url.pathname)) {
    const answer = fetch(request);
    event.respondWith(CARD.test(url.pathname) ? card(answer, url) : answer);
    event.waitUntil(
      answer
        .catch(() => askAgain(url))
        .then(
          (response) => look(response, url, event.resultingClientId),
          () => {}, // no network
        ),
    );
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  }
});

async function card(answer, url) {
  answer.catch(() => {}); // said below, unless the copy has answered already
  const kept = await copyOf(url);
  try {
    const first = kept ? await Promise.race([answer, late()]) : await answer;
    if (first.status < 500 || !kept) return first;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

/* A phone that has just come back to a network may not reach anybody at first. */
async function askAgain(url) {
  await new Promise((done) => setTimeout(done, AGAIN));
  return fetch(url, { method: "HEAD", cache: "no-store" });
}

/* The copy in the language that is asked for, else in any. */
async function copyOf(url) {
  const cache = await caches.open(COPIES);
  const kept = await cache.matchAll(`${url.pathname}whole/`, ANY);
  const language = url.searchParams.get("lang") ?? navigator.language.slice(0, 2);
  return kept.find((one) => new URL(one.url).searchParams.get("lang") === language) ?? kept[0];
}

/* What an answer of the server says about links; the card that was opened may be one that only
   left its division. A page that shows a copy of what is gone, because the answer came too late
   for it, is opened anew. */
async function look(response, url, page) {
  if (!isGone(response)) {
    // A tap for an answer is not to wait behind a look at the other links of this phone.
    const isAnswer = ASKED.some((name) => url.searchParams.has(name));
    if (!isAnswer) await dropRevoked(LINK.exec(url.pathname)[1]);
    return;
  }
  if (CARD.test(url.pathname)) await drop((path) => path.startsWith(url.pathname));
  await dropRevoked();
  (await clients.get(page))?.postMessage("gone");
}

const isGone = ({ status }) => status === 404 || status === 410;

/* Asks after every link of which this phone keeps something, but the one that has just opened. */
async function dropRevoked(stands) {
  const cache = await caches.open(COPIES);
  const paths = (await cache.keys()).map((one) => new URL(one.url).pathname);
  const links = new Set(paths.map((path) => LINK.exec(path)?.[1]).filter(Boolean));
  links.delete(stands);
  for (const link of links) {
    const answer = await fetch(`/door/${link}/`, { method: "HEAD", cache: "no-store" });
    if (isGone(answer)) await drop((path) => LINK.exec(path)?.[1] === link);
  }
}

async function drop(isOf) {
  const cache = await caches.open(COPIES);
  const gone = (await cache.keys()).filter((one) => isOf(new URL(one.url).pathname));
  await Promise.all(gone.map((one) => cache.delete(one, { ignoreVary: true })));
}

function late() {
  return new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")));
}

async function file(request) {
  const cache = await caches.open(COPIES);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
