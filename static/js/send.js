// A form with words in it leaves its page only when the line is there and the same
// person is still signed in. Pages of signed-in people are in no cache: on the
// browser's own error page, or on the way to sign in, what was typed would be gone.
// The answer brings a fresh token. Without this module forms are plain forms.
//
// <template data-send="/address/to/ask" data-who="…"> holds what is said.

const words = document.querySelector("template[data-send]");
const TYPED = "textarea, input:is([type=text], [type=email], [type=url], [type=file])";
const PATIENCE = 10_000;
const leaving = new WeakSet();

const hasWords = (form) =>
  [...form.elements].some((field) => field.matches(TYPED) && field.value.trim());

// What keeps the form here: "lost", "signed-out", "somebody-else", or nothing.
async function asked() {
  let response;
  try {
    response = await fetch(words.dataset.send, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return "lost";
  }
  if (response.status === 401) return "signed-out";
  if (!response.ok) return "lost";
  if (!words.dataset.who) return "";
  const { who, token } = await response.json();
  if (who !== words.dataset.who) return "somebody-else";
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) {
    field.value = token;
  }
  return "";
}

function say(form, what) {
  form.querySelector("[data-send-said]")?.remove();
  if (!what) return;
  const said = words.content.querySelector(`[data-${what}]`).cloneNode(true);
  said.dataset.sendSaid = what;
  form.append(said);
  said.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!words || event.defaultPrevented || form.method !== "post" || !hasWords(form)) return;
  if (leaving.delete(form)) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const kept = await asked();
  form.ariaBusy = null;
  say(form, kept);
  if (kept) return;
  leaving.add(form);
  form.requestSubmit(event.submitter);
});

addEventListener("online", () => {
  document.querySelector("[data-send-said=lost]")?.remove();
});
