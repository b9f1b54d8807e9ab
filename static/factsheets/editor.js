// Saves each text while one types, never over somebody else's. What the bar says is
// what the server has answered. Without this module the form saves with its button.

const form = document.querySelector("form[data-editor]");
const words = form.dataset;
const status = form.querySelector("[data-status-words]");
const token = form.querySelector("[name=csrfmiddlewaretoken]");
const PAUSE = 900; // ms after the last key
const RETRY = 4000;
const OUTLIVES = 60_000; // bytes; no browser carries more than 64 kB past its page

const timers = new Map();
const sending = new Set();
const unsaved = new Set();
const unanswered = new WeakMap(); // field → texts that went out without a receipt

// A browser that puts typed words back after a reload would put them beside a newer
// base: they would pass for an answer to words that this person has never seen.
form.autocomplete = "off";

const blockOf = (field) => field.closest("[data-block]");
const baseOf = (field) => blockOf(field).querySelector("[data-base]");

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function sayState() {
  if (unsaved.size) return say(sending.size ? words.saving : words.unsaved);
  const time = new Date().toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
  say(words.saved.replace("%(time)s", time));
}

async function post(address, fields, isSecond = false) {
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(address, {
    method: "POST",
    keepalive: body.length < OUTLIVES, // goes out even if the page is closed now
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      "X-CSRFToken": token.value,
    },
    body,
    credentials: "same-origin",
  });
  if (response.status === 403 && !isSecond && (await renewToken())) {
    return post(address, fields, true);
  }
  const isJson = response.headers.get("Content-Type")?.includes("application/json");
  return { code: response.status, answer: isJson ? await response.json() : {} };
}

// Who signs in again, in another tab, gets another token; a fresh page has it.
async function renewToken() {
  const response = await fetch(window.location.href, { credentials: "same-origin" });
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("form[data-editor] [name=csrfmiddlewaretoken]");
  if (fresh) token.value = fresh.value;
  return Boolean(fresh);
}

function complain(field, sentence) {
  const block = blockOf(field);
  let note = block.querySelector(".wrong");
  if (!sentence) return note?.remove();
  if (!note) {
    note = document.createElement("p");
    note.className = "wrong";
    note.setAttribute("role", "alert");
    field.before(note);
  }
  note.textContent = sentence;
}

// Both texts stay: ours in the field, theirs below it, until the person chooses.
function showBoth(field, answer) {
  const block = blockOf(field);
  block.querySelector(".conflict")?.remove();
  const box = document.createElement("div");
  box.className = "conflict stack-tight";
  const theirs = document.createElement("blockquote");
  theirs.className = "both";
  theirs.lang = field.lang;
  theirs.textContent = answer.theirs || "–";
  const keep = document.createElement("button");
  const take = document.createElement("button");
  for (const [button, label] of [[keep, words.keepMine], [take, words.takeTheirs]]) {
    button.type = "button";
    button.className = "button button-second button-small";
    button.textContent = label;
  }
  keep.addEventListener("click", () => settle(field, answer.base, field.value));
  take.addEventListener("click", () => settle(field, answer.base, answer.theirs));
  const row = document.createElement("p");
  row.className = "row";
  row.append(keep, take);
  box.append(theirs, row);
  field.after(box);
  complain(field, words.differs);
}

function settle(field, base, text) {
  baseOf(field).value = base;
  blockOf(field).querySelector(".conflict")?.remove();
  complain(field, "");
  field.value = text;
  field.focus();
  save(field);
}

function showStates(key, states = {}) {
  for (const [language, { state, word }] of Object.entries(states)) {
    const foot = form.querySelector(`[data-state-of="${CSS.escape(`${key}:${language}`)}"]`);
    if (!foot) continue;
    foot.hidden = false;
    foot.querySelector("[data-state-word]").textContent = word;
    const use = foot.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#m-${state}`));
    use.parentElement.setAttribute("class", `mark mark-${state}`);
  }
}

function save(field) {
  if (sending.has(field)) return later(field, PAUSE);
  return field.dataset.level ? saveLevel(field) : saveText(field);
}

