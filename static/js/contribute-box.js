// What is written at an address for contributions waits here, on the device: the
// draft, what could not be sent yet, and codes that nobody has seen. The page and its
// worker share this file; each row is one contribution, named by its own key, with
// which the server takes it once however often it is sent.

globalThis.voices = (() => {
  const NAME = "voices";
  const STORE = "words";
  const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
  // Whom the server asks to come again, and whom it could not hear.
  const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

  const answered = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  function opened() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "key" });
    return answered(request);
  }

  async function within(mode, work) {
    const database = await opened();
    database.onversionchange = () => database.close();
    try {
      return await answered(work(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  }

  const put = (row) => within("readwrite", (store) => store.put(row));
  const remove = (key) => within("readwrite", (store) => store.delete(key));

  async function all() {
    const rows = await within("readonly", (store) => store.getAll());
    const old = rows.filter((row) => Date.now() - row.at > KEPT_FOR);
    await Promise.all(old.map((row) => remove(row.key)));
    return rows.filter((row) => !old.includes(row)).sort((a, b) => a.at - b.at);
  }

  const forget = () => answered(indexedDB.deleteDatabase(NAME));

  function bodyOf(row) {
    const body = new FormData();
    for (const [name, value] of row.fields) body.append(name, value);
    body.set("key", row.key);
    for (const photo of row.photos) body.append("photos", photo, "photo");
    return body;
  }

  // “kept”: it has arrived, and the row holds the code. “refused”: the row says why.
  // “waiting”: no line, or the server asks to come again.
  async function send(row) {
    let response;
    try {
      response = await fetch(row.address, {
        method: "POST",
        body: bodyOf(row),
        headers: { Accept: "application/json" },
        credentials: "omit",
      });
    } catch {
      return row;
    }
    if (LATER.has(response.status)) return { ...row, isLate: true };
    const told = await response.json().catch(() => ({}));
    const now = told.kept
      ? { key: row.key, path: row.path, at: Date.now(), state: "kept", kept: told.kept }
      : { ...row, state: "refused", refused: told.refused ?? "" };
    await put(now);
    return now;
  }

  async function sendAll() {
    const rows = (await all()).filter((row) => row.state === "waiting");
    const sent = [];
    for (const row of rows) sent.push(await send(row));
    return sent;
  }

  return { put, remove, all, forget, send, sendAll };
})();
