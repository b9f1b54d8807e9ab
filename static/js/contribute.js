// The page at an address for contributions: keeps what is typed on the device, sends
// it when there is a line, and shows the code. Without this module it is a plain form.

const form = document.querySelector("form[data-worker]");
const part = (name) => document.querySelector(`[data-${name}]`);
const { voices } = globalThis;
const NOT_TYPED = new Set(["key", "topic_line", "photos", "language"]);
const PAUSE = 300;
const EDGE = 1600; // pixels; larger pictures show no more to whoever reads
const AGAIN = 60_000; // where a line comes back and nobody says so
const path = window.location.pathname;
let key = newKey();
let timer;
let again;
let seen = [];
let drawing = Promise.resolve();

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// What is typed

function rowOf(state) {
  const fields = [...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name));
  const photos = [...(form.elements.photos?.files ?? [])];
  return { key, path, address: window.location.href, at: Date.now(), state, fields, photos };
}

const isTyped = () =>
  Boolean(form.elements.text.value.trim() || form.elements.change.value.trim());

async function keepDraft() {
  clearTimeout(timer);
  part("forgotten").hidden = true;
  if (isTyped()) await voices.put(rowOf("draft"));
  else await voices.remove(key);
  // Whoever writes the next one has seen the codes before.
  await Promise.all(seen.splice(0).map(voices.remove));
  part("draft").hidden = !isTyped() && part("waiting").hidden;
}

function fill(row) {
  key = row.key;
  for (const name of ["text", "change", "region"]) {
    const found = row.fields.find(([field]) => field === name);
    if (found) form.elements[name].value = found[1];
  }
  const ticked = new Set(row.fields.map(([name, value]) => `${name} ${value}`));
  for (const box of form.querySelectorAll("[type=checkbox]"))
    box.checked = ticked.has(`${box.name} ${box.value}`);
  if (row.photos.length && form.elements.photos) {
    const files = new DataTransfer();
    for (const photo of row.photos) files.items.add(photo);
    form.elements.photos.files = files.files;
  }
  part("draft").hidden = false;
  hintAtNames();
}

// Photos are drawn anew here already: small enough for a weak line, and without when
// and where they were taken. What this browser cannot draw goes as it is; the server
// draws everything once more.

async function drawn(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return blob ? new File([blob], "photo.jpg", { type: blob.type }) : file;
  } catch {
    return file;
  }
}

async function drawPhotos() {
  const { photos } = form.elements;
  const chosen = photos.files;
  const files = new DataTransfer();
  for (const file of chosen) files.items.add(await drawn(file));
  if (photos.files !== chosen) return; // others were chosen meanwhile
  photos.files = files.files;
  if (isTyped()) await keepDraft();
}

// Two names in a row, or the digits of a telephone. Sentences begin with a capital
// letter, but not two words of them.
const NAMES = /\p{Lu}\p{Ll}+[ \t]+\p{Lu}\p{Ll}+/u;
const TELEPHONE = /(?:\d[\s()-]*){9,}/;

function hintAtNames() {
  const said = `${form.elements.text.value}\n${form.elements.change.value}`;
  part("names").hidden = !NAMES.test(said) && !TELEPHONE.test(said);
}

// What is sent

function begin() {
  form.reset();
  key = newKey();
  part("draft").hidden = true;
  part("names").hidden = true;
}

function refuse(sentence) {
  const box = part("refused");
  box.querySelector("p").textContent = sentence;
  box.hidden = false;
  box.scrollIntoView({ block: "center" });
}

async function show() {
  const rows = (await voices.all()).filter((row) => row.path === path);
  const kept = rows.filter((row) => row.state === "kept");
  if (kept.length) part("kept").innerHTML = kept.map((row) => row.kept).join("");
  seen = kept.map((row) => row.key);
  const isWaiting = rows.some((row) => row.state === "waiting");
  part("waiting").hidden = !isWaiting;
  clearTimeout(again);
  if (isWaiting) again = setTimeout(sendWaiting, AGAIN);
  const refused = rows.find((row) => row.state === "refused");
  if (refused && !isTyped()) {
    fill(refused);
    refuse(refused.refused || form.dataset.closed);
    await voices.put({ ...refused, state: "draft" });
  }
  const draft = rows.find((row) => row.state === "draft");
  if (draft && !isTyped()) fill(draft);
  part("draft").hidden = !rows.length;
}

async function sendWaiting() {
  await voices.sendAll();
  await show();
}

async function send(event) {
  if (event.submitter?.name === "language") return keepAndTurn(event);
  event.preventDefault();
  clearTimeout(timer);
  const button = event.submitter ?? form.querySelector(".button:not([type])");
  button.disabled = true;
  part("refused").hidden = true;
  await drawing;
  const row = rowOf("waiting");
  try {
    await voices.put(row);
  } catch {
    return form.submit(); // no room on this device
  }
  begin();
  const sent = await voices.send(row);
  await show();
  button.disabled = false;
  if (sent.isLate) refuse(form.dataset.later);
  if (sent.state === "waiting") {
    const worker = await navigator.serviceWorker?.getRegistration(form.dataset.worker);
    await worker?.sync?.register("voices").catch(() => {});
    part("waiting").scrollIntoView({ block: "center" });
  } else if (sent.state === "kept") part("kept").scrollIntoView();
}

// The same page in another language, which also opens without a line.
async function keepAndTurn(event) {
  event.preventDefault();
  const language = event.submitter.value;
  await keepDraft();
  window.location.assign(`?lang=${language}`);
}

async function forget() {
  clearTimeout(timer);
  clearTimeout(again);
  begin();
  part("kept").replaceChildren();
  part("waiting").hidden = true;
  part("refused").hidden = true;
  await voices.forget();
  for (const name of await caches.keys())
    if (name.startsWith("voices-")) await caches.delete(name);
  const worker = await navigator.serviceWorker?.getRegistration(form.dataset.worker);
  await worker?.unregister();
  part("forgotten").hidden = false;
}

// The page, in every language, for the time without a line.
async function prepare() {
  if (!navigator.serviceWorker) return;
  const worker = form.dataset.worker;
  const scope = worker.slice(0, worker.lastIndexOf("/") + 1);
  await navigator.serviceWorker.register(worker, { scope });
  navigator.serviceWorker.addEventListener("message", show);
  const pages = await caches.open("voices-pages");
  const languages = [...document.querySelectorAll(".langs button")];
  await pages.addAll([path, ...languages.map((button) => `${path}?lang=${button.value}`)]);
  document.documentElement.dataset.opensWithoutLine = "";
}

async function start() {
  await show();
  form.addEventListener("input", () => {
    hintAtNames();
    clearTimeout(timer);
    timer = setTimeout(keepDraft, PAUSE);
  });
  form.elements.photos?.addEventListener("change", () => {
    drawing = drawPhotos().catch(() => {});
  });
  form.addEventListener("submit", send);
  part("forget").addEventListener("click", forget);
  window.addEventListener("online", sendWaiting);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendWaiting();
    else if (isTyped()) keepDraft();
  });
  await sendWaiting();
}

// A browser that keeps nothing sends the plain form.
if (form && globalThis.indexedDB) {
  start().catch(() => {});
  prepare().catch(() => {});
}
