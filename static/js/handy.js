/* Buttons for what a browser can do anyway: print the page, copy a field. Without this script they
   are not there, and the page says all the same what to do. */
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  // Browsers copy only where an address is safe; elsewhere one marks the field oneself.
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.done;
    } catch {
      // Refused by the browser or by whoever uses it: the address is marked, so a key does it.
      status.textContent = button.dataset.refused;
    }
  });
}
