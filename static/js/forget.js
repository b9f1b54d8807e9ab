// Signing out leaves no draft on the device.

const PREFIX = "draft:";
const KNOWN = "draft-databases";

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

for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await Promise.all((await names()).map(remove));
      localStorage.removeItem(KNOWN);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
    form.submit();
  });
}