async function saveText(field) {
  if (blockOf(field).querySelector(".conflict")) return;
  sending.add(field);
  unsaved.add(field);
  sayState();
  const text = field.value;
  const mine = unanswered.get(field) ?? new Set();
  unanswered.set(field, mine.add(text.trim()));
  try {
    const { key, language } = field.dataset;
    const base = baseOf(field).value;
    const { code, answer } = await post(words.editor, { key, language, text, base });
    sending.delete(field);
    if (code === 200) {
      unanswered.delete(field);
      baseOf(field).value = answer.base;
      complain(field, "");
      if (field.value === text) unsaved.delete(field);
      else later(field, PAUSE);
      showStates(key, answer.states);
      refreshProofs();
      sayState();
    } else if (code === 409 && mine.has(answer.theirs)) {
      // Our own words: they had arrived, their receipt had not.
      baseOf(field).value = answer.base;
      later(field, 0);
    } else if (code === 409) {
      showBoth(field, answer);
      say(words.unsaved);
    } else if (code === 401) {
      say(words.signedOut);
      later(field, RETRY * 4);
    } else {
      complain(field, answer.sentence ? `${words.refused} ${answer.sentence}` : words.unsaved);
      say(words.unsaved);
    }
  } catch {
    say(words.offline);
    later(field, RETRY);
  } finally {
    sending.delete(field);
  }
}

async function saveLevel(select) {
  sending.add(select);
  unsaved.add(select);
  sayState();
  const level = select.value;
  try {
    const { code } = await post(words.judge, { chosen: select.dataset.level, level });
    sending.delete(select);
    if (code === 200) {
      if (select.value === level) unsaved.delete(select);
      refreshProofs();
      sayState();
    } else if (code === 401) {
      say(words.signedOut);
      later(select, RETRY * 4);
    } else {
      say(words.unsaved);
    }
  } catch {
    say(words.offline);
    later(select, RETRY);
  } finally {
    sending.delete(select);
  }
}

function later(field, wait) {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => save(field), wait));
}

form.addEventListener("input", (event) => {
  const field = event.target.closest("textarea[data-key]");
  if (!field) return;
  unsaved.add(field);
  say(words.unsaved);
  later(field, PAUSE);
});

form.addEventListener("change", (event) => {
  const select = event.target.closest("select[data-level]");
  if (select) save(select);
});

form.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-agree]:not(form)");
  if (!button) return;
  event.preventDefault();
  const pair = button.closest(".pair-row").querySelectorAll("textarea");
  const read = Object.fromEntries([...pair].map((field) => [field.name, field.value]));
  try {
    const { code, answer } = await post(words.agree, { ...read, block: button.value });
    complain(pair[1], code === 200 ? "" : (answer.sentence ?? words.unsaved));
    if (code !== 200) return;
    showStates(button.value.split("|")[0], answer.states);
    button.remove();
  } catch {
    say(words.offline);
  }
});

form.addEventListener("submit", (event) => {
  if (event.submitter && !event.submitter.matches("[data-save]")) return;
  event.preventDefault();
  flush();
  if (!unsaved.size) sayState();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  }
});

// Leaving by a link of the page: first what is not saved, then the way.
form.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !unsaved.size || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await flush();
  window.location.assign(link.href);
});

async function flush() {
  const fields = [...unsaved];
  for (const field of fields) clearTimeout(timers.get(field));
  await Promise.all(fields.map((field) => save(field)));
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) flush();
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

// -- The page beside the words --------------------------------------------------------

let proofTimer;
const wide = window.matchMedia("(min-width: 64rem)");

function refreshProofs() {
  clearTimeout(proofTimer);
  if (wide.matches) proofTimer = setTimeout(drawProofs, 1200);
}

async function drawProofs() {
  for (const place of form.querySelectorAll("[data-proofs] [data-proof]")) drawProof(place);
}

async function drawProof(place) {
  try {
    const response = await fetch(place.dataset.proof, {
      headers: { "X-Fragment": "1", Accept: "text/html" },
      credentials: "same-origin",
    });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.body.firstElementChild;
    if (!fresh) return;
    const waits = fresh.hasAttribute("data-poll");
    // The last picture stays until the new one is ready.
    if (!waits || !place.querySelector("img")) place.replaceWith(fresh);
    if (waits) {
      const next = waits && place.isConnected ? place : fresh;
      fresh.removeAttribute("data-poll");
      setTimeout(() => drawProof(next), 1200);
    }
  } catch {
    // Without a connection the last picture stays.
  }
}

if (wide.matches) drawProofs();
