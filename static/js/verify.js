// A scanned square leads here with the code behind the "#", which browsers send to nobody. Put it
// into the form, take it out of the address, and ask.
(() => {
  const code = window.location.hash.slice(1);
  if (!/^[0-9a-f]{32,64}$/.test(code)) return;
  const field = document.querySelector('textarea[name="copy"]');
  if (!field || field.value) return;
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname);
  field.form.requestSubmit();
})();
