// <ul data-door data-failed="…">: each form inside counts one more or one less. With
// this module no page is loaded for a tap; without it each form is sent as it stands.
// The number shown is always the server's; it is grey while a tap is on its way.

let underway = 0;
const waiting = new WeakMap(); // form → its own taps on their way

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
    const answer = await response.json();
    output.value = Number(answer.count);
  } catch {
    wrong.textContent = door.dataset.failed;
    wrong.hidden = false;
  }
}

function count(form, more) {
  underway += more;
  waiting.set(form, (waiting.get(form) ?? 0) + more);
  form.querySelector("output").classList.toggle("is-waiting", waiting.get(form) > 0);
}

// One after the other: of two quick taps the later answer stays on the screen.
let last = Promise.resolve();

for (const door of document.querySelectorAll("[data-door]")) {
  door.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (!button) return;
    event.preventDefault();
    count(form, 1);
    last = last.then(() => send(form, button, door)).then(() => count(form, -1));
  });
}

window.addEventListener("beforeunload", (event) => {
  if (underway > 0) event.preventDefault();
});
