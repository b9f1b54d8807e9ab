// While a page is being measured, ask again: nobody has to press anything. Whoever
// has begun to tick keeps their ticks and looks again themselves.
if (document.querySelector("[data-wait]")) {
  const again = setTimeout(() => window.location.reload(), 1500);
  document.addEventListener("change", () => clearTimeout(again), { once: true });
}
