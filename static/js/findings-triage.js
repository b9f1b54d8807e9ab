// The inbox by the keyboard: j and k move, r reads, t takes up, a asks why it is set
// aside. What was done comes back from the server as the new line. Without this
// module the buttons send their forms.

const list = document.querySelector("[data-triage]");
const said = document.querySelector("[data-said]");
const items = () => [...list.querySelectorAll("[data-finding]")];

// One item at a time is a stop of the Tab key; the keys move among them.
function stopAt(item, { focus = false } = {}) {
  for (const other of items()) other.tabIndex = other === item ? 0 : -1;
  if (focus) item.focus();
}

function step(from, by) {
  const all = items();
  const next = all[all.indexOf(from) + by];
  if (next) stopAt(next, { focus: true });
}

// On a Russian or Kyrgyz keyboard the same keys carry other letters.
function letterOf(event) {
  return /^[a-z]$/i.test(event.key)
    ? event.key.toLowerCase()
    : event.code.replace(/^Key/, "").toLowerCase();
}

const DOES = { r: "read", t: "take" };

list?.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-finding]");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const aside = item.querySelector("[data-do=aside]");
  if (event.key === "Escape" && aside?.open) {
    aside.open = false;
    return stopAt(item, { focus: true });
  }
  if (event.target.matches("input, textarea")) return;
  const letter = letterOf(event);
  const by = { j: 1, k: -1 }[letter] ?? { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    step(item, by);
  } else if (DOES[letter]) {
    item.querySelector(`form[data-do=${DOES[letter]}]`)?.requestSubmit();
  } else if (letter === "a" && aside) {
    aside.open = true;
    aside.querySelector("[name=reason]").focus();
  } else {
    return;
  }
  event.preventDefault();
});

list?.addEventListener("focusin", (event) => {
  const item = event.target.closest("[data-finding]");
  if (item) stopAt(item);
});

// The answer is the page that the list comes back to: the line in it takes the place
// of this one, and a line that is not there any more goes.
async function send(form, item) {
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    credentials: "same-origin",
  });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok || !page.querySelector("#found")) return window.location.reload();
  const next = page.getElementById(item.id);
  const place = items().indexOf(item);
  const wrong = page.querySelector(".notices .message-wrong p");
  said.textContent = wrong ? wrong.textContent : said.dataset.done;
  document.querySelector("#found").textContent =
    page.querySelector("#found").textContent;
  if (next) {
    item.replaceWith(next);
    return stopAt(next, { focus: true });
  }
  item.remove();
  const left = items();
  if (!left.length) return window.location.reload();
  stopAt(left[Math.min(place, left.length - 1)], { focus: true });
}

list?.addEventListener("submit", async (event) => {
  const item = event.target.closest("[data-finding]");
  if (!item) return;
  event.preventDefault();
  if (item.ariaBusy === "true") return;
  item.ariaBusy = "true";
  try {
    await send(event.target, item);
  } catch {
    said.textContent = said.dataset.noLine;
  } finally {
    item.ariaBusy = "false";
  }
});

const [first] = list ? items() : [];
if (first) {
  stopAt(first);
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
}
