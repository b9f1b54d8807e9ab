// A telephone that read the picture of a code comes with its digits behind a #, where
// no server sees them. They leave the address, go into the form, and are asked for.

const form = document.querySelector("form[data-code]");
const digits = window.location.hash.slice(1);

if (form && /^\d{12}$/.test(digits)) {
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  form.elements.code.value = digits;
  form.submit();
}
