/* Without a network, the addresses of a door card are answered by the copy on this phone. */
"use strict";

const COPIES = "door-cards";
const CARD = /^\/door\/[^/]+\/$/;
const ANY = { ignoreSearch: true, ignoreVary: true };
const PATIENCE = 4000; // ms that a bad connection gets before the copy answers

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && CARD.test(url.pathname)) {
    event.respondWith(card(request, url));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  }
});

async function card(request, url) {
  const kept = await copyOf(url);
  const answer = fetch(request);
  answer.catch(() => {}); // said below, unless the copy has answered already
  try {
    const first = kept ? await Promise.race([answer, late()]) : await answer;
    if (first.status < 500 || !kept) return first;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

/* The copy in the language that is asked for, else in any. */
async function copyOf(url) {
  const cache = await caches.open(COPIES);
  const kept = await cache.matchAll(`${url.pathname}whole/`, ANY);
  const language = url.searchParams.get("lang") ?? navigator.language.slice(0, 2);
  return kept.find((one) => new URL(one.url).searchParams.get("lang") === language) ?? kept[0];
}

function late() {
  return new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")));
}

async function file(request) {
  const cache = await caches.open(COPIES);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
