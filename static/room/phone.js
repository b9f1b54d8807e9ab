// <form data-room="…"> with [name=key]: the number by which this phone is known to this
// meeting, so that answers that are sent again change the first ones and do not add to
// them. It stays on the phone; where nothing can be kept, the page's own serves.

const form = document.querySelector("form[data-room]");

if (form) {
  const field = form.elements.key;
  const name = `room ${form.dataset.room}`;
  try {
    field.value = localStorage.getItem(name) ?? field.value;
    localStorage.setItem(name, field.value);
  } catch {
    // a browser that keeps nothing
  }
}
