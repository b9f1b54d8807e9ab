// Entering what is said: Enter keeps a point and the box is empty for the next one. A
// point is put on this device first, under its own key, and taken off only when the
// server has said that it has it; sent twice, it is kept once. The store is one of
// those that signing out looks through and empties (forget.js). Without this module
// the form is sent as it is.

const form = document.querySelector("[data-entering]");
const said = form.querySelector("[data-said]");
const list = document.querySelector("[data-list]");
const nothing = document.querySelector("[data-nothing]");
const box = form.elements.text;
const NAME = `draft:points:${form.dataset.owner}:${form.dataset.entering}`;
const KNOWN = "draft-databases"; // for browsers that cannot list them
const UNSENT = "unsent";
const AGAIN = 10_000;
const USUALLY_KNOWN = form.elements.sensitivity.value;

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function opened() {
  const request = indexedDB.open(NAME);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(UNSENT, { keyPath: "client_key" });
  const database = await settled(request);
  database.onversionchange = () => database.close();
  const known = new Set(JSON.parse(localStorage.getItem(KNOWN) ?? "[]"));
  localStorage.setItem(KNOWN, JSON.stringify([...known.add(NAME)]));
  return database;
}

const store = opened().catch(() => null);

async function inStore(mode, ask) {
  const database = await store;
  if (!database) return undefined;
  return settled(ask(database.transaction(UNSENT, mode).objectStore(UNSENT)));
}

const keep = (point) => inStore("readwrite", (rows) => rows.put(point));
const drop = (key) => inStore("readwrite", (rows) => rows.delete(key));
// In the order in which they were said.
async function unsent() {
  const points = (await inStore("readonly", (rows) => rows.getAll())) ?? [];
  return points.sort((one, other) => one.at - other.at);
}

// A version 4 UUID; `crypto.randomUUID` is there on a secure line only.
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const lineOf = (key) => list.querySelector(`[data-entered="${CSS.escape(key)}"]`);

function waiting(point) {
  if (lineOf(point.client_key)) return;
  const line = document.createElement("li");
  line.className = "ruled finding";
  line.dataset.entered = point.client_key;
  const words = document.createElement("p");
  words.className = "finding-words";
  words.textContent = point.text;
  words.lang = point.language;
  const about = document.createElement("p");
  about.className = "small quiet";
  about.textContent = said.dataset.here;
  line.append(words, about);
  list.prepend(line);
  nothing.hidden = true;
}

// What is wrong is said; the words come back into the box if that is empty.
async function refused(point, sentence) {
  await drop(point.client_key);
  said.textContent = sentence;
  if (box.value.trim()) {
    lineOf(point.client_key)?.querySelector(".small")?.replaceChildren(sentence);
  } else {
    lineOf(point.client_key)?.remove();
    box.value = point.text;
    box.focus();
  }
}

// Whether the others may go on.
async function send(point) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of point.fields) body.append(name, value);
  const response = await fetch(form.action || window.location.pathname, {
    method: "POST",
    headers: { "X-Fragment": "1" },
    body,
    credentials: "same-origin",
  });
  const answer = await response.text();
  if (response.status === 422) {
    await refused(point, answer);
    return true;
  }
  if (response.status !== 201 || response.redirected) {
    said.textContent = response.status < 500 ? said.dataset.signedOut : said.dataset.waiting;
    return false;
  }
  await drop(point.client_key);
  const page = new DOMParser().parseFromString(answer, "text/html");
  lineOf(point.client_key)?.replaceWith(page.body.firstElementChild);
  said.textContent = said.dataset.saved;
  return true;
}

let isSending = false;
let asksAgain = false;

async function sendAll(points) {
  if (isSending) {
    asksAgain = true;
    return;
  }
  isSending = true;
  try {
    for (const point of points ?? (await unsent())) {
      if (!(await send(point))) return;
    }
  } catch {
    said.textContent = (await store) ? said.dataset.waiting : said.dataset.alone;
  } finally {
    isSending = false;
    if (asksAgain) {
      asksAgain = false;
      sendAll();
    }
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!box.value.trim()) return box.focus();
  form.elements.client_key.value = freshKey();
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const point = {
    client_key: form.elements.client_key.value,
    at: Date.now(),
    text: box.value,
    language: form.elements.language.value,
    fields,
  };
  if (!(await store)) {
    // Nothing can be kept here: the box is emptied only when the server has it.
    waiting(point);
    await sendAll([point]);
    if (said.textContent === said.dataset.saved) clear();
    else lineOf(point.client_key)?.remove();
    return undefined;
  }
  await keep(point);
  waiting(point);
  clear();
  return sendAll();
});

function clear() {
  box.value = "";
  form.elements.change.value = "";
  form.elements.sensitivity.value = USUALLY_KNOWN;
  box.focus();
}

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

// One key for a topic, one for who may know it.
const topics = [...form.querySelectorAll("[name=terms]")].slice(0, 9);
topics.forEach((topic, place) => {
  const key = document.createElement("kbd");
  key.className = "key-of desk-only";
  key.textContent = place + 1;
  key.ariaHidden = "true";
  topic.closest("label").append(key);
});

form.addEventListener("keydown", (event) => {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (!event.altKey || event.ctrlKey || event.metaKey || digit === undefined) return;
  event.preventDefault();
  form.querySelector("[data-more]").open = true;
  if (digit === "0") {
    const choices = [...form.elements.sensitivity];
    const next = (choices.findIndex((choice) => choice.checked) + 1) % choices.length;
    choices[next].checked = true;
    said.textContent = choices[next].closest("label").textContent.trim();
  } else if (topics[digit - 1]) {
    topics[digit - 1].checked = !topics[digit - 1].checked;
    said.textContent = topics.filter((one) => one.checked).map((one) => one.nextElementSibling.textContent.trim()).join(", ");
  }
});

window.addEventListener("online", () => sendAll());
setInterval(async () => {
  if ((await unsent()).length) sendAll();
}, AGAIN);

for (const hint of form.querySelectorAll("[data-keys]")) hint.hidden = false;
for (const point of await unsent()) waiting(point);
sendAll();
