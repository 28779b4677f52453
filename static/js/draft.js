/* Saves what is typed into the log form as a draft that only its author can read. Without this
   script a button does. Whoever wrote in another window meanwhile is not written over unasked. */
"use strict";

{
  const PAUSE = 2000; // ms after the last stroke
  const AGAIN = 15000; // ms, where there is no connection
  const form = document.querySelector("form.log");
  const state = form.querySelector(".draft-state");
  const elsewhere = form.querySelector(".draft-elsewhere");
  const { kept } = form.elements;
  let timer = 0;
  let isDirty = false;
  let isSaving = false;
  let isStopped = false;

  function later(wait) {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, wait);
  }

  async function save() {
    if (isSaving || isStopped || !isDirty) return;
    isSaving = true;
    isDirty = false;
    // From now on a draft may be there: whatever logs this form ends it.
    kept.value ||= "0";
    const answer = await send();
    isSaving = false;
    if (answer) await hear(answer);
    else fail();
    if (isDirty) later(PAUSE);
  }

  /* What is still under way when the page is left arrives all the same. */
  async function send() {
    try {
      return await fetch(form.dataset.saves, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
        keepalive: true,
      });
    } catch {
      return null;
    }
  }

  async function hear(answer) {
    if (answer.ok) {
      kept.value = (await answer.json()).revision;
      tell(state.dataset.saved.replace("{time}", now()));
    } else if (answer.status === 409) {
      ask(await answer.json());
    } else if (answer.status === 410 || answer.status === 422) {
      isStopped = answer.status === 410;
      tell((await answer.json()).said);
    } else if (answer.status >= 500) {
      fail();
    } else {
      isStopped = true;
      tell(state.dataset.signedOut);
    }
  }

  function fail() {
    isDirty = true;
    tell(state.dataset.waits);
    later(AGAIN);
  }

  /* The other window has the word until the person says otherwise. */
  function ask({ revision, draft }) {
    isStopped = true;
    tell("");
    elsewhere.hidden = false;
    const there = elsewhere.querySelector("a");
    there.href = `${there.pathname}?draft=${draft}`;
    elsewhere.querySelector("button").onclick = () => {
      elsewhere.hidden = true;
      kept.value = revision;
      isStopped = false;
      isDirty = true;
      save();
    };
  }

  const now = () =>
    new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function tell(words) {
    state.textContent = words;
  }

  form.addEventListener("input", (event) => {
    if (!event.target.name) return; // the search among the kinds is nothing to keep
    isDirty = true;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    isStopped = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
