// A page without a browser: what ProseMirror's views need, by jsdom.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><html><body></body></html>", {
  pretendToBeVisual: true,
  url: "http://localhost/",
});
for (const name of [
  "document", "window", "navigator", "Node", "Element", "HTMLElement", "MutationObserver", "DOMParser",
  "XMLSerializer", "getSelection", "getComputedStyle", "Event", "KeyboardEvent",
  "InputEvent", "MouseEvent", "CustomEvent", "requestAnimationFrame",
  "cancelAnimationFrame", "FormData", "NodeFilter", "Text",
]) {
  if (!(name in globalThis) || name === "Event" || name === "CustomEvent" || name === "FormData") {
    globalThis[name] = name === "window" ? window : window[name];
  }
}
globalThis.ClipboardEvent = class extends window.Event {};
globalThis.CSS = { escape: (text) => text.replace(/[^a-zA-Z0-9_-]/g, "\\$&") };
const nowhere = () => ({ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 });
for (const kind of [window.Range, window.Element, window.Text]) {
  kind.prototype.getClientRects = () => [];
  kind.prototype.getBoundingClientRect = nowhere;
}
window.document.elementFromPoint = () => null;
window.Element.prototype.scrollIntoView = () => {};

export { window };
