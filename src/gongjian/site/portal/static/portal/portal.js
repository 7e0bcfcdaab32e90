// What every page gains where JavaScript runs; nothing depends on it.

// A failed form: the summary of its errors is read out and scrolled to.
document.querySelector("[data-focus]")?.focus();

// The menu closes as menus do: on Escape, and when the reader goes elsewhere.
const menu = document.querySelector(".gj-menu");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// Sent once is enough: a second press of a button within moments is not a second request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
// Coming back by the browser's button shows a kept page, whose forms may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// What is looked up while somebody writes is looked up, too, where they wrote before the scripts
// came, or a draft or the browser brought back what they wrote: htmx hears none of it.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("[hx-post][data-of]")) {
    const field = document.querySelector(box.dataset.of);
    if (field && field.value !== field.defaultValue) box.dispatchEvent(new Event("written"));
  }
});

// Browsers name their file button in their own language; the page names it in the reader's, and
// says which files were chosen.
for (const input of document.querySelectorAll("input.gj-file[data-choose]")) {
  const button = document.createElement("label");
  button.className = "usa-button usa-button--outline gj-file__button";
  button.htmlFor = input.id;
  button.textContent = input.dataset.choose;
  const names = document.createElement("ul");
  names.className = "gj-file__names";
  names.setAttribute("aria-live", "polite");
  input.classList.add("gj-file--named");
  input.after(button, names);
  const show = () =>
    names.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = file.name;
        return item;
      }),
    );
  input.addEventListener("change", show);
  show();
}

// A row of tabs wider than the screen shows the one that is chosen.
document.querySelector(".gj-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
