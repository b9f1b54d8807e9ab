// Forms of threads (form[data-remark]) are sent without leaving the page, and
// [data-threads="address"] is renewed with the answer. Whoever draws places in the
// text hears of it by the event `threads:renewed`; `threads:refresh` asks for it.

const place = () => document.querySelector("[data-threads]");

// What others are writing in other boxes outlives the renewal.
function halfWritten(except) {
  return [...document.querySelectorAll("[data-threads] textarea")]
    .filter((box) => box.value && box.form !== except)
    .map((box) => [box.id, box.value]);
}

function renew(html, except) {
  const kept = halfWritten(except);
  const focused = document.activeElement?.id;
  const next = document.createRange().createContextualFragment(html).querySelector("[data-threads]");
  place().replaceWith(next);
  for (const [id, value] of kept) {
    const box = document.getElementById(id);
    if (!box) continue;
    box.value = value;
    box.closest("details")?.setAttribute("open", "");
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("threads:renewed"));
}

function complain(form, sentence) {
  form.querySelector(".wrong")?.remove();
  const said = document.createElement("p");
  said.className = "wrong";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  form.querySelector("button").before(said);
}

async function send(form) {
  const words = place().dataset;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (response.status === 401) return complain(form, words.signedOut);
    const answer = await response.json();
    if (!response.ok) return complain(form, answer.sentence);
    if (form.closest("[data-threads]") === null) form.reset();
    form.closest("details")?.removeAttribute("open");
    renew(answer.html, form);
    document.getElementById(`c-${answer.thread}`)?.focus();
  } catch {
    complain(form, words.notSent);
  } finally {
    button.disabled = false;
  }
}

async function refresh() {
  try {
    const response = await fetch(place().dataset.threads, { headers: { Accept: "application/json" } });
    if (response.ok) renew((await response.json()).html);
  } catch {
    // Without a line the old ones stay.
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-remark]");
  if (!form || !place()) return;
  event.preventDefault();
  send(form);
});
document.addEventListener("threads:refresh", refresh);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && place()) refresh();
});
