// Inside [data-threads][data-people='["Name", …]'] or beside it: typing “@” in a box
// for comments offers the people whom the writer may call by name.

const MOST = 6;
const AT_CARET = /(?:^|[^\p{L}\p{N}@])@([\p{L}][\p{L}\p{M}’'-]*(?: [\p{L}\p{M}’'-]*)?)?$/u;

function peopleOf() {
  const source = document.querySelector("[data-people]");
  return source ? JSON.parse(source.dataset.people) : [];
}

const folded = (text) => text.toLocaleLowerCase().replaceAll("ё", "е");

function matching(typed) {
  const wanted = folded(typed ?? "");
  return peopleOf()
    .filter((name) => folded(name).split(" ").some((_, place, words) => words.slice(place).join(" ").startsWith(wanted)))
    .slice(0, MOST);
}

let list = null;

function close() {
  list?.box.removeAttribute("aria-activedescendant");
  list?.element.remove();
  list = null;
}

function select(place) {
  const items = [...list.element.children];
  list.place = (place + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === list.place)));
  list.box.setAttribute("aria-activedescendant", items[list.place].id);
}

function take(name) {
  const { box, typed } = list;
  const end = box.selectionStart;
  box.setRangeText(`${name} `, end - typed.length, end, "end");
  close();
  box.focus();
}

function open(box, typed, names) {
  close();
  const element = document.createElement("ul");
  element.className = "names";
  element.setAttribute("role", "listbox");
  names.forEach((name, index) => {
    const item = document.createElement("li");
    item.id = `name-${index}`;
    item.setAttribute("role", "option");
    item.textContent = name;
    // Before the box loses the focus.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(name);
    });
    element.append(item);
  });
  box.after(element);
  list = { box, element, typed, place: 0, names };
  select(0);
}

function isBox(target) {
  return target.matches?.("textarea[name=body]") && target.closest("[data-remark]");
}

document.addEventListener("input", ({ target }) => {
  if (!isBox(target)) return;
  const found = AT_CARET.exec(target.value.slice(0, target.selectionStart));
  const names = found ? matching(found[1]) : [];
  if (names.length) open(target, found[1] ?? "", names);
  else close();
});

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== list.box || event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) select(list.place + steps[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") take(list.names[list.place]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

document.addEventListener("focusout", ({ target }) => {
  if (list && target === list.box) close();
});
