// Deciding without leaving the page: by the buttons, and by keys while the list has
// the focus. Without this module the buttons send their forms.

const page = document.querySelector("[data-deciding]");
const said = document.querySelector("[data-said]");
const total = document.querySelector("[data-total]");

const items = () => [...page.querySelectorAll("[data-suggestion]")];

function say(sentence) {
  said.textContent = sentence;
}

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

page.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-suggestion]");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const refuse = item.querySelector(".refuse");
  if (event.key === "Escape" && refuse?.open) {
    refuse.open = false;
    return stopAt(item, { focus: true });
  }
  if (event.target.matches("input, textarea")) return;
  const moves = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const by = moves[event.key] ?? moves[letterOf(event)];
  if (by) {
    step(item, by);
  } else if (letterOf(event) === "a") {
    item.querySelector("[data-decide=accept]")?.requestSubmit();
  } else if (letterOf(event) === "r" && refuse) {
    refuse.open = true;
    refuse.querySelector("[name=reason]").focus();
  } else {
    return;
  }
  event.preventDefault();
});

page.addEventListener("focusin", (event) => {
  const item = event.target.closest("[data-suggestion]");
  if (item) stopAt(item);
});

function takeAway(ids) {
  const all = items();
  const gone = all.filter((item) => ids.includes(item.dataset.suggestion));
  const place = all.indexOf(gone[0]);
  for (const item of gone) {
    const pile = item.closest("[data-pile]") ?? page;
    for (const field of pile.querySelectorAll("[data-all] [name=ids]")) {
      if (field.value === item.dataset.suggestion) field.remove();
    }
    item.remove();
    const left = pile.querySelectorAll("[data-suggestion]").length;
    if (left < 2) pile.querySelector("[data-all]")?.remove();
    if (!left && pile !== page) pile.remove();
  }
  if (total) total.textContent = Number(total.textContent) - gone.length;
  const left = items();
  const next = left[Math.min(place, left.length - 1)];
  if (next) return stopAt(next, { focus: true });
  const rest = page.querySelector("[data-rest]"); // comments that wait
  const end = rest ?? page.querySelector("[data-empty]");
  end.hidden = false;
  end.tabIndex = -1;
  end.focus();
}

async function send(form) {
  const body = new FormData(form);
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
    credentials: "same-origin",
  });
  const isJson = response.headers.get("Content-Type")?.includes("application/json");
  if (!isJson) return window.location.reload(); // signed out, or closed to us
  const answer = await response.json();
  say(answer.sentence);
  if (response.ok || response.status === 409) takeAway(body.getAll("ids"));
}

page.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-decide]");
  if (!form) return;
  event.preventDefault();
  const item = form.closest("[data-suggestion]") ?? form;
  if (item.ariaBusy === "true") return;
  item.ariaBusy = "true";
  try {
    await send(form);
  } catch {
    say(said.dataset.noLine);
  } finally {
    item.ariaBusy = "false";
  }
});

const [first] = items();
if (first) {
  stopAt(first);
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
}
