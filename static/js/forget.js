// Signing out leaves no draft on the device. Where words were never sent, the first
// press says so and only the second one goes on.

const PREFIX = "draft:";
const KNOWN = "draft-databases";
const UNSENT = "unsent";
const PATIENCE = 4000; // Safari may never answer

async function names() {
  const listed = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const known = JSON.parse(localStorage.getItem(KNOWN) ?? "[]");
  return [...known, ...listed.map(({ name }) => name)].filter((name) =>
    name.startsWith(PREFIX),
  );
}

const remove = (name) =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });

const countUnsent = (name) =>
  new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, 0);
    const request = indexedDB.open(name);
    // It was only known by name: nothing is made in asking.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = request.onblocked = () => resolve(0);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      const isOurs = database.objectStoreNames.contains(UNSENT);
      const count = isOurs && database.transaction(UNSENT).objectStore(UNSENT).count();
      const done = () => {
        database.close();
        resolve(count.result || 0);
      };
      isOurs ? (count.onsuccess = count.onerror = done) : done();
    };
  });

async function isUnsent() {
  const counts = await Promise.all((await names()).map(countUnsent));
  return counts.some(Boolean);
}

for (const form of document.querySelectorAll("form[data-forget]")) {
  const warning = form.querySelector("[data-unsent]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if (warning?.hidden && (await isUnsent())) {
        warning.hidden = false;
        return;
      }
      await Promise.all((await names()).map(remove));
      localStorage.removeItem(KNOWN);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
    form.submit();
  });
}
