// Who we are to the server: the token of the page, renewed when a person signed in
// again in another tab. Words of one person are never sent as another's.

export class Session {
  constructor(page) {
    this.page = page;
    this.field = page.querySelector("[name=csrfmiddlewaretoken]");
  }

  get value() {
    return this.field.value;
  }

  /** True: there is a new token. False: nobody is signed in. "other": somebody else is. */
  async renew() {
    const response = await fetch(window.location.href, { credentials: "same-origin" });
    if (!response.ok || response.redirected) {
      return false;
    }
    const fresh = new DOMParser()
      .parseFromString(await response.text(), "text/html")
      .querySelector("[data-draft]");
    const field = fresh?.querySelector("[name=csrfmiddlewaretoken]");
    if (!field) {
      return false;
    }
    if (fresh.dataset.owner !== this.page.dataset.owner) {
      return "other";
    }
    for (const old of this.page.querySelectorAll("[name=csrfmiddlewaretoken]")) {
      old.value = field.value;
    }
    return true;
  }
}
