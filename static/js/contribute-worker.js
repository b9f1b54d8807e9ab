// Opens the page without a line, and sends what waits when the line is back. Served
// by contributing_views.worker, behind ASSETS, VERSION and contribute-box.js.

const KNOWN = `voices-assets-${VERSION}`;
const PAGES = "voices-pages";
const PATIENCE = 5000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KNOWN).then((cache) => cache.addAll(ASSETS)));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("voices-assets-") && name !== KNOWN;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function fromLine(request) {
  const response = await fetch(request);
  const pages = await caches.open(PAGES);
  if (response.ok) await pages.put(request.url, response.clone());
  // Withdrawn: it opens without a line no more.
  else if (response.status === 404 || response.status === 410)
    await pages.delete(request.url, { ignoreSearch: true, ignoreVary: true });
  return response;
}

async function page(request) {
  const pages = await caches.open(PAGES);
  const match = (options) => pages.match(request.url, { ignoreVary: true, ...options });
  const kept = (await match()) ?? (await match({ ignoreSearch: true }));
  if (!kept) return fromLine(request);
  const line = fromLine(request);
  const silence = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([line.catch(() => kept), silence]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (ASSETS.includes(url.pathname))
    event.respondWith(
      caches.match(url.pathname, { ignoreVary: true }).then((kept) => kept ?? fetch(request)),
    );
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "voices") return;
  event.waitUntil(
    voices.sendAll().then((rows) => {
      // Whoever has the page open is shown the code.
      if (rows.some((row) => row.state === "waiting")) throw new Error("not yet");
      return self.clients
        .matchAll()
        .then((clients) => clients.forEach((client) => client.postMessage("sent")));
    }),
  );
});
