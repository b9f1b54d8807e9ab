// While a page is being measured, ask again: nobody has to press anything.
if (document.querySelector("[data-wait]")) {
  setTimeout(() => window.location.reload(), 1500);
}
