// <button data-show-password="id of the input" data-hide-label="Hide" hidden>Show</button>

for (const button of document.querySelectorAll("[data-show-password]")) {
  const input = document.getElementById(button.dataset.showPassword);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const visible = input.type === "password";
    input.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hideLabel : show;
    input.focus();
  });
  // A password sent as text would be offered again by the browser's memory of forms.
  input.form?.addEventListener("submit", () => {
    input.type = "password";
  });
}
