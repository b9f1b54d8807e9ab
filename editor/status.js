// The bar at the bottom: what may be lost, and how long the text is. It says what
// the server has answered, and nothing it has not.
import { Level, Phase } from "./provider.js";
import { wordCount } from "./counting.js";
import { download, unsentParagraphs } from "./unsent.js";

const NEARLY = 0.95;
const QUIET = 1500; // ms that a state lasts before it is read out
const HANDED = 2000; // ms until a browser has surely taken the file
const WIDTH = 200; // of the scale at 100 %; see core/templatetags/ui.py

/** The name of the state, for words and shape. */
export function stateOf(provider) {
  const { phase, isSaved, isAgreed, level, keep, wouldLose, savedAt } = provider;
  switch (phase) {
    case Phase.OPENING:
      return "opening";
    case Phase.OFFLINE:
      return keep.isKeeping && !wouldLose ? "offline_kept" : "offline_lost";
    case Phase.MISSING:
      return "closed";
    case Phase.LIVE:
      break;
    default:
      return phase.replace("-", "_");
  }
  if (level >= Level.WRITE) {
    return isSaved ? (savedAt ? "saved" : "all_saved") : "saving";
  }
  if (!isSaved) {
    return "not_taken";
  }
  if (level === Level.SUGGEST) {
    return isAgreed ? "agreed" : "suggest";
  }
  return "read_only";
}

const SHAPES = {
  saved: "ok",
  all_saved: "ok",
  saving: "draft",
  opening: "draft",
  offline_kept: "watch",
  suggest: "review",
  agreed: "agreed",
  read_only: "review",
};
// These come and go with every key; the rest is read out.
const USUAL = new Set(["opening", "saving", "saved", "all_saved"]);

export class StatusBar {
  constructor(bar, { provider, doc, words, language }) {
    Object.assign(this, { bar, provider, doc, words, language });
    this.say = bar.querySelector("[data-status-words]");
    this.shape = bar.querySelector("[data-status-shape] use");
    this.aloud = bar.querySelector("[data-status-aloud]");
    this.save = bar.querySelector("[data-download]");
    this.anew = bar.querySelector("[data-anew]");
    this.reload = bar.querySelector("[data-reload]");
    this.count = bar.querySelector("[data-count]");
    this.scale = bar.querySelector(".bar");
    this.budget = Number(bar.dataset.budget) || 0;
    this.state = "";
    this.spoken = "";
    bar.hidden = false;
    // Were the caret lost to a button, the tabs would come back below the bar and move
    // the button away from under the finger.
    bar.addEventListener("mousedown", (event) => {
      if (event.target.closest("button")) {
        event.preventDefault();
      }
    });
    this.save.addEventListener("click", () => this.handOver());
    this.anew.addEventListener("click", () => this.beginAnew());
    this.reload.addEventListener("click", () => window.location.reload());
    window.addEventListener("beforeunload", (event) => {
      if (provider.wouldLose) {
        event.preventDefault();
      }
    });
  }

  show() {
    const { provider } = this;
    const state = stateOf(provider);
    this.bar.dataset.state = state;
    this.write(this.say, this.sentence(state));
    const shape = SHAPES[state] ?? "risk";
    this.shape.setAttribute(
      "href",
      this.shape.getAttribute("href").replace(/#.*/, `#m-${shape}`),
    );
    this.shape.parentNode.setAttribute("class", `mark mark-${shape}`);
    const isTrouble = state !== "saving" && state !== "opening";
    this.anew.hidden = provider.isSaved || !provider.isStuck || state !== "refused";
    this.save.hidden = provider.isSaved || !isTrouble;
    this.reload.hidden = !provider.hasEnded || provider.phase === Phase.CLOSED;
    if (state !== this.state) {
      this.state = state;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.speak(), QUIET);
    }
  }

  sentence(state) {
    const { provider, words } = this;
    if (state === "refused") {
      return provider.sentence || words.refused;
    }
    const time = provider.savedAt?.toLocaleTimeString(this.language, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    return (words[state] ?? state).replace("%(time)s", time);
  }

  /** What changed for good is read out, once; the words of typing are not. */
  speak() {
    const isUsual = USUAL.has(this.state);
    if (isUsual && !this.spoken) {
      return;
    }
    this.write(this.aloud, this.sentence(this.state));
    this.spoken = isUsual ? "" : this.state;
  }

  write(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  /** Words of this section against its budget. */
  measure(document) {
    const count = wordCount(document);
    if (count === this.counted) {
      return;
    }
    this.counted = count;
    this.count.textContent = count.toLocaleString(this.language);
    const part = this.budget ? count / this.budget : 0;
    this.count.classList.toggle("over", part > 1);
    this.bar.dataset.budgetState = part > 1 ? "over" : part >= NEARLY ? "nearly" : "";
    if (!this.scale) {
      return;
    }
    const fill = this.scale.querySelector(".bar-fill");
    const limit = this.scale.querySelector(".bar-limit");
    fill.setAttribute("width", String(Math.min(part, 1) * WIDTH));
    this.drawOver(limit, Math.min(Math.max(part - 1, 0) * WIDTH, 240 - WIDTH));
  }

  drawOver(limit, width) {
    let over = this.scale.querySelector(".bar-over");
    if (!over) {
      over = limit.cloneNode();
      over.setAttribute("class", "bar-over");
      over.setAttribute("x", String(WIDTH));
      over.setAttribute("y", "1");
      over.setAttribute("height", "8");
      limit.before(over);
    }
    over.setAttribute("width", String(width));
  }

  handOver() {
    const { provider, words, doc } = this;
    const paragraphs = unsentParagraphs(doc, provider.pending);
    const text = [words.file_heading, ...paragraphs].join("\r\n\r\n");
    download(words.file_name, `${text}\r\n`);
  }

  /** What is refused for good would stand before everything typed later. */
  async beginAnew() {
    const { provider } = this;
    this.anew.disabled = true;
    provider.stop();
    this.handOver();
    await new Promise((resolve) => setTimeout(resolve, HANDED));
    await provider.letGo();
    window.location.reload();
  }
}
