// <ul data-door data-failed="…">: each form inside counts one more or one less. With
// this module no page is loaded for a tap; without it each form is sent as it stands.
// The number shown is always the server's.

async function send(form, button, door) {
  const body = new FormData(form);
  body.set(button.name, button.value);
  const output = form.querySelector("output");
  const wrong = form.querySelector("[role=alert]");
  wrong.hidden = true;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!response.ok || response.redirected) throw new Error(`answered ${response.status}`);
    const { count } = await response.json();
    output.value = Number(count);
  } catch {
    wrong.textContent = door.dataset.failed;
    wrong.hidden = false;
  }
}

// One after the other: of two quick taps the later answer stays on the screen.
let last = Promise.resolve();

for (const door of document.querySelectorAll("[data-door]")) {
  door.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (!button) return;
    event.preventDefault();
    last = last.then(() => send(form, button, door));
  });
}
