// The way out: one tap, or Esc three times. The page goes blank at once, and the
// history entry is replaced, so that Back does not lead here again. Without this
// module the link is a plain link and still leaves.

const link = document.querySelector("[data-leave]");
const PATIENCE = 1500;
let pressed = [];

function leave(href) {
  document.documentElement.hidden = true;
  document.title = "…";
  window.location.replace(href);
}

document.addEventListener("click", (event) => {
  const out = event.target.closest("[data-leave]");
  if (!out) return;
  event.preventDefault();
  leave(out.href);
});

document.addEventListener("keydown", (event) => {
  if (!link || event.key !== "Escape" || event.repeat) return;
  const now = event.timeStamp;
  pressed = [...pressed.filter((moment) => now - moment < PATIENCE), now];
  if (pressed.length >= 3) leave(link.href);
});

// Coming Back to a page kept whole in memory would show it again: ask the server,
// which knows whether this browser is still signed in.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.hidden) window.location.reload();
});
