// The toolbar: the page brings its buttons and their words, this makes them work.
// One stop for the Tab key, arrows inside (WAI-ARIA's pattern); on a phone it stays
// above the keyboard.

export class Toolbar {
  /** `commands`: name → {run(state, dispatch, view), isOn(state), isAlways}. */
  constructor(bar, { view, commands }) {
    Object.assign(this, { bar, view, commands });
    this.buttons = [...bar.querySelectorAll("[data-command]")];
    for (const button of this.buttons) {
      if (!commands[button.dataset.command]?.run) {
        button.remove();
      }
    }
    this.buttons = this.buttons.filter((button) => button.isConnected);
    this.buttons.forEach((button, at) => {
      button.tabIndex = at ? -1 : 0;
    });
    bar.hidden = false;
    // The text keeps its selection, and a phone its keyboard.
    bar.addEventListener("pointerdown", (event) => {
      if (event.target.closest("[data-command]")) {
        event.preventDefault();
      }
    });
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-command]");
      if (button && button.getAttribute("aria-disabled") !== "true") {
        this.press(button, event.detail === 0);
      }
    });
    bar.addEventListener("keydown", (event) => this.move(event));
    bar.addEventListener("focusin", ({ target }) => this.stop(target));
  }

  press(button, isByKey) {
    const { view } = this;
    const before = document.activeElement;
    this.commands[button.dataset.command].run(view.state, view.dispatch, view);
    // By the mouse one goes on writing; by the keyboard one stays on the bar, unless
    // the command has moved the focus itself.
    if (!isByKey && (document.activeElement === before || document.activeElement === document.body)) {
      view.focus();
    }
    this.show(view.state);
  }

  enter() {
    this.buttons.find((button) => button.tabIndex === 0)?.focus();
    return true;
  }

  move(event) {
    const at = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at ? at - 1 : last,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") {
      this.view.focus();
    } else if (at >= 0 && to !== undefined) {
      event.preventDefault();
      this.buttons[to].focus();
    }
  }

  stop(target) {
    if (this.buttons.includes(target)) {
      this.buttons.forEach((button) => {
        button.tabIndex = button === target ? 0 : -1;
      });
    }
  }

  show(state) {
    const { view, commands } = this;
    const isInText = view.editable;
    for (const button of this.buttons) {
      const { run, isOn, isAlways, isAble } = commands[button.dataset.command];
      if (isOn) {
        button.setAttribute("aria-pressed", String(isOn(state)));
      }
      const isPossible =
        isAlways || (isAble ? isAble(state) : isInText && run(state, undefined, view) !== false);
      // Not `disabled`: one would lose one's place on the bar.
      button.setAttribute("aria-disabled", String(!isPossible));
    }
  }
}

/** Keeps what stands at the bottom above a phone's keyboard, which covers the page
 * without making it smaller. */
export function stayAboveKeyboard(element) {
  const { visualViewport } = window;
  if (!visualViewport) {
    return;
  }
  const move = () => {
    const covered =
      window.innerHeight - visualViewport.height * visualViewport.scale - visualViewport.offsetTop;
    const isKeyboard = covered > 120 && visualViewport.scale === 1;
    element.style.setProperty("--covered", isKeyboard ? `${Math.round(covered)}px` : "0px");
    document.documentElement.classList.toggle("has-keyboard", isKeyboard);
  };
  visualViewport.addEventListener("resize", move);
  visualViewport.addEventListener("scroll", move);
  move();
}
