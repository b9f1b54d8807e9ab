// <button data-copy="text" data-copied="Copied" data-not-copied="…" hidden>: puts the
// text on the clipboard and says so aloud. The button hides where no script runs.

// Plain http on a local network has no clipboard API; an old way still works there.
function copyByHand(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "vh";
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  if (!copied) throw new Error("not copied");
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
  } else {
    copyByHand(text);
  }
}

function statusOf(button) {
  let status = button.nextElementSibling;
  if (!status?.matches("[data-copy-status]")) {
    status = document.createElement("span");
    status.dataset.copyStatus = "";
    status.className = "quiet copy-status";
    status.setAttribute("role", "status");
    button.after(status);
  }
  return status;
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const status = statusOf(button);
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await copy(button.dataset.copy);
      status.textContent = button.dataset.copied;
    } catch {
      status.textContent = button.dataset.notCopied;
    }
    button.focus();
  });
}
