// <div data-poll="/address/of/the/fragment" data-poll-every="2">: asks the server for
// the element anew and puts it in place, until the answer has no data-poll any more.
// Sleeps while the page is hidden, waits longer after each failure, gives up where the
// server says that there is nothing (more) to see. Without it the page offers a link.

const LONGEST = 30;

function visible() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((wake) => {
    document.addEventListener("visibilitychange", wake, { once: true });
  });
}

async function fetched(address) {
  const response = await fetch(address, {
    headers: { Accept: "text/html", "X-Fragment": "1" },
    credentials: "same-origin",
  });
  if (response.redirected || (response.status >= 400 && response.status < 500)) return null;
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.body.firstElementChild;
}

async function follow(element) {
  let every = Number(element.dataset.pollEvery) || 2;
  while (element.isConnected && element.dataset.poll) {
    await new Promise((later) => setTimeout(later, every * 1000));
    await visible();
    try {
      const next = await fetched(element.dataset.poll);
      if (!next) return;
      element.replaceWith(next);
      element = next;
      every = Number(element.dataset.pollEvery) || 2;
    } catch {
      every = Math.min(every * 2, LONGEST);
    }
  }
}

for (const element of document.querySelectorAll("[data-poll]")) follow(element);
