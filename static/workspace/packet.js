// Ctrl+Enter (or ⌘+Enter) saves the text and goes on. The page works without it: the
// button does the same.

const form = document.querySelector("[data-translating]");
const box = form?.querySelector("textarea");

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});

// Straight to the words, where the page was not opened at an error.
if (box && !document.querySelector(".message-wrong, .message-careful")) {
  box.focus({ preventScroll: true });
}
